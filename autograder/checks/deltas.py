"""How the exercises of chapter 04 are judged: each by a cost that it differentiates.

The costs, and why their slopes are what the exercises ask for, are in ``costs``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from autograder.checks import networks
from autograder.checks.corners import at_sizes, at_values, corners, examples
from autograder.checks.costs import (
    Layers,
    slope_of_bias,
    slope_of_weight,
    slopes_of_biases,
    slopes_of_weights,
    through_the_layer_above,
    through_the_output,
)
from autograder.checks.domain import (
    LARGE,
    STRATA,
    Choice,
    Domain,
    Floats,
    Given,
    Probabilities,
)
from autograder.checks.draw import clear, clear_of_zero, resample, sizes
from autograder.checks.forward import inverse_cosh_squared, layer_by_layer, shares
from autograder.checks.losses import classes, scores
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from autograder.checks.networks import ELEMENTWISE
from autograder.checks.neuron import slope as sigmoid_slope
from autograder.checks.trying import SHARED, TRYING
from autograder.oracle import derivative
from course.codec import Between
from course.compare import Tolerance
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


def _last_layer(corner: Corner) -> str:
    """Give the activation of the output layer at a corner of ``backward``."""
    *_, activation = corner.draw(np.random.default_rng(0))
    return str(activation[len(activation)])


def slope_of(activation: str, Z: Array) -> tuple[Array, Array]:
    """Give the slopes of an activation: the least and the largest that are right."""
    if activation == "relu":
        return np.heaviside(Z, 0.0), np.heaviside(Z, 1.0)
    slope = {"sigmoid": sigmoid_slope, "tanh": inverse_cosh_squared}[activation](Z)
    return slope, slope


def times_the_slope(dA: Array, Z: Array, activation: str = "sigmoid") -> Between:
    """Give the error of a layer; at a corner of relu, anything between two slopes."""
    ends = [np.multiply(dA, slope) for slope in slope_of(activation, Z)]
    return Between(np.minimum(*ends), np.maximum(*ends))


def carried_back(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> Between:
    """Carry the error back along one weight after the other."""
    dA = np.einsum("ij,jk->ik", delta_next, W_next)
    return times_the_slope(dA, Z, activation)


def shares_off(Z: Array, Y: Array) -> Array:
    """Give the error of a softmax layer: the shares less the targets, over N."""
    return np.divide(shares(Z) - Y, len(Z))


def ones_times(delta: Array) -> Array:
    """Add up the rows by a product with ones."""
    return np.ones(len(delta)) @ delta


def outer_sum(delta: Array, A_prev: Array) -> Array:
    """Add up an outer product an example."""
    each = [np.outer(d, a) for d, a in zip(delta, A_prev, strict=True)]
    return np.asarray(np.sum(each, axis=0))


def back_through(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: dict[int, str]
) -> tuple[Layers, Layers]:
    """Run a network backward with the forms of this module; relu'(0) is 0."""
    L = len(W)
    if activation[L] == "softmax":
        delta = shares_off(Z[L], Y)
    else:
        delta = times_the_slope((A[L] - Y) / len(Y), Z[L], activation[L]).low
    dW, db = {L: outer_sum(delta, A[L - 1])}, {L: ones_times(delta)}
    for l in range(L - 1, 0, -1):
        delta = carried_back(delta, W[l + 1], Z[l], activation[l]).low
        dW[l], db[l] = outer_sum(delta, A[l - 1]), ones_times(delta)
    return {l: dW[l] for l in W}, {l: db[l] for l in W}


def forward_then(
    sizes: Sequence[int],
    layers: Sequence[str],
    change: Callable[[networks.Network], networks.Network],
    rng: np.random.Generator,
) -> Args:
    """Draw a network of these sizes, change its numbers, run it, and draw targets."""
    X, W, b, activation = change(networks.of_sizes(rng, sizes, layers))
    Z, A = layer_by_layer(X, W, b, activation)
    N, n = A[len(W)].shape
    Y = classes(rng, N, n) if layers[-1] == "softmax" else rng.normal(0.0, 1.0, (N, n))
    return Y, Z, A, W, activation


def network_corner(
    words: str,
    sizes: Sequence[int],
    layers: Sequence[str],
    change: Callable[[networks.Network], networks.Network] = lambda network: network,
) -> Corner:
    """Make a corner of ``backward``."""
    return Corner(words, partial(forward_then, sizes, layers, change), back_through)


ACTIVATION = Choice(ELEMENTWISE)
OUTPUT_LAYER = Domain(dA=Floats("N n_L"), Z=Floats("N n_L"), activation=ACTIVATION)
SCORES = Domain(Z=Floats("N K"), Y=Probabilities("N K"))
HIDDEN_LAYER = Domain(
    delta_next=Floats("N n_next"),
    W_next=Floats("n_next n"),
    Z=Floats("N n"),
    activation=ACTIVATION,
)
ERROR = Domain(delta=Floats("N n"))
ERROR_BELOW = Domain(delta=Floats("N n"), A_prev=Floats("N n_prev"))
NETWORK = Domain(
    edges={
        **networks.edges(networks.OUTPUTS, batch="Y"),
        "zeros in A[0] and W": lambda a: bool(
            (a["A"][0] == 0).any() and all((w == 0).any() for w in a["W"].values())
        ),
        "large inputs": lambda a: bool(np.abs(a["A"][0]).min() >= LARGE),
        "large inputs of neurons that are on": lambda a: bool(
            a["A"][0].min() >= LARGE and a["A"][1].min() > 1.0
        ),
    },
    Y=Given(),
    Z=Given(),
    A=Given(),
    W=Given(),
    activation=Given(),
)

