"""Dropout and the end of training: what they are given, and what is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from autograder.checks.domain import Domain, Floats, Given, Requirement, Sizes
from autograder.checks.draw import sizes
from autograder.checks.model import Args
from course.codec import Property, Seed
from solutions import Array


def draw_dropout(
    rng: np.random.Generator,
    shape: tuple[int, int] = (0, 0),
    keep: float | None = None,
) -> Args:
    """Draw what ``dropout_forward`` takes."""
    chance = float(rng.uniform(0.3, 0.7)) if keep is None else keep
    rows, columns = shape if any(shape) else tuple(sizes(rng, 2, 20, 40))
    A = rng.normal(size=(rows, columns))
    return A, chance, Seed(int(rng.integers(2**62)))


def with_zeros(rng: np.random.Generator) -> Args:
    """Draw activations of which half are exactly 0."""
    A, keep, seed = draw_dropout(rng)
    A[rng.random(A.shape) < 0.5] = 0.0
    return A, keep, seed


def the_example(rng: np.random.Generator) -> Args:
    """Give the arguments of the docstring's example."""
    return np.ones((1, 3)), 1.0, Seed(int(rng.integers(2**62)))


@dataclass(frozen=True)
class Masks:
    """What ``dropout_forward`` gives as its mask: 0, or one over a probability.

    Parameters
    ----------
    axes : tuple of str
        The names of its two axes.
    """

    axes: tuple[str, ...] = ("N", "n")

    def requirements(self, name: str) -> Iterator[Requirement]:
        """Give neurons on and off, all of them on, and few that are on."""
        yield Requirement(f"a 0 in {name}", lambda a: not a[name].all())
        yield Requirement(f"{name} of ones", lambda a: bool((a[name] == 1.0).all()))
        yield Requirement(f"{name} above 5", lambda a: bool(a[name].max() > 5.0))

    def make(self, rng: np.random.Generator, sizes: Sizes, stratum: str) -> Array:
        """Make a mask, of ones for small numbers, of one zero for exact zeros."""
        keep = {"small numbers": 1.0, "moderate numbers": 0.1}.get(stratum, 0.6)
        shape = [size for axis in self.axes if isinstance(size := sizes[axis], int)]
        on = rng.random(shape) < (1.0 if stratum == "an exact 0" else keep)
        if keep < 1.0:
            on.flat[1:2], on.flat[0] = False, True
        return on / keep


def any_mask(*_: object) -> Property:
    """Stand for every right mask."""
    return Property("dropped out")


def draw_masked(rng: np.random.Generator) -> Args:
    """Draw what ``dropout_backward`` takes."""
    N, n = sizes(rng, 2, 3, 8)
    keep = float(rng.uniform(0.3, 0.8))
    return rng.normal(size=(N, n)), (rng.random((N, n)) < keep) / keep


def where_it_was_on(dA_dropped: Array, mask: Array) -> Array:
    """Let through what was on."""
    return np.where(mask == 0.0, 0.0, mask * dA_dropped)


