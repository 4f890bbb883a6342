"""The command: ``python -m autograder.bench.simulate``, a night of grading.

Every submission goes from the grader (one process: it sends, and enters what comes
back) through the scheduler (one process) to a worker, and the same way back. What each
step costs is read from ``build/bench.json``; how they queue up is simulated.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from autograder.bench.model import GRADER, KNOWN, LOOP, SCHEDULER, WORKER, WRITERS
from autograder.classroom import find_root
from autograder.grading.cluster import BATCH, IN_FLIGHT

COUNTS = (1, 2, 4, 8, 16, 32, 64)
START_SECONDS = 5.0  # a worker's start, until it is warm: generous
HOUR = 3600.0


@dataclass(frozen=True)
class Load:
    """What is to be graded, and what each step of it costs.

    Parameters
    ----------
    submissions : int
        How many.
    send, enter, schedule, grade : float
        Seconds of one submission: the grader until it is sent, the grader when it is
        back, the scheduler, a worker.
    loop : float
        Seconds of a worker where a submission loops until its deadline.
    loops : float
        What part of the submissions does that.
    deaths : float
        Hours until a worker dies, on average; what it has under way is graded again.
    """

    submissions: int
    send: float
    enter: float
    schedule: float
    grade: float
    loop: float
    loops: float = 0.0
    deaths: float = float("inf")


@dataclass(frozen=True)
class Outcome:
    """What became of the load.

    Parameters
    ----------
    seconds : float
        Until the last one was entered.
    entered : int
        How many were entered.
    busy : dict of str to float
        For grader, scheduler and workers: what part of the time they were busy.
    """

    seconds: float
    entered: int
    busy: dict[str, float]

    @property
    def saturated(self) -> str:
        """The part that is busiest: more of the others would not help."""
        return max(self.busy, key=lambda name: self.busy[name])


def simulate(load: Load, workers: int, rng: np.random.Generator) -> Outcome:
    """Follow every submission on its way.

    Parameters
    ----------
    load : Load
        What there is to do.
    workers : int
        How many grade at once.
    rng : numpy.random.Generator
        Draws which submissions loop and which workers die.

    Returns
    -------
    Outcome
        How long it took, and who was busy.

    Notes
    -----
    A queueing network with one server for the grader, one for the scheduler and one a
    worker, each first come, first served. It is closed as the real one is: no more
    than `IN_FLIGHT` batches a worker are under way.
    """
    way = [
        ("grader", load.send),
        ("scheduler", load.schedule / 2),
        ("workers", load.grade),
        ("scheduler", load.schedule / 2),
        ("grader", load.enter),
    ]
    free = {"grader": [0.0], "scheduler": [0.0], "workers": [START_SECONDS] * workers}
    busy = dict.fromkeys(free, 0.0)
    looping = rng.random(load.submissions) < load.loops
    sent = min(load.submissions, IN_FLIGHT * BATCH * workers)
    arrivals = [(0.0, number, 0) for number in range(sent)]
    now, entered = 0.0, 0
    while arrivals:
        now, number, step = heapq.heappop(arrivals)
        if step == len(way):
            entered += 1
            if sent < load.submissions:
                heapq.heappush(arrivals, (now, sent, 0))
                sent += 1
            continue
        part, cost = way[step]
        if part == "workers" and looping[number]:
            cost = load.loop
        done = max(now, heapq.heappop(free[part])) + cost
        busy[part] += cost
        died = part == "workers" and rng.random() * load.deaths * HOUR < cost
        heapq.heappush(free[part], done + START_SECONDS if died else done)
        heapq.heappush(arrivals, (done, number, step if died else step + 1))
    return Outcome(
        now, entered, {part: busy[part] / now / len(free[part]) for part in free}
    )


def measured(path: Path, database: str, submissions: int) -> Load:
    """Read what each step costs from the figures of the benchmark.

    Parameters
    ----------
    path : Path
        ``build/bench.json``.
    database : str
        A key of `WRITERS`.
    submissions : int
        How many there are.

    Returns
    -------
    Load
        Without loops and deaths.

    Raises
    ------
    ClickException
        If a figure was not measured; the text says how to.
    """
    try:
        rows = json.loads(path.read_text())
    except (OSError, ValueError):
        rows = []
    figures: Mapping[str, float] = {row["name"]: row["value"] for row in rows}
    wanted = [GRADER, SCHEDULER, WORKER, LOOP, KNOWN, WRITERS[database]]
    if missing := [name for name in wanted if name not in figures]:
        raise click.ClickException(
            f"not measured yet: {', '.join(missing)}. Run `python -m autograder.bench "
            "--only dask --only writer`"
        )
    # The grader was measured with SQLite and students whom the gradebook knew: what is
    # left of it is reading and sending.
    send = max(0.0, figures[GRADER] - 1 / figures[KNOWN])
    return Load(
        submissions,
        send,
        1 / figures[WRITERS[database]],
        figures[SCHEDULER],
        figures[WORKER],
        figures[LOOP],
    )


@click.command()
@click.option("--submissions", default=100_000, show_default=True, help="How many.")
@click.option("--loops", default=0.02, show_default=True, help="Part that loops.")
@click.option("--deaths", default=24.0, show_default=True, help="Hours a worker lives.")
@click.option("--night", default=8.0, show_default=True, help="Hours that there are.")
@click.option(
    "--database", type=click.Choice(list(WRITERS)), default="sqlite", show_default=True
)
@click.option("--seed", default=1, show_default=True, help="Draws loops and deaths.")
def main(
    submissions: int,
    loops: float,
    deaths: float,
    night: float,
    database: str,
    seed: int,
) -> None:
    """Print workers against hours, and what saturates first."""
    load = measured(find_root() / "build" / "bench.json", database, submissions)
    load = replace(load, loops=loops, deaths=deaths)
    title = f"{submissions:,} submissions, {loops:.0%} loop, {database}"
    table = Table(title=title, caption=f"per submission: {_costs(load)}")
    for column in ("workers", "hours", "a second", "grader", "scheduler", "workers'"):
        table.add_column(column, justify="right")
    table.add_column("saturated first")
    fits = None
    for workers in COUNTS:
        outcome = simulate(load, workers, np.random.default_rng(seed))
        hours = outcome.seconds / HOUR
        fits = workers if fits is None and hours <= night else fits
        rate = outcome.entered / outcome.seconds
        busy = [f"{100 * part:.0f} %" for part in outcome.busy.values()]
        row = [str(workers), f"{hours:.2f}", f"{rate:.1f}", *busy, outcome.saturated]
        table.add_row(*row)
    Console().print(table)
    enough = {None: "no number of workers is enough", 1: "one worker"}
    click.echo(f"A night of {night:g} hours: {enough.get(fits, f'{fits} workers')}.")


def _costs(load: Load) -> str:
    parts = {
        "grader": load.send + load.enter,
        "scheduler": load.schedule,
        "worker": load.grade,
        "a loop": load.loop,
    }
    return ", ".join(f"{name} {1000 * cost:.1f} ms" for name, cost in parts.items())


if __name__ == "__main__":
    main()
