"""The demonstration: the whole arrow, from Markdown to a grade, on a sample class."""

from __future__ import annotations

import functools
import multiprocessing
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.desk import grade_with_progress, grades_table, progress_bar
from autograder.grading.records import Record
from autograder.nbgrader_api import generate_feedback
from autograder.release import release_chapter
from autograder.sample import hand_in
from autograder.sandbox.levels import best_level

CONFIG = '''"""The sample class: nbgrader's commands work in this folder too."""

from autograder.classroom import Classroom, find_root
from autograder.configuration import configure

configure(get_config(), Classroom(find_root(), sample=True))  # noqa: F821
'''


def run_demo(root: Path, jobs: int | None = None) -> list[Record]:
    """Release every chapter, hand in the sample class's work, grade it, write feedback.

    Parameters
    ----------
    root : Path
        The course's root.
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
    room = Classroom(root, sample=True)
    with progress_bar("releasing the chapters", len(CHAPTERS)) as step:
        for number in CHAPTERS:
            release_chapter(room, number)
            step()
    (root / "build/demo/nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for chapter in CHAPTERS.values():
        hand_in(room, chapter)
    records = grade_with_progress(room, jobs=jobs, sandbox=best_level())
    _write_feedback(room, records, jobs)
    console.print(grades_table(records))
    seconds = time.monotonic() - started
    console.print(
        f"{len(records)} submissions in {seconds:.0f} s. Feedback pages: "
        f"{room.feedback.relative_to(root)}/STUDENT/CHAPTER/",
        highlight=False,
    )
    return records


def _write_feedback(room: Classroom, records: list[Record], jobs: int | None) -> None:
    """Write the pages of those whose grading is younger than their page."""
    stale = [record for record in records if not _has_page(room, record)]
    for record in stale:
        shutil.rmtree(_page(room, record).parent, ignore_errors=True)
    chapters = sorted({record.chapter for record in stale})
    if chapters:
        # nbgrader writes page after page; chapters do not meet, so each has a process.
        spawn = multiprocessing.get_context("spawn")
        with (
            progress_bar("writing feedback, by chapter", len(chapters)) as step,
            ProcessPoolExecutor(jobs, mp_context=spawn) as pool,
        ):
            for _ in pool.map(functools.partial(generate_feedback, room), chapters):
                step()


def _page(room: Classroom, record: Record) -> Path:
    name = f"{CHAPTERS[record.chapter].module}.html"
    return room.feedback / record.student / record.chapter / name


def _has_page(room: Classroom, record: Record) -> bool:
    page = _page(room, record)
    name = f"{CHAPTERS[record.chapter].module}.ipynb"
    graded = room.autograded / record.student / record.chapter / name
    return page.exists() and page.stat().st_mtime_ns >= graded.stat().st_mtime_ns
