"""Chapter 03: wrong and right answers about the binary cross-entropy."""

import math
from collections.abc import Callable

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid

Loss = Callable[[Array, Array], object]


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
    hint="What does your code compute for a large negative weighted input?",
)
def dropped_the_absolute_value(Z: Array, Y: Array) -> object:
    """You use the formula of positive weighted inputs for negative ones as well."""
    return np.sum(np.maximum(Z, 0) + np.log1p(np.exp(-Z)) - Y * Z) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Which of your numbers is infinite at z = 1000 or z = -1000, and what is it "
    "multiplied by?",
)
def infinite_at_the_limits(Z: Array, Y: Array) -> object:
    """You let a logarithm or an exponential become infinite where z is far from 0."""
    a = sigmoid(Z)
    return -np.sum(Y * np.log(a) + (1 - Y) * np.log(1 - a)) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="Print the exponential of 1000. Can you make its argument never positive?",
)
def let_the_exponential_overflow(Z: Array, Y: Array) -> object:
    """You take the exponential of a large number before the logarithm tames it."""
    return np.sum(np.log(1 + np.exp(Z)) - Y * Z) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="What does a logit of 1000 cost whose target is 0? And one of 5?",
)
def forgot_to_add_the_exponent_back(Z: Array, Y: Array) -> object:
    """You pull the largest exponent out of the logarithm and never add it again."""
    return np.sum(np.log1p(np.exp(-np.abs(Z))) - Y * Z) / len(Z)


def clips(exponent: int) -> Loss:
    """Make the answer that keeps probabilities between 10^-exponent and the rest."""
    eps = float(f"1e-{exponent}")

    def clipped(Z: Array, Y: Array) -> object:
        """You clip the probabilities, so the cost of a sure mistake stops growing."""
        a = np.clip(sigmoid(Z), eps, 1 - eps)
        return -np.sum(Y * np.log(a) + (1 - Y) * np.log(1 - a)) / len(Z)

    clipped.__name__ = f"clipped_at_1e_{exponent}"
    return clipped


def adds(exponent: int) -> Loss:
    """Make the answer that adds 10^-exponent to each probability."""
    eps = float(f"1e-{exponent}")

    def added(Z: Array, Y: Array) -> object:
        """You add a small number inside the logarithm, which caps a sure mistake."""
        a = sigmoid(Z)
        return -np.sum(Y * np.log(a + eps) + (1 - Y) * np.log(1 - a + eps)) / len(Z)

    added.__name__ = f"added_1e_{exponent}_inside"
    return added


# The epsilons that people use. 1e-9 and 1e-10 are told apart from clipping by rounding
# only, so they are not in the second list.
CAPPED = "What should a logit of 1000 cost whose target is 0, and what does yours cost?"
for exponent in (7, 8, 9, 10, 12, 15):
    wrong("binary_cross_entropy", hint=CAPPED)(clips(exponent))
for exponent in (7, 8, 12, 15):
    wrong("binary_cross_entropy", hint=CAPPED)(adds(exponent))


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
