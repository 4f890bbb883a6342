"""The trusted side's work for a submission ends when its budget is spent."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from autograder.budget import Spent, budget, working
from autograder.checks import CHECKS
from autograder.judge import call_here, judge
from autograder.slips import stored

linux = pytest.mark.skipif(sys.platform != "linux", reason="memory needs Linux")


def for_ever():
    while True:
        sum(range(1000))


def test_a_loop_is_stopped_and_nothing_begins_afterwards():
    with budget(judging=0.2) as left:
        with pytest.raises(Spent, match="processor time"), working():
            for_ever()
        with pytest.raises(Spent), working():
            raise AssertionError("this is not run")
    assert left.seconds["judging"] <= 0
    with budget(judging=0.2), working():
        pass


def test_no_handler_on_the_way_swallows_it():
    with budget(judging=0.1), pytest.raises(Spent), working():
        with contextlib.suppress(Exception):
            for_ever()
        raise AssertionError("the loop ended")


def test_blocks_pay_from_one_purse():
    def half():
        began = time.thread_time()
        while time.thread_time() - began < 0.4:
            pass

    with budget(judging=1.0), pytest.raises(Spent):
        for _ in range(10):
            with working():
                half()
    with budget(judging=1.0):
        with working():
            half()
        half()  # not for the submission
        half()
        with working():
            half()


def test_finding_names_costs_no_points():
    with budget(judging=0.3, naming=0.2), working():
        with pytest.raises(Spent), working("naming"):
            for_ever()
        with pytest.raises(Spent), working("naming"):
            pass
    with budget(judging=0.3, naming=60.0), pytest.raises(Spent), working():
        with working("naming"):
            burn(0.5)
        for_ever()  # the judging's own clock went on from here


def burn(seconds):
    began = time.thread_time()
    while time.thread_time() - began < seconds:
        pass


def test_a_table_of_slips_that_has_to_be_made_first_costs_no_name(monkeypatch):
    check = CHECKS["mse"]
    ready = stored.exercise(check)

    def made_now(asked):
        burn(0.5)
        return ready

    monkeypatch.setattr(stored, "exercise", made_now)
    half = call_here(lambda A, Y: check.function(A, Y) / 2.0)
    with budget(naming=0.4) as left:
        verdict = judge(check, half, np.random.default_rng(1))
    assert verdict.mistake
    assert left.seconds["naming"] > 0


def test_no_last_resort_comes_while_the_course_is_served():
    script = (
        "import time; from autograder.budget import budget, last_resort, made_once\n"
        "def burn():\n"
        "    began = time.process_time()\n"
        "    while time.process_time() - began < 0.5: pass\n"
        "with last_resort(0.3), budget():\n"
        "    with made_once(): burn()\n"
        "    print('served', flush=True)\n"
        "    burn()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True
    )
    assert ended.stdout == b"served\n"
    assert ended.returncode == -signal.SIGPROF


def test_waiting_costs_nothing():
    with budget(judging=0.1), working():
        time.sleep(0.5)


def test_a_budget_inside_another_is_the_same_one():
    with budget(judging=0.1) as outer, budget(judging=60.0) as inner:
        assert inner is outer


def test_without_a_budget_nothing_is_bounded():
    before = resource.getrlimit(resource.RLIMIT_AS)
    with working():
        assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_two_threads_have_budgets_of_their_own():
    stopped, finished = [], []

    def loop():
        try:
            with budget(judging=0.2), working():
                for_ever()
        except Spent:
            stopped.append(threading.current_thread())

    def work():
        with budget(judging=60.0), working():
            loops.join()
        finished.append(True)

    loops, works = threading.Thread(target=loop), threading.Thread(target=work)
    loops.start()
    works.start()
    works.join(60)
    assert stopped == [loops]
    assert finished == [True]


def test_work_that_ends_as_it_is_stopped_is_not_stopped_later(monkeypatch):
    monkeypatch.setattr("autograder.budget.TICK", 0.0001)
    rng = np.random.default_rng(1)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0001)  # the watching thread gets its turn within the work
    works = stopped = 0
    # On a busy machine it may still come late: then there are more works.
    while works < 300 or (not stopped and works < 5000):
        works += 1
        began, seconds = time.thread_time(), rng.uniform(0.0005, 0.002)
        with budget(judging=0.001):
            try:
                with working():
                    while time.thread_time() - began < seconds:
                        pass
            except Spent:
                stopped += 1
        sum(range(1000))
    sys.setswitchinterval(interval)
    assert 0 < stopped < works


@linux
def test_memory_that_runs_out_is_said_and_the_bound_is_taken_away():
    before = resource.getrlimit(resource.RLIMIT_AS)
    with budget(memory=2**28):
        with working():
            np.ones(2**20)
        with pytest.raises(Spent, match="more memory than"), working():
            np.ones(2**26)
        np.empty(2**26)  # outside of work nothing is bounded
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_fork_has_a_watching_thread_of_its_own():
    with budget(judging=0.1), contextlib.suppress(Spent), working():
        for_ever()
    child = os.fork()
    if child == 0:
        try:
            with budget(judging=0.1), working():
                for_ever()
        except Spent:
            os._exit(7)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


STUCK = """
import warnings
from autograder import budget
from autograder.grading import work
from autograder.grading.task import Task
budget.LAST_RESORT_SECONDS = 0.5
work.parse_submission = lambda content: sum(range(10**12))  # in C: nothing else runs
work.grade_task(Task("ann", "01", b"{}", b"", b"", "limits", ""))
"""


def test_a_worker_that_is_stuck_in_a_library_is_ended():
    done = subprocess.run([sys.executable, "-c", STUCK], check=False, timeout=60)
    assert done.returncode == -signal.SIGPROF
