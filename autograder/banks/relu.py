"""Chapter 02, relu: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array


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


@wrong("relu", hint="Look at z = 9: is anything there to stop it?")
def cut_off_above_six(Z: Array) -> object:
    """You compute ReLU6, which is cut off at 6, where the plain one has no end."""
    return np.clip(Z, 0.0, 6.0)


@wrong("relu", hint="Look at negative numbers: the plain rectifier gives exactly 0.")
def let_a_tenth_through(Z: Array) -> object:
    """You let a tenth of the negative side through, as a leaky rectifier does."""
    return np.where(Z > 0, Z, 0.1 * Z)


@wrong("relu", hint="Look at negative numbers: the plain rectifier gives exactly 0.")
def smoothed_below(Z: Array) -> object:
    """You compute the exponential linear unit, which bends smoothly down to -1."""
    return np.where(Z > 0, Z, np.expm1(np.minimum(Z, 0.0)))


@wrong("relu", hint="Look at z = 0: the rectifier has a corner there, at height 0.")
def rounded_the_corner(Z: Array) -> object:
    """You compute softplus, which rounds the corner of the rectifier."""
    return np.logaddexp(0.0, Z)


@wrong("relu", hint="Look at z = 1/2: should it be kept?")
def compared_with_one(Z: Array) -> object:
    """You set every number up to 1 to 0, where the limit is 0."""
    return np.where(Z > 1, Z, 0.0)


@wrong("relu", hint="Look at z = -2: what should come out, and what does?")
def nothing_below_one(Z: Array) -> object:
    """You take the larger of z and 1, where it is the larger of z and 0."""
    return np.maximum(Z, 1.0)


@wrong("relu", hint="Look at z = 3 and at z = -3. Which of them should be kept?")
def turned_round_first(Z: Array) -> object:
    """You turn the numbers round first, so that the negative ones come through."""
    return np.maximum(-Z, 0.0)


@wrong("relu", hint="Compare the shape of your result with the shape of Z.")
def took_the_largest_of_all(Z: Array) -> object:
    """You look for the largest number in Z, not for the larger of each z and 0."""
    return np.max(Z)


@wrong("relu", hint="Compare the shape of your result with the shape of Z.")
def took_the_largest_of_each_row(Z: Array) -> object:
    """You look for the largest number of each row, not for the larger of z and 0."""
    return np.max(Z, axis=1)


@wrong("relu", hint="Does that function compare two things, or search within one?")
def put_z_and_zero_into_a_list(Z: Array) -> object:
    """You make one array of Z and 0, which have different shapes, and search that."""
    return np.max([Z, 0])


@wrong("relu", hint="The exercise says any shape. Call it with three axes.")
def walked_over_two_axes(Z: Array) -> object:
    """You walk over two axes, so that an array with three stops you."""
    return np.array([[max(0.0, z) for z in row] for row in Z])


@wrong("relu", hint="What should stand where the condition does not hold?")
def gave_one_choice_of_two(Z: Array) -> object:
    """You give `np.where` one of its two choices, and it wants both."""
    return np.where(Z > 0, Z)  # type: ignore[call-overload]


@wrong("relu", hint="Does that function compare two things, or search within one?")
def searched_zero_along_z(Z: Array) -> object:
    """You hand Z over where one whole number is asked, as that of an axis."""
    return np.max(0, Z)


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
