"""Every chapter's notebook in a real JupyterLab: released, solved, validated."""

from __future__ import annotations

import dataclasses
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.browser.widget import bring_into_view
from autograder.cases import draw_cases, edition
from autograder.checks import CHAPTERS
from autograder.notebook import assemble
from course.codec import write_npz

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


def lay_out(
    lab: Any, number: str, kind: str, notebook: nbformat.NotebookNode, checks: int
) -> str:
    """Write a chapter's folder, with the cases of its first checks; give its path.

    To draw the cases of a whole chapter takes up to a minute.
    """
    chapter = CHAPTERS[number]
    folder = lab.root / f"{kind}-{number}"
    folder.mkdir()
    some = dataclasses.replace(chapter, checks=chapter.checks[:checks])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cases = draw_cases(some) | {"edition": edition(chapter)}
    write_npz(folder / "cases.npz", cases)
    nbformat.write(notebook, folder / f"{chapter.module}.ipynb")
    return f"{folder.name}/{chapter.module}.ipynb"


def solved(number: str) -> nbformat.NotebookNode:
    """Give the notebook of a student who got everything right."""
    return nbformat.reads(assemble(CHAPTERS[number], ROOT), as_version=4)


def shown_in(number: str) -> nbformat.NotebookNode:
    """Leave of a solved chapter what its widgets need: they take functions alone.

    That everything else runs is tested where no browser looks on.
    """
    notebook = solved(number)
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code"
        and ("widgets." in cell.source or "demo" not in cell.metadata.get("tags", []))
        and not cell.source.startswith("check(")
    ]
    return notebook


WITH_WIDGETS = [
    number
    for number, chapter in CHAPTERS.items()
    if "widgets." in (ROOT / "chapters" / number / f"{chapter.module}.md").read_text()
]


@pytest.mark.parametrize("number", WITH_WIDGETS)
def test_the_widgets_of_a_solved_chapter_have_nothing_to_say_against_it(
    lab: Any, number: str
) -> None:
    notebook = shown_in(number)
    book = lab.visit(lay_out(lab, number, "solved", notebook, checks=0))
    book.run_all()
    assert book.errors() == []
    calls = [cell.source for cell in notebook.cells if "widgets." in cell.source]
    for index in range(len(calls)):
        widget = book.widget(index)
        assert widget.sentence()
        assert widget.remark() == ""
    book.close()


@pytest.mark.parametrize("number", CHAPTERS)
def test_a_release_opens_and_says_what_is_not_written_yet(
    lab: Any, release_of: Callable[[str], nbformat.NotebookNode], number: str
) -> None:
    notebook = release_of(number)
    book = lab.visit(lay_out(lab, number, "release", notebook, checks=1))
    sources = [cell.source for cell in notebook.cells]
    first = CHAPTERS[number].checks[0].name
    check = next(i for i, source in enumerate(sources) if source == f'check("{first}")')
    for index, cell in enumerate(notebook.cells[: check + 1]):
        if cell.cell_type == "code" and "demo" not in cell.metadata.get("tags", []):
            book.run_cell(index)
    told = book.page.locator(".jp-Cell").nth(check).locator(".jp-OutputArea-output")
    told.first.wait_for()
    assert "not written yet" in " ".join(told.all_inner_texts())
    prompts = book.page.locator(".jp-Cell").nth(check).locator(".jp-OutputPrompt")
    assert prompts.locator("visible=true").count() == 1, "nothing, under a number"
    assert book.page.locator(".jp-RenderedMarkdown").count() > 10
    assert book.page.get_by_text("```{").count() == 0, "a directive is shown raw"
    book.close()


VERDICT = re.compile("Success|failed|error", re.IGNORECASE)


def validate(book: Any) -> str:
    """Press nbgrader's button and read its answer."""
    book.page.get_by_role("button", name="Validate").first.click()
    dialog = book.page.locator(".jp-Dialog")
    told = ""
    while not VERDICT.search(told):  # it opens, and is filled when the answer is there
        dialog.get_by_role("button").last.wait_for()
        told = str(dialog.inner_text())
    dialog.get_by_role("button").last.click()
    return told


def test_the_button_validate_tells_a_right_notebook_from_an_empty_one(
    lab: Any, release_of: Callable[[str], nbformat.NotebookNode]
) -> None:
    right = lab.visit(lay_out(lab, "01", "right", solved("01"), checks=9))
    assert "Success" in validate(right)
    right.close()
    empty = lab.visit(lay_out(lab, "01", "empty", release_of("01"), checks=9))
    assert "weighted_input" in validate(empty)
    empty.close()


IN_VIEW = """(panel) => {
  const { top, bottom } = panel.getBoundingClientRect();
  const room = panel.closest(".jp-WindowedPanel-outer").getBoundingClientRect();
  return bottom > room.top && top < room.bottom;
}"""


def test_after_run_all_the_progress_panel_leads_back_to_each_exercise(
    lab: Any, release_of: Callable[[str], nbformat.NotebookNode]
) -> None:
    book = lab.visit(lay_out(lab, "01", "back", release_of("01"), checks=2))
    book.run_all()
    progress = book.page.get_by_role("group", name="Progress")
    for check in CHAPTERS["01"].checks[:2]:
        bring_into_view(progress)
        progress.get_by_role("link", name=check.name, exact=True).click()
        panel = book.page.locator(f"#check-{check.name}")
        book.page.wait_for_function(IN_VIEW, arg=panel.element_handle())
    book.close()
