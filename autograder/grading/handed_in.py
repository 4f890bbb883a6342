"""Read what a student may have put there, as nothing but a plain file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

STAMP = "timestamp.txt"
MAX_STAMP = 1000


def read_plain(path: Path, most: int) -> bytes | None:
    """Read a file in a submission's folder.

    Parameters
    ----------
    path : Path
        Where it should be.
    most : int
        How many bytes it may hold.

    Returns
    -------
    bytes or None
        None where there is no file, where it holds more, and where a link, a pipe or a
        device stands: one leads to what is somebody else's, the others never end.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most:
            return None
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(descriptor)
    return content if len(content) <= most else None


def read_stamp(folder: Path) -> bytes:
    """Read when a submission was handed in, as nbgrader writes it; empty where not."""
    return read_plain(folder / STAMP, MAX_STAMP) or b""
