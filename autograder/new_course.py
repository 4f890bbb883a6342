"""Make a course for a term: a folder of its own, from the version that is installed."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from autograder.classroom import UNFINISHED, Classroom, is_course
from autograder.grading.records import write_whole
from autograder.installed import CONFIGURATION, HERE, shipped
from autograder.nbgrader_api import make_gradebook
from autograder.shipped import Edition, installed_edition, text_of, write_note

# What stands in the folder, and where its text is among our own data.
TEXTS = {"course.toml": "course.toml", "README.md": "week.md"}
SPARED = (".git", ".DS_Store")  # a folder with nothing else counts as empty
IGNORED = (
    "# Students' work and marks belong into no repository.\n/build/\n/classroom/\n"
)


class NotEmpty(ValueError):
    """There is something where the course is to be; the text says what."""


class Busy(ValueError):
    """Another process makes the course; the text says so."""


def make_course(folder: Path) -> Edition:
    """Lay out a course: configuration, chapters, an empty gradebook, a short README.

    Parameters
    ----------
    folder : Path
        Where; not there yet, or empty, or one that was stopped in the middle: what is
        missing is made.

    Returns
    -------
    Edition
        Which version it was made from.

    Raises
    ------
    NotEmpty
        If it holds something, or is a file. Nothing is changed then.
    Busy
        If it is being made just now.
    OSError
        If it cannot be written; what was begun here is taken away again.
    """
    stopped = (folder / UNFINISHED).exists()
    if not stopped:
        _demand_room(folder)
    above = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            return _lay_out(folder.resolve())
    except Busy:
        raise
    except BaseException:
        if stopped:
            raise
        for made in folder.iterdir() if folder.is_dir() else ():
            if made.name in SPARED:
                continue
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        for place in above:
            if place.is_dir():
                place.rmdir()
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Mark a folder as unfinished, and keep others out that would finish it."""
    with (folder / UNFINISHED).open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another `backprop init` makes {folder} just now") from None
        yield


def _lay_out(root: Path) -> Edition:
    edition, room = installed_edition(), Classroom(root)
    texts = {name: (HERE / "data" / ours).read_bytes() for name, ours in TEXTS.items()}
    texts[CONFIGURATION] = (shipped() / CONFIGURATION).read_bytes()
    texts[".gitignore"] = IGNORED.encode()
    texts |= {name: text_of(name) for name in edition.texts}
    for name, text in texts.items():
        if name in edition.texts or not (root / name).exists():
            write_whole(root / name, text)
    _remove_leftovers(room)
    make_gradebook(room)
    write_note(root, edition)
    (root / UNFINISHED).unlink()
    return edition


def _remove_leftovers(room: Classroom) -> None:
    """Remove what a killed `init` left half made, files and gradebook.

    nbgrader notes its version in a gradebook when that is whole.
    """
    book = room.folder / "gradebook.db"
    if book.exists():
        with contextlib.closing(sqlite3.connect(book)) as content:
            try:
                found = content.execute("SELECT version_num FROM alembic_version")
                whole = found.fetchone() is not None
            except sqlite3.DatabaseError:
                whole = False
        if not whole:
            book.unlink()
    for part in room.root.rglob(".*.part"):
        part.unlink()


def _demand_room(folder: Path) -> None:
    other = "name a folder that is not there yet, or an empty one"
    if folder.is_dir():
        if is_course(folder):
            raise NotEmpty(
                f"{folder} is a course already: `backprop upgrade` in it takes newer "
                f"chapters. For another term, {other}"
            )
        held = sorted(path.name for path in folder.iterdir() if path.name not in SPARED)
        if held:
            more = f" and {len(held) - 3} more" if len(held) > 3 else ""
            raise NotEmpty(f"{folder} holds {', '.join(held[:3])}{more}: {other}")
    elif folder.exists() or folder.is_symlink():
        raise NotEmpty(f"{folder} is a file: {other}")
