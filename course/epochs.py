"""A training that keeps a diary of the rows it takes, and how the diary is judged.

With a learning rate of 1, a step leads wherever the gradient function likes. This one
likes to write down in theta which rows it was called with. So theta tells in the end
which rows the steps took, in which batches and in which order. The gradient of several
rows is the mean of the gradients of each, as every gradient here.

The diary is one row of numbers: how many steps there were, how much was written where
no room was left, and how many rows there are. Then for each epoch and each row of the
data: its share of its batch, and that share of what Y says about it and of the number
of its step.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from course.judgement import (
    OWN_RANDOMNESS,
    Arguments,
    Features,
    Judgement,
    drew,
    neighbours,
)
from course.target import Difference
from course.tree import SCALARS
from course.words import what

Floats = NDArray[np.float64]
Batches = list[list[frozenset[int]]]

HEAD, ENTRY = 3, 3
STEPS, FULL, ROWS = range(HEAD)
# What a row is called, in its first column: its number, in eighths.
UNIT = 8.0
# The numbers in the diary are whole but for a few roundings.
NEAR = 1e-6


def empty_diary(rows: int, epochs: int) -> Floats:
    """Make a diary without entries.

    Parameters
    ----------
    rows : int
        How many rows the data have.
    epochs : int
        For how many epochs there is room.

    Returns
    -------
    ndarray, shape (3 + 3 rows epochs,)
        The theta to start from.
    """
    theta = np.zeros(HEAD + ENTRY * rows * epochs)
    theta[ROWS] = rows
    return theta


def diary_loss(theta: Floats, X: Floats, Y: Floats) -> float:
    """Give a loss that falls with the number of entries: a mean over the rows.

    Parameters
    ----------
    theta : ndarray
        The diary.
    X, Y : ndarray
        Any of the rows.

    Returns
    -------
    float
        1 at the start, and 1/(k + 1) after k epochs.
    """
    written = (_entries(theta)[:, :, 0] > NEAR).sum(axis=0)
    numbers = np.clip(_numbers(X), 0, len(written) - 1)
    return float(np.mean(1.0 / (1.0 + written[numbers])))


def diary_gradient(theta: Floats, X: Floats, Y: Floats) -> Floats:
    """Give the gradient that writes these rows into the diary: a mean over the rows.

    Parameters
    ----------
    theta : ndarray
        The diary.
    X : ndarray, shape (N, n)
        Inputs of the rows; the first says which row it is.
    Y : ndarray, shape (N, m)
        Targets of the rows; the first says the same.

    Returns
    -------
    ndarray, shape of theta
        What a step with a learning rate of 1 has to subtract. A row is written down in
        the first epoch in which it has no entry yet.
    """
    change = np.zeros(len(theta))
    change[STEPS] = 1.0
    written = _entries(theta)[:, :, 0] > NEAR
    entries = change[HEAD:].reshape(*written.shape, ENTRY)
    numbers = np.clip(_numbers(X), 0, written.shape[1] - 1)
    for number, target in zip(numbers, Y[:, 0], strict=True):
        free = np.flatnonzero(~written[:, number])
        if len(free):
            line = np.array([1.0, target, theta[STEPS] + 1.0])
            entries[free[0], number] += line / len(X)
        else:
            change[FULL] += 1.0 / len(X)
    return -change


def _entries(theta: Floats) -> Floats:
    """Look at the entries of a diary: epochs, rows, and three numbers of each."""
    rows = max(round(float(theta[ROWS])), 1)
    return theta[HEAD:].reshape(-1, rows, ENTRY)


def _numbers(X: Floats) -> NDArray[np.int64]:
    """Give the numbers of rows from what is written in their first column."""
    return np.round(np.nan_to_num(X[:, 0]) * UNIT).astype(np.int64)


def _read(theta: Floats, named: Arguments) -> tuple[list[int], ...] | None:
    """Give each entry's row by X, row by Y and step; None where theta is no diary."""
    N = len(named["X"])
    if theta.dtype != np.float64 or not np.isfinite(theta).all():
        return None
    steps, full, rows = theta[:HEAD]
    if steps < -NEAR or abs(steps - round(steps)) > NEAR or abs(rows - N) > NEAR:
        return None
    entries = _entries(theta)
    share = entries[:, :, 0]
    where = np.argwhere(np.abs(share) > NEAR)
    lines = [(entries[e, number] / share[e, number], number) for e, number in where]
    if any(np.abs(entries[share <= NEAR]).ravel() > NEAR):
        return None
    batches: dict[int, list[tuple[float, int, int]]] = {}
    place = {int(number): i for i, number in enumerate(_numbers(named["X"]))}
    partner = {int(number): i for i, number in enumerate(_numbers(named["Y"]))}
    for (e, number), (line, _) in zip(where, lines, strict=True):
        target, step = line[1] * UNIT, line[2]
        whole = abs(target - round(target)) < NEAR and abs(step - round(step)) < NEAR
        if not whole or round(target) not in partner or not 1 <= round(step) <= steps:
            return None
        entry = (float(share[e, number]), place[int(number)], partner[round(target)])
        batches.setdefault(round(step), []).append(entry)
    return _in_order(batches, bool(full > NEAR))


