"""No answer of a chapter stands anywhere in what its students get."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.build import build_chapter
from autograder.chapterfile import read_chapter
from autograder.checks import CHAPTERS, CHECKS
from autograder.checks.model import Chapter
from autograder.sandbox.inside.rehearsal import CELLS
from autograder.transclude import find_definition
from tests.leak_finder import Answer, find_leaks, model_answer
from tests.tiny_course import CHAPTER, SLOPES, TEXT, write_course

ROOT = Path(__file__).parents[1]
STUB = "    # YOUR CODE HERE\n    raise NotImplementedError()"


def release(chapter: Chapter, root: Path) -> NotebookNode:
    """Build a chapter and let nbgrader make the students' version of it, again."""
    build_chapter(chapter, root)
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = f"sqlite:///{root}/gradebook.db"
    config.CourseDirectory.source_directory = "build/source"
    config.CourseDirectory.release_directory = "build/release"
    config.CourseDirectory.assignment_id = chapter.number
    config.GenerateAssignment.force = True
    with pytest.MonkeyPatch.context() as patch:
        # A new gradebook calls alembic by its bare name.
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        patch.setenv("PATH", path)
        course = CourseDirectory(config=config)
        GenerateAssignment(coursedir=course, config=config).start()
    folder = root / "build/release" / chapter.number
    released = {file.name for file in folder.rglob("*")}
    assert released == {f"{chapter.module}.ipynb", "cases.npz"}
    return nbformat.read(folder / f"{chapter.module}.ipynb", as_version=4)


def answers_of(chapter: Chapter, root: Path) -> tuple[list[Answer], list[str]]:
    file = f"chapters/{chapter.number}/{chapter.module}.md"
    cells = read_chapter(root / file, file)
    answers = [
        model_answer(find_definition(root, cell.module, cell.name).source)
        for cell in cells
        if cell.kind == "exercise"
    ]
    return answers, [cell.source for cell in cells if cell.kind == "answer"]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the course, add the small chapter: to begin a gradebook takes seconds."""
    root = tmp_path_factory.mktemp("course")
    for folder in ("chapters", "solutions"):
        shutil.copytree(ROOT / folder, root / folder)
    return write_course(root)


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
def test_no_release_holds_an_answer(course, chapter: Chapter):
    notebook = release(chapter, course)
    answers, words = answers_of(chapter, course)
    assert [answer.name for answer in answers] == [c.name for c in chapter.checks]
    assert len(words) == len(chapter.answers)
    assert find_leaks(answers, words, notebook) == []
    cells = {cell.id: cell for cell in notebook.cells}
    for answer in answers:
        assert cells[answer.name].source.endswith(STUB)
    for grade_id in chapter.answers:
        assert cells[grade_id].source == "YOUR ANSWER HERE"


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
def test_the_rehearsal_holds_no_answer(chapter: Chapter):
    """What the warm process runs stays in the memory of every submission."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS])
    answers, _ = answers_of(chapter, ROOT)
    assert find_leaks(answers, [], notebook) == []


# The finder finds. In the small chapter, `line` returns after two statements,
#     y = m * shift(x)
#     return np.minimum(y, LIMIT)
# and `bend` in one, return 0.5 * x**2 - line(x, 1.0)


def demo(source: str) -> tuple[str, str]:
    return TEXT.replace("values = line(np.arange(3.0), 0.5)", source), SLOPES


def prose(text: str) -> tuple[str, str]:
    return TEXT.replace("Then a bend.", f"Then a bend.\n\n{text}"), SLOPES


def afterwards(text: str) -> tuple[str, str]:
    return TEXT.replace("A slope.", f"A slope: {text}"), SLOPES


def example(source: str) -> tuple[str, str]:
    before = "    >>> line("
    return TEXT, SLOPES.replace(before, f"    >>> {source}\n{before}")


