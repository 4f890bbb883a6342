"""What a figure is, and the list of all of them."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from autograder.bench.course import BenchCourse

# Names of figures that the simulation of a large cluster reads.
WORKER = "one Dask worker, computing for a submission"
SCHEDULER = "Dask scheduler, computing for a submission"
GRADER = "grader on Dask, computing for a submission"
LOOP = "a submission that loops"
KNOWN = "one writer, SQLite, known students"
WRITERS = {
    "sqlite": "one writer, SQLite, new students",
    "postgresql": "one writer, PostgreSQL, new students",
}


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Parameters
    ----------
    name : str
        What was measured.
    value : float
        How much.
    unit : str
        Of what.
    target : float, optional
        What is to be reached; None where the figure only informs.
    at_least : bool
        Whether more is better.
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.target is None:
            return None
        if self.at_least:
            return self.value >= self.target
        return self.value <= self.target

    def as_json(self) -> dict[str, Any]:
        """Give the row for ``build/bench.json``."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            "met": self.met,
        }


@dataclass
class Setting:
    """What a benchmark may use.

    Parameters
    ----------
    root : Path
        The project.
    quick : bool
        Fewer repeats and a small class: to see that it works, not to quote.
    long : bool
        Whether benchmarks of many minutes are wanted too.
    """

    root: Path
    quick: bool = False
    long: bool = False
    _folder: tempfile.TemporaryDirectory[str] = field(
        init=False, default_factory=lambda: tempfile.TemporaryDirectory(prefix="bench-")
    )

    @property
    def repeats(self) -> int:
        """How often each side is measured."""
        return 1 if self.quick else 5

    @property
    def students(self) -> int:
        """How many are in the class that is graded."""
        return 2 if self.quick else 40

    @functools.cached_property
    def chapter(self) -> str:
        """The chapter that is graded."""
        return "01" if self.quick else "04"

    @functools.cached_property
    def course(self) -> BenchCourse:
        """A course of its own, released, in a temporary folder."""
        return BenchCourse(Path(self._folder.name) / "bench", self.root, self.chapter)

    def folder(self, name: str) -> Path:
        """Make an empty folder that lives as long as this setting."""
        path = Path(self._folder.name) / name
        path.mkdir()
        return path

    def close(self) -> None:
        """Remove everything that was made for measuring."""
        self._folder.cleanup()


Bench = Callable[[Setting], Sequence[Figure]]
BENCHES: dict[str, Bench] = {}
LONG: set[str] = set()


def bench(name: str, *, long: bool = False) -> Callable[[Bench], Bench]:
    """Enter a function into the list of benchmarks.

    Parameters
    ----------
    name : str
        What ``--only`` calls it.
    long : bool
        Whether it runs only where ``--long`` or its name is given.

    Returns
    -------
    callable
        A decorator.
    """

    def enter(function: Bench) -> Bench:
        BENCHES[name] = function
        if long:
            LONG.add(name)
        return function

    return enter


def interleaved(
    sides: Mapping[str, Callable[[], object]],
    repeats: int,
    before: Callable[[], object] = lambda: None,
) -> dict[str, float]:
    """Measure several ways in turn, so that a busy machine is busy for all of them.

    Parameters
    ----------
    sides : mapping of str to callable
        What is measured, by name.
    repeats : int
        How many rounds.
    before : callable
        Is called before each measurement, and not measured.

    Returns
    -------
    dict of str to float
        The median of the seconds that each took.
    """
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(repeats):
        for name, run in sides.items():
            before()
            started = perf_counter()
            run()
            taken[name].append(perf_counter() - started)
    return {name: median(seconds) for name, seconds in taken.items()}
