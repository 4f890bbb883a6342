"""Whose a file of a learning platform's archive is: nbgrader's ``zip_collect`` asks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from nbgrader.utils import parse_utc

from autograder.chapters import MODULES
from autograder.shown import line

# The platform writes 01_STUDENT_attempt_TIME_ in front of the name that the student
# chose: what comes after the first "_attempt_" and the time decides nothing.
ARCHIVED = re.compile(
    r"(?P<head>.+?)_attempt_(?P<timestamp>\d{4}(?:-\d\d){5})(?:_(?P<rest>.*))?", re.S
)
STUDENT = re.compile(r"\w[\w.@+-]*")
# What browsers and file managers make of a name that is there already.
COPY = re.compile(r"(?: ?\(\d{1,3}\)|-\d{1,3}|-Copy\d{1,3}| - Copy)$")


def owner(name: str, assignment: str) -> dict[str, str] | None:
    """Read what a platform wrote in front of the name of a file or an archive.

    Parameters
    ----------
    name : str
        Of a file or folder.
    assignment : str
        What is collected.

    Returns
    -------
    dict of str to str, or None
        ``student_id``, ``timestamp`` and ``rest``; None where the name is another.

    Examples
    --------
    >>> time = "2026-11-20-10-00-00"
    >>> owner(f"01_ada_l_attempt_{time}_neuron.ipynb", "01")["student_id"]
    'ada_l'
    >>> owner(f"01_eve_attempt_{time}_01_bob_attempt_{time}_x", "01")["student_id"]
    'eve'
    >>> owner(f"01_.._attempt_{time}_neuron.ipynb", "01") is None
    True
    """
    found = ARCHIVED.fullmatch(name)
    if not found:
        return None
    head = found["head"]
    if head.startswith(f"{assignment}_"):
        student = head.removeprefix(f"{assignment}_")
    else:  # a course's own name of the chapter, which may have no underscore
        student = head.partition("_")[2] or head
    if not STUDENT.fullmatch(student):
        return None
    when = found["timestamp"]
    try:
        parse_utc(when)
    except (ValueError, OverflowError):
        return None
    return {"student_id": student, "timestamp": when, "rest": found["rest"] or ""}


class Collector(FileNameCollectorPlugin):  # type: ignore[misc]
    """Sort the files of an archive: the platform's own words decide, not a student's.

    They stand in the name of the file, or of the archive that it came in.
    """

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Say whose a file is and what it is called; None where it is nobody's."""
        directory: Any = self.parent
        assignment = directory.coursedir.assignment_id
        top = Path(directory._format_collect_path(directory.extracted_directory))
        path = Path(submitted_file)
        parts = path.relative_to(top).parts
        if path.suffix not in self.valid_ext:
            return None
        if path.name.startswith("._") or "__MACOSX" in parts:  # beside each, by macOS
            return None
        if not path.resolve().is_relative_to(top.resolve()):
            self.log.warning("A link leads out of the archive: %s", line(path.name))
            return None
        found = next(filter(None, (owner(part, assignment) for part in parts)), None)
        if found is None:
            self.log.warning(
                "%s is not named as a learning platform names what it collects, or its "
                "student's name is none: put it into submitted/STUDENT/%s by hand",
                line(path.name),
                assignment,
            )
            return None
        rest = found.pop("rest")
        name = (
            rest if parts[-1].endswith(rest) and rest.endswith(".ipynb") else path.name
        )
        return {**found, "file_id": plain_name(name, assignment)}


def plain_name(name: str, assignment: str) -> str:
    """Give the name that a notebook had before it was copied.

    Examples
    --------
    >>> plain_name("neuron (1).ipynb", "01"), plain_name("other-1.ipynb", "01")
    ('neuron.ipynb', 'other-1.ipynb')
    """
    stem = Path(name).stem
    module = MODULES.get(assignment, "")
    return f"{module}.ipynb" if COPY.sub("", stem) == module else Path(name).name
