"""Into the students' folders: each submission whole, and what it replaces kept."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.chapters import MODULES
from autograder.classroom import Classroom
from autograder.grading.handed_in import STAMP
from autograder.grading.records import write_whole
from autograder.platforms.archive import NotReadable
from autograder.platforms.inbox import Found, Sorted
from autograder.shown import line

WRITTEN = ("new", "newer", "timed")


class Stopped(OSError):
    """Files could not be written; the text says what is done, and what to do."""


def put(done: Sorted, room: Classroom, packed: float) -> Sorted:
    """Put what is new or newer into the students' folders, each whole or not at all.

    Parameters
    ----------
    done : Sorted
        From `sort`.
    room : Classroom
        The course. What was replaced goes to ``classroom/replaced``.
    packed : float
        When the archive was made: the age of what is put.

    Returns
    -------
    Sorted
        What was put, and beside it what could not be read again.

    Raises
    ------
    Stopped
        If the disk is full or may not be written to. What was put stays.
    """
    found: list[Found] = []
    left = dict(done.left)
    wanted = sum(one.state in WRITTEN for one in done.found)
    count = 0
    for one in done.found:
        if one.state in WRITTEN:
            try:
                _put(one, done.chapter, room, packed)
            except NotReadable as error:
                left[one.piece.path] = str(error)
                continue
            except OSError as error:
                full = error.errno in (errno.ENOSPC, errno.EDQUOT)
                reason = "the disk is full" if full else f"{error.strerror}"
                raise Stopped(
                    f"{reason}: {count} of {wanted} were put in place, whole, and "
                    f"nothing was lost. {line(one.student)} was next: mend this and "
                    "run the command again"
                ) from None
            count += 1
        found.append(one)
    return replace(done, found=found, left=left)


def _put(one: Found, chapter: str, room: Classroom, packed: float) -> None:
    folder = room.submitted / one.student / chapter
    stamp = f"{one.when:%Y-%m-%d %H:%M:%S} UTC\n".encode() if one.when else b""
    if one.state == "timed":
        write_whole(folder / STAMP, stamp)
        return
    content = one.piece.read()
    part = folder.with_name(f".{chapter}.{os.getpid()}.part")
    was_there = folder.parent.exists()
    moved: Path | None = None
    try:
        part.mkdir(parents=True)
        notebook = part / f"{MODULES[chapter]}.ipynb"
        notebook.write_bytes(content)
        os.utime(notebook, (packed, packed))
        if stamp:
            (part / STAMP).write_bytes(stamp)
        if os.path.lexists(folder):
            now = f"{datetime.now(UTC):%Y-%m-%d-%H-%M-%S-%f}"
            aside = room.folder / "replaced" / one.student / f"{chapter}-{now}"
            aside.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(aside)
            moved = aside
        part.rename(folder)
    except BaseException:
        if moved is not None and not os.path.lexists(folder):
            moved.rename(folder)
        shutil.rmtree(part, ignore_errors=True)
        if not was_there and folder.parent.exists():
            folder.parent.rmdir()
        raise
