"""What an instructor sees of grading: progress, and the table of grades."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.classroom import Classroom
from autograder.grading.bulk import grade_class
from autograder.grading.dates import unknown_students
from autograder.grading.lateness import settled
from autograder.grading.records import Record
from autograder.grading.settings import gradebook
from autograder.grading.waiting import find_submissions, misplaced
from autograder.shown import line
from autograder.term import read_term

if TYPE_CHECKING:
    from rich.progress import TaskID

    from autograder.grading.pages import Page


@contextlib.contextmanager
def progress_bar(doing: str, total: int | None) -> Iterator[Callable[[], None]]:
    """Show a bar on the error stream, if that is a terminal, while something runs.

    Parameters
    ----------
    doing : str
        What is being done.
    total : int or None
        How many steps there are.

    Yields
    ------
    callable
        To be called after each step.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    disable = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=disable) as bars:
        task: TaskID = bars.add_task(doing, total=total, rate="")

        def step() -> None:
            speed = bars.tasks[0].speed
            bars.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")

        yield step


def grade_with_progress(
    room: Classroom,
    chapters: Sequence[str] = (),
    student: str | None = None,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    force: bool = False,
    sandbox: str = "full",
    verbose: bool = False,
) -> list[Record]:
    """Grade with a bar on the terminal; the parameters are those of `grade_class`.

    Returns
    -------
    list of Record
        By chapter, then student.
    """
    submissions = find_submissions(room, chapters, student)
    console = Console(stderr=True)

    def say(said: str) -> None:
        console.print(said, highlight=False, markup=False, soft_wrap=True)

    for reason in misplaced(room):
        say(reason)
    records = []
    with progress_bar("grading", len(submissions)) as step:
        for record in grade_class(
            room,
            submissions,
            sandbox=sandbox,
            jobs=jobs,
            scheduler=scheduler,
            force=force,
            say=say,
        ):
            records.append(record)
            step()
            if verbose:
                console.print(
                    f"{record.chapter} {record.student}: "
                    f"{record.points:g} of {record.max_points:g}. {found(record)}",
                    highlight=False,
                    markup=False,
                    soft_wrap=True,
                )
    if records:
        records = at_the_end(room, records, say)
    return sorted(records, key=lambda record: (record.chapter, record.student))


def at_the_end(
    room: Classroom, records: list[Record], say: Callable[[str], None]
) -> list[Record]:
    """Say of late days what holds at the end: each chapter decides over later ones.

    Parameters
    ----------
    room : Classroom
        The course.
    records : list of Record
        As they were when each was entered.
    say : callable
        Is told who has extra time and is not known.

    Returns
    -------
    list of Record
        In their order.
    """
    term = read_term(room.root)
    if not ((term.late and term.late.late_days) or term.extra_time):
        return records
    with gradebook(room) as book:
        for said in unknown_students(book, term):
            say(said)
        found = settled(book, term.late)
    return [
        replace(record, **outcome._asdict()) if outcome else record
        for record in records
        for outcome in [found.get((record.student, record.chapter))]
    ]


def found(record: Record) -> str:
    """Say in one line what was found in a submission."""
    if record.note:
        return f"Could not be read: {line(record.note)}."
    wrong = [e for e in record.exercises if e["points"] < e["max_points"]]
    if not wrong:
        return "All right."
    if all("not written yet" in e["found"] for e in record.exercises):
        return "Nothing written yet."
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    said = line(wrong[0]["found"])
    return f"{wrong[0]['name']}: {said}{more}"


def summary(records: Sequence[Record]) -> list[str]:
    """Say first what is new, what waits to be read, and what went wrong."""
    new = [record for record in records if record.new]
    wrong = [record for record in records if record.note or record.remark]
    late = sum(record.late > 0 for record in records)
    lines = [f"{len(new)} of {len(records)} submissions are new or changed."]
    by_chapter = Counter({c: 0 for c in sorted({r.chapter for r in records})})
    for record in records:
        by_chapter[record.chapter] += record.to_read
    waiting = [f"{n} in {chapter}" for chapter, n in by_chapter.items() if n]
    if waiting:
        lines.append(f"Written answers wait to be read: {', '.join(waiting)}.")
    if late:
        lines.append(f"{late} came late.")
    lines += [
        f"{record.student} {record.chapter}: {record.remark or found(record)}"
        for record in wrong
    ]
    return lines


def grades_table(records: Sequence[Record], *, everybody: bool = True) -> Table:
    """Lay out the grades, one submission a row, with a line on what was found.

    Parameters
    ----------
    records : sequence of Record
        Of the class.
    everybody : bool
        Whether those are in it, too, that this run had not to grade.

    Returns
    -------
    Table
        For a terminal.
    """
    levels = ", ".join(sorted({record.level for record in records})) or "none"
    rows = [record for record in records if everybody or record.new or record.remark]
    caption = f"isolation: {levels}"
    if len(rows) < len(records):
        caption += f"; {len(records) - len(rows)} unchanged ones: --all"
    table = Table(title="Grades", caption=caption)
    table.add_column("chapter")
    table.add_column("student")
    table.add_column("points", justify="right")
    if some_late := any(record.late > 0 for record in rows):
        table.add_column("late", justify="right")
    table.add_column("what was found", overflow="fold")
    for record in rows:
        points = f"{record.points:g} / {record.max_points:g}"
        # What a student wrote is in it: no markup.
        cells: list[str | Text] = [record.chapter, Text(record.student), points]
        cells += [lateness(record)] if some_late else []
        table.add_row(*cells, Text(found(record)))
    return table


def lateness(record: Record) -> str:
    """Say how late a submission came, and what that costs, in points or late days."""
    if record.late <= 0:
        return ""
    hours = record.late / 3600
    said = f"{hours / 24:.1f} d" if hours >= 48 else f"{max(hours, 0.1):.1f} h"
    if record.late_days:
        return f"{said}, {record.late_days} late day{'s' * (record.late_days > 1)}"
    return f"{said}, -{record.penalty:g}" if record.penalty else said


def pages_with_progress(
    room: Classroom,
    chapters: Sequence[str] = (),
    student: str | None = None,
    *,
    jobs: int | None = None,
    force: bool = False,
) -> list[Page]:
    """Write feedback with a bar on the terminal; parameters as for `write_pages`.

    Returns
    -------
    list of Page
        By chapter, then student.
    """
    from autograder.grading.pages import write_pages

    console = Console(stderr=True)
    pages = []
    with progress_bar("writing feedback", None) as step:
        for page in write_pages(
            room,
            chapters,
            student,
            jobs=jobs,
            force=force,
            say=lambda line: console.print(line, highlight=False, markup=False),
        ):
            pages.append(page)
            step()
    return sorted(pages, key=lambda page: (page.chapter, page.student))


def summary_of_pages(pages: Sequence[Page]) -> list[str]:
    """Say how many pages are new, where they lie, and what is not read yet."""
    new = sum(page.new for page in pages)
    lines = [f"{new} of {len(pages)} pages are new or changed."]
    if unread := sum(page.to_read > 0 for page in pages):
        lines.append(f"{unread} say that an answer is not read yet.")
    if pages:
        lines.append(f"They lie in {pages[0].path.parent.parent.parent}.")
    return lines
