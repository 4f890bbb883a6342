"""Every chapter runs as committed and keeps to the form that all chapters share."""

from __future__ import annotations

import ast
import copy
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.checks import CHAPTERS
from tests.book import FILES, ROOT, cells, name, notebook, prose, tags, visible

CODE_TAGS = {"exercise", "given", "demo"}
TRANSCLUDED = re.compile(r"from solutions\.(\w+) import (\w+)")
LAST_SECTIONS = ["## What you now know", "## Going further"]
PRINTED = re.compile(r"<!--\s*printed:\s*(.*?)\s*-->")
PREDICT = "> **Predict, then run.**"
FOLDED = "<details>\n<summary>"
TIMES = re.compile(
    r"^\*\*Exercise\*\* \((?:easy|medium|hard), \d+ minutes\b", re.MULTILINE
)
MOULD = re.compile(r"^\*[^*]+\?\*$", re.MULTILINE)
MOST_LINES = 15
FEWEST_PREDICTIONS = 3
BANNED = re.compile(
    r"\b(simply|obviously|trivial(?:ly)?|basically|amazing|awesome|exciting|magic(?:al)?"
    r"|powerful|revolutionary|seamless(?:ly)?|delve|effortless(?:ly)?|TODO|TBD|FIXME)\b",
    re.IGNORECASE,
)
LABELS = {
    "figure": {"title", "xlabel", "ylabel"},
    "figures": {"titles", "xlabel", "ylabel"},
    "show": {"alt"},
}

each_chapter = pytest.mark.parametrize("file", FILES, ids=name)


@pytest.mark.slow
@each_chapter
def test_a_chapter_runs_top_to_bottom_as_committed(file: Path) -> None:
    book = copy.deepcopy(notebook(file))
    place = {"metadata": {"path": str(ROOT)}}
    client = NotebookClient(book, timeout=60, kernel_name="python3", resources=place)
    client.execute()
    outputs = [o for cell in book.cells for o in cell.get("outputs", [])]
    assert outputs
    warned = [o.text for o in outputs if o.get("name") == "stderr"]
    assert warned == []
    assert not_printed(book) == []


def not_printed(book: NotebookNode) -> list[str]:
    """Say which `printed` comments name what neither cell above nor text has.

    A comment stands in the text that talks about the code cells directly above.
    """
    faults = []
    said = ""
    for before, cell in pairwise([new_markdown_cell(""), *book.cells]):
        if cell.cell_type == "code":
            said *= before.cell_type == "code"
            said += "".join(o.get("text", "") for o in cell.get("outputs", []))
            continue
        for comment in PRINTED.finditer(cell.source):
            literal = comment[1]
            above = visible(cell.source[: comment.start()])
            if not (holds(above, literal) and holds(said, literal)):
                faults.append(literal)
    return faults


def holds(text: str, literal: str) -> bool:
    """Whether a text has these words, not as a part of a longer number."""
    return bool(re.search(rf"(?<![\d.]){re.escape(literal)}(?![\d]|\.\d)", text))


@pytest.mark.parametrize(
    ("text", "output", "right"),
    [
        ("It is 0.42. <!-- printed: 0.42 -->", "loss 0.42", True),
        ("It is 0.42. <!-- printed: 0.42 -->", "loss 0.421", False),
        ("It is 0.4. <!-- printed: 0.42 -->", "loss 0.42", False),
        ("<!-- printed: 0.42 --> It is 0.42.", "loss 0.42", False),
    ],
)
def test_what_a_cell_did_not_print_is_noticed(
    text: str, output: str, right: bool
) -> None:
    ran = new_code_cell("f()", outputs=[new_output("stream", text=output)])
    book = new_notebook(cells=[ran, new_markdown_cell(text)])
    assert (not_printed(book) == []) == right
    elsewhere = [ran, new_markdown_cell("a"), new_code_cell("g()"), book.cells[1]]
    assert not_printed(new_notebook(cells=elsewhere))


@each_chapter
def test_a_chapter_says_its_kernel(file: Path) -> None:
    kernel = notebook(file).metadata.kernelspec
    assert (kernel.name, kernel.display_name) == ("python3", "Python 3 (ipykernel)")


@each_chapter
def test_every_code_cell_has_one_tag_and_fits_the_eye(file: Path) -> None:
    assert [fault for cell in cells(file, "code") for fault in faults_of(cell)] == []


