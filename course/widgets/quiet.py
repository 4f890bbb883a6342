"""Keep out of a notebook what a student's function prints, in one thread alone.

JupyterLab lets a widget talk to the kernel while a cell runs, in a thread of its own:
what that cell prints meanwhile must still arrive.
"""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

_lock = threading.Lock()
_muted: set[int] = set()  # threads
# Kept for good: a thread that is printing does not itself hold the stream it prints to.
_filters: dict[int, Filter] = {}


class Filter:
    """A stream that drops what a muted thread writes, and hands on all else.

    Parameters
    ----------
    stream : file
        Where all else goes.
    """

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write, or drop."""
        if threading.get_ident() in _muted:
            return len(text)
        return int(self.stream.write(text))

    def writelines(self, lines: Any) -> None:
        """Write, or drop, one after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def muted() -> Iterator[None]:
    """Drop what this thread prints, and its warnings."""
    me = threading.get_ident()
    with _lock:
        outermost = me not in _muted
        _muted.add(me)
        for name in ("stdout", "stderr"):
            if not isinstance(stream := getattr(sys, name), Filter):
                setattr(sys, name, _filters.setdefault(id(stream), Filter(stream)))
    try:
        with _no_warnings():
            yield
    finally:
        with _lock:
            if outermost:
                _muted.discard(me)
            for name in ("stdout", "stderr"):
                if not _muted and isinstance(stream := getattr(sys, name), Filter):
                    setattr(sys, name, stream.stream)


def _no_warnings() -> Any:
    """Ignore warnings where that is safe: their filters belong to all threads.

    In another thread a warning is written to the muted stream.
    """
    if threading.current_thread() is not threading.main_thread():
        return nullcontext()
    return warnings.catch_warnings(action="ignore")
