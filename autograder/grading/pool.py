"""Workers on this machine, and what happens when one of them dies."""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import forkserver
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from autograder.grading.task import Result, Task

IN_FLIGHT = 3  # tasks for each worker: enough that none waits for the next
DIED = "grading it ended its worker twice; it may need too much memory"

T = TypeVar("T")
R = TypeVar("R")


class WorkersDie(RuntimeError):
    """Workers end without a reason that lies in a submission."""


@dataclass(frozen=True)
class Trade(Generic[T, R]):
    """What workers do, all in functions of modules, which travel by their names.

    Parameters
    ----------
    needs : tuple of str
        Modules that are imported once for all workers.
    start : callable
        Is called in each worker before its first task.
    work : callable
        A task in, a result out.
    give_up : callable
        Gives, for a task that ends its worker, one that cannot.
    """

    needs: tuple[str, ...]
    start: Callable[[], None]
    work: Callable[[T], R]
    give_up: Callable[[T], T]


def grading(sandbox: str) -> Trade[Task, Result]:
    """Give the trade of grading.

    Parameters
    ----------
    sandbox : {'full', 'limits', 'best'}
        The level at which the workers are warmed up.

    Returns
    -------
    Trade
        What a pool's workers learn.
    """
    trial = sandbox != "limits"
    needed = ["grading.before_workers"] if trial else ["grading.work", "slips.stored"]
    needs = tuple(f"autograder.{name}" for name in needed)
    return Trade(needs, functools.partial(_start_grading, sandbox), _grade, _give_up)


def prepare(trade: Trade[T, R]) -> None:
    """Start the process that the workers are forked from, where it does not run yet.

    Parameters
    ----------
    trade : Trade
        What they will do.

    Notes
    -----
    What every worker needs is done there once, meanwhile: imports, and for grading
    trying out what this machine can do. A command calls this before it looks what there
    is to do.

    A worker multiplies small matrices, beside others: one thread is enough, and a
    second one spins on a core that somebody else could use.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    forkserver.set_forkserver_preload(list(trade.needs))
    forkserver.ensure_running()


def work_here(
    tasks: Iterable[T], jobs: int, trade: Trade[T, R]
) -> Generator[tuple[T, R], None, None]:
    """Work on this machine.

    Parameters
    ----------
    tasks : iterable
        Taken a few at a time, so that a class of any size fits into memory.
    jobs : int
        Worker processes.
    trade : Trade
        What is done with each.

    Yields
    ------
    tuple of task and result
        In the order in which they are finished.

    Raises
    ------
    WorkersDie
        If even a task that was given up ends its worker.

    Notes
    -----
    When a worker dies, nobody knows which of the tasks under way has killed it. Each of
    them is done again, alone. One that kills its worker there twice is given up: of a
    submission nothing is run again, and it gets a note and no points.
    """
    waiting = iter(tasks)
    running: dict[Future[R], T] = {}
    with _pools(jobs, trade) as pools:
        while True:
            suspects = []
            while len(running) < IN_FLIGHT * jobs and (task := next(waiting, None)):
                try:
                    running[pools.submit(task)] = task
                except BrokenProcessPool:
                    suspects = [task]
                    break
            if not running and not suspects:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            if suspects or any(map(_died, done)):
                done, _ = wait(running)
            for future in done:
                task = running.pop(future)
                if _died(future):
                    suspects.append(task)
                else:
                    yield task, future.result()
            if suspects:
                pools.renew()
            for task in suspects:
                yield task, pools.alone(task)


def _died(future: Future[R]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


class _Pools(Generic[T, R]):
    """One pool of warm workers at a time, renewed when it is broken."""

    def __init__(self, jobs: int, trade: Trade[T, R]) -> None:
        self._jobs, self._trade = jobs, trade
        self._context = multiprocessing.get_context("forkserver")
        prepare(trade)
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs, mp_context=self._context, initializer=self._trade.start
        )

    def submit(self, task: T) -> Future[R]:
        return self._pool.submit(self._trade.work, task)

    def alone(self, task: T) -> R:
        for attempt in (task, task, self._trade.give_up(task)):
            try:
                return self.submit(attempt).result()
            except BrokenProcessPool:
                self.renew()
        raise WorkersDie(
            "the workers end one after another without a result: is there memory left? "
            "What was finished is kept"
        )

    def renew(self) -> None:
        self.stop()
        self._pool = self._start()

    def stop(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def stop_at_once(self) -> None:
        """Stop, whatever is being done: a loop would go on to its deadline.

        The pool's thread is waited for, which ends with the workers: Python would wake
        it at its end through a pipe that it may just be closing.
        """
        for worker in multiprocessing.active_children():
            worker.terminate()
        self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _pools(jobs: int, trade: Trade[T, R]) -> Iterator[_Pools[T, R]]:
    pools = _Pools(jobs, trade)
    try:
        yield pools
    except BaseException:
        pools.stop_at_once()
        raise
    pools.stop()


def live_with_parent(close: Callable[[], None] = lambda: None) -> None:
    """Make this process a worker: deaf to Ctrl-C, which the parent hears.

    Parameters
    ----------
    close : callable
        Is called when the worker is ended, whatever its main thread is doing.

    Notes
    -----
    It ends when the parent is killed. It would wait for ever otherwise: it holds both
    ends of the queue that its tasks come from.
    """

    def end() -> None:
        try:
            close()
        finally:
            os._exit(1)

    def end_with_parent() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            end()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: end())
    threading.Thread(target=end_with_parent, daemon=True).start()


def _start_grading(sandbox: str) -> None:
    from autograder.grading.work import start_worker

    start_worker(sandbox)


def _grade(task: Task) -> Result:
    from autograder.grading.work import grade_task

    return grade_task(task)


def _give_up(task: Task) -> Task:
    return replace(task, problem=DIED)
