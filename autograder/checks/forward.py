"""How the exercises of chapter 02 are judged."""

from collections.abc import Callable

import numpy as np

from autograder.checks.draw import network, ordinary, resample, sizes, with_extremes
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Part
from autograder.oracle import derivative
from course.codec import Between
from course.compare import Tolerance
from solutions import Array
from solutions.forward import (
    affine,
    forward,
    relu,
    relu_prime,
    softmax,
    tanh,
    tanh_prime,
)

# An epsilon of 1e-8 that guards a denominator against 0 is needless, not wrong.
GUARDED = Tolerance(rtol=1e-7, atol=1e-12)

ELEMENTWISE = ("sigmoid", "tanh", "relu")


def draw_layer(rng: np.random.Generator) -> Args:
    """Draw a batch of activations, the weights and the biases of a layer: A, W, b."""
    N, n_in, n_out = sizes(rng, 3)
    A, W = rng.normal(0.0, 1.0, (N, n_in)), rng.normal(0.0, 1.0, (n_out, n_in))
    return A, W, rng.normal(0.0, 1.0, n_out)


def draw_batch(rng: np.random.Generator) -> Args:
    """Draw the argument of an elementwise function, one example a row."""
    return (ordinary(rng, 2),)


def draw_images(rng: np.random.Generator) -> Args:
    """Draw the argument of an elementwise function with three dimensions."""
    return (ordinary(rng, 3, high=4),)


def draw_extremes(rng: np.random.Generator) -> Args:
    """Draw a batch with numbers up to ±1000 in it."""
    return (with_extremes(rng, 2, high=6),)


def draw_corner(rng: np.random.Generator) -> Args:
    """Draw a batch in which two or more elements are exactly 0."""
    Z = ordinary(rng, 2, low=3)
    inside = np.argsort(Z, axis=None)[1:-1]  # both sides keep an element
    Z.flat[rng.choice(inside, rng.integers(2, 5), replace=False)] = 0.0
    return (Z,)


def draw_wide_images(rng: np.random.Generator) -> Args:
    """Draw three dimensions with a number above 6, where a relu may be cut off."""
    return (5.0 * ordinary(rng, 3, high=4),)


def draw_scores(rng: np.random.Generator) -> Args:
    """Draw scores of ordinary size."""
    return (rng.normal(0.0, 1.5, sizes(rng, 2)),)


def draw_far_scores(rng: np.random.Generator) -> Args:
    """Draw rows far from 0 on either side, and one that spans all of it.

    In that one a score of 1000 stands inside a row near -1000: so it lies far above the
    mean of its row, and above the first score and the last. Two rows are at moderate
    distances: they tell shifts by a wrong number from each other.
    """
    N, K = sizes(rng, 2, low=5)
    near, middle = rng.uniform(-300.0, 200.0), rng.uniform(400.0, 700.0)
    rest = rng.uniform(-1000.0, 1000.0, N - 5)
    shift = np.array([1000.0, -1000.0, -1000.0, near, middle, *rest])
    Z = rng.normal(0.0, 1.5, (N, K)) + shift[:, None]
    Z[2, rng.integers(1, K - 1)] = 1000.0
    Z[2, 0] = -1000.0
    return (rng.permutation(Z),)


def draw_one_layer(rng: np.random.Generator) -> Args:
    """Draw a network of one layer: X, W, b, activation."""
    return network(rng, [str(rng.choice(ELEMENTWISE))])


def draw_deep(rng: np.random.Generator) -> Args:
    """Draw a network of two to four layers that do not all have one activation."""
    return network(rng, _mixed(rng, int(rng.integers(2, 5))))


def draw_classifier(rng: np.random.Generator) -> Args:
    """Draw a network of two or three layers, the last one softmax."""
    hidden = rng.choice(ELEMENTWISE, int(rng.integers(1, 3)))
    return network(rng, [*map(str, hidden), "softmax"])


def _mixed(rng: np.random.Generator, count: int) -> list[str]:
    def draw() -> list[str]:
        return [str(name) for name in rng.choice(ELEMENTWISE, count)]

    return resample(draw, lambda names: len(set(names)) > 1)


def total(function: Callable[[Array], Array]) -> Callable[[Array], float]:
    """Add all outputs of an elementwise function up, for the oracle to differentiate.

    Each input moves its own output only: the slope of the sum is the function's slope.
    """
    return lambda Z: float(function(Z).sum())


def slope_with_a_free_corner(Z: Array) -> Between:
    """Give the slope of relu; at exactly 0, anything from 0 to 1."""
    slope = derivative(total(relu), wrt=0)(Z)
    return Between(np.where(Z == 0, 0.0, slope), np.where(Z == 0, 1.0, slope))


def the_weighted_inputs(*args: object) -> dict[int, Array]:
    """Give the first of the two dicts that ``forward`` returns."""
    return forward(*args)[0]  # type: ignore[arg-type]


def the_activations(*args: object) -> dict[int, Array]:
    """Give the second of the two dicts that ``forward`` returns."""
    return forward(*args)[1]  # type: ignore[arg-type]


def slope_parts(function: Callable[[Array], Array]) -> tuple[Part, ...]:
    """Give the two parts that the slope of an elementwise function has."""
    slope = derivative(total(function), wrt=0)
    return (
        Part("a batch of inputs", 1, draw_batch, slope, NUMERICAL),
        Part("inputs of any shape", 1, draw_images, slope, NUMERICAL, cases=2),
    )


CHAPTER = Chapter(
    number="02",
    module="forward",
    title="Forward pass",
    checks=(
        Check(affine, (Part("a batch through a layer", 3, draw_layer, affine),)),
        Check(
            relu,
            (
                Part("a batch of inputs", 1, draw_batch, relu),
                Part("inputs of any shape", 1, draw_wide_images, relu, cases=2),
            ),
            version=2,
        ),
        Check(
            relu_prime,
            (
                *slope_parts(relu),
                Part(
                    "the corner at 0",
                    1,
                    draw_corner,
                    slope_with_a_free_corner,
                    NUMERICAL,
                ),
            ),
            analytic=True,
        ),
        Check(tanh_prime, slope_parts(tanh), analytic=True),
        Check(
            softmax,
            (
                Part("ordinary scores", 2, draw_scores, softmax, GUARDED),
                Part(
                    "very large scores, up to ±1000",
                    2,
                    draw_far_scores,
                    softmax,
                    GUARDED,
                    quiet=True,
                ),
            ),
            version=2,
        ),
        Check(
            forward,
            (
                Part("one layer", 1, draw_one_layer, forward),
                Part("several layers: Z", 1, draw_deep, the_weighted_inputs, piece=0),
                Part("several layers: A", 2, draw_deep, the_activations, piece=1),
                Part("a softmax output layer", 1, draw_classifier, forward),
            ),
        ),
    ),
    answers={"why_keep_every_z_and_a": 2.0},
)