def _in_order(
    batches: dict[int, list[tuple[float, int, int]]], full: bool
) -> tuple[list[int], ...] | None:
    """Give the rows in the order of the steps; None where no means were taken."""
    read: tuple[list[int], ...] = ([], [], [])
    for step in sorted(batches):
        smallest = min(share for share, _, _ in batches[step])
        total = sum(share for share, _, _ in batches[step])
        if smallest <= 0 or (abs(total - 1.0) > NEAR and not full):
            return None
        for share, row, partner in batches[step]:
            for _ in range(max(1, round(share / smallest))):
                for column, number in zip(read, (row, partner, step), strict=True):
                    column.append(number)
    return read


def _epochs(rows: list[int], steps: list[int], N: int) -> Batches:
    """Cut the diary into epochs of N rows, and these into batches."""
    epochs = []
    for first in range(0, len(rows), N):
        batches: dict[int, set[int]] = {}
        for row, step in zip(
            rows[first : first + N], steps[first : first + N], strict=True
        ):
            batches.setdefault(step, set()).add(row)
        epochs.append([frozenset(batch) for batch in batches.values()])
    return epochs


def _losses_are_right(losses: Any, epochs: int) -> bool:
    """Say whether there is the loss of each epoch, as `diary_loss` gives it."""
    if type(losses) is not list and type(losses) is not tuple:
        return False
    if not all(
        any(type(loss) is kind for kind in (float, *SCALARS)) for loss in losses
    ):
        return False
    wanted = 1.0 / np.arange(1.0, epochs + 2.0)
    return len(losses) == len(wanted) and np.allclose(losses, wanted, atol=NEAR)


def _describe(got: Any, named: Arguments, after: Arguments) -> Features | Difference:
    if (type(got) is not tuple and type(got) is not list) or len(got) != 2:
        words = f"is {what(got)}, wanted the parameters and the list of losses."
        return Difference("type", words)
    N, size, epochs = len(named["X"]), named["batch_size"], named["epochs"]
    if type(got[0]) is not np.ndarray or got[0].shape != named["theta"].shape:
        words = f"is {what(got[0])}, wanted the parameters: {what(named['theta'])}."
        return Difference("type", words, 0)
    diary = _read(got[0], named) if len(got[0]) >= HEAD else None
    if diary is None:
        words = "is not where steps with this learning rate lead from theta."
        return Difference("steps", words, 0)
    rows, partners, steps = diary
    taken = _epochs(rows, steps, N)
    lengths = [sorted(map(len, epoch)) for epoch in taken]
    wanted = sorted(min(size, N - start) for start in range(0, N, size))
    ordered = [sorted(batch) for epoch in taken for batch in epoch]
    return {
        "rows": len(rows) + N * int(np.ceil(got[0][FULL] - NEAR) > 0),
        "partners": rows == partners,
        "each once": all(len(frozenset().union(*e)) == N for e in taken),
        "lengths": lengths == [wanted] * epochs,
        "in order": [i for batch in ordered for i in batch] == [*range(N)] * epochs,
        "blocks": all(neighbours(batch, N) for epoch in taken for batch in epoch),
        "repeated": len(set(map(tuple, taken))) < len(taken),
        "drew": drew(named, after),
        "losses": _losses_are_right(got[1], epochs),
    }


def _fault(features: Features, named: Arguments) -> Difference | None:
    N, epochs = len(named["X"]), named["epochs"]
    if features["rows"] != epochs * N:
        words = (
            f"comes from {features['rows']} rows, wanted {epochs * N}: {N} an epoch."
        )
        return Difference("rows", words, 0)
    if not features["partners"]:
        words = "comes from rows of X beside rows of Y that belong to other examples."
        return Difference("partners", words, 0)
    if not features["each once"]:
        words = (
            "comes from epochs in which a row came twice and another one not at all."
        )
        return Difference("twice", words, 0)
    if not features["lengths"]:
        words = "comes from batches of other sizes than are asked for."
        return Difference("lengths", words, 0)
    if features["in order"]:
        words = "comes from the rows in their old order: shuffle them in each epoch."
        return Difference("order", words, 0)
    if features["repeated"]:
        words = "comes from two epochs in the same order: shuffle anew in each epoch."
        return Difference("repeated", words, 0)
    if not features["drew"]:
        return OWN_RANDOMNESS
    if features["blocks"]:
        words = "comes from batches of neighbours: shuffle the rows, not the batches."
        return Difference("blocks", words, 0)
    if not features["losses"]:
        words = "is not the list of the losses at the start and after each epoch."
        return Difference("losses", words, 1)
    return None


EPOCHS = Judgement(_describe, _fault)
