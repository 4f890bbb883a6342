"""How the exercises of chapter 08 are judged."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.checks.corners import examples
from autograder.checks.domain import Domain, Floats, Given, Rate
from autograder.checks.model import Args, Chapter, Check, Corner, Part
from autograder.checks.optimizers import (
    STATES,
    State,
    at_three_steps,
    corners_of_steps,
    mean_of_past,
    moved,
    one_rate,
)
from solutions import Array
from solutions.momentum import best_rate_and_momentum, momentum_step, nesterov_step


def velocity(past: list[Array], eta: float, mu: float) -> State:
    """Give the state of momentum and of Nesterov after these gradients."""
    return {"v": -eta * mean_of_past(past, mu) / (1.0 - mu)}


def momentum(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> Any:
    """Take the step of momentum: the sum of the gradients with their ages."""
    v = moved(state, "v", mu, -eta, grad)
    return theta + v, {"v": v}


def nesterov(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> Any:
    """Take Nesterov's step by way of the point that does not look ahead."""
    ahead = mu * state["v"] if state else 0.0 * grad
    plain = theta - ahead
    v = ahead - eta * grad
    return plain + v + mu * v, {"v": v}


def two_curvatures(rng: np.random.Generator) -> Args:
    """Draw the smallest and the largest curvature of a bowl."""
    low = float(rng.uniform(0.2, 5.0))
    return low, low * float(rng.uniform(2.0, 80.0))


def meet(h_min: float, h_max: float) -> tuple[float, float]:
    """Solve the two conditions: the one gives eta, the other then the root of mu."""
    eta = (2.0 / (h_min**0.5 + h_max**0.5)) ** 2
    return eta, (1.0 - (eta * h_min) ** 0.5) ** 2


def one_of_both(piece: int, h_min: float, h_max: float) -> float:
    """Give the learning rate, or the momentum."""
    return meet(h_min, h_max)[piece]


def always(bowl: Args, rng: np.random.Generator) -> Args:
    """Give the same bowl, whatever is drawn."""
    return bowl


CURVATURES = Domain(
    {
        "h_min = h_max": lambda a: a["h_min"] == a["h_max"],
        "h_max / h_min of a million": lambda a: a["h_max"] / a["h_min"] >= 1e6,
        "both small": lambda a: a["h_max"] <= 1e-5,
        "both large": lambda a: a["h_min"] >= 1000.0,
        "nearly equal": lambda a: 0 < a["h_max"] / a["h_min"] - 1 < 1e-2,
        "both tiny": lambda a: a["h_max"] < 1e-9 and a["h_max"] > a["h_min"],
        "h_max / h_min of a trillion": lambda a: a["h_max"] / a["h_min"] >= 1e12,
    },
    h_min=Given(),
    h_max=Given(),
)
BOWLS: dict[str, Args] = {
    "equal curvatures": (3.0, 3.0),
    "a valley of a million to one": (0.02, 30_000.0),
    "small curvatures": (2e-6, 9e-6),
    "large curvatures": (2e3, 5e4),
    "curvatures that hardly differ": (3.0, 3.009),
    "tiny curvatures": (2e-12, 9e-12),
    "a valley of a trillion to one": (0.02, 3e10),
}
AT_BOWLS = tuple(
    Corner(words, partial(always, bowl), meet) for words, bowl in BOWLS.items()
) + examples(best_rate_and_momentum)
RATES = Domain(
    edges=STATES,
    theta=Floats("..."),
    grad=Floats("..."),
    state=Given(),
    eta=Rate(),
    mu=Rate(share=True),
)

CHAPTER = Chapter(
    number="08",
    module="momentum",
    title="Momentum",
    checks=(
        *(
            Check(
                function,
                at_three_steps(
                    oracle,
                    one_rate,
                    velocity,
                    corners_of_steps(RATES, function, oracle, velocity),
                ),
                version=2,
                domain=RATES,
                fresh=True,
            )
            for function, oracle in (
                (momentum_step, momentum),
                (nesterov_step, nesterov),
            )
        ),
        Check(
            best_rate_and_momentum,
            tuple(
                Part(
                    words,
                    2,
                    two_curvatures,
                    partial(one_of_both, piece),
                    piece=piece,
                    corners=AT_BOWLS,
                )
                for piece, words in enumerate(("the learning rate", "the momentum"))
            ),
            domain=CURVATURES,
        ),
    ),
    answers={"does_momentum_avoid_minima": 2.0},
)
