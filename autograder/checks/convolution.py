"""How the exercises of chapter 12 are judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks import pooling
from autograder.checks.corners import FINE, examples
from autograder.checks.domain import Domain, Given
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from autograder.checks.strata import STRATA, numbers
from autograder.checks.transposes import ADJOINT
from autograder.oracle import derivative
from solutions import Array
from solutions.convolution import (
    conv2d_backward,
    conv2d_forward,
)

Rng = np.random.Generator
Named = Mapping[str, Any]
Shape = tuple[int, ...]

# N, height, width, channels; kernels, their height and width; stride, padding.
ORDINARY: tuple[tuple[Shape, Shape, int, int], ...] = (
    ((2, 4, 5, 3), (4, 3, 2), 1, 0),
    ((3, 5, 4, 2), (4, 2, 3), 2, 1),
    ((2, 6, 5, 3), (4, 3, 2), 2, 0),
)
# The first corner that is wrong is the one named, and many are not square besides.
CORNERS: Mapping[str, tuple[Shape, Shape, int, int]] = {
    "a picture that is not square": ((2, 4, 7, 2), (3, 2, 2), 1, 0),
    "kernels that are not square": ((2, 5, 5, 2), (3, 2, 4), 1, 0),
    "one picture": ((1, 4, 5, 2), (3, 2, 3), 1, 0),
    "one channel": ((2, 4, 5, 1), (3, 2, 3), 1, 0),
    "one kernel": ((2, 4, 5, 3), (1, 2, 3), 1, 0),
    "all sizes 1": ((1, 1, 1, 1), (1, 1, 1), 1, 0),
    "kernels of one pixel": ((2, 4, 3, 5), (3, 1, 1), 1, 0),
    "kernels of one pixel and a stride": ((2, 5, 4, 3), (3, 1, 1), 2, 0),
    "kernels of one pixel and a frame": ((2, 3, 4, 3), (2, 1, 1), 1, 1),
    "kernels as large as the picture": ((2, 3, 4, 2), (5, 3, 4), 1, 0),
    "square pictures and kernels": ((3, 4, 4, 3), (3, 2, 2), 1, 0),
    "rows that no window covers": ((2, 6, 7, 2), (3, 2, 2), 3, 0),
    "a stride longer than the kernel": ((2, 7, 7, 2), (3, 1, 2), 3, 0),
    "a frame as wide as the kernel": ((2, 3, 4, 2), (3, 2, 2), 1, 2),
    "stride and frame together": ((2, 5, 4, 2), (3, 3, 2), 2, 2),
    "a large stride": ((2, 3, 4, 2), (3, 2, 2), 5, 1),
    "as many channels as kernels": ((2, 4, 5, 3), (3, 2, 2), 1, 1),
}


def pictures(
    rng: Rng,
    shape: tuple[Shape, Shape, int, int],
    words: str = "",
) -> Args:
    """Draw pictures, kernels and biases.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    shape : tuple
        The sizes of the pictures, of the kernels, the stride and the padding.
    words : str
        What the numbers are like.

    Returns
    -------
    X, W, b : ndarray
        Pictures, kernels, biases.
    stride, padding : int
        As in `shape`.
    """
    image, (n_out, h, w), stride, padding = shape
    X = numbers(rng, *image, words=words)
    W = numbers(rng, n_out, h, w, image[3], words=words if words else "")
    return X, W, numbers(rng, n_out), stride, padding


def convolved_in_words(
    X: Array, W: Array, b: Array, stride: int = 1, padding: int = 0
) -> Array:
    """Lay the kernels on every window at once."""
    N, height, width, channels = X.shape
    h, w = W.shape[1:3]
    framed = np.zeros((N, height + 2 * padding, width + 2 * padding, channels))
    framed[:, padding : padding + height, padding : padding + width] = X
    windows = np.lib.stride_tricks.sliding_window_view(framed, (h, w), axis=(1, 2))
    seen = windows[:, ::stride, ::stride]
    Y: Array = np.einsum("ipqcuv,ouvc->ipqo", seen, W, optimize=True) + b
    return Y


def upstream_of(rng: Rng, args: Args, words: str = "") -> Args:
    """Put a random upstream gradient before the arguments of a convolution."""
    X, W, b, *rest = args
    shape = convolved_in_words(X, W, b, *rest).shape
    return numbers(rng, *shape, words=words) * rng.uniform(0.5, 1.5, shape), X, W, *rest


def through_a_convolution(
    dY: Array, X: Array, W: Array, stride: int, padding: int, b: Array
) -> float:
    """Weigh what a convolution gives by what arrives from above."""
    return float(np.sum(dY * convolved_in_words(X, W, b, stride, padding)))


def _slope(wrt: int) -> Callable[..., Any]:
    measured = derivative(through_a_convolution, wrt)

    def oracle(dY: Array, X: Array, W: Array, stride: int, padding: int) -> Any:
        return measured(dY, X, W, stride, padding, np.zeros(len(W)))

    return oracle


def slopes_of_a_convolution_in_words(
    dY: Array, X: Array, W: Array, stride: int = 1, padding: int = 0
) -> tuple[Array, Array, Array]:
    """Let every window hand its error to what it saw."""
    dX, dW = np.zeros_like(X), np.zeros_like(W)
    _, height, width, _ = X.shape
    for i, p, q, o in np.ndindex(*dY.shape):
        for u, v in np.ndindex(*W.shape[1:3]):
            r, t = p * stride + u - padding, q * stride + v - padding
            if 0 <= r < height and 0 <= t < width:
                dX[i, r, t] += dY[i, p, q, o] * W[o, u, v]
                dW[o, u, v] += dY[i, p, q, o] * X[i, r, t]
    return dX, dW, np.sum(dY.reshape(-1, dY.shape[-1]), axis=0)


def _ordinary(rng: Rng, kind: tuple[Shape, Shape, int, int] | None = None) -> Args:
    image, kernels, stride, padding = kind or ORDINARY[rng.integers(len(ORDINARY))]
    grown = (image[0], *(int(n + rng.integers(3)) for n in image[1:3]), image[3])
    return pictures(rng, (grown, kernels, stride, padding))


def _ordinary_backward(
    rng: Rng, kind: tuple[Shape, Shape, int, int] | None = None
) -> Args:
    return upstream_of(rng, _ordinary(rng, kind))


def _at(
    kind: tuple[Shape, Shape, int, int], words: str, backward: bool, rng: Rng
) -> Args:
    args = pictures(rng, kind, words)
    return upstream_of(rng, args, words) if backward else args


def _defaults(given: int, backward: bool, rng: Rng) -> Args:
    args = pictures(rng, ((2, 4, 5, 2), (3, 2, 3), 2, 0))[: 3 + given]
    return upstream_of(rng, args) if backward else args


def _faint(place: int, backward: bool, rng: Rng) -> Args:
    """Draw pictures and kernels of which one kind has small numbers."""
    args = list(pictures(rng, ORDINARY[0]))
    args[place] = 1e-6 * args[place]
    return upstream_of(rng, tuple(args)) if backward else tuple(args)


def _corners(backward: bool) -> tuple[Corner, ...]:
    oracle = slopes_of_a_convolution_in_words if backward else convolved_in_words
    function = conv2d_backward if backward else conv2d_forward
    middle = ORDINARY[1]
    return (
        *(
            Corner(words, partial(_at, kind, "", backward), oracle)
            for words, kind in CORNERS.items()
        ),
        *(
            Corner(
                words,
                partial(_at, middle, words, backward),
                oracle,
                FINE if words == "small numbers" and backward else None,
            )
            for words in STRATA
        ),
        Corner("small pictures", partial(_faint, 0, backward), oracle),
        Corner("small kernels", partial(_faint, 1, backward), oracle),
        Corner("stride and padding left out", partial(_defaults, 0, backward), oracle),
        Corner("padding left out", partial(_defaults, 1, backward), oracle),
        *examples(function),
    )


def _sizes(
    test: Callable[[Shape, Shape, int, int], bool],
) -> Callable[[Named], bool]:
    def met(a: Named) -> bool:
        image, kernels = np.shape(a["X"]), np.shape(a["W"])
        return test(image, kernels, a.get("stride", 1), a.get("padding", 0))

    return met


EDGES: Mapping[str, Callable[[Named], bool]] = {
    "one picture": _sizes(lambda x, w, s, p: x[0] == 1),
    "one channel": _sizes(lambda x, w, s, p: x[3] == 1),
    "one kernel": _sizes(lambda x, w, s, p: w[0] == 1),
    "kernels of one pixel": _sizes(lambda x, w, s, p: w[1:3] == (1, 1)),
    "kernels of one pixel and a stride": _sizes(
        lambda x, w, s, p: w[1:3] == (1, 1) and s > 1 and p == 0
    ),
    "kernels of one pixel and a frame": _sizes(
        lambda x, w, s, p: w[1:3] == (1, 1) and s == 1 and p > 0
    ),
    "kernels as large as the picture": _sizes(
        lambda x, w, s, p: w[1:3] == x[1:3] and p == 0 and x[1] > 1
    ),
    "rows that no window covers": _sizes(
        lambda x, w, s, p: (x[1] + 2 * p - w[1]) % s > 0
    ),
    "columns that no window covers": _sizes(
        lambda x, w, s, p: (x[2] + 2 * p - w[2]) % s > 0
    ),
    "a stride longer than the kernel": _sizes(lambda x, w, s, p: s > w[1] and s > w[2]),
    "a frame as wide as the kernel": _sizes(lambda x, w, s, p: p >= w[1] > 1),
    "stride and frame together": _sizes(lambda x, w, s, p: s > 1 and p > 0),
    "upright pictures": _sizes(lambda x, w, s, p: x[1] > x[2]),
    "lying pictures": _sizes(lambda x, w, s, p: x[1] < x[2]),
    "square pictures": _sizes(lambda x, w, s, p: x[1] == x[2] > 1),
    "upright kernels": _sizes(lambda x, w, s, p: w[1] > w[2]),
    "lying kernels": _sizes(lambda x, w, s, p: w[1] < w[2]),
    "square kernels": _sizes(lambda x, w, s, p: w[1] == w[2] > 1),
    "as many channels as kernels": _sizes(lambda x, w, s, p: x[3] == w[0] > 1),
    "exact zeros": lambda a: bool(np.any(a["X"] == 0)),
    "large numbers": lambda a: bool(np.abs(a["X"]).max() > 700),
    "small numbers": lambda a: bool(np.abs(a["X"]).max() < 1e-5),
}
FORWARD_DOMAIN = Domain(
    edges=EDGES, X=Given(), W=Given(), b=Given(), stride=Given(), padding=Given()
)
BACKWARD_DOMAIN = Domain(
    edges=EDGES, dY=Given(), X=Given(), W=Given(), stride=Given(), padding=Given()
)


CONV_CORNERS, CONV_BACK_CORNERS = _corners(backward=False), _corners(backward=True)

CHAPTER = Chapter(
    number="12",
    module="convolution",
    title="Convolution",
    checks=(
        Check(
            conv2d_forward,
            (
                Part(
                    "ordinary pictures",
                    4,
                    _ordinary,
                    convolved_in_words,
                    kinds=ORDINARY,
                    corners=CONV_CORNERS,
                ),
            ),
            domain=FORWARD_DOMAIN,
        ),
        Check(
            conv2d_backward,
            tuple(
                Part(
                    words,
                    points,
                    _ordinary_backward,
                    _slope(wrt),
                    NUMERICAL,
                    piece=piece,
                    kinds=ORDINARY[:2],
                    corners=CONV_BACK_CORNERS,
                )
                for piece, (words, points, wrt) in enumerate(
                    [
                        ("the pictures", 3, 1),
                        ("the kernels", 2, 2),
                        ("the biases", 1, 5),
                    ]
                )
            ),
            analytic=True,
            domain=BACKWARD_DOMAIN,
        ),
        ADJOINT,
        *pooling.CHECKS,
    ),
    answers={"why_windows_read_moved_digits": 2.0},
)
