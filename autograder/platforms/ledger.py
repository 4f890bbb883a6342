"""What the gradebook knows of the class and of a chapter, read in a few queries."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from autograder.classroom import Classroom
from autograder.platforms.people import Person
from autograder.term import Term


class NotInTheGradebook(LookupError):
    """There is no gradebook, or it does not know the chapter; the text says so."""


class Score(NamedTuple):
    """What a student has for one exercise or one written answer.

    Parameters
    ----------
    name : str
        Of the exercise, or the answer's grade id.
    points : float or None
        None while it waits to be read by a person.
    most : float
        What it gives at best.
    """

    name: str
    points: float | None
    most: float


@dataclass(frozen=True)
class Mark:
    """What a student has in a chapter that was graded.

    Parameters
    ----------
    scores : tuple of Score
        In the order of the chapter.
    penalty : float
        What is taken off for lateness.
    late : float
        Seconds after the due date and the student's extension.
    """

    scores: tuple[Score, ...]
    penalty: float = 0.0
    late: float = 0.0

    @property
    def waits(self) -> bool:
        """Whether a person has to read something yet."""
        return any(score.points is None for score in self.scores)

    @property
    def points(self) -> float:
        """What it is worth so far."""
        points = sum(score.points or 0.0 for score in self.scores)
        return max(0.0, points - self.penalty)

    @property
    def words(self) -> str:
        """One line for the student."""
        most = sum(score.most for score in self.scores)
        parts = ", ".join(
            f"{score.name} {score.points or 0:g}/{score.most:g}"
            for score in self.scores
        )
        late = f", {self.penalty:g} taken off for lateness" if self.penalty else ""
        return f"{self.points:g} of {most:g} points{late}: {parts}"


@contextlib.contextmanager
def opened(room: Classroom) -> Iterator[Any]:
    """Open the gradebook that the course's configuration names.

    Parameters
    ----------
    room : Classroom
        The course.

    Yields
    ------
    nbgrader.api.Gradebook
        Closed afterwards.

    Raises
    ------
    NotInTheGradebook
        If there is none yet.
    """
    from autograder.grading.loading import load
    from autograder.grading.settings import course_config, has_gradebook

    if not has_gradebook(room):
        raise NotInTheGradebook(
            "there is no gradebook yet: run `backprop release` first"
        )
    load()
    from nbgrader.api import Gradebook
    from nbgrader.coursedir import CourseDirectory

    course = CourseDirectory(config=course_config(room))
    with Gradebook(course.db_url, course.course_id) as book:
        yield book


def people(book: Any) -> list[Person]:
    """List every student whom the gradebook knows.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.

    Returns
    -------
    list of Person
        By id.
    """
    found = [
        Person(
            student.id,
            " ".join(filter(None, (student.first_name, student.last_name))),
            student.email or "",
            student.lms_user_id or "",
        )
        for student in book.students
    ]
    return sorted(found, key=lambda person: person.id)


def known_chapters(book: Any) -> list[str]:
    """Name the course's chapters that the gradebook knows, in their order.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.

    Returns
    -------
    list of str
        Their numbers.
    """
    from autograder.chapters import MODULES

    known = {assignment.name for assignment in book.assignments}
    return [number for number in MODULES if number in known]


def demand_chapter(book: Any, chapter: str) -> None:
    """Raise `NotInTheGradebook` if the gradebook does not know a chapter."""
    if chapter not in known_chapters(book):
        raise NotInTheGradebook(
            f"chapter {chapter} is not in the gradebook: run "
            f"`backprop release {chapter}` first"
        )


def demand_people(book: Any) -> list[Person]:
    """List the class.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.

    Returns
    -------
    list of Person
        As `people` gives them.

    Raises
    ------
    NotInTheGradebook
        If there is nobody: nothing can be matched with an empty class.
    """
    if found := people(book):
        return found
    raise NotInTheGradebook(
        "the gradebook knows no student: enter the class with `backprop "
        "roster class.csv` first (a column id, and name, email, platform id)"
    )


def deadline(
    book: Any, chapter: str, student: str, term: Term | None = None
) -> datetime | None:
    """Say until when a student has time for a chapter.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    chapter, student : str
        Number and id.
    term : Term, optional
        What the course's file says; that counts before what the gradebook says.

    Returns
    -------
    datetime or None
        In UTC, with the student's extension; None where no due date is set.
    """
    from nbgrader.api import MissingEntry

    due: datetime | None = book.find_assignment(chapter).duedate
    try:
        extension = book.find_submission(chapter, student).extension
    except MissingEntry:
        extension = None
    return (term or Term()).deadline(chapter, student, due, extension)


def marks(book: Any, chapter: str) -> dict[str, Mark]:
    """Read what a chapter's submissions are worth.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    chapter : str
        Its number.

    Returns
    -------
    dict of str to Mark
        By student id, of those whose work was graded.

    Raises
    ------
    NotInTheGradebook
        If the gradebook does not know the chapter.
    """
    from nbgrader import api
    from sqlalchemy import select

    demand_chapter(book, chapter)
    submission, notebook, grade = (
        api.SubmittedAssignment,
        api.SubmittedNotebook,
        api.Grade,
    )
    found = book.db.execute(
        select(
            submission.student_id,
            submission.timestamp,
            submission.extension,
            api.Assignment.duedate,
            notebook.id,
            notebook.late_submission_penalty,
            api.BaseCell.name,
            grade.score,
            grade.max_score,
            grade.needs_manual_grade,
        )
        .join(api.Assignment, api.Assignment.id == submission.assignment_id)
        .join(notebook, notebook.assignment_id == submission.id)
        .join(grade, grade.notebook_id == notebook.id)
        .join(api.BaseCell, api.BaseCell.id == grade.cell_id)
        .where(api.Assignment.name == chapter)
    )
    scores: dict[str, list[Score]] = defaultdict(list)
    penalties: dict[str, dict[str, float]] = defaultdict(dict)
    late: dict[str, float] = {}
    for who, when, extension, due, entry, penalty, name, points, most, waits in found:
        mark = Score(
            name.removeprefix("check_"), None if waits else float(points), float(most)
        )
        scores[who].append(mark)
        penalties[who][entry] = float(penalty or 0.0)
        if when and due:
            end = due + extension if extension else due
            late[who] = max(0.0, (when - end).total_seconds())
    order = _order(chapter)
    return {
        who: Mark(
            tuple(sorted(scores[who], key=lambda s: (order.get(s.name, 99), s.name))),
            sum(penalties[who].values()),
            late.get(who, 0.0),
        )
        for who in sorted(scores)
    }


def _order(chapter: str) -> dict[str, int]:
    from autograder.checks import CHAPTERS

    about = CHAPTERS[chapter]
    names = [*(check.name for check in about.checks), *about.answers]
    return {name: place for place, name in enumerate(names)}
