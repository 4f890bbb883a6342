"""The dates of the course's file, entered into nbgrader's gradebook."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from autograder.shown import line
from autograder.term import FILE, Term
from autograder.termfile import composed
from autograder.zones import shown_in

DUE = "SELECT id, name, duedate FROM assignment ORDER BY name"
MORE = """\
SELECT submitted_assignment.id, assignment.name AS chapter,
    submitted_assignment.student_id AS student, submitted_assignment.extension
FROM submitted_assignment
JOIN assignment ON assignment.id = submitted_assignment.assignment_id
ORDER BY chapter, student
"""


def enter_dates(session: Any, term: Term) -> list[str]:
    """Enter the due dates and the extra time that the file names.

    Parameters
    ----------
    session : sqlalchemy.orm.Session or sqlalchemy.engine.Connection
        Of the gradebook; committed where anything is different.
    term : Term
        What the file says. What it does not name stays as it is in the gradebook.

    Returns
    -------
    list of str
        What is different now, a line each: nothing is said twice.
    """
    said = []
    if term.due:
        said += _enter_due(session, term)
    if term.extra_time is not None:
        said += _enter_extra_time(session, term)
    if said:
        session.commit()
    return said


def unknown_students(session: Any, term: Term, beside: Sequence[str] = ()) -> list[str]:
    """Name those who have extra time and are not in the gradebook.

    Parameters
    ----------
    session : sqlalchemy.orm.Session or sqlalchemy.engine.Connection
        Of the gradebook.
    term : Term
        What the file says.
    beside : sequence of str
        Who is about to be entered.

    Returns
    -------
    list of str
        A line each, with the nearest that there is.
    """
    from sqlalchemy import text

    if not term.extra_time:
        return []
    known = [*session.execute(text("SELECT id FROM student")).scalars(), *beside]
    known = [composed(student) for student in known]
    said = []
    for student in term.extra_time:
        if student not in known:
            near = difflib.get_close_matches(student, known, 1)
            mean = f": did you mean {near[0]}?" if near else ""
            said.append(
                f"{FILE} gives extra time to {line(student, 40)!r}, whom the gradebook "
                f"does not know{mean}"
            )
    return said


def _enter_due(session: Any, term: Term) -> list[str]:
    from sqlalchemy import DateTime, bindparam, text

    rows = session.execute(text(DUE).columns(duedate=DateTime())).all()
    write = text("UPDATE assignment SET duedate = :due WHERE id = :id")
    write = write.bindparams(bindparam("due", type_=DateTime()))
    said = []
    for row in rows:
        due = term.due.get(row.name, row.duedate)
        if due != row.duedate:
            session.execute(write, {"id": row.id, "due": due})
            before = shown_in(row.duedate, term.time_zone)
            said.append(
                f"chapter {row.name} is due {shown_in(due, term.time_zone)}, as {FILE} "
                f"says; the gradebook had {before}"
            )
    return said


def _enter_extra_time(session: Any, term: Term) -> list[str]:
    from sqlalchemy import Interval, bindparam, text

    rows = session.execute(text(MORE).columns(extension=Interval())).all()
    write = text("UPDATE submitted_assignment SET extension = :more WHERE id = :id")
    write = write.bindparams(bindparam("more", type_=Interval()))
    said = []
    for row in rows:
        more = term.extension(row.student, row.chapter)
        if more != (row.extension or None):
            session.execute(write, {"id": row.id, "more": more})
            said.append(
                f"chapter {row.chapter}: {line(row.student)} has {_span(more)} of "
                f"extra time, as {FILE} says; the gradebook had {_span(row.extension)}"
            )
    return said


def _span(more: timedelta | None) -> str:
    return f"{more / timedelta(hours=1):g} hours" if more else "none"
