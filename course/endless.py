"""Stop a call that does not come back. Without signals: Windows has none for this."""

from __future__ import annotations

import contextlib
import ctypes
import threading
import time
from collections.abc import Callable
from typing import Any, Self

LOOK = 0.1  # seconds from one look of the watching thread to its next


class Endless(BaseException):
    """A call took too long. Not an `Exception`, so that few functions catch it."""


class Watch:
    """Watches the calls of one thread, and ends those that take too long.

    A second thread looks at the clock and, where a call is late, has Python raise
    `Endless` inside it. A call that never comes back to Python, as one that sleeps for
    a year, is not ended. Where there are no threads, none is.

    Parameters
    ----------
    seconds : float
        How long one call may take.

    Examples
    --------
    >>> def loop():
    ...     while True:
    ...         pass
    >>> with Watch(0.2) as watch:
    ...     try:
    ...         watch.call(loop)
    ...     except Endless:
    ...         print("ended")
    ended
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._watched = threading.get_ident()
        self._since: float | None = None
        self._thrown = False
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        try:
            self._thread.start()
        except RuntimeError:  # Python in a browser has one thread
            self._over.set()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def call(self, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Call the function.

        Raises
        ------
        Endless
            If it takes longer than `seconds`.
        """
        try:
            self._since = time.monotonic()
            try:
                return function(*args, **named)
            finally:
                self._end()
        except Endless:  # perhaps raised while the call was being ended
            self._end()
            raise

    def _end(self) -> None:
        with self._lock:
            self._since = None
            thrown, self._thrown = self._thrown, False
        if thrown:
            with contextlib.suppress(Endless):
                _let_it_come()

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            with self._lock:
                since = self._since
                if since is not None and time.monotonic() - since > self.seconds:
                    self._throw()
                    self._thrown = True

    def _throw(self) -> None:
        thread, what = ctypes.c_ulong(self._watched), ctypes.py_object(Endless)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, what)


def _let_it_come() -> None:
    """Meet an exception that comes as the call ends: here, and not later.

    Taking it back is no way: Python 3.11 then looks for it for ever, and never gets on
    where a debugger or a profiler looks on.
    """
    for _ in range(1000):
        pass
