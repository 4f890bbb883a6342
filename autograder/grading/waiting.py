"""What was handed in and waits in the classroom."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.chapters import MODULES
from autograder.classroom import Classroom
from autograder.shown import line


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


def chapter_number(asked: str) -> str:
    """Find the chapter that is meant: ``1`` is 01.

    Raises
    ------
    ClassError
        If there is none.
    """
    if asked in MODULES:
        return asked
    if asked.isdecimal() and (number := f"{int(asked):02d}") in MODULES:
        return number
    raise ClassError(f"there is no chapter {asked!r}; there are {', '.join(MODULES)}")


def misplaced(room: Classroom) -> list[str]:
    """Name the folders that no student's work is graded from, each with the remedy.

    Parameters
    ----------
    room : Classroom
        The course.

    Returns
    -------
    list of str
        One line each.
    """
    found = []
    for student in _folders(room.submitted):
        if reason := misplaced_student(student):
            found.append(reason)
            continue
        for folder in _folders(student):
            if folder.name in MODULES or folder.name.startswith("."):
                continue
            here = f"submitted/{line(student.name)}/{line(folder.name)}"
            digits = "".join(filter(str.isdecimal, folder.name))
            if digits and (number := f"{int(digits[:9]):02d}") in MODULES:
                remedy = f"rename the folder to {number}"
            else:
                remedy = f"chapters' folders are {', '.join(MODULES)}"
            found.append(f"{here} is not graded: {remedy}")
    return found


def misplaced_student(folder: Path) -> str:
    """Say why a folder of ``submitted`` cannot be a student's; empty where it can."""
    name = f"submitted/{line(folder.name)}"
    if line(folder.name) != folder.name:
        return f"{name} is not graded: its name is no plain text; rename the folder"
    if folder.name in MODULES:
        return (
            f"{name} is not graded: students come first, as in "
            f"submitted/STUDENT/{folder.name}"
        )
    return ""


def _folders(place: Path) -> list[Path]:
    return [p for p in sorted(place.glob("*")) if p.is_dir()]


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
    chapters = [chapter_number(number) for number in chapters]
    folders = [p for p in _folders(room.submitted) if not misplaced_student(p)]
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
