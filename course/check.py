"""The student's check: whether a function is right, and if not, what is wrong."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np

from course.callables import body_of
from course.cases import Exercise, NoCases, StoredCase, find, load
from course.compare import (
    Finding,
    at_corner,
    confirmed,
    examine,
    examine_together,
)
from course.deadline import OverTime, interrupted_after
from course.diagnosis import Called, name_mistake
from course.numerical import looks_numerical
from course.panel import PartLine, Report, in_notebook, printable, show
from course.properties import wanted_error
from course.student import (
    Call,
    Function,
    Namespace,
    call,
    find_function,
    names_used,
    wrong_parameters,
)
from course.tree import Reference, Seed
from course.words import number, short

__all__ = ["CheckFailed", "check"]

SECONDS = 10.0  # as much as grading gives an exercise
TOO_LONG = (
    "It was stopped after {:.0f} seconds, as it would be in grading. Is there a loop "
    "that does not end, or work that doubles with every step?"
)
SLOW = "It took {:.0f} seconds; grading stops it after {:.0f}, and may be slower."
FEW = 12  # of an argument with many elements so many are shown
NO_ANALOGUE = "There is no example with other numbers for this mistake."

# JupyterLab leaves room for an output, and a number beside it, even where it is empty.
NOT_SHOWN = (
    "<style>.jp-OutputArea-child:has(.check-not-yet) { display: none }</style>"
    '<span class="check-not-yet"></span>'
)


class CheckFailed(Exception):
    """An exercise is not right yet.

    Jupyter shows its one line and no traceback, for the panel above has said it all.
    """

    def _render_traceback_(self) -> list[str]:
        return [f"CheckFailed: {self}"]


class NotYet:
    """What the check of an exercise gives that is not right yet: no points.

    A notebook shows nothing of it. nbgrader's Validate reads the number, and counts the
    check as not done; the cells below it still run.
    """

    def __repr__(self) -> str:
        return "0"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": "0", "text/html": NOT_SHOWN}


def check(name: str, hint: int = 1) -> NotYet | None:
    """Judge a function of this notebook, and say what is wrong with it.

    It is called on the inputs that are stored in ``cases.npz`` beside the notebook. The
    grader draws other inputs by the same rule.

    Parameters
    ----------
    name : str
        Name of the function, in quotes.
    hint : int
        How much is said: 0 for the difference in your numbers alone, 1 for the idea
        too, 2 for an example of the same idea with other numbers.

    Returns
    -------
    NotYet or None
        In a notebook; None where the function is right.

    Raises
    ------
    CheckFailed
        If the function is not right yet, or cannot be checked. In a notebook the panel
        says so.
    """
    namespace = sys._getframe(1).f_globals
    if type(name) is not str:
        raise CheckFailed('The name of the function goes in quotes: check("name").')
    try:
        exercises = load()
        exercise = find(exercises, name)
    except NoCases as error:
        report, printed = Report(name, "impossible", (str(error),)), ""
    else:
        report, printed = examine_exercise(exercise, exercises, namespace, hint)
    if printed:
        print(printable(printed), end="" if printed.endswith("\n") else "\n")
    show(report)
    if report.state == "right":
        return None
    if in_notebook():  # the panel has said it; an error would say it again, in red
        return NotYet()
    raise CheckFailed(report.line) from None


def examine_exercise(
    exercise: Exercise,
    exercises: dict[str, Exercise],
    namespace: Namespace,
    hint: int = 1,
) -> tuple[Report, str]:
    """Judge the function of an exercise.

    Parameters
    ----------
    exercise : Exercise
        The one to judge.
    exercises : dict of str to Exercise
        All of the chapter: one that the function uses may be to blame.
    namespace : dict
        The notebook's.
    hint : int
        How much is said, as for `check`.

    Returns
    -------
    report : Report
        What was found.
    printed : str
        What the function printed, on the case that went wrong or else on the first.
    """
    name = exercise.name
    function = find_function(name, namespace)
    if isinstance(function, Finding):
        return Report(name, "wrong", (function.sentence,)), ""
    try:
        began = time.monotonic()
        with interrupted_after(SECONDS):
            report, printed = _examined(exercise, function, exercises, hint)
        took = time.monotonic() - began
    except OverTime:
        return Report(name, "wrong", (TOO_LONG.format(SECONDS),)), ""
    if report.state == "right" and took > SECONDS / 2:
        slow = SLOW.format(took, SECONDS)
        report = replace(report, sentences=(*report.sentences, slow))
    return report, printed


def _examined(
    exercise: Exercise,
    function: Function,
    exercises: dict[str, Exercise],
    hint: int,
) -> tuple[Report, str]:
    name = exercise.name
    findings, failed, printed = _judge(exercise, function)
    first = findings[failed.part] if failed else None
    parts = tuple(_part(part, finding, first) for part, finding in findings.items())
    if first is None or failed is None:
        total = len({id(case.args) for case in exercise.cases})
        cases = f"all {total} cases" if total > 1 else "its case"
        sentence = f"It gives what is wanted on {cases}."
        return Report(name, "right", (sentence,), parts=parts), printed
    if all(finding and finding.kind == "unwritten" for finding in findings.values()):
        return Report(name, "unwritten"), printed
    blamed = _blamed(exercise, function, exercises, first)
    sentences = (*blamed, first.sentence)
    if first.kind == "raised" and any("not written" in blame for blame in blamed):
        sentences = blamed
    if not blamed and hint > 0:
        sentences += _ladder(exercise, function, findings, first, hint)
    return Report(name, "wrong", sentences, _given(exercise, failed), parts), printed


def _ladder(
    exercise: Exercise,
    function: Function,
    findings: dict[str, Finding | None],
    first: Finding,
    hint: int,
) -> tuple[str, ...]:
    """Say which mistake it is and what to look at; on asking, work an example."""

    def called(case: StoredCase) -> Called:
        made = call(function, case.args)
        warned = bool(made.warned)
        return Called(made.value, made.args, warned, made.raised, made.message)

    known = name_mistake(exercise, called, [f for f in findings.values() if f])
    if not known:
        return ()
    said = () if known.sentence == first.sentence else (known.sentence,)
    asked = (known.analogue or NO_ANALOGUE,) if hint > 1 else ()
    return (*said, known.hint, *asked)


def _judge(
    exercise: Exercise, function: Function
) -> tuple[dict[str, Finding | None], StoredCase | None, str]:
    """Find what is first wrong in each part, and the case that was first of all."""
    findings: dict[str, Finding | None] = {}
    failed, printed = None, None
    results: list[tuple[tuple[Any, ...], Any, Any]] = []
    made: dict[int, Call] = {}

    def again(first: StoredCase) -> Iterator[Finding | None]:
        """Look at the other general cases of the same part."""
        for case in exercise.cases:
            if case.part == first.part and not case.corner and case is not first:
                yield _finding(exercise, case, call(function, case.args))

    for case in exercise.cases:
        if findings.setdefault(case.part, None):
            continue
        finding = wrong_parameters(function, exercise.parameters, len(case.args))
        if not finding:
            called = made.get(id(case.args)) or call(function, case.args)
            made[id(case.args)] = called
            finding = at_corner(_finding(exercise, case, called), case.corner)
            if finding and finding.choices and not case.corner:
                finding = confirmed(finding, again(case))
            if case.formula is not None:
                results.append((case.args, called.value, case.formula))
            if printed is None or (finding and not failed):
                printed = called.printed
        findings[case.part] = finding
        failed = failed or (case if finding else None)
    for part in [part for part, finding in findings.items() if not finding]:
        cases = [case for case in exercise.cases if case.part == part]
        calls = [(case, made[id(case.args)]) for case in cases]
        findings[part] = examine_together(
            [(c.value, case.expected, *_named(exercise, case, c)) for case, c in calls]
        )
        failed = failed or (cases[0] if findings[part] else None)
    if results and not (failed and not failed.corner):
        finding = _numerical(function, results)
        if finding:
            findings, failed = dict.fromkeys(findings, finding), exercise.cases[0]
    return findings, failed, printed or ""


def _numerical(
    function: Function, results: list[tuple[tuple[Any, ...], Any, Any]]
) -> Finding | None:
    """Say whether right results come from differences instead of the formula."""
    rng = np.random.default_rng(1)
    return looks_numerical(lambda args: call(function, args).value, results, rng)


def _finding(exercise: Exercise, case: StoredCase, called: Call) -> Finding | None:
    error = wanted_error(case.expected)
    if called.finding and called.finding.kind == "raised" and error:
        sentence = f"A {error} is wanted here. {called.finding.sentence}"
        return None if called.raised == error else Finding("raised", sentence)
    return called.finding or _compared(exercise, case, called)


def _compared(exercise: Exercise, case: StoredCase, called: Call) -> Finding | None:
    named, after = _named(exercise, case, called)
    return examine(
        called.value,
        case.expected,
        case.tolerance,
        named=named,
        after=after,
        piece=case.piece,
        pieces=exercise.pieces,
        warned=called.warned,
        quiet=case.quiet,
        calls=called.calls,
        most=case.calls,
        fewest=case.fewest,
        drawn=case.drawn,
        shared=case.fresh and called.shared,
    )


def _named(
    exercise: Exercise, case: StoredCase, called: Call
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the arguments by name, as they were given and after the call."""
    named = dict(zip(exercise.parameters, case.args, strict=False))
    return named, dict(zip(exercise.parameters, called.args, strict=False))


