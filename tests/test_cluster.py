"""Grading on a Dask cluster of separate processes, one of them killed on the way."""

import contextlib
import json
import os
import subprocess
import sys
import time

import pytest

from autograder.checks import CHAPTERS
from autograder.grading.cluster import ClusterUnavailable, grade_there
from autograder.sample import submissions
from tests.courses import ROOT, make_course, run

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
FULL = sum(check.points for check in CHAPTERS["01"].checks)
STUDENTS = 24
GRADE = [sys.executable, "-m", "autograder", "grade", "--sandbox", "best"]


@contextlib.contextmanager
def cluster(folder, workers):
    """Start a scheduler and workers that share nothing with the course."""
    about = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = []

    def start(program, *options):
        log = (folder / f"{program}-{len(started)}.log").open("w")
        command = [sys.executable, "-m", f"distributed.cli.{program}"]
        command += [*options, "--no-dashboard"]
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log
        )
        log.close()
        started.append(process)

    try:
        where = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(about))
        start("dask_scheduler", *where)
        for _ in range(600):
            if about.exists() and about.read_text().endswith("}"):
                break
            time.sleep(0.1)
        address = json.loads(about.read_text())["address"]
        for _ in range(workers):
            start("dask_worker", address, "--nthreads", "1", "--no-nanny")
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def test_the_run_completes_though_a_worker_is_killed(tmp_path, release_of):
    root = make_course(tmp_path / "course")
    assert run(root, "backprop", "release", "01").returncode == 0
    right = dict(submissions(CHAPTERS["01"], release_of("01")))["all-right"]
    for number in range(STUDENTS):
        student = root / f"classroom/submitted/s-{number:02d}/01"
        student.mkdir(parents=True)
        (student / "neuron.ipynb").write_text(right, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    with cluster(tmp_path / "elsewhere", 3) as (address, workers):
        grading = subprocess.Popen(
            [*GRADE, "--scheduler", address, "--verbose", "--json"],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        before = []
        for line in grading.stderr:
            before.append(line)
            if line.startswith("01 s-"):
                break
        assert "All right." in before[-1], before
        workers[0].kill()
        said, errors = grading.communicate(timeout=280)
    assert grading.returncode == 0, errors
    records = json.loads(said)
    assert [r["student"] for r in records] == [f"s-{n:02d}" for n in range(STUDENTS)]
    assert {r["points"] for r in records} == {FULL}
    assert not any(r["note"] for r in records)
    lines = [line for line in errors.splitlines() if line.startswith("01 s-")]
    assert len(lines) == STUDENTS - 1  # each entered once


def test_without_a_scheduler_one_line_says_so(tmp_path):
    with pytest.raises(ClusterUnavailable, match="no scheduler answers at tcp://"):
        next(grade_there([], "tcp://127.0.0.1:1", patience=1))
