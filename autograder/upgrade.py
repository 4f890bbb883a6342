"""Take the chapters of a newer version into a course, in mid-term."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.build import BuildError, build_chapters
from autograder.chapters import MODULES
from autograder.classroom import Classroom
from autograder.grading.backup import back_up
from autograder.grading.changes import changes
from autograder.grading.lock import grading_alone
from autograder.grading.records import write_whole
from autograder.grading.settings import course_config, has_gradebook, registered
from autograder.release import release_chapter
from autograder.shipped import (
    Edition,
    hash_of,
    installed_edition,
    is_newer,
    read_note,
    text_of,
    write_note,
)
from autograder.term import FILE as TERM
from autograder.term import read_term


class CannotUpgrade(ValueError):
    """The course takes no newer version; the text says why."""


@dataclass(frozen=True)
class Plan:
    """What becomes of the chapters' files, by path from the course's folder.

    Parameters
    ----------
    taken : tuple of str
        Those that become the new version's.
    kept : tuple of str
        Those that were changed by hand, or removed, and stay so.
    forced : tuple of str
        Those of `taken` that were changed by hand.
    """

    taken: tuple[str, ...]
    kept: tuple[str, ...]
    forced: tuple[str, ...]


def plan(root: Path, before: Edition, new: Edition, force: bool) -> Plan:
    """Decide over each file of the new version.

    Parameters
    ----------
    root : Path
        The course.
    before : Edition
        Which version it has taken last.
    new : Edition
        Which version it is to take.
    force : bool
        Whether files that were changed by hand are taken, too.

    Returns
    -------
    Plan
        A file is kept where the new version has another text than the last one and the
        course has neither.
    """
    taken, kept, forced = [], [], []
    for name, wanted in new.texts.items():
        path = root / name
        here = hash_of(path.read_bytes()) if path.is_file() else None
        if here == wanted:
            continue
        last = before.texts.get(name)
        if here == last:
            taken.append(name)
        elif force:
            taken.append(name)
            forced += [name] if here else []
        elif wanted != last:
            kept.append(name)
    return Plan(tuple(taken), tuple(kept), tuple(forced))


def upgrade(
    room: Classroom,
    *,
    force: bool = False,
    dry_run: bool = False,
    say: Callable[[str], None] = lambda said: None,
    step: Callable[[], None] = lambda: None,
) -> bool:
    """Take the installed version's chapters, and release again what was released.

    Parameters
    ----------
    room : Classroom
        The course.
    force : bool
        Whether files that were changed by hand are taken, too.
    dry_run : bool
        Whether it is only said what would change.
    say : callable
        Is told it, one line each.
    step : callable
        Is called before each chapter that is built.

    Returns
    -------
    bool
        False if a chapter that was changed by hand does not fit the new version: its
        release is as it was.

    Raises
    ------
    CannotUpgrade
        If `init` did not make the course, or a newer version did, or it cannot be
        written.
    TermUnreadable
        If the course's file is not as it should be.
    NoteUnreadable
        If the course does not say what it was made from.
    NbgraderFailed
        If nbgrader refuses.
    """
    new = installed_edition()
    before = _demand_older(room.root, new)
    read_term(room.root)  # said before anything else, if it cannot be read
    decided = plan(room.root, before, new, force)
    lines = list(_opening(before, new, decided))
    if before == new and not decided.taken:
        say(lines[0])
        return True
    url = str(course_config(room).CourseDirectory.db_url)
    if not dry_run:
        _demand_writable(room, decided, url)
    with grading_alone(room.folder, say), _afterwards(room, decided) as scratch:
        fit = _look_ahead(
            room, scratch, before.grader != new.grader, lines.append, step
        )
        for line in lines:  # all could be built: it is taken now
            say(line)
        if dry_run:
            say("Nothing was written.")
            return all(fit.values())
        copy = back_up(url)
        _set_aside(room, decided.forced, say)
        for name in decided.taken:
            write_whole(room.root / name, text_of(name))
        for number in (number for number, fits in fit.items() if fits):
            release_chapter(room, number)
        write_note(room.root, new)
    if copy:
        say("`backprop restore 1` would put the gradebook back as it was.")
    if fit:
        say("Now `backprop grade` judges again what changed.")
    return all(fit.values())


def _demand_older(root: Path, new: Edition) -> Edition:
    before = read_note(root)
    if before is None:
        raise CannotUpgrade(
            f"`backprop init` did not make {root}, so nothing says which of its "
            "chapters were changed by hand: in the repository, `git pull` takes newer "
            "ones"
        )
    if is_newer(before.version, new.version):
        raise CannotUpgrade(
            f"this course is of version {before.version}, and {new.version} is "
            "installed here: install the newer one (python -m pip install --upgrade)"
        )
    return before


def _demand_writable(room: Classroom, decided: Plan, url: str) -> None:
    """Refuse to begin what could not be finished."""
    book = Path(url.removeprefix("sqlite:///"))
    places = [room.root, room.root / "chapters", room.folder, book]
    places += [(room.root / name).parent for name in decided.taken]
    for place in places:
        if place.exists() and not os.access(place, os.W_OK):
            raise CannotUpgrade(
                f"{place} cannot be written here, and nothing was changed: let it be "
                f"written (chmod u+w {shlex.quote(str(place))}) and run this again"
            )


def _opening(before: Edition, new: Edition, decided: Plan) -> Iterator[str]:
    if before == new and not decided.taken:
        yield f"The course is up to date: version {new.version}."
    elif is_newer(new.version, before.version):
        yield f"From version {before.version} to {new.version}:"
    else:
        yield f"Version {new.version}, as before, with other text or checks:"
    for name in decided.taken:
        yield f"  {name}: " + (
            "taken, though it was changed by hand"
            if name in decided.forced
            else "taken"
        )
    for name in decided.kept:
        yield f"  {name}: kept, it was changed by hand (--force takes the new one)"


@contextlib.contextmanager
def _afterwards(room: Classroom, decided: Plan) -> Iterator[Path]:
    """Lay out a folder with the course's text as it will be, to be built there."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for path in (room.root / "chapters").rglob("*"):
            if path.is_file():  # its text alone: the right to write may be missing
                copy = scratch / path.relative_to(room.root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
        for name in decided.taken:
            write_whole(scratch / name, text_of(name))
        for beside in (TERM, "solutions"):
            if (room.root / beside).exists():
                (scratch / beside).symlink_to(room.root / beside)
        yield scratch


def _look_ahead(
    room: Classroom,
    scratch: Path,
    other_grader: bool,
    say: Callable[[str], None],
    step: Callable[[], None],
) -> dict[str, bool]:
    """Say what changes in the chapters that were released, and which can be built."""
    fit: dict[str, bool] = {}
    known = registered(room) if has_gradebook(room) else set()
    for number in (number for number in MODULES if number in known):
        step()
        try:
            (notebook,) = build_chapters([number], scratch)
        except BuildError as error:
            fit[number] = False
            say(f"chapter {number} does not fit the new version and stays as it was:")
            say(f"  {error}")
            say(
                "  Give it the exercises and answers of the new version, then "
                f"`backprop release {number}`; --force takes the new text instead. "
                "Until then `backprop grade` takes the other chapters by their numbers"
            )
            continue
        found = changes(room, number, notebook)
        here = room.source / number / notebook.name
        same = here.is_file() and here.read_bytes() == notebook.read_bytes()
        if same and not other_grader:
            continue
        fit[number] = True
        for line in found.lines():
            say(f"chapter {number}, {line}")
        if found.students and not found.lines():
            say(f"chapter {number}, {_judged_again(found.students, other_grader)}")
    return fit


def _judged_again(students: tuple[str, ...], other_grader: bool) -> str:
    same = "the same exercises and points"
    if not other_grader:
        return f"{same}: no mark changes"
    return (
        f"{same}; marks may change where the new checks judge otherwise: "
        f"{', '.join(students)}"
    )


def _set_aside(
    room: Classroom, names: tuple[str, ...], say: Callable[[str], None]
) -> None:
    """Keep what was changed by hand and is about to be replaced."""
    for name in names:
        text = (room.root / name).read_bytes()
        kept = Path(name).with_suffix(f".{hash_of(text)[:8]}.md")
        copy = room.folder / "backup" / kept
        write_whole(copy, text)
        say(f"  your {name} is kept as {copy.relative_to(room.root)}")
