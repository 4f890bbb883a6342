"""Where the minutes of a run of the tests went, by folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any


def minutes_by_folder(reports: Iterable[Any]) -> list[tuple[str, float]]:
    """Sum up what tests took, with what was set up for them.

    Parameters
    ----------
    reports : iterable of pytest.TestReport
        Of all phases.

    Returns
    -------
    list of tuple of str and float
        Folder and minutes, the longest first. Tests that ran side by side count each.
    """
    seconds: Counter[str] = Counter()
    for report in reports:
        folder = PurePosixPath(report.nodeid.split("::")[0]).parent
        seconds[str(folder)] += report.duration
    return [(folder, spent / 60) for folder, spent in seconds.most_common()]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table under the results, where CI is set."""
    if not os.environ.get("CI"):
        return
    states = ("passed", "failed", "skipped", "error", "")
    reports = [
        report
        for state in states
        for report in terminalreporter.stats.get(state, [])
        if hasattr(report, "duration")
    ]
    terminalreporter.section("minutes by folder")
    for folder, minutes in minutes_by_folder(reports):
        terminalreporter.write_line(f"{minutes:7.1f}  {folder}")
