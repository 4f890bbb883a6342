"""The ends of an elementwise function: where it is nearly flat, and huge numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.domain import Named
from autograder.checks.model import Args, Corner
from course.compare import Tolerance
from solutions import Array

# Where a function is nearly flat, what is left of its slope is some 1e-10 to 1e-15.
# Near 1 a float has sixteen digits: taken from 1 the slope is off by some 1e-16, and
# times z by some 3e-15.
LAST_DIGITS = Tolerance(rtol=0.0, atol=5e-15)


def nearly_flat(rng: np.random.Generator) -> Args:
    """Draw numbers where a sigmoid is flat but for its last digits.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    tuple of ndarray
        One array: 10, 21 and 32, about, of either sign.
    """
    z = np.array([10.0, 21.0, 31.5]) + rng.uniform(0.0, 1.0, 3)
    return (np.concatenate([z, -z]),)


def huge(signs: Sequence[float], rng: np.random.Generator) -> Args:
    """Draw numbers whose squares are no floats, and one of ordinary size.

    Parameters
    ----------
    signs : sequence of float
        1 and -1, or one of them: the sides on which they lie.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    tuple of ndarray
        One array.
    """
    return (np.array([rng.uniform(0.3, 0.6), *(1e200 * sign for sign in signs)]),)


def square(rng: np.random.Generator) -> Args:
    """Draw a square whose other triangle has other signs: turned, it is another.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    tuple of ndarray
        One array, of shape (3, 3).
    """
    sizes = rng.uniform(0.3, 3.0, (3, 3))
    return (np.where(np.tri(3), sizes, -sizes),)


def _only(a: Named) -> Array:
    (Z,) = a.values()
    sizes: Array = np.abs(np.asarray(Z, dtype=float))
    return sizes


AT_ENDS: Mapping[str, Callable[[Named], bool]] = {
    "nearly flat": lambda a: bool(
        np.any((_only(a) > 20.0) & (_only(a) < 33.0)) and _only(a).max() < 33.0
    ),
    "huge numbers": lambda a: bool(_only(a).max() > 1e155),
}


def at_ends(
    oracle: Callable[[Array], Any],
    quiet: bool | None = None,
    signs: Sequence[float] = (1.0, -1.0),
) -> tuple[Corner, ...]:
    """Make the corners of an elementwise function at its ends.

    Parameters
    ----------
    oracle : callable
        The statement's equation in other words than the solution's.
    quiet : bool, optional
        As for a `Corner`.
    signs : sequence of float
        As for `huge`.

    Returns
    -------
    tuple of Corner
        As `AT_ENDS` asks for.
    """
    return (
        Corner("numbers near 10, 20 and 30", nearly_flat, oracle, LAST_DIGITS, quiet),
        Corner("a square of either sign", square, oracle, None, quiet),
        Corner("huge numbers", partial(huge, signs), oracle, None, quiet),
    )
