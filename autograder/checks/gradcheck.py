"""How the exercises of chapter 05 are judged."""

from __future__ import annotations

import numpy as np

from autograder.checks.corners import corners
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
from autograder.checks.model import Args, Chapter, Check, Part
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
from autograder.checks.steps import (
    IN_RANDOM_DIRECTIONS,
    SIDEWAYS,
    gradient_at,
    with_cubes,
    with_waves,
)
from course.codec import Reference
from course.compare import Tolerance
from solutions import Array
from solutions.gradcheck import (
    diagnose,
    gradient_check,
    numerical_gradient,
    relative_error,
)

# Two gradients that nearly agree have a relative error of some 1e-6; its own round-off
# is some 1e-10 of that.
NEARLY_ZERO = Tolerance(rtol=1e-8, atol=1e-15)


def two_calls_each(f: Reference, x: Array, h: float = 1e-5) -> int:
    """Say how often central differences call f, and one call to spare."""
    return 2 * x.size + 1


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
        SIDEWAYS,
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
        IN_RANDOM_DIRECTIONS,
    ),
    answers={"why_not_train_with_differences": 2.0},
)
