"""Chapter 14: attention, and a whole block of a transformer, forward and backward."""

import numpy as np

from solutions import Array
from solutions.depth import layer_norm_backward, layer_norm_forward
from solutions.forward import relu


def softmax_backward(dP: Array, P: Array) -> Array:
    r"""Carry the error back through a softmax: from the probabilities to the scores.

    .. math:: \frac{\partial C}{\partial s_j} =
        \sum_k \frac{\partial C}{\partial p_k} \, p_k \,
        ([j = k] - p_j), \qquad
        [j = k] = \begin{cases} 1 & \text{if } j = k \\ 0 & \text{else} \end{cases}

    Each row along the last axis is a softmax by itself. Every probability of a row
    depends on every score of it.

    Parameters
    ----------
    dP : ndarray, shape (..., K)
        The gradient of the cost with respect to each probability.
    P : ndarray, shape (..., K)
        The probabilities; along the last axis they sum to 1.

    Returns
    -------
    ndarray, shape (..., K)
        The gradient with respect to each score. Where a probability is 0 it is 0.

    Notes
    -----
    Source: Bridle, "Probabilistic interpretation of feedforward classification network
    outputs" (1990), for the slopes of the softmax.

    Examples
    --------
    >>> softmax_backward(np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]]))
    array([[ 0.25, -0.25]])
    """
    return P * (dP - np.sum(dP * P, axis=-1, keepdims=True))


def attention_forward(
    Q: Array, K: Array, V: Array, causal: bool = True
) -> tuple[Array, Array]:
    r"""Let every token look at the others, and take the mean of what it looks at.

    .. math:: s_{ij} = \frac{q_i \cdot k_j}{\sqrt d}, \qquad
        p_{ij} = \frac{e^{s_{ij}}}{\sum_m e^{s_{im}}}, \qquad
        o_i = \sum_j p_{ij} v_j

    Parameters
    ----------
    Q, K : ndarray, shape (N, T, d)
        Queries and keys, one token a row. The scores may be of any finite size.
    V : ndarray, shape (N, T, n_v)
        Values.
    causal : bool
        Whether a token sees only itself and those before it: then
        :math:`p_{ij} = 0` for j > i, and the other ones of the row sum to 1.

    Returns
    -------
    O : ndarray, shape (N, T, n_v)
        What each token gets.
    P : ndarray, shape (N, T, T)
        ``P[i, t, s]``: how much of token s token t takes.

    Notes
    -----
    Source: Vaswani et al., "Attention is all you need" (2017), equation 1.

    Examples
    --------
    >>> Q = np.zeros((1, 2, 1))
    >>> O, P = attention_forward(Q, Q, np.array([[[2.0], [4.0]]]))
    >>> O.tolist(), P.tolist()
    ([[[2.0], [3.0]]], [[[1.0, 0.0], [0.5, 0.5]]])
    """
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if causal:
        seen = np.tri(Q.shape[1], dtype=bool)
        scores = np.where(seen, scores, -np.inf)
    E = np.exp(scores - scores.max(axis=2, keepdims=True))
    P = E / E.sum(axis=2, keepdims=True)
    return P @ V, P


def attention_backward(
    dO: Array, Q: Array, K: Array, V: Array, P: Array
) -> tuple[Array, Array, Array]:
    r"""Carry the error back through attention, to queries, keys and values.

    .. math:: \frac{\partial C}{\partial v_j} =
        \sum_i p_{ij} \frac{\partial C}{\partial o_i}, \qquad
        \frac{\partial C}{\partial p_{ij}} = \frac{\partial C}{\partial o_i} \cdot v_j,
        \qquad s_{ij} = \frac{q_i \cdot k_j}{\sqrt d}

    Parameters
    ----------
    dO : ndarray, shape (N, T, n_v)
        The gradient with respect to what each token got.
    Q, K : ndarray, shape (N, T, d)
        Queries and keys.
    V : ndarray, shape (N, T, n_v)
        Values.
    P : ndarray, shape (N, T, T)
        The probabilities that ``attention_forward`` gave, with the mask in them.

    Returns
    -------
    dQ, dK : ndarray, shape (N, T, d)
        The gradients of queries and keys.
    dV : ndarray, shape (N, T, n_v)
        The gradient of the values.

    Notes
    -----
    Source: the chain rule along every path of Vaswani et al. (2017), equation 1.

    Examples
    --------
    >>> Q = np.ones((1, 1, 1))
    >>> dQ, dK, dV = attention_backward(5.0 * Q, Q, Q, Q, Q)
    >>> dQ.item(), dK.item(), dV.item()
    (0.0, 0.0, 5.0)
    """
    dS = softmax_backward(dO @ V.swapaxes(1, 2), P) / np.sqrt(Q.shape[2])
    return dS @ K, dS.swapaxes(1, 2) @ Q, P.swapaxes(1, 2) @ dO


