"""Call a student's function; whatever goes wrong becomes one sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from course import Array
from course.widgets.quiet import muted

PATIENCE = 5.0  # seconds for all that one picture needs
_clock = threading.local()  # a deadline for all functions that a picture calls
Given = Callable[..., Any] | str


class Unready(Exception):
    """There is nothing to draw yet; the message says why, in one or two sentences."""


class Student:
    """One function of the student's, called quietly, every failure put into words.

    Parameters
    ----------
    function : callable or str
        The function, or its name in the notebook.
    name : str
        What the exercise calls it.

    Raises
    ------
    Unready
        If there is no such function.
    """

    def __init__(self, function: Given, name: str) -> None:
        self.name = name
        self.function = _look_up(function) if isinstance(function, str) else function
        if not callable(self.function):
            raise Unready(
                f"There is no function {name} in this notebook yet. "
                "Write it, run its cell, then run this cell again."
            )

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call the function and give what it gives.

        Raises
        ------
        Unready
            If it is not written yet, raises, returns None or takes too long.
        """
        if time.monotonic() > _deadline():
            raise Unready(
                f"{self.name} is so slow that the picture would take too long. "
                "Does it loop over more than it needs?"
            )
        try:
            result = self.function(*args, **named)
        except NotImplementedError:
            raise Unready(
                f"{self.name} is not written yet: come back after that exercise."
            ) from None
        except (Exception, SystemExit) as error:
            raise Unready(
                f"{self.name} stopped with {type(error).__name__}"
                f"{_first_line(error)}. Mend that first, then run this cell again."
            ) from None
        if result is None:
            raise Unready(f"{self.name} returned None. Is there a return at its end?")
        return result

    def array(self, shape: tuple[int, ...], *args: Any, **named: Any) -> Array:
        """Call the function and insist on real numbers in this shape.

        Raises
        ------
        Unready
            As when it is called; also if the result is no such array.
        """
        return self.numbers(self(*args, **named), shape)

    def numbers(
        self, result: Any, shape: tuple[int, ...], part: str = "", *, wild: bool = False
    ) -> Array:
        """Insist that (this part of) a result is real numbers in this shape.

        Raises
        ------
        Unready
            If it is anything else; also if it is an array without a single finite
            number in it, unless it is expected to run wild.
        """
        where = f" as {part}" if part else ""
        try:
            array = np.asarray(result)
        except ValueError:
            array = np.asarray(None)
        if array.dtype.kind not in "fiu":
            kind = type(result).__name__
            if isinstance(result, np.ndarray):
                kind = f"array of {result.dtype}"
            raise Unready(
                f"{self.name} returned {_article(kind)} {kind}{where}, "
                "where numbers are wanted."
            )
        if array.shape != shape:
            raise Unready(
                f"{self.name} returned shape {array.shape}{where}, "
                f"where {shape} is wanted."
            )
        numbers = array.astype(np.float64)
        if shape and not wild and not np.isfinite(numbers).any():
            kind = "nan" if np.isnan(numbers).any() else "infinity"
            raise Unready(
                f"{self.name} returned nothing but {kind}{where}. Mend that first, "
                "then run this cell again."
            )
        return numbers


@contextmanager
def quietly() -> Iterator[None]:
    """Keep prints and warnings of the student's functions out of the notebook.

    They would come thousands of times: the function runs over a whole grid. And that
    must end: inside, a `Student` that is still called when patience is over refuses.
    """
    before, _clock.deadline = _deadline(), time.monotonic() + PATIENCE
    try:
        with muted(), np.errstate(all="ignore"):
            yield
    finally:
        _clock.deadline = before


def _deadline() -> float:
    return getattr(_clock, "deadline", float("inf"))


def first_difference(got: Array, want: Array, tolerance: float) -> int | None:
    """Find the first row in which two arrays differ.

    Parameters
    ----------
    got, want : ndarray, shape (n, ...)
        What there is and what there should be. A number that is not finite differs.
    tolerance : float
        Relative to the size of `want` in its row, and to 1 where that is less.

    Returns
    -------
    int or None
        Index of the row; None if there is none.

    Examples
    --------
    >>> first_difference(np.array([1.0, 2.5]), np.array([1.0, 2.0]), 1e-6)
    1
    """
    rows_got, rows_want = got.reshape(len(got), -1), want.reshape(len(want), -1)
    room = tolerance * np.maximum(1.0, np.abs(rows_want).max(axis=1))
    with np.errstate(invalid="ignore"):
        close = np.abs(rows_got - rows_want).max(axis=1) <= room
    return None if close.all() else int(np.argmin(close))


def _look_up(name: str) -> Any:
    from IPython import get_ipython

    shell = get_ipython()
    return None if shell is None else shell.user_ns.get(name)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f": {lines[0][:120].rstrip('.')}" if lines else ""


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def shown(value: float) -> str:
    """Write a number for a sentence: four digits, and a real minus sign.

    Examples
    --------
    >>> shown(-0.123456)
    '−0.1235'
    """
    return f"{value:.4g}".replace("-", "−")
