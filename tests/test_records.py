"""What is told of grades is what the gradebook says, whatever happened to it."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime

import pytest

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.configuration import _read_stamps_calmly
from autograder.grading.attempts import read_attempts
from autograder.grading.bulk import grade_class
from autograder.grading.grade import ReleaseMismatch
from autograder.grading.handed_in import parse_stamp
from autograder.grading.waiting import find_submissions
from autograder.release import release_chapter
from autograder.sample import submissions
from tests.courses import ROOT, make_course, run

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]
FULL = sum(check.points for check in CHAPTERS["01"].checks)
POINTS = """
    SELECT student_id, SUM(auto_score), late_submission_penalty FROM grade
    JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
    JOIN submitted_assignment
      ON submitted_notebook.assignment_id = submitted_assignment.id
    GROUP BY student_id
"""
RULE = "\nget_config().LateSubmissionPlugin.penalty_method = 'zero'\n"


@pytest.fixture(scope="module")
def texts(release_of):
    return dict(submissions(CHAPTERS["01"], release_of("01")))


@pytest.fixture(scope="module")
def made(tmp_path_factory, texts):
    """Release, hand in and grade the work of two."""
    root = make_course(tmp_path_factory.mktemp("records") / "course")
    assert run(root, "backprop", "release", "01").returncode == 0
    hand_in(root, "ada", texts["all-right"])
    hand_in(root, "bob", texts["mistakes-1"])
    graded(root)
    return root


@pytest.fixture
def course(made, tmp_path):
    """Give a copy of that course, which the test may change."""
    return shutil.copytree(made, tmp_path / "course", symlinks=True)


def hand_in(course, student, text, stamp="2026-11-20 10:00:00 UTC", chapter="01"):
    folder = course / "classroom/submitted" / student / chapter
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "neuron.ipynb").write_text(text, encoding="utf-8")
    (folder / "timestamp.txt").write_text(stamp)


def graded(course, *words):
    done = run(course, "backprop", "grade", *words, "--sandbox", "best", "--json")
    assert done.returncode == 0, done.stderr
    return {row["student"]: row for row in json.loads(done.stdout)}


def ask(course, query):
    with contextlib.closing(sqlite3.connect(course / "classroom/gradebook.db")) as book:
        rows = book.execute(query).fetchall()
        book.commit()
        return rows


def standing(course):
    return {who: (points, penalty) for who, points, penalty in ask(course, POINTS)}


# The gradebook


def test_a_gradebook_that_was_lost_is_filled_again(course):
    before = standing(course)
    (course / "classroom/gradebook.db").unlink()
    assert run(course, "backprop", "release", "01").returncode == 0
    rows = graded(course)
    assert standing(course) == before
    assert not any(row["new"] for row in rows.values())  # entered, not graded again


def test_a_backup_that_was_put_back_is_filled_up(course, texts):
    hand_in(course, "cai", texts["all-right"])
    graded(course)
    before = standing(course)
    assert set(before) == {"ada", "bob", "cai"}
    listed = run(course, "backprop", "restore").stdout.splitlines()
    assert [row.split()[0] for row in listed] == [
        str(n + 1) for n in range(len(listed))
    ]
    assert "classroom/backup/gradebook.1.db" in listed[0]
    done = run(course, "backprop", "restore", str(len(listed)))  # from before anything
    assert done.returncode == 0, done.stderr
    assert "cai" not in standing(course)
    assert run(course, "backprop", "release", "01").returncode == 0
    graded(course)
    assert standing(course) == before
    done = run(course, "backprop", "restore", "9")
    assert done.returncode == 2
    assert "there is no backup 9" in done.stderr


def test_a_release_enters_its_chapter_into_a_gradebook_that_lacks_it(course):
    ask(course, "UPDATE assignment SET name = 'other' WHERE name = '01'")
    assert "released" in run(course, "backprop", "release", "01").stdout
    names = {name for (name,) in ask(course, "SELECT name FROM assignment")}
    assert names == {"other", "01"}


def test_a_mark_that_was_changed_in_the_gradebook_is_mended(course):
    before = standing(course)
    ask(course, "UPDATE grade SET auto_score = 0")
    assert standing(course) != before
    graded(course)
    assert standing(course) == before


# Exercises


def test_exercises_that_change_after_grading_are_said_and_then_graded(course):
    """As if one had been dropped, one added, one weighed anew since the release."""
    before = standing(course)
    change = "UPDATE base_cell SET name = REPLACE(name, 'sigmoid_prime', 'gone')"
    ask(course, change)
    ask(course, "UPDATE grade_cells SET max_score = 7 WHERE max_score = 4")
    os.utime(course / "build/source/01/neuron.ipynb")
    dry = run(course, "backprop", "release", "01", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    said = dry.stdout.splitlines()
    assert said[0] == "chapter 01, added: sigmoid_prime"
    assert said[1] == "chapter 01, dropped: gone"
    assert "(7 before, 4 now)" in said[2]
    assert said[3] == "chapter 01, marks may change: ada, bob"
    assert "would be released" in said[4]
    names = {name for (name,) in ask(course, "SELECT name FROM base_cell")}
    assert "check_gone" in names
    done = run(course, "backprop", "release", "01")
    assert done.returncode == 0, done.stderr
    graded(course)
    assert standing(course) == before
    names = {name for (name,) in ask(course, "SELECT name FROM base_cell")}
    assert "check_sigmoid_prime" in names
    assert "check_gone" not in names


def test_points_of_the_courses_file_are_said_before_they_count(course):
    room, said = Classroom(course), []
    old = FULL + sum(CHAPTERS["01"].answers.values())
    text = f"[points]\nsigmoid = 9\n01 = {old + 5:g}\n"
    (course / "course.toml").write_text(text)
    with pytest.raises(ReleaseMismatch, match=r"course\.toml.* release 01"):
        list(grade_class(room, find_submissions(room, ["01"])))
    assert release_chapter(room, "01", say=said.append, dry_run=True)
    assert said == [
        "chapter 01, worth something else: sigmoid (4 before, 9 now)",
        "chapter 01, marks may change: ada, bob",
    ]
    assert release_chapter(room, "01")
    assert graded(course)["ada"]["points"] == FULL + 5
    assert standing(course)["ada"] == (FULL + 5, None)


def test_a_release_that_fails_leaves_the_last_one(course):
    (course / "classroom/gradebook.db").write_text("no gradebook")
    released = course / "build/release/01/neuron.ipynb"
    before = released.read_bytes()
    os.utime(course / "build/source/01/neuron.ipynb")
    done = run(course, "backprop", "release", "01")
    assert done.returncode == 2
    assert "traceback" not in done.stderr.lower()
    assert released.read_bytes() == before


# Time


def test_a_due_date_and_a_rule_that_came_later_count_with_the_next_run(course):
    assert graded(course)["ada"]["late"] == 0
    ask(course, "UPDATE assignment SET duedate = '2026-11-19 10:00:00.000000'")
    row = graded(course)["ada"]
    assert (row["late"], row["penalty"], row["new"]) == (86400, 0, False)
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(RULE)
    assert graded(course)["ada"]["penalty"] == FULL
    assert standing(course)["ada"] == (FULL, FULL)
    said = run(course, "backprop", "grade", "--sandbox", "best", "--all").stdout
    assert f"24.0 h, -{FULL:g}" in said
    assert "2 came late" in said
    ask(
        course,
        "UPDATE submitted_assignment SET extension = '1970-01-04 00:00:00.000000'",
    )
    assert graded(course)["ada"]["late"] == 0
    assert standing(course)["ada"] == (FULL, None)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-20 10:00:00 UTC", datetime(2026, 11, 20, 10)),
        ("2026-11-20 10:00:00.5 UTC", datetime(2026, 11, 20, 10, 0, 0, 500_000)),
        ("2026-11-20T10:00:00+01:00", datetime(2026, 11, 20, 9)),
        ("2026-11-20 10:00:00 -0800", datetime(2026, 11, 20, 18)),
        ("2026-11-20 10:00:00 America/New_York", datetime(2026, 11, 20, 15)),
        ("2026-11-20 10:00", datetime(2026, 11, 20, 10)),
        ("2026-11-20 10:00:00 PST", None),
        ("2026-11-20 10:00:00 ../../etc/passwd", None),
        ("2026-13-20 10:00:00 UTC", None),
        ("yesterday, I think", None),
        ("9" * 100, None),
        ("0001-01-01 00:00:00 +2300", None),
    ],
)
def test_a_time_is_understood_or_refused(text, when):
    assert parse_stamp(text.encode()) == when


@pytest.mark.parametrize("stamp", ["2026-11-20 10:00:00 PST", "yesterday"])
def test_a_time_that_cannot_be_read_is_said(course, texts, stamp):
    hand_in(course, "ada", texts["all-right"], stamp)
    row = graded(course)["ada"]
    assert (row["points"], row["late"]) == (FULL, 0)
    assert stamp in row["remark"]
    said = run(course, "backprop", "grade", "--sandbox", "best").stdout
    assert f"ada 01: timestamp.txt says '{stamp}'" in said


def test_formgrader_lists_submissions_whose_time_cannot_be_read(course, texts):
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.utils import parse_utc
    from traitlets.config import Config

    hand_in(course, "ada", texts["all-right"], "yesterday")
    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.submitted_directory = "classroom/submitted"
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("nbgrader.apps.api", "nbgrader.coursedir"):
            patch.setattr(f"{name}.parse_utc", parse_utc)  # as nbgrader has it
        with pytest.raises(ValueError, match="yesterday"):
            api.get_submitted_timestamp("01", "ada")
        _read_stamps_calmly(course)
        assert api.get_submitted_timestamp("01", "ada") is None
        assert api.get_submitted_timestamp("01", "bob") == datetime(2026, 11, 20, 10)


# Attempts


def test_each_attempt_stays(course, texts):
    hand_in(course, "bob", texts["all-right"], "2026-11-21 10:00:00 UTC")
    graded(course)
    graded(course, "--force")
    first, second = read_attempts(course / "classroom/attempts/bob/01.jsonl")
    assert first["points"] < second["points"] == FULL
    assert first["handed_in"] == "2026-11-20 10:00:00"
    assert second["handed_in"] == "2026-11-21 10:00:00"
    assert "def sigmoid" in second["cells"]["sigmoid"]
    assert {e["name"] for e in first["exercises"]} == {
        check.name for check in CHAPTERS["01"].checks
    }
    size = (course / "classroom/attempts/bob/01.jsonl").stat().st_size
    assert size < 2 * len(texts["all-right"])


def test_half_a_line_costs_no_other_attempt(tmp_path):
    path = tmp_path / "01.jsonl"
    whole = json.dumps({"fingerprint": "a"})
    path.write_text(f"{whole}\n{whole[:5]}\n[]\n{whole}\n", encoding="utf-8")
    assert [one["fingerprint"] for one in read_attempts(path)] == ["a", "a"]
    assert list(read_attempts(tmp_path / "none.jsonl")) == []


# What is said


def test_folders_in_the_wrong_place_are_named_with_the_remedy(course, texts):
    for student, chapter in (("bob", "1"), ("01", "ada"), ("dan", "Chapter 01")):
        hand_in(course, student, texts["all-right"], chapter=chapter)
    hand_in(course, "eve", texts["all-right"], chapter="homework")
    spoilt = os.fsencode(course / "classroom/submitted") + b"/\xff\x1b[2J/01"
    os.makedirs(spoilt)
    done = run(course, "backprop", "grade", "1", "--sandbox", "best")
    assert done.returncode == 0, done.stderr
    for said in (
        "submitted/bob/1 is not graded: rename the folder to 01",
        "submitted/01 is not graded: students come first",
        "submitted/dan/Chapter 01 is not graded: rename the folder to 01",
        "submitted/eve/homework is not graded: chapters' folders are 01,",
        "submitted/\ufffd is not graded: its name is no plain text",
    ):
        assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert set(standing(course)) == {"ada", "bob"}


def test_the_table_holds_what_is_new_and_the_whole_class_on_demand(course, texts):
    hand_in(course, "cai", "not a notebook")
    said = run(course, "backprop", "grade", "--sandbox", "best").stdout
    assert said.startswith("1 of 3 submissions are new or changed.\n")
    assert "Written answers wait to be read: " in said
    assert "cai 01: Could not be read: " in said
    assert "│ cai" in said
    assert "│ ada" not in said
    assert "2 unchanged ones: --all" in said
    said = run(course, "backprop", "grade", "--sandbox", "best", "--all").stdout
    assert "│ ada" in said


def test_without_the_environment_one_line_says_what_to_do(tmp_path):
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import runpy\n"
    program += "runpy.run_module('autograder', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert ". .venv/bin/activate" in done.stderr
