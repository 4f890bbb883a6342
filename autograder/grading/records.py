"""What grading found, one JSON file a submission, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.grading.book import Standing
    from autograder.judge import Verdict


# What only the gradebook knows, and what is of one run.
OF_STANDING = ("late", "penalty", "late_days", "to_read")
OF_THE_GRADEBOOK = {*OF_STANDING, "remark", "new"}


@dataclass(frozen=True)
class Record:
    """One graded submission.

    Parameters
    ----------
    student, chapter : str
        Whose, and which.
    fingerprint : str
        Of all that the result depends on.
    level : str
        Level of isolation at which it was graded.
    points, max_points : float
        Of the exercises; answers graded by hand are not in it.
    exercises : list of dict
        For each exercise: name, points, max_points, found, sentence, mistake, and of
        a wrong one whose mistake has no name a fingerprint of its results.
    note : str
        What is wrong with the file itself; empty where nothing is.
    late : float
        How many seconds after the due date and its extension it was handed in, and
    penalty : float
        how many points the course takes off for that, as the gradebook says now.
    late_days : int
        How many of the student's late days cover it.
    to_read : int
        How many written answers wait for a person.
    remark : str
        What the instructor should know beside; empty where nothing.
    new : bool
        Whether this run has graded it.
    """

    student: str
    chapter: str
    fingerprint: str
    level: str
    points: float
    max_points: float
    exercises: list[dict[str, Any]]
    note: str = ""
    late: float = 0.0
    penalty: float = 0.0
    late_days: int = 0
    to_read: int = 0
    remark: str = ""
    new: bool = False


def exercise_rows(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """Put the verdicts of one submission into plain values."""
    return [
        {
            "name": verdict.exercise,
            "points": verdict.points,
            "max_points": verdict.max_points,
            "found": verdict.found,
            "sentence": verdict.sentence,
            "mistake": verdict.mistake.name if verdict.mistake else None,
            "fingerprint": verdict.fingerprint,
        }
        for verdict in verdicts
    ]


def make_record(
    student: str,
    chapter: str,
    fingerprint: str,
    level: str,
    exercises: list[dict[str, Any]],
    note: str,
) -> Record:
    """Sum up one submission."""
    points = sum(exercise["points"] for exercise in exercises)
    most = sum(exercise["max_points"] for exercise in exercises)
    return Record(student, chapter, fingerprint, level, points, most, exercises, note)


def with_standing(
    record: Record, standing: Standing, remark: str = "", *, new: bool = False
) -> Record:
    """Add to a record what the gradebook says, and whether this run has graded it."""
    known = {name: getattr(standing, name) for name in OF_STANDING}
    return replace(record, **known, remark=remark, new=new)


def read_record(folder: Path, student: str, chapter: str) -> Record | None:
    """Read the record of a submission; None where there is none that can be read."""
    try:
        return Record(**json.loads((folder / student / f"{chapter}.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def write_record(folder: Path, record: Record) -> None:
    """Write the record of a submission, whole or not at all."""
    path = folder / record.student / f"{record.chapter}.json"
    kept = {k: v for k, v in vars(record).items() if k not in OF_THE_GRADEBOOK}
    write_whole(path, json.dumps(kept).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Parameters
    ----------
    path : Path
        Where; missing folders are made.
    content : bytes
        What.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def fingerprint(*contents: bytes) -> str:
    """Hash all that a result depends on."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
