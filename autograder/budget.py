"""What the trusted side may spend on one submission: processor time and memory.

A submission's own process has its limits; this bounds what is done about it here. The
work of a submission happens inside a `budget`, in blocks of `working`. A watching
thread looks at the processor time of the thread that works, and raises `Spent` in it.
That stops any Python code, but no single operation of a library: what can be handed in
is bounded in size, and `last_resort` ends a process that is stuck in one.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import mmap
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

JUDGING_SECONDS = 20.0
NAMING_SECONDS = 10.0
MEMORY = 2**30
# Of processor time for one submission, all retries included: more is no Python code.
LAST_RESORT_SECONDS = 3 * (JUDGING_SECONDS + NAMING_SECONDS)
TICK = 0.1  # seconds between two looks

# What is made once for the course pays for itself: it falls to no submission's purse.
Purse = Literal["judging", "naming", "course"]


class Spent(BaseException):
    """The budget is spent; `except Exception` on the way does not stop this."""

    def __init__(self, what: str = "processor time") -> None:
        super().__init__(
            f"Grading this submission took more {what} than one submission may take: "
            "what was judged before that keeps its points, the rest has none."
        )


class Budget:
    """What is left for one submission.

    Parameters
    ----------
    seconds : dict of str to float
        Of processor time, by purse. Finding names for mistakes has one of its own, so
        that it costs no points.
    memory : int
        How many bytes the process may grow by.
    """

    def __init__(self, seconds: dict[Purse, float], memory: int) -> None:
        self.seconds = seconds
        self._ceiling = _address_space() + memory
        self._at_work: list[_Work] = []


@dataclass
class _Work:
    """One block of work under way; a block inside it stops its clock."""

    budget: Budget
    purse: Purse
    thread: int
    clock: int | None
    since: float
    stopped: bool = False

    def elapsed(self) -> float:
        """Give the seconds of processor time since the clock was started."""
        if self.clock is None:
            return time.process_time() - self.since
        return time.clock_gettime(self.clock) - self.since


_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextlib.contextmanager
def budget(
    judging: float | None = None, naming: float | None = None, memory: int | None = None
) -> Iterator[Budget]:
    """Bound what is done for one submission; inside another budget, share that one.

    Parameters
    ----------
    judging, naming : float, optional
        Seconds of processor time.
    memory : int, optional
        Bytes.

    Yields
    ------
    Budget
        What is left.
    """
    if (outer := _current.get()) is not None:
        yield outer
        return
    mine = Budget(
        {
            "judging": JUDGING_SECONDS if judging is None else judging,
            "naming": NAMING_SECONDS if naming is None else naming,
            "course": math.inf,
        },
        MEMORY if memory is None else memory,
    )
    token = _current.set(mine)
    with _watched(mine):
        try:
            yield mine
        finally:
            _current.reset(token)


@contextlib.contextmanager
def working(purse: Purse = "judging") -> Iterator[None]:
    """Do work for a submission, out of its budget; without one, nothing is bounded.

    Parameters
    ----------
    purse : {'judging', 'naming', 'course'}
        What pays for it.

    Raises
    ------
    Spent
        If the purse is empty, now or before the block ends, or memory has run out.
    """
    mine = _current.get()
    if mine is None:
        yield
        return
    if mine.seconds[purse] <= 0:
        raise Spent
    work = _begin(mine, purse)
    try:
        with memory_bounded(mine._ceiling):
            yield
    except MemoryError:
        raise Spent("memory") from None
    finally:
        _end(work)
        if work.stopped:
            _let_it_come()


def _begin(mine: Budget, purse: Purse) -> _Work:
    thread = threading.get_ident()
    clock = None
    if hasattr(time, "pthread_getcpuclockid"):  # macOS has none: the process's will do
        clock = time.pthread_getcpuclockid(thread)
    work = _Work(mine, purse, thread, clock, 0.0)
    work.since = work.elapsed()
    with _lock:
        if mine._at_work:
            _pay(mine._at_work[-1])
        mine._at_work.append(work)
    return work


def _end(work: _Work) -> None:
    with _lock:
        _pay(work)
        others = work.budget._at_work
        del others[others.index(work) :]
        if others:
            others[-1].since += others[-1].elapsed()


def _pay(work: _Work) -> None:
    elapsed = work.elapsed()
    work.since += elapsed
    work.budget.seconds[work.purse] -= elapsed


# The watching thread


@contextlib.contextmanager
def _watched(mine: Budget) -> Iterator[None]:
    with _lock:
        _watch_list.append(mine)
        if not _watchers:
            watcher = threading.Thread(target=_watch, daemon=True)
            _watchers.append(watcher)
            watcher.start()
    _wanted.set()
    try:
        yield
    finally:
        with _lock:
            _watch_list.remove(mine)
            if not _watch_list:
                _wanted.clear()
                _ceilings.clear()  # work that was stopped may have left one
                _lift()


def _watch() -> None:
    while True:
        _wanted.wait()
        with _lock:
            for mine in _watch_list:
                for work in mine._at_work[-1:]:
                    left = mine.seconds[work.purse]
                    if not work.stopped and work.elapsed() > left:
                        mine.seconds[work.purse] = 0.0
                        work.stopped = True
                        _raise_in(work.thread, Spent)
        time.sleep(TICK)


def _raise_in(thread: int, exception: type[BaseException]) -> None:
    """Raise an exception in another thread, as soon as that runs Python code."""
    what = ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


def _let_it_come() -> None:
    """Meet an exception that comes as the block ends: here, and not later.

    Taking it back is no way: Python 3.11 then looks for it for ever.
    """
    for _ in range(1000):
        pass


# Not a Condition: `Spent` could be raised in its Python code and leave it locked.
_lock = threading.Lock()
_wanted = threading.Event()
_watch_list: list[Budget] = []
_watchers: list[threading.Thread] = []
_ceilings: list[int] = []
_before: list[tuple[int, int]] = []


def _afresh() -> None:
    """Begin anew after a fork, which brings no thread along, but perhaps its lock."""
    global _lock, _wanted
    _lock, _wanted = threading.Lock(), threading.Event()
    _watch_list.clear()
    _watchers.clear()


os.register_at_fork(after_in_child=_afresh)


@contextlib.contextmanager
def last_resort(seconds: float | None = None) -> Iterator[None]:
    """Let the kernel end this process when one submission takes too much of it.

    Only for a worker, whose death costs no other submission anything. Child processes
    do not inherit it.

    Parameters
    ----------
    seconds : float, optional
        Of processor time.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds or LAST_RESORT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextlib.contextmanager
