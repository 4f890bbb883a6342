"""How pushes at neurons are judged, and a gradient of weights that are used twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from autograder.checks import networks
from autograder.checks.corners import at_sizes, at_values, examples
from autograder.checks.domain import STRATA, Choice, Domain, Floats, Given
from autograder.checks.draw import MARGIN, clear, network, resample, sizes
from autograder.checks.model import NUMERICAL, Args, Check, Corner, Part
from autograder.checks.networks import ELEMENTWISE, Layers
from autograder.oracle import derivative
from course.compare import Tolerance
from solutions import Array
from solutions.deltas import activate_prime, deltas_by_trying, shared_gradient
from solutions.forward import activate, affine, forward

Draw = Callable[..., Args]


def whole_network(depth: int) -> Draw:
    """Make a sampler for ``deltas_by_trying``.

    Parameters
    ----------
    depth : int
        How many layers; no two neighbours have the same activation.

    Returns
    -------
    callable
        Draws a batch, targets and a network without softmax: X, Y, W, b, activation.
    """

    def draw(rng: np.random.Generator) -> Args:
        kinds = rng.permutation(["sigmoid", "tanh", "relu"])
        names = np.resize(kinds, depth).tolist()
        X, W, b, activation = network(rng, names)
        Y = rng.normal(0.0, 1.0, (len(X), len(b[depth])))
        return X, Y, W, b, activation

    return draw


def deltas_by_sweep(
    X: Array, Y: Array, W: Layers, b: Layers, activation: dict[int, str]
) -> Layers:
    """Give the errors of all neurons by the chain rule, from the top down."""
    Z, A = forward(X, W, b, activation)
    L = len(W)
    slope = {l: activate_prime(activation[l], Z[l]) for l in W}
    delta = {L: (A[L] - Y) / len(Y) * slope[L]}
    for l in range(L - 1, 0, -1):
        delta[l] = np.einsum("ik,kj,ij->ij", delta[l + 1], W[l + 1], slope[l])
    return delta


def used_twice(activation: str) -> Draw:
    """Make a sampler for ``shared_gradient``.

    Parameters
    ----------
    activation : str
        The activation of both layers.

    Returns
    -------
    callable
        Draws X, Y, W, b and the name; both weighted inputs clear the corner at 0.
    """

    def draw(rng: np.random.Generator) -> Args:
        N, n = sizes(rng, 2, low=3, high=6)

        def once() -> Args:
            W, b = rng.normal(0.0, 1.2 / np.sqrt(n), (n, n)), rng.normal(0.0, 0.6, n)
            return rng.normal(0.0, 1.0, (N, n)), rng.normal(0.0, 1.0, (N, n)), W, b

        def good(args: Args) -> bool:
            X, _, W, b = args
            first = affine(X, W, b)
            return clear(first) and clear(affine(activate(activation, first), W, b))

        return (*resample(once, good), activation)

    return draw


def cost_used_twice(X: Array, Y: Array, W: Array, b: Array, activation: str) -> float:
    """Run a batch through one layer twice, and give the mean squared error."""
    a = activate(activation, affine(X, W, b))
    return float(((activate(activation, affine(a, W, b)) - Y) ** 2).sum() / 2 / len(Y))


def at_corner(
    sizes: tuple[int, ...], layers: tuple[str, ...], rng: np.random.Generator
) -> Args:
    """Draw a network of these sizes whose weighted inputs keep away from 0."""

    def away(args: Args) -> bool:
        return all(
            bool((np.abs(z) >= MARGIN).all()) for z in forward(*args)[0].values()
        )

    X, W, b, names = resample(partial(networks.of_sizes, rng, sizes, layers), away)
    return X, rng.normal(0.0, 1.0, (len(X), sizes[-1])), W, b, names


def far_targets(rng: np.random.Generator) -> Args:
    """Draw a network that misses its targets by so much that a tiny push is lost."""
    X, Y, *rest = at_corner((3, 2, 4, 2), ("tanh", "sigmoid"), rng)
    return X, np.sign(Y) * rng.uniform(8e3, 1e4, Y.shape), *rest


def slopes_used_twice(
    X: Array, Y: Array, W: Array, b: Array, activation: str
) -> tuple[Array, Array]:
    """Give the gradient by the chain rule, with every sum written out."""
    first = affine(X, W, b)
    a = activate(activation, first)
    second = affine(a, W, b)
    missed = activate(activation, second) - Y
    above = missed / len(Y) * activate_prime(activation, second)
    below = np.einsum("ij,jk->ik", above, W) * activate_prime(activation, first)
    dW = np.einsum("ij,ik->jk", above, a) + np.einsum("ij,ik->jk", below, X)
    return dW, np.einsum("ij->j", above + below)


# A push of 1e-5 to one side only is off by half of it times a curvature of some 0.3;
# what is left of the errors is four digits, as the statement asks.
TRIED = Tolerance(rtol=1e-4, atol=1e-5)

TRYING = Check(
    deltas_by_trying,
    (
        Part(
            "two layers",
            3,
            whole_network(2),
            deltas_by_sweep,
            TRIED,
            corners=(
                *(
                    Corner(words, partial(at_corner, sizes, layers))
                    for words, sizes, layers in networks.at_corners(ELEMENTWISE)
                ),
                Corner("targets in the thousands", far_targets),
                *examples(deltas_by_trying, TRIED),
            ),
        ),
        Part("four layers", 2, whole_network(4), deltas_by_sweep, TRIED),
    ),
    domain=Domain(
        edges={
            **networks.edges(ELEMENTWISE),
            "targets in the thousands": lambda a: np.abs(a["Y"]).max() > 1000.0,
        },
        X=Given(),
        Y=Given(),
        W=Given(),
        b=Given(),
        activation=Given(),
    ),
)

TWICE = Domain(
    X=Floats("N n"),
    Y=Floats("N n"),
    W=Floats("n n"),
    b=Floats("n"),
    activation=Choice(ELEMENTWISE),
)

AT_CORNERS = (
    *at_sizes(TWICE, slopes_used_twice, activation="relu"),
    *at_values(TWICE, slopes_used_twice, activation="tanh"),
    *at_values(TWICE, slopes_used_twice, ("an exact 0",), activation="sigmoid"),
    *at_values(TWICE, slopes_used_twice, STRATA[1:], activation="relu"),
    *at_values(
        TWICE,
        slopes_used_twice,
        {"small X": {"X": "small numbers"}, "small W": {"W": "small numbers"}},
        activation="tanh",
    ),
    *examples(shared_gradient),
)

SHARED = Check(
    shared_gradient,
    tuple(
        Part(
            f"the {words}, {name}",
            points,
            used_twice(name),
            derivative(cost_used_twice, wrt=2 + piece),
            NUMERICAL,
            piece=piece,
            cases=2,
            corners=AT_CORNERS if name == "tanh" else (),
        )
        for piece, words, points in ((0, "weights", 2), (1, "biases", 1))
        for name in ("tanh", "relu")
    ),
    analytic=True,
    domain=TWICE,
)
