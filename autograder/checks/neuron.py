"""How the exercises of chapter 01 are judged."""

import numpy as np

from autograder.checks.corners import Strata, at_sizes, at_values, corners, examples
from autograder.checks.domain import Domain, Floats
from autograder.checks.draw import ordinary, sizes, with_extremes
from autograder.checks.elementwise import AT_ENDS, at_ends
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from autograder.oracle import derivative
from solutions import Array
from solutions.neuron import neuron_gradient, sigmoid, sigmoid_prime, weighted_input


def draw_neuron(rng: np.random.Generator) -> Args:
    """Draw a batch, the weights and the bias of one neuron: X, w, b."""
    N, n = sizes(rng, 2)
    X = rng.normal(0.0, 1.0, (N, n))
    w = rng.normal(0.0, 1.4 / np.sqrt(n), n)
    b = float(rng.choice([-1.0, 1.0]) * rng.uniform(0.3, 1.0))
    return X, w, b


def draw_task(rng: np.random.Generator) -> Args:
    """Draw a neuron and the right outputs: X, y, w, b."""
    X, w, b = draw_neuron(rng)
    return X, rng.uniform(0.0, 1.0, len(X)), w, b


def cost(X: Array, y: Array, w: Array, b: float) -> float:
    """Compute the mean squared error of one neuron, from its forward pass alone."""
    a = sigmoid(weighted_input(X, w, b))
    return float(((a - y) ** 2).mean() / 2.0)


def sum_of_sigmoids(z: Array) -> float:
    """Add all outputs up: each input's slope is then the sigmoid's slope there."""
    return float(sigmoid(z).sum())


def sums(X: Array, w: Array, b: float) -> Array:
    """Weigh and add up, one input after the other."""
    z: Array = np.sum([w[k] * X[:, k] for k in range(len(w))], axis=0)
    return z + b


def squashed(z: Array) -> Array:
    """Give the sigmoid by the logarithm of its denominator."""
    return np.exp(-np.logaddexp(0.0, -z))


def slope(z: Array) -> Array:
    """Give the slope of the sigmoid, which is even, from its side that is small."""
    small = np.exp(-np.abs(z))
    return small / (1.0 + small) ** 2


def three_slopes(X: Array, y: Array, w: Array, b: float) -> tuple[Array, float]:
    """Multiply the three slopes, one example after the other, and add them up."""
    z = sums(X, w, b)
    each = [(squashed(z)[i] - y[i]) * slope(z)[i] / len(y) for i in range(len(y))]
    return np.tensordot(each, X, axes=1), float(np.sum(each))


def draw_row_of_zeros(rng: np.random.Generator) -> Args:
    """Draw a neuron, and a batch with an example of nothing but zeros."""
    X, w, b = draw_neuron(rng)
    X[1] = 0.0
    return X, w, b


INPUTS = Domain(
    {"a row of zeros in X": lambda a: not a["X"].any(axis=1).all()},
    X=Floats("N n"),
    w=Floats("n"),
    b=Floats(),
)
ELEMENTWISE = Domain(AT_ENDS, z=Floats("..."))
TASK = Domain(X=Floats("N n"), y=Floats("N"), w=Floats("n"), b=Floats())

# Not all at once: the neuron would be saturated for every example.
NOT_SATURATED: Strata = {
    "an exact 0": "an exact 0",
    "small numbers": "small numbers",
    "moderate X and y": {"X": "moderate numbers", "y": "moderate numbers"},
    "large y": {"y": "large numbers"},
    "moderate w and b": {
        "X": "small numbers",
        "w": "moderate numbers",
        "b": "moderate numbers",
    },
    "large numbers": "large numbers",
    "small w": {"w": "small numbers", "b": "small numbers"},
    "large w, small X": {"X": "small numbers", "w": "large numbers"},
    "large X, small w": {
        "X": "large numbers",
        "w": "small numbers",
        "b": "small numbers",
    },
}
OF_ANY_SIZE = (
    *at_values(ELEMENTWISE, squashed, quiet=True),
    *at_ends(squashed, quiet=True),
)
SLOPES_OF_ANY_SIZE = (*at_values(ELEMENTWISE, slope), *at_ends(slope))
GRADIENT_CORNERS = (
    *at_sizes(TASK, three_slopes),
    *at_values(TASK, three_slopes, NOT_SATURATED),
    *examples(neuron_gradient),
)

CHAPTER = Chapter(
    number="01",
    module="neuron",
    title="One neuron: the chain rule in action",
    checks=(
        Check(
            weighted_input,
            (
                Part(
                    "a batch of inputs",
                    2,
                    draw_neuron,
                    weighted_input,
                    corners=(
                        *corners(INPUTS, sums),
                        Corner("a row of zeros in X", draw_row_of_zeros, sums),
                        *examples(weighted_input),
                    ),
                ),
            ),
            version=2,
            domain=INPUTS,
        ),
        Check(
            sigmoid,
            (
                Part(
                    "one row of inputs",
                    1,
                    lambda rng: (ordinary(rng, 1, 4, 8),),
                    sigmoid,
                    corners=OF_ANY_SIZE,
                ),
                Part(
                    "inputs of any shape",
                    1,
                    lambda rng: (ordinary(rng, 2),),
                    sigmoid,
                    corners=(*at_sizes(ELEMENTWISE, squashed), *OF_ANY_SIZE),
                ),
                Part(
                    "very large inputs, up to ±1000",
                    2,
                    lambda rng: (with_extremes(rng, 1, 8, 12),),
                    sigmoid,
                    quiet=True,
                    corners=examples(sigmoid),
                ),
            ),
            version=3,
            domain=ELEMENTWISE,
        ),
        Check(
            sigmoid_prime,
            (
                Part(
                    "one row of inputs",
                    1,
                    lambda rng: (ordinary(rng, 1, 4, 8),),
                    derivative(sum_of_sigmoids, wrt=0),
                    NUMERICAL,
                    corners=(*SLOPES_OF_ANY_SIZE, *examples(sigmoid_prime)),
                ),
                Part(
                    "inputs of any shape",
                    1,
                    lambda rng: (ordinary(rng, 2),),
                    derivative(sum_of_sigmoids, wrt=0),
                    NUMERICAL,
                    corners=(*at_sizes(ELEMENTWISE, slope), *SLOPES_OF_ANY_SIZE),
                ),
            ),
            version=2,
            analytic=True,
            domain=ELEMENTWISE,
        ),
        Check(
            neuron_gradient,
            (
                Part(
                    "the slopes of the weights, dw",
                    3,
                    draw_task,
                    derivative(cost, wrt=2),
                    NUMERICAL,
                    piece=0,
                    corners=GRADIENT_CORNERS,
                ),
                Part(
                    "the slope of the bias, db",
                    2,
                    draw_task,
                    derivative(cost, wrt=3),
                    NUMERICAL,
                    piece=1,
                    corners=GRADIENT_CORNERS,
                ),
            ),
            version=2,
            analytic=True,
            domain=TASK,
        ),
    ),
    answers={"why_saturated_neurons_learn_slowly": 2.0},
)
