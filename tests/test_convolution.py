"""Chapter 12 against PyTorch, differences, and the matrix that nobody builds."""

import numpy as np
import pytest

from autograder.oracle import central_difference
from solutions.convolution import (
    adjoint_check,
    conv2d_backward,
    conv2d_forward,
    max_pool_backward,
    max_pool_forward,
)
from solutions.gradcheck import relative_error
from tests.pytorch import agree, gradient, tensor, torch

every_seed = pytest.mark.parametrize("seed", range(3))
# height, width, kernel height and width, stride, padding
SHAPES = [
    (6, 5, 3, 2, 1, 0),
    (6, 5, 3, 2, 1, 1),
    (7, 8, 3, 3, 2, 0),
    (7, 8, 3, 2, 2, 2),
    (8, 7, 2, 3, 3, 1),
    (4, 5, 1, 1, 2, 0),
    (3, 4, 3, 4, 1, 0),
]
every_shape = pytest.mark.parametrize("shape", SHAPES)


def draw(seed, shape):
    rng = np.random.default_rng(seed)
    height, width, h, w, stride, padding = shape
    X, W = rng.normal(size=(2, height, width, 3)), rng.normal(size=(4, h, w, 3))
    b = rng.normal(size=4)
    Y = conv2d_forward(X, W, b, stride, padding)
    return X, W, b, stride, padding, rng.normal(size=Y.shape)


def first(x):
    """Put the channels where PyTorch has them."""
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


@every_seed
@every_shape
def test_convolution(seed, shape):
    """PyTorch has the channels second, in pictures and in kernels."""
    X, W, b, stride, padding, dY = draw(seed, shape)
    theirs = lambda x, w, c: last(  # noqa: E731
        torch.nn.functional.conv2d(first(x), first(w), c, stride, padding)
    )
    agree(conv2d_forward(X, W, b, stride, padding), theirs(*map(tensor, (X, W, b))))
    ours = conv2d_backward(dY, X, W, stride, padding)
    weighted = lambda *x: (theirs(*x) * tensor(dY)).sum()  # noqa: E731
    for one, slope in zip(ours, gradient(weighted, X, W, b), strict=True):
        agree(one, slope)


@every_shape
def test_convolution_against_differences(shape):
    X, W, b, stride, padding, dY = draw(0, shape)
    dX, dW, db = conv2d_backward(dY, X, W, stride, padding)

    def cost(X, W, b):
        return float(np.sum(conv2d_forward(X, W, b, stride, padding) * dY))

    for got, scalar, at in (
        (dX, lambda x: cost(x, W, b), X),
        (dW, lambda w: cost(X, w, b), W),
        (db, lambda c: cost(X, W, c), b),
    ):
        assert relative_error(got, central_difference(scalar, at)) < 1e-8


@every_shape
def test_backward_is_the_transpose_of_forward(shape):
    X, W, b, stride, padding, dY = draw(1, shape)
    rng = np.random.default_rng(2)
    A = lambda x: conv2d_forward(x, W, 0.0 * b, stride, padding)  # noqa: E731
    back = lambda y: conv2d_backward(y, X, W, stride, padding)[0]  # noqa: E731
    assert adjoint_check(A, back, X.shape, dY.shape, rng)
    columns = [A(e.reshape(X.shape)).ravel() for e in np.eye(X.size)]
    assert np.allclose(back(dY).ravel(), np.array(columns) @ dY.ravel())
    kernels = lambda w: conv2d_forward(X, w, 0.0 * b, stride, padding)  # noqa: E731
    blame = lambda y: conv2d_backward(y, X, W, stride, padding)[1]  # noqa: E731
    assert adjoint_check(kernels, blame, W.shape, dY.shape, rng)
    assert not adjoint_check(A, lambda y: 1.001 * back(y), X.shape, dY.shape, rng)


@every_seed
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pooling(seed, size):
    """PyTorch counts places within the picture; at ties it takes the first too."""
    rng = np.random.default_rng(seed)
    X = rng.integers(0, 3, (2, 2 * size, 3 * size, 4)).astype(float)  # many ties
    pool = lambda x: last(  # noqa: E731
        torch.nn.functional.max_pool2d(first(x), size)
    )
    Y, where = max_pool_forward(X, size)
    agree(Y, pool(tensor(X)))
    dY = rng.normal(size=Y.shape)
    wanted = gradient(lambda x: (pool(x) * tensor(dY)).sum(), X)[0]
    agree(max_pool_backward(dY, where, size), wanted)


@every_seed
def test_pooling_against_differences(seed):
    rng = np.random.default_rng(seed)
    X = rng.permutation(2 * 4 * 6 * 3).reshape(2, 4, 6, 3) / 10.0  # no ties
    Y, where = max_pool_forward(X, 2)
    dY = rng.normal(size=Y.shape)
    scalar = lambda x: float(np.sum(max_pool_forward(x, 2)[0] * dY))  # noqa: E731
    got = max_pool_backward(dY, where, 2)
    assert relative_error(got, central_difference(scalar, X)) < 1e-8
