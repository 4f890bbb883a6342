"""What many tests share: released chapters in memory, a warm sandbox."""

import contextlib
import functools
import os
import signal
import sys
import warnings
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.checks import CHAPTERS
from autograder.sandbox.levels import best_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox
from course.afresh.shell import Shell

pytest_plugins = ["tests.minutes", "tests.skips"]
ROOT = Path(__file__).resolve().parent.parent

# IPython warns of another environment that happens to be active.
os.environ.pop("VIRTUAL_ENV", None)
# What a shell runs in the background ignores Ctrl-C, and so would all that we start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


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


@contextlib.contextmanager
def in_place_of_main(shell_class):
    """Give an IPython shell; while it lives, its names are the main module."""
    main = sys.modules["__main__"]
    try:
        yield shell_class.instance()
    finally:
        shell_class.clear_instance()
        sys.modules["__main__"] = main


@pytest.fixture
def ipython():
    """Give a shell as Jupyter has it."""
    with in_place_of_main(InteractiveShell) as shell:
        yield shell


@pytest.fixture(scope="module")
def sandbox_shell():
    """Give the shell that the sandbox runs cells in."""
    with in_place_of_main(Shell) as shell:
        yield shell


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
def empty_gradebook(tmp_path_factory):
    """Give the file of an empty gradebook, to be copied: making one takes seconds."""
    from nbgrader.api import Gradebook

    file = tmp_path_factory.mktemp("empty") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        patch.setenv("PATH", path)  # nbgrader calls alembic by name
        Gradebook(f"sqlite:///{file}", "").close()
    return file


@pytest.fixture(scope="session")
def browser():
    """Keep one Chromium: playwright takes no second one in the same process."""
    from autograder.browser.lab import NoBrowser, chromium

    try:
        with chromium() as started:
            yield started
    except NoBrowser as why:
        pytest.skip(str(why))
