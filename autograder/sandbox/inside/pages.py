"""Put the warm process's memory into large pages: its forks begin and end sooner.

The kernel copies an entry for each page of a process that forks, and takes each away
when the fork ends. A large page of two megabytes has one entry, 512 small ones have
512.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from . import system

LARGE = 2 * 2**20
MOST = 16 * 2**20  # bytes; a larger range is a library's buffer, and mostly unused


def enlarge() -> None:
    """Put Python's objects into large pages, as far as they lie in one piece.

    Without it all is the same and slower: on another system than Linux, before Linux
    6.1, or where no such page is left.
    """
    for start, end in _heap() if sys.platform == "linux" else ():
        first, last = -(-start // LARGE) * LARGE, end // LARGE * LARGE
        if first < last:
            with contextlib.suppress(OSError):
                system.collapse(first, last - first)


def _heap() -> Iterator[tuple[int, int]]:
    """Give the ranges of memory that can be written to and come from no file."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        where, rights, _, _, _, *name = line.split()
        start, end = (int(part, 16) for part in where.split("-"))
        if rights == "rw-p" and name in ([], ["[heap]"]) and end - start <= MOST:
            yield start, end
