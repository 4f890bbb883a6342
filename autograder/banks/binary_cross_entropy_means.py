"""Chapter 03: binary cross-entropies with a wrong sum, mean or form."""

import numpy as np

from autograder.banks.binary_cross_entropy import softplus
from autograder.banks.model import wrong
from solutions import Array
from solutions.neuron import sigmoid


@wrong(
    "binary_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_one_cost_for_each_output(Z: Array, Y: Array) -> object:
    """You average down the batch and do not add the outputs up."""
    return np.mean(softplus(Z) - Y * Z, axis=0)


@wrong(
    "binary_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_a_mean_for_each_example(Z: Array, Y: Array) -> object:
    """You take a mean along each row and stop there."""
    return np.mean(softplus(Z) - Y * Z, axis=1)


@wrong(
    "binary_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_the_losses_apart(Z: Array, Y: Array) -> object:
    """You compute the loss of every output and do not add them up."""
    return softplus(Z) - Y * Z


@wrong(
    "binary_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_the_terms_apart(Z: Array, Y: Array) -> object:
    """You divide every loss by the number of examples and add nothing up."""
    return (softplus(Z) - Y * Z) / len(Z)


@wrong("binary_cross_entropy", hint="Where does the equation of this cost have a 2?")
def kept_the_half_of_the_squares(Z: Array, Y: Array) -> object:
    """You put a half in front, which belongs to the squared error only."""
    return np.sum(softplus(Z) - Y * Z) / (2 * len(Z))


@wrong(
    "binary_cross_entropy",
    hint="Examples are rows. Which of the two dimensions counts them?",
)
def divided_by_the_outputs(Z: Array, Y: Array) -> object:
    """You divide by the number of outputs instead of the number of examples."""
    return np.sum(softplus(Z) - Y * Z) / Z.shape[1]


@wrong(
    "binary_cross_entropy",
    hint="If only the last row of Z changes, does your cost change?",
)
def counted_the_first_example_only(Z: Array, Y: Array) -> object:
    """You add up the first example only and forget the rest of the batch."""
    return np.sum(softplus(Z[0]) - Y[0] * Z[0]) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="If only the first row of Z changes, does your cost change?",
)
def counted_the_last_example_only(Z: Array, Y: Array) -> object:
    """You overwrite the sum at each example, so that only the last one counts."""
    return np.sum(softplus(Z[-1]) - Y[-1] * Z[-1]) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="If only the last row of Z changes, does your cost change?",
)
def left_out_the_last_example(Z: Array, Y: Array) -> object:
    """You leave the last example out of the sum."""
    return np.sum((softplus(Z) - Y * Z)[:-1]) / len(Z)


@wrong(
    "binary_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def returned_an_array_of_one(Z: Array, Y: Array) -> object:
    """You return an array that holds the cost where a plain number is asked."""
    return np.array([np.sum(softplus(Z) - Y * Z) / len(Z)])


@wrong(
    "binary_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def returned_the_slope(Z: Array, Y: Array) -> object:
    """You return the slope of the cost at each logit and not the cost."""
    return (sigmoid(Z) - Y) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Which shape should the products have before you add them up?",
)
def multiplied_as_matrices(Z: Array, Y: Array) -> object:
    """You multiply targets and logarithms as matrices, but each has its own partner."""
    return Y @ softplus(-Z) / len(Z)
