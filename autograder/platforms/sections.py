"""Who is in which section: ``classroom/sections.csv``, for nbgrader has no place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from autograder.classroom import Classroom
from autograder.grading.records import write_whole
from autograder.optional import is_there
from autograder.platforms.people import Person
from autograder.platforms.sheet import names, parse_table


class UnknownSection(LookupError):
    """Nobody is in a section of that name; the text says which there are."""


def read_sections(room: Classroom) -> dict[str, str]:
    """Read who is in which section.

    Parameters
    ----------
    room : Classroom
        The course.

    Returns
    -------
    dict of str to str
        The section by student id; empty where no roster told any.
    """
    path = room.folder / "sections.csv"
    if not is_there(path):
        return {}
    rows = parse_table(path.read_text(encoding="utf-8")).rows[1:]
    return {row[0]: row[1] for row in rows if row[0]}


def keep_sections(room: Classroom, listed: Iterable[Person]) -> None:
    """Keep the sections that a roster tells; an empty cell leaves what is known.

    Parameters
    ----------
    room : Classroom
        The course.
    listed : iterable of Person
        From `read_roster`.
    """
    told = {person.id: person.section for person in listed if person.section}
    if not told:
        return
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("id", "section"))
    rows.writerows(sorted((read_sections(room) | told).items()))
    write_whole(room.folder / "sections.csv", text.getvalue().encode())


def students_of(room: Classroom, section: str | None) -> frozenset[str] | None:
    """List who is in a section.

    Parameters
    ----------
    room : Classroom
        The course.
    section : str or None
        Its name, whatever the case.

    Returns
    -------
    frozenset of str or None
        Student ids; None, which is everybody, where no section is asked for.

    Raises
    ------
    UnknownSection
        If nobody is in it.
    """
    if section is None:
        return None
    known = read_sections(room)
    asked = section.strip().casefold()
    found = frozenset(s for s, where in known.items() if where.casefold() == asked)
    if not found:
        there = (
            names(sorted(set(known.values()))) or "none: the roster's column section"
        )
        raise UnknownSection(f"there is no section {section!r}; there are {there}")
    return found
