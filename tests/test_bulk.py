"""The bulk lane leaves behind what nbgrader's own command leaves, and survives more."""

import os
import re
import signal
import sqlite3
import subprocess
import sys

import pytest

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.grading import pool, work
from autograder.grading.bulk import grade_class
from autograder.grading.lock import grading_alone
from autograder.grading.waiting import find_submissions
from autograder.sample import submissions
from autograder.sandbox.levels import best_level
from tests.courses import ROOT, make_course, run

CHAPTER = CHAPTERS["01"]
FULL = sum(check.points for check in CHAPTER.checks)
CLASS = ("all-right", "mistakes-1", "half-finished", "untouched", "broken-file")
LATE = "2030-01-02 00:00:00 UTC"
SETTINGS = """
c = get_config()  # noqa: F821
c.JudgeExercises.sandbox = 'best'
c.LateSubmissionPlugin.penalty_method = 'zero'
"""


@pytest.fixture(scope="module")
def texts(release_of):
    """Give the sample class's submissions of chapter 01."""
    return dict(submissions(CHAPTER, release_of("01")))


def make_class(root, texts, students):
    """Release chapter 01 and hand in, in a course of its own."""
    make_course(root)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + SETTINGS)
    released = run(root, "backprop", "release", "01")
    assert released.returncode == 0, released.stderr
    for student in students:
        hand_in(root, student, texts[student])
    return root


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
def test_the_gradebook_and_the_pages_are_those_of_nbgrader_autograde(tmp_path, texts):
    """Grade a class twice in both lanes, a hand-given score and lateness between."""
    lanes = {
        "nbgrader": ("nbgrader", "autograde", "01", "--force"),
        "ours": ("backprop", "grade", "01", "--force", "--sandbox", "best"),
    }
    rows, pages = {}, {}
    for lane, command in lanes.items():
        root = make_class(tmp_path / lane, texts, CLASS)
        (root / "classroom/secret").write_text("5e" * 32)  # the same cases in both
        stamp = root / "classroom/submitted/mistakes-1/01/timestamp.txt"
        stamp.write_text(LATE)
        book = root / "classroom/gradebook.db"
        change(book, "UPDATE assignment SET duedate = '2030-01-01 00:00:00.000000'")
        done = run(root, *command)
        assert done.returncode == 0, done.stderr
        change(book, GIVEN_BY_HAND)
        change(book, "UPDATE comment SET manual_comment = 'Well said.'")
        hand_in(root, "untouched", texts["all-right"])
        done = run(root, *command)
        assert done.returncode == 0, done.stderr
        done = run(root, "nbgrader", "generate_feedback", "01")
        assert done.returncode == 0, done.stderr
        rows[lane] = gradebook(book)
        pages[lane] = feedback(root)
    for table, content in rows["nbgrader"].items():
        assert rows["ours"][table] == content, table
    assert any(row["late_submission_penalty"] for row in rows["ours"]["submitted"])
    assert any(row["manual_score"] for row in rows["ours"]["grade"])
    assert any(row["auto_comment"] for row in rows["ours"]["comment"])
    assert pages["ours"].keys() == pages["nbgrader"].keys() == set(CLASS)
    for student, page in pages["nbgrader"].items():
        assert pages["ours"][student] == page, student


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


def gradebook(book):
    """Give every row that grading touches, without ids."""
    connection = sqlite3.connect(book)
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
    """Give the feedback pages, without the random ids of their cells."""
    found = {}
    for page in (root / "classroom/feedback").glob("*/01/neuron.html"):
        text = page.read_text(encoding="utf-8")
        found[page.parts[-3]] = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-\w+", "", text)
    return found


def kill_worker(task):
    """Grade, but end the worker in some submissions."""
    if b"KILL ALWAYS" in task.content and not task.problem:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"KILL ONCE" in task.content and not os.path.exists(os.environ["KILLED"]):
        open(os.environ["KILLED"], "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return work.grade_task(task)


@pytest.mark.slow
@pytest.mark.sandbox
def test_a_worker_that_dies_costs_nobody_else_anything(tmp_path, texts, monkeypatch):
    right = texts["all-right"]
    root = make_class(tmp_path / "course", {}, [])
    for number in range(4):
        hand_in(root, f"honest-{number}", right)
    hand_in(root, "unlucky", right.replace("slope of", "KILL ONCE slope of"))
    hand_in(root, "greedy", right.replace("slope of", "KILL ALWAYS slope of"))
    monkeypatch.setenv("KILLED", str(tmp_path / "killed"))
    monkeypatch.setattr(pool, "_grade", kill_worker)
    records = grade(root)
    assert (tmp_path / "killed").exists()
    greedy = records.pop("greedy")
    assert (greedy.points, greedy.note) == (0, pool.DIED)
    assert {record.points for record in records.values()} == {FULL}
    assert len(records) == 5


@pytest.mark.slow
@pytest.mark.sandbox
def test_only_what_changed_is_graded_again_and_nothing_half_is_left(tmp_path, texts):
    root = make_class(tmp_path / "course", texts, ["all-right", "untouched"])
    grade(root)
    folder = root / "classroom/autograded"
    leftover = folder / "all-right/.01.part"
    leftover.mkdir()
    before = {p: p.stat().st_ino for p in folder.glob("*/01")}
    hand_in(root, "untouched", texts["all-right"])
    records = grade(root)
    assert {record.points for record in records.values()} == {FULL}
    after = {p: p.stat().st_ino for p in folder.glob("*/01")}
    assert before.keys() == after.keys()
    changed = {p.parent.name for p in before if before[p] != after[p]}
    assert changed == {"untouched"}
    assert not leftover.exists()


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
