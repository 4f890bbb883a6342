"""What the file of the course says, told back so that a slip of the finger shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from autograder.chapters import MODULES
from autograder.classroom import Classroom, HalfMade, demand_whole, find_root
from autograder.grading.dates import unknown_students
from autograder.grading.settings import (
    ConfigurationUnreadable,
    gradebook,
    has_gradebook,
)
from autograder.sandbox.environment import PackageRefused, allowing
from autograder.shown import line
from autograder.term import EVERY, FILE, Late, Term, TermUnreadable, read_term
from autograder.zones import shown_in


def examine_course() -> dict[str, Any]:
    """Read the file of the course that the current folder belongs to.

    Returns
    -------
    dict
        ``course``, a line for each thing that the file says, and ``wrong``, a line for
        what is wrong with it. Both are empty outside a course.
    """
    try:
        root = find_root()
        demand_whole(root)
        term = read_term(root)
        with allowing(term.packages):
            said = [*describe(term), *_unknown(Classroom(root), term)]
            return {"course": said, "wrong": []}
    except FileNotFoundError:
        return {"course": [], "wrong": []}
    except (HalfMade, TermUnreadable, PackageRefused, ConfigurationUnreadable) as error:
        return {"course": [], "wrong": [str(error)]}


def _unknown(room: Classroom, term: Term) -> list[str]:
    """Name those who have extra time and are not in the gradebook, if anybody is."""
    if not term.extra_time or not has_gradebook(room):
        return []
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    try:
        with gradebook(room) as book:
            somebody = book.execute(text("SELECT id FROM student LIMIT 1")).first()
            return unknown_students(book, term) if somebody else []
    except DatabaseError:
        return []


def describe(term: Term) -> list[str]:
    """Tell in words what a term is.

    Parameters
    ----------
    term : Term
        What the file says.

    Returns
    -------
    list of str
        A line for each table.
    """

    def dates(of: Mapping[str, datetime]) -> str:
        return ", ".join(f"{n} {shown_in(of[n], term.time_zone)}" for n in sorted(of))

    some = len(term.chapters) < len(MODULES)
    said = {
        "chapters": ", ".join(term.chapters) if some else "",
        "due": dates(term.due),
        "lateness": _lateness(term.late),
        "extra time": "; ".join(
            f"{line(who, 40)} {_spans(more)}"
            for who, more in (term.extra_time or {}).items()
        )
        or ("nobody has any" if term.extra_time is not None else ""),
        "points": ", ".join(f"{name} {n:g}" for name, n in term.points.items()),
        "packages": ", ".join(term.packages),
        "model answers from": "; ".join(
            filter(None, (dates(term.solutions), _answers_after(term)))
        ),
    }
    found = [f"{FILE}, {what}: {words}" for what, words in said.items() if words]
    return found or [f"{FILE} says nothing: all is as it is without it"]


def _answers_after(term: Term) -> str:
    if term.solutions_after is None or set(term.solutions) >= set(term.chapters):
        return ""
    hours = term.solutions_after / timedelta(hours=1)
    return f"else {hours:g} h after the due date that the gradebook has"


def _spans(more: Mapping[str, timedelta]) -> str:
    return (
        ", ".join(
            f"{span / timedelta(hours=1):g} h in {'all' if name == EVERY else name}"
            for name, span in more.items()
        )
        or "none"
    )


def _lateness(late: Late | None) -> str:
    if late is None:
        return ""
    parts = [f"a day costs {100 * late.penalty:g} %"] if late.penalty else []
    if late.zero_after is not None:
        parts.append(f"what is later than {_days(late.zero_after)} counts for nothing")
    if late.late_days:
        parts.append(f"each student has {_days(late.late_days)} free")
    return ", ".join(parts) or "it costs nothing, whatever nbgrader's own setting says"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
