"""Call a student's function; whatever goes wrong becomes one sentence."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from course import Array
from course.endless import Endless, Watch
from course.errors import plainly
from course.widgets.quiet import muted

PATIENCE = 5.0  # seconds for all that a picture needs at once, and for any one call
ASIDE = 0.5  # seconds for what is only said of it
FINEST = 1 / 4096  # of all rows: how exactly it is found out where a function fails
NOTHING = 3e30  # stands for a number that is not there, or not there yet
_clock = threading.local()  # a deadline, and a watch, for all functions of a picture
Given = Callable[..., Any] | str


class Unready(Exception):
    """There is nothing to draw yet; the message says why, in one or two sentences."""


class Unwritten(Unready):
    """The function is still what the exercise gave."""


class Slow(Unready):
    """The time is over before the work is done."""


class Stuck(Unready):
    """One call did not come back."""


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
        self.stuck = ""  # what was said when a call had to be ended
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
        if self.stuck:
            raise Stuck(self.stuck)
        if time.monotonic() > _deadline():
            raise Slow(
                f"{self.name} is so slow that the picture would take too long. "
                "Does it loop over more than it needs?"
            )
        watch: Watch | None = getattr(_clock, "watch", None)
        call = watch.call if watch else _unwatched
        try:
            result = call(self.function, *args, **named)
        except Endless:
            self.stuck = (
                f"{self.name} did not come back within {PATIENCE:g} seconds. Is there "
                "a loop in it that never ends?"
            )
            _clock.deadline = _deadline() + PATIENCE  # no other function's fault
            raise Stuck(self.stuck) from None
        except Unready:  # of another function, which this one has called
            raise
        except (Exception, SystemExit) as error:
            raise self._failed(error) from None
        return self._something(result)

    def within(self, *args: Any, **named: Any) -> Any:
        """Call the function inside the call of another, which is watched already.

        Raises
        ------
        Unready
            As when it is called; what has gone wrong is not said of the other.
        """
        try:
            result = self.function(*args, **named)
        except (Exception, SystemExit) as error:
            raise self._failed(error) from None
        return self._something(result)

    def _failed(self, error: BaseException) -> Unready:
        if isinstance(error, NotImplementedError):
            return Unwritten(
                f"{self.name} is not written yet: come back after that exercise."
            )
        return Unready(
            f"{self.name} stopped with {_said(error)} Mend that first, then run "
            "this cell again."
        )

    def _something(self, result: Any) -> Any:
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
    must end: inside, a `Student` that is still called when patience is over refuses,
    and a call that alone takes as long is ended.
    """
    before, _clock.deadline = _deadline(), time.monotonic() + PATIENCE
    outer = getattr(_clock, "watch", None)
    try:
        with muted(), np.errstate(all="ignore"), Watch(PATIENCE) as watch:
            _clock.watch = watch
            yield
    finally:
        _clock.deadline, _clock.watch = before, outer


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


def _unwatched(function: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return function(*args, **named)


def _look_up(name: str) -> Any:
    from IPython import get_ipython

    shell = get_ipython()
    return None if shell is None else shell.user_ns.get(name)


def _said(error: BaseException) -> str:
    """Give an error's words as one or more whole sentences."""
    try:
        words = " ".join(str(error).split())
    except Exception:  # an exception of the student's own that cannot be written
        words = ""
    said = plainly(type(error).__name__, words)
    return said if said.endswith((".", "?", "!")) else f"{said}."


def remark_of(*judges: Callable[[], str]) -> str:
    """Give the first thing that one of these finds wrong.

    Parameters
    ----------
    *judges : callable
        Each calls a student's function. One that takes too long says nothing: the
        picture matters more.

    Returns
    -------
    str
        A sentence or two; empty when nothing is wrong.

    Raises
    ------
    Unwritten
        If there is nothing yet to be judged.
    """
    before = _deadline()
    for judge in judges:
        _clock.deadline = min(before, time.monotonic() + ASIDE)
        try:
            said = judge()
        except Slow:
            continue
        except Unwritten:
            raise
        except Unready as why:
            said = str(why)
        finally:
            _clock.deadline = before
        if said:
            return said
    return ""


def piecewise(call: Callable[[Any], Array], x: npt.NDArray[Any]) -> tuple[Array, str]:
    """Call with all rows at once; where that fails, with half of them, and so on.

    The longest parts come first, and parts of less than `FINEST` of all are given up.

    Parameters
    ----------
    call : callable
        Takes some of the rows and gives as many, or raises `Unready`.
    x : ndarray, shape (N, ...)
        All rows.

    Returns
    -------
    ndarray, shape (N, ...)
        `NOTHING` in the rows that fail.
    str
        What happened in the first of them.

    Raises
    ------
    Unready
        If every row fails.
    """
    found: dict[int, Array] = {}
    problem: Unready | None = None
    waiting = deque([(0, len(x))])
    while waiting:
        start, end = waiting.popleft()
        try:
            found[start] = call(x[start:end].copy())
        except (Slow, Stuck, Unwritten) as why:
            problem = problem or why
            break
        except Unready as why:
            problem = problem or why
            if end - start > max(1.0, FINEST * len(x)):
                middle = (start + end) // 2
                waiting += [(start, middle), (middle, end)]
    if not found:
        raise problem or Unready("There is nothing to draw.")
    whole = np.full((len(x), *next(iter(found.values())).shape[1:]), NOTHING)
    for start, rows in found.items():
        whole[start : start + len(rows)] = rows
    return whole, "" if problem is None else str(problem)


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
