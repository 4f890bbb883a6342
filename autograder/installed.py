"""Where what is installed lies: in a checkout, or where pip has put it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONFIGURATION = "nbgrader_config.py"


def checkout() -> Path | None:
    """Find the repository that this code runs in.

    Returns
    -------
    Path or None
        Its root; None where the code was installed from a wheel.
    """
    root = HERE.parent
    return root if (root / "chapters").is_dir() else None


def package(name: str) -> Path:
    """Find the folder of one of our packages, without importing it.

    Parameters
    ----------
    name : {'autograder', 'course', 'solutions'}
        Which.

    Returns
    -------
    Path
        The folder that holds its ``__init__.py``.
    """
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).resolve().parent


def kept_between_runs() -> Path:
    """Find a place for what takes minutes to make and serves every course.

    Returns
    -------
    Path
        ``build`` in a checkout, else the user's folder for caches. It may be removed.
    """
    root = checkout()
    if root is not None:
        return root / "build"
    from platformdirs import user_cache_path

    return user_cache_path("backprop-course", appauthor=False)


def library(root: Path) -> Path:
    """Find the reference library that a course shows its students.

    Parameters
    ----------
    root : Path
        The course.

    Returns
    -------
    Path
        Its own ``solutions``, where authors edit them; else those that are installed.
    """
    own = root / "solutions"
    return own if own.is_dir() else package("solutions")


def shipped() -> Path:
    """Find the course that this version brings along: its text and configuration.

    Returns
    -------
    Path
        A folder with ``chapters`` and ``nbgrader_config.py``: the repository itself, or
        what the wheel carries.
    """
    return checkout() or HERE / "shipped"
