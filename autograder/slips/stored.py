"""The table of an exercise, made once and kept: in a checkout, in ``build/slips``."""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks.model import Check
from autograder.installed import kept_between_runs, package
from autograder.slips import SLIPS
from autograder.slips.program import Program
from autograder.slips.table import CALLS, OWN, Row, build, own_rows
from course.cases import Exercise, exercise_of
from course.codec import CodecError, read_npz, write_npz
from course.diagnosis import write
from course.tree import take_apart

HERE = Path(__file__).resolve().parent
KEPT = kept_between_runs() / "slips"


def diagnosis(check: Check, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Give the table of an exercise, from the last build where nothing has changed.

    Parameters
    ----------
    check : Check
        How the exercise is judged.
    stored : mapping
        Its stored cases, as ``cases.npz`` holds them.

    Returns
    -------
    dict
        What `course.diagnosis.read` reads.
    """
    table: dict[str, Any] = built(check, stored)["table"]
    return table


def built(check: Check, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Run the slips of an exercise, or read what the last build has kept.

    Parameters
    ----------
    check : Check
        How the exercise is judged.
    stored : mapping
        Its stored cases.

    Returns
    -------
    dict
        The ``table``, and ``useless``: the slips that `audit` complains of, in words.
    """
    file = KEPT / f"{check.name}-{_key(check, stored)}.npz"
    with contextlib.suppress(OSError, CodecError):
        kept = read_npz(file)
        assert isinstance(kept, dict)
        return kept
    exercise = exercise_of(check.name, stored)
    made = build(
        check.function,
        exercise.cases,
        exercise.parameters,
        SLIPS,
        _siblings(),
        0 if check.slow else CALLS,
    )
    content = {"table": write(made.table), "useless": [*made.useless, *made.alike]}
    with contextlib.suppress(OSError):  # no place to keep it is no reason to stop
        KEPT.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f".{file.name}.{os.getpid()}")
        write_npz(unfinished, content)
        for stale in KEPT.glob(f"{check.name}-*.npz"):
            stale.unlink(missing_ok=True)
        unfinished.replace(file)
    return content


def mistaken(check: Check) -> list[Row]:
    """Give the wrong answers that an exercise's own slips make.

    Parameters
    ----------
    check : Check
        How the exercise is judged.

    Returns
    -------
    list of Row
        One for each way in which each mistake is made.
    """
    program = Program(check.function, _siblings())
    return [row for row in own_rows(program, SLIPS) if row.rank == OWN]


@functools.cache
def _siblings() -> dict[str, Any]:
    from autograder.checks import CHECKS

    return {name: check.function for name, check in CHECKS.items()}


def _key(check: Check, stored: Mapping[str, Any]) -> str:
    """Hash all that a table depends on."""
    tree, arrays = take_apart(
        {"cases": stored["cases"], "inputs": stored.get("inputs")}
    )
    total = hashlib.sha256(_code().encode())
    total.update(np.__version__.encode())
    total.update(json.dumps([check.name, tree]).encode())
    for array in arrays:
        total.update(array.tobytes())
    trees = Program(check.function, {}).trees
    for name in sorted(trees):
        total.update(ast.dump(trees[name]).encode())
    return total.hexdigest()[:24]


@functools.cache
def _code() -> str:
    files = [*sorted(HERE.glob("*.py"))]
    course = package("course")
    files += [course / "diagnosis.py", course / "properties.py", course / "epochs.py"]
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


@functools.lru_cache(maxsize=64)
def exercise(check: Check) -> Exercise:
    """Give an exercise as the student's check reads it: public cases and table.

    Parameters
    ----------
    check : Check
        How the exercise is judged.

    Returns
    -------
    Exercise
        Made once in a process.
    """
    from autograder.cases import draw_exercise
    from autograder.checks import CHAPTERS

    numbers = [c.number for c in CHAPTERS.values() if check in c.checks]
    return exercise_of(check.name, draw_exercise(numbers[0] if numbers else "", check))
