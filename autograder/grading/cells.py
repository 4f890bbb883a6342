"""The cells of what was handed in, as plain values, whatever wrote the file."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from autograder.grading.pictures import taken_out

MAX_SOURCE = 200_000
CHECK = re.compile(r"""\s*check\(\s*(["'])(\w+)\1\s*\)\s*;?\s*""")


@dataclass(frozen=True)
class SubmittedCell:
    """A cell that a student handed in; nothing in it is believed.

    Parameters
    ----------
    source : str
        What stands in it.
    is_code : bool
        Whether it says that it is code.
    grade_id : str or None
        nbgrader's name for it, if it has kept one.
    ids : tuple of str
        What else it may be called: Colab keeps a cell's id among its metadata.
    is_demo : bool
        Whether it is tagged as a demo.
    pictures : tuple of bytes
        Those among its words, as they were handed in.
    """

    source: str
    is_code: bool
    grade_id: str | None
    ids: tuple[str, ...]
    is_demo: bool
    pictures: tuple[bytes, ...] = ()

    @property
    def text(self) -> str:
        """The source without what editors add or take away at its ends."""
        return self.source.strip()

    @property
    def checks(self) -> str | None:
        """The exercise that is checked here, where the cell does nothing else."""
        found = CHECK.fullmatch(self.source) if len(self.source) < 200 else None
        return found[2] if found else None


def binds(source: str, name: str) -> bool:
    """Whether a cell gives a name a value, as far as its text shows."""
    if name not in source:
        return False
    word = re.compile(rf"\b{name}\b")
    return bool(_binding(name).search(source)) or any(
        "import" in line and word.search(line) for line in source.split("\n")
    )


@functools.cache
def _binding(name: str) -> re.Pattern[str]:
    defined = rf"[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+{name}\b"
    assigned = rf"[ \t]*{name}[ \t]*(?::[^=\n]*)?=(?!=)"
    return re.compile(rf"^(?:{defined}|{assigned})", re.M)


def submitted_cells(submission: Any) -> list[SubmittedCell]:
    """List the cells of a submission.

    Parameters
    ----------
    submission : object
        Parsed JSON. Nothing in it is believed: not the types, not the metadata.

    Returns
    -------
    list of SubmittedCell
        In the student's order. What is no cell is left out.
    """
    return [_cell(raw) for raw in raw_cells(submission) if isinstance(raw, dict)]


def raw_cells(submission: Any) -> list[Any]:
    """Find the list of cells, which stood in a worksheet before nbformat 4."""
    if not isinstance(submission, dict):
        return []
    cells = submission.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = submission.get("worksheets")
    found: list[Any] = []
    for sheet in sheets if isinstance(sheets, list) else []:
        inner = sheet.get("cells") if isinstance(sheet, dict) else None
        found += inner if isinstance(inner, list) else []
    return found


def _cell(raw: dict[str, Any]) -> SubmittedCell:
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    about = metadata.get("nbgrader")
    name = about.get("grade_id") if isinstance(about, dict) else None
    tags = metadata.get("tags")
    is_code = raw.get("cell_type") == "code"
    source = _joined(raw.get("source", raw.get("input", "")))
    pictures: tuple[bytes, ...] = ()
    if not is_code:
        source, pictures = taken_out(source, raw.get("attachments"))
    source = _text(source)
    level = raw.get("level")
    if raw.get("cell_type") == "heading" and type(level) is int:  # nbformat 3
        source = f"{'#' * min(max(level, 1), 6)} {source}"
    return SubmittedCell(
        source=source,
        is_code=is_code,
        grade_id=name if isinstance(name, str) else None,
        ids=tuple(
            found
            for found in (raw.get("id"), metadata.get("id"))
            if isinstance(found, str)
        ),
        is_demo=isinstance(tags, list) and "demo" in tags,
        pictures=pictures,
    )


def _joined(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _text(source: str) -> str:
    if len(source) > MAX_SOURCE:
        return ""
    return source.encode("utf-8", "replace").decode().replace("\r\n", "\n")
