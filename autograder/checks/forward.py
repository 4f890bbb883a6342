"""How the exercises of chapter 02 are judged."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.checks import networks
from autograder.checks.corners import at_sizes, at_values, corners, examples
from autograder.checks.domain import STRATA, Domain, Floats, Given
from autograder.checks.draw import network, ordinary, resample, sizes, with_extremes
from autograder.checks.elementwise import AT_ENDS, at_ends
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from autograder.checks.networks import ELEMENTWISE, Layers
from autograder.checks.neuron import squashed, sums
from autograder.checks.tents import TENT
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
    swish_prime,
    tanh,
    tanh_prime,
)
from solutions.neuron import sigmoid

# An epsilon of 1e-8 that guards a denominator against 0 is needless, not wrong.
GUARDED = Tolerance(rtol=1e-7, atol=1e-12)


def draw_layer(rng: np.random.Generator) -> Args:
    """Draw a batch of activations, the weights and the biases of a layer: A, W, b."""
    N, n_in, n_out = sizes(rng, 3)
    A, W = rng.normal(0.0, 1.0, (N, n_in)), rng.normal(0.0, 1.0, (n_out, n_in))
    return A, W, rng.normal(0.0, 1.0, n_out)


def draw_row_of_zeros(rng: np.random.Generator) -> Args:
    """Draw a layer, and a batch with an example of nothing but zeros."""
    A, W, b = draw_layer(rng)
    A[1] = 0.0
    return A, W, b


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


def swish(Z: Array) -> Array:
    """Multiply each number by its sigmoid, for the oracle to differentiate."""
    return Z * sigmoid(Z)


def total(function: Callable[[Array], Array]) -> Callable[[Array], float]:
    """Add all outputs of an elementwise function up, for the oracle to differentiate.

    Each input moves its own output only: the slope of the sum is the function's slope.
    """
    return lambda Z: float(function(Z).sum())


def slope_with_a_free_corner(Z: Array) -> Between:
    """Give the slope of relu; at exactly 0, anything from 0 to 1."""
    slope = derivative(total(relu), wrt=0)(Z)
    return Between(np.where(Z == 0, 0.0, slope), np.where(Z == 0, 1.0, slope))


def positive_part(Z: Array) -> Array:
    """Give the mean of each number and its size."""
    return (Z + np.abs(Z)) / 2.0


def step(Z: Array) -> Between:
    """Give 0 on the left and 1 on the right; at exactly 0, anything between."""
    return Between(np.heaviside(Z, 0.0), np.heaviside(Z, 1.0))


def from_the_small_side(Z: Array) -> Array:
    """Give the hyperbolic tangent by the exponential that cannot overflow."""
    small = np.expm1(-2.0 * np.abs(Z))
    return np.sign(Z) * -small / (2.0 + small)


def inverse_cosh_squared(Z: Array) -> Array:
    """Give the slope of the hyperbolic tangent by the same exponential."""
    small = np.exp(-2.0 * np.abs(Z))
    return 4.0 * small / (1.0 + small) ** 2


def slope_of_a_product(Z: Array) -> Array:
    """Give the slope of swish in hyperbolic functions of half of each number."""
    half = Z / 2.0
    return (1.0 + from_the_small_side(half) + half * inverse_cosh_squared(half)) / 2.0


def shares(Z: Array) -> Array:
    """Give each score's share by the logarithm of its row's sum."""
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))


def neuron_by_neuron(A: Array, W: Array, b: Array) -> Array:
    """Compute the weighted inputs of one neuron after the other."""
    return np.stack([sums(A, w, c) for w, c in zip(W, b, strict=True)], axis=1)


ACTIVATIONS = {
    "sigmoid": squashed,
    "tanh": from_the_small_side,
    "relu": positive_part,
    "softmax": shares,
}


def layer_by_layer(
    X: Array, W: Layers, b: Layers, activation: dict[int, str]
) -> tuple[Layers, Layers]:
    """Run a network forward with the forms of this module."""
    Z: Layers = {}
    A = {0: X}
    for l in W:
        Z[l] = neuron_by_neuron(A[l - 1], W[l], b[l])
        A[l] = ACTIVATIONS[activation[l]](Z[l])
    return Z, A


def the_weighted_inputs(*args: object) -> dict[int, Array]:
    """Give the first of the two dicts that ``forward`` returns."""
    return forward(*args)[0]  # type: ignore[arg-type]


def the_activations(*args: object) -> dict[int, Array]:
    """Give the second of the two dicts that ``forward`` returns."""
    return forward(*args)[1]  # type: ignore[arg-type]


def moved_rows(rows: Sequence[Sequence[float]], rng: np.random.Generator) -> Args:
    """Draw scores near these ones."""
    return (np.array(rows) + rng.uniform(-0.1, 0.1, np.shape(rows)),)


def slope_parts(
    function: Callable[[Array], Array],
    formula: Callable[[Array], Any],
    docstring: tuple[Corner, ...],
    ends: tuple[Corner, ...] = (),
) -> tuple[Part, ...]:
    """Give the two parts that the slope of an elementwise function has."""
    values = (*at_values(ANY_SHAPE, formula), *(ends or at_ends(formula)))
    slope = derivative(total(function), wrt=0)
    return (
        Part(
            "a batch of inputs",
            1,
            draw_batch,
            slope,
            NUMERICAL,
            corners=(*values, *docstring),
        ),
        Part(
            "inputs of any shape",
            1,
            draw_images,
            slope,
            NUMERICAL,
            cases=2,
            corners=(*at_sizes(ANY_SHAPE, formula), *values),
        ),
    )


LAYER = Domain(
    {"a row of zeros in A": lambda a: not a["A"].any(axis=1).all()},
    A=Floats("N n_in"),
    W=Floats("n_out n_in"),
    b=Floats("n_out"),
)
ANY_SHAPE = Domain(AT_ENDS, Z=Floats("..."))
RECTIFIED = (*at_values(ANY_SHAPE, positive_part), *at_ends(positive_part))
SCORES = Domain(Z=Floats("N K"))
FAR_ROWS = tuple(
    Corner(words, partial(moved_rows, rows), shares, GUARDED)
    for words, rows in (
        ("scores near -1000", ((-1000.0, -1001.0, -999.5), (-700.0, -702.0, -701.0))),
        ("scores near 1000", ((1000.0, 1001.0, 999.5), (-700.0, -702.0, -701.0))),
        ("scores from -1000 to 1000", ((-1000.0, 999.0, 1000.0),)),
        ("large numbers", ((0.0, -1000.0, -1.0), (1000.0, 999.0, -1000.0))),
        ("huge numbers", ((1e200, -1e200, 0.0), (-1e200, 0.3, 0.9))),
    )
)
NETWORK = Domain(
    edges={**networks.edges(networks.OUTPUTS), **networks.VALUES},
    X=Given(),
    W=Given(),
    b=Given(),
    activation=Given(),
)


def network_corners(wanted: Callable[[tuple[str, ...]], bool]) -> tuple[Corner, ...]:
    """Make the corners of ``forward`` whose layers are wanted in a part.

    Parameters
    ----------
    wanted : callable
        Takes the activations from the first layer to the last.

    Returns
    -------
    tuple of Corner
        Each of these networks.
    """
    return tuple(
        Corner(
            words,
            partial(networks.of_sizes, sizes=sizes, layers=layers),
            layer_by_layer,
        )
        for words, sizes, layers in networks.at_corners(networks.OUTPUTS)
        if wanted(layers)
    )


def changed(
    words: str,
    change: Callable[[networks.Network], networks.Network],
    *layers: str,
) -> Corner:
    """Make a corner of ``forward`` whose numbers are changed after they are drawn."""

    def draw(rng: np.random.Generator) -> Args:
        return change(networks.of_sizes(rng, (3, 2, 4, 3)[: len(layers) + 2], layers))

    return Corner(words, draw, layer_by_layer)


DEEP = (
    *network_corners(lambda layers: len(layers) > 1 and layers[-1] != "softmax"),
    *(
        changed(words, change, "tanh", last)
        for words, change in (
            ("zeros everywhere", networks.with_zeros),
            ("large inputs", networks.with_large_inputs),
        )
        for last in ("relu", "sigmoid")
    ),
    changed("large inputs", networks.with_large_inputs, "tanh", "softmax"),
    changed("large scores of a softmax", networks.with_large_inputs, "relu", "softmax"),
)


CHAPTER = Chapter(
    number="02",
    module="forward",
    title="Forward pass",
    checks=(
        Check(
            affine,
            (
                Part(
                    "a batch through a layer",
                    3,
                    draw_layer,
                    affine,
                    corners=(
                        *corners(LAYER, neuron_by_neuron),
                        Corner(
                            "a row of zeros in A", draw_row_of_zeros, neuron_by_neuron
                        ),
                        *examples(affine),
                    ),
                ),
            ),
            version=2,
            domain=LAYER,
        ),
        Check(
            relu,
            (
                Part(
                    "a batch of inputs",
                    1,
                    draw_batch,
                    relu,
                    corners=(*RECTIFIED, *examples(relu)),
                ),
                Part(
                    "inputs of any shape",
                    1,
                    draw_wide_images,
                    relu,
                    cases=2,
                    corners=(*at_sizes(ANY_SHAPE, positive_part), *RECTIFIED),
                ),
            ),
            version=3,
            domain=ANY_SHAPE,
        ),
        TENT,
        Check(
            relu_prime,
            (
                *slope_parts(relu, step, examples(relu_prime)),
                Part(
                    "the corner at 0",
                    1,
                    draw_corner,
                    slope_with_a_free_corner,
                    NUMERICAL,
                ),
            ),
            version=2,
            analytic=True,
            domain=ANY_SHAPE,
        ),
        Check(
            tanh_prime,
            slope_parts(tanh, inverse_cosh_squared, examples(tanh_prime)),
            version=2,
            analytic=True,
            domain=ANY_SHAPE,
        ),
        Check(
            swish_prime,
            slope_parts(
                swish,
                slope_of_a_product,
                examples(swish_prime),
                # On the other side z itself cancels out, and takes the 1 with it.
                at_ends(slope_of_a_product, signs=(-1.0,)),
            ),
            analytic=True,
            domain=ANY_SHAPE,
        ),
        Check(
            softmax,
            (
                Part(
                    "ordinary scores",
                    2,
                    draw_scores,
                    softmax,
                    GUARDED,
                    corners=(
                        *at_sizes(SCORES, shares, tolerance=GUARDED),
                        *at_values(SCORES, shares, STRATA[:3], tolerance=GUARDED),
                    ),
                ),
                Part(
                    "very large scores, up to ±1000",
                    2,
                    draw_far_scores,
                    softmax,
                    GUARDED,
                    quiet=True,
                    corners=(*FAR_ROWS, *examples(softmax, GUARDED)),
                ),
            ),
            version=3,
            domain=SCORES,
        ),
        Check(
            forward,
            (
                Part(
                    "one layer",
                    1,
                    draw_one_layer,
                    forward,
                    corners=(
                        *network_corners(lambda layers: len(layers) == 1),
                        changed(
                            "large scores of a softmax",
                            networks.with_large_inputs,
                            "softmax",
                        ),
                        *examples(forward),
                    ),
                ),
                Part(
                    "several layers: Z",
                    1,
                    draw_deep,
                    the_weighted_inputs,
                    piece=0,
                    corners=DEEP,
                ),
                Part(
                    "several layers: A",
                    2,
                    draw_deep,
                    the_activations,
                    piece=1,
                    corners=DEEP,
                ),
                Part(
                    "a softmax output layer",
                    1,
                    draw_classifier,
                    forward,
                    corners=network_corners(
                        lambda layers: len(layers) > 1 and layers[-1] == "softmax"
                    ),
                ),
            ),
            version=2,
            domain=NETWORK,
        ),
    ),
    answers={"why_keep_every_z_and_a": 2.0},
)
