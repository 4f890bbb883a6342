"""How each chapter stands: what is done, and who waits for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from autograder.classroom import Classroom
from autograder.grading.lateness import settled
from autograder.grading.records import read_record
from autograder.grading.waiting import find_submissions
from autograder.platforms.ledger import known_chapters, marks, people
from autograder.shown import line
from autograder.term import read_term


class Standing(NamedTuple):
    """How one chapter stands; each field but the first names students.

    Parameters
    ----------
    chapter : str
        Its number.
    handed_in : list of str
        Whose work lies in the classroom.
    graded : list of str
        Whose work is in the gradebook.
    to_read : list of str
        Whose work a person has to read yet.
    late : list of str
        Whose work came after the due date and the student's extension.
    late_days : dict of str to int
        Whose late days cover that, and how many.
    missing : list of str
        Who is in the gradebook and handed nothing in.
    went_wrong : list of str
        Whose file could not be read, with the reason.
    """

    chapter: str
    handed_in: list[str]
    graded: list[str]
    to_read: list[str]
    late: list[str]
    late_days: dict[str, int]
    missing: list[str]
    went_wrong: list[str]


def read_status(
    room: Classroom,
    book: Any,
    chapters: Sequence[str],
    only: Collection[str] | None = None,
) -> list[Standing]:
    """Read how the chapters stand.

    Parameters
    ----------
    room : Classroom
        The course.
    book : nbgrader.api.Gradebook
        Open.
    chapters : sequence of str
        Numbers; all that the gradebook knows if empty.
    only : collection of str, optional
        Who counts; everybody if it is left out.

    Returns
    -------
    list of Standing
        By chapter.

    Raises
    ------
    NotInTheGradebook
        If the gradebook does not know a chapter that is asked for.
    """

    def counts(student: str) -> bool:
        return only is None or student in only

    class_list = [person.id for person in people(book) if counts(person.id)]
    term, found = read_term(room.root), []
    days = {
        key: outcome.late_days
        for key, outcome in settled(book.db, term.late).items()
        if outcome.late_days
    }
    for number in chapters or known_chapters(book):
        graded = {who: m for who, m in marks(book, number).items() if counts(who)}
        there = [s.student for s in find_submissions(room, [number])]
        there = [who for who in there if counts(who)]
        records = [read_record(room.verdicts, who, number) for who in there]
        found.append(
            Standing(
                number,
                there,
                list(graded),
                [who for who, mark in graded.items() if mark.waits],
                [who for who, mark in graded.items() if mark.late > 0],
                {who: days[who, number] for who in graded if (who, number) in days},
                [who for who in class_list if who not in {*there, *graded}],
                [f"{r.student}: {line(r.note)}" for r in records if r and r.note],
            )
        )
    return found


def lines(found: Sequence[Standing], free: int = 0) -> list[str]:
    """Lay out how the chapters stand, a line each, and then what went wrong.

    Parameters
    ----------
    found : sequence of Standing
        From `read_status`.
    free : int
        How many late days each student has.

    Returns
    -------
    list of str
        With a header.
    """
    titles = [name.replace("_", " ") for name in Standing._fields]
    rows = [
        [standing.chapter, *(str(len(names)) for names in standing[1:])]
        for standing in found
    ]
    said = [
        "  ".join(
            cell.rjust(len(title)) for cell, title in zip(row, titles, strict=True)
        )
        for row in [titles, *rows]
    ]
    used = Counter[str]()
    for standing in found:
        used.update(standing.late_days)
    if used:
        total = ", ".join(f"{line(who)} {used[who]}" for who in sorted(used))
        said.append(f"late days used in these chapters, of {free}: {total}")
    for standing in found:
        waiting = len(set(standing.handed_in) - set(standing.graded))
        if waiting:
            said.append(
                f"{standing.chapter}: {waiting} wait to be graded: run "
                f"`backprop grade {standing.chapter}`"
            )
        said += [f"{standing.chapter} {reason}" for reason in standing.went_wrong]
    return said
