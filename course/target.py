"""What numbers are right, and how close is close enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Tolerance:
    """How close is right: |got - want| <= atol + rtol * max|want|, each element."""

    rtol: float
    atol: float


@dataclass(frozen=True)
class Difference:
    """How a result is wrong.

    Parameters
    ----------
    kind : str
        One word for machines.
    words : str
        The sentence without its subject: "has the wrong sign everywhere."
    place : int, optional
        Which element of a tuple it is about; None for the whole result.
    choices : tuple of tuple of str
        For a multiple of what is right, the words for each symbol that fits ("N",
        "1/2"), and the words without any symbol, under "". Which symbol it is, only a
        case with other sizes can tell.
    """

    kind: str
    words: str
    place: int | None = None
    choices: tuple[tuple[str, str], ...] = ()

    def within(self, frame: str, place: int | None = None) -> Difference:
        """Put the words into a longer sentence.

        Parameters
        ----------
        frame : str
            The sentence; ``{}`` stands for the words.
        place : int, optional
            Which element of a tuple that is about.

        Returns
        -------
        Difference
            Of the same kind.
        """

        def put(words: str) -> str:
            return frame.replace("{}", words, 1)

        choices = tuple((symbol, put(words)) for symbol, words in self.choices)
        return Difference(self.kind, put(self.words), place, choices)


class Target:
    """The numbers between two bounds, element by element; mostly the bounds are equal.

    Parameters
    ----------
    low, high : ndarray
        The bounds, of one shape.
    tolerance : Tolerance
        How far beyond a bound is right.
    """

    def __init__(self, low: Floats, high: Floats, tolerance: Tolerance) -> None:
        self.low, self.high = low, high
        self.floats, self.whole = low.dtype.kind == "f", low.dtype.kind in "iu"
        self.shape = low.shape
        self.fixed: Mask = low == high
        bounds = np.abs(np.stack([low, high]))
        self.scale = float(bounds.max(initial=0.0, where=np.isfinite(bounds)))
        self.margin = tolerance.atol + tolerance.rtol * self.scale

    def nearest(self, got: Floats) -> Floats:
        """Give the right number that is nearest, for each element."""
        return np.clip(got, self.low, self.high)

    def wrong(self, got: Floats) -> Mask:
        """Mark what is not right; NaN never is."""
        near = self.nearest(got)
        right: Mask = (np.abs(got - near) <= self.margin) | (got == near)
        return ~right

    def fits(self, got: Floats) -> bool:
        """Whether the shape and every number are right."""
        return got.shape == self.shape and not self.wrong(got).any()
