"""Write marks into the table that a platform exported, and say what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.platforms.kinds import Kind, marks_column, require
from autograder.platforms.people import Match, Person, match
from autograder.platforms.sheet import Sheet, harmless, read_sheet

KEPT = ("ex", "excused", "n/a")


@dataclass(frozen=True)
class Mark:
    """What a student has in a chapter.

    Parameters
    ----------
    state : {'graded', 'waiting', 'missing'}
        Whether it is final, waits to be read by a person, or was never handed in.
    points : float
        What it is worth, a penalty for lateness taken off; 0 unless it is graded.
    words : str
        One line for the student.
    """

    state: str
    points: float = 0.0
    words: str = ""


@dataclass(frozen=True)
class Written:
    """What was written into a table.

    Parameters
    ----------
    content : bytes
        The table with the marks, in its own dialect.
    column : str
        The header of the column.
    match : Match
        Who was found, and who was not.
    graded, waiting, missing, kept : tuple of str
        Who got a mark, whose work waits to be read, who handed nothing in, and whose
        cell says that they are excused.
    """

    content: bytes
    column: str
    match: Match
    graded: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]
    kept: tuple[str, ...]


def write_marks(
    kind: Kind,
    file: Path,
    people: Sequence[Person],
    marks: Mapping[str, Mark],
    *,
    title: str,
    column: str | None = None,
    zero: bool = False,
    comments: bool = False,
) -> Written:
    """Put marks into one column of an exported table.

    Parameters
    ----------
    kind : Kind
        The platform.
    file : Path
        What it exported; it stays as it is.
    people : sequence of Person
        The roster.
    marks : mapping of str to Mark
        By student id.
    title : str
        The chapter's title.
    column : str, optional
        Which column; found by the title where it is left out.
    zero : bool
        Whether missing work gets 0. Otherwise its cell stays as it is.
    comments : bool
        Whether the line of words goes into the platform's column for it.

    Returns
    -------
    Written
        Work that waits to be read gets no mark. Names that a spreadsheet would run are
        made harmless.

    Raises
    ------
    NotASheet
        If the file is not what the platform exports, or no column fits.
    """
    sheet = read_sheet(file)
    require(kind, sheet, file.name)
    place = marks_column(kind, sheet, column, title)
    said = sheet.column(*kind.comments) if comments and kind.comments else None
    ids = [i for name in kind.ids if (i := sheet.column(name)) is not None]
    whole = _name_columns(kind, sheet)
    for row in sheet.rows[1:]:
        row.extend([""] * (len(sheet.header) - len(row)))
    theirs = [
        (i, [row[c] for c in ids], " ".join(row[c] for c in whole))
        for i, row in enumerate(sheet.rows)
        if i > 0 and not kind.skips(row)
    ]
    found = match(people, theirs)
    states: dict[str, list[str]] = {
        state: [] for state in ("graded", "waiting", "missing", "kept")
    }
    for i, student in found.rows.items():
        mark, row = marks.get(student, Mark("missing")), sheet.rows[i]
        if row[place].strip().casefold() in KEPT:
            states["kept"].append(student)
            continue
        states[mark.state].append(student)
        if mark.state == "graded" or (mark.state == "missing" and zero):
            row[place] = sheet.number(mark.points)
            if said is not None and mark.words:
                row[said] = harmless(mark.words)
    for i, _, _ in theirs:
        for c in whole:
            sheet.rows[i][c] = harmless(sheet.rows[i][c])
    return Written(
        sheet.written(),
        sheet.header[place],
        found,
        **{state: tuple(students) for state, students in states.items()},
    )


def _name_columns(kind: Kind, sheet: Sheet) -> list[int]:
    for parts in kind.names:
        if len(parts) > 1 and kind.name == "moodle" and parts[0] != "First name":
            place = sheet.column(*parts)
            places = [place] if place is not None else []
        else:
            places = [p for part in parts if (p := sheet.column(part)) is not None]
        if places:
            return places
    return []


def gathered(room: Any, chapter: str) -> tuple[list[Person], dict[str, Mark]]:
    """Read the roster and a chapter's marks from the gradebook.

    Parameters
    ----------
    room : Classroom
        The course.
    chapter : str
        Its number.

    Returns
    -------
    people : list of Person
        Every student whom the gradebook knows.
    marks : dict of str to Mark
        By student id.

    Raises
    ------
    KeyError
        If the gradebook does not know the chapter; the text is one line.
    """
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(room.gradebook) as book:
        try:
            assignment = book.find_assignment(chapter)
        except MissingEntry:
            raise KeyError(
                f"the gradebook does not know chapter {chapter}: release it first"
            ) from None
        people = [
            Person(
                student.id,
                " ".join(filter(None, (student.first_name, student.last_name))),
                student.email or "",
                student.lms_user_id or "",
            )
            for student in book.students
        ]
        marks = {s.student_id: _mark(s) for s in assignment.submissions}
    return people, marks


def _mark(submission: Any) -> Mark:
    if submission.needs_manual_grade:
        return Mark("waiting", words="Not all of it has been read yet.")
    penalty = sum(n.late_submission_penalty or 0.0 for n in submission.notebooks)
    points = max(0.0, submission.score - penalty)
    late = f", {penalty:g} taken off for lateness" if penalty else ""
    words = f"{points:g} of {submission.max_score:g} points{late}."
    return Mark("graded", float(points), words)


def report(done: Written) -> list[str]:
    """Say what was written, and what was not, a line each.

    Parameters
    ----------
    done : Written
        What `write_marks` gave.

    Returns
    -------
    list of str
        The marks first, then what a person should look at.
    """
    groups = (
        (done.graded, "got a mark in the column " + f'"{done.column}"'),
        (done.waiting, "wait to be read and got none"),
        (done.missing, "handed nothing in"),
        (done.kept, "are excused and stay so"),
        (done.match.by_name, "were matched by name alone: look at them"),
        (done.match.ambiguous, "rows fit more than one student, or share one"),
        (done.match.unknown, "rows fit nobody in the gradebook"),
        (done.match.absent, "students of the gradebook have no row"),
    )
    lines = []
    for who, words in groups:
        shown = ", ".join(who[:10]) + (f" and {len(who) - 10} more" if who[10:] else "")
        listed = f": {shown}" if who and words[:3] != "got" else ""
        if who or words[:3] == "got":
            lines.append(f"{len(who)} {words}{listed}")
    return lines
