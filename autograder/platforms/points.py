"""Points by exercise, as a long table for whoever computes with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from typing import Any

from autograder.platforms.ledger import marks
from autograder.platforms.sheet import harmless

COLUMNS = ("student", "chapter", "exercise", "points", "max")


def long_table(
    book: Any, chapters: Sequence[str], only: Collection[str] | None = None
) -> str:
    """Write one row for each student, chapter and exercise.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    chapters : sequence of str
        Their numbers.
    only : collection of str, optional
        Whose points; everybody's if it is left out.

    Returns
    -------
    str
        CSV with a header. The points of what waits to be read are blank; who handed
        nothing in has no row.

    Raises
    ------
    NotInTheGradebook
        If the gradebook does not know a chapter.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for chapter in chapters:
        for student, mark in marks(book, chapter).items():
            if only is not None and student not in only:
                continue
            for name, points, most in mark.scores:
                worth = "" if points is None else f"{points:g}"
                row = (harmless(student), chapter, name, worth, f"{most:g}")
                rows.writerow(row)
    return text.getvalue()
