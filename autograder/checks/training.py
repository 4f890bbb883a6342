"""How the exercises of chapter 06 are judged.

What a random exercise must be like is in `course.properties`. The training loop has a
module of its own.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.draw import sizes
from autograder.checks.loop import PARTS_OF_TRAINING, any_of, new_seed
from autograder.checks.model import Args, Chapter, Check, Part
from course.codec import Property, Seed
from solutions.training import (
    gradient_step,
    initialize,
    minibatches,
    train,
)

Draw = Callable[..., Args]

SCHEMES = ("small", "xavier", "he")
# None of them is another word for one of the three.
NO_SCHEMES = ("zeros", "ones", "constant", "identity", "orthogonal", "lecun", "sparse")


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


def known_or_not(rng: np.random.Generator, kind: str = "known") -> Args:
    """Draw the arguments of ``initialize``, with a scheme or a name that is none."""
    unknown = str(rng.choice(NO_SCHEMES))
    return network_sizes("small" if kind == "known" else unknown)(rng)


def weights_or_refusal(n: list[int], scheme: str, rng: Seed) -> Property:
    """Say what ``initialize`` has to do with a name."""
    return Property("random weights" if scheme in SCHEMES else "a refusal")


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
    """Draw a number of rows that the batch size does not divide.

    The rest is not one short of a batch, where batches made even would be the same. And
    there are not as many batches as a batch has rows.
    """
    size, many = int(rng.integers(4, 8)), int(rng.integers(4, 8))
    many += many + 1 == size
    return size * many + int(rng.integers(1, size - 1)), size, new_seed(rng)


CHAPTER = Chapter(
    number="06",
    module="training",
    title="Updates and the training loop",
    checks=(
        Check(
            initialize,
            (
                *(
                    Part(words, points, network_sizes(scheme), any_of("random weights"))
                    for words, points, scheme in (
                        ("small random weights", 1, "small"),
                        ("the scheme of Xavier Glorot", 2, "xavier"),
                        ("the scheme of He", 2, "he"),
                    )
                ),
                Part(
                    "a name that is no scheme",
                    1,
                    known_or_not,
                    weights_or_refusal,
                    kinds=("known", "unknown", "unknown"),
                ),
            ),
            version=2,
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
            version=2,
        ),
        Check(train, PARTS_OF_TRAINING, version=2),
    ),
    answers={"why_small_batches_help": 2.0},
)
