"""Chapter 06: updates, mini-batches and the training loop."""

from collections.abc import Callable

import numpy as np

from solutions import Array


def initialize(
    sizes: list[int], scheme: str, rng: np.random.Generator
) -> tuple[dict[int, Array], dict[int, Array]]:
    r"""Draw the weights of a network at random, and set its biases to zero.

    .. math:: w^l_{jk} \sim \mathcal{N}(0, s_l^2), \qquad
        s_l^2 = \begin{cases}
        0.01^2 & \text{small} \\
        2 / (n_{l-1} + n_l) & \text{xavier} \\
        2 / n_{l-1} & \text{he}
        \end{cases}, \qquad b^l_j = 0

    Parameters
    ----------
    sizes : list of int
        Numbers of neurons :math:`n_0, \dots, n_L`, the inputs first.
    scheme : {'small', 'xavier', 'he'}
        Which variance the weights have.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    W, b : dict of ndarray, keyed 1 to L
        ``W[l]`` has shape (n_l, n_{l-1}), ``b[l]`` has shape (n_l,); all are arrays of
        float64, NumPy's own kind of float.

    Raises
    ------
    ValueError
        If there is no scheme of that name.

    Notes
    -----
    Sources: Glorot and Bengio, "Understanding the difficulty of training deep
    feedforward neural networks" (2010), who draw from a uniform distribution of the
    same variance (their equation 16); He et al., "Delving deep into rectifiers" (2015).

    Examples
    --------
    >>> W, b = initialize([3, 2], "he", np.random.default_rng(1))
    >>> W[1].shape, b[1]
    ((2, 3), array([0., 0.]))
    """
    W, b = {}, {}
    for l in range(1, len(sizes)):
        n_prev, n = sizes[l - 1], sizes[l]
        if scheme == "small":
            s = 0.01
        elif scheme == "xavier":
            s = np.sqrt(2.0 / (n_prev + n))
        elif scheme == "he":
            s = np.sqrt(2.0 / n_prev)
        else:
            raise ValueError(f"no initialization is called {scheme!r}")
        W[l] = rng.normal(0.0, s, (n, n_prev))
        b[l] = np.zeros(n)
    return W, b


def flatten(W: dict[int, Array], b: dict[int, Array]) -> Array:
    r"""Write all the parameters of a network in one row.

    Parameters
    ----------
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases, or their gradients.

    Returns
    -------
    ndarray, shape (P,)
        :math:`\theta`: the weights of layer 1 row by row, its biases, then layer 2.

    Examples
    --------
    >>> flatten({1: np.array([[1.0, 2.0]])}, {1: np.array([3.0])})
    array([1., 2., 3.])
    """
    return np.concatenate([part for l in sorted(W) for part in (W[l].ravel(), b[l])])


def unflatten(
    theta: Array, sizes: list[int]
) -> tuple[dict[int, Array], dict[int, Array]]:
    r"""Take the parameters of a network out of the row that ``flatten`` wrote.

    Parameters
    ----------
    theta : ndarray, shape (P,)
        All the parameters.
    sizes : list of int
        Numbers of neurons :math:`n_0, \dots, n_L`, the inputs first.

    Returns
    -------
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases.

    Examples
    --------
    >>> W, b = unflatten(np.array([1.0, 2.0, 3.0]), [2, 1])
    >>> W[1], b[1]
    (array([[1., 2.]]), array([3.]))
    """
    W, b = {}, {}
    start = 0
    for l in range(1, len(sizes)):
        n_prev, n = sizes[l - 1], sizes[l]
        W[l] = theta[start : start + n * n_prev].reshape(n, n_prev)
        start += n * n_prev
        b[l] = theta[start : start + n]
        start += n
    return W, b


