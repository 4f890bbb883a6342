"""nbgrader's own operations, called from Python with this course's configuration."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import warnings
from collections.abc import Iterator
from typing import Any

from autograder.classroom import Classroom

RAISED = re.compile(r"[\w.]+(Error|Exception): .")  # the last line of a traceback


class NbgraderFailed(RuntimeError):
    """nbgrader could not do it; the text is its own last error."""


def generate_assignment(room: Classroom, chapter: str) -> None:
    """Make the students' release of a built chapter, and enter it into the gradebook.

    Parameters
    ----------
    room : Classroom
        The course.
    chapter : str
        Number of the chapter.

    Raises
    ------
    NbgraderFailed
        If nbgrader refuses.
    """
    _call(room, "generate_assignment", chapter, force=True, create=True)


def make_gradebook(room: Classroom) -> None:
    """Make an empty gradebook where the course's configuration wants it.

    Parameters
    ----------
    room : Classroom
        The course.
    """
    with _quietly():
        from nbgrader.api import Gradebook

        from autograder.grading.settings import course_config

        course = course_config(room).CourseDirectory
        Gradebook(str(course.db_url), str(course.course_id)).close()


def _call(room: Classroom, operation: str, chapter: str, **kwargs: bool) -> None:
    with _quietly():
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        from autograder.grading.settings import course_config

        config = course_config(room)
        folder = os.getcwd()
        try:
            os.chdir(room.root)
            api = NbGraderAPI(CourseDirectory(config=config), config=config)
            result: dict[str, Any] = getattr(api, operation)(chapter, **kwargs)
        finally:
            os.chdir(folder)
    if not result["success"]:
        raise NbgraderFailed(_last_error(result))


def _last_error(result: dict[str, Any]) -> str:
    lines = [
        line.strip()
        for text in (result.get("log"), result.get("error"))
        for line in (text or "").splitlines()
        if line.strip()
    ]
    raised = [line for line in lines if RAISED.match(line) and "NbGrader" not in line]
    errors = [
        line
        for line in lines
        if "[ERROR]" in line and "Traceback" not in line and "traceback" not in line
    ]
    return (raised or errors or lines or ["nbgrader gave no reason"])[-1]


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Keep nbgrader's log and its libraries' warnings off the instructor's screen."""
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
