"""Initialization: wrong answers of students, unusual right ones."""

from collections.abc import Callable

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array

Layers = dict[int, Array]
Rng = np.random.Generator


def variance(scheme: str, n_prev: int, n: int) -> float:
    """Give the right variance of the weights; refuse a name that is no scheme."""
    known = {"small": 1e-4, "xavier": 2.0 / (n_prev + n), "he": 2.0 / n_prev}
    if scheme not in known:
        raise ValueError(f"{scheme!r} is none of {', '.join(known)}")
    return known[scheme]


def layers(
    sizes: list[int],
    weights: Callable[[int, int], Array],
    bias: Callable[[int], Array] = np.zeros,
) -> tuple[Layers, Layers]:
    """Make every layer; the weights are made from n_prev and n."""
    L = len(sizes) - 1
    W = {l: weights(sizes[l - 1], sizes[l]) for l in range(1, L + 1)}
    return W, {l: bias(sizes[l]) for l in range(1, L + 1)}


@wrong(
    "initialize",
    hint="Two neurons with equal weights get equal gradients. What becomes of them?",
)
def set_all_to_zero(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You set all weights to zero, so that all neurons of a layer stay the same."""
    return layers(sizes, lambda n_prev, n: np.zeros((n, n_prev)))


@wrong(
    "initialize",
    hint="What does the second argument of the normal distribution mean in NumPy?",
)
def took_the_variance_for_the_deviation(
    sizes: list[int], scheme: str, rng: Rng
) -> object:
    """You hand over the variance where NumPy asks for its root."""
    return layers(
        sizes,
        lambda n_prev, n: rng.normal(0.0, variance(scheme, n_prev, n), (n, n_prev)),
    )


@wrong(
    "initialize",
    hint="Look at the denominators: which scheme counts the neurons on both sides?",
)
def forgot_the_layer_above_in_xavier(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You leave the number of outputs out of Xavier's variance."""

    def weights(n_prev: int, n: int) -> Array:
        s2 = 1.0 / n_prev if scheme == "xavier" else variance(scheme, n_prev, n)
        return rng.normal(0.0, np.sqrt(s2), (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="How many terms has the sum in a weighted input? That number counts here.",
)
def counted_outputs_in_he(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You divide by the number of outputs where He counts the inputs of a neuron."""

    def weights(n_prev: int, n: int) -> Array:
        s2 = 2.0 / n if scheme == "he" else variance(scheme, n_prev, n)
        return rng.normal(0.0, np.sqrt(s2), (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Which index of a weight comes first, where it comes from or where it goes?",
)
def turned_the_weights(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Your weights have the inputs first and the neurons second."""
    return layers(
        sizes,
        lambda n_prev, n: rng.normal(
            0.0, np.sqrt(variance(scheme, n_prev, n)), (n_prev, n)
        ),
    )


@wrong("initialize", hint="What does the equation say about the biases?")
def drew_the_biases_too(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw the biases at random, but they start at zero."""

    def weights(n_prev: int, n: int) -> Array:
        return rng.normal(0.0, np.sqrt(variance(scheme, n_prev, n)), (n, n_prev))

    return layers(sizes, weights, lambda n: rng.normal(0.0, 0.1, n))


@wrong(
    "initialize",
    hint="Look at the mean of your weights. What should it be?",
)
def drew_positive_weights(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw from 0 upwards, so that no weight is negative."""

    def weights(n_prev: int, n: int) -> Array:
        top = np.sqrt(3.0 * variance(scheme, n_prev, n))
        return rng.uniform(0.0, top, (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Call it twice with generators of different seeds. What should change?",
)
def made_its_own_generator(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You make a generator of your own and never draw from the one you are given."""
    mine = np.random.default_rng(0)
    return layers(
        sizes,
        lambda n_prev, n: mine.normal(
            0.0, np.sqrt(variance(scheme, n_prev, n)), (n, n_prev)
        ),
    )


@wrong(
    "initialize",
    hint="The input is layer 0. Which number has the first layer with weights?",
)
def numbered_from_zero(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You number the layers from 0, but the first that has weights is layer 1."""
    W, b = layers(
        sizes,
        lambda n_prev, n: rng.normal(
            0.0, np.sqrt(variance(scheme, n_prev, n)), (n, n_prev)
        ),
    )
    return {l - 1: W[l] for l in W}, {l - 1: b[l] for l in b}


@wrong(
    "initialize",
    hint="Which of your lines depends on the name of the scheme?",
)
def ignored_the_scheme(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw small weights whatever scheme is asked for."""
    return layers(sizes, lambda n_prev, n: rng.normal(0.0, 0.01, (n, n_prev)))


@wrong(
    "initialize",
    hint="A uniform distribution from -s to s: what is its standard deviation?",
)
def took_the_deviation_for_the_limit(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw evenly from -s to s, which gives a standard deviation below s."""

    def weights(n_prev: int, n: int) -> Array:
        s = np.sqrt(variance(scheme, n_prev, n))
        return rng.uniform(-s, s, (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Misspell the name of the scheme. What do you get, and who would notice?",
)
def took_any_other_name_for_he(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw weights for a name that is no scheme instead of refusing it."""
    known = scheme if scheme in ("small", "xavier") else "he"

    def weights(n_prev: int, n: int) -> Array:
        return rng.normal(0.0, np.sqrt(variance(known, n_prev, n)), (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Which error does the docstring promise for a name that is no scheme?",
)
def looked_an_unknown_name_up(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You look the name up in a dict, so that an unknown one ends in a KeyError."""

    def weights(n_prev: int, n: int) -> Array:
        s = {"small": 0.01, "xavier": (2.0 / (n_prev + n)) ** 0.5}
        s["he"] = (2.0 / n_prev) ** 0.5
        return rng.normal(0.0, s[scheme], (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Go through your conditions with the name 'zeros'. Is one of them true?",
)
def left_the_deviation_unset(sizes: list[int], scheme: str, rng: Rng) -> object:
    """For an unknown name none of your conditions holds, and a variable stays unset."""

    def weights(n_prev: int, n: int) -> Array:
        if scheme in ("small", "xavier", "he"):
            s2 = variance(scheme, n_prev, n)
        return rng.normal(0.0, np.sqrt(s2), (n, n_prev))

    return layers(sizes, weights)


@right("initialize")
def evenly_with_the_same_variance(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Draw from a uniform distribution, as Glorot and Bengio do."""

    def weights(n_prev: int, n: int) -> Array:
        limit = np.sqrt(3.0 * variance(scheme, n_prev, n))
        return rng.uniform(-limit, limit, (n, n_prev))

    return layers(sizes, weights)


@right("initialize")
def scaled_afterwards(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Draw standard normal numbers from the last layer down, turn them, scale them."""
    W, b = {}, {}
    for l in range(len(sizes) - 1, 0, -1):
        raw = rng.standard_normal((sizes[l - 1], sizes[l])).T
        W[l] = raw * variance(scheme, sizes[l - 1], sizes[l]) ** 0.5
        b[l] = 0.0 * W[l][:, 0]
    return [W, b]
