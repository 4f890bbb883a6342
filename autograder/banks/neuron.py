"""Chapter 01: wrong answers that students give, and unusual right ones.

What a wrong answer returns is anyone's guess: it is declared as object.
"""

import math

import numpy as np

import autograder.banks.sigmoid  # noqa: F401  (importing a bank enters its functions)
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid, sigmoid_prime, weighted_input

# weighted_input


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


# neuron_gradient


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


@right("neuron_gradient")
def loop_over_examples(X: Array, y: Array, w: Array, b: float) -> object:
    """Add up one example after the other, as the sum is written."""
    dw, db = np.zeros(len(w)), 0.0
    for x, target in zip(X, y, strict=True):
        a = 1.0 / (1.0 + math.exp(-(float(np.dot(w, x)) + b)))
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
