"""What students are shown of a chapter, and when: marks, late days, model answers."""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.chapters import TEXTS
from autograder.grading.lateness import Settled, settle
from autograder.grading.marked import Marking, read_marks
from autograder.term import Term


def what_is_shown(
    session: Any,
    root: Path,
    term: Term,
    chapter: str,
    student: str | None = None,
) -> Mapping[tuple[str, str], Marking]:
    """Read what the pages of a chapter say beside the work itself.

    Parameters
    ----------
    session : sqlalchemy.orm.Session or sqlalchemy.engine.Connection
        Of the gradebook. What is taken off for lateness is settled in it first: a
        person may have given points since.
    root : Path
        The course.
    term : Term
        What its file says.
    chapter : str
        Its number.
    student : str, optional
        Only this student's.

    Returns
    -------
    mapping of (str, str) to Marking
        By student and name of the notebook. Model answers are among it from the date in
        the file on, for those whose own time is over; before that nothing reads them.
    """
    settled = settle(session, term.late, student)
    found = read_marks(session, chapter, student)
    now = datetime.now(UTC).replace(tzinfo=None)
    for (whose, _), marking in found.items():
        marking.late_days = settled.get((whose, chapter), Settled()).late_days
        shown_from = term.shows_from(chapter, marking.due)
        until = term.deadline(chapter, whose, marking.due, marking.extension)
        if shown_from and max(shown_from, until or shown_from) <= now:
            marking.solutions = model_answers(root, chapter)
    return found


def model_answers(root: Path, chapter: str) -> Mapping[str, str]:
    """Read the model answers of a chapter.

    Parameters
    ----------
    root : Path
        The course.
    chapter : str
        Its number.

    Returns
    -------
    mapping of str to str
        By grade id: the function without its docstring, or the answer in words.

    Raises
    ------
    BuildError, TranscludeError
        If the chapter or the library cannot be read.
    """
    path = root / TEXTS[chapter]
    return _read(root, path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=32)
def _read(root: Path, path: Path, _: int) -> Mapping[str, str]:
    from autograder.chapterfile import read_chapter
    from autograder.transclude import find_definition

    found = {}
    for cell in read_chapter(path, str(path.relative_to(root))):
        if cell.kind == "exercise":
            definition = find_definition(root, cell.module, cell.name)
            found[cell.name] = _without_docstring(definition.source)
        elif cell.kind == "answer":
            found[cell.name] = cell.source
    return found


def _without_docstring(source: str) -> str:
    """Leave out the statement, which the student's own cell shows."""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    said, lines = function.body[0], source.splitlines()
    if len(function.body) > 1 and ast.get_docstring(function) is not None:
        del lines[said.lineno - 1 : said.end_lineno]
    return "\n".join(lines)
