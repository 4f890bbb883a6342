"""The trusted end of an exercise: call its function, answer what it asks meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.judge import Lost, Outcome, Raised, Returned
from autograder.sandbox.bounds import bounded, require_small
from autograder.sandbox.inside import wire
from autograder.shown import shown
from course.callables import IMPORTED
from course.codec import CodecError, Reference, Seed
from course.compare import Finding
from course.functions import find

MAX_QUESTIONS = 20_000
MAX_DEPTH = 20

Service = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


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
            require_small(args)
            require_small(kwargs)
            args = tuple(map(self._take, args))
            kwargs = {key: self._take(arg) for key, arg in kwargs.items()}
            # The bound ends first: over the deadline it may raise as the block is left.
            with np.errstate(all="ignore"), bounded(self._deadline):
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
        shared = reply.get("shared") is True
        said = tuple(map(_words, messages))
        return Returned(reply["value"], after, said, calls, shared)
    if "raised" in reply:
        lines = reply.get("lines")
        where = map(_words, lines[:3] if type(lines) is list else [])
        return Raised(_words(reply["raised"]), _words(reply.get("message", "")), *where)
    if "undefined" in reply:
        return Lost(Finding("undefined", "It is not defined in the notebook."))
    if "imported" in reply:
        sentence = f"What stands under this name is imported. {IMPORTED}"
        return Lost(Finding("imported", sentence))
    if "unsendable" in reply:
        returned = _words(reply["unsendable"]).removesuffix(" cannot be sent")
        sentence = f"It returned {returned}: return plain NumPy arrays and numbers."
        return Lost(Finding("type", sentence))
    return _lost("nonsense", "The reply could not be read.")


def _words(said: Any) -> str:
    return shown(str(said))


def _lost(kind: str, sentence: str) -> Lost:
    return Lost(Finding(kind, sentence))