NETWORKS = tuple(
    network_corner(*each) for each in networks.at_corners(networks.OUTPUTS)
)
CHANGED = (
    *(
        network_corner(words, (3, 2, 4, 3), ("tanh", last), change)
        for last in ("sigmoid", "softmax")
        for words, change in (
            ("zeros in A[0] and W", networks.with_zeros),
            ("large inputs", networks.with_large_inputs),
        )
    ),
    network_corner(
        "large inputs of neurons that are on",
        (3, 2, 4, 3),
        ("relu", "relu"),
        networks.with_large_inputs_of_neurons_that_are_on,
    ),
)
ELEMENTWISE_OUTPUT, SOFTMAX_OUTPUT = (
    tuple(
        corner
        for corner in (*NETWORKS, *CHANGED, *examples(backward))
        if (_last_layer(corner) == "softmax") is softmax
    )
    for softmax in (False, True)
)

# A saturated slope, a (1 - a), is right to the rounding of a, 1e-16; here it stands
# before errors of a million.
SATURATED = Tolerance(rtol=1e-9, atol=1e-8)

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
            tuple(
                Part(
                    f"a {name} layer",
                    points,
                    output_layer(name),
                    OUTPUT,
                    NUMERICAL,
                    corners=(
                        *corners(OUTPUT_LAYER, times_the_slope, activation=name),
                        *(examples(output_delta) if name == "sigmoid" else ()),
                    ),
                )
                for name, points in (("sigmoid", 2), ("tanh", 1), ("relu", 1))
            ),
            version=2,
            analytic=True,
            domain=OUTPUT_LAYER,
        ),
        Check(
            softmax_cross_entropy_delta,
            (
                Part(
                    "ordinary scores",
                    3,
                    scores,
                    SOFTMAX,
                    NUMERICAL,
                    corners=(
                        *corners(SCORES, shares_off),
                        *examples(softmax_cross_entropy_delta),
                    ),
                ),
            ),
            version=2,
            analytic=True,
            domain=SCORES,
        ),
        Check(
            hidden_delta,
            tuple(
                Part(
                    f"a {name} layer",
                    points,
                    hidden_layer(name),
                    HIDDEN,
                    NUMERICAL,
                    corners=(
                        *at_sizes(HIDDEN_LAYER, carried_back, activation=name),
                        *at_values(
                            HIDDEN_LAYER, carried_back, STRATA[:3], activation=name
                        ),
                        *at_values(
                            HIDDEN_LAYER,
                            carried_back,
                            STRATA[3:],
                            tolerance=SATURATED,
                            activation=name,
                        ),
                        *(examples(hidden_delta) if name == "sigmoid" else ()),
                    ),
                )
                for name, points in (("sigmoid", 3), ("tanh", 1), ("relu", 1))
            ),
            version=2,
            analytic=True,
            domain=HIDDEN_LAYER,
        ),
        Check(
            bias_gradient,
            (
                Part(
                    "ordinary errors",
                    2,
                    error,
                    slope_of_bias,
                    NUMERICAL,
                    corners=(*corners(ERROR, ones_times), *examples(bias_gradient)),
                ),
            ),
            version=2,
            analytic=True,
            domain=ERROR,
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
                    corners=(
                        *corners(ERROR_BELOW, outer_sum),
                        *examples(weight_gradient),
                    ),
                ),
            ),
            version=2,
            analytic=True,
            domain=ERROR_BELOW,
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
                    corners=ELEMENTWISE_OUTPUT,
                ),
                Part(
                    "the biases, squared error",
                    1,
                    regression(depth=4),
                    slopes_of_biases,
                    NUMERICAL,
                    piece=1,
                    kinds=("sigmoid",),
                    corners=ELEMENTWISE_OUTPUT,
                ),
                Part(
                    "the weights, softmax and cross-entropy",
                    2,
                    classification(depth=2),
                    slopes_of_weights,
                    NUMERICAL,
                    piece=0,
                    cases=2,
                    corners=SOFTMAX_OUTPUT,
                ),
                Part(
                    "the biases, softmax and cross-entropy",
                    1,
                    classification(depth=3),
                    slopes_of_biases,
                    NUMERICAL,
                    piece=1,
                    cases=2,
                    corners=SOFTMAX_OUTPUT,
                ),
            ),
            version=3,
            analytic=True,
            domain=NETWORK,
        ),
        SHARED,
    ),
    answers={"why_the_order_is_backward": 2.0},
)
