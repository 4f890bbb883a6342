"""Initialization: wrong answers about the scale of the weights."""

from collections.abc import Callable

import numpy as np

from autograder.banks.model import wrong
from autograder.banks.starts import Layers, Rng, layers, variance
from solutions import Array


def one(n_prev: int, n: int) -> float:
    """Give the variance 1, however many neurons there are."""
    return 1.0


def scaled(
    sizes: list[int], scheme: str, rng: Rng, **wrongly: Callable[[int, int], float]
) -> tuple[Layers, Layers]:
    """Draw every layer, with another variance where a scheme has one here."""

    def weights(n_prev: int, n: int) -> Array:
        s2 = variance(scheme, n_prev, n)
        if scheme in wrongly:
            s2 = wrongly[scheme](n_prev, n)
        return rng.normal(0.0, np.sqrt(s2), (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Which of your lines depends on the scheme?",
)
def left_the_weights_unscaled(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw with a deviation of 1 for every scheme."""
    return scaled(sizes, scheme, rng, small=one, xavier=one, he=one)


@wrong(
    "initialize",
    hint="Which number stands above the line in the variances of the statement?",
)
def took_the_limit_for_the_deviation(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You take the limits of even draws, with their 6, for deviations."""
    return scaled(
        sizes, scheme, rng,
        xavier=lambda n_prev, n: 6.0 / (n_prev + n), he=lambda n_prev, n: 6.0 / n_prev,
    )  # fmt: skip


@wrong(
    "initialize",
    hint="Which number stands above the line in Xavier's variance?",
)
def took_the_limit_in_xavier(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You take the limit of even draws, with its 6, for Xavier's deviation."""
    return scaled(sizes, scheme, rng, xavier=lambda n_prev, n: 6.0 / (n_prev + n))


@wrong(
    "initialize",
    hint="Which number stands above the line in Xavier's variance?",
)
def gave_xavier_a_one(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You have a 1 above the line of Xavier's variance where a 2 stands."""
    return scaled(sizes, scheme, rng, xavier=lambda n_prev, n: 1.0 / (n_prev + n))


@wrong(
    "initialize",
    hint="Which number stands above the line in He's variance?",
)
def gave_he_a_one(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You have a 1 above the line of He's variance where a 2 stands."""
    return scaled(sizes, scheme, rng, he=lambda n_prev, n: 1.0 / n_prev)


@wrong(
    "initialize",
    hint="Look at the denominators: which scheme counts the inputs alone?",
)
def counted_both_sides_in_he(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You count the neurons on both sides in He's variance."""
    return scaled(sizes, scheme, rng, he=lambda n_prev, n: 2.0 / (n_prev + n))


@wrong(
    "initialize",
    hint="Which scheme counts the neurons on both sides?",
)
def swapped_the_schemes(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw Xavier's weights for He and He's for Xavier."""
    swapped = {"xavier": "he", "he": "xavier"}
    return scaled(sizes, swapped.get(scheme, scheme), rng)


@wrong(
    "initialize",
    hint="What is squared in the variance of small weights?",
)
def misread_the_small_deviation(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You take 0.01 for the variance of small weights, but it is their deviation."""
    return scaled(sizes, scheme, rng, small=lambda n_prev, n: 0.01)


@wrong(
    "initialize",
    hint="What does the second argument of the normal distribution mean in NumPy?",
)
def squared_the_small_deviation(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw small weights with their variance where NumPy asks for its root."""
    return scaled(sizes, scheme, rng, small=lambda n_prev, n: 0.01**4)


@wrong(
    "initialize",
    hint="What does the second argument of the normal distribution mean in NumPy?",
)
def forgot_the_root_of_a_share(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You take no root for Xavier and He, and hand over their variances."""
    return scaled(
        sizes, scheme, rng,
        xavier=lambda n_prev, n: (2.0 / (n_prev + n)) ** 2,
        he=lambda n_prev, n: (2.0 / n_prev) ** 2,
    )  # fmt: skip


@wrong(
    "initialize",
    hint="Look at the mean of your weights. What should it be?",
)
def drew_from_zero_up_to_s(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw evenly from 0 to s, so that no weight is negative."""
    return layers(
        sizes,
        lambda n_prev, n: (
            rng.random((n, n_prev)) * np.sqrt(variance(scheme, n_prev, n))
        ),
    )


@wrong(
    "initialize",
    hint="Which of your lines depends on the layer?",
)
def scaled_all_by_the_first_layer(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You give every layer the deviation of the first one."""
    s = np.sqrt(variance(scheme, sizes[0], sizes[1]))
    return layers(sizes, lambda n_prev, n: rng.normal(0.0, s, (n, n_prev)))


@wrong(
    "initialize",
    hint="Which number stands above the line in He's variance?",
)
def took_the_limit_in_he(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You take the limit of even draws, with its 6, for He's deviation."""
    return scaled(sizes, scheme, rng, he=lambda n_prev, n: 6.0 / n_prev)
