"""Workers on other machines, through a Dask scheduler; the writer stays here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from autograder.grading.pool import DIED, IN_FLIGHT

if TYPE_CHECKING:
    from autograder.grading.work import Result, Task

PATIENCE = 60  # seconds to wait for a scheduler or a first worker


class ClusterUnavailable(RuntimeError):
    """There is no cluster to grade on; the text says what to do."""


def grade_there(
    tasks: Iterable[Task],
    address: str,
    say: Callable[[str], None] = lambda line: None,
    patience: float = PATIENCE,
) -> Iterator[tuple[Task, Result]]:
    """Grade on the workers of a Dask scheduler.

    Parameters
    ----------
    tasks : iterable of Task
        Taken a few at a time. All that a worker needs travels with the task.
    address : str
        Of the scheduler: ``tcp://HOST:PORT``, or ``tls://`` with Dask's own settings.
    say : callable
        Is told in one line when the scheduler is lost and found again.
    patience : float
        Seconds to wait for the scheduler, and for a first worker.

    Yields
    ------
    tuple of Task and Result
        In the order in which they are finished; each task once.

    Raises
    ------
    ClusterUnavailable
        If nothing answers, or no worker comes.

    Notes
    -----
    The scheduler gives the tasks of a killed worker to another one; a task that has
    killed several gets a note and no points. Where the scheduler itself is lost, the
    tasks under way are sent again to the one that comes back.
    """
    waiting = iter(tasks)
    unfinished: dict[Any, Task] = {}
    again: list[Task] = []
    client = _connect(address, patience)
    try:
        while True:
            room = IN_FLIGHT * max(1, sum(client.nthreads().values()))
            again += _take(waiting, room - len(unfinished) - len(again))
            for task in again:
                unfinished[_submit(client, task)] = task
            again = []
            if not unfinished:
                return
            try:
                done = _finished(unfinished)
            except _SchedulerLost:
                say(f"The scheduler at {address} is lost: waiting for it.")
                again, unfinished = list(unfinished.values()), {}
                client.close(timeout=1)
                client = _connect(address, patience)
                continue
            for future in done:
                task = unfinished.pop(future)
                if _killed_its_workers(future):
                    again.append(replace(task, problem=DIED))
                else:
                    yield task, future.result()
    finally:
        client.close(timeout=5)


class _SchedulerLost(Exception):
    """Futures of a scheduler that is gone."""


def _take(tasks: Iterator[Task], most: int) -> Iterator[Task]:
    for _ in range(most):
        if (task := next(tasks, None)) is None:
            return
        yield task


def _submit(client: Any, task: Task) -> Any:
    from autograder.grading.work import grade_task

    return client.submit(grade_task, task, pure=False, retries=0)


def _finished(unfinished: dict[Any, Task]) -> list[Any]:
    """Wait until at least one is finished, or the scheduler is gone."""
    from distributed import wait
    from distributed.client import FutureCancelledError

    try:
        wait(list(unfinished), return_when="FIRST_COMPLETED")
    except FutureCancelledError:
        raise _SchedulerLost from None
    done = [future for future in unfinished if future.status != "pending"]
    if any(future.status in ("cancelled", "lost") for future in done):
        raise _SchedulerLost
    return done


def _killed_its_workers(future: Any) -> bool:
    from distributed.scheduler import KilledWorker

    return future.status == "error" and isinstance(future.exception(), KilledWorker)


def _connect(address: str, patience: float) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterUnavailable(
            "--scheduler needs Dask: pip install 'backprop-course[scale]'"
        ) from None
    deadline = time.monotonic() + patience
    while True:
        try:
            client = Client(address, timeout=patience)
            break
        except (OSError, TimeoutError, ValueError) as error:
            if isinstance(error, ValueError) or time.monotonic() > deadline:
                raise ClusterUnavailable(
                    f"no scheduler answers at {address}. What was finished is kept"
                ) from None
            time.sleep(1)
    try:
        client.wait_for_workers(1, timeout=max(1, deadline - time.monotonic()))
    except TimeoutError:
        client.close()
        raise ClusterUnavailable(
            f"the scheduler at {address} has no workers: start `dask worker {address} "
            "--nthreads 1` where autograder is installed"
        ) from None
    return client
