"""What the sandbox promises, tried from inside; each defence missed when it is off."""

import contextlib
import os
import subprocess
import time
from pathlib import Path

import pytest

from autograder.sandbox import levels, start
from autograder.sandbox.inside import landlock, seccomp
from autograder.sandbox.levels import SandboxUnavailable, try_full
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox, SessionLost

pytestmark = pytest.mark.sandbox
MECHANISMS = ("bubblewrap", "namespaces")
SHORT = Limits(cell_seconds=3, exercise_seconds=3, total_seconds=30)


def without(monkeypatch, *steps):
    """Switch steps off, at both levels."""
    left = {
        level: [step for step in all_steps if step not in steps]
        for level, all_steps in start.STEPS.items()
    }
    monkeypatch.setattr(start, "STEPS", left)


def said(warm, *cells):
    """Run cells as one submission; give what the last one printed."""
    with warm.session() as session:
        replies = list(session.run_cells(cells, 5))
    texts = [output["text"] for output in replies[-1]["outputs"]]
    return "".join(texts).strip()


@pytest.fixture(scope="module")
def full():
    if levels.best_level() != "full":
        pytest.skip("this machine cannot isolate fully")
    with Sandbox("full", SHORT) as warm:
        yield warm


# The guarantees


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_guarantee_holds(mechanism):
    trial = try_full(mechanism)
    if trial.reason:
        pytest.skip(trial.reason)
    assert trial.broken == []
    assert len(trial.held) == 14


@pytest.mark.parametrize(
    ("step", "lost"),
    [
        (
            "namespaces",
            {
                "its own folders vanish",
                "no other process is seen",
                "an unprivileged user",
            },
        ),
        (
            "limits",
            {
                "memory is bounded",
                "processor time is bounded",
                "open files are bounded",
                "processes are bounded",
                "file size is bounded",
            },
        ),
        ("seccomp", {"system calls are filtered (seccomp)"}),
        ("landlock", {"files are bound by the kernel (Landlock)"}),
    ],
)
def test_without_a_step_its_guarantees_are_lost(step, lost, full, monkeypatch):
    without(monkeypatch, step)
    trial = try_full.__wrapped__(levels.mechanism())
    assert not trial.reason
    if os.geteuid() and levels.mechanism() == "bubblewrap":
        # A user's bubblewrap has no capability to leave behind.
        lost = lost - {"an unprivileged user"}
    assert {name for name, held in trial.held.items() if not held} == lost


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only for root does something cover /proc"
)
def test_a_proc_that_cannot_be_mounted_does_not_pass_silently(full, monkeypatch):
    python = start._python

    def uncovered(site, program, words, before, *, drop):
        return python(site, program, words, "", drop=drop)

    monkeypatch.setattr(start, "_python", uncovered)
    trial = try_full.__wrapped__("bubblewrap")
    if "not installed" in trial.reason:
        pytest.skip(trial.reason)
    assert "mount /proc" in trial.reason
    assert not trial.full


def test_processor_time_ends(full):
    loop = "import signal\nsignal.signal(14, signal.SIG_IGN)\nwhile True: pass"
    with (
        Sandbox("full", Limits(total_seconds=0)) as warm,
        warm.session() as session,
        pytest.raises(SessionLost, match="closed"),
    ):
        list(session.run_cells([loop], 600))


def test_many_large_cells_all_run(full):
    large = [f"x = '{'é' * 300_000}'"] * 3  # in all, more than one message may hold
    assert said(full, "y = 1", *large, "print(y, len(x))") == "1 300000"


def test_a_cell_too_large_to_be_sent_is_to_blame(full):
    with full.session() as session:
        cells = ["print(1)", f"x = '{'a' * 2**21}'", "print(2)"]
        with pytest.raises(SessionLost, match="too much"):
            list(session.run_cells(cells, 5))
        assert session.running == 1


def planned(monkeypatch, change):
    """Change what is to be done to each submission's process."""
    plan = start.Start.plan
    monkeypatch.setattr(start.Start, "plan", lambda *args: change(plan(*args)))


