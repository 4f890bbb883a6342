"""The demonstration: the whole arrow, from Markdown to a grade, on a sample class."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.desk import (
    grade_with_progress,
    grades_table,
    pages_with_progress,
    progress_bar,
)
from autograder.grading.grade import chapter_of
from autograder.grading.records import Record
from autograder.release import release_chapter
from autograder.sample import hand_in
from autograder.sandbox.levels import best_level

SHARED = ("chapters", "solutions")
LEVEL = """
# The sample class is our own: it is graded at the best level that this machine has.
get_config().JudgeExercises.sandbox = "best"  # noqa: F821
"""


def run_demo(
    root: Path, numbers: Sequence[str] = (), jobs: int | None = None
) -> list[Record]:
    """Release the chapters, hand in the sample class's work, grade it, write feedback.

    Parameters
    ----------
    root : Path
        The course's root; the sample class is a course of its own in ``build/demo``.
    numbers : sequence of str
        Chapters; all of them if none is given.
    jobs : int, optional
        Worker processes; one for each core if not given.

    Returns
    -------
    list of Record
        What was found, by chapter and student. A second run, with nothing changed,
        gives the same without doing anything again.
    """
    console = Console()
    started = time.monotonic()
    room = _lay_out(root)
    chapters = [chapter_of(number) for number in numbers or CHAPTERS]
    with progress_bar("releasing the chapters", len(chapters)) as step:
        for chapter in chapters:
            release_chapter(room, chapter.number)
            step()
    for chapter in chapters:
        hand_in(room, chapter)
    records = grade_with_progress(room, numbers, jobs=jobs, sandbox=best_level())
    pages_with_progress(room, numbers, jobs=jobs)
    console.print(grades_table(records))
    seconds = time.monotonic() - started
    console.print(
        f"{len(records)} submissions in {seconds:.0f} s. Feedback pages: "
        f"{room.feedback.relative_to(root)}/STUDENT/CHAPTER/",
        highlight=False,
    )
    return records


def _lay_out(root: Path) -> Classroom:
    """Make a course that shares the text and has a classroom of its own."""
    folder = root / "build" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHARED:
        if (root / name).exists() and not (folder / name).exists():
            (folder / name).symlink_to(root / name)
    config = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(config + LEVEL, encoding="utf-8")
    return Classroom(folder)