def draw_losses(rng: np.random.Generator, kind: str = "stops") -> Args:
    """Draw the losses of some epochs, and a patience.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    kind : str
        What happens: 'stops', 'goes on', or a corner in words.

    Returns
    -------
    losses : list of float
        One an epoch.
    patience : int
        As ``early_stopping`` takes it.
    """
    patience = int(rng.integers(2, 5))
    falling = np.sort(rng.uniform(0.5, 1.0, 6))[::-1]
    worse = falling[-1] + rng.uniform(0.01, 0.4, patience)
    late = [float(falling[-1] / 2.0), 0.1]
    losses = {
        "stops": [*falling, *worse, *late],
        "a stop at the very end": [*falling, *worse],
        "goes on": [*falling, *worse[:-1], *late],
        "patience that is never used up": [*falling, *worse[:-1], *late],
        "a new best in time": [*falling, *worse[:-1], late[0], *(worse + 1.0), 0.01],
        "one epoch": [float(falling[0])],
        "equal losses": [0.5] * (patience + 3),
        "losses that only fall": list(falling),
        "NaN from the first": [float("nan")] * (patience + 2),
        "a NaN before better losses": [float("nan"), *(2.0 * falling), *(2.0 * worse)],
        "NaN in between": [*falling, *([float("nan")] * patience), 0.1],
        "NaN at the end": [*falling, *([float("nan")] * (patience - 1))],
        "patience 1": [0.9, 0.5, 0.6, 0.1],
        "losses below 0": [0.5, 0.0, -0.5, -2.0, *([-1.5] * patience), -3.0],
        "an end that is a little worse": [*falling, *worse[:-1]],
        "large losses": [3e9, 2e9, *([2.5e9] * patience), 1e9],
        "a best by a hair": [0.5, 0.5 - 1e-9, *([0.5] * patience), 0.1],
        "more patience than epochs": [0.9, 0.5, 0.6],
    }[kind]
    if kind == "patience 1":
        patience = 1
    if kind == "more patience than epochs":
        patience = 9
    return [float(loss) for loss in losses], patience


def epoch_by_epoch(losses: list[float], patience: int) -> tuple[int, int]:
    """Ask after each epoch which was the best so far, and how long ago."""
    for stop in range(len(losses)):
        seen = np.array(losses[: stop + 1])
        best = 0 if np.isnan(seen).all() else int(np.nanargmin(seen))
        if stop - best >= patience:
            return stop, best
    return stop, best


# The first corner that is wrong is the one named: what is common comes first.
ENDINGS = (
    "patience that is never used up",
    "a stop at the very end",
    "a new best in time",
    "one epoch",
    "equal losses",
    "losses that only fall",
    "NaN from the first",
    "a NaN before better losses",
    "NaN in between",
    "NaN at the end",
    "patience 1",
    "losses below 0",
    "an end that is a little worse",
    "large losses",
    "a best by a hair",
    "more patience than epochs",
)


STOPPING = Domain(
    {
        "one epoch": lambda a: len(a["losses"]) == 1,
        "equal losses": lambda a: len(set(a["losses"])) < len(a["losses"]),
        "NaN": lambda a: bool(np.isnan(a["losses"]).any()),
        "NaN from the first": lambda a: bool(np.isnan(a["losses"]).all()),
        "NaN at the end": lambda a: (
            bool(np.isnan(a["losses"][-1])) and a["losses"][0] > 0
        ),
        "patience 1": lambda a: a["patience"] == 1,
        "more patience than epochs": lambda a: a["patience"] > len(a["losses"]),
        "large losses": lambda a: max(a["losses"]) > 1e9,
        "losses below 0": lambda a: min(a["losses"]) < 0,
        "ends with a worse one": lambda a: (
            epoch_by_epoch(**a)[0] == len(a["losses"]) - 1
            and 0 < epoch_by_epoch(**a)[0] - epoch_by_epoch(**a)[1] < a["patience"]
        ),
        "stops before the end": lambda a: epoch_by_epoch(**a)[0] < len(a["losses"]) - 1,
        "a stop at the very end": lambda a: (
            epoch_by_epoch(**a)[0] == len(a["losses"]) - 1
            and epoch_by_epoch(**a)[0] - epoch_by_epoch(**a)[1] == a["patience"]
        ),
    },
    losses=Given(),
    patience=Given(),
)


DROPPED = Domain(
    {
        "keep 1": lambda a: a["keep"] == 1.0,
        "keep small": lambda a: a["keep"] < 0.1,
        "examples that lose all": lambda a: (
            a["keep"] < 0.2 and a["A"].shape[1] == 2 and len(a["A"]) >= 60
        ),
        "an exact 0 in A": lambda a: bool((a["A"] == 0).any()),
    },
    A=Given(("N", "n")),
    keep=Given(),
    rng=Given(),
)
MASKED = Domain(dA_dropped=Floats("N n"), mask=Masks())


SHAPES = ((1, 30), (30, 1), (8, 8), (3, 9), (9, 3))
