"""Chapter 02, relu and its slope: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import relu

# relu


@wrong(
    "relu",
    hint="Print Z before and after the call. Somebody may still need the old values.",
)
def changed_its_input(Z: Array) -> object:
    """You overwrite the negative numbers in Z itself instead of making a new array."""
    Z[Z < 0] = 0.0
    return Z


@wrong("relu", hint="Look at z = -2: what should come out, and what does?")
def took_the_size(Z: Array) -> object:
    """You turn negative numbers round instead of setting them to 0."""
    return np.abs(Z)


@wrong("relu", hint="Look at negative numbers: the plain rectifier gives exactly 0.")
def let_a_little_through(Z: Array) -> object:
    """You compute the leaky rectifier, which lets some of the negative side through."""
    return np.where(Z > 0, Z, 0.01 * Z)


@wrong("relu", hint="Look at z = 3 and at z = -3. Which of them should be kept?")
def kept_the_negative_side(Z: Array) -> object:
    """You keep the negative numbers and set the positive ones to 0."""
    return np.minimum(Z, 0.0)


@wrong("relu", hint="Look at z = 3: is the result 3?")
def returned_the_slope_of_relu(Z: Array) -> object:
    """You return 1 for positive numbers, which is the slope and not the value."""
    return np.where(Z > 0, 1.0, 0.0)


@wrong(
    "relu",
    hint="The question has one answer for each number. What asks it of each element?",
)
def asked_the_whole_array(Z: Array) -> object:
    """You ask one question of the whole array, where each element needs its own."""
    return max(0.0, Z)


@wrong("relu", hint="Look at z = 3: is anything there to stop it?")
def cut_off_above_one(Z: Array) -> object:
    """You cut the positive numbers off at 1, although relu has no upper end."""
    return np.clip(Z, 0.0, 1.0)


@wrong("relu", hint="Compare the shape of your result with the shape of Z.")
def threw_the_negative_ones_away(Z: Array) -> object:
    """You pick the positive numbers out, and the shape of Z is lost."""
    return Z[Z > 0]


@wrong("relu", hint="Look at z = 3: is the result 3?")
def returned_a_mask(Z: Array) -> object:
    """You say which numbers are positive, where the numbers themselves are asked."""
    return Z > 0


@wrong("relu", hint="Compare the shape of your result with the shape of Z.")
def took_the_largest_of_each_column(Z: Array) -> object:
    """You look for the largest number along an axis, not for the larger of z and 0."""
    return np.max(Z, axis=0)


@right("relu")
def half_of_value_plus_size(Z: Array) -> object:
    """Add the size: negative numbers cancel."""
    return (Z + np.abs(Z)) / 2.0


@right("relu")
def times_a_mask(Z: Array) -> object:
    """Multiply by a mask."""
    return Z * (Z > 0)


@right("relu")
def overwritten_copy(Z: Array) -> object:
    """Copy first, then overwrite."""
    out = Z.copy()
    out[out < 0] = 0
    return out


@right("relu")
def flat_list(Z: Array) -> object:
    """Use Python's max on one number at a time."""
    return np.array([max(0.0, z) for z in Z.ravel()]).reshape(Z.shape)


# relu_prime


@wrong(
    "relu_prime",
    hint="By how much does relu rise from z = 5 to z = 6, and what do you say there?",
)
def returned_the_values(Z: Array) -> object:
    """You return the value of relu instead of its slope."""
    return relu(Z)


@wrong("relu_prime", hint="How steep is relu where z is negative?")
def minus_one_below(Z: Array) -> object:
    """You return -1 on the negative side, which is the slope of the absolute value."""
    return np.sign(Z)


@wrong("relu_prime", hint="How steep is relu where z is negative?")
def one_everywhere(Z: Array) -> object:
    """You give the slope 1 to negative inputs too, as if nothing were cut off."""
    return np.ones_like(Z)


@wrong("relu_prime", hint="Draw relu. On which side of 0 does it rise?")
def slope_on_the_wrong_side(Z: Array) -> object:
    """You put the slope 1 on the negative side, where relu is flat."""
    return np.where(Z < 0, 1.0, 0.0)


@wrong("relu_prime", hint="How steep is the plain rectifier where z is negative?")
def a_little_slope_below(Z: Array) -> object:
    """You give the slope of the leaky rectifier, which is not quite flat below 0."""
    return np.where(Z > 0, 1.0, 0.01)


@wrong(
    "relu_prime",
    hint="That rule was worked out for one particular curve. Draw relu instead.",
)
def copied_the_rule_of_the_sigmoid(Z: Array) -> object:
    """You use the rule of the sigmoid, which holds for the sigmoid alone."""
    return relu(Z) * (1.0 - relu(Z))


@wrong("relu_prime", hint="Look at z = 0: what do you divide by there?")
def zero_over_zero_at_the_corner(Z: Array) -> object:
    """You divide by z, which gives no number where z is exactly 0."""
    return relu(Z) / Z


@wrong(
    "relu_prime",
    hint="Print Z before and after the call. Somebody may still need the old values.",
)
def overwrote_the_inputs(Z: Array) -> object:
    """You write the slopes into Z itself instead of into a new array."""
    Z[Z <= 0] = 0.0
    Z[Z > 0] = 1.0
    return Z


@wrong(
    "relu_prime",
    hint="Slopes are multiplied and added up. What is True plus True?",
)
def returned_true_and_false(Z: Array) -> object:
    """You return True and False, where the slope is a number."""
    return Z > 0


@right("relu_prime")
def one_at_the_corner(Z: Array) -> object:
    """Choose the slope 1 at the corner."""
    return (Z >= 0).astype(float)


@right("relu_prime")
def half_at_the_corner(Z: Array) -> object:
    """Choose the slope 1/2 at the corner."""
    return np.heaviside(Z, 0.5)


@right("relu_prime")
def whole_numbers(Z: Array) -> object:
    """Return integers: they are numbers too."""
    return np.where(Z > 0, 1, 0)


@right("relu_prime")
def sign_of_relu(Z: Array) -> object:
    """Use the sign of what relu lets through."""
    return np.sign(np.maximum(Z, 0.0))


@right("relu_prime")
def filled_in(Z: Array) -> object:
    """Start with zeros and fill in ones."""
    slope = np.zeros(Z.shape)
    slope[Z > 0] = 1
    return slope
