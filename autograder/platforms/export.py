"""A chapter's marks out of the gradebook and into a platform's table."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from autograder.classroom import Classroom
from autograder.grading.records import read_record
from autograder.platforms import ledger
from autograder.platforms.kinds import KINDS
from autograder.platforms.marks import report, write_marks


def beside(exported: Path) -> Path:
    """Name the copy that takes the marks.

    Examples
    --------
    >>> beside(Path("grades.csv")).name
    'grades-marks.csv'
    """
    return exported.with_name(f"{exported.stem}-marks{exported.suffix}")


def put_marks(
    book: Any,
    room: Classroom,
    platform: str,
    exported: Path,
    chapter: str,
    *,
    only: Collection[str] | None = None,
    column: str | None = None,
    zero: bool = False,
    comments: bool = False,
    dry_run: bool = False,
) -> tuple[bytes, list[str]]:
    """Put a chapter's marks into the table that a platform exported.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    room : Classroom
        The course: who has handed in what is not graded yet.
    platform : str
        Of `KINDS`.
    exported : Path
        The table; it stays as it is.
    chapter : str
        Its number.
    only : collection of str, optional
        Whose marks, by id; everybody's if not given.
    column : str, optional
        Which column, where its name does not tell.
    zero : bool
        Whether who has handed in nothing gets 0 instead of a blank.
    comments : bool
        Whether comments are written too.
    dry_run : bool
        Whether the lines say what would be done.

    Returns
    -------
    content : bytes
        The table with the marks.
    lines : list of str
        What was done, for the instructor.

    Raises
    ------
    NotASheet, NotInTheGradebook
        If the table or the gradebook is not what is needed; the text is one line.
    """
    from autograder.checks import CHAPTERS
    from autograder.grading.waiting import find_submissions

    graded = ledger.marks(book, chapter)
    handed_in = {s.student for s in find_submissions(room, [chapter])}
    done = write_marks(
        KINDS[platform],
        exported,
        ledger.demand_people(book),
        graded,
        title=CHAPTERS[chapter].title,
        ungraded=handed_in - set(graded),
        unreadable=[who for who in graded if _went_wrong(room, who, chapter)],
        only=only,
        column=column,
        zero=zero,
        comments=comments,
    )
    most = float(book.find_assignment(chapter).max_score)
    return done.content, report(done, most, zero=zero, dry_run=dry_run)


def _went_wrong(room: Classroom, student: str, chapter: str) -> bool:
    record = read_record(room.verdicts, student, chapter)
    return bool(record and record.note)
