"""Samplers that the checks share: shapes nobody foresees, inputs away from corners."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from solutions import Array
from solutions.forward import forward

Drawn = TypeVar("Drawn")

# How far from a corner (the 0 of relu) every input stays. Central differences move a
# weighted input by some 1e-5 at most: a thousandth of this.
MARGIN = 0.02

TRIES = 10_000


def sizes(
    rng: np.random.Generator, count: int, low: int = 3, high: int = 9
) -> tuple[int, ...]:
    """Draw dimensions that all differ, so that a transposed answer has another shape.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    count : int
        How many dimensions.
    low, high : int
        The smallest and the largest that may come. From 3 upwards no factor N can be
        taken for a factor 2.

    Returns
    -------
    tuple of int
        `count` different numbers from `low` to `high`.

    Examples
    --------
    >>> len(set(sizes(np.random.default_rng(1), 4)))
    4
    """
    return tuple(
        int(n) for n in rng.choice(np.arange(low, high + 1), count, replace=False)
    )


def resample(draw: Callable[[], Drawn], good: Callable[[Drawn], bool]) -> Drawn:
    """Draw again until what was drawn is good.

    Parameters
    ----------
    draw : callable
        Gives a new value each time.
    good : callable
        Whether the value may be used.

    Returns
    -------
    object
        The first good value.

    Raises
    ------
    RuntimeError
        If none of 10,000 values was good: the condition is the defect then.
    """
    for _ in range(TRIES):
        value = draw()
        if good(value):
            return value
    raise RuntimeError(f"no good value among {TRIES} draws")


def clear(values: Array) -> bool:
    """Say whether every value clears the corner at 0, with both signs among them.

    Parameters
    ----------
    values : ndarray
        Weighted inputs.

    Returns
    -------
    bool
        True if all of them are at least `MARGIN` from 0 and neither sign is missing.
    """
    away = bool((np.abs(values) >= MARGIN).all())
    return away and bool((values > 0).any() and (values < 0).any())


def clear_of_zero(
    rng: np.random.Generator, shape: tuple[int, ...], scale: float = 1.0
) -> Array:
    """Draw normal numbers of both signs, none of them near 0.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    shape : tuple of int
        Shape of the array; at least two elements.
    scale : float
        Standard deviation.

    Returns
    -------
    ndarray
        Numbers for which `clear` holds.
    """
    return resample(lambda: rng.normal(0.0, scale, shape), clear)


def ordinary(
    rng: np.random.Generator, ndim: int = 2, low: int = 2, high: int = 6
) -> Array:
    """Draw the argument of an elementwise function: both sides, neither corner nor far.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    ndim : int
        Number of dimensions, all different.
    low, high : int
        The smallest and the largest size of a dimension.

    Returns
    -------
    ndarray
        Numbers for which `clear` holds, at least one below -1.2 and one above 1.2: what
        a function does on either side shows in every draw.
    """

    def good(values: Array) -> bool:
        return clear(values) and bool(values.max() > 1.2 and values.min() < -1.2)

    shape = sizes(rng, ndim, low, high)
    return resample(lambda: rng.normal(0.0, 2.0, shape), good)


def with_extremes(
    rng: np.random.Generator, ndim: int = 2, low: int = 4, high: int = 8
) -> Array:
    """Draw like `ordinary`, and put large and very large numbers among the rest.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    ndim : int
        Number of dimensions, all different.
    low, high : int
        The smallest and the largest size of a dimension.

    Returns
    -------
    ndarray
        At least two elements are of size 750 to 1000, one of each sign. One is of size
        6 to 9 and one from -19 to -12: a curve that is nearly flat there, but not flat.
        Half of the elements or more are ordinary, if there are eight or more.
    """
    values = ordinary(rng, ndim, low, high)
    count = max(2, values.size // 4)
    *where, near, below = rng.choice(values.size, count + 2, replace=False)
    values.flat[near] = rng.choice([-1.0, 1.0]) * rng.uniform(6.0, 9.0)
    values.flat[below] = -rng.uniform(12.0, 19.0)
    sizes_there = rng.uniform(750.0, 1000.0, count)
    sizes_there[0], sizes_there[1] = 1000.0, -1000.0
    sizes_there[2:] *= rng.choice([-1.0, 1.0], count - 2)
    values.flat[where] = sizes_there
    return values


def network(
    rng: np.random.Generator, layers: Sequence[str]
) -> tuple[Array, dict[int, Array], dict[int, Array], dict[int, str]]:
    """Draw a random network and a batch of inputs: the arguments of ``forward``.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    layers : sequence of str
        The activation of each layer, from the first hidden one to the output.

    Returns
    -------
    X : ndarray, shape (N, n_0)
        Inputs.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases.
    activation : dict of str, keyed 1 to L
        The names in `layers`.

    Notes
    -----
    N and all n_l differ. Every weighted input clears the corner at 0 and each layer has
    both signs, so that no relu layer is dead and none is the identity. The weights keep
    weighted inputs near 1: no sigmoid is saturated.
    """
    L = len(layers)
    activation = dict(enumerate(layers, start=1))

    def draw() -> tuple[Any, ...]:
        N, *n = sizes(rng, L + 2)
        X = rng.normal(0.0, 1.0, (N, n[0]))
        W = {
            l: rng.normal(0.0, 1.4 / np.sqrt(n[l - 1]), (n[l], n[l - 1]))
            for l in range(1, L + 1)
        }
        b = {l: rng.normal(0.0, 0.6, n[l]) for l in range(1, L + 1)}
        return X, W, b, activation

    def good(args: tuple[Any, ...]) -> bool:
        Z: Mapping[int, Array] = forward(*args)[0]
        return all(clear(z) for z in Z.values())

    return resample(draw, good)
