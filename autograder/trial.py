"""Judge one function in a file exactly as a submission would be."""

from __future__ import annotations

import difflib
from pathlib import Path

import nbformat
import numpy as np

from autograder.build import build_chapters
from autograder.checks import CHAPTERS, CHECKS
from autograder.classroom import Classroom
from autograder.grading.grade import seed
from autograder.grading.run import run_and_judge
from autograder.grading.secret import classroom_secret
from autograder.grading.skeleton import Step, grade_id, kind_of
from autograder.judge import Verdict
from autograder.sandbox.levels import usable_level
from autograder.sandbox.session import Sandbox
from autograder.term import read_term
from autograder.weights import weigh


class UnknownExercise(ValueError):
    """There is no such exercise; the text names the nearest ones."""


def try_file(room: Classroom, exercise: str, file: Path) -> Verdict:
    """Run a file in the place of an exercise's cell, and judge it.

    Parameters
    ----------
    room : Classroom
        The course.
    exercise : str
        Which exercise the file answers.
    file : Path
        Python source that defines the function.

    Returns
    -------
    Verdict
        With the chapter's given cells before it and the trusted side answering for the
        earlier exercises, as in a submission; at the best isolation there is.

    Raises
    ------
    UnknownExercise
        If there is no such exercise.
    """
    if exercise not in CHECKS:
        near = difflib.get_close_matches(exercise, CHECKS, n=3, cutoff=0.3)
        raise UnknownExercise(
            f"there is no exercise {exercise!r}; did you mean {', '.join(near)}?"
            if near
            else f"there is no exercise {exercise!r}: `backprop exercises`"
        )
    chapter = next(c for c in CHAPTERS.values() if CHECKS[exercise] in c.checks)
    (path,) = build_chapters([chapter.number], room.root)
    source = file.read_text(encoding="utf-8")
    steps = []
    for cell in nbformat.read(path, as_version=4).cells:
        kind, name = kind_of(cell), grade_id(cell)
        if kind == "given":
            steps.append(Step("run", cell.source))
        elif kind == "solution" and name == exercise:
            steps += [Step("run", source, exercise=name), Step("check", name)]
    checks = weigh(chapter, read_term(room.root).points).checks
    upto = checks[: [check.name for check in checks].index(exercise) + 1]
    secret = classroom_secret(room.folder)
    with Sandbox(usable_level("best")) as sandbox:
        result = run_and_judge(
            sandbox,
            steps,
            upto,
            lambda check, attempt: np.random.default_rng(
                seed(secret, source.encode(), check, attempt)
            ),
        )
    return result.verdicts[exercise]
