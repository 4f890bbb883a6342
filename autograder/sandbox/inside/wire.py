"""Frames on a socket: eight bytes of length, then one packed value."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable
from typing import Any

from course.codec import CodecError, pack, unpack

MAX_FRAME = 16 * 2**20


class WireError(Exception):
    """The other end is gone, silent or talks nonsense."""


class Silent(WireError):
    """Nothing complete arrived before the deadline."""


class Gone(WireError):
    """The other end has closed the connection."""


class Nonsense(WireError):
    """What arrived is not a frame, or is larger than allowed."""


def send(
    sock: socket.socket,
    value: Any,
    deadline: float | None = None,
    fd: int | None = None,
) -> None:
    """Send one value, and a file descriptor with it if one is given.

    Parameters
    ----------
    sock : socket.socket
        A stream socket.
    value : object
        What `course.codec.pack` accepts.
    deadline : float, optional
        On the clock `time.monotonic`, for the whole frame.
    fd : int, optional
        A file descriptor to pass along (Unix sockets only).

    Raises
    ------
    CodecError
        If the value cannot be sent, or is larger than `MAX_FRAME`.
    WireError
        If the other end does not take it.
    """
    body = pack(value)
    if len(body) > MAX_FRAME:
        raise CodecError(f"the value takes {len(body)} bytes; {MAX_FRAME} are allowed")
    view = memoryview(len(body).to_bytes(8, "big") + body)
    try:
        if fd is not None:
            view = view[socket.send_fds(sock, [view], [fd]) :]
        while view:
            _in_time(deadline)
            try:
                view = view[sock.send(view, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                _wait(sock, deadline, select.POLLOUT)
    except OSError as error:
        raise Gone(f"the connection is closed ({error})") from None


def receive(
    sock: socket.socket,
    deadline: float | None = None,
    resolve: Callable[[str], Any] | None = None,
) -> Any:
    """Receive one value.

    Parameters
    ----------
    sock : socket.socket
        A stream socket.
    deadline : float, optional
        On the clock `time.monotonic`, for the whole frame, however slowly it drips.
    resolve : callable, optional
        As in `course.codec.unpack`.

    Returns
    -------
    object
        The value.

    Raises
    ------
    WireError
        `Silent`, `Gone` or `Nonsense`.
    """
    length = int.from_bytes(_exactly(sock, 8, deadline), "big")
    if length > MAX_FRAME:
        raise Nonsense(f"a reply of {length} bytes; {MAX_FRAME} are allowed")
    try:
        return unpack(_exactly(sock, length, deadline), resolve)
    except CodecError as error:
        raise Nonsense(str(error)) from None


def receive_fd(sock: socket.socket) -> tuple[Any, int | None]:
    """Receive one value and the file descriptor sent with it, if any."""
    try:
        start, fds, _, _ = socket.recv_fds(sock, 8, 4)
    except OSError:
        raise Gone("the connection is closed") from None
    if not start:
        raise Gone("the connection is closed")
    length = int.from_bytes(start + _exactly(sock, 8 - len(start), None), "big")
    return unpack(_exactly(sock, length, None)), fds[0] if fds else None


def _exactly(sock: socket.socket, size: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < size:
        _in_time(deadline)
        try:
            piece = sock.recv(min(size - len(data), 2**20), socket.MSG_DONTWAIT)
        except BlockingIOError:
            _wait(sock, deadline, select.POLLIN)
            continue
        except OSError as error:
            raise Gone(f"the connection is closed ({error})") from None
        if not piece:
            raise Gone("the connection is closed")
        data += piece
    return bytes(data)


def _in_time(deadline: float | None) -> float | None:
    """Give the seconds that are left, None where there is no deadline."""
    left = None if deadline is None else deadline - time.monotonic()
    if left is not None and left <= 0:
        raise Silent("no complete reply before the deadline")
    return left


def _wait(sock: socket.socket, deadline: float | None, wanted: int) -> None:
    left = _in_time(deadline)
    poller = select.poll()
    poller.register(sock, wanted)
    if not poller.poll(None if left is None else left * 1000):
        raise Silent("no complete reply before the deadline")
