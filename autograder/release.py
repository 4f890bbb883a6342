"""Release chapters to students, again only where something has changed."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.build import build_chapters
from autograder.classroom import Classroom
from autograder.grading.changes import changes, make_room
from autograder.grading.dates import enter_dates
from autograder.grading.settings import gradebook, has_gradebook, registered
from autograder.nbgrader_api import generate_assignment
from autograder.term import Term, read_term


def release_chapter(
    room: Classroom,
    number: str,
    *,
    say: Callable[[str], None] = lambda said: None,
    dry_run: bool = False,
) -> bool:
    """Build a chapter and make its release, where that is not up to date.

    Parameters
    ----------
    room : Classroom
        The course.
    number : str
        The chapter.
    say : callable
        Is told what changes for submissions that are graded already.
    dry_run : bool
        Whether that is all that is done.

    Returns
    -------
    bool
        Whether there was anything to do. Its due date is entered in any case.

    Raises
    ------
    BuildError
        If the chapter breaks a rule.
    NbgraderFailed
        If nbgrader refuses.
    """
    (notebook,) = build_chapters([number], room.root)
    released = room.release / number / notebook.name
    term = read_term(room.root)
    if _is_current(room, notebook, released):
        if not dry_run:
            _enter_dates(room, term, say)
        return False
    with _kept(released.parent):
        if has_gradebook(room):
            for said in changes(room, number, notebook).lines():
                say(f"chapter {number}, {said}")
            if not dry_run:
                make_room(room, number, notebook)
        if not dry_run:
            generate_assignment(room, number)
            _enter_dates(room, term, say)
    return True


def _enter_dates(room: Classroom, term: Term, say: Callable[[str], None]) -> None:
    if term.due or term.extra_time is not None:
        with gradebook(room) as book:
            for said in enter_dates(book, term):
                say(said)


@contextlib.contextmanager
def _kept(folder: Path) -> Iterator[None]:
    """Put a release back where making the next one fails: `grade` needs one."""
    with tempfile.TemporaryDirectory() as spare:
        copy = Path(spare) / "release"
        if folder.is_dir():
            shutil.copytree(folder, copy)
        try:
            yield
        except BaseException:
            if copy.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(copy, folder)
            raise


def _is_current(room: Classroom, notebook: Path, released: Path) -> bool:
    """Whether the release is younger than everything that it was made of."""
    if not released.exists() or not has_gradebook(room):
        return False
    if notebook.parent.name not in registered(room):  # an older gradebook was put back
        return False
    made_of = (notebook, notebook.parent / "cases.npz")
    youngest = max(file.stat().st_mtime_ns for file in made_of)
    return released.stat().st_mtime_ns >= youngest
