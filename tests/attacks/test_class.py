"""Attacks among honest students, through the command that an instructor runs."""

import contextlib
import json
import os
import sqlite3

import pytest

from tests.attacks.model import FULL_MARKS, code, honest
from tests.attacks.table import ATTACKS
from tests.courses import make_course, run

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]
CHOSEN = {
    ("hooks", "an AST transformer empties later cells"),
    ("patches", "the server's own functions are patched"),
    ("writes", "start-up files for the next one"),
    ("kills", "everything is killed"),
    ("kills", "the grader is killed"),
    ("eats", "a fork bomb"),
    ("outputs", "one line of 50 MB"),
    ("the pipe", "five million empty lists"),
    ("the notebook", "the points are raised"),
    ("the notebook", "a graded cell is added"),
}
# What stands where the notebook should be: a link to somewhere, or a pipe.
ELSEWHERE = {
    "l-copied": "../../a-honest/01/neuron.ipynb",
    "l-endless": "/dev/zero",
    "l-nowhere": "nowhere",
    "l-pipe": None,
}
POINTS = """
    SELECT student_id, SUM(auto_score) FROM grade
    JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
    JOIN submitted_assignment
      ON submitted_notebook.assignment_id = submitted_assignment.id
    GROUP BY student_id
"""
SHADOWS = ("numpy", "matplotlib", "course", "autograder", "nbgrader", "json")


# Those that are over soon, for nbgrader's own command.
QUICK = {
    ("patches", "the server's own functions are patched"),
    ("kills", "everything is killed"),
    ("outputs", "outputs that are arrays"),
    ("calls", "the call raises what steers a terminal"),
    ("the notebook", "a graded cell is added"),
    ("the notebook", "the checks are deleted"),
}


def attacks(chosen, course, release):
    """Write the submissions of some attacks, by student."""
    places = {"canary": str(course / "classroom"), "grader": "1"}
    found = {
        f"b-{number}": attack.submission(release, **places)
        for number, attack in enumerate(ATTACKS)
        if (attack.family, attack.name) in chosen
    }
    assert len(found) == len(chosen)
    return found


def hand_in(course, notebooks):
    for student, notebook in notebooks.items():
        folder = course / "classroom/submitted" / student / "01"
        folder.mkdir(parents=True)
        (folder / "neuron.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def test_nbgraders_own_command_grades_such_a_class_to_the_end(tmp_path, release_of):
    course = make_course(tmp_path / "course")
    assert run(course, "backprop", "release", "01").returncode == 0
    bad = attacks(QUICK, course, release_of("01"))
    good = {f"{letter}-honest": honest(release_of("01")) for letter in "ac"}
    hand_in(course, {**bad, **good})
    link = course / "classroom/submitted/l-copied/01"
    link.mkdir(parents=True)
    (link / "neuron.ipynb").symlink_to(ELSEWHERE["l-copied"])
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nget_config().JudgeExercises.sandbox = 'best'\n")
    done = run(course, "nbgrader", "autograde", "01")
    assert done.returncode == 0, done.stderr
    with contextlib.closing(sqlite3.connect(course / "classroom/gradebook.db")) as book:
        came_to = dict(book.execute(POINTS).fetchall())
    assert came_to == {
        student: FULL_MARKS if student in good else 0
        for student in [*bad, *good, "l-copied"]
    }
    assert not list(course.rglob("pwned"))


def test_a_class_full_of_attacks_is_graded_to_the_end(tmp_path, release_of):
    course = make_course(tmp_path / "course")
    assert run(course, "backprop", "release", "01").returncode == 0
    release = release_of("01")
    handed_in = attacks(CHOSEN, course, release)
    good = {f"{letter}-honest": honest(release) for letter in "abc"}
    beside = honest(release)
    beside["cells"].insert(0, code("import numpy, json\nnumpy.ones(3)"))
    good["shadowed"] = beside
    hand_in(course, {**handed_in, **good})
    submitted = course / "classroom/submitted"
    for student, place in ELSEWHERE.items():
        folder = submitted / student / "01"
        folder.mkdir(parents=True)
        if place is None:
            os.mkfifo(folder / "neuron.ipynb")
        else:
            (folder / "neuron.ipynb").symlink_to(place)
    (submitted / "a-honest/01/timestamp.txt").write_text("9" * 100)
    (submitted / "b-honest/01/timestamp.txt").symlink_to("/dev/zero")
    folder = submitted / "shadowed/01"
    for name in SHADOWS:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit('poisoned')")
        (folder / f"{name}.py").write_text("raise SystemExit('poisoned')")
    for name in ("sitecustomize.py", "nbgrader_config.py", "conftest.py", "check"):
        (folder / name).write_text("raise SystemExit('poisoned')")
    secret = (course / "classroom").stat().st_mode
    done = run(course, "backprop", "grade", "--sandbox", "best", "--json")
    assert done.returncode == 0, done.stderr
    came_to = {r["student"]: r["points"] for r in json.loads(done.stdout)}
    assert came_to == {name: FULL_MARKS if name in good else 0 for name in came_to}
    assert set(came_to) == {*handed_in, *good, *ELSEWHERE}
    assert (course / "classroom").stat().st_mode == secret
    assert not list(course.rglob("pwned"))