LEAKS = {  # what: (chapter and module, how the finding begins)
    "a body": (
        demo("x = 1.0\nbent = 0.5 * x**2 - line(x, 1.0)"),
        "bend in demo-",
    ),
    "a body in other spacing": (
        demo("x = 1.0\nbent = (0.5*\n    x ** 2-line( x, 1.0 ))"),
        "bend in demo-",
    ),
    "a body with another variable": (
        demo("bent = 0.5 * values**2 - line(values, 1.0)"),
        "bend in demo-",
    ),
    "a body with an element of a list": (
        demo("t = [2.0]\nbent = 0.5 * t[0] ** 2 - line(t[0], 1.0)"),
        "bend in demo-",
    ),
    "a body inside a function": (
        demo("def by_hand(u):\n    return 0.5 * u**2 - line(u, 1.0)"),
        "bend in demo-",
    ),
    "two statements with other variables": (
        demo("def f(t, k):\n    u = k * shift(t)\n    return np.minimum(u, LIMIT)"),
        "line in demo-",
    ),
    "one expression of a longer body": (
        demo("m, x = 1.0, 2.0\nprint(m * shift(x))"),
        "line in demo-",
    ),
    "a body in a comment": (
        demo("# it is 0.5 * x ** 2 - line(x, 1.0)"),
        "bend in words of demo-",
    ),
    "a body in a string": (
        demo("title = 'bend is 0.5*x**2 - line(x, 1.0)'"),
        "bend in words of demo-",
    ),
    "a body in a code span": (
        prose("It is `return 0.5 * x**2 - line(x, 1.0)`."),
        "bend in the text of text-",
    ),
    "a body in a code block": (
        prose("```python\ny = 0.5 * x**2 - line(x, 1.0)\n```"),
        "bend in the text of text-",
    ),
    "a body in an example": (
        example("0.5 * u**2 - line(u, 1.0)"),
        "bend in an example of line",
    ),
    "an expression in an example": (
        example("m * shift(x)"),
        "line in an example of line",
    ),
    "an answer in prose": (
        prose("It stops because the smaller of the two\nnumbers is taken. So it does."),
        "an answer in text-",
    ),
    "an answer after the last check": (
        afterwards("It stops because the smaller of the two numbers is taken."),
        "an answer in text-",
    ),
}


def test_what_is_planted_reaches_the_release(course):
    clean = release(CHAPTER, write_course(course))
    assert find_leaks(*answers_of(CHAPTER, course), clean) == []
    (text, slopes), finding = LEAKS["a body"]
    planted = release(CHAPTER, write_course(course, text, slopes))
    found = find_leaks(*answers_of(CHAPTER, course), planted)
    assert found and found[0].startswith(finding)


@pytest.mark.parametrize("what", LEAKS)
def test_a_planted_leak_is_found(tmp_path, what):
    (text, slopes), finding = LEAKS[what]
    assert (text, slopes) != (TEXT, SLOPES)
    root = write_course(tmp_path, text, slopes)
    found = find_leaks(*answers_of(CHAPTER, root), stubbed(CHAPTER, root))
    assert any(leak.startswith(finding) for leak in found), found


@pytest.mark.parametrize("name", CHECKS)
def test_the_answer_of_every_exercise_would_be_found(name):
    module = CHECKS[name].function.__module__.removeprefix("solutions.")
    source = find_definition(ROOT, module, name).source
    renamed = source.replace(f"def {name}(", "def by_hand(")
    notebook = new_notebook(cells=[new_code_cell(renamed, id="demo-1")])
    (leak,) = {
        leak.split(":")[0]
        for leak in find_leaks([model_answer(source)], [], notebook)
        if " in words of " not in leak
    }
    assert leak == f"{name} in demo-1"


def test_one_call_in_other_variables_is_no_leak():
    answer = model_answer('def f(Z):\n    """Say."""\n    return np.tanh(Z)')
    notebook = new_notebook(cells=[new_code_cell("curve = np.tanh(grid)")])
    assert find_leaks([answer], [], notebook) == []


def test_a_given_function_that_is_the_answer_is_found(tmp_path):
    twin = "\n\ndef twin(u: Array) -> Array:\n    return 0.5 * u**2 - line(u, 1.0)\n"
    cell = (
        "```{code-cell} ipython3\n:tags: [given]\n\n"
        "from solutions.slopes import twin\n```"
    )
    text, slopes = prose(cell)
    root = write_course(tmp_path, text, slopes + twin)
    found = find_leaks(*answers_of(CHAPTER, root), stubbed(CHAPTER, root))
    assert [leak.split(":")[0] for leak in found] == ["bend in given_twin"]


def test_an_expression_that_is_given_on_purpose_is_no_leak(tmp_path):
    root = write_course(
        tmp_path, slopes=SLOPES.replace("m * shift(x)", "m * (2.0 * (x + 1.0))")
    )
    earlier = root / "solutions/earlier.py"
    earlier.write_text(earlier.read_text().replace("x + 1.0", "2.0 * (x + 1.0)"))
    assert find_leaks(*answers_of(CHAPTER, root), stubbed(CHAPTER, root)) == []


def test_after_the_last_check_the_text_may_show_what_was_found(tmp_path):
    root = write_course(tmp_path, *afterwards("`0.5 * x**2 - line(x, 1.0)`."))
    assert find_leaks(*answers_of(CHAPTER, root), stubbed(CHAPTER, root)) == []


def stubbed(chapter: Chapter, root: Path) -> NotebookNode:
    """Make the students' version as nbgrader does, without its database."""
    notebook = nbformat.read(build_chapter(chapter, root), as_version=4)
    for cell in notebook.cells:
        head, begin, _ = cell.source.partition("    ### BEGIN SOLUTION")
        cell.source = head + STUB if begin else head
    return notebook
