"""A class whose files have odd names and forms, whose answers are read by a person."""

import copy
import json
import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.checks import CHAPTERS
from tests.courses import make_course, run
from tests.notebooks.model import ANSWER, cell, cells, worked

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
FULL = sum(check.points for check in CHAPTERS["01"].checks)
WORDS = "The slope is nearly zero there."


def answered(release, words=WORDS):
    notebook = worked(release)
    cell(notebook, ANSWER)["source"] = words
    return notebook


def large(notebook):
    data = {"text/plain": "x" * 22 * 2**20}
    shown = {"output_type": "display_data", "data": data, "metadata": {}}
    cells(notebook)[1]["outputs"] = [shown]
    return notebook


def nbformat_3(notebook):
    """Write a notebook as IPython 2 did."""
    old = copy.deepcopy(notebook)
    for each in old["cells"]:
        each.pop("id")
        if each["cell_type"] == "code":
            each["input"] = each.pop("source").splitlines(keepends=True)
            each.update(language="python", collapsed=False)
        elif each["source"].startswith("# "):
            each.update(cell_type="heading", level=1, source=each["source"][2:])
    sheets = [{"cells": old.pop("cells"), "metadata": {}}]
    return {**old, "worksheets": sheets, "nbformat": 3, "nbformat_minor": 0}


@pytest.fixture(scope="module")
def course(tmp_path_factory, release_of):
    """Release chapter 01, and hand it in in odd ways."""
    root = make_course(tmp_path_factory.mktemp("class") / "course")
    config = root / "nbgrader_config.py"
    level = "\nget_config().JudgeExercises.sandbox = 'best'  # noqa: F821\n"
    config.write_text(config.read_text() + level)
    assert run(root, "backprop", "release", "01").returncode == 0
    release = release_of("01")
    for student, name, notebook in [
        ("ada", "neuron.ipynb", answered(release)),
        ("bob", "neuron (1).ipynb", answered(release)),
        ("eve[2]", "neuron.ipynb", worked(release)),
        ("kim", "neuron.ipynb", large(answered(release))),
        ("old", "neuron.ipynb", nbformat_3(answered(release))),
    ]:
        path = root / "classroom/submitted" / student / "01" / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return root


def by_ours(course):
    done = run(course, "backprop", "grade", "--sandbox", "best", "--json")
    assert done.returncode == 0, done.stderr


def by_nbgrader(course):
    done = run(course, "nbgrader", "autograde", "01", "--force")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def book(course):
    with Gradebook(f"sqlite:///{course}/classroom/gradebook.db") as book:
        yield book


def marks(book, student):
    (notebook,) = book.find_submission("01", student).notebooks
    answer = book.find_grade(ANSWER, "neuron", "01", student)
    return notebook.score, answer.needs_manual_grade


@pytest.mark.parametrize("lane", [by_ours, by_nbgrader])
def test_each_is_graded_and_what_is_written_waits(lane, course, book):
    lane(course)
    waiting = {s: marks(book, s) for s in ("ada", "bob", "eve[2]", "kim", "old")}
    wanted = dict.fromkeys(waiting, (FULL, True))
    assert waiting == {**wanted, "eve[2]": (FULL, False)}
    theirs = ("nbgrader", "generate_feedback", "01", "--force")
    done = run(course, *(theirs if lane is by_nbgrader else ("backprop", "feedback")))
    assert done.returncode == 0, done.stderr
    page = (course / "classroom/feedback/ada/01/neuron.html").read_text()
    assert page.count("not read yet") == 3  # in all, in its row, at the answer
    assert "0 of 2" not in page
    page = (course / "classroom/feedback/eve[2]/01/neuron.html").read_text()
    assert "not read yet" not in page
    shutil.rmtree(course / "classroom/autograded")


@pytest.mark.parametrize("lane", [by_ours, by_nbgrader])
def test_a_mark_given_by_hand_holds_while_its_answer_is_the_same(
    lane, course, book, release_of
):
    path = course / "classroom/submitted/ada/01/neuron.ipynb"
    path.write_text(json.dumps(answered(release_of("01"))))
    lane(course)
    answer = book.find_grade(ANSWER, "neuron", "01", "ada")
    answer.manual_score, answer.needs_manual_grade = 1.5, False
    book.db.commit()
    code = answered(release_of("01"))
    cells(code).append({"cell_type": "code", "metadata": {}, "source": "x = 1"})
    path.write_text(json.dumps(code))
    lane(course)
    book.db.expire_all()
    assert marks(book, "ada") == (FULL + 1.5, False)
    page = answered(release_of("01"), "Something else.")
    path.write_text(json.dumps(page))
    lane(course)
    book.db.expire_all()
    assert marks(book, "ada") == (FULL + 1.5, True)
    answer.manual_score = None
    book.db.commit()
