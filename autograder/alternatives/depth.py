"""Unusual right answers to the exercises of the module depth."""

import math

import numpy as np

from autograder.alternatives.model import Layers, right
from solutions import Array
from solutions.deltas import activate_prime, hidden_delta
from solutions.forward import affine, relu


@right("error_gain")
def from_the_jacobians(W_next: Array, Z: Array, activation: str) -> object:
    """Build the Jacobian of every example, and take the Frobenius norm of the stack."""
    jacobians = W_next[None] * activate_prime(activation, Z)[:, None, :]
    return np.linalg.norm(jacobians) / math.sqrt(len(Z) * len(W_next))


@right("error_gain")
def from_sums_over_the_weights(W_next: Array, Z: Array, activation: str) -> object:
    """Sum the squares of each column first, then weigh them by the slopes."""
    column = np.einsum("jk,jk->k", W_next, W_next)
    return float(
        np.sqrt((activate_prime(activation, Z) ** 2 * column).sum(axis=1).mean())
        / np.sqrt(W_next.shape[0])
    )


@right("clip_by_global_norm")
def in_one_row(dW: Layers, db: Layers, limit: float) -> object:
    """Write everything in one row, and divide by what it is too long by."""
    row = np.concatenate([g.ravel() for part in (dW, db) for g in part.values()])
    excess = max(1.0, float(np.linalg.norm(row)) / limit)
    return {l: dW[l] / excess for l in dW}, {l: db[l] / excess for l in db}


@right("clip_by_global_norm")
def layer_by_layer(dW: Layers, db: Layers, limit: float) -> object:
    """Add up squares in a loop; copy what is short enough."""
    square = 0.0
    for l in dW:
        square += float(np.vdot(dW[l], dW[l])) + float(db[l] @ db[l])
    if square <= limit * limit:
        return {l: dW[l].copy() for l in dW}, {l: db[l].copy() for l in db}
    scale = limit / math.sqrt(square)
    return {l: dW[l] * scale for l in dW}, {l: db[l] * scale for l in db}


@right("l2_penalty")
def from_the_lengths(W: Layers, b: Layers, lmbda: float) -> object:
    """Take the length of each matrix, and square it."""
    R = lmbda / 2 * sum(np.linalg.norm(w) ** 2 for w in W.values())
    return R, {l: W[l] * lmbda for l in W}, {l: 0.0 * b[l] for l in b}


@right("l2_penalty")
def with_a_product_of_rows(W: Layers, b: Layers, lmbda: float) -> object:
    """Write all weights in one row, and multiply it by itself."""
    row = np.concatenate([w.ravel() for w in W.values()])
    slopes = {l: np.multiply(lmbda, w) for l, w in W.items()}
    return float(row @ row) * lmbda / 2, slopes, {l: np.zeros(len(b[l])) for l in b}


@right("residual_forward")
def with_wider_matrices(A: Array, W: Layers, b: Layers) -> object:
    """Let the wire be part of the second matrix."""
    Z = affine(A, W[1], b[1])
    wire = np.hstack([np.eye(A.shape[1]), W[2]])
    return np.hstack([A, relu(Z)]) @ wire.T + b[2], Z


@right("residual_forward")
def one_example_at_a_time(A: Array, W: Layers, b: Layers) -> object:
    """Go through the examples, each a column."""
    Z = np.stack([W[1] @ a + b[1] for a in A])
    out = [a + W[2] @ np.clip(z, 0.0, None) + b[2] for a, z in zip(A, Z, strict=True)]
    return np.stack(out), Z


@right("residual_backward")
def with_a_mask(dA_out: Array, A: Array, Z: Array, W: Layers) -> object:
    """Let a mask stand for the relu, forward and back."""
    awake = Z > 0
    inner = np.where(awake, dA_out @ W[2], 0.0)
    dW = {1: np.einsum("ij,ik->jk", inner, A), 2: dA_out.T @ (awake * Z)}
    db = {1: np.ones(len(A)) @ inner, 2: np.ones(len(A)) @ dA_out}
    return inner @ W[1] + dA_out, dW, db


@right("residual_backward")
def added_up_over_the_examples(dA_out: Array, A: Array, Z: Array, W: Layers) -> object:
    """Add up the gradients of single examples."""
    dW = {l: np.zeros_like(W[l]) for l in W}
    db = {l: np.zeros(len(W[l])) for l in W}
    rows = []
    for i in range(len(A)):
        error = dA_out[i : i + 1]
        delta = hidden_delta(error, W[2], Z[i : i + 1], "relu")
        dW[1] = dW[1] + np.outer(delta, A[i])
        dW[2] = dW[2] + np.outer(error, relu(Z[i : i + 1]))
        db[1], db[2] = db[1] + delta[0], db[2] + error[0]
        rows.append(error[0] + delta[0] @ W[1])
    return np.array(rows), dW, db


@right("layer_norm_forward")
def with_numpys_variance(X: Array, gamma: Array, beta: Array, epsilon: float) -> object:
    """Leave the variance to NumPy, on the transposed table."""
    s = np.sqrt(X.T.var(axis=0) + epsilon)
    hat = ((X.T - X.T.mean(axis=0)) / s).T
    return hat * gamma[None] + beta[None], hat, s.reshape(-1, 1)


@right("layer_norm_forward")
def with_a_matrix_that_centres(
    X: Array, gamma: Array, beta: Array, epsilon: float
) -> object:
    """Subtract the mean by a matrix product."""
    n = X.shape[1]
    centred = X @ (np.eye(n) - np.full((n, n), 1.0 / n))
    s = ((centred * centred).sum(axis=1, keepdims=True) / n + epsilon) ** 0.5
    return centred / s @ np.diag(gamma) + beta, centred / s, s


@right("layer_norm_backward")
def with_a_jacobian(dY: Array, X_hat: Array, s: Array, gamma: Array) -> object:
    """Build the Jacobian of every example."""
    n = len(gamma)
    outer = X_hat[:, :, None] * X_hat[:, None, :]
    J = (np.eye(n) - 1.0 / n - outer / n) / s[:, :, None]
    dX = np.einsum("ik,ikm->im", dY * gamma, J)
    return dX, np.einsum("ik,ik->k", dY, X_hat), np.einsum("ik->k", dY)


@right("layer_norm_backward")
def from_the_graph(dY: Array, X_hat: Array, s: Array, gamma: Array) -> object:
    """Go back through division, root, variance and mean, step by step."""
    n = X_hat.shape[1]
    d_hat = dY * gamma
    d_s = -np.sum(d_hat * X_hat, axis=1, keepdims=True) / s
    d_square = d_s / (2 * s) / n
    centred = X_hat * s
    d_centred = d_hat / s + 2 * centred * d_square
    dX = d_centred - d_centred.sum(axis=1, keepdims=True) / n
    return dX, (dY * X_hat).sum(0), dY.sum(0)
