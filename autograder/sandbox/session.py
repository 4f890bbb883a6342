"""The trusted end of the pipe: a warm process, a session a submission."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from autograder.judge import Lost, Outcome, Raised, Returned
from autograder.sandbox import levels
from autograder.sandbox.inside import wire
from autograder.sandbox.limits import Limits
from course.codec import CodecError, Reference, Seed
from course.compare import Finding
from course.functions import find

START_SECONDS = 60
GRACE = 2.0
MAX_QUESTIONS = 20_000
MAX_DEPTH = 20

Service = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


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
    """

    def __init__(self, level: str, limits: Limits | None = None) -> None:
        self.level = level
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._scratch: Path | None = None
        self._plan: dict[str, Any] = {}
        self._killing = False

    def __enter__(self) -> Sandbox:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the warm process and everything below it."""
        if self._control:
            self._control.close()
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            self._process.kill()
            self._process.wait()
            if self._process.stderr:
                self._process.stderr.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)
        self._process = self._control = self._scratch = None
        self._killing = False

    def _start(self) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="backprop-"))
        self._scratch.chmod(0o755)
        ours, theirs = socket.socketpair()
        try:
            how = levels.start_warm(self.level, theirs.fileno(), self._scratch)
        except levels.SandboxUnavailable:
            ours.close()
            theirs.close()
            self.close()
            raise
        self._plan = how.plan(self.level, self.limits)
        with theirs:
            self._process = subprocess.Popen(
                how.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                cwd=how.folder,
                env={**levels.ENVIRONMENT, "HOME": how.home},
            )
        self._control = ours
        try:
            self._ask(None, START_SECONDS)
        except SessionLost:
            assert self._process.stderr is not None
            self._process.kill()
            said = self._process.stderr.read().decode(errors="replace").strip()
            self.close()
            last = said.splitlines()[-1] if said else "it said nothing"
            raise levels.SandboxUnavailable(
                f"the sandbox did not start: {last}"
            ) from None

    def _ask(self, request: Any, seconds: float, fd: int | None = None) -> Any:
        assert self._control is not None
        deadline = time.monotonic() + seconds
        try:
            if request is not None:
                wire.send(self._control, request, deadline, fd)
            return wire.receive(self._control, deadline)
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
        request = {"fork": self._plan}
        with ours:
            with theirs:
                try:
                    child = self._ask(request, GRACE, theirs.fileno())["child"]
                except SessionLost:  # an earlier submission has killed it: start anew
                    self.close()
                    self._start()
                    child = self._ask(request, START_SECONDS, theirs.fileno())["child"]
            try:
                self._require_confined(ours)
                yield Session(ours, self.limits)
            finally:
                self._kill(child)

    def _kill(self, child: int) -> None:
        """Have a submission's processes killed; `settle` waits until they are gone."""
        assert self._control is not None
        with contextlib.suppress(wire.WireError):  # `settle` will notice
            wire.send(self._control, {"kill": child}, time.monotonic() + GRACE)
        self._killing = True

    def settle(self) -> None:
        """Wait until the last submission is gone; no other one runs before that."""
        if not self._killing:
            return
        self._killing = False
        try:
            self._ask(None, GRACE)
        except SessionLost:
            self.close()
            self._start()

    def _require_confined(self, sock: socket.socket) -> None:
        """Wait until the process has confined itself; none of its cells ran so far."""
        try:
            reply = wire.receive(sock, time.monotonic() + START_SECONDS)
        except wire.WireError as error:
            reply = {"failed": str(error)}
        missing = set(self._plan["steps"]) - set(reply.get("confined", []))
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

    def run(self, source: str, seconds: float) -> dict[str, Any]:
        """Run one cell.

        Parameters
        ----------
        source : str
            What stands in the cell.
        seconds : float
            After so long it is interrupted; `GRACE` later it is lost.

        Returns
        -------
        dict
            ``status`` and ``outputs`` as the process gives them: nothing in it is to be
            trusted.

        Raises
        ------
        SessionLost
            If the process does not answer in time, or not in a frame.
        """
        deadline = time.monotonic() + seconds + GRACE
        request = {"do": "run", "source": source, "seconds": seconds}
        try:
            wire.send(self._sock, request, deadline)
            reply = wire.receive(self._sock, deadline)
        except (wire.WireError, CodecError) as error:
            raise SessionLost(str(error)) from None
        if not isinstance(reply, dict):
            raise SessionLost("a reply that is not one")
        return reply

    @contextlib.contextmanager
    def exercise(
        self, name: str, answered: dict[str, Service], seconds: float
    ) -> Iterator[ExerciseCalls]:
        """Fork the finished notebook for one exercise.

        Parameters
        ----------
        name : str
            Which function will be called.
        answered : dict of str to callable
            Earlier exercises; the trusted side answers when they are called.
        seconds : float
            For all calls together.

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
        request = {"do": "exercise", "name": name, "answered": list(answered)}
        try:
            with ours, theirs:
                wire.send(self._sock, request, deadline, theirs.fileno())
                theirs.close()
                yield ExerciseCalls(ours, answered, deadline, seconds)
            wire.send(self._sock, "done", time.monotonic() + GRACE)
            if wire.receive(self._sock, time.monotonic() + GRACE) != "ended":
                raise SessionLost("a reply that is not one")
        except wire.WireError as error:
            raise SessionLost(str(error)) from None


class ExerciseCalls:
    """Call one function of the submission, and answer what it asks meanwhile."""

    def __init__(
        self,
        sock: socket.socket,
        answered: dict[str, Service],
        deadline: float,
        seconds: float,
    ) -> None:
        self._sock = sock
        self._answered = answered
        self._deadline = deadline
        self._seconds = seconds
        self._questions = 0
        self._depth = 0
        self._calls = 0
        self._given: dict[str, Callable[..., Any]] = {}

    def __call__(self, args: tuple[Any, ...]) -> Outcome:
        """Call the function once.

        Parameters
        ----------
        args : tuple
            The arguments of one case.

        Returns
        -------
        Returned, Raised or Lost
            Nothing that the other end sends raises an exception here.
        """
        try:
            self._calls, self._given = 0, {}
            named = tuple(self._name(i, arg) for i, arg in enumerate(args, start=1))
            reply = self._converse({"args": named})
            return _outcome(reply, args, self._calls)
        except wire.Silent:
            return _lost(
                "time",
                f"It did not finish within {self._seconds:g} seconds: is there a loop "
                "that never ends?",
            )
        except wire.Gone:
            return _lost(
                "gone", "The process ended while the function was called: no result."
            )
        except (wire.Nonsense, CodecError) as error:
            return _lost("nonsense", f"The reply could not be read: {error}.")

    def _converse(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request, answer what is asked, and give the reply."""
        wire.send(self._sock, request, self._deadline)
        while True:
            reply = wire.receive(self._sock, self._deadline)
            if not isinstance(reply, dict):
                raise wire.Nonsense("a reply that is not one")
            if "ask" not in reply:
                return reply
            answer = self._answer(reply)
            try:
                wire.send(self._sock, answer, self._deadline)
            except CodecError:
                refused = {"refused": "the answer cannot be sent"}
                wire.send(self._sock, refused, self._deadline)

    def _name(self, position: int, arg: Any) -> Any:
        """Keep a function of the case here; its own name could give the answer away."""
        if type(arg) is not Reference:
            return arg
        name = f"argument {position}"
        self._given[name] = find(arg)
        return Reference(name)

    def _answer(self, reply: dict[str, Any]) -> dict[str, Any]:
        self._questions += 1
        name, args, kwargs = reply["ask"], reply.get("args"), reply.get("kwargs")
        if self._questions > MAX_QUESTIONS or self._depth > MAX_DEPTH:
            return {"refused": "called too often"}
        if type(name) is not str or not (name in self._answered or name in self._given):
            return {"refused": "there is no such function here"}
        if type(args) is not tuple or type(kwargs) is not dict:
            return {"refused": "called with arguments that are none"}
        self._depth += 1
        try:
            args = tuple(map(self._take, args))
            kwargs = {key: self._take(arg) for key, arg in kwargs.items()}
            if name in self._given:
                self._calls += 1
                return {"answer": self._given[name](*args, **kwargs)}
            return {"answer": self._answered[name](name, args, kwargs)}
        except wire.WireError:
            raise
        except Exception as error:  # whatever they pass, the answer is theirs to bear
            return {"refused": f"{type(error).__name__}: {error}"[:300]}
        finally:
            self._depth -= 1

    def _take(self, arg: Any) -> Any:
        """Make a generator of a seed, and a function that the other end answers."""
        if type(arg) is Seed:
            return np.random.default_rng(arg.n)
        if type(arg) is not Reference:
            return arg

        def call(*args: Any) -> Any:
            reply = self._converse({"call": arg.name, "args": args})
            if "result" in reply:
                return reply["result"]
            raise ValueError("a function of the notebook failed")

        return call


def _outcome(reply: dict[str, Any], args: tuple[Any, ...], calls: int) -> Outcome:
    if "value" in reply:
        after, warned = reply.get("args"), reply.get("warned")
        if type(after) is not tuple or len(after) != len(args):
            after = args
        messages = warned if type(warned) is list else []
        return Returned(reply["value"], after, tuple(map(str, messages)), calls)
    if "raised" in reply:
        return Raised(
            *(str(reply.get(key, ""))[:500] for key in ("raised", "message", "line"))
        )
    if "undefined" in reply:
        return Lost(Finding("undefined", "It is not defined in the notebook."))
    if "unsendable" in reply:
        sentence = f"It returned something that is no result: {reply['unsendable']}."
        return Lost(Finding("type", sentence))
    return _lost("nonsense", "The reply could not be read.")


def _lost(kind: str, sentence: str) -> Lost:
    return Lost(Finding(kind, sentence))
