"""What else runs as the user of a submission: the kernel counts it all together.

A bound on processes is compared with all of a user's processes and threads, wherever
they came from. Since Linux 5.14 each user namespace counts its own.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import time
from pathlib import Path

from autograder.sandbox.view import NOBODY

COUNTED_APART = (5, 14)
SECONDS = 5.0  # how long a count is good for


class Neighbours:
    """Count the processes and threads that a bound for a submission has to leave out.

    Parameters
    ----------
    level : {'full', 'limits'}
        How isolated a submission is.
    """

    def __init__(self, level: str) -> None:
        apart = level == "full" and _kernel() >= COUNTED_APART
        self._counts = sys.platform == "linux" and not apart
        self._user = os.getuid() or NOBODY
        self._found = 0
        self._until = 0.0

    def count(self) -> int:
        """Give how many there are; counted anew every few seconds.

        Returns
        -------
        int
            0 where the kernel counts each submission alone.
        """
        if self._counts and time.monotonic() > self._until:
            self._found = sum(map(self._threads, Path("/proc").glob("[0-9]*/status")))
            self._until = time.monotonic() + SECONDS
        return self._found

    def _threads(self, status: Path) -> int:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            text = status.read_text(errors="replace")
            if f"\nUid:\t{self._user}\t" in text:
                return int(text.split("\nThreads:\t")[1].split()[0])
        return 0


def _kernel() -> tuple[int, ...]:
    numbers = platform.release().split("-")[0].split(".")[:2]
    return tuple(int(number) for number in numbers if number.isdigit())
