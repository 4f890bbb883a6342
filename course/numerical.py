"""Recognise a difference quotient that was handed in as a derivative by formula.

A formula in floating point is wrong by a few roundings, some 1e-15 of its size, and
moves as smoothly as its input. A difference quotient divides roundings by its step h:
it is wrong by 1e-13 or more, and it jumps by eps / h when its input moves by one
rounding. An honest approximation (a clip, a small number against a division by zero)
may be just as wrong, but it does not jump. So both are asked: is it wrong, and is it
rough? A derivative by a complex step has neither sign and is not recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from course.compare import Finding

Function = Callable[..., Any]

# Relative to the size of the result. Right answers, unusual ones too, stay below 1e-14
# in both. Central differences with h from 1e-3 to 1e-7 are wrong by 1e-13 to 1e-6 and
# rough by 7e-14 to 5e-8; one-sided ones are worse in both.
WRONG = 1e-13
ROUGH = 5e-14
NUDGES = 4


def looks_numerical(
    call: Callable[[tuple[Any, ...]], Any],
    results: Sequence[tuple[tuple[Any, ...], Any, Any]],
    rng: np.random.Generator,
    reference: Function | None = None,
) -> Finding | None:
    """Decide whether right results were made by differences.

    Parameters
    ----------
    call : callable
        Takes the arguments, gives the result; None where there is none.
    results : sequence of tuple
        Arguments and result of each call so far, and what the formula gives.
    rng : numpy.random.Generator
        Draws the moves.
    reference : callable, optional
        The derivative by formula. A student's check has none: there a result may move
        as a formula moves, which is less than a jump.

    Returns
    -------
    Finding or None
        How far off the results are, relative to their size; None where they were made
        by a formula. A result of a formula costs no further call.

    Notes
    -----
    Most cases have to show both signs: where all of a case's neurons are saturated, a
    right formula may lose digits too.
    """
    with np.errstate(all="ignore"):
        try:
            errors = [error(got, want) for _, got, want in results]
            suspicious = [
                (args, want)
                for (args, _, want), off in zip(results, errors, strict=True)
                if off > WRONG
            ]
            if not suspicious or 2 * len(suspicious) < len(results):
                return None
            jumps = [
                rough(call, args, want, rng, reference) for args, want in suspicious
            ]
        except (TypeError, ValueError, ArithmeticError):
            return None  # arguments that cannot be moved, a result that is no number
    jumping = sum(jump > ROUGH for jump in jumps)
    if 2 * jumping <= len(jumps):
        return None
    return Finding(
        "numerical",
        "The values are right, but they come from differences of function values and "
        f"not from the formula: they are off by {max(errors):.0e} of their size and "
        "jump when an input changes in its last digit. The exercise asks for the "
        "derivative by formula.",
    )


def error(got: Any, want: Any) -> float:
    """Compare two results of the same shape.

    Parameters
    ----------
    got, want : object
        Numbers or arrays, also in tuples, lists and dicts.

    Returns
    -------
    float
        The largest norm of a difference, relative to the norm of what is wanted; 0
        where the two cannot be compared.
    """
    ours, theirs = list(_arrays(want)), list(_arrays(got))
    if [a.shape for a in ours] != [a.shape for a in theirs]:
        return 0.0
    largest = 0.0
    for mine, other in zip(ours, theirs, strict=True):
        norm = float(np.linalg.norm(mine))
        if norm > 0 and np.isfinite(norm):
            largest = max(largest, float(np.linalg.norm(other - mine)) / norm)
    return largest


def rough(
    call: Callable[[tuple[Any, ...]], Any],
    args: tuple[Any, ...],
    want: Any,
    rng: np.random.Generator,
    reference: Function | None = None,
) -> float:
    """Measure how a result jumps when its inputs move by a few roundings.

    Parameters
    ----------
    call : callable
        Takes the arguments, gives the result; None where there is none.
    args : tuple
        Where to measure.
    want : object
        What the formula gives there.
    rng : numpy.random.Generator
        Draws the moves.
    reference : callable, optional
        The derivative by formula.

    Returns
    -------
    float
        The median jump beyond what the reference moves, relative to its size; infinite
        where a function that has answered before has no such answer any more.
    """
    here = call(args)
    if not _like(here, want):
        return float("inf")
    offset = _minus(here, want)
    jumps = []
    for _ in range(NUDGES):
        moved = _nudged(args, rng)
        now = call(moved)
        if not _like(now, want):
            return float("inf")
        formula = want if reference is None else reference(*moved)
        jumps.append(_size(_minus(now, formula), offset, list(_arrays(want))))
    return float(np.median(jumps))


def _like(got: Any, want: Any) -> bool:
    """Whether a result has the shapes of what is wanted, and numbers where it has."""
    ours, theirs = list(_arrays(want)), list(_arrays(got))
    return len(ours) == len(theirs) and all(
        one.shape == other.shape and bool(np.isfinite(other[np.isfinite(one)]).all())
        for one, other in zip(ours, theirs, strict=True)
    )


def _minus(a: Any, b: Any) -> list[np.ndarray]:
    pairs = zip(_arrays(a), _arrays(b), strict=False)
    return [x - y for x, y in pairs if x.shape == y.shape]


def _size(now: list[Any], before: list[Any], scale: list[np.ndarray]) -> float:
    largest = 0.0
    for one, other, whole in zip(now, before, scale, strict=False):
        norm = float(np.linalg.norm(whole))
        if norm > 0:
            largest = max(largest, float(np.linalg.norm(one - other)) / norm)
    return largest


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """Give every array and number in a value as an array of floats, in order."""
    if isinstance(value, dict):
        for key in sorted(value, key=str):
            yield from _arrays(value[key])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _arrays(item)
    elif isinstance(value, np.ndarray | np.generic | float | int):
        array = np.asarray(value)
        if array.dtype.kind in "fiu":
            yield array.astype(np.float64)


def _nudged(value: Any, rng: np.random.Generator) -> Any:
    """Move every float in a value by up to four roundings."""
    if isinstance(value, dict):
        return {key: _nudged(item, rng) for key, item in value.items()}
    if isinstance(value, list):
        return [_nudged(item, rng) for item in value]
    if isinstance(value, tuple):
        return tuple(_nudged(item, rng) for item in value)
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value + np.spacing(value) * rng.integers(-4, 5, value.shape) * (
            value != 0
        )
    if type(value) is float and value:
        return float(value + np.spacing(value) * int(rng.integers(-4, 5)))
    return value
