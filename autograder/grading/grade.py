"""The core of grading: a submission in, outputs and verdicts out."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

import numpy as np
from nbformat import NotebookNode

from autograder.budget import Spent, budget, working
from autograder.checks import CHAPTERS, Chapter, Check
from autograder.grading.handed_in import SubmissionUnreadable
from autograder.grading.outputs import left_out, verdict_outputs
from autograder.grading.run import CodeCell, run_and_judge
from autograder.grading.skeleton import grade_id, rebuild, runs, solves
from autograder.judge import Verdict
from autograder.sandbox.session import Sandbox


class ReleaseMismatch(ValueError):
    """The released notebook and the check table do not belong together."""


@dataclass(frozen=True)
class Graded:
    """A graded notebook.

    Parameters
    ----------
    notebook : NotebookNode
        The rebuilt submission with its outputs; every check cell holds its points. Its
        metadata says how isolated it ran.
    verdicts : list of Verdict
        One for each exercise, in the chapter's order.
    """

    notebook: NotebookNode
    verdicts: list[Verdict]


def belongs_to(submission: dict[str, Any], chapter: Chapter) -> None:
    """Refuse the notebook of another chapter.

    Parameters
    ----------
    submission : dict
        From `read_submission`.
    chapter : Chapter
        The one that it was handed in for.

    Raises
    ------
    SubmissionUnreadable
        If it holds exercises of another chapter and none of this one.
    """
    cells = [cell for cell in submission["cells"] if isinstance(cell, dict)]
    metadata = [cell.get("metadata") for cell in cells]
    about = [m.get("nbgrader") for m in metadata if isinstance(m, dict)]
    ids = {str(a.get("grade_id")) for a in about if isinstance(a, dict)}
    found = [
        number
        for number, other in CHAPTERS.items()
        if any(f"check_{check.name}" in ids for check in other.checks)
    ]
    if found and chapter.number not in found:
        raise SubmissionUnreadable(
            f"it is the notebook of chapter {found[0]}, not of chapter {chapter.number}"
        )


def notice(reason: object) -> dict[str, Any]:
    """Give the submission that stands for an unreadable one: one cell that says why."""
    text = f"**This submission could not be read:** {reason}."
    return {"cells": [{"cell_type": "markdown", "metadata": {}, "source": text}]}


def rebuilt(submission: Any, release: NotebookNode) -> NotebookNode:
    """Rebuild a submission on the release, or the notice that it is too much work."""
    try:
        with working():
            return rebuild(submission, release)
    except Spent as spent:
        return rebuild(notice(spent), release)


@budget()
def grade_notebook(
    submission: Any,
    release: NotebookNode,
    chapter: Chapter,
    sandbox: Sandbox,
    secret: bytes,
    numerical_share: float = 0.0,
) -> Graded:
    """Rebuild a submission, run it in the sandbox, judge it.

    Parameters
    ----------
    submission : object
        Parsed JSON of what was handed in; for an unreadable file its `notice`.
    release : NotebookNode
        The notebook that was given out.
    chapter : Chapter
        Its row of the check table.
    sandbox : Sandbox
        Where the cells run.
    secret : bytes
        Keeps the drawn inputs unforeseeable; the same secret, submission and check give
        the same inputs again.
    numerical_share : float
        What part of the points a numerical derivative earns where a formula is asked.

    Returns
    -------
    Graded
        The notebook with outputs, and the verdicts.

    Raises
    ------
    ReleaseMismatch
        If the release holds other exercises or points than the check table.
    """
    check_release(release, chapter)
    notebook = rebuilt(submission, release)
    content = "\0".join(cell.source for cell in notebook.cells).encode()

    def rng_for(check: Check) -> np.random.Generator:
        return np.random.default_rng(seed(secret, content, check))

    cells = [
        CodeCell(index, solves(cell), cell.source)
        for index, cell in enumerate(notebook.cells)
        if runs(cell)
    ]
    result = run_and_judge(sandbox, cells, chapter.checks, rng_for, numerical_share)
    notebook.metadata["backprop"] = {"isolation": sandbox.level}
    for index, outputs in result.outputs.items():
        notebook.cells[index].outputs = outputs
    by_check = {f"check_{name}": verdict for name, verdict in result.verdicts.items()}
    for cell in notebook.cells:
        if (verdict := by_check.get(grade_id(cell) or "")) is not None:
            cell.outputs = verdict_outputs(verdict)
        elif cell.cell_type == "code" and not runs(cell):
            cell.outputs = left_out(cell.source)
    return Graded(notebook, [result.verdicts[c.name] for c in chapter.checks])


def seed(secret: bytes, content: bytes, check: Check) -> list[int]:
    """Derive the seed of a check's cases from what no student can know.

    Parameters
    ----------
    secret : bytes
        The classroom's own.
    content : bytes
        The rebuilt submission's source.
    check : Check
        Its name and version enter.

    Returns
    -------
    list of int
        For `numpy.random.default_rng`.
    """
    message = b"\0".join([check.name.encode(), str(check.version).encode(), content])
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return list(np.frombuffer(digest, np.uint32).tolist())


def check_release(release: NotebookNode, chapter: Chapter) -> None:
    """Refuse to grade on a release that is not of this check table."""
    points = {
        grade_id(cell): float(cell.metadata.nbgrader.get("points", 0))
        for cell in release.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    wanted = {f"check_{check.name}": float(check.points) for check in chapter.checks}
    wanted |= {name: float(worth) for name, worth in chapter.answers.items()}
    if points != wanted:
        raise ReleaseMismatch(
            f"the release of chapter {chapter.number} has other exercises or points "
            f"than the check table: run `python -m autograder release {chapter.number}`"
        )


def chapter_of(assignment: str) -> Chapter:
    """Find a chapter by its number.

    Raises
    ------
    KeyError
        If there is none; the text says which there are.
    """
    if assignment not in CHAPTERS:
        known = ", ".join(CHAPTERS)
        raise KeyError(f"there is no chapter {assignment!r}; there are {known}")
    return CHAPTERS[assignment]
