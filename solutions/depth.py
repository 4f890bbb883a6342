"""Chapter 10: what depth does to errors, and four remedies."""

from collections.abc import Callable

import numpy as np

from solutions import Array
from solutions.deltas import (
    activate_prime,
    bias_gradient,
    hidden_delta,
    weight_gradient,
)
from solutions.forward import affine, relu


def error_gain(W_next: Array, Z: Array, activation: str) -> float:
    r"""Say by what factor BP2 changes the length of an error, on one layer.

    BP2 multiplies the error by a matrix with the entries
    :math:`w^{l+1}_{jk} \, \sigma'(z^l_{ik})`, for each example i another one. The gain
    is the root mean square of the factor, over all directions that an error of the
    layer above may have.

    .. math:: g = \sqrt{\frac{1}{N \, n_{l+1}} \sum_{i=1}^{N} \sum_{j=1}^{n_{l+1}}
        \sum_{k=1}^{n_l} \left( w^{l+1}_{jk} \, \sigma'(z^l_{ik}) \right)^2}

    Parameters
    ----------
    W_next : ndarray, shape (n_{l+1}, n_l)
        ``W_next[j, k]`` is the weight from neuron k to neuron j of the layer above.
    Z : ndarray, shape (N, n_l)
        Weighted inputs of this layer, one example a row.
    activation : {'sigmoid', 'tanh', 'relu'}
        This layer's activation, to be handed to ``activate_prime``. At exactly 0 the
        slope of relu is 0.

    Returns
    -------
    float
        The gain: 1 if errors keep their length, below 1 if they shrink.

    Notes
    -----
    Source: Glorot and Bengio, "Understanding the difficulty of training deep
    feedforward neural networks" (2010), section 4.2.1, for weights that are given.

    Examples
    --------
    >>> float(error_gain(np.array([[4.0]]), np.array([[0.0]]), "sigmoid"))
    1.0
    """
    slopes = activate_prime(activation, Z) ** 2
    return np.sqrt(np.mean(slopes @ (W_next**2).T))


def clip_by_global_norm(
    dW: dict[int, Array], db: dict[int, Array], limit: float
) -> tuple[dict[int, Array], dict[int, Array]]:
    r"""Shorten a gradient that is too long, and keep its direction.

    .. math:: g \leftarrow \min \left( 1, \frac{\text{limit}}{\|g\|} \right) g, \qquad
        \|g\| = \sqrt{\textstyle \sum_l \sum_{jk} (\partial C / \partial w^l_{jk})^2 +
        \sum_l \sum_j (\partial C / \partial b^l_j)^2}

    There is one norm, over all the arrays together.

    Parameters
    ----------
    dW, db : dict of ndarray, keyed by layer
        The gradient. It may be zero.
    limit : float
        How long it may be: any positive number, 1e-12 too.

    Returns
    -------
    dW, db : dict of ndarray, keyed by layer
        New arrays. A gradient that is short enough comes back with the same numbers.

    Notes
    -----
    Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent
    neural networks" (2013), algorithm 1.

    Examples
    --------
    >>> clip_by_global_norm({1: np.array([[3.0]])}, {1: np.array([4.0])}, 1.0)
    ({1: array([[0.6]])}, {1: array([0.8])})
    """
    parts = [*dW.values(), *db.values()]
    norm = np.sqrt(sum(np.sum(part**2) for part in parts))
    factor = limit / norm if norm > limit else 1.0
    return {l: factor * dW[l] for l in dW}, {l: factor * db[l] for l in db}


