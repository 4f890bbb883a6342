"""Stop what takes too long, from inside the process."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any


class OverTime(BaseException):
    """What runs is over its time; `except Exception` does not catch it."""


@contextlib.contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Raise `OverTime` in the block when it takes longer.

    On Windows, and outside of the main thread, nothing is stopped: there a person has
    to interrupt it. Inside another such block the one that ends sooner counts.

    Parameters
    ----------
    seconds : float
        Wall time.

    Raises
    ------
    OverTime
        In whatever runs at that time.
    """

    def stop(*_: Any) -> None:
        raise OverTime

    here = threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "SIGALRM") or not here:
        yield
        return
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    if 0 < left <= seconds:
        yield
        return
    began = time.monotonic()
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # at once, if its time has come meanwhile
            rest = left - (time.monotonic() - began)
            signal.setitimer(signal.ITIMER_REAL, max(rest, 1e-3))
