"""How the pooling of chapter 12 is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.corners import examples
from autograder.checks.domain import Domain, Given
from autograder.checks.draw import sizes
from autograder.checks.model import NUMERICAL, Args, Check, Corner, Part
from autograder.checks.strata import STRATA, numbers
from autograder.oracle import central_difference
from solutions import Array
from solutions.convolution import (
    max_pool_backward,
    max_pool_forward,
)

Rng = np.random.Generator
Named = Mapping[str, Any]
Shape = tuple[int, ...]


def tiles(rng: Rng) -> Args:
    """Draw pictures without ties.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    X : ndarray
        Numbers of both signs, some apart from each other.
    size : int
        2 or 3; it divides height and width.
    """
    size = int(rng.integers(2, 4))
    N, rows, columns, channels = sizes(rng, 4, low=2, high=5)
    shape = N, size * rows, size * columns, channels
    X = rng.permutation(int(np.prod(shape))).reshape(shape) - np.prod(shape) / 2.0
    return X / 7.0, size


def pooled_in_words(X: Array, size: int) -> tuple[Array, np.ndarray]:
    """Look for the largest number of each window that begins at a tile."""
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))
    rows = windows[:, ::size, ::size].reshape(-1, size * size)
    shape = len(X), X.shape[1] // size, X.shape[2] // size, X.shape[3]
    Y = rows.max(axis=1)
    where = size * size - (rows == Y[:, None]).cumsum(axis=1).astype(bool).sum(axis=1)
    return Y.reshape(shape), where.reshape(shape)


def _pictures_for_tiles(
    shape: Shape, size: int, words: str, rng: Rng
) -> tuple[Array, int]:
    return numbers(rng, *shape, words=words), size


def _negative(rng: Rng) -> Args:
    return -np.abs(numbers(rng, 2, 4, 6, 3)) - 0.1, 2


def _large_tiles(rng: Rng) -> Args:
    X = rng.uniform(-1.0, 1.0, (2, 12, 24, 1))
    X[0, 11, [10, 23]] = 2.0  # near the last place, in both tiles of a picture
    return X, 12


def _ties(rng: Rng) -> Args:
    return rng.integers(0, 2, (3, 4, 6, 2)).astype(np.float64), 2


def _all_equal(rng: Rng) -> Args:
    return np.full((1, 3, 6, 2), -2.0), 3


def _hardly_different(rng: Rng) -> Args:
    return 1.0 + 1e-12 * rng.permutation(96).reshape(2, 4, 6, 2), 2


POOL_EDGES: Mapping[str, Callable[[Named], bool]] = {
    "tiles of one pixel": lambda a: a["size"] == 1,
    "tiles of more than 127 pixels": lambda a: a["size"] ** 2 > 127,
    "a single tile": lambda a: a["X"].shape[1:3] == (a["size"], a["size"]),
    "one picture": lambda a: len(a["X"]) == 1,
    "one channel": lambda a: a["X"].shape[3] == 1,
    "upright pictures": lambda a: a["X"].shape[1] > a["X"].shape[2],
    "lying pictures": lambda a: a["X"].shape[1] < a["X"].shape[2],
    "negative numbers only": lambda a: a["X"].max() < 0,
    "equal numbers in a tile": lambda a: len(np.unique(a["X"])) < 3,
    "numbers that hardly differ": lambda a: bool(0 < np.ptp(a["X"]) < 1e-9),
    "exact zeros": lambda a: bool(np.any(a["X"] == 0)),
    "large numbers": lambda a: bool(np.abs(a["X"]).max() > 700),
    "small numbers": lambda a: bool(np.abs(a["X"]).max() < 1e-5),
}
POOL_DOMAIN = Domain(edges=POOL_EDGES, X=Given(), size=Given())
POOL_CORNERS = (
    *(
        Corner(words, partial(_pictures_for_tiles, shape, size, ""), pooled_in_words)
        for words, shape, size in (
            ("tiles of one pixel", (2, 3, 4, 2), 1),
            ("a single tile", (2, 3, 3, 4), 3),
            ("one picture", (1, 6, 4, 2), 2),
            ("one channel", (2, 4, 6, 1), 2),
        )
    ),
    Corner("tiles of 144 pixels", _large_tiles, pooled_in_words),
    Corner("negative numbers only", _negative, pooled_in_words),
    Corner("equal numbers in a tile", _ties, pooled_in_words),
    Corner("all numbers equal", _all_equal, pooled_in_words),
    Corner("numbers that hardly differ", _hardly_different, pooled_in_words),
    *(
        Corner(
            words, partial(_pictures_for_tiles, (2, 4, 6, 3), 2, words), pooled_in_words
        )
        for words in STRATA
    ),
    *examples(max_pool_forward),
)


def blame_for_tiles(rng: Rng) -> Args:
    """Draw what arrives at pooled pictures, and where the largest numbers were.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    dY, where : ndarray
        A random upstream gradient, and places.
    size : int
        2.
    """
    size = 2
    shape = sizes(rng, 4, low=2, high=5)
    return rng.normal(size=shape), rng.integers(0, size * size, shape), size


def handed_back(dY: Array, where: np.ndarray, size: int) -> Array:
    """Measure the slopes of a pooling whose largest numbers stand in these places."""
    X = handed_back_in_words(np.ones_like(dY), where, size)

    def cost(x: Array) -> float:
        return float(np.sum(dY * pooled_in_words(x, size)[0]))

    return np.asarray(central_difference(cost, X), dtype=np.float64)


def handed_back_in_words(dY: Array, where: np.ndarray, size: int) -> Array:
    """Put each number in its place."""
    N, height, width, channels = dY.shape
    dX = np.zeros((N, height * size, width * size, channels))
    for i, p, q, c in np.ndindex(*dY.shape):
        u, v = divmod(int(where[i, p, q, c]), size)
        dX[i, p * size + u, q * size + v, c] = dY[i, p, q, c]
    return dX


def _blame(shape: Shape, size: int, words: str, rng: Rng) -> Args:
    return numbers(rng, *shape, words=words), rng.integers(0, size**2, shape), size


def _last_places(rng: Rng) -> Args:
    return numbers(rng, 2, 2, 3, 2), np.full((2, 2, 3, 2), 8), 3


BLAME_EDGES: Mapping[str, Callable[[Named], bool]] = {
    "tiles of one pixel": lambda a: a["size"] == 1,
    "tiles of more than 127 pixels": lambda a: a["size"] ** 2 > 127,
    "a single tile": lambda a: a["dY"].shape[1:3] == (1, 1),
    "one picture": lambda a: len(a["dY"]) == 1,
    "one channel": lambda a: a["dY"].shape[3] == 1,
    "upright pictures": lambda a: a["dY"].shape[1] > a["dY"].shape[2],
    "lying pictures": lambda a: a["dY"].shape[1] < a["dY"].shape[2],
    "the last place of each tile": lambda a: bool(
        np.all(a["where"] == a["size"] ** 2 - 1) and a["size"] > 1
    ),
    "exact zeros": lambda a: bool(np.any(a["dY"] == 0)),
    "large numbers": lambda a: bool(np.abs(a["dY"]).max() > 700),
    "small numbers": lambda a: bool(np.abs(a["dY"]).max() < 1e-5),
}
BLAME_DOMAIN = Domain(edges=BLAME_EDGES, dY=Given(), where=Given(), size=Given())
BLAME_CORNERS = (
    *(
        Corner(words, partial(_blame, shape, size, ""), handed_back_in_words)
        for words, shape, size in (
            ("tiles of one pixel", (2, 3, 4, 2), 1),
            ("a single tile", (2, 1, 1, 4), 3),
            ("one picture", (1, 3, 2, 2), 2),
            ("one channel", (2, 2, 3, 1), 2),
        )
    ),
    Corner("the last place of each tile", _last_places, handed_back_in_words),
    Corner(
        "tiles of 144 pixels",
        partial(_blame, (2, 1, 2, 2), 12, ""),
        handed_back_in_words,
    ),
    *(
        Corner(words, partial(_blame, (2, 2, 3, 4), 2, words), handed_back_in_words)
        for words in STRATA
    ),
    *examples(max_pool_backward),
)


CHECKS = (
    Check(
        max_pool_forward,
        tuple(
            Part(
                words,
                1,
                tiles,
                lambda *args, piece=piece: pooled_in_words(*args)[piece],
                piece=piece,
                corners=POOL_CORNERS,
            )
            for piece, words in enumerate(["the largest numbers", "their places"])
        ),
        domain=POOL_DOMAIN,
    ),
    Check(
        max_pool_backward,
        (
            Part(
                "ordinary blame",
                2,
                blame_for_tiles,
                handed_back,
                NUMERICAL,
                cases=3,
                corners=BLAME_CORNERS,
            ),
        ),
        analytic=True,
        domain=BLAME_DOMAIN,
    ),
)
