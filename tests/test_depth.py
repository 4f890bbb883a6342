"""Chapter 10 against PyTorch, and against differences with a random upstream."""

import numpy as np
import pytest

from autograder.oracle import central_difference
from solutions.deltas import hidden_delta, softmax_cross_entropy_delta
from solutions.depth import (
    clip_by_global_norm,
    error_gain,
    l2_penalty,
    layer_norm_backward,
    layer_norm_forward,
    residual_backward,
    residual_forward,
    tower_backward,
    tower_forward,
)
from solutions.forward import affine, softmax
from solutions.gradcheck import relative_error
from solutions.losses import softmax_cross_entropy
from tests.pytorch import agree, gradient, tensor, torch

every_seed = pytest.mark.parametrize("seed", range(3))


def measured(got, scalar, at):
    assert relative_error(np.asarray(got), central_difference(scalar, at)) < 1e-8


def draw_block(rng):
    A = rng.normal(size=(5, 4))
    W = {1: rng.normal(size=(6, 4)), 2: rng.normal(size=(4, 6))}
    return A, W, {1: rng.normal(size=6), 2: rng.normal(size=4)}


@every_seed
@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_the_gain_is_the_root_mean_square_of_a_jacobian(seed, name):
    rng = np.random.default_rng(seed)
    Z, W = rng.normal(size=(5, 3)), rng.normal(size=(4, 3))
    functions = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
    layer = lambda z: functions[name](z) @ tensor(W).T  # noqa: E731
    squares = [
        (torch.autograd.functional.jacobian(layer, tensor(z)) ** 2).sum() for z in Z
    ]
    agree(error_gain(W, Z, name), torch.sqrt(sum(squares) / (5 * 4)))


@every_seed
def test_the_gain_is_what_random_errors_grow_by(seed):
    rng = np.random.default_rng(seed)
    Z, W = rng.normal(size=(50, 30)), rng.normal(size=(20, 30))
    many = rng.normal(size=(400, 50, 20))
    lengths = [np.linalg.norm(hidden_delta(d, W, Z, "tanh")) for d in many]
    grown = np.sqrt(np.mean(np.square(lengths)) / (50 * 20))
    assert error_gain(W, Z, "tanh") == pytest.approx(grown, rel=0.01)


@every_seed
@pytest.mark.parametrize("limit", [0.5, 1e6])
def test_clipping(seed, limit):
    """`clip_grad_norm_` divides by the norm plus 1e-6: hence eight digits."""
    rng = np.random.default_rng(seed)
    dW = {1: rng.normal(size=(4, 3)), 2: rng.normal(size=(2, 4))}
    db = {1: rng.normal(size=4), 2: rng.normal(size=2)}
    leaves = []
    for part in (*dW.values(), *db.values()):
        leaf = tensor(np.zeros_like(part), grad=True)
        leaf.grad = tensor(part)
        leaves.append(leaf)
    torch.nn.utils.clip_grad_norm_(leaves, limit)
    ours = clip_by_global_norm(dW, db, limit)
    for part, leaf in zip([*ours[0].values(), *ours[1].values()], leaves, strict=True):
        agree(part, leaf.grad, 1e-5)
    if limit > 1e3:
        assert all((ours[0][l] == dW[l]).all() for l in dW)


def test_a_gradient_of_zero_is_not_divided_by_its_length():
    dW, db = clip_by_global_norm({1: np.zeros((2, 2))}, {1: np.zeros(2)}, 1.0)
    assert not dW[1].any() and not db[1].any()


@every_seed
def test_the_penalty(seed):
    rng = np.random.default_rng(seed)
    _, W, b = draw_block(rng)
    R, dW, db = l2_penalty(W, b, 0.3)
    theirs = lambda v, w: 0.15 * ((v**2).sum() + (w**2).sum())  # noqa: E731
    agree(R, theirs(tensor(W[1]), tensor(W[2])))
    for l, slope in enumerate(gradient(theirs, W[1], W[2]), start=1):
        agree(dW[l], slope)
        assert (db[l] == np.zeros_like(b[l])).all()
        measured(dW[l], lambda w, l=l: l2_penalty(W | {l: w}, b, 0.3)[0], W[l])


