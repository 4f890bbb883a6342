"""Chapter 13: recurrent networks, and backpropagation through time."""

import numpy as np

from solutions import Array
from solutions.neuron import sigmoid


def rnn_forward(X: Array, W_x: Array, W_h: Array, b: Array, h_0: Array) -> Array:
    r"""Read a sequence, one step after the other, and keep every state.

    .. math:: h_t = \tanh(W_x x_t + W_h h_{t-1} + b), \qquad t = 1, \dots, T

    Parameters
    ----------
    X : ndarray, shape (N, T, n_x)
        Sequences of inputs: ``X[:, t - 1]`` is what step t reads. T is 1 or more.
    W_x : ndarray, shape (n_h, n_x)
        Weights from the inputs.
    W_h : ndarray, shape (n_h, n_h)
        Weights from the state before: ``W_h[j, k]`` leads from unit k to unit j.
    b : ndarray, shape (n_h,)
        Biases.
    h_0 : ndarray, shape (N, n_h)
        The state before the first step.

    Returns
    -------
    ndarray, shape (N, T + 1, n_h)
        ``H[:, t]`` is the state after step t; ``H[:, 0]`` is `h_0`.

    Notes
    -----
    Source: Elman, "Finding structure in time" (1990); Goodfellow, Bengio & Courville,
    *Deep Learning* (2016), equations 10.8 and 10.9.

    Examples
    --------
    >>> X = np.array([[[1.0], [0.0]]])
    >>> one = np.array([[1.0]])
    >>> rnn_forward(X, one, one, np.zeros(1), np.zeros((1, 1))).round(4).tolist()
    [[[0.0], [0.7616], [0.642]]]
    """
    N, T, _ = X.shape
    H = np.zeros((N, T + 1, len(b)))
    H[:, 0] = h_0
    for t in range(1, T + 1):
        H[:, t] = np.tanh(X[:, t - 1] @ W_x.T + H[:, t - 1] @ W_h.T + b)
    return H


def rnn_backward(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array
) -> tuple[Array, Array, Array, Array, Array]:
    r"""Carry the error back through time, and collect every gradient.

    .. math::
        \delta_t = \left( \frac{\partial C}{\partial h_t} + W_h^T \delta_{t+1} \right)
        \odot (1 - h_t^2), \qquad \delta_{T+1} = 0

    The same weights are used in every step, so their gradients are sums over the steps.

    Parameters
    ----------
    dH : ndarray, shape (N, T, n_h)
        ``dH[:, t - 1]`` is what the cost feels of the state after step t directly, not
        by way of later steps.
    X : ndarray, shape (N, T, n_x)
        The inputs.
    H : ndarray, shape (N, T + 1, n_h)
        What ``rnn_forward`` kept.
    W_x : ndarray, shape (n_h, n_x)
        Weights from the inputs.
    W_h : ndarray, shape (n_h, n_h)
        Weights from the state before.

    Returns
    -------
    dX : ndarray, shape (N, T, n_x)
        The gradient of the inputs.
    dW_x : ndarray, shape (n_h, n_x)
        The gradient of the weights from the inputs.
    dW_h : ndarray, shape (n_h, n_h)
        The gradient of the weights from the state before.
    db : ndarray, shape (n_h,)
        The gradient of the biases.
    dh_0 : ndarray, shape (N, n_h)
        The gradient of the state before the first step.

    Notes
    -----
    Source: Werbos, "Backpropagation through time: what it does and how to do it"
    (1990); Goodfellow, Bengio & Courville (2016), section 10.2.2.

    Examples
    --------
    >>> one, X = np.array([[1.0]]), np.array([[[0.0], [0.0]]])
    >>> H = rnn_forward(X, one, one, np.zeros(1), np.zeros((1, 1)))
    >>> dX, *_, dh_0 = rnn_backward(np.array([[[0.0], [3.0]]]), X, H, one, one)
    >>> dX.tolist(), dh_0.tolist()
    ([[[3.0], [3.0]]], [[3.0]])
    """
    delta = np.zeros_like(dH)
    back = np.zeros_like(H[:, 0])  # what reaches a state from the step after it
    for t in range(X.shape[1], 0, -1):
        delta[:, t - 1] = (dH[:, t - 1] + back) * (1.0 - H[:, t] ** 2)
        back = delta[:, t - 1] @ W_h
    dW_x = np.einsum("itj,itk->jk", delta, X)
    dW_h = np.einsum("itj,itk->jk", delta, H[:, :-1])
    return delta @ W_x, dW_x, dW_h, delta.sum(axis=(0, 1)), back


