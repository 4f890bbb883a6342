"""How the exercises of chapter 07 are judged."""

from __future__ import annotations

import numpy as np

from autograder.checks.draw import resample
from autograder.checks.model import Args, Chapter, Check, Part
from solutions.learning_rate import largest_stable_learning_rate


def curvature(rng: np.random.Generator) -> Args:
    """Draw a symmetric matrix with positive eigenvalues and no zeros in it.

    A solver for any matrix gives them in no order: here the largest is neither first
    nor last, and the smallest not first.
    """

    def draw() -> Args:
        n = int(rng.integers(3, 8))
        Q, _ = np.linalg.qr(rng.normal(0.0, 1.0, (n, n)))
        H = Q * rng.uniform(0.2, 9.0, n) @ Q.T
        return ((H + H.T) / 2.0,)

    def inside(drawn: Args) -> bool:
        values = np.linalg.eigvals(drawn[0])
        largest, smallest = int(np.argmax(values)), int(np.argmin(values))
        return 0 < largest < len(values) - 1 and smallest > 0

    return resample(draw, inside)


CHAPTER = Chapter(
    number="07",
    module="learning_rate",
    title="How far to step",
    checks=(
        Check(
            largest_stable_learning_rate,
            (
                Part(
                    "drawn curvatures",
                    2,
                    curvature,
                    lambda H: 2.0 / float(np.linalg.norm(H, 2)),
                    cases=5,
                ),
            ),
            version=2,
        ),
    ),
    answers={"why_the_flat_directions_wait": 2.0},
)