def l2_penalty(
    W: dict[int, Array], b: dict[int, Array], lmbda: float
) -> tuple[float, dict[int, Array], dict[int, Array]]:
    r"""Make large weights cost something: weight regularization.

    .. math:: R = \frac{\lambda}{2} \sum_l \sum_{jk} (w^l_{jk})^2

    The biases are left out: they may be as large as they like.

    Parameters
    ----------
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases.
    lmbda : float
        How dear a weight is.

    Returns
    -------
    R : float
        What is added to the cost. It is a sum over all weights of all layers.
    dW, db : dict of ndarray, keyed 1 to L
        :math:`\partial R / \partial W^l` and :math:`\partial R / \partial b^l`, each in
        the shape of its parameter.

    Notes
    -----
    Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 7.1.1.

    Examples
    --------
    >>> l2_penalty({1: np.array([[3.0]])}, {1: np.array([5.0])}, 0.5)[1:]
    ({1: array([[1.5]])}, {1: array([0.])})
    """
    R = 0.5 * lmbda * sum(np.sum(W[l] ** 2) for l in W)
    return R, {l: lmbda * W[l] for l in W}, {l: np.zeros_like(b[l]) for l in b}


def residual_forward(
    A: Array, W: dict[int, Array], b: dict[int, Array]
) -> tuple[Array, Array]:
    r"""Run a residual block: two layers, and a plus sign around them.

    .. math:: z = W^1 a + b^1, \qquad
        a_{\text{out}} = a + W^2 \, \mathrm{relu}(z) + b^2

    There is no activation function behind the plus sign.

    Parameters
    ----------
    A : ndarray, shape (N, n)
        What comes in, one example a row.
    W : dict of ndarray, keyed 1 and 2
        ``W[1]`` has shape (m, n), ``W[2]`` shape (n, m).
    b : dict of ndarray, keyed 1 and 2
        ``b[1]`` has shape (m,), ``b[2]`` shape (n,).

    Returns
    -------
    A_out : ndarray, shape (N, n)
        What goes out.
    Z : ndarray, shape (N, m)
        The weighted inputs within the block, which the backward pass needs.

    Notes
    -----
    The equation is written for one example as a column. Source: He, Zhang, Ren and Sun,
    "Identity mappings in deep residual networks" (2016), equation 3.

    Examples
    --------
    >>> W = {1: np.array([[1.0]]), 2: np.array([[2.0]])}
    >>> b = {1: np.array([-1.0]), 2: np.array([0.0])}
    >>> residual_forward(np.array([[4.0]]), W, b)
    (array([[10.]]), array([[3.]]))
    """
    Z = affine(A, W[1], b[1])
    return A + affine(relu(Z), W[2], b[2]), Z


def residual_backward(
    dA_out: Array, A: Array, Z: Array, W: dict[int, Array]
) -> tuple[Array, dict[int, Array], dict[int, Array]]:
    r"""Run a residual block backward: the error takes both ways, and they are added.

    .. math:: \frac{\partial C}{\partial a} =
        \frac{\partial C}{\partial a_{\text{out}}} + (W^1)^T \delta, \qquad
        \delta = \left( (W^2)^T \frac{\partial C}{\partial a_{\text{out}}} \right)
        \odot \mathrm{relu}'(z)

    Parameters
    ----------
    dA_out : ndarray, shape (N, n)
        :math:`\partial C / \partial a_{\text{out}}`, what arrives from above.
    A : ndarray, shape (N, n)
        What came in on the way forward.
    Z : ndarray, shape (N, m)
        The weighted inputs within the block. Where one is exactly 0, the slope of relu
        is 0.
    W : dict of ndarray, keyed 1 and 2
        ``W[1]`` has shape (m, n), ``W[2]`` shape (n, m).

    Returns
    -------
    dA : ndarray, shape (N, n)
        :math:`\partial C / \partial a`, what the block hands down.
    dW, db : dict of ndarray, keyed 1 and 2
        The gradients of the weights and biases, added over the batch; the 1/N of the
        mean is in `dA_out` already.

    Notes
    -----
    Source: He, Zhang, Ren and Sun (2016), equation 5.

    Examples
    --------
    >>> W = {1: np.array([[1.0]]), 2: np.array([[2.0]])}
    >>> residual_backward(np.ones((1, 1)), np.array([[4.0]]), np.array([[3.0]]), W)[0]
    array([[3.]])
    """
    delta = hidden_delta(dA_out, W[2], Z, "relu")
    dW = {1: weight_gradient(delta, A), 2: weight_gradient(dA_out, relu(Z))}
    db = {1: bias_gradient(delta), 2: bias_gradient(dA_out)}
    return dA_out + delta @ W[1], dW, db


