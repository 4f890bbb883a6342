"""How ``adjoint_check`` of chapter 12 is judged: right and wrong transposes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.domain import Domain, Given
from autograder.checks.model import Args, Check, Corner, Part
from course.tree import Reference, Seed
from solutions import Array
from solutions.convolution import adjoint_check

Rng = np.random.Generator
Shape = tuple[int, ...]


def _one_entry(M: Array, rng: Rng) -> Array:
    E = np.zeros_like(M)
    E.flat[rng.integers(M.size)] = 0.5
    return E


def _cancels(M: Array, rng: Rng) -> Array:
    """Make an error whose rows and columns add up to 0."""
    E = np.zeros_like(M)
    E[0, 0], E[0, 1], E[1, 0], E[1, 1] = 0.4, -0.4, -0.4, 0.4
    return E


# What is done to a transpose so that it is none, as what is added to it.
WRONG: Mapping[str, Callable[[Array, Rng], Array]] = {
    "a turned sign": lambda M, rng: -2.0 * M,
    "a factor of 2": lambda M, rng: M,
    "a share of one in ten thousand": lambda M, rng: 1e-4 * M,
    "rows in another order": lambda M, rng: np.roll(M, 1, axis=0) - M,
    "columns in another order": lambda M, rng: np.roll(M, 1, axis=1) - M,
    "one wrong entry": _one_entry,
    "what cancels over ones": _cancels,
    "nothing where there should be something": lambda M, rng: -M,
}


def functions(
    rng: Rng, wrong: str = "", shape_x: Shape = (2, 3), shape_y: Shape = (4,)
) -> Args:
    """Draw a linear function, and its transpose or what is taken for it.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    wrong : str
        A key of `WRONG`, or nothing.
    shape_x, shape_y : tuple of int
        Of what the function takes and gives.

    Returns
    -------
    A, A_transposed : Reference
        The functions.
    shape_x, shape_y : tuple of int
        The shapes.
    seed : Seed
        Source of randomness.
    """
    M = rng.normal(size=(int(np.prod(shape_y)), int(np.prod(shape_x))))
    M = np.round(M, 3)
    E = WRONG[wrong](M, rng) if wrong else 0.0 * M
    return (
        Reference("linear", (M, shape_x, shape_y)),
        Reference("linear", ((M + E).T, shape_y, shape_x)),
        shape_x,
        shape_y,
        Seed(int(rng.integers(2**31))),
    )


def is_transpose(
    A: Reference, A_transposed: Reference, shape_x: Shape, shape_y: Shape, rng: Seed
) -> bool:
    """Compare the two matrices."""
    return bool(np.allclose(A.given[0].T, A_transposed.given[0], rtol=1e-12, atol=0.0))


def _pair(rng: Rng, wrong: str = "") -> Args:
    return functions(rng, wrong or list(WRONG)[rng.integers(len(WRONG))])


def _zero(wrong: bool, rng: Rng) -> Args:
    M = np.zeros((4, 6))
    other = np.ones((6, 4)) if wrong else M.T
    shapes = (2, 3), (4,)
    one = Reference("linear", (M, *shapes))
    return one, Reference("linear", (other, (4,), (2, 3))), *shapes, Seed(7)


def _scaled(wrong: str, factor: float, rng: Rng) -> Args:
    A, back, *rest = functions(rng, wrong)
    one = Reference("linear", (factor * A.given[0], *A.given[1:]))
    return one, Reference("linear", (factor * back.given[0], *back.given[1:])), *rest


def _off_by(share: float, rng: Rng) -> Args:
    """Draw one number times another; the transpose is off by a share of it."""
    M = rng.uniform(1.0, 2.0, (1, 1))
    one = Reference("linear", (M, (1,), (1,)))
    other = Reference("linear", (M * (1.0 + share), (1,), (1,)))
    return one, other, (1,), (1,), Seed(int(rng.integers(2**31)))


def _long(rng: Rng) -> Args:
    """Draw what a long y makes right: the products differ by 7e-9 of the length of A x.

    The y has 2,500 numbers and a length of some 50.
    """
    M = np.full((2500, 1), float(rng.uniform(1.0, 2.0)))
    one = Reference("linear", (M, (1,), (2500,)))
    other = Reference("linear", (M.T * (1.0 + 7e-9), (2500,), (1,)))
    return one, other, (1,), (2500,), Seed(int(rng.integers(2**31)))


def _with_nan(rng: Rng) -> Args:
    A, back, *rest = functions(rng)
    M = back.given[0].copy()
    M.flat[rng.integers(M.size)] = np.nan
    return A, Reference("linear", (M, *back.given[1:])), *rest


def is_near_enough(
    A: Reference, A_transposed: Reference, shape_x: Shape, shape_y: Shape, rng: Seed
) -> bool:
    """Compare what two random arrays make of the matrices' difference, on average."""
    M, back = A.given[0], A_transposed.given[0].T
    length = np.linalg.norm(M) * np.sqrt(np.prod(shape_y))
    return bool(np.linalg.norm(M - back) <= 1e-9 * length)


