"""Folders of a sandbox in the temporary folder, and those that killed graders left."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "backprop-"


def make_scratch() -> Path:
    """Make an empty folder that all users may enter.

    Returns
    -------
    Path
        The folder. Whoever is killed before removing it leaves it to the next call,
        here or in another grader, which removes it.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o755)
    return folder


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make such a folder, and remove it afterwards.

    Yields
    ------
    Path
        The folder.
    """
    folder = make_scratch()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Remove the folders whose process is gone; another user's stay."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):
            ours = folder.lstat().st_uid == os.geteuid()
            if ours and process.isdigit() and not _lives(int(process)):
                shutil.rmtree(folder)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True
