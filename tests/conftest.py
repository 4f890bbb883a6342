"""What many tests share: released chapters in memory, a warm sandbox."""

import functools
import warnings
from pathlib import Path

import nbformat
import pytest

from autograder.checks import CHAPTERS
from autograder.sandbox.levels import best_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox

pytest_plugins = ["tests.skips"]
ROOT = Path(__file__).resolve().parent.parent


@functools.cache
def released(number: str) -> nbformat.NotebookNode:
    """Make a chapter's release with nbgrader's own steps, without a database."""
    from nbgrader import preprocessors as steps
    from traitlets.config import Config

    from autograder.configuration import STUB
    from autograder.notebook import assemble

    config = Config()
    config.ClearSolutions.code_stub = STUB
    notebook = nbformat.reads(assemble(CHAPTERS[number], ROOT), as_version=4)
    for step in (steps.LockCells, steps.ClearSolutions, steps.ComputeChecksums):
        notebook, _ = step(config=config).preprocess(notebook, {})
    return notebook


@pytest.fixture(scope="session")
def release_of():
    """Give the released notebook of a chapter by its number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield released


@pytest.fixture(scope="session")
def sandbox():
    """Keep one warm sandbox with short deadlines, at the best level there is."""
    limits = Limits(cell_seconds=3, exercise_seconds=3, total_seconds=60)
    with Sandbox(best_level(), limits) as warm:
        yield warm


@pytest.fixture(scope="session")
def browser():
    """Keep one Chromium: playwright takes no second one in the same process."""
    from autograder.browser.lab import NoBrowser, chromium

    try:
        with chromium() as started:
            yield started
    except NoBrowser as why:
        pytest.skip(str(why))
