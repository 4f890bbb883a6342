"""A table that a platform exported: what is not changed stays as it is, byte for byte.

A platform knows its own file again by details that no CSV library keeps: the mark at
the beginning, the quotes of single cells, empty lines. So a cell is kept as it was
written, beside what it says.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.shown import line

MOST_BYTES = 50 * 2**20
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SEPARATORS = ",;\t"
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*%?")
# A spreadsheet takes a cell that begins so for a formula, and runs it.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class NotASheet(ValueError):
    """The file is no table that a platform exports; the text says why."""


@dataclass
class Sheet:
    """The rows of a table, and how it was written.

    Parameters
    ----------
    rows : list of list of str
        What the cells say; the header is the first row, and none is shorter. Change
        them with `put`.
    written_cells : list of list of str
        The cells as they were written, quotes and all.
    ends : list of str
        What ends each row.
    separator : str
        Between two cells.
    encoding : str
        Without the mark at the beginning.
    mark : bytes
        The byte order mark at the beginning; empty where there was none.
    """

    rows: list[list[str]]
    written_cells: list[list[str]]
    ends: list[str]
    separator: str = ","
    encoding: str = "utf-8"
    mark: bytes = b""
    comma: bool = field(init=False)

    def __post_init__(self) -> None:
        cells = [cell.strip() for row in self.rows[1:] for cell in row]
        commas = sum(bool(re.fullmatch(r"-?\d+,\d{1,3}", cell)) for cell in cells)
        points = sum(bool(re.fullmatch(r"-?\d+\.\d+", cell)) for cell in cells)
        self.comma = commas > points
        for row in self.rows:
            row.extend([""] * (len(self.header) - len(row)))

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return self.rows[0]

    def column(self, *names: str) -> int | None:
        """Find a column by any of its names, whatever their case.

        Parameters
        ----------
        *names : str
            The names it may have, the best first.

        Returns
        -------
        int or None
            Its place; None where there is none.
        """
        there = [cell.strip().casefold() for cell in self.header]
        for name in names:
            if name.casefold() in there:
                return there.index(name.casefold())
        return None

    def put(self, row: int, column: int, text: str) -> None:
        """Write into a cell.

        Parameters
        ----------
        row, column : int
            Its place; the header is row 0.
        text : str
            What it shall say. Nothing changes where it says that already.
        """
        if self.rows[row][column] == text:
            return
        self.rows[row][column] = text
        cells = self.written_cells[row]
        cells.extend([""] * (column + 1 - len(cells)))
        special = any(c in text for c in (self.separator, '"', "\r", "\n"))
        if special or cells[column].startswith('"'):
            text = '"' + text.replace('"', '""') + '"'
        cells[column] = text

    def number(self, value: float) -> str:
        r"""Write a number as this table writes numbers, with two decimals at most.

        Parameters
        ----------
        value : float
            Any finite number.

        Returns
        -------
        str
            Without zeros at the end, with the table's decimal sign.

        Examples
        --------
        >>> table = parse_table("name;points\nAda;2,25\n")
        >>> table.number(7.50), table.number(3.0), table.number(100.0)
        ('7,5', '3', '100')
        """
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.comma else text

    def written(self) -> bytes:
        """Give the bytes of the table, in its own dialect.

        Returns
        -------
        bytes
            What the platform takes back.

        Raises
        ------
        NotASheet
            If its encoding has no letter for what was put into it.
        """
        rows = zip(self.written_cells, self.ends, strict=True)
        text = "".join(self.separator.join(cells) + end for cells, end in rows)
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError:
            raise NotASheet(
                f"the table is written in {self.encoding}, which lacks letters that "
                "the comments need: export it as UTF-8, or leave out --comments"
            ) from None


def parse_table(text: str, encoding: str = "utf-8", mark: bytes = b"") -> Sheet:
    """Read a table from its text.

    Parameters
    ----------
    text : str
        All of it.
    encoding : str
        In which it was written.
    mark : bytes
        What stood in front of it.

    Returns
    -------
    Sheet
        With the separator that its first line has most of.

    Raises
    ------
    NotASheet
        If it is none; the text is half a sentence.
    """
    if "\x00" in text or not text.strip():
        raise NotASheet("is not a table of text: export it as CSV")
    first = text.splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    if not first.count(separator):
        raise NotASheet("has a single column: a table has commas, semicolons or tabs")
    rows: list[list[str]] = [[]]
    written: list[list[str]] = [[]]
    ends: list[str] = []
    for cell, as_written, end in _cells(text, separator):
        rows[-1].append(cell)
        written[-1].append(as_written)
        if end != separator:
            ends.append(end)
            rows.append([])
            written.append([])
    del rows[-1], written[-1]
    for number, row in enumerate(rows, start=1):
        if len(row) > len(rows[0]) and any(cell.strip() for cell in row):
            raise NotASheet(
                f"has {len(row)} cells in row {number} and {len(rows[0])} in its "
                "header: export it anew"
            )
    return Sheet(rows, written, ends, separator, encoding, mark)


def _cells(text: str, separator: str) -> Iterator[tuple[str, str, str]]:
    """Give each cell: what it says, how it is written, and what ends it."""
    other = f"[^{separator}\r\n]*"
    cell = re.compile(
        rf'(?:"([^"]*(?:""[^"]*)*)"({other})|({other}))({separator}|\r\n|\n|\r|\Z)'
    )
    place, end = 0, ""
    while place < len(text) or end == separator:
        found = cell.match(text, place)
        assert found is not None  # a cell may be empty, and the text's end ends it
        quoted, tail, plain, end = found.groups()
        if plain is not None and plain.startswith('"'):
            row = text.count("\n", 0, place) + 1
            raise NotASheet(f"has a quote in line {row} that is never closed")
        said = plain if plain is not None else quoted.replace('""', '"') + tail
        yield said, text[place : found.start(4)], end
        place = found.end()


def read_sheet(path: Path) -> Sheet:
    """Read a table that a platform exported.

    Parameters
    ----------
    path : Path
        The file; comma, semicolon or tab, UTF-8, UTF-16 or a Western code page.

    Returns
    -------
    Sheet
        With what is needed to write it back alike.

    Raises
    ------
    NotASheet
        If it is none; the text is one line.
    """
    if not path.is_file():
        raise NotASheet(f"there is no file {path.name}")
    if path.stat().st_size > MOST_BYTES:
        raise NotASheet(f"{path.name} is larger than any class's table")
    raw = path.read_bytes()
    mark, promised = next(
        ((mark, name) for mark, name in BOMS if raw.startswith(mark)), (b"", "")
    )
    for encoding in (promised,) if promised else ("utf-8", "cp1252", "latin-1"):
        try:
            text = raw[len(mark) :].decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise NotASheet(f"{path.name} is not the text that its first bytes promise")
    try:
        return parse_table(text, encoding, mark)
    except NotASheet as error:
        raise NotASheet(f"{path.name} {error}") from None


def harmless(cell: str) -> str:
    """Make a cell harmless that a spreadsheet would run.

    Parameters
    ----------
    cell : str
        What somebody wrote; numbers, and the dash that stands for none, stay.

    Returns
    -------
    str
        With an apostrophe in front where it begins like a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("-2.5"), harmless("-"), harmless("Ada")
    ("'=1+1", '-2.5', '-', 'Ada')
    """
    text = cell.strip()
    runs = cell.startswith(RUNS) or text.startswith(RUNS)
    calm = not text.strip("-") or NUMBER.fullmatch(text)
    return f"'{cell}" if runs and not calm else cell


def names(columns: Sequence[str]) -> str:
    """Write a few names for a line.

    Parameters
    ----------
    columns : sequence of str
        The names.

    Returns
    -------
    str
        The first eight in quotes, all on one line.

    Examples
    --------
    >>> names(["A", "B"])
    '"A", "B"'
    """
    more = f" and {len(columns) - 8} more" if len(columns) > 8 else ""
    return ", ".join(f'"{line(name, 60)}"' for name in columns[:8]) + more
