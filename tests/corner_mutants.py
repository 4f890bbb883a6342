"""Make wrong answers that are wrong at one corner alone, and see which survive.

They change what goes into the reference, or what comes out of it, and only there; so a
case where nothing is changed need not be called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from autograder.checks import Case, Check
from autograder.judge import call_here, score
from tests.drawn import at_hand, drawn

Change = Callable[[np.ndarray], np.ndarray]


def transposed(a: np.ndarray) -> np.ndarray:
    """Turn a square matrix."""
    square = a.ndim == 2 and a.shape[0] == a.shape[1] > 1
    return a.T.copy() if square else a


def cut_off(most: float, a: np.ndarray) -> np.ndarray:
    """Cut off what is beyond a number on either side."""
    return np.clip(a, -most, most)


def zero_moved(a: np.ndarray) -> np.ndarray:
    """Take exact zeros for a thousandth."""
    return np.where(a == 0.0, 1e-3, a)


def tiny_lost(a: np.ndarray) -> np.ndarray:
    """Take an array of small numbers for zeros."""
    return 0.0 * a if np.abs(a).max(initial=0.0) < 1e-5 else a


IN_ARRAYS: dict[str, Change] = {
    "turned where it is square": transposed,
    "cut off at 6": partial(cut_off, 6.0),
    "cut off at 500": partial(cut_off, 500.0),
    "its zeros moved": zero_moved,
    "nothing where it is small": tiny_lost,
}
IN_NUMBERS: dict[str, Callable[[float], float]] = {
    "at least 1e-3": lambda x: max(x, 1e-3),
    "at most 0.9": lambda x: min(x, 0.9),
}


def in_arrays(value: Any, change: Change) -> Any:
    """Change every array of floats in nested dicts, lists and tuples."""
    if type(value) is dict:
        return {key: in_arrays(inner, change) for key, inner in value.items()}
    if type(value) is list or type(value) is tuple:
        return type(value)(in_arrays(inner, change) for inner in value)
    if type(value) is np.ndarray and value.dtype == np.float64:
        return change(value)
    return value


def in_number(change: Callable[[float], float], value: Any) -> Any:
    """Change a single float."""
    return change(value) if type(value) is float else value


def squeezed(result: Any) -> Any:
    """Lose every axis of one."""
    return in_arrays(result, lambda a: np.squeeze(a) if a.ndim > 1 else a)


def gone_for_one_row(args: tuple[Any, ...], result: Any) -> Any:
    """Give zeros where the first array has a single row."""
    first = next((v for v in args if type(v) is np.ndarray), None)
    alone = first is not None and first.ndim > 1 and len(first) == 1
    return in_arrays(result, np.zeros_like) if alone else result


def same(one: Any, other: Any) -> bool:
    """Say whether two values hold the same arrays and numbers."""
    if type(one) is dict:
        return all(same(one[key], other[key]) for key in one)
    if type(one) is list or type(one) is tuple:
        return all(map(same, one, other))
    if type(one) is np.ndarray:
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    return bool(one == other or one is other or type(one) is not float)


def mutants(check: Check) -> Iterator[tuple[str, Callable[..., Any], Any]]:
    """Give every corner mutant: its words, the function, and where it is another.

    Yields
    ------
    words : str
        What is changed.
    mutant : callable
        Called as the reference is.
    differs : callable
        Takes a case, says whether anything is changed there.
    """
    names, function = check.parameters, check.function

    def before(place: int, change: Callable[[Any], Any]) -> tuple[Any, Any]:
        def changed(args: tuple[Any, ...]) -> tuple[Any, ...]:
            if place >= len(args):
                return args
            return (*args[:place], change(args[place]), *args[place + 1 :])

        return (
            lambda *args: function(*changed(args)),
            lambda case: not same(case.args, changed(case.args)),
        )

    for place, name in enumerate(names):
        for words, change in IN_ARRAYS.items():
            yield (
                f"{name} {words}",
                *before(place, partial(in_arrays, change=change)),
            )
        for words, bound in IN_NUMBERS.items():
            yield f"{name} {words}", *before(place, partial(in_number, bound))
    for words, after in (
        ("the result squeezed", lambda args, result: squeezed(result)),
        ("zeros for a single row", gone_for_one_row),
    ):
        yield (
            words,
            lambda *args, after=after: after(args, function(*args)),
            lambda case, after=after: (
                not same(case.expected, after(case.args, case.expected))
            ),
        )


def survivors(check: Check, seed: int = 0) -> set[str]:
    """Name the corner mutants that meet a case and get every point.

    Parameters
    ----------
    check : Check
        The row of the check table.
    seed : int
        Of the grading.

    Returns
    -------
    set of str
        In words.
    """
    cases = [c for c in drawn(check, seed).cases if not any(map(_is_long, c.args))]
    found = set()
    for words, mutant, differs in mutants(check):
        met = [case for case in cases if differs(case)]
        # Corners first: that is where most of them fall.
        if met and not any(_falls(check, mutant, [case]) for case in reversed(met)):
            found.add(words)
    return found


def _is_long(arg: Any) -> bool:
    """Say whether it is a graph of so many nodes that no other corner matters."""
    return type(arg) is dict and len(arg) > 500


def _falls(check: Check, mutant: Callable[..., Any], cases: list[Case]) -> bool:
    verdict = score(at_hand(check, cases), call_here(mutant), np.random.default_rng(0))
    return not verdict.passed
