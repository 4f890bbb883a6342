"""Rebuild a submission on the release notebook: only the student's work comes over."""

from __future__ import annotations

import copy
import re
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.grading.harmless import harmless

MAX_SOURCE = 200_000
FUNCTION = re.compile(r"^def[ \t]+(\w+)", re.MULTILINE)
MAX_EXTRA_CELLS = 500


def rebuild(submission: Any, release: NotebookNode) -> NotebookNode:
    """Take the source of solution cells and the extra cells; the rest is the release's.

    Parameters
    ----------
    submission : object
        What was handed in, as parsed JSON. Nothing in it is believed: not the types,
        not the metadata, not the order.
    release : NotebookNode
        The notebook that was given out.

    Returns
    -------
    NotebookNode
        The release's cells in the release's order, with the student's solutions in
        them; the student's extra cells stand behind the cell that they followed. No
        output, no metadata, no attachment and no HTML of the student's is in it.

    Notes
    -----
    A cell is recognised by its grade id, else by its cell id, else by its text, else by
    the function that it defines: some editors drop metadata. Where a cell was
    duplicated, the first copy stands in the skeleton and the others run after it, in
    the student's order, so that the last one counts, as it did for the student.
    """
    canonical = copy.deepcopy(release)
    places = {_key(cell): index for index, cell in enumerate(canonical.cells)}
    recognise = _Recogniser(release)
    extras: list[tuple[int, NotebookNode]] = []
    filled: set[int] = set()
    anchor = -1
    for cell in _cells(submission):
        key = recognise(cell)
        is_extra = key is None and not _is_demo(cell)
        if key is not None:
            anchor = places[key]
            skeleton = canonical.cells[anchor]
            if _is_solution(skeleton) and anchor not in filled:
                plain = skeleton.cell_type == "markdown"
                skeleton.source = harmless(cell["source"]) if plain else cell["source"]
                filled.add(anchor)
            elif _is_solution(skeleton):  # a copy; an untouched one says nothing
                is_extra = cell["source"] != release.cells[anchor].source
        if is_extra and len(extras) < MAX_EXTRA_CELLS:
            extras.append((anchor, _extra(cell, len(extras))))
    canonical.cells = [
        cell
        for index in range(-1, len(canonical.cells))
        for cell in [
            *canonical.cells[max(index, 0) : index + 1],
            *(extra for behind, extra in extras if behind == index),
        ]
    ]
    return canonical


def runs(cell: NotebookNode) -> bool:
    """Whether grading runs this cell: solution, given and extra code cells."""
    about = cell.metadata.get("nbgrader", {})
    is_check = about.get("grade") and not about.get("solution")
    return cell.cell_type == "code" and not is_check and not _is_demo(cell)


def grade_id(cell: NotebookNode) -> str | None:
    """Give nbgrader's grade id of a cell, if it has one."""
    found = cell.metadata.get("nbgrader", {}).get("grade_id")
    return found if isinstance(found, str) else None


def solves(cell: NotebookNode) -> str | None:
    """Give the exercise that a cell answers, if it does."""
    return grade_id(cell) if _is_solution(cell) else None


class _Recogniser:
    """Find the skeleton cell that a student's cell was."""

    def __init__(self, release: NotebookNode) -> None:
        cells = release.cells
        self.by_grade_id = {grade_id(c): _key(c) for c in cells if grade_id(c)}
        self.by_id = {c.get("id"): _key(c) for c in cells}
        self.by_text = {c.source.strip(): _key(c) for c in cells}
        self.by_function = {
            grade_id(c): _key(c)
            for c in cells
            if c.cell_type == "code" and _is_solution(c)
        }

    def __call__(self, cell: dict[str, Any]) -> str | None:
        about = cell["metadata"].get("nbgrader")
        name = about.get("grade_id") if isinstance(about, dict) else None
        if isinstance(name, str) and name in self.by_grade_id:
            return self.by_grade_id[name]
        if cell["id"] in self.by_id:
            return self.by_id[cell["id"]]
        if cell["source"].strip() in self.by_text:
            return self.by_text[cell["source"].strip()]
        for name in _defined(cell["source"]):
            if name in self.by_function:
                return self.by_function[name]
        return None


def _cells(submission: Any) -> list[dict[str, Any]]:
    """Give the cells as plain text with plain metadata, whatever was handed in."""
    raw = submission.get("cells") if isinstance(submission, dict) else None
    cells = []
    for cell in raw if isinstance(raw, list) else []:
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", "")
        if isinstance(source, list):
            source = "".join(line for line in source if isinstance(line, str))
        if not isinstance(source, str) or len(source) > MAX_SOURCE:
            source = ""
        metadata = cell.get("metadata")
        cells.append(
            {
                "source": source.encode("utf-8", "replace").decode(),
                "metadata": metadata if isinstance(metadata, dict) else {},
                "id": cell["id"] if isinstance(cell.get("id"), str) else None,
                "type": "code" if cell.get("cell_type") == "code" else "markdown",
            }
        )
    return cells


def _defined(source: str) -> list[str]:
    """Name the functions that a cell defines; Python's own parser can take minutes."""
    return FUNCTION.findall(source)


def _extra(cell: dict[str, Any], number: int) -> NotebookNode:
    """Make a cell; nbformat's own function checks each against its schema."""
    about = {"id": f"extra-{number}", "metadata": {}, "cell_type": cell["type"]}
    if cell["type"] == "code":
        code = {"source": cell["source"], "outputs": [], "execution_count": None}
        return from_dict({**about, **code})
    return from_dict({**about, "source": harmless(cell["source"])})


def _key(cell: NotebookNode) -> str:
    return grade_id(cell) or str(cell.id)


def _is_solution(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _is_demo(cell: Any) -> bool:
    tags = cell["metadata"].get("tags")
    return isinstance(tags, list) and "demo" in tags
