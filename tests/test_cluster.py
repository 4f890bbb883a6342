"""Grading on a Dask cluster that loses workers, its scheduler and its network."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from autograder.bench.servers import dask_cluster
from autograder.checks import CHAPTERS
from autograder.grading import work
from autograder.grading.cluster import ClusterUnavailable, _next_batch, grade_there
from autograder.grading.pool import DIED
from autograder.grading.task import Task
from autograder.sample import submissions
from tests.courses import ROOT, make_course, run

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
FULL = sum(check.points for check in CHAPTERS["01"].checks)
STUDENTS = 30
GRADE = [sys.executable, "-m", "autograder", "grade", "--sandbox", "best", "--verbose"]
# So long that every worker is busy whenever something happens to the cluster.
BUSY = {"cell_type": "code", "metadata": {}, "source": "import time\ntime.sleep(0.3)"}
# A silent connection is given up as soon as Dask can do it, not after 30 seconds.
IMPATIENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "11s"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Lay out what `pip install` puts on a worker: no chapters, no tests, no course."""
    folder = tmp_path_factory.mktemp("site")
    for package in ("autograder", "solutions", "course"):
        unneeded = shutil.ignore_patterns("__pycache__", "*.md", "*.ipynb")
        shutil.copytree(ROOT / package, folder / package, ignore=unneeded)
    return {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def released(tmp_path_factory, release_of):
    """Release chapter 01 and hand in, in a course that is copied, never graded in."""
    root = make_course(tmp_path_factory.mktemp("cluster") / "released")
    done = run(root, "backprop", "release", "01")
    assert done.returncode == 0, done.stderr
    right = dict(submissions(CHAPTERS["01"], release_of("01")))["all-right"]
    notebook = json.loads(right)
    notebook["cells"].insert(0, BUSY)
    for number in range(STUDENTS):
        student = root / f"classroom/submitted/s-{number:02d}/01"
        student.mkdir(parents=True)
        (student / "neuron.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return root


@pytest.fixture
def course(released, tmp_path):
    return shutil.copytree(released, tmp_path / "course", symlinks=True)


@pytest.fixture
def elsewhere(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


class Grading:
    """The command, at work on a cluster."""

    def __init__(self, course, address):
        self.out = course / "records.json"
        with self.out.open("w") as out:
            self.process = subprocess.Popen(
                [*GRADE, "--scheduler", address, "--json"],
                cwd=course,
                env={**os.environ, **IMPATIENT, "PYTHONPATH": str(ROOT)},
                stdout=out,
                stderr=subprocess.PIPE,
                text=True,
            )
        self.said = []

    def wait_for(self, submissions):
        """Read until so many more submissions are entered."""
        for line in self.process.stderr:
            self.said.append(line)
            submissions -= line.startswith("01 s-")
            if not submissions:
                return
        raise AssertionError("".join(self.said))

    def end(self):
        """Read to the end; give all that was said."""
        with self.process as process:
            self.said += process.stderr  # not communicate(): some is read ahead
        return "".join(self.said)

    def finish(self):
        """Wait for the records; give for each line that was said of one its student."""
        said = self.end()
        assert self.process.returncode == 0, said
        records = json.loads(self.out.read_text())
        assert [r["student"] for r in records] == names(range(STUDENTS))
        assert {(r["points"], r["note"]) for r in records} == {(FULL, "")}
        return [line[3:7] for line in self.said if line.startswith("01 s-")]


def names(numbers):
    return [f"s-{number:02d}" for number in numbers]


def in_gradebook(course):
    """Count the rows of each student's grades, and sum up the points."""
    query = """
        SELECT student_id, COUNT(*), SUM(auto_score) FROM grade
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment
          ON submitted_assignment.id = submitted_notebook.assignment_id
        GROUP BY student_id ORDER BY student_id"""
    with contextlib.closing(sqlite3.connect(course / "classroom/gradebook.db")) as book:
        return book.execute(query).fetchall()


@contextlib.contextmanager
def client_of(cluster, workers):
    from distributed import Client

    with Client(cluster.address) as client:
        client.wait_for_workers(workers, timeout=120)
        yield client


def kill_a_busy_one(client, cluster):
    """Kill a worker that has a submission under way."""
    processes = client.run(os.getpid)
    for _ in range(1000):
        busy = [address for address, keys in client.processing().items() if keys]
        if busy:
            break
    (worker,) = (w for w in cluster.workers if w.pid == processes[busy[0]])
    worker.kill()


def test_a_run_is_interrupted_resumed_and_completes_though_a_worker_is_killed(
    course, elsewhere, installed
):
    # Not over before the signal comes, however late this process has its turn.
    for path in sorted(course.glob("classroom/submitted/*/01/neuron.ipynb"))[-10:]:
        slow = path.read_text(encoding="utf-8").replace("sleep(0.3)", "sleep(2)")
        path.write_text(slow, encoding="utf-8")
    with (
        dask_cluster(elsewhere, 3, installed) as cluster,
        client_of(cluster, 3) as client,
    ):
        homes = client.run(eval, "__import__('autograder').__file__").values()
        assert {home.removesuffix("/autograder/__init__.py") for home in homes} == {
            installed["PYTHONPATH"]
        }
        grading = Grading(course, cluster.address)
        grading.wait_for(2)
        grading.process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        said = grading.end()
        assert time.monotonic() - asked < 60
        assert grading.process.returncode == 130, said
        assert "What was finished is kept" in said
        kept = {
            path: path.stat().st_mtime_ns
            for path in course.glob("classroom/verdicts/*/01.json")
        }
        assert 2 <= len(kept) < STUDENTS
        resumed = Grading(course, cluster.address)
        resumed.wait_for(len(kept) + 1)
        kill_a_busy_one(client, cluster)
        lines = resumed.finish()
    assert sorted(lines) == names(range(STUDENTS))  # each entered once
    assert all(path.stat().st_mtime_ns == then for path, then in kept.items())
    rows = in_gradebook(course)
    assert [student for student, *_ in rows] == names(range(STUDENTS))
    assert len({row[1:] for row in rows}) == 1
    assert rows[0][2] == FULL


def test_a_scheduler_that_starts_again_costs_nothing(course, elsewhere, installed):
    with dask_cluster(elsewhere, 2, installed) as cluster:
        grading = Grading(course, cluster.address)
        grading.wait_for(2)
        cluster.scheduler.kill()
        cluster.scheduler.wait()
        cluster.start_scheduler()
        for _ in range(2):
            cluster.start_worker()
        lines = grading.finish()
    assert sorted(lines) == names(range(STUDENTS))
    assert any("is lost: waiting for it." in line for line in grading.said)
    assert len(in_gradebook(course)) == STUDENTS


POISON = """
import os
import signal

from autograder.grading import work

grade_honest = work.grade_task


def grade_task(task):
    if b"KILL THE WORKER" in task.content and not task.problem:
        os.kill(os.getpid(), signal.SIGKILL)
    return grade_honest(task)


work.grade_task = grade_task
"""


def test_what_kills_its_workers_costs_nobody_else_anything(
    course, elsewhere, installed, tmp_path
):
    """Dask gives up at the first death, whatever else waited on that worker."""
    site = shutil.copytree(installed["PYTHONPATH"], tmp_path / "site")
    (site / "sitecustomize.py").write_text(POISON)
    folder = course / "classroom/submitted"
    for student in names(range(8, STUDENTS)):
        shutil.rmtree(folder / student)
    path = folder / "s-03/01/neuron.ipynb"
    path.write_text(path.read_text().replace("time.sleep", "'KILL THE WORKER'; sleep"))
    environment = {
        "PYTHONPATH": str(site),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    with dask_cluster(elsewhere, 3, environment) as cluster:
        cluster.wait_for_workers()
        grading = Grading(course, cluster.address)
        said = grading.end()
        alive = sum(worker.poll() is None for worker in cluster.workers)
    assert grading.process.returncode == 0, said
    records = json.loads(grading.out.read_text())
    found = {record["student"]: record for record in records}
    poison = found.pop("s-03")
    assert (poison["points"], poison["note"]) == (0, DIED)
    assert {r["points"] for r in found.values()} == {FULL}
    assert len(found) == 7
    assert alive == 1  # one died with others' work in hand, one with that alone


def test_what_a_worker_gives_back_is_graded_once(
    course, elsewhere, installed, tmp_path
):
    """Every submission takes longer than it may: of each batch one is graded."""
    site = shutil.copytree(installed["PYTHONPATH"], tmp_path / "site")
    hasty = "from autograder.grading import work\n\nwork.ENOUGH = 0\n"
    (site / "sitecustomize.py").write_text(hasty)
    with dask_cluster(elsewhere, 2, {"PYTHONPATH": str(site)}) as cluster:
        lines = Grading(course, cluster.address).finish()
    assert sorted(lines) == names(range(STUDENTS))
    assert len(in_gradebook(course)) == STUDENTS


def test_a_worker_stops_after_a_moment(monkeypatch):
    monkeypatch.setattr(work, "grade_task", lambda task: time.sleep(task) or task)
    assert work.grade_tasks([0.01] * 5) == [0.01] * 5
    monkeypatch.setattr(work, "ENOUGH", 0.05)
    assert work.grade_tasks([0, 0, 0.1, 0, 0]) == [0, 0, 0.1]


def test_a_worker_of_another_version_grades_nothing(
    course, elsewhere, installed, tmp_path
):
    site = shutil.copytree(installed["PYTHONPATH"], tmp_path / "site")
    with (site / "autograder/checks/neuron.py").open("a") as code:
        code.write("# easier")
    with dask_cluster(elsewhere, 1, {"PYTHONPATH": str(site)}) as cluster:
        grading = Grading(course, cluster.address)
        said = grading.end()
    assert grading.process.returncode == 2
    assert "has another version of this" in said
    assert "Traceback" not in said
    assert in_gradebook(course) == []


def test_a_cluster_that_has_lost_its_workers_is_not_waited_for(
    released, elsewhere, installed
):
    release = (released / "build/release/01/neuron.ipynb").read_bytes()
    task = Task("ada", "01", b"", release, b"secret", "best", "", "there is nothing")
    with dask_cluster(elsewhere, 1, installed) as cluster:
        cluster.wait_for_workers()
        done = grade_there([task] * 50, cluster.address, patience=3)
        next(done)
        cluster.workers[0].kill()
        with pytest.raises(ClusterUnavailable, match="has no workers any more"):
            list(done)


NETWORK = f"backprop-{os.getpid()}"
HERE, THERE = (f"10.213.{os.getpid() % 250}.{end}" for end in (1, 2))


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def link():
    """Make a network namespace; give the name of the link to it."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("needs root and iproute2, to make a network of its own")
    ours, theirs = f"bp-{os.getpid()}", f"bq-{os.getpid()}"
    ip("netns", "add", NETWORK)
    try:
        ip("link", "add", ours, "type", "veth", "peer", "name", theirs)
        ip("link", "set", theirs, "netns", NETWORK)
        ip("address", "add", f"{HERE}/30", "dev", ours)
        ip("link", "set", ours, "up")
        ip("-n", NETWORK, "address", "add", f"{THERE}/30", "dev", theirs)
        ip("-n", NETWORK, "link", "set", theirs, "up")
        ip("-n", NETWORK, "link", "set", "lo", "up")
        yield ours
    finally:
        ip("netns", "del", NETWORK)


def test_a_network_that_fails_costs_nothing(course, elsewhere, installed, link):
    """Cut a worker off for a moment, and later for good."""
    environment = {**installed, **IMPATIENT}
    with dask_cluster(elsewhere, 1, environment, host=HERE) as cluster:
        cluster.start_worker("ip", "netns", "exec", NETWORK)
        with client_of(cluster, 2) as client:
            addresses = [address.split("/")[2] for address in client.nthreads()]
            hosts = {address.split(":")[0] for address in addresses}
            assert hosts == {HERE, THERE}
            grading = Grading(course, cluster.address)
            grading.wait_for(2)
            ip("link", "set", link, "down")
            time.sleep(0.5)
            ip("link", "set", link, "up")
            grading.wait_for(2)
            ip("link", "set", link, "down")
            lines = grading.finish()
    assert sorted(lines) == names(range(STUDENTS))
    assert len(in_gradebook(course)) == STUDENTS


def test_batches_shrink_so_that_no_worker_is_left_with_the_last_ones():
    left, sizes = list(range(20)), []
    while batch := _next_batch(left, workers=2):
        sizes.append(len(batch))
        del left[: len(batch)]
    assert sizes == [5, 4, 3, 2, 2, 1, 1, 1, 1]
    assert len(_next_batch(list(range(40)), workers=2)) == 8
    assert len(_next_batch([1, 2, 3], workers=3)) == 1


def test_without_a_scheduler_one_line_says_so():
    with pytest.raises(ClusterUnavailable, match="no scheduler answers at tcp://"):
        next(grade_there([], "tcp://127.0.0.1:1", patience=1))