def gradient_step(theta: Array, grad: Array, eta: float) -> Array:
    r"""Go one step down the slope.

    .. math:: \theta' = \theta - \eta \, \frac{\partial C}{\partial \theta}

    Parameters
    ----------
    theta : ndarray, any shape
        Parameters: weights, biases, or all of a network in one row.
    grad : ndarray, shape of theta
        :math:`\partial C / \partial \theta`.
    eta : float
        Learning rate, 0 or more.

    Returns
    -------
    ndarray, shape of theta
        The new parameters, in a new array.

    Notes
    -----
    Source: Nielsen (2015), chapter 1, "Learning with gradient descent".

    Examples
    --------
    >>> gradient_step(np.array([1.0, 2.0]), np.array([10.0, -10.0]), 0.1)
    array([0., 3.])
    """
    return theta - eta * grad


def minibatches(N: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    r"""Shuffle the numbers of the examples and cut them into batches, for one epoch.

    .. math:: \{0, \dots, N-1\} = B_1 \cup B_2 \cup \dots \cup B_m, \qquad
        m = \left\lceil \frac{N}{\text{batch\_size}} \right\rceil

    Each example is in exactly one batch.

    Parameters
    ----------
    N : int
        Number of examples.
    batch_size : int
        How many examples go into a batch.
    rng : numpy.random.Generator
        Source of randomness: another order each time.

    Returns
    -------
    list of ndarray of int
        Row numbers from 0 to N - 1. All batches have `batch_size` of them but the last,
        which has what is left over.

    Notes
    -----
    Source: Nielsen (2015), chapter 1.

    Examples
    --------
    >>> batches = minibatches(5, 2, np.random.default_rng(1))
    >>> [len(rows) for rows in batches]
    [2, 2, 1]
    >>> sorted(int(i) for rows in batches for i in rows)
    [0, 1, 2, 3, 4]
    """
    order = rng.permutation(N)
    return [order[start : start + batch_size] for start in range(0, N, batch_size)]


def train(
    theta: Array,
    X: Array,
    Y: Array,
    loss: Callable[[Array, Array, Array], float],
    gradient: Callable[[Array, Array, Array], Array],
    eta: float,
    batch_size: int,
    epochs: int,
    target: float,
    rng: np.random.Generator,
) -> tuple[Array, list[float]]:
    r"""Train until the loss reaches a target or the epochs are used up.

    .. math:: \theta \leftarrow \theta - \eta \,
        \frac{\partial}{\partial \theta} C(\theta; X_B, Y_B)
        \qquad \text{for each batch } B, \text{ epoch after epoch}

    With `batch_size` 1 this is stochastic gradient descent, one example a step. With N
    it is full-batch gradient descent, one step an epoch.

    Parameters
    ----------
    theta : ndarray, any shape
        Where to start. It stays as it is.
    X : ndarray, shape (N, n_0)
        Inputs.
    Y : ndarray, shape (N, n_L)
        The right outputs.
    loss : callable
        Takes theta, X, Y, gives the mean loss over these rows.
    gradient : callable
        Takes theta, X, Y, gives the gradient of the mean loss over these rows.
    eta : float
        Learning rate.
    batch_size : int
        How many examples go into a batch.
    epochs : int
        How often to go through the data at most.
    target : float
        Training stops once the loss over all rows is this or less. It is looked at
        before each epoch, the first included.
    rng : numpy.random.Generator
        Shuffles the rows anew for each epoch.

    Returns
    -------
    theta : ndarray
        The trained parameters.
    losses : list of float
        The loss over all rows: at the start, and after each epoch that was trained.

    Notes
    -----
    Source: Nielsen (2015), chapter 1.

    Examples
    --------
    >>> theta, losses = train(
    ...     np.array([4.0]), np.zeros((3, 1)), np.zeros((3, 1)),
    ...     lambda theta, X, Y: float(theta[0] ** 2),
    ...     lambda theta, X, Y: 2.0 * theta,
    ...     0.25, 3, 10, 1.0, np.random.default_rng(1),
    ... )
    >>> theta, losses
    (array([1.]), [16.0, 4.0, 1.0])
    """
    losses = [loss(theta, X, Y)]
    for _ in range(epochs):
        if losses[-1] <= target:
            break
        for rows in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses
