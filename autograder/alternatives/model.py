"""An unusual right answer: the checks must accept it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from solutions import Array

Layers = dict[int, Array]
Names = dict[int, str]
State = dict[str, Any]
Rng = np.random.Generator
Scalar = Callable[[Array], float]
Loss = Callable[[Array, Array, Array], float]
Gradient = Callable[[Array, Array, Array], Array]
Backward = Callable[..., tuple[Layers, Layers]]

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Alternative:
    """A right answer that is written in an unusual way."""

    exercise: str
    name: str
    function: Callable[..., Any]


ALTERNATIVES: dict[str, list[Alternative]] = {}


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
