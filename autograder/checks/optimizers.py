"""How optimizers are judged: at the first, second and tenth step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.draw import sizes
from autograder.checks.model import Args, Part
from solutions import Array

State = dict[str, Any]
Draw = Callable[[np.random.Generator], Args]
Remember = Callable[..., State]


def mean_of_past(past: list[Array], keep: float) -> Array:
    """Weigh the past, the latest 1 - keep, each earlier one `keep` times as much."""
    weights = [(1.0 - keep) * keep**age for age in range(len(past))][::-1]
    return np.tensordot(weights, np.array(past), axes=1)


def one_rate(rng: np.random.Generator) -> tuple[float, ...]:
    """Draw eta and mu."""
    return float(rng.uniform(0.01, 0.3)), float(rng.uniform(0.5, 0.95))


def step(
    t: int, rates: Callable[[np.random.Generator], Any], remember: Remember
) -> Draw:
    """Make a sampler for step t of an optimizer.

    Parameters
    ----------
    t : int
        Which step; the state is that of t - 1 steps, each with a gradient of its own.
    rates : callable
        Draws the hyperparameters.
    remember : callable
        Gives the state after a list of gradients.

    Returns
    -------
    callable
        Draws theta, grad, state and the hyperparameters.
    """

    def draw(rng: np.random.Generator) -> Args:
        shape = sizes(rng, int(rng.integers(1, 3)))
        *past, grad = (rng.normal(0.0, 1.0, shape) for _ in range(t))
        drawn = rates(rng)
        state = remember(past, *drawn) if past else {}
        return rng.normal(0.0, 1.0, shape), grad, state, *drawn

    return draw


def moved(state: State, key: str, keep: float, share: float, new: Array) -> Array:
    """Keep a part of what is remembered under the key, and add a share of the new."""
    return keep * state[key] + share * new if state else share * new


def at_three_steps(
    oracle: Callable[..., Any], rates: Callable[..., Any], remember: Remember
) -> tuple[Part, ...]:
    """Make the parts that every optimizer has."""
    steps = (("the first step", 1, 1), ("the second step", 2, 1))
    return tuple(
        Part(words, points, step(t, rates, remember), oracle)
        for words, t, points in (*steps, ("the tenth step", 10, 2))
    )
