"""The life of one submission: run its notebook, then answer the calls of exercises."""

from __future__ import annotations

import contextlib
import io
import linecache
import socket
import traceback
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from course.afresh.needs import Step
from course.afresh.shell import Shell
from course.callables import own, result_of
from course.codec import CodecError, Reference, Seed
from course.functions import Arguments
from course.student import LEFT_RAISE, is_stub

from . import wire
from .notebook import Notebook
from .pictures import redrawn

MAX_MESSAGE = 500


def serve(sock: socket.socket, shell: Shell) -> None:
    """Do what the trusted side asks until it hangs up.

    Parameters
    ----------
    sock : socket.socket
        The submission's own connection.
    shell : Shell
        Fresh; the cells run in it.
    """

    def answer(fd: int, request: dict[str, Any]) -> None:
        calls = socket.socket(fileno=fd)
        name, answered = request["name"], request["answered"]
        fetch = notebook.fetch_for_call
        answer_calls(calls, shell.user_ns, name, answered, fetch)

    notebook, kept = Notebook(shell, sock, answer), list[Step]()
    while True:
        request, fd = wire.receive_fd(sock)
        if request["do"] == "keep":
            kept += request["steps"]
        elif request["do"] == "run":
            for reply in notebook.run(kept, request):
                wire.send(sock, reply)
            kept = []
        elif request["do"] == "redraw":
            wire.send(sock, redrawn(request["picture"]))
        elif fd is not None and notebook.exercise(request, fd):
            return


def answer_calls(
    calls: socket.socket,
    namespace: dict[str, Any],
    name: str,
    answered: list[str],
    fetch: Callable[[str], bool] = lambda name: False,
) -> None:
    """Call one function of the notebook as often as asked.

    Parameters
    ----------
    calls : socket.socket
        The exercise's own connection.
    namespace : dict
        The notebook's names; those in `answered` are replaced.
    name : str
        Which function is called.
    answered : list of str
        Earlier exercises, which the trusted side answers from here on.
    fetch : callable, optional
        Gives a name its value that the notebook has only in a cell that did not run.
    """
    theirs = Conversation(calls)
    for earlier in answered:
        namespace[earlier] = theirs.ask(earlier)
    with contextlib.suppress(wire.WireError):
        while True:
            request = wire.receive(calls, None, theirs.ask)
            function = namespace.get(name)
            if function is not None and not own(function, namespace):
                reply = {"imported": True}
            else:
                reply = _call(function, request["args"], fetch)
            try:
                wire.send(calls, reply)
            except CodecError as error:
                wire.send(calls, {"unsendable": str(error)[:MAX_MESSAGE]})


class Conversation:
    """What the notebook's functions ask of the trusted side, and are asked meanwhile.

    Parameters
    ----------
    calls : socket.socket
        The exercise's own connection.
    """

    def __init__(self, calls: socket.socket) -> None:
        self._calls = calls
        self._lent: dict[str, Callable[..., Any]] = {}

    def ask(self, asked: str) -> Callable[..., Any]:
        """Make a function that the trusted side answers."""

        def answer(*args: Any, **kwargs: Any) -> Any:
            wire.send(
                self._calls,
                {
                    "ask": asked,
                    "args": tuple(map(self._lend, args)),
                    "kwargs": {name: self._lend(arg) for name, arg in kwargs.items()},
                },
            )
            return self._answer(asked)

        answer.__name__ = asked
        return answer

    def _answer(self, asked: str) -> Any:
        failure = None
        while True:
            reply = wire.receive(self._calls, None, self.ask)
            if "answer" in reply:
                return reply["answer"]
            if failure:  # what went wrong, went wrong in a function of the notebook
                raise failure
            if "refused" in reply:
                raise ValueError(f"{asked}: {reply['refused']}")
            try:
                value = result_of(self._lent[reply["call"]](*reply["args"]))
                wire.send(self._calls, {"result": value})
            except wire.WireError:
                raise
            except Exception as error:
                failure = error
                wire.send(self._calls, {"failed": True})

    def _lend(self, arg: Any) -> Any:
        """Name a function instead of sending it, and a generator by a new seed."""
        if isinstance(arg, np.random.Generator):
            return Seed(int(arg.integers(2**62)))
        if not callable(arg):
            return arg
        name = f"function {len(self._lent) + 1}"
        self._lent[name] = arg
        return Reference(name)


def _call(
    function: Any, args: tuple[Any, ...], fetch: Callable[[str], bool]
) -> dict[str, Any]:
    if function is None:
        return {"undefined": True}
    given = Arguments(args)
    try:
        with (
            warnings.catch_warnings(record=True) as caught,
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            np.errstate(all="warn", under="ignore"),
        ):
            warnings.simplefilter("always")
            try:
                value = result_of(function(*given.values))
            except NameError as error:
                if not error.name or not fetch(error.name):
                    raise
                value = result_of(function(*given.values))
    except BaseException as error:
        return {
            "raised": type(error).__name__,
            "message": _left_raise(error, function) or _text(error),
            "lines": _lines(error),
        }
    warned = [str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)]
    return {
        "value": value,
        "args": given.after(),
        "warned": warned[:10],
        "shared": given.shares(value),
    }


def _left_raise(error: BaseException, function: Any) -> str:
    """Say that a stub's last line was left behind code, where it was."""
    if type(error) is not NotImplementedError or is_stub(function):
        return ""
    *_, (frame, _line_number) = traceback.walk_tb(error.__traceback__)
    return LEFT_RAISE if frame.f_code is function.__code__ else ""


def _text(error: BaseException) -> str:
    try:
        return str(error)[:MAX_MESSAGE]
    except BaseException:
        return ""


def _lines(error: BaseException) -> list[str]:
    """Give where an error came up, as far as it is the notebook.

    The line of the exercise's function; and where a helper was called there, the name
    of the innermost one and its line.
    """
    frames = [
        (frame.f_code, linecache.getline(frame.f_code.co_filename, number))
        for frame, number in traceback.walk_tb(error.__traceback__)
        if "ipykernel" in frame.f_code.co_filename
        or "ipython-input" in frame.f_code.co_filename
    ]
    # A comprehension has a frame, but for its reader it is a line like any other.
    named = [f for f in frames if not f[0].co_name.startswith("<")] or frames
    lines = [line.strip()[:120] for _, line in frames[:1]]
    if named and named[-1][0] is not frames[0][0]:
        lines += [named[-1][0].co_name[:60], named[-1][1].strip()[:120]]
    return lines