def layer_norm_forward(
    X: Array, gamma: Array, beta: Array, epsilon: float
) -> tuple[Array, Array, Array]:
    r"""Give each example the mean 0 and the variance 1, then scale and shift.

    .. math:: \mu_i = \frac{1}{n} \sum_{k=1}^{n} x_{ik}, \qquad
        s_i = \sqrt{\frac{1}{n} \sum_{k=1}^{n} (x_{ik} - \mu_i)^2 + \varepsilon}

    .. math:: \hat{x}_{ik} = \frac{x_{ik} - \mu_i}{s_i}, \qquad
        y_{ik} = \gamma_k \hat{x}_{ik} + \beta_k

    Parameters
    ----------
    X : ndarray, shape (N, n)
        One example a row.
    gamma, beta : ndarray, shape (n,)
        Scale and shift, one of each for a neuron.
    epsilon : float
        A small positive number: it keeps the root away from 0 where all neurons of an
        example are equal.

    Returns
    -------
    Y : ndarray, shape (N, n)
        The scaled and shifted values.
    X_hat : ndarray, shape (N, n)
        The values before scale and shift, which the backward pass needs.
    s : ndarray, shape (N, 1)
        The root, one for each example.

    Notes
    -----
    Source: Ba, Kiros and Hinton, "Layer normalization" (2016), equations 3 and 4. The
    epsilon stands within the root, as in PyTorch.

    Examples
    --------
    >>> Y, X_hat, s = layer_norm_forward(
    ...     np.array([[1.0, 3.0]]), np.array([10.0, 10.0]), np.zeros(2), 3.0
    ... )
    >>> Y, s
    (array([[-5.,  5.]]), array([[2.]]))
    """
    centred = X - X.mean(axis=1, keepdims=True)
    s = np.sqrt(np.mean(centred**2, axis=1, keepdims=True) + epsilon)
    X_hat = centred / s
    return gamma * X_hat + beta, X_hat, s


def layer_norm_backward(
    dY: Array, X_hat: Array, s: Array, gamma: Array
) -> tuple[Array, Array, Array]:
    r"""Run layer normalization backward.

    .. math:: \frac{\partial C}{\partial x_m} = \frac{1}{s} \left( g_m -
        \frac{1}{n} \sum_k g_k - \hat{x}_m \frac{1}{n} \sum_k g_k \hat{x}_k \right),
        \qquad g_k = \gamma_k \frac{\partial C}{\partial y_k}

    Parameters
    ----------
    dY : ndarray, shape (N, n)
        :math:`\partial C / \partial y`, what arrives from above.
    X_hat : ndarray, shape (N, n)
        The normalized values of the forward pass.
    s : ndarray, shape (N, 1)
        The roots of the forward pass. They depend on x, and so does the mean.
    gamma : ndarray, shape (n,)
        The scale.

    Returns
    -------
    dX : ndarray, shape (N, n)
        :math:`\partial C / \partial x`.
    dgamma, dbeta : ndarray, shape (n,)
        The gradients of scale and shift, added over the batch; the 1/N of the mean is
        in `dY` already.

    Notes
    -----
    Source: Ba, Kiros and Hinton (2016), supplementary material; the same as Ioffe and
    Szegedy, "Batch normalization" (2015), section 3, with rows and columns exchanged.

    Examples
    --------
    >>> X_hat, s = np.array([[-1.0, 1.0]]), np.array([[2.0]])
    >>> dX, dgamma, dbeta = layer_norm_backward(np.ones((1, 2)), X_hat, s, np.ones(2))
    >>> dX, dgamma, dbeta
    (array([[0., 0.]]), array([-1.,  1.]), array([1., 1.]))
    """
    g = dY * gamma
    common = g.mean(axis=1, keepdims=True)
    along = X_hat * np.mean(g * X_hat, axis=1, keepdims=True)
    return (g - common - along) / s, np.sum(dY * X_hat, axis=0), dY.sum(axis=0)


