"""How the exercises of chapter 10 are judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.checks import normalization, residual
from autograder.checks.corners import FINE, corners, examples
from autograder.checks.domain import Choice, Domain, Floats, Given
from autograder.checks.draw import clear_of_zero, sizes
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from autograder.oracle import central_difference, derivative
from course.compare import Tolerance
from solutions import Array
from solutions.depth import (
    clip_by_global_norm,
    error_gain,
    l2_penalty,
)
from solutions.forward import activate

Layers = dict[int, Array]
Rng = np.random.Generator
KINDS = ("sigmoid", "tanh", "relu")

# Numbers of 1e-12 are right to their own size.
RELATIVE = Tolerance(rtol=1e-9, atol=0.0)


# The gain of a layer


def _layer(activation: str) -> Callable[[Rng], Args]:
    def draw(rng: Rng) -> Args:
        N, n, m = sizes(rng, 3)
        W_next = rng.normal(0.0, 1.0, (m, n))
        return W_next, clear_of_zero(rng, (N, n), 1.5), activation

    return draw


def measured_gain(W_next: Array, Z: Array, activation: str) -> float:
    """Measure the slope of each output of the next layer, and average the squares."""

    def output(j: int, z: Array) -> float:
        return float(np.sum(activate(activation, z) @ W_next[j]))

    rows = [central_difference(partial(output, j), Z) for j in range(len(W_next))]
    return float(np.sqrt(np.sum(np.square(rows)) / (len(Z) * len(W_next))))


def gain_in_words(W_next: Array, Z: Array, activation: str) -> float:
    """Go through all entries of all Jacobians."""
    total = 0.0
    for z in Z:
        a = activate(activation, z[None])[0]
        slopes = {"sigmoid": a * (1 - a), "tanh": 1 - a**2, "relu": 1.0 * (z > 0)}
        total += float(np.sum((W_next @ np.diag(slopes[activation])) ** 2))
    return float(np.sqrt(total / (len(Z) * len(W_next))))


GAIN_DOMAIN = Domain(W_next=Floats("m n"), Z=Floats("N n"), activation=Choice(KINDS))


# Clipping


def _gradient(rng: Rng, widths: tuple[int, ...]) -> tuple[Layers, Layers]:
    layers = range(1, len(widths))
    dW = {l: rng.normal(size=(widths[l], widths[l - 1])) for l in layers}
    return dW, {l: rng.normal(size=widths[l]) for l in layers}


def _length(dW: Layers, db: Layers) -> float:
    parts = [part.ravel() for layers in (dW, db) for part in layers.values()]
    return float(np.linalg.norm(np.concatenate(parts)))


def gradient_and_limit(rng: Rng, share: float = 0.5) -> Args:
    """Draw a gradient of three layers, and a limit.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    share : float
        The limit in units of the gradient's length.

    Returns
    -------
    dW, db : dict of ndarray
        The gradient.
    limit : float
        More than 1.
    """
    dW, db = _gradient(rng, sizes(rng, 4, low=2))
    return dW, db, share * _length(dW, db)


def clipped_in_words(dW: Layers, db: Layers, limit: float) -> tuple[Layers, Layers]:
    """Scale a gradient to its limit, if it is longer."""
    length = _length(dW, db)
    scale = 1.0 if length <= limit else limit / length
    return {l: g * scale for l, g in dW.items()}, {l: g * scale for l, g in db.items()}


def _scaled(factor: float, share: float, rng: Rng) -> Args:
    dW, db, _ = gradient_and_limit(rng)
    dW, db = ({l: factor * g for l, g in part.items()} for part in (dW, db))
    return dW, db, share * (_length(dW, db) or 1.0)


def _at_the_limit(rng: Rng) -> Args:
    return {1: np.array([[3.0]])}, {1: np.array([-4.0])}, 5.0


def _upper_layers(rng: Rng) -> Args:
    dW, db, limit = gradient_and_limit(rng)
    return {l + 4: g for l, g in dW.items()}, {l + 4: g for l, g in db.items()}, limit


def _zero(rng: Rng) -> Args:
    return _scaled(0.0, 1.0, rng)


def _has_a_square(layers: Layers) -> bool:
    return any(w.shape[0] == w.shape[1] > 1 for w in layers.values())


def _square_gradient(rng: Rng) -> Args:
    dW, db = _gradient(rng, (3, 3, 3))
    return dW, db, 0.5 * _length(dW, db)


CLIP_DOMAIN = Domain(
    edges={
        "a gradient of zeros": lambda a: _length(a["dW"], a["db"]) == 0,
        "a length equal to the limit": lambda a: (
            _length(a["dW"], a["db"]) == a["limit"]
        ),
        "a limit below 1": lambda a: a["limit"] < 1,
        "a limit above 1": lambda a: a["limit"] > 1,
        "a short gradient": lambda a: 0 < _length(a["dW"], a["db"]) < a["limit"],
        "a gradient that is hardly too long": lambda a: (
            1 < _length(a["dW"], a["db"]) / a["limit"] < 1.01
        ),
        "a gradient in the thousands": lambda a: _length(a["dW"], a["db"]) > 1000,
        "a tiny gradient": lambda a: 0 < _length(a["dW"], a["db"]) < 1e-10,
        "a square layer": lambda a: _has_a_square(a["dW"]),
        "a single layer": lambda a: len(a["dW"]) == 1,
        "layers that do not begin with 1": lambda a: 1 not in a["dW"],
    },
    dW=Given(),
    db=Given(),
    limit=Given(),
)
CLIP_CORNERS = (
    Corner("a gradient of zeros", _zero, clipped_in_words, quiet=True),
    Corner("a length equal to the limit", _at_the_limit, clipped_in_words),
    Corner("a limit just below the length", partial(_scaled, 1.0, 0.995), None),
    Corner("a gradient in the thousands", partial(_scaled, 1e4, 1e-5), None),
    Corner("a tiny gradient", partial(_scaled, 1e-12, 0.5), clipped_in_words, RELATIVE),
    Corner(
        "a tiny gradient, short enough", partial(_scaled, 1e-12, 2.0), None, RELATIVE
    ),
    Corner("square layers", _square_gradient, clipped_in_words),
    Corner("layers that do not begin with 1", _upper_layers, clipped_in_words),
    *examples(clip_by_global_norm),
)


# The penalty


def network_and_lambda(rng: Rng) -> Args:
    """Draw a network and the price of its weights.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    W, b : dict of ndarray
        Three layers, all sizes different.
    lmbda : float
        Between 0.2 and 0.8.
    """
    W, b = _gradient(rng, sizes(rng, 4, low=2))
    return W, b, float(rng.uniform(0.2, 0.8))


def penalty(W: Layers, b: Layers, lmbda: float) -> float:
    """Add up the squares of all weights, one by one."""
    return 0.5 * lmbda * sum(float(w) ** 2 for each in W.values() for w in each.flat)


def penalty_in_words(W: Layers, b: Layers, lmbda: float) -> tuple[float, Any, Any]:
    """Give the penalty and its slopes."""
    zeros = {l: np.zeros(len(c)) for l, c in b.items()}
    return penalty(W, b, lmbda), {l: w * lmbda for l, w in W.items()}, zeros


def _with_lambda(lmbda: float, scale: float, rng: Rng) -> Args:
    W, b, _ = network_and_lambda(rng)
    return {l: scale * w for l, w in W.items()}, b, lmbda


PENALTY_DOMAIN = Domain(
    edges={
        "a single layer": lambda a: len(a["W"]) == 1,
        "small weights": lambda a: 0 < np.abs(a["W"][1]).max() < 1e-4,
        "weights of 0": lambda a: not any(w.any() for w in a["W"].values()),
        "weights in the hundreds": lambda a: a["W"][1].max() > 100,
        "a square layer": lambda a: _has_a_square(a["W"]),
    },
    W=Given(),
    b=Given(),
    lmbda=Floats("", low=0.0),
)
PENALTY_CORNERS = (
    Corner("lmbda = 0", partial(_with_lambda, 0.0, 1.0), penalty_in_words),
    Corner("a small lmbda", partial(_with_lambda, 2e-6, 1.0), penalty_in_words, FINE),
    Corner("a moderate lmbda", partial(_with_lambda, 12.0, 1.0), penalty_in_words),
    Corner("a large lmbda", partial(_with_lambda, 900.0, 1.0), penalty_in_words),
    Corner(
        "small weights", partial(_with_lambda, 0.4, 1e-6), penalty_in_words, RELATIVE
    ),
    Corner("weights of 0", partial(_with_lambda, 0.4, 0.0), penalty_in_words),
    Corner("large weights", partial(_with_lambda, 0.4, 500.0), penalty_in_words),
    Corner(
        "square layers", lambda rng: (*_gradient(rng, (3, 3, 3)), 0.4), penalty_in_words
    ),
    *examples(l2_penalty),
)


CHAPTER = Chapter(
    number="10",
    module="depth",
    title="Depth",
    checks=(
        Check(
            error_gain,
            tuple(
                Part(
                    f"a {kind} layer",
                    1,
                    _layer(kind),
                    measured_gain,
                    NUMERICAL,
                    corners=(
                        *corners(GAIN_DOMAIN, gain_in_words, activation=kind),
                        *(examples(error_gain) if kind == "sigmoid" else ()),
                    ),
                )
                for kind in KINDS
            ),
            domain=GAIN_DOMAIN,
        ),
        *residual.CHECKS,
        Check(
            clip_by_global_norm,
            (
                Part(
                    "a gradient that is too long",
                    2,
                    gradient_and_limit,
                    clipped_in_words,
                    corners=CLIP_CORNERS,
                ),
                Part(
                    "a gradient that is short enough",
                    1,
                    partial(gradient_and_limit, share=1.5),
                    clipped_in_words,
                ),
            ),
            domain=CLIP_DOMAIN,
            fresh=True,
        ),
        Check(
            l2_penalty,
            (
                Part(
                    "the penalty",
                    1,
                    network_and_lambda,
                    penalty,
                    piece=0,
                    corners=PENALTY_CORNERS,
                ),
                Part(
                    "the weights",
                    1,
                    network_and_lambda,
                    derivative(penalty, wrt=0),
                    NUMERICAL,
                    piece=1,
                    corners=PENALTY_CORNERS,
                ),
                Part(
                    "the biases",
                    1,
                    network_and_lambda,
                    derivative(penalty, wrt=1),
                    NUMERICAL,
                    piece=2,
                    corners=PENALTY_CORNERS,
                ),
            ),
            analytic=True,
            domain=PENALTY_DOMAIN,
        ),
        *normalization.CHECKS,
    ),
    answers={"why_a_plus_sign_helps": 2.0},
)
