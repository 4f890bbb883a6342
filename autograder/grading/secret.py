"""What keeps the drawn inputs unforeseeable."""

from __future__ import annotations

import os
from pathlib import Path


def classroom_secret(classroom: Path) -> bytes:
    """Read the classroom's secret; make one the first time.

    Parameters
    ----------
    classroom : Path
        The folder that holds the gradebook.

    Returns
    -------
    bytes
        32 random bytes, kept in a file that only the owner can read.
    """
    path = classroom / "secret"
    classroom.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text())
    with os.fdopen(descriptor, "w") as file:
        file.write(os.urandom(32).hex())
    return bytes.fromhex(path.read_text())
