"""Chapter 03: wrong and right answers about the softmax cross-entropy.

Wrong sums, and what only shows where scores are large, have modules of their own.
"""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import softmax


def log_softmax(Z: Array) -> Array:
    """Compute the logarithm of the softmax of each row, safely."""
    return Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)


@wrong(
    "softmax_cross_entropy",
    hint="A logarithm of a probability is negative. Which sign has your cost?",
)
def forgot_the_minus(Z: Array, Y: Array) -> object:
    """You leave out the minus sign in front of the sum."""
    return np.sum(Y * log_softmax(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Give it the same batch twice over. Does the cost stay, as a mean does?",
)
def forgot_the_mean(Z: Array, Y: Array) -> object:
    """You sum over the batch and never divide by the number of examples."""
    return -np.sum(Y * log_softmax(Z))


@wrong(
    "softmax_cross_entropy",
    hint="Over which index does the equation take a mean, over which only a sum?",
)
def averaged_over_the_classes(Z: Array, Y: Array) -> object:
    """You average over the classes as well, not only over the examples."""
    return -np.mean(Y * log_softmax(Z))


@wrong("softmax_cross_entropy", hint="Which base has the logarithm that is written ln?")
def took_logarithms_to_base_2(Z: Array, Y: Array) -> object:
    """You use the logarithm to base 2 where the natural one is asked for."""
    return -np.sum(Y * log_softmax(Z)) / (len(Z) * math.log(2))


@wrong(
    "softmax_cross_entropy",
    hint="Each row holds the scores of one example. Along which axis do you normalise?",
)
def normalised_over_the_batch(Z: Array, Y: Array) -> object:
    """You take the softmax down the columns, across different examples."""
    return -np.sum(Y * log_softmax(Z.T).T) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Which step of the equation turns probabilities into what is added up?",
)
def forgot_the_logarithm(Z: Array, Y: Array) -> object:
    """You add up the probabilities of the right classes, not their logarithms."""
    return -np.sum(Y * softmax(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="The logarithm of a quotient is a difference. Where is its second part?",
)
def forgot_the_denominator(Z: Array, Y: Array) -> object:
    """You take the logarithm of the numerator of the softmax only."""
    return -np.sum(Y * Z) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="If every score of a row grows by 5, should the cost change? Does yours?",
)
def forgot_to_add_the_maximum_back(Z: Array, Y: Array) -> object:
    """You take the row's maximum off inside the exponential and never put it back."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return -np.sum(Y * (Z - np.log(E.sum(axis=1, keepdims=True)))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="How many logarithms has the equation for one class, and how many have you?",
)
def added_the_binary_term(Z: Array, Y: Array) -> object:
    """You add the second term of the binary cross-entropy for the wrong classes."""
    A = softmax(Z)
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def took_the_likeliest_class_only(Z: Array, Y: Array) -> object:
    """You look at the largest target of a row only, but targets may be spread."""
    return -np.mean(log_softmax(Z)[np.arange(len(Z)), Y.argmax(axis=1)])


@wrong(
    "softmax_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_one_cost_for_each_example(Z: Array, Y: Array) -> object:
    """You return the cost of each example and do not take their mean."""
    return -np.sum(Y * log_softmax(Z), axis=1)


@wrong(
    "softmax_cross_entropy",
    hint="Do the outputs of one example have to add up to 1? Do yours?",
)
def used_sigmoids(Z: Array, Y: Array) -> object:
    """You put a sigmoid on each score where a softmax of the row is asked for."""
    return np.sum(Y * np.logaddexp(0, -Z)) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="How many exponentials lie between a score and its probability, and how many "
    "in your code?",
)
def applied_the_softmax_twice(Z: Array, Y: Array) -> object:
    """You apply the softmax twice before you take the logarithm."""
    return -np.sum(Y * log_softmax(softmax(Z))) / len(Z)


@wrong("softmax_cross_entropy", hint="Which base has the logarithm that is written ln?")
def took_logarithms_to_base_10(Z: Array, Y: Array) -> object:
    """You use the logarithm to base 10 where the natural one is asked for."""
    return -np.sum(Y * log_softmax(Z)) / (len(Z) * math.log(10))


@wrong(
    "softmax_cross_entropy",
    hint="Z holds what goes into the softmax. What has to stand inside the logarithm?",
)
def took_logarithms_of_the_scores(Z: Array, Y: Array) -> object:
    """You take logarithms of scores, which may be negative, not of probabilities."""
    return -np.sum(Y * np.log(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="What is the logarithm of a quotient? How many logarithms has it?",
)
def forgot_the_logarithm_of_the_sum(Z: Array, Y: Array) -> object:
    """You subtract the sum of the exponentials and not its logarithm."""
    S = Z - Z.max(axis=1, keepdims=True)
    return -np.sum(Y * (S - np.exp(S).sum(axis=1, keepdims=True))) / len(Z)


@wrong("softmax_cross_entropy", hint="Which sign has the logarithm of a denominator?")
def added_the_log_sum_exp(Z: Array, Y: Array) -> object:
    """You add the log-sum-exp to the score where it is to be subtracted."""
    S = Z - Z.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(S).sum(axis=1, keepdims=True))
    return -np.sum(Y * (S + log_sum)) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="What does log1p do, and has the sum of a row a 1 of its own?",
)
def added_one_to_the_sum(Z: Array, Y: Array) -> object:
    """You add 1 to the sum of the exponentials before you take its logarithm."""
    S = Z - Z.max(axis=1, keepdims=True)
    log_sum = np.log1p(np.exp(S).sum(axis=1, keepdims=True))
    return -np.sum(Y * (S - log_sum)) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="If every score of a row grows by 5, should the cost change? Does yours?",
)
def counted_the_maximum_twice(Z: Array, Y: Array) -> object:
    """You take the largest score off the scores and leave it in the log-sum-exp."""
    S = Z - Z.max(axis=1, keepdims=True)
    return np.sum(Y * (np.logaddexp.reduce(Z, axis=1, keepdims=True) - S)) / len(Z)


@wrong(
    "softmax_cross_entropy", hint="If only the targets change, does your cost change?"
)
def forgot_the_scores(Z: Array, Y: Array) -> object:
    """You return the mean log-sum-exp and never take the right score off it."""
    return np.mean(np.logaddexp.reduce(Z, axis=1))


@right("softmax_cross_entropy")
def with_logaddexp(Z: Array, Y: Array) -> object:
    """Let NumPy add the exponentials in the logarithmic domain."""
    costs = Y * (np.logaddexp.reduce(Z, axis=1)[:, None] - Z)
    return np.einsum("ij->", costs) / Z.shape[0]


@right("softmax_cross_entropy")
def with_the_row_taken_out(Z: Array, Y: Array) -> object:
    """Use that the targets of a row add up to 1: the log-sum-exp comes once a row."""
    top = Z.max(axis=1)
    log_sum = top + np.log(np.exp((Z.T - top).T).sum(axis=1))
    return np.mean(log_sum - (Y * Z).sum(axis=1))


@right("softmax_cross_entropy")
def one_row_at_a_time(Z: Array, Y: Array) -> object:
    """Go through rows and classes with plain Python numbers."""
    cost = 0.0
    for scores, targets in zip(Z.tolist(), Y.tolist(), strict=True):
        top = max(scores)
        log_sum = math.log(math.fsum(math.exp(z - top) for z in scores))
        cost += sum(
            y * (top - z + log_sum) for y, z in zip(targets, scores, strict=True)
        )
    return cost / len(Z)


@right("softmax_cross_entropy")
def by_recursion_over_the_classes(Z: Array, Y: Array) -> object:
    """Fold the classes into the log-sum-exp, one at a time."""

    def log_sum_exp(columns: Array) -> Array:
        if len(columns) == 1:
            return columns.ravel()
        return np.logaddexp(columns[:1].ravel(), log_sum_exp(columns[1:]))

    return -((Z.T - log_sum_exp(Z.T)) * Y.T).sum() / len(Y)
