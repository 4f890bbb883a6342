"""Workers on other machines, through a Dask scheduler; the writer stays here."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import math
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from autograder.grading.pool import DIED
from autograder.grading.version import code_fingerprint

if TYPE_CHECKING:
    from autograder.grading.task import Result, Task

BATCH = 8  # submissions in a message at most
IN_FLIGHT = 2  # batches for each worker: it grades one and has the next at hand
SHARES = 2  # batches for each worker that what is left is divided into
PATIENCE = 60  # seconds to wait for a scheduler, or for workers where there are none
BREATH = 2  # seconds until it is looked whether there are any
COUNT = 0.5  # seconds after which they are counted again


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
        Seconds to wait for the scheduler, and for workers where there are none.

    Yields
    ------
    tuple of Task and Result
        In the order in which they are finished; each task once.

    Raises
    ------
    ClusterUnavailable
        If nothing answers, or there are no workers.
    OtherVersion
        If a worker has other checks than this machine.

    Notes
    -----
    A few submissions travel together: what scheduler and grader do for a message is
    the same, however many are in it. Where one of them loops, its worker gives back
    those behind it, once it is done with that one.

    The scheduler gives the tasks of a killed worker to another one, and gives up those
    that were on several killed workers. Nobody knows which of them was to blame: they
    are graded at the end, alone. One that kills its workers there too is not run again:
    it gets a note and no points. Where the scheduler itself is lost, the tasks under
    way are sent again to the one that comes back.
    """
    # What happens to connections is said in our words, and only where it matters.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    waiting = iter(tasks)
    ahead: list[Task] = []
    unfinished: dict[Any, list[Task]] = {}
    suspects: list[Task] = []
    alone = None
    counted = -math.inf
    client = _connect(address, patience)
    try:
        while True:
            try:
                if time.monotonic() - counted > COUNT:
                    workers, counted = _threads(client), time.monotonic()
                while len(unfinished) < IN_FLIGHT * workers:
                    ahead += _take(waiting, SHARES * BATCH * workers - len(ahead))
                    last = bool(suspects) and not (ahead or unfinished)
                    if last:
                        ahead.append(suspects.pop())
                    if not ahead:
                        break
                    batch = _next_batch(ahead, workers)
                    future = _submit(client, batch)
                    unfinished[future] = batch
                    del ahead[: len(batch)]
                    if last:
                        alone = future
                if not unfinished:
                    return
                _wait(client, list(unfinished), patience)
                done = _finished(unfinished)
            except _SchedulerLost:
                say(f"The scheduler at {address} is lost: waiting for it.")
                ahead = [*itertools.chain(*unfinished.values()), *ahead]
                unfinished = {}
                client.close(timeout=1)
                client, counted = _connect(address, patience), -math.inf
                continue
            for future, results in done.items():
                batch = unfinished.pop(future)
                if results is not None:
                    ahead = [*batch[len(results) :], *ahead]
                    yield from zip(batch, results, strict=False)
                elif future is alone:
                    ahead.append(replace(batch[0], problem=DIED))
                else:
                    suspects += batch
    finally:
        client.close(timeout=5)


class _SchedulerLost(Exception):
    """The scheduler is gone, and with it what it knew of the tasks under way."""


@contextlib.contextmanager
def _noticing_loss() -> Iterator[None]:
    """Call what Dask raises when the scheduler goes by one name."""
    from distributed.client import ClosedClientError

    lost = (asyncio.CancelledError, futures.CancelledError, OSError, ClosedClientError)
    try:
        yield
    except lost:
        raise _SchedulerLost from None


def _threads(client: Any) -> int:
    """Count the submissions that can be graded at once."""
    with _noticing_loss():
        return max(1, sum(map(int, client.nthreads().values())))


def _take(tasks: Iterator[Task], most: int) -> Iterator[Task]:
    for _ in range(most):
        if (task := next(tasks, None)) is None:
            return
        yield task


def _next_batch(ahead: list[Task], workers: int) -> list[Task]:
    """Give what goes out together: less towards the end, so that all end together."""
    return ahead[: min(BATCH, math.ceil(len(ahead) / workers / SHARES))]


def _submit(client: Any, batch: list[Task]) -> Any:
    from autograder.grading.work import grade_tasks

    batch = [replace(task, code=code_fingerprint()) for task in batch]
    if client.status != "running":
        raise _SchedulerLost
    with _noticing_loss():
        return client.submit(grade_tasks, batch, pure=False, retries=0)


def _wait(client: Any, unfinished: list[Any], patience: float) -> None:
    """Wait until something is finished, but not for ever where nobody works."""
    from distributed import wait

    worked = time.monotonic()
    with _noticing_loss():
        while True:
            with contextlib.suppress(TimeoutError):
                wait(unfinished, timeout=BREATH, return_when="FIRST_COMPLETED")
                return
            if client.nthreads():
                worked = time.monotonic()
            elif time.monotonic() - worked > patience:
                raise ClusterUnavailable(
                    "the cluster has no workers any more: start some. What was "
                    "finished is kept"
                )


def _finished(unfinished: Iterable[Any]) -> dict[Any, list[Result] | None]:
    """Collect what is finished; None where Dask gave it up with its workers."""
    from distributed.scheduler import KilledWorker

    done: dict[Any, list[Result] | None] = {}
    for future in unfinished:
        if future.status == "error":
            error = future.exception()
            if not isinstance(error, KilledWorker):
                raise error
            done[future] = None
        elif future.status == "finished":
            with _noticing_loss():
                done[future] = future.result()
        elif future.status == "cancelled":
            raise _SchedulerLost
        # Else it is pending, or "lost" with its worker and graded again.
    return done


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
