"""Chapter 03: softmax cross-entropies that go wrong where scores are large."""

from collections.abc import Callable

import numpy as np

# What this module makes of a mistake needs the mistake to be entered.
import autograder.banks.softmax_cross_entropy_targets  # noqa: F401
from autograder.banks.model import MISTAKES, wrong
from autograder.banks.softmax_cross_entropy import log_softmax
from solutions import Array
from solutions.forward import softmax

Loss = Callable[[Array, Array], object]


@wrong(
    "softmax_cross_entropy",
    hint="Print the exponential of 1000. What can be taken off all scores of a row?",
)
def let_the_exponential_overflow(Z: Array, Y: Array) -> object:
    """You take exponentials of large numbers, and they overflow."""
    E = np.exp(Z)
    return -np.sum(Y * np.log(E / E.sum(axis=1, keepdims=True))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="Print the exponential of 1000. What can be taken off all scores of a row?",
)
def let_the_log_sum_exp_overflow(Z: Array, Y: Array) -> object:
    """You add up exponentials of large numbers, and they overflow."""
    log_sum = np.log(np.exp(Z).sum(axis=1))
    return np.mean(log_sum - (Y * Z).sum(axis=1))


@wrong(
    "softmax_cross_entropy",
    hint="Print every step for the scores 0 and 1000. Which is infinite first?",
)
def took_the_logarithm_of_a_rounded_probability(Z: Array, Y: Array) -> object:
    """You let a logarithm become infinite where scores of a row lie far apart."""
    return -np.sum(Y * np.log(softmax(Z))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="One row may lie near -1000 and another near 1000. What is left of the first?",
)
def shifted_by_the_maximum_of_the_batch(Z: Array, Y: Array) -> object:
    """You take one maximum off the whole batch, but each row needs its own."""
    S = Z - Z.max()
    return -np.sum(Y * (S - np.log(np.exp(S).sum(axis=1, keepdims=True)))) / len(Z)


@wrong(
    "softmax_cross_entropy",
    hint="What is the softmax of 0 and 1000, to the last digit? And its logarithm?",
)
def let_a_sure_mistake_cost_infinity(Z: Array, Y: Array) -> object:
    """You take the logarithm of a probability rounded to 0: a cost gets infinite."""
    return -np.nansum(Y * np.log(softmax(Z))) / len(Z)


def floors(eps: float) -> Loss:
    """Make the answer that lets no probability be less than eps."""

    def floored(Z: Array, Y: Array) -> object:
        """You keep probabilities away from 0, so a sure mistake costs too little."""
        return -np.sum(Y * np.log(np.maximum(softmax(Z), eps))) / len(Z)

    return floored


def clips(eps: float) -> Loss:
    """Make the answer that keeps probabilities between eps and the rest."""

    def clipped(Z: Array, Y: Array) -> object:
        """You keep probabilities away from 0, so a sure mistake costs too little."""
        return -np.sum(Y * np.log(np.clip(softmax(Z), eps, 1 - eps))) / len(Z)

    return clipped


def adds(eps: float) -> Loss:
    """Make the answer that adds eps to each probability."""

    def added(Z: Array, Y: Array) -> object:
        """You keep probabilities away from 0, so a sure mistake costs too little."""
        return -np.sum(Y * np.log(softmax(Z) + eps)) / len(Z)

    return added


def limits(most: float) -> Loss:
    """Make the answer that lets no score be larger than this in size."""

    def limited(Z: Array, Y: Array) -> object:
        """You limit the scores, but their distances are what counts in a row."""
        return -np.sum(Y * log_softmax(np.clip(Z, -most, most))) / len(Z)

    return limited


def enter(family: Callable[[float], Loss], name: str, value: float) -> None:
    """Enter one member of a family under this name."""
    member = family(value)
    member.__name__ = name
    wrong("softmax_cross_entropy", hint=FLOOR)(member)


# What people keep the logarithm away from 0 with. Smaller ones are told apart from the
# floor by rounding only, and get the same sentence from it.
FLOOR = "What should a row cost whose right class is 1000 behind? What does yours cost?"
for exponent in (*range(3, 13), 15, 16, 20, 100, 300):
    enter(floors, f"floored_at_1e_{exponent}", float(f"1e-{exponent}"))
for exponent in range(3, 7):
    enter(clips, f"clipped_at_1e_{exponent}", float(f"1e-{exponent}"))
for exponent in range(3, 10):
    enter(adds, f"added_1e_{exponent}_inside", float(f"1e-{exponent}"))
enter(floors, "floored_at_machine_epsilon", float(np.finfo(float).eps))
for most in (20, 30, 50, 100, 500, 700):
    enter(limits, f"limited_the_scores_to_{most}", most)


# A misconception may come with logarithms of probabilities that are rounded to 0.
FROM_ROUNDED: dict[str, Loss] = {
    "forgot_the_minus": lambda Y, logs: np.sum(Y * logs) / len(Y),
    "forgot_the_mean": lambda Y, logs: -np.sum(Y * logs),
    "averaged_over_the_classes": lambda Y, logs: -np.mean(Y * logs),
    "kept_one_cost_for_each_example": lambda Y, logs: -np.sum(Y * logs, axis=1),
    "took_the_likeliest_class_only": lambda Y, logs: (
        -np.mean(logs[np.arange(len(Y)), Y.argmax(axis=1)])
    ),
    "forgot_the_targets": lambda Y, logs: -np.sum(logs) / len(Y),
}


def from_rounded(cost: Loss) -> Loss:
    """Make the answer that takes the logarithms of rounded probabilities."""

    def careless(Z: Array, Y: Array) -> object:
        return cost(Y, np.log(softmax(Z)))

    return careless


for mistake in list(MISTAKES["softmax_cross_entropy"]):
    if mistake.name in FROM_ROUNDED:
        function = from_rounded(FROM_ROUNDED[mistake.name])
        function.__name__ = f"{mistake.name}_after_rounding"
        function.__doc__ = mistake.sentence
        wrong("softmax_cross_entropy", hint=mistake.hint)(function)
