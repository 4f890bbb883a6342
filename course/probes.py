"""Functions as arguments that show where they are called, and how far apart."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def known_at_corners(place: Floats, h: float, slopes: Floats, x: Any) -> float:
    """Give a linear function that is known at the corners of a box alone.

    Parameters
    ----------
    place : ndarray
        The middle of the box.
    h : float
        Half of its width, along every axis.
    slopes : ndarray, shape of place
        The slope of each element.
    x : ndarray, shape of place
        Where to take the function.

    Returns
    -------
    float
        The sum of slopes times steps from the middle. NaN where an element is anything
        else than one step of h away.
    """
    steps = np.asarray(x, dtype=np.float64) - place
    if steps.shape != place.shape or not np.allclose(
        np.abs(steps), h, rtol=1e-6, atol=0.0
    ):
        return float("nan")
    return float(np.sum(slopes * steps))


def steepening_gradient(a: float, c: float, theta: Floats) -> Floats:
    """Give the gradient of a cost whose differences tell how long the step was.

    Parameters
    ----------
    a, c : float
        How much of a square, and how much of a fourth power.
    theta : ndarray, shape (n,)
        Where the gradient is wanted.

    Returns
    -------
    ndarray, shape (n,)
        Of the cost with a / 2 of each square and c / 4 of each fourth power.
    """
    return a * theta + c * theta**3
