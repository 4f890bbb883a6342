"""One grader at a time in a classroom."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path


@contextlib.contextmanager
def grading_alone(classroom: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Keep other graders out of a classroom; wait while one is in it.

    Parameters
    ----------
    classroom : Path
        The folder that holds the gradebook.
    say : callable
        Is told in one line, once, that this run waits for another.

    Yields
    ------
    None
        While this process is the only one that grades here. The lock belongs to the
        process: it is gone with it, however it ends.
    """
    descriptor = os.open(classroom / ".grading.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.pread(descriptor, 32, 0).decode(errors="replace").strip()
            say(f"Another run grades this classroom (process {other}): waiting for it.")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
