"""Each exercise meets the notebook as its cells left it; the last one needs no fork."""

import pytest

from autograder.judge import Lost
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox, SessionLost, Try

pytestmark = pytest.mark.sandbox

COUNTING = """
import os
seen = []
def count():
    seen.append(None)
    return len(seen)
def process():
    return os.getpid()
def own_process():
    return os.getppid()
def open_files():
    found = []
    for number in range(128):
        try:
            os.fstat(number)
            found.append(number)
        except OSError:
            pass
    return found
def leave():
    os._exit(1)
"""


@pytest.fixture(scope="module")
def warm():
    with Sandbox("limits", Limits(total_seconds=20)) as sandbox:
        yield sandbox


@pytest.fixture
def session(warm):
    with warm.session() as session:
        (reply,) = session.run_cells([COUNTING], 5)
        assert reply["status"] == "ok"
        yield session


def results(session, name, times=1, *, last=False):
    with session.exercise(name, Try(), 5, last=last) as call:
        return [call(()).value for _ in range(times)]


def test_no_exercise_leaves_anything_for_the_next_one(session):
    assert results(session, "count", 3) == [1, 2, 3]
    assert results(session, "count", 2) == [1, 2]
    assert results(session, "count", 2, last=True) == [1, 2]


def test_only_the_last_exercise_runs_in_the_process_of_the_cells(session):
    cells = results(session, "own_process")
    assert results(session, "process") != cells
    assert results(session, "process", last=True) == cells


def test_the_last_exercise_has_no_more_open_than_the_others(session):
    (before,) = results(session, "open_files")
    (after,) = results(session, "open_files", last=True)
    assert len(before) == len(after) == 4  # three streams and the calls


def test_nothing_can_be_asked_after_the_last_exercise(session):
    results(session, "count", last=True)
    with pytest.raises(SessionLost):
        results(session, "count")


def test_a_last_exercise_that_ends_its_process_spoils_no_other_session(warm):
    for _ in range(2):
        with warm.session() as session:
            list(session.run_cells([COUNTING], 5))
            assert results(session, "count") == [1]
            with session.exercise("leave", Try(), 5, last=True) as call:
                outcome = call(())
        assert isinstance(outcome, Lost)
        assert outcome.finding.kind == "gone"


SLOW_TO_START = """
import os, time
os.register_at_fork(after_in_child=lambda: time.sleep(0.3))
def f():
    return 7
"""


def test_what_waits_for_another_try_outlives_the_first_though_it_starts_late(warm):
    steps = [("run", SLOW_TO_START, None), ("check", "f", None), ("run", "1", None)]
    with warm.session() as session:
        list(session.run(steps, 5, judged=["f"]))
        for again in (True, True, False):
            with session.exercise("f", Try(), 5, again=again) as call:
                assert call(()).value == 7
