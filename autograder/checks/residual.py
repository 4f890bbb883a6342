"""How the residual block of chapter 10 is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.corners import FINE, examples
from autograder.checks.domain import Domain, Floats, Given
from autograder.checks.draw import clear, clear_of_zero, resample, sizes
from autograder.checks.model import NUMERICAL, Args, Check, Corner, Part
from autograder.checks.strata import STRATA, numbers
from autograder.oracle import central_difference
from solutions import Array
from solutions.depth import (
    residual_backward,
    residual_forward,
)

Layers = dict[int, Array]
Rng = np.random.Generator

# Residual blocks


def _block(rng: Rng, N: int, n: int, m: int, words: str = "") -> Args:
    W = {1: numbers(rng, m, n, words=words), 2: numbers(rng, n, m)}
    b = {1: numbers(rng, m), 2: numbers(rng, n)}
    return numbers(rng, N, n, words=words), W, b


def block(rng: Rng) -> Args:
    """Draw the input and the parameters of a residual block.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    A : ndarray, shape (N, n)
        Input.
    W, b : dict of ndarray
        Parameters, with m neurons inside; the weighted inputs clear the corner at 0.
    """
    N, n, m = sizes(rng, 3)

    def draw() -> Args:
        W = {1: rng.normal(size=(m, n)), 2: rng.normal(size=(n, m))}
        b = {1: rng.normal(size=m), 2: rng.normal(size=n)}
        return rng.normal(size=(N, n)), W, b

    return resample(draw, lambda args: clear(block_in_words(*args)[1]))


def block_in_words(A: Array, W: Layers, b: Layers) -> tuple[Array, Array]:
    """Run a residual block one example at a time, with columns."""
    inner = [W[1] @ a + b[1] for a in A]
    outer = [
        a + W[2] @ np.where(z > 0, z, 0.0) + b[2] for a, z in zip(A, inner, strict=True)
    ]
    return np.array(outer), np.array(inner)


BLOCK_SIZES = {
    "N = 1": (1, 3, 4), "n = 1": (4, 1, 3), "m = 1": (3, 4, 1),
    "all sizes 1": (1, 1, 1),
    "N = n": (3, 3, 4), "N = m": (3, 4, 3), "n = m": (4, 3, 3), "N < n < m": (2, 3, 4),
    "N > n > m": (4, 3, 2),
}  # fmt: skip
SIZE_EDGES: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "m = 1": lambda a: len(a["W"][1]) == 1,
    "m = n": lambda a: len(a["W"][1]) == len(a["W"][2]) > 1,
    "m < n": lambda a: len(a["W"][1]) < len(a["W"][2]),
    "m > n": lambda a: len(a["W"][1]) > len(a["W"][2]),
    "m = N": lambda a: len(a["W"][1]) == len(a["A"]) > 1,
}
BLOCK_DOMAIN = Domain(edges=SIZE_EDGES, A=Floats("N n"), W=Given(), b=Given())


def _ordinary_block(rng: Rng, N: int, n: int, m: int) -> Args:
    return _block(rng, N, n, m)


def _small_weights(rng: Rng) -> Args:
    A, W, b = _block(rng, 3, 2, 4)
    return A, {1: 1e-6 * W[1], 2: W[2]}, b


BLOCK_CORNERS = (
    *(
        Corner(words, partial(_ordinary_block, N=N, n=n, m=m), block_in_words)
        for words, (N, n, m) in BLOCK_SIZES.items()
    ),
    *(
        Corner(
            words,
            partial(_block, N=3, n=2, m=4, words=words),
            block_in_words,
            FINE if words == "small numbers" else None,
        )
        for words in STRATA
    ),
    Corner("small weights", _small_weights, block_in_words),
    *examples(residual_forward),
)


def block_backward(rng: Rng) -> Args:
    """Draw what arrives from above a residual block, and what it kept.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    dA_out, A, Z : ndarray
        A random upstream gradient, the input, and weighted inputs away from 0.
    W : dict of ndarray
        The weights.
    """
    N, n, m = sizes(rng, 3)
    W = {1: rng.normal(size=(m, n)), 2: rng.normal(size=(n, m))}
    Z = clear_of_zero(rng, (N, m))
    return rng.normal(size=(N, n)), rng.normal(size=(N, n)), Z, W


def through_a_block(dA_out: Array, A: Array, Z: Array, W: Layers, b: Layers) -> float:
    """Weigh what a block gives by what arrives from above."""
    out = A + np.maximum(Z + b[1], 0.0) @ W[2].T + b[2]
    return float(np.sum(dA_out * out))


def slopes_of_a_block(
    dA_out: Array, A: Array, Z: Array, W: Layers
) -> tuple[Array, Layers, Layers]:
    """Measure all slopes of a block."""
    zero = {1: np.zeros(Z.shape[1]), 2: np.zeros(A.shape[1])}

    def of_input(a: Array) -> float:
        return through_a_block(dA_out, a, Z + (a - A) @ W[1].T, W, zero)

    def of_first(w: Array) -> float:
        return through_a_block(dA_out, A, Z + A @ (w - W[1]).T, W, zero)

    def of_second(w: Array) -> float:
        return through_a_block(dA_out, A, Z, {**W, 2: w}, zero)

    def of_biases(b: Layers) -> float:
        return through_a_block(dA_out, A, Z, W, b)

    dW = {
        1: central_difference(of_first, W[1]),
        2: central_difference(of_second, W[2]),
    }
    return central_difference(of_input, A), dW, central_difference(of_biases, zero)


def _piece_of_slopes(piece: int) -> Callable[..., Any]:
    def oracle(*args: Any) -> Any:
        return slopes_of_a_block(*args)[piece]

    return oracle


def slopes_of_a_block_in_words(
    dA_out: Array, A: Array, Z: Array, W: Layers
) -> tuple[Array, Layers, Layers]:
    """Work out all slopes of a block, one example at a time, with columns."""
    inner = [np.where(z > 0, W[2].T @ e, 0.0) for e, z in zip(dA_out, Z, strict=True)]
    pairs = list(zip(dA_out, A, Z, inner, strict=True))
    firsts = [np.outer(d, a) for _, a, _, d in pairs]
    seconds = [np.outer(e, np.where(z > 0, z, 0.0)) for e, _, z, _ in pairs]
    dW = {1: np.sum(firsts, axis=0), 2: np.sum(seconds, axis=0)}
    db = {1: np.sum(inner, axis=0), 2: np.sum(dA_out, axis=0)}
    dA = np.array([e + W[1].T @ d for e, _, _, d in pairs])
    return dA, dW, db


def _block_backward(rng: Rng, N: int, n: int, m: int, words: str = "") -> Args:
    W = {1: numbers(rng, m, n), 2: numbers(rng, n, m)}
    dA_out, A = numbers(rng, N, n, words=words), numbers(rng, N, n, words=words)
    return dA_out, A, numbers(rng, N, m, words=words), W


BACK_DOMAIN = Domain(dA_out=Floats("N n"), A=Floats("N n"), Z=Floats("N m"), W=Given())
BACK_CORNERS = (
    *(
        Corner(
            words,
            partial(_block_backward, N=N, n=n, m=m),
            slopes_of_a_block_in_words,
        )
        for words, (N, n, m) in BLOCK_SIZES.items()
    ),
    *(
        Corner(
            words,
            partial(_block_backward, N=3, n=2, m=4, words=words),
            slopes_of_a_block_in_words,
            FINE if words == "small numbers" else None,
        )
        for words in STRATA
    ),
    *examples(residual_backward),
)


CHECKS = (
    Check(
        residual_forward,
        (
            Part(
                "what goes out",
                2,
                block,
                lambda *args: block_in_words(*args)[0],
                piece=0,
                corners=BLOCK_CORNERS,
            ),
            Part(
                "the inner weighted inputs",
                1,
                block,
                lambda *args: block_in_words(*args)[1],
                piece=1,
                corners=BLOCK_CORNERS,
            ),
        ),
        domain=BLOCK_DOMAIN,
    ),
    Check(
        residual_backward,
        tuple(
            Part(
                words,
                points,
                block_backward,
                _piece_of_slopes(piece),
                NUMERICAL,
                piece=piece,
                corners=BACK_CORNERS,
            )
            for piece, (words, points) in enumerate(
                [
                    ("the error handed down", 2),
                    ("the weights", 2),
                    ("the biases", 1),
                ]
            )
        ),
        analytic=True,
        domain=BACK_DOMAIN,
    ),
)