def truncated_rnn_backward(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array, k: int
) -> tuple[Array, Array, Array, Array, Array]:
    r"""Carry the error back through time, but over no border between windows.

    The steps are cut into windows of k: steps 1 to k, k + 1 to 2k, and so on; the last
    one may be shorter. In each window the state that it began with counts as a
    constant: whatever happened before it gets no blame.

    At the last step of a window nothing comes back from the step behind it.

    .. math:: \delta_t = \left( \frac{\partial C}{\partial h_t} +
        [\, k \nmid t \,] \, W_h^T \delta_{t+1} \right) \odot (1 - h_t^2), \qquad
        [\, k \nmid t \,] = \begin{cases} 0 & \text{if } k \text{ divides } t \\
        1 & \text{else} \end{cases}

    Parameters
    ----------
    dH : ndarray, shape (N, T, n_h)
        ``dH[:, t - 1]`` is what the cost feels of the state after step t directly.
    X : ndarray, shape (N, T, n_x)
        The inputs.
    H : ndarray, shape (N, T + 1, n_h)
        What ``rnn_forward`` kept.
    W_x : ndarray, shape (n_h, n_x)
        Weights from the inputs.
    W_h : ndarray, shape (n_h, n_h)
        Weights from the state before.
    k : int
        Steps in a window, 1 or more. With T or more nothing is cut.

    Returns
    -------
    dX : ndarray, shape (N, T, n_x)
        The gradient of the inputs.
    dW_x : ndarray, shape (n_h, n_x)
        The gradient of the weights from the inputs.
    dW_h : ndarray, shape (n_h, n_h)
        The gradient of the weights from the state before.
    db : ndarray, shape (n_h,)
        The gradient of the biases.
    dh_0 : ndarray, shape (N, n_h)
        The gradient of the state before the first step, which begins window 1.

    Notes
    -----
    Source: Williams & Peng, "An efficient gradient-based algorithm for on-line training
    of recurrent network trajectories" (1990), in the form that frameworks have: the
    state is detached every k steps.

    Examples
    --------
    >>> one, X = np.array([[1.0]]), np.array([[[0.0], [0.0]]])
    >>> H = rnn_forward(X, one, one, np.zeros(1), np.zeros((1, 1)))
    >>> dX, *_, dh_0 = truncated_rnn_backward(
    ...     np.array([[[0.0], [3.0]]]), X, H, one, one, 1
    ... )
    >>> dX.tolist(), dh_0.tolist()
    ([[[0.0], [3.0]]], [[0.0]])
    """
    windows = [
        rnn_backward(dH[:, s : s + k], X[:, s : s + k], H[:, s : s + k + 1], W_x, W_h)
        for s in range(0, X.shape[1], k)
    ]
    dX, dW_x, dW_h, db, dh = zip(*windows, strict=True)
    return (
        np.concatenate(dX, axis=1),
        np.sum(dW_x, axis=0),
        np.sum(dW_h, axis=0),
        np.sum(db, axis=0),
        dh[0],
    )


def embedding_gradient(dE: Array, ids: np.ndarray, V: int) -> Array:
    r"""Collect the slope of the cost with respect to each row of a table.

    A token is read by looking up its row: :math:`e = E[\mathrm{id}]`. A row that was
    looked up several times is to blame several times.

    .. math:: \frac{\partial C}{\partial E_v} =
        \sum_{i, t:\ \mathrm{id}_{it} = v} \frac{\partial C}{\partial e_{it}}

    Parameters
    ----------
    dE : ndarray, shape (N, T, n)
        The gradient with respect to what was looked up.
    ids : ndarray of int, shape (N, T)
        Which row was looked up, from 0 to V - 1.
    V : int
        How many rows the table has.

    Returns
    -------
    ndarray, shape (V, n)
        The gradient of the table; a row that nobody looked up has 0.

    Notes
    -----
    Source: the derivative of a selection; PyTorch documentation, ``nn.Embedding``.

    Examples
    --------
    >>> embedding_gradient(np.array([[[1.0], [2.0], [4.0]]]), np.array([[0, 2, 0]]), 3)
    array([[5.],
           [0.],
           [2.]])
    """
    dTable = np.zeros((V, dE.shape[-1]))
    np.add.at(dTable, ids, dE)
    return dTable


