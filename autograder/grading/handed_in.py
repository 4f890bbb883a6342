"""Read what a student may have put there, as nothing but a plain file."""

from __future__ import annotations

import json
import os
import re
import stat
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograder.budget import Spent, working
from autograder.grading.cells import raw_cells
from autograder.shown import line

STAMP = "timestamp.txt"
TIME = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)"
    r" ?(?P<zone>[+-]\d\d:?\d\d|[A-Za-z][\w/+-]*)?"
)
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


def parse_stamp(content: bytes, where: tzinfo | None = None) -> datetime | None:
    """Read a time as nbgrader and learning platforms write it.

    Parameters
    ----------
    content : bytes
        ``2026-11-20 10:00:00 UTC``, with or without fractions; instead of UTC an offset
        (``+0100``), a place (``Europe/Berlin``) or nothing.
    where : tzinfo, optional
        The course's zone: of what names none. UTC if it is left out.

    Returns
    -------
    datetime or None
        In UTC without zone. None for what is no time, and for a zone that is not known
        for certain, such as PST.

    Examples
    --------
    >>> parse_stamp(b"2026-11-20 10:00:00 Europe/Berlin")
    datetime.datetime(2026, 11, 20, 9, 0)
    >>> parse_stamp(b"2026-11-20 10:00:00 PST") is None
    True
    """
    found = _parts(content)
    if not found:
        return None
    try:
        zone = found["zone"] or ""
        if zone.startswith(("+", "-")):
            when = datetime.fromisoformat(f"{found['time']}{zone}")
        else:
            there = _zone(zone) if zone else where or UTC
            when = datetime.fromisoformat(found["time"]).replace(tzinfo=there)
        return when.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def names_no_zone(content: bytes) -> bool:
    """Whether a ``timestamp.txt`` holds a time that is the course's zone's."""
    found = _parts(content)
    return found is not None and not found["zone"]


def handed_in_at(folder: Path, where: tzinfo | None = None) -> datetime | None:
    """Read when a submission was handed in, from nbgrader's ``timestamp.txt``.

    Parameters
    ----------
    folder : Path
        The submission's folder.
    where : tzinfo, optional
        The course's zone, as for `parse_stamp`.

    Returns
    -------
    datetime or None
        In UTC without zone, as the gradebook keeps it, to the second: what comes in
        during the second that is the last one is in time.
    """
    when = parse_stamp(read_stamp(folder), where)
    return when and when.replace(microsecond=0)


def _parts(content: bytes) -> re.Match[str] | None:
    return TIME.fullmatch(content.decode("utf-8-sig", "replace").strip())


def _zone(name: str) -> tzinfo:
    """Find a place's zone; three letters mean different zones to different people."""
    if name in ("UTC", "Z", "GMT"):
        return UTC
    if "/" not in name:
        raise ValueError(f"no place: {name}")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):
        raise ValueError(f"no place: {name}") from None


def stamp_note(folder: Path) -> str:
    """Say what is wrong with a submission's ``timestamp.txt``; empty where nothing."""
    stamp, path = read_plain(folder / STAMP, MAX_STAMP), folder / STAMP
    if stamp is None and not os.path.lexists(path):
        return ""
    if stamp is None:
        said = "is no plain file, or too large"
    elif not stamp.strip():
        said = "is empty"
    elif parse_stamp(stamp):
        return ""
    else:
        text = line(stamp.decode("utf-8-sig", "replace"), 40)
        said = f"says {text!r}, which is no time in a zone that is known"
    return (
        f"{STAMP} {said}: it counts as handed in in time. Write it as 2026-11-20 "
        "10:00:00 UTC and grade again"
    )


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
