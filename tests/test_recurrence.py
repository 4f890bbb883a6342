"""Chapter 13 against PyTorch, in float64, to ten digits, and against differences."""

import numpy as np
import pytest

from autograder.oracle import central_difference
from solutions.recurrence import (
    embedding_gradient,
    gru_step,
    gru_step_backward,
    rnn_backward,
    rnn_forward,
    truncated_rnn_backward,
)
from tests.pytorch import agree, gradient, tensor, torch

every_seed = pytest.mark.parametrize("seed", range(3))


def recurrent(seed):
    """Draw inputs, weights and a first state."""
    rng = np.random.default_rng(seed)
    N, T, n_x, n_h = 3, 7, 4, 5
    return (
        rng.normal(size=(N, T, n_x)),
        rng.normal(size=(n_h, n_x)) / 2,
        rng.normal(size=(n_h, n_h)) / 2,
        rng.normal(size=n_h),
        rng.normal(size=(N, n_h)),
    ), rng.normal(size=(N, T, n_h))


def states(X, W_x, W_h, b, h, cut=None):
    """Let PyTorch's own cell run, and forget the past every `cut` steps."""
    kept = []
    for t in range(X.shape[1]):
        if cut and t and t % cut == 0:
            h = h.detach()
        h = torch.nn.functional.tanh(X[:, t] @ W_x.T + h @ W_h.T + b)
        kept.append(h)
    return torch.stack(kept, dim=1)


@every_seed
def test_the_states_are_those_of_pytorchs_own_network(seed):
    (X, W_x, W_h, b, h_0), _ = recurrent(seed)
    network = torch.nn.RNN(X.shape[2], len(b), batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        for name, value in (("weight_ih", W_x), ("weight_hh", W_h), ("bias_ih", b)):
            getattr(network, f"{name}_l0").copy_(torch.tensor(value))
        network.bias_hh_l0.zero_()
    want, _ = network(torch.tensor(X), torch.tensor(h_0)[None])
    H = rnn_forward(X, W_x, W_h, b, h_0)
    agree(H[:, 1:], want)
    assert np.array_equal(H[:, 0], h_0)


@every_seed
def test_the_backward_pass_through_time(seed):
    arguments, dH = recurrent(seed)
    want = gradient(lambda *leaves: (states(*leaves) * tensor(dH)).sum(), *arguments)
    X, W_x, W_h, *_ = arguments
    got = rnn_backward(dH, X, rnn_forward(*arguments), W_x, W_h)
    for ours, theirs in zip(got, want, strict=True):
        agree(ours, theirs)


@every_seed
@pytest.mark.parametrize("k", [1, 2, 3, 7, 9])
def test_a_truncated_backward_pass_detaches_the_state(seed, k):
    arguments, dH = recurrent(seed)
    want = gradient(
        lambda *leaves: (states(*leaves, cut=k) * tensor(dH)).sum(), *arguments
    )
    X, W_x, W_h, *_ = arguments
    got = truncated_rnn_backward(dH, X, rnn_forward(*arguments), W_x, W_h, k)
    for ours, theirs in zip(got, want, strict=True):
        agree(ours, theirs)


@every_seed
@pytest.mark.parametrize("V", [1, 4, 30])
def test_repeated_tokens_add_up(seed, V):
    rng = np.random.default_rng(seed)
    ids, dE = rng.integers(0, V, (3, 6)), rng.normal(size=(3, 6, 2))

    def read(table):
        looked_up = torch.nn.functional.embedding(torch.tensor(ids), table)
        return (looked_up * tensor(dE)).sum()

    (want,) = gradient(read, rng.normal(size=(V, 2)))
    agree(embedding_gradient(dE, ids, V), want)


@every_seed
def test_a_gated_unit_is_pytorchs_cell(seed):
    rng = np.random.default_rng(seed)
    N, n_x, n_h = 3, 4, 5
    x, h, dh_new = (rng.normal(size=(N, n)) for n in (n_x, n_h, n_h))
    W = {gate: rng.normal(size=(n_h, n_x)) for gate in "rzn"}
    U = {gate: rng.normal(size=(n_h, n_h)) for gate in "rzn"}
    b = {gate: rng.normal(size=n_h) for gate in "rzn"}
    cell = torch.nn.GRUCell(n_x, n_h, dtype=torch.float64)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.tensor(np.vstack([W[gate] for gate in "rzn"])))
        cell.weight_hh.copy_(torch.tensor(np.vstack([U[gate] for gate in "rzn"])))
        cell.bias_ih.copy_(torch.tensor(np.hstack([b[gate] for gate in "rzn"])))
        cell.bias_hh.zero_()
    at = [tensor(x, grad=True), tensor(h, grad=True)]
    state = cell(*at)
    h_new, kept = gru_step(x, h, W, U, b)
    agree(h_new, state)
    leaves = [*at, cell.weight_ih, cell.weight_hh, cell.bias_ih]
    want = torch.autograd.grad((state * tensor(dh_new)).sum(), leaves)
    dx, dh, dW, dU, db = gru_step_backward(dh_new, x, h, kept, W, U)
    stacked = [np.concatenate([d[gate] for gate in "rzn"]) for d in (dW, dU, db)]
    for ours, theirs in zip((dx, dh, *stacked), want, strict=True):
        agree(ours, theirs)


@every_seed
def test_the_backward_pass_against_differences(seed):
    (X, W_x, W_h, b, h_0), dH = recurrent(seed)
    got = rnn_backward(dH, X, rnn_forward(X, W_x, W_h, b, h_0), W_x, W_h)
    arguments = [X, W_x, W_h, b, h_0]
    for place, ours in enumerate(got):

        def cost(value, place=place):
            moved = [*arguments[:place], value, *arguments[place + 1 :]]
            return float(np.sum(dH * rnn_forward(*moved)[:, 1:]))

        want = central_difference(cost, arguments[place])
        assert np.linalg.norm(ours - want) <= 1e-8 * np.linalg.norm(want)