def gru_step(
    x: Array, h: Array, W: dict[str, Array], U: dict[str, Array], b: dict[str, Array]
) -> tuple[Array, dict[str, Array]]:
    r"""Take one step of a gated recurrent unit, and keep what happened inside.

    .. math::
        r &= \sigma(W_r x + U_r h + b_r) && \text{reset gate} \\
        z &= \sigma(W_z x + U_z h + b_z) && \text{update gate} \\
        u &= U_n h && \text{memory, asked for the new content} \\
        n &= \tanh(W_n x + b_n + r \odot u) && \text{new content} \\
        h' &= (1 - z) \odot n + z \odot h

    Parameters
    ----------
    x : ndarray, shape (N, n_x)
        What the step reads.
    h : ndarray, shape (N, n_h)
        The state before it.
    W : dict of ndarray, keyed 'r', 'z' and 'n'
        Weights from the input, each of shape (n_h, n_x).
    U : dict of ndarray, keyed 'r', 'z' and 'n'
        Weights from the state, each of shape (n_h, n_h).
    b : dict of ndarray, keyed 'r', 'z' and 'n'
        Biases, each of shape (n_h,).

    Returns
    -------
    h_new : ndarray, shape (N, n_h)
        The state after the step.
    kept : dict of ndarray, keyed 'r', 'z', 'u' and 'n'
        The two gates, the memory that was asked, and the new content, each of shape
        (N, n_h).

    Notes
    -----
    Source: Cho et al., "Learning phrase representations using RNN encoder-decoder"
    (2014), in the form of PyTorch's ``nn.GRUCell``, where the reset gate multiplies
    :math:`U_n h` instead of h. PyTorch has a second bias beside each U; here it is 0.

    Examples
    --------
    >>> W = {gate: np.zeros((1, 1)) for gate in "rzn"}
    >>> b = {gate: np.zeros(1) for gate in "rzn"}
    >>> h_new, kept = gru_step(np.ones((1, 1)), np.array([[0.8]]), W, W, b)
    >>> h_new, kept["z"]
    (array([[0.4]]), array([[0.5]]))
    """
    r = sigmoid(x @ W["r"].T + h @ U["r"].T + b["r"])
    z = sigmoid(x @ W["z"].T + h @ U["z"].T + b["z"])
    u = h @ U["n"].T
    n = np.tanh(x @ W["n"].T + b["n"] + r * u)
    return (1.0 - z) * n + z * h, {"r": r, "z": z, "u": u, "n": n}


def gru_step_backward(
    dh_new: Array,
    x: Array,
    h: Array,
    kept: dict[str, Array],
    W: dict[str, Array],
    U: dict[str, Array],
) -> tuple[Array, Array, dict[str, Array], dict[str, Array], dict[str, Array]]:
    r"""Carry the error back through one step of a gated recurrent unit.

    .. math:: \frac{\partial C}{\partial h} = z \odot \frac{\partial C}{\partial h'} +
        U_r^T \delta_r + U_z^T \delta_z + U_n^T (r \odot \delta_n)

    The errors :math:`\delta_r`, :math:`\delta_z` and :math:`\delta_n` are those at the
    weighted inputs of the two gates and of the new content.

    Parameters
    ----------
    dh_new : ndarray, shape (N, n_h)
        :math:`\partial C / \partial h'`.
    x : ndarray, shape (N, n_x)
        What the step read.
    h : ndarray, shape (N, n_h)
        The state before it.
    kept : dict of ndarray, keyed 'r', 'z', 'u' and 'n'
        What ``gru_step`` kept.
    W, U : dict of ndarray, keyed 'r', 'z' and 'n'
        Its weights.

    Returns
    -------
    dx : ndarray, shape (N, n_x)
        The gradient of the input.
    dh : ndarray, shape (N, n_h)
        The gradient of the state before, which acts in four ways.
    dW, dU, db : dict of ndarray, keyed 'r', 'z' and 'n'
        The gradients of the parameters, each in its shape.

    Notes
    -----
    Source: the chain rule along every path of ``gru_step``; Cho et al. (2014).

    Examples
    --------
    >>> W = {gate: np.zeros((1, 1)) for gate in "rzn"}
    >>> b = {gate: np.zeros(1) for gate in "rzn"}
    >>> one = np.ones((1, 1))
    >>> _, kept = gru_step(one, one, W, W, b)
    >>> dx, dh, dW, dU, db = gru_step_backward(one, one, one, kept, W, W)
    >>> dx, dh, db["z"]
    (array([[0.]]), array([[0.5]]), array([0.25]))
    """
    r, z, u, n = (kept[name] for name in "rzun")
    d_n = dh_new * (1.0 - z) * (1.0 - n**2)
    delta = {
        "r": d_n * u * r * (1.0 - r),
        "z": dh_new * (h - n) * z * (1.0 - z),
        "n": d_n,
    }
    at_state = {**delta, "n": d_n * r}  # what reaches U h: the reset gate is between
    dx, dh = np.zeros_like(x), dh_new * z
    for gate, error in delta.items():
        dx = dx + error @ W[gate]
        dh = dh + at_state[gate] @ U[gate]
    dW = {gate: delta[gate].T @ x for gate in delta}
    dU = {gate: at_state[gate].T @ h for gate in delta}
    db = {gate: delta[gate].sum(axis=0) for gate in delta}
    return dx, dh, dW, dU, db
