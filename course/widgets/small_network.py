"""The 2-3-2 network that the forward and the backward stepper show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from course import Array
from course.widgets.student import Student, Unready, piecewise

SIZES = (2, 3, 2)
W: dict[int, Array] = {
    1: np.array([[0.8, -0.5], [-1.2, 0.6], [0.4, 1.5]]),
    2: np.array([[1.1, -0.9, 0.5], [-0.6, 1.3, 0.8]]),
}
b: dict[int, Array] = {1: np.array([0.1, 0.3, -0.7]), 2: np.array([-0.2, 0.1])}
INPUTS = np.round(np.linspace(-2.0, 2.0, 21), 1)
# Every pair of inputs is one row: the first input varies slowest.
X: Array = np.stack(np.meshgrid(INPUTS, INPUTS, indexing="ij"), axis=-1).reshape(-1, 2)


def facts() -> dict[str, Any]:
    """Give the network as lists, for the browser."""
    return {
        "sizes": list(SIZES),
        "inputs": INPUTS.tolist(),
        "W": [W[l].tolist() for l in (1, 2)],
        "b": [b[l].tolist() for l in (1, 2)],
    }


def run(
    forward: Student,
    activation: dict[int, str],
    weights: Mapping[int, Array] = W,
    biases: Mapping[int, Array] = b,
) -> tuple[Array, str]:
    """Run the student's forward pass over every pair of inputs.

    Parameters
    ----------
    forward : Student
        ``forward(X, W, b, activation)`` gives two dicts, Z and A.
    activation : dict of str, keyed 1 to 2
        Names of the activations.
    weights, biases : mapping of ndarray, keyed 1 to 2
        The parameters; by default those of this module.

    Returns
    -------
    ndarray, shape (inputs, 2 + 3 + 3 + 2 + 2)
        Side by side A[0], Z[1], A[1], Z[2] and A[2]; a row for each row of `X`, and
        `NOTHING` in those on which the function stopped.
    str
        What stopped it.

    Raises
    ------
    Unready
        If the student's function gives anything else, or nothing at all.
    """

    def once(rows: Array) -> Array:
        W_copy = {l: array.copy() for l, array in weights.items()}
        b_copy = {l: array.copy() for l, array in biases.items()}
        return kept(forward, forward(rows, W_copy, b_copy, dict(activation)), len(rows))

    return piecewise(once, X)


def kept(forward: Student, result: Any, N: int) -> Array:
    """Insist that a forward pass gave two dicts with all layers, and lay them in rows.

    Parameters
    ----------
    forward : Student
        Whose result it is.
    result : object
        What it returned.
    N : int
        Rows of its input.

    Returns
    -------
    ndarray, shape (N, 12)
        As in `run`.
    """
    if not isinstance(result, tuple) or len(result) != 2:
        raise Unready("forward should return two dicts, Z and A.")
    found = []
    for name, part, layers in zip("ZA", result, ((1, 2), (0, 1, 2)), strict=True):
        if not isinstance(part, Mapping):
            raise Unready(
                f"forward returned {name} as a {type(part).__name__}; {_DICT}"
            )
        missing = [l for l in layers if l not in part]
        if missing:
            raise Unready(f"forward returned {name} without the key {missing[0]}.")
        found.append(
            {l: forward.numbers(part[l], (N, SIZES[l]), f"{name}[{l}]") for l in layers}
        )
    Z, A = found
    return np.hstack([A[0], Z[1], A[1], Z[2], A[2]])


_DICT = "a dict with one entry for each layer is wanted."
