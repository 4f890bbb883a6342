"""The trusted end of the pipe: a warm process, a session a submission."""

from __future__ import annotations

import contextlib
import math
import socket
import time
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.budget import working
from autograder.sandbox import levels
from autograder.sandbox.calls import ExerciseCalls, Service
from autograder.sandbox.cores import on_one_core
from autograder.sandbox.inside import wire
from autograder.sandbox.limits import Limits
from autograder.sandbox.neighbours import Neighbours
from autograder.sandbox.warm import GRACE, Warm, launch
from course.codec import CodecError

START_SECONDS = 60
TOGETHER = 100_000  # characters of cells in one message, which holds 2 MB of JSON


class SessionLost(Exception):
    """The submission's process is gone, silent, or talks nonsense."""


class Sandbox:
    """One warm process and the submissions forked from it.

    Parameters
    ----------
    level : {'full', 'limits'}
        How isolated a submission is.
    limits : Limits, optional
        What it may use up.
    elder : Sandbox, optional
        One of the same level, which outlives this one: its warm process is forked, and
        another one is only started where that fails.
    warm : Warm, optional
        A process of this level that is starting already.
    """

    def __init__(
        self,
        level: str,
        limits: Limits | None = None,
        elder: Sandbox | None = None,
        warm: Warm | None = None,
    ) -> None:
        self.level = level
        self.limits = limits or Limits()
        self._elder = elder
        self._launched = warm
        self._neighbours = Neighbours(level)
        self._warm: Warm | None = None
        self._killing = False
        self._closed = False

    def __enter__(self) -> Sandbox:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the warm process and everything below it, for good."""
        self._closed = True
        self._stop()

    def _stop(self) -> None:
        # Taken first: a thread that ends a worker may close what another one uses.
        warm, self._warm = self._warm, None
        self._killing = False
        if warm:
            warm.end()

    def _start(self) -> None:
        if self._closed:
            raise levels.SandboxUnavailable("the sandbox was closed meanwhile")
        if self._elder is not None and self._start_as_twin(self._elder):
            return
        launched, self._launched = self._launched, None
        self._warm = launched or launch(self.level, self.limits)
        try:
            self._ask(None, START_SECONDS)
        except SessionLost:
            said = self._warm.last_words()
            self._stop()
            raise levels.SandboxUnavailable(
                f"the sandbox did not start: {said}"
            ) from None

    def _start_as_twin(self, elder: Sandbox) -> bool:
        """Have another warm process fork itself; several workers may ask it at once."""
        if elder._warm is None:
            return False
        ours, theirs = socket.socketpair()
        plan = {**elder._warm.plan, "limits": self.limits.for_child()}
        self._warm = Warm(ours, plan)
        try:
            with theirs:
                deadline = time.monotonic() + GRACE
                control = elder._warm.control
                wire.send(control, {"twin": True}, deadline, theirs.fileno())
            self._ask(None, START_SECONDS)
        except (wire.WireError, SessionLost):
            self._stop()
            return False
        return True

    def _ask(self, request: Any, seconds: float, fd: int | None = None) -> Any:
        assert self._warm is not None
        control = self._warm.control
        deadline = time.monotonic() + seconds
        try:
            if request is not None:
                wire.send(control, request, deadline, fd)
            return wire.receive(control, deadline)
        except wire.WireError as error:
            raise SessionLost(str(error)) from None

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Fork a process for one submission; it is gone afterwards.

        Yields
        ------
        Session
            The way to talk to it.
        """
        self.settle()
        ours, theirs = socket.socketpair()
        with ours, on_one_core() as cores:
            request = {"fork": self._plan_now(), "cores": cores}
            with theirs:
                try:
                    child = self._ask(request, GRACE, theirs.fileno())["child"]
                except SessionLost:  # an earlier submission has killed it: start anew
                    self._stop()
                    self._start()
                    child = self._ask(request, START_SECONDS, theirs.fileno())["child"]
            try:
                self._require_confined(ours)
                yield Session(ours, self.limits)
            finally:
                self._kill(child)

    def _plan_now(self) -> dict[str, Any]:
        """Give the plan with a bound on processes that leaves the others out."""
        assert self._warm is not None
        plan = self._warm.plan
        limits = plan["limits"]
        bound = limits["processes"] + self._neighbours.count()
        return {**plan, "limits": {**limits, "processes": bound}}

    def _kill(self, child: int) -> None:
        """Have a submission's processes killed; `settle` waits until they are gone."""
        assert self._warm is not None
        with contextlib.suppress(wire.WireError):  # `settle` will notice
            wire.send(self._warm.control, {"kill": child}, time.monotonic() + GRACE)
        self._killing = True

    def settle(self) -> None:
        """Wait until the last submission is gone; no other one runs before that."""
        if not self._killing:
            return
        self._killing = False
        try:
            self._ask(None, GRACE)
        except SessionLost:
            self._stop()
            self._start()

    def _require_confined(self, sock: socket.socket) -> None:
        """Wait until the process has confined itself; none of its cells ran so far."""
        try:
            reply = wire.receive(sock, time.monotonic() + START_SECONDS)
        except wire.WireError as error:
            reply = {"failed": str(error)}
        assert self._warm is not None
        missing = set(self._warm.plan["steps"]) - set(reply.get("confined", []))
        if "failed" in reply or missing - levels.OPTIONAL:
            why = reply.get("failed", f"not done: {', '.join(sorted(missing))}")
            raise levels.SandboxUnavailable(f"a process could not be confined: {why}")


