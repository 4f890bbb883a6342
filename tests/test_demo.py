"""The demonstration grades every kind of submission; a second run repeats it."""

import re

import pytest

from autograder.checks import CHAPTERS
from tests.courses import make_course, run

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
FULL = sum(check.points for check in CHAPTERS["01"].checks)
ROW = re.compile(r"│ 01 +│ (\S+) +│ +(\d+) / \d+ │")


def test_the_demonstration_grades_its_class_and_a_second_run_repeats_it(tmp_path):
    root = make_course(tmp_path / "course")
    first = run(root, "backprop", "demo", "01")
    assert first.returncode == 0, first.stderr
    points = {student: int(earned) for student, earned in ROW.findall(first.stdout)}
    assert len(points) >= 12
    for student, earned in points.items():
        if student == "all-right" or student.startswith("right-but-unusual"):
            assert earned == FULL
        elif student in ("untouched", "cheat", "broken-file"):
            assert earned == 0
        else:
            assert 0 < earned < FULL, student

    room = root / "build/demo/classroom"
    pages = {page.parent.parent.name for page in room.glob("feedback/*/01/*.html")}
    assert pages == points.keys()
    assert not (root / "classroom/gradebook.db").exists()

    def written():
        files = [*room.glob("verdicts/*/*"), *room.glob("feedback/*/*/*")]
        return {file: file.stat().st_mtime_ns for file in files}

    before = written()
    again = run(root, "backprop", "demo", "01")
    assert ROW.findall(again.stdout) == ROW.findall(first.stdout)
    assert written() == before

    # The sample class is a course: nbgrader's commands work in its folder.
    done = run(root / "build/demo", "nbgrader", "export", "--to", "grades.csv")
    assert done.returncode == 0, done.stderr
    assert "all-right" in (root / "build/demo/grades.csv").read_text()
