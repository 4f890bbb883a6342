"""Initialization: wrong answers about layers, biases and names that are no scheme."""

import numpy as np

from autograder.banks.model import wrong
from autograder.banks.scales import scaled
from autograder.banks.starts import Rng, layers, variance


@wrong(
    "initialize",
    hint="How many layers have weights when there are four sizes?",
)
def forgot_the_last_layer(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You leave the last layer out."""
    return scaled(sizes[:-1], scheme, rng)


@wrong(
    "initialize",
    hint="How far is your `return` indented, and how often does the loop run?",
)
def returned_after_one_layer(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You return after the first layer."""
    return scaled(sizes[:2], scheme, rng)


@wrong(
    "initialize",
    hint="Print the shape of a bias beside the shape in the docstring.",
)
def stood_the_biases_up(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Your biases are columns, but they have one axis."""
    W, b = scaled(sizes, scheme, rng)
    return W, {l: b[l][:, None] for l in b}


@wrong(
    "initialize",
    hint="Print the shape of a bias beside the shape in the docstring.",
)
def laid_the_biases_in_a_row(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Your biases are rows of a matrix, but they have one axis."""
    W, b = scaled(sizes, scheme, rng)
    return W, {l: b[l][None, :] for l in b}


@wrong(
    "initialize",
    hint="Print the first weight of every layer. Are they random?",
)
def began_each_layer_alike(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You make a new generator for each layer, and all begin with the same numbers."""
    return layers(
        sizes,
        lambda n_prev, n: (
            np.sqrt(variance(scheme, n_prev, n))
            * np.random.default_rng(0).standard_normal((n, n_prev))
        ),
    )


@wrong(
    "initialize",
    hint="Two neurons with equal weights get equal gradients. What becomes of them?",
)
def set_all_to_the_deviation(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You set every weight to the deviation and draw nothing."""
    return layers(
        sizes,
        lambda n_prev, n: np.full((n, n_prev), np.sqrt(variance(scheme, n_prev, n))),
    )


@wrong(
    "initialize",
    hint="Which error does the docstring promise for a name that is no scheme?",
)
def asserted_the_scheme(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You assert that the scheme is known, and that raises another error."""
    assert scheme in ("small", "xavier", "he")
    return scaled(sizes, scheme, rng)


@wrong(
    "initialize",
    hint="Which error does the docstring promise for a name that is no scheme?",
)
def raised_any_exception(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You raise a bare Exception, where a certain error is promised."""
    if scheme not in ("small", "xavier", "he"):
        raise Exception(scheme)
    return scaled(sizes, scheme, rng)
