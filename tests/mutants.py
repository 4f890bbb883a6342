"""Make mechanical mutants of a function from its source, and see which survive."""

from __future__ import annotations

import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time
from typing import Any

import numpy as np

from autograder.checks import Check
from autograder.checks.domain import Domain
from autograder.judge import call_here, score
from autograder.slips.general import mutants as changes
from autograder.slips.program import tree_of
from tests.always_right import Statement
from tests.drawn import Drawn, at_hand, drawn

# How many of a part's last cases are tried before all of them.
FEW = 2
# What a mutant may take of processor time: this, and so many times the reference's.
LEAST = 0.1
TIMES = 30


@dataclass(frozen=True)
class Mutant:
    """A function with one change in it, and the change in words."""

    description: str
    source: str
    function: Callable[..., Any]


def mutants(
    function: Callable[..., Any],
    siblings: Mapping[str, Any] | None = None,
    domain: Domain | None = None,
) -> list[Mutant]:
    """Make every mutant of a function; each differs from it and from the others.

    Only the body is changed: in the notebook the student writes nothing else. What its
    statement shows to be right (`tests.always_right`) is left out. A mutant finds the
    globals of the function's own module, and its siblings: functions that it may call
    by mistake.
    """
    name = function.__name__
    known = {"np": np, **(siblings or {})}
    known |= function.__globals__
    made, statement = [], Statement(function, domain)
    for change in changes(tree_of(function), known):
        if statement.shows_right(change):
            continue
        source = change.source
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


AGAIN = 0.1  # seconds


class Endless(BaseException):
    """The mutant is over its deadline; `call_here` must not take it for an error."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Stop what is inside when it has used its processor time.

    Python ignores an error in what it calls by the way: a destructor, a callback of a
    weak reference or of the garbage collector. There nothing is said, and the next
    signal will do.
    """

    def stop(*_: object) -> None:
        raise Endless

    def ignored(what: sys.UnraisableHookArgs) -> None:
        if not isinstance(what.exc_value, Endless):
            hook(what)

    before, hook = signal.signal(signal.SIGVTALRM, stop), sys.unraisablehook
    sys.unraisablehook = ignored
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, before)
        sys.unraisablehook = hook


def pieces(check: Check, seeds: range) -> list[Drawn]:
    """Draw the cases of a check for each seed, and take its parts apart.

    First come a few cases of each part: most mutants fall there.
    """
    quick, whole = [], []
    for seed in seeds:
        cases = drawn(check, seed).cases
        for part in check.parts:
            mine = [case for case in cases if case.part is part]
            whole.append(at_hand(check, mine))
            if seed == seeds[0]:
                quick.append(at_hand(check, [*mine[:1], *mine[-FEW:]]))
    return quick + whole


def patience(check: Check, parts: list[Drawn]) -> list[float]:
    """Say for how many seconds of processor time a mutant may take a part's cases.

    It is a multiple of what the reference takes: only one that loops for ever is over.
    """
    seconds = []
    for part in parts:
        before = process_time()
        score(part, call_here(check.function), np.random.default_rng(0))
        seconds.append(LEAST + TIMES * (process_time() - before))
    return seconds


def survives(mutant: Mutant, parts: list[Drawn], seconds: list[float]) -> bool:
    """Say whether the mutant gets every point; stop at the first part that it loses."""
    try:
        for part, bound in zip(parts, seconds, strict=True):
            with deadline(bound):
                verdict = score(
                    part, call_here(mutant.function), np.random.default_rng(0)
                )
            if not verdict.passed:
                return False
    except Endless:
        return False
    return True
