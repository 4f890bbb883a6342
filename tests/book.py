"""Read the chapters as tests need them: cells, tags, visible prose, headings, maths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jupytext
from nbformat import NotebookNode

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "chapters").glob("*/*.md"))

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
MATHS = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
CODE_SPAN = re.compile(r"`[^`]*`")


@cache
def notebook(file: Path) -> NotebookNode:
    """Read a chapter as a notebook; the caller does not change it."""
    return jupytext.read(file, fmt="md:myst")


def tags(cell: NotebookNode) -> list[str]:
    """Give the tags of a cell."""
    return list(cell.metadata.get("tags", []))


def cells(file: Path, kind: str) -> list[NotebookNode]:
    """Give a chapter's cells of one kind: ``"code"`` or ``"markdown"``."""
    return [cell for cell in notebook(file).cells if cell.cell_type == kind]


def visible(text: str) -> str:
    """Leave out comments, which no reader sees."""
    return COMMENT.sub("", text)


def prose(text: str) -> str:
    """Leave out comments, maths and code: what remains are words."""
    return CODE_SPAN.sub(" ", MATHS.sub(" ", visible(text)))


def maths(text: str) -> str:
    """Leave only the formulas, one a line, with every run of white space one space."""
    found = (a or b for a, b in MATHS.findall(visible(text)))
    return "\n".join(" ".join(formula.split()) for formula in found)


@dataclass(frozen=True)
class Section:
    """A heading and the text down to the next heading."""

    heading: str
    text: str


def sections(text: str) -> list[Section]:
    """Cut a text at its headings, which must stand outside code cells."""
    marks = list(HEADING.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        Section(mark[1], text[mark.end() : end])
        for mark, end in zip(marks, ends, strict=True)
    ]


def whole_text(file: Path) -> str:
    """Join the Markdown cells of a chapter."""
    return "\n\n".join(cell.source for cell in cells(file, "markdown"))


def name(file: Path) -> str:
    """Name a chapter as pytest prints it: ``01/neuron``."""
    return f"{file.parent.name}/{file.stem}"
