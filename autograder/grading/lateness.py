"""What lateness costs by the course's file: the same rule for both lanes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from autograder.grading.marked import seconds_late
from autograder.term import Late

DAY = 86400
# nbgrader's own sum of what was earned: a person's score counts before the grader's.
WORKS = """\
SELECT submitted_assignment.student_id AS student, assignment.name AS chapter,
    assignment.duedate, submitted_assignment.timestamp, submitted_assignment.extension,
    submitted_notebook.id AS entry,
    submitted_notebook.late_submission_penalty AS penalty,
    (SELECT COALESCE(SUM(CASE
        WHEN manual_score IS NOT NULL THEN manual_score + COALESCE(extra_credit, 0.0)
        WHEN auto_score IS NOT NULL THEN auto_score + COALESCE(extra_credit, 0.0)
        ELSE 0.0 END), 0.0)
     FROM grade WHERE grade.notebook_id = submitted_notebook.id) AS score
FROM assignment
JOIN submitted_assignment ON submitted_assignment.assignment_id = assignment.id
JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
"""
ONE_STUDENT = "WHERE submitted_assignment.student_id = :student"


class Settled(NamedTuple):
    """What lateness comes to for one submission.

    Parameters
    ----------
    late : float
        Seconds after the due date and the student's extra time.
    penalty : float
        Points taken off.
    late_days : int
        Free days used for it.
    """

    late: float = 0.0
    penalty: float = 0.0
    late_days: int = 0


class Work(NamedTuple):
    """A submission, as far as its lateness goes.

    Parameters
    ----------
    chapter : str
        Its number.
    due : datetime or None
        The due date of the chapter, without extra time.
    late : float
        Seconds.
    """

    chapter: str
    due: datetime | None
    late: float


def days_used(works: Sequence[Work], free: int) -> dict[str, int]:
    """Say which of a student's late work free days cover.

    Parameters
    ----------
    works : sequence of Work
        All that one student has handed in.
    free : int
        How many days the student has.

    Returns
    -------
    dict of str to int
        Days used by chapter, of those that are covered. Days go in the order of the due
        dates, and each that has begun is a whole one. Where those that are left do not
        cover a chapter, none are used for it.

    Examples
    --------
    >>> first, second, third = (datetime(2026, 10, day) for day in (4, 11, 18))
    >>> works = [Work("03", third, 60.0), Work("01", first, 90_000.0)]
    >>> days_used([*works, Work("02", second, 200_000.0)], 4)
    {'01': 2, '03': 1}
    """
    used = {}
    for work in sorted((w for w in works if w.due), key=lambda w: (w.due, w.chapter)):
        days = days_begun(work.late)
        if 0 < days <= free:
            used[work.chapter] = days
            free -= days
    return used


def days_begun(seconds: float) -> int:
    """Count days of lateness: one that has begun is a whole one."""
    return math.ceil(seconds / DAY)


def taken_off(rule: Late, score: float, seconds: float) -> float:
    """Say what late work loses that no free days cover.

    Parameters
    ----------
    rule : Late
        The course's.
    score : float
        What the work has earned.
    seconds : float
        How late it is.

    Returns
    -------
    float
        From 0 to `score`.
    """
    if rule.zero_after is not None and seconds > rule.zero_after * DAY:
        return score
    return min(score, round(rule.penalty * days_begun(seconds) * score, 2))


def settled(
    session: Any, rule: Late | None, student: str | None = None
) -> dict[tuple[str, str], Settled]:
    """Say what lateness comes to, by the dates and points that the gradebook holds.

    Parameters
    ----------
    session : sqlalchemy.orm.Session or sqlalchemy.engine.Connection
        Of the gradebook; only read.
    rule : Late or None
        The course's; None where its file has none.
    student : str, optional
        Whose; everybody's if it is left out.

    Returns
    -------
    dict of (str, str) to Settled
        By student and chapter; empty where there is no rule.
    """
    found = _settled(session, rule, student)
    return {(row.student, row.chapter): outcome for row, outcome in found}


def settle(
    session: Any, rule: Late | None, student: str | None = None
) -> dict[tuple[str, str], Settled]:
    """Write into the gradebook what lateness comes to.

    Parameters
    ----------
    session : sqlalchemy.orm.Session or sqlalchemy.engine.Connection
        Of the gradebook; committed.
    rule : Late or None
        The course's; None where its file has none.
    student : str, optional
        Whose; everybody's if it is left out.

    Returns
    -------
    dict of (str, str) to Settled
        As `settled` gives it. Where there is no rule, nothing is touched.
    """
    from sqlalchemy import text

    write = text(
        "UPDATE submitted_notebook SET late_submission_penalty = :penalty "
        "WHERE id = :entry"
    )
    found = _settled(session, rule, student)
    for row, outcome in found:
        if outcome.penalty != (row.penalty or 0.0):
            penalty = outcome.penalty or None
            session.execute(write, {"penalty": penalty, "entry": row.entry})
    if found:
        session.commit()
    return {(row.student, row.chapter): outcome for row, outcome in found}


def _settled(
    session: Any, rule: Late | None, student: str | None
) -> list[tuple[Any, Settled]]:
    from sqlalchemy import DateTime, Interval, text

    if rule is None:
        return []
    ask = text(WORKS + ONE_STUDENT if student else WORKS).columns(
        duedate=DateTime(), timestamp=DateTime(), extension=Interval()
    )
    rows = session.execute(ask, {"student": student} if student else {}).all()
    by_student = defaultdict(list)
    for row in rows:
        late = seconds_late(row.timestamp, row.duedate, row.extension)
        by_student[row.student].append((row, late))
    found = []
    for entries in by_student.values():
        works = [Work(row.chapter, row.duedate, late) for row, late in entries]
        used = days_used(works, rule.late_days)
        for row, late in entries:
            days = used.get(row.chapter, 0)
            lost = taken_off(rule, row.score, late) if late > 0 and not days else 0.0
            found.append((row, Settled(late, lost, days)))
    return found
