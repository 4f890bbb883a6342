"""The warm process: imports once, forks once per submission, never runs their code."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from typing import Any

from course.afresh.shell import Shell

from . import confine, wire
from .pages import enlarge
from .rehearsal import rehearse
from .serve import serve


def main() -> None:
    """Fork a child for every connection that the trusted side passes in.

    The arguments: the connection to it, and the steps of `confine` that will be taken.
    """
    control = socket.socket(fileno=int(sys.argv[1]))
    steps = sys.argv[2:]
    confine.prepare(steps)
    confine.adopt_orphans()
    confine.shut_out()
    shell = Shell.instance()
    rehearse(shell)
    enlarge()
    gc.freeze()  # no child's collector touches, and so copies, what is shared
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # nobody reads what a submission writes past the shell
        os.dup2(nowhere, stream)
    _serve(control, shell, steps)


def _serve(control: socket.socket, shell: Shell, steps: list[str]) -> None:
    wire.send(control, {"ready": os.getpid()})
    while True:
        try:
            request, fd = wire.receive_fd(control)
        except wire.Gone:
            confine.kill_children()
            return
        if "fork" in request and fd is not None:
            if request["cores"]:
                with contextlib.suppress(OSError):  # it only takes longer without
                    os.sched_setaffinity(0, request["cores"])
            child = confine.fork(steps)
            if child == 0:
                _submission(control, fd, shell, request["fork"])
            os.close(fd)
            wire.send(control, {"child": child})
        elif "twin" in request and fd is not None:
            if os.fork() == 0:
                _twin(control, fd, shell, steps)
            os.close(fd)
        elif "kill" in request:
            _kill(request["kill"])
            wire.send(control, {"killed": request["kill"]})


def _twin(control: socket.socket, fd: int, shell: Shell, steps: list[str]) -> None:
    """Go on as the warm process of another worker."""
    try:
        control.close()
        confine.prepare(steps)
        confine.adopt_orphans()
        confine.shut_out()
        with contextlib.suppress(wire.WireError):
            _serve(socket.socket(fileno=fd), shell, steps)
    finally:
        os._exit(0)


def _submission(
    control: socket.socket, fd: int, shell: Shell, plan: dict[str, Any]
) -> None:
    try:
        control.detach()  # `confine` closes it, and all else but `fd`
        sock = socket.socket(fileno=fd)
        try:
            done = confine.confine(plan, fd)
        except (OSError, ValueError) as error:
            wire.send(sock, {"failed": str(error)})
            return
        wire.send(sock, {"confined": done})
        with contextlib.suppress(wire.WireError):
            serve(sock, shell)
    finally:
        os._exit(0)


def _kill(child: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(child, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.waitpid(child, 0)
    confine.kill_children()
