"""Write a graded notebook into nbgrader's gradebook, with nbgrader's own steps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades


class NotReleased(RuntimeError):
    """The gradebook does not know the chapter."""


def known_students(db_url: str) -> list[str]:
    """Give the ids of all students in the gradebook."""
    with Gradebook(db_url) as book:
        return [student.id for student in book.students]


def enter(
    db_url: str,
    student: str,
    chapter: str,
    notebook_name: str,
    notebook: NotebookNode,
    timestamp: datetime | None,
) -> None:
    """Enter the grades of one notebook, as ``nbgrader autograde`` does.

    Parameters
    ----------
    db_url : str
        The gradebook.
    student, chapter, notebook_name : str
        Whose, which assignment, which notebook of it.
    notebook : NotebookNode
        With outputs; every check cell holds its points.
    timestamp : datetime or None
        When it was handed in, in UTC; decides over late penalties.

    Raises
    ------
    NotReleased
        If the gradebook does not know the chapter.
    """
    with Gradebook(db_url) as book:
        try:
            book.find_assignment(chapter)
        except MissingEntry:
            raise NotReleased(
                f"chapter {chapter} is not in the gradebook: run "
                f"`python -m autograder release {chapter}` first"
            ) from None
        book.update_or_create_student(student)
        when = {"timestamp": timestamp} if timestamp else {}
        book.update_or_create_submission(chapter, student, **when)
    about = {
        "student": student,
        "assignment": chapter,
        "notebook": notebook_name,
        "db_url": db_url,
    }
    resources: dict[str, Any] = {"nbgrader": about}
    for step in (SaveAutoGrades(), AssignLatePenalties()):
        notebook, resources = step.preprocess(notebook, resources)


def handed_in_at(folder: Path) -> datetime | None:
    """Read when a submission was handed in, from nbgrader's ``timestamp.txt``.

    Parameters
    ----------
    folder : Path
        The submission's folder.

    Returns
    -------
    datetime or None
        In UTC without zone, as the gradebook keeps it.
    """
    from nbgrader.utils import parse_utc

    try:
        text = (folder / "timestamp.txt").read_text().strip()
        return parse_utc(text) if text else None
    except (OSError, ValueError):
        return None
