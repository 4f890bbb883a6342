"""Read what a student may have put there, as nothing but a plain file."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from autograder.budget import Spent, working
from autograder.grading.cells import raw_cells
from autograder.shown import line

STAMP = "timestamp.txt"
MAX_STAMP = 1000
MAX_BYTES = 64 * 2**20  # pictures in outputs make notebooks of 20 MB and more
MAX_CELLS = 50_000


class SubmissionUnreadable(ValueError):
    """What was handed in is not a notebook; the text says why."""


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


def read_submission(path: Path) -> dict[str, Any]:
    """Read what was handed in, whatever it is.

    Parameters
    ----------
    path : Path
        The notebook file.

    Returns
    -------
    dict
        The parsed JSON; nothing but "it is an object with a list of cells", or of
        worksheets as in nbformat 3, is certain.

    Raises
    ------
    SubmissionUnreadable
        If it is no notebook; the text is one sentence for the student.
    """
    return parse_submission(read_content(path))


def read_content(path: Path) -> bytes:
    """Read the bytes of what was handed in.

    Raises
    ------
    SubmissionUnreadable
        If there is no file of its own, or none of a sane size; the text is one
        sentence. A link could lead to somebody else's work, a pipe nowhere.
    """
    path = only_notebook(path)
    if path.is_symlink() or path.parent.is_symlink():
        raise SubmissionUnreadable("a link stands where the notebook should be")
    if not path.exists():
        others = sorted(file.name for file in path.parent.glob("*.ipynb"))
        named = ", ".join(line(name, 60) for name in others[:3])
        instead = f"; there is {named}" if others else ""
        raise SubmissionUnreadable(f"there is no {path.name}{instead}")
    if path.is_dir():
        raise SubmissionUnreadable("a folder stands where the notebook should be")
    try:
        if not path.is_file():
            raise SubmissionUnreadable("what stands for the notebook is no plain file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            megabytes = f"{size / 1e6:.0f} MB"
            raise SubmissionUnreadable(
                f"the file is too large to be read ({megabytes})"
            )
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise SubmissionUnreadable(f"the file cannot be opened ({reason})") from None


def only_notebook(path: Path) -> Path:
    """Find the notebook where it should be, or the only one that stands there instead.

    A browser that downloads ``neuron.ipynb`` again calls it ``neuron (1).ipynb``.
    """
    if path.is_symlink() or path.exists():
        return path
    others = [p for p in path.parent.glob("*.ipynb") if not p.name.startswith(".")]
    return others[0] if len(others) == 1 else path


def parse_submission(content: bytes) -> dict[str, Any]:
    """Parse the bytes of what was handed in.

    Raises
    ------
    SubmissionUnreadable
        If they are no notebook; the text is one sentence for the student.
    """
    if not content.strip():
        raise SubmissionUnreadable("the file is empty")
    try:
        with working():
            found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SubmissionUnreadable("the file is not a notebook (not JSON)") from None
    except Spent as spent:
        raise SubmissionUnreadable(f"reading it: {spent}") from None
    listed = isinstance(found, dict) and any(
        isinstance(found.get(key), list) for key in ("cells", "worksheets")
    )
    if not listed:
        raise SubmissionUnreadable("the file is JSON, but not a notebook") from None
    if (cells := len(raw_cells(found))) > MAX_CELLS:
        number = f"{cells:,} cells"
        raise SubmissionUnreadable(f"the notebook holds too many cells ({number})")
    submission: dict[str, Any] = found
    return submission
