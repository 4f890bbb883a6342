"""The two wheels: the students' package, and the instructor's, which requires it.

This module is also what pip asks when it builds or installs the repository itself (the
build backend that `pyproject.toml` names), so that a wheel is the same however it is
made. It imports nothing that pip does not bring along.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from autograder.chapters import TEXTS
from autograder.installed import CONFIGURATION, checkout, package
from autograder.wheel import Contents, make_wheel

KINDS = {".css", ".j2", ".js", ".md", ".npz", ".py", ".toml", ".txt"}
MADE = {"__pycache__", "build", "dist"}  # folders that tools leave behind
ASIDE = {"bench", "browser"}  # they measure and look at the repository, no more


class NoRepository(ValueError):
    """The instructor's wheel is made from the repository, and this is none."""


def student_wheel() -> tuple[str, bytes]:
    """Pack the students' package, from the repository or as it is installed.

    Returns
    -------
    name : str
        Of the file.
    content : bytes
        The wheel, the same in both cases.
    """
    root = checkout()
    folder = root / "course" if root else package("course")
    project = _project(folder)
    files = {f"course/{name}": data for name, data in _files(folder)}
    licence = {"LICENSE": _licence(str(project["name"]))}
    return make_wheel(Contents(project, files, licence))


def instructor_wheel() -> tuple[str, bytes]:
    """Pack grader, solutions and the course's text, from the repository.

    Returns
    -------
    name : str
        Of the file.
    content : bytes
        The wheel. It holds no file of the students' package, and requires it.

    Raises
    ------
    NoRepository
        If this is an installed copy.
    """
    root = _repository()
    files = {f"solutions/{name}": data for name, data in _files(root / "solutions")}
    for name, data in _files(root / "autograder"):
        if name.split("/")[0] not in ASIDE:
            files[f"autograder/{name}"] = data
    for name in (CONFIGURATION, *TEXTS.values()):
        files[f"autograder/shipped/{name}"] = (root / name).read_bytes()
    return make_wheel(_instructors(root, files))


def build_wheel(
    wheel_directory: str,
    config_settings: object = None,
    metadata_directory: object = None,
) -> str:
    """Build the instructor's wheel for pip (PEP 517).

    Parameters
    ----------
    wheel_directory : str
        Where to.
    config_settings, metadata_directory : object
        Not used.

    Returns
    -------
    str
        The name of the file.
    """
    return _write(wheel_directory, instructor_wheel())


def build_editable(
    wheel_directory: str,
    config_settings: object = None,
    metadata_directory: object = None,
) -> str:
    """Build a wheel for pip that points at the repository (PEP 660).

    Parameters
    ----------
    wheel_directory : str
        Where to.
    config_settings, metadata_directory : object
        Not used.

    Returns
    -------
    str
        The name of the file.
    """
    root = _repository()
    pointer = {"backprop_course.pth": f"{root}\n".encode()}
    return _write(wheel_directory, make_wheel(_instructors(root, pointer)))


def write_wheels(folder: Path) -> list[Path]:
    """Write both wheels.

    Parameters
    ----------
    folder : Path
        Where to; made if it is not there.

    Returns
    -------
    list of Path
        The students' wheel and the instructor's.

    Raises
    ------
    NoRepository
        If this is an installed copy.
    """
    made = [student_wheel(), instructor_wheel()]
    folder.mkdir(parents=True, exist_ok=True)
    return [folder / _write(str(folder), one) for one in made]


def _instructors(root: Path, files: Mapping[str, bytes]) -> Contents:
    project = _project(root)
    licences = {name: (root / name).read_bytes() for name in project["license-files"]}
    readme = (root / str(project["readme"])).read_text(encoding="utf-8")
    return Contents(project, files, licences, readme)


def _write(folder: str, wheel: tuple[str, bytes]) -> str:
    name, content = wheel
    Path(folder, name).write_bytes(content)
    return name


def _project(folder: Path) -> dict[str, Any]:
    text = (folder / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give what belongs to a package, and nothing that a tool has left there."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        above = name.parts[:-1]
        if MADE.intersection(above) or any(part.endswith("-info") for part in above):
            continue
        if path.suffix in KINDS and not name.name.startswith("."):
            yield name.as_posix(), path.read_bytes()


def _repository() -> Path:
    root = checkout()
    if root is None:
        raise NoRepository(
            "wheels are made in the repository of the course, and this is an "
            "installed copy: `git clone` it, and run `make wheels` there"
        )
    return root


def _licence(name: str) -> bytes:
    root = checkout()
    if root is not None:
        return (root / "LICENSE").read_bytes()
    try:
        text = distribution(name).read_text("licenses/LICENSE")
    except PackageNotFoundError:
        text = None
    if text is None:
        raise FileNotFoundError(
            f"{name} was not installed from its wheel, and its licence is not there: "
            "install it from the wheel"
        )
    return text.encode()
