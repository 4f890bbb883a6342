"""How the exercises of chapter 13 are judged: each by a forward pass in other words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.corners import (
    Strata,
    at_values,
    corner_sizes,
    corners,
    examples,
)
from autograder.checks.domain import Domain, Floats, Given, all_small, some_large
from autograder.checks.draw import sizes
from autograder.checks.gated import (
    draw_gated,
    draw_gated_run,
    gated,
    gated_by_trying,
    gated_in_balance,
    gated_nearly_shut,
    unit_by_unit,
)
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from autograder.checks.runs import (
    by_trying,
    draw_last_only,
    draw_network,
    draw_run,
    draw_windows,
    path_by_path,
    piece,
    state_by_state,
)
from solutions import Array
from solutions.recurrence import (
    embedding_gradient,
    gru_step,
    gru_step_backward,
    rnn_backward,
    rnn_forward,
    truncated_rnn_backward,
)

Gates = dict[str, Array]
GATES = ("r", "z", "n")


# A table of letters


def draw_looked_up(
    rng: np.random.Generator,
    kind: str = "",
    given: Mapping[str, Any] | None = None,
) -> Args:
    """Draw what ``embedding_gradient`` takes.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    kind : str
        'text': some rows are read several times, one never; or a corner in words.
    given : mapping of str to int, optional
        The sizes N, T and n.

    Returns
    -------
    dE : ndarray, shape (N, T, n)
        What the cost feels of what was read.
    ids : ndarray of int, shape (N, T)
        Which rows were read.
    V : int
        How many rows there are.
    """
    N, T, n = sizes(rng, 3, 2, 6)
    if given is not None:
        N, T, n = (given[axis] for axis in ("N", "T", "n"))
    V = N * T + 1
    if kind == "V = 1":
        V = 1
    ids = rng.integers(0, V, (N, T))
    if kind == "text":
        ids.flat[:2], ids.flat[2] = ids.flat[2], V - 1
        ids[ids == 1] = 0  # row 1 is never read
        ids.flat[-2:] = 0, V - 1
    if kind == "one letter in two sequences":
        dE, ids, V = rng.normal(size=(3, 1, 2)), np.array([[1], [1], [0]]), 2
        return dE, ids, V
    if kind == "all ids equal":
        ids[:] = V - 1
    if kind == "all ids different":
        ids = rng.permutation(N * T).reshape(N, T)
    dE = rng.normal(size=(N, T, n))
    if kind == "equal errors":
        dE[:] = dE[0, 0]
    if kind == "zeros in dE":
        dE[rng.random((N, T)) < 0.4] = 0.0
    if kind == "large numbers":
        dE *= 1000.0
    if kind == "small numbers":
        dE *= 1e-6
    return dE, ids, V


def row_by_row(dE: Array, ids: np.ndarray, V: int) -> Array:
    """Ask for each row of the table where it was read."""
    return np.array([dE[ids == v].sum(axis=0) for v in range(V)])


# Corners


def _sized(
    draw: Callable[..., Args], domain: Domain, oracle: Any
) -> tuple[Corner, ...]:
    """Make a corner of each size, for arguments that hang together."""
    return tuple(
        Corner(words, partial(draw, given=given), oracle)
        for words, given in corner_sizes(domain)
    )


# Not all at once: the states would be at their ends, whatever the rest is.
IN_BALANCE: Strata = {
    "large X, small W_x": {"X": "large numbers", "W_x": "small numbers"},
    "large W_x, small X": {"X": "small numbers", "W_x": "large numbers"},
    "large W_h, small h_0": {
        "W_h": "large numbers",
        "h_0": "small numbers",
        "X": "small numbers",
        "b": "small numbers",
    },
}


def _saturated(draw: Callable[..., Args], oracle: Any) -> tuple[Corner, ...]:
    return (
        Corner("small numbers", partial(draw, scale=1e-6), oracle),
        Corner("large numbers", partial(draw, scale=1000.0), oracle),
    )


FORWARD = Domain(
    X=Floats("N T n_x"),
    W_x=Floats("n_h n_x"),
    W_h=Floats("n_h n_h"),
    b=Floats("n_h"),
    h_0=Floats("N n_h"),
)
RUN = {
    "dH": Given(("N", "T", "n_h")),
    "X": Given(("N", "T", "n_x")),
    "H": Given(),
    "W_x": Given(("n_h", "n_x")),
    "W_h": Given(("n_h", "n_h")),
}
BACKWARD = Domain(
    {
        "X small": all_small("X"),
        "X large": some_large("X"),
        "much felt": some_large("dH"),
        "only the last state felt": lambda a: not a["dH"][:, :-1].any(),
        "only the first state felt": lambda a: (
            a["dH"].shape[1] > 1 and not a["dH"][:, 1:].any()
        ),
    },
    **RUN,
)
TRUNCATED = Domain(
    {
        "k = 1": lambda a: a["k"] == 1 < a["X"].shape[1],
        "k = T": lambda a: a["k"] == a["X"].shape[1] > 1,
        "k > T": lambda a: a["k"] > a["X"].shape[1],
        "a shorter last window": lambda a: 0 < a["X"].shape[1] % a["k"] < a["k"],
        "whole windows": lambda a: a["X"].shape[1] % a["k"] == 0 and a["k"] > 1,
    },
    **RUN,
    k=Given(),
)
EMBEDDING = Domain(
    {
        "all ids equal": lambda a: np.ptp(a["ids"]) == 0 and a["ids"].size > 1,
        "all ids different": lambda a: len(np.unique(a["ids"])) == a["ids"].size,
        "an id read twice": lambda a: len(np.unique(a["ids"])) < a["ids"].size,
        "a row that nobody reads": lambda a: len(np.unique(a["ids"])) < a["V"],
        "the last row": lambda a: a["ids"].max() == a["V"] - 1 > 0,
        "V = 1": lambda a: a["V"] == 1,
        "one letter in two sequences": lambda a: (
            a["ids"].shape[1] == 1 and len(np.unique(a["ids"])) < len(a["ids"])
        ),
        "equal errors": lambda a: (
            bool(np.ptp(a["dE"], axis=(0, 1)).max() == 0.0)
            and a["dE"].size > a["dE"].shape[2]
        ),
        "zeros in dE": lambda a: bool((a["dE"] == 0).any()),
        "large numbers": some_large("dE"),
        "small numbers": all_small("dE"),
    },
    dE=Given(("N", "T", "n")),
    ids=Given(),
    V=Given(),
)
EMBEDDING_CORNERS = (
    "V = 1",
    "all ids equal",
    "one letter in two sequences",
    "equal errors",
    "all ids different",
    "zeros in dE",
    "large numbers",
    "small numbers",
)
STEP = {"W": Given(), "U": Given()}
GATED = Domain(
    {"x small": all_small("x"), "x large": some_large("x")},
    x=Given(("N", "n_x")),
    h=Given(("N", "n_h")),
    **STEP,
    b=Given(),
)
GATED_BACK = Domain(
    {"x small": all_small("x"), "x large": some_large("x")},
    dh_new=Given(("N", "n_h")),
    x=Given(("N", "n_x")),
    h=Given(("N", "n_h")),
    kept=Given(),
    **STEP,
)


def _felt(first: bool) -> Callable[[np.random.Generator], Args]:
    def draw(rng: np.random.Generator) -> Args:
        dH, *run = draw_run(rng, {"N": 2, "T": 4, "n_h": 3, "n_x": 2})
        silent = slice(1, None) if first else slice(None, -1)
        dH[:, silent] = 0.0
        return (dH, *run)

    return draw


def _cut(rng: np.random.Generator, given: Mapping[str, Any]) -> Args:
    """Draw a run of these sizes, cut into windows of two steps."""
    return (*draw_run(rng, given), 2)


def _balanced(rng: np.random.Generator) -> Args:
    """Draw a run whose inputs and first state are large; no later one is saturated."""
    X, W_x, W_h, b, h_0 = draw_network(rng)
    X, W_x, h_0, W_h = 1000.0 * X, W_x / 1000.0, 1000.0 * h_0, W_h / 1000.0
    H = state_by_state(X, W_x, W_h, b, h_0)
    return rng.normal(size=H[:, 1:].shape), X, H, W_x, W_h


def _much(rng: np.random.Generator) -> Args:
    dH, *run = draw_run(rng)
    return (1000.0 * dH, *run)


RUN_CORNERS = (
    *_sized(draw_run, BACKWARD, path_by_path),
    *_saturated(draw_run, path_by_path),
    Corner("only the first state felt", _felt(first=True), path_by_path),
    Corner("only the last state felt", _felt(first=False), path_by_path),
    Corner("much felt", _much, path_by_path),
    Corner("large inputs of small weights", _balanced, path_by_path),
    *examples(rnn_backward),
)
GATED_CORNERS = (
    *_sized(draw_gated_run, GATED_BACK, unit_by_unit),
    *_saturated(draw_gated_run, unit_by_unit),
    Corner("large numbers of small weights", gated_in_balance, unit_by_unit),
    Corner("a gate that is nearly shut", gated_nearly_shut, unit_by_unit),
    *examples(gru_step_backward),
)
SLOPES = (
    "the inputs, dX",
    "the weights from the inputs, dW_x",
    "the weights from the state before, dW_h",
    "the biases, db",
    "the first state, dh_0",
)
GATED_SLOPES = (
    "the input, dx",
    "the state before, dh",
    "the weights from the input, dW",
    "the weights from the state, dU",
    "the biases, db",
)

CHAPTER = Chapter(
    number="13",
    module="recurrence",
    title="Recurrence: who is to blame, fifty steps ago?",
    checks=(
        Check(
            rnn_forward,
            (
                Part(
                    "every state",
                    2,
                    draw_network,
                    rnn_forward,
                    corners=(
                        *corners(FORWARD, state_by_state),
                        *at_values(FORWARD, state_by_state, IN_BALANCE),
                        *examples(rnn_forward),
                    ),
                ),
            ),
            domain=FORWARD,
        ),
        Check(
            rnn_backward,
            tuple(
                Part(
                    f"the slopes of {words}",
                    1,
                    draw_last_only if place == 0 else draw_run,
                    piece(place),
                    NUMERICAL,
                    piece=place,
                    cases=2,
                    corners=RUN_CORNERS,
                )
                for place, words in enumerate(SLOPES)
            ),
            analytic=True,
            domain=BACKWARD,
        ),
        Check(
            truncated_rnn_backward,
            (
                Part(
                    "windows that fill the sequence",
                    1,
                    draw_windows,
                    by_trying,
                    NUMERICAL,
                    kinds=("whole", "one"),
                    corners=(
                        *_sized(_cut, BACKWARD, path_by_path),
                        *examples(truncated_rnn_backward),
                    ),
                ),
                Part(
                    "a last window that is shorter, or no cut at all",
                    2,
                    draw_windows,
                    by_trying,
                    NUMERICAL,
                    kinds=("rest", "uncut", "longer"),
                ),
            ),
            analytic=True,
            domain=TRUNCATED,
        ),
        Check(
            embedding_gradient,
            (
                Part(
                    "letters that are read several times, or never",
                    2,
                    partial(draw_looked_up, kind="text"),
                    row_by_row,
                    corners=(
                        *(
                            Corner(kind, partial(draw_looked_up, kind=kind))
                            for kind in EMBEDDING_CORNERS
                        ),
                        *_sized(draw_looked_up, EMBEDDING, row_by_row),
                        *examples(embedding_gradient),
                    ),
                ),
            ),
            domain=EMBEDDING,
        ),
        Check(
            gru_step,
            (
                Part(
                    "the new state, and what is kept",
                    2,
                    draw_gated,
                    gated,
                    corners=(
                        *_sized(draw_gated, GATED, gated),
                        *_saturated(draw_gated, gated),
                        *examples(gru_step),
                    ),
                ),
            ),
            domain=GATED,
        ),
        Check(
            gru_step_backward,
            tuple(
                Part(
                    f"the slopes of {words}",
                    1,
                    draw_gated_run,
                    gated_by_trying(place),
                    NUMERICAL,
                    piece=place,
                    cases=2,
                    corners=GATED_CORNERS,
                )
                for place, words in enumerate(GATED_SLOPES)
            ),
            analytic=True,
            domain=GATED_BACK,
        ),
    ),
    answers={"which_remedy_helps": 2.0},
)
