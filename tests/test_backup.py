"""A backup is put back whatever stands where the gradebook should be."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.__main__ import main
from autograder.grading.backup import back_up

NEXT = "Now run `backprop release` and `backprop grade`: they enter what it lacks.\n"


def write(path: Path, word: str) -> None:
    with sqlite3.connect(path) as book:
        book.execute("CREATE TABLE kept (word)")
        book.execute("INSERT INTO kept VALUES (?)", (word,))
    book.close()


def read(path: Path) -> str:
    with sqlite3.connect(path) as book:
        (word,) = book.execute("SELECT word FROM kept").fetchone()
    book.close()
    return str(word)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the gradebook of a course, with one backup."""
    (tmp_path / "chapters").mkdir()
    (tmp_path / "nbgrader_config.py").touch()
    path = tmp_path / "classroom" / "gradebook.db"
    path.parent.mkdir()
    write(path, "old")
    back_up(f"sqlite:///{path}")
    monkeypatch.chdir(tmp_path)
    return path


def whole(path: Path) -> None:
    path.unlink()
    write(path, "new")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (whole, ", and what stood there is backup 1. "),
        (Path.unlink, "; nothing stood there. "),
        (
            lambda path: path.write_bytes(b"\x07 no database" * 300),
            "; what stood there is damaged and kept as gradebook.damaged.db beside "
            "them. ",
        ),
    ],
)
def test_a_backup_is_put_back(
    book: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(book)
    stood = book.read_bytes() if book.exists() else None
    done = CliRunner().invoke(main, ["restore", "1"])
    assert done.exit_code == 0, done.output
    assert done.output == f"Backup 1 is the gradebook again{said}{NEXT}"
    assert read(book) == "old"
    backups = book.parent / "backup"
    if "damaged" in said:
        assert (backups / "gradebook.damaged.db").read_bytes() == stood
        assert read(backups / "gradebook.1.db") == "old"
    elif stood:
        assert read(backups / "gradebook.1.db") == "new"
        assert read(backups / "gradebook.2.db") == "old"
