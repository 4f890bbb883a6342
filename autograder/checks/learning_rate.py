"""How the exercises of chapter 07 are judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from autograder.checks.corners import at_values, corners, examples
from autograder.checks.curvature import CORNERS, CURVATURE
from autograder.checks.domain import Domain, Floats, Given, Named
from autograder.checks.draw import resample
from autograder.checks.loop import new_seed
from autograder.checks.model import Args, Chapter, Check, Corner, Part
from course.codec import Reference, Seed
from course.compare import Tolerance
from solutions import Array
from solutions.learning_rate import (
    curvature_by_power_iteration,
    largest_stable_learning_rate,
    predict_descent,
)

# Differences of a quadratic gradient are exact but for round-off, 1e-16 of it over h.
# After 30 rounds the other directions have shrunk to 0.55**30, and the curvature is off
# by the square of that.
POWER = Tolerance(rtol=1e-7, atol=1e-12)
CALLS = 400  # 60 are enough; there is room for more rounds


def descent(rng: np.random.Generator, kind: str = "forward") -> Args:
    """Draw a bowl and a walk on it: eta, lmbda, theta0, t.

    The factors lie between -1.3 and 0.9, away from 0, and each walk has one that is
    negative.
    """
    n, eta = int(rng.integers(3, 12)), float(rng.uniform(0.1, 0.6))
    factors = rng.uniform(0.3, 0.9, n)
    factors[0] = -rng.uniform(0.3, 1.3)
    t = {"no step": 0, "one step": 1}.get(kind, int(rng.integers(3, 12)))
    if kind == "backward":
        t = -int(rng.integers(3, 7))
    return eta, (1.0 - factors) / eta, rng.uniform(0.5, 3.0, n), t


def walk(eta: float, lmbda: Array, theta0: Array, t: int) -> Array:
    """Take the steps, or undo them."""
    theta = theta0
    for _ in range(t):
        theta = theta - eta * (lmbda * theta)
    for _ in range(-t):
        theta = theta / (1.0 - eta * lmbda)
    return theta


def _has_a_zero(a: Named) -> bool:
    return bool(np.any(1.0 - a["eta"] * a["lmbda"] == 0.0))


def factor_of_zero(t: int, rng: np.random.Generator) -> Args:
    """Draw a walk of t steps that is at the minimum after the first, along one axis."""
    return 0.25, np.array([4.0, 2.0, 12.0]), rng.uniform(0.5, 3.0, 3), t


WALK = Domain(
    {
        "t = 0": lambda a: a["t"] == 0,
        "t = 1": lambda a: a["t"] == 1,
        "t = -1": lambda a: a["t"] == -1,
        "t far below 0": lambda a: a["t"] < -2,
        "a factor of 0, and no step": lambda a: a["t"] == 0 and _has_a_zero(a),
        "a factor of 0, and a step": lambda a: a["t"] > 0 and _has_a_zero(a),
    },
    eta=Floats(low=0.0),
    lmbda=Floats("n"),
    theta0=Floats("n"),
    t=Given(),
)


def one_back(rng: np.random.Generator) -> Args:
    """Draw a walk that goes a single step back."""
    return *descent(rng)[:3], -1


def steepest(target: str) -> Callable[[np.random.Generator], Args]:
    """Make a sampler for ``curvature_by_power_iteration``.

    Parameters
    ----------
    target : str
        What is special: the kind of numbers in theta, its size, the sign of the
        curvature.

    Returns
    -------
    callable
        Draws the gradient of a cost with second and third powers, and a place. There
        the largest curvature is nearly twice the next or more, so that the iteration
        is done after 30 rounds, and it is another one than at 0.
    """

    def draw(rng: np.random.Generator) -> Args:
        n = 1 if target == "n = 1" else int(rng.integers(3, 12))
        kind = target if target.endswith(("0", "numbers")) else ""
        (theta,) = Domain(theta=Floats("n")).make(rng, {"n": n}, kind)
        values = rng.uniform(-0.55, 0.55, n)
        values[0] = 1.0
        most = float(np.abs(theta).max())
        size = rng.uniform(2.0, 6.0) * (most if kind == "small numbers" else most + 1.0)
        size *= -1.0 if target == "curved downwards" else 1.0
        Q, _ = np.linalg.qr(rng.normal(0.0, 1.0, (n, n)))
        H = size * (Q * values @ Q.T)
        gradient = Reference("bent_gradient", ((H + H.T) / 2.0 - np.diag(theta),))
        return gradient, theta, new_seed(rng)

    return draw


def largest_in_size(gradient: Reference, theta: Array, rng: Seed) -> float:
    """Give the eigenvalue of the second derivatives that is largest in size."""
    values = np.linalg.eigvalsh(gradient.given[0] + np.diag(theta))
    return float(values[np.argmax(np.abs(values))])


def steepening(theta: float, rng: np.random.Generator) -> Args:
    """Draw a cost of one parameter whose differences show the step of 0.01."""
    gradient = Reference("steepening_gradient", (float(rng.uniform(0.5, 2.0)), 1e4))
    return gradient, np.array([theta]), new_seed(rng)


def difference_in_words(gradient: Reference, theta: Array, rng: Seed) -> float:
    """Give what a step of 0.01 to either side comes to, in one parameter."""
    if gradient.name == "bent_gradient":
        return largest_in_size(gradient, theta, rng)
    a, c = gradient.given
    return float(a + c * (3.0 * theta[0] ** 2 + 0.01**2))


def rounds(*_: object) -> int:
    """Say how many calls 30 rounds take."""
    return 60


def example_of_power(rng: np.random.Generator) -> Args:
    """Give the bowl of the docstring."""
    bowl = Reference("bent_gradient", (np.diag([3.0, 1.0]),))
    return bowl, np.zeros(2), new_seed(rng)


PLACE = Domain(
    {"curved downwards": lambda a: largest_in_size(**a) < 0
     if a["gradient"].given else False,
     "a step that shows": lambda a: a["gradient"].name == "steepening_gradient",
     "a step that shows, at 0": lambda a: (
         a["gradient"].name == "steepening_gradient" and not a["theta"].any()
     )},
    gradient=Given(), theta=Floats("n"), rng=Given(),
)  # fmt: skip
AT_PLACES = tuple(
    Corner(words, steepest(words), largest_in_size, POWER)
    for words in (
        "n = 1", "an exact 0", "small numbers", "moderate numbers", "large numbers",
    )
)  # fmt: skip


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
            predict_descent,
            (
                Part(
                    "a few steps",
                    2,
                    descent,
                    walk,
                    corners=(
                        *corners(WALK, walk, t=3),
                        *at_values(
                            WALK,
                            walk,
                            {
                                "zeros in lmbda": {"lmbda": "an exact 0"},
                                "small lmbda": {"lmbda": "small numbers"},
                            },
                            t=3,
                        ),
                        *examples(predict_descent),
                        *(
                            Corner(kind, partial(descent, kind=kind), walk)
                            for kind in ("no step", "one step")
                        ),
                        Corner(
                            "a factor of 0, and no step",
                            partial(factor_of_zero, 0),
                            walk,
                        ),
                        Corner(
                            "a factor of 0, and a step",
                            partial(factor_of_zero, 2),
                            walk,
                        ),
                    ),
                ),
                Part(
                    "steps before the start",
                    1,
                    partial(descent, kind="backward"),
                    walk,
                    corners=(Corner("one step before the start", one_back, walk),),
                ),
            ),
            domain=WALK,
        ),
        Check(
            largest_stable_learning_rate,
            (
                Part(
                    "drawn curvatures",
                    2,
                    curvature,
                    lambda H: 2.0 / float(np.linalg.norm(H, 2)),
                    cases=5,
                    corners=CORNERS,
                ),
            ),
            version=3,
            domain=CURVATURE,
        ),
        Check(
            curvature_by_power_iteration,
            (
                Part(
                    "a cost that is no bowl",
                    3,
                    steepest("general"),
                    largest_in_size,
                    POWER,
                    calls=lambda *args: CALLS,
                    fewest=rounds,
                    corners=(
                        *AT_PLACES,
                        *(
                            Corner(
                                words,
                                partial(steepening, theta),
                                difference_in_words,
                                POWER,
                            )
                            for words, theta in (
                                ("a step that shows, at 0", 0.0),
                                ("a step that shows", 0.5),
                                ("a step that shows, far from 0", -30.0),
                            )
                        ),
                        Corner("the example", example_of_power, largest_in_size, POWER),
                    ),
                ),
                Part(
                    "a cost that is most curved downwards",
                    1,
                    steepest("curved downwards"),
                    largest_in_size,
                    POWER,
                    calls=lambda *args: CALLS,
                    fewest=rounds,
                ),
            ),
            domain=PLACE,
            drawn=True,
        ),
    ),
    answers={"what_the_largest_rate_says": 2.0},
)
