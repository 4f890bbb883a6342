"""Whatever is handed in, the others are graded, and one line says what is wrong."""

import contextlib
import errno
import functools
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.__main__ import main
from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.grading.grade import belongs_to
from autograder.grading.handed_in import SubmissionUnreadable, read_submission
from autograder.grading.pool import Trade, work_here
from autograder.grading.records import write_whole
from autograder.platforms import ledger
from autograder.sample import submissions
from autograder.sandbox.limits import Limits
from tests.courses import ROOT, SCRIPTS, make_course, run

CHAPTER = CHAPTERS["01"]
# A shell that starts the tests in the background has all below it ignore Ctrl-C.
LISTENING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from autograder.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """Release chapter 01 in a course of its own, to be copied."""
    root = make_course(tmp_path_factory.mktemp("bad") / "course")
    released = run(root, "backprop", "release", "01")
    assert released.returncode == 0, released.stderr
    return root


@pytest.fixture(scope="module")
def course(untouched):
    """Give a course in which the tests hand in what they like."""
    return shutil.copytree(untouched, untouched.with_name("shared"), symlinks=True)


@pytest.fixture
def empty_class(untouched, tmp_path):
    """Give a course of its own, in which nobody has handed in anything."""
    return shutil.copytree(untouched, tmp_path / "course", symlinks=True)


@pytest.fixture(scope="module")
def right(release_of):
    """Give the text of a submission that is all right."""
    return dict(submissions(CHAPTER, release_of("01")))["all-right"]


def hand_in(course, student, text):
    path = course / "classroom/submitted" / student / "01/neuron.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def grade(course, *options):
    return run(course, "backprop", "grade", "--sandbox", "best", *options)


