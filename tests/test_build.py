"""A chapter becomes a notebook that nbgrader takes, and the same one every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.build import build_chapter, build_chapters, needs_build
from autograder.checks import CHAPTERS
from autograder.checks.model import Chapter
from tests.tiny_course import CHAPTER, SLOPES, TEXT, write_course

ROOT = Path(__file__).parents[1]
FILE = "chapters/31/slopes.md"

DEMO = "values = line(np.arange(3.0), 0.5)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    root = write_course(tmp_path_factory.mktemp("course"))
    return nbformat.read(build_chapter(CHAPTER, root), as_version=4)


def graded(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


# What is built


def test_the_cells_stand_in_the_order_of_the_chapter(notebook):
    assert [cell.id if cell.id in graded(notebook) else "" for cell in notebook.cells]
    order = [
        cell.metadata.nbgrader.grade_id
        if "nbgrader" in cell.metadata
        else cell.source.split("\n")[0]
        for cell in notebook.cells
    ]
    assert order == [
        "# Slopes",
        "prelude",
        "given_LIMIT",
        "given_shift",
        "First a line, $y = m x$.",
        "line",
        "check_line",
        "values = line(np.arange(3.0), 0.5)",
        "why_it_stops",
        "Then a bend.",
        "bend",
        "check_bend",
        "## What you now know",
        "from course import progress",
    ]


METADATA = {  # grade id: cell type, grade, solution, locked, points
    "prelude": ("code", False, False, True, None),
    "given_LIMIT": ("code", False, False, True, None),
    "given_shift": ("code", False, False, True, None),
    "line": ("code", False, True, False, None),
    "check_line": ("code", True, False, True, 3.0),
    "why_it_stops": ("markdown", True, True, False, 1.5),
    "bend": ("code", False, True, False, None),
    "check_bend": ("code", True, False, True, 2.5),
}


def test_every_graded_cell_has_the_metadata_of_its_kind(notebook):
    found = {}
    for grade_id, cell in graded(notebook).items():
        meta = cell.metadata.nbgrader
        assert meta.schema_version == 3
        assert meta.task is False
        assert set(cell.metadata) - {"jupyter"} == {"nbgrader"}
        found[grade_id] = (
            cell.cell_type,
            meta.grade,
            meta.solution,
            meta.locked,
            meta.get("points"),
        )
    assert found == METADATA


def test_an_exercise_is_its_source_with_the_body_between_the_markers(notebook):
    source = SLOPES[SLOPES.index("def line") : SLOPES.index("\n\n\ndef bend")]
    equation = "    .. math:: y = \\min(m (x + 1), 3)\n\n"  # it stands in the text
    assert equation in source
    source = source.replace(equation, "")
    body = source.index("    y = m")
    assert graded(notebook)["line"].source == (
        f"{source[:body]}    ### BEGIN SOLUTION\n{source[body:]}\n    ### END SOLUTION"
    )
    assert graded(notebook)["check_line"].source == 'check("line")'


def test_a_given_cell_is_the_source_alone(notebook):
    cells = graded(notebook)
    assert cells["given_LIMIT"].source == "LIMIT = 3.0"
    assert cells["given_shift"].source == (
        "def shift(x: Array) -> Array:\n"
        '    """Move everything one to the right."""\n'
        "    return x + 1.0"
    )


def test_what_an_earlier_chapter_built_is_folded(notebook, release_of):
    folded = {"source_hidden": True}
    assert graded(notebook)["given_shift"].metadata.get("jupyter") == folded
    forward = {cell.id: cell.metadata.get("jupyter") for cell in release_of("02").cells}
    assert forward["given_sigmoid"] == folded
    assert forward["given_activate"] is None  # chapter 02 introduces it
    assert forward["affine"] is None


def test_an_answer_is_asked_for_and_not_given(notebook):
    assert graded(notebook)["why_it_stops"].source == "YOUR ANSWER HERE"


def test_a_demo_keeps_its_tag_and_gets_no_metadata_of_nbgrader(notebook):
    demo, last = [cell for cell in notebook.cells if "tags" in cell.metadata]
    assert demo.metadata == last.metadata == {"tags": ["demo"]}
    assert demo.source == DEMO, "the prelude has imported NumPy"
    assert last.source == "from course import progress\n\nprogress()"


def test_worked_comments_are_stripped_and_leave_no_gap(notebook):
    assert notebook.cells[0].source == (
        "# Slopes\n\nWhat is a slope? At $x = 1$ it is 2."
    )


def test_a_worked_comment_between_paragraphs_leaves_one_blank_line(tmp_path):
    paragraphs = "Then a bend.\n\n<!-- worked: 2 -> 2 -->\n\nThen 2."
    text = TEXT.replace("Then a bend.", paragraphs)
    path = build_chapter(CHAPTER, write_course(tmp_path, text))
    sources = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    assert "Then a bend.\n\nThen 2." in sources


def test_the_notebook_has_no_outputs_and_asks_for_python(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert notebook.metadata.kernelspec.name == "python3"
    assert set(notebook.metadata) == {"kernelspec", "language_info", "course"}


def test_cell_ids_differ_and_those_of_graded_cells_are_their_grade_ids(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert {grade_id: cell.id for grade_id, cell in graded(notebook).items()} == {
        grade_id: grade_id for grade_id in METADATA
    }


def test_two_cells_of_the_same_text_have_two_ids(tmp_path):
    again = "+++\n\nThen a bend.\n"
    text = TEXT.replace("## What you", f"{again}\n{again}\n+++\n\n## What you")
    path = build_chapter(CHAPTER, write_course(tmp_path, text))
    cells = nbformat.read(path, as_version=4).cells
    ids = [cell.id for cell in cells if cell.source == "Then a bend."]
    assert len(ids) == len(set(ids)) == 3


def test_the_assignment_folder_holds_the_notebook_and_the_cases_alone(root):
    stale = root / "build/source/31/old_name.ipynb"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}")
    path = build_chapter(CHAPTER, root)
    assert path == root / "build/source/31/slopes.ipynb"
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "cases.npz",
        "slopes.ipynb",
    ]


def test_two_builds_give_the_same_bytes(tmp_path):
    built = [
        build_chapter(CHAPTER, write_course(tmp_path / name)).parent
        for name in ("one", "two")
    ]
    for file in ("slopes.ipynb", "cases.npz"):
        assert built[0].joinpath(file).read_bytes() == (built[1] / file).read_bytes()


# The chapters of the course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the build reads, so that no test writes into the work tree."""
    root = tmp_path_factory.mktemp("course")
    for folder in ("chapters", "solutions"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)