@every_seed
def test_a_residual_block(seed):
    rng = np.random.default_rng(seed)
    A, W, b = draw_block(rng)
    upstream = rng.normal(size=A.shape)

    def block(a, v, w, c, d):
        inner = torch.relu(torch.nn.functional.linear(a, v, c))
        return a + torch.nn.functional.linear(inner, w, d)

    out, Z = residual_forward(A, W, b)
    inputs = (A, W[1], W[2], b[1], b[2])
    agree(out, block(*map(tensor, inputs)))
    agree(Z, affine(A, W[1], b[1]))
    wanted = gradient(lambda *x: (block(*x) * tensor(upstream)).sum(), *inputs)
    dA, dW, db = residual_backward(upstream, A, Z, W)
    for ours, slope in zip((dA, dW[1], dW[2], db[1], db[2]), wanted, strict=True):
        agree(ours, slope)
    scalar = lambda a: np.sum(residual_forward(a, W, b)[0] * upstream)  # noqa: E731
    measured(dA, scalar, A)


@every_seed
def test_layer_normalization(seed):
    """`layer_norm` has the epsilon within the root too."""
    rng = np.random.default_rng(seed)
    X, upstream = rng.normal(2.0, 3.0, (5, 4)), rng.normal(size=(5, 4))
    gamma, beta = rng.normal(size=4), rng.normal(size=4)
    theirs = lambda x, g, b: torch.nn.functional.layer_norm(  # noqa: E731
        x, (4,), g, b, 0.2
    )
    Y, X_hat, s = layer_norm_forward(X, gamma, beta, 0.2)
    agree(Y, theirs(*map(tensor, (X, gamma, beta))))
    weighted = lambda *x: (theirs(*x) * tensor(upstream)).sum()  # noqa: E731
    ours = layer_norm_backward(upstream, X_hat, s, gamma)
    for one, slope in zip(ours, gradient(weighted, X, gamma, beta), strict=True):
        agree(one, slope)
    scalar = lambda x: np.sum(  # noqa: E731
        layer_norm_forward(x, gamma, beta, 0.2)[0] * upstream
    )
    measured(ours[0], scalar, X)


@every_seed
def test_ones_from_above_would_show_nothing_of_a_normalization(seed):
    X = np.random.default_rng(seed).normal(size=(5, 4))
    _, X_hat, s = layer_norm_forward(X, np.ones(4), np.zeros(4), 1e-9)
    dX, _, _ = layer_norm_backward(np.ones((5, 4)), X_hat, s, np.ones(4))
    assert np.abs(dX).max() < 1e-12


@every_seed
@pytest.mark.parametrize("norm", [False, True])
def test_a_tower(seed, norm):
    rng = np.random.default_rng(seed)
    sizes = [3, 4, 4, 4, 4, 4, 2]
    W = {l: rng.normal(size=(sizes[l], sizes[l - 1])) for l in range(1, 7)}
    b = {l: rng.normal(size=sizes[l]) for l in W}
    X, Y = rng.normal(size=(5, 3)), softmax(rng.normal(size=(5, 2)))
    linear = torch.nn.functional.linear

    def theirs(*flat):
        w, c = dict(enumerate(flat[:6], 1)), dict(enumerate(flat[6:], 1))
        a = linear(tensor(X), w[1], c[1])
        for l in (2, 4):
            a = a + linear(torch.relu(linear(a, w[l], c[l])), w[l + 1], c[l + 1])
            a = torch.nn.functional.layer_norm(a, (4,)) if norm else a
        return torch.nn.functional.cross_entropy(linear(a, w[6], c[6]), tensor(Y))

    wanted = gradient(theirs, *W.values(), *b.values())
    scores, kept = tower_forward(X, W, b, layer_norm_forward if norm else None)
    delta = softmax_cross_entropy_delta(scores, Y)
    dW, db = tower_backward(delta, X, kept, W, layer_norm_backward if norm else None)
    agree(
        softmax_cross_entropy(scores, Y),
        theirs(*map(tensor, [*W.values(), *b.values()])),
    )
    for ours, slope in zip(
        [*(dW[l] for l in W), *(db[l] for l in b)], wanted, strict=True
    ):
        agree(ours, slope)
