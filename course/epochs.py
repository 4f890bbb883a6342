"""A training that keeps a diary of the rows it takes, and how the diary is judged.

With a learning rate of 1, a step leads wherever the gradient function likes. This one
likes to write down in theta which rows it was called with. So theta tells in the end
which rows the steps took, in which batches and in which order.

The diary is one row of numbers: how many rows and how many steps there were, then for
each row, as it came, what X and Y say about it and the number of its step.
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

HEAD, ENTRY = 2, 3
# All numbers in the diary are multiples of an eighth, which floats hold exactly.
NEAR = 1e-6


def empty_diary(rows: int) -> Floats:
    """Make a diary without entries.

    Parameters
    ----------
    rows : int
        How many rows there is room for.

    Returns
    -------
    ndarray, shape (2 + 3 rows,)
        The theta to start from.
    """
    return np.append(np.zeros(HEAD), np.full(ENTRY * rows, -1.0))


def diary_loss(theta: Floats, X: Floats, Y: Floats) -> float:
    """Give a loss that falls with the number of rows in the diary.

    Parameters
    ----------
    theta : ndarray
        The diary.
    X, Y : ndarray
        All rows.

    Returns
    -------
    float
        1 at the start, and 1/(k + 1) after k epochs.
    """
    return float(len(X) / (len(X) + abs(theta[0])))


def diary_gradient(theta: Floats, X: Floats, Y: Floats) -> Floats:
    """Give the gradient that writes these rows into the diary.

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
        What a step with a learning rate of 1 has to subtract. Rows for which there is
        no room are counted only.
    """
    after = np.array(theta, dtype=np.float64)
    start = int(after[0])
    after[:HEAD] += len(X), 1.0
    entries = after[HEAD:].reshape(-1, ENTRY)
    room = entries[max(start, 0) : max(start, 0) + len(X)]
    lines = np.column_stack([X[:, 0], Y[:, 0], np.full(len(X), after[1])])
    room[:] = lines[: len(room)]
    return np.asarray(theta - after, dtype=np.float64)


def _read(theta: Floats, named: Arguments) -> tuple[list[int], ...] | None:
    """Give each entry's row by X, row by Y and step; None where theta is no diary."""
    if theta.dtype != np.float64 or not np.isfinite(theta).all():
        return None
    count = theta[0]
    if count < 0 or count != np.round(count):
        return None
    entries = theta[HEAD:].reshape(-1, ENTRY)[: int(count)]
    columns = []
    for column, known in ((0, named["X"][:, 0]), (1, named["Y"][:, 0])):
        off = np.abs(entries[:, column, None] - known)
        if not (off.min(axis=1, initial=np.inf) < NEAR).all():
            return None
        columns.append(off.argmin(axis=1).tolist())
    steps = entries[:, 2]
    if (np.diff(steps, prepend=0.0) < 0).any() or steps.max(initial=0.0) > theta[1]:
        return None
    return columns[0], columns[1], np.round(steps).astype(int).tolist()


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
    diary = _read(got[0], named)
    if diary is None:
        words = "is not where steps with this learning rate lead from theta."
        return Difference("steps", words, 0)
    rows, partners, steps = diary
    taken = _epochs(rows, steps, N)
    lengths = [sorted(map(len, epoch)) for epoch in taken]
    wanted = sorted(min(size, N - start) for start in range(0, N, size))
    ordered = [sorted(batch) for epoch in taken for batch in epoch]
    return {
        "rows": int(got[0][0]),
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
