"""How the exercises of chapter 03 are judged."""

from __future__ import annotations

import numpy as np

from autograder.checks.corners import at_sizes, at_values, corners, examples
from autograder.checks.domain import STRATA, Domain, Floats, Probabilities
from autograder.checks.draw import clear_of_zero, sizes
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Part
from autograder.checks.neuron import squashed
from autograder.oracle import derivative
from solutions import Array
from solutions.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    mse,
    mse_gradient,
    softmax_cross_entropy,
)
from solutions.neuron import sigmoid


def outputs(rng: np.random.Generator) -> Args:
    """Draw outputs and targets of any sign.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    A, Y : ndarray, shape (N, n)
        N and n differ and are at least 3: a mean over two outputs would hide the half.
    """
    shape = sizes(rng, 2, low=3)
    return rng.normal(0.0, 1.0, shape), rng.normal(0.0, 1.0, shape)


def yes_or_no(rng: np.random.Generator) -> Args:
    """Draw logits, and targets that are 0, 1 and between.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    Z, Y : ndarray, shape (N, n)
        Logits of both signs, some 2 in size; at least one target of each kind.
    """
    shape = sizes(rng, 2, low=3)
    Y = rng.uniform(0.1, 0.9, shape)
    kinds = rng.permuted(np.resize([0, 1, 2], Y.size)).reshape(shape)
    Y[kinds == 0], Y[kinds == 1] = 0.0, 1.0
    return clear_of_zero(rng, shape, scale=2.0), Y


def yes_or_no_at_the_limits(rng: np.random.Generator) -> Args:
    """Draw logits of -1000 and 1000, each with targets that it fits and does not fit.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    Z, Y : ndarray, shape (N, n)
        The four pairs of -1000 or 1000 with 0 or 1 are there, and targets between.
    """
    shape = sizes(rng, 2, low=3)
    pairs = [(-1000, 0), (-1000, 1), (1000, 0), (1000, 1), (-1000, 0.3), (1000, 0.8)]
    few = np.prod(shape) - len(pairs)
    rest = zip(rng.uniform(-9, 9, few), rng.uniform(0, 1, few), strict=True)
    both = rng.permutation(np.array([*pairs, *rest], dtype=np.float64))
    return both[:, 0].reshape(shape), both[:, 1].reshape(shape)


def classes(rng: np.random.Generator, N: int, K: int) -> Array:
    """Draw targets for a choice among classes.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    N, K : int
        How many examples, how many classes.

    Returns
    -------
    ndarray, shape (N, K)
        Rows of probabilities: about half of them one-hot, at least one of each kind.
    """
    Y: Array = rng.dirichlet(np.ones(K), N)
    hot = rng.permutation(np.arange(N) % 2 == 0)
    Y[hot] = np.eye(K)[rng.integers(0, K, int(hot.sum()))]
    return Y


def scores(rng: np.random.Generator) -> Args:
    """Draw scores of ordinary size.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    Z, Y : ndarray, shape (N, K)
        Scores and targets; N and K differ.
    """
    N, K = sizes(rng, 2, low=3)
    return rng.normal(0.0, 1.5, (N, K)), classes(rng, N, K)


def huge_scores(rng: np.random.Generator) -> Args:
    """Draw rows that lie near -1000 and rows that lie near 1000.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    Z, Y : ndarray, shape (N, K)
        In each row the scores differ little; at least one row is of each kind.
    """
    Z, Y = scores(rng)
    ends = np.resize([-1000.0, 1000.0], len(Z))
    return Z + rng.permutation(ends)[:, None], Y


def scores_far_apart(rng: np.random.Generator) -> Args:
    """Draw rows in which one score is 1000 and another -1000.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    Z, Y : ndarray, shape (N, K)
        All but the best class of a row have a probability that rounds to 0. The best
        class is the right one in some rows only.
    """
    Z, Y = scores(rng)
    order = rng.permuted(np.tile(np.arange(Z.shape[1]), (len(Z), 1)), axis=1)
    Z[order == 0], Z[order == 1] = 1000.0, -1000.0
    hit, miss = rng.permutation(len(Z))[:2]
    K = Z.shape[1]
    Y[hit], Y[miss] = np.eye(K)[Z[hit].argmax()], np.eye(K)[Z[miss].argmin()]
    return Z, Y


def cost_at_the_limits(Z: Array, Y: Array) -> float:
    """Give the binary cross-entropy where a logit of 1000 in size is as good as sure.

    Parameters
    ----------
    Z, Y : ndarray, shape (N, n)
        Logits, some of them -1000 or 1000, and targets.

    Returns
    -------
    float
        The cost: such a logit costs its size times how far its target is from it; the
        others cost what the definition says.
    """
    sure = np.abs(Z) == 1000
    a = sigmoid(np.where(sure, 0.0, Z))
    defined = -(Y * np.log(a) + (1 - Y) * np.log(1 - a))
    missed = np.abs(Z) * np.where(Z > 0, 1 - Y, Y)
    return float(np.where(sure, missed, defined).sum() / len(Z))


