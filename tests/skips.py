"""In CI nothing is skipped: a test that would be says what CI has to install."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.without import VARIABLE

# What the kernel of a machine may lack, and no installation brings.
EXCUSED = ("no seccomp here", "no Landlock here", "no filter for this machine")
# What `tests.without` takes away on purpose, by program.
MEANT = {"bwrap": "bubblewrap is not installed", "chromium": "no Chromium"}


def in_ci(report: Any) -> None:
    """Turn a skip into a failure where CI is set."""
    if report.outcome != "skipped" or not os.environ.get("CI"):
        return
    if hasattr(report, "wasxfail") or not isinstance(report.longrepr, tuple):
        return
    why = report.longrepr[2]
    meant = [MEANT[name] for name in os.environ.get(VARIABLE, "").split()]
    if not any(reason in why for reason in (*EXCUSED, *meant)):
        report.outcome = "failed"
        report.longrepr = f"CI runs every test; this one was skipped. {why}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Look at the report of a test."""
    report = yield
    in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """Look at the report of a module, which may be skipped as a whole."""
    report = yield
    in_ci(report)
    return report
