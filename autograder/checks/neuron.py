"""How the exercises of chapter 01 are judged."""

import numpy as np

from autograder.checks.draw import ordinary, sizes, with_extremes
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Part
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


CHAPTER = Chapter(
    number="01",
    module="neuron",
    title="One neuron: the chain rule in action",
    checks=(
        Check(
            weighted_input,
            (Part("a batch of inputs", 2, draw_neuron, weighted_input),),
        ),
        Check(
            sigmoid,
            (
                Part(
                    "one row of inputs",
                    1,
                    lambda rng: (ordinary(rng, 1, 4, 8),),
                    sigmoid,
                ),
                Part(
                    "inputs of any shape", 1, lambda rng: (ordinary(rng, 2),), sigmoid
                ),
                Part(
                    "very large inputs, up to ±1000",
                    2,
                    lambda rng: (with_extremes(rng, 1, 8, 12),),
                    sigmoid,
                    quiet=True,
                ),
            ),
            version=2,
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
                ),
                Part(
                    "inputs of any shape",
                    1,
                    lambda rng: (ordinary(rng, 2),),
                    derivative(sum_of_sigmoids, wrt=0),
                    NUMERICAL,
                ),
            ),
            analytic=True,
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
                ),
                Part(
                    "the slope of the bias, db",
                    2,
                    draw_task,
                    derivative(cost, wrt=3),
                    NUMERICAL,
                    piece=1,
                ),
            ),
            analytic=True,
        ),
    ),
    answers={"why_saturated_neurons_learn_slowly": 2.0},
)
