"""Chapter 01: wrong answers that students give, and unusual right ones.

What a wrong answer returns is anyone's guess: it is declared as object. The gradient is
here; the functions that it is made of have modules of their own.
"""

import math

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.neuron_factors
import autograder.banks.sigmoid
import autograder.banks.sigmoid_prime
import autograder.banks.weighted_input  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid, sigmoid_prime, weighted_input


@wrong(
    "neuron_gradient",
    hint="The cost is a mean. Does your gradient grow when every example comes twice?",
)
def forgot_the_mean(X: Array, y: Array, w: Array, b: float) -> object:
    """You add up over the examples but do not divide by their number."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return delta @ X, delta.sum()


@wrong(
    "neuron_gradient",
    hint="Differentiate the square, and look at what the 2N in the cost leaves.",
)
def kept_the_two(X: Array, y: Array, w: Array, b: float) -> object:
    """You keep the 2 of the square, which the half in the cost cancels."""
    z = weighted_input(X, w, b)
    delta = 2.0 * (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="Differentiate the square, and look at what becomes of the half in the cost.",
)
def kept_the_half(X: Array, y: Array, w: Array, b: float) -> object:
    """You keep the half of the cost, which the 2 of the square cancels."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / (2 * len(X))
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="If the output is too high, the cost grows with it: which sign is that slope?",
)
def error_the_wrong_way_round(X: Array, y: Array, w: Array, b: float) -> object:
    """You subtract the output from the target, which turns every slope round."""
    z = weighted_input(X, w, b)
    delta = (y - sigmoid(z)) * sigmoid_prime(z) / len(X)
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="The second factor is the slope at z. What do you hand to the slope function?",
)
def slope_at_the_activation(X: Array, y: Array, w: Array, b: float) -> object:
    """You take the slope of the sigmoid at the activation instead of at z."""
    a = sigmoid(weighted_input(X, w, b))
    delta = (a - y) * sigmoid_prime(a) / len(X)
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="Count the factors of the chain rule: there are three for a weight. Which of "
    "them is missing from yours?",
)
def left_out_the_slope_of_the_sigmoid(X: Array, y: Array, w: Array, b: float) -> object:
    """You leave out the middle factor of the chain, the slope of the sigmoid."""
    delta = (sigmoid(weighted_input(X, w, b)) - y) / len(X)
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="Look at the last factor for a weight: how does z change when w does?",
)
def left_out_the_input(X: Array, y: Array, w: Array, b: float) -> object:
    """You leave out the last factor, the input, so that all weights get one slope."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return np.full(len(w), delta.sum()), delta.sum()


@wrong(
    "neuron_gradient",
    hint="Follow the 1/N through both results. How often does it come into each?",
)
def divided_the_bias_twice(X: Array, y: Array, w: Array, b: float) -> object:
    """You divide the slope of the bias by the number of examples twice."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return X.T @ delta, delta.mean()


@wrong("neuron_gradient", hint="Look at the order in which the docstring names them.")
def swapped_the_two(X: Array, y: Array, w: Array, b: float) -> object:
    """You return the slope of the bias first and the slopes of the weights second."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return delta.sum(), X.T @ delta


@wrong(
    "neuron_gradient",
    hint="A gradient has the shape of its parameter. Which axis is too many?",
)
def kept_every_example(X: Array, y: Array, w: Array, b: float) -> object:
    """You return one slope for each example instead of their sum."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return delta[:, None] * X, delta


@wrong(
    "neuron_gradient",
    hint="The cost compares y with the output of the neuron. What do you compare?",
)
def compared_z_with_y(X: Array, y: Array, w: Array, b: float) -> object:
    """You compare the target with the weighted input instead of the activation."""
    z = weighted_input(X, w, b)
    delta = (z - y) * sigmoid_prime(z) / len(X)
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="Change b and look at your results. Do they change as they should?",
)
def left_the_bias_out_of_z(X: Array, y: Array, w: Array, b: float) -> object:
    """You compute z without the bias, so that every slope is taken elsewhere."""
    z = X @ w
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="The mean is taken over the examples. Which axis of X counts them?",
)
def divided_by_the_inputs(X: Array, y: Array, w: Array, b: float) -> object:
    """You divide by the number of inputs instead of the number of examples."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / X.shape[1]
    return X.T @ delta, delta.sum()


@wrong(
    "neuron_gradient",
    hint="Follow the 1/N through both results. How often does it come into each?",
)
def divided_the_weights_twice(X: Array, y: Array, w: Array, b: float) -> object:
    """You divide the slopes of the weights by the number of examples twice."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return X.T @ delta / len(X), delta.sum()


@wrong(
    "neuron_gradient",
    hint="In z, each weight has a partner. By which of the two is z differentiated?",
)
def multiplied_by_the_weights(X: Array, y: Array, w: Array, b: float) -> object:
    """You take the weight for the last factor, where the input belongs."""
    z = weighted_input(X, w, b)
    delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X)
    return w * delta.sum(), delta.sum()


@right("neuron_gradient")
def loop_over_examples(X: Array, y: Array, w: Array, b: float) -> object:
    """Add up one example after the other, as the sum is written."""
    dw, db = np.zeros(len(w)), 0.0
    for x, target in zip(X, y, strict=True):
        a = (1.0 + math.tanh((float(np.dot(w, x)) + b) / 2.0)) / 2.0
        slope = (a - target) * a * (1.0 - a)
        dw += slope * x
        db += slope
    return dw / len(X), db / len(X)


@right("neuron_gradient")
def means_at_the_end(X: Array, y: Array, w: Array, b: float) -> object:
    """Keep every example until the mean, and return a list."""
    a = sigmoid(X @ w + b)
    slope = (a - y) * (a - a**2)
    return [np.mean(slope[:, None] * X, axis=0), np.mean(slope)]


@right("neuron_gradient")
def einstein_gradient(X: Array, y: Array, w: Array, b: float) -> object:
    """Multiply the three factors in one sum."""
    z = weighted_input(X, w, b)
    error, slope = sigmoid(z) - y, sigmoid_prime(z)
    dw = np.einsum("i,i,ik->k", error, slope, X) / y.size
    return dw, float(np.dot(error, slope) / y.size)


@right("neuron_gradient")
def bias_as_one_more_weight(X: Array, y: Array, w: Array, b: float) -> object:
    """Give every example one more input, which is always 1, and split at the end."""
    inputs = np.column_stack([X, np.ones(len(X))])
    a = sigmoid(inputs @ np.append(w, b))
    both = inputs.T @ ((a - y) * a * (1.0 - a)) / len(X)
    return both[:-1], both[-1]