def _part(name: str, finding: Finding | None, first: Finding | None) -> PartLine:
    """Describe a part; what stands at the head of the panel is not said again."""
    said = finding and first and finding.kind != first.kind
    return PartLine(name, finding is None, finding.sentence if finding and said else "")


def _blamed(
    exercise: Exercise,
    function: Function,
    exercises: dict[str, Exercise],
    first: Finding,
) -> tuple[str, ...]:
    """Find the first exercise that the function uses and that is itself to blame."""
    used = set(names_used(function)) - {exercise.name}
    body = body_of(function)
    assert body is not None
    namespace = body.__globals__
    for other in exercises.values():
        if other.name not in used:
            continue
        helper = find_function(other.name, namespace)
        if isinstance(helper, Finding):
            continue
        findings = [finding for finding in _judge(other, helper)[0].values() if finding]
        # A helper that only warns, or has no formula, gives right numbers all the same.
        mild = {"warned", "numerical"} - {first.kind}
        findings = [finding for finding in findings if finding.kind not in mild]
        if findings and findings[0].kind == "unwritten":
            word = "written yet: write"
        elif findings:
            word = "right yet: mend"
        else:
            continue
        return (f"`{other.name}`, which this function uses, is not {word} that first.",)
    return ()


def _given(exercise: Exercise, case: StoredCase) -> str:
    """Describe the arguments of a case: arrays by their shape, the rest as it is."""
    pairs = zip(exercise.parameters, case.args, strict=False)
    return ", ".join(f"`{name}` {_described(value)}" for name, value in pairs)


def _described(value: Any) -> str:
    kind = type(value)
    if kind is np.ndarray:
        return str(value.shape)
    if kind is float or kind is np.float64:
        return number(float(value))
    if kind is Reference:
        return "a function"
    if kind is Seed:
        return f"np.random.default_rng({value.n})"
    if kind is dict:
        pairs = [f"{key!r}: {_described(inner)}" for key, inner in _few(value.items())]
        return f"{{{', '.join(pairs)}{_more(value)}}}"
    if kind is tuple and any(type(inner) is np.ndarray for inner in value):
        return f"({', '.join(map(_described, _few(value)))}{_more(value)})"
    if kind is list and all(type(inner) is float for inner in value):
        return f"[{', '.join(map(number, _few(value)))}{_more(value)}]"
    return short(repr(value), 60)


def _few(values: Collection[Any]) -> Iterator[Any]:
    return islice(values, FEW)


def _more(values: Collection[Any]) -> str:
    return f", and {len(values) - FEW} more" if len(values) > FEW else ""
