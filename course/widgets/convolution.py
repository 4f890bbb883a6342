"""Chapter 12: a kernel that slides over a digit, and the blame that comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from traitlets import Float, Int, List, Unicode

from course import Array
from course.datasets import load_digits
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import NOTHING, Given, Student, Unready, shown
from course.widgets.work import Settings, Work

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
NAMES = list(KERNELS)
OWN = "your own"
SHARPEN = [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0]
# Behind the kernels with names those that are 1 in one place: a convolution of any
# kernel is a sum of theirs, and the browser can add.
ALL: Array = np.concatenate(
    [np.stack(list(KERNELS.values())), np.eye(SIZE**2).reshape(-1, SIZE, SIZE)]
)
Key = tuple[int, int]


class SlidingKernel(Explorer):
    """A digit under a window, the window's answers, and the pixels that one blames."""

    _esm = script("kernel")
    title = "A kernel slides over a digit"
    height = 640

    row = Int(2, help="of the output").tag(sync=True)
    column = Int(3, help="of the output").tag(sync=True)
    kernel = Unicode(NAMES[0], help="which weights").tag(sync=True)
    weights = List(Float(), SHARPEN, help="of your own kernel").tag(sync=True)
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
        The widget; its traits `row`, `column`, `kernel`, `weights`, `digit` and
        `stride` can be read, set and linked.
    """

    def prepare() -> Growing:
        forward = Student(conv2d_forward, "conv2d_forward")
        slide = Slide(forward, Student(conv2d_backward, "conv2d_backward"))
        work = Work(slide.jobs(), _far, _where)
        facts = {
            "digits": list(DIGITS),
            "kernels": [
                {"name": name, "weights": kernel.ravel().tolist()}
                for name, kernel in KERNELS.items()
            ],
            "own": OWN,
            "size": SIZE,
            "side": SIDE,
        }

        def view() -> Content:
            return Content(slide.arrays, facts, slide.remark or work.remark())

        return Growing(work, view)

    return SlidingKernel.show(prepare)


def _far(key: Key, settings: Settings) -> tuple[bool, bool, int]:
    """Say how late a kernel is: the one that is shown, the named ones, the others."""
    k, s = key
    own, named = settings["kernel"] == OWN, k < len(NAMES)
    here = not named if own else named and NAMES[k] == settings["kernel"]
    return not here, not named, k + (str(STRIDES[s]) != settings["stride"])


def _where(key: Key) -> str:
    k, s = key
    name = f"“{NAMES[k]}”" if k < len(NAMES) else "of one 1"
    return f"with the kernel {name} and stride {STRIDES[s]}"


class Slide:
    """What the student's functions make of every kernel and stride.

    Parameters
    ----------
    forward, backward : Student
        ``conv2d_forward`` and ``conv2d_backward``.
    """

    def __init__(self, forward: Student, backward: Student) -> None:
        self.forward, self.backward = forward, backward
        self.pictures = chosen()
        self.remark = ""
        whole = len(ALL), len(STRIDES)
        self.arrays = {
            "pixels": self.pictures,
            "outputs": np.full((len(DIGITS), *whole, SIDE, SIDE), NOTHING),
            "reach": np.full((*whole, SIDE * SIDE, SIDE, SIDE), NOTHING),
        }

    def jobs(self) -> dict[Key, Callable[[], Iterator[None]]]:
        """Give a job for each kernel and stride."""
        keys = np.ndindex(len(ALL), len(STRIDES))
        return {(k, s): partial(self._slide, k, s) for k, s in keys}

    def _slide(self, k: int, s: int) -> Iterator[None]:
        kernel, stride = ALL[k], STRIDES[s]
        outputs = answers(self.forward, self.pictures, kernel, stride)
        self.arrays["outputs"][:, k, s] = outputs
        yield
        reach = blames(self.backward, self.pictures[:1], kernel, stride)
        self.arrays["reach"][k, s] = reach
        if k < len(NAMES) and not self.remark:
            said = wrong_answer(outputs, self.pictures, kernel, stride)
            said = said or wrong_blame(reach, kernel, stride)
            self.remark = said and f"{_where((k, s)).capitalize()} your {said}"
        yield


def chosen() -> Array:
    """Give the first picture of each digit that is offered."""
    X, labels = load_digits()
    first = [int(np.flatnonzero(labels == int(digit))[0]) for digit in DIGITS]
    pictures: Array = X[first].reshape(-1, SIDE, SIDE)
    return pictures


def places(stride: int) -> int:
    """Say how many places a window has in each direction."""
    return (SIDE + 2 * PADDING - SIZE) // stride + 1


def answers(forward: Student, pictures: Array, kernel: Array, stride: int) -> Array:
    """Run the student's convolution with one kernel and stride.

    Parameters
    ----------
    forward : Student
        ``forward(X, W, b, stride, padding)``.
    pictures : ndarray, shape (digits, 8, 8)
        What the window slides over.
    kernel : ndarray, shape (3, 3)
        The weights.
    stride : int
        How far the window moves.

    Returns
    -------
    ndarray, shape (digits, 8, 8)
        `NOTHING` where a wide stride leaves no place.
    """
    X, n = pictures[..., None], places(stride)
    result = np.full(pictures.shape, NOTHING)
    W, b = kernel.reshape(1, SIZE, SIZE, 1).copy(), np.zeros(1)
    Y = forward.array((len(X), n, n, 1), X.copy(), W, b, stride, PADDING)
    result[:, :n, :n] = Y[..., 0]
    return result


def blames(backward: Student, picture: Array, kernel: Array, stride: int) -> Array:
    """Ask the student's backward pass which pixels each single output depends on.

    Parameters
    ----------
    backward : Student
        ``backward(dY, X, W, stride, padding)`` gives dX, dW and db.
    picture : ndarray, shape (1, 8, 8)
        The blame of a pixel does not depend on it.
    kernel : ndarray, shape (3, 3)
        The weights.
    stride : int
        How far the window moves.

    Returns
    -------
    ndarray, shape (64, 8, 8)
        For every output, as far as there are so many.

    Raises
    ------
    Unready
        If it gives something else than three arrays.
    """
    n = places(stride)
    result = np.full((SIDE * SIDE, SIDE, SIDE), NOTHING)
    dY = np.eye(n * n).reshape(n * n, n, n, 1)
    X = np.repeat(picture[..., None], n * n, axis=0)
    W = kernel.reshape(1, SIZE, SIZE, 1).copy()
    back = backward(dY, X, W, stride, PADDING)
    if not isinstance(back, tuple) or len(back) != 3:
        raise Unready("conv2d_backward should return dX, dW and db.")
    where = np.arange(n * n) // n * SIDE + np.arange(n * n) % n
    result[where] = backward.numbers(back[0], X.shape, "dX")[..., 0]
    return result


def window(row: int, column: int, stride: int) -> tuple[slice, slice]:
    """Give the rows and columns of the framed picture that a window covers."""
    up, left = row * stride, column * stride
    return slice(up, up + SIZE), slice(left, left + SIZE)


def wrong_answer(outputs: Array, pictures: Array, kernel: Array, stride: int) -> str:
    """Name the first answer that is not weights times pixels; empty if none."""
    framed = np.pad(pictures, ((0, 0), (PADDING, PADDING), (PADDING, PADDING)))
    for row, column in np.ndindex(places(stride), places(stride)):
        seen = framed[(slice(None), *window(row, column, stride))]
        want = (seen * kernel).sum(axis=(1, 2))
        got = outputs[:, row, column]
        off = ~(np.abs(got - want) <= 1e-6)
        if off.any():
            d = int(np.argmax(off))
            return (
                f"conv2d_forward answers {shown(got[d])} at row {row}, column "
                f"{column} of the {DIGITS[d]}; it should be {shown(want[d])}."
            )
    return ""


def wrong_blame(reach: Array, kernel: Array, stride: int) -> str:
    """Name the first pixel whose blame is not the weight that lies on it."""
    for row, column in np.ndindex(places(stride), places(stride)):
        framed = np.zeros((SIDE + 2 * PADDING, SIDE + 2 * PADDING))
        framed[window(row, column, stride)] = kernel
        want = framed[PADDING:-PADDING, PADDING:-PADDING]
        off = ~(np.abs(reach[row * SIDE + column] - want) <= 1e-6)
        if off.any():
            r, c = np.argwhere(off)[0]
            got = reach[row * SIDE + column, r, c]
            return (
                f"conv2d_backward gives pixel ({r}, {c}) the blame {shown(got)} for "
                f"the output ({row}, {column}); the weight on it is "
                f"{shown(want[r, c])}."
            )
    return ""
