"""How the exercises of chapter 09 are judged."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi
from typing import Any

import numpy as np

from autograder.checks.model import Args, Chapter, Check, Part
from autograder.checks.optimizers import (
    State,
    at_three_steps,
    mean_of_past,
    moved,
    one_rate,
)
from solutions import Array
from solutions.adaptive import (
    adam_step,
    adamw_step,
    learning_rate_schedule,
    rmsprop_step,
)


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


def rmsprop(
    theta: Array, grad: Array, state: State, eta: float, beta: float, eps: float
) -> Any:
    """Take the step of RMSprop."""
    s = moved(state, "s", beta, 1.0 - beta, grad * grad)
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
    m = moved(state, "m", beta1, 1.0 - beta1, grad)
    v = moved(state, "v", beta2, 1.0 - beta2, grad * grad)
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


CHAPTER = Chapter(
    number="09",
    module="adaptive",
    title="Adaptive rates",
    checks=(
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
