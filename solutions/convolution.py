"""Chapter 12: convolution and pooling, forward and backward."""

from collections.abc import Callable

import numpy as np

from solutions import Array


def conv2d_forward(
    X: Array, W: Array, b: Array, stride: int = 1, padding: int = 0
) -> Array:
    r"""Slide kernels over pictures.

    Each number of the result is what one kernel gives in one place of the window: its
    weights times the pixels under them, summed over rows, columns and channels, plus
    the bias. The window moves over :math:`\tilde{x}`, the picture with its frame of
    zeros, s pixels at a time.

    .. math:: y_{i,p,q,o} = b_o + \sum_{u=0}^{h-1} \sum_{v=0}^{w-1} \sum_c
        w_{o,u,v,c} \; \tilde{x}_{i,\, ps + u,\, qs + v,\, c}

    Parameters
    ----------
    X : ndarray, shape (N, height, width, channels)
        Pictures.
    W : ndarray, shape (n_out, h, w, channels)
        Kernels: one for each output channel. They are not turned round.
    b : ndarray, shape (n_out,)
        Biases, one for each output channel.
    stride : int
        How far the window moves each time, in both directions.
    padding : int
        How wide the frame of zeros is, on all four sides.

    Returns
    -------
    ndarray, shape (N, height_out, width_out, n_out)
        As many rows as there are places for the window in the framed picture: the whole
        part of (height + 2 padding - h) / stride, plus 1. Columns alike.

    Notes
    -----
    Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 9.5,
    equation 9.8, with examples first and channels last.

    Examples
    --------
    >>> X = np.arange(9.0).reshape(1, 3, 3, 1)
    >>> W = np.array([1.0, 0.0, 0.0, -1.0]).reshape(1, 2, 2, 1)
    >>> conv2d_forward(X, W, np.array([10.0]))[0, :, :, 0]
    array([[6., 6.],
           [6., 6.]])
    """
    n_out, h, w, _ = W.shape
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    height, width = (X.shape[1] - h) // stride + 1, (X.shape[2] - w) // stride + 1
    Y = np.zeros((len(X), height, width, n_out)) + b
    for u in range(h):
        for v in range(w):
            rows = slice(u, u + stride * height, stride)
            columns = slice(v, v + stride * width, stride)
            Y += X[:, rows, columns] @ W[:, u, v].T
    return Y


def conv2d_backward(
    dY: Array, X: Array, W: Array, stride: int = 1, padding: int = 0
) -> tuple[Array, Array, Array]:
    r"""Run a convolution backward.

    .. math:: \frac{\partial C}{\partial \tilde{x}_{rt}} = \sum_{p, q}
        \frac{\partial C}{\partial y_{pq}} \, w_{r - ps,\, t - qs}, \qquad
        \frac{\partial C}{\partial w_{uv}} = \sum_{p, q}
        \frac{\partial C}{\partial y_{pq}} \, \tilde{x}_{ps + u,\, qs + v}

    Parameters
    ----------
    dY : ndarray, shape (N, height_out, width_out, n_out)
        :math:`\partial C / \partial y`, what arrives from above.
    X : ndarray, shape (N, height, width, channels)
        The pictures of the forward pass, without the frame.
    W : ndarray, shape (n_out, h, w, channels)
        Kernels.
    stride : int
        As on the way forward.
    padding : int
        As on the way forward.

    Returns
    -------
    dX : ndarray, shape of X
        :math:`\partial C / \partial x`, without the frame. Pixels that no window covers
        get 0.
    dW : ndarray, shape of W
        The gradient of the kernels, added over the batch and all places; the 1/N of the
        mean is in `dY` already.
    db : ndarray, shape (n_out,)
        The gradient of the biases, added likewise.

    Notes
    -----
    Source: Goodfellow, Bengio and Courville (2016), section 9.5, equations 9.11 and
    9.13, with examples first and channels last.

    Examples
    --------
    >>> X, dY = np.arange(9.0).reshape(1, 3, 3, 1), np.ones((1, 2, 2, 1))
    >>> W = np.array([1.0, 0.0, 0.0, -1.0]).reshape(1, 2, 2, 1)
    >>> dX, dW, db = conv2d_backward(dY, X, W)
    >>> dX[0, :, :, 0]
    array([[ 1.,  1.,  0.],
           [ 1.,  0., -1.],
           [ 0., -1., -1.]])
    >>> dW[0, :, :, 0], db
    (array([[ 8., 12.],
           [20., 24.]]), array([4.]))
    """
    n_out, h, w, channels = W.shape
    _, height, width, _ = dY.shape
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    dX, dW = np.zeros_like(X), np.zeros_like(W)
    for u in range(h):
        for v in range(w):
            rows = slice(u, u + stride * height, stride)
            columns = slice(v, v + stride * width, stride)
            dX[:, rows, columns] += dY @ W[:, u, v]
            seen = X[:, rows, columns].reshape(-1, channels)
            dW[:, u, v] = dY.reshape(-1, n_out).T @ seen
    bottom, right = X.shape[1] - padding, X.shape[2] - padding
    return dX[:, padding:bottom, padding:right], dW, dY.sum(axis=(0, 1, 2))


