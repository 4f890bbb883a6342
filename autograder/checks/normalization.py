"""How the layer normalization of chapter 10 is judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.corners import FINE, corners, examples
from autograder.checks.domain import Domain, Floats, Given
from autograder.checks.draw import sizes
from autograder.checks.model import NUMERICAL, Args, Check, Corner, Part
from autograder.checks.strata import STRATA, numbers
from autograder.oracle import derivative
from course.compare import Tolerance
from solutions import Array
from solutions.depth import (
    layer_norm_backward,
    layer_norm_forward,
)

Layers = dict[int, Array]
Rng = np.random.Generator

# Layer normalization


def examples_to_normalize(rng: Rng) -> Args:
    """Draw examples with a mean and a spread of their own, scale and shift.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    X : ndarray, shape (N, n)
        Examples.
    gamma, beta : ndarray, shape (n,)
        Scale and shift.
    epsilon : float
        Large enough to be seen.
    """
    N, n = sizes(rng, 2)
    X = rng.normal(size=(N, 1)) + rng.uniform(0.5, 2.0, (N, 1)) * rng.normal(
        size=(N, n)
    )
    gamma, beta = rng.uniform(0.5, 2.0, n), rng.normal(size=n)
    return X, gamma, beta, float(rng.uniform(0.05, 0.3))


def normalized_in_words(
    X: Array, gamma: Array, beta: Array, epsilon: float
) -> tuple[Array, Array, Array]:
    """Normalize one example at a time."""
    roots = [np.sqrt(np.var(x) + epsilon) for x in X]
    hats = [(x - x.sum() / len(x)) / s for x, s in zip(X, roots, strict=True)]
    Y = [gamma * hat + beta for hat in hats]
    return np.array(Y), np.array(hats), np.array(roots)[:, None]


def _piece_normalized(piece: int) -> Callable[..., Any]:
    def oracle(*args: Any) -> Any:
        return normalized_in_words(*args)[piece]

    return oracle


def _equal_neurons(rng: Rng) -> Args:
    return np.full((2, 3), 4.0), numbers(rng, 3), numbers(rng, 3), 1e-5


def _with_epsilon(epsilon: float, rng: Rng) -> Args:
    return *examples_to_normalize(rng)[:3], epsilon


def _far_mean(rng: Rng) -> Args:
    X, *rest = examples_to_normalize(rng)
    return X + np.where(np.arange(len(X)) % 2, -1e6, 1e6)[:, None], *rest


# The differences from a mean of a million have ten digits.
FAR_MEAN = Tolerance(rtol=1e-7, atol=1e-9)
NORM_DOMAIN = Domain(
    edges={
        "a mean far from 0": lambda a: bool(
            np.any(np.abs(a["X"].mean(axis=1)) > 1e5 * np.std(a["X"], axis=1))
            and a["X"].shape[1] > 1
        ),
        "an example whose neurons are equal": lambda a: bool(
            np.any(np.ptp(a["X"], axis=1) == 0)
        ),
        "a tiny epsilon": lambda a: a["epsilon"] < 1e-9,
        "an epsilon above 1": lambda a: a["epsilon"] > 1,
    },
    X=Floats("N n"),
    gamma=Floats("n"),
    beta=Floats("n"),
    epsilon=Given(),
)
NORM_CORNERS = (
    *corners(NORM_DOMAIN, normalized_in_words, epsilon=1e-5),
    Corner("an example whose neurons are equal", _equal_neurons, normalized_in_words),
    Corner("a mean far from 0", _far_mean, normalized_in_words, FAR_MEAN),
    Corner("a tiny epsilon", partial(_with_epsilon, 1e-12), normalized_in_words),
    Corner("an epsilon above 1", partial(_with_epsilon, 3.0), normalized_in_words),
    *examples(layer_norm_forward),
)


def _normalized(rng: Rng, N: int, n: int, words: str = "") -> Args:
    _, X_hat, s = normalized_in_words(
        numbers(rng, N, n) + rng.normal(size=(N, n)), np.ones(n), np.zeros(n), 0.2
    )
    return numbers(rng, N, n, words=words), X_hat, s, numbers(rng, n, words=words)


def normalized(rng: Rng) -> Args:
    """Draw what arrives from above a normalization, and what it kept.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    dY, X_hat, s, gamma : ndarray
        A random upstream gradient, normalized values, roots and scale.
    """
    X, gamma, beta, epsilon = examples_to_normalize(rng)
    _, X_hat, s = normalized_in_words(X, gamma, beta, epsilon)
    return rng.normal(size=X.shape), X_hat, s, gamma


def through_a_normalization(
    dY: Array, X_hat: Array, s: Array, gamma: Array, X: Array, beta: Array
) -> float:
    """Weigh the result of a normalization by what arrives from above."""
    epsilon = s[:, 0] ** 2 - np.var(X_hat * s, axis=1)
    rows = [
        normalized_in_words(x[None], gamma, beta, each)[0][0]
        for x, each in zip(X, epsilon, strict=True)
    ]
    return float(np.sum(dY * np.array(rows)))


def _slope(wrt: int) -> Callable[..., Any]:
    measured = derivative(through_a_normalization, wrt)

    def oracle(dY: Array, X_hat: Array, s: Array, gamma: Array) -> Any:
        return measured(dY, X_hat, s, gamma, X_hat * s, np.zeros(len(gamma)))

    return oracle


def slopes_of_a_normalization_in_words(
    dY: Array, X_hat: Array, s: Array, gamma: Array
) -> tuple[Array, Array, Array]:
    """Multiply by the Jacobian of each example."""
    n = len(gamma)
    rows = []
    for e, hat, root in zip(dY, X_hat, s[:, 0], strict=True):
        jacobian = (np.eye(n) - 1.0 / n - np.outer(hat, hat) / n) / root
        rows.append(jacobian.T @ (gamma * e))
    dgamma = sum(e * hat for e, hat in zip(dY, X_hat, strict=True))
    return np.array(rows), np.asarray(dgamma), np.asarray(sum(dY))


def _small_roots(rng: Rng) -> Args:
    dY, X_hat, s, gamma = _normalized(rng, 3, 4)
    return dY, X_hat, s * np.array([[1e-5], [1e-3], [0.1]]), gamma


NORM_BACK_DOMAIN = Domain(
    {"small roots": lambda a: bool(np.any(a["s"] < 1e-4))},
    dY=Floats("N n"),
    X_hat=Given(),
    s=Given(),
    gamma=Floats("n"),
)
NORM_SIZES = {
    "N = 1": (1, 3), "n = 1": (3, 1), "N = n": (3, 3), "N < n": (2, 4), "N > n": (4, 2)
}  # fmt: skip
NORM_BACK_CORNERS = (
    *(
        Corner(
            words,
            partial(_normalized, N=N, n=n),
            slopes_of_a_normalization_in_words,
        )
        for words, (N, n) in NORM_SIZES.items()
    ),
    *(
        Corner(
            words,
            partial(_normalized, N=3, n=4, words=words),
            slopes_of_a_normalization_in_words,
            FINE if words == "small numbers" else None,
        )
        for words in STRATA
    ),
    Corner("small roots", _small_roots, slopes_of_a_normalization_in_words),
    *examples(layer_norm_backward),
)


CHECKS = (
    Check(
        layer_norm_forward,
        tuple(
            Part(
                words,
                points,
                examples_to_normalize,
                _piece_normalized(piece),
                piece=piece,
                corners=NORM_CORNERS,
            )
            for piece, (words, points) in enumerate(
                [("the result", 2), ("the normalized values", 1), ("the roots", 1)]
            )
        ),
        domain=NORM_DOMAIN,
    ),
    Check(
        layer_norm_backward,
        tuple(
            Part(
                words,
                points,
                normalized,
                _slope(wrt),
                NUMERICAL,
                piece=piece,
                corners=NORM_BACK_CORNERS,
            )
            for piece, (words, points, wrt) in enumerate(
                (("what is handed down", 3, 4), ("the scale", 1, 3), ("shift", 1, 5))
            )
        ),
        analytic=True,
        domain=NORM_BACK_DOMAIN,
    ),
)
