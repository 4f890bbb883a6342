"""Chapter 03: softmax cross-entropies that take the targets for something else."""

import numpy as np

from autograder.banks.model import wrong
from autograder.banks.softmax_cross_entropy import log_softmax
from solutions import Array
from solutions.forward import softmax


@wrong(
    "softmax_cross_entropy",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def counted_sure_targets_only(Z: Array, Y: Array) -> object:
    """You count only targets that are exactly 1, but targets may be spread."""
    return -np.sum(log_softmax(Z)[Y == 1]) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def averaged_over_sure_targets(Z: Array, Y: Array) -> object:
    """You average over targets that are exactly 1, but targets may be spread."""
    return -np.mean(log_softmax(Z)[Y == 1])


@wrong(
    "softmax_cross_entropy",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def took_every_positive_target_for_1(Z: Array, Y: Array) -> object:
    """You count every target above 0 as a full 1."""
    return -np.sum(log_softmax(Z)[Y > 0]) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def rounded_the_targets(Z: Array, Y: Array) -> object:
    """You round each target to 0 or 1, but targets may be spread."""
    return -np.sum(np.round(Y) * log_softmax(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy", hint="Print one row of Y. Is there a class number in it?"
)
def used_targets_as_class_numbers(Z: Array, Y: Array) -> object:
    """You use the targets as the numbers of classes, but they are probabilities."""
    return -np.mean(log_softmax(Z)[np.arange(len(Z)), Y])


@wrong("softmax_cross_entropy", hint="Where are the logarithms of the equation?")
def computed_the_squared_error(Z: Array, Y: Array) -> object:
    """You compute the mean squared error of the probabilities."""
    return np.sum((softmax(Z) - Y) ** 2) / (2 * len(Z))


@wrong(
    "softmax_cross_entropy", hint="If only the targets change, does your cost change?"
)
def weighed_with_the_probabilities(Z: Array, Y: Array) -> object:
    """You weigh the logarithms with the probabilities and not with the targets."""
    return -np.sum(softmax(Z) * log_softmax(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy", hint="If only the targets change, does your cost change?"
)
def forgot_the_targets(Z: Array, Y: Array) -> object:
    """You add up the logarithms of all classes, whichever is right."""
    return -np.sum(log_softmax(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy", hint="If only the targets change, does your cost change?"
)
def charged_the_likeliest_class(Z: Array, Y: Array) -> object:
    """You charge the class that the network holds likeliest, whichever is right."""
    return -np.mean(log_softmax(Z).max(axis=1))


@wrong(
    "softmax_cross_entropy",
    hint="Which comes first in the equation, the logarithm or the sum over classes?",
)
def took_the_logarithm_of_the_sum(Z: Array, Y: Array) -> object:
    """You take one logarithm of the sum, where the equation sums logarithms."""
    return -np.mean(np.log(np.sum(Y * softmax(Z), axis=1)))


@wrong(
    "softmax_cross_entropy",
    hint="How many logarithms does the equation have for one class?",
)
def took_the_entropy_of_the_targets_off(Z: Array, Y: Array) -> object:
    """You compute the divergence: the targets' own entropy is taken off the cost."""
    own = np.sum(Y * np.log(np.where(Y > 0, Y, 1.0)))
    return (own - np.sum(Y * log_softmax(Z))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Do the outputs of one example have to add up to 1? Do yours?",
)
def used_the_binary_cost(Z: Array, Y: Array) -> object:
    """You compute the binary cross-entropy, as if each class were a yes-or-no."""
    return np.sum(np.logaddexp(0.0, Z) - Y * Z) / len(Z)
