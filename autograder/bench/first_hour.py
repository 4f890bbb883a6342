"""A student's first hour: from nothing to the first check, from Run All to its end."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import nbformat

from autograder.bench.model import Figure, Setting, bench
from autograder.bundle import FOLDER, bundle
from autograder.classroom import Classroom


@bench("run all")
def run_all(setting: Setting) -> Sequence[Figure]:
    """Start a kernel and run an untouched chapter, to the verdict of its last check."""
    from nbclient import NotebookClient

    course = setting.course
    folder = course.room.release / course.chapter.number
    path = folder / f"{course.chapter.module}.ipynb"
    taken = []
    for _ in range(setting.repeats):
        book = nbformat.read(path, as_version=4)
        start = perf_counter()
        NotebookClient(book, resources={"metadata": {"path": str(folder)}}).execute()
        taken.append(perf_counter() - start)
    what = f"Run All of an untouched chapter {course.chapter.number}, kernel included"
    return [Figure(what, sorted(taken)[len(taken) // 2], "s")]


@bench("install", long=True)
def install(setting: Setting) -> Sequence[Figure]:
    """Unpack the zip, install into an empty environment, run a chapter's checks.

    Needs a package index, and tells as much of its speed as of ours.
    """
    room = Classroom(setting.course.root)
    folder = setting.folder("student")
    packed = bundle(room, [setting.course.chapter.number])
    start = perf_counter()
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    home = folder / FOLDER
    python = folder / "environment" / "bin" / "python"
    _run(sys.executable, "-m", "venv", str(python.parents[1]), cwd=folder)
    quiet = ("-q", "--disable-pip-version-check", "-r", "requirements.txt")
    _run(str(python), "-m", "pip", "install", *quiet, cwd=home)
    (notebook,) = home.glob("*/*.ipynb")
    _run(str(python), "-m", "nbconvert", "--execute", "--to", "notebook",
         str(notebook), cwd=notebook.parent)  # fmt: skip
    seconds = perf_counter() - start
    return [Figure("from an empty environment to the first check", seconds, "s")]


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, check=True)
