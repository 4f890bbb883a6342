"""What each platform's exported table looks like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from autograder.platforms.sheet import NotASheet, Sheet, names

# Moodle writes its headers in the language of whoever downloads them.
IDENTIFIER = ("Identifier", "ID")
GRADE = ("Grade", "Bewertung")
MAXIMUM = ("Maximum grade", "Bestwertung")
COMMENTS = ("Feedback comments", "Feedback als Kommentar")
FULL_NAME = ("Full name", "Vollständiger Name")
EMAIL = ("Email address", "E-Mail-Adresse")


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
        Columns that hold a name, or its parts; the first that are there count.
    is_marks : callable
        Takes a header, says whether the column can take marks.
    most : callable
        Takes a sheet and a column, gives the text that says how many points it takes.
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
    most: Callable[[Sheet, int], str]
    skips: Callable[[list[str]], bool]
    signs: Callable[[Sheet], bool]
    comments: tuple[str, ...] = ()

    def name_columns(self, sheet: Sheet) -> list[int]:
        """Find the columns that make up a name.

        Parameters
        ----------
        sheet : Sheet
            A table of this kind.

        Returns
        -------
        list of int
            Their places; empty where there are none.
        """
        for parts in self.names:
            places = [p for part in parts if (p := sheet.column(part)) is not None]
            if len(places) == len(parts):
                return places
        return []


def _canvas_extra(row: list[str]) -> bool:
    """Canvas has rows for points and for posting, and a student for trying things."""
    first = row[0].strip().casefold()
    hidden = all(
        re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE)
        for cell in row
    )
    return "points possible" in first or first == "student, test" or hidden


def _canvas_most(sheet: Sheet, column: int) -> str:
    rows = [r for r in sheet.rows if "points possible" in r[0].casefold()]
    return rows[0][column] if rows else ""


def _moodle_most(sheet: Sheet, _: int) -> str:
    place = sheet.column(*MAXIMUM)
    rows = [r for r in sheet.rows[1:] if not _no_row(r)]
    return rows[0][place] if rows and place is not None else ""


def _moodle_marks(header: str) -> bool:
    header = header.strip()
    total = header.startswith(("Course total", "Kurs gesamt"))
    return header in GRADE or (header.endswith(("(Real)", "(Punkte)")) and not total)


def _moodle(sheet: Sheet) -> bool:
    worksheet = sheet.column(*IDENTIFIER) == 0 and sheet.column(*GRADE) is not None
    return worksheet or sheet.column(*EMAIL) is not None


def _in_header(pattern: str) -> Callable[[Sheet, int], str]:
    def most(sheet: Sheet, column: int) -> str:
        found = re.search(pattern, sheet.header[column])
        return found[1] if found else ""

    return most


def _no_row(row: list[str]) -> bool:
    return not any(cell.strip() for cell in row)


def title_of(header: str) -> str:
    """Take from a header what the platform writes around an assignment's title.

    Examples
    --------
    >>> title_of("HW 1 (5501)"), title_of("HW 1 Points Grade <Numeric MaxPoints:8>")
    ('HW 1', 'HW 1')
    """
    return AROUND.sub("", header).strip()


def _read_only(sheet: Sheet, column: int) -> bool:
    """Whether the file says that a column is the platform's own, as Canvas does."""
    said = (row[column].strip().casefold() for row in sheet.rows[1:])
    return "(read only)" in said


AROUND = re.compile(
    r"^(?:assignment|aufgabe):"
    r"|\s*(?:\((?:\d+|real|punkte)\)|\[total pts:.*| points grade.*)\s*$",
    re.IGNORECASE,
)
TOTAL = r"\[Total Pts: ?([\d.,]+)[^\]]*\]\s*\|\d+"

KINDS = {
    "canvas": Kind(
        "canvas",
        ("ID", "SIS User ID", "SIS Login ID", "Integration ID"),
        (("Student",), ("FirstName", "LastName")),
        lambda header: bool(re.search(r"\(\d+\)\s*$", header)),
        _canvas_most,
        _canvas_extra,
        lambda sheet: (
            sheet.column("Section") is not None
            and sheet.column("ID", "SIS Login ID") is not None
            and sheet.column("Student", "LastName") == 0
        ),
    ),
    "moodle": Kind(
        "moodle",
        ("ID number", "Username", *EMAIL, *IDENTIFIER),
        (
            *((name,) for name in FULL_NAME),
            ("First name", "Surname"),
            ("First name", "Last name"),
            ("Vorname", "Nachname"),
        ),
        _moodle_marks,
        _moodle_most,
        _no_row,
        _moodle,
        COMMENTS,
    ),
    "blackboard": Kind(
        "blackboard",
        ("Username", "Student ID"),
        (("First Name", "Last Name"),),
        lambda header: bool(re.search(TOTAL, header)),
        _in_header(TOTAL),
        _no_row,
        lambda sheet: (
            sheet.column("Username") is not None
            and any("[Total Pts:" in header for header in sheet.header)
        ),
        ("Feedback to Learner",),
    ),
    "brightspace": Kind(
        "brightspace",
        ("OrgDefinedId", "Username"),
        (("First Name", "Last Name"),),
        lambda header: " Points Grade" in header,
        _in_header(r"MaxPoints:([\d.,]+)"),
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
        What the header holds, as asked for. A header named in full may be any that
        holds neither names nor ids: not every language's headers are known here.
    title : str
        The chapter's title, by which the column is looked for where nothing is asked;
        what stands before its colon is enough.

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
    able = [
        i
        for i, header in enumerate(sheet.header)
        if kind.is_marks(header) and not _read_only(sheet, i)
    ]
    headers = [header.strip().casefold() for header in sheet.header]
    taken = {sheet.column(name) for name in (*kind.ids, *kind.comments)}
    taken |= set(kind.name_columns(sheet))
    free = (
        able if wanted is None else [i for i in range(len(headers)) if i not in taken]
    )
    fits: list[int] = []
    for text in [wanted] if wanted else [title, title.partition(":")[0]]:
        asked = text.strip().casefold()
        fits = fits or [i for i in free if headers[i] == asked]
        if wanted:
            fits = fits or [i for i in able if title_of(headers[i]) == asked]
        fits = fits or [i for i in able if asked in headers[i]]
    if not fits and wanted is None:  # a worksheet is of one assignment
        fits = [i for i in able if sheet.header[i].strip() in GRADE]
    if len(fits) == 1 and not _read_only(sheet, fits[0]):
        return fits[0]
    there = names([sheet.header[i] for i in able]) or "none that is known by its header"
    if len(fits) == 1:
        own = names([sheet.header[fits[0]]])
        raise NotASheet(
            f"the platform takes nothing into the column {own}: the file marks it as "
            f"(read only). The columns for marks are {there}"
        )
    why = "several columns fit" if fits else "no column fits"
    raise NotASheet(
        f'{why} "{text}". Name one with --column; the columns for marks are {there}'
    )
