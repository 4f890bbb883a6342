"""Chapter 04: errors of a softmax layer with a wrong sum, factor or form."""

import numpy as np

from autograder.banks.model import wrong
from solutions import Array
from solutions.forward import softmax
from solutions.losses import softmax_cross_entropy


@wrong(
    "softmax_cross_entropy_delta",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def left_the_mean_out(Z: Array, Y: Array) -> object:
    """You differentiate the sum over the batch, but the cost is the mean."""
    return softmax(Z) - Y


@wrong(
    "softmax_cross_entropy_delta",
    hint="Over which index does the cost take a mean, over which only a sum?",
)
def divided_by_all_elements(Z: Array, Y: Array) -> object:
    """You divide by the number of all elements, not by the number of examples."""
    return (softmax(Z) - Y) / Z.size


@wrong(
    "softmax_cross_entropy_delta",
    hint="Examples are rows. Which of the two dimensions counts them?",
)
def divided_by_the_classes(Z: Array, Y: Array) -> object:
    """You divide by the number of classes instead of the number of examples."""
    return (softmax(Z) - Y) / Z.shape[1]


@wrong(
    "softmax_cross_entropy_delta",
    hint="How many scores can be moved? Each of them has a slope.",
)
def averaged_over_the_batch(Z: Array, Y: Array) -> object:
    """You average over the batch, but every example has an error of its own."""
    return (softmax(Z) - Y).mean(axis=0)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Give it a batch of ten. Which number in your line should change?",
)
def divided_by_two(Z: Array, Y: Array) -> object:
    """You divide by 2 whatever the batch is, which is right for two examples only."""
    return (softmax(Z) - Y) / 2


@wrong(
    "softmax_cross_entropy_delta",
    hint="Where does the equation of the cross-entropy have a 2?",
)
def halved_it(Z: Array, Y: Array) -> object:
    """You put a half in front, but there is no half in this cost."""
    return (softmax(Z) - Y) / (2 * len(Z))


@wrong(
    "softmax_cross_entropy_delta",
    hint="This cost has no square in it. Where does your factor come from?",
)
def doubled_it_as_for_a_square(Z: Array, Y: Array) -> object:
    """You put a factor 2 in front, as if the cost were a square."""
    return 2 * (softmax(Z) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def divided_by_the_batch_twice(Z: Array, Y: Array) -> object:
    """You divide by the number of examples twice."""
    return (softmax(Z) - Y) / len(Z) ** 2


@wrong(
    "softmax_cross_entropy_delta",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def multiplied_by_the_batch(Z: Array, Y: Array) -> object:
    """You multiply by the number of examples where the mean divides by it."""
    return (softmax(Z) - Y) * len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Which operation does Python do first in your line?",
)
def divided_the_targets_only(Z: Array, Y: Array) -> object:
    """You divide the targets by N and not the whole difference."""
    return softmax(Z) - Y / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Which operation does Python do first in your line?",
)
def divided_the_outputs_only(Z: Array, Y: Array) -> object:
    """You divide the outputs by N and not the whole difference."""
    return softmax(Z) / len(Z) - Y


@wrong(
    "softmax_cross_entropy_delta",
    hint="Compare the shape of your result with that of Z.",
)
def left_examples_in_columns(Z: Array, Y: Array) -> object:
    """You return the error with one example a column, but examples are rows."""
    return ((softmax(Z) - Y) / len(Z)).T


@wrong(
    "softmax_cross_entropy_delta",
    hint="How many scores can be moved? Each of them has a slope.",
)
def averaged_into_a_row(Z: Array, Y: Array) -> object:
    """You average the batch into one row, but every example has its own error."""
    return np.mean(softmax(Z) - Y, axis=0, keepdims=True)


@wrong(
    "softmax_cross_entropy_delta",
    hint="What type has Z, and what type has your result?",
)
def returned_lists(Z: Array, Y: Array) -> object:
    """You return lists of numbers where an array is asked."""
    return ((softmax(Z) - Y) / len(Z)).tolist()


@wrong(
    "softmax_cross_entropy_delta",
    hint="How many scores can be moved? Each of them has a slope.",
)
def returned_the_cost(Z: Array, Y: Array) -> object:
    """You return the cost and not its slopes."""
    return softmax_cross_entropy(Z, Y)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Compare Z before and after the call. Which line changes it?",
)
def overwrote_the_scores(Z: Array, Y: Array) -> object:
    """You compute the outputs inside Z, and so change what the caller gave."""
    Z[:] = softmax(Z)
    return (Z - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Compare Z before and after the call. Which line changes it?",
)
def shifted_inside_the_scores(Z: Array, Y: Array) -> object:
    """You subtract the largest scores inside Z, and so change what was given."""
    Z -= Z.max(axis=1, keepdims=True)
    return (softmax(Z) - Y) / len(Z)
