"""Unusual right answers to the exercises of the module capstone."""

from typing import Any

import numpy as np

from autograder.alternatives.model import Layers, Names, Rng, right
from solutions import Array
from solutions.capstone import input_gradient, train_reader
from solutions.deltas import activate_prime, backward
from solutions.forward import forward, softmax
from solutions.losses import softmax_cross_entropy


@right("loss_and_gradient")
def penalty_written_out(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names, lmbda: float
) -> object:
    """Add the penalty where it belongs, without the function for it."""
    Z, A = forward(X, W, b, activation)
    dW, db = backward(Y, Z, A, W, activation)
    price = sum(float(np.vdot(w, w)) for w in W.values())
    cost = softmax_cross_entropy(Z[max(W)], Y) + lmbda * price / 2
    return cost, {l: lmbda * W[l] + dW[l] for l in W}, db


@right("loss_and_gradient")
def own_backward_pass(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names, lmbda: float
) -> object:
    """Go back without the function for it."""
    Z, A = forward(X, W, b, activation)
    L = len(W)
    delta = (softmax(Z[L]) - Y) / len(X)
    dW, db = {}, {}
    for l in range(L, 0, -1):
        dW[l] = delta.T @ A[l - 1] + lmbda * W[l]
        db[l] = delta.sum(axis=0)
        if l > 1:
            delta = (delta @ W[l]) * activate_prime(activation[l - 1], Z[l - 1])
    price = 0.5 * lmbda * sum(np.sum(w * w) for w in W.values())
    return softmax_cross_entropy(Z[L], Y) + price, dW, db


@right("early_stopping")
def counts_the_bad_epochs(losses: list[float], patience: int) -> object:
    """Count epochs without a new best, and begin anew with each best."""
    lowest, best, bad = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        if loss < lowest:
            lowest, best, bad = loss, epoch, 0
        else:
            bad += epoch > 0
        if bad == patience:
            return epoch, best
    return len(losses) - 1, best


@right("early_stopping")
def by_windows(losses: list[float], patience: int) -> object:
    """Ask of each epoch whether the best so far is as old as patience."""
    clean = np.where(np.isnan(losses), np.inf, losses)
    stop = len(losses) - 1
    for epoch in range(len(losses)):
        if epoch - int(np.argmin(clean[: epoch + 1])) >= patience:
            stop = epoch
            break
    return stop, int(np.argmin(clean[: stop + 1]))


@right("dropout_forward")
def drawn_with_binomial(A: Array, keep: float, rng: Rng) -> object:
    """Throw a coin for each neuron."""
    mask = rng.binomial(1, keep, A.shape) / keep
    return mask * A, mask


@right("dropout_forward")
def switched_off_in_a_copy(A: Array, keep: float, rng: Rng) -> object:
    """Make everything larger first, then switch off."""
    off = rng.uniform(size=A.shape) >= keep
    mask = np.full(A.shape, 1.0 / keep)
    mask[off] = 0.0
    return np.where(off, 0.0, A / keep), mask


@right("dropout_backward")
def multiplied(dA_dropped: Array, mask: Array) -> object:
    """Let NumPy multiply."""
    return np.multiply(mask, dA_dropped)


@right("dropout_backward")
def where_it_was_on(dA_dropped: Array, mask: Array) -> object:
    """Fill in where the mask lets through."""
    dA = np.zeros(dA_dropped.shape)
    on = mask != 0
    dA[on] = dA_dropped[on] * mask[on]
    return dA


@right("train_reader")
def names_as_a_dict_of_another_order(
    X: Array, Y: Array, X_val: Array, Y_val: Array, rng: Rng
) -> object:
    """Give the dicts back in another order."""
    W, b, activation = train_reader(X, Y, X_val, Y_val, rng)
    turned: list[dict[int, Any]] = [
        dict(sorted(d.items(), reverse=True)) for d in (W, b, activation)
    ]
    return tuple(turned)


@right("train_reader")
def also_learns_from_the_validation_set(
    X: Array, Y: Array, X_val: Array, Y_val: Array, rng: Rng
) -> object:
    """Learn from half of the validation images too."""
    half = len(X_val) // 2
    return train_reader(
        np.vstack([X, X_val[:half]]),
        np.vstack([Y, Y_val[:half]]),
        X_val[half:],
        Y_val[half:],
        rng,
    )


@right("input_gradient")
def image_by_image(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Take one image after the other, with columns."""
    Z, A = forward(X, W, b, activation)
    L, rows = len(W), []
    for i in range(len(X)):
        delta = (A[L][i] - Y[i]) / len(X)
        for l in range(L, 1, -1):
            slope = activate_prime(activation[l - 1], Z[l - 1][i : i + 1])[0]
            delta = (W[l].T @ delta) * slope
        rows.append(W[1].T @ delta)
    return np.array(rows)


@right("input_gradient")
def as_a_layer_below(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Read the slope off the first layer's own deltas."""
    Z, _ = forward(X, W, b, activation)
    delta, l = (softmax(Z[len(W)]) - Y) / X.shape[0], len(W)
    while l > 1:
        l -= 1
        delta = np.einsum("ij,jk->ik", delta, W[l + 1])
        delta = delta * activate_prime(activation[l], Z[l])
    return np.einsum("ij,jk->ik", delta, W[1])


@right("fgsm")
def by_masks(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names, epsilon: float
) -> object:
    """Move up where the slope is positive and down where it is negative."""
    G, moved = input_gradient(X, Y, W, b, activation), X.copy()
    moved[G > 0] = np.minimum(X[G > 0] + epsilon, 1.0)
    moved[G < 0] = np.maximum(X[G < 0] - epsilon, 0.0)
    return moved


@right("fgsm")
def sign_by_comparison(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Names, epsilon: float
) -> object:
    """Make the sign out of two comparisons."""
    G = input_gradient(X, Y, W, b, activation)
    signs = (G > 0).astype(float) - (G < 0)
    return np.minimum(np.maximum(X + signs * epsilon, 0.0), 1.0)


@right("loss_scale_step")
def looks_at_the_sum(grad: Array, scale: float, good: int, growth: int) -> object:
    """Multiply by the inverse, in float64, and count upwards."""
    wide = np.asarray(grad, dtype=np.float64)
    if np.isnan(wide).any() or np.isinf(wide).any():
        return None, 0.5 * scale, 0
    good += 1
    if good >= growth:
        return wide * (1.0 / scale), scale * 2.0, 0
    return wide * (1.0 / scale), scale, good


@right("loss_scale_step")
def a_remainder_for_a_count(
    grad: Array, scale: float, good: int, growth: int
) -> object:
    """Let the count run round."""
    if bool(np.all(np.abs(grad.astype(float)) < np.inf)):
        run = min(good + 1, growth) % growth
        return grad.astype(float) / scale, scale * (1 if run else 2), run
    return None, scale / 2, 0
