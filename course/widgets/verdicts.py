"""What became of a descent, in one word and one number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course import Array
from course.widgets.student import NOTHING

TAIL = 20  # steps over which the cost at the end is a mean: one draw is noise
WORDS = ("converges", "oscillates", "diverges", "crawls", "hovers", "waits")


def tails(costs: Array) -> Array:
    """Give the mean cost of the last steps; `NOTHING` where the path has no end yet."""
    with np.errstate(over="ignore", invalid="ignore"):
        mean = costs[..., -TAIL:].mean(axis=-1)
    return np.where(costs[..., -1] == NOTHING, NOTHING, mean)


def verdicts(paths: Array, costs: Array, H: Array, noisy: Sequence[bool]) -> Array:
    """Judge each path in one word, as its place in `WORDS`, and one number for it.

    Parameters
    ----------
    paths : ndarray, shape (rates, batch sizes, steps + 1, 2)
        Where the walkers were.
    costs : ndarray, shape (rates, batch sizes, steps + 1)
        Their cost above the minimum.
    H : ndarray, shape (2, 2)
        The bowl.
    noisy : sequence of bool
        Whether the steps are of mini-batches, for each batch size.

    Returns
    -------
    ndarray, shape (rates, batch sizes, 2)
        The word, and: steps to 1 % of the first cost (converges, oscillates; 0 if it is
        not reached), the share of the cost that is left (crawls, hovers), the last
        cost (diverges), steps that are done (waits).
    """
    steep = np.linalg.eigh(H)[1][:, 1]
    result = np.empty((*costs.shape[:2], 2))
    for i, j in np.ndindex(*costs.shape[:2]):
        result[i, j] = verdict(costs[i, j], paths[i, j] @ steep, noisy[j])
    return result


def verdict(costs: Array, across: Array, noisy: bool) -> tuple[float, float]:
    """Judge one path.

    Parameters
    ----------
    costs : ndarray, shape (steps + 1,)
        Cost above the minimum.
    across : ndarray, shape (steps + 1,)
        The coordinate along the steepest direction.
    noisy : bool
        Whether the steps are of mini-batches.

    Returns
    -------
    tuple of two floats
        As in `verdicts`.
    """
    last = costs[-1]
    if last == NOTHING:
        return WORDS.index("waits"), float(np.argmax(costs == NOTHING) - 1)
    if not last <= costs[0]:
        return WORDS.index("diverges"), float(last)
    reached = np.flatnonzero(costs <= 0.01 * costs[0])
    steps = float(reached[0]) if len(reached) else 0.0
    tail = float(costs[-TAIL:].mean() / costs[0])
    if noisy and steps and tail > 1e-4:
        return WORDS.index("hovers"), tail
    first = across[:4]
    if not noisy and np.all(first[1:] * first[:-1] < 0.0):
        return WORDS.index("oscillates"), steps
    if not steps:
        return WORDS.index("crawls"), float(last / costs[0])
    return WORDS.index("converges"), steps
