"""Chapter 01, the slope of the sigmoid: wrong answers, and unusual right ones."""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid


@wrong(
    "sigmoid_prime",
    hint="The rule multiplies activations. Is what you multiply an activation?",
)
def took_z_for_the_activation(z: Array) -> object:
    """You put z itself where the sigmoid of z belongs."""
    return z * (1.0 - z)


@wrong("sigmoid_prime", hint="Look at a large z: the curve is flat there.")
def one_plus_instead_of_one_minus(z: Array) -> object:
    """You add where the second factor subtracts."""
    a = sigmoid(z)
    return a * (1.0 + a)


@wrong("sigmoid_prime", hint="How steep is the curve where z is large?")
def returned_the_sigmoid(z: Array) -> object:
    """You return the height of the curve instead of its slope."""
    return sigmoid(z)


@wrong("sigmoid_prime", hint="Look at z = 0: the slope is 1/4 there, what is yours?")
def lost_the_first_factor(z: Array) -> object:
    """Your slope has only one of its two factors."""
    return 1.0 - sigmoid(z)


@wrong(
    "sigmoid_prime",
    hint="The argument is z, not an activation. How often do you squash it?",
)
def squashed_twice(z: Array) -> object:
    """You apply the sigmoid to something that is a sigmoid already."""
    a = sigmoid(sigmoid(z))
    return a * (1.0 - a)


@wrong("sigmoid_prime", hint="Look at z = 0: the slope is 1/4 there, what is yours?")
def used_the_rule_for_tanh(z: Array) -> object:
    """You use the rule for tanh, which subtracts a square from 1."""
    return 1.0 - sigmoid(z) ** 2


@wrong(
    "sigmoid_prime", hint="The curve rises everywhere. What sign has a rising slope?"
)
def sign_reversed(z: Array) -> object:
    """Your slope has the wrong sign."""
    a = sigmoid(z)
    return a * (a - 1.0)


@wrong("sigmoid_prime", hint="Put z = 0 into each factor. Which of them is not 1/2?")
def multiplied_by_z(z: Array) -> object:
    """You multiply by z once too often, as if there were an inner slope."""
    a = sigmoid(z)
    return a * (1.0 - a) * z


@wrong(
    "sigmoid_prime",
    hint="The rule multiplies two numbers that add up to 1. Do yours?",
)
def put_z_into_one_factor(z: Array) -> object:
    """You put z itself into one of the two factors, where the sigmoid of z belongs."""
    return sigmoid(z) * (1.0 - z)


@wrong("sigmoid_prime", hint="Look at a large z: the curve is flat there.")
def squared_the_sigmoid(z: Array) -> object:
    """You multiply the sigmoid by itself instead of by what it lacks to reach 1."""
    return sigmoid(z) ** 2


@right("sigmoid_prime")
def difference_of_powers(z: Array) -> object:
    """Multiply the bracket out."""
    a = sigmoid(z)
    return a - a**2


@right("sigmoid_prime")
def quotient_rule(z: Array) -> object:
    """Differentiate the fraction itself."""
    e = np.exp(-z)
    return e / (1.0 + e) ** 2


@right("sigmoid_prime")
def hyperbolic_cosine(z: Array) -> object:
    """Use the form that shows the symmetry."""
    return 0.25 / np.cosh(z / 2.0) ** 2


@right("sigmoid_prime")
def both_sides(z: Array) -> object:
    """Multiply the sigmoid by its mirror image."""
    return sigmoid(z) * sigmoid(-z)


@right("sigmoid_prime")
def vectorized_slope(z: Array) -> object:
    """Use the math module through np.vectorize."""
    return np.vectorize(lambda t: 1.0 / (2.0 + math.exp(t) + math.exp(-t)))(z)
