"""Judge a folder of answers, each by the grader and by the student's check."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks import CHAPTERS, CHECKS, Check
from autograder.judge import Caller, Lost, Verdict, call_here, judge
from course.callables import IMPORTED, own
from course.check import examine_exercise
from course.compare import Finding
from course.panel import Report

RIGHT, WRONG = "right_", "wrong_"


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise.

    Parameters
    ----------
    exercise : str
        Which exercise it answers.
    name : str
        What its file is called.
    right : bool
        Whether its author calls it right.
    debatable : bool
        Whether its author says that it may be called either way.
    source : str
        The code.
    """

    exercise: str
    name: str
    right: bool
    debatable: bool
    source: str


def read(folder: Path) -> Iterator[Answer]:
    """Read the answers below a folder.

    Parameters
    ----------
    folder : Path
        It holds ``EXERCISE/right_NAME.py`` and ``EXERCISE/wrong_NAME.py``, at any
        depth. The first line says why; "debatable" in it counts.

    Yields
    ------
    Answer
        Those to exercises that there are, in the order of their paths.
    """
    for file in sorted(folder.rglob("*.py")):
        if file.parent.name in CHECKS and file.name.startswith((RIGHT, WRONG)):
            source = file.read_text(encoding="utf-8")
            yield Answer(
                file.parent.name,
                file.stem,
                file.name.startswith(RIGHT),
                "debatable" in source.split("\n", 1)[0],
                source,
            )


def run(answer: Answer) -> dict[str, Any]:
    """Run an answer as a cell of a notebook in which all of the course is known.

    Parameters
    ----------
    answer : Answer
        The code to run.

    Returns
    -------
    dict
        The notebook's names afterwards.
    """
    namespace: dict[str, Any] = {"__name__": "__main__", "np": np}
    for chapter in CHAPTERS.values():
        module = import_module(f"solutions.{chapter.module}")
        namespace |= dict(inspect.getmembers(module, inspect.isfunction))
    exec(compile(answer.source, answer.name, "exec"), namespace)
    return namespace


def caller(name: str, namespace: dict[str, Any]) -> Caller:
    """Call a function of a notebook in this process, as the sandbox calls it.

    Parameters
    ----------
    name : str
        The function.
    namespace : dict
        The notebook's names.

    Returns
    -------
    callable
        What `judge` takes.
    """
    function = namespace.get(name)
    if function is None:
        finding = Finding("undefined", "It is not defined in the notebook.")
        return lambda args: Lost(finding)
    if not own(function, namespace):
        return lambda args: Lost(Finding("imported", IMPORTED))
    return call_here(function)


def graded(answer: Answer, seed: int) -> Verdict:
    """Judge an answer as the grader does.

    Parameters
    ----------
    answer : Answer
        The answer.
    seed : int
        Draws the cases.

    Returns
    -------
    Verdict
        Points and findings.
    """
    check = CHECKS[answer.exercise]
    call = caller(answer.exercise, run(answer))
    return judge(check, call, np.random.default_rng(seed))


def checked(answer: Answer) -> Report:
    """Judge an answer as the student's check does.

    Parameters
    ----------
    answer : Answer
        The answer.

    Returns
    -------
    Report
        What the panel shows.
    """
    from autograder.slips.stored import exercise

    stored = exercise(CHECKS[answer.exercise])
    report, _ = examine_exercise(stored, {stored.name: stored}, run(answer))
    return report


def audit(
    answers: Sequence[Answer],
    seeds: int,
    progress: Callable[[str], object] = lambda name: None,
) -> list[dict[str, Any]]:
    """Judge answers over several gradings and by the student's check.

    Parameters
    ----------
    answers : sequence of Answer
        All of them.
    seeds : int
        How many gradings.
    progress : callable, optional
        Is called with the name of each answer when it has been judged.

    Returns
    -------
    list of dict
        For each answer ``exercise``, ``name``, whether it is ``right`` and
        ``debatable``; the different ``points`` that it got, ``max_points``, in how many
        gradings it ``passed``, and whether it passed the student's ``check``.
    """
    rows = []
    for answer in answers:
        verdicts = [graded(answer, seed) for seed in range(1, seeds + 1)]
        rows.append(
            {
                "exercise": answer.exercise,
                "name": answer.name,
                "right": answer.right,
                "debatable": answer.debatable,
                "points": sorted({verdict.points for verdict in verdicts}),
                "max_points": verdicts[0].max_points,
                "passed": sum(verdict.passed for verdict in verdicts),
                "gradings": seeds,
                "check": checked(answer).state == "right",
            }
        )
        progress(answer.name)
    return rows


def failures(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Say which answers are judged wrongly, or not alike each time.

    Parameters
    ----------
    rows : sequence of dict
        What `audit` gives.

    Returns
    -------
    list of str
        A sentence each. A debatable answer may pass or fail, but always the same.
    """
    said = []
    for row in rows:
        name = f"{row['exercise']}/{row['name']}"
        passed, gradings = row["passed"], row["gradings"]
        if (passed == gradings) is not row["check"]:
            said.append(f"{name}: the grader and the student's check differ.")
        if len(row["points"]) > 1:
            points = " or ".join(f"{p:g}" for p in row["points"])
            said.append(f"{name}: it gets {points} points, as chance has it.")
        if row["right"] and passed < gradings and not row["debatable"]:
            said.append(f"{name}: it is right, and refused.")
        if not row["right"] and passed and not row["debatable"]:
            said.append(f"{name}: it is wrong, and passes.")
    return said


def unsteady(
    check: Check, functions: dict[str, Callable[..., Any]], seeds: int
) -> list[str]:
    """Name the functions that chance gives this many points or that.

    Parameters
    ----------
    check : Check
        How they are judged.
    functions : dict of str to callable
        By name.
    seeds : int
        How many gradings.

    Returns
    -------
    list of str
        Their names.
    """
    return [
        name
        for name, function in functions.items()
        if len(
            {
                judge(check, call_here(function), np.random.default_rng(seed)).points
                for seed in range(1, seeds + 1)
            }
        )
        > 1
    ]