def max_pool_forward(X: Array, size: int) -> tuple[Array, np.ndarray]:
    r"""Cut pictures into tiles, and keep the largest number of each tile.

    .. math:: y_{i,p,q,c} = \max_{0 \le u, v < \text{size}}
        x_{i,\, p \, \text{size} + u,\, q \, \text{size} + v,\, c}

    Parameters
    ----------
    X : ndarray, shape (N, height, width, channels)
        Pictures; height and width are multiples of `size`.
    size : int
        How many rows, and how many columns, a tile has.

    Returns
    -------
    Y : ndarray, shape (N, height / size, width / size, channels)
        The largest numbers.
    where : ndarray of int, the shape of Y
        The place of each within its tile: u times `size` plus v. If several are equally
        large, the first of them, row by row.

    Notes
    -----
    Source: Zhou and Chellappa, "Computation of optical flow using a neural network"
    (1988).

    Examples
    --------
    >>> X = np.array([[1.0, 5.0], [5.0, 2.0]]).reshape(1, 2, 2, 1)
    >>> Y, where = max_pool_forward(X, 2)
    >>> Y.ravel(), where.ravel()
    (array([5.]), array([1]))
    """
    N, height, width, channels = X.shape
    tiles = X.reshape(N, height // size, size, width // size, size, channels)
    shape = N, height // size, width // size, channels, size * size
    tiles = tiles.transpose(0, 1, 3, 5, 2, 4).reshape(shape)
    return tiles.max(axis=-1), tiles.argmax(axis=-1)


def max_pool_backward(dY: Array, where: np.ndarray, size: int) -> Array:
    r"""Run max pooling backward: the blame goes to the pixel that was chosen.

    .. math:: \frac{\partial C}{\partial x_{ps + u,\, qs + v}} =
        \frac{\partial C}{\partial y_{pq}} \text{ if } us + v \text{ is the place, }
        \text{else } 0

    Parameters
    ----------
    dY : ndarray, shape (N, height_out, width_out, channels)
        :math:`\partial C / \partial y`, what arrives from above.
    where : ndarray of int, shape of dY
        The place of each largest number within its tile, as ``max_pool_forward`` gives
        it: u times `size` plus v.
    size : int
        How many rows, and how many columns, a tile has.

    Returns
    -------
    ndarray, shape (N, size height_out, size width_out, channels)
        :math:`\partial C / \partial x`. All other pixels get 0.

    Notes
    -----
    Source: Goodfellow, Bengio and Courville (2016), section 9.3.

    Examples
    --------
    >>> dY, where = np.array([[[[7.0]]]]), np.array([[[[2]]]])
    >>> max_pool_backward(dY, where, 2)[0, :, :, 0]
    array([[0., 0.],
           [7., 0.]])
    """
    N, height, width, channels = dY.shape
    chosen = where[..., None] == np.arange(size * size)
    tiles = (dY[..., None] * chosen).reshape(N, height, width, channels, size, size)
    tiles = tiles.transpose(0, 1, 4, 2, 5, 3)
    return tiles.reshape(N, height * size, width * size, channels)


def adjoint_check(
    A: Callable[[Array], Array],
    A_transposed: Callable[[Array], Array],
    shape_x: tuple[int, ...],
    shape_y: tuple[int, ...],
    rng: np.random.Generator,
) -> bool:
    r"""Say whether one linear function is the transpose of another.

    .. math:: \langle A x, y \rangle = \langle x, A^T y \rangle
        \qquad \text{for all } x, y

    The product :math:`\langle \cdot, \cdot \rangle` multiplies element by element and
    adds up. One random x and one random y are enough. Draw both from the standard
    normal distribution, with the ``normal`` of `rng`: it gives numbers of both signs.
    With positive numbers alone, as ``rng.random`` gives them, small errors of the same
    sign add up, and a pair that is near enough may look wrong.

    Parameters
    ----------
    A : callable
        Takes an array of the shape `shape_x`, gives one of the shape `shape_y`.
    A_transposed : callable
        Takes an array of the shape `shape_y`, gives one of the shape `shape_x`.
    shape_x, shape_y : tuple of int
        The shapes.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    bool
        True if the two products differ by no more than 1e-9 of the length of A x times
        the length of y. NaN differs from everything.

    Notes
    -----
    Source: Claerbout, *Earth Soundings Analysis: Processing versus Inversion* (1992),
    "The dot-product test".

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> adjoint_check(lambda x: 2 * x, lambda y: 2 * y, (3,), (3,), rng)
    True
    >>> adjoint_check(np.cumsum, np.cumsum, (3,), (3,), rng)
    False
    """
    x, y = rng.normal(size=shape_x), rng.normal(size=shape_y)
    Ax = A(x)
    gap = np.sum(Ax * y) - np.sum(x * A_transposed(y))
    return bool(abs(gap) <= 1e-9 * np.linalg.norm(Ax) * np.linalg.norm(y))
