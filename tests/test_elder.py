"""Workers whose warm processes are forks of one are as apart as if each had its own."""

import socket

import pytest

from autograder.sandbox import levels
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox
from tests.test_sandbox import said

pytestmark = pytest.mark.sandbox
SHORT = Limits(cell_seconds=3, exercise_seconds=3, total_seconds=20)


@pytest.fixture(scope="module", autouse=True)
def full_isolation():
    if levels.best_level() != "full":
        pytest.skip("this machine cannot isolate fully")


@pytest.fixture(scope="module")
def elder():
    with Sandbox("full") as warm:
        yield warm


@pytest.fixture
def twins(elder):
    with (
        Sandbox("full", SHORT, elder) as one,
        Sandbox("full", SHORT, elder) as other,
    ):
        assert one._warm.process is other._warm.process is None  # none of their own
        yield one, other


LEAVE = """
import os, socket, time
open("/tmp/mine", "w").write("a solution")
open("/dev/shm/mine", "w").write("a solution")
listening = socket.socket(socket.AF_UNIX)
listening.bind("\\0mine")
listening.listen()
if os.fork() == 0:
    time.sleep(60)
print("left")
"""
LOOK = """
import os, socket
print(os.listdir("/tmp"), os.listdir("/dev/shm"), os.listdir("."))
print([name for name in os.listdir("/proc") if name.isdigit()])
try:
    socket.socket(socket.AF_UNIX).connect("\\0mine")
    print("reached")
except OSError as error:
    print(error.errno)
"""


def test_submissions_of_two_workers_at_once_do_not_see_each_other(twins):
    one, other = twins
    with one.session() as first:
        (reply,) = first.run_cells([LEAVE], 5)
        assert reply["outputs"][0]["text"] == "left\n", reply
        assert said(other, LOOK).splitlines() == ["[] [] []", "['1']", "111"]
        (reply,) = first.run_cells(["print(open('/tmp/mine').read())"], 5)
        assert reply["outputs"][0]["text"] == "a solution\n"


def test_a_worker_keeps_its_own_limits(twins):
    one, _ = twins
    source = "import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[1])"
    assert said(one, source) == str(SHORT.for_child()["seconds"])


def test_a_warm_process_that_is_lost_is_forked_anew(twins):
    one, other = twins
    one._warm.control.shutdown(socket.SHUT_RDWR)
    assert said(one, "print(1)") == "1"
    assert one._warm.process is None
    assert said(other, "print(2)") == "2"


def test_without_an_elder_that_answers_a_worker_starts_its_own():
    elder = Sandbox("full")
    with Sandbox("full", SHORT, elder) as never_started:
        assert never_started._warm.process is not None
    with elder:
        elder._warm.process.kill()
        elder._warm.process.wait()
        elder._warm.control.settimeout(5)
        while elder._warm.control.recv(1):  # until the last of its processes is gone
            pass
        with Sandbox("full", SHORT, elder) as orphan:
            assert orphan._warm.process is not None
            assert said(orphan, "print(1)") == "1"


def test_with_its_elder_goes_a_warm_process():
    with Sandbox("full") as elder:
        twin = Sandbox("full", SHORT, elder)
        twin.__enter__()
        control = twin._warm.control
        elder._warm.process.kill()
        control.settimeout(5)
        assert control.recv(1) == b""
        twin.close()
