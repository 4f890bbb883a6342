"""Chapter 04: the delta equations, and the whole backward pass."""

import numpy as np

from solutions import Array
from solutions.forward import (
    activate,
    affine,
    forward,
    relu_prime,
    softmax,
    tanh_prime,
)
from solutions.losses import mse_gradient
from solutions.neuron import sigmoid_prime


def activate_prime(name: str, Z: Array) -> Array:
    r"""Give the slope of the activation function that is called by this name.

    Parameters
    ----------
    name : {'sigmoid', 'tanh', 'relu'}
        Name of the activation. Softmax is not among them: each of its outputs depends
        on every score of the row, so its slope is not elementwise.
    Z : ndarray, shape (N, n)
        Weighted inputs of a layer.

    Returns
    -------
    ndarray, shape (N, n)
        The slope at each element.

    Raises
    ------
    ValueError
        If there is no elementwise activation of that name.

    Examples
    --------
    >>> activate_prime("relu", np.array([[-1.0, 2.0]]))
    array([[0., 1.]])
    """
    if name == "sigmoid":
        return sigmoid_prime(Z)
    if name == "tanh":
        return tanh_prime(Z)
    if name == "relu":
        return relu_prime(Z)
    raise ValueError(f"no elementwise activation is called {name!r}")


def output_delta(dA: Array, Z: Array, activation: str = "sigmoid") -> Array:
    r"""Turn the slope of the cost at the outputs into their error (BP1).

    .. math:: \delta^L = \nabla_a C \odot \sigma'(z^L)

    Parameters
    ----------
    dA : ndarray, shape (N, n_L)
        :math:`\partial C / \partial a^L`, the gradient of the cost.
    Z : ndarray, shape (N, n_L)
        Weighted inputs of the output layer. Any finite size.
    activation : {'sigmoid', 'tanh', 'relu'}
        The output layer's activation, to be handed to ``activate_prime``.

    Returns
    -------
    ndarray, shape (N, n_L)
        :math:`\delta^L = \partial C / \partial z^L`.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, equation BP1.

    Examples
    --------
    >>> output_delta(np.array([[2.0]]), np.array([[0.0]]))
    array([[0.5]])
    """
    return dA * activate_prime(activation, Z)


def softmax_cross_entropy_delta(Z: Array, Y: Array) -> Array:
    r"""Give the error of a softmax output layer under cross-entropy.

    .. math:: \delta^L_{ij} = \frac{1}{N} (a_{ij} - y_{ij}),
        \qquad a = \mathrm{softmax}(z^L)

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores of the output layer. Any finite size: nothing overflows on the way.
    Y : ndarray, shape (N, K)
        Targets, one row of probabilities an example.

    Returns
    -------
    ndarray, shape (N, K)
        :math:`\delta^L = \partial C / \partial z^L`. The 1/N of the mean is in it.

    Notes
    -----
    Source: Nielsen (2015), chapter 3, "Softmax".

    Examples
    --------
    >>> softmax_cross_entropy_delta(np.zeros((1, 2)), np.array([[1.0, 0.0]]))
    array([[-0.5,  0.5]])
    """
    return (softmax(Z) - Y) / len(Z)


