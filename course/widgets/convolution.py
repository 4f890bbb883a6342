"""Chapter 12: a kernel that slides over a digit, and the blame that comes back."""

from __future__ import annotations

import numpy as np
from traitlets import Int, Unicode

from course import Array
from course.datasets import load_digits
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import NOTHING, Given, Student, Unready, shown

SIZE, SIDE, PADDING = 3, 8, 1
STRIDES = (1, 2)
DIGITS = ("0", "4", "7")
KERNELS: dict[str, Array] = {
    "left edges": np.array([[-1.0, 0.0, 1.0]] * SIZE),
    "upper edges": np.array([[-1.0, 0.0, 1.0]] * SIZE).T,
    "mean": np.full((SIZE, SIZE), 1.0 / SIZE**2),
    "corner": np.array([[1.0, 1.0, -1.0], [1.0, 0.0, -1.0], [-1.0, -1.0, -1.0]]),
    "one pixel aside": np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]),
}


class SlidingKernel(Explorer):
    """A digit under a window, the window's answers, and the pixels that one blames."""

    _esm = script("kernel")
    title = "A kernel slides over a digit"
    height = 640

    row = Int(2, help="of the output").tag(sync=True)
    column = Int(3, help="of the output").tag(sync=True)
    kernel = Unicode(next(iter(KERNELS)), help="the weights").tag(sync=True)
    digit = Unicode(DIGITS[0], help="the picture").tag(sync=True)
    stride = Unicode("1", help="how far the window moves").tag(sync=True)


def sliding_kernel(
    conv2d_forward: Given = "conv2d_forward", conv2d_backward: Given = "conv2d_backward"
) -> SlidingKernel:
    """Show what the student's convolution answers at each place, and whom it blames.

    Parameters
    ----------
    conv2d_forward : callable or str
        ``conv2d_forward(X, W, b, stride, padding)`` for pictures X.
    conv2d_backward : callable or str
        ``conv2d_backward(dY, X, W, stride, padding)`` gives dX, dW and db.

    Returns
    -------
    SlidingKernel
        The widget; its traits `row`, `column`, `kernel`, `digit` and `stride` can be
        read, set and linked.
    """

    def prepare() -> Content:
        pictures = chosen()
        outputs = answers(Student(conv2d_forward, "conv2d_forward"), pictures)
        reach = blames(Student(conv2d_backward, "conv2d_backward"), pictures[:1])
        facts = {
            "digits": list(DIGITS),
            "kernels": [
                {"name": name, "weights": kernel.ravel().tolist()}
                for name, kernel in KERNELS.items()
            ],
            "size": SIZE,
            "side": SIDE,
        }
        arrays = {"pixels": pictures, "outputs": outputs, "reach": reach}
        remark = wrong_answer(outputs, pictures) or wrong_blame(reach)
        return Content(arrays, facts, remark)

    return SlidingKernel.show(prepare)


def chosen() -> Array:
    """Give the first picture of each digit that is offered."""
    X, labels = load_digits()
    first = [int(np.flatnonzero(labels == int(digit))[0]) for digit in DIGITS]
    pictures: Array = X[first].reshape(-1, SIDE, SIDE)
    return pictures


def places(stride: int) -> int:
    """Say how many places a window has in each direction."""
    return (SIDE + 2 * PADDING - SIZE) // stride + 1


def answers(forward: Student, pictures: Array) -> Array:
    """Run the student's convolution with every kernel and stride.

    Parameters
    ----------
    forward : Student
        ``forward(X, W, b, stride, padding)``.
    pictures : ndarray, shape (digits, 8, 8)
        What the window slides over.

    Returns
    -------
    ndarray, shape (digits, kernels, strides, 8, 8)
        `NOTHING` where a wide stride leaves no place.
    """
    X = pictures[..., None]
    result = np.full((len(X), len(KERNELS), len(STRIDES), SIDE, SIDE), NOTHING)
    for k, kernel in enumerate(KERNELS.values()):
        for s, stride in enumerate(STRIDES):
            n = places(stride)
            W, b = kernel.reshape(1, SIZE, SIZE, 1).copy(), np.zeros(1)
            Y = forward.array((len(X), n, n, 1), X.copy(), W, b, stride, PADDING)
            result[:, k, s, :n, :n] = Y[..., 0]
    return result


