"""Chapter 03: wrong and right answers about the binary cross-entropy.

Wrong answers that only show where z is far from 0 have a module of their own.
"""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid


def softplus(Z: Array) -> Array:
    """Compute ln(1 + e^z): what a logit costs that should be far below 0."""
    return np.logaddexp(0.0, Z)


@wrong(
    "binary_cross_entropy",
    hint="What does your code compute where the target is 0?",
)
def forgot_the_other_term(Z: Array, Y: Array) -> object:
    """You leave out the term of the targets that are 0."""
    return np.sum(Y * softplus(-Z)) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="A logarithm of a probability is negative. Which sign has your cost?",
)
def forgot_the_minus(Z: Array, Y: Array) -> object:
    """You leave out the minus sign in front of the sum."""
    return np.sum(Y * Z - softplus(Z)) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Give it the same batch twice over. Does the cost stay, as a mean does?",
)
def forgot_the_mean(Z: Array, Y: Array) -> object:
    """You sum over the batch and never divide by the number of examples."""
    return np.sum(softplus(Z) - Y * Z)


@wrong(
    "binary_cross_entropy",
    hint="Over which index does the equation take a mean, over which only a sum?",
)
def averaged_over_all_elements(Z: Array, Y: Array) -> object:
    """You average over the outputs as well, not only over the examples."""
    return np.mean(softplus(Z) - Y * Z)


@wrong("binary_cross_entropy", hint="Which base has the logarithm that is written ln?")
def took_logarithms_to_base_2(Z: Array, Y: Array) -> object:
    """You use the logarithm to base 2 where the natural one is asked for."""
    return np.sum(softplus(Z) - Y * Z) / (len(Z) * math.log(2))


@wrong("binary_cross_entropy", hint="Which base has the logarithm that is written ln?")
def took_logarithms_to_base_10(Z: Array, Y: Array) -> object:
    """You use the logarithm to base 10 where the natural one is asked for."""
    return np.sum(softplus(Z) - Y * Z) / (len(Z) * math.log(10))


@wrong(
    "binary_cross_entropy",
    hint="Which of the two logarithms should matter when the target is 1?",
)
def swapped_the_terms(Z: Array, Y: Array) -> object:
    """You weigh the two logarithms the wrong way round."""
    return np.sum(Y * softplus(Z) + (1 - Y) * softplus(-Z)) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="A target may be 0.3. What does the equation make of it, and what your code?",
)
def took_targets_for_yes_or_no(Z: Array, Y: Array) -> object:
    """You treat each target as 1 or 0, but targets between them are allowed."""
    return np.sum(np.where(Y == 1, softplus(-Z), softplus(Z))) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="How many sigmoids lie between the weighted input and the cost?",
)
def applied_the_sigmoid_twice(Z: Array, Y: Array) -> object:
    """You apply the sigmoid twice before you take the logarithms."""
    a = sigmoid(sigmoid(Z))
    return -np.sum(Y * np.log(a) + (1 - Y) * np.log(1 - a)) / len(Z)


@wrong("binary_cross_entropy", hint="Where are the logarithms of the equation?")
def computed_the_squared_error(Z: Array, Y: Array) -> object:
    """You compute the mean squared error of the outputs, not the cross-entropy."""
    return np.sum((sigmoid(Z) - Y) ** 2) / (2 * len(Z))


@wrong(
    "binary_cross_entropy", hint="The cost is one number. What shape has your result?"
)
def kept_one_cost_for_each_example(Z: Array, Y: Array) -> object:
    """You return the cost of each example and do not take their mean."""
    return np.sum(softplus(Z) - Y * Z, axis=1)


@wrong(
    "binary_cross_entropy",
    hint="Z holds what goes into the sigmoid. What has to stand inside the logarithms?",
)
def took_logarithms_of_negative_numbers(Z: Array, Y: Array) -> object:
    """You take logarithms of numbers that are negative, which no probability is."""
    return -np.sum(Y * np.log(Z) + (1 - Y) * np.log(1 - Z)) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Both logarithms are negative. Which sign has each of them in your sum?",
)
def put_the_minus_on_one_term(Z: Array, Y: Array) -> object:
    """You give the minus to the first of the two terms only."""
    return np.sum(Y * softplus(-Z) - (1 - Y) * softplus(Z)) / len(Z)


@wrong(
    "binary_cross_entropy", hint="What does your code compute where the target is 0?"
)
def charged_all_as_if_the_target_were_1(Z: Array, Y: Array) -> object:
    """You charge every output as if its target were 1."""
    return np.sum(softplus(-Z)) / len(Z)


@wrong(
    "binary_cross_entropy", hint="What does your code compute where the target is 1?"
)
def charged_all_as_if_the_target_were_0(Z: Array, Y: Array) -> object:
    """You charge every output as if its target were 0."""
    return np.sum(softplus(Z)) / len(Z)


