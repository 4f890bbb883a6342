"""Unusual right answers to the exercises of the module neuron."""

import math

import numpy as np

from autograder.alternatives.model import right
from solutions import Array
from solutions.neuron import sigmoid, sigmoid_prime, weighted_input


@right("weighted_input")
def sum_of_products(X: Array, w: Array, b: float) -> object:
    """Multiply elementwise, then sum."""
    return np.sum(w[None, :] * X, axis=-1) + b


@right("weighted_input")
def einstein_sum(X: Array, w: Array, b: float) -> object:
    """Name the axes."""
    return np.einsum("ik,k->i", X, w) + b


@right("weighted_input")
def bias_as_a_weight(X: Array, w: Array, b: float) -> object:
    """Give every example one more input, which is always 1."""
    return np.c_[X, np.ones(len(X))] @ np.append(w, b)


@right("weighted_input")
def list_of_dots(X: Array, w: Array, b: float) -> object:
    """Take one example at a time."""
    return np.array([np.dot(w, x) + b for x in X])


@right("sigmoid")
def through_tanh(z: Array) -> object:
    """Shift and scale the hyperbolic tangent."""
    return 0.5 * (np.tanh(z / 2.0) + 1.0)


@right("sigmoid")
def through_logaddexp(z: Array) -> object:
    """Work with logarithms until the end."""
    return np.exp(-np.logaddexp(0.0, -z))


@right("sigmoid")
def clipped_far_out(z: Array) -> object:
    """Cut z off where the exponential is still finite."""
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500.0, 500.0)))


@right("sigmoid")
def two_masks(z: Array) -> object:
    """Treat each side of 0 by itself."""
    out = np.empty_like(z, dtype=float)
    positive = z >= 0
    out[positive] = 1.0 / (1.0 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1.0 + e)
    return out


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


@right("sigmoid_prime")
def difference_of_powers(z: Array) -> object:
    """Multiply the bracket out."""
    a = sigmoid(z)
    return a - a**2


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
