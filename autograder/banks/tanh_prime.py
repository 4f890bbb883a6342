"""Chapter 02, the slope of tanh: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import tanh
from solutions.neuron import sigmoid, sigmoid_prime


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


@wrong("tanh_prime", hint="What is squared in the rule: z, or what tanh makes of it?")
def squared_before_tanh(Z: Array) -> object:
    """You square z first and take tanh of that, where tanh comes first."""
    return 1.0 - tanh(Z**2)


@wrong("tanh_prime", hint="Put z = 2 in by hand: what does a square come to?")
def doubled_for_squared(Z: Array) -> object:
    """You take twice the tanh, where the rule takes its square."""
    return 1.0 - 2.0 * tanh(Z)


@wrong("tanh_prime", hint="Look at z = 0: the slope is 1 there, what is yours?")
def slope_of_a_sigmoid(Z: Array) -> object:
    """You return the slope of the sigmoid, which is flatter at 0."""
    return sigmoid_prime(Z)


@wrong("tanh_prime", hint="Whose square does the rule subtract from 1?")
def squared_the_sigmoid_for_tanh(Z: Array) -> object:
    """You square the sigmoid, where the rule squares tanh."""
    return 1.0 - sigmoid(Z) ** 2


@wrong("tanh_prime", hint="Look at a large z: can a curve that flattens be steep?")
def slope_of_the_tangent(Z: Array) -> object:
    """You return the slope of the tangent of an angle, which is another function."""
    return 1.0 + np.tan(Z) ** 2


@wrong(
    "tanh_prime",
    hint="Each element of Z has a slope of its own. Does `@` keep them apart?",
)
def squared_as_a_matrix(Z: Array) -> object:
    """You square with the matrix product, where each element is on its own."""
    t = tanh(Z)
    return 1.0 - t @ t


@wrong("tanh_prime", hint="Look at a large z: the curve is flat there.")
def turned_the_fraction_over(Z: Array) -> object:
    """Your slope grows without end, as one over the right one does."""
    return np.cosh(Z) ** 2


@wrong("tanh_prime", hint="In the quotient rule, which power has what is below?")
def denominator_not_squared(Z: Array) -> object:
    """You do not square the denominator of the fraction."""
    return 4.0 / (np.exp(Z) + np.exp(-Z))


@wrong("tanh_prime", hint="Put z = 0 in: the slope is 1 there, what is yours?")
def multiplied_by_z_too(Z: Array) -> object:
    """You multiply by z once too often, as if there were an inner slope."""
    return Z * (1.0 - tanh(Z) ** 2)


@wrong("tanh_prime", hint="Put z = 0 in: the slope is 1 there, what is yours?")
def mixed_two_slope_rules(Z: Array) -> object:
    """You multiply by tanh once too often, as the rule of the sigmoid begins."""
    t = tanh(Z)
    return t * (1.0 - t**2)


@wrong("tanh_prime", hint="How steep is the curve at z = 0? One slope is asked.")
def differentiated_twice(Z: Array) -> object:
    """You give the slope of the slope."""
    t = tanh(Z)
    return -2.0 * t * (1.0 - t**2)


@wrong(
    "tanh_prime",
    hint="Each element of Z has a slope of its own. Does a dot product keep it apart?",
)
def squared_by_a_dot_product(Z: Array) -> object:
    """You square with a dot product, where each element is on its own."""
    t = tanh(Z)
    return 1.0 - np.dot(t, t)


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
