"""Chapter 01, the weighted input: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid


@wrong(
    "weighted_input",
    hint="Put zeros into X and look: what should a neuron say that hears nothing?",
)
def forgot_the_bias(X: Array, w: Array, b: float) -> object:
    """Your weighted input leaves the bias out."""
    return X @ w


@wrong("weighted_input", hint="Look at the sign of the last term of the equation.")
def subtracted_the_bias(X: Array, w: Array, b: float) -> object:
    """You subtract the bias from the sum instead of adding it."""
    return X @ w - b


@wrong(
    "weighted_input",
    hint="The bias stands outside the sum sign. How often do you add it for n inputs?",
)
def bias_inside_the_sum(X: Array, w: Array, b: float) -> object:
    """You add the bias once for every input instead of once for the neuron."""
    return (X * w + b).sum(axis=1)


@wrong(
    "weighted_input",
    hint="An example is a row of X. Which axis runs along the inputs of one example?",
)
def summed_over_the_batch(X: Array, w: Array, b: float) -> object:
    """You sum over the examples, so that different examples are mixed."""
    return (X * w).sum(axis=0) + b


@wrong(
    "weighted_input",
    hint="Print the shape of your result beside the shape that the docstring asks for.",
)
def kept_a_column(X: Array, w: Array, b: float) -> object:
    """You return a column of shape (N, 1) where a plain row of N numbers is asked."""
    return X @ w.reshape(-1, 1) + b


@wrong(
    "weighted_input",
    hint="Compare your result for one input with your result for two equal inputs.",
)
def averaged_over_the_inputs(X: Array, w: Array, b: float) -> object:
    """You take the mean over the inputs where the neuron takes their sum."""
    return (X * w).mean(axis=1) + b


@wrong(
    "weighted_input",
    hint="The equation has a sum over k. Where does your code add anything up?",
)
def multiplied_without_summing(X: Array, w: Array, b: float) -> object:
    """You weigh every input but do not sum over the inputs of an example."""
    return X * w + b


@wrong(
    "weighted_input",
    hint="The result has one number for each row of X. Which rows go into yours?",
)
def one_number_for_the_batch(X: Array, w: Array, b: float) -> object:
    """You sum over everything and get one number for the whole batch."""
    return np.sum(X * w) + b


@wrong("weighted_input", hint="Stop at z: the activation is the next step, not this.")
def applied_the_sigmoid_too(X: Array, w: Array, b: float) -> object:
    """You return the activation where the weighted input is asked."""
    return sigmoid(X @ w + b)


@right("weighted_input")
def sum_of_products(X: Array, w: Array, b: float) -> object:
    """Multiply elementwise, then sum."""
    return np.sum(w[None, :] * X, axis=-1) + b


@right("weighted_input")
def two_loops(X: Array, w: Array, b: float) -> object:
    """Write both sums out."""
    z = np.zeros(len(X))
    for i in range(X.shape[0]):
        z[i] = b
        for k in range(X.shape[1]):
            z[i] += w[k] * X[i, k]
    return z


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
