"""How the exercises of chapter 06 are judged.

What a random exercise must be like is in `course.properties`. ``train`` may shuffle as
it likes: its losses are such that the order of the rows cannot be seen in the result.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.draw import resample, sizes
from autograder.checks.model import Args, Chapter, Check, Part
from course.codec import Property, Reference, Seed
from course.functions import find
from solutions import Array
from solutions.training import (
    gradient_step,
    initialize,
    largest_stable_learning_rate,
    minibatches,
    train,
)

Draw = Callable[..., Args]


def new_seed(rng: np.random.Generator) -> Seed:
    """Draw the seed of a generator that the function is handed."""
    return Seed(int(rng.integers(2**60)))


def network_sizes(scheme: str) -> Draw:
    """Make a sampler for ``initialize``.

    Parameters
    ----------
    scheme : str
        Name of the initialization.

    Returns
    -------
    callable
        Draws layers that are wide and narrow in turn: with some 5,000 weights a layer,
        no two of the schemes can be taken for one another.
    """

    def draw(rng: np.random.Generator) -> Args:
        wide, narrow = sizes(rng, 2, 110, 150), sizes(rng, 2, 40, 55)
        turns = [wide[0], narrow[0], wide[1], narrow[1]]
        start = int(rng.integers(2))
        return turns[start:], scheme, new_seed(rng)

    return draw


def any_of(name: str) -> Callable[..., Property]:
    """Make an oracle: whatever has this property."""
    return lambda *args: Property(name)


def step_of(ndim: int) -> Draw:
    """Make a sampler for ``gradient_step``.

    Parameters
    ----------
    ndim : int
        How many axes the parameters have.

    Returns
    -------
    callable
        Draws parameters, their gradient and a learning rate.
    """

    def draw(rng: np.random.Generator) -> Args:
        shape = sizes(rng, ndim)
        eta = float(rng.uniform(0.01, 0.9))
        return rng.normal(0.0, 1.0, shape), rng.normal(0.0, 1.0, shape), eta

    return draw


def whole_batches(rng: np.random.Generator) -> Args:
    """Draw a number of rows that the batch size divides."""
    size, many = (int(n) for n in rng.integers(4, 8, 2))
    return size * many, size, new_seed(rng)


def rest_left_over(rng: np.random.Generator) -> Args:
    """Draw a number of rows that the batch size does not divide."""
    size, many = int(rng.integers(4, 8)), int(rng.integers(4, 8))
    return size * many + int(rng.integers(1, size)), size, new_seed(rng)


def task(rng: np.random.Generator, N: int, loss: str) -> list[Any]:
    """Draw the first arguments of ``train``, up to the learning rate.

    What the first theta misses stays below 2, so that the steep loss has curvatures
    below 30 and every step goes down.
    """
    n, m = sizes(rng, 2, 2, 5)

    def draw() -> tuple[Array, Array, Array]:
        X = rng.normal(0.0, 1.0 / np.sqrt(n), (N, n))
        return rng.normal(0.0, 0.5, n), X, rng.normal(0.0, 0.5 / np.sqrt(m), (N, m))

    def tame(drawn: tuple[Array, Array, Array]) -> bool:
        theta, X, Y = drawn
        missed = np.abs(X @ theta - Y.sum(axis=1))
        return bool(missed.max() < 2.0 and (X**2).sum(axis=1).max() < 2.5)

    functions = Reference(f"{loss}_loss"), Reference(f"{loss}_gradient")
    return [*resample(draw, tame), *functions, float(rng.uniform(0.03, 0.06))]


def full_batch(rng: np.random.Generator) -> Args:
    """Draw a task that all rows together take a step on."""
    N, epochs = int(rng.integers(7, 13)), int(rng.integers(3, 7))
    return *task(rng, N, "steep"), N, epochs, 0.0, new_seed(rng)


def every_row(rng: np.random.Generator, kind: str = "batches") -> Args:
    """Draw a task in which an epoch moves theta by the sum over the rows that it saw.

    The loss has the same slope everywhere. So it does not matter which rows go
    together, as long as each comes once.
    """
    size = 1 if kind == "one by one" else int(rng.integers(2, 5))
    N = size * int(rng.integers(4, 7)) + int(rng.integers(size)) + 2
    epochs = int(rng.integers(2, 5))
    return *task(rng, N, "slanted"), size, epochs, -np.inf, new_seed(rng)


def equal_rows(rng: np.random.Generator) -> Args:
    """Draw a task with a short last batch, in which all rows are the same one.

    Then each step is the same whatever rows it takes, and how many there are shows.
    """
    size = int(rng.integers(3, 6))
    N = size * int(rng.integers(2, 4)) + int(rng.integers(1, size))
    theta, X, Y, *rest = task(rng, N, "steep")
    X, Y = np.tile(X[:1], (N, 1)), np.tile(Y[:1], (N, 1))
    epochs = int(rng.integers(2, 4))
    return theta, X, Y, *rest, size, epochs, 0.0, new_seed(rng)


def with_target(rng: np.random.Generator, kind: str = "on the way") -> Args:
    """Draw a task whose target is reached on the way, or has been at the start."""

    def draw() -> tuple[Args, list[float]]:
        *head, _, _, seed = full_batch(rng)
        epochs = int(rng.integers(6, 9))
        endless: Args = (*head, epochs, -np.inf, seed)
        losses = descend(*endless)[1]
        k = int(rng.integers(2, epochs - 1))
        # Exactly on the target only at the start: later, rounding depends on the order.
        target = {
            "at the start": 1.1 * losses[0],
            "exactly": losses[0],
        }.get(kind, (losses[k - 1] + losses[k]) / 2.0)
        return (*head, epochs, float(target), seed), losses

    def falls(drawn: tuple[Args, list[float]]) -> bool:
        return bool((np.diff(drawn[1]) < -0.01 * np.array(drawn[1][1:])).all())

    return resample(draw, falls)[0]


def descend(
    theta: Array,
    X: Array,
    Y: Array,
    loss: Reference,
    gradient: Reference,
    eta: float,
    batch_size: int,
    epochs: int,
    target: float,
    rng: Seed,
) -> tuple[Array, list[float]]:
    """Train with the rows in their order: for these tasks the order changes nothing."""
    cost, slope = find(loss), find(gradient)
    trace = [cost(theta, X, Y)]
    while trace[-1] > target and len(trace) <= epochs:
        for first in range(0, len(X), batch_size):
            rows = slice(first, first + batch_size)
            theta = theta + -eta * slope(theta, X[rows], Y[rows])
        trace.append(cost(theta, X, Y))
    return theta, trace


def calls_of_training(*args: Any) -> int:
    """Say how often ``train`` calls its functions, with as many losses to spare."""
    N, size, epochs = len(args[1]), int(args[6]), int(args[7])
    return 2 * (epochs + 1) + epochs * -(-N // size)


def curvature(rng: np.random.Generator) -> Args:
    """Draw a symmetric matrix with positive eigenvalues and no zeros in it."""
    n = int(rng.integers(3, 8))
    Q, _ = np.linalg.qr(rng.normal(0.0, 1.0, (n, n)))
    H = Q * rng.uniform(0.2, 9.0, n) @ Q.T
    return ((H + H.T) / 2.0,)


CHAPTER = Chapter(
    number="06",
    module="training",
    title="Updates and the training loop",
    checks=(
        Check(
            initialize,
            tuple(
                Part(words, points, network_sizes(scheme), any_of("random weights"))
                for words, points, scheme in (
                    ("small random weights", 1, "small"),
                    ("the scheme of Xavier Glorot", 2, "xavier"),
                    ("the scheme of He", 2, "he"),
                )
            ),
        ),
        Check(
            gradient_step,
            tuple(
                Part(words, 1, step_of(ndim), lambda theta, g, eta: theta + g * -eta)
                for words, ndim in (("a vector", 1), ("a matrix", 2))
            ),
        ),
        Check(
            minibatches,
            (
                Part("batches that fit", 1, whole_batches, any_of("each row once")),
                Part("a short last batch", 2, rest_left_over, any_of("each row once")),
            ),
        ),
        Check(
            train,
            tuple(
                Part(words, points, draw, descend, kinds=kinds, calls=calls_of_training)
                for words, points, draw, kinds in (
                    ("all rows in one batch", 2, full_batch, ()),
                    (
                        "each row once an epoch",
                        2,
                        every_row,
                        ("batches", "one by one", "batches"),
                    ),
                    ("a short last batch", 1, equal_rows, ()),
                    (
                        "stopping at the target",
                        2,
                        with_target,
                        ("on the way", "at the start", "exactly", "on the way"),
                    ),
                )
            ),
        ),
        Check(
            largest_stable_learning_rate,
            (
                Part(
                    "drawn curvatures",
                    2,
                    curvature,
                    lambda H: 2.0 / float(np.linalg.norm(H, 2)),
                    cases=5,
                ),
            ),
        ),
    ),
    answers={"why_small_batches_help": 2.0},
)
