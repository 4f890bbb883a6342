"""How ``tent`` is judged: by what the network answers, since many weights are right."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.checks.corners import examples
from autograder.checks.domain import Domain, Given, Named
from autograder.checks.model import Args, Check, Corner, Part
from course.codec import Property
from solutions.forward import tent


def draw_tent(rng: np.random.Generator) -> Args:
    """Draw the three corners of a tent whose two sides are not equally steep."""
    left = float(rng.uniform(-4.0, 4.0))
    rise = float(rng.uniform(0.5, 3.0))
    fall = rise * float(rng.choice([rng.uniform(0.3, 0.7), rng.uniform(1.5, 3.0)]))
    return left, left + rise, left + rise + fall


def a_tent(left: float, peak: float, right: float) -> Property:
    """Ask for any network with these answers."""
    return Property("a tent")


def _fixed(args: Args, rng: np.random.Generator) -> Args:
    return args


def _sides(a: Named) -> tuple[float, float]:
    return a["peak"] - a["left"], a["right"] - a["peak"]


TENTS: dict[str, Args] = {
    "left = 0": (0.0, 2.0, 5.0),
    "peak = 0": (-2.0, 0.0, 1.0),
    "right = 0": (-4.0, -3.0, 0.0),
    "two equal sides": (1.0, 3.0, 5.0),
    "whole numbers": (0, 1, 2),
    "a narrow tent": (1.0, 1.001, 1.003),
    "a tent as narrow as a hair": (0.0, 1e-6, 3e-6),
    "a wide tent": (-1000.0, 500.0, 1000.0),
    "a tent a million wide": (-1e6, 0.0, 2e6),
    "all to the left of 0": (-7.0, -5.0, -4.0),
}
DOMAIN = Domain(
    edges={
        "left = 0": lambda a: a["left"] == 0,
        "peak = 0": lambda a: a["peak"] == 0,
        "right = 0": lambda a: a["right"] == 0,
        "two equal sides": lambda a: _sides(a)[0] == _sides(a)[1],
        "whole numbers": lambda a: all(type(v) is int for v in a.values()),
        "a narrow tent": lambda a: max(_sides(a)) < 1e-5,
        "a wide tent": lambda a: min(_sides(a)) > 1e5,
        "all to the left of 0": lambda a: a["right"] < 0,
    },
    left=Given(),
    peak=Given(),
    right=Given(),
)

TENT = Check(
    tent,
    (
        Part(
            "a tent with two folds",
            4,
            draw_tent,
            a_tent,
            corners=(
                *(
                    Corner(words, partial(_fixed, args))
                    for words, args in TENTS.items()
                ),
                *(Corner(corner.words, corner.draw) for corner in examples(tent)),
            ),
        ),
    ),
    domain=DOMAIN,
)