def faults_of(cell: NotebookNode) -> list[str]:
    """Say in words what is wrong with the form of a code cell."""
    first = (cell.source.splitlines() or ["(empty)"])[0]
    faults = []
    if len(tags(cell)) != 1 or tags(cell)[0] not in CODE_TAGS:
        faults.append(f"tags {tags(cell)}: {first}")
    transcluded = TRANSCLUDED.fullmatch(cell.source.strip())
    if "demo" in tags(cell):
        if re.search(r"\b(solutions|autograder)\b", cell.source):
            faults.append(f"a demo uses the names of the cells above it: {first}")
    elif not transcluded:
        faults.append(f"not one import of one name: {first}")
    if len(cell.source.splitlines()) > MOST_LINES:
        faults.append(f"more than {MOST_LINES} lines: {first}")
    return faults


@pytest.mark.parametrize(
    ("tag", "source"),
    [
        ("", "x = 1"),
        ("demos", "x = 1"),
        ("demo", "from solutions.neuron import sigmoid"),
        ("demo", "\n".join(["x = 1"] * 16)),
        ("exercise", "from solutions.neuron import sigmoid, sigmoid_prime"),
        ("exercise", "from solutions.neuron import sigmoid\nx = sigmoid"),
        ("given", "import numpy as np"),
    ],
)
def test_a_code_cell_out_of_form_is_noticed(tag: str, source: str) -> None:
    assert faults_of(new_code_cell(source, metadata={"tags": [tag] if tag else []}))


@each_chapter
def test_a_chapter_agrees_with_the_check_table(file: Path) -> None:
    chapter = CHAPTERS[file.parent.name]
    code = cells(file, "code")
    asked = [TRANSCLUDED.findall(c.source)[0] for c in code if "exercise" in tags(c)]
    answers = [c for c in cells(file, "markdown") if "answer" in tags(c)]
    assert file.stem == chapter.module
    assert notebook(file).cells[0].source.startswith(f"# {chapter.title}\n")
    assert asked == [(chapter.module, check.name) for check in chapter.checks]
    assert [cell.metadata.grade_id for cell in answers] == list(chapter.answers)


@each_chapter
def test_a_chapter_opens_with_a_question_and_its_aims(file: Path) -> None:
    opening = notebook(file).cells[0].source
    assert opening.index("?") < opening.index("**Aims.**")


@each_chapter
def test_a_chapter_closes_with_what_is_known_and_where_to_go(file: Path) -> None:
    text = "\n\n".join(cell.source for cell in cells(file, "markdown"))
    headings = re.findall(r"^## .+$", text, re.MULTILINE)
    assert headings[-2:] == LAST_SECTIONS


@each_chapter
def test_only_the_title_is_a_first_heading(file: Path) -> None:
    text = "\n\n".join(cell.source for cell in cells(file, "markdown"))
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


@each_chapter
def test_a_prediction_is_run_and_then_talked_about(file: Path) -> None:
    book = notebook(file).cells
    boxes = [i for i, cell in enumerate(book) if PREDICT in cell.source]
    assert len(boxes) >= FEWEST_PREDICTIONS
    for i in boxes:
        last_block = re.split(r"\n\s*\n", visible(book[i].source).strip())[-1]
        assert last_block.startswith(PREDICT)
        assert "demo" in tags(book[i + 1])
        assert book[i + 2].cell_type == "markdown"


@each_chapter
def test_what_a_prediction_comes_to_is_folded_away(file: Path) -> None:
    """But for a widget, whose reader is still to move it."""
    book = notebook(file).cells
    for box, ran, told in zip(book, book[1:], book[2:], strict=False):
        if PREDICT in box.source and "widgets." not in ran.source:
            assert visible(told.source).startswith(FOLDED), told.source[:80]
            assert visible(told.source).count("</details>") == told.source.count(
                "<details>"
            )


@each_chapter
def test_an_exercise_says_how_hard_it_is_and_how_long_it_takes(file: Path) -> None:
    text = "\n\n".join(cell.source for cell in cells(file, "markdown"))
    asked = [cell for cell in cells(file, "code") if "exercise" in tags(cell)]
    assert len(re.findall(r"^\*\*Exercise\*\* \(", text, re.MULTILINE)) == len(asked)
    assert len(TIMES.findall(text)) == len(asked)


