"""How the exercises of chapter 06 are judged.

What a random exercise must be like is in `course.properties`. The training loop has a
module of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from autograder.checks.corners import corners, examples
from autograder.checks.domain import Choice, Domain, Floats, Given, Rate
from autograder.checks.draw import sizes
from autograder.checks.loop import PARTS_OF_TRAINING, TRAINING, any_of, new_seed
from autograder.checks.model import Args, Chapter, Check, Corner, Part
from course.codec import Property, Seed
from solutions import Array
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


def standing_still(eta: float, rng: np.random.Generator) -> Args:
    """Draw parameters that stay: the slope is 0, or the learning rate."""
    grad = np.zeros((2, 3)) if eta else rng.normal(0.0, 1.0, (2, 3))
    return rng.normal(0.0, 1.0, (2, 3)), grad, eta


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


def uphill_and_back(theta: Array, g: Array, eta: float) -> Array:
    """Take a step as a weighted sum."""
    return theta + g * -eta


WIDTHS = Domain(
    edges={
        "one layer": lambda a: len(a["sizes"]) == 2,
        "five layers or more": lambda a: len(a["sizes"]) >= 6,
        "one input": lambda a: a["sizes"][0] == 1,
        "one hidden neuron": lambda a: 1 in a["sizes"][1:-1],
        "one output": lambda a: a["sizes"][-1] == 1,
        "equal layers": lambda a: len(set(a["sizes"])) == 1 < a["sizes"][0],
        "an unknown scheme": lambda a: a["scheme"] not in SCHEMES,
    },
    sizes=Given(),
    scheme=Choice(SCHEMES),
    rng=Given(),
)
STEP = Domain(
    {
        "a gradient of zeros": lambda a: not a["grad"].any(),
        "eta = 0": lambda a: a["eta"] == 0.0,
    },
    theta=Floats("..."),
    grad=Floats("..."),
    eta=Rate(),
)
BATCHES = Domain(
    edges={
        "N = 1": lambda a: a["N"] == 1,
        "batch_size = 1": lambda a: a["batch_size"] == 1 < a["N"],
        "batch_size = N": lambda a: a["batch_size"] == a["N"] > 1,
        "batch_size > N": lambda a: a["batch_size"] > a["N"] > 1,
        "batch_size much larger than N": lambda a: a["batch_size"] > 2 * a["N"],
        "one row left over": lambda a: a["N"] % a["batch_size"] == 1 < a["batch_size"],
        "one row short of full": lambda a: (
            a["N"] % a["batch_size"] == a["batch_size"] - 1 > 0
        ),
        "as many batches as rows in each": lambda a: a["N"] == a["batch_size"] ** 2 > 1,
    },
    N=Given(),
    batch_size=Given(),
    rng=Given(),
)


def start(words: str, layers: list[int], scheme: str) -> Corner:
    """Make a corner of ``initialize``."""
    return Corner(words, lambda rng: (layers, scheme, new_seed(rng)))


SMALL = (
    start("one layer", [40, 50], "small"),
    start("one input", [1, 60], "small"),
    start("equal layers", [33, 33, 33], "small"),
)
XAVIER = (
    start("one layer", [40, 50], "xavier"),
    start("one hidden neuron", [60, 1, 50], "xavier"),
    start("five layers", [30, 20, 40, 10, 50, 25], "xavier"),
    start("equal layers", [33, 33, 33], "xavier"),
)
HE = (
    start("one layer", [40, 50], "he"),
    start("one output", [50, 40, 1], "he"),
    start("five layers", [30, 20, 40, 10, 50, 25], "he"),
    start("equal layers", [33, 33, 33], "he"),
    start("the example", [3, 2], "he"),
)
UNKNOWN = (
    start("an unknown scheme of one layer", [3, 2], "zeros"),
    start("an empty scheme", [3, 2, 4], ""),
    start("a scheme in capitals", [3, 2, 4], "HE"),
)

OF_STEPS = (
    *corners(STEP, uphill_and_back),
    Corner("a gradient of zeros", partial(standing_still, 0.5), uphill_and_back),
    Corner("eta = 0", partial(standing_still, 0.0), uphill_and_back),
)


def rows_in(N: int, size: int) -> Corner:
    """Make a corner of ``minibatches``."""
    draw = partial(_rows_in, N, size)
    return Corner(f"N = {N} and batch_size = {size}", draw)


def _rows_in(N: int, size: int, rng: np.random.Generator) -> Args:
    return N, size, new_seed(rng)


CHAPTER = Chapter(
    number="06",
    module="training",
    title="Updates and the training loop",
    checks=(
        Check(
            initialize,
            (
                *(
                    Part(
                        words,
                        points,
                        network_sizes(scheme),
                        any_of("random weights"),
                        corners=at_corners,
                    )
                    for words, points, scheme, at_corners in (
                        ("small random weights", 1, "small", SMALL),
                        ("the scheme of Xavier Glorot", 2, "xavier", XAVIER),
                        ("the scheme of He", 2, "he", HE),
                    )
                ),
                Part(
                    "a name that is no scheme",
                    1,
                    known_or_not,
                    weights_or_refusal,
                    kinds=("known", "unknown", "unknown"),
                    corners=UNKNOWN,
                ),
            ),
            version=3,
            domain=WIDTHS,
        ),
        Check(
            gradient_step,
            (
                Part(
                    "a vector",
                    1,
                    step_of(1),
                    uphill_and_back,
                    corners=examples(gradient_step),
                ),
                Part("a matrix", 1, step_of(2), uphill_and_back, corners=OF_STEPS),
            ),
            version=2,
            domain=STEP,
            fresh=True,
        ),
        Check(
            minibatches,
            (
                Part(
                    "batches that fit",
                    1,
                    whole_batches,
                    any_of("each row once"),
                    corners=tuple(
                        rows_in(*each) for each in ((1, 1), (14, 1), (13, 13), (16, 4))
                    ),
                ),
                Part(
                    "a short last batch",
                    2,
                    rest_left_over,
                    any_of("each row once"),
                    corners=tuple(
                        rows_in(*each)
                        for each in (
                            (5, 2),
                            (12, 13),
                            (13, 40),
                            (1, 4),
                            (16, 5),
                            (19, 5),
                        )
                    ),
                ),
            ),
            version=3,
            domain=BATCHES,
        ),
        Check(train, PARTS_OF_TRAINING, version=3, domain=TRAINING),
    ),
    answers={"why_small_batches_help": 2.0},
)
