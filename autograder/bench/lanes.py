"""Seconds a submission: stock nbgrader, our two lanes, the floor."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.bench.course import BenchCourse
from autograder.bench.model import Figure, Setting, bench, interleaved
from autograder.grading.skeleton import rebuild, runs
from autograder.judge import call_here, judge


@bench("lanes")
def lanes(setting: Setting) -> Sequence[Figure]:
    """Grade the same chapter with both graders, command for command, and the floor."""
    course, students = setting.course, setting.students
    course.hand_in(students)
    taken = interleaved(
        {
            "grade": course.grade,
            "grade, limits": lambda: course.grade(sandbox="limits"),
            "autograde": course.autograde,
            "stock, 1": lambda: course.autograde_stock("student-0000"),
            "stock, 3": lambda: course.autograde_stock("student-000[012]"),
            "floor": lambda: run_floor(course, students),
        },
        setting.repeats,
    )
    # Stock grades one after the other: the difference of three students and one is what
    # each costs; what is left of one is the start, which the whole class shares.
    marginal = (taken["stock, 3"] - taken["stock, 1"]) / 2
    stock = marginal + (taken["stock, 1"] - marginal) / students
    each = {name: seconds / students for name, seconds in taken.items()}
    grade, limits = each["grade"], each["grade, limits"]
    what = f"chapter {setting.chapter}, class of {students}"
    return [
        Figure(f"stock nbgrader autograde, {what}", stock, "s/submission"),
        Figure(f"grade, {what}", grade, "s/submission"),
        Figure(f"grade at limits, {what}", limits, "s/submission"),
        Figure(f"nbgrader autograde, ours, {what}", each["autograde"], "s/submission"),
        Figure(f"floor, {what}", each["floor"], "s/submission"),
        Figure("stock against grade", stock / grade, "x", 25, at_least=True),
        Figure("grade against the floor", grade / each["floor"], "x", 3),
        Figure("full isolation against limits", grade / limits, "x"),
        Figure(
            "stock against nbgrader autograde, ours",
            stock / each["autograde"],
            "x",
            8,
            at_least=True,
        ),
    ]


def run_floor(course: BenchCourse, students: int) -> None:
    """Do what cannot be left out: fork, run the student's own cells, judge.

    Parameters
    ----------
    course : BenchCourse
        Whose texts are run: honest ones, for there is no sandbox here.
    students : int
        How many submissions; as many at once as there are cores.
    """
    cores = os.cpu_count() or 1
    for first in range(0, students, cores):
        children = []
        for number in range(first, min(first + cores, students)):
            child = os.fork()
            if child == 0:
                try:
                    _run_and_judge(course, course.texts[number % len(course.texts)])
                finally:
                    os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)


def _run_and_judge(course: BenchCourse, text: str) -> None:
    notebook = rebuild(json.loads(text), course.release)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in notebook.cells:
            if runs(cell):
                with contextlib.suppress(Exception):
                    exec(cell.source, names)
    for check in course.chapter.checks:
        judge(check, call_here(names[check.name]), np.random.default_rng(1))
