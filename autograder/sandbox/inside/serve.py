"""The life of one submission: run its cells, then answer calls, a fork an exercise."""

from __future__ import annotations

import contextlib
import io
import linecache
import os
import signal
import socket
import traceback
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from course.codec import CodecError, Reference

from . import wire
from .shell import Shell

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
    while True:
        request, fd = wire.receive_fd(sock)
        if request["do"] == "run":
            wire.send(sock, shell.run(request["source"], request["seconds"]))
        elif request["do"] == "exercise" and fd is not None:
            _serve_exercise(sock, fd, shell, request)


def _serve_exercise(
    sock: socket.socket, fd: int, shell: Shell, request: dict[str, Any]
) -> None:
    child = os.fork()
    if child == 0:
        try:
            os.setpgid(0, 0)
            sock.close()
            calls = socket.socket(fileno=fd)
            answer_calls(calls, shell.user_ns, request["name"], request["answered"])
        finally:
            os._exit(0)
    os.close(fd)
    wire.receive_fd(sock)  # the trusted side is done with this exercise
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    wire.send(sock, "ended")


def answer_calls(
    calls: socket.socket, namespace: dict[str, Any], name: str, answered: list[str]
) -> None:
    """Call one function of the finished notebook as often as asked.

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
    """

    def ask(asked: str) -> Callable[..., Any]:
        def answer(*args: Any, **kwargs: Any) -> Any:
            wire.send(calls, {"ask": asked, "args": args, "kwargs": kwargs})
            reply = wire.receive(calls, None, ask)
            if "answer" in reply:
                return reply["answer"]
            raise ValueError(f"{asked}: {reply['refused']}")

        answer.__name__ = asked
        return answer

    for earlier in answered:
        namespace[earlier] = ask(earlier)
    with contextlib.suppress(wire.WireError):
        while True:
            request = wire.receive(calls, None, ask)
            reply = _call(namespace.get(name), request["args"])
            try:
                wire.send(calls, reply)
            except CodecError as error:
                wire.send(calls, {"unsendable": str(error)[:MAX_MESSAGE]})


def _call(function: Any, args: tuple[Any, ...]) -> dict[str, Any]:
    if function is None:
        return {"undefined": True}
    try:
        with (
            warnings.catch_warnings(record=True) as caught,
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("always")
            value = function(*args)
    except BaseException as error:
        return {
            "raised": type(error).__name__,
            "message": _text(error),
            "line": _line(error),
        }
    warned = [str(w.message) for w in caught if w.category is RuntimeWarning]
    # A seed's generator has moved on and cannot be sent; only what can change is.
    after = tuple(_sendable(arg) for arg in args)
    return {"value": value, "args": after, "warned": warned[:10]}


def _sendable(arg: Any) -> Any:
    if isinstance(arg, np.random.Generator) or callable(arg):
        return Reference("unchanged")
    return arg


def _text(error: BaseException) -> str:
    try:
        return str(error)[:MAX_MESSAGE]
    except BaseException:
        return ""


def _line(error: BaseException) -> str:
    """Give the line of the notebook in which the error came up."""
    for frame, number in reversed(list(traceback.walk_tb(error.__traceback__))):
        filename = frame.f_code.co_filename
        if "ipykernel" in filename or "ipython-input" in filename:
            return linecache.getline(filename, number).strip()[:120]
    return ""
