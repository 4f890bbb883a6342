"""Each attempt that was graded stays: what was written, what it came to, and when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.grading.records import Record


def keep_attempt(
    folder: Path, record: Record, notebook: str, when: datetime | None
) -> None:
    """Add an attempt to its student's, one line of JSON each.

    Parameters
    ----------
    folder : Path
        Of all attempts.
    record : Record
        What grading found.
    notebook : str
        The graded notebook, as JSON: of it, the cells that the student wrote are kept.
    when : datetime or None
        When it was handed in, in UTC.
    """
    attempt = {
        "graded": datetime.now(UTC).isoformat(timespec="seconds"),
        "handed_in": when and when.isoformat(" ", timespec="seconds"),
        "fingerprint": record.fingerprint,
        "points": record.points,
        "max_points": record.max_points,
        "note": record.note,
        "exercises": record.exercises,
        "cells": dict(_written(json.loads(notebook)["cells"])),
    }
    path = folder / record.student / f"{record.chapter}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    if any(one["fingerprint"] == record.fingerprint for one in read_attempts(path)):
        return
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(attempt, ensure_ascii=False) + "\n")


def read_attempts(path: Path) -> Iterator[dict[str, Any]]:
    """Give the attempts in a file, the oldest first; half a line is left out.

    Parameters
    ----------
    path : Path
        ``attempts/STUDENT/CHAPTER.jsonl``; it need not be there.

    Yields
    ------
    dict
        As `keep_attempt` wrote it.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for row in file:
                try:
                    attempt = json.loads(row)
                except ValueError:  # the machine stopped while it was written
                    continue
                if isinstance(attempt, dict) and "fingerprint" in attempt:
                    yield attempt
    except FileNotFoundError:
        return


def _written(cells: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give the source of each solution and extra cell, by grade id or cell id."""
    for cell in cells:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("solution"):
            yield str(about["grade_id"]), str(cell["source"])
        elif not about and str(cell.get("id", "")).startswith("extra-"):
            yield str(cell["id"]), str(cell["source"])