BAD_FILES = {
    "not-json": (b"{", "not a notebook (not JSON)"),
    "not-a-notebook": (b'{"x": 1}', "JSON, but not a notebook"),
    "a-list": (b"[]", "JSON, but not a notebook"),
    "empty": (b"", "the file is empty"),
    "binary": (bytes(range(256)), "not a notebook (not JSON)"),
    "deep": (b"[" * 100_000, "not a notebook (not JSON)"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_an_unreadable_file_is_described(kind, tmp_path):
    content, said = BAD_FILES[kind]
    path = tmp_path / "neuron.ipynb"
    path.write_bytes(content)
    with pytest.raises(SubmissionUnreadable) as caught:
        read_submission(path)
    assert said in str(caught.value)


def test_a_huge_file_is_not_read(tmp_path):
    path = tmp_path / "neuron.ipynb"
    with path.open("wb") as file:
        file.truncate(200 * 10**6)
    with pytest.raises(SubmissionUnreadable, match=r"too large to be read \(200 MB\)"):
        read_submission(path)


def test_a_missing_file_names_what_is_there_instead(tmp_path):
    for name in ("neuron (1).ipynb", "neuron (2).ipynb"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(SubmissionUnreadable, match=r"there is neuron \(1\)\.ipynb"):
        read_submission(tmp_path / "neuron.ipynb")


def test_the_only_notebook_is_read_under_another_name(tmp_path):
    (tmp_path / "neuron (1).ipynb").write_text('{"cells": []}')
    (tmp_path / "._neuron.ipynb").write_text("of another system")
    assert read_submission(tmp_path / "neuron.ipynb") == {"cells": []}


def test_a_folder_is_no_notebook(tmp_path):
    (tmp_path / "neuron.ipynb").mkdir()
    with pytest.raises(SubmissionUnreadable, match="a folder stands"):
        read_submission(tmp_path / "neuron.ipynb")


def test_the_notebook_of_another_chapter_is_recognised(release_of):
    with pytest.raises(SubmissionUnreadable, match="of chapter 02, not of chapter 01"):
        belongs_to(release_of("02"), CHAPTER)
    belongs_to(release_of("01"), CHAPTER)


@pytest.mark.slow
@pytest.mark.sandbox
def test_bad_files_cost_nobody_else_anything(course, right, release_of):
    hand_in(course, "honest", right)
    for student, (content, _) in BAD_FILES.items():
        hand_in(course, student, "").write_bytes(content)
    hand_in(course, "other-chapter", json.dumps(release_of("02")))
    hand_in(course, "a-folder", "").unlink()
    (course / "classroom/submitted/a-folder/01/neuron.ipynb").mkdir()
    (course / "classroom/submitted/nothing/01").mkdir(parents=True)
    done = grade(course, "--json")
    assert done.returncode == 0, done.stderr
    records = {record["student"]: record for record in json.loads(done.stdout)}
    assert records.pop("honest")["points"] == sum(c.points for c in CHAPTER.checks)
    assert {record["points"] for record in records.values()} == {0}
    assert all(record["note"] for record in records.values())
    for student in records:
        page = course / "classroom/autograded" / student / "01/neuron.ipynb"
        assert "could not be read" in page.read_text()
    again = grade(course, "--json")
    not_new = [{**record, "new": False} for record in json.loads(done.stdout)]
    assert json.loads(again.stdout) == not_new
    assert not list((course / "classroom").rglob("*.part"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("grade", "99"), "there is no chapter '99'; there are 01"),
        (("release", "99"), "there is no chapter '99'; there are 01"),
        (("build", "99"), "there is no such chapter"),
        (("try", "sigmod", "nbgrader_config.py"), "did you mean sigmoid"),
    ],
)
def test_an_unknown_name_ends_in_one_line(course, words, said):
    done = run(course, "backprop", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_student_is_told_the_nearest_names(course, right):
    hand_in(course, "honest", right)
    done = grade(course, "--student", "honset")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().endswith("did you mean honest?")


def test_outside_a_course_a_command_says_so(tmp_path):
    done = run(tmp_path, "backprop", "grade")
    assert done.returncode == 2
    assert "is not inside the course" in done.stderr


def test_without_a_gradebook_grading_says_what_to_run(tmp_path):
    root = make_course(tmp_path / "course")
    hand_in(root, "honest", "{}")
    done = grade(root)
    assert done.returncode == 2
    assert "there is no gradebook yet: run" in done.stderr


OLDER = """
PRAGMA foreign_keys = OFF;
CREATE TABLE older AS SELECT id, name, duedate FROM assignment;
DROP TABLE assignment;
DROP TABLE course;
ALTER TABLE older RENAME TO assignment;
ALTER TABLE student DROP COLUMN lms_user_id;
UPDATE alembic_version SET version_num = '167914646830';
"""


BOOK = "classroom/gradebook.db"


def test_a_gradebook_of_an_older_version_is_brought_up_by_what_the_line_says(
    empty_class, monkeypatch
):
    from nbgrader import dbutil

    with contextlib.closing(sqlite3.connect(empty_class / BOOK)) as book:
        book.executescript(OLDER)
    done = run(empty_class, "backprop", "status")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "run `nbgrader db upgrade`, which keeps a copy" in done.stderr
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    monkeypatch.setenv("PATH", path)  # what the command does after its copy
    dbutil.upgrade(Classroom(empty_class).gradebook)
    with ledger.opened(Classroom(empty_class)) as book:
        assert (ledger.people(book), ledger.known_chapters(book)) == ([], ["01"])


def test_a_file_that_is_no_gradebook_stays_and_the_backups_are_pointed_at(empty_class):
    gradebook = empty_class / BOOK
    gradebook.write_bytes(b"something else " * 99)
    done = run(empty_class, "backprop", "status")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "which `backprop restore` lists" in done.stderr
    assert gradebook.read_bytes() == b"something else " * 99


def test_in_an_empty_class_commands_say_how_it_is_filled(empty_class):
    assert "Nothing was handed in: there is no" in grade(empty_class).stdout
    said = run(empty_class, "backprop", "status").stdout
    assert "The gradebook knows no student yet" in said


def test_a_full_disk_leaves_what_was_there_and_ends_in_one_line(tmp_path, monkeypatch):
    path = tmp_path / "grades.csv"
    path.write_text("before")
    write = Path.write_bytes

    def write_until_full(file, content):
        write(file, content[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    @main.command()
    def fill():
        write_whole(path, b"after")

    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    done = CliRunner().invoke(main, ["fill"])
    del main.commands["fill"]
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: the disk is full: ")
    assert done.stderr.count("\n") == 1
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("before", 1)


@pytest.mark.sandbox
def test_a_read_only_folder_is_named(course, right):
    hand_in(course, "honest", right)
    locked = course / "classroom"
    words = ("backprop", "grade", "--sandbox", "best", "--force")
    if os.geteuid() == 0:  # root may write anywhere but where nobody can
        mount = f"mount --bind {locked} {locked} && mount -o remount,bind,ro {locked}"
        alone = ("unshare", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh")
        done = run(course, *words, before=alone)
        said = {"Read-only file system"}
    else:
        folders = [locked, *(path for path in locked.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        done = run(course, *words)
        for folder in folders:
            folder.chmod(0o755)
        # The lock is made by the first run, and only opened by those after it.
        said = {"Permission denied", "unable to open database file"}
    assert done.returncode == 2
    assert any(words in done.stderr for words in said)
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.slow
@pytest.mark.sandbox
def test_ctrl_c_keeps_what_is_done_and_a_rerun_completes(course, right):
    shutil.rmtree(course / "classroom/submitted", ignore_errors=True)
    loop = right.replace("return X @ w + b", "while True: pass")
    assert loop != right
    hand_in(course, "a-first", right)
    for number in range(4):
        hand_in(course, f"b-loops-{number}", loop)
    running = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "grade", "--sandbox=best", "--jobs=1"],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    room = Classroom(course)
    first = room.verdicts / "a-first/01.json"
    for _ in range(600):
        if first.exists() or running.poll() is not None:
            break
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    asked = time.monotonic()
    said = running.communicate(timeout=120)[1]
    # Three loops were handed to the worker; none is waited for.
    assert time.monotonic() - asked < 2 * Limits().exercise_seconds
    assert "Stopped. What was finished is kept." in said
    assert "Traceback" not in said
    assert running.returncode == 130
    assert first.exists()
    assert not list(room.folder.rglob("*.part"))


def test_who_stops_at_once_leaves_no_thread_of_the_pool():
    """At its end Python would wake one that is about to close what it is woken by."""
    ready = functools.partial(time.sleep, 0)
    trade = Trade(("autograder",), ready, time.sleep, lambda seconds: 0.0)
    before, working = set(threading.enumerate()), work_here([0.1, 60.0, 60.0], 2, trade)
    assert next(working) == (0.1, None)
    asked = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        working.throw(KeyboardInterrupt())
    assert time.monotonic() - asked < 30
    assert set(threading.enumerate()) <= before
