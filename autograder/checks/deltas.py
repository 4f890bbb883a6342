"""How the exercises of chapter 04 are judged: each by a cost that it differentiates.

The costs, and why their slopes are what the exercises ask for, are in ``costs``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.costs import (
    Layers,
    slope_of_bias,
    slope_of_weight,
    slopes_of_biases,
    slopes_of_weights,
    through_the_layer_above,
    through_the_output,
)
from autograder.checks.draw import clear, clear_of_zero, resample, sizes
from autograder.checks.losses import classes, scores
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Part
from autograder.checks.trying import SHARED, TRYING
from autograder.oracle import derivative
from solutions import Array
from solutions.deltas import (
    backward,
    bias_gradient,
    hidden_delta,
    output_delta,
    softmax_cross_entropy_delta,
    weight_gradient,
)
from solutions.forward import activate, affine
from solutions.losses import softmax_cross_entropy

Draw = Callable[..., Args]


def output_layer(activation: str) -> Draw:
    """Make a sampler for ``output_delta``.

    Parameters
    ----------
    activation : str
        Name of the output layer's activation.

    Returns
    -------
    callable
        Draws a gradient of the cost and weighted inputs away from the corner at 0.
    """

    def draw(rng: np.random.Generator) -> Args:
        shape = sizes(rng, 2, low=3)
        return rng.normal(0.0, 1.0, shape), clear_of_zero(rng, shape, 1.5), activation

    return draw


def hidden_layer(activation: str) -> Draw:
    """Make a sampler for ``hidden_delta``.

    Parameters
    ----------
    activation : str
        Name of the hidden layer's activation.

    Returns
    -------
    callable
        Draws the error and the weights of the layer above, and weighted inputs away
        from the corner at 0.
    """

    def draw(rng: np.random.Generator) -> Args:
        N, n, n_next = sizes(rng, 3, low=3)
        delta_next = rng.normal(0.0, 1.0, (N, n_next))
        W_next = rng.normal(0.0, 1.0, (n_next, n))
        return delta_next, W_next, clear_of_zero(rng, (N, n), 1.5), activation

    return draw


def error(rng: np.random.Generator) -> Args:
    """Draw the error of a layer.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    delta : ndarray, shape (N, n)
        N and n differ.
    """
    return (rng.normal(0.0, 1.0, sizes(rng, 2, low=3)),)


def error_and_activations(rng: np.random.Generator) -> Args:
    """Draw the error of a layer and the activations of the layer below.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    delta : ndarray, shape (N, n)
        The error.
    A_prev : ndarray, shape (N, n_prev)
        The activations; N, n and n_prev differ.
    """
    N, n, n_prev = sizes(rng, 3, low=3)
    return rng.normal(0.0, 1.0, (N, n)), rng.normal(0.0, 1.0, (N, n_prev))


def small_network(rng: np.random.Generator, layers: Sequence[str]) -> Args:
    """Draw a network whose gradient finite differences can afford, and run it.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    layers : sequence of str
        The activation of each layer.

    Returns
    -------
    Z, A, W, activation : dict, keyed by layer
        What the forward pass keeps, the weights, and the names in `layers`.

    Notes
    -----
    The layers have as few neurons as they can without two sizes being the same: each
    weight costs two forward passes. N is larger than all of them. A layer is drawn
    again until its weighted inputs clear the corner at 0.
    """
    L = len(layers)
    n = sizes(rng, L + 1, low=2, high=L + 2)
    N = int(rng.integers(L + 3, 9))
    activation = dict(enumerate(layers, start=1))
    Z: Layers = {}
    A: Layers = {0: rng.normal(0.0, 1.0, (N, n[0]))}
    W: Layers = {}
    for l in range(1, L + 1):
        W[l], Z[l] = _layer(rng, A[l - 1], n[l])
        A[l] = activate(activation[l], Z[l])
    return Z, A, W, activation


def _layer(rng: np.random.Generator, A: Array, n: int) -> tuple[Array, Array]:
    def draw() -> tuple[Array, Array]:
        W = rng.normal(0.0, 1.4 / np.sqrt(A.shape[1]), (n, A.shape[1]))
        return W, affine(A, W, rng.normal(0.0, 0.6, n))

    return resample(draw, lambda layer: clear(layer[1]))


def regression(depth: int) -> Draw:
    """Make a sampler of networks whose cost is the mean squared error.

    Parameters
    ----------
    depth : int
        How many layers; no two neighbours have the same activation.

    Returns
    -------
    callable
        Draws the arguments of ``backward``, for a last layer of the kind asked for.
    """
    kinds = ["sigmoid", "tanh", "relu"]

    def draw(rng: np.random.Generator, last: str | None = None) -> Args:
        last = last or str(rng.choice(kinds))
        below = rng.permutation([kind for kind in kinds if kind != last])
        names = np.resize([last, *below], depth)[::-1].tolist()
        Z, A, W, activation = small_network(rng, names)
        return rng.normal(0.0, 1.0, A[depth].shape), Z, A, W, activation

    return draw


def classification(depth: int) -> Draw:
    """Make a sampler of networks that end in a softmax layer.

    Parameters
    ----------
    depth : int
        How many layers, the softmax layer among them.

    Returns
    -------
    callable
        Draws the arguments of ``backward``.
    """

    def draw(rng: np.random.Generator) -> Args:
        hidden = rng.permutation(["tanh", "relu"]).tolist()[: depth - 1]
        Z, A, W, activation = small_network(rng, [*hidden, "softmax"])
        return classes(rng, *A[depth].shape), Z, A, W, activation

    return draw


OUTPUT = derivative(through_the_output, wrt=1)
HIDDEN = derivative(through_the_layer_above, wrt=2)
SOFTMAX = derivative(softmax_cross_entropy, wrt=0)

CHAPTER = Chapter(
    number="04",
    module="deltas",
    title="The delta equations",
    checks=(
        Check(
            output_delta,
            (
                Part("a sigmoid layer", 2, output_layer("sigmoid"), OUTPUT, NUMERICAL),
                Part("a tanh layer", 1, output_layer("tanh"), OUTPUT, NUMERICAL),
                Part("a relu layer", 1, output_layer("relu"), OUTPUT, NUMERICAL),
            ),
            analytic=True,
        ),
        Check(
            softmax_cross_entropy_delta,
            (Part("ordinary scores", 3, scores, SOFTMAX, NUMERICAL),),
            analytic=True,
        ),
        Check(
            hidden_delta,
            (
                Part("a sigmoid layer", 3, hidden_layer("sigmoid"), HIDDEN, NUMERICAL),
                Part("a tanh layer", 1, hidden_layer("tanh"), HIDDEN, NUMERICAL),
                Part("a relu layer", 1, hidden_layer("relu"), HIDDEN, NUMERICAL),
            ),
            analytic=True,
        ),
        Check(
            bias_gradient,
            (Part("ordinary errors", 2, error, slope_of_bias, NUMERICAL),),
            analytic=True,
        ),
        Check(
            weight_gradient,
            (
                Part(
                    "ordinary errors",
                    3,
                    error_and_activations,
                    slope_of_weight,
                    NUMERICAL,
                ),
            ),
            analytic=True,
        ),
        TRYING,
        Check(
            backward,
            (
                Part(
                    "the weights, squared error",
                    2,
                    regression(depth=3),
                    slopes_of_weights,
                    NUMERICAL,
                    piece=0,
                    kinds=("tanh", "relu"),
                ),
                Part(
                    "the biases, squared error",
                    1,
                    regression(depth=4),
                    slopes_of_biases,
                    NUMERICAL,
                    piece=1,
                    kinds=("sigmoid",),
                ),
                Part(
                    "the weights, softmax and cross-entropy",
                    2,
                    classification(depth=2),
                    slopes_of_weights,
                    NUMERICAL,
                    piece=0,
                    cases=2,
                ),
                Part(
                    "the biases, softmax and cross-entropy",
                    1,
                    classification(depth=3),
                    slopes_of_biases,
                    NUMERICAL,
                    piece=1,
                    cases=2,
                ),
            ),
            version=2,
            analytic=True,
        ),
        SHARED,
    ),
    answers={"why_the_order_is_backward": 2.0},
)
