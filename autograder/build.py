"""Build the notebooks that nbgrader releases, from the chapters and the solutions."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.chapterfile import BuildError
from autograder.installed import library, package
from autograder.term import read_term

if TYPE_CHECKING:
    from autograder.checks.model import Chapter

__all__ = ["BuildError", "build_chapter", "build_chapters", "needs_build"]

CODE = {
    "autograder": (
        "build.py", "cases.py", "chapterfile.py", "notebook.py", "transclude.py",
        "oracle.py", "checks/*.py", "slips/*.py",
    ),
    "course": ("*.py",),
}  # fmt: skip
TOOLS = ("jupytext", "nbformat", "nbgrader", "numpy")


def build_chapter(chapter: Chapter, root: Path) -> Path:
    """Build one chapter: its notebook and, beside it, its ``cases.npz``.

    Parameters
    ----------
    chapter : Chapter
        Which chapter; its check table gives exercises, points and grade ids.
    root : Path
        The course: the folder that holds ``chapters``.

    Returns
    -------
    Path
        The notebook, ``build/source/NN/MODULE.ipynb``. A file that would not change is
        left untouched; no file is ever half written.

    Raises
    ------
    BuildError
        If the chapter breaks a rule; the text names file and line.
    OSError
        If a file cannot be read or written.
    """
    from autograder.cases import draw_cases
    from autograder.notebook import assemble, stubs
    from course.codec import CodecError, write_npz

    inputs = _hash_inputs(chapter, root)  # first: an edit during the build is noticed
    text = assemble(chapter, root)
    folder = root / "build" / "source" / chapter.number
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        drawn = Path(scratch, "cases.npz")
        try:
            content = draw_cases(chapter)
            for name, stub in stubs(text).items():
                content["exercises"][name]["stub"] = stub
            write_npz(drawn, content)
        except CodecError as error:
            message = f"the cases cannot be written down: {error}"
            file = f"autograder/checks/{chapter.module}.py"
            raise BuildError(file, 1, message) from None
        cases = drawn.read_bytes()

    notebook = folder / f"{chapter.module}.ipynb"
    _replace(notebook, text.encode())
    _replace(folder / "cases.npz", cases)
    for stale in folder.glob("*.ipynb"):  # nbgrader would release it too
        if stale != notebook:
            stale.unlink()
    record = {"inputs": inputs, "outputs": _hash_outputs(chapter, root)}
    _replace(_record(chapter, root), json.dumps(record, indent=1).encode())
    return notebook


def build_chapters(numbers: Iterable[str], root: Path) -> list[Path]:
    """Build those of the chapters that changed since they were built.

    Parameters
    ----------
    numbers : iterable of str
        Two digits each.
    root : Path
        The course: the folder that holds ``chapters``.

    Returns
    -------
    list of Path
        The notebooks, those that needed no build among them.

    Raises
    ------
    BuildError
        If there is no such chapter, or one breaks a rule.
    TermUnreadable
        If the course's file, which may weigh points anew, is not as it should be.
    OSError
        If a file cannot be read or written.
    """
    from autograder.checks import CHAPTERS
    from autograder.weights import weigh

    chapters, points = [], read_term(root).points
    for number in numbers:
        if number not in CHAPTERS:
            message = f"there is no such chapter; there are {', '.join(CHAPTERS)}"
            raise BuildError(f"chapters/{number}", 1, message)
        chapters.append(weigh(CHAPTERS[number], points))
    return [
        build_chapter(chapter, root)
        if needs_build(chapter, root)
        else root / "build" / "source" / chapter.number / f"{chapter.module}.ipynb"
        for chapter in chapters
    ]


def needs_build(chapter: Chapter, root: Path) -> bool:
    """Say whether a chapter changed since it was built, or its build was touched.

    Parameters
    ----------
    chapter : Chapter
        Which chapter.
    root : Path
        The course: the folder that holds ``chapters``.

    Returns
    -------
    bool
        By content, not by date: the chapter file, the solutions, the check table, the
        build's own code, the versions of its tools, and what was built.
    """
    try:
        record = json.loads(_record(chapter, root).read_text(encoding="utf-8"))
        return bool(
            record["outputs"] != _hash_outputs(chapter, root)
            or record["inputs"] != _hash_inputs(chapter, root)
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return True


def _record(chapter: Chapter, root: Path) -> Path:
    # Hidden, and not in the assignment's folder: nbgrader would hand it to students.
    return root / "build" / "source" / f".{chapter.number}.json"


def _hash_inputs(chapter: Chapter, root: Path) -> str:
    files = [root / "chapters" / chapter.number / f"{chapter.module}.md"]
    files += sorted(library(root).glob("*.py"))
    for name, patterns in CODE.items():
        for pattern in patterns:
            files += sorted(package(name).glob(pattern))
    total = hashlib.sha256()
    total.update(repr(sys.version_info[:2]).encode())
    total.update(repr([(tool, version(tool)) for tool in TOOLS]).encode())
    total.update(_describe(chapter).encode())
    for file in files:
        if file.exists():
            total.update(f"{file.name} {_hash(file)}\n".encode())
    return total.hexdigest()


def _describe(chapter: Chapter) -> str:
    checks = [
        (check.name, check.version, check.parameters, check.points)
        for check in chapter.checks
    ]
    answers = sorted(chapter.answers.items())
    return repr((chapter.number, chapter.module, chapter.title, checks, answers))


def _hash_outputs(chapter: Chapter, root: Path) -> dict[str, str]:
    folder = root / "build" / "source" / chapter.number
    names = [f"{chapter.module}.ipynb", "cases.npz"]
    return {name: _hash(folder / name) for name in names}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; leave it alone if it would not change."""
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        pass
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
