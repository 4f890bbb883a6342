"""Files that need not be there; but a link to nowhere is no missing file."""

from __future__ import annotations

from pathlib import Path


class DanglingLink(ValueError):
    """A link stands for a file and leads to none; the text says what to do."""


def is_there(path: Path) -> bool:
    """Whether a file that may be missing is there.

    Parameters
    ----------
    path : Path
        Where it would be.

    Returns
    -------
    bool
        False only where nothing stands at all.

    Raises
    ------
    DanglingLink
        If a link stands there whose file is gone, as where a disk is not mounted: what
        the file says must not be forgotten without a word.
    """
    if path.exists():
        return True
    if path.is_symlink():
        raise DanglingLink(
            f"{path.name} is a link to {path.readlink()}, and nothing is there: put "
            f"that back, or remove the link {path}"
        )
    return False
