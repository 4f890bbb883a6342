"""How the training loop of chapter 06 is judged.

``train`` may shuffle as it likes: its losses are such that the order of the rows cannot
be seen in the result. One part has a loss that writes the order down, and asks for
another one in each epoch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.draw import resample, sizes
from autograder.checks.model import Args, Part
from course.codec import Property, Reference, Seed
from course.epochs import empty_diary
from course.functions import find
from solutions import Array


def new_seed(rng: np.random.Generator) -> Seed:
    """Draw the seed of a generator that the function is handed."""
    return Seed(int(rng.integers(2**60)))


def any_of(name: str) -> Callable[..., Property]:
    """Make an oracle: whatever has this property."""
    return lambda *args: Property(name)


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
    """Draw a task in which an epoch moves theta by the means of the rows that it saw.

    The loss has the same slope everywhere, and all batches are full. So it does not
    matter which rows go together, as long as each comes once.
    """
    size = 1 if kind == "one by one" else int(rng.integers(2, 5))
    N = size * int(rng.integers(6, 9))
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


def with_diary(rng: np.random.Generator) -> Args:
    """Draw a task in which theta writes down which rows each step takes.

    With four batches or more of four rows or more, two shuffled epochs look alike once
    in a hundred million draws.
    """
    size, many, epochs = (int(k) for k in rng.integers([4, 4, 2], [7, 6, 5]))
    N = size * many + int(rng.integers(1, size))
    n, m = sizes(rng, 2, 2, 5)
    X, Y = rng.normal(0.0, 1.0, (N, n)), rng.normal(0.0, 1.0, (N, m))
    for column in (X[:, 0], Y[:, 0]):
        column[:] = rng.permutation(N) / 8.0
    functions = Reference("diary_loss"), Reference("diary_gradient")
    theta = empty_diary(N, epochs + 1)
    return theta, X, Y, *functions, 1.0, size, epochs, -np.inf, new_seed(rng)


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


# The diary comes first, for it says best what is wrong.
PARTS_OF_TRAINING = (
    Part(
        "another order in each epoch",
        1,
        with_diary,
        any_of("a new order each epoch"),
        cases=2,
        calls=calls_of_training,
    ),
    *(
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
)
