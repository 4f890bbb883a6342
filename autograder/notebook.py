"""Turn the cells of a chapter into nbgrader's source notebook."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.cases import edition
from autograder.chapterfile import BuildError, Cell, read_chapter
from autograder.configuration import STUB
from autograder.transclude import (
    BEGIN,
    TranscludeError,
    find_definition,
    find_origin,
    mark_solution,
    names_needed,
    names_set,
    shorten_statement,
)

if TYPE_CHECKING:
    from autograder.checks.model import Chapter

PRELUDE = """\
from collections.abc import Callable
from typing import Any

import numpy as np

# If there is no module course, in a terminal, in the folder of the course's README:
# python -m pip install -r requirements.txt
from course import Array, check"""
PROGRESS = """\
from course import progress

progress()"""
ANSWER = "YOUR ANSWER HERE"


def assemble(chapter: Chapter, root: Path) -> str:
    """Assemble the notebook of a chapter.

    Parameters
    ----------
    chapter : Chapter
        Which chapter; its check table gives exercises, points and grade ids.
    root : Path
        The course: the folder that holds ``chapters``.

    Returns
    -------
    str
        The notebook as JSON, valid for nbformat and for nbgrader. The same chapter
        gives the same text.

    Raises
    ------
    BuildError
        If the chapter breaks a rule; the text names file and line.
    """
    file = f"chapters/{chapter.number}/{chapter.module}.md"
    path = root / file
    title, *cells = read_chapter(path, file)
    last = len(path.read_text(encoding="utf-8").splitlines())
    _compare_ids(cells, file)
    _compare_with_table(chapter, cells, file, last)

    built = [_markdown(title, 0), _graded("code", PRELUDE, "prelude", locked=True)]
    defined = names_set(PRELUDE)
    reserved = {"check"} | {cell.name for cell in cells if _transcluded(cell)}
    points = {check.name: check.points for check in chapter.checks}
    for cell in cells:
        if _transcluded(cell):
            source = _transclude(cell, root, file)
            _demand_names(cell, source, defined, reserved, root, file)
            defined.add(cell.name)
        match cell.kind:
            case "text":
                built.append(_markdown(cell, len(built)))
            case "answer":
                built.append(
                    _graded(
                        "markdown",
                        ANSWER,
                        cell.name,
                        solution=True,
                        points=chapter.answers[cell.name],
                    )
                )
            case "demo":
                _refuse_shadows(cell, reserved, file)
                built += _demo(cell, len(built))
            case "given":
                given = _graded("code", source, f"given_{cell.name}", locked=True)
                if cell.module != chapter.module:  # known from before: a click opens it
                    given.metadata["jupyter"] = {"source_hidden": True}
                built.append(given)
            case "exercise":
                built.append(_graded("code", source, cell.name, solution=True))
                built.append(
                    _graded(
                        "code",
                        f'check("{cell.name}")',
                        f"check_{cell.name}",
                        locked=True,
                        points=points[cell.name],
                    )
                )
    built.append(_cell("code", PROGRESS, "progress", {"tags": ["demo"]}))
    about = {"chapter": chapter.number, "edition": edition(chapter)}
    return _write(built, file, about)


def _transcluded(cell: Cell) -> bool:
    return cell.kind in ("exercise", "given")


def _compare_with_table(
    chapter: Chapter, cells: list[Cell], file: str, last: int
) -> None:
    """Hold the exercises and the answers of the chapter against the check table."""
    table = f"the table in autograder/checks/{chapter.module}.py"
    wanted = [check.name for check in chapter.checks]
    exercises = [cell for cell in cells if cell.kind == "exercise"]
    answers = [cell for cell in cells if cell.kind == "answer"]
    for cell in exercises:
        if cell.name not in wanted:
            message = f"{cell.name} is no exercise of {table}; enter it or tag it given"
            raise BuildError(file, cell.line, message)
    for cell in answers:
        if cell.name not in chapter.answers:
            message = f"the answer {cell.name!r} has no points in {table}; enter them"
            raise BuildError(file, cell.line, message)
    for name in wanted:
        if name not in {cell.name for cell in exercises}:
            message = f"{table} has the exercise {name}; add a cell that imports it"
            raise BuildError(file, last, message)
    for name in chapter.answers:
        if name not in {cell.name for cell in answers}:
            message = f"{table} has the answer {name!r}; add a cell with that grade_id"
            raise BuildError(file, last, message)
    for cell, name in zip(exercises, wanted, strict=True):
        if cell.name != name:
            message = f"{cell.name} stands where {table} has {name}; change the order"
            raise BuildError(file, cell.line, message)


def _compare_ids(cells: list[Cell], file: str) -> None:
    """Refuse a name or a grade id that two cells share."""
    seen = {"prelude": 1}
    for cell in cells:
        ids = {
            "exercise": [cell.name, f"check_{cell.name}"],
            "given": [cell.name, f"given_{cell.name}"],
            "answer": [cell.name],
        }.get(cell.kind, [])
        for grade_id in ids:
            if grade_id in seen:
                message = (
                    f"the id {grade_id!r} is taken by the cell at line "
                    f"{seen[grade_id]}; remove one of the two, or rename it"
                )
                raise BuildError(file, cell.line, message)
            seen[grade_id] = cell.line


def _transclude(cell: Cell, root: Path, file: str) -> str:
    try:
        definition = shorten_statement(find_definition(root, cell.module, cell.name))
        if cell.kind == "exercise":
            return mark_solution(definition)
    except TranscludeError as error:
        raise BuildError(file, cell.line, str(error)) from None
    return definition.source


def _demand_names(
    cell: Cell,
    source: str,
    defined: set[str],
    reserved: set[str],
    root: Path,
    file: str,
) -> None:
    """Refuse a function that would meet an unknown name in the notebook."""
    for name in sorted(names_needed(source) - defined):
        origin = find_origin(root, cell.module, name)
        if name in reserved:
            advice = f"move the cell of {name} above this one"
        elif origin:
            advice = (
                "add a `given` cell above this one with "
                f"`from solutions.{origin} import {name}`"
            )
        else:
            known = ", ".join(sorted(names_set(PRELUDE)))
            advice = f"the notebook knows only {known}; write it without {name}"
        message = f"{cell.name} needs {name}, which no cell before it defines; {advice}"
        raise BuildError(file, cell.line, message)


def _refuse_shadows(cell: Cell, reserved: set[str], file: str) -> None:
    for name in sorted(names_set(cell.source) & reserved):
        message = (
            f"this demo cell gives {name} a new meaning, and students would lose "
            "their own; choose another name"
        )
        raise BuildError(file, cell.line, message)


def _graded(
    cell_type: str,
    source: str,
    grade_id: str,
    *,
    solution: bool = False,
    locked: bool = False,
    points: float | None = None,
) -> Any:
    metadata: dict[str, Any] = {
        "schema_version": 3,
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": locked,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        metadata["points"] = float(points)
    return _cell(cell_type, source, grade_id, {"nbgrader": metadata})


def _markdown(cell: Cell, position: int) -> Any:
    return _cell("markdown", cell.source, _ungraded_id(cell, position), {})


def _demo(cell: Cell, position: int) -> list[Any]:
    """Give a demo cell without what the prelude imports; none if none is left."""
    known = set(PRELUDE.splitlines())
    lines = [line for line in cell.source.splitlines() if line not in known - {""}]
    source = "\n".join(lines).strip("\n")
    if not source:
        return []
    return [_cell("code", source, _ungraded_id(cell, position), cell.metadata)]


def stubs(notebook: str) -> dict[str, str]:
    """Give what a student finds in the cell of each exercise.

    Parameters
    ----------
    notebook : str
        A notebook that `assemble` made.

    Returns
    -------
    dict of str
        By the exercise's name; without the solution.
    """
    found = {}
    for cell in json.loads(notebook)["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and about.get("solution"):
            source = "".join(cell["source"])
            head, _, _ = source.partition(BEGIN)
            stub = STUB["python"].replace("\n", "\n    ")
            found[about["grade_id"]] = f"{head}    {stub}"
    return found


def _ungraded_id(cell: Cell, position: int) -> str:
    digest = hashlib.sha256(f"{position} {cell.source}".encode())
    return f"{cell.kind}-{digest.hexdigest()[:16]}"


def _cell(
    cell_type: str, source: str, cell_id: str, metadata: Mapping[str, Any]
) -> Any:
    from nbformat import v4

    new = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell}[cell_type]
    return new(source, id=cell_id, metadata=dict(metadata))


def _write(cells: list[Any], file: str, about: dict[str, Any]) -> str:
    import nbformat
    from nbgrader import nbgraderformat

    notebook = nbformat.v4.new_notebook(
        cells=cells,
        metadata={
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python", "pygments_lexer": "ipython3"},
            "course": about,
        },
    )
    try:
        nbformat.validate(notebook)
        nbgraderformat.MetadataValidator().validate_nb(notebook)
    except (nbformat.ValidationError, nbgraderformat.ValidationError) as error:
        message = f"the notebook is not valid: {error.message}"
        raise BuildError(file, 1, message) from None
    return str(nbformat.writes(notebook)) + "\n"
