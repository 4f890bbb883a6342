"""Chapter 14 against PyTorch, in float64, to ten digits, and against differences."""

import numpy as np
import pytest

from autograder.bench.layers import block_in_pytorch
from autograder.oracle import central_difference
from solutions.attention import (
    attention_backward,
    attention_forward,
    block_backward,
    block_forward,
    norm_tokens,
    norm_tokens_backward,
    softmax_backward,
    weights_gradient,
)
from tests.pytorch import agree, gradient, tensor, torch

every_seed = pytest.mark.parametrize("seed", range(3))
net = torch.nn.functional


def tokens(seed, T=6, n=4, d=3, n_v=5, m=7):
    """Draw tokens and the parameters of a block."""
    rng = np.random.default_rng(seed)
    shapes = {
        "W_q": (d, n),
        "W_k": (d, n),
        "W_v": (n_v, n),
        "W_o": (n, n_v),
        "W_1": (m, n),
        "b_1": m,
        "W_2": (n, m),
        "b_2": n,
        **{f"{name}_{i}": n for name in ("gamma", "beta") for i in (1, 2)},
    }
    return rng.normal(size=(2, T, n)), {
        name: rng.normal(size=shape) for name, shape in shapes.items()
    }


@every_seed
@pytest.mark.parametrize("T", [1, 6])
@pytest.mark.parametrize("causal", [True, False])
def test_attention_forward_and_backward(seed, causal, T):
    rng = np.random.default_rng(seed)
    Q, K = rng.normal(size=(2, 2, T, 3))
    V, dO = rng.normal(size=(2, 2, T, 5))
    looked = net.scaled_dot_product_attention
    O, P = attention_forward(Q, K, V, causal)
    agree(O, looked(*map(tensor, (Q, K, V)), is_causal=causal))
    slopes = gradient(
        lambda *leaves: (looked(*leaves, is_causal=causal) * tensor(dO)).sum(), Q, K, V
    )
    for ours, theirs in zip(attention_backward(dO, Q, K, V, P), slopes, strict=True):
        # With one token there is nothing to choose: the slopes are exactly 0.
        agree(ours, theirs)


@every_seed
def test_softmax_backward(seed):
    rng = np.random.default_rng(seed)
    scores, dP = rng.normal(size=(2, 2, 3, 4))
    P = torch.softmax(tensor(scores), dim=-1).numpy()
    (want,) = gradient(lambda s: (torch.softmax(s, dim=-1) * tensor(dP)).sum(), scores)
    agree(softmax_backward(dP, P), want)


@every_seed
def test_the_norm_of_tokens(seed):
    rng = np.random.default_rng(seed)
    X, dY = rng.normal(size=(2, 2, 3, 5))
    gamma, beta = rng.normal(size=(2, 5))
    Y, X_hat, s = norm_tokens(X, gamma, beta)
    agree(Y, net.layer_norm(*map(tensor, (X,)), (5,), tensor(gamma), tensor(beta)))
    want = gradient(
        lambda X, *scale: (net.layer_norm(X, (5,), *scale) * tensor(dY)).sum(),
        X,
        gamma,
        beta,
    )
    got = norm_tokens_backward(dY, X_hat, s, gamma)
    for ours, theirs in zip(got, want, strict=True):
        agree(ours, theirs)


@every_seed
def test_weights_that_serve_all_tokens(seed):
    rng = np.random.default_rng(seed)
    A, delta, W = (rng.normal(size=s) for s in ((2, 3, 4), (2, 3, 5), (5, 4)))
    (want,) = gradient(lambda W: (net.linear(tensor(A), W) * tensor(delta)).sum(), W)
    agree(weights_gradient(delta, A), want)


@every_seed
@pytest.mark.parametrize("T", [1, 6])
def test_a_whole_block_forward_and_backward(seed, T):
    X, p = tokens(seed, T)
    dY = np.random.default_rng(seed).normal(size=X.shape)
    Y, kept = block_forward(X, p)
    given = {name: tensor(value) for name, value in p.items()}
    agree(Y, block_in_pytorch(tensor(X), given))

    def cost(X, *values):
        theta = dict(zip(p, values, strict=True))
        return (block_in_pytorch(X, theta) * tensor(dY)).sum()

    dX, dp = block_backward(dY, kept, p)
    assert dp.keys() == p.keys()
    slopes = gradient(cost, X, *p.values())
    for ours, theirs in zip((dX, *(dp[name] for name in p)), slopes, strict=True):
        agree(ours, theirs)


@every_seed
def test_the_block_against_differences(seed):
    X, p = tokens(seed)
    dY = np.random.default_rng(seed).normal(size=X.shape)
    dX, dp = block_backward(dY, block_forward(X, p)[1], p)

    def cost(value, name):
        Y, _ = block_forward(*((value, p) if name == "X" else (X, p | {name: value})))
        return float(np.sum(dY * Y))

    for name, ours in {"X": dX, **dp}.items():
        at = X if name == "X" else p[name]
        want = central_difference(lambda value, name=name: cost(value, name), at)
        assert np.linalg.norm(ours - want) <= 1e-6 * np.linalg.norm(want)