def _share(a: Mapping[str, Any]) -> float:
    """Say by what share of itself a single number is off."""
    M = a["A"].given[0]
    if M.size > 1:
        return 0.0
    return float(abs(a["A_transposed"].given[0] / M - 1.0)[0, 0])


def _size(a: Mapping[str, Any], name: str) -> int:
    return int(np.prod(a[name]))


DOMAIN = Domain(
    edges={
        "a single number in, a single number out": lambda a: (
            _size(a, "shape_x") == _size(a, "shape_y") == 1
        ),
        "no axes": lambda a: a["shape_x"] == (),
        "four axes": lambda a: len(a["shape_x"]) == 4,
        "equal shapes": lambda a: a["shape_x"] == a["shape_y"],
        "more out than in": lambda a: bool(
            np.prod(a["shape_x"]) < np.prod(a["shape_y"])
        ),
        "more in than out": lambda a: bool(
            np.prod(a["shape_x"]) > np.prod(a["shape_y"])
        ),
        "a function that gives zeros": lambda a: not a["A"].given[0].any(),
        "large numbers": lambda a: bool(np.abs(a["A"].given[0]).max() > 1e5),
        "off by hardly more than 1e-9": lambda a: 1e-9 < _share(a) < 5e-9,
        "off by less than 1e-9": lambda a: 1e-10 < _share(a) < 1e-9,
        "a long y": lambda a: _size(a, "shape_y") > 1000,
        "NaN": lambda a: bool(np.isnan(a["A_transposed"].given[0]).any()),
        "small numbers": lambda a: bool(0 < np.abs(a["A"].given[0]).max() < 1e-5),
    },
    A=Given(),
    A_transposed=Given(),
    shape_x=Given(),
    shape_y=Given(),
    rng=Given(),
)


def _doubling(name: str, rng: Rng) -> Args:
    M = 2.0 * np.eye(3) if name == "twice" else np.tri(3)
    one = Reference("linear", (M, (3,), (3,)))
    return one, one, (3,), (3,), Seed(1)


ADJOINT = Check(
    adjoint_check,
    (
        Part(
            "a function and its transpose",
            1,
            functions,
            is_transpose,
            corners=(
                Corner("example 1", partial(_doubling, "twice"), is_transpose),
                Corner("a function that gives zeros", partial(_zero, False)),
                Corner("large numbers", partial(_scaled, "", 1e6), is_transpose),
                Corner(
                    "a transpose that is off by 7e-10",
                    partial(_off_by, 7e-10),
                    is_near_enough,
                ),
                *(
                    Corner(
                        "a y of 2500 numbers and an error within the tolerance",
                        _long,
                        is_near_enough,
                    )
                    for _ in range(3)
                ),
                Corner("small numbers", partial(_scaled, "", 1e-7), is_transpose),
                *(
                    Corner(
                        words,
                        partial(functions, shape_x=one, shape_y=other),
                        is_transpose,
                    )
                    for words, one, other in (
                        ("a single number in, a single number out", (1,), (1, 1)),
                        ("no axes", (), ()),
                        ("four axes", (2, 1, 3, 2), (1, 2, 2, 1)),
                        ("equal shapes", (2, 3), (2, 3)),
                        ("more out than in", (2,), (3, 2)),
                    )
                ),
            ),
        ),
        Part(
            "a function and what is not its transpose",
            2,
            _pair,
            is_transpose,
            kinds=tuple(WRONG),
            corners=(
                Corner("example 2", partial(_doubling, "sums"), is_transpose),
                Corner(
                    "a transpose that is off by 1.5e-9",
                    partial(_off_by, 1.5e-9),
                    is_near_enough,
                ),
                Corner("a NaN that comes back", _with_nan, is_near_enough),
                Corner("zeros that something comes back from", partial(_zero, True)),
                Corner(
                    "large numbers",
                    partial(_scaled, "a share of one in ten thousand", 1e6),
                ),
                Corner("small numbers", partial(_scaled, "one wrong entry", 1e-7)),
            ),
        ),
    ),
    domain=DOMAIN,
    drawn=True,
)
