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


@wrong(
    "sigmoid_prime",
    hint="Look at z = 0: the slope is 1/4 there. Is a bracket missing in your line?",
)
def nothing_is_left(z: Array) -> object:
    """Your slopes all come to 0, as if the curve were flat everywhere."""
    a = sigmoid(z)
    return a * 1.0 - a


@wrong("sigmoid_prime", hint="Look at z = -10: the curve is flat there.")
def squared_the_other_factor(z: Array) -> object:
    """You multiply what the sigmoid lacks to reach 1 by itself, not by the sigmoid."""
    return (1.0 - sigmoid(z)) ** 2


@wrong("sigmoid_prime", hint="Look at z = 0: the slope is 1/4 there, what is yours?")
def slope_of_tanh(z: Array) -> object:
    """You return the slope of tanh, which is steeper at 0 and flat sooner."""
    return 1.0 - np.tanh(z) ** 2


@wrong(
    "sigmoid_prime",
    hint="If you differentiate a power: what is the slope of what stands inside it?",
)
def forgot_the_inner_slope(z: Array) -> object:
    """You return minus the square of the sigmoid, which lacks an inner slope."""
    return -1.0 / (1.0 + np.exp(-z)) ** 2


@wrong("sigmoid_prime", hint="Look at z = 5: the curve is flat there.")
def growing_numerator(z: Array) -> object:
    """Your fraction has lost the minus sign in the exponent above the line."""
    return np.exp(z) / (1.0 + np.exp(-z)) ** 2


@wrong(
    "sigmoid_prime",
    hint="The rule multiplies two numbers that add up to 1. Do yours?",
)
def put_z_into_the_first_factor(z: Array) -> object:
    """You put z itself into the first factor, where the sigmoid of z belongs."""
    return z * (1.0 - sigmoid(z))


@wrong(
    "sigmoid_prime",
    hint="How often do you squash z in each factor? Once is enough.",
)
def squashed_one_factor_twice(z: Array) -> object:
    """You apply the sigmoid twice in the second of the two factors."""
    a = sigmoid(z)
    return a * (1.0 - sigmoid(a))


@wrong(
    "sigmoid_prime",
    hint="Is the difference in the rule one of weighted inputs, or of activations?",
)
def subtracted_before_squashing(z: Array) -> object:
    """You subtract z from 1 and squash afterwards, which is the wrong order."""
    return sigmoid(z) * sigmoid(1.0 - z)


@wrong(
    "sigmoid_prime",
    hint="Each element of z has a slope of its own. Does `@` keep them apart?",
)
def joined_by_a_matrix_product(z: Array) -> object:
    """You multiply the two factors as matrices, where each element is on its own."""
    a = sigmoid(z)
    return a @ (1.0 - a)


@wrong("sigmoid_prime", hint="Does the rule multiply its two factors, or subtract?")
def subtracted_the_factors(z: Array) -> object:
    """You take the difference of the two factors, where the rule multiplies them."""
    a = sigmoid(z)
    return a - (1.0 - a)


@wrong("sigmoid_prime", hint="Look at z = 0: the slope is 1/4 there, what is yours?")
def put_tanh_into_the_rule(z: Array) -> object:
    """You put tanh of z into the rule, which holds for the sigmoid alone."""
    t = np.tanh(z)
    return t * (1.0 - t)


@wrong("sigmoid_prime", hint="Look at z = 0: the curve is steepest there.")
def differentiated_twice(z: Array) -> object:
    """You give the slope of the slope."""
    a = sigmoid(z)
    return a * (1.0 - a) * (1.0 - 2.0 * a)


@wrong("sigmoid_prime", hint="What does the square below the line belong to?")
def squared_the_exponential_alone(z: Array) -> object:
    """You square the exponential below the line, where the whole bracket is squared."""
    return np.exp(-z) / (1.0 + np.exp(-z) ** 2)


@right("sigmoid_prime")
def difference_of_powers(z: Array) -> object:
    """Multiply the bracket out."""
    a = sigmoid(z)
    return a - a**2


@right("sigmoid_prime")
def quotient_rule(z: Array) -> object:
    """Differentiate the fraction itself, on the side where it cannot overflow."""
    e = np.exp(-abs(z))
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
    return np.vectorize(lambda t: (1.0 - math.tanh(t / 2.0) ** 2) / 4.0)(z)
