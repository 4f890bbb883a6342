"""Chapter 02, the slope of tanh: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import tanh


@wrong(
    "tanh_prime",
    hint="The rule squares an activation. Is what you square an activation?",
)
def squared_z(Z: Array) -> object:
    """You put z itself where tanh of z belongs."""
    return 1.0 - Z**2


@wrong("tanh_prime", hint="Compare your results for z and for -z: they must be equal.")
def forgot_the_square(Z: Array) -> object:
    """You subtract tanh itself where its square belongs."""
    return 1.0 - tanh(Z)


@wrong(
    "tanh_prime",
    hint="Look at z = 0: the slope is 1 there, what is yours?",
)
def used_the_rule_of_the_sigmoid(Z: Array) -> object:
    """You use the rule of the sigmoid, which holds for the sigmoid alone."""
    t = tanh(Z)
    return t * (1.0 - t)


@wrong(
    "tanh_prime",
    hint="The argument is z, not an activation. How often do you squash it?",
)
def squashed_z_twice(Z: Array) -> object:
    """You apply tanh to something that is a tanh already."""
    return 1.0 - tanh(tanh(Z)) ** 2


@wrong("tanh_prime", hint="Look at a large z: the curve is flat there.")
def added_the_square(Z: Array) -> object:
    """You add the square where it is subtracted."""
    return 1.0 + tanh(Z) ** 2


@wrong("tanh_prime", hint="How steep is the curve at z = 0, and how high?")
def returned_tanh_itself(Z: Array) -> object:
    """You return the height of the curve instead of its slope."""
    return tanh(Z)


@wrong("tanh_prime", hint="The curve rises everywhere. What sign has a rising slope?")
def slope_reversed(Z: Array) -> object:
    """Your slope has the wrong sign."""
    return tanh(Z) ** 2 - 1.0


@wrong("tanh_prime", hint="Compare your slope with a small step up the curve at z = 2.")
def cosine_not_squared(Z: Array) -> object:
    """You divide by the hyperbolic cosine once, where it must be squared."""
    return 1.0 / np.cosh(Z)


@wrong("tanh_prime", hint="Compare your results for z and for -z: they must be equal.")
def squared_the_whole_bracket(Z: Array) -> object:
    """You square the whole difference, where only tanh is squared."""
    return (1.0 - tanh(Z)) ** 2


@right("tanh_prime")
def two_brackets(Z: Array) -> object:
    """Write the difference of squares as a product."""
    t = np.tanh(Z)
    return (1.0 + t) * (1.0 - t)


@right("tanh_prime")
def squared_cosine(Z: Array) -> object:
    """Use the hyperbolic cosine."""
    return np.cosh(Z) ** -2


@right("tanh_prime")
def exponentials_only(Z: Array) -> object:
    """Write it with exponentials."""
    return 4.0 / (np.exp(Z) + np.exp(-Z)) ** 2


@right("tanh_prime")
def row_by_row(Z: Array) -> object:
    """Take one part of the array at a time."""
    return np.stack([1.0 - np.square(np.tanh(part)) for part in Z])
