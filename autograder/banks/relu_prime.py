"""Chapter 02, the slope of relu: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import relu


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
