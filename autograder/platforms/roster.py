"""The class: read from a table, entered into nbgrader's list of students."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from autograder.grading.waiting import misplaced_student
from autograder.platforms.kinds import KINDS
from autograder.platforms.ledger import people
from autograder.platforms.people import Person, key
from autograder.platforms.sheet import Sheet, names, read_sheet
from autograder.shown import line

COLUMNS = {
    "id": ("id", "student", "student_id", "student id"),
    "name": ("name", "full name"),
    "first": ("first_name", "first name"),
    "last": ("last_name", "last name", "surname"),
    "email": ("email", "e-mail", "email address"),
    "platform": ("platform id", "platform_id", "platform", "lms_user_id"),
    "section": ("section", "group"),
}
WANTED = "id, name, email, platform id, section"
LONGEST = 128  # what nbgrader's columns hold


class RosterUnreadable(ValueError):
    """The roster cannot be entered as it is; the text says what to mend."""


def read_roster(file: Path) -> list[Person]:
    """Read a roster.

    Parameters
    ----------
    file : Path
        A table with the column id, and name (or first and last name), email, platform
        id and section as far as they are known. Others are not read.

    Returns
    -------
    list of Person
        In its order.

    Raises
    ------
    NotASheet, RosterUnreadable
        If it is none or a platform's table of marks, a row has nothing but an id beside
        columns that are not known, an id cannot be a folder's name, or two rows share
        an id, an e-mail address or a platform id. The text is one line.
    """
    sheet = read_sheet(file)
    _refuse_marks(sheet, file.name)
    places = {what: sheet.column(*named) for what, named in COLUMNS.items()}
    if places["id"] is None:
        raise RosterUnreadable(
            f'{file.name} has no column "id", the names of the students\' folders. Its '
            f"columns are {names(sheet.header)}"
        )
    unread = unread_columns(sheet)
    found = []
    for row in sheet.rows[1:]:
        if not any(cell.strip() for cell in row):
            continue
        cells = {
            what: row[place].strip() if place is not None else ""
            for what, place in places.items()
        }
        _demand_folder(cells["id"], row, file)
        name = cells["name"] or f"{cells['last']}, {cells['first']}".strip(", ")
        rest = (cells["email"], cells["platform"], cells["section"])
        found.append(Person(cells["id"], name, *rest))
        if unread and not (name or any(rest)):
            raise RosterUnreadable(
                f"{file.name} gives {line(cells['id'], 60)!r} nothing but an id: "
                f"{'; '.join(unread)}. The columns are {WANTED}"
            )
        if too_long := [cell for cell in cells.values() if len(cell) > LONGEST]:
            raise RosterUnreadable(
                f"{file.name}: {line(too_long[0], 40)!r} is longer than {LONGEST} "
                "letters, which the gradebook does not hold"
            )
    if not found:
        raise RosterUnreadable(f"{file.name} names nobody: it has a header alone")
    _demand_unique(found, file.name)
    return found


def unread_columns(sheet: Sheet) -> list[str]:
    """Say which columns of a roster are not read, each with the nearest that is.

    Examples
    --------
    >>> from autograder.platforms.sheet import parse_table
    >>> unread_columns(parse_table("id,Nmae,name"))
    ['the column "Nmae" is not read (did you mean name?)']
    """
    known = [name for columns in COLUMNS.values() for name in columns]
    said = []
    for header in sheet.header:
        if header.strip() and header.strip().casefold() not in known:
            near = difflib.get_close_matches(header.strip().casefold(), known, 1)
            mean = f" (did you mean {near[0]}?)" if near else ""
            said.append(f'the column "{line(header, 40)}" is not read{mean}')
    return said


def _refuse_marks(sheet: Sheet, file: str) -> None:
    """Refuse a platform's table of marks: its ids are no folders' names."""
    for kind in KINDS.values():
        if kind.signs(sheet) and any(map(kind.is_marks, sheet.header)):
            raise RosterUnreadable(
                f"{file} is a table of marks that {kind.name} exports, no roster. A "
                f"roster has the columns {WANTED}: id names the student's folder, and "
                "the platform's own id goes into platform id"
            )


def _demand_folder(name: str, row: Sequence[str], file: Path) -> None:
    if not name:
        raise RosterUnreadable(
            f"{file.name} has a row without an id: {names([c for c in row if c])}"
        )
    if any(c in name for c in "/\\") or name.startswith("."):
        raise RosterUnreadable(
            f"{file.name}: {line(name, 60)!r} cannot be a student's id, for it cannot "
            "be the name of a folder: take out / and \\, and a dot in front"
        )
    if misplaced_student(Path(name)):
        raise RosterUnreadable(
            f"{file.name}: {line(name, 60)!r} cannot be a student's id: it is a "
            "chapter's number or no plain text"
        )


def _demand_unique(everybody: Iterable[Person], where: str) -> None:
    """Refuse ids and addresses that two share, as platforms compare them."""
    by: tuple[tuple[str, Callable[[Person], str]], ...] = (
        ("id", lambda person: person.id),
        ("e-mail address", lambda person: person.email),
        ("platform id", lambda person: person.platform),
    )
    everybody = list(everybody)
    for what, of in by:
        owners = defaultdict(list)
        for person in everybody:
            if key(of(person)):
                owners[key(of(person))].append(person)
        for shared in owners.values():
            if len(shared) > 1:
                who = " and ".join(line(f"{p.id} ({p.name})", 60) for p in shared[:2])
                raise RosterUnreadable(
                    f"{where}: two students have the {what} "
                    f"{line(of(shared[0]), 60)!r}: {who}. Nothing was entered"
                )


def enter(book: Any, listed: Sequence[Person], *, write: bool = True) -> list[str]:
    """Enter a roster into the gradebook, all of it or nothing.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    listed : sequence of Person
        From `read_roster`.
    write : bool
        Whether it is written, or only said.

    Returns
    -------
    list of str
        What is new, changed, and not in the roster, a line each.

    Raises
    ------
    RosterUnreadable
        If a student of the gradebook who is not in the roster has an id, an address or
        a platform id of one who is.
    """
    from nbgrader.api import Student

    before = {person.id: person for person in people(book)}
    after = {person.id: _merged(before.get(person.id), person) for person in listed}
    _demand_unique((before | after).values(), "the gradebook and the roster")
    new = [who for who in after if who not in before]
    changed = [who for who in after if who in before and before[who] != after[who]]
    if write:
        rows = {student.id: student for student in book.students}
        for who in (*new, *changed):
            student = rows.get(who) or Student(id=who)
            first, last = _parts(after[who].name)
            student.first_name, student.last_name = first or None, last or None
            student.email = after[who].email or None
            student.lms_user_id = after[who].platform or None
            book.db.add(student)
        book.db.commit()
    did = "" if write else "would be "
    same = len(after) - len(new) - len(changed)
    lines = [f"{len(new)} {did}new, {len(changed)} {did}changed, {same} as they were"]
    if others := [who for who in before if who not in after]:
        lines.append(
            f"{len(others)} in the gradebook and not in the roster stay: "
            f"{names(others)}"
        )
    return lines


def _merged(old: Person | None, new: Person) -> Person:
    if old is None:
        return Person(new.id, " ".join(_parts(new.name)).strip(), *_rest(new))
    name = " ".join(_parts(new.name)).strip() or old.name
    email, platform = _rest(new)
    return Person(new.id, name, email or old.email, platform or old.platform)


def _rest(person: Person) -> tuple[str, str]:
    return person.email, person.platform


def _parts(name: str) -> tuple[str, str]:
    """Split a name, "Lovelace, Ada" or "Ada Lovelace", into first and last.

    Examples
    --------
    >>> _parts("Lovelace, Ada"), _parts("Ada King Lovelace"), _parts("Plato")
    (('Ada', 'Lovelace'), ('Ada King', 'Lovelace'), ('', 'Plato'))
    """
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = name.strip().rpartition(" ")
    return first.strip(), last
