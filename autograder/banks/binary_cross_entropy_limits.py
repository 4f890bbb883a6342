"""Chapter 03: binary cross-entropies that go wrong where z is far from 0."""

from collections.abc import Callable

import numpy as np

from autograder.banks.binary_cross_entropy import softplus
from autograder.banks.model import MISTAKES, wrong
from solutions import Array
from solutions.neuron import sigmoid

Loss = Callable[[Array, Array], object]


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
    hint="Which number of yours is infinite at z = 1000, exponential or logarithm?",
)
def let_the_exponential_overflow(Z: Array, Y: Array) -> object:
    """You let a sure mistake cost an infinite amount, but it costs what z says."""
    return np.sum(np.log(1 + np.exp(Z)) - Y * Z) / len(Z)


@wrong(
    "binary_cross_entropy",
    hint="What does a logit of 1000 cost whose target is 0? And one of 5?",
)
def forgot_to_add_the_exponent_back(Z: Array, Y: Array) -> object:
    """You pull the largest exponent out of the logarithm and never add it again."""
    return np.sum(np.log1p(np.exp(-np.abs(Z))) - Y * Z) / len(Z)


# What people keep the logarithm away from 0 with, and how they call it.
EPSILONS = {f"1e_{n}": float(f"1e-{n}") for n in (*range(3, 13), 15, 16, 20, 100, 300)}
EPSILONS["machine_epsilon"] = float(np.finfo(float).eps)
CAPPED = "What should a logit of 1000 cost whose target is 0, and what does yours cost?"


def clips(eps: float) -> Loss:
    """Make the answer that keeps probabilities between eps and the rest."""

    def clipped(Z: Array, Y: Array) -> object:
        """You keep the logarithm away from 0, so a sure mistake stops at a limit."""
        a = np.clip(sigmoid(Z), eps, 1 - eps)
        return -np.sum(Y * np.log(a) + (1 - Y) * np.log(1 - a)) / len(Z)

    return clipped


def floors(eps: float) -> Loss:
    """Make the answer that lets no number in a logarithm be less than eps."""

    def floored(Z: Array, Y: Array) -> object:
        """You keep the logarithm away from 0, so a sure mistake stops at a limit."""
        a = sigmoid(Z)
        yes, no = np.maximum(a, eps), np.maximum(1 - a, eps)
        return -np.sum(Y * np.log(yes) + (1 - Y) * np.log(no)) / len(Z)

    return floored


def adds(eps: float) -> Loss:
    """Make the answer that adds eps to each probability."""

    def added(Z: Array, Y: Array) -> object:
        """You keep the logarithm away from 0, so a sure mistake stops at a limit."""
        a = sigmoid(Z)
        return -np.sum(Y * np.log(a + eps) + (1 - Y) * np.log(1 - a + eps)) / len(Z)

    return added


def limits(most: float) -> Loss:
    """Make the answer that lets no logit be larger than this in size."""

    def limited(Z: Array, Y: Array) -> object:
        """You limit the logits, so a sure mistake stops costing more."""
        z = np.clip(Z, -most, most)
        return np.sum(softplus(z) - Y * z) / len(Z)

    return limited


def limits_one_term(most: float) -> Loss:
    """Make the answer that limits the logits in the exponential only."""

    def limited(Z: Array, Y: Array) -> object:
        """You limit z inside the exponential, but z itself goes further."""
        return np.sum(softplus(np.clip(Z, -most, most)) - Y * Z) / len(Z)

    return limited


def enter(family: Callable[[float], Loss], name: str, value: float) -> None:
    """Enter one member of a family under this name."""
    member = family(value)
    member.__name__ = name
    wrong("binary_cross_entropy", hint=CAPPED)(member)


# From 1e-7 down a floor is told apart from clipping by rounding only, and from adding
# not at all; 1e-9 and 1e-10 are told apart from clipping by rounding only. What is
# not in a list gets the same sentence from another one.
for label in [*(f"1e_{n}" for n in (*range(3, 13), 15, 16)), "machine_epsilon"]:
    enter(clips, f"clipped_at_{label}", EPSILONS[label])
for label in [f"1e_{n}" for n in range(3, 7)]:
    enter(floors, f"floored_at_{label}", EPSILONS[label])
for label in [f"1e_{n}" for n in (*range(3, 9), 12, 15, 16, 20, 100, 300)]:
    enter(adds, f"added_{label}_inside", EPSILONS[label])
for most in (20, 30, 50, 100, 500, 700):
    enter(limits, f"limited_the_logits_to_{most}", most)
for most in (500, 700):
    enter(limits_one_term, f"limited_the_exponent_to_{most}", most)


# A misconception may come with logarithms of outputs, which are infinite at the limits:
# `yes` costs an output whose target is 1, `no` one whose target is 0.
Costs = Callable[[Array, Array, Array], object]
FROM_THE_OUTPUTS: dict[str, Costs] = {
    "forgot_the_other_term": lambda Y, yes, no: np.sum(Y * yes) / len(Y),
    "forgot_the_first_term": lambda Y, yes, no: np.sum((1 - Y) * no) / len(Y),
    "forgot_the_minus": lambda Y, yes, no: -np.sum(Y * yes + (1 - Y) * no) / len(Y),
    "forgot_the_mean": lambda Y, yes, no: np.sum(Y * yes + (1 - Y) * no),
    "averaged_over_all_elements": lambda Y, yes, no: np.mean(Y * yes + (1 - Y) * no),
    "swapped_the_terms": lambda Y, yes, no: np.sum(Y * no + (1 - Y) * yes) / len(Y),
    "took_targets_for_yes_or_no": lambda Y, yes, no: (
        np.sum(np.where(Y == 1, yes, no)) / len(Y)
    ),
    "kept_one_cost_for_each_example": lambda Y, yes, no: np.sum(
        Y * yes + (1 - Y) * no, axis=1
    ),
    "put_the_minus_on_one_term": lambda Y, yes, no: (
        np.sum(Y * yes - (1 - Y) * no) / len(Y)
    ),
    "charged_all_as_if_the_target_were_1": lambda Y, yes, no: np.sum(yes) / len(Y),
}


def from_the_outputs(costs: Costs) -> Loss:
    """Make the answer that takes the logarithms of the outputs."""

    def careless(Z: Array, Y: Array) -> object:
        a = sigmoid(Z)
        return costs(Y, -np.log(a), -np.log(1 - a))

    return careless


for mistake in list(MISTAKES["binary_cross_entropy"]):
    if mistake.name in FROM_THE_OUTPUTS:
        function = from_the_outputs(FROM_THE_OUTPUTS[mistake.name])
        function.__name__ = f"{mistake.name}_from_the_outputs"
        function.__doc__ = mistake.sentence
        wrong("binary_cross_entropy", hint=mistake.hint)(function)
