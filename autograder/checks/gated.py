"""The gated unit: what its exercises are given, and what is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checks.draw import sizes
from autograder.checks.model import Args
from autograder.checks.neuron import squashed
from autograder.oracle import central_difference
from solutions import Array
from solutions.recurrence import (
    gru_step,
)

Gates = dict[str, Array]
GATES = ("r", "z", "n")


def draw_gated(
    rng: np.random.Generator, given: Mapping[str, Any] | None = None, scale: float = 1.0
) -> Args:
    """Draw what ``gru_step`` takes: x, h, W, U and b."""
    N, n_x, n_h = (
        sizes(rng, 3, 2, 6)
        if given is None
        else (given[a] for a in ("N", "n_x", "n_h"))
    )
    return (
        scale * rng.normal(size=(N, n_x)),
        scale * rng.normal(size=(N, n_h)),
        {gate: rng.normal(size=(n_h, n_x)) / np.sqrt(n_x) for gate in GATES},
        {gate: rng.normal(size=(n_h, n_h)) / np.sqrt(n_h) for gate in GATES},
        {gate: 0.5 * rng.normal(size=n_h) for gate in GATES},
    )


def gated(
    x: Array, h: Array, W: Gates, U: Gates, b: Gates
) -> tuple[Array, dict[str, Array]]:
    """Take the step of the gated unit, as a move from the old state to the new one."""
    at = {g: np.einsum("jk,ik->ij", W[g], x) + b[g] for g in GATES}
    memory = {g: np.einsum("jk,ik->ij", U[g], h) for g in GATES}
    r, z = (squashed(at[g] + memory[g]) for g in "rz")
    n = np.tanh(at["n"] + r * memory["n"])
    return n + z * (h - n), {"r": r, "z": z, "u": memory["n"], "n": n}


def draw_gated_run(
    rng: np.random.Generator, given: Mapping[str, Any] | None = None, scale: float = 1.0
) -> Args:
    """Draw what ``gru_step_backward`` takes."""
    x, h, W, U, b = draw_gated(rng, given, scale)
    return rng.normal(size=h.shape), x, h, gru_step(x, h, W, U, b)[1], W, U


def gated_in_balance(rng: np.random.Generator) -> Args:
    """Draw a step whose input and state are large, and whose gates are not at an end.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    tuple
        The arguments of ``gru_step_backward``.
    """
    x, h, W, U, b = draw_gated(rng)
    x, h = 1000.0 * x, 1000.0 * h
    W, U = ({gate: w / 1000.0 for gate, w in part.items()} for part in (W, U))
    return rng.normal(size=h.shape), x, h, gru_step(x, h, W, U, b)[1], W, U


def gated_nearly_shut(rng: np.random.Generator) -> Args:
    """Draw a step where hardly anything is let through of a state that says much.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    tuple
        The arguments of ``gru_step_backward``; the u that is kept is in the thousands.
    """
    x, h, W, U, b = draw_gated(rng)
    U = {**U, "r": U["r"] / 10.0, "n": 4000.0 * U["n"]}
    b = {**b, "r": b["r"] - 12.0}
    return rng.normal(size=h.shape), x, h, gru_step(x, h, W, U, b)[1], W, U


def biases(x: Array, h: Array, kept: Gates, W: Gates, U: Gates) -> Gates:
    """Read the biases of a gated unit off what it kept."""
    r, z, u, n = (kept[name] for name in "rzun")
    whole = {
        "r": np.log(r) - np.log1p(-r) - h @ U["r"].T,
        "z": np.log(z) - np.log1p(-z) - h @ U["z"].T,
        "n": np.arctanh(n) - r * u,
    }
    return {g: (whole[g] - x @ W[g].T).mean(axis=0) for g in GATES}


def gated_by_trying(place: int) -> Callable[..., Any]:
    """Give one slope of ``gru_step_backward`` by differences."""

    def oracle(
        dh_new: Array, x: Array, h: Array, kept: Gates, W: Gates, U: Gates
    ) -> Any:
        step = [x, h, W, U, biases(x, h, kept, W, U)]

        def cost(value: Any) -> float:
            moved: Any = [*step[:place], value, *step[place + 1 :]]
            return float(np.sum(dh_new * gated(*moved)[0]))

        return central_difference(cost, step[place])

    return oracle


def unit_by_unit(
    dh_new: Array, x: Array, h: Array, kept: Gates, W: Gates, U: Gates
) -> tuple[Any, ...]:
    """Follow the four ways of the state, example by example, by Jacobians."""
    r, z, u, n = (kept[name] for name in "rzun")
    N, n_h = h.shape
    dx, dh = np.zeros_like(x), np.zeros_like(h)
    dW = {g: np.zeros_like(W[g]) for g in GATES}
    dU = {g: np.zeros_like(U[g]) for g in GATES}
    db = {g: np.zeros(n_h) for g in GATES}
    for i in range(N):
        into_n = np.diag((1.0 - z[i]) * (1.0 - n[i] ** 2))
        ways = {
            "r": into_n * u[i] * r[i] * (1.0 - r[i]),
            "z": np.diag((h[i] - n[i]) * z[i] * (1.0 - z[i])),
            "n": into_n,
        }
        dh[i] = dh_new[i] * z[i]
        for g, way in ways.items():
            error = dh_new[i] @ way
            asked = error * r[i] if g == "n" else error
            dx[i] += W[g].T @ error
            dh[i] += U[g].T @ asked
            dW[g] += np.outer(error, x[i])
            dU[g] += np.outer(asked, h[i])
            db[g] += error
    return dx, dh, dW, dU, db
