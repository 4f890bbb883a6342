"""The bulk lane leaves behind what nbgrader's own command leaves, and survives more."""

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import warnings

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import CsvExportPlugin

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.grading import pool, work
from autograder.grading.bulk import grade_class
from autograder.grading.lock import grading_alone
from autograder.grading.settings import course_config
from autograder.grading.waiting import find_submissions
from autograder.sample import submissions
from autograder.sandbox.levels import best_level
from autograder.weights import weigh
from tests.courses import ROOT, make_course, run

POINTS = {"01": 30.0, "sigmoid_prime": 6.0}
CHAPTER = weigh(CHAPTERS["01"], POINTS)
FULL = sum(check.points for check in CHAPTER.checks)
CLASS = ("all-right", "mistakes-1", "half-finished", "untouched", "broken-file")
BOOK = "classroom/gradebook.db"
ORIGIN = r'name="origin" content="\w+"'
SLOPE = next(check for check in CHAPTER.checks if check.name == "sigmoid_prime")
SETTINGS = """
c = get_config()  # noqa: F821
c.JudgeExercises.numerical_share = 0.5
c.JudgeExercises.sandbox = 'best'
"""
WEIGHED = "[points]\n01 = 30\nsigmoid_prime = 6\n"
TERM = """
packages = ["rich"]
[due]
01 = 2020-01-01T00:00:00Z
[late]
penalty = 0.2
late_days = 2
[solutions]
01 = 2020-01-02T00:00:00Z
[extra_time.all-right]
all = "2 days"
[extra_time.half-finished]
01 = "1 day"
"""
DAYS = {"mistakes-1": 2, "half-finished": 4, "all-right": 2, "untouched": 1}


@pytest.fixture(scope="module")
def texts(release_of):
    """Give the sample class's submissions of chapter 01."""
    return dict(submissions(CHAPTER, release_of("01")))


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Release chapter 01 in a course that is copied, never graded in."""
    root = make_course(tmp_path_factory.mktemp("bulk") / "released")
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + SETTINGS)
    (root / "course.toml").write_text(WEIGHED)
    done = run(root, "backprop", "release", "01")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def course(released, tmp_path):
    """Give a course of its own with chapter 01 released and nobody in it."""
    return shutil.copytree(released, tmp_path / "course", symlinks=True)


def hand_in(root, student, text):
    path = root / "classroom/submitted" / student / "01/neuron.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def grade(root, **options):
    room = Classroom(root)
    waiting = find_submissions(room, ["01"])
    options = {"sandbox": best_level(), "jobs": 2, **options}
    return {r.student: r for r in grade_class(room, waiting, **options)}


@pytest.mark.slow
@pytest.mark.sandbox
def test_the_gradebook_and_the_pages_are_those_of_nbgrader_autograde(course, texts):
    """Grade a class twice in both lanes, hand-given scores and lateness between."""
    theirs = course
    for student in CLASS:
        hand_in(theirs, student, texts[student])
    (theirs / "classroom/secret").write_text("5e" * 32)  # the same cases in both
    for student, days in DAYS.items():
        stamp = theirs / "classroom/submitted" / student / "01/timestamp.txt"
        stamp.write_text(f"2020-01-{1 + days:02d} 00:00:00 UTC")
    (theirs / "course.toml").write_text(TERM + WEIGHED)
    ours = shutil.copytree(theirs, course.with_name("ours"), symlinks=True)
    lanes = {
        theirs: ("nbgrader", "autograde", "01"),
        ours: ("backprop", "grade", "01", "--sandbox", "best"),
    }
    for root, command in lanes.items():
        done = run(root, *command)
        assert done.returncode == 0, done.stderr
        change(root / BOOK, GIVEN_BY_HAND)
        change(root / BOOK, "UPDATE comment SET manual_comment = 'Well said.'")
        hand_in(root, "untouched", by_differences(texts["all-right"]))
    for student in CLASS:
        press_formgraders_button(theirs, "autograde", student)
    grade(ours, force=True)
    press_formgraders_button(theirs, "generate_feedback")
    rows = gradebook(ours)
    for table, content in gradebook(theirs).items():
        assert rows[table] == content, table
    late = {r["student_id"]: r["late_submission_penalty"] for r in rows["submitted"]}
    assert [student for student, cost in late.items() if cost] == ["half-finished"]
    assert [r["student_id"] for r in rows["submitted"] if r["extension"]] == [
        "all-right",
        "half-finished",
    ]
    assert any(row["manual_score"] for row in rows["grade"])
    assert any(row["auto_comment"] for row in rows["comment"])
    scores = {(r["student_id"], r["cell"]): r["auto_score"] for r in rows["grade"]}
    assert scores["untouched", "check_sigmoid_prime"] == SLOPE.points / 2
    assert run(ours, "backprop", "feedback", "01").returncode == 0
    pages = feedback(ours)
    assert pages.keys() == feedback(theirs).keys() == set(CLASS)
    for student, page in feedback(theirs).items():
        assert re.sub(ORIGIN, "", pages[student]) == re.sub(ORIGIN, "", page), student
    assert "Well said." in pages["mistakes-1"]
    assert "Handed in 3 days late" in pages["half-finished"]
    assert f"of {CHAPTER.points:g} points" in pages["untouched"]
    assert "is not there" not in pages["untouched"]
    assert "A model answer" in pages["untouched"]
    assert exported(ours) == exported(theirs)
    by_every_way(ours, pages)


def by_differences(text):
    """Answer one exercise with a numerical derivative."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == SLOPE.name:
            cell["source"] = (
                "import rich\n\n\ndef sigmoid_prime(z):\n"
                "    return (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5"
            )
    return json.dumps(notebook)


