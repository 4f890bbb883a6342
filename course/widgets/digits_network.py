"""The network that reads digits, small and quick, with its parameters in one array."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from course import Array
from course.datasets import load_digits

SIZES = (64, 32, 10)
KINDS = {1: "relu", 2: "softmax"}
Parameters = dict[int, Array]


def examples(count: int, held: int) -> tuple[Array, Array, Array, Array]:
    """Give digits to learn from, and others.

    Parameters
    ----------
    count, held : int
        How many of each.

    Returns
    -------
    X, Y : ndarray, shape (count, 64) and (count, 10)
        Pixels and classes to learn from.
    X_held, Y_held : ndarray, shape (held, 64) and (held, 10)
        Of other digits.
    """
    X, labels = load_digits()
    order = np.random.default_rng(15).permutation(len(X))
    learn, others = order[:count], order[len(order) - held :]
    classes = np.eye(SIZES[-1])[labels]
    return X[learn], classes[learn], X[others], classes[others]


def start(rng: np.random.Generator) -> Array:
    """Draw parameters as He does, the biases 0."""
    parts = []
    for before, size in pairwise(SIZES):
        W = rng.normal(scale=np.sqrt(2.0 / before), size=(size, before))
        parts += [W.ravel(), np.zeros(size)]
    return np.concatenate(parts)


def unpack(theta: Array) -> tuple[Parameters, Parameters]:
    """Give weights and biases of the layers, as views."""
    W, b, at = {}, {}, 0
    for l, (before, size) in enumerate(pairwise(SIZES), 1):
        W[l] = theta[at : at + size * before].reshape(size, before)
        at += size * before
        b[l] = theta[at : at + size]
        at += size
    return W, b


def pack(W: Parameters, b: Parameters) -> Array:
    """Put weights and biases into one array."""
    return np.concatenate([part.ravel() for l in W for part in (W[l], b[l])])


def read(theta: Array, X: Array) -> tuple[Array, Array]:
    """Give the outputs of the hidden layer and the logarithms of the probabilities."""
    W, b = unpack(theta)
    hidden = np.maximum(X @ W[1].T + b[1], 0.0)
    scores = hidden @ W[2].T + b[2]
    scores -= scores.max(axis=1, keepdims=True)
    return hidden, scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def loss(theta: Array, X: Array, Y: Array) -> float:
    """Give the mean cross-entropy."""
    return -float(np.sum(Y * read(theta, X)[1])) / len(X)


def gradient(theta: Array, X: Array, Y: Array) -> Array:
    """Give the slope of the loss with respect to each parameter."""
    W, _ = unpack(theta)
    hidden, logs = read(theta, X)
    upper = (np.exp(logs) - Y) / len(X)
    lower = (upper @ W[2]) * (hidden > 0.0)
    return pack(
        {1: lower.T @ X, 2: upper.T @ hidden},
        {1: lower.sum(axis=0), 2: upper.sum(axis=0)},
    )