def hidden_delta(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> Array:
    r"""Carry the error one layer back (BP2).

    .. math:: \delta^l = ((W^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)

    Parameters
    ----------
    delta_next : ndarray, shape (N, n_{l+1})
        Error of the layer above, one example a row.
    W_next : ndarray, shape (n_{l+1}, n_l)
        ``W_next[j, k]`` is the weight from neuron k to neuron j.
    Z : ndarray, shape (N, n_l)
        Weighted inputs of this layer. Any finite size.
    activation : {'sigmoid', 'tanh', 'relu'}
        This layer's activation, to be handed to ``activate_prime``.

    Returns
    -------
    ndarray, shape (N, n_l)
        :math:`\delta^l = \partial C / \partial z^l`.

    Notes
    -----
    The equation is written for one example as a column. Here each example is a row, so
    the order of the product changes. Source: Nielsen (2015), chapter 2, equation BP2.

    Examples
    --------
    >>> hidden_delta(np.ones((1, 2)), np.ones((2, 3)), np.zeros((1, 3)))
    array([[0.5, 0.5, 0.5]])
    """
    return (delta_next @ W_next) * activate_prime(activation, Z)


def bias_gradient(delta: Array) -> Array:
    r"""Collect the slope of the cost with respect to each bias (BP3).

    .. math:: \frac{\partial C}{\partial b_j} = \sum_{i=1}^{N} \delta_{ij}

    Parameters
    ----------
    delta : ndarray, shape (N, n_l)
        Error of the layer, one example a row; the 1/N of the mean is in it already.

    Returns
    -------
    ndarray, shape (n_l,)
        :math:`\partial C / \partial b^l`, the shape of the biases.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, equation BP3.

    Examples
    --------
    >>> bias_gradient(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([4., 6.])
    """
    return delta.sum(axis=0)


def weight_gradient(delta: Array, A_prev: Array) -> Array:
    r"""Collect the slope of the cost with respect to each weight (BP4).

    .. math:: \frac{\partial C}{\partial w_{jk}} =
        \sum_{i=1}^{N} a^{l-1}_{ik} \, \delta^l_{ij}

    Parameters
    ----------
    delta : ndarray, shape (N, n_l)
        Error of the layer, one example a row; the 1/N of the mean is in it already.
    A_prev : ndarray, shape (N, n_{l-1})
        Activations of the layer below.

    Returns
    -------
    ndarray, shape (n_l, n_{l-1})
        :math:`\partial C / \partial W^l`, the shape of the weights.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, equation BP4.

    Examples
    --------
    >>> weight_gradient(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0, 5.0]]))
    array([[ 3.,  4.,  5.],
           [ 6.,  8., 10.]])
    """
    return delta.T @ A_prev


def deltas_by_trying(
    X: Array,
    Y: Array,
    W: dict[int, Array],
    b: dict[int, Array],
    activation: dict[int, str],
) -> dict[int, Array]:
    r"""Measure the error of every neuron by a small push at its weighted input.

    .. math:: \delta^l_{ij} = \frac{\partial C}{\partial z^l_{ij}}
        = \frac{1}{N} \frac{\partial C_i}{\partial z^l_{ij}}

    No delta equation is used. The cost is the mean squared error.

    Parameters
    ----------
    X : ndarray, shape (N, n_0)
        Inputs, one example a row.
    Y : ndarray, shape (N, n_L)
        The right outputs.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases; ``W[l]`` has shape (n_l, n_{l-1}), ``b[l]`` shape (n_l,).
    activation : dict of str, keyed 1 to L
        Name of each layer's activation; none is ``'softmax'``.

    Returns
    -------
    dict of ndarray, keyed 1 to L
        The errors; ``delta[l]`` has shape (N, n_l). Four digits have to be right: a
        push of 1e-5 is small enough, and 1e-10 too small.

    Notes
    -----
    An example's cost depends on its own row alone, so one push serves all N rows of a
    neuron at once. Source: the node perturbation of Widrow and Lehr, "30 years of
    adaptive neural networks" (1990).

    Examples
    --------
    >>> W, b = {1: np.array([[1.0]])}, {1: np.array([0.0])}
    >>> X, Y = np.array([[0.0]]), np.array([[0.0]])
    >>> deltas_by_trying(X, Y, W, b, {1: "sigmoid"})[1].round(4)
    array([[0.125]])
    """
    Z = forward(X, W, b, activation)[0]
    L, h = len(W), 1e-5

    def costs(l: int, z: Array) -> Array:
        a = activate(activation[l], z)
        for m in range(l + 1, L + 1):
            a = activate(activation[m], affine(a, W[m], b[m]))
        return np.sum((a - Y) ** 2, axis=1) / (2 * len(Y))

    delta = {}
    for l in range(1, L + 1):
        delta[l] = np.zeros(Z[l].shape)
        for j in range(Z[l].shape[1]):
            push = np.zeros(Z[l].shape[1])
            push[j] = h
            rise = costs(l, Z[l] + push) - costs(l, Z[l] - push)
            delta[l].T[j] = rise / (2 * h)
    return delta


def backward(
    Y: Array,
    Z: dict[int, Array],
    A: dict[int, Array],
    W: dict[int, Array],
    activation: dict[int, str],
) -> tuple[dict[int, Array], dict[int, Array]]:
    r"""Run the whole network backward: every gradient from one pass (BP1 to BP4).

    .. math:: \frac{\partial C}{\partial W^l}, \; \frac{\partial C}{\partial b^l}
        \qquad l = L, L-1, \dots, 1

    The cost goes with the output layer: softmax cross-entropy for a softmax layer, the
    mean squared error for any other.

    Parameters
    ----------
    Y : ndarray, shape (N, n_L)
        The right outputs.
    Z, A : dict of ndarray
        What ``forward`` kept: ``Z`` keyed 1 to L, ``A`` keyed 0 to L. Any finite size.
    W : dict of ndarray, keyed 1 to L
        Weights; ``W[l]`` has shape (n_l, n_{l-1}).
    activation : dict of str, keyed 1 to L
        Name of each layer's activation. Only the last may be ``'softmax'``.

    Returns
    -------
    dW, db : dict of ndarray, keyed 1 to L
        :math:`\partial C / \partial W^l` and :math:`\partial C / \partial b^l`, each in
        the shape of its parameter.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, "The backpropagation algorithm".

    Examples
    --------
    >>> W, Z = {1: np.array([[1.0]])}, {1: np.array([[0.0]])}
    >>> A = {0: np.array([[4.0]]), 1: np.array([[0.5]])}
    >>> backward(np.array([[0.0]]), Z, A, W, {1: "sigmoid"})
    ({1: array([[0.5]])}, {1: array([0.125])})
    """
    L = len(W)
    if activation[L] == "softmax":
        delta = softmax_cross_entropy_delta(Z[L], Y)
    else:
        delta = output_delta(mse_gradient(A[L], Y), Z[L], activation[L])  # BP1
    dW, db = {}, {}
    for l in range(L, 0, -1):
        if l < L:
            delta = hidden_delta(delta, W[l + 1], Z[l], activation[l])  # BP2
        db[l] = bias_gradient(delta)  # BP3
        dW[l] = weight_gradient(delta, A[l - 1])  # BP4
    return dW, db


def shared_gradient(
    X: Array, Y: Array, W: Array, b: Array, activation: str
) -> tuple[Array, Array]:
    r"""Give the gradient of a network of two layers that share their weights.

    Both layers have the same W, the same b and the same activation: what the first one
    answers goes through it a second time. The cost is the mean squared error.

    .. math:: a^1 = \sigma(W x + b), \qquad a^2 = \sigma(W a^1 + b)

    Parameters
    ----------
    X : ndarray, shape (N, n)
        Inputs, one example a row.
    Y : ndarray, shape (N, n)
        The right outputs.
    W : ndarray, shape (n, n)
        The weights of either layer; ``W[j, k]`` leads from neuron k to neuron j.
    b : ndarray, shape (n,)
        The biases of either layer.
    activation : {'sigmoid', 'tanh', 'relu'}
        The activation of either layer.

    Returns
    -------
    dW : ndarray, shape (n, n)
        ∂C/∂W: how the cost changes when a weight is changed in both places at once.
    db : ndarray, shape (n,)
        ∂C/∂b, likewise.

    Notes
    -----
    Source: Rumelhart, Hinton and Williams (1986), who add the slopes of weights that
    are held equal.

    Examples
    --------
    >>> X, Y, W, b = np.ones((1, 1)), np.zeros((1, 1)), np.array([[3.0]]), np.zeros(1)
    >>> shared_gradient(X, Y, W, b, "relu")  # the output is 3 times 3 times x
    (array([[54.]]), array([36.]))
    """
    twice = {1: W, 2: W}
    kinds = {1: activation, 2: activation}
    Z, A = forward(X, twice, {1: b, 2: b}, kinds)
    dW, db = backward(Y, Z, A, twice, kinds)
    return dW[1] + dW[2], db[1] + db[2]