def tower_forward(
    X: Array,
    W: dict[int, Array],
    b: dict[int, Array],
    norm: Callable[..., tuple[Array, Array, Array]] | None = None,
) -> tuple[Array, list[tuple[Array, ...]]]:
    r"""Run a tower: one layer, then residual blocks of two layers, then the scores.

    Parameters
    ----------
    X : ndarray, shape (N, n_0)
        Inputs, one example a row.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases; L is even. Layers 2 and 3 are the first block, 4 and 5 the
        second, and so on.
    norm : callable, optional
        What each block is followed by: ``layer_norm_forward``, or nothing. Its scale is
        1 and its shift 0.

    Returns
    -------
    scores : ndarray, shape (N, n_L)
        What the softmax is to be taken of.
    kept : list of tuple of ndarray
        For each block, what came in, its inner weighted inputs, and what the
        normalization behind it keeps. At the end, what comes to the last layer.

    Examples
    --------
    >>> W, b = {l: np.eye(2) for l in (1, 2, 3, 4)}, {l: np.zeros(2) for l in range(5)}
    >>> tower_forward(np.array([[1.0, -1.0]]), W, b)[0]
    array([[ 2., -1.]])
    """
    A, kept = affine(X, W[1], b[1]), []
    for l in range(2, len(W), 2):
        A_in = A
        A, Z = residual_forward(A, {1: W[l], 2: W[l + 1]}, {1: b[l], 2: b[l + 1]})
        normed: list[Array] = []
        if norm:
            A, *normed = norm(A, np.ones(A.shape[1]), np.zeros(A.shape[1]), 1e-5)
        kept.append((A_in, Z, *normed))
    kept.append((A,))
    return affine(A, W[len(W)], b[len(W)]), kept


def tower_backward(
    delta: Array,
    X: Array,
    kept: list[tuple[Array, ...]],
    W: dict[int, Array],
    norm_back: Callable[..., tuple[Array, Array, Array]] | None = None,
) -> tuple[dict[int, Array], dict[int, Array]]:
    r"""Run a tower backward.

    Parameters
    ----------
    delta : ndarray, shape (N, n_L)
        The error of the scores.
    X : ndarray, shape (N, n_0)
        The inputs.
    kept : list of tuple of ndarray
        What ``tower_forward`` kept.
    W : dict of ndarray, keyed 1 to L
        Weights.
    norm_back : callable, optional
        ``layer_norm_backward``, if there was a normalization on the way forward.

    Returns
    -------
    dW, db : dict of ndarray, keyed 1 to L
        The gradients.

    Examples
    --------
    >>> W, b = {l: np.eye(1) for l in (1, 2, 3, 4)}, {l: np.zeros(1) for l in range(5)}
    >>> X = np.array([[3.0]])
    >>> scores, kept = tower_forward(X, W, b)
    >>> tower_backward(np.ones((1, 1)), X, kept, W)[0][1]
    array([[6.]])
    """
    L = len(W)
    dW, db = {L: weight_gradient(delta, kept[-1][0])}, {L: bias_gradient(delta)}
    dA = delta @ W[L]
    for l in range(L - 2, 1, -2):
        A_in, Z, *normed = kept[l // 2 - 1]
        if norm_back:
            dA = norm_back(dA, *normed, np.ones(dA.shape[1]))[0]
        dA, dW_block, db_block = residual_backward(dA, A_in, Z, {1: W[l], 2: W[l + 1]})
        dW |= {l: dW_block[1], l + 1: dW_block[2]}
        db |= {l: db_block[1], l + 1: db_block[2]}
    return dW | {1: weight_gradient(dA, X)}, db | {1: bias_gradient(dA)}
