"""Unusual right answers to the exercises of the module convolution."""

from collections.abc import Callable

import numpy as np

from autograder.alternatives.model import Rng, right
from solutions import Array

Map = Callable[[Array], Array]
Shape = tuple[int, ...]


def framed(X: Array, padding: int) -> Array:
    """Put pictures into a frame of zeros."""
    N, height, width, channels = X.shape
    frame = np.zeros((N, height + 2 * padding, width + 2 * padding, channels))
    frame[:, padding : padding + height, padding : padding + width] = X
    return frame


@right("conv2d_forward")
def place_by_place(
    X: Array, W: Array, b: Array, stride: int = 1, padding: int = 0
) -> object:
    """Go through all pictures, places and kernels."""
    X = framed(X, padding)
    n_out, h, w, _ = W.shape
    rows = range(0, X.shape[1] - h + 1, stride)
    columns = range(0, X.shape[2] - w + 1, stride)
    Y = np.empty((len(X), len(rows), len(columns), n_out))
    for i in range(len(X)):
        for p, r in enumerate(rows):
            for q, c in enumerate(columns):
                window = X[i, r : r + h, c : c + w]
                Y[i, p, q] = [np.sum(window * kernel) for kernel in W] + b
    return Y


@right("conv2d_forward")
def with_rows_of_windows(
    X: Array, W: Array, b: Array, stride: int = 1, padding: int = 0
) -> object:
    """Write every window in a row, and take one matrix product."""
    n_out, h, w, channels = W.shape
    windows = np.lib.stride_tricks.sliding_window_view(
        framed(X, padding), (h, w), axis=(1, 2)
    )[:, ::stride, ::stride]
    shape = windows.shape[:3]
    rows = windows.transpose(0, 1, 2, 4, 5, 3).reshape(-1, h * w * channels)
    return (rows @ W.reshape(n_out, -1).T + b).reshape(*shape, n_out)


@right("conv2d_backward")
def window_by_window(
    dY: Array, X: Array, W: Array, stride: int = 1, padding: int = 0
) -> object:
    """Let every window hand its error to what it saw."""
    h, w = W.shape[1:3]
    F = framed(X, padding)
    dF, dW = np.zeros_like(F), np.zeros_like(W)
    for i, p, q in np.ndindex(*dY.shape[:3]):
        rows = slice(p * stride, p * stride + h)
        columns = slice(q * stride, q * stride + w)
        dF[i, rows, columns] += np.tensordot(dY[i, p, q], W, 1)
        dW += np.multiply.outer(dY[i, p, q], F[i, rows, columns])
    height, width = X.shape[1:3]
    dX = dF[:, padding : padding + height, padding : padding + width]
    return dX, dW, np.einsum("ipqo->o", dY)


@right("conv2d_backward")
def with_errors_spread_out(
    dY: Array, X: Array, W: Array, stride: int = 1, padding: int = 0
) -> object:
    """Put zeros between the errors, and convolve with the kernel turned round."""
    h, w = W.shape[1:3]
    F = framed(X, padding)
    spread = np.zeros((len(X), F.shape[1] - h + 1, F.shape[2] - w + 1, len(W)))
    rows, columns = dY.shape[1:3]
    spread[:, : rows * stride : stride, : columns * stride : stride] = dY
    wide = np.pad(spread, ((0, 0), (h - 1, h - 1), (w - 1, w - 1), (0, 0)))
    seen = np.lib.stride_tricks.sliding_window_view(wide, (h, w), axis=(1, 2))
    dF = np.einsum("ipqouv,ouvc->ipqc", seen, W[:, ::-1, ::-1])
    view = np.lib.stride_tricks.sliding_window_view(F, (h, w), axis=(1, 2))
    dW = np.einsum("ipqcuv,ipqo->ouvc", view, spread)
    inner = slice(padding, padding + X.shape[1]), slice(padding, padding + X.shape[2])
    return dF[:, inner[0], inner[1]], dW, dY.reshape(-1, len(W)).sum(0)


@right("adjoint_check")
def several_times(
    A: Map, A_transposed: Map, shape_x: Shape, shape_y: Shape, rng: Rng
) -> object:
    """Test five pairs of arrays of evenly spread numbers."""
    for _ in range(5):
        x, y = rng.uniform(-1, 1, shape_x), rng.uniform(-1, 1, shape_y)
        Ax, back = np.asarray(A(x)), np.asarray(A_transposed(y))
        one, other = np.vdot(Ax, y), np.vdot(x, back)
        scale = np.linalg.norm(Ax) * np.linalg.norm(y)
        if not abs(one - other) <= 1e-9 * scale:
            return False
    return True


@right("adjoint_check")
def both_from_one_draw(
    A: Map, A_transposed: Map, shape_x: Shape, shape_y: Shape, rng: Rng
) -> object:
    """Cut x and y from one row of numbers, and compare in units of the lengths."""
    n, m = int(np.prod(shape_x)), int(np.prod(shape_y))
    x, y = np.split(rng.uniform(-1.0, 1.0, n + m), [n])
    there = np.ravel(A(x.reshape(shape_x)))
    back = np.ravel(A_transposed(y.reshape(shape_y)))
    allowed = 1e-9 * np.sqrt(there @ there) * np.sqrt(y @ y)
    return bool(-allowed <= there @ y - x @ back <= allowed)


@right("max_pool_forward")
def tile_by_tile(X: Array, size: int) -> object:
    """Go through the tiles; the first of the largest comes first in `argmax`."""
    N, height, width, channels = X.shape
    shape = N, height // size, width // size, channels
    Y, where = np.empty(shape), np.empty(shape, dtype=int)
    for i, p, q, c in np.ndindex(*shape):
        tile = X[i, p * size : (p + 1) * size, q * size : (q + 1) * size, c]
        where[i, p, q, c] = tile.argmax()
        Y[i, p, q, c] = tile.max()
    return Y, where


@right("max_pool_forward")
def place_after_place(X: Array, size: int) -> object:
    """Keep the best so far, and replace it where a later place is larger."""
    Y = X[:, ::size, ::size].copy()
    where = np.zeros(Y.shape, dtype=np.int64)
    for place in range(1, size * size):
        u, v = divmod(place, size)
        here = X[:, u::size, v::size]
        where[here > Y] = place
        Y = np.maximum(Y, here)
    return Y, where


@right("max_pool_backward")
def strided_places(dY: Array, where: np.ndarray, size: int) -> object:
    """Fill one place of all tiles after the other."""
    N, height, width, channels = dY.shape
    dX = np.zeros((N, height * size, width * size, channels))
    for place in range(size * size):
        u, v = divmod(place, size)
        dX[:, u::size, v::size] = np.where(where == place, dY, 0.0)
    return dX


@right("max_pool_backward")
def with_indices(dY: Array, where: np.ndarray, size: int) -> object:
    """Compute each chosen pixel's place, and put everything there at once."""
    N, height, width, channels = dY.shape
    i, p, q, c = np.indices(dY.shape)
    dX = np.zeros((N, height * size, width * size, channels))
    dX[i, p * size + where // size, q * size + where % size, c] = dY
    return dX
