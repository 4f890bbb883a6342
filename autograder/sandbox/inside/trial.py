"""Try, from inside, what a confined process can do: the proof behind each guarantee."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import resource
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import confine, system

MARKER = "left-behind"
OUTSIDE = ("/", "/usr", "/etc", "/site")


def main() -> None:
    """Confine two processes, one after the other; print what held in both as JSON.

    The arguments: the plan of `confine.confine`, and the paths that are not to be seen.
    """
    plan, hidden = map(json.loads, sys.argv[1:3])
    confine.prepare(plan["steps"])
    confine.adopt_orphans()
    held: dict[str, bool] = {}
    for _ in range(2):  # the second one looks for what the first one left behind
        found = _confined(plan, hidden)
        if "failed" in found:
            print(json.dumps(found))
            return
        held = {name: bool(held.get(name, True) and found[name]) for name in found}
        confine.kill_children()
    print(json.dumps(held))


def _confined(plan: dict[str, Any], hidden: list[str]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = confine.fork(plan["steps"])
    if child == 0:
        try:
            done = confine.confine(plan, writing)
            found: dict[str, Any] = _probe(plan, hidden, done)
        except Exception as error:
            found = {"failed": f"{type(error).__name__}: {error}"}
        with contextlib.suppress(OSError):
            os.write(writing, json.dumps(found).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return dict(json.loads(text)) if text else {"failed": "the trial ended too soon"}


def _probe(plan: dict[str, Any], hidden: list[str], done: list[str]) -> dict[str, bool]:
    limits = plan["limits"]
    status = dict(
        line.split(":\t", 1)
        for line in Path("/proc/self/status").read_text().splitlines()
        if ":\t" in line
    )
    return {
        "no network": _refused(_reach_out),
        "nothing of the course is seen": not any(map(os.path.exists, hidden)),
        "nothing can be written outside": all(
            map(_cannot_write, ["/", "/usr", "/etc"])
        ),
        "its own folders vanish": _private_folders(),
        "no other process is seen": os.getpid() == 1 and _processes() == {1},
        "an unprivileged user": os.getuid() != 0 and int(status["CapBnd"], 16) == 0,
        "no new privileges": status.get("NoNewPrivs") == "1",
        "memory is bounded": _refused(lambda: bytearray(limits["memory"])),
        "processor time is bounded": _bound(resource.RLIMIT_CPU) == limits["seconds"],
        "open files are bounded": _opened(limits["files"] + 1) < limits["files"],
        "processes are bounded": _forks(limits["processes"] + 1) < limits["processes"],
        "file size is bounded": _refused(lambda: _write(limits["file_size"] + 1)),
        "system calls are filtered (seccomp)": "seccomp" in done
        and _refused(lambda: system.unshare(system.CLONE_NEWUSER)),
        "files are bound by the kernel (Landlock)": "landlock" in done,
    }


def _refused(action: Callable[[], Any]) -> bool:
    try:
        action()
    except (OSError, MemoryError):
        return True
    return False


def _reach_out() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(("192.0.2.1", 9))


def _cannot_write(folder: str) -> bool:
    return _refused(lambda: Path(folder, MARKER).touch())


def _private_folders() -> bool:
    clean = not any(Path(folder, MARKER).exists() for folder in confine.PRIVATE)
    for folder in confine.PRIVATE:
        Path(folder, MARKER).touch()
    return clean and Path.cwd() == Path(confine.HOME)


def _processes() -> set[int]:
    return {int(name) for name in os.listdir("/proc") if name.isdigit()}


def _forks(most: int) -> int:
    children = []
    for _ in range(most):
        try:
            child = os.fork()
        except OSError as error:
            if error.errno != errno.EAGAIN:
                raise
            break
        if child == 0:
            time.sleep(60)
            os._exit(0)
        children.append(child)
    for child in children:
        os.kill(child, 9)
        os.waitpid(child, 0)
    return len(children)


def _bound(what: int) -> int:
    return resource.getrlimit(what)[1]


def _opened(most: int) -> int:
    descriptors: list[int] = []
    with contextlib.suppress(OSError):
        while len(descriptors) < most:
            descriptors.append(os.dup(0))
    for descriptor in descriptors:
        os.close(descriptor)
    return len(descriptors)


def _write(size: int) -> None:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open("/tmp/large", "wb") as file:
        file.truncate(size)
