"""A table that a platform exported: read with its dialect, written back in it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

MOST_BYTES = 50 * 2**20
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SEPARATORS = ",;\t"
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
# A spreadsheet takes a cell that begins so for a formula, and runs it.
RUNS = ("=", "+", "-", "@", "\t", "\r")


class NotASheet(ValueError):
    """The file is no table that a platform exports; the text says why."""


@dataclass
class Sheet:
    """The rows of a table, and how it was written.

    Parameters
    ----------
    rows : list of list of str
        The header is the first of them.
    separator : str
        Between two cells.
    encoding : str
        Without the mark at the beginning.
    mark : bytes
        The byte order mark at the beginning; empty where there was none.
    newline : str
        Between two rows.
    quoted : bool
        Whether every cell stands in quotes.
    """

    rows: list[list[str]]
    separator: str = ","
    encoding: str = "utf-8"
    mark: bytes = b""
    newline: str = "\n"
    quoted: bool = False
    comma: bool = field(init=False)

    def __post_init__(self) -> None:
        fractions = [
            cell
            for row in self.rows[1:]
            for cell in row
            if re.fullmatch(r"-?\d+,\d+", cell.strip())
        ]
        self.comma = self.separator != "," and bool(fractions)

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

    def number(self, value: float) -> str:
        """Write a number as this table writes numbers, with two decimals at most.

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
        >>> Sheet([["a"]]).number(7.50), Sheet([["a"]]).number(3.0)
        ('7.5', '3')
        """
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.comma else text

    def written(self) -> bytes:
        """Give the bytes of the table, in its own dialect.

        Returns
        -------
        bytes
            What the platform takes back.
        """
        text = io.StringIO()
        csv.writer(
            text,
            delimiter=self.separator,
            lineterminator=self.newline,
            quoting=csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL,
        ).writerows(self.rows)
        return self.mark + text.getvalue().encode(self.encoding)


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
        raise NotASheet(f"{path.name} is larger than any table of marks")
    raw = path.read_bytes()
    mark, encoding = next(
        ((mark, name) for mark, name in BOMS if raw.startswith(mark)), (b"", "utf-8")
    )
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1252"
        text = raw.decode(encoding, "replace")
    if "\x00" in text or not text.strip():
        raise NotASheet(f"{path.name} is not a table of text: export it as CSV")
    first = text.splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    if not first.count(separator):
        raise NotASheet(f"{path.name} has a single column: it is no table of marks")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise NotASheet(f"{path.name} cannot be read as CSV: {error}") from None
    newline = "\r\n" if "\r\n" in text else "\n"
    quoted = all(cell.startswith('"') for cell in first.split(separator))
    return Sheet(
        [row for row in rows if row], separator, encoding, mark, newline, quoted
    )


def harmless(cell: str) -> str:
    """Make a cell harmless that a spreadsheet would run.

    Parameters
    ----------
    cell : str
        What somebody wrote; numbers stay as they are.

    Returns
    -------
    str
        With an apostrophe in front where it begins like a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("-2.5"), harmless("Ada")
    ("'=1+1", '-2.5', 'Ada')
    """
    runs = cell.startswith(RUNS) and not NUMBER.fullmatch(cell.strip())
    return f"'{cell}" if runs else cell


def names(columns: Sequence[str]) -> str:
    """Write a few column names for an error line.

    Parameters
    ----------
    columns : sequence of str
        The names.

    Returns
    -------
    str
        The first eight in quotes.

    Examples
    --------
    >>> names(["A", "B"])
    '"A", "B"'
    """
    more = f" and {len(columns) - 8} more" if len(columns) > 8 else ""
    return ", ".join(f'"{name}"' for name in columns[:8]) + more
