"""What a bank holds: named wrong answers, and right answers that look unusual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Mistake:
    """A realistic wrong answer.

    Parameters
    ----------
    exercise : str
        Which exercise it answers.
    name : str
        The misconception, as an identifier.
    sentence : str
        The misconception, as one sentence that a student reads.
    hint : str
        What to look at; never the code to write.
    function : callable
        The wrong answer itself.
    """

    exercise: str
    name: str
    sentence: str
    hint: str
    function: Callable[..., Any]


@dataclass(frozen=True)
class Alternative:
    """A right answer that is written in an unusual way."""

    exercise: str
    name: str
    function: Callable[..., Any]


MISTAKES: dict[str, list[Mistake]] = {}
ALTERNATIVES: dict[str, list[Alternative]] = {}


def wrong(exercise: str, *, hint: str) -> Callable[[Function], Function]:
    """Enter the decorated function as a wrong answer; its docstring is the sentence.

    Parameters
    ----------
    exercise : str
        Which exercise it answers.
    hint : str
        What to look at; never the code to write.

    Returns
    -------
    callable
        The decorator, which gives the function back unchanged.
    """

    def enter(function: Function) -> Function:
        sentence = " ".join((function.__doc__ or "").split())
        mistake = Mistake(exercise, function.__name__, sentence, hint, function)
        MISTAKES.setdefault(exercise, []).append(mistake)
        return function

    return enter


def right(exercise: str) -> Callable[[Function], Function]:
    """Enter the decorated function as an unusual right answer.

    Parameters
    ----------
    exercise : str
        Which exercise it answers.

    Returns
    -------
    callable
        The decorator, which gives the function back unchanged.
    """

    def enter(function: Function) -> Function:
        alternative = Alternative(exercise, function.__name__, function)
        ALTERNATIVES.setdefault(exercise, []).append(alternative)
        return function

    return enter
