"""Chapter 03: softmax cross-entropies with a sum or mean over the wrong axis."""

import numpy as np

from autograder.banks.model import wrong
from autograder.banks.softmax_cross_entropy import log_softmax
from solutions import Array
from solutions.forward import softmax


@wrong(
    "softmax_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_one_cost_for_each_class(Z: Array, Y: Array) -> object:
    """You average down each class and do not add the classes up."""
    return -np.mean(Y * log_softmax(Z), axis=0)


@wrong(
    "softmax_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_a_mean_for_each_example(Z: Array, Y: Array) -> object:
    """You take a mean along each row and stop there."""
    return -np.mean(Y * log_softmax(Z), axis=1)


@wrong(
    "softmax_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_the_losses_apart(Z: Array, Y: Array) -> object:
    """You weigh every logarithm and do not add the products up."""
    return -Y * log_softmax(Z)


@wrong(
    "softmax_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_the_terms_apart(Z: Array, Y: Array) -> object:
    """You divide every term by the number of examples and add nothing up."""
    return -Y * log_softmax(Z) / len(Z)


@wrong("softmax_cross_entropy", hint="Where does the equation of this cost have a 2?")
def kept_the_half_of_the_squares(Z: Array, Y: Array) -> object:
    """You put a half in front, which belongs to the squared error only."""
    return -np.sum(Y * log_softmax(Z)) / (2 * len(Z))


@wrong(
    "softmax_cross_entropy",
    hint="Examples are rows. Which of the two dimensions counts them?",
)
def divided_by_the_classes(Z: Array, Y: Array) -> object:
    """You divide by the number of classes instead of the number of examples."""
    return -np.sum(Y * log_softmax(Z)) / Z.shape[1]


@wrong(
    "softmax_cross_entropy",
    hint="Whose scores are in the sum that divides a score of the first row?",
)
def normalised_over_the_whole_table(Z: Array, Y: Array) -> object:
    """You divide by one sum over all examples, but each row has its own."""
    S = Z - Z.max(axis=1, keepdims=True)
    return -np.sum(Y * (S - np.log(np.exp(S).sum()))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Whose scores are in the sum that divides a score of the first row?",
)
def normalised_the_whole_table_at_once(Z: Array, Y: Array) -> object:
    """You treat the whole batch as one row: one maximum and one sum for all."""
    S = Z - Z.max()
    return -np.sum(Y * (S - np.log(np.exp(S).sum()))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Whose scores are in the sum that divides a score of the first row?",
)
def divided_by_the_sum_of_everything(Z: Array, Y: Array) -> object:
    """You divide by the sum of all exponentials of the batch, not of the row."""
    E = np.exp(Z)
    return -np.sum(Y * np.log(E / E.sum())) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Whose scores are in the sum that divides a score of the first row?",
)
def summed_down_the_columns(Z: Array, Y: Array) -> object:
    """You divide by sums down the columns, across different examples."""
    S = Z - Z.max(axis=1, keepdims=True)
    return -np.sum(Y * (S - np.log(np.exp(S).sum(axis=0)))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Whose scores are in the sum that divides a score of the first row?",
)
def divided_by_the_sums_of_the_columns(Z: Array, Y: Array) -> object:
    """You divide exponentials by sums down the columns, across examples."""
    E = np.exp(Z)
    return -np.sum(Y * np.log(E / E.sum(axis=0))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="If every score of a column grows by 5, should the cost stay? Does yours?",
)
def shifted_by_the_maximum_of_each_column(Z: Array, Y: Array) -> object:
    """You take the largest score of a column off, but each row needs its own."""
    S = Z - Z.max(axis=0)
    return -np.sum(Y * (S - np.log(np.exp(S).sum(axis=1, keepdims=True)))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Print the shape of what you have for each row. Which axis has it lost?",
)
def lost_the_axis_of_the_rows(Z: Array, Y: Array) -> object:
    """You combine the table with one number a row whose shape does not line up."""
    return (Z - Z.max(axis=1)) * Y


@wrong(
    "softmax_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def returned_the_slope(Z: Array, Y: Array) -> object:
    """You return the slope of the cost at each score and not the cost."""
    return (softmax(Z) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="If only the last row of Z changes, does your cost change?",
)
def counted_the_first_example_only(Z: Array, Y: Array) -> object:
    """You add up the first example only and forget the rest of the batch."""
    return -np.sum(Y[0] * log_softmax(Z)[0]) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="If only the first row of Z changes, does your cost change?",
)
def counted_the_last_example_only(Z: Array, Y: Array) -> object:
    """You overwrite the sum at each example, so that only the last one counts."""
    return -np.sum(Y[-1] * log_softmax(Z)[-1]) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="If only the last row of Z changes, does your cost change?",
)
def left_out_the_last_example(Z: Array, Y: Array) -> object:
    """You leave the last example out of the sum."""
    return -np.sum((Y * log_softmax(Z))[:-1]) / len(Z)


@wrong(
    "softmax_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_both_axes(Z: Array, Y: Array) -> object:
    """You keep the axes that were summed over, and return a table of one number."""
    return -np.sum(Y * log_softmax(Z), keepdims=True) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Which shape should the products have before you add them up?",
)
def multiplied_as_matrices(Z: Array, Y: Array) -> object:
    """You multiply targets and logarithms as matrices, but each has its own partner."""
    return Y @ log_softmax(Z) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Compare Z before and after the call. Which line changes it?",
)
def shifted_inside_the_scores(Z: Array, Y: Array) -> object:
    """You subtract the largest scores inside Z, and so change what was given."""
    Z -= Z.max(axis=1, keepdims=True)
    return -np.sum(Y * log_softmax(Z)) / len(Z)