@each_chapter
def test_a_question_stands_before_its_answer(file: Path) -> None:
    book = notebook(file).cells
    places = [i for i, cell in enumerate(book) if "answer" in tags(cell)]
    assert places
    for i in places:
        assert book[i - 1].cell_type == "markdown"
        assert "?" in book[i - 1].source
        assert book[i].source.strip()


@each_chapter
def test_a_section_does_not_open_with_a_question_in_italics(file: Path) -> None:
    """Nearly every section once did: it had become a mould."""
    assert [q for c in cells(file, "markdown") for q in MOULD.findall(c.source)] == []


def test_the_mould_is_noticed() -> None:
    assert MOULD.search("## How large\n\n*Small random numbers:\nhow small?*\n\nA")
    assert not MOULD.search("Ask: *how small?* It is 0.01.\n\n*tanh.* It sinks.")


@each_chapter
def test_the_words_are_plain(file: Path) -> None:
    assert [w for c in cells(file, "markdown") for w in stains(c.source)] == []


def stains(text: str) -> list[str]:
    """Find banned words, exclamation marks, emoji and directives in a Markdown text."""
    words = prose(text)
    found = BANNED.findall(words)
    found += re.findall(r"\w*\s*!(?!\[)", words)  # ![ opens an image
    found += [c for c in words if unicodedata.category(c) == "So" and c != "°"]
    found += re.findall(r"^(?::::|```)\{.*$", text, re.MULTILINE)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "It is simply a sum.",
        "Obviously so.",
        "Well done!",
        "Run it \N{ROCKET}",
        "A tick \N{WHITE HEAVY CHECK MARK}",
        "```{note}\nLook\n```",
    ],
)
def test_a_stain_is_noticed(text: str) -> None:
    assert stains(text)


def test_code_and_maths_are_no_stains() -> None:
    assert (
        stains("`a != b` and $3! = 6$ <!-- worked: 6 -> 6 --> ![a plot](x.png)") == []
    )


@each_chapter
def test_every_figure_is_labelled_in_words(file: Path) -> None:
    code = "\n".join(cell.source for cell in cells(file, "code"))
    assert unlabelled(code) == []


def unlabelled(code: str) -> list[str]:
    """List the figure calls that leave out a title, a label or an alternative text."""
    faults = []
    made, shown = 0, 0
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        wanted = LABELS.get(call.func.id, set())
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        if wanted - set(given) or any(is_blank(given[label]) for label in wanted):
            faults.append(ast.unparse(call))
        made += call.func.id in ("figure", "figures")
        shown += call.func.id == "show"
    return faults if made <= shown else [*faults, f"{made} made, {shown} shown"]


def is_blank(value: ast.expr) -> bool:
    """Whether a label says nothing."""
    return isinstance(value, ast.Constant) and not str(value.value).strip()


@pytest.mark.parametrize(
    "code",
    [
        "fig, ax = figure(title='t', xlabel='x')\nshow(fig, alt='A line rises.')",
        "fig, ax = figure(title='t', xlabel='x', ylabel='')\nshow(fig, alt='A line.')",
        "fig, ax = figure(title='t', xlabel='x', ylabel='y')\nshow(fig)",
        "fig, ax = figure(title='t', xlabel='x', ylabel='y')",
        "fig, axes = figures(2, xlabel='x', ylabel='y')\nshow(fig, alt='Two lines.')",
    ],
)
def test_an_unlabelled_figure_is_noticed(code: str) -> None:
    assert unlabelled(code)


@pytest.mark.parametrize("command", ["check --ignore RUF100", "format --diff"])
@each_chapter
def test_the_code_of_a_chapter_is_clean(file: Path, command: str) -> None:
    book = copy.deepcopy(notebook(file))
    for cell in book.cells:
        if tags(cell) in (["given"], ["exercise"]):  # what it defines may wait for use
            cell.source += "  # noqa: F401"
    ruff = [sys.executable, "-m", "ruff", *command.split(), "--quiet"]
    run = subprocess.run(
        [*ruff, "--stdin-filename", str(file.with_suffix(".ipynb")), "-"],
        input=nbformat.writes(book),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    complaint = run.stdout + run.stderr
    assert run.returncode == 0, complaint


def test_the_readme_tells_of_every_chapter() -> None:
    rows = re.findall(r"^\| (\d\d) (.+?) \|", (ROOT / "README.md").read_text(), re.M)
    assert [number for number, _ in rows] == list(CHAPTERS)
    for number, title in rows:
        assert title.split()[-1].lower() in CHAPTERS[number].title.lower()