def test_a_process_that_cannot_be_confined_runs_no_cell(full, monkeypatch):
    def spoilt(plan):
        return {**plan, "limits": {**plan["limits"], "memory": "much"}}

    planned(monkeypatch, spoilt)
    with Sandbox("full", SHORT) as warm:
        for _ in range(2):  # the second time with a new warm process
            with pytest.raises(SandboxUnavailable, match="could not be confined"):
                said(warm, "print(1)")
        monkeypatch.undo()
        warm._stop()
        warm._start()
        assert said(warm, "print(1)") == "1"


def test_a_step_that_is_silently_left_out_is_missed(full, monkeypatch):
    planned(monkeypatch, lambda plan: {**plan, "steps": [*plan["steps"], "limits "]})
    with Sandbox("full", SHORT) as warm, pytest.raises(SandboxUnavailable):
        said(warm, "print(1)")


# One submission and the next

LEAVE = """
from pathlib import Path
for folder in ("/tmp", "/dev/shm", Path.home(), "."):
    try:
        Path(folder, "sitecustomize.py").write_text("poison")
    except OSError:
        pass
import builtins, numpy, os
builtins.print, numpy.array, os.environ["POISON"] = print, None, "yes"
"""
FIND = """
import os, numpy
from pathlib import Path
folders = ("/tmp", "/dev/shm", Path.home(), ".")
print([str(f) for f in folders if Path(f, "sitecustomize.py").exists()])
print(numpy.array is None, "POISON" in os.environ)
"""


def test_nothing_is_left_for_the_next_submission(full):
    assert "True" in said(full, LEAVE, FIND)
    assert said(full, FIND) == "[]\nFalse False"


LISTEN = """
import os, socket, time
listening = socket.socket(socket.AF_UNIX)
listening.bind("\\0left")
listening.listen()
if os.fork() == 0:
    os.setsid()
    time.sleep(60)
print("left")
"""
CALL = """
import socket
try:
    socket.socket(socket.AF_UNIX).connect("\\0left")
    print("reached")
except OSError as error:
    print(type(error).__name__)
"""


def test_nobody_listens_when_the_next_submission_comes(full):
    assert said(full, LISTEN, CALL) == "reached"
    assert said(full, LISTEN) == "left"
    assert said(full, CALL) == "ConnectionRefusedError"


def test_without_namespaces_files_are_left_behind(full, monkeypatch):
    without(monkeypatch, "namespaces", "landlock")
    with Sandbox("full", SHORT) as open_to_all:
        said(open_to_all, LEAVE)
        assert "/tmp" in said(open_to_all, FIND)


def descendants(pid):
    listed = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    parents = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found = {pid}
    while True:
        more = {child for child, parent in parents if parent in found} - found
        if not more:
            return found - {pid}
        found |= more


def running(pids):
    """Name those that run; a dead one may wait for long until init has noticed."""
    found = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            about = Path(f"/proc/{pid}/stat").read_text()
            if about.rpartition(")")[2].split()[0] not in "ZX":
                found.add(pid)
    return found


ORPHANS = """
import os, time
for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
print("left")
"""


@pytest.mark.parametrize("level", ["full", "limits"])
def test_no_process_is_left(level, full):
    with Sandbox(level, SHORT) as warm:
        before = descendants(warm._warm.process.pid)
        assert said(warm, ORPHANS) == "left"
        warm.settle()
        assert descendants(warm._warm.process.pid) == before
    for _ in range(50):
        if not running(before):
            break
        time.sleep(0.1)
    assert running(before) == set()


# What is seen


def test_only_its_own_connection_is_open(full):
    source = """
import os
def kind(fd):
    try:
        return os.readlink(f"/proc/self/fd/{fd}").split(":")[0]
    except OSError:
        return None
print(sorted(filter(None, map(kind, range(100)))))
"""
    null = "/dev/null"
    assert said(full, source) == str([null, null, null, "socket"])


def test_no_variable_of_the_instructor_is_there(full, monkeypatch):
    monkeypatch.setenv("GRADEBOOK_PASSWORD", "secret")
    with Sandbox("full", SHORT) as warm:
        names = said(warm, "import os; print(sorted(os.environ))")
    known = {*levels.ENVIRONMENT, "HOME", "PWD"}
    assert set(eval(names)) - known <= {"KMP_DUPLICATE_LIB_OK", "KMP_INIT_AT_FORK"}