@wrong(
    "binary_cross_entropy", hint="What does your code compute where the target is 1?"
)
def forgot_the_first_term(Z: Array, Y: Array) -> object:
    """You leave out the term of the targets that are 1."""
    return np.sum((1 - Y) * softplus(Z)) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Should a large logit cost more or less where the target is 1?",
)
def added_the_product(Z: Array, Y: Array) -> object:
    """You add the product of target and logit, but the cost subtracts it."""
    return np.sum(softplus(Z) + Y * Z) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="What does your code charge for z = 0 and for z = 5 where the target is 1?",
)
def mixed_two_forms(Z: Array, Y: Array) -> object:
    """You take y z from ln(1 + e^-z), but it belongs with ln(1 + e^z)."""
    return np.sum(softplus(-Z) - Y * Z) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="What is the larger of 0 and -5, and what do you add for z = -5?",
)
def took_the_size_for_the_positive_part(Z: Array, Y: Array) -> object:
    """You use the size of z where the larger of z and 0 is asked."""
    return np.sum(np.abs(Z) + softplus(-np.abs(Z)) - Y * Z) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="What does an undecided output with z = 0 cost? Is it nothing?",
)
def kept_the_largest_exponent_only(Z: Array, Y: Array) -> object:
    """You keep the largest exponent and drop the logarithm that is left beside it."""
    return np.sum(np.maximum(Z, 0) - Y * Z) / len(Z)


@wrong("binary_cross_entropy", hint="What does log1p give at 0?")
def added_one_twice(Z: Array, Y: Array) -> object:
    """You add 1 inside a function that adds it already."""
    return np.sum(np.maximum(Z, 0) + np.log1p(1 + np.exp(-np.abs(Z))) - Y * Z) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Can two outputs of one example both be near 1? Can yours?",
)
def used_a_softmax(Z: Array, Y: Array) -> object:
    """You share one unit among the outputs, but each answers a question of its own."""
    S = Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
    return -np.sum(Y * S) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Which step of the equation turns probabilities into what is added up?",
)
def forgot_the_logarithms(Z: Array, Y: Array) -> object:
    """You add up probabilities where their logarithms are asked."""
    a = sigmoid(Z)
    return -np.sum(Y * a + (1 - Y) * (1 - a)) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="A target may be 0.3. What does the equation make of it, and what your code?",
)
def rounded_the_targets(Z: Array, Y: Array) -> object:
    """You round each target to 0 or 1, but targets between them are allowed."""
    return np.sum(softplus(Z) - (Y > 0.5) * Z) / len(Z)


@wrong("binary_cross_entropy", hint="Where are the logarithms of the equation?")
def took_absolute_errors(Z: Array, Y: Array) -> object:
    """You add up the sizes of the errors, which is another cost."""
    return np.sum(np.abs(sigmoid(Z) - Y)) / len(Z)


@wrong("binary_cross_entropy", hint="If only a target changes, does your cost change?")
def weighed_with_the_outputs(Z: Array, Y: Array) -> object:
    """You weigh the logarithms with the outputs and not with the targets."""
    a = sigmoid(Z)
    return np.sum(softplus(Z) - a * Z) / len(Z)


@right("binary_cross_entropy")
def with_logaddexp(Z: Array, Y: Array) -> object:
    """Let NumPy add the exponentials in the logarithmic domain."""
    each = Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)
    return each.sum(axis=1).mean()


@right("binary_cross_entropy")
def one_logit_at_a_time(Z: Array, Y: Array) -> object:
    """Go through the logits one at a time, with a case for each sign."""
    costs = []
    for z, y in zip(Z.flat, Y.flat, strict=True):
        if z > 0:
            costs.append((1 - y) * z + math.log1p(math.exp(-z)))
        else:
            costs.append(math.log1p(math.exp(z)) - y * z)
    return math.fsum(costs) / Z.shape[0]


@right("binary_cross_entropy")
def with_both_branches_computed(Z: Array, Y: Array) -> object:
    """Choose between two formulas, one of which overflows where it is not chosen."""
    below, above = np.log1p(np.exp(Z)), Z + np.log1p(np.exp(-Z))
    return (np.where(Z > 0, above, below) - Y * Z).sum() / len(Y)


@right("binary_cross_entropy")
def with_a_mask(Z: Array, Y: Array) -> object:
    """Compute the two halves of the logits apart."""
    up = Z >= 0
    cost = np.sum(np.log1p(np.exp(-Z[up])) + (1 - Y[up]) * Z[up])
    cost += np.sum(np.log1p(np.exp(Z[~up])) - Y[~up] * Z[~up])
    return cost / np.float64(len(Z))
