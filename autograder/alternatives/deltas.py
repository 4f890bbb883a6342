"""Unusual right answers to the exercises of the module deltas."""

import math

import numpy as np

from autograder.alternatives.model import Layers, Names, right
from solutions import Array
from solutions.deltas import activate_prime, hidden_delta, output_delta
from solutions.forward import activate, forward, softmax
from solutions.losses import mse


def error_at_the_output(Y: Array, Z: Layers, A: Layers, names: Names) -> Array:
    """Give the right error of the output layer."""
    L = len(Z)
    delta = (A[L] - Y) / len(Y)
    return delta if names[L] == "softmax" else output_delta(delta, Z[L], names[L])


@right("output_delta")
def with_einsum(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """Name the indices; none of them is summed over."""
    return np.einsum("ij,ij->ij", activate_prime(activation, Z), dA)


@right("output_delta")
def from_the_outputs(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """Write the slopes in terms of the outputs."""
    a = activate(activation, Z)
    slopes = {"sigmoid": a - a * a, "tanh": (1 - a) * (1 + a), "relu": np.sign(a)}
    return np.multiply(slopes[activation], dA)


@right("output_delta")
def with_the_jacobian_of_each_row(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Multiply each row by the diagonal matrix of its slopes."""
    slopes = activate_prime(activation, Z)
    return np.stack([np.diag(s) @ g for s, g in zip(slopes, dA, strict=True)])


@right("output_delta")
def one_neuron_at_a_time(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """Go through examples and neurons, with the slopes written out."""
    delta = np.zeros(Z.shape)
    for i, j in np.ndindex(*Z.shape):
        z = Z[i, j]
        if activation == "sigmoid":
            slope = (1 - math.tanh(z / 2) ** 2) / 4
        elif activation == "tanh":
            slope = 1 - math.tanh(z) ** 2
        else:
            slope = float(z > 0)
        delta[i, j] = slope * dA[i, j]
    return delta


@right("softmax_cross_entropy_delta")
def in_the_logarithmic_domain(Z: Array, Y: Array) -> object:
    """Take the exponential of the log-softmax."""
    A = np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))
    return A / len(A) - Y / len(Y)


@right("softmax_cross_entropy_delta")
def through_the_jacobian(Z: Array, Y: Array) -> object:
    """Multiply the Jacobian of the logarithms by the targets."""
    rows = []
    for a, y in zip(softmax(Z), Y, strict=True):
        columns = np.eye(len(a)) - np.outer(a, np.ones(len(a)))
        rows.append(-columns @ y)
    return np.array(rows) / len(Z)


@right("softmax_cross_entropy_delta")
def one_score_at_a_time(Z: Array, Y: Array) -> object:
    """Use plain numbers, and subtract where there is a target."""
    delta = []
    for scores, targets in zip(Z.tolist(), Y.tolist(), strict=True):
        powers = [math.exp(z - max(scores)) for z in scores]
        pairs = zip(powers, targets, strict=True)
        delta.append([(e / math.fsum(powers) - y) / len(Z) for e, y in pairs])
    return np.array(delta)


@right("hidden_delta")
def with_examples_as_columns(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Write BP2 as the book does, and turn the result."""
    return ((W_next.T @ delta_next.T) * activate_prime(activation, Z.T)).T


@right("hidden_delta")
def with_outer_products(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Add up what each neuron above sends back to the whole layer."""
    carried = sum(np.outer(d, w) for d, w in zip(delta_next.T, W_next, strict=True))
    return activate_prime(activation, Z) * carried


@right("hidden_delta")
def with_einsum_of_hidden_delta(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Name the indices of BP2; write the slopes in terms of the outputs."""
    A = activate(activation, Z)
    slopes = {"sigmoid": A * (1 - A), "tanh": 1 - A**2, "relu": (A > 0).astype(float)}
    return np.einsum("ij,jk,ik->ik", delta_next, W_next, slopes[activation])


@right("hidden_delta")
def one_weight_at_a_time(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Let each error above travel along each weight."""
    delta = np.zeros_like(Z)
    for i in range(len(Z)):
        for j in range(W_next.shape[0]):
            for k in range(W_next.shape[1]):
                delta[i, k] += W_next[j, k] * delta_next[i, j]
    return delta * activate_prime(activation, Z)


@right("bias_gradient")
def as_the_weight_from_a_neuron_that_is_always_1(delta: Array) -> object:
    """Treat the bias as a weight whose input is 1."""
    return np.ones(len(delta)) @ delta


@right("bias_gradient")
def with_einsum_of_bias_gradient(delta: Array) -> object:
    """Name the indices; the examples are summed over."""
    return np.einsum("ij->j", delta)


@right("bias_gradient")
def one_row_at_a_time(delta: Array) -> object:
    """Let each example add its error."""
    db = np.zeros(delta.shape[1])
    for row in delta:
        db += row
    return db


@right("bias_gradient")
def by_halving_the_batch(delta: Array) -> object:
    """Add up the halves of the batch, by recursion."""
    if len(delta) == 1:
        return delta[0]
    half = len(delta) // 2
    return by_halving_the_batch(delta[:half]) + by_halving_the_batch(delta[half:])  # type: ignore[operator]


@right("weight_gradient")
def one_weight_at_a_time_of_weight_gradient(delta: Array, A_prev: Array) -> object:
    """Write the sum of BP4 out for each weight."""
    return np.array([[sum(d * a) for a in A_prev.T] for d in delta.T])


@right("weight_gradient")
def turned_at_the_end(delta: Array, A_prev: Array) -> object:
    """Multiply the other way round, and turn the result."""
    return (A_prev.T @ delta).T


@right("weight_gradient")
def over_a_third_axis(delta: Array, A_prev: Array) -> object:
    """Make one matrix for each example, then sum over the batch."""
    return np.sum(delta[..., np.newaxis] @ A_prev[:, np.newaxis], axis=0)


@right("weight_gradient")
def with_tensordot(delta: Array, A_prev: Array) -> object:
    """Contract the axis of the examples."""
    return np.tensordot(delta, A_prev, axes=(0, 0))


@right("backward")
def with_all_errors_first(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """Work out all errors, then all gradients."""
    L = max(W)
    delta = {L: error_at_the_output(Y, Z, A, activation)}
    for l in reversed(range(1, L)):
        delta[l] = np.einsum("ij,jk->ik", delta[l + 1], W[l + 1])
        delta[l] *= activate_prime(activation[l], Z[l])
    dW = {l: np.einsum("ij,ik->jk", delta[l], A[l - 1]) for l in delta}
    return dW, {l: np.ones(len(Y)) @ delta[l] for l in delta}


@right("backward")
def one_example_at_a_time(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """Run each example back as columns, as the book does, and add up the gradients."""
    dW = {l: np.zeros_like(W[l]) for l in W}
    db = {l: np.zeros(len(W[l])) for l in W}
    for i, y in enumerate(Y):
        delta = (A[len(W)][i] - y) / len(Y)
        for l in range(len(W), 0, -1):
            if l < len(W):
                delta = W[l + 1].T @ delta
            if activation[l] != "softmax":
                delta = delta * activate_prime(activation[l], Z[l][i])
            db[l] += delta
            dW[l] += np.outer(delta, A[l - 1][i])
    return dW, db


@right("deltas_by_trying")
def example_by_example(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Push biases, one example and one neuron at a time, to one side only."""
    L, delta = len(W), {l: np.empty((len(X), len(b[l]))) for l in W}
    for i in range(len(X)):
        x, y = X[i : i + 1], Y[i : i + 1]
        before = mse(forward(x, W, b, activation)[1][L], y)
        for l in W:
            for j in range(len(b[l])):
                pushed = {**b, l: b[l] + 1e-6 * (np.arange(len(b[l])) == j)}
                after = mse(forward(x, W, pushed, activation)[1][L], y)
                delta[l][i, j] = (after - before) / 1e-6 / len(X)
    return delta


@right("deltas_by_trying")
def by_the_equations(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Leave trying aside and go down by BP1 and BP2."""
    Z, A = forward(X, W, b, activation)
    L = len(W)
    delta = {L: output_delta((A[L] - Y) / len(Y), Z[L], activation[L])}
    for l in range(L - 1, 0, -1):
        delta[l] = hidden_delta(delta[l + 1], W[l + 1], Z[l], activation[l])
    return delta


@right("shared_gradient")
def by_the_four_equations(
    X: Array, Y: Array, W: Array, b: Array, activation: str
) -> object:
    """Write both layers out."""
    first = X @ W.T + b
    a = activate(activation, first)
    second = a @ W.T + b
    above = output_delta(
        (activate(activation, second) - Y) / len(Y), second, activation
    )
    below = hidden_delta(above, W, first, activation)
    return above.T @ a + below.T @ X, (above + below).sum(axis=0)


@right("shared_gradient")
def stacked_rows(X: Array, Y: Array, W: Array, b: Array, activation: str) -> object:
    """Stack the rows of both layers, so that one product adds over both places."""
    kinds, twice = {1: activation, 2: activation}, {1: W, 2: W}
    Z, A = forward(X, twice, {1: b, 2: b}, kinds)
    above = output_delta((A[2] - Y) / len(Y), Z[2], activation)
    delta = np.vstack([above, hidden_delta(above, W, Z[1], activation)])
    return np.einsum("ij,ik->jk", delta, np.vstack([A[1], X])), delta.sum(axis=0)
