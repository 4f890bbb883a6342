"""Workers on this machine, and what happens when one of them dies."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import forkserver
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.grading.task import Result, Task

IN_FLIGHT = 3  # tasks for each worker: enough that none waits for the next
DIED = "grading it ended its worker twice; it may need too much memory"


class WorkersDie(RuntimeError):
    """Workers end without a reason that lies in a submission."""


def prepare(sandbox: str) -> None:
    """Start the process that the workers are forked from, where it does not run yet.

    Parameters
    ----------
    sandbox : {'full', 'limits', 'best'}
        As for `grade_here`.

    Notes
    -----
    What every worker needs is done there once, meanwhile: imports, and trying out what
    this machine can do. The command calls this before it looks what there is to grade.

    A worker multiplies small matrices, beside others: one thread is enough, and a
    second one spins on a core that somebody else could use.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    trial = sandbox != "limits"
    needed = ["grading.before_workers"] if trial else ["grading.work", "slips.stored"]
    forkserver.set_forkserver_preload([f"autograder.{name}" for name in needed])
    forkserver.ensure_running()


def grade_here(
    tasks: Iterable[Task], jobs: int, sandbox: str
) -> Iterator[tuple[Task, Result]]:
    """Grade on this machine.

    Parameters
    ----------
    tasks : iterable of Task
        Taken a few at a time, so that a class of any size fits into memory.
    jobs : int
        Worker processes.
    sandbox : {'full', 'limits', 'best'}
        The level at which the workers are warmed up.

    Yields
    ------
    tuple of Task and Result
        In the order in which they are finished.

    Raises
    ------
    WorkersDie
        If even a submission that is not run ends its worker.

    Notes
    -----
    When a worker dies, nobody knows which of the submissions under way has killed it.
    Each of them is graded again, alone. One that kills its worker there twice is not
    run again: it gets a note and no points.
    """
    waiting = iter(tasks)
    running: dict[Future[Result], Task] = {}
    with _pools(jobs, sandbox) as pools:
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
                yield task, _grade_alone(task, pools)


def _died(future: Future[Result]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


def _grade_alone(task: Task, pools: _Pools) -> Result:
    for attempt in (task, task, replace(task, problem=DIED)):
        try:
            return pools.submit(attempt).result()
        except BrokenProcessPool:
            pools.renew()
    raise WorkersDie(
        "the workers end one after another without a result: is there memory left? "
        "What was finished is kept"
    )


class _Pools:
    """One pool of warm workers at a time, renewed when it is broken."""

    def __init__(self, jobs: int, sandbox: str) -> None:
        self._jobs, self._sandbox = jobs, sandbox
        self._context = multiprocessing.get_context("forkserver")
        prepare(sandbox)
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs,
            mp_context=self._context,
            initializer=_start_worker,
            initargs=(self._sandbox,),
        )

    def submit(self, task: Task) -> Future[Result]:
        return self._pool.submit(_grade, task)

    def renew(self) -> None:
        self.stop()
        self._pool = self._start()

    def stop(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def stop_at_once(self) -> None:
        """Stop, whatever is being graded: a loop would go on to its deadline."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            worker.terminate()


@contextlib.contextmanager
def _pools(jobs: int, sandbox: str) -> Iterator[_Pools]:
    pools = _Pools(jobs, sandbox)
    try:
        yield pools
    except BaseException:
        pools.stop_at_once()
        raise
    pools.stop()


def _start_worker(sandbox: str) -> None:
    from autograder.grading.work import start_worker

    start_worker(sandbox)


def _grade(task: Task) -> Result:
    from autograder.grading.work import grade_task

    return grade_task(task)
