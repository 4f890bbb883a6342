"""Write a class's feedback pages: workers that render, one writer."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.chapters import MODULES
from autograder.classroom import Classroom
from autograder.grading.handed_in import STAMP
from autograder.grading.lock import grading_alone
from autograder.grading.marked import Marking
from autograder.grading.page import (
    feedback_page,
    origin_of,
    read_graded,
    written_from,
)
from autograder.grading.pool import Trade, live_with_parent, work_here
from autograder.grading.records import write_whole
from autograder.grading.settings import gradebook, has_gradebook
from autograder.grading.showing import what_is_shown
from autograder.grading.waiting import ClassError, chapter_number
from autograder.term import read_term


@dataclass(frozen=True)
class Page:
    """A student's page.

    Parameters
    ----------
    student, chapter : str
        Whose, and which.
    path : Path
        Where it lies.
    new : bool
        Whether this run has written it.
    points, max_points : float
        What it says: less what is taken off, and without what nobody has read.
    to_read : int
        How many answers wait for a person.
    """

    student: str
    chapter: str
    path: Path
    new: bool
    points: float
    max_points: float
    to_read: int


@dataclass(frozen=True)
class PageTask:
    """What a worker needs to write a page.

    Parameters
    ----------
    place : Page
        Where it will lie.
    content : bytes
        The graded notebook.
    marking : Marking
        What the gradebook says of it.
    origin : str
        From `origin_of`.
    bare : bool
        Whether what the student wrote is left out.
    """

    place: Page
    content: bytes
    marking: Marking
    origin: str
    bare: bool = False


def write_pages(
    room: Classroom,
    chapters: Sequence[str] = (),
    student: str | None = None,
    *,
    jobs: int | None = None,
    force: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> Iterator[Page]:
    """Write the page of every graded submission whose page is not up to date.

    Parameters
    ----------
    room : Classroom
        The course.
    chapters : sequence of str
        Numbers; all chapters if empty.
    student : str, optional
        Only this student's.
    jobs : int, optional
        Worker processes; one for each core if not given.
    force : bool
        Write again what is up to date.
    say : callable
        Is told in one line what the instructor should know meanwhile.

    Yields
    ------
    Page
        One for each graded submission; those that were up to date come first.

    Raises
    ------
    ClassError
        If a chapter is unknown, or nothing of what is asked for is graded.
    FileNotFoundError
        If there is no gradebook.
    """
    numbers = [chapter_number(number) for number in chapters] or list(MODULES)
    graded = [(n, path) for n in numbers for path in _graded(room, n, student)]
    if not graded:
        what = "nothing" if student is None else f"nothing of {student!r}"
        where = f" in chapter {', '.join(numbers)}" if chapters else ""
        raise ClassError(f"{what} is graded yet{where}: run `backprop grade` first")
    if not has_gradebook(room):
        raise FileNotFoundError(
            "there is no gradebook: `backprop restore` lists its backups"
        )
    with grading_alone(room.folder, say):
        tasks = []
        for task in _tasks(room, graded, student, say):
            if force or written_from(task.place.path) != task.origin:
                tasks.append(task)
            else:
                yield replace(task.place, new=False)
        if tasks:
            jobs = min(jobs or os.cpu_count() or 1, len(tasks))
            with contextlib.closing(work_here(tasks, jobs, WRITING)) as done:
                for task, text in done:
                    _write(room, task.place, text)
                    yield task.place


def _graded(room: Classroom, chapter: str, student: str | None) -> list[Path]:
    name = f"{MODULES[chapter]}.ipynb"
    folders = sorted(room.autograded.glob("*"))
    found = [f / chapter / name for f in folders if student in (None, f.name)]
    return [path for path in found if path.is_file()]


def _tasks(
    room: Classroom,
    graded: Sequence[tuple[str, Path]],
    student: str | None,
    say: Callable[[str], None],
) -> Iterator[PageTask]:
    term = read_term(room.root)
    with gradebook(room) as book:
        marks = {
            chapter: what_is_shown(book, room.root, term, chapter, student)
            for chapter in dict.fromkeys(chapter for chapter, _ in graded)
        }
    for chapter, path in graded:
        whose = path.parent.parent.name
        marking = marks[chapter].get((whose, path.stem))
        if marking is None:
            say(
                f"{whose} {chapter}: the gradebook does not have it, so it gets no "
                "page: run `backprop grade` first"
            )
            continue
        content = path.read_bytes()
        place = Page(
            whose,
            chapter,
            room.feedback / whose / chapter / f"{path.stem}.html",
            True,
            marking.points,
            marking.worth - marking.unread,
            sum(mark.waits for mark in marking.marks.values()),
        )
        yield PageTask(place, content, marking, origin_of(content, marking))


def _write(room: Classroom, place: Page, text: str) -> None:
    """Write a page, and beside it when the work was handed in, as nbgrader does."""
    stamp = room.autograded / place.student / place.chapter / STAMP
    if stamp.is_file():
        place.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(stamp, place.path.with_name(STAMP))
    write_whole(place.path, text.encode())


def _render(task: PageTask) -> str:
    notebook = read_graded(task.content)
    return feedback_page(notebook, task.marking, task.origin, bare=task.bare)


def _bare(task: PageTask) -> PageTask:
    return replace(task, bare=True)


WRITING = Trade(("autograder.grading.pages",), live_with_parent, _render, _bare)
