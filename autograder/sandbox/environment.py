"""What a submission can import: the packages a student has, and no others."""

from __future__ import annotations

import contextlib
import csv
import functools
import re
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from autograder.installed import package

VISIBLE = (
    "numpy",
    "matplotlib",
    "ipython",
    "ipywidgets",
    "anywidget",
    "threadpoolctl",
)


# What shows the answers or the grader.
NEVER = {"backprop-course", "nbgrader"}
_allowed: ContextVar[tuple[str, ...]] = ContextVar("allowed", default=())


class PackageRefused(ValueError):
    """A package cannot be allowed; the text says why."""


@contextlib.contextmanager
def allowing(packages: Sequence[str]) -> Iterator[None]:
    """Let `visible_packages` give further packages inside the block.

    Parameters
    ----------
    packages : sequence of str
        Names of distributions, as pip knows them.

    Raises
    ------
    PackageRefused
        If one of them is not installed here, or would show the answers.
    """
    for name in packages:
        if _plain(name) in NEVER:
            raise PackageRefused(f"{name} cannot be allowed: it shows the answers")
        try:
            distribution(name)
        except PackageNotFoundError:
            raise PackageRefused(
                f"{name} is allowed in course.toml but not installed here: "
                f"python -m pip install {name}"
            ) from None
    token = _allowed.set(tuple(packages))
    try:
        yield
    finally:
        _allowed.reset(token)


def visible_packages() -> dict[str, Path]:
    """Find everything that the sandbox's site folder must hold.

    Returns
    -------
    dict of str to Path
        Name in the site folder, and where the file or folder lies: the distributions
        named in `VISIBLE` and those that are allowed beside them, all that they need,
        and `course`. Neither `solutions` nor `autograder` nor nbgrader is among them.
    """
    return _found(_allowed.get())


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@functools.cache
def _found(allowed: tuple[str, ...]) -> dict[str, Path]:
    found = {"course": package("course")}
    waiting, seen = [*VISIBLE, *allowed], set[str]()
    while waiting:
        name = _plain(waiting.pop())
        if name in seen or name in NEVER:
            continue
        seen.add(name)
        try:
            held = distribution(name)
        except PackageNotFoundError:
            continue  # a requirement for another platform
        base = Path(str(held.locate_file(""))).resolve()
        for top in sorted(_tops(held) - {"..", "__pycache__"}):
            if (base / top).exists():
                found[top] = base / top
        waiting += [
            re.split(r"[ ;<>=!~\[(]", requirement)[0]
            for requirement in held.requires or []
            if "extra ==" not in requirement
        ]
    return found


def _tops(package: Distribution) -> set[str]:
    """Name what a distribution puts into the site folder, at its top.

    Read from its list of files as it stands: `Distribution.files` makes a path of each
    of some ten thousand, which takes a fifth of a second.
    """
    record = package.read_text("RECORD")
    if record is None:  # not from a wheel
        return {file.parts[0] for file in package.files or []}
    return {row[0].split("/")[0] for row in csv.reader(record.splitlines()) if row}


def make_site(folder: Path, packages: dict[str, Path]) -> None:
    """Fill a folder with links to the packages, for a sandbox without mounts.

    Parameters
    ----------
    folder : Path
        An empty folder.
    packages : dict of str to Path
        From `visible_packages`.
    """
    for name, target in packages.items():
        (folder / name).symlink_to(target)
