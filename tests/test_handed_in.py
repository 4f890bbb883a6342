"""What lies in a submission's folder is read as a plain file or not at all."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from autograder.grading.book import handed_in_at
from autograder.grading.handed_in import (
    MAX_BYTES,
    MAX_CELLS,
    SubmissionUnreadable,
    read_content,
    read_plain,
)


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
