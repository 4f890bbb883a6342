"""Chapter 04: the backward pass with its four steps as arguments.

A wrong answer hands in the step that is wrong, and shows nothing else.
"""

from collections.abc import Callable

from solutions import Array
from solutions.deltas import activate_prime, output_delta

Layers = dict[int, Array]
Names = dict[int, str]
Gradients = tuple[Layers, Layers]


def error_at_the_output(Y: Array, Z: Layers, A: Layers, names: Names) -> Array:
    """Give the right error of the output layer."""
    L = len(Z)
    delta = (A[L] - Y) / len(Y)
    return delta if names[L] == "softmax" else output_delta(delta, Z[L], names[L])


def carried(
    l: int, delta: Array, Z: Layers, A: Layers, W: Layers, names: Names
) -> Array:
    """Give the right error of layer l, from the error above it."""
    error: Array = (delta @ W[l + 1]) * activate_prime(names[l], Z[l])
    return error


def weight_slopes(l: int, delta: Array, A: Layers) -> Array:
    """Give the right slopes of the weights of layer l."""
    return delta.T @ A[l - 1]


def bias_slopes(delta: Array) -> Array:
    """Give the right slopes of the biases."""
    total: Array = delta.sum(axis=0)
    return total


def walk(
    Y: Array,
    Z: Layers,
    A: Layers,
    W: Layers,
    names: Names,
    *,
    start: Callable[..., Array] = error_at_the_output,
    carry: Callable[..., Array] = carried,
    slope_W: Callable[..., Array] = weight_slopes,
    slope_b: Callable[..., Array] = bias_slopes,
) -> Gradients:
    """Go from the output to the first layer, with some steps done differently."""
    L = len(W)
    delta = start(Y, Z, A, names)
    dW, db = {}, {}
    for l in range(L, 0, -1):
        if l < L:
            delta = carry(l, delta, Z, A, W, names)
        dW[l], db[l] = slope_W(l, delta, A), slope_b(delta)
    return dW, db
