"""How the exercises of chapter 05 are judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.corners import at_sizes, at_values, corners
from autograder.checks.domain import Domain, Floats, Given
from autograder.checks.draw import sizes
from autograder.checks.gradient_corners import (
    CHECKED,
    DIFFERENCE,
    DIFFERENCES,
    JUDGED,
    OWN_STEP,
    SPECIAL,
    STEP_LEFT_OUT,
    TINY,
    TOLERATED,
    TWO_GRADIENTS,
    WHOLE_NETWORK,
)
from autograder.checks.model import Args, Chapter, Check, Corner, Part
from autograder.checks.planted import (
    EQUATIONS,
    MORE_LAYERS,
    TWO_LAYERS,
    guilty_equation,
    planted,
)
from autograder.checks.slopes import (
    passes,
    ratio_of_norms,
    same_ratio,
    slope_of_cubes,
    slopes_by_algebra,
)
from course.codec import Reference, Seed
from course.compare import Tolerance
from solutions import Array
from solutions.gradcheck import (
    complex_step,
    diagnose,
    directional_check,
    gradient_check,
    numerical_gradient,
    relative_error,
)

# Nothing is subtracted where the step is imaginary: all is right up to some roundings,
# and a central difference, right to some 1e-10, is told from it.
IMAGINARY = Tolerance(rtol=1e-13, atol=1e-13)

# Two gradients that nearly agree have a relative error of some 1e-6; its own round-off
# is some 1e-10 of that.
NEARLY_ZERO = Tolerance(rtol=1e-8, atol=1e-15)


def with_cubes(rng: np.random.Generator) -> Args:
    """Draw a vector, and leave the step to the function."""
    (n,) = sizes(rng, 1, low=4)
    return Reference("cubes"), rng.normal(0.0, 1.0, n)


def with_waves(rng: np.random.Generator) -> Args:
    """Draw an array of two axes and a large step, at which the formula shows."""
    x = rng.normal(0.0, 1.0, sizes(rng, 2, low=2, high=6))
    return Reference("waves"), x, float(rng.uniform(0.02, 0.3))


def two_calls_each(f: Reference, x: Array, h: float = 1e-5) -> int:
    """Say how often central differences call f, and one call to spare."""
    return 2 * x.size + 1


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
    w = (1.0 + np.arange(x.size) / 4.0).reshape(x.shape)
    return np.cos(w * x) * np.sinh(w * h) / h


def one_call_each(f: Reference, x: Array, h: float = 1e-20) -> int:
    """Say how often an imaginary step calls f, and one call to spare."""
    return x.size + 1


def two_gradients(rng: np.random.Generator) -> Args:
    """Draw two gradients that have nothing to do with each other."""
    shape = sizes(rng, int(rng.integers(1, 3)))
    return rng.normal(0.0, rng.uniform(0.5, 3.0), shape), rng.normal(0.0, 1.0, shape)


def nearly_equal(rng: np.random.Generator) -> Args:
    """Draw two gradients that differ in the sixth digit."""
    shape = sizes(rng, int(rng.integers(1, 3)))
    a = rng.normal(0.0, 1.0, shape)
    return a, a + rng.normal(0.0, 1e-5, shape)


def with_zeros(rng: np.random.Generator, kind: str = "the second") -> Args:
    """Draw two gradients of which one or both are zero everywhere."""
    shape = sizes(rng, 2)
    a = rng.normal(0.0, 1.0, shape)
    zero = np.zeros(shape)
    return {"both": (zero, zero.copy()), "the first": (zero, a)}.get(kind, (a, zero))


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


def with_tolerance(rng: np.random.Generator, kind: str = "within") -> Args:
    """Draw a gradient that is a little off, and a tolerance on this or that side."""
    f, gradient, x = gradient_at(rng)
    off = 10.0 ** rng.uniform(-5.0, -2.0)
    # The relative error of a gradient that is too large by this share is half of it.
    factor = rng.uniform(0.6, 0.9) if kind == "within" else rng.uniform(1.3, 2.5)
    if kind == "strict":
        off, factor = 1e-8, rng.uniform(5.0, 20.0)
    elif kind == "within, small numbers":
        off, factor, x = 0.01, 0.8, 0.001 * x
        gradient = slope_of_cubes(x)
    return f, gradient * (1.0 + 2.0 * off * factor), x, float(off)


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
    """Say whether a gradient of ``cubes`` is near enough to the one by algebra."""
    off = np.linalg.norm(gradient - slope_of_cubes(x))
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


def at_point(
    x: Array, off: float = 0.0, *rest: float
) -> Callable[[np.random.Generator], Args]:
    """Make a sampler of this point, with a gradient of ``cubes`` that is off."""

    def draw(rng: np.random.Generator) -> Args:
        seed = Seed(int(rng.integers(2**31)))
        return Reference("cubes"), slope_of_cubes(x) + off, x, seed, *rest

    return draw


PLANE = np.array([[0.5, -1.5], [2.0, 0.25], [1.0, -1.0]])
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


CHAPTER = Chapter(
    number="05",
    module="gradcheck",
    title="Gradient checking",
    checks=(
        Check(
            numerical_gradient,
            (
                Part(
                    "a vector",
                    2,
                    with_cubes,
                    slopes_by_algebra,
                    DIFFERENCES,
                    calls=two_calls_each,
                    corners=STEP_LEFT_OUT,
                ),
                Part(
                    "an array of two axes, and a step of its own",
                    2,
                    with_waves,
                    slopes_by_algebra,
                    calls=two_calls_each,
                    corners=OWN_STEP,
                ),
            ),
            version=2,
            domain=DIFFERENCE,
        ),
        Check(
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
        ),
        Check(
            relative_error,
            (
                Part(
                    "two different gradients",
                    1,
                    two_gradients,
                    ratio_of_norms,
                    corners=(*corners(TWO_GRADIENTS, same_ratio), TINY),
                ),
                Part(
                    "two nearly equal gradients",
                    1,
                    nearly_equal,
                    ratio_of_norms,
                    NEARLY_ZERO,
                    corners=(TINY,),
                ),
                Part(
                    "zeros on one side or on both",
                    1,
                    with_zeros,
                    ratio_of_norms,
                    kinds=("both", "the first", "the second"),
                    corners=SPECIAL,
                ),
            ),
            version=2,
            domain=TWO_GRADIENTS,
        ),
        Check(
            gradient_check,
            (
                Part(
                    "right and wrong gradients",
                    3,
                    gradient_at,
                    passes,
                    kinds=(
                        "right",
                        "one wrong",
                        "right and large",
                        "wrong and small",
                        "a sign",
                        "not a number",
                        "small element",
                        "two that cancel",
                    ),
                    corners=JUDGED,
                ),
                Part(
                    "a tolerance of its own",
                    1,
                    with_tolerance,
                    passes,
                    kinds=(
                        "within",
                        "beyond",
                        "within",
                        "beyond",
                        "strict",
                        "within, small numbers",
                    ),
                    corners=TOLERATED,
                ),
            ),
            version=3,
            domain=CHECKED,
        ),
        Check(
            diagnose,
            (
                Part(
                    "networks of two layers",
                    4,
                    planted(2),
                    guilty_equation,
                    kinds=EQUATIONS,
                    corners=TWO_LAYERS,
                ),
                Part(
                    "networks of three layers",
                    2,
                    planted(3),
                    guilty_equation,
                    kinds=EQUATIONS,
                    corners=MORE_LAYERS,
                ),
            ),
            version=2,
            domain=WHOLE_NETWORK,
        ),
        Check(
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
                    corners=tuple(
                        Corner(words, draw) for words, draw in IN_DIRECTIONS.items()
                    ),
                ),
            ),
            domain=DIRECTIONS,
        ),
    ),
    answers={"why_not_train_with_differences": 2.0},
)
