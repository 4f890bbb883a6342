"""What an archive holds of each student, and what of it is newer than what is here."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from autograder.budget import Spent, working
from autograder.chapters import MODULES
from autograder.classroom import Classroom
from autograder.grading.handed_in import (
    MAX_BYTES,
    SubmissionUnreadable,
    only_notebook,
    parse_stamp,
    parse_submission,
    read_plain,
    read_stamp,
)
from autograder.platforms.archive import NotAnArchive, NotReadable, Piece, look_into
from autograder.platforms.owners import find_owners, without_wrapping
from autograder.platforms.packing import (
    PACKINGS,
    Label,
    own_name,
    plain_name,
    recognise,
)
from autograder.platforms.people import Person
from autograder.shown import line
from autograder.term import read_term

MOST_NOTEBOOKS = 50  # of one student; who hands in more has to be asked


@dataclass(frozen=True)
class Found:
    """What an archive holds of one student.

    Parameters
    ----------
    student : str
        Whose.
    piece : Piece
        The notebook.
    state : str
        ``new``, ``newer`` than what was there, ``same``, ``timed`` where the same is
        there without its time, or ``kept`` where what is there is the newer one.
    when : datetime or None
        When it was handed in, in UTC, as far as that is known.
    remark : str
        What a person should know beside.
    """

    student: str
    piece: Piece
    state: str
    when: datetime | None = None
    remark: str = ""


@dataclass
class Sorted:
    """What became of an archive.

    Parameters
    ----------
    packing : str
        Of `PACKINGS`.
    chapter : str
        The chapter's number.
    found : list of Found
        By student.
    left : dict of str to str
        For each path or student that nothing is taken of, why.
    without : list of str
        Students of whom nothing is in the archive.
    """

    packing: str
    chapter: str
    found: list[Found] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)


class NobodysWork(NotAnArchive):
    """Nothing in an archive is any student's; the text is one line.

    Parameters
    ----------
    text : str
        What to do.
    left : dict of str to str
        For each path, why it is nobody's.
    """

    def __init__(self, text: str, left: dict[str, str]) -> None:
        super().__init__(text)
        self.left = left


class _Choice(ValueError):
    """None of a student's files can be taken; the text says why."""


@dataclass(frozen=True)
class _Notebook:
    piece: Piece
    label: Label
    digest: bytes
    chapters: tuple[str, ...] = ()  # whose exercises are in it
    problem: str = ""  # why it is no notebook, whatever its name says

    def is_of(self, chapter: str) -> bool:
        """Whether its exercises say so; of one without any, whether its name does."""
        named = plain_name(own_name(self.piece), chapter) == f"{MODULES[chapter]}.ipynb"
        return chapter in self.chapters or (not self.chapters and named)


def sort(
    archive: Path,
    room: Classroom,
    people: Sequence[Person],
    *,
    chapter: str | None = None,
    packing: str | None = None,
    zone: tzinfo | None = None,
    due: Callable[[str, str], datetime | None] = lambda chapter, student: None,
    known: Callable[[str], None] = lambda chapter: None,
) -> Sorted:
    """Find out what an archive holds of whom, and what of it is newer.

    Parameters
    ----------
    archive : Path
        What the platform gave.
    room : Classroom
        The course. Nothing in it changes.
    people : sequence of Person
        The class.
    chapter : str, optional
        Its number; what the notebooks say if it is left out.
    packing : str, optional
        Of `PACKINGS`; recognised if it is left out.
    zone : tzinfo, optional
        Of the times that the platform writes without one; this machine's if left out.
    due : callable
        Takes a chapter and a student, gives in UTC until when they had time.
    known : callable
        Takes the chapter and raises if the gradebook does not know it.

    Returns
    -------
    Sorted
        Whose is whose, and why the rest is nobody's.

    Raises
    ------
    NotAnArchive
        If it is none, or (`NobodysWork`) nothing in it is any student's. The text is
        one line.
    """
    of_stamps = read_term(room.root).time_zone
    pieces, refused = look_into(archive)
    pieces = without_wrapping(pieces, people, packing)
    packing = packing or recognise(pieces)
    labels = PACKINGS[packing].labels(pieces, people)
    owned = find_owners(pieces, labels, people, PACKINGS[packing].told_by)
    left = {p.path: owned.nobodys[p.path] for p in pieces if p.path in owned.nobodys}
    if not owned.by_student:
        raise NobodysWork(
            f"nothing in {line(archive.name)} is of a student whom the gradebook knows "
            f"(read as {PACKINGS[packing].words}): is it of another course? "
            "`backprop roster` tells the gradebook names and the platform's ids",
            {**refused, **left},
        )
    broken: dict[str, str] = {}
    notebooks = {
        student: _read(mine, broken) for student, mine in owned.by_student.items()
    }
    chapter = chapter or _only_chapter(archive, notebooks)
    known(chapter)
    done = Sorted(packing, chapter, left={**refused, **left, **broken})
    for student, mine in sorted(notebooks.items()):
        theirs = owned.by_student[student]
        if not mine and any(piece.path in broken for piece, _ in theirs):
            continue  # what is wrong with it is said
        for one in (one for one in mine if one not in _best(mine)):
            reason = f"cannot be read: {one.problem}; another of theirs is looked at"
            done.left[one.piece.path] = reason
        try:
            chosen, remarks = _choose(mine, chapter)
        except _Choice as error:
            others = [line(own_name(piece), 60) for piece, _ in theirs]
            done.left[student] = f"{error} ({', '.join(others[:3])})"
            continue
        if student in owned.by_name:
            remarks.append("told by the name")
        when = _in_utc(chosen.label.attempt, zone)
        folder = room.submitted / student / chapter
        if chosen.problem and _holds_notebook(folder, chapter):
            reason = f"cannot be read: {chosen.problem}; what lies in the folder stays"
            done.left[chosen.piece.path] = reason
            continue
        before = parse_stamp(read_stamp(folder), of_stamps)
        packed = archive.stat().st_mtime
        state = _compare(folder, chapter, chosen, when, before, packed)
        if chosen.label.late and when is None:
            end = due(chapter, student)
            when = end + timedelta(seconds=1) if end else None
            late = "counts as late by one second" if end else "no due date is set"
            remarks.append(f"late, nobody says by how much: {late}")
        if state == "same" and when is not None and not read_stamp(folder):
            state = "timed"
        remark = "; ".join(remarks)
        done.found.append(Found(student, chosen.piece, state, when, remark))
    done.without = [p.id for p in people if p.id not in owned.by_student]
    return done


