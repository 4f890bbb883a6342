"""Fill a picture part by part: first what the sliders show, the rest while idle."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

from course.widgets.student import Stuck, Unready, Unwritten

Settings = Mapping[str, Any]


class Work:
    """What is still to be computed.

    Parameters
    ----------
    jobs : mapping of key to callable
        Each gives an iterator that does the job and yields after every call of the
        student's function. It may raise `Unready`: then this job alone has failed.
    far : callable
        ``far(key, settings)`` says how late a job's turn is while the sliders stand at
        these settings; the least comes first.
    where : callable
        ``where(key)`` says in words where in the picture a job is.
    """

    def __init__(
        self,
        jobs: Mapping[Any, Callable[[], Iterator[None]]],
        far: Callable[[Any, Settings], Any],
        where: Callable[[Any], str],
    ) -> None:
        self.waiting = dict(jobs)
        self.failed: dict[Hashable, Unready] = {}
        self.done = 0
        self._far, self._where = far, where
        self._begun: dict[Hashable, Iterator[None]] = {}

    def run(self, settings: Settings, seconds: float) -> None:
        """Do jobs until the time is over; at least one call.

        Parameters
        ----------
        settings : mapping
            Where the sliders stand.
        seconds : float
            How long.
        """
        order = sorted(self.waiting, key=lambda key: self._far(key, settings))
        end = time.monotonic() + seconds
        for key in order:
            job = self._begun.pop(key, None) or self.waiting[key]()
            try:
                for _ in job:
                    if time.monotonic() > end:
                        self._begun[key] = job
                        return
            except Stuck as why:
                self.failed[key] = why
                self.waiting.clear()
                return
            except Unready as why:
                self.failed[key] = why
            else:
                self.done += 1
            del self.waiting[key]

    def insist(self) -> None:
        """Raise what went wrong where nothing else happened.

        Raises
        ------
        Unready
            If all that was tried has failed.
        """
        if self.failed and not self.done and not self._begun:
            raise next(iter(self.failed.values()))

    def remark(self) -> str:
        """Say what failed, and where; empty when nothing did."""
        for key, why in self.failed.items():
            if isinstance(why, Unwritten):
                return str(why)
            return f"{why} This was {self._where(key)}; the picture shows the rest."
        return ""

    @property
    def left(self) -> int:
        """How many jobs are waiting."""
        return len(self.waiting)
