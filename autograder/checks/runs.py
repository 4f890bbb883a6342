"""Runs through time: what their exercises are given, and what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.draw import sizes
from autograder.checks.model import Args
from autograder.oracle import central_difference
from solutions import Array
from solutions.recurrence import (
    rnn_forward,
)

Gates = dict[str, Array]
GATES = ("r", "z", "n")


def draw_network(
    rng: np.random.Generator, given: Mapping[str, Any] | None = None, scale: float = 1.0
) -> Args:
    """Draw what ``rnn_forward`` takes, with states that are not saturated.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    given : mapping of str to int, optional
        The sizes N, T, n_h and n_x; where it is left out they all differ.
    scale : float
        Of inputs and first state.

    Returns
    -------
    X, W_x, W_h, b, h_0 : ndarray
        Its arguments.
    """
    if given is None:
        N, n_h, n_x = sizes(rng, 3, 2, 4)
        T = int(rng.integers(5, 7))  # T + 1 is a size too
    else:
        N, T, n_h, n_x = (int(given[axis]) for axis in ("N", "T", "n_h", "n_x"))
    return (
        scale * rng.normal(size=(N, T, n_x)),
        rng.normal(size=(n_h, n_x)) / np.sqrt(n_x),
        0.9 * rng.normal(size=(n_h, n_h)) / np.sqrt(n_h),
        0.5 * rng.normal(size=n_h),
        0.5 * scale * rng.normal(size=(N, n_h)),
    )


def state_by_state(X: Array, W_x: Array, W_h: Array, b: Array, h_0: Array) -> Array:
    """Run each example alone, unit by unit."""
    N, T, _ = X.shape
    H = np.concatenate([h_0[:, None], np.zeros((N, T, len(b)))], axis=1)
    for i in range(N):
        for t in range(T):
            z = [W_x[j] @ X[i, t] + W_h[j] @ H[i, t] + b[j] for j in range(len(b))]
            H[i, t + 1] = np.tanh(z)
    return H


def draw_run(
    rng: np.random.Generator, given: Mapping[str, Any] | None = None, scale: float = 1.0
) -> Args:
    """Draw what ``rnn_backward`` takes: a run, and what is felt of its states."""
    X, W_x, W_h, b, h_0 = draw_network(rng, given, scale)
    H = rnn_forward(X, W_x, W_h, b, h_0)
    return rng.normal(size=H[:, 1:].shape), X, H, W_x, W_h


def draw_last_only(rng: np.random.Generator) -> Args:
    """Draw a run of which only the last state is felt."""
    dH, *run = draw_run(rng)
    dH[:, :-1] = 0.0
    return (dH, *run)


def draw_windows(rng: np.random.Generator, kind: str = "rest") -> Args:
    """Draw what ``truncated_rnn_backward`` takes.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    kind : {'whole', 'rest', 'one', 'uncut', 'longer'}
        Windows that fill the sequence, a shorter last one, windows of a single step, a
        single window, and one that is longer than the sequence.

    Returns
    -------
    tuple
        The arguments.
    """
    few = dict(zip(("N", "n_h", "n_x"), sizes(rng, 3, 2, 4), strict=True))
    # Neither T nor T + 1, the number of states, is one of the other sizes.
    T, k = {
        "whole": (6, int(rng.integers(2, 4))),
        "rest": ((5, 2), (7, 3))[int(rng.integers(2))],
        "one": (5, 1),
        "uncut": (5, 5),
        "longer": (5, 7),
    }[kind]
    return (*draw_run(rng, {**few, "T": T}), k)


def windows(X: Array, H: Array, k: int) -> Iterator[tuple[int, int]]:
    """Give the steps of each window, the first and the one after the last."""
    T = X.shape[1]
    yield from ((s, min(s + k, T)) for s in range(0, T, k))


def cost_of(dH: Array, H: Array, k: int, place: int) -> Callable[..., float]:
    """Make the cost whose slope is asked for, as a function of one argument.

    Parameters
    ----------
    dH : ndarray
        What the cost feels of each state.
    H : ndarray
        The states: what a window after the first begins with is a constant.
    k : int
        Steps in a window.
    place : int
        Of the argument of ``rnn_forward`` that is moved.

    Returns
    -------
    callable
        Takes the value and all five arguments, gives the cost.
    """

    def cost(value: Array, network: list[Array]) -> float:
        X, W_x, W_h, b, h_0 = (
            value if i == place else kept for i, kept in enumerate(network)
        )
        return sum(
            float(
                np.sum(
                    dH[:, s:e]
                    * rnn_forward(X[:, s:e], W_x, W_h, b, h_0 if s == 0 else H[:, s])[
                        :, 1:
                    ]
                )
            )
            for s, e in windows(X, H, k)
        )

    return cost


def by_trying(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array, k: int | None = None
) -> tuple[Any, ...]:
    """Give every slope by differences; the bias is read off the first step."""
    z = np.arctanh(H[:, 1]) - X[:, 0] @ W_x.T - H[:, 0] @ W_h.T
    network = [X, W_x, W_h, z.mean(axis=0), H[:, 0]]
    steps = X.shape[1] if k is None else k
    return tuple(
        central_difference(
            partial(cost_of(dH, H, steps, place), network=network), network[place]
        )
        for place in range(5)
    )


def piece(place: int) -> Callable[..., Any]:
    """Give one slope of ``rnn_backward`` by differences."""

    def oracle(dH: Array, X: Array, H: Array, W_x: Array, W_h: Array) -> Any:
        z = np.arctanh(H[:, 1]) - X[:, 0] @ W_x.T - H[:, 0] @ W_h.T
        network = [X, W_x, W_h, z.mean(axis=0), H[:, 0]]
        cost = cost_of(dH, H, X.shape[1], place)
        return central_difference(partial(cost, network=network), network[place])

    return oracle


def path_by_path(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array, k: int | None = None
) -> tuple[Array, ...]:
    """Follow every path from a felt state back to an earlier step, and add them up."""
    N, T, n_h = dH.shape
    steps = T if k is None else k
    delta, dh_0 = np.zeros((N, T, n_h)), np.zeros((N, n_h))
    for i in range(N):
        for felt in range(T):
            blame = dH[i, felt]
            for t in range(felt, felt - felt % steps - 1, -1):
                blame = blame * (1.0 - H[i, t + 1] ** 2)
                delta[i, t] += blame
                blame = W_h.T @ blame
            if felt < steps:
                dh_0[i] += blame
    pairs = [(i, t) for i in range(N) for t in range(T)]
    return (
        np.array([[W_x.T @ d for d in row] for row in delta]),
        np.sum([np.outer(delta[i, t], X[i, t]) for i, t in pairs], axis=0),
        np.sum([np.outer(delta[i, t], H[i, t]) for i, t in pairs], axis=0),
        np.sum([delta[i, t] for i, t in pairs], axis=0),
        dh_0,
    )
