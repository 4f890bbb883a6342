"""The three landscapes on which optimizers race."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course import Array

SIDE = 61  # points along each edge of the map that the browser draws


@dataclass(frozen=True)
class Landscape:
    """A cost of two parameters.

    Parameters
    ----------
    name : str
        What the reader chooses.
    value, slope : callable
        The cost, (..., 2) to (...), and its exact gradient at one point, (2,) to (2,).
    start : tuple of two floats
        Where the race begins at first.
    minima : tuple of (x, y, name)
        Where the cost is lowest around; the deepest first.
    bound : float
        The map shows -bound to bound in both directions.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    start: tuple[float, float]
    minima: tuple[tuple[float, float, str], ...]
    bound: float = 2.0

    def field(self) -> Array:
        """Tabulate the cost over the map, rows from its lower edge up."""
        at = np.linspace(-self.bound, self.bound, SIDE)
        return self.value(np.stack(np.meshgrid(at, at), axis=-1))

    def lowest(self) -> float:
        """Give the cost at the deepest minimum."""
        return float(self.value(np.array(self.minima[0][:2])))


def _ravine(theta: Array) -> Array:
    x, y = theta[..., 0], theta[..., 1]
    result: Array = 0.5 * x**2 + 12.5 * y**2
    return result


def _ravine_slope(theta: Array) -> Array:
    x, y = theta.tolist()
    return np.array([x, 25.0 * y])


def _saddle(theta: Array) -> Array:
    x, y = theta[..., 0], theta[..., 1]
    result: Array = x**2 - y**2 + 0.5 * y**4
    return result


def _saddle_slope(theta: Array) -> Array:
    x, y = theta.tolist()  # plain floats: ten times as quick for one point
    return np.array([2.0 * x, -2.0 * y + 2.0 * y**3])


def _two_minima(theta: Array) -> Array:
    x, y = theta[..., 0], theta[..., 1]
    result: Array = (x**2 - 1.0) ** 2 + 0.4 * x + 2.0 * y**2
    return result


def _two_minima_slope(theta: Array) -> Array:
    x, y = theta.tolist()
    return np.array([4.0 * x * (x**2 - 1.0) + 0.4, 4.0 * y])


def _roots() -> tuple[float, float]:
    found = np.roots([4.0, 0.0, -4.0, 0.4]).real
    return float(found.min()), float(found.max())


LANDSCAPES = (
    Landscape(
        "ravine", _ravine, _ravine_slope, (-1.7, 0.7), ((0.0, 0.0, "the minimum"),)
    ),
    Landscape(
        "saddle",
        _saddle,
        _saddle_slope,
        (-1.6, 0.02),
        ((0.0, 1.0, "the upper minimum"), (0.0, -1.0, "the lower minimum")),
    ),
    Landscape(
        "two minima",
        _two_minima,
        _two_minima_slope,
        (1.7, 0.8),
        (
            (_roots()[0], 0.0, "the deep minimum"),
            (_roots()[1], 0.0, "the shallow minimum"),
        ),
    ),
)
