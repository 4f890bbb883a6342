"""Chapter 03: slopes of the binary cross-entropy with a wrong sum, mean or form."""

import numpy as np

from autograder.banks.model import wrong
from solutions import Array
from solutions.neuron import sigmoid


@wrong(
    "binary_cross_entropy_gradient",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def left_the_mean_out(Z: Array, Y: Array) -> object:
    """You differentiate the sum over the batch, but the cost is the mean."""
    return sigmoid(Z) - Y


@wrong(
    "binary_cross_entropy_gradient",
    hint="Over which index does the cost take a mean, over which only a sum?",
)
def divided_by_all_elements(Z: Array, Y: Array) -> object:
    """You divide by the number of all elements, not by the number of examples."""
    return (sigmoid(Z) - Y) / Z.size


@wrong(
    "binary_cross_entropy_gradient",
    hint="Examples are rows. Which of the two dimensions counts them?",
)
def divided_by_the_outputs(Z: Array, Y: Array) -> object:
    """You divide by the number of outputs instead of the number of examples."""
    return (sigmoid(Z) - Y) / Z.shape[1]


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def summed_over_the_batch(Z: Array, Y: Array) -> object:
    """You sum the slopes over the batch, but each input has a slope of its own."""
    return (sigmoid(Z) - Y).sum(axis=0) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Give it a batch of ten. Which number in your line should change?",
)
def divided_by_two(Z: Array, Y: Array) -> object:
    """You divide by 2 whatever the batch is, which is right for two examples only."""
    return (sigmoid(Z) - Y) / 2


@wrong(
    "binary_cross_entropy_gradient",
    hint="Where does the equation of this cost have a 2?",
)
def halved_it(Z: Array, Y: Array) -> object:
    """You put a half in front, but there is no half in this cost."""
    return (sigmoid(Z) - Y) / (2 * len(Z))


@wrong("binary_cross_entropy_gradient", hint="How often does 1/N stand in the cost?")
def divided_by_the_batch_twice(Z: Array, Y: Array) -> object:
    """You divide by the number of examples twice."""
    return (sigmoid(Z) - Y) / len(Z) ** 2


@wrong(
    "binary_cross_entropy_gradient",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def multiplied_by_the_batch(Z: Array, Y: Array) -> object:
    """You multiply by the number of examples where the mean divides by it."""
    return (sigmoid(Z) - Y) * len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many examples has the batch, and by what do you divide?",
)
def divided_by_one_less(Z: Array, Y: Array) -> object:
    """You divide by one less than the number of examples, as for a sample variance."""
    return (sigmoid(Z) - Y) / (len(Z) - 1)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Which operation does Python do first in your line?",
)
def divided_the_targets_only(Z: Array, Y: Array) -> object:
    """You divide the targets by N and not the whole error."""
    return sigmoid(Z) - Y / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Which operation does Python do first in your line?",
)
def divided_the_outputs_only(Z: Array, Y: Array) -> object:
    """You divide the outputs by N and not the whole error."""
    return sigmoid(Z) / len(Z) - Y


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def summed_to_one_number(Z: Array, Y: Array) -> object:
    """You sum all slopes to a single number, but each input has its own."""
    return np.sum(sigmoid(Z) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def averaged_to_one_number(Z: Array, Y: Array) -> object:
    """You average all errors to one number, but each input has a slope of its own."""
    return np.mean(sigmoid(Z) - Y)


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def summed_over_the_outputs(Z: Array, Y: Array) -> object:
    """You sum over the outputs, but each input has a slope of its own."""
    return (sigmoid(Z) - Y).sum(axis=1) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def averaged_over_the_outputs(Z: Array, Y: Array) -> object:
    """You average over the outputs, but each input has a slope of its own."""
    return (sigmoid(Z) - Y).mean(axis=1)


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def summed_over_the_batch_into_a_row(Z: Array, Y: Array) -> object:
    """You sum over the batch into one row, but each input has a slope of its own."""
    return (sigmoid(Z) - Y).sum(axis=0, keepdims=True) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Compare the shape of your result with that of Z.",
)
def left_examples_in_columns(Z: Array, Y: Array) -> object:
    """You return the slopes with one example a column, but examples are rows."""
    return ((sigmoid(Z) - Y) / len(Z)).T


@wrong(
    "binary_cross_entropy_gradient",
    hint="What type has Z, and what type has your result?",
)
def returned_lists(Z: Array, Y: Array) -> object:
    """You return lists of numbers where an array is asked."""
    return ((sigmoid(Z) - Y) / len(Z)).tolist()


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def returned_the_cost(Z: Array, Y: Array) -> object:
    """You return the cost and not its slopes."""
    return np.sum(np.logaddexp(0.0, Z) - Y * Z) / len(Z)
