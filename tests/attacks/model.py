"""What an attack is: most often one of chapter 01 that does not know the sigmoid."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.checks import CHAPTERS
from autograder.sample import source_of

CHAPTER = CHAPTERS["01"]
TARGET = "sigmoid"
LIE = "def sigmoid(z):\n    return z * 0.0"


def right(chapter: str) -> dict[str, str]:
    """Give the source of every right solution of a chapter."""
    checks = CHAPTERS[chapter].checks
    return {check.name: source_of(check.function, check.name) for check in checks}


RIGHT = right("01")
FULL_MARKS = sum(check.points for check in CHAPTER.checks)

Change = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Attack:
    """One submission that is to get nothing for the exercise it attacks.

    Parameters
    ----------
    family, name : str
        What it tries.
    solution : str
        Source of the attacked exercise's cell.
    before : str
        Source of an extra cell in front of everything; none if empty.
    change : callable, optional
        Changes the finished notebook in place.
    target : str
        Which exercise it attacks.
    rest : bool
        Whether the other exercises are done honestly.
    chapter : str
        Number of the chapter.
    waits : bool
        Whether all that it does is to take time, or does the rest at once: a shorter
        deadline then proves the same.
    """

    family: str
    name: str
    solution: str = LIE
    before: str = ""
    change: Change | None = None
    target: str = TARGET
    rest: bool = False
    chapter: str = CHAPTER.number
    waits: bool = False

    def submission(self, release: Any, **places: str) -> dict[str, Any]:
        """Write the notebook; the names of `places` in capitals become paths."""
        rest = right(self.chapter) if self.rest else {}
        notebook = fill(release, {**rest, self.target: self.solution})
        if self.before:
            notebook["cells"].insert(0, code(self.before))
        if self.change:
            self.change(notebook)
        for cell in notebook["cells"]:
            if not isinstance(cell, dict) or not isinstance(cell.get("source"), str):
                continue
            for name, path in places.items():
                cell["source"] = cell["source"].replace(name.upper(), path)
        return notebook


def code(source: str) -> dict[str, Any]:
    """Make a plain code cell."""
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}


def fill(release: Any, sources: dict[str, str]) -> dict[str, Any]:
    """Put sources into a released notebook's solution cells."""
    notebook = json.loads(json.dumps(release))
    for cell in notebook["cells"]:
        name = about(cell).get("grade_id")
        if name in sources:
            cell["source"] = sources[name]
    return notebook


def honest(release: Any) -> dict[str, Any]:
    """Write the submission that gets every point."""
    return fill(release, RIGHT)


def about(cell: dict[str, Any]) -> dict[str, Any]:
    """Give what nbgrader notes about a cell."""
    return cell.get("metadata", {}).get("nbgrader", {})


def checks(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the check cells."""
    return [
        c for c in notebook["cells"] if about(c).get("grade_id", "")[:6] == "check_"
    ]


def duplicate(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Copy cells with all that is in them."""
    return copy.deepcopy(cells)
