"""What a new release changes for submissions that are graded already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.classroom import Classroom
from autograder.grading.backup import back_up
from autograder.grading.settings import course_config

KINDS = ("grade_cells", "solution_cells", "source_cells")


@dataclass(frozen=True)
class Changes:
    """How the exercises of a release differ from those in the gradebook.

    Parameters
    ----------
    added, dropped : tuple of str
        Names of exercises and answers.
    weighed : tuple of str
        Those that are worth something else, with both numbers of points.
    students : tuple of str
        All who have been graded: their marks may change, if anything differs.
    """

    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    weighed: tuple[str, ...] = ()
    students: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Say it, one line each; none where no graded work is concerned."""
        if not self.students or not (self.added or self.dropped or self.weighed):
            return []
        said = {
            "added": self.added,
            "dropped": self.dropped,
            "worth something else": self.weighed,
        }
        found = [f"{what}: {', '.join(names)}" for what, names in said.items() if names]
        return [*found, f"marks may change: {', '.join(self.students)}"]


def changes(room: Classroom, number: str, notebook: Path) -> Changes:
    """Compare a built notebook with what the gradebook knows of its chapter.

    Parameters
    ----------
    room : Classroom
        The course.
    number : str
        The chapter.
    notebook : Path
        The notebook as it was built.

    Returns
    -------
    Changes
        What differs.
    """
    with _book(room) as book:
        known = _chapter(book, number, notebook.stem)
        if known is None:
            return Changes()
        students = tuple(sorted(s.student.id for s in known.assignment.submissions))
        old = {cell.name: float(cell.max_score) for cell in known.grade_cells}
        new = {
            about["grade_id"]: float(about["points"])
            for about in _about(notebook)
            if about.get("grade")
        }
    both = sorted(old.keys() & new.keys())
    return Changes(
        tuple(_plain(name) for name in new if name not in old),
        tuple(_plain(name) for name in old if name not in new),
        tuple(
            f"{_plain(name)} ({old[name]:g} before, {new[name]:g} now)"
            for name in both
            if old[name] != new[name]
        ),
        students,
    )


def make_room(room: Classroom, number: str, notebook: Path) -> None:
    """Bring the gradebook's list of a chapter's cells up to date, after a backup.

    nbgrader refuses to add or to drop any while there are submissions.

    Parameters
    ----------
    room : Classroom
        The course.
    number : str
        The chapter.
    notebook : Path
        The notebook as it was built.
    """
    import nbformat

    with _book(room) as book:
        known = _chapter(book, number, notebook.stem)
        if known is None or not known.submissions:
            return
        cells = nbformat.read(notebook, as_version=4).cells
        if _names(cells) == {
            kind: {c.name for c in getattr(known, kind)} for kind in KINDS
        }:
            return
        back_up(str(course_config(room).CourseDirectory.db_url))
        _drop(book, known, _names(cells))
        where = (notebook.stem, number)
        for cell in cells:
            about = cell.metadata.get("nbgrader", {})
            name, kind = about.get("grade_id"), {"cell_type": cell.cell_type}
            for one in (one for one in KINDS if name in _names([cell])[one]):
                if name in {c.name for c in getattr(known, one)}:
                    continue
                if one == "grade_cells":
                    worth = float(about["points"])
                    book.add_grade_cell(name, *where, max_score=worth, **kind)
                elif one == "solution_cells":
                    book.add_solution_cell(name, *where)
                else:
                    book.add_source_cell(name, *where, source=cell.source, **kind)
        book.db.commit()


def _names(cells: Sequence[Any]) -> dict[str, set[str]]:
    """Name the cells that the gradebook lists, by its kinds."""
    from nbgrader import utils

    is_one: dict[str, Callable[[Any], bool]] = {
        "grade_cells": utils.is_grade,
        "solution_cells": utils.is_solution,
        "source_cells": lambda cell: (
            utils.is_grade(cell) or utils.is_solution(cell) or utils.is_locked(cell)
        ),
    }
    return {
        kind: {c.metadata.nbgrader["grade_id"] for c in cells if is_one[kind](c)}
        for kind in KINDS
    }


def _drop(book: Any, known: Any, kept: dict[str, set[str]]) -> None:
    """Take out cells that are no longer there, and what was entered for them."""
    from nbgrader.api import Comment, Grade

    for kind in KINDS:
        for cell in list(getattr(known, kind)):
            if cell.name in kept[kind]:
                continue
            for table in (Grade, Comment) if kind != "source_cells" else ():
                rows = book.db.query(table).filter(table.cell_id == cell.id)
                rows.delete(synchronize_session=False)
            book.db.delete(cell)
    book.db.commit()
    book.db.expire_all()


def _book(room: Classroom) -> Any:
    from nbgrader.api import Gradebook

    course = course_config(room).CourseDirectory
    return Gradebook(str(course.db_url), str(course.course_id))


def _chapter(book: Any, number: str, name: str) -> Any:
    from nbgrader.api import MissingEntry

    try:
        return book.find_notebook(name, number)
    except MissingEntry:
        return None


def _about(notebook: Path) -> list[dict[str, Any]]:
    import nbformat

    cells = nbformat.read(notebook, as_version=4).cells
    found = [cell.metadata.get("nbgrader", {}) for cell in cells]
    return [about for about in found if "grade_id" in about]


def _plain(name: str) -> str:
    return name.removeprefix("check_")
