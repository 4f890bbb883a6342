"""What each platform's exported table looks like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from autograder.platforms.sheet import NotASheet, Sheet, names

# Moodle writes the headers of its worksheet in the language of whoever downloads it.
IDENTIFIER = ("Identifier", "Teilnehmer/in", "ID", "Identifiant", "Identificador")
GRADE = ("Grade", "Bewertung", "Note", "Calificación", "Valutazione", "Nota", "Cijfer")
COMMENTS = ("Feedback comments", "Feedback als Kommentar", "Commentaires de feedback")
FULL_NAME = ("Full name", "Vollständiger Name", "Nom complet", "Nombre completo")


@dataclass(frozen=True)
class Kind:
    """A platform's table.

    Parameters
    ----------
    name : str
        What the command calls it.
    ids : tuple of str
        Columns that hold an id.
    names : tuple of tuple of str
        Columns that hold a name, or its parts.
    is_marks : callable
        Takes a header, says whether the column can take marks.
    skips : callable
        Takes a row, says whether it is no student's.
    signs : callable
        Takes a sheet, says whether it is of this platform.
    comments : tuple of str
        Columns that take words beside the mark.
    """

    name: str
    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    is_marks: Callable[[str], bool]
    skips: Callable[[list[str]], bool]
    signs: Callable[[Sheet], bool]
    comments: tuple[str, ...] = ()


def _canvas_extra(row: list[str]) -> bool:
    """Canvas has rows for points and for posting, and a student for trying things."""
    first = row[0].strip().casefold()
    hidden = all(
        re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE)
        for cell in row
    )
    return "points possible" in first or first == "student, test" or hidden


def _no_row(row: list[str]) -> bool:
    return not any(cell.strip() for cell in row)


KINDS = {
    "canvas": Kind(
        "canvas",
        ("ID", "SIS User ID", "SIS Login ID", "Integration ID"),
        (("Student",), ("LastName", "FirstName")),
        lambda header: bool(re.search(r"\(\d+\)\s*$", header)),
        _canvas_extra,
        lambda sheet: bool(sheet.column("Section")) and sheet.column("ID") is not None,
    ),
    "moodle": Kind(
        "moodle",
        ("ID number", "Username", "Email address", *IDENTIFIER),
        (FULL_NAME, ("First name", "Surname"), ("First name", "Last name")),
        lambda header: header.strip() in GRADE or header.strip().endswith("(Real)"),
        _no_row,
        lambda sheet: (
            sheet.column(*IDENTIFIER) == 0 or sheet.column("Email address") is not None
        ),
        COMMENTS,
    ),
    "blackboard": Kind(
        "blackboard",
        ("Username", "Student ID"),
        (("First Name", "Last Name"),),
        lambda header: bool(re.search(r"\[Total Pts:.*\]\s*\|\d+", header)),
        _no_row,
        lambda sheet: sheet.column("Username") is not None,
        ("Feedback to Learner",),
    ),
    "brightspace": Kind(
        "brightspace",
        ("OrgDefinedId", "Username"),
        (("First Name", "Last Name"),),
        lambda header: " Points Grade" in header,
        _no_row,
        lambda sheet: sheet.column("End-of-Line Indicator") is not None,
    ),
}


def require(kind: Kind, sheet: Sheet, file: str) -> None:
    """Refuse a table of another platform.

    Parameters
    ----------
    kind : Kind
        What it should be.
    sheet : Sheet
        What it is.
    file : str
        Its name, for the error.

    Raises
    ------
    NotASheet
        If it does not look like a table of this platform; the text is one line.
    """
    if not kind.signs(sheet):
        others = [other.name for other in KINDS.values() if other.signs(sheet)]
        like = f"; it looks like one of {others[0]}" if others else ""
        raise NotASheet(
            f"{file} is no table that {kind.name} exports{like}. Its columns are "
            f"{names(sheet.header)}"
        )


def marks_column(kind: Kind, sheet: Sheet, wanted: str | None, title: str) -> int:
    """Find the column that takes the marks.

    Parameters
    ----------
    kind : Kind
        The platform.
    sheet : Sheet
        Its table.
    wanted : str or None
        What the header begins with or holds, as asked for.
    title : str
        The chapter's title, by which the column is looked for where nothing is asked.

    Returns
    -------
    int
        Its place.

    Raises
    ------
    NotASheet
        If no column, or more than one, fits: a new one is never made, for the platform
        would take it for a new assignment. The text names the columns.
    """
    able = [i for i, header in enumerate(sheet.header) if kind.is_marks(header)]
    asked = (wanted or title).casefold()
    exact = [i for i in able if sheet.header[i].strip().casefold() == asked]
    fits = exact or [i for i in able if asked in sheet.header[i].casefold()]
    if not fits and wanted is None and len(able) == 1:
        fits = able
    if len(fits) == 1:
        return fits[0]
    there = names([sheet.header[i] for i in able]) or "none"
    why = "several columns fit" if fits else "no column fits"
    raise NotASheet(
        f"{why} {asked!r}. Name one with --column; the columns for marks are {there}"
    )
