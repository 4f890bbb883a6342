"""Keep a submission beside its worker, where every core has a worker.

The two take turns: one waits while the other works. On different cores each of their
two hundred messages wakes a sleeping core, which takes longer than to answer it. Where
there are more cores than submissions, one ends sooner if it has a core of its own.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def on_one_core() -> Iterator[list[int]]:
    """Keep the calling thread on a core while the block runs.

    Who grades where is told by names of sockets, which the kernel takes back when a
    process ends, however it ends. So the workers of several runs and of a cluster see
    each other.

    Yields
    ------
    list of int
        The cores for the submission's process: the worker's own where one is graded on
        each of the others, else all; empty where that cannot be said.
    """
    if sys.platform != "linux":
        yield []
        return
    cores = os.sched_getaffinity(0)
    with contextlib.ExitStack() as mine:
        own = next((core for core in sorted(cores) if _take(core, mine)), None)
        with contextlib.ExitStack() as nobody:
            free = any(_take(core, nobody) for core in cores - {own})
        kept = cores if own is None or free else {own}
        _keep_to(kept)
        try:
            yield sorted(kept)
        finally:
            _keep_to(cores)


def _keep_to(cores: set[int]) -> None:
    with contextlib.suppress(OSError):  # not allowed here: it only takes longer
        os.sched_setaffinity(0, cores)


def _take(core: int, whose: contextlib.ExitStack) -> bool:
    """Put a sign at a core, if there is none."""
    sign = socket.socket(socket.AF_UNIX)
    try:
        sign.bind(f"\0backprop-core-{core}")
    except OSError:
        sign.close()
        return False
    whose.enter_context(sign)
    return True
