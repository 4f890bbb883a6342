"""Numbers of the kinds that corners are made of, where a sampler makes the arrays."""

from __future__ import annotations

import numpy as np

from solutions import Array

# What numbers are like at a corner: a factor for ordinary ones.
SIZES_OF_NUMBERS = {
    "small numbers": 1e-6, "moderate numbers": 10.0, "large numbers": 1000.0
}  # fmt: skip

STRATA = ("an exact 0", *SIZES_OF_NUMBERS)


def numbers(rng: np.random.Generator, *shape: int, words: str = "") -> Array:
    """Draw numbers of the kind that a corner's words name, of both signs.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    *shape : int
        Shape of the array.
    words : str
        "an exact 0", or one of `SIZES_OF_NUMBERS`; ordinary numbers otherwise.

    Returns
    -------
    ndarray
        The numbers, away from 0 but for the exact zeros.
    """
    x = np.resize([1.0, -1.0], shape) * rng.choice([-1.0, 1.0])
    x = x * rng.uniform(0.7, 1.2, shape) * SIZES_OF_NUMBERS.get(words, 1.0)
    if words == "an exact 0":
        x.flat[rng.permutation(x.size)[: max(1, x.size // 3)]] = 0.0
    return np.asarray(x, dtype=np.float64)