def made_once() -> Iterator[None]:
    """Make what serves the whole course: no submission pays, and no clock runs."""
    left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        with working("course"):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, left)


# Memory


@contextlib.contextmanager
def memory_bounded(ceiling: int | None = None) -> Iterator[None]:
    """Let allocations fail with `MemoryError` in a block, instead of the machine.

    Parameters
    ----------
    ceiling : int, optional
        How large the process may be, in bytes of address space; if not given, `MEMORY`
        larger than it is. A lower bound that stands already stays.
    """
    if sys.platform != "linux":
        yield
        return
    bound = _address_space() + MEMORY if ceiling is None else ceiling
    with _lock:
        if not _ceilings:  # threads may be bounded at once: the first one's is put back
            _before.append(resource.getrlimit(resource.RLIMIT_AS))
        _ceilings.append(bound)
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        known = (n for n in (bound, soft, hard) if n != resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_AS, (min(known), hard))
    try:
        yield
    finally:
        with _lock:
            if bound in _ceilings:
                _ceilings.remove(bound)
            _lift()


def _lift() -> None:
    if not _ceilings and _before:
        resource.setrlimit(resource.RLIMIT_AS, _before.pop())


def _address_space() -> int:
    if sys.platform != "linux":
        return 0
    about = os.open("/proc/self/statm", os.O_RDONLY)
    try:
        return int(os.read(about, 32).split()[0]) * mmap.PAGESIZE
    finally:
        os.close(about)
