"""The corners of gradient checking: steps, tiny gradients, zeros and NaN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle
from typing import Any

import numpy as np

from autograder.checks import networks
from autograder.checks.corners import FINE, at_sizes, at_values, examples, fixed
from autograder.checks.domain import SHAPES, Domain, Floats, Given, Rate
from autograder.checks.model import Args, Corner
from autograder.checks.networks import ELEMENTWISE
from autograder.checks.slopes import passes, same_ratio, slopes_by_algebra
from course.codec import Reference
from course.compare import Tolerance
from solutions.gradcheck import relative_error

# The oracle knows what the formula gives for a cubic and for sines without rounding.
# Left is round-off, eps * |f| / h: some 1e-9 for |f| below 100 at h = 1e-5. A one-sided
# difference is off by some h, 1e-5.
DIFFERENCES = Tolerance(rtol=1e-8, atol=1e-8)

DIFFERENCE = Domain(f=Given(), x=Floats("..."), h=Rate())
TWO_GRADIENTS = Domain(
    edges={
        "both of some 1e-12": lambda a: all(
            0 < np.abs(a[name]).max() < 1e-11 for name in "ab"
        ),
        "both of some 1e-30": lambda a: all(
            0 < np.abs(a[name]).max() < 1e-29 for name in "ab"
        ),
        "both zero everywhere": lambda a: not a["a"].any() and not a["b"].any(),
        "equal": lambda a: bool(np.all(a["a"] == a["b"]) and a["a"].any()),
        "opposite": lambda a: bool(np.all(a["a"] == -a["b"]) and a["a"].any()),
        "a NaN in a": lambda a: bool(np.isnan(a["a"]).any()),
        "a NaN in b": lambda a: bool(np.isnan(a["b"]).any()),
    },
    a=Floats("..."),
    b=Floats("..."),
)
CHECKED = Domain(
    edges={
        "one NaN": lambda a: np.isnan(a["gradient"]).sum() == 1 < a["gradient"].size,
        "NaN everywhere": lambda a: bool(np.isnan(a["gradient"]).all()),
        "a NaN where the slope is 0": lambda a: bool(
            np.isnan(a["gradient"][a["x"] == 0]).any()
        ),
        "a gradient of some 1e-20": lambda a: 0 < np.abs(a["gradient"]).max() < 1e-19,
        "zero where the slopes are 0": lambda a: not a["gradient"].any(),
        "tolerance = 0": lambda a: a["tolerance"] == 0,
        "tolerance above 1": lambda a: a["tolerance"] > 1,
        "tolerance below 1e-6": lambda a: 0 < a["tolerance"] < 1e-6,
    },
    f=Given(),
    gradient=Floats("..."),
    x=Floats("..."),
    tolerance=Given(),
)
WHOLE_NETWORK = Domain(
    edges=networks.sizes_and_names(ELEMENTWISE, least=2),
    backward=Given(),
    X=Given(),
    Y=Given(),
    W=Given(),
    b=Given(),
    activation=Given(),
)

OWN_STEP = (
    *at_sizes(DIFFERENCE, slopes_by_algebra, f=Reference("waves")),
    *at_values(
        DIFFERENCE, slopes_by_algebra, tolerance=DIFFERENCES, f=Reference("waves")
    ),
    *at_values(
        DIFFERENCE,
        slopes_by_algebra,
        ("small numbers",),
        tolerance=DIFFERENCES,
        f=Reference("cubes"),
        h=1e-4,
    ),
)
STEP_LEFT_OUT = (
    Corner(
        "h left to its default",
        lambda rng: (Reference("fast_waves"), rng.uniform(-1.0, 1.0, 3)),
        slopes_by_algebra,
    ),
    Corner(
        "the example",
        lambda rng: (Reference("squares"), np.array([1.0, -3.0])),
        slopes_by_algebra,
        DIFFERENCES,
    ),
)


def both_tiny(size: float, rng: np.random.Generator) -> Args:
    """Draw two gradients of this size that are far from each other."""
    a = size * rng.uniform(0.5, 1.5, (2, 3))
    return a, a * rng.uniform(1.5, 3.0, (2, 3))


def related(factor: float) -> Callable[[np.random.Generator], Args]:
    """Make a sampler of a gradient and a multiple of it."""

    def draw(rng: np.random.Generator) -> Args:
        a = rng.normal(0.0, 1.0, 4)
        return a, factor * a

    return draw


def with_a_hole(place: int) -> Callable[[np.random.Generator], Args]:
    """Make a sampler of two gradients one of which holds a NaN."""

    def draw(rng: np.random.Generator) -> Args:
        both = rng.normal(0.0, 1.0, 4), rng.normal(0.0, 1.0, 4)
        both[place][1] = np.nan
        return both

    return draw


TINY = Corner("gradients of some 1e-12", partial(both_tiny, 1e-12), same_ratio, FINE)
SPECIAL = (
    Corner("gradients of some 1e-30", partial(both_tiny, 1e-30), same_ratio, FINE),
    Corner("equal gradients", related(1.0), same_ratio),
    Corner("opposite gradients", related(-1.0), same_ratio),
    Corner("a NaN in a", with_a_hole(0), same_ratio),
    Corner("a NaN in b", with_a_hole(1), same_ratio),
    *examples(relative_error),
)


def gradient_case(
    words: str,
    f: str,
    at: Sequence[float],
    factor: Any = 1.0,
    *tolerance: float,
    shape: tuple[int, ...] | None = None,
) -> Corner:
    """Make a corner of ``gradient_check``: the right gradient times a factor."""
    x = np.array(at).reshape(shape or -1)

    def draw(rng: np.random.Generator) -> Args:
        gradient = slopes_by_algebra(Reference(f), x)
        gradient = gradient * np.reshape(factor, x.shape if np.ndim(factor) else ())
        return Reference(f), gradient, x, *tolerance

    return Corner(words, draw, passes)


NAN = np.nan
OFF = 1.0 + 2.0 * 1.5e-6  # a relative error of 1.5e-6
FOUR = (0.7, -1.2, 0.4, 1.9)


def example_with(gradient: list[float]) -> Callable[[np.random.Generator], Args]:
    """Make a sampler of an example in the docstring of ``gradient_check``."""
    args = Reference("squares"), np.array(gradient), np.array([1.0, -3.0])
    return partial(fixed, args)


JUDGED = (
    gradient_case("error below the default", "squares", FOUR, 1.0 + 2.0 * 0.6e-6),
    gradient_case("error above the default", "squares", FOUR, OFF),
    gradient_case("a gradient of 1e-20", "faint", FOUR),
    gradient_case("a wrong gradient of 1e-20", "faint", FOUR, 1.0 + 2e-5),
    gradient_case("small numbers", "squares", (1e-6, -2e-6, 1.5e-6)),
    gradient_case("wrong small numbers", "squares", (1e-6, -2e-6, 1.5e-6), OFF),
    gradient_case("moderate numbers", "squares", (-6.0, 12.0, 30.0)),
    gradient_case("large numbers", "squares", (1000.0, -800.0, 700.0)),
    gradient_case("wrong large numbers", "squares", (1000.0, -800.0, 700.0), 1.00002),
    gradient_case("one NaN", "squares", FOUR, (1.0, 1.0, NAN, 1.0)),
    gradient_case("NaN everywhere", "squares", FOUR, NAN),
    gradient_case("a NaN where the slope is 0", "squares", (0.0, 1.0), (NAN, 1.0)),
    gradient_case("slopes that are 0", "flat", FOUR),
    gradient_case("an exact 0 in x", "squares", (0.0, 2.0)),
    gradient_case(
        "a square array", "waves", np.linspace(-1.0, 2.0, 9).tolist(), shape=(3, 3)
    ),
    gradient_case("one element, wrong", "squares", (0.0, 2.0), (1.0, 0.999)),
    *(
        gradient_case(
            f"shape {shape}{', wrong' if wrong else ''}",
            "squares",
            np.linspace(-1.3, 1.7, int(np.prod(shape))).tolist(),
            OFF if wrong else 1.0,
            shape=shape,
        )
        for shape, wrong in zip(SHAPES, cycle((False, True)), strict=False)
    ),
    Corner("example 1", example_with([2.0, -6.0]), passes),
    Corner("example 2", example_with([2.0, 6.0]), passes),
)
TOLERATED = (
    gradient_case("tolerance 0", "flat", FOUR, 1.0, 0.0),
    gradient_case("tolerance 0, wrong", "squares", FOUR, 1.1, 0.0),
    gradient_case("a tolerance above 1", "squares", FOUR, -1.0, 2.0),
    gradient_case("a tolerance above 1 and a NaN", "squares", FOUR, NAN, 2.0),
    gradient_case("a tolerance of 1e-8", "squares", FOUR, 1.0 + 2e-7, 1e-8),
)
