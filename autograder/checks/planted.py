"""Backward passes with one bug each, planted where it is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks import networks
from autograder.checks.draw import MARGIN, resample, sizes
from autograder.checks.model import Args, Corner
from course.codec import Reference
from solutions import Array
from solutions.deltas import (
    backward,
    bias_gradient,
    hidden_delta,
    output_delta,
    weight_gradient,
)
from solutions.forward import forward
from solutions.losses import mse_gradient

Layers = dict[int, Array]
Step = Callable[..., Array]

EQUATIONS = ("BP1", "BP2", "BP3", "BP4", "none")

# How far off, relative to its own size, a gradient behind a bug is at least; and how
# large every right gradient is at least, so that differences can measure it.
CLEARLY_WRONG = 0.02
AT_ALL_WRONG = 1e-5
LARGE_ENOUGH = 1e-3

RIGHT: dict[str, Step] = {
    "BP1": lambda A, Y, Z, name: output_delta(mse_gradient(A, Y), Z, name),
    "BP2": lambda delta, W, Z, A, name: hidden_delta(delta, W, Z, name),
    "BP3": bias_gradient,
    "BP4": weight_gradient,
}

# The bugs of each equation; each takes a drawn number besides.
BUGS: dict[str, tuple[Callable[..., Array], ...]] = {
    "BP1": (
        lambda f, A, Y, Z, name: f * RIGHT["BP1"](A, Y, Z, name),
        lambda f, A, Y, Z, name: RIGHT["BP1"](Y, A, Z, name),
        lambda f, A, Y, Z, name: mse_gradient(A, Y),
        lambda f, A, Y, Z, name: len(Y) * RIGHT["BP1"](A, Y, Z, name),
        lambda f, A, Y, Z, name: output_delta(mse_gradient(A, Y), A, name),
        lambda f, A, Y, Z, name: output_delta(mse_gradient(Z, Y), Z, name),
        lambda f, A, Y, Z, name: output_delta(A / len(A), Z, name),
    ),
    "BP2": (
        lambda f, delta, W, Z, A, name: f * hidden_delta(delta, W, Z, name),
        lambda f, delta, W, Z, A, name: -hidden_delta(delta, W, Z, name),
        lambda f, delta, W, Z, A, name: delta @ W,
        lambda f, delta, W, Z, A, name: hidden_delta(delta, W, A, name),
        lambda f, delta, W, Z, A, name: hidden_delta(delta, np.abs(W), Z, name),
        lambda f, delta, W, Z, A, name: hidden_delta(delta, W[:, ::-1], Z, name),
        lambda f, delta, W, Z, A, name: hidden_delta(delta[:, ::-1], W, Z, name),
        lambda f, delta, W, Z, A, name: (delta @ W) * A,
    ),
    "BP3": (
        lambda f, delta: f * delta.sum(axis=0),
        lambda f, delta: -delta.sum(axis=0),
        lambda f, delta: delta.mean(axis=0),
        lambda f, delta: delta[0].copy(),
        lambda f, delta: np.abs(delta).sum(axis=0),
        lambda f, delta: np.full(delta.shape[1], delta.sum()),
    ),
    "BP4": (
        lambda f, delta, A: f * delta.T @ A,
        lambda f, delta, A: -delta.T @ A,
        lambda f, delta, A: delta.T @ A / len(A),
        lambda f, delta, A: delta.T @ np.roll(A, 1, axis=0),
        lambda f, delta, A: delta.T @ A[:, ::-1],
        lambda f, delta, A: np.outer(delta.mean(axis=0), A.mean(axis=0)) * len(A),
        lambda f, delta, A: np.tile(delta.sum(axis=0)[:, None], A.shape[1]),
    ),
}


def run(
    steps: dict[str, Step], Y: Array, Z: Layers, A: Layers, W: Layers, names: Any
) -> tuple[Layers, Layers]:
    """Run the backward pass with these four steps.

    Parameters
    ----------
    steps : dict of str to callable
        What stands for each equation.
    Y : ndarray, shape (N, n_L)
        Targets of the mean squared error.
    Z, A, W : dict of ndarray
        What the forward pass kept, and the weights.
    names : dict of str
        Name of each layer's activation.

    Returns
    -------
    dW, db : dict of ndarray, keyed 1 to L
        The gradients.
    """
    L = len(W)
    delta = steps["BP1"](A[L], Y, Z[L], names[L])
    dW, db = {}, {}
    for l in range(L, 0, -1):
        if l < L:
            delta = steps["BP2"](delta, W[l + 1], Z[l], A[l], names[l])
        db[l] = steps["BP3"](delta)
        dW[l] = steps["BP4"](delta, A[l - 1])
    return dW, db


def planted(depth: int) -> Callable[..., Args]:
    """Make a sampler for ``diagnose``.

    Parameters
    ----------
    depth : int
        How many layers the network has.

    Returns
    -------
    callable
        Draws a recorded backward pass with a bug in the equation asked for, and the
        network that it was recorded on.
    """

    def draw(rng: np.random.Generator, equation: str | None = None) -> Args:
        guilty = equation or str(rng.choice(EQUATIONS))

        def one() -> Args:
            n = sizes(rng, depth + 1, low=2, high=depth + 3)
            N = int(rng.integers(depth + 4, depth + 6))
            hidden = rng.permutation(["sigmoid", "tanh", "relu"]).tolist()
            names = [*hidden[: depth - 1], str(rng.choice(["sigmoid", "tanh"]))]
            return record(
                networks.of_sizes(rng, (N, *n), names), rng, _any_bug(rng, guilty)
            )

        return resample(one, lambda args: _shows(args, guilty))

    return draw


def _any_bug(rng: np.random.Generator, guilty: str) -> dict[str, Step]:
    if guilty == "none":
        return {}
    bugs = BUGS[guilty]
    bug, factor = bugs[int(rng.integers(len(bugs)))], rng.uniform(1.3, 3.0)
    return {guilty: lambda *args: bug(factor, *args)}


def record(
    network: networks.Network, rng: np.random.Generator, bugs: dict[str, Step]
) -> Args:
    """Run a network backward with some steps replaced, and keep what comes out.

    Parameters
    ----------
    network : tuple
        X, W, b and activation.
    rng : numpy.random.Generator
        Draws the targets.
    bugs : dict of str to callable
        What stands for the equations that are wrong.

    Returns
    -------
    tuple
        The arguments of ``diagnose``.
    """
    X, W, b, names = network
    Z, A = forward(X, W, b, names)
    Y = rng.normal(0.0, 1.0, A[len(W)].shape)
    dW, db = run({**RIGHT, **bugs}, Y, Z, A, W, names)
    recorded = (Y, Z, A, W, names), dW, db
    return Reference("recorded_backward", (recorded,)), X, Y, W, b, names


def scaled(
    words: str, size: tuple[int, ...], names: tuple[str, ...], guilty: str, by: float
) -> Corner:
    """Make a corner of ``diagnose``: one equation is wrong by a factor.

    Parameters
    ----------
    words : str
        Where the network lies.
    size : tuple of int
        N, n_0, ..., n_L.
    names : tuple of str
        The activations.
    guilty : str
        The equation.
    by : float
        The factor: 1.001 for a small mistake, -1 for a turned sign.

    Returns
    -------
    Corner
        Of a network whose gradients are all large enough to be measured.
    """

    def draw(rng: np.random.Generator) -> Args:
        right = RIGHT.get(guilty)
        bugs = {guilty: lambda *args: by * right(*args)} if right else {}
        return resample(
            lambda: record(networks.of_sizes(rng, size, names), rng, bugs),
            lambda args: _shows(args, guilty, 0.4 * abs(by - 1.0)),
        )

    said = f", and {guilty} {'of the wrong sign' if by < 0 else 'off by 0.001'}"
    return Corner(words + (said if guilty != "none" else ""), draw, guilty_equation)


def without_bias_gradient(rng: np.random.Generator) -> Args:
    """Give the example in the docstring of ``diagnose``."""
    W, b = {1: np.eye(2), 2: np.ones((1, 2))}, {1: np.ones(2), 2: np.ones(1)}
    X, Y, names = np.array([[1.0, 2.0]]), np.array([[0.0]]), {1: "tanh", 2: "sigmoid"}
    Z, A = forward(X, W, b, names)
    dW, db = run(RIGHT, Y, Z, A, W, names)
    recorded = (Y, Z, A, W, names), dW, {l: np.zeros(len(db[l])) for l in db}
    return Reference("recorded_backward", (recorded,)), X, Y, W, b, names


def _shows(args: Args, guilty: str, by: float = CLEARLY_WRONG) -> bool:
    """Say whether a bug shows in every gradient that depends on its equation."""
    _, X, _, W, b, names = args
    Z, _ = forward(X, W, b, names)
    corners = [z for l, z in Z.items() if names[l] == "relu"]
    if any((np.abs(z) < MARGIN).any() for z in corners):
        return False
    errors, smallest = _errors(args)
    L = len(W)
    behind = {
        "BP1": [("W", L), ("b", L)],
        "BP2": [(kind, l) for kind in "Wb" for l in range(1, L)],
        "BP3": [("b", l) for l in range(1, L + 1)],
        "BP4": [("W", l) for l in range(1, L + 1)],
        "none": [],
    }
    return smallest > LARGE_ENOUGH and all(errors[at] > by for at in behind[guilty])


def _errors(args: Args) -> tuple[dict[tuple[str, int], float], float]:
    """Give how far off each recorded gradient is, and the norm of the smallest."""
    reference, X, Y, W, b, names = args
    _, *recorded = reference.given[0]
    Z, A = forward(X, W, b, names)
    right = backward(Y, Z, A, W, names)
    errors, norms = {}, []
    for kind, gradients, wanted in zip("Wb", recorded, right, strict=True):
        for l, gradient in wanted.items():
            norms.append(float(np.linalg.norm(gradient)))
            off = float(np.linalg.norm(gradients[l] - gradient))
            errors[kind, l] = off / norms[-1] if norms[-1] else np.inf
    return errors, min(norms)


def guilty_equation(*args: Any) -> str:
    """Say which equation is wrong in a recorded backward pass.

    Parameters
    ----------
    *args : object
        The arguments of ``diagnose``.

    Returns
    -------
    str
        The equation, or 'none'.
    """
    errors, _ = _errors(args)
    L = len(args[3])
    wrong = {at for at, error in errors.items() if error > AT_ALL_WRONG}
    if not wrong:
        return "none"
    if {("W", L), ("b", L)} <= wrong:
        return "BP1"
    kinds = {kind for kind, _ in wrong}
    return {"b": "BP3", "W": "BP4"}["".join(kinds)] if len(kinds) == 1 else "BP2"


TWO_LAYERS = (
    scaled("N = 1", (1, 2, 3, 2), ("tanh", "sigmoid"), "BP2", 1.001),
    scaled("one input", (3, 1, 2, 3), ("sigmoid", "tanh"), "BP4", -1.0),
    scaled("one hidden neuron", (3, 2, 1, 2), ("tanh", "sigmoid"), "BP3", 1.001),
    scaled("one output", (3, 2, 2, 1), ("relu", "tanh"), "none", 1.0),
    scaled("equal sizes", (2, 2, 2, 2), ("tanh", "sigmoid"), "BP1", 1.001),
    scaled("N below all sizes", (2, 3, 4, 3), ("sigmoid", "sigmoid"), "BP3", -1.0),
    scaled("a relu output", (4, 2, 3, 2), ("tanh", "relu"), "BP1", -1.0),
    scaled("N above all sizes", (5, 2, 3, 2), ("relu", "sigmoid"), "BP4", 1.001),
    Corner("the example", without_bias_gradient, guilty_equation),
)
MORE_LAYERS = (
    scaled("four layers", (3, 2, 2, 2, 2, 2), ("tanh",) * 4, "BP2", 1.001),
    scaled("three layers", (3, 2, 2, 2, 2), ("tanh",) * 3, "BP4", -1.0),
)

__all__ = [
    "EQUATIONS", "MORE_LAYERS", "TWO_LAYERS", "guilty_equation", "planted", "run",
]  # fmt: skip
