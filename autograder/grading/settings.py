"""What nbgrader's own commands would be told in this course, for our lane too."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.classroom import Classroom
from autograder.configuration import configure
from autograder.optional import is_there
from autograder.term import FILE, Term, read_term


class ConfigurationUnreadable(ValueError):
    """The course's nbgrader_config.py does not run; the text says why."""


def course_config(room: Classroom) -> Any:
    """Read nbgrader's configuration of a course.

    Parameters
    ----------
    room : Classroom
        The course.

    Returns
    -------
    traitlets.config.Config
        This course's own settings, and over them what the instructor has written into
        ``nbgrader_config.py``: the database, the rule for late work, the course's name.

    Raises
    ------
    ConfigurationUnreadable
        If the file cannot be run.
    """
    from traitlets.config import Config, PyFileConfigLoader

    config = Config()
    configure(config, room)
    path = room.root / "nbgrader_config.py"
    if is_there(path):
        loader = PyFileConfigLoader(path.name, path=str(room.root))
        try:
            with contextlib.chdir(room.root):
                config.merge(loader.load_config())
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise ConfigurationUnreadable(f"{path} cannot be read: {reason}") from None
    if packages := config.JudgeExercises.get("packages"):
        raise ConfigurationUnreadable(
            f"{path} sets JudgeExercises.packages, which stands in {FILE} now: take it "
            f"out there, and write packages = {json.dumps(list(packages))} here"
        )
    return config


def has_gradebook(room: Classroom) -> bool:
    """Whether there is a gradebook; one on a server is taken to be there.

    Parameters
    ----------
    room : Classroom
        The course.

    Returns
    -------
    bool
        False only where the configuration names a file that does not exist.
    """
    url = str(course_config(room).CourseDirectory.db_url)
    if not url.startswith("sqlite:///"):
        return True
    return is_there(room.root / url.removeprefix("sqlite:///"))


def configured_term(config: Any) -> Term:
    """Read the file of the course that one of nbgrader's own commands runs in.

    Parameters
    ----------
    config : traitlets.config.Config
        What the command was told by `configure`.

    Returns
    -------
    Term
        With defaults where there is no such file.
    """
    return read_term(course_root(config))


def course_root(config: Any) -> Path:
    """Find the folder of the course that one of nbgrader's own commands runs in.

    As for nbgrader, it is the current one where none is set.
    """
    told = config.CourseDirectory
    return Path(told.root if "root" in told else "")


@contextlib.contextmanager
def gradebook(room: Classroom) -> Iterator[Any]:
    """Open the gradebook to read from it, without what nbgrader imports for it.

    Parameters
    ----------
    room : Classroom
        The course.

    Yields
    ------
    sqlalchemy.engine.Connection
        To be read from.
    """
    from sqlalchemy import create_engine

    url = str(course_config(room).CourseDirectory.db_url)
    if url.startswith("sqlite:///"):
        url = f"sqlite:///{room.root / url.removeprefix('sqlite:///')}"
    engine = create_engine(url)
    try:
        with engine.connect() as book:
            yield book
    finally:
        engine.dispose()


def registered(room: Classroom) -> set[str]:
    """Name the chapters that the gradebook knows; it has to be there.

    Parameters
    ----------
    room : Classroom
        The course.

    Returns
    -------
    set of str
        Empty also where the file holds no gradebook yet.
    """
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    try:
        with gradebook(room) as book:
            return set(book.execute(text("SELECT name FROM assignment")).scalars())
    except DatabaseError:
        return set()


def numerical_share(room: Classroom) -> float:
    """Say what part of the points a numerical derivative earns in this course.

    Parameters
    ----------
    room : Classroom
        The course.

    Returns
    -------
    float
        ``c.JudgeExercises.numerical_share``; 0 where the instructor has not set it.
    """
    return float(course_config(room).JudgeExercises.get("numerical_share", 0.0))
