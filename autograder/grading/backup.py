"""Copies of the gradebook, taken before anything rewrites it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

KEPT = 5
SQLITE = "sqlite:///"


def back_up(db_url: str) -> Path | None:
    """Copy a gradebook to the folder ``backup`` beside it.

    Parameters
    ----------
    db_url : str
        Where it is. A database server keeps its own backups: nothing is done then.

    Returns
    -------
    Path or None
        The copy: ``gradebook.1.db`` is the youngest of five. None where there is
        nothing to copy.

    Raises
    ------
    OSError, sqlite3.Error
        If it cannot be copied; the gradebook is not to be touched then.
    """
    if not db_url.startswith(SQLITE):
        return None
    book = Path(db_url.removeprefix(SQLITE))
    if not book.is_file():
        return None
    folder = book.parent / "backup"
    folder.mkdir(exist_ok=True)
    part = folder / f".{book.name}.{os.getpid()}.part"
    try:
        with (
            contextlib.closing(sqlite3.connect(book)) as old,
            contextlib.closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
        first = _place(folder, book, 1)
        if not first.exists() or first.read_bytes() != part.read_bytes():
            for number in range(KEPT - 1, 0, -1):
                with contextlib.suppress(FileNotFoundError):
                    _place(folder, book, number).replace(
                        _place(folder, book, number + 1)
                    )
            part.replace(first)
    finally:
        part.unlink(missing_ok=True)
    return first


class NoBackup(ValueError):
    """There is no such backup; the text says which there are."""


def backups(db_url: str) -> list[Path]:
    """List the backups of a gradebook, the youngest first.

    Parameters
    ----------
    db_url : str
        Where the gradebook is, or was.

    Returns
    -------
    list of Path
        Number 1 comes first.

    Raises
    ------
    NoBackup
        If a database server keeps the gradebook.
    """
    if not db_url.startswith(SQLITE):
        raise NoBackup("a database server keeps this gradebook, and its own backups")
    book = Path(db_url.removeprefix(SQLITE))
    places = (_place(book.parent / "backup", book, n) for n in range(1, KEPT + 1))
    return [place for place in places if place.is_file()]


def restore(db_url: str, number: int) -> Path | None:
    """Put a backup back; what stands there now becomes the youngest backup.

    What is damaged does not: it would push a good one out. It is kept beside them.

    Parameters
    ----------
    db_url : str
        Where the gradebook is, or was.
    number : int
        Which, 1 for the youngest.

    Returns
    -------
    Path or None
        Where what stood there is now; None where nothing stood.

    Raises
    ------
    NoBackup
        If there is no such backup, or it is damaged.
    OSError, sqlite3.Error
        If one of them cannot be read or written; the gradebook is as it was then.
    """
    book = Path(db_url.removeprefix(SQLITE))
    copy = _place(book.parent / "backup", book, number)
    if copy not in backups(db_url):
        raise NoBackup(f"there is no backup {number}: `backprop restore` lists them")
    part = book.with_name(f".{book.name}.{os.getpid()}.part")
    try:
        part.write_bytes(copy.read_bytes())  # before the backups move on
        with contextlib.closing(sqlite3.connect(part)) as content:
            if content.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise NoBackup(f"backup {number} is damaged: take another one")
        before = _set_aside(db_url, book)
        for beside in ("-wal", "-shm", "-journal"):  # of the one that goes
            book.with_name(book.name + beside).unlink(missing_ok=True)
        part.replace(book)
    finally:
        part.unlink(missing_ok=True)
    return before


def _set_aside(db_url: str, book: Path) -> Path | None:
    try:
        return back_up(db_url)
    except sqlite3.OperationalError:  # locked, or the disk is full
        raise
    except sqlite3.DatabaseError:
        damaged = book.parent / "backup" / f"{book.stem}.damaged{book.suffix}"
        damaged.write_bytes(book.read_bytes())
        return damaged


def _place(folder: Path, book: Path, number: int) -> Path:
    return folder / f"{book.stem}.{number}{book.suffix}"
