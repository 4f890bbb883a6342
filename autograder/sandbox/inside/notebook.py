"""Run a notebook top to bottom; a fork waits where the check of an exercise stands."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import course
from course.afresh.needs import Needs, Step, unchanged, uses
from course.afresh.shell import Shell
from course.codec import CodecError

from . import wire

PATIENCE = 2.0


@dataclass
class Parked:
    """A fork that waits until its exercise is called.

    Parameters
    ----------
    control : socket.socket
        The way to tell it.
    pid : int
        Its number.
    """

    control: socket.socket
    pid: int


class Notebook:
    """One submission's notebook.

    Parameters
    ----------
    shell : Shell
        Fresh; the cells run in it.
    sock : socket.socket
        The submission's connection to the trusted side.
    answer : callable
        ``answer(fd, request)`` answers the calls of an exercise until they end.
    """

    def __init__(
        self,
        shell: Shell,
        sock: socket.socket,
        answer: Callable[[int, dict[str, Any]], None],
    ) -> None:
        self.shell = shell
        self.sock = sock
        self.answer = answer
        self._parked: dict[str, Parked] = {}
        self._pending: list[str] = []
        self._seen: dict[str, dict[str, Any] | None] = {}
        self._judged: list[str] = []
        self._needs: Needs | None = None
        self._skipped: list[int] = []
        self._place = -1

    def run(
        self, steps: list[Step], request: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Run all steps.

        Parameters
        ----------
        steps : list of tuple
            In the student's order.
        request : dict
            ``seconds`` a cell, ``judged`` (the exercises), ``find_needed`` (whether
            demo cells are looked through).

        Yields
        ------
        dict
            First ``runs``, the places of the cells that will run; then each cell's
            reply; at the end what is to be known of each exercise.
        """
        self._judged = request["judged"]
        kinds = [kind for kind, *_ in steps]
        demos = [place for place, kind in enumerate(kinds) if kind == "demo"]
        needed = set[int]()
        if demos and request["find_needed"]:
            self._needs = Needs(steps, self.shell.code_of, self._judged)
            needed = self._needs.needed()
        self._skipped = [place for place in demos if place not in needed]
        self.shell.fetch = self._fetch
        hook_checks(self.park_now)
        runs = [
            place
            for place, kind in enumerate(kinds)
            if kind == "run" or place in needed
        ]
        yield {"runs": runs}
        for place, (kind, text, _) in enumerate(steps):
            self._place = place
            if kind == "check":
                if text in self._judged and text not in self._pending:
                    self._pending.append(text)
            elif kind == "run" or place in needed:
                self._fork_pending()
                yield self.shell.run(text, request["seconds"], draw=kind == "run")
        yield {name: self._about(name) for name in self._judged}

    def _fetch(self, name: str) -> str | bool:
        """Run the demo cells above that bind a name, if what is judged needs them.

        Returns
        -------
        str or bool
            Whether they have run; or a word, where an experiment uses the name.
        """
        above = [p for p in self._skipped if p < self._place]
        if self._needs is None or not above:
            return False
        cells = self._needs.needed([name])
        mine = [place for place in above if place in cells]
        if not mine:
            return False
        if not self._is_judged(self._place):
            return f"a line that uses `{name}` of a demo cell, which is not run here."
        outputs = self.shell.outputs
        for place in mine:
            self._skipped.remove(place)
            self._needs.run_here(place, self.shell.user_ns)
        self.shell.outputs = outputs
        return name in self.shell.user_ns

    def _is_judged(self, place: int) -> bool:
        """Whether an exercise needs what a cell binds."""
        assert self._needs is not None
        return place in self._needs.needed(self._judged)

    def fetch_for_call(self, name: str) -> bool:
        """Run the demo cells that a name comes from, for a function that was called."""
        if self._needs is None:
            return False
        cells = self._needs.needed([name])
        for place in [p for p in self._skipped if p in cells]:
            self._skipped.remove(place)
            self._needs.run_here(place, self.shell.user_ns)
        return name in self.shell.user_ns

    # Where checks stand

    def park_now(self, name: Any) -> None:
        """Leave a fork behind, as the notebook calls the check of an exercise."""
        if type(name) is str and name in self._judged:
            if name in self._pending:
                self._pending.remove(name)
            self._fork(name)

    def _fork_pending(self) -> None:
        """Fork where a check stood: a cell is about to change things."""
        while self._pending:
            self._fork(self._pending.pop(0))

    def _fork(self, name: str) -> None:
        namespace = self.shell.user_ns
        if name not in namespace:
            return
        ours, theirs = socket.socketpair()
        try:
            child = fork()
        except OSError:
            return
        if child == 0:
            try:
                os.setpgid(0, 0)
                for one in (
                    ours,
                    self.sock,
                    *(p.control for p in self._parked.values()),
                ):
                    one.close()
                self._wait_for_calls(theirs)
            finally:
                os._exit(0)
        theirs.close()
        if old := self._parked.pop(name, None):
            old.control.close()
            end(old.pid)
        self._parked[name] = Parked(ours, child)
        self._seen[name] = uses_with_itself(name, namespace)

    def _wait_for_calls(self, control: socket.socket) -> None:
        """Answer the calls of an exercise; a copy waits on if there may be others."""
        while True:
            request, fd = wire.receive_fd(control)
            if fd is None:
                return
            if request["again"]:
                copy = fork()
                if copy == 0:
                    os.close(fd)
                    continue
                # Here, not there: a copy that has not run yet would end with this one.
                with contextlib.suppress(OSError):
                    os.setpgid(copy, copy)
                wire.send(control, {"pid": copy})
            control.close()
            self.answer(fd, request)
            return

    def _about(self, name: str) -> dict[str, Any]:
        """Say what a function uses, and whether that is the same at the end."""
        namespace = self.shell.user_ns
        for other in self._judged:
            if other not in self._seen:
                self._seen[other] = uses_with_itself(other, namespace)
        seen = self._seen[name]
        if seen is None:
            known = [other for other in self._judged if other != name]
            return {"uses": known, "own": [], "same": name not in self._parked}
        others = [other for other in self._judged if other in seen and other != name]
        own = [
            other
            for other in others
            if (self._seen[other] or {}).get(other) is seen[other]
        ]
        same = name not in self._parked or unchanged(seen, namespace)
        return {"uses": others, "own": own, "same": same}

    # Calls

    def exercise(self, request: dict[str, Any], fd: int) -> bool:
        """Have the calls of an exercise answered; whether this process did it itself.

        Parameters
        ----------
        request : dict
            ``name``, ``at`` ("check" or "end"), ``answered``, ``again``, ``last``.
        fd : int
            The exercise's own connection.
        """
        parked = self._parked.get(request["name"]) if request["at"] == "check" else None
        if parked is not None:
            pid = self._pass_on(parked, request, fd)
        elif request["last"]:
            self.sock.close()
            self.answer(fd, request)
            return True
        else:
            pid = fork()
            if pid == 0:
                try:
                    os.setpgid(0, 0)
                    self.sock.close()
                    self.answer(fd, request)
                finally:
                    os._exit(0)
        os.close(fd)
        wire.receive_fd(self.sock)  # the trusted side is done with this exercise
        end(pid)
        wire.send(self.sock, "ended")
        return False

    def _pass_on(self, parked: Parked, request: dict[str, Any], fd: int) -> int:
        pid = parked.pid
        with contextlib.suppress(wire.WireError, CodecError, KeyError, TypeError):
            wire.send(parked.control, request, time.monotonic() + PATIENCE, fd)
            if request["again"]:
                reply = wire.receive(parked.control, time.monotonic() + PATIENCE)
                parked.pid = int(reply["pid"])
        return pid


def uses_with_itself(name: str, namespace: dict[str, Any]) -> dict[str, Any] | None:
    """Give what an exercise's function uses, and the function under its own name."""
    found = uses(namespace.get(name), namespace)
    return None if found is None else {**found, name: namespace.get(name)}


def hook_checks(park: Callable[[Any], None]) -> None:
    """Let the students' check leave a fork behind instead of judging."""

    def check(name: Any = None, *_: Any, **__: Any) -> None:
        park(name)

    vars(sys.modules["course.check"])["check"] = vars(course)["check"] = check


def fork() -> int:
    """Fork; where there are too many processes just now, wait for some to end."""
    patient_until = time.monotonic() + PATIENCE
    while True:
        try:
            return os.fork()
        except BlockingIOError:
            if time.monotonic() > patient_until:
                raise
            time.sleep(0.02)


def end(child: int) -> None:
    """Kill a fork and what it has started."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(child, signal.SIGKILL)
    with contextlib.suppress(OSError):  # a notebook may have asked not to hear of it
        os.waitpid(child, 0)
