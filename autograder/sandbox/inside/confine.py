"""Take away what a submission does not need, in the process that will run it."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from . import landlock, namespaces, seccomp, system

HOME = "/home/student"
PRIVATE = ("/tmp", "/dev/shm", HOME)
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
KILL_SECONDS = 1.5

Plan = dict[str, Any]


def _streams(_: Plan) -> bool:
    # Those that the warm process opened are one open file for all of its forks: flags
    # and locks that one submission sets there would reach the next.
    for stream, how in enumerate((os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)):
        own = os.open(os.devnull, how)
        os.dup2(own, stream)
        os.close(own)
    return True


def _own_world(plan: Plan) -> bool:
    system.prctl(system.PR_SET_DUMPABLE, 1)  # else /proc/self belongs to root
    namespaces.leave(system.WORLD)
    namespaces.fresh_proc()
    namespaces.fresh_folders(PRIVATE, plan["limits"]["file_size"])
    os.chdir(HOME)
    system.set_capabilities(0)
    return True


def _limits(plan: Plan) -> bool:
    limits = plan["limits"]
    bounds = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_CPU: limits["seconds"],
        resource.RLIMIT_NOFILE: limits["files"],
        resource.RLIMIT_FSIZE: limits["file_size"],
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":  # elsewhere nobody has counted what else runs
        bounds[resource.RLIMIT_NPROC] = limits["processes"]
    for what, value in bounds.items():
        hard = resource.getrlimit(what)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(what, (bound, bound))
        except (ValueError, OSError):
            if sys.platform == "linux":  # macOS knows no bound on the address space
                raise
    with contextlib.suppress(OSError):  # when memory runs out, this one is to die
        Path("/proc/self/oom_score_adj").write_text("1000")
    return True


def _no_new_privileges(_: Plan) -> bool:
    if sys.platform != "linux":
        return False
    system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
    return True


def _landlock(plan: Plan) -> bool:
    if sys.platform != "linux" or not landlock.version():
        return False
    landlock.install(plan["readable"], [*plan["writable"], *DEVICES])
    return True


def _seccomp(_: Plan) -> bool:
    if not seccomp.available():
        return False
    seccomp.install()
    return True


STEPS: dict[str, Callable[[Plan], bool]] = {
    "streams": _streams,
    "namespaces": _own_world,
    "limits": _limits,
    "no new privileges": _no_new_privileges,
    "landlock": _landlock,
    "seccomp": _seccomp,
}


def prepare(steps: Sequence[str]) -> None:
    """Make the calling process one that may `fork` others for these steps.

    Parameters
    ----------
    steps : sequence of str
        Names in `STEPS`.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    if "namespaces" in steps:
        namespaces.settle()
        system.bound_capabilities()
    if "seccomp" in steps and seccomp.available():
        seccomp.packed()  # once, for all that are forked


def fork(steps: Sequence[str]) -> int:
    """Fork a process that will be confined.

    Parameters
    ----------
    steps : sequence of str
        Names in `STEPS`.

    Returns
    -------
    int
        As `os.fork`.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    return namespaces.fork_alone() if "namespaces" in steps else os.fork()


def confine(plan: Plan, keep: int) -> list[str]:
    """Confine this process, which `fork` has made, for good.

    Parameters
    ----------
    plan : dict
        ``steps`` (names in `STEPS`), ``limits`` (``memory``, ``file_size`` in bytes,
        ``seconds`` of CPU, ``processes``, ``files``), ``readable`` and ``writable``
        (paths for Landlock).
    keep : int
        The one file descriptor, beside the standard three, that stays open.

    Returns
    -------
    list of str
        The steps that were done; the kernel or the machine does not know the others.

    Raises
    ------
    OSError
        If a step that the kernel knows fails. The process is not to go on then.
    """
    os.setsid()
    limit = os.sysconf("SC_OPEN_MAX")
    os.closerange(3, keep)
    os.closerange(keep + 1, limit)
    namespaces.end_with_parent()
    return [name for name in plan["steps"] if STEPS[name](plan)]


def adopt_orphans() -> None:
    """Become the parent of every process that a submission leaves behind."""
    if sys.platform == "linux":
        system.prctl(system.PR_SET_CHILD_SUBREAPER, 1)


def shut_out() -> None:
    """Let no process of the same user look into this one or change it."""
    if sys.platform == "linux":
        system.prctl(system.PR_SET_DUMPABLE, 0)


def kill_children() -> None:
    """Kill every child of this process, adopted ones too, until none is left."""
    deadline = time.monotonic() + KILL_SECONDS
    while time.monotonic() < deadline:
        for child in _children():
            with contextlib.suppress(OSError):
                os.kill(child, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.0005)


def _children() -> list[int]:
    try:
        text = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    except OSError:
        return []
    return [int(pid) for pid in text.split()]
