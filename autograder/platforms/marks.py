"""Write marks into the table that a platform exported, and say what was done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.platforms.kinds import Kind, marks_column, require
from autograder.platforms.ledger import Mark
from autograder.platforms.people import Match, Person, match
from autograder.platforms.sheet import NotASheet, harmless, names, read_sheet

KEPT = ("ex", "excused", "n/a")


@dataclass(frozen=True)
class Written:
    """What was written into a table.

    Parameters
    ----------
    content : bytes
        The table with the marks, in its own dialect.
    column : str
        The header of the column.
    most : float or None
        How many points the column takes; None where the table does not say.
    match : Match
        Who was found, and who was not.
    graded, waiting, unreadable, ungraded, missing, kept : tuple of str
        Who got a mark, whose work waits to be read by a person, whose could not be read
        at all, whose was not graded yet, who handed nothing in, and whose cell says
        that they are excused.
    calmed : int
        How many cells a spreadsheet would have run.
    """

    content: bytes
    column: str
    most: float | None
    match: Match
    graded: tuple[str, ...]
    waiting: tuple[str, ...]
    unreadable: tuple[str, ...]
    ungraded: tuple[str, ...]
    missing: tuple[str, ...]
    kept: tuple[str, ...]
    calmed: int


def write_marks(
    kind: Kind,
    file: Path,
    people: Sequence[Person],
    marks: Mapping[str, Mark],
    *,
    title: str,
    ungraded: Collection[str] = (),
    unreadable: Collection[str] = (),
    only: Collection[str] | None = None,
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
    ungraded : collection of str
        Who has handed in what was not graded yet: they are not missing.
    unreadable : collection of str
        Whose file could not be read: their 0 is nobody's judgement. Points that a
        person gave them count.
    only : collection of str, optional
        Whose cells may change; everybody's if it is left out.
    column : str, optional
        Which column; found by the title where it is left out.
    zero : bool
        Whether missing work gets 0. Otherwise its cell stays as it is.
    comments : bool
        Whether a line of words goes into the platform's column for it.

    Returns
    -------
    Written
        The cell of work that waits for somebody, or could not be read, stays. All that
        a spreadsheet would run is made harmless.

    Raises
    ------
    NotASheet
        If the file is not what the platform exports, no column fits, nobody in it is in
        the gradebook, or it takes no comments.
    """
    sheet = read_sheet(file)
    require(kind, sheet, file.name)
    place = marks_column(kind, sheet, column, title)
    said = sheet.column(*kind.comments) if kind.comments else None
    if comments and said is None:
        where = " or ".join(f'"{name}"' for name in kind.comments) or "anywhere"
        raise NotASheet(
            f"{file.name} takes no comments: {kind.name} has no column {where} in it. "
            "Leave out --comments"
        )
    ids = [i for name in kind.ids if (i := sheet.column(name)) is not None]
    whole = kind.name_columns(sheet)
    theirs = [
        (i, [row[c] for c in ids], " ".join(row[c] for c in whole).strip())
        for i, row in enumerate(sheet.rows)
        if i > 0 and not kind.skips(row)
    ]
    found = match(people, theirs)
    if not found.rows:
        raise NotASheet(
            f"none of the {len(theirs)} rows of {file.name} is a student's whom the "
            "gradebook knows: is it of another course? `backprop roster` "
            "tells it the names and the platform's ids"
        )
    states: dict[str, list[str]] = {
        state: []
        for state in (
            "graded",
            "waiting",
            "unreadable",
            "ungraded",
            "missing",
            "kept",
        )
    }
    for i, student in found.rows.items():
        if only is not None and student not in only:
            continue
        mark, old = marks.get(student), sheet.rows[i][place]
        state = _state(mark, student in ungraded, old)
        if state == "graded" and student in unreadable and mark and not mark.points:
            state = "unreadable"
        states[state].append(student)
        if state == "graded" and mark is not None:
            sheet.put(i, place, sheet.number(mark.points))
            if comments and said is not None:
                sheet.put(i, said, mark.words)
        elif state == "missing" and zero:
            sheet.put(i, place, sheet.number(0.0))
    calmed = 0
    for i, _, _ in theirs:
        for c, cell in enumerate(sheet.rows[i]):
            calmed += harmless(cell) != cell
            sheet.put(i, c, harmless(cell))
    return Written(
        sheet.written(),
        sheet.header[place].strip(),
        _number(kind.most(sheet, place)),
        found,
        **{state: tuple(students) for state, students in states.items()},
        calmed=calmed,
    )


def _state(mark: Mark | None, handed_in: bool, old: str) -> str:
    if old.strip().casefold() in KEPT:
        return "kept"
    if mark is None:
        return "ungraded" if handed_in else "missing"
    return "waiting" if mark.waits else "graded"


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def report(
    done: Written, most: float, *, zero: bool = False, dry_run: bool = False
) -> list[str]:
    """Say what was written, and what was not, a line each.

    Parameters
    ----------
    done : Written
        What `write_marks` gave.
    most : float
        How many points the chapter gives.
    zero : bool
        Whether missing work got 0.
    dry_run : bool
        Whether nothing is written.

    Returns
    -------
    list of str
        The marks first, then what a person should look at.
    """
    got = "would get" if dry_run else "got"
    missing = "handed nothing in" + (f" and {got} 0" if zero else "")
    found = done.match
    groups = (
        (done.waiting, "wait to be read; their cells stay as they were"),
        (done.unreadable, "handed in what cannot be read; their cells stay"),
        (done.ungraded, "handed in what is not graded yet; their cells stay"),
        (done.missing, missing),
        (done.kept, "are excused and stay so"),
        (found.weakly, "were matched by the name or the start of an address"),
        (found.ambiguous, "rows are ambiguous: two students, two rows, or two names"),
        (found.unknown, "rows are nobody's whom the gradebook knows"),
        (found.absent, "students of the gradebook have no row"),
    )
    lines = [f"{len(done.graded)} {got} a mark in the column {names([done.column])}"]
    lines += [f"{len(who)} {words}: {names(who)}" for who, words in groups if who]
    if done.calmed:
        lines.append(
            f"{done.calmed} cells that a spreadsheet would run {got} an apostrophe"
        )
    if done.most is not None and done.most != most:
        lines.append(
            f"The column is out of {done.most:g} points, the chapter out of {most:g}: "
            "change the column's points on the platform"
        )
    return lines
