"""Make a course for a term: a folder of its own, from the version that is installed."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.classroom import Classroom, is_course
from autograder.installed import CONFIGURATION, HERE, shipped
from autograder.nbgrader_api import make_gradebook
from autograder.shipped import Edition, installed_edition, text_of, write_note

# What stands in the folder, and where its text is among our own data.
TEXTS = {"course.toml": "course.toml", "README.md": "week.md"}
IGNORED = (
    "# Students' work and marks belong into no repository.\n/build/\n/classroom/\n"
)


class NotEmpty(ValueError):
    """There is something where the course is to be; the text says what."""


def make_course(folder: Path) -> Edition:
    """Lay out a course: configuration, chapters, an empty gradebook, a short README.

    Parameters
    ----------
    folder : Path
        Where; not there yet, or empty.

    Returns
    -------
    Edition
        Which version it was made from.

    Raises
    ------
    NotEmpty
        If it holds something, or is a file. Nothing is changed then.
    OSError
        If it cannot be written; what was begun is taken away again.
    """
    _demand_room(folder)
    above = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _lay_out(folder.resolve())
    except BaseException:
        for made in folder.iterdir() if folder.is_dir() else ():
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        for place in above:
            if place.is_dir():
                place.rmdir()
        raise


def _lay_out(root: Path) -> Edition:
    edition = installed_edition()
    for name, ours in TEXTS.items():
        text = (HERE / "data" / ours).read_text(encoding="utf-8")
        (root / name).write_text(text, encoding="utf-8")
    shutil.copyfile(shipped() / CONFIGURATION, root / CONFIGURATION)
    (root / ".gitignore").write_text(IGNORED, encoding="utf-8")
    for name in edition.texts:
        (root / name).parent.mkdir(parents=True)
        (root / name).write_bytes(text_of(name))
    make_gradebook(Classroom(root))
    write_note(root, edition)
    return edition


def _demand_room(folder: Path) -> None:
    other = "name a folder that is not there yet, or an empty one"
    if folder.is_dir():
        if is_course(folder):
            raise NotEmpty(
                f"{folder} is a course already: `backprop upgrade` in it takes newer "
                f"chapters. For another term, {other}"
            )
        held = sorted(path.name for path in folder.iterdir())
        if held:
            more = f" and {len(held) - 3} more" if len(held) > 3 else ""
            raise NotEmpty(f"{folder} holds {', '.join(held[:3])}{more}: {other}")
    elif folder.exists() or folder.is_symlink():
        raise NotEmpty(f"{folder} is a file: {other}")
