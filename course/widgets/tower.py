"""Thirty layers, run forward and back for every scale of their weights at once."""

from __future__ import annotations

import numpy as np

from course import Array

LAYERS, WIDTH, EXAMPLES = 30, 32, 16
SCALES: Array = np.round(np.geomspace(0.25, 4.0, 25), 3)
TINY = 1e-9  # under the root of a spread


def activate(kind: str, Z: Array) -> tuple[Array, Array]:
    """Give an activation's output and slope."""
    if kind == "relu":
        return np.maximum(Z, 0.0), np.where(Z > 0, 1.0, 0.0)
    if kind == "tanh":
        return np.tanh(Z), 1.0 / np.cosh(Z.clip(-300, 300)) ** 2
    A = 0.5 * (1.0 + np.tanh(0.5 * Z))
    return A, A * (1.0 - A)


def size(values: Array) -> Array:
    """Give the root mean square over examples and neurons."""
    result: Array = np.sqrt((values**2).mean(axis=(-2, -1)))
    return result


class Tower:
    """Thirty layers, run forward for all scales at once.

    Parameters
    ----------
    kind : str
        The activation.
    plus, norm : bool
        Whether the input of each layer is added to what it gives, and whether that is
        then given the mean 0 and the variance 1 in each example.

    Attributes
    ----------
    W : ndarray, shape (layers, width, width)
        The weights at scale 1.
    Z, A : ndarray, shape (layers, scales, examples, width)
        Weighted inputs and outputs of each layer.
    """

    def __init__(self, kind: str, *, plus: bool, norm: bool) -> None:
        self.kind, self.plus, self.norm = kind, plus, norm
        rng = np.random.default_rng(10)
        self.W = rng.normal(size=(LAYERS, WIDTH, WIDTH)) / np.sqrt(WIDTH)
        self.X = np.repeat(rng.normal(size=(1, EXAMPLES, WIDTH)), len(SCALES), axis=0)
        A, kept, self._spreads = self.X, [], []
        for weights in self.W:
            Z = SCALES[:, None, None] * (A @ weights.T)
            out = activate(kind, Z)[0]
            A = A + out if plus else out
            if norm:
                spread = np.sqrt(A.var(axis=-1, keepdims=True) + TINY)
                A = (A - A.mean(axis=-1, keepdims=True)) / spread
                self._spreads.append(spread)
            kept.append((Z, A))
        self.Z = np.stack([Z for Z, _ in kept])
        self.A = np.stack([A for _, A in kept])

    def back(self) -> tuple[Array, Array]:
        """Send an error of size 1 into the top layer's output.

        Returns
        -------
        sizes : ndarray, shape (scales, layers)
            Root mean square of the error at the output of each layer, the lowest first.
        lengths : ndarray, shape (scales, layers)
            How long the gradient of each layer's weights is, the mean over examples.
        """
        back = np.random.default_rng(11).normal(size=(1, EXAMPLES, WIDTH))
        back = np.repeat(back / size(back)[:, None, None], len(SCALES), axis=0)
        sizes, lengths = [], []
        for layer in range(LAYERS - 1, -1, -1):
            sizes.append(size(back))
            if self.norm:
                A = self.A[layer]
                along = (back * A).mean(axis=-1, keepdims=True)
                mean = back.mean(axis=-1, keepdims=True)
                back = (back - mean - A * along) / self._spreads[layer]
            delta = back * activate(self.kind, self.Z[layer])[1]
            below = self.A[layer - 1] if layer else self.X
            slope = delta.transpose(0, 2, 1) @ below / EXAMPLES
            lengths.append(np.sqrt((slope**2).sum(axis=(1, 2))))
            through = SCALES[:, None, None] * delta @ self.W[layer]
            back = back + through if self.plus else through
        return np.stack(sizes[::-1], axis=1), np.stack(lengths[::-1], axis=1)