def cost_without_the_common_part(Z: Array, Y: Array) -> float:
    """Give the cross-entropy of rows moved to 0: the same, and no score is huge.

    Parameters
    ----------
    Z, Y : ndarray, shape (N, K)
        Scores and targets.

    Returns
    -------
    float
        The cost by its definition, after each row's mean is taken from its scores.
    """
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    A = E / E.sum(axis=1, keepdims=True)
    return float(-(Y * np.log(A)).sum() / len(Z))


def cost_of_a_sure_choice(Z: Array, Y: Array) -> float:
    """Give the cross-entropy where the best score of each row beats the rest by 900.

    Parameters
    ----------
    Z, Y : ndarray, shape (N, K)
        Scores and targets.

    Returns
    -------
    float
        The cost: each class costs its distance to the best score of the row.
    """
    behind = Z.max(axis=1, keepdims=True) - Z
    return float((Y * behind).sum() / len(Z))


def half_the_mean_square(A: Array, Y: Array) -> float:
    """Give the squared error as half of the mean length of the rows' differences."""
    lengths = np.linalg.norm(np.subtract(A, Y), axis=1)
    return float(np.mean(lengths**2) / 2.0)


def mean_differences(A: Array, Y: Array) -> Array:
    """Give the slope of the squared error, row by row."""
    return np.array([(a - y) / len(A) for a, y in zip(A, Y, strict=True)])


def mean_softplus(Z: Array, Y: Array) -> float:
    """Give the binary cross-entropy by the logarithm of each denominator."""
    yes, no = np.logaddexp(0.0, -Z), np.logaddexp(0.0, Z)
    return float(np.mean(np.sum(Y * yes + (1.0 - Y) * no, axis=1)))


def mean_misses(Z: Array, Y: Array) -> Array:
    """Give the slope of the binary cross-entropy: how far off, as a share of N."""
    return (squashed(Z) - Y) / float(len(Z))


def mean_surprise(Z: Array, Y: Array) -> float:
    """Give the cross-entropy by how far each score lies below its row's sum."""
    behind = np.logaddexp.reduce(Z, axis=1, keepdims=True) - Z
    return float(np.mean(np.sum(Y * behind, axis=1)))


ERRORS = Domain(A=Floats("N n"), Y=Floats("N n"))
LOGITS = Domain(Z=Floats("N n"), Y=Floats("N n", low=0.0, high=1.0))
CHOICES = Domain(Z=Floats("N K"), Y=Probabilities("N K"))

CHAPTER = Chapter(
    number="03",
    module="losses",
    title="The loss: one number for how wrong the network is",
    checks=(
        Check(
            mse,
            (
                Part(
                    "ordinary batches",
                    3,
                    outputs,
                    mse,
                    corners=(*corners(ERRORS, half_the_mean_square), *examples(mse)),
                ),
            ),
            version=2,
            domain=ERRORS,
        ),
        Check(
            mse_gradient,
            (
                Part(
                    "ordinary batches",
                    3,
                    outputs,
                    derivative(mse, wrt=0),
                    NUMERICAL,
                    corners=(
                        *corners(ERRORS, mean_differences),
                        *examples(mse_gradient),
                    ),
                ),
            ),
            version=2,
            analytic=True,
            domain=ERRORS,
        ),
        Check(
            binary_cross_entropy,
            (
                Part(
                    "ordinary inputs",
                    3,
                    yes_or_no,
                    binary_cross_entropy,
                    corners=(
                        *at_sizes(LOGITS, mean_softplus),
                        *at_values(LOGITS, mean_softplus, STRATA[:3]),
                    ),
                ),
                Part(
                    "inputs of -1000 and 1000",
                    2,
                    yes_or_no_at_the_limits,
                    cost_at_the_limits,
                    corners=(
                        *at_values(LOGITS, mean_softplus, STRATA[3:]),
                        *examples(binary_cross_entropy),
                    ),
                ),
            ),
            version=2,
            domain=LOGITS,
        ),
        Check(
            binary_cross_entropy_gradient,
            (
                Part(
                    "ordinary inputs",
                    3,
                    yes_or_no,
                    derivative(binary_cross_entropy, wrt=0),
                    NUMERICAL,
                    corners=(
                        *corners(LOGITS, mean_misses),
                        *examples(binary_cross_entropy_gradient),
                    ),
                ),
            ),
            version=2,
            analytic=True,
            domain=LOGITS,
        ),
        Check(
            softmax_cross_entropy,
            (
                Part(
                    "ordinary scores",
                    3,
                    scores,
                    softmax_cross_entropy,
                    corners=(
                        *at_sizes(CHOICES, mean_surprise),
                        *at_values(CHOICES, mean_surprise, STRATA[:3]),
                    ),
                ),
                Part(
                    "rows near -1000 and 1000",
                    1,
                    huge_scores,
                    cost_without_the_common_part,
                ),
                Part(
                    "scores far apart",
                    1,
                    scores_far_apart,
                    cost_of_a_sure_choice,
                    corners=(
                        *at_values(CHOICES, mean_surprise, STRATA[3:]),
                        *examples(softmax_cross_entropy),
                    ),
                ),
            ),
            version=2,
            domain=CHOICES,
        ),
    ),
    answers={"why_cross_entropy_learns_faster": 2.0},
)
