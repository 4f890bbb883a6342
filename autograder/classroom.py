"""Where everything lies: the folders of one course."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

UNFINISHED = ".backprop-init"  # stands in a course as long as `init` makes it


@dataclass(frozen=True)
class Classroom:
    """The folders of a course, from its root.

    Parameters
    ----------
    root : Path
        The folder that holds ``chapters`` and ``nbgrader_config.py``.
    """

    root: Path

    @property
    def source(self) -> Path:
        """Built notebooks with solutions."""
        return self.root / "build" / "source"

    @property
    def release(self) -> Path:
        """What students get."""
        return self.root / "build" / "release"

    @property
    def folder(self) -> Path:
        """Gradebook, secret, everything that must not be lost."""
        return self.root / "classroom"

    @property
    def submitted(self) -> Path:
        """What students handed in."""
        return self.folder / "submitted"

    @property
    def autograded(self) -> Path:
        """Graded notebooks."""
        return self.folder / "autograded"

    @property
    def feedback(self) -> Path:
        """Pages for the students."""
        return self.folder / "feedback"

    @property
    def verdicts(self) -> Path:
        """What grading found, one JSON file a submission."""
        return self.folder / "verdicts"

    @property
    def attempts(self) -> Path:
        """Every attempt that was graded, one file a student and chapter."""
        return self.folder / "attempts"

    @property
    def gradebook(self) -> str:
        """The gradebook's database URL."""
        return f"sqlite:///{self.folder / 'gradebook.db'}"


def find_root(start: Path | None = None) -> Path:
    """Find the course that a folder belongs to.

    Parameters
    ----------
    start : Path, optional
        Where to begin; the current folder if not given.

    Returns
    -------
    Path
        The nearest folder upwards that holds ``chapters`` and ``nbgrader_config.py``.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if is_course(folder):
            return folder
    raise FileNotFoundError(
        f"{here} is not inside the course: no folder upwards holds chapters/ and "
        "nbgrader_config.py. `backprop init FOLDER` makes one"
    )


class HalfMade(ValueError):
    """`backprop init` was stopped before a course was whole; the text says so."""


def demand_whole(root: Path) -> None:
    """Refuse to work in a course that `init` has not finished.

    Parameters
    ----------
    root : Path
        The course.

    Raises
    ------
    HalfMade
        If it has not.
    """
    if (root / UNFINISHED).exists():
        raise HalfMade(
            f"`backprop init` was stopped before {root} was whole: run `backprop init "
            f"{shlex.quote(str(root))}` again, which finishes it"
        )


def is_course(folder: Path) -> bool:
    """Whether a folder is the root of a course."""
    return (folder / "chapters").is_dir() and (folder / "nbgrader_config.py").exists()
