"""Workers see each other, and keep their submissions beside them where all are busy."""

import contextlib
import os
import sys

import pytest

from autograder.sandbox.cores import on_one_core
from autograder.sandbox.levels import best_level
from autograder.sandbox.session import Sandbox

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux can keep a process on a core"
)
SEE = "import os\nsorted(os.sched_getaffinity(0))"


@pytest.fixture
def machine(monkeypatch):
    """Give a machine of two cores that no other grader knows, and what it was told."""
    first = 1000 + 2 * (os.getpid() % 2**20)
    affinity = [{first, first + 1}]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: affinity[-1])
    monkeypatch.setattr(os, "sched_setaffinity", lambda _, kept: affinity.append(kept))
    return affinity


def test_each_keeps_to_its_own_core_where_all_are_busy(machine):
    both = sorted(machine[-1])
    with on_one_core() as alone:
        assert alone == both
        with on_one_core() as other:
            assert other == both[1:]
            with on_one_core() as one_too_many:
                assert one_too_many == both[1:]  # as its thread was told before
        assert machine[-1] == set(both)
    with on_one_core() as alone:
        assert alone == both
    assert machine[-1] == set(both)


def test_a_process_that_is_killed_leaves_its_core(machine):
    both = sorted(machine[-1])
    child = os.fork()
    if child == 0:
        on_one_core().__enter__()
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    with on_one_core() as alone:
        assert alone == both


def test_where_it_is_not_allowed_nothing_is_kept(machine, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", refuse)
    with on_one_core(), on_one_core() as other:
        assert len(other) == 1
    assert len(machine) == 1


@pytest.mark.sandbox
def test_a_submission_runs_where_its_worker_is(monkeypatch):
    def told(kept):
        @contextlib.contextmanager
        def on_these():
            yield kept

        return on_these

    here = sorted(os.sched_getaffinity(0))
    with Sandbox(best_level()) as sandbox:
        for kept in (here[-1:], here, here[:1], []):
            monkeypatch.setattr("autograder.sandbox.session.on_one_core", told(kept))
            with sandbox.session() as session:
                (reply,) = session.run_cells([SEE], 10)
            assert reply["outputs"][-1]["text"] == str(kept or here[:1])