def _read(
    mine: Sequence[tuple[Piece, Label]], broken: dict[str, str]
) -> list[_Notebook]:
    """Look into a student's notebooks; what cannot be read is said, and left out."""
    found: list[_Notebook] = []
    for piece, label in mine:
        if not piece.parts[-1].casefold().endswith(".ipynb"):
            continue
        if len(found) == MOST_NOTEBOOKS:
            broken[piece.path] = f"is one of more than {MOST_NOTEBOOKS} notebooks"
            continue
        try:
            content = piece.read()
        except NotReadable as error:
            broken[piece.path] = str(error)
            continue
        digest = hashlib.sha256(content).digest()
        one = _Notebook(piece, label, digest)
        try:
            found.append(replace(one, chapters=_chapters(content)))
        except (SubmissionUnreadable, Spent) as error:
            found.append(replace(one, problem=str(error)))
    return found


def _chapters(content: bytes) -> tuple[str, ...]:
    from autograder.grading.grade import chapters_in

    with working():
        return tuple(chapters_in(parse_submission(content)))


def _only_chapter(archive: Path, notebooks: Mapping[str, list[_Notebook]]) -> str:
    counts = Counter(
        number
        for mine in notebooks.values()
        for number in {n for one in _best(mine) for n in MODULES if one.is_of(n)}
    )
    if len(counts) == 1:
        return next(iter(counts))
    name = line(archive.name)
    if counts:
        said = ", ".join(f"{n} ({count} students)" for n, count in counts.most_common())
        raise NotAnArchive(
            f"{name} holds notebooks of several chapters: {said}. Say which, as in: "
            f"collect {name} {counts.most_common()[0][0]}"
        )
    raise NotAnArchive(
        f"{name} holds no notebook of this course. If it should be taken all the same, "
        f"say of which chapter, as in: collect {name} 01"
    )


def _best(mine: Sequence[_Notebook]) -> list[_Notebook]:
    """Keep what can be read as a notebook; all of it where none can."""
    return [one for one in mine if not one.problem] or list(mine)


def _choose(mine: Sequence[_Notebook], chapter: str) -> tuple[_Notebook, list[str]]:
    """Take the notebook of the newest attempt that has one, with remarks on it."""
    if not mine:
        raise _Choice("handed in no notebook")
    mine = _best(mine)
    attempts = {one.label.attempt for one in mine}
    if len(attempts) > 1:
        newest = max(when for when in attempts if when)
        mine = [one for one in mine if one.label.attempt == newest]
    remarks = [f"the newest of {len(attempts)} attempts"] if len(attempts) > 1 else []
    fits = [one for one in mine if one.is_of(chapter)]
    fits = fits or [one for one in mine if not one.chapters]
    if not fits:
        raise _Choice(f"is the notebook of chapter {mine[0].chapters[0]}")
    if len({one.digest for one in fits}) > 1:
        latest = max(one.label.upload for one in fits)
        last = [one for one in fits if one.label.upload == latest]
        if not latest or len({one.digest for one in last}) > 1:
            raise _Choice(
                f"handed in {len(fits)} notebooks that differ: put the one that counts "
                f"into submitted/STUDENT/{chapter} by hand"
            )
        remarks = [f"the later of {len(fits)} that were uploaded"]
        fits = last
    if fits[0].problem:
        remarks.append(f"cannot be read: {fits[0].problem}")
    elif not fits[0].is_of(chapter):
        remarks.append("no check of the chapter is in it")
    return fits[0], remarks


def _in_utc(when: datetime | None, zone: tzinfo | None) -> datetime | None:
    if when is None:
        return None
    if when.tzinfo is None and zone is not None:
        when = when.replace(tzinfo=zone)
    return when.astimezone(UTC).replace(tzinfo=None)


def _holds_notebook(folder: Path, chapter: str) -> bool:
    there = only_notebook(folder / f"{MODULES[chapter]}.ipynb")
    try:
        with working():
            return bool(parse_submission(read_plain(there, MAX_BYTES) or b""))
    except (SubmissionUnreadable, Spent):
        return False


def _compare(
    folder: Path,
    chapter: str,
    new: _Notebook,
    when: datetime | None,
    before: datetime | None,
    packed: float,
) -> str:
    """Say whether a notebook is newer than what lies in a student's folder.

    Where nothing tells when both were handed in, the archive's own age does: what is
    put there bears it.
    """
    there = only_notebook(folder / f"{MODULES[chapter]}.ipynb")
    old = read_plain(there, MAX_BYTES)
    if not os.path.lexists(there):
        return "new"
    if old is not None and hashlib.sha256(old).digest() == new.digest:
        return "same"
    if before is not None and when is not None:
        return "newer" if when > before else "kept"
    return "newer" if packed > there.lstat().st_mtime else "kept"
