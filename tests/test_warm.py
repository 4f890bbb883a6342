"""What the warm process does before its first fork helps each, and shows in none."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox.inside import rehearsal
from autograder.sandbox.levels import try_full
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox
from autograder.sandbox.warm import launch

NAMES = "print(sorted(name for name in globals() if not name.startswith('_')))"
PAGES = """
import contextlib
from autograder.sandbox.inside import pages, system
asked, done, collapse = [], [], system.collapse
def noted(start, size):
    asked.append(size)
    collapse(start, size)
    done.append(size)
system.collapse = noted
objects = [bytes(450) for _ in range(20_000)]
before = objects[::7]
del objects
pages.enlarge()
assert before == [bytes(450)] * len(before)
(large,) = [r for r in open("/proc/self/smaps_rollup") if "AnonHugePages" in r]
print(sum(asked), sum(done), int(large.split()[1]) * 1024)
"""


@pytest.mark.sandbox
def test_a_submission_begins_with_the_names_of_a_notebook():
    with Sandbox("limits") as sandbox, sandbox.session() as session:
        (reply,) = session.run_cells([NAMES], 5)
    (output,) = reply["outputs"]
    assert output["text"] == "['In', 'Out', 'exit', 'get_ipython', 'open', 'quit']\n"


@pytest.mark.parametrize(
    ("what", "broken"),
    [
        ("CELLS", ("1 / 0",)),
        ("CALLS", [("columns", [], [])]),
        ("CALLS", [("nowhere", [], ["table"])]),
    ],
)
def test_a_rehearsal_that_fails_is_noticed(sandbox_shell, monkeypatch, what, broken):
    rehearsal.rehearse(sandbox_shell)
    monkeypatch.setattr(rehearsal, what, broken)
    with pytest.raises(RuntimeError, match="of the rehearsal failed"):
        rehearsal.rehearse(sandbox_shell)


def below(pid):
    """Name the processes below one."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(name) for name in listed}.union(*map(below, listed))


@pytest.mark.sandbox
@pytest.mark.parametrize("mechanism", ["bubblewrap", "namespaces"])
def test_nothing_stays_where_the_outermost_process_is_killed(mechanism):
    if try_full(mechanism).reason:
        pytest.skip(try_full(mechanism).reason)
    warm = launch("full", Limits(), mechanism)
    try:
        assert warm.control.recv(1)  # it is ready: the whole chain stands
        chain = below(warm.process.pid)
        assert len(chain) >= 2
        warm.process.kill()  # while its control still holds
        warm.process.wait()
        patient_until = time.monotonic() + 5
        while left := {pid for pid in chain if Path(f"/proc/{pid}").exists()}:
            assert time.monotonic() < patient_until, left
            time.sleep(0.01)
    finally:
        warm.end()


def large_pages() -> bool:
    """Whether the kernel puts memory into large pages when it is asked to."""
    kernel = tuple(int(part) for part in os.uname().release.split(".")[:2])
    there = Path("/sys/kernel/mm/transparent_hugepage").exists()
    return sys.platform == "linux" and kernel >= (6, 1) and there


@pytest.mark.skipif(not large_pages(), reason="large pages need Linux 6.1")
def test_the_heap_lies_in_large_pages():
    done = subprocess.run(
        [sys.executable, "-c", PAGES], check=True, capture_output=True, text=True
    )
    asked, made, large = map(int, done.stdout.split())
    assert asked >= 4 * 2**20
    # How many the kernel has left is the machine's matter; what it gave is there.
    assert large >= made
