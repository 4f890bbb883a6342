"""The 2-3-2 network that the forward and the backward stepper show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from course import Array
from course.widgets.student import Student, Unready

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
) -> tuple[dict[int, Array], dict[int, Array]]:
    """Run the student's forward pass over every pair of inputs, as one batch.

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
    Z, A : dict of ndarray
        Keyed 1 to 2 and 0 to 2; each has one row for each row of `X`.

    Raises
    ------
    Unready
        If the student's function gives anything else.
    """
    W_copy = {l: array.copy() for l, array in weights.items()}
    b_copy = {l: array.copy() for l, array in biases.items()}
    result = forward(X.copy(), W_copy, b_copy, dict(activation))
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
            {
                l: forward.numbers(part[l], (len(X), SIZES[l]), f"{name}[{l}]")
                for l in layers
            }
        )
    return found[0], found[1]


_DICT = "a dict with one entry for each layer is wanted."
