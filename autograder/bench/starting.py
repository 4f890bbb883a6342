"""What a person waits for: the commands' start, and a student's check."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import nbformat

from autograder.bench.course import BACKPROP
from autograder.bench.model import Figure, Setting, bench, interleaved
from autograder.checks import CHAPTERS
from autograder.grading.skeleton import kind_of

FIRST = "from course.widgets import learning_rate"  # they are imported when asked for


@bench("start")
def start(setting: Setting) -> Sequence[Figure]:
    """Start Python, NumPy, the students' package and our command in turn."""

    def python(*words: str) -> None:
        subprocess.run(
            [sys.executable, *words],
            cwd=setting.root,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    taken = interleaved(
        {
            "help": lambda: python("-m", "autograder", "--help"),
            "numpy": lambda: python("-c", "import numpy"),
            "course": lambda: python("-c", "import course"),
            "widgets": lambda: python("-c", "import course.widgets"),
            "kernel": lambda: python("-c", "import course, IPython"),
            "first": lambda: python("-c", f"import course, IPython; {FIRST}"),
        },
        3 * setting.repeats,
    )
    beyond = taken["course"] - taken["numpy"]
    widgets = taken["widgets"] - taken["course"]
    first = taken["first"] - taken["kernel"]
    return [
        Figure("python -m autograder --help", taken["help"], "s", 0.3),
        Figure("import course, beyond NumPy", beyond, "s", 0.15),
        Figure("import course.widgets, beyond course", widgets, "s", 0.2),
        Figure("import the first widget, beyond course and IPython", first, "s", 0.2),
    ]


@bench("check")
def check(setting: Setting) -> Sequence[Figure]:
    """Run every student's check of every chapter on the right answer, in process."""
    course = setting.course
    chapters = [course.chapter] if setting.quick else [*CHAPTERS.values()]
    course.run(course.root, *BACKPROP, "build", *(c.number for c in chapters))
    here = os.getcwd()
    milliseconds = []
    try:
        for chapter in chapters:
            os.chdir(course.room.source / chapter.number)
            names = _finished(Path(f"{chapter.module}.ipynb"))
            sides = {
                c.name: functools.partial(_check, c.name, names) for c in chapter.checks
            }
            interleaved(sides, 1)  # the first one reads the cases
            taken = interleaved(sides, setting.repeats)
            milliseconds += [1000 * seconds for seconds in taken.values()]
    finally:
        os.chdir(here)
    count = f"of {len(milliseconds)} exercises"
    return [
        Figure(f"a student's check, median {count}", median(milliseconds), "ms", 100),
        Figure(f"a student's check, slowest {count}", max(milliseconds), "ms", 100),
    ]


def _finished(path: Path) -> dict[str, Any]:
    """Run a source notebook's cells: the check judges what a notebook defines."""
    names: dict[str, Any] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if kind_of(cell) in ("solution", "given"):
            exec(cell.source, names)
    return names


def _check(name: str, names: dict[str, Any]) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        exec(f"check({name!r})", names)
