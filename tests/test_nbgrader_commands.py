"""nbgrader's own commands work on this course, and grade as ours does."""

import csv
import json
import sqlite3

import pytest

from autograder.checks import CHAPTERS
from autograder.sample import submissions
from tests.courses import make_course, run

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
FULL = sum(check.points for check in CHAPTERS["01"].checks)


@pytest.fixture(scope="module")
def course(tmp_path_factory, release_of):
    """Release, hand in and grade chapter 01, with nbgrader's commands alone."""
    root = make_course(tmp_path_factory.mktemp("nbgrader") / "course")
    config = root / "nbgrader_config.py"
    level = "\nget_config().JudgeExercises.sandbox = 'best'  # noqa: F821\n"
    config.write_text(config.read_text() + level)
    assert run(root, "backprop", "build", "01").returncode == 0
    done = run(root, "nbgrader", "generate_assignment", "01")
    assert done.returncode == 0, done.stderr
    texts = dict(submissions(CHAPTERS["01"], release_of("01")))
    for student in ("all-right", "mistakes-1", "cheat", "broken-file"):
        path = root / "classroom/submitted" / student / "01/neuron.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(texts[student], encoding="utf-8")
    return root


def points_in_gradebook(course):
    query = """
        SELECT student.id, SUM(grade.auto_score)
        FROM grade
        JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
        JOIN submitted_assignment
          ON submitted_notebook.assignment_id = submitted_assignment.id
        JOIN student ON submitted_assignment.student_id = student.id
        GROUP BY student.id
    """
    with sqlite3.connect(course / "classroom/gradebook.db") as book:
        points = dict(book.execute(query))
    book.close()
    return points


def test_autograde_feedback_and_export_give_what_was_earned(course):
    done = run(course, "nbgrader", "autograde", "01")
    assert done.returncode == 0, done.stderr
    points = points_in_gradebook(course)
    assert points["all-right"] == FULL
    assert points["cheat"] == points["broken-file"] == 0
    assert 0 < points["mistakes-1"] < FULL

    done = run(course, "nbgrader", "generate_feedback", "01")
    assert done.returncode == 0, done.stderr
    folder = course / "classroom/feedback"
    page = (folder / "mistakes-1/01/neuron.html").read_text(encoding="utf-8")
    assert '<a href="#weighted_input"><code>weighted_<wbr>input</code></a>' in page
    assert "could not be read" in (folder / "broken-file/01/neuron.html").read_text()

    done = run(course, "nbgrader", "export")
    assert done.returncode == 0, done.stderr
    with (course / "grades.csv").open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert float(rows["all-right"]["score"]) == FULL

    ours = run(course, "backprop", "grade", "--sandbox", "best", "--json")
    assert {r["student"]: r["points"] for r in json.loads(ours.stdout)} == points
    assert points_in_gradebook(course) == points


def test_validate_tells_a_right_notebook_from_an_untouched_one(course, release_of):
    folder = course / "build/release/01"
    right = dict(submissions(CHAPTERS["01"], release_of("01")))["all-right"]
    (folder / "right.ipynb").write_text(right, encoding="utf-8")
    done = run(course, "nbgrader", "validate", str(folder / "right.ipynb"))
    assert "Success! Your notebook passes all the tests." in done.stdout + done.stderr
    done = run(course, "nbgrader", "validate", str(folder / "neuron.ipynb"))
    assert "FAILED" in done.stdout + done.stderr


def test_zip_collect_unpacks_a_learning_platforms_archive(course):
    archive = course / "classroom/downloaded/01/archive"
    archive.mkdir(parents=True)
    release = (course / "build/release/01/neuron.ipynb").read_text(encoding="utf-8")
    name = "01_zipped_attempt_2026-11-20-10-00-00_neuron.ipynb"
    (archive / name).write_text(release, encoding="utf-8")
    done = run(course, "nbgrader", "zip_collect", "01", "--force")
    assert done.returncode == 0, done.stderr
    assert (course / "classroom/submitted/zipped/01/neuron.ipynb").exists()
