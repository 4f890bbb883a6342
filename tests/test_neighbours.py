"""Whatever else runs on the machine, an honest submission can fork."""

import os
import subprocess
import sys

import pytest

from autograder.judge import Returned
from autograder.sandbox import neighbours
from autograder.sandbox.inside import notebook
from autograder.sandbox.limits import Limits
from autograder.sandbox.neighbours import Neighbours
from autograder.sandbox.session import Sandbox, Try
from autograder.sandbox.view import NOBODY

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is counted"),
]
MANY = Limits().processes + 20
WAIT = f"for n in $(seq {MANY}); do sleep 60 & done; echo ready; wait"


@pytest.fixture
def crowd():
    """More processes than a submission may have, of the user that it runs as."""
    user = NOBODY if os.getuid() == 0 else None
    with subprocess.Popen(
        ["/bin/sh", "-c", WAIT],
        stdout=subprocess.PIPE,
        user=user,
        start_new_session=True,
        cwd="/",
    ) as first:
        assert first.stdout.readline() == b"ready\n"
        yield
        os.killpg(first.pid, 9)


def outcome_at_limits():
    with Sandbox("limits") as warm, warm.session() as session:
        list(session.run_cells(["def f():\n    return 7"], 5))
        with session.exercise("f", Try(), 5) as call:
            return call(())


def test_at_limits_others_processes_take_nothing_from_a_submission(crowd):
    outcome = outcome_at_limits()
    assert isinstance(outcome, Returned)
    assert outcome.value == 7


def test_without_the_count_the_exercise_is_lost(crowd, monkeypatch):
    monkeypatch.setattr(Neighbours, "count", lambda self: 0)
    with pytest.raises(Exception, match="closed"):
        outcome_at_limits()


def test_all_threads_of_the_user_are_counted(crowd):
    assert Neighbours("limits").count() >= MANY


def test_an_old_kernel_counts_all_at_full_isolation_too(crowd, monkeypatch):
    monkeypatch.setattr(neighbours.platform, "release", lambda: "5.10.0-35-amd64")
    assert Neighbours("full").count() >= MANY
    monkeypatch.setattr(neighbours.platform, "release", lambda: "6.1.0-18-amd64")
    assert Neighbours("full").count() == 0


def test_a_submission_is_bound_all_the_same(crowd):
    bomb = """
import os, time
count = 0
try:
    while count < 500:
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        count += 1
except BlockingIOError:
    pass
print(count)
"""
    with Sandbox("limits", Limits(cell_seconds=10)) as warm, warm.session() as session:
        (reply,) = session.run_cells([bomb], 10)
    # Others that end meanwhile leave room; without a bound there would be 500.
    assert 0 < int(reply["outputs"][0]["text"]) < 500


def refusing(times):
    """Give a fork that is refused so often."""
    refused = iter(range(times))

    def fork():
        if next(refused, None) is not None:
            raise BlockingIOError
        return 7

    return fork


def test_a_refused_fork_is_tried_again(monkeypatch):
    monkeypatch.setattr(notebook.os, "fork", refusing(3))
    assert notebook.fork() == 7


def test_a_fork_that_is_always_refused_gives_up(monkeypatch):
    monkeypatch.setattr(notebook, "PATIENCE", 0.1)
    monkeypatch.setattr(notebook.os, "fork", refusing(1000))
    with pytest.raises(BlockingIOError):
        notebook.fork()


def test_a_notebook_that_does_not_wait_for_its_children_is_judged_all_the_same():
    cell = "import signal as s\ns.signal(s.SIGCHLD, s.SIG_IGN)\ndef f(): return 7"
    with Sandbox("limits") as warm, warm.session() as session:
        list(session.run_cells([cell], 5))
        for _ in range(2):
            with session.exercise("f", Try(), 5) as call:
                assert call(()).value == 7