def by_every_way(root, pages):
    """Write the pages with nbgrader's command and behind the button: the same bytes."""
    done = run(root, "nbgrader", "generate_feedback", "01", "--force")
    assert done.returncode == 0, done.stderr
    assert feedback(root) == pages
    press_formgraders_button(root, "generate_feedback")
    assert feedback(root) == pages
    again = run(root, "backprop", "feedback", "1", "--json")
    assert [page["new"] for page in json.loads(again.stdout)] == [False] * len(CLASS)
    change(root / BOOK, "UPDATE student SET first_name = 'Ada' WHERE id = 'all-right'")
    again = run(root, "backprop", "feedback", "--json")
    new = [page["student"] for page in json.loads(again.stdout) if page["new"]]
    assert new == ["all-right"]
    assert "Feedback for Ada (all-right)" in feedback(root)["all-right"]


def press_formgraders_button(root, operation, *whose):
    """Do as formgrader does, in a process that runs on."""
    config = course_config(Classroom(root))
    with contextlib.chdir(root), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        result = getattr(api, operation)("01", *whose)
    assert result["success"], result


def exported(root):
    """Give the lines that ``nbgrader export`` writes."""
    to = root / "grades.csv"
    with Gradebook(f"sqlite:///{root / BOOK}") as book:
        CsvExportPlugin(to=str(to)).export(book)
    lines = to.read_text().splitlines()
    assert len(lines) == 1 + len(CLASS)
    return sorted(lines)


GIVEN_BY_HAND = """
    UPDATE grade SET manual_score = 0.5, extra_credit = 0.25, needs_manual_grade = 0
    WHERE cell_id IN (SELECT id FROM grade_cells WHERE cell_type = 'markdown')
       OR cell_id IN (SELECT id FROM base_cell WHERE name = 'check_sigmoid')
"""
TABLES = {
    "student": "SELECT * FROM student ORDER BY id",
    "submitted": """
        SELECT student_id, assignment.name, submitted_assignment.timestamp, extension,
               late_submission_penalty
        FROM submitted_notebook
        JOIN submitted_assignment
          ON submitted_assignment.id = submitted_notebook.assignment_id
        JOIN assignment ON assignment.id = submitted_assignment.assignment_id
        ORDER BY student_id""",
}
BY_CELL = """
    SELECT student_id, base_cell.name AS cell, {table}.*
    FROM {table}
    JOIN base_cell ON base_cell.id = cell_id
    JOIN submitted_notebook ON submitted_notebook.id = {table}.notebook_id
    JOIN submitted_assignment
      ON submitted_assignment.id = submitted_notebook.assignment_id
    ORDER BY student_id, cell"""


