"""How fast the reference library is: a training step, a gradient check, layers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

import click

from autograder.bench.model import Figure, Setting, bench
from autograder.bench.steps import missing

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

# What a layer may take, relative to PyTorch.
AT_MOST = {
    "convolution": 3.0,
    "engine": 1.5,
    "recurrence": 2.0,
    "attention block": 2.0,
}
# How many times as long HIPS autograd takes at least. The chapter's engine is there to
# be read, and is held to nothing here.
FASTER = {"engine, for speed": 3.0}


@bench("steps")
def steps(setting: Setting) -> Sequence[Figure]:
    """Take a training step of 64-128-64-10 in several ways, one thread each."""
    figures = []
    for batch in TARGETS:
        repeats = 20 if setting.quick else 200 + 16_000 // batch
        figures += ratios(
            batch, alone(setting, "autograder.bench.steps", batch, repeats)
        )
    if absent := missing():
        words = f"not installed, so left out: {', '.join(absent)}"
        click.echo(f"{words} (pip install -e '.[reference]')", err=True)
    return figures


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
    taken = alone(setting, "autograder.bench.checking", 2 * setting.repeats)
    words = "gradient check of 10,000 slopes"
    ratio = taken["elements"] / taken["directions"]
    return [
        Figure(f"{words} by random directions", 1000 * taken["directions"], "ms"),
        Figure(f"{words}, element by element / directions", ratio, "×", 100, True),
    ]


@bench("layers")
def layers(setting: Setting) -> Sequence[Figure]:
    """Run layers of chapters 11 to 14 forward and backward, ours and PyTorch's."""
    taken = alone(setting, "autograder.bench.layers", 3 if setting.quick else 41)
    return compared(taken)


def compared(taken: Mapping[str, float]) -> list[Figure]:
    """Set our layers in relation to those of the libraries that were measured.

    Parameters
    ----------
    taken : mapping of str to float
        The seconds of each way, as "layer: way".

    Returns
    -------
    list of Figure
        Ours, what it takes relative to PyTorch, and HIPS autograd relative to ours.
    """
    figures = []
    for name, seconds in taken.items():
        layer, way = name.split(": ")
        ours = taken[f"{layer}: ours"]
        if way == "ours":
            words = f"{layer}, forward and backward"
            figures.append(Figure(words, 1e6 * ours, "µs"))
        elif way == "PyTorch":
            most = AT_MOST[layer.split(",")[0]]
            figures.append(
                Figure(f"{layer}, ours / PyTorch", ours / seconds, "×", most)
            )
        else:
            words = f"{layer}, {way} / ours"
            least = FASTER.get(layer)
            figures.append(Figure(words, seconds / ours, "×", least, True))
    return figures


def alone(setting: Setting, module: str, *numbers: int) -> dict[str, float]:
    """Run a module that times things, in a process whose libraries use one thread.

    Parameters
    ----------
    setting : Setting
        Says where the project is.
    module : str
        Its name. It prints the median seconds of each thing as JSON.
    *numbers : int
        What it is called with.

    Returns
    -------
    dict of str to float
        What it printed.
    """
    environment = {**os.environ, **ONE_THREAD}
    environment.pop("OPENBLAS_CORETYPE", None)  # it may name slower matrix products
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, numbers)],
        cwd=setting.root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    taken: dict[str, float] = json.loads(done.stdout)
    return taken
