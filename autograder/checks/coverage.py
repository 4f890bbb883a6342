"""Measure which corners of its domain the cases of a check lie at."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from autograder.checks.corners import example_calls
from autograder.checks.domain import Named, Requirement
from autograder.checks.model import Args, Case, Check
from course.codec import pack
from course.tree import Reference, Seed


def requirements(check: Check) -> Iterator[Requirement]:
    """Give every corner that a check needs a case for.

    Parameters
    ----------
    check : Check
        Where it has no domain, only its defaults and its examples are asked for.

    Yields
    ------
    Requirement
        Those of the domain, each parameter left to its default and given another value,
        and each example of the docstring.
    """
    if check.domain is not None:
        yield from check.domain.requirements()
    for name, parameter in inspect.signature(check.function).parameters.items():
        if parameter.default is not inspect.Parameter.empty:
            default = parameter.default
            yield Requirement(f"{name} left out", partial(_left_out, name))
            yield Requirement(
                f"{name} not {default!r}", partial(_differs, name, default)
            )
    for i, args in enumerate(example_calls(check.function), start=1):
        yield Requirement(f"example {i}", partial(_same, check.bind(args)))


def _left_out(name: str, named: Named) -> bool:
    return name not in named


def _differs(name: str, default: Any, named: Named) -> bool:
    return bool(named[name] != default)


def _same(wanted: Named, given: Named) -> bool:
    """Whether a case is an example; functions are named in the one, made in the other.

    A generator of an example is any generator.
    """
    if given.keys() != wanted.keys():
        return False
    for name, value in wanted.items():
        is_other = isinstance(given[name], Reference | Seed)
        if is_other != (callable(value) or hasattr(value, "bit_generator")):
            return False
        if not is_other and pack(given[name]) != pack(value):
            return False
    return True


def missing(check: Check, cases: Iterable[Case]) -> list[str]:
    """Name the corners that no case lies at.

    Parameters
    ----------
    check : Check
        With a domain.
    cases : iterable of Case
        All cases of one grading.

    Returns
    -------
    list of str
        In words. Where a part looks at one piece of the result, each piece needs a
        case of its own.
    """
    pieces = range(check.pieces) if check.pieces else (None,)
    inputs: dict[int, tuple[Args, set[int | None]]] = {}
    for case in cases:
        inputs.setdefault(id(case.args), (case.args, set()))[1].add(case.part.piece)
    holes = []
    for requirement in requirements(check):
        met = [s for args, s in inputs.values() if _met(requirement, check, args)]
        for piece in pieces:
            if not any(None in seen or piece in seen for seen in met):
                of = "" if piece is None else f" (result {piece + 1})"
                holes.append(f"{requirement.words}{of}")
    return holes


def _met(requirement: Requirement, check: Check, args: Args) -> bool:
    try:
        return bool(requirement.met(check.bind(args)))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return False  # an argument that it speaks of is left out, or of another kind
