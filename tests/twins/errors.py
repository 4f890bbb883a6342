"""Sums and tables over every error, one at a time."""

import numpy as np


def total(A, Y, of=lambda d: d * d):
    """Add up a function of every error, one at a time."""
    return sum(of(a - y) for a, y in zip(A.flat, Y.flat, strict=True))


def every(A, Y, of):
    """Make a matrix of a function of each output and its target."""
    return np.array(
        [
            [of(a, y) for a, y in zip(row, right, strict=True)]
            for row, right in zip(A.tolist(), Y.tolist(), strict=True)
        ]
    )
