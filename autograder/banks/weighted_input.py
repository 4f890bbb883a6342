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


@wrong(
    "weighted_input",
    hint="Write the two shapes side by side. Which axis of X has one place a weight?",
)
def weights_on_the_left(X: Array, w: Array, b: float) -> object:
    """You put the weights to the left of X, where they meet its examples."""
    return w @ X + b


@wrong(
    "weighted_input",
    hint="Write the two shapes side by side, before and after you turn X.",
)
def turned_the_inputs(X: Array, w: Array, b: float) -> object:
    """You turn X before the product, so that the weights meet its examples."""
    return X.T @ w + b


@wrong("weighted_input", hint="Print what you made of X. Is a row still an example?")
def reshaped_the_inputs(X: Array, w: Array, b: float) -> object:
    """You reshape X until it fits, which deals its numbers out in another order."""
    return w @ X.reshape(len(w), -1) + b


@wrong("weighted_input", hint="Which operation joins the bias to the sum?")
def multiplied_by_the_bias(X: Array, w: Array, b: float) -> object:
    """You multiply the sum by the bias instead of adding the bias."""
    return X @ w * b


@wrong(
    "weighted_input",
    hint="By what is the bias multiplied on its way into z? By what is yours?",
)
def added_the_bias_to_the_inputs(X: Array, w: Array, b: float) -> object:
    """You add the bias to every input, so that it is multiplied by the weights."""
    return (X + b) @ w


@wrong(
    "weighted_input",
    hint="By what is the bias multiplied on its way into z? By what is yours?",
)
def added_the_bias_to_the_weights(X: Array, w: Array, b: float) -> object:
    """You add the bias to every weight, so that it is multiplied by the inputs."""
    return X @ (w + b)


@wrong("weighted_input", hint="Try two inputs by hand. What is multiplied first?")
def summed_before_multiplying(X: Array, w: Array, b: float) -> object:
    """You sum the inputs and the weights first, and multiply the two sums."""
    return X.sum(axis=1) * w.sum() + b


@wrong("weighted_input", hint="Count the rows of X, and the numbers in your result.")
def only_the_first_row(X: Array, w: Array, b: float) -> object:
    """You give the weighted input of the first example alone."""
    return X[0] @ w + b


@wrong(
    "weighted_input",
    hint="If there is a loop: what becomes of the number of the example before?",
)
def only_the_last_row(X: Array, w: Array, b: float) -> object:
    """You give the weighted input of the last example alone."""
    return X[-1] @ w + b


@wrong(
    "weighted_input",
    hint="How often does your loop run? Look at how far each line is indented.",
)
def stopped_after_the_first_row(X: Array, w: Array, b: float) -> object:
    """You compute the first number of the result and leave 0 for the others."""
    z = np.zeros(len(X))
    z[0] = X[0] @ w + b
    return z


@wrong("weighted_input", hint="What becomes of the product of the input before?")
def kept_the_last_product(X: Array, w: Array, b: float) -> object:
    """You keep the product of the last input alone, where all are added up."""
    return X[:, -1] * w[-1] + b


@wrong("weighted_input", hint="Python counts from 0. Where does your sum begin?")
def left_the_first_input_out(X: Array, w: Array, b: float) -> object:
    """You leave the first input out of the sum."""
    return X[:, 1:] @ w[1:] + b


@wrong("weighted_input", hint="Which is the last input that your sum reaches?")
def left_the_last_input_out(X: Array, w: Array, b: float) -> object:
    """You leave the last input out of the sum."""
    return X[:, :-1] @ w[:-1] + b


@wrong("weighted_input", hint="Stop at z: may a weighted input be negative?")
def cut_the_negative_ones_off(X: Array, w: Array, b: float) -> object:
    """You set negative weighted inputs to 0, which is the work of an activation."""
    return np.maximum(X @ w + b, 0.0)


@wrong("weighted_input", hint="Stop at z: what kind of number is a weighted input?")
def said_whether_it_fires(X: Array, w: Array, b: float) -> object:
    """You return 1 or 0, by the sign of z, where z itself is asked."""
    return np.where(X @ w + b > 0, 1.0, 0.0)


@wrong("weighted_input", hint="What is in your sum when a new example begins?")
def carried_the_sum_on(X: Array, w: Array, b: float) -> object:
    """You carry the sum of one example on into the next."""
    return np.cumsum(X @ w) + b


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
