"""How the exercises of chapter 08 are judged."""

from __future__ import annotations

from typing import Any

from autograder.checks.model import Chapter, Check
from autograder.checks.optimizers import (
    State,
    at_three_steps,
    mean_of_past,
    moved,
    one_rate,
)
from solutions import Array
from solutions.momentum import momentum_step, nesterov_step


def velocity(past: list[Array], eta: float, mu: float) -> State:
    """Give the state of momentum and of Nesterov after these gradients."""
    return {"v": -eta * mean_of_past(past, mu) / (1.0 - mu)}


def momentum(theta: Array, grad: Array, state: State, eta: float, mu: float) -> Any:
    """Take the step of momentum: the sum of the gradients with their ages."""
    v = moved(state, "v", mu, -eta, grad)
    return theta + v, {"v": v}


def nesterov(theta: Array, grad: Array, state: State, eta: float, mu: float) -> Any:
    """Take Nesterov's step by way of the point that does not look ahead."""
    ahead = mu * state["v"] if state else 0.0 * grad
    plain = theta - ahead
    v = ahead - eta * grad
    return plain + v + mu * v, {"v": v}


CHAPTER = Chapter(
    number="08",
    module="momentum",
    title="Momentum",
    checks=(
        Check(momentum_step, at_three_steps(momentum, one_rate, velocity)),
        Check(nesterov_step, at_three_steps(nesterov, one_rate, velocity)),
    ),
    answers={"does_momentum_avoid_minima": 2.0},
)
