"""What nbgrader's own commands refuse before they touch anything, in one line.

What goes wrong with one submission, nbgrader takes for that submission's fault: it
shows a traceback and removes what was graded before. So what is wrong with the course
is found where its converter makes the exporter, which is before the first submission.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.checks import CHAPTERS
from autograder.grading.dates import unknown_students
from autograder.grading.grade import ReleaseMismatch, check_release
from autograder.grading.settings import configured_term
from autograder.sandbox.environment import PackageRefused, allowing
from autograder.sandbox.levels import SandboxUnavailable, usable_level
from autograder.term import Term, TermUnreadable
from autograder.weights import weigh

OF_THE_COURSE = (
    TermUnreadable,
    PackageRefused,
    ReleaseMismatch,
    SandboxUnavailable,
    FileNotFoundError,
)


@contextlib.contextmanager
def one_line(converter: Any) -> Iterator[None]:
    """Let what is wrong with the course end the command in one line.

    Parameters
    ----------
    converter : nbgrader.converters.BaseConverter
        Whose log it is said in.

    Yields
    ------
    None
        For the block that may find it.
    """
    from nbgrader.converters.base import NbGraderException

    try:
        yield
    except OF_THE_COURSE as error:
        converter.log.error("%s", error)
        raise NbGraderException(str(error)) from None


def demand_gradable(
    converter: Any, level: str, released: Callable[[str, str], NotebookNode]
) -> None:
    """Refuse to grade where the course is not as it has to be.

    Parameters
    ----------
    converter : nbgrader.converters.Autograde
        About to start.
    level : str
        Of isolation, as the configuration asks for it.
    released : callable
        Takes a chapter's number and its notebook's name, and reads what was given out.

    Raises
    ------
    NbGraderException
        If course.toml cannot be followed, the chapter is not released with its points,
        or the machine cannot isolate.
    """
    chapter = CHAPTERS.get(converter.coursedir.assignment_id)
    with one_line(converter):
        usable_level(level)
        term = configured_term(converter.config)
        with allowing(term.packages):
            pass
        if chapter is not None:
            notebook = released(chapter.number, chapter.module)
            check_release(notebook, weigh(chapter, term.points))
    _warn_of_unknown(converter, term)


def _warn_of_unknown(converter: Any, term: Term) -> None:
    """Warn of extra time for nobody; who is about to be entered is somebody."""
    from nbgrader.api import Gradebook

    if not term.extra_time:
        return
    new = [Path(place).parent.name for place in converter.assignments]
    with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as book:
        for said in unknown_students(book.db, term, new):
            converter.log.warning("%s", said)
