"""A reader as the argument of an exercise: its cost, its errors, its pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.checks import networks
from autograder.checks.corners import examples
from autograder.checks.domain import Domain, Given, Named
from autograder.checks.draw import MARGIN, network, resample
from autograder.checks.forward import layer_by_layer, shares
from autograder.checks.model import Args, Corner
from autograder.checks.neuron import slope
from autograder.oracle import central_difference
from course.compare import Tolerance
from solutions import Array
from solutions.capstone import (
    fgsm,
    loss_and_gradient,
)
from solutions.forward import forward
from solutions.losses import softmax_cross_entropy

Layers = dict[int, Array]

# One minus the square of a tangent near 1 has few digits left.
FAR = Tolerance(rtol=1e-6, atol=1e-12)
# What is left of a sum to 1 has seven digits where the rest is 1e-9.
TINY = Tolerance(rtol=1e-5, atol=1e-15)


def draw_reader(
    rng: np.random.Generator, shape: Sequence[int] = (), layers: Sequence[str] = ()
) -> Args:
    """Draw images, classes and a reader.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    shape : sequence of int
        N, n_0, ..., n_L; where it is empty, all different, of two or three layers.
    layers : sequence of str
        The activations.

    Returns
    -------
    X, Y, W, b, activation
        What every exercise on a reader takes first.
    """
    if shape:
        X, W, b, activation = networks.of_sizes(rng, shape, layers)
    else:
        hidden = rng.choice(networks.ELEMENTWISE, int(rng.integers(1, 3)))
        X, W, b, activation = resample(
            lambda: network(rng, [*map(str, hidden), "softmax"]),
            lambda drawn: sum(w.size for w in drawn[1].values()) <= 120,
        )
    K = len(b[len(b)])
    classes = np.eye(K)[rng.integers(0, K, len(X))]
    if K > 1:  # not all are sure
        classes[::2] = rng.dirichlet(np.ones(K), len(classes[::2]))
    return X, classes, W, b, activation


def with_penalty(rng: np.random.Generator, lmbda: float | None = None) -> Args:
    """Draw what ``loss_and_gradient`` takes."""
    price = float(rng.uniform(0.05, 0.5)) if lmbda is None else lmbda
    return (*draw_reader(rng), price)


def cost(
    X: Array, Y: Array, W: Layers, b: Layers, activation: Any, lmbda: float = 0.0
) -> float:
    """Compute the cost from the forward pass alone."""
    Z, _ = forward(X, W, b, activation)
    price = lmbda / 2.0 * sum(float((w**2).sum()) for w in W.values())
    return float(softmax_cross_entropy(Z[len(W)], Y)) + price


def by_trying(place: int) -> Callable[..., Any]:
    """Give the slope of the cost with respect to one argument by differences."""

    def oracle(*args: Any) -> Any:
        def at(value: Any) -> float:
            moved: Any = [*args[:place], value, *args[place + 1 :]]
            return cost(*moved)

        return central_difference(at, args[place])

    return oracle


SLOPES: dict[str, Callable[[Array], Array]] = {
    "sigmoid": slope,
    "tanh": lambda Z: 1.0 / np.cosh(np.clip(Z, -300.0, 300.0)) ** 2,
    "relu": lambda Z: np.heaviside(Z, 0.0),
}


def errors(
    X: Array, Y: Array, W: Layers, b: Layers, activation: dict[int, str]
) -> tuple[Layers, Layers]:
    """Carry the error back by the Jacobians of one example after the other."""
    Z, A = layer_by_layer(X, W, b, activation)
    L = len(W)
    delta = {L: (shares(Z[L]) * Y.sum(axis=1, keepdims=True) - Y) / len(X)}
    for l in range(L - 1, 0, -1):
        slopes = SLOPES[activation[l]](Z[l])
        delta[l] = np.array(
            [
                np.diag(s) @ W[l + 1].T @ d
                for s, d in zip(slopes, delta[l + 1], strict=True)
            ]
        )
    return delta, A


def whole(
    X: Array, Y: Array, W: Layers, b: Layers, activation: dict[int, str], lmbda: float
) -> tuple[float, Layers, Layers]:
    """Give the cost and every slope with the forms of this module."""
    delta, A = errors(X, Y, W, b, activation)
    dW = {
        l: sum(
            (np.outer(d, a) for d, a in zip(delta[l], A[l - 1], strict=True)),
            lmbda * W[l],
        )
        for l in W
    }
    return cost(X, Y, W, b, activation, lmbda), dW, {l: delta[l].sum(axis=0) for l in b}


def pixels(
    X: Array, Y: Array, W: Layers, b: Layers, activation: dict[int, str]
) -> Array:
    """Give the slope of every pixel, image by image."""
    return np.array([W[1].T @ d for d in errors(X, Y, W, b, activation)[0][1]])


def fooled(
    X: Array, Y: Array, W: Layers, b: Layers, activation: dict[int, str], epsilon: float
) -> Array:
    """Move each pixel by epsilon, pixel by pixel."""
    G, moved = pixels(X, Y, W, b, activation), X.copy()
    moved[G > 0] += epsilon
    moved[G < 0] -= epsilon
    return np.minimum(np.maximum(moved, 0.0), 1.0)


def decided(args: Args) -> bool:
    """Say whether every slope has a sign, and no weighted input is at a kink."""
    G = np.abs(pixels(*args))
    Z, _ = layer_by_layer(args[0], *args[2:])
    away = all(bool((np.abs(z) >= MARGIN).all()) for z in Z.values())
    return away and bool(((G > 1e-6) | (G == 0)).all())


def draw_image(rng: np.random.Generator, kind: str) -> Args:
    """Draw what ``fgsm`` takes: no pixel has a slope so small that its sign is chance.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    kind : str
        'inside': no pixel leaves 0 to 1; or a corner in words.

    Returns
    -------
    tuple
        The arguments.
    """

    def draw() -> Args:
        X, Y, W, b, activation = draw_reader(rng)
        X = rng.uniform(0.3, 0.7, X.shape)
        if kind.endswith("paper and ink"):
            X = rng.integers(0, 2, X.shape).astype(float)
        if kind == "a slope of exactly 0":
            W[1][:, 0] = 0.0
        return X, Y, W, b, activation

    def good(args: Args) -> bool:
        return decided(args)

    epsilon = 1.0 if kind.startswith("a whole pixel") else 0.1
    epsilon = 0.0 if kind == "epsilon = 0" else epsilon
    return (*resample(draw, good), epsilon)


def reader_corners(oracle: Any, *more: Any) -> tuple[Corner, ...]:
    """Make the corners that every exercise on a reader has."""

    def draw(
        rng: np.random.Generator, shape: Sequence[int], layers: Sequence[str]
    ) -> Args:
        return (*draw_reader(rng, shape, layers), *more)

    return tuple(
        Corner(words, partial(draw, shape=shape, layers=layers), oracle, FAR)
        for words, shape, layers in networks.at_corners(("softmax",))
    )


def large_inputs(oracle: Any, *more: Any) -> Corner:
    """Make the corner of scores that a softmax without a shift cannot take."""

    def draw(rng: np.random.Generator) -> Args:
        X, Y, W, b, activation = draw_reader(rng, (3, 2, 4, 3), ("tanh", "softmax"))
        return X, Y, {1: W[1], 2: 1000.0 * W[2]}, b, activation, *more

    return Corner("large scores", draw, oracle, FAR)


def _large_scores(a: Named) -> bool:
    return max(float(np.abs(w).max()) for w in a["W"].values()) > 500.0


def sure(oracle: Any, *more: Any) -> Corner:
    """Make the corner of a reader that is sure, and right: its slopes are tiny."""

    def draw(rng: np.random.Generator) -> Args:
        X, _, W, b, activation = draw_reader(rng, (1, 3, 4, 2), ("tanh", "softmax"))
        X = rng.uniform(0.2, 0.8, X.shape)
        return (
            X,
            np.array([[1.0, 0.0]]),
            W,
            {**b, 2: np.array([21.0, 0.0])},
            activation,
            *more,
        )

    return Corner("a sure reader", draw, oracle, TINY)


def surest(rng: np.random.Generator) -> Args:
    """Draw what ``fgsm`` takes: slopes of some 1e-14, whose signs are sure."""

    def draw() -> Args:
        X, Y, W, b, activation = sure(None).draw(rng)
        return X, Y, W, {**b, 2: np.array([30.0, 0.0])}, activation

    def good(args: Args) -> bool:
        G = np.abs(pixels(*args))
        return bool(0.1 * G.max() < G.min() <= G.max() < 2e-13)

    return (*resample(draw, good), 0.2)


def is_sure(a: Named, most: float = 1e-7) -> bool:
    """Say whether no slope of the pixels is large, and not all are 0."""
    G = np.abs(pixels(*(a[name] for name in ("X", "Y", "W", "b", "activation"))))
    return bool(0.0 < G.max() < most)


ON_READERS = {name: edge for name, edge in networks.edges(("softmax",)).items()} | {
    "large scores": _large_scores
}
READER = {name: Given() for name in ("X", "Y", "W", "b", "activation")}
COST_CORNERS = (
    *reader_corners(whole, 0.1),
    large_inputs(whole, 0.1),
    Corner("no penalty", partial(with_penalty, lmbda=0.0), whole, FAR),
    Corner("dear weights", partial(with_penalty, lmbda=7.0), whole, FAR),
    *examples(loss_and_gradient),
)


FOOLED = Domain(
    {
        **{name: e for name, e in ON_READERS.items() if name != "large scores"},
        "a sure reader": is_sure,
        "slopes below 1e-12": lambda a: is_sure(a, 1e-12),
        "epsilon = 0": lambda a: a["epsilon"] == 0.0,
        "a whole pixel": lambda a: a["epsilon"] == 1.0,
        "a whole pixel of paper and ink": lambda a: (
            a["epsilon"] == 1.0 and set(np.unique(a["X"])) <= {0.0, 1.0}
        ),
        "pixels of paper and ink": lambda a: set(np.unique(a["X"])) <= {0.0, 1.0},
        "a slope of exactly 0": lambda a: not a["W"][1].any(axis=0).all(),
    },
    **READER,
    epsilon=Given(),
)


def _fgsm_at(
    rng: np.random.Generator, shape: Sequence[int], layers: Sequence[str]
) -> Args:
    def draw() -> Args:
        X, *rest = draw_reader(rng, shape, layers)
        return rng.uniform(0.0, 1.0, X.shape), *rest

    def good(args: Args) -> bool:
        return decided(args)

    return (*resample(draw, good), 0.2)


# Where a size is a corner, a relu may sleep and a pixel leave the paper as well: what
# has that alone comes first, since the first corner that is wrong is the one named.
FOOLED_CORNERS = (
    *(
        Corner(kind, partial(draw_image, kind=kind), fooled)
        for kind in (
            "a slope of exactly 0",
            "pixels of paper and ink",
            "epsilon = 0",
            "a whole pixel",
            "a whole pixel of paper and ink",
        )
    ),
    *(
        Corner(words, partial(_fgsm_at, shape=shape, layers=layers), fooled)
        for words, shape, layers in networks.at_corners(("softmax",))
    ),
    Corner(
        "square layers",
        partial(_fgsm_at, shape=(5, 5, 5, 5), layers=("tanh", "softmax")),
        fooled,
    ),
    sure(fooled, 0.2),
    Corner("slopes of some 1e-14", surest, fooled),
    *examples(fgsm),
)