def blames(backward: Student, picture: Array) -> Array:
    """Ask the student's backward pass which pixels each single output depends on.

    Parameters
    ----------
    backward : Student
        ``backward(dY, X, W, stride, padding)`` gives dX, dW and db.
    picture : ndarray, shape (1, 8, 8)
        The blame of a pixel does not depend on it.

    Returns
    -------
    ndarray, shape (kernels, strides, 64, 8, 8)
        For every output, as far as there are so many.

    Raises
    ------
    Unready
        If it gives something else than three arrays.
    """
    result = np.full((len(KERNELS), len(STRIDES), SIDE * SIDE, SIDE, SIDE), NOTHING)
    for k, kernel in enumerate(KERNELS.values()):
        for s, stride in enumerate(STRIDES):
            n = places(stride)
            dY = np.eye(n * n).reshape(n * n, n, n, 1)
            X = np.repeat(picture[..., None], n * n, axis=0)
            W = kernel.reshape(1, SIZE, SIZE, 1).copy()
            back = backward(dY, X, W, stride, PADDING)
            if not isinstance(back, tuple) or len(back) != 3:
                raise Unready("conv2d_backward should return dX, dW and db.")
            dX = backward.numbers(back[0], X.shape, "dX")
            where = np.arange(n * n) // n * SIDE + np.arange(n * n) % n
            result[k, s, where] = dX[..., 0]
    return result


def window(row: int, column: int, stride: int) -> tuple[slice, slice]:
    """Give the rows and columns of the framed picture that a window covers."""
    up, left = row * stride, column * stride
    return slice(up, up + SIZE), slice(left, left + SIZE)


def wrong_answer(outputs: Array, pictures: Array) -> str:
    """Name the first answer that is not weights times pixels; empty if none."""
    framed = np.pad(pictures, ((0, 0), (PADDING, PADDING), (PADDING, PADDING)))
    for k, (name, kernel) in enumerate(KERNELS.items()):
        for s, stride in enumerate(STRIDES):
            for row, column in np.ndindex(places(stride), places(stride)):
                seen = framed[(slice(None), *window(row, column, stride))]
                want = (seen * kernel).sum(axis=(1, 2))
                got = outputs[:, k, s, row, column]
                if not np.all(np.abs(got - want) <= 1e-6):
                    d = int(np.argmax(~(np.abs(got - want) <= 1e-6)))
                    return (
                        f"With the kernel “{name}” and stride {stride} your "
                        f"conv2d_forward answers {shown(got[d])} at row {row}, column "
                        f"{column} of the {DIGITS[d]}; it should be {shown(want[d])}."
                    )
    return ""


def wrong_blame(reach: Array) -> str:
    """Name the first pixel whose blame is not the weight that lies on it."""
    for k, (name, kernel) in enumerate(KERNELS.items()):
        for s, stride in enumerate(STRIDES):
            for row, column in np.ndindex(places(stride), places(stride)):
                framed = np.zeros((SIDE + 2 * PADDING, SIDE + 2 * PADDING))
                framed[window(row, column, stride)] = kernel
                want = framed[PADDING:-PADDING, PADDING:-PADDING]
                off = ~(np.abs(reach[k, s, row * SIDE + column] - want) <= 1e-6)
                if off.any():
                    r, c = np.argwhere(off)[0]
                    got = reach[k, s, row * SIDE + column, r, c]
                    return (
                        f"With the kernel “{name}” and stride {stride} your "
                        f"conv2d_backward gives pixel ({r}, {c}) the blame "
                        f"{shown(got)} for the output ({row}, {column}); the weight "
                        f"on it is {shown(want[r, c])}."
                    )
    return ""
