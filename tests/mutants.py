"""Make mechanical mutants of a function from its source, and see which survive."""

from __future__ import annotations

import ast
import signal
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks import Case, Check
from autograder.judge import call_here, score
from autograder.slips.general import mutants as changes
from autograder.slips.program import tree_of

# Of processor time, a part of a check. Only a mutant that loops for ever takes as long.
DEADLINE = 5.0


@dataclass(frozen=True)
class Mutant:
    """A function with one change in it, and the change in words."""

    description: str
    source: str
    function: Callable[..., Any]


def mutants(
    function: Callable[..., Any], siblings: Mapping[str, Any] | None = None
) -> list[Mutant]:
    """Make every mutant of a function; each differs from it and from the others.

    Only the body is changed: in the notebook the student writes nothing else. A mutant
    finds the globals of the function's own module, and its siblings: functions that it
    may call by mistake.
    """
    name = function.__name__
    known = {"np": np, **(siblings or {})}
    known |= function.__globals__
    made = []
    for change in changes(tree_of(function), known):
        source = ast.unparse(change.tree)
        made.append(Mutant(change.description, source, _compile(source, name, known)))
    return made


def _compile(source: str, name: str, known: Mapping[str, Any]) -> Callable[..., Any]:
    namespace = dict(known)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        code = compile(source, f"<a mutant of {name}>", "exec")
    exec(code, namespace)
    mutant = namespace[name]
    assert callable(mutant)
    return mutant


class Endless(BaseException):
    """The mutant is over its deadline; `call_here` must not take it for an error."""


@contextmanager
def deadline() -> Iterator[None]:
    """Stop what is inside when it has used its processor time."""

    def stop(*_: object) -> None:
        raise Endless

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, DEADLINE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass(frozen=True)
class Drawn(Check):
    """One part of a check, its cases drawn: a hundred mutants meet the same ones."""

    cases: tuple[Case, ...] = ()
    in_all: int | None = None

    @property
    def pieces(self) -> int | None:
        """How many elements the tuple has that all parts look at."""
        return self.in_all

    def draw(self, rng: np.random.Generator) -> list[Case]:
        return list(self.cases)


def drawn(check: Check, seeds: range) -> list[Drawn]:
    """Draw the cases of a check for each seed, and take its parts apart."""
    taken_apart = []
    for seed in seeds:
        cases = check.draw(np.random.default_rng(seed))
        for part in check.parts:
            mine = tuple(case for case in cases if case.part is part)
            taken_apart.append(
                Drawn(
                    check.function,
                    (part,),
                    check.version,
                    check.analytic,
                    cases=mine,
                    in_all=check.pieces,
                )
            )
    return taken_apart


def survives(mutant: Mutant, parts: list[Drawn]) -> bool:
    """Say whether the mutant gets every point; stop at the first part that it loses."""
    try:
        for part in parts:
            with deadline():
                verdict = score(
                    part, call_here(mutant.function), np.random.default_rng(0)
                )
            if not verdict.passed:
                return False
    except Endless:
        return False
    return True
