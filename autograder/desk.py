"""What an instructor sees of grading: progress, and the table of grades."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
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
from autograder.grading.records import Record
from autograder.grading.waiting import find_submissions
from autograder.shown import line

if TYPE_CHECKING:
    from rich.progress import TaskID


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
    records = []
    with progress_bar("grading", len(submissions)) as step:
        for record in grade_class(
            room,
            submissions,
            sandbox=sandbox,
            jobs=jobs,
            scheduler=scheduler,
            force=force,
            say=lambda line: console.print(line, highlight=False),
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
    return sorted(records, key=lambda record: (record.chapter, record.student))


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


def grades_table(records: Sequence[Record]) -> Table:
    """Lay out the grades, one submission a row, with a line on what was found."""
    levels = ", ".join(sorted({record.level for record in records})) or "none"
    table = Table(title="Grades", caption=f"isolation: {levels}")
    table.add_column("chapter")
    table.add_column("student")
    table.add_column("points", justify="right")
    table.add_column("what was found", overflow="fold")
    for record in records:
        points = f"{record.points:g} / {record.max_points:g}"
        # What a student wrote is in it: no markup.
        table.add_row(record.chapter, Text(record.student), points, Text(found(record)))
    return table
