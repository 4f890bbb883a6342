"""A chapter takes 60 to 90 minutes, and says so truly.

The estimate is a rough one. Its five constants were set so that it agrees, on average,
with what one reader noted for chapters 01 to 05 of the first edition.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.book import FILES, name, notebook, tags, visible

WORDS_A_MINUTE = 200
MINUTES_A_FORMULA = 0.4
MINUTES_A_PREDICTION = 0.7
MINUTES_A_LINE_OF_CODE = 0.05
MINUTES_TO_BEGIN = 5
SHORTEST, LONGEST, APART = 60, 90, 6

MORE = "for those who want more"
STATED = re.compile(
    r"\*\*Time\.\*\* About (\d+) minutes, (\d+) of them for the exercises"
)
EXERCISE = re.compile(r"^\*\*Exercise\*\* \(\w+, (\d+) minutes", re.MULTILINE)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
FOLDED_MORE = re.compile(
    r"<details>\s*<summary>(?:<b>)?For those who want more.*?</details>", re.DOTALL
)

each_chapter = pytest.mark.parametrize("file", FILES, ids=name)


def counted(cells: list[NotebookNode]) -> list[tuple[str, str]]:
    """Give kind and text of what a reader's minutes are spent on.

    What is headed or folded "for those who want more" is left out, up to the next
    heading of that level, and so are model answers, locked cells and references.
    """
    kept, out = [], 0
    for cell in cells:
        if cell.cell_type == "code":
            if not out and "demo" in tags(cell):
                kept.append(("code", cell.source))
            continue
        if "answer" in tags(cell):
            continue
        text = FOLDED_MORE.sub("", visible(cell.source))
        for part in re.split(r"(?m)^(?=#+ )", text):
            heading = HEADING.match(part)
            if heading and (not out or len(heading[1]) <= out):
                skip = MORE in heading[2] or heading[2] == "Going further"
                out = len(heading[1]) if skip else 0
            if not out and part.strip():
                kept.append(("text", part))
    return kept


def minutes(cells: list[NotebookNode]) -> tuple[float, int]:
    """Estimate the minutes of a chapter, and add up those of its exercises."""
    parts = counted(cells)
    text = "\n\n".join(part for kind, part in parts if kind == "text")
    code = "\n".join(part for kind, part in parts if kind == "code")
    exercises = sum(map(int, EXERCISE.findall(text)))
    words = re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL).split()
    reading = (
        len(words) / WORDS_A_MINUTE
        + text.count("$$") / 2 * MINUTES_A_FORMULA
        + text.count("> **Predict, then run.**") * MINUTES_A_PREDICTION
        + sum(1 for line in code.splitlines() if line.strip()) * MINUTES_A_LINE_OF_CODE
    )
    return MINUTES_TO_BEGIN + reading + exercises, exercises


@each_chapter
def test_a_chapter_says_truly_how_long_it_takes(file: Path) -> None:
    book = notebook(file).cells
    stated = STATED.search(" ".join(book[0].source.split()))
    assert stated, "the opening says no time"
    estimated, exercises = minutes(book)
    assert int(stated[2]) == exercises
    assert abs(int(stated[1]) - estimated) <= APART, f"{estimated:.0f} minutes"
    assert SHORTEST <= int(stated[1]) <= LONGEST


def test_what_is_for_those_who_want_more_is_not_counted() -> None:
    exercise = "**Exercise** (easy, 5 minutes). Write it.\n\n"
    fold = "<details>\n<summary>For those who want more</summary>\n\nA\n</details>"
    cells = [
        new_markdown_cell(f"# A\n\n{exercise}{fold}"),
        new_markdown_cell(f"## B ({MORE})\n\n{exercise}"),
        new_code_cell("x = 1", metadata={"tags": ["demo"]}),
        new_markdown_cell(f"### C\n\n{exercise}"),
        new_markdown_cell(f"## D\n\n{exercise}"),
        new_code_cell("x = 1", metadata={"tags": ["demo"]}),
        new_code_cell("x = 1", metadata={"tags": ["given"]}),
    ]
    seen = counted(cells)
    assert [part[:3] for kind, part in seen if kind == "text"] == ["# A", "## "]
    assert [kind for kind, _ in seen].count("code") == 1
    assert minutes(cells)[1] == 10
