"""One training step for speed: the same numbers, without making new arrays.

The chapters use `forward`, `backward` and `gradient_step`, which say what they do. In
them, most of the time that the matrix products leave goes into temporary arrays. Here
all arrays are made once. ``make bench`` measures both.
"""

import numpy as np

from solutions import Array


class FastStep:
    r"""Train a network of ReLU layers with a softmax output, in arrays made once.

    A step is one of gradient descent on the softmax cross-entropy, as chapters 02, 03,
    04 and 06 compute it:

    .. math:: \theta' = \theta - \eta \, \frac{\partial C}{\partial \theta}

    Parameters
    ----------
    sizes : list of int
        Numbers of neurons :math:`n_0, \dots, n_L`, the inputs first.
    N : int
        Number of examples in each batch.

    Notes
    -----
    Layer l owns ``A[l]``, which holds its scores and then its activations, and
    ``delta[l]``. The slope of ReLU is 0 or 1: multiplying by a mask of booleans needs
    no array of slopes. The softmax is left in ``delta[L]``, where it becomes the error.

    Examples
    --------
    >>> W, b = {1: np.zeros((2, 3))}, {1: np.zeros(2)}
    >>> step = FastStep([3, 2], 1)
    >>> X, Y = np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 1.0]])
    >>> round(step(W, b, X, Y, 1.0), 6)
    0.693147
    >>> b[1]
    array([-0.5,  0.5])
    """

    def __init__(self, sizes: list[int], N: int) -> None:
        layers = range(1, len(sizes))
        self.L, self.N = len(sizes) - 1, N
        self.A = {l: np.empty((N, sizes[l])) for l in layers}
        self.delta = {l: np.empty((N, sizes[l])) for l in layers}
        self.active = {l: np.empty((N, sizes[l]), dtype=bool) for l in layers}
        self.dW = {l: np.empty((sizes[l], sizes[l - 1])) for l in layers}
        self.db = {l: np.empty(sizes[l]) for l in layers}
        self.ones = np.ones(N)

    def __call__(
        self, W: dict[int, Array], b: dict[int, Array], X: Array, Y: Array, eta: float
    ) -> float:
        """Take one step. It changes W and b themselves.

        Parameters
        ----------
        W, b : dict of ndarray, keyed 1 to L
            Weights and biases.
        X : ndarray, shape (N, n_0)
            Inputs.
        Y : ndarray, shape (N, n_L)
            Targets, one row of probabilities an example.
        eta : float
            Learning rate.

        Returns
        -------
        float
            The cost before the step.
        """
        self._forward(W, b, X)
        cost = self._cost_and_output_error(Y)
        self._backward(W, X)
        for l in W:
            self.dW[l] *= eta
            W[l] -= self.dW[l]
            self.db[l] *= eta
            b[l] -= self.db[l]
        return cost

    def _forward(self, W: dict[int, Array], b: dict[int, Array], X: Array) -> None:
        A_prev = X
        for l in range(1, self.L + 1):
            np.matmul(A_prev, W[l].T, out=self.A[l])
            self.A[l] += b[l]
            if l < self.L:
                np.maximum(self.A[l], 0.0, out=self.A[l])
            A_prev = self.A[l]

    def _cost_and_output_error(self, Y: Array) -> float:
        shifted, delta = self.A[self.L], self.delta[self.L]
        shifted -= shifted.max(axis=1, keepdims=True)
        np.exp(shifted, out=delta)
        total = delta.sum(axis=1, keepdims=True)
        cost = (np.log(total).sum() - np.vdot(Y, shifted)) / self.N
        delta /= total
        delta -= Y
        delta /= self.N
        return float(cost)

    def _backward(self, W: dict[int, Array], X: Array) -> None:
        for l in range(self.L, 0, -1):
            A_prev = self.A[l - 1] if l > 1 else X
            np.matmul(self.ones, self.delta[l], out=self.db[l])  # BP3
            np.matmul(self.delta[l].T, A_prev, out=self.dW[l])  # BP4
            if l > 1:  # BP2
                np.greater(A_prev, 0.0, out=self.active[l - 1])
                np.matmul(self.delta[l], W[l], out=self.delta[l - 1])
                self.delta[l - 1] *= self.active[l - 1]
