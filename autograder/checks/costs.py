"""The costs whose slopes chapter 04 asks for, and the slopes by finite differences.

Each cost is made of forward functions only: no equation of the chapter is used.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.oracle import central_difference, derivative
from solutions import Array
from solutions.forward import activate, affine, forward
from solutions.losses import mse, softmax_cross_entropy

Layers = dict[int, Array]


def cost_of(
    Y: Array, X: Array, W: Layers, b: Layers, activation: dict[int, str]
) -> float:
    """Run the network forward and give its cost.

    Parameters
    ----------
    Y, X : ndarray
        Targets and inputs, one example a row.
    W, b, activation : dict, keyed by layer
        The network.

    Returns
    -------
    float
        Softmax cross-entropy where the last layer is softmax, else the mean squared
        error.
    """
    Z, A = forward(X, W, b, activation)
    L = len(W)
    if activation[L] == "softmax":
        return softmax_cross_entropy(Z[L], Y)
    return mse(A[L], Y)


def biases(Z: Layers, A: Layers, W: Layers) -> Layers:
    """Work out the biases from what the forward pass kept.

    Parameters
    ----------
    Z, A, W : dict of ndarray, keyed by layer
        Weighted inputs, activations and weights.

    Returns
    -------
    dict of ndarray
        What is left of each weighted input when the weights' share is taken off.
    """
    return {l: (Z[l] - A[l - 1] @ W[l].T).mean(axis=0) for l in W}


def slopes_of_weights(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: dict[int, str]
) -> Layers:
    """Differentiate the cost of the whole network by every weight, numerically.

    Parameters
    ----------
    Y : ndarray, shape (N, n_L)
        The right outputs.
    Z, A, W : dict of ndarray
        Weighted inputs, activations and weights, as ``backward`` takes them.
    activation : dict of str
        Name of each layer's activation.

    Returns
    -------
    dict of ndarray
        The slopes, in the shapes of `W`.
    """
    b = biases(Z, A, W)

    def cost(l: int, w: Array) -> float:
        values = {**W, l: w}, b, activation
        return cost_of(Y, A[l - 1], *(_from(l, each) for each in values))

    return {l: central_difference(partial(cost, l), W[l]) for l in W}


def slopes_of_biases(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: dict[int, str]
) -> Layers:
    """Differentiate the cost of the whole network by every bias, numerically.

    Parameters
    ----------
    Y : ndarray, shape (N, n_L)
        The right outputs.
    Z, A, W : dict of ndarray
        Weighted inputs, activations and weights, as ``backward`` takes them.
    activation : dict of str
        Name of each layer's activation.

    Returns
    -------
    dict of ndarray
        The slopes, in the shapes of the biases.
    """
    b = biases(Z, A, W)

    def cost(l: int, c: Array) -> float:
        values = W, {**b, l: c}, activation
        return cost_of(Y, A[l - 1], *(_from(l, each) for each in values))

    return {l: central_difference(partial(cost, l), b[l]) for l in W}


def _from(l: int, values: dict[int, Any]) -> dict[int, Any]:
    """Make layer l and those above it a network of their own.

    What lies below layer l stays as it is when a parameter of layer l moves. To run the
    rest only costs half of running everything.
    """
    return {k - l + 1: value for k, value in values.items() if k >= l}


def through_the_output(dA: Array, Z: Array, activation: str) -> float:
    """Give a cost whose slope at the outputs of a layer is `dA`.

    Parameters
    ----------
    dA, Z : ndarray, shape (N, n)
        The wanted slope, the weighted inputs of the layer.
    activation : str
        Name of its activation.

    Returns
    -------
    float
        The cost.
    """
    return float(np.sum(dA * activate(activation, Z)))


def through_the_layer_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str
) -> float:
    """Give a cost whose slope at the next layer's weighted inputs is `delta_next`.

    Parameters
    ----------
    delta_next : ndarray, shape (N, n_next)
        The wanted slope.
    W_next : ndarray, shape (n_next, n)
        Weights between the two layers.
    Z : ndarray, shape (N, n)
        Weighted inputs of this layer.
    activation : str
        Name of this layer's activation.

    Returns
    -------
    float
        The cost.
    """
    return float(np.sum(delta_next * (activate(activation, Z) @ W_next.T)))


def slope_of_bias(delta: Array) -> Array:
    """Differentiate a cost, whose slope at the weighted inputs is `delta`, by the bias.

    Parameters
    ----------
    delta : ndarray, shape (N, n)
        The wanted slope.

    Returns
    -------
    ndarray, shape (n,)
        The slope by each bias. Inputs and weights do not matter to it: they are 0.
    """
    N, n = delta.shape
    A, W = np.zeros((N, 1)), np.zeros((n, 1))
    slope = derivative(lambda b: np.sum(delta * affine(A, W, b)), wrt=0)
    return slope(np.zeros(n))  # type: ignore[no-any-return]


def slope_of_weight(delta: Array, A_prev: Array) -> Array:
    """Differentiate a cost, whose slope at the weighted inputs is `delta`, by weight.

    Parameters
    ----------
    delta : ndarray, shape (N, n)
        The wanted slope.
    A_prev : ndarray, shape (N, n_prev)
        Activations of the layer below.

    Returns
    -------
    ndarray, shape (n, n_prev)
        The slope by each weight. The bias does not matter to it: it is 0.
    """
    n, n_prev = delta.shape[1], A_prev.shape[1]
    b = np.zeros(n)
    slope = derivative(lambda W: np.sum(delta * affine(A_prev, W, b)), wrt=0)
    return slope(np.zeros((n, n_prev)))  # type: ignore[no-any-return]
