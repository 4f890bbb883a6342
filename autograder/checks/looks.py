"""Attention: what its exercises are given, and what is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checks.draw import sizes
from autograder.checks.forward import shares
from autograder.checks.model import Args
from autograder.oracle import central_difference, derivative
from solutions import Array
from solutions.attention import (
    attention_forward,
)

Parameters = dict[str, Array]


# The softmax


def draw_slopes(rng: np.random.Generator, kind: str = "rows") -> Args:
    """Draw slopes that arrive at probabilities, and the probabilities.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    kind : str
        'rows' and 'batch': with one axis and with two before the last; or a corner in
        words.

    Returns
    -------
    dP, P : ndarray, shape (..., K)
        The arguments of ``softmax_backward``.
    """
    shape = {
        "K = 1": (3, 1),
        "one row": (1, 4),
        "a single row without a batch": (5,),
        "as many rows as classes": (3, 3),
        "batch": sizes(rng, 3, 2, 5),
    }.get(kind, sizes(rng, 2, 3, 7))
    scores = rng.normal(0.0, 1.5, shape)
    dP = rng.normal(size=shape)
    if kind == "zeros in P":
        scores[..., 0] = -np.inf
    if kind == "a sure choice":
        scores[..., 1] += 800.0
    if kind == "all slopes equal":
        dP = np.full(shape, float(rng.normal()))
    if kind in ("large slopes", "small slopes"):
        dP *= 1000.0 if kind == "large slopes" else 1e-6
    return dP, shares(scores.reshape(-1, shape[-1])).reshape(shape)


def felt_of_choice(dP: Array, scores: Array) -> float:
    """Weigh the probabilities with the slopes: what the cost feels of the scores."""
    return float(np.sum(dP * shares(scores)))


def slopes_of_scores(dP: Array, P: Array) -> Array:
    """Differentiate by the scores; the logarithms of the probabilities are scores."""
    rows, chances = dP.reshape(-1, P.shape[-1]), P.reshape(-1, P.shape[-1])
    slope: Array = derivative(felt_of_choice, wrt=1)(rows, np.log(chances))
    return slope.reshape(P.shape)


def by_jacobian(dP: Array, P: Array) -> Array:
    """Multiply each row with the matrix of its softmax: equal slopes come to 0."""
    rows, chances = dP.reshape(-1, P.shape[-1]), P.reshape(-1, P.shape[-1])
    each = [
        (np.diag(p) - np.outer(p, p)) @ (g - g[0])
        for g, p in zip(rows, chances, strict=True)
    ]
    return np.array(each).reshape(P.shape)


# Attention


def draw_tokens(
    rng: np.random.Generator,
    given: Mapping[str, Any] | None = None,
    scale: float = 1.0,
    causal: bool | None = True,
) -> Args:
    """Draw what ``attention_forward`` takes.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    given : mapping of str to int, optional
        The sizes N, T, d and n_v; where it is left out they all differ.
    scale : float
        Of queries and keys.
    causal : bool, optional
        Whether the future is hidden; None leaves the argument out.

    Returns
    -------
    tuple
        Q, K, V and causal.
    """
    N, T, d, n_v = (
        sizes(rng, 4, 2, 5)
        if given is None
        else (given[axis] for axis in ("N", "T", "d", "n_v"))
    )
    Q, K = scale * rng.normal(size=(2, N, T, d))
    return (Q, K, rng.normal(size=(N, T, n_v)), *(() if causal is None else (causal,)))


def token_by_token(
    Q: Array, K: Array, V: Array, causal: bool = True
) -> tuple[Array, Array]:
    """Let one token after the other look, at those only that it may see."""
    N, T, d = Q.shape
    O, P = np.zeros((N, T, V.shape[2])), np.zeros((N, T, T))
    for i in range(N):
        for t in range(T):
            seen = t + 1 if causal else T
            scores = np.array([[Q[i, t] @ k for k in K[i, :seen]]]) / d**0.5
            P[i, t, :seen] = shares(scores)[0]
            O[i, t] = sum(P[i, t, s] * V[i, s] for s in range(seen))
    return O, P


def draw_looks(
    rng: np.random.Generator,
    given: Mapping[str, Any] | None = None,
    scale: float = 1.0,
    causal: bool = True,
) -> Args:
    """Draw what ``attention_backward`` takes."""
    Q, K, V, _ = draw_tokens(rng, given, scale, causal)
    return rng.normal(size=V.shape), Q, K, V, token_by_token(Q, K, V, causal)[1]


def is_causal(P: Array) -> bool:
    """Say whether no token sees a later one."""
    return bool(P.shape[1] > 1 and not np.triu(P, 1).any())


def looks_by_trying(place: int) -> Callable[..., Any]:
    """Give one slope of ``attention_backward`` by differences."""

    def oracle(dO: Array, Q: Array, K: Array, V: Array, P: Array) -> Any:
        given = [Q, K, V]

        def cost(value: Array) -> float:
            moved: Any = [*given[:place], value, *given[place + 1 :], is_causal(P)]
            return float(np.sum(dO * attention_forward(*moved)[0]))

        return central_difference(cost, given[place])

    return oracle


def look_by_look(
    dO: Array, Q: Array, K: Array, V: Array, P: Array
) -> tuple[Array, Array, Array]:
    """Follow each pair of tokens alone."""
    dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
    N, T, d = Q.shape
    for i in range(N):
        for t in range(T):
            g = np.array([dO[i, t] @ V[i, s] for s in range(T)])
            blame = by_jacobian(g, P[i, t]) / d**0.5
            for s in range(T):
                dV[i, s] += P[i, t, s] * dO[i, t]
                dQ[i, t] += blame[s] * K[i, s]
                dK[i, s] += blame[s] * Q[i, t]
    return dQ, dK, dV
