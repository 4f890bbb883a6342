"""What the gradebook says of graded notebooks, as their students will read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

WHOSE = """\
FROM submitted_notebook
JOIN submitted_assignment
    ON submitted_assignment.id = submitted_notebook.assignment_id
JOIN assignment ON assignment.id = submitted_assignment.assignment_id
JOIN notebook ON notebook.id = submitted_notebook.notebook_id
"""
ASKED_FOR = """\
WHERE assignment.name = :chapter
    AND (:student IS NULL OR submitted_assignment.student_id = :student)
"""
CELLS = f"""
SELECT submitted_assignment.student_id AS student,
    notebook.name AS notebook,
    base_cell.name AS cell,
    COALESCE(grade_cells.max_score, task_cells.max_score) AS worth,
    grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade,
    comment.auto_comment, comment.manual_comment
{WHOSE}JOIN base_cell ON base_cell.notebook_id = notebook.id
LEFT JOIN grade_cells ON grade_cells.id = base_cell.id
LEFT JOIN task_cells ON task_cells.id = base_cell.id
LEFT JOIN grade ON grade.cell_id = base_cell.id
    AND grade.notebook_id = submitted_notebook.id
LEFT JOIN comment ON comment.cell_id = base_cell.id
    AND comment.notebook_id = submitted_notebook.id
{ASKED_FOR}    AND (grade.id IS NOT NULL OR comment.id IS NOT NULL)
ORDER BY student, base_cell.name, base_cell.type
"""
ENTRIES = f"""
SELECT submitted_assignment.student_id AS student,
    notebook.name AS notebook,
    student.first_name, student.last_name,
    submitted_assignment.timestamp, submitted_assignment.extension,
    assignment.duedate, submitted_notebook.late_submission_penalty AS penalty
{WHOSE}JOIN student ON student.id = submitted_assignment.student_id
{ASKED_FOR}"""


@dataclass
class Mark:
    """What one cell has earned.

    Parameters
    ----------
    points, worth : float
        Earned, and at most; both 0 for a cell that is not graded by itself.
    by_hand : bool
        Whether a person gave the points.
    waits : bool
        Whether a person has yet to read what stands there now.
    comment : str
        What a person has written about it, or nbgrader: "No response."
    """

    points: float = 0.0
    worth: float = 0.0
    by_hand: bool = False
    waits: bool = False
    comment: str = ""

    @property
    def unread(self) -> bool:
        """Whether nobody has given points that would have to be given by a person."""
        return self.waits and not self.by_hand


@dataclass
class Marking:
    """What one notebook has earned.

    Parameters
    ----------
    student : str
        Whose: the name and the id, or the id alone.
    chapter : str
        Its number.
    late : float
        Seconds after the due date and the student's extension; 0 where in time.
    penalty : float
        Points taken off for that.
    marks : dict of str to Mark
        By grade id.
    late_days : int
        How many of the student's late days cover the lateness.
    solutions : mapping of str to str
        By grade id, the model answers that are shown; empty before their time.
    due, extension : datetime and timedelta, or None
        As the gradebook has them.
    """

    student: str = ""
    chapter: str = ""
    late: float = 0.0
    penalty: float = 0.0
    marks: dict[str, Mark] = field(default_factory=dict)
    late_days: int = 0
    solutions: Mapping[str, str] = field(default_factory=dict)
    due: datetime | None = field(default=None, repr=False)
    extension: timedelta | None = field(default=None, repr=False)

    @property
    def points(self) -> float:
        """The points earned, less what is taken off."""
        return sum(mark.points for mark in self.marks.values()) - self.penalty

    @property
    def worth(self) -> float:
        """The points that there are."""
        return sum(mark.worth for mark in self.marks.values())

    @property
    def unread(self) -> float:
        """The points of those answers that nobody has read."""
        return sum(mark.worth for mark in self.marks.values() if mark.unread)


def read_marks(
    session: Any, chapter: str, student: str | None = None
) -> Mapping[tuple[str, str], Marking]:
    """Read the marks of a chapter, for the whole class at once.

    Parameters
    ----------
    session : sqlalchemy.orm.Session or sqlalchemy.engine.Connection
        Of the gradebook.
    chapter : str
        Its number.
    student : str, optional
        Only this student's.

    Returns
    -------
    mapping of (str, str) to Marking
        By student and name of the notebook.
    """
    from sqlalchemy import Boolean, DateTime, Interval, text

    which = {"chapter": chapter, "student": student}
    about = text(ENTRIES).columns(
        timestamp=DateTime(), extension=Interval(), duedate=DateTime()
    )
    found = {
        (row.student, row.notebook): Marking(
            _name(row),
            chapter,
            seconds_late(row.timestamp, row.duedate, row.extension),
            row.penalty or 0.0,
            due=row.duedate,
            extension=row.extension,
        )
        for row in session.execute(about, which)
    }
    cells = text(CELLS).columns(needs_manual_grade=Boolean())
    for row in session.execute(cells, which):
        marks = found[row.student, row.notebook].marks
        mark = marks.setdefault(row.cell, Mark())
        # An answer that a person grades has two rows: for its points, and for comments.
        if row.worth is not None:
            given = row.manual_score is not None
            score = row.manual_score if given else row.auto_score or 0.0
            mark.points = score + (row.extra_credit or 0.0)
            mark.worth = row.worth
            mark.by_hand = given
            mark.waits = row.needs_manual_grade
        mark.comment = row.manual_comment or row.auto_comment or mark.comment
    return found


def _name(row: Any) -> str:
    names = " ".join(name for name in (row.first_name, row.last_name) if name)
    return f"{names} ({row.student})" if names else str(row.student)


def seconds_late(
    when: datetime | None, due: datetime | None, extension: timedelta | None
) -> float:
    """Say how long after the due date and the extension something was handed in.

    Parameters
    ----------
    when, due : datetime or None
        Handed in, and due; where one is not known, nothing is late.
    extension : timedelta or None
        The student's.

    Returns
    -------
    float
        Seconds; 0 where in time.
    """
    if when is None or due is None:
        return 0.0
    return max((when - due - (extension or timedelta())).total_seconds(), 0.0)
