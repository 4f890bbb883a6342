"""Many machines: what a Dask cluster costs, and what a second worker gains."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from autograder.bench.course import BenchCourse
from autograder.bench.model import (
    GRADER,
    LOOP,
    SCHEDULER,
    WORKER,
    Figure,
    Setting,
    bench,
    interleaved,
)
from autograder.bench.servers import Cluster, dask_cluster
from autograder.grading.bulk import grade_class
from autograder.grading.grade import grade_notebook
from autograder.grading.waiting import find_submissions
from autograder.sandbox.levels import best_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox

TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 3  # with each start of the clusters


@bench("dask")
def dask(setting: Setting) -> Sequence[Figure]:
    """Grade a class on one worker and on two; this process is grader and writer.

    The cluster that is not asked stands still, so that what it costs is not measured.
    Both are started anew several times: from start to start the ratio differs by a few
    per cent, whatever the number of rounds.
    """
    setting.course.hand_in(setting.students)
    started = [_one_start(setting, number) for number in range(setting.repeats)]
    one, gain, worker, grader, scheduler = map(median, zip(*started, strict=True))
    return [
        Figure("one Dask worker, a submission", one, "s"),
        Figure("two Dask workers against one", gain, "x", 1.5, True),
        Figure(WORKER, worker, "s"),
        Figure(GRADER, grader, "s"),
        Figure(SCHEDULER, scheduler, "s"),
        Figure("Dask scheduler, at most", 1 / scheduler, "submissions/s"),
    ]


def _one_start(setting: Setting, number: int) -> tuple[float, ...]:
    """Give the first five figures, for a submission, of clusters that are started."""
    course, students = setting.course, setting.students
    with _clusters(setting, number) as clusters:
        for cluster in clusters.values():  # workers warm up, this process imports
            _grade(course, cluster)
        grader, scheduler = time.process_time(), _computed(clusters["1"].scheduler.pid)
        worker = _with_children(clusters["1"].workers[0].pid)
        sides: dict[str, Callable[[], object]] = {
            "1": lambda: _grade_alone(course, clusters["1"], clusters["2"]),
            "2": lambda: _grade_alone(course, clusters["2"], clusters["1"]),
        }
        taken = interleaved(sides, ROUNDS)
        grader = time.process_time() - grader
        scheduler = _computed(clusters["1"].scheduler.pid) - scheduler
        worker = _with_children(clusters["1"].workers[0].pid) - worker
    graded = students * ROUNDS
    return (
        taken["1"] / students,
        taken["1"] / taken["2"],
        worker / graded,
        grader / graded / len(clusters),
        scheduler / graded,
    )


@bench("loop")
def loop(setting: Setting) -> Sequence[Figure]:
    """Grade a submission that never ends: it costs a worker its deadlines."""
    course = setting.course
    limits = Limits(cell_seconds=0.5, exercise_seconds=0.5) if setting.quick else None
    submission = json.loads(course.sample["endless-loop"])
    with Sandbox(best_level(), limits) as sandbox:
        started = perf_counter()
        grade_notebook(submission, course.release, course.chapter, sandbox, b"a secret")
        return [Figure(LOOP, perf_counter() - started, "s")]


@contextlib.contextmanager
def _clusters(setting: Setting, number: int) -> Iterator[dict[str, Cluster]]:
    """Start a cluster of one worker and one of two."""
    folder = setting.folder(f"dask-{number}")
    environment = {"PYTHONPATH": str(setting.root)}
    with contextlib.ExitStack() as stack:
        clusters = {}
        for workers in (1, 2):
            place = folder / str(workers)
            place.mkdir()
            started = dask_cluster(place, workers, environment)
            clusters[str(workers)] = stack.enter_context(started)
        for cluster in clusters.values():
            cluster.wait_for_workers()
        yield clusters


def _grade_alone(course: BenchCourse, cluster: Cluster, other: Cluster) -> None:
    with other.paused():
        _grade(course, cluster)


def _grade(course: BenchCourse, cluster: Cluster) -> None:
    submissions = find_submissions(course.room, [course.chapter.number])
    done = grade_class(
        course.room,
        submissions,
        sandbox="best",
        scheduler=cluster.address,
        force=True,
    )
    assert sum(1 for _ in done) == len(submissions)


def _computed(process: int) -> float:
    """Give the seconds that a process has computed, to the microsecond."""
    times = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(path.read_text().split()[0]) for path in times) / 1e9


def _with_children(process: int) -> float:
    """Give the seconds that a process and all below it have computed."""
    total = 0.0
    with contextlib.suppress(OSError):  # it may end while it is looked at
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total = sum(map(int, fields[11:15])) / TICKS
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(_with_children(int(child)) for child in children)
    return total