class Session:
    """One submission's process.

    Parameters
    ----------
    sock : socket.socket
        The trusted end of its connection.
    limits : Limits
        What it may use up.
    """

    def __init__(self, sock: socket.socket, limits: Limits) -> None:
        self._sock = sock
        self.limits = limits

    def run(
        self, sources: Sequence[str], seconds: float, until: float = math.inf
    ) -> Iterator[dict[str, Any]]:
        """Run cells, one after another.

        Parameters
        ----------
        sources : sequence of str
            What stands in each cell.
        seconds : float
            After so long a cell is interrupted; `GRACE` later the session is lost.
        until : float
            On the clock `time.monotonic`: when there is no more time for any of them.

        Yields
        ------
        dict
            For each cell, as soon as it has run, ``status`` and ``outputs`` as the
            process gives them: nothing in it is to be trusted.

        Raises
        ------
        SessionLost
            If the process does not answer in time, or not in a frame.
        """

        def deadline() -> float:
            return min(time.monotonic() + seconds, until) + GRACE

        try:
            for batch in _batches(sources):
                request = {"do": "run", "sources": batch, "seconds": seconds}
                wire.send(self._sock, request, deadline())
                for _ in batch:
                    with working():
                        reply = wire.receive(self._sock, deadline())
                    if not isinstance(reply, dict):
                        raise SessionLost("a reply that is not one")
                    yield reply
        except (wire.WireError, CodecError) as error:
            raise SessionLost(str(error)) from None

    @contextlib.contextmanager
    def exercise(
        self,
        name: str,
        answered: dict[str, Service],
        seconds: float,
        *,
        last: bool = False,
    ) -> Iterator[ExerciseCalls]:
        """Call one exercise of the finished notebook, in a fork of it.

        Parameters
        ----------
        name : str
            Which function will be called.
        answered : dict of str to callable
            Earlier exercises; the trusted side answers when they are called.
        seconds : float
            For all calls together.
        last : bool
            Whether the session is not used any more: no fork is needed then.

        Yields
        ------
        ExerciseCalls
            Call it with the arguments of a case.

        Raises
        ------
        SessionLost
            If the submission's process cannot fork any more.
        """
        deadline = time.monotonic() + seconds
        ours, theirs = socket.socketpair()
        about = {"name": name, "answered": list(answered), "last": last}
        request = {"do": "exercise", **about}
        try:
            with ours, theirs:
                wire.send(self._sock, request, deadline, theirs.fileno())
                theirs.close()
                yield ExerciseCalls(ours, answered, deadline, seconds)
            if last:
                return
            wire.send(self._sock, "done", time.monotonic() + GRACE)
            reply = wire.receive(self._sock, time.monotonic() + GRACE)
            if type(reply) is not str or reply != "ended":
                raise SessionLost("a reply that is not one")
        except wire.WireError as error:
            raise SessionLost(str(error)) from None


def _batches(sources: Sequence[str]) -> Iterator[list[str]]:
    """Put cells together for a message; a large one stands in its own, alone."""
    batch: list[str] = []
    for source in sources:
        if batch and sum(map(len, batch)) + len(source) > TOGETHER:
            yield batch
            batch = []
        batch.append(source)
    if batch:
        yield batch
