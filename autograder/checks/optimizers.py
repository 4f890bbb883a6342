"""How optimizers are judged: at the first, second and tenth step."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.corners import FINE, Stratum, examples
from autograder.checks.domain import ANY, SHAPES, STRATA, Domain, Named
from autograder.checks.draw import sizes
from autograder.checks.model import Args, Corner, Part
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
    oracle: Callable[..., Any],
    rates: Callable[..., Any],
    remember: Remember,
    more: tuple[tuple[Corner, ...], tuple[Corner, ...], tuple[Corner, ...]],
) -> tuple[Part, ...]:
    """Make the parts that every optimizer has, with the corners of each step."""
    steps = (("the first step", 1, 1), ("the second step", 2, 1))
    return tuple(
        Part(words, points, step(t, rates, remember), oracle, corners=corners)
        for (words, t, points), corners in zip(
            (*steps, ("the tenth step", 10, 2)), more, strict=True
        )
    )


def corners_of_steps(
    domain: Domain,
    function: Callable[..., Any],
    oracle: Callable[..., Any],
    remember: Remember,
) -> tuple[tuple[Corner, ...], tuple[Corner, ...], tuple[Corner, ...]]:
    """Make the corners of an optimizer, for each of its three parts.

    Parameters
    ----------
    domain : Domain
        The table of its parameters, theta, grad and state the first of them.
    function : callable
        The reference, for the examples in its docstring.
    oracle : callable
        Takes the step in other words.
    remember : callable
        Gives the state after a list of gradients.

    Returns
    -------
    first, second, later : tuple of Corner
        The first step of each kind of numbers; the second step of each shape and each
        kind of numbers; late steps, and what is left to its default.
    """

    def at(
        words: str, t: int, shape: tuple[int, ...], stratum: Stratum, cut: int = 0
    ) -> Corner:
        close = FINE if stratum == "small numbers" else None
        draw = partial(_at_step, domain, remember, t, shape, stratum, cut)
        return Corner(words, draw, oracle, close)

    first = tuple(at(stratum, 1, (3, 2), stratum) for stratum in STRATA)
    shapes = tuple(at(f"shape {shape}", 2, shape, "") for shape in SHAPES)
    values = (
        *(at(stratum, 2, (3, 2), stratum) for stratum in STRATA),
        at(
            "small gradients",
            2,
            (3, 2),
            {"grad": "small numbers", "eps": "small numbers"},
        ),
    )
    parameters = inspect.signature(function).parameters.values()
    defaults = sum(p.default is not inspect.Parameter.empty for p in parameters)
    late = (
        at("the default rates", 2, (3,), "", defaults),
        at("a late step", 12, (3,), ""),
        at("the default rates of a late step", 40, (2,), "", defaults),
    )
    return (*first, *examples(function)), (*shapes, *values), late


def _at_step(
    domain: Domain,
    remember: Remember,
    t: int,
    shape: tuple[int, ...],
    stratum: Stratum,
    cut: int,
    rng: np.random.Generator,
) -> Args:
    """Draw step t with numbers of one kind; the last rates may be left out."""
    theta, grad, _, *rates = domain.make(rng, {ANY: shape}, stratum, state={})
    before = "" if stratum == STRATA[0] else stratum  # a past without zeros shows more
    past = [domain.make(rng, {ANY: shape}, before, state={})[1] for _ in range(t - 1)]
    defaults = [DEFAULTS[name] for name in list(domain.parameters)[3:]]
    if cut:
        rates[-cut:] = defaults[-cut:]
    state = remember(past, *rates) if past else {}
    return theta, grad, state, *(rates[:-cut] if cut else rates)


# As the statements say, for the state that steps with them have left.
DEFAULTS = {"mu": 0.9, "beta": 0.9, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
DEFAULTS |= {"eta": np.nan, "lmbda": np.nan}

STATES: dict[str, Callable[[Named], bool]] = {
    "the first step": lambda a: not a["state"],
    "a later step": lambda a: bool(a["state"]),
}
