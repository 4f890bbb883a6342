"""The benchmark has the figures it promises; no test here asserts a time."""

import json
import subprocess
import sys
import time

import pytest

from autograder.bench.__main__ import MODULES, table, write
from autograder.bench.cluster import _computed
from autograder.bench.lanes import computing_of, of_a_class
from autograder.bench.model import BENCHES, LONG, Figure, Setting, interleaved
from autograder.bench.scale import drift
from autograder.bench.servers import SETTINGS, dask_cluster
from autograder.checks import CHAPTERS
from tests.courses import ROOT

FIELDS = {"name", "value", "unit", "target", "met"}
PROMISED = {
    "lanes", "start", "check", "writer", "classes", "steps", "directions", "layers",
    "prepare", "widgets", "dask", "loop", "button", "run all", "install", "budget",
    "mistakes", "feedback",
}  # fmt: skip


@pytest.fixture(scope="module")
def setting():
    """Let the quick runs share one released course."""
    one = Setting(ROOT, quick=True)
    yield one
    one.close()


def test_every_promised_benchmark_is_in_the_list():
    assert MODULES
    assert set(BENCHES) >= PROMISED
    assert {"classes"} <= LONG <= set(BENCHES)


@pytest.mark.parametrize(
    ("value", "target", "at_least", "met"),
    [
        (2.0, 3.0, False, True),
        (4.0, 3.0, False, False),
        (4.0, 3.0, True, True),
        (2.0, 3.0, True, False),
        (float("nan"), 3.0, False, False),
        (float("nan"), 3.0, True, False),
        (2.0, None, False, None),
    ],
)
def test_a_figure_knows_whether_it_reaches_its_target(value, target, at_least, met):
    assert Figure("x", value, "s", target, at_least).met is met


def test_sides_are_measured_in_turn():
    order = []
    sides = {name: lambda name=name: order.append(name) for name in "ab"}
    taken = interleaved(sides, 3)
    assert order == list("ababab")
    assert taken.keys() == {"a", "b"}


def test_a_later_run_keeps_the_figures_that_it_did_not_measure(tmp_path):
    path = tmp_path / "build/bench.json"
    write(path, [Figure("a", 1.0, "s"), Figure("b", 1.0, "s", 2.0)])
    write(path, [Figure("b", 3.0, "s", 2.0)])
    rows = json.loads(path.read_text())
    assert [(row["name"], row["value"], row["met"]) for row in rows] == [
        ("a", 1.0, None),
        ("b", 3.0, False),
    ]
    assert all(row.keys() == FIELDS for row in rows)
    assert table([Figure("a", 1.0, "s")]).row_count == 1


# That of the widgets needs a browser (tests/browser), that of the installation an
# index of packages: the first hour's test installs from the zip too. That of the
# feedback pages runs four commands that other tests run, and takes a minute.
ELSEWHERE = {"check", "start", "widgets", "install", "feedback"}


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.parametrize("name", sorted(PROMISED - ELSEWHERE))
def test_a_quick_run_gives_every_figure_of_its_class(name, setting):
    figures = BENCHES[name](setting)
    assert figures
    assert len({figure.name for figure in figures}) == len(figures)
    assert all(figure.unit for figure in figures)
    assert all(figure.value > 0 for figure in figures if figure.unit != "MB")


def test_the_students_check_is_timed_on_every_exercise(setting):
    median, slowest = BENCHES["check"](setting)
    assert 0 < median.value <= slowest.value
    assert f"of {len(CHAPTERS[setting.chapter].checks)} exercises" in median.name


def test_pages_are_written_anew_by_each_side_and_compared_with_stock():
    done = []

    class Course:
        def __getattr__(self, name):
            return lambda *_: done.append(name)

    class Small:
        course, students, repeats, chapter = Course(), 2, 2, "01"

    figures = {figure.name: figure for figure in BENCHES["feedback"](Small())}
    ratio = figures["stock against feedback"]
    assert (ratio.target, ratio.at_least) == (10, True)
    assert done[:3] == ["hand_in", "grade", "autograde_stock"]
    sides = ["feedback", "generate_feedback", "generate_feedback_stock"]
    forgotten = [step for side in sides for step in ("forget_feedback", side)]
    assert done[3:] == forgotten * 2 + ["feedback"] * 3


def test_a_class_pays_for_the_start_of_stock_nbgrader_once():
    # Four seconds until the first of two students, three seconds each.
    assert of_a_class([4.0, 7.0, 10.0], students=8) == 3.5


def test_the_cluster_is_set_as_the_plan_says():
    lines = (ROOT / "SCALING.md").read_text(encoding="utf-8").splitlines()
    exported = [line.removeprefix("export ") for line in lines if "export" in line]
    assert exported == [f"{name}={value}" for name, value in SETTINGS.items()]


def test_a_run_that_becomes_slower_shows():
    assert drift([0, 1, 2, 3, 4, 5, 6, 7, 8]) == 1
    assert drift([0, 1, 2, 3, 4, 6, 8, 10, 12]) == 2
    assert drift([5, 7]) == 1


def test_what_a_run_computes_counts_the_processes_that_it_leaves_behind():
    burn = "import time\nwhile time.process_time() < 0.4: pass"
    leave = (
        "import subprocess, sys\n"
        f"subprocess.Popen([sys.executable, '-c', {burn!r}], start_new_session=True)"
    )

    def run():
        subprocess.run([sys.executable, "-W", "ignore", "-c", leave], check=True)

    assert computing_of(run) >= 0.4


@pytest.mark.slow
def test_a_paused_cluster_computes_nothing_and_goes_on_afterwards(tmp_path):
    with dask_cluster(tmp_path, 1, {}) as cluster:
        cluster.wait_for_workers()
        processes = [one.pid for one in (cluster.scheduler, *cluster.workers)]
        with cluster.paused():
            time.sleep(0.1)  # a signal takes a moment
            before = [_computed(process) for process in processes]
            time.sleep(0.5)
            assert [_computed(process) for process in processes] == before
        cluster.wait_for_workers()
        assert [_computed(process) for process in processes] > before