def change(book, statement):
    with sqlite3.connect(book) as connection:
        assert connection.execute(statement).rowcount
    connection.close()


def gradebook(root):
    """Give every row that grading touches, without ids."""
    connection = sqlite3.connect(root / BOOK)
    connection.row_factory = sqlite3.Row
    queries = {**TABLES, **{t: BY_CELL.format(table=t) for t in ("grade", "comment")}}
    rows = {}
    for name, query in queries.items():
        found = [dict(row) for row in connection.execute(query)]
        hidden = ("cell_id", "notebook_id", *(["id"] if name != "student" else []))
        rows[name] = [{k: v for k, v in r.items() if k not in hidden} for r in found]
        assert rows[name]
    connection.close()
    return rows


def feedback(root):
    """Give the feedback pages."""
    pages = (root / "classroom/feedback").glob("*/01/neuron.html")
    return {page.parts[-3]: page.read_text(encoding="utf-8") for page in pages}


def kill_worker(task):
    """Grade, but end the worker in some submissions."""
    if b"KILL ALWAYS" in task.content and not task.problem:
        os.kill(os.getpid(), signal.SIGKILL)
    once = re.search(rb"KILL ONCE (\S+)", task.content)
    if once and not os.path.exists(once[1]):
        open(once[1], "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return work.grade_task(task)


@pytest.mark.slow
@pytest.mark.sandbox
def test_a_worker_that_dies_costs_nobody_else_anything(course, texts, monkeypatch):
    right = texts["all-right"]
    killed = course / "killed"
    for number in range(4):
        hand_in(course, f"honest-{number}", right)
    hand_in(course, "unlucky", right.replace("slope of", f"KILL ONCE {killed} slope"))
    hand_in(course, "greedy", right.replace("slope of", "KILL ALWAYS slope of"))
    monkeypatch.setattr(pool, "_grade", kill_worker)
    records = grade(course)
    assert killed.exists()
    greedy = records.pop("greedy")
    assert (greedy.points, greedy.note) == (0, pool.DIED)
    assert {record.points for record in records.values()} == {FULL}
    assert len(records) == 5


@pytest.mark.slow
@pytest.mark.sandbox
def test_only_what_changed_is_graded_again_and_nothing_half_is_left(course, texts):
    for student in ("all-right", "untouched"):
        hand_in(course, student, texts[student])
    grade(course)
    folder = course / "classroom/autograded"
    before = {p: p.stat().st_mtime_ns for p in folder.glob("*/01/*")}
    assert {p.name for p in before} == {"neuron.ipynb"}
    (folder / "untouched/01/.neuron.ipynb.1.part").write_text("half of")
    (folder / "untouched/01/pictures").mkdir()
    (folder / "untouched/01/neuron.ipynb").unlink()
    (folder / "untouched/01/neuron.ipynb").mkdir()
    hand_in(course, "untouched", texts["all-right"])
    records = grade(course)
    assert {record.points for record in records.values()} == {FULL}
    after = {p: p.stat().st_mtime_ns for p in folder.glob("*/01/*")}
    assert before.keys() == after.keys()
    changed = {p.parent.parent.name for p in before if before[p] != after[p]}
    assert changed == {"untouched"}


def test_a_second_grader_waits_and_says_for_whom(tmp_path):
    said = []
    script = (
        "import pathlib, sys, time\n"
        "from autograder.grading.lock import grading_alone\n"
        "with grading_alone(pathlib.Path(sys.argv[1]), print):\n"
        "    print('in', flush=True)\n"
        "    time.sleep(1)\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout.readline() == "in\n"
    with grading_alone(tmp_path, said.append):
        assert first.wait(timeout=10) == 0  # the first has left
    first.stdout.close()
    assert len(said) == 1
    assert f"process {first.pid}" in said[0]
    with grading_alone(tmp_path, said.append):
        assert len(said) == 1
