"""What lies in a submission's folder is read as a plain file or not at all."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.classroom import Classroom
from autograder.configuration import configure
from autograder.grading.bulk import _read
from autograder.grading.handed_in import (
    MAX_BYTES,
    MAX_CELLS,
    SubmissionUnreadable,
    handed_in_at,
    read_content,
    read_plain,
    stamp_note,
)
from autograder.grading.waiting import Submission
from autograder.term import Term, read_term
from autograder.zones import zone


def a_link(path):
    other = path.with_name("somebody-elses")
    other.write_text("2026-01-02 03:04:05 UTC")
    path.symlink_to(other)


STRANGE = {
    "a link": a_link,
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a pipe": os.mkfifo,
    "a folder": os.mkdir,
    "a large file": lambda path: path.write_bytes(b"2" * 10**6),
    "nothing": lambda path: None,
}


def test_a_plain_file_is_read(tmp_path):
    path = tmp_path / "timestamp.txt"
    path.write_text("2026-01-02 03:04:05 UTC\n")
    assert read_plain(path, 100) == path.read_bytes()
    assert handed_in_at(tmp_path) == datetime(2026, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-10-18 23:59:59.400000", datetime(2026, 10, 18, 21, 59, 59)),
        ("2026-10-18T22:30", datetime(2026, 10, 18, 20, 30)),
        ("2026-10-25 02:30:00", datetime(2026, 10, 25, 0, 30)),  # twice: the first
        ("2026-10-18 22:30:00 UTC", datetime(2026, 10, 18, 22, 30)),
        ("2026-10-18 22:30:00-0400", datetime(2026, 10, 19, 2, 30)),
        ("\ufeff2026-10-18 22:30:00 UTC\r\n", datetime(2026, 10, 18, 22, 30)),
    ],
)
def test_both_lanes_read_a_time_in_the_courses_zone_and_to_the_second(
    tmp_path, monkeypatch, text, when
):
    from nbgrader import coursedir

    (tmp_path / "timestamp.txt").write_bytes(text.encode())
    (tmp_path / "course.toml").write_text('time_zone = "Europe/Berlin"\n')
    where = read_term(tmp_path).time_zone
    assert handed_in_at(tmp_path, where) == when
    assert stamp_note(tmp_path) == ""
    monkeypatch.setattr(coursedir, "parse_utc", coursedir.parse_utc)
    configure(Config(), Classroom(tmp_path))
    theirs = coursedir.CourseDirectory(root=str(tmp_path))
    assert theirs.get_existing_timestamp(str(tmp_path)) == when


@pytest.mark.parametrize(
    ("text", "anew"), [("2026-10-18 22:30", True), ("2026-10-18 22:30 UTC", False)]
)
def test_a_time_of_the_courses_zone_counts_anew_when_that_changes(tmp_path, text, anew):
    (tmp_path / "timestamp.txt").write_text(text)
    work = Submission("ada", "01", tmp_path)
    seen = {
        _read(work, b"", Term(time_zone=zone(place)))[2]
        for place in (None, "Europe/Berlin", "America/New_York")
    }
    assert len(seen) == (3 if anew else 1)


def test_a_list_of_works_goes_on_without_a_course_toml_that_can_be_read(
    tmp_path, monkeypatch
):
    from nbgrader import coursedir

    (tmp_path / "timestamp.txt").write_text("2026-10-18 22:30:00")
    (tmp_path / "course.toml").write_text("[due")
    monkeypatch.setattr(coursedir, "parse_utc", coursedir.parse_utc)
    configure(Config(), Classroom(tmp_path))
    theirs = coursedir.CourseDirectory(root=str(tmp_path))
    when = datetime(2026, 10, 18, 22, 30)
    assert theirs.get_existing_timestamp(str(tmp_path)) == when


@pytest.mark.parametrize("kind", ["a link", "a folder", "a large file", "a pipe"])
def test_it_is_said_that_a_time_is_not_read(kind, tmp_path):
    path = tmp_path / "timestamp.txt"
    assert stamp_note(tmp_path) == ""
    STRANGE[kind](path)
    assert "is no plain file, or too large: it counts as" in stamp_note(tmp_path)


def test_it_is_said_that_a_time_is_empty(tmp_path):
    (tmp_path / "timestamp.txt").write_text(" \n")
    assert "timestamp.txt is empty: it counts as handed in" in stamp_note(tmp_path)


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_plain_file_is_not_read(kind, tmp_path):
    path = tmp_path / "timestamp.txt"
    STRANGE[kind](path)
    assert read_plain(path, 1000) is None
    assert handed_in_at(tmp_path) is None


@pytest.mark.parametrize(
    "text", ["9" * 100, "2026-13-45", "yesterday", "\0", "\udcff", "1" * 30 + "-1-1"]
)
def test_a_time_that_is_none_is_no_time(text, tmp_path):
    content = text.encode(errors="surrogateescape")
    (tmp_path / "timestamp.txt").write_bytes(content)
    assert handed_in_at(tmp_path) is None


@pytest.mark.parametrize("kind", sorted(set(STRANGE) - {"a large file"}))
def test_only_a_notebook_of_its_own_is_a_submission(kind, tmp_path):
    path = tmp_path / "neuron.ipynb"
    STRANGE[kind](path)
    with pytest.raises(SubmissionUnreadable):
        read_content(path)


def test_a_folder_of_somebody_elses_is_no_submission(tmp_path):
    (tmp_path / "01").mkdir()
    (tmp_path / "01/neuron.ipynb").write_text("{}")
    (tmp_path / "linked").symlink_to("01")
    assert read_content(tmp_path / "01/neuron.ipynb") == b"{}"
    with pytest.raises(SubmissionUnreadable, match="a link"):
        read_content(tmp_path / "linked/neuron.ipynb")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("README.md", "({} MB in all)"),
        ("SECURITY.md", "| size of the file, cells in it | {} MB, {:,} |"),
        ("SECURITY.md", "reads at most {} MB of a file"),
        ("docs/platforms.md", "notebooks of more than {} MB"),
    ],
)
def test_the_pages_say_how_large_a_file_is_read(page, said):
    text = (Path(__file__).parents[1] / page).read_text(encoding="utf-8")
    assert said.format(MAX_BYTES // 2**20, MAX_CELLS) in text
