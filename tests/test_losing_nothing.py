"""Whenever grading is killed, a rerun completes it and nothing of a person is lost."""

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from autograder.checks import CHAPTERS
from autograder.grading.backup import KEPT, back_up
from autograder.sample import submissions
from tests.courses import ROOT, make_course, run

# Fifty moments, where bubblewrap is. What is new without it is what a killed grader
# leaves behind, and that does not depend on the moment.
KILLS = 50 if shutil.which("bwrap") else 20
STUDENTS = ("all-right", "mistakes-1", "half-finished", "cheat", "broken-file")
GRADES = """
    SELECT student.id, base_cell.name, grade.auto_score, grade.manual_score,
        grade.extra_credit, submitted_notebook.late_submission_penalty
    FROM grade
    JOIN base_cell ON grade.cell_id = base_cell.id
    JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
    JOIN submitted_assignment
      ON submitted_notebook.assignment_id = submitted_assignment.id
    JOIN student ON submitted_assignment.student_id = student.id
    ORDER BY 1, 2
"""


def ask(course, query):
    with contextlib.closing(sqlite3.connect(course / "classroom/gradebook.db")) as book:
        rows = book.execute(query).fetchall()
        book.commit()
        return rows


def hand_in(course, release):
    texts = dict(submissions(CHAPTERS["01"], release))
    for student in STUDENTS:
        path = course / "classroom/submitted" / student / "01/neuron.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(texts[student], encoding="utf-8")


def start(course, *options):
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", "--sandbox", "best", *options],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def timed(course):
    """Give the seconds that a whole run takes now."""
    began = time.monotonic()
    with start(course, "--force") as running:
        assert running.wait() == 0
    return time.monotonic() - began


def left_over(course):
    """Name what still runs in the course's folder."""
    found = []
    for name in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if name.isdigit() and os.readlink(f"/proc/{name}/cwd") == str(course):
                found.append(name)
    return found


@pytest.fixture
def course(tmp_path, release_of):
    """Release, hand in, grade once, and let a person grade an answer."""
    root = make_course(tmp_path / "course")
    assert run(root, "backprop", "release", "01").returncode == 0
    hand_in(root, release_of("01"))
    done = run(root, "backprop", "grade", "--sandbox", "best")
    assert done.returncode == 0, done.stderr
    ask(root, "UPDATE grade SET manual_score = 1.5 WHERE auto_score IS NULL")
    ask(root, "UPDATE comment SET manual_comment = 'look at the slope'")
    return root


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.timeout(1200)
def test_after_dozens_of_kills_a_rerun_gives_the_undisturbed_grades(course):
    undisturbed, rng = ask(course, GRADES), random.Random(1)
    assert any(row[3] == 1.5 for row in undisturbed)
    whole, killed = timed(course), 0
    while killed < KILLS:
        running = start(course, "--force")
        try:
            running.wait(rng.uniform(0.2, 1.0) * whole)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            killed += 1
        else:  # the machine is faster now than it was
            whole = timed(course)
        running.communicate(timeout=60)  # the workers end too, and close their end
        if killed % 10 == 9:
            done = run(course, "backprop", "grade", "--sandbox", "best", "--json")
            assert done.returncode == 0, done.stderr
            assert {r["student"] for r in json.loads(done.stdout)} == set(STUDENTS)
            assert ask(course, GRADES) == undisturbed
    comments = ask(course, "SELECT DISTINCT manual_comment FROM comment")
    assert comments == [("look at the slope",)]
    assert ask(course, "PRAGMA integrity_check") == [("ok",)]
    for _ in range(100):
        if not left_over(course):
            break
        time.sleep(0.1)
    assert left_over(course) == []


@pytest.mark.slow
@pytest.mark.sandbox
def test_two_graders_at_once_grade_everything_once(course):
    undisturbed = ask(course, GRADES)
    first, second = start(course, "--force"), start(course, "--force")
    said = [one.communicate(timeout=300)[1] for one in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), said
    assert "Traceback" not in "".join(said)
    assert ask(course, GRADES) == undisturbed


FULL_DISK = """
set -e
cp -a classroom copy
mount -t tmpfs -o size=8m none classroom
cp -a copy/. classroom
book=$(du -k classroom/gradebook.db | cut -f 1)
for free in 4 $((book + 8)); do  # no room for a copy; room for it, and for little else
    room=$(df -k --output=avail classroom | tail -1)
    dd if=/dev/zero of=classroom/filler bs=1k count=$((room - free)) 2>/dev/null
    "$@" --force 2>>said && echo finished || echo failed
    rm classroom/filler
done
"$@" --force 2>>said
cp classroom/gradebook.db copy/gradebook.db
"""


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_costs_nothing_but_a_second_run(course):
    undisturbed = ask(course, GRADES)
    command = [sys.executable, "-m", "autograder", "grade", "--sandbox", "best"]
    done = subprocess.run(
        ["unshare", "-m", "/bin/sh", "-c", FULL_DISK, "sh", *command],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount:" in done.stderr:
        pytest.skip("this machine lets not even root mount")
    said = (course / "said").read_text()
    assert done.returncode == 0, said
    assert done.stdout.count("failed\n") == 2  # the disk was full indeed
    assert "Traceback" not in said
    assert "full" in said or "No space left" in said
    (course / "copy/gradebook.db").replace(course / "classroom/gradebook.db")
    assert ask(course, GRADES) == undisturbed
    assert ask(course, "PRAGMA integrity_check") == [("ok",)]


# Backups


def book_of(path, number):
    with contextlib.closing(sqlite3.connect(path)) as book:
        book.execute("CREATE TABLE IF NOT EXISTS t (n)")
        book.execute("DELETE FROM t")
        book.execute("INSERT INTO t VALUES (?)", (number,))
        book.commit()


def test_the_youngest_backup_is_the_gradebook_as_it_was(tmp_path):
    path = tmp_path / "gradebook.db"
    for number in range(KEPT + 2):
        book_of(path, number)
        first = back_up(f"sqlite:///{path}")
        with contextlib.closing(sqlite3.connect(first)) as copy:
            assert copy.execute("SELECT n FROM t").fetchall() == [(number,)]
    names = sorted(file.name for file in first.parent.iterdir())
    assert names == [f"gradebook.{n}.db" for n in range(1, KEPT + 1)]


def test_an_unchanged_gradebook_is_not_copied_again(tmp_path):
    path = tmp_path / "gradebook.db"
    book_of(path, 1)
    for _ in range(3):
        first = back_up(f"sqlite:///{path}")
    assert [file.name for file in first.parent.iterdir()] == ["gradebook.1.db"]


def test_where_nothing_is_nothing_is_copied(tmp_path):
    assert back_up(f"sqlite:///{tmp_path / 'gradebook.db'}") is None
    assert back_up("postgresql://somewhere/gradebook") is None