@each_chapter
def test_every_chapter_builds_with_all_its_points(course, chapter: Chapter):
    (path,) = build_chapters([chapter.number], course)
    cells = graded(nbformat.read(path, as_version=4))
    points = sum(cell.metadata.nbgrader.get("points", 0.0) for cell in cells.values())
    assert points == chapter.points > 0
    assert build_chapters([chapter.number], course) == [path]
    assert not needs_build(chapter, course)


@pytest.fixture(scope="module")
def rebuilt(course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small chapter and the course's in a process with another hash seed."""
    root = tmp_path_factory.mktemp("rebuilt")
    shutil.copytree(course / "chapters", root / "chapters")
    shutil.copytree(course / "solutions", root / "solutions")
    here = os.environ.get("PYTHONHASHSEED")
    subprocess.run(
        [sys.executable, "-c", REBUILD, str(root)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "32" if here == "31" else "31"},
        check=True,
    )
    return root


REBUILD = """
import sys
from pathlib import Path

from autograder.build import build_chapter
from autograder.checks import CHAPTERS
from tests.tiny_course import CHAPTER, write_course

root = Path(sys.argv[1])
build_chapter(CHAPTER, write_course(root / "small"))
for chapter in CHAPTERS.values():
    if (root / "chapters" / chapter.number / f"{chapter.module}.md").exists():
        build_chapter(chapter, root)
"""


def compare_bytes(notebook: Path, again: Path) -> None:
    for file in (notebook, notebook.with_name("cases.npz")):
        assert file.read_bytes() == (again / file.name).read_bytes()


def test_another_process_builds_the_small_chapter_to_the_same_bytes(root, rebuilt):
    compare_bytes(build_chapter(CHAPTER, root), rebuilt / "small/build/source/31")


@each_chapter
def test_another_process_builds_every_chapter_to_the_same_bytes(
    course, rebuilt, chapter: Chapter
):
    notebook = build_chapter(chapter, course)
    compare_bytes(notebook, rebuilt / "build/source" / chapter.number)