def test_nothing_but_the_packages_and_python_is_there(full):
    source = """
import os
print([sorted(os.listdir(f)) for f in ("/", "/home", "/tmp", "/etc", "/dev/shm")])
try:
    print(os.listdir("/" + "root"))
except OSError as error:
    print(type(error).__name__)
"""
    found = said(full, source)
    for name in ("work", "gradebook", "classroom", "passwd", "shadow"):
        assert name not in found
    assert "['student'], []" in found


@pytest.mark.parametrize(
    "call",
    [
        "ctypes.CDLL(None).ptrace(16, 1, 0, 0)",
        "ctypes.CDLL(None).unshare(0x10000000)",
        "ctypes.CDLL(None).mount(b'x', b'/tmp', b'tmpfs', 0, None)",
        "ctypes.CDLL(None).setns(0, 0)",
        "ctypes.CDLL(None).syscall(56, 0x10000000 | 17, 0, 0, 0, 0)",
        "ctypes.CDLL(None).syscall(321, 0, 0, 0)",
        "ctypes.CDLL(None).syscall(425, 8, ctypes.create_string_buffer(120))",
        "ctypes.CDLL(None).syscall(438, 0, 0, 0)",
        "ctypes.CDLL(None).memfd_create(b'x', 0)",
        "ctypes.CDLL(None).shmget(0, 4096, 0o1600)",
    ],
)
def test_a_system_call_that_no_exercise_needs_fails(call, full):
    assert said(full, f"import ctypes\nprint({call})") == "-1"


def test_memory_that_no_limit_counts_is_there_without_the_filter(full, monkeypatch):
    without(monkeypatch, "seccomp")
    source = "libc = ctypes.CDLL(None); "
    source += "print(libc.memfd_create(b'x', 0) > 0, libc.shmget(0, 4096, 0o1600) >= 0)"
    with Sandbox("full", SHORT) as warm:
        assert said(warm, f"import ctypes; {source}") == "True True"


def test_sockets_reach_nobody(full):
    source = """
import socket
for family in (socket.AF_INET, socket.AF_INET6, 16, 17):
    try:
        socket.socket(family, socket.SOCK_DGRAM)
        print("made", family)
    except OSError as error:
        print(error.errno)
print(socket.socketpair()[0].family.name)
"""
    assert said(full, source).split() == ["97"] * 4 + ["AF_UNIX"]


def test_at_limits_without_the_filter_the_network_is_there(monkeypatch):
    source = "import socket; print(socket.socket(socket.AF_INET, 2).fileno() > 0)"
    with Sandbox("limits", SHORT) as warm:
        if "seccomp" not in warm._warm.plan["steps"] or not seccomp.available():
            pytest.skip("no seccomp here")
        assert "not supported" in said(warm, source)
    without(monkeypatch, "seccomp")
    with Sandbox("limits", SHORT) as warm:
        assert said(warm, source) == "True"


def test_at_limits_a_submission_of_root_is_nobodys():
    source = "import os; print(os.getuid() == 0, os.access('/etc/shadow', os.R_OK))"
    with Sandbox("limits", SHORT) as warm:
        assert said(warm, source) == "False False"


def test_root_without_a_way_to_give_up_its_rights_is_refused(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(start, "_open_to_all", lambda: False)
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(SandboxUnavailable, match="closed to others"):
        Sandbox("limits", SHORT).__enter__()


def test_at_limits_landlock_hides_the_course(monkeypatch):
    path = Path(start.__file__)
    source = f"print(len(open({str(path)!r}).read()))"
    if not landlock.version():
        pytest.skip("no Landlock here")
    with Sandbox("limits", SHORT) as warm:
        assert "needs the file" in said(warm, source)
    without(monkeypatch, "landlock")
    with Sandbox("limits", SHORT) as warm:
        assert said(warm, source) == str(len(path.read_text()))


# Names and numbers


@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_every_jump_of_the_filter_ends_inside_it(machine):
    lines = seccomp.program(machine)
    for place, (code, yes, no, _) in enumerate(lines):
        if code != seccomp.RETURN:
            assert place + 1 + max(yes, no) < len(lines)
    assert lines[-1] == (seccomp.RETURN, 0, 0, seccomp.ALLOW)


def test_the_rights_of_landlock_grow_with_its_version():
    known = [landlock.everything(version) for version in range(1, 8)]
    assert known[0] == 0x1FFF
    assert known[1] == 0x3FFF
    assert known[2] == known[3] == 0x7FFF
    assert known[4] == known[6] == 0xFFFF
