"""Gradient checks of 10,000 slopes, timed in turn in a process of its own.

Run as ``python -m autograder.bench.checking REPEATS``: it prints the median seconds of
each way as JSON.
"""

from __future__ import annotations

import json
import sys

import numpy as np

from autograder.bench.model import interleaved
from solutions import Array
from solutions.deltas import backward
from solutions.forward import forward
from solutions.gradcheck import directional_check, gradient_check
from solutions.losses import softmax_cross_entropy
from solutions.training import flatten, initialize, unflatten

# 10,000 weights and biases.
SIZES = [100, 90, 10]
TANH = {1: "tanh", 2: "softmax"}
# One check by directions is over too soon to be timed alone.
TIMES = 20


def main(repeats: int) -> None:
    """Make sure that both ways are right, time them in turn, and print the medians."""
    rng = np.random.default_rng(0)
    theta = flatten(*initialize(SIZES, "xavier", rng))
    X, Y = rng.normal(size=(8, SIZES[0])), np.eye(SIZES[-1])[:8]

    def cost(theta: Array) -> float:
        Z, _ = forward(X, *unflatten(theta, SIZES), TANH)
        return softmax_cross_entropy(Z[2], Y)

    W, b = unflatten(theta, SIZES)
    right = flatten(*backward(Y, *forward(X, W, b, TANH), W, TANH))
    wrong = right.copy()
    wrong[4321] *= -1.0

    def by_directions(gradient: Array = right) -> bool:
        return directional_check(cost, gradient, theta, np.random.default_rng(1))

    def by_elements(gradient: Array = right) -> bool:
        return gradient_check(cost, gradient, theta)

    for way in (by_directions, by_elements):
        if not way() or way(wrong):
            raise RuntimeError(f"{way.__name__} is wrong about a gradient")
    taken = interleaved(
        {
            "directions": lambda: [by_directions() for _ in range(TIMES)],
            "elements": by_elements,
        },
        repeats,
    )
    taken["directions"] /= TIMES
    print(json.dumps(taken))


if __name__ == "__main__":
    main(int(sys.argv[1]))
