"""Gradients in sixteen bits, and what a loss scale does with them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.domain import Domain, Given
from autograder.checks.draw import sizes
from autograder.checks.model import Args

LAST_OF_A_ROW = (
    "a step that doubles the scale",
    "an overflow at the end of a row",
    "growth 1",
)


def draw_scaled(rng: np.random.Generator, kind: str = "good") -> Args:
    """Draw what ``loss_scale_step`` takes.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    kind : str
        'good': a step like any other; 'grown': the last one before a doubling; or a
        corner in words.

    Returns
    -------
    tuple
        The arguments.
    """
    shape = sizes(rng, 1 if kind == "one axis" else 2, 2, 5)
    scale = 2.0 ** int(rng.integers(3, 12))
    growth = int(rng.integers(3, 9))
    good = int(rng.integers(0, growth - 1))
    grad = (rng.normal(size=shape) * scale / 8.0).astype(np.float16)
    spoilt = {"an infinite slope": np.inf, "minus infinity": -np.inf, "NaN": np.nan}
    if kind in spoilt:
        grad.flat[int(rng.integers(grad.size))] = spoilt[kind]
    if kind in ("grown", *LAST_OF_A_ROW):
        growth = 1 if kind == "growth 1" else growth
        good = growth - 1
    if kind == "the step before the scale doubles":
        good = growth - 2
    if kind == "more good steps than growth":
        good = growth + int(rng.integers(0, 3))
    if kind == "an overflow at the end of a row":
        grad.flat[0] = np.inf
    if kind == "zeros":
        grad[:] = 0.0
    if kind == "the smallest number":
        grad = (2.0**-24 * rng.integers(1, 9, shape)).astype(np.float16)
        grad.flat[0] = 2.0**-24
    if kind == "the largest number":
        grad.flat[0] = 65504.0
    if kind == "scale 1":
        scale = 1.0
    if kind in ("a large scale", "a small scale"):
        scale = 2.0**30 if kind == "a large scale" else 2.0**-20
        good = growth - 1 if kind == "a large scale" else good
    if kind == "a small scale that overflowed":
        scale, grad.flat[-1] = 2.0**-20, np.inf
    if kind == "large numbers that add up to more":
        grad[:] = 40000.0
    return grad, scale, good, growth


def in_words(grad: Any, scale: float, good: int, growth: int) -> tuple[Any, ...]:
    """Say what becomes of a step, case by case."""
    if any(not np.isfinite(float(g)) for g in grad.ravel()):
        return None, scale * 0.5, 0
    slope = np.array([float(g) / scale for g in grad.ravel()]).reshape(grad.shape)
    row = good + 1
    return (slope, scale * 2.0, 0) if row >= growth else (slope, scale, row)


# The first corner that is wrong is the one named: what is common comes first.
SCALINGS = (
    "a step that doubles the scale",
    "the step before the scale doubles",
    "an infinite slope",
    "minus infinity",
    "NaN",
    "an overflow at the end of a row",
    "growth 1",
    "more good steps than growth",
    "zeros",
    "the smallest number",
    "the largest number",
    "scale 1",
    "a large scale",
    "a small scale",
    "a small scale that overflowed",
    "large numbers that add up to more",
    "one axis",
)


SCALED = Domain(
    {
        "an infinite slope": lambda a: bool((a["grad"] == np.inf).any()),
        "minus infinity": lambda a: bool((a["grad"] == -np.inf).any()),
        "NaN": lambda a: bool(np.isnan(a["grad"]).any()),
        "the last of a row": lambda a: (
            a["good"] + 1 == a["growth"] and bool(np.isfinite(a["grad"]).all())
        ),
        "the last but one of a row": lambda a: a["good"] + 2 == a["growth"],
        "an overflow at the end of a row": lambda a: (
            a["good"] + 1 == a["growth"] and not np.isfinite(a["grad"]).all()
        ),
        "growth 1": lambda a: a["growth"] == 1,
        "more good steps than growth": lambda a: a["good"] >= a["growth"],
        "zeros": lambda a: not a["grad"].any(),
        "the smallest number": lambda a: bool((a["grad"] == 2.0**-24).any()),
        "the largest number": lambda a: bool((a["grad"] == 65504.0).any()),
        "scale 1": lambda a: a["scale"] == 1.0,
        "a large scale": lambda a: a["scale"] > 2.0**25,
        "a small scale": lambda a: a["scale"] < 2.0**-15,
        "large numbers that add up to more": lambda a: bool(
            65504.0 < np.sum(a["grad"], dtype=float) < np.inf
        ),
        "one axis": lambda a: a["grad"].ndim == 1,
    },
    grad=Given(),
    scale=Given(),
    good=Given(),
    growth=Given(),
)
