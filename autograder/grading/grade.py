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
from autograder.grading.cells import submitted_cells
from autograder.grading.handed_in import SubmissionUnreadable
from autograder.grading.outputs import left_out, remark, verdict_outputs
from autograder.grading.pictures import put_back
from autograder.grading.run import run_and_judge
from autograder.grading.skeleton import Layout, grade_id, kind_of, lay_out
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


def chapters_in(submission: dict[str, Any]) -> list[str]:
    """Name the chapters whose exercises a notebook holds.

    Parameters
    ----------
    submission : dict
        From `read_submission`.

    Returns
    -------
    list of str
        Their numbers, in the course's order; empty where no check is left in it.
    """
    ids = {cell.grade_id for cell in submitted_cells(submission)}
    return [
        number
        for number, chapter in CHAPTERS.items()
        if any(f"check_{check.name}" in ids for check in chapter.checks)
    ]


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
    found = chapters_in(submission)
    if found and chapter.number not in found:
        raise SubmissionUnreadable(
            f"it is the notebook of chapter {found[0]}, not of chapter {chapter.number}"
        )


class Notice(dict[str, Any]):
    """The submission that stands for an unreadable one: one cell that says why.

    Parameters
    ----------
    reason : str
        Why.
    """

    def __init__(self, reason: str) -> None:
        text = f"**This submission could not be read:** {reason}."
        cell = {"cell_type": "markdown", "metadata": {}, "source": text}
        super().__init__(cells=[cell])
        self.reason = reason


def notice(reason: object) -> Notice:
    """Give the submission that stands for an unreadable one."""
    return Notice(str(reason))


def laid_out(submission: Any, release: NotebookNode) -> Layout:
    """Lay a submission on the release, or the notice that it is too much work."""
    try:
        with working():
            return lay_out(submission, release)
    except Spent as spent:
        return lay_out(notice(spent), release)


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
        Its row of the check table, with the points of this term.
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
        If the release holds other exercises or points than `chapter`.
    """
    check_release(release, chapter)
    layout = laid_out(submission, release)
    notebook, steps = layout.notebook, layout.steps

    def rng_for(check: Check, attempt: int) -> np.random.Generator:
        return np.random.default_rng(seed(secret, _content(layout), check, attempt))

    result = run_and_judge(sandbox, steps, chapter.checks, rng_for, numerical_share)
    put_back(notebook, layout.pictures, sandbox)
    notebook.metadata["backprop"] = {"isolation": sandbox.level}
    if isinstance(submission, Notice):
        notebook.metadata["backprop"]["note"] = submission.reason
    shown = {
        step.cell: result.outputs[number]
        for number, step in enumerate(steps)
        if step.cell is not None and number in result.outputs
    }
    by_check = {f"check_{name}": verdict for name, verdict in result.verdicts.items()}
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        said = [remark(layout.remarks[index])] if index in layout.remarks else []
        if (verdict := by_check.get(grade_id(cell) or "")) is not None:
            cell.outputs = [*said, *verdict_outputs(verdict)]
        elif kind_of(cell) == "demo" and index not in shown:
            cell.outputs = left_out(cell.source)
        else:
            cell.outputs = [*said, *shown.get(index, [])]
    return Graded(notebook, [result.verdicts[c.name] for c in chapter.checks])


def _content(layout: Layout) -> bytes:
    """Give what the draws depend on: all that runs."""
    return "\0".join(step.text for step in layout.steps).encode()


def seed(secret: bytes, content: bytes, check: Check, attempt: int = 0) -> list[int]:
    """Derive the seed of a check's cases from what no student can know.

    Parameters
    ----------
    secret : bytes
        The classroom's own.
    content : bytes
        All that runs of the submission.
    check : Check
        Its name and version enter.
    attempt : int
        How often the exercise was tried before: what was drawn then is not drawn again.

    Returns
    -------
    list of int
        For `numpy.random.default_rng`.
    """
    about = f"{check.name}\0{check.version}\0{attempt}\0".encode()
    digest = hmac.new(secret, about + content, hashlib.sha256).digest()
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
            "than the check table and course.toml say: run `backprop "
            f"release {chapter.number}`. `backprop grade` takes the other chapters by "
            "their numbers"
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
