"""Large classes: whether time and memory stay flat, and how fast the writer is."""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from autograder.bench.course import BACKPROP, BenchCourse
from autograder.bench.model import KNOWN, WRITERS, Figure, Setting, bench
from autograder.bench.servers import ServerMissing, postgresql
from autograder.grading.bulk import keep_all
from autograder.grading.task import Result, Task
from autograder.grading.waiting import find_submissions

RATE = "submissions/s"
SIZES = (40, 400, 2000)
MEBIBYTE = 2**20


@bench("classes", long=True)
def classes(setting: Setting) -> Sequence[Figure]:
    """Grade classes of growing size; watch the memory of the grader and its workers."""
    course = setting.course
    sizes = (1, 2) if setting.quick else SIZES
    seconds: dict[int, float] = {}
    memory: list[int] = []
    for size in sizes:
        course.hand_in(size)
        started = perf_counter()
        with subprocess.Popen(
            [*BACKPROP, "grade", "--sandbox", "best"],
            cwd=course.root,
            env={**os.environ, "PYTHONPATH": str(course.project)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as running:
            memory = []
            while running.poll() is None:
                memory.append(resident(running.pid))
                time.sleep(0.2)
        seconds[size] = (perf_counter() - started) / size
    records = course.room.verdicts.glob("*/*.json")
    slower = drift(sorted(path.stat().st_mtime for path in records))
    small, large = seconds[sizes[0]], seconds[sizes[-1]]
    warm = memory[len(memory) // 4 :] or memory
    growth = (max(warm[len(warm) // 2 :]) - max(warm[: len(warm) // 2 + 1])) / MEBIBYTE
    return [
        *(
            Figure(f"grade, class of {n}", s, "s/submission")
            for n, s in seconds.items()
        ),
        Figure(f"class of {sizes[-1]} against {sizes[0]}", large / small, "x", 1.15),
        Figure(f"class of {sizes[-1]}, last quarter against first", slower, "x", 1.15),
        Figure(f"memory gained over {sizes[-1]} submissions", growth, "MB", 50),
    ]


def drift(moments: Sequence[float]) -> float:
    """Say whether a run becomes slower: the start, which all share, is not in it.

    Parameters
    ----------
    moments : sequence of float
        When each submission was finished; at least two.

    Returns
    -------
    float
        How much longer the last quarter took than the first.
    """
    quarter = max(1, (len(moments) - 1) // 4)
    return (moments[-1] - moments[-1 - quarter]) / (moments[quarter] - moments[0])


def resident(process: int) -> int:
    """Give the memory of a process and all below it, shared pages counted once.

    Parameters
    ----------
    process : int
        Its id.

    Returns
    -------
    int
        Bytes; what ended meanwhile counts nothing.
    """
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total = 1024 * int(line.split()[1])
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(resident(int(child)) for child in children)
    except OSError:
        pass
    return total


@bench("writer")
def writer(setting: Setting) -> Sequence[Figure]:
    """Enter one graded notebook for many students: what one writer can take."""
    folder = setting.folder("sqlite")
    course = BenchCourse(folder, setting.root, setting.chapter)
    new, known = _enter(course, setting)
    figures = [Figure(WRITERS["sqlite"], new, RATE), Figure(KNOWN, known, RATE)]
    with contextlib.suppress(ServerMissing), postgresql() as url:
        folder = setting.folder("postgresql")
        course = BenchCourse(folder, setting.root, setting.chapter, url)
        rate = _enter(course, setting)[0]
        figures.append(Figure(WRITERS["postgresql"], rate, RATE))
    return figures


def _enter(course: BenchCourse, setting: Setting) -> list[float]:
    """Give the rates of entering what is graded already: files, gradebook, records.

    The first is that for students whom the gradebook does not know, the other for the
    same students once more.
    """
    students = 10 if setting.quick else 300
    course.hand_in(1)
    course.grade(jobs=1)
    number, module = course.chapter.number, course.chapter.module
    path = course.room.autograded / course.name(0) / number / f"{module}.ipynb"
    result = Result(path.read_text(encoding="utf-8"), [], "full")
    course.hand_in(1 + students)
    waiting = {(s.student, number): s for s in find_submissions(course.room, [number])}
    rates = []
    for _ in range(2):
        done = (
            (Task(student, number, b"", b"", b"", "full", ""), result)
            for student, _ in waiting
        )
        entered = keep_all(course.room, waiting, done)
        next(entered)  # nbgrader is imported, the gradebook is open
        moments = [perf_counter(), *(perf_counter() for _ in entered)]
        each = sorted(after - before for before, after in itertools.pairwise(moments))
        assert len(each) == students
        # The fastest tenth: on a busy machine the others waited for a core.
        rates.append(1 / each[students // 10])
    return rates
