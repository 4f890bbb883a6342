"""How the exercises of chapter 07 are judged: at the first, second and tenth step."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi
from typing import Any

import numpy as np

from autograder.checks.draw import sizes
from autograder.checks.model import Args, Chapter, Check, Part
from solutions import Array
from solutions.optimizers import (
    adam_step,
    adamw_step,
    learning_rate_schedule,
    momentum_step,
    nesterov_step,
    rmsprop_step,
)

State = dict[str, Any]
Draw = Callable[[np.random.Generator], Args]
Remember = Callable[..., State]


def mean_of_past(past: list[Array], keep: float) -> Array:
    """Weigh the past, the latest 1 - keep, each earlier one `keep` times as much."""
    weights = [(1.0 - keep) * keep**age for age in range(len(past))][::-1]
    return np.tensordot(weights, np.array(past), axes=1)


def velocity(past: list[Array], eta: float, mu: float) -> State:
    """Give the state of momentum and of Nesterov after these gradients."""
    return {"v": -eta * mean_of_past(past, mu) / (1.0 - mu)}


def mean_square(past: list[Array], eta: float, beta: float, eps: float) -> State:
    """Give the state of RMSprop after these gradients."""
    return {"s": mean_of_past([g**2 for g in past], beta)}


def both_means(past: list[Array], *rates: float) -> State:
    """Give the state of Adam after these gradients; the betas stand before eps."""
    *_, beta1, beta2, _ = rates
    return {
        "t": len(past),
        "m": mean_of_past(past, beta1),
        "v": mean_of_past([g**2 for g in past], beta2),
    }


def one_rate(rng: np.random.Generator) -> tuple[float, ...]:
    """Draw eta and mu."""
    return float(rng.uniform(0.01, 0.3)), float(rng.uniform(0.5, 0.95))


def rate_and_eps(rng: np.random.Generator) -> tuple[float, ...]:
    """Draw eta, beta and an eps so large that it shows where it stands."""
    return *one_rate(rng), float(rng.uniform(0.02, 0.2))


def two_rates(rng: np.random.Generator) -> tuple[float, ...]:
    """Draw eta, beta1, beta2 and eps."""
    eta, beta1, eps = rate_and_eps(rng)
    return eta, beta1, float(rng.uniform(0.6, 0.98)), eps


def with_decay(rng: np.random.Generator) -> tuple[float, ...]:
    """Draw eta, lmbda, beta1, beta2 and eps."""
    eta, *betas = two_rates(rng)
    return eta, float(rng.uniform(0.01, 0.2)), *betas


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


def _moved(state: State, key: str, keep: float, share: float, new: Array) -> Array:
    """Keep a part of what is remembered under the key, and add a share of the new."""
    return keep * state[key] + share * new if state else share * new


def momentum(theta: Array, grad: Array, state: State, eta: float, mu: float) -> Any:
    """Take the step of momentum: the sum of the gradients with their ages."""
    v = _moved(state, "v", mu, -eta, grad)
    return theta + v, {"v": v}


def nesterov(theta: Array, grad: Array, state: State, eta: float, mu: float) -> Any:
    """Take Nesterov's step by way of the point that does not look ahead."""
    ahead = mu * state["v"] if state else 0.0 * grad
    plain = theta - ahead
    v = ahead - eta * grad
    return plain + v + mu * v, {"v": v}


def rmsprop(
    theta: Array, grad: Array, state: State, eta: float, beta: float, eps: float
) -> Any:
    """Take the step of RMSprop."""
    s = _moved(state, "s", beta, 1.0 - beta, grad * grad)
    return theta - grad / (s**0.5 + eps) * eta, {"s": s}


def adam(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Any:
    """Take the step of Adam."""
    return adamw(theta, grad, state, eta, 0.0, beta1, beta2, eps)


def adamw(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Any:
    """Take the step of AdamW."""
    t = state["t"] + 1 if state else 1
    m = _moved(state, "m", beta1, 1.0 - beta1, grad)
    v = _moved(state, "v", beta2, 1.0 - beta2, grad * grad)
    # The weights that the mean has given away so far: what it is divided by.
    given1, given2 = (
        sum((1.0 - beta) * beta**age for age in range(t)) for beta in (beta1, beta2)
    )
    size = (v / given2) ** 0.5 + eps
    return (1.0 - lmbda) * theta - eta / given1 * m / size, {"t": t, "m": m, "v": v}


def on_the_way(phase: str) -> Callable[..., Args]:
    """Make a sampler for ``learning_rate_schedule``.

    Parameters
    ----------
    phase : {'up', 'down'}
        The warm-up, or what follows it.

    Returns
    -------
    callable
        Draws t, peak, warmup, total and floor.
    """

    def draw(rng: np.random.Generator, kind: str = "inside") -> Args:
        warmup = 0 if kind == "no warm-up" else int(rng.integers(5, 20))
        total = warmup + int(rng.integers(20, 60))
        low, high = (1, warmup - 1) if phase == "up" else (warmup + 1, total - 1)
        t = int(rng.integers(low, high + 1))
        t = {"at the peak": warmup, "at the end": total}.get(kind, t)
        if kind == "after the end":
            t = total + int(rng.integers(1, total))
        peak = float(rng.uniform(0.1, 2.0))
        return t, peak, warmup, total, peak * float(rng.uniform(0.01, 0.2))

    return draw


def scheduled(t: int, peak: float, warmup: int, total: int, floor: float) -> float:
    """Give the learning rate as a mean of its two ends, weighed along the cosine."""
    if t > warmup:
        share = (1.0 - cos(pi * (min(t, total) - warmup) / (total - warmup))) / 2.0
        return (1.0 - share) * peak + share * floor
    return peak / warmup * t


def at_three_steps(
    oracle: Callable[..., Any], rates: Callable[..., Any], remember: Remember
) -> tuple[Part, ...]:
    """Make the parts that every optimizer has."""
    steps = (("the first step", 1, 1), ("the second step", 2, 1))
    return tuple(
        Part(words, points, step(t, rates, remember), oracle)
        for words, t, points in (*steps, ("the tenth step", 10, 2))
    )


CHAPTER = Chapter(
    number="07",
    module="optimizers",
    title="Optimizer variants",
    checks=(
        Check(momentum_step, at_three_steps(momentum, one_rate, velocity)),
        Check(nesterov_step, at_three_steps(nesterov, one_rate, velocity)),
        Check(rmsprop_step, at_three_steps(rmsprop, rate_and_eps, mean_square)),
        Check(adam_step, at_three_steps(adam, two_rates, both_means)),
        Check(adamw_step, at_three_steps(adamw, with_decay, both_means)),
        Check(
            learning_rate_schedule,
            (
                Part(
                    "the warm-up",
                    1,
                    on_the_way("up"),
                    scheduled,
                    kinds=("inside", "inside", "at the peak"),
                ),
                Part(
                    "the cosine and its end",
                    2,
                    on_the_way("down"),
                    scheduled,
                    kinds=(
                        "inside",
                        "inside",
                        "at the end",
                        "after the end",
                        "no warm-up",
                    ),
                ),
            ),
        ),
    ),
    answers={"why_adam_corrects_its_bias": 2.0},
)
