"""Seconds a submission: stock nbgrader, our two lanes, the floor."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import resource
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter, sleep
from typing import Any

import numpy as np

from autograder.bench.course import BenchCourse
from autograder.bench.model import Figure, Setting, bench, interleaved
from autograder.checks import Chapter
from autograder.grading.settings import course_config
from autograder.grading.skeleton import lay_out
from autograder.grading.work import close_sandboxes
from autograder.judge import call_here, judge
from autograder.sandbox.inside import system

STOCK = 3  # students whom stock nbgrader grades: it takes one after the other


@bench("lanes")
def lanes(setting: Setting) -> Sequence[Figure]:
    """Grade the same chapter with both graders, command for command, and the floor."""
    course, students = setting.course, setting.students
    course.hand_in(students)
    few = 1 if setting.quick else STOCK
    assert course.stock  # made before anything is measured
    cells_of = functools.partial(_cells_to_run, course)
    at_hand = {text: cells_of(text) for text in course.texts}
    moments: list[list[float]] = []
    computed: dict[str, list[float]] = {"grade": [], "stock": []}

    def computing(name: str, run: Callable[[], object]) -> Callable[[], None]:
        return lambda: computed[name].append(computing_of(run))

    taken = interleaved(
        {
            "grade": computing("grade", course.grade),
            "grade, limits": lambda: course.grade(sandbox="limits"),
            "autograde": course.autograde,
            "stock": computing(
                "stock", lambda: moments.append(course.autograde_stock(few))
            ),
            "floor": lambda: run_floor(course, students, cells_of),
            "floor, cells at hand": lambda: run_floor(course, students, at_hand.get),
        },
        setting.repeats,
        before=course.forget,
    )
    stock = median(of_a_class(times, students) for times in moments)
    each = {name: seconds / students for name, seconds in taken.items()}
    grade, limits = each["grade"], each["grade, limits"]
    cpu = median(computed["grade"]) / students
    stock_cpu = median(computed["stock"]) * stock / taken["stock"]
    what = f"chapter {setting.chapter}, class of {students}"
    return [
        Figure(f"stock nbgrader autograde, {what}", stock, "s/submission"),
        Figure(f"grade, {what}", grade, "s/submission"),
        Figure(f"grade at limits, {what}", limits, "s/submission"),
        Figure(f"nbgrader autograde, ours, {what}", each["autograde"], "s/submission"),
        Figure(f"floor, {what}", each["floor"], "s/submission"),
        Figure(
            f"floor, cells at hand, {what}",
            each["floor, cells at hand"],
            "s/submission",
        ),
        Figure(f"grade, computing, {what}", cpu, "s/submission"),
        Figure(f"stock, computing, {what}", stock_cpu, "s/submission"),
        Figure("stock against grade", stock / grade, "x", 40, at_least=True),
        Figure("grade against the floor", grade / each["floor"], "x", 2.3),
        Figure(
            "grade against the floor, cells at hand",
            grade / each["floor, cells at hand"],
            "x",
        ),
        Figure("full isolation against limits", grade / limits, "x", 1.15),
        Figure(
            "stock against nbgrader autograde, ours",
            stock / each["autograde"],
            "x",
            8,
            at_least=True,
        ),
    ]


def of_a_class(moments: Sequence[float], students: int) -> float:
    """Say what a submission costs in a class, from a run over a few students.

    Parameters
    ----------
    moments : sequence of float
        Seconds until the command began with each student, and until its end.
    students : int
        How many are in the class.

    Returns
    -------
    float
        The seconds of one student, and one's part of the start.
    """
    start, end = moments[0], moments[-1]
    return (end - start) / (len(moments) - 1) + start / students


def computing_of(run: Callable[[], object]) -> float:
    """Give the seconds that all processes of a run computed, on all cores together.

    Parameters
    ----------
    run : callable
        Starts processes and waits for them. What they leave behind is waited for too.

    Returns
    -------
    float
        User and system time; a busy machine stretches it much less than the clock's.
    """
    system.prctl(system.PR_SET_CHILD_SUBREAPER, 1)
    before = _children()
    run()
    deadline = perf_counter() + 10
    with contextlib.suppress(ChildProcessError):
        while perf_counter() < deadline:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                sleep(0.01)
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@bench("button")
def button(setting: Setting) -> Sequence[Figure]:
    """Press formgrader's button: the first time, and when its process is warm."""
    course, number = setting.course, setting.course.chapter.number
    course.hand_in(1)
    with contextlib.chdir(course.root), contextlib.redirect_stderr(io.StringIO()):
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        config = course_config(course.room)
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        pressed = []
        for _ in range(1 + setting.repeats):
            started = perf_counter()
            result = api.autograde(number, course.name(0))
            pressed.append(perf_counter() - started)
            if not result["success"]:
                raise RuntimeError(result["error"])
    close_sandboxes()
    return [
        Figure("formgrader's button, first", pressed[0], "s"),
        Figure("formgrader's button, after that", median(pressed[1:]), "s"),
    ]


def run_floor(
    course: BenchCourse, students: int, cells_of: Callable[[str], Any]
) -> None:
    """Do what cannot be left out: fork, run the student's own cells, judge.

    Parameters
    ----------
    course : BenchCourse
        Whose texts are run: honest ones, for there is no sandbox here.
    students : int
        How many submissions; as many at once as there are cores.
    cells_of : callable
        Gives the cells of a text: lays it on the release, or had done so before.
    """
    cores = os.cpu_count() or 1
    for first in range(0, students, cores):
        children = []
        for number in range(first, min(first + cores, students)):
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    text = course.texts[number % len(course.texts)]
                    _run_and_judge(course.chapter, cells_of(text))
                    status = 0
                finally:
                    os._exit(status)
            children.append(child)
        if any(os.waitpid(child, 0)[1] for child in children):
            raise RuntimeError("a submission of the floor was not judged")


def _cells_to_run(course: BenchCourse, text: str) -> list[str]:
    steps = lay_out(json.loads(text), course.release).steps
    return [step.text for step in steps if step.kind == "run"]


def _run_and_judge(chapter: Chapter, cells: Sequence[str]) -> None:
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for source in cells:
            with contextlib.suppress(Exception):
                exec(source, names)
    for check in chapter.checks:
        judge(check, call_here(names[check.name]), np.random.default_rng(1))
