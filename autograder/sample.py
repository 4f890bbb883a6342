"""A sample class: submissions of every kind that a real class hands in."""

from __future__ import annotations

import ast
import builtins
import copy
import inspect
import json
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.alternatives import ALTERNATIVES
from autograder.checks import CHECKS, Chapter
from autograder.classroom import Classroom
from autograder.grading.records import write_whole
from autograder.grading.skeleton import grade_id
from autograder.slips.stored import mistaken
from autograder.transclude import names_needed

Sources = dict[str, str]


def hand_in(room: Classroom, chapter: Chapter) -> list[str]:
    """Put the sample class's submissions of one chapter into the classroom.

    Parameters
    ----------
    room : Classroom
        The sample classroom.
    chapter : Chapter
        A released chapter.

    Returns
    -------
    list of str
        The students; each is named for what is handed in.
    """
    path = room.release / chapter.number / f"{chapter.module}.ipynb"
    release = nbformat.read(path, as_version=4)
    students = []
    for student, text in submissions(chapter, release):
        target = room.submitted / student / chapter.number / path.name
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            write_whole(target, text.encode())
        students.append(student)
    return students


def submissions(chapter: Chapter, release: NotebookNode) -> Iterator[tuple[str, str]]:
    """Give the student's name and the file's text of every sample submission."""
    right = {
        check.name: source_of(check.function, check.name) for check in chapter.checks
    }
    names = list(right)
    first, last = names[0], names[-1]

    def write(**changed: str) -> str:
        return _fill(release, {**right, **changed})

    yield "all-right", write()
    for number in range(2):
        unusual = {n: _usable(_unusual(n), number, release) for n in names}
        yield f"right-but-unusual-{number + 1}", write(**_present(unusual))
    for number in range(4):
        wrong = {
            name: _usable(
                [row.source for row in mistaken(CHECKS[name])], number + place, release
            )
            for place, name in enumerate(names)
            if (number + place) % 2 == 0
        }
        yield f"mistakes-{number + 1}", write(**_present(wrong))
    half = dict(list(right.items())[: len(names) // 2])
    yield "half-finished", _fill(release, half)
    yield "untouched", _fill(release, {})
    loop = f"{_signature(right[first])}\n    while True:\n        pass\n"
    yield "endless-loop", write(**{first: loop})
    yield "crash", write(**{last: f"import os\n\nos._exit(1)\n\n{right[last]}"})
    yield "syntax-error", write(**{last: right[last] + "\n    return ("})
    yield "cheat", _cheat(release, first)
    yield "broken-file", write()[: len(write()) // 2]


def wrong_everywhere(chapter: Chapter, release: NotebookNode) -> str:
    """Write a submission in which every exercise has a mistake.

    Parameters
    ----------
    chapter : Chapter
        Which chapter it is.
    release : NotebookNode
        The notebook that was given out.

    Returns
    -------
    str
        The file's text.
    """
    wrong = {
        check.name: _usable([row.source for row in mistaken(check)], 0, release)
        for check in chapter.checks
    }
    return _fill(release, _present(wrong))


def source_of(function: Callable[..., Any], name: str) -> str:
    """Give a function's source under a name: no decorators, docstring or types.

    A type may have a name that only the bank knows.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    tree.decorator_list, tree.name, tree.returns = [], name, None
    for argument in tree.args.args:
        argument.annotation = None
    if ast.get_docstring(tree) is not None and len(tree.body) > 1:
        del tree.body[0]
    return ast.unparse(tree)


def _unusual(name: str) -> list[str]:
    """Give the unusual right answers but for those that call the reference itself."""
    functions = [a.function for a in ALTERNATIVES[name]]
    return [source_of(f, name) for f in functions if name not in f.__code__.co_names]


def _usable(sources: list[str], number: int, release: NotebookNode) -> str | None:
    """Give one of the sources that need nothing but what the notebook has."""
    known = _known(release)
    usable = [source for source in sources if names_needed(source) <= known]
    return usable[number % len(usable)] if usable else None


def _known(release: NotebookNode) -> set[str]:
    defined = {grade_id(cell) or "" for cell in release.cells}
    given = {name.removeprefix("given_") for name in defined}
    return given | {"np", "Array", "Callable", "check"} | set(dir(builtins))


def _present(sources: dict[str, str | None]) -> Sources:
    return {name: source for name, source in sources.items() if source is not None}


def _signature(source: str) -> str:
    return source.splitlines()[0]


def _fill(release: NotebookNode, sources: Sources) -> str:
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        name = grade_id(cell)
        if name in sources:
            cell.source = sources[name]
        elif sources and _is_answer(cell):
            cell.source = "The slope of the sigmoid is nearly zero there."
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _is_answer(cell: NotebookNode) -> bool:
    about = cell.metadata.get("nbgrader", {})
    return bool(about.get("solution") and about.get("grade"))


def _cheat(release: NotebookNode, first: str) -> str:
    """Change the checks, their points and their outputs, and patch what compares."""
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        if grade_id(cell) == first:
            cell.source = (
                "import numpy as np\n\n"
                "np.allclose = np.array_equal = lambda *a, **k: True\n"
                "np.testing.assert_allclose = lambda *a, **k: None\n"
                "class Right(np.ndarray):\n"
                "    __eq__ = lambda self, other: True\n\n"
                f"def {first}(*args):\n    return np.ones(3).view(Right)\n"
            )
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade") and cell.cell_type == "code":
            cell.source = "1000"
            about["points"] = 1000
            cell.outputs = [
                nbformat.v4.new_output("execute_result", data={"text/plain": "1000"})
            ]
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
