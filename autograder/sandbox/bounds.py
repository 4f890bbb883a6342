"""What a question of a submission may cost the trusted side that answers it."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.budget import memory_bounded
from autograder.sandbox.inside import wire

MAX_NUMBERS = 4096


class TooMuch(ValueError):
    """The question is larger than any that an exercise asks."""


def require_small(args: Any) -> None:
    """Refuse arguments from which an answer could grow without bound.

    Parameters
    ----------
    args : object
        What a submission sends: a tuple or a dict of values that the codec knows.

    Raises
    ------
    TooMuch
        If they hold more than `MAX_NUMBERS` numbers. A whole number counts as many as
        it says, for it may be asked for as many rows or steps.
    """
    if not numbers_in(args) <= MAX_NUMBERS:
        raise TooMuch(f"called with more than {MAX_NUMBERS} numbers")


def numbers_in(value: Any) -> float:
    """Count the numbers in a value, a whole number as many times as it says."""
    if isinstance(value, dict):
        return sum(map(numbers_in, [*value.keys(), *value.values()]))
    if isinstance(value, list | tuple):
        return sum(map(numbers_in, value))
    if isinstance(value, str):
        return len(value)
    if isinstance(value, np.ndarray | np.integer) and value.dtype.kind in "iu":
        return value.size + float(np.abs(value.astype(np.float64)).sum())
    if isinstance(value, np.ndarray):
        return value.size
    return abs(value) if type(value) is int and value else 1


@contextlib.contextmanager
def bounded(deadline: float) -> Iterator[None]:
    """Stop what runs in the block when it takes too long or too much memory.

    Parameters
    ----------
    deadline : float
        On the clock `time.monotonic`. It is looked at when a function is called, so a
        loop of the reference is stopped and a single operation is not.

    Yields
    ------
    None
        Within the block an allocation past `MEMORY` fails with `MemoryError`.

    Raises
    ------
    Silent
        If the deadline is over.
    """

    def look(*_: object) -> None:
        if time.monotonic() > deadline:
            raise wire.Silent("the answer took too long")

    before = sys.getprofile()
    with memory_bounded():
        sys.setprofile(look)
        try:
            yield
        finally:
            sys.setprofile(before)
