"""What a twin is, and what a combination of two mistakes is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Twin:
    """The same mistake as one in the bank, written by itself: it gets the same name."""

    exercise: str
    mistake: str
    function: Callable[..., Any]


@dataclass(frozen=True)
class Combination:
    """Two mistakes in one function: it is refused, and gets no single name."""

    exercise: str
    first: str
    second: str
    function: Callable[..., Any]


TWINS: list[Twin] = []
COMBINATIONS: list[Combination] = []


def twin(exercise: str, mistake: str) -> Callable[[Function], Function]:
    """Enter the decorated function as a second version of a mistake in the bank."""

    def enter(function: Function) -> Function:
        TWINS.append(Twin(exercise, mistake, function))
        return function

    return enter


def combination(
    exercise: str, first: str, second: str
) -> Callable[[Function], Function]:
    """Enter the decorated function as one that makes two mistakes of the bank."""

    def enter(function: Function) -> Function:
        COMBINATIONS.append(Combination(exercise, first, second, function))
        return function

    return enter
