"""How fast the reference library is: a training step, and a gradient check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

import click
import numpy as np

from autograder.bench.model import Figure, Setting, bench, interleaved
from autograder.bench.steps import missing
from solutions import Array
from solutions.deltas import backward
from solutions.directions import directional_check
from solutions.forward import forward
from solutions.gradcheck import gradient_check
from solutions.losses import softmax_cross_entropy
from solutions.training import flatten, initialize, unflatten

ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS")
}
# The chapters use the first: it reads as the equations do.
OURS = {"chapters": "the chapters' code", "FastStep": "FastStep"}
PYTORCH = ("PyTorch, modules", "PyTorch, functions")

# What each batch size is to reach, relative to PyTorch and to the matrix products.
TARGETS: dict[int, dict[str, float]] = {
    64: {"PyTorch": 0.6},
    512: {"PyTorch": 1.0, "matrix products": 2.0},
}


# 10,000 weights and biases.
CHECKED = [100, 90, 10]
TANH = {1: "tanh", 2: "softmax"}


@bench("steps")
def steps(setting: Setting) -> Sequence[Figure]:
    """Take a training step of 64-128-64-10 in several ways, one thread each."""
    figures = []
    for batch in TARGETS:
        repeats = 20 if setting.quick else 200 + 16_000 // batch
        figures += ratios(batch, measured(setting, batch, repeats))
    if absent := missing():
        words = f"not installed, so left out: {', '.join(absent)}"
        click.echo(f"{words} (pip install -e '.[reference]')", err=True)
    return figures


def measured(setting: Setting, batch: int, repeats: int) -> dict[str, float]:
    """Time every way that is installed, in a process whose libraries use one thread.

    Parameters
    ----------
    setting : Setting
        Says where the project is.
    batch : int
        How many examples a step takes.
    repeats : int
        How many rounds.

    Returns
    -------
    dict of str to float
        The median seconds of each way.
    """
    environment = {**os.environ, **ONE_THREAD}
    environment.pop("OPENBLAS_CORETYPE", None)  # it may name slower matrix products
    done = subprocess.run(
        [sys.executable, "-m", "autograder.bench.steps", str(batch), str(repeats)],
        cwd=setting.root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


def ratios(batch: int, taken: Mapping[str, float]) -> list[Figure]:
    """Set our two ways in relation to each of the others that were measured.

    Parameters
    ----------
    batch : int
        How many examples a step took.
    taken : mapping of str to float
        The seconds of each way. Of two ways to write it in PyTorch the faster counts,
        which is the one without modules and optimizer.

    Returns
    -------
    list of Figure
        What our code takes relative to them.
    """
    others = {
        "PyTorch": min((taken[way] for way in PYTORCH if way in taken), default=None),
        "PyTorch with modules": taken.get("PyTorch, modules"),
        "HIPS autograd": taken.get("HIPS autograd"),
        "matrix products": taken["matrix products"],
    }
    figures = []
    for name, words in OURS.items():
        step = f"training step, batch {batch}, {words}"
        figures.append(Figure(step, 1e6 * taken[name], "µs"))
        for other, seconds in others.items():
            if seconds:
                target = TARGETS[batch].get(other)
                ratio = taken[name] / seconds
                figures.append(Figure(f"{step} / {other}", ratio, "×", target))
    return figures


@bench("directions")
def directions(setting: Setting) -> Sequence[Figure]:
    """Check 10,000 slopes by random directions, and element by element."""
    rng = np.random.default_rng(0)
    theta = flatten(*initialize(CHECKED, "xavier", rng))
    X, Y = rng.normal(size=(8, CHECKED[0])), np.eye(CHECKED[-1])[:8]

    def cost(theta: Array) -> float:
        Z, _ = forward(X, *unflatten(theta, CHECKED), TANH)
        return softmax_cross_entropy(Z[2], Y)

    W, b = unflatten(theta, CHECKED)
    right = flatten(*backward(Y, *forward(X, W, b, TANH), W, TANH))
    wrong = right.copy()
    wrong[4321] *= -1.0

    def by_directions(gradient: Array) -> bool:
        return directional_check(cost, gradient, theta, np.random.default_rng(1))

    found = {
        "directions": by_directions(right) and not by_directions(wrong),
        "elements": gradient_check(cost, right, theta)
        and not gradient_check(cost, wrong, theta),
    }
    if not all(found.values()):
        raise RuntimeError(f"a check is wrong about a gradient: {found}")
    taken = interleaved(
        {
            "directions": lambda: by_directions(right),
            "elements": lambda: gradient_check(cost, right, theta),
        },
        setting.repeats,
    )
    words = f"gradient check of {theta.size:,} slopes"
    ratio = taken["elements"] / taken["directions"]
    return [
        Figure(f"{words} by random directions", 1000 * taken["directions"], "ms"),
        Figure(f"{words}, element by element / directions", ratio, "×", 100, True),
    ]
