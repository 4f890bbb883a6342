"""Make mechanical mutants of a function from its source, and see which survive."""

from __future__ import annotations

import ast
import inspect
import signal
import textwrap
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks import Case, Check
from autograder.judge import call_here, judge
from tests.mutations import MUTATIONS, Place

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
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    if ast.get_docstring(definition) is not None:
        del definition.body[0]
    definition.returns, definition.decorator_list = None, []
    for argument in definition.args.args:
        argument.annotation = None

    seen = {ast.unparse(tree)}
    times: Counter[str] = Counter()
    made = []
    for place in _places(definition, known):
        was = ast.unparse(place.node)
        for node in (new for mutation in MUTATIONS for new in mutation(place)):
            place.put(node)
            source = ast.unparse(ast.fix_missing_locations(tree))
            change = _one_line(f"{was} -> {ast.unparse(node)}")
            place.put(place.node)
            if source in seen:
                continue
            seen.add(source)
            times[change] += 1
            if times[change] > 1:
                change += f" ({times[change]})"
            made.append(Mutant(change, source, _compile(source, name, known)))
    return made


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _places(definition: ast.FunctionDef, known: Mapping[str, Any]) -> list[Place]:
    parameters = tuple(argument.arg for argument in definition.args.args)
    assigned = [
        (node.lineno, node.id)
        for node in ast.walk(definition)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    places = []
    for parent in ast.walk(ast.Module(definition.body, [])):
        for field, value in ast.iter_fields(parent):
            several = isinstance(value, list)
            for index, node in enumerate(value if several else [value]):
                if isinstance(node, ast.expr | ast.stmt):
                    before = [name for line, name in assigned if line < node.lineno]
                    names = tuple(dict.fromkeys([*parameters, *before]))
                    at = index if several else None
                    places.append(
                        Place(node, parent, field, at, parameters, names, known)
                    )
    return places


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
                verdict = judge(
                    part, call_here(mutant.function), np.random.default_rng(0)
                )
            if not verdict.passed:
                return False
    except Endless:
        return False
    return True
