"""The trusted end of the pipe: a warm process, a session a submission."""

from __future__ import annotations

import contextlib
import math
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

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
Sent = tuple[str, str, list[str] | None]
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
    packages : sequence of str
        Distributions that a submission may import beside those that students have.
    """

    def __init__(
        self,
        level: str,
        limits: Limits | None = None,
        elder: Sandbox | None = None,
        warm: Warm | None = None,
        packages: Sequence[str] = (),
    ) -> None:
        self.level = level
        self.limits = limits or Limits()
        self._packages = packages
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
        self._warm = launched or launch(
            self.level, self.limits, packages=self._packages
        )
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
        with on_one_core() as cores:
            try:
                ours, child = self._fork(cores, GRACE)
            except (SessionLost, levels.SandboxUnavailable):
                # An earlier submission has killed it, or spoilt it: start anew.
                self._stop()
                self._start()
                ours, child = self._fork(cores, START_SECONDS)
            with ours:
                try:
                    yield Session(ours, self.limits)
                finally:
                    self._kill(child)

    def _fork(self, cores: Any, seconds: float) -> tuple[socket.socket, int]:
        """Fork a process and wait until it is confined."""
        ours, theirs = socket.socketpair()
        with contextlib.ExitStack() as undo:
            undo.enter_context(ours)
            request = {"fork": self._plan_now(), "cores": cores}
            with theirs:
                child = self._ask(request, seconds, theirs.fileno())["child"]
            undo.callback(self._kill, child)
            self._require_confined(ours)
            undo.pop_all()
        return ours, child

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


@dataclass(frozen=True)
class Try:
    """Which state of the notebook an exercise is called in.

    Parameters
    ----------
    at : {'check', 'end'}
        As it was where the exercise's check stands, or when all cells had run.
    answered : dict of str to callable
        Earlier exercises; the trusted side answers when they are called.
    """

    at: str = "check"
    answered: dict[str, Service] = field(default_factory=dict)


@dataclass(frozen=True)
class Parked:
    """What the submission's process says of an exercise where its check stands.

    Nothing but the number of tries depends on it.

    Parameters
    ----------
    uses : frozenset of str
        The exercises that its function uses.
    own : frozenset of str
        Those among them that are the same functions as at their own checks.
    same : bool
        Whether all that it uses is the same when all cells have run.
    """

    uses: frozenset[str]
    own: frozenset[str] = frozenset()
    same: bool = True


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
        self.running: int | None = None
        self._judged: frozenset[str] = frozenset()
        self._parked: dict[str, Any] = {}

    def run(
        self,
        steps: Sequence[Sent],
        seconds: float,
        until: float = math.inf,
        judged: Sequence[str] = (),
        *,
        find_needed: bool = True,
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Run a notebook.

        Parameters
        ----------
        steps : sequence of tuple
            Kind, text and names of each, as in `autograder.grading.skeleton.Step`.
        seconds : float
            After so long a cell is interrupted; `GRACE` later the session is lost.
        until : float
            On the clock `time.monotonic`: when there is no more time for any of them.
        judged : sequence of str
            The exercises: whatever their functions use is needed.
        find_needed : bool
            Whether demo cells are looked through.

        Yields
        ------
        tuple of int and dict
            For each cell that runs, as soon as it has run, its place among the steps,
            and ``status`` and ``outputs`` as the process gives them: nothing in these
            is to be trusted. `running` is the place of the one that runs now.

        Raises
        ------
        SessionLost
            If the process does not answer in time, or not in a frame.
        """

        def deadline() -> float:
            return min(time.monotonic() + seconds, until) + GRACE

        def receive() -> dict[str, Any]:
            with working():
                reply = wire.receive(self._sock, deadline())
            if not isinstance(reply, dict):
                raise SessionLost("a reply that is not one")
            return reply

        self._judged = frozenset(judged)
        try:
            sent = 0
            for batch in _batches(steps):
                self.running = sent  # it is to blame if it cannot be sent
                wire.send(self._sock, {"do": "keep", "steps": batch}, deadline())
                sent += len(batch)
            self.running = None
            about = {"judged": list(judged), "find_needed": find_needed}
            wire.send(
                self._sock, {"do": "run", "seconds": seconds, **about}, deadline()
            )
            for place in _places(receive().get("runs"), steps):
                self.running = place
                yield place, receive()
            self.running = None
            self._parked = receive()
        except (wire.WireError, CodecError) as error:
            raise SessionLost(str(error)) from None

    def run_cells(
        self, sources: Sequence[str], seconds: float, until: float = math.inf
    ) -> Iterator[dict[str, Any]]:
        """Run plain cells, as `run` does, and give their replies alone."""
        steps = [("run", text, None) for text in sources]
        for _, reply in self.run(steps, seconds, until):
            yield reply

    def redraw(self, picture: bytes) -> Any:
        """Decode a picture and write it anew.

        Parameters
        ----------
        picture : bytes
            Of a file that may be a picture.

        Returns
        -------
        object
            The bytes of a PNG as an array, or None; nothing in it is to be trusted.

        Raises
        ------
        SessionLost
            If the process does not answer in time, or not in a frame.
        """
        deadline = time.monotonic() + self.limits.cell_seconds
        content = np.frombuffer(picture, np.uint8)
        try:
            wire.send(self._sock, {"do": "redraw", "picture": content}, deadline)
            with working():
                return wire.receive(self._sock, deadline)
        except (wire.WireError, CodecError) as error:
            raise SessionLost(str(error)) from None

    def parked(self, name: str) -> Parked:
        """Say what the process has said of an exercise, as far as it makes sense."""
        about = self._parked.get(name)
        if type(about) is not dict:
            return Parked(self._judged)
        uses, own = (
            frozenset(one for one in listed if type(one) is str) & self._judged
            if type(listed) is list
            else frozenset[str]()
            for listed in (about.get("uses"), about.get("own"))
        )
        return Parked(uses, own, about.get("same") is True)

    @contextlib.contextmanager
    def exercise(
        self,
        name: str,
        one: Try,
        seconds: float,
        *,
        again: bool = False,
        last: bool = False,
    ) -> Iterator[ExerciseCalls]:
        """Call one exercise of the notebook, in a fork of it.

        Parameters
        ----------
        name : str
            Which function will be called.
        one : Try
            Where, and with what answers.
        seconds : float
            For all calls together.
        again : bool
            Whether the same exercise may be called again: its state is kept then.
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
        about = {"name": name, "at": one.at, "answered": list(one.answered)}
        request = {"do": "exercise", **about, "again": again, "last": last}
        try:
            with ours, theirs:
                wire.send(self._sock, request, deadline, theirs.fileno())
                theirs.close()
                yield ExerciseCalls(ours, one.answered, deadline, seconds)
            if last:
                return
            wire.send(self._sock, "done", time.monotonic() + GRACE)
            reply = wire.receive(self._sock, time.monotonic() + GRACE)
            if type(reply) is not str or reply != "ended":
                raise SessionLost("a reply that is not one")
        except wire.WireError as error:
            raise SessionLost(str(error)) from None


def _batches(steps: Sequence[Sent]) -> Iterator[list[Sent]]:
    """Put steps together for a message; a large one stands in its own, alone."""
    batch: list[Sent] = []
    for step in steps:
        if batch and sum(len(step[1]) for step in batch) + len(step[1]) > TOGETHER:
            yield batch
            batch = []
        batch.append(step)
    if batch:
        yield batch


def _places(given: Any, steps: Sequence[Sent]) -> list[int]:
    """Take the places of the cells that will run, if they make sense."""
    places = given if type(given) is list else [None]
    cells = [number for number, step in enumerate(steps) if step[0] != "check"]
    if any(type(place) is not int for place in places) or not set(places) <= set(cells):
        raise SessionLost("a plan that is none")
    if sorted(set(places)) != places:
        raise SessionLost("a plan that is none")
    return [int(place) for place in places]
