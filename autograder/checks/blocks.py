"""A block: what its exercises are given, and what is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.draw import sizes
from autograder.checks.looks import token_by_token
from autograder.checks.model import Args
from autograder.oracle import central_difference
from solutions import Array
from solutions.attention import (
    block_forward,
)

Parameters = dict[str, Array]


def draw_block(
    rng: np.random.Generator,
    given: Mapping[str, Any] | None = None,
    scale: float = 1.0,
) -> Args:
    """Draw what ``block_forward`` takes, with no weighted input near the kink at 0.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    given : mapping of str to int, optional
        The sizes N, T, n and m; where it is left out they all differ.
    scale : float
        Of the tokens.

    Returns
    -------
    X : ndarray, shape (N, T, n)
        Tokens.
    p : dict of ndarray
        Parameters.
    """
    for _ in range(1000):
        N, T, n, m = (
            (*sizes(rng, 2, 2, 3), *sizes(rng, 2, 4, 6))
            if given is None
            else (given[axis] for axis in ("N", "T", "n", "m"))
        )
        d, n_v = (int(size) for size in rng.permutation([2, 3]))
        if given is not None and "inner" in given:
            d = n_v = int(given["inner"])
        shapes = {
            **{"W_q": (d, n), "W_k": (d, n), "W_v": (n_v, n), "W_o": (n, n_v)},
            **{"W_1": (m, n), "b_1": (m,), "W_2": (n, m), "b_2": (n,)},
            **{f"{name}_{i}": (n,) for name in ("gamma", "beta") for i in (1, 2)},
        }
        p = {
            name: rng.normal(size=shape) / np.sqrt(shape[-1] if len(shape) > 1 else 1)
            for name, shape in shapes.items()
        }
        X = scale * rng.normal(size=(N, T, n))
        kept = block_forward(X, p)[1]
        roots = min(kept["s_1"].min(), kept["s_2"].min())
        # A norm of nearly equal numbers bends too much for differences.
        calm = n == 1 or roots > 0.1 * min(1.0, scale)
        if np.abs(kept["Z"]).min() > 0.02 and calm:
            return X, p
    raise RuntimeError("every block has a weighted input near 0")


def normal(X: Array, gamma: Array, beta: Array) -> tuple[Array, Array, Array]:
    """Normalize token by token."""
    rows = X.reshape(-1, X.shape[2])
    s = np.array([[(np.mean((x - x.mean()) ** 2) + 1e-5) ** 0.5] for x in rows])
    hat = np.array([(x - x.mean()) / r for x, r in zip(rows, s[:, 0], strict=True)])
    return (hat * gamma + beta).reshape(X.shape), hat, s


def block_in_steps(X: Array, p: Parameters) -> tuple[Array, Parameters]:
    """Run the block with the forms of this module."""
    U, U_hat, s_1 = normal(X, p["gamma_1"], p["beta_1"])
    Q, K, V = (np.einsum("itk,jk->itj", U, p[f"W_{name}"]) for name in "qkv")
    O, P = token_by_token(Q, K, V)
    X_mid = X + np.einsum("itk,jk->itj", O, p["W_o"])
    M, M_hat, s_2 = normal(X_mid, p["gamma_2"], p["beta_2"])
    Z = np.einsum("itk,jk->itj", M, p["W_1"]) + p["b_1"]
    inner = (Z + np.abs(Z)) / 2.0
    Y = X_mid + np.einsum("itk,jk->itj", inner, p["W_2"]) + p["b_2"]
    kept = {"U": U, "U_hat": U_hat, "s_1": s_1, "Q": Q, "K": K, "V": V, "P": P, "O": O}
    return Y, {**kept, "M": M, "M_hat": M_hat, "s_2": s_2, "Z": Z}


def draw_block_run(
    rng: np.random.Generator,
    given: Mapping[str, Any] | None = None,
    scale: float = 1.0,
) -> Args:
    """Draw what ``block_backward`` takes."""
    X, p = draw_block(rng, given, scale)
    return rng.normal(size=X.shape), block_forward(X, p)[1], p


def tokens_of(kept: Parameters, p: Parameters) -> Array:
    """Read the tokens off what a block kept, up to the mean that the norm took away.

    The norm hides each token's mean, and the block adds the token to its result; so
    neither the slopes of the parameters nor that of the tokens depends on it.
    """
    shape = (*kept["P"].shape[:2], kept["U_hat"].shape[1])
    return np.asarray((kept["U_hat"] * kept["s_1"]).reshape(shape))


def block_tokens_by_trying(dY: Array, kept: Parameters, p: Parameters) -> Any:
    """Give the slope of the tokens by differences."""

    def cost(X: Array) -> float:
        return float(np.sum(dY * block_forward(X, p)[0]))

    return central_difference(cost, tokens_of(kept, p))


def block_parameters_by_trying(dY: Array, kept: Parameters, p: Parameters) -> Any:
    """Give the slopes of the parameters by differences."""
    X = tokens_of(kept, p)

    def cost(moved: Parameters) -> float:
        return float(np.sum(dY * block_forward(X, moved)[0]))

    return central_difference(cost, p)


def block_by_trying(dY: Array, kept: Parameters, p: Parameters) -> Any:
    """Give both by differences, for the sizes at the corners."""
    tokens = block_tokens_by_trying(dY, kept, p)
    return tokens, block_parameters_by_trying(dY, kept, p)
