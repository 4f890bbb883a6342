"""How the complex step and the check along random directions are judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.corners import at_sizes, at_values
from autograder.checks.domain import Domain, Floats, Given
from autograder.checks.draw import sizes
from autograder.checks.model import Args, Check, Corner, Part
from autograder.checks.slopes import slope_of_cubes, slopes_by_algebra
from course.codec import Reference, Seed
from course.compare import Tolerance
from solutions import Array
from solutions.gradcheck import complex_step, directional_check

# Nothing is subtracted where the step is imaginary: all is right up to some roundings,
# and a central difference, right to some 1e-10, is told from it.
IMAGINARY = Tolerance(rtol=1e-13, atol=1e-13)


def with_cubes(rng: np.random.Generator) -> Args:
    """Draw a vector, and leave the step to the function."""
    (n,) = sizes(rng, 1, low=4)
    return Reference("cubes"), rng.normal(0.0, 1.0, n)


def with_waves(rng: np.random.Generator) -> Args:
    """Draw an array of two axes and a large step, at which the formula shows."""
    x = rng.normal(0.0, 1.0, sizes(rng, 2, low=2, high=6))
    return Reference("waves"), x, float(rng.uniform(0.02, 0.3))


def gradient_at(rng: np.random.Generator, kind: str = "right") -> Args:
    """Draw a point and a gradient of ``cubes`` that is right or wrong there."""
    (n,) = sizes(rng, 1, low=4)
    spread = {"right and large": 200.0, "wrong and small": 1e-4}.get(kind, 1.0)
    x = rng.normal(0.0, spread, n)
    if kind == "small element":
        x[1] = -3.0 * x[0] ** 2  # the first slope is 0
    gradient = slope_of_cubes(x)
    i = int(np.argmax(np.abs(gradient)))
    if kind == "one wrong":
        gradient[i] *= 1.001
    elif kind == "a sign":
        gradient[i] *= -1.0
    elif kind == "wrong and small":
        gradient *= 1.0005
    elif kind == "not a number":
        gradient[i] = np.nan
    elif kind == "small element":
        gradient[0] = 1e-7 * np.linalg.norm(gradient)
    elif kind == "two that cancel":
        gradient[[i, i - 1]] += np.array([0.01, -0.01]) * gradient[i]
    return Reference("cubes"), gradient, x


def with_complex_cubes(rng: np.random.Generator) -> Args:
    """Draw a vector, and leave the step to the function."""
    return Reference("complex_cubes"), with_cubes(rng)[1]


def with_complex_waves(rng: np.random.Generator) -> Args:
    """Draw an array of two axes and a large step, at which the formula shows."""
    return Reference("complex_waves"), *with_waves(rng)[1:]


def imaginary_step_of_waves(f: Reference, x: Array, h: float = 1e-20) -> Array:
    """Give what an imaginary step comes to, by algebra.

    Parameters
    ----------
    f : Reference
        The waves.
    x : ndarray, any shape
        Where to differentiate.
    h : float
        The step.

    Returns
    -------
    ndarray, shape of x
        The slopes: sin(w x + i w h) has the imaginary part cos(w x) sinh(w h).
    """
    w: Array = 1.0 + np.indices(x.shape).sum(axis=0) / 4.0
    slopes: Array = np.cos(w * x) * np.sinh(w * h) / h
    return slopes


def one_call_each(f: Reference, x: Array, h: float = 1e-20) -> int:
    """Say how often an imaginary step calls f: once for each element."""
    return x.size


IMAGINARY_STEPS = Domain(f=Given(), x=Floats("..."), h=Given())
WAVES: dict[str, Any] = {"f": Reference("complex_waves"), "h": 1e-20}
ALONG_WAVES = (
    *at_sizes(IMAGINARY_STEPS, imaginary_step_of_waves, tolerance=IMAGINARY, **WAVES),
    *at_values(IMAGINARY_STEPS, imaginary_step_of_waves, tolerance=IMAGINARY, **WAVES),
    Corner(
        "the example",
        lambda rng: (Reference("complex_waves"), np.array([1.0, -3.0])),
        tolerance=IMAGINARY,
    ),
)


SIDEWAYS = Check(
    complex_step,
    (
        Part(
            "a vector",
            2,
            with_complex_cubes,
            lambda f, x: slope_of_cubes(x),
            IMAGINARY,
            calls=one_call_each,
        ),
        Part(
            "an array of two axes, and a step of its own",
            2,
            with_complex_waves,
            imaginary_step_of_waves,
            IMAGINARY,
            calls=one_call_each,
            corners=ALONG_WAVES,
        ),
    ),
    domain=IMAGINARY_STEPS,
)


def in_directions(rng: np.random.Generator, kind: str = "right") -> Args:
    """Draw what ``gradient_at`` draws, and the seed of a generator."""
    f, gradient, x = gradient_at(rng, kind)
    return f, gradient, x, Seed(int(rng.integers(2**31)))


def passes_in_directions(
    f: Reference,
    gradient: Array,
    x: Array,
    rng: Seed,
    directions: int = 20,
    tolerance: float = 1e-5,
    h: float = 1e-8,
) -> bool:
    """Say whether a gradient is near enough to the one by algebra."""
    known = f.given[2] if f.name == "known_at_corners" else slopes_by_algebra(f, x)
    off = np.linalg.norm(gradient - known)
    return bool(off <= tolerance * np.linalg.norm(gradient))


def calls_of_directions(
    f: Reference,
    gradient: Array,
    x: Array,
    rng: Seed,
    directions: int = 20,
    *rest: float,
) -> int:
    """Say how often f is called, and one call to spare."""
    return 2 * directions + 1


def all_directions(
    f: Reference, gradient: Array, x: Array, rng: Seed, *rest: float
) -> int:
    """Say how often f is called at least: for a right gradient, in all directions."""
    right = passes_in_directions(f, gradient, x, rng, *rest)  # type: ignore[arg-type]
    return calls_of_directions(f, gradient, x, rng, *rest) - 1 if right else 0  # type: ignore[arg-type]


def at_corners_of_a_box(
    off: Any, *rest: float, shape: tuple[int, ...] = (9,), size: float = 1.0
) -> Callable[[np.random.Generator], Args]:
    """Make a sampler of a function that is known where the equation looks, alone.

    Parameters
    ----------
    off : array_like
        What the gradient is wrong by.
    *rest : float
        The directions, the tolerance and h, as far as they are given.
    shape : tuple of int
        Of x.
    size : float
        Of the right slopes, which have either sign.

    Returns
    -------
    callable
        The sampler.
    """

    def draw(rng: np.random.Generator) -> Args:
        x, slopes = rng.normal(size=shape), rng.choice([-1.0, 1.0], shape)
        h = rest[2] if len(rest) > 2 else 1e-8
        slopes = size * slopes
        gradient = slopes + np.reshape(np.resize(off, slopes.size), shape)
        f = Reference("known_at_corners", (x, h, slopes))
        return f, gradient, x, Seed(int(rng.integers(2**31))), *rest

    return draw


def flat_at(off: float, directions: int = 20) -> Callable[[np.random.Generator], Args]:
    """Make a sampler of a function without slopes, and a gradient that is off."""

    def draw(rng: np.random.Generator) -> Args:
        x = rng.normal(size=4)
        seed = Seed(int(rng.integers(2**31)))
        return Reference("flat"), np.full(4, off), x, seed, directions

    return draw


def nan_without_slope(rng: np.random.Generator) -> Args:
    """Draw a gradient that is right but for a NaN where the slope is 0."""
    x = np.array([0.0, 1.0, -3.0])
    seed = Seed(int(rng.integers(2**31)))
    return Reference("squares"), np.array([np.nan, 2.0, -6.0]), x, seed


def at_point(
    x: Array, off: float = 0.0, *rest: float
) -> Callable[[np.random.Generator], Args]:
    """Make a sampler of this point, with a gradient of ``cubes`` that is off."""

    def draw(rng: np.random.Generator) -> Args:
        seed = Seed(int(rng.integers(2**31)))
        return Reference("cubes"), slope_of_cubes(x) + off, x, seed, *rest

    return draw


PLANE = np.array([[0.5, -1.5], [2.0, 0.25], [1.0, -1.0]])
ONE = np.eye(9)[4]
PAIRS = np.array([[0.1, -0.1], [0.2, -0.2], [-0.3, 0.3]])
IN_DIRECTIONS: dict[str, Callable[[np.random.Generator], Args]] = {
    "one element": at_point(np.array([0.7])),
    "one element, wrong": at_point(np.array([0.7]), 0.01),
    "no slope, wrong": at_point(np.zeros(3), 0.01),
    "an array of two axes": at_point(PLANE),
    "an array of two axes, wrong": at_point(PLANE, 0.1),
    "the sign turned everywhere": lambda rng: (
        Reference("cubes"),
        -slope_of_cubes(PLANE),
        PLANE,
        Seed(int(rng.integers(2**31))),
    ),
    "one direction, wrong": at_point(np.array([0.7]), 0.01, 1, 1e-5, 1e-7),
    "five directions": at_point(PLANE, 0.0, 5, 1e-5, 1e-7),
    "a strict tolerance": at_point(np.ones(4), 1e-4, 20, 1e-6, 1e-7),
    "a loose tolerance": at_point(np.ones(4), 1e-4, 20, 1e-3, 1e-7),
    "a slope of 0 everywhere": flat_at(0.0),
    "a slope of 0 everywhere, wrong": flat_at(1e-3),
    "a NaN where the slope is 0": nan_without_slope,
    "f is known where the equation looks": at_corners_of_a_box(0.0, 20, 1e-5, 0.25),
    "f is known where the equation looks, h left out": at_corners_of_a_box(0.0),
    # The norm of the gradient is 3: one element may be off by 3 times the tolerance.
    "an error below the norm's share": at_corners_of_a_box(2e-3 * ONE, 20, 1e-3, 0.25),
    "an error above the norm's share": at_corners_of_a_box(5e-3 * ONE, 20, 1e-3, 0.25),
    "small slopes": at_corners_of_a_box(0.0, 20, 1e-3, 0.25, size=1e-6),
    "small numbers": lambda rng: (
        Reference("squares"),
        np.array([2e-6, -6e-6, 3e-6]),
        np.array([1e-6, -3e-6, 1.5e-6]),
        Seed(int(rng.integers(2**31))),
    ),
    "a short step": at_corners_of_a_box(0.0, 20, 1e-3, 1e-4),
    "an exact 0 in x": lambda rng: (
        Reference("squares"),
        np.array([0.0, 2.0, -6.0]),
        np.array([0.0, 1.0, -3.0]),
        Seed(int(rng.integers(2**31))),
    ),
    "errors that cancel in each row": at_corners_of_a_box(PAIRS, shape=(3, 2)),
    "errors that cancel in each column": at_corners_of_a_box(PAIRS.T, shape=(2, 3)),
    "the first example": lambda rng: (
        Reference("cubes"),
        np.array([2.0, -6.0]),
        np.array([1.0, -3.0]),
        Seed(1),
    ),
    "the second example": lambda rng: (
        Reference("cubes"),
        np.array([2.0, -6.1]),
        np.array([1.0, -3.0]),
        Seed(1),
    ),
}
DIRECTIONS = Domain(
    edges={
        "one element": lambda a: a["x"].size == 1,
        "a gradient of zeros": lambda a: not a["gradient"].any(),
        "a NaN where the slope is 0": lambda a: bool(
            np.isnan(a["gradient"][a["x"] == 0]).any()
        ),
        "f is known where the equation looks": lambda a: (
            a["f"].name == "known_at_corners" and a.get("h", 0.0) > 0.1
        ),
        "h left out, and seen": lambda a: (
            a["f"].name == "known_at_corners" and "h" not in a
        ),
        "no slope": lambda a: not a["x"].any(),
        "an array of two axes": lambda a: a["x"].ndim == 2,
    },
    f=Given(),
    gradient=Given(),
    x=Given(),
    rng=Given(),
    directions=Given(),
    tolerance=Given(),
    h=Given(),
)


IN_RANDOM_DIRECTIONS = Check(
    directional_check,
    (
        Part(
            "right and wrong gradients",
            4,
            in_directions,
            passes_in_directions,
            kinds=(
                "right",
                "one wrong",
                "a sign",
                "not a number",
                "wrong and small",
                "two that cancel",
                "small element",
                "two that cancel",
                "right",
                "two that cancel",
            ),
            calls=calls_of_directions,
            fewest=all_directions,
            corners=tuple(Corner(words, draw) for words, draw in IN_DIRECTIONS.items()),
        ),
    ),
    domain=DIRECTIONS,
    drawn=True,
)
