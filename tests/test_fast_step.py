"""The fast training step gives what the chapters' code gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solutions.deltas import backward
from solutions.fast_step import FastStep
from solutions.forward import forward, softmax
from solutions.gradcheck import relative_error
from solutions.losses import softmax_cross_entropy
from solutions.training import gradient_step, initialize

ETA = 0.3


def by_the_chapters(W, b, X, Y, eta):
    """Take the same step as the chapters do; give the cost and the new W and b."""
    L = len(W)
    activation = {l: "relu" if l < L else "softmax" for l in W}
    Z, A = forward(X, W, b, activation)
    dW, db = backward(Y, Z, A, W, activation)
    return (
        softmax_cross_entropy(Z[L], Y),
        {l: gradient_step(W[l], dW[l], eta) for l in W},
        {l: gradient_step(b[l], db[l], eta) for l in b},
    )


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=5),
    st.integers(1, 12),
    st.integers(0, 2**32 - 1),
)
def test_ten_steps_agree_to_rounding(sizes, N, seed):
    rng = np.random.default_rng(seed)
    W, b = initialize(sizes, "he", rng)
    X, Y = rng.normal(size=(N, sizes[0])), softmax(rng.normal(size=(N, sizes[-1])))
    as_given = X.copy(), Y.copy()
    slow_W, slow_b = W, b
    W, b = {l: W[l].copy() for l in W}, {l: b[l].copy() for l in b}
    step = FastStep(sizes, N)
    for _ in range(10):
        cost = step(W, b, X, Y, ETA)
        slow_cost, slow_W, slow_b = by_the_chapters(slow_W, slow_b, X, Y, ETA)
        assert cost == pytest.approx(slow_cost, rel=1e-12, abs=1e-14)
        for fast, slow in ((W, slow_W), (b, slow_b)):
            assert all(relative_error(fast[l], slow[l]) < 1e-12 for l in slow)
    assert np.array_equal(X, as_given[0])
    assert np.array_equal(Y, as_given[1])


def test_scores_of_any_size_cost_what_they_should():
    W, b = {1: np.array([[1000.0], [-1000.0]])}, {1: np.zeros(2)}
    cost = FastStep([1, 2], 1)(W, b, np.ones((1, 1)), np.array([[0.0, 1.0]]), 0.0)
    assert cost == 2000.0


def test_a_neuron_at_the_corner_passes_no_error_on():
    W, b = {1: np.zeros((3, 2)), 2: np.ones((2, 3))}, {1: np.zeros(3), 2: np.zeros(2)}
    FastStep([2, 3, 2], 1)(W, b, np.ones((1, 2)), np.array([[1.0, 0.0]]), 1.0)
    assert not W[1].any()
    assert not b[1].any()
