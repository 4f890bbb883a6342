"""What was handed in and waits in the classroom."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.chapters import MODULES
from autograder.classroom import Classroom


class ClassError(ValueError):
    """There is no such student, chapter or submission; the text says what there is."""


@dataclass(frozen=True)
class Submission:
    """A submission that waits in the classroom.

    Parameters
    ----------
    student, chapter : str
        Whose, and the chapter's number.
    folder : Path
        What was handed in.
    """

    student: str
    chapter: str
    folder: Path

    @property
    def notebook(self) -> Path:
        """Where the notebook should be."""
        return self.folder / f"{MODULES[self.chapter]}.ipynb"


def find_submissions(
    room: Classroom, chapters: Sequence[str], student: str | None = None
) -> list[Submission]:
    """List what was handed in.

    Parameters
    ----------
    room : Classroom
        The course.
    chapters : sequence of str
        Numbers; all chapters if empty.
    student : str, optional
        Only this student's.

    Returns
    -------
    list of Submission
        By chapter, then student.

    Raises
    ------
    ClassError
        If a chapter or the student is unknown.
    """
    for number in chapters:
        if number not in MODULES:
            raise ClassError(
                f"there is no chapter {number!r}; there are {', '.join(MODULES)}"
            )
    folders = [p for p in sorted(room.submitted.glob("*")) if p.is_dir()]
    students = [p.name for p in folders]
    if student is not None and student not in students:
        near = difflib.get_close_matches(student, students, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise ClassError(f"student {student!r} has handed in nothing{hint}")
    return [
        Submission(folder.name, number, folder / number)
        for number in (chapters or MODULES)
        for folder in folders
        if student in (None, folder.name) and (folder / number).is_dir()
    ]