def norm_tokens(X: Array, gamma: Array, beta: Array) -> tuple[Array, Array, Array]:
    """Normalize each token of each sequence, as chapter 10 normalizes each example.

    Parameters
    ----------
    X : ndarray, shape (N, T, n)
        The tokens.
    gamma, beta : ndarray, shape (n,)
        Scale and shift.

    Returns
    -------
    Y : ndarray, shape (N, T, n)
        The normalized tokens, scaled and shifted.
    X_hat : ndarray, shape (N T, n)
        The tokens with mean 0 and variance 1, one a row.
    s : ndarray, shape (N T, 1)
        The roots by which they were divided.

    Examples
    --------
    >>> norm_tokens(np.array([[[1.0, 3.0]]]), np.ones(2), np.zeros(2))[0].round(3)
    array([[[-1.,  1.]]])
    """
    rows = X.reshape(-1, X.shape[2])
    Y, X_hat, s = layer_norm_forward(rows, gamma, beta, 1e-5)
    return Y.reshape(X.shape), X_hat, s


def norm_tokens_backward(
    dY: Array, X_hat: Array, s: Array, gamma: Array
) -> tuple[Array, Array, Array]:
    """Carry the error back through the normalization of tokens.

    Parameters
    ----------
    dY : ndarray, shape (N, T, n)
        The gradient with respect to the normalized tokens.
    X_hat : ndarray, shape (N T, n)
        The normalized tokens that ``norm_tokens`` kept.
    s : ndarray, shape (N T, 1)
        The roots that it kept.
    gamma : ndarray, shape (n,)
        The scale.

    Returns
    -------
    dX : ndarray, shape (N, T, n)
        The gradient of the tokens.
    dgamma, dbeta : ndarray, shape (n,)
        The gradients of scale and shift.

    Examples
    --------
    >>> _, X_hat, s = norm_tokens(np.array([[[1.0, 3.0]]]), np.ones(2), np.zeros(2))
    >>> norm_tokens_backward(np.ones((1, 1, 2)), X_hat, s, np.ones(2))[0].tolist()
    [[[0.0, 0.0]]]
    """
    rows, dgamma, dbeta = layer_norm_backward(dY.reshape(X_hat.shape), X_hat, s, gamma)
    return rows.reshape(dY.shape), dgamma, dbeta


def weights_gradient(delta: Array, A: Array) -> Array:
    """Collect the slope of weights over all tokens of all sequences (BP4).

    Parameters
    ----------
    delta : ndarray, shape (N, T, n_out)
        The error of what the weights gave.
    A : ndarray, shape (N, T, n_in)
        What they were given.

    Returns
    -------
    ndarray, shape (n_out, n_in)
        The gradient, in the shape of the weights.

    Examples
    --------
    >>> weights_gradient(np.ones((1, 2, 1)), np.array([[[1.0, 2.0], [3.0, 4.0]]]))
    array([[4., 6.]])
    """
    return np.einsum("itj,itk->jk", delta, A)


def block_forward(X: Array, p: dict[str, Array]) -> tuple[Array, dict[str, Array]]:
    r"""Run one block: attention, then a small network, each beside a straight path.

    .. math::
        U &= \mathrm{norm}_1(X), \qquad
        X' = X + \mathrm{attention}(U W_q^T, U W_k^T, U W_v^T)\, W_o^T \\
        V &= \mathrm{norm}_2(X'), \qquad
        Y = X' + \mathrm{relu}(V W_1^T + b_1)\, W_2^T + b_2

    Parameters
    ----------
    X : ndarray, shape (N, T, n)
        The tokens. The attention is causal.
    p : dict of ndarray
        ``'W_q'``, ``'W_k'``: (d, n); ``'W_v'``: (n_v, n); ``'W_o'``: (n, n_v);
        ``'W_1'``: (m, n), ``'b_1'``: (m,); ``'W_2'``: (n, m), ``'b_2'``: (n,); scales
        and shifts of the norms, ``'gamma_1'``, ``'beta_1'``, ``'gamma_2'``,
        ``'beta_2'``: (n,).

    Returns
    -------
    Y : ndarray, shape (N, T, n)
        The tokens behind the block.
    kept : dict of ndarray
        What the way back needs, under these names and no others. ``'U'``, ``'M'``: the
        normalized tokens, shape (N, T, n); ``'U_hat'``, ``'s_1'`` and ``'M_hat'``,
        ``'s_2'``: what ``norm_tokens`` kept of each; ``'Q'``, ``'K'``, ``'V'``, ``'O'``
        and ``'P'``: what attention was given and gave; ``'Z'``, shape (N, T, m): the
        weighted inputs of the small network.

    Notes
    -----
    Source: Vaswani et al. (2017), section 3.1, with one head, and with the norm before
    each part, as in Xiong et al., "On layer normalization in the transformer
    architecture" (2020). The norm is that of chapter 10, over the n numbers of a token,
    with 1e-5 under its root.

    Examples
    --------
    >>> zero, none = np.zeros((2, 2)), np.zeros(2)
    >>> p = {name: zero for name in ("W_q", "W_k", "W_v", "W_o", "W_1", "W_2")}
    >>> p |= {f"{name}_{i}": none for name in ("b", "gamma", "beta") for i in (1, 2)}
    >>> block_forward(np.array([[[1.0, 2.0]]]), p)[0]
    array([[[1., 2.]]])
    """
    U, U_hat, s_1 = norm_tokens(X, p["gamma_1"], p["beta_1"])
    Q, K, V = U @ p["W_q"].T, U @ p["W_k"].T, U @ p["W_v"].T
    O, P = attention_forward(Q, K, V)
    X_mid = X + O @ p["W_o"].T
    M, M_hat, s_2 = norm_tokens(X_mid, p["gamma_2"], p["beta_2"])
    Z = M @ p["W_1"].T + p["b_1"]
    Y = X_mid + relu(Z) @ p["W_2"].T + p["b_2"]
    kept = {"U": U, "U_hat": U_hat, "s_1": s_1, "Q": Q, "K": K, "V": V, "P": P, "O": O}
    return Y, {**kept, "M": M, "M_hat": M_hat, "s_2": s_2, "Z": Z}


