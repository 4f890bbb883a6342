"""How the training loop of chapter 06 is judged.

``train`` may shuffle as it likes: its losses are such that the order of the rows cannot
be seen in the result. One part has a loss that writes the order down, and asks for
another one in each epoch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.corners import at_sizes, at_values
from autograder.checks.domain import Domain, Floats, Given, Named, Rate
from autograder.checks.draw import resample, sizes
from autograder.checks.model import EXACT, Args, Corner, Part
from autograder.checks.strata import numbers
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

    def draw() -> Args:
        return *task(rng, N, "slanted"), size, epochs, -np.inf, new_seed(rng)

    return resample(draw, _falls_from_above)


def short_last_batch(rng: np.random.Generator, kind: str = "equal rows") -> Args:
    """Draw a task with a short last batch, and rows whose order does not matter.

    Either all rows are the same one, or they differ in their losses alone. Then each
    step is the same whatever rows it takes, and how many there are shows.
    """
    size = int(rng.integers(3, 6))
    N = size * int(rng.integers(2, 4)) + int(rng.integers(1, size))
    epochs = int(rng.integers(2, 4))

    def draw() -> Args:
        if kind == "other losses":
            *head, _ = task(rng, N, "bowl")
            eta = float(rng.uniform(0.1, 0.3))
            return *head, eta, size, epochs, -np.inf, new_seed(rng)
        theta, X, Y, *rest = task(rng, N, "steep")
        X, Y = np.tile(X[:1], (N, 1)), np.tile(Y[:1], (N, 1))
        return theta, X, Y, *rest, size, epochs, 0.0, new_seed(rng)

    return resample(draw, _falls_from_above)


def _falls_from_above(args: Args) -> bool:
    """Whether the loss starts above 0 and each epoch changes it by a hundredth."""
    losses = np.array(descend(*args)[1])
    return bool(losses[0] > 0.05 and (-np.diff(losses) > 0.01 * abs(losses[1:])).all())


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
    # The loss over all rows may be the mean of the losses of each, and so the gradient.
    return (N + 1) * (2 * (epochs + 1) + epochs) + epochs * -(-N // size)


TRAINING = Domain(
    edges={
        "no epoch": lambda a: a["epochs"] == 0,
        "one epoch": lambda a: a["epochs"] == 1,
        "batch_size = 1": lambda a: a["batch_size"] == 1 < len(a["X"]),
        "batch_size = N": lambda a: a["batch_size"] == len(a["X"]) > 1,
        "batch_size > N": lambda a: a["batch_size"] > len(a["X"]),
        "a short last batch": lambda a: len(a["X"]) % a["batch_size"] > 0,
        "the target reached at the start": lambda a: _ends(a) == 1 and a["epochs"] > 0,
        "the target reached in the last epoch": lambda a: (
            _ends(a) == 1 + a["epochs"] > 1 and _losses(a)[-1] <= a["target"]
        ),
        "the target never reached": lambda a: _losses(a)[-1] > a["target"],
        "the target reached within an epoch": lambda a: (
            a["theta"].size > 0 and _reached_within(a)
        ),
        "a loss that rises": lambda a: _losses(a)[-1] > 10 * _losses(a)[0] > 0,
        "losses below 0": lambda a: _losses(a)[0] < 0 < a["epochs"],
        "a loss that hardly falls": lambda a: (
            0 < _losses(a)[0] - _losses(a)[-1] < 1e-3 * _losses(a)[0]
        ),
    },
    theta=Floats("..."),
    X=Floats("N n_0"),
    Y=Floats("N n_L"),
    loss=Given(),
    gradient=Given(),
    eta=Rate(),
    batch_size=Given(),
    epochs=Given(),
    target=Given(),
    rng=Given(),
)


def _losses(a: Named) -> list[float]:
    """Give the losses of a case in the bowl, where no order of rows matters."""
    if not a["loss"].name.startswith("bowl"):
        raise ValueError("only in the bowl")
    return descend(*a.values())[1]


def _ends(a: Named) -> int:
    return len(_losses(a))


def _reached_within(a: Named) -> bool:
    """Whether the first steps of the last epoch are enough for the target."""
    losses = _losses(a)
    batches = -(-len(a["X"]) // a["batch_size"])
    falls = (1.0 - a["eta"]) ** 2
    height = losses[-2] - float(a["Y"].sum(axis=1).mean())
    on_the_way = losses[-2] - height * (1.0 - falls ** (batches - 1))
    return batches > 1 and bool(losses[-1] < on_the_way <= a["target"])


def in_the_bowl(
    words: str,
    *,
    rows: int = 5,
    size: int = 2,
    epochs: int = 2,
    eta: float = 0.25,
    target: float = -np.inf,
    share: float | None = None,
    base: float = 0.2,
) -> Corner:
    """Make a corner of ``train`` on the loss whose slope is theta, for every row.

    Parameters
    ----------
    words : str
        Where it lies.
    rows, size, epochs : int
        How many rows, of which a batch has how many, how often.
    eta : float
        Learning rate; each step takes this share of theta away.
    target : float
        Where to stop.
    share : float, optional
        The target as a share of what theta costs at the start, instead.
    base : float
        What a target is about.

    Returns
    -------
    Corner
        The order of the rows cannot be seen in the result.
    """

    def draw(rng: np.random.Generator) -> Args:
        theta = rng.uniform(1.0, 2.0, 3) * np.array([1.0, -1.0, 1.0])
        X, Y = (
            rng.normal(0.0, 1.0, (rows, 2)),
            rng.uniform(base - 0.1, base + 0.1, (rows, 2)),
        )
        stop = target
        if share is not None:
            floor = float(np.mean(Y.sum(axis=1)))
            stop = floor + share * float(np.sum(theta**2)) / 2.0
        return theta, X, Y, *BOWL.values(), eta, size, epochs, stop, new_seed(rng)

    return Corner(words, draw)


BOWL: dict[str, Any] = {
    "loss": Reference("bowl_loss"),
    "gradient": Reference("bowl_gradient"),
}
ONCE: dict[str, Any] = {
    **BOWL,
    "eta": 0.25,
    "batch_size": 2,
    "epochs": 1,
    "target": -np.inf,
}
SIZES_AND_VALUES = (
    *at_sizes(TRAINING, None, **ONCE, rng=Seed(5)),
    *at_values(TRAINING, None, tolerance=EXACT, **ONCE, rng=Seed(6)),
)
SEEN = (
    "a square of inputs",
    "an exact 0",
    "small numbers",
    "moderate numbers",
    "large numbers",
)


def row_by_row(words: str) -> Corner:
    """Make a corner of ``train`` where the inputs count: batches of one, one epoch."""

    def draw(rng: np.random.Generator) -> Args:
        theta = rng.uniform(1.0, 2.0, 3)
        X = numbers(rng, 3, 3, words=words) * rng.uniform(0.8, 1.2, (3, 3))
        near = "" if words == "small numbers" else words  # both would be lost in theta
        Y = numbers(rng, 3, 3, words=near) * rng.uniform(0.8, 1.2, (3, 3))
        slanted = Reference("slanted_loss"), Reference("slanted_gradient")
        return theta, X, Y, *slanted, 0.1, 1, 1, -np.inf, new_seed(rng)

    return Corner(f"{words} that are looked at", draw, None, EXACT)


# What is at a corner of the loop itself comes first: it is what is said.
WHOLE = (
    in_the_bowl("no epoch", epochs=0),
    in_the_bowl("batch_size = N", size=5),
    in_the_bowl("batch_size > N", size=9),
    in_the_bowl("a loss that rises", size=5, eta=4.0, epochs=4),
    in_the_bowl("a loss that hardly falls", size=5, eta=5e-5, epochs=4),
    in_the_bowl("losses below 0", size=5, epochs=4, base=-5.0),
    *map(row_by_row, SEEN),
    *SIZES_AND_VALUES,
)
SHORT = (
    in_the_bowl("a short last batch"),
    in_the_bowl("one row left over", rows=4, size=3),
)
AT_TARGETS = (
    in_the_bowl("the target reached at the start", share=1.5),
    in_the_bowl("the target reached within an epoch", rows=6, epochs=3, share=0.4),
    in_the_bowl("the target reached in the last epoch", size=5, share=0.5),
    in_the_bowl("the target never reached", share=0.001),
    in_the_bowl("no epoch and no target reached", epochs=0, share=0.001),
)
EXAMPLE = Corner(
    "the example",
    lambda rng: (
        np.array([4.0]),
        np.zeros((3, 1)),
        np.zeros((3, 1)),
        Reference("square_loss"),
        Reference("square_gradient"),
        0.25,
        3,
        10,
        1.0,
        new_seed(rng),
    ),
)

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
        Part(
            words,
            points,
            draw,
            descend,
            kinds=kinds,
            calls=calls_of_training,
            corners=corners,
        )
        for words, points, draw, kinds, corners in (
            ("all rows in one batch", 2, full_batch, (), WHOLE),
            (
                "each row once an epoch",
                2,
                every_row,
                ("batches", "one by one", "batches"),
                (in_the_bowl("batch_size = 1", size=1),),
            ),
            (
                "a short last batch",
                1,
                short_last_batch,
                ("equal rows", "other losses", "equal rows"),
                SHORT,
            ),
            (
                "stopping at the target",
                2,
                with_target,
                ("on the way", "at the start", "exactly", "on the way"),
                (*AT_TARGETS, EXAMPLE),
            ),
        )
    ),
)
