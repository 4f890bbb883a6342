"""Curvatures at the corners of their domain: diagonal, equal, far apart, across."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.corners import examples
from autograder.checks.domain import Domain, Given
from autograder.checks.model import Args, Corner
from solutions import Array
from solutions.learning_rate import largest_stable_learning_rate


def with_eigenvalues(
    words: str, values: Sequence[float], axes: Callable[..., Array]
) -> Corner:
    """Make a corner with these eigenvalues, whose axes a function gives."""

    def draw(rng: np.random.Generator) -> Args:
        Q = axes(len(values), rng)
        H = Q * np.array(values) @ Q.T
        return ((H + H.T) / 2.0,)

    return Corner(words, draw)


def along_the_axes(n: int, rng: np.random.Generator) -> Array:
    """Give the unit matrix: the curvature is diagonal."""
    return np.eye(n)


def turned(n: int, rng: np.random.Generator) -> Array:
    """Give axes that lie anywhere."""
    Q: Array = np.linalg.qr(rng.normal(0.0, 1.0, (n, n)))[0]
    return Q


def across_all_ones(rng: np.random.Generator) -> Args:
    """Give a curvature whose steepest axis is (1, -1); no rounding blurs that."""
    return (2.0 ** int(rng.integers(-2, 3)) * np.array([[5.0, -3.0], [-3.0, 5.0]]),)


CURVATURE = Domain(
    edges={
        "n = 1": lambda a: len(a["H"]) == 1,
        "n = 2": lambda a: len(a["H"]) == 2,
        "a diagonal, the largest first": lambda a: _diagonal(a["H"], 0),
        "a diagonal, the largest last": lambda a: _diagonal(a["H"], -1),
        "the steepest across the first axis": lambda a: (
            len(a["H"]) > 1 and abs(_steepest(a["H"])[0]) < 1e-9
        ),
        "the steepest across (1, ..., 1)": lambda a: (
            len(a["H"]) > 1 and abs(_steepest(a["H"]).sum()) < 1e-9
        ),
        "two largest": lambda a: _apart(a["H"]) < 1e-9,
        "two nearly largest": lambda a: 1e-9 < _apart(a["H"]) < 0.01,
        "eigenvalues far apart": lambda a: float(np.linalg.cond(a["H"])) > 1e5,
        "small curvature": lambda a: float(np.linalg.norm(a["H"], 2)) < 1e-5,
        "large curvature": lambda a: float(np.linalg.norm(a["H"], 2)) > 1e5,
    },
    H=Given(),
)


def _diagonal(H: Array, place: int) -> bool:
    d = np.diag(H)
    return len(d) > 1 and bool(np.array_equal(H, np.diag(d)) and d[place] == d.max())


def _steepest(H: Array) -> Array:
    steepest: Array = np.linalg.eigh(H)[1][:, -1]
    return steepest


def _apart(H: Array) -> float:
    """Give the gap between the two largest eigenvalues, relative to them."""
    values = np.linalg.eigvalsh(H)
    return float(1.0 - values[-2] / values[-1])


CORNERS = (
    with_eigenvalues("n = 1", (3.0,), along_the_axes),
    with_eigenvalues("n = 2", (3.0, 0.5), turned),
    with_eigenvalues("a diagonal, the largest first", (7.0, 2.0, 1.0), along_the_axes),
    with_eigenvalues("a diagonal, the largest last", (1.0, 2.0, 7.0), along_the_axes),
    with_eigenvalues("the largest inside", (1.0, 9.0, 2.0, 0.5), along_the_axes),
    Corner("across (1, ..., 1)", across_all_ones),
    with_eigenvalues("two largest", (4.0, 4.0, 1.0), turned),
    with_eigenvalues("all equal", (4.0, 4.0, 4.0), along_the_axes),
    with_eigenvalues("two nearly largest", (5.0, 4.999, 1.0), turned),
    with_eigenvalues("far apart", (1e3, 1e-3, 1.0), turned),
    with_eigenvalues("small curvature", (1e-6, 4e-7), turned),
    with_eigenvalues("large curvature", (1e6, 4e5), turned),
    *examples(largest_stable_learning_rate),
)