def block_backward(
    dY: Array, kept: dict[str, Array], p: dict[str, Array]
) -> tuple[Array, dict[str, Array]]:
    r"""Run the block backward: errors split where paths met, add where they parted.

    .. math:: \frac{\partial C}{\partial X'} = \frac{\partial C}{\partial Y} +
        \left. \frac{\partial C}{\partial X'} \right|_{\mathrm{norm}_2}, \qquad
        \frac{\partial C}{\partial X} = \frac{\partial C}{\partial X'} +
        \left. \frac{\partial C}{\partial X} \right|_{\mathrm{norm}_1}

    Parameters
    ----------
    dY : ndarray, shape (N, T, n)
        The gradient with respect to the tokens behind the block.
    kept : dict of ndarray
        What ``block_forward`` kept.
    p : dict of ndarray
        Its parameters.

    Returns
    -------
    dX : ndarray, shape (N, T, n)
        The gradient with respect to the tokens before the block.
    dp : dict of ndarray
        The gradient of each parameter, under its name and in its shape.

    Notes
    -----
    Source: the chain rule along every path of ``block_forward``.

    Examples
    --------
    >>> zero, none = np.zeros((2, 2)), np.zeros(2)
    >>> p = {name: zero for name in ("W_q", "W_k", "W_v", "W_o", "W_1", "W_2")}
    >>> p |= {f"{name}_{i}": none for name in ("b", "gamma", "beta") for i in (1, 2)}
    >>> Y, kept = block_forward(np.array([[[1.0, 2.0]]]), p)
    >>> dX, dp = block_backward(np.array([[[3.0, 4.0]]]), kept, p)
    >>> dX, dp["b_2"]
    (array([[[3., 4.]]]), array([3., 4.]))
    """
    dZ = (dY @ p["W_2"]) * (kept["Z"] > 0)
    dM, dgamma_2, dbeta_2 = norm_tokens_backward(
        dZ @ p["W_1"], kept["M_hat"], kept["s_2"], p["gamma_2"]
    )
    dX_mid = dY + dM
    Q, K, V, P = (kept[name] for name in "QKVP")
    dQ, dK, dV = attention_backward(dX_mid @ p["W_o"], Q, K, V, P)
    dU, dgamma_1, dbeta_1 = norm_tokens_backward(
        dQ @ p["W_q"] + dK @ p["W_k"] + dV @ p["W_v"],
        kept["U_hat"],
        kept["s_1"],
        p["gamma_1"],
    )
    return dX_mid + dU, {
        "W_q": weights_gradient(dQ, kept["U"]),
        "W_k": weights_gradient(dK, kept["U"]),
        "W_v": weights_gradient(dV, kept["U"]),
        "W_o": weights_gradient(dX_mid, kept["O"]),
        "W_1": weights_gradient(dZ, kept["M"]),
        "b_1": dZ.sum(axis=(0, 1)),
        "W_2": weights_gradient(dY, relu(kept["Z"])),
        "b_2": dY.sum(axis=(0, 1)),
        "gamma_1": dgamma_1,
        "beta_1": dbeta_1,
        "gamma_2": dgamma_2,
        "beta_2": dbeta_2,
    }
