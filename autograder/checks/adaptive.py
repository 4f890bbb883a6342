"""How the exercises of chapter 09 are judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import cos, pi
from typing import Any

import numpy as np

from autograder.checks.corners import FINE, examples, fixed
from autograder.checks.domain import Domain, Floats, Given, Parameter, Rate
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
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> Any:
    """Take the step of RMSprop."""
    s = moved(state, "s", beta, 1.0 - beta, grad * grad)
    return theta - grad / (s**0.5 + eps) * eta, {"s": s}


def adam(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> Any:
    """Take the step of Adam."""
    return adamw(theta, grad, state, eta, 0.0, beta1, beta2, eps)


def adamw(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
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


def scheduled(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> float:
    """Give the learning rate as a mean of its two ends, weighed along the cosine."""
    if t > warmup:
        share = (1.0 - cos(pi * (min(t, total) - warmup) / (total - warmup))) / 2.0
        return (1.0 - share) * peak + share * floor
    return peak / warmup * t


# What every optimizer of this chapter takes.
STEP: dict[str, Parameter] = {
    "theta": Floats("..."),
    "grad": Floats("..."),
    "state": Given(),
    "eta": Rate(),
}
BETAS: dict[str, Parameter] = {
    "beta1": Rate(share=True),
    "beta2": Rate(share=True),
    "eps": Rate(),
}
LATE = {
    **STATES,
    "after the tenth step": lambda a: a["state"]["t"] >= 10,
}
RMSPROP = Domain(STATES, **STEP, beta=Rate(share=True), eps=Rate())
ADAM = Domain(LATE, **STEP, **BETAS)
ADAMW = Domain(LATE, **STEP, lmbda=Rate(share=True), **BETAS)

SCHEDULE = Domain(
    edges={
        "t = 1": lambda a: a["t"] == 1,
        "t = warmup": lambda a: a["t"] == a["warmup"],
        "t = warmup + 1": lambda a: a["t"] == a["warmup"] + 1 > 1,
        "t = total": lambda a: a["t"] == a["total"],
        "t > total": lambda a: a["t"] > a["total"],
        "t far beyond total": lambda a: a["t"] >= 2 * a["total"],
        "warmup = 0 and t = 1": lambda a: a["warmup"] == 0 and a["t"] == 1,
        "warmup = 0 on the way": lambda a: a["warmup"] == 0 and 1 < a["t"] < a["total"],
        "warmup = 0 at the end": lambda a: a["warmup"] == 0 and a["t"] == a["total"],
        "warmup = 1": lambda a: a["warmup"] == 1,
        "a cosine of one step": lambda a: a["total"] == a["warmup"] + 1,
        "warm-up below the floor": lambda a: (
            a["t"] < a["warmup"] and a["peak"] * a["t"] / a["warmup"] < a["floor"]
        ),
        "floor at 0": lambda a: a["floor"] == 0,
        "floor = peak": lambda a: a["floor"] == a["peak"],
    },
    t=Given(),
    peak=Rate(),
    warmup=Given(),
    total=Given(),
    floor=Given(),
)


def at_times(*times: tuple[str, tuple[Any, ...]]) -> tuple[Corner, ...]:
    """Make corners of the schedule, with these arguments."""
    return tuple(
        Corner(words, partial(fixed, args), scheduled, FINE) for words, args in times
    )


WARMING_UP = at_times(
    ("t = 1", (1, 0.5, 8, 20, 0.01)),
    ("warmup = 1", (1, 0.5, 1, 20, 0.01)),
    ("a warm-up below the floor", (1, 0.5, 10, 20, 0.2)),
    ("floor = peak", (3, 0.5, 6, 20, 0.5)),
    ("floor left out", (3, 0.5, 6, 20)),
    ("a small peak", (3, 3e-5, 6, 20, 1e-6)),
)
COOLING_DOWN = at_times(
    ("t = warmup + 1", (7, 0.5, 6, 20, 0.1)),
    ("t = total", (20, 0.5, 6, 20, 0.1)),
    ("t far beyond total", (55, 0.5, 6, 20, 0.1)),
    ("t = total + 1", (21, 0.5, 6, 20, 0.1)),
    ("no warm-up and t = 1", (1, 0.5, 0, 10, 0.1)),
    ("no warm-up on the way", (4, 0.5, 0, 10, 0.1)),
    ("no warm-up at the end", (10, 0.5, 0, 10, 0.1)),
    ("no warm-up after the end", (12, 0.5, 0, 10, 0.1)),
    ("a cosine of one step", (7, 0.5, 6, 7, 0.1)),
    ("floor = peak on the way", (12, 0.5, 6, 20, 0.5)),
    ("floor 0", (12, 0.5, 6, 20, 0.0)),
    ("floor left out on the way", (12, 0.5, 6, 20)),
    ("floor left out after the end", (25, 0.5, 6, 20)),
    ("a large peak", (12, 3.0, 6, 20, 2.0)),
)

CHAPTER = Chapter(
    number="09",
    module="adaptive",
    title="Adaptive rates",
    checks=(
        *(
            Check(
                function,
                at_three_steps(
                    oracle,
                    rates,
                    remember,
                    corners_of_steps(domain, function, oracle, remember),
                ),
                version=2,
                domain=domain,
                fresh=True,
            )
            for function, oracle, rates, remember, domain in (
                (rmsprop_step, rmsprop, rate_and_eps, mean_square, RMSPROP),
                (adam_step, adam, two_rates, both_means, ADAM),
                (adamw_step, adamw, with_decay, both_means, ADAMW),
            )
        ),
        Check(
            learning_rate_schedule,
            (
                Part(
                    "the warm-up",
                    1,
                    on_the_way("up"),
                    scheduled,
                    kinds=("inside", "inside", "at the peak"),
                    corners=WARMING_UP,
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
                    corners=(*COOLING_DOWN, *examples(learning_rate_schedule)),
                ),
            ),
            version=2,
            domain=SCHEDULE,
        ),
    ),
    answers={"why_adam_corrects_its_bias": 2.0},
)
