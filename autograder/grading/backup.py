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


def _place(folder: Path, book: Path, number: int) -> Path:
    return folder / f"{book.stem}.{number}{book.suffix}"
