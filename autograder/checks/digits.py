"""Training on digits, tested on others that no student has."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.checks.model import Args, Corner
from course.codec import Property, Seed
from course.datasets import load_digits
from solutions import Array

# Which of the students' digits a grading learns from and which it tries the network
# on; the test images are those of `autograder`. A student's own check has fewer to
# learn from, and is tested on the rest of the students' own.
GRADED, SHOWN = (1100, 300), (900, 200)


def draw_digits(rng: np.random.Generator, split: tuple[int, int]) -> Args:
    """Draw an order of pixels and an order of classes, and show digits in it.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    split : tuple of int
        `GRADED` or `SHOWN`.

    Returns
    -------
    tuple
        The arguments of ``train_reader``. Nothing in them tells the order of pixels.
    """
    images, labels = _students_digits()
    pixels, classes = rng.permutation(64), rng.permutation(10)
    X, Y = images[:, pixels], np.eye(10)[classes[labels]]
    learn, every = split[0], sum(split)
    seed = Seed(int(rng.integers(2**62)))
    return X[:learn], Y[:learn], X[learn:every], Y[learn:every], seed


def _students_digits() -> tuple[Array, np.ndarray]:
    images, labels = load_digits()
    order = np.random.default_rng(15).permutation(len(images))
    return images[order], labels[order]


def reads(least: float, X: Array, Y: Array, *_: object) -> Property:
    """Stand for every network that reads so much of the test images.

    The order of pixels and classes is read off the images, whose rows are known.
    """
    images, labels = _students_digits()
    if len(X) == GRADED[0]:
        test, answers = load_digits("autograder")
    else:
        test, answers = images[sum(SHOWN) :], labels[sum(SHOWN) :]
    known = {images[: len(X), j].tobytes(): j for j in range(64)}
    pixels = [known[X[:, j].copy().tobytes()] for j in range(64)]
    classes = [int(Y[np.argmax(labels[: len(X)] == d)].argmax()) for d in range(10)]
    return Property(
        "reads", (test[:, pixels], np.array(classes)[answers], float(least), False)
    )


def two_images(rng: np.random.Generator) -> Args:
    """Give the arguments of the docstring's example."""
    X = np.repeat(np.eye(2), 20, axis=0)
    return X, X, X, X, Seed(int(rng.integers(2**62)))


def tells_apart(X: Array, *_: object) -> Property:
    """Stand for every network that tells the two images apart, and drew from `rng`."""
    return Property("reads", (X, X.argmax(axis=1), 1.0, True))


TRAINING = Corner(
    "digits in a secret order",
    partial(draw_digits, split=GRADED),
    shown=partial(draw_digits, split=SHOWN),
)
