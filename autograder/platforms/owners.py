"""Whose each part of an archive is: a student of the class, or for a person to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.waiting import misplaced_student
from autograder.platforms.archive import Piece
from autograder.platforms.packing import LISTS, PACKINGS, Label, Labels, recognise
from autograder.platforms.people import Person, key, match, plain
from autograder.shown import line

_Key = tuple[str, str]  # what stands for a person, and the name


@dataclass(frozen=True)
class Owned:
    """The parts of an archive by student.

    Parameters
    ----------
    by_student : dict of str to list of (Piece, Label)
        In the archive's order.
    by_name : frozenset of str
        Whom only a name or the start of an address told.
    nobodys : dict of str to str
        For each path that is given to nobody, why.
    """

    by_student: dict[str, list[tuple[Piece, Label]]]
    by_name: frozenset[str]
    nobodys: dict[str, str]


def without_wrapping(
    pieces: Sequence[Piece], people: Sequence[Person], packing: str | None = None
) -> list[Piece]:
    """Take off a folder that lies around everything and is no student's.

    A browser unpacks what it downloads, and whoever zips the folder again wraps it.

    Parameters
    ----------
    pieces : sequence of Piece
        All that is in an archive.
    people : sequence of Person
        The class.
    packing : str, optional
        How the archive is packed, of `PACKINGS`, if somebody has said it.

    Returns
    -------
    list of Piece
        As they were, or without their first folder.
    """
    around = {piece.parts[0] for piece in pieces}
    if len(around) > 1 or any(len(piece.parts) == 1 for piece in pieces):
        return list(pieces)
    labels = PACKINGS["plain"].labels(pieces, people)
    if recognise(pieces) != "plain" or find_owners(pieces, labels, people).by_student:
        return list(pieces)
    within = [Piece(piece.parts[1:], piece.read) for piece in pieces]
    alone = any(len(piece.parts) == 1 for piece in within)
    plain_within = (packing or recognise(within)) == "plain"
    return list(pieces) if plain_within and alone else within


def find_owners(
    pieces: Sequence[Piece],
    labels: Labels,
    people: Sequence[Person],
    told_by: str = "the name",
) -> Owned:
    """Find out whose the pieces are.

    Parameters
    ----------
    pieces : sequence of Piece
        All that is in the archive.
    labels : dict of int to tuple of Label
        What the platform says of each.
    people : sequence of Person
        The class.
    told_by : str
        What says whose a piece is, for those of which nothing does.

    Returns
    -------
    Owned
        Nobody is guessed. Where an id of some has told who they are, a name alone tells
        nobody else: the platform knows another of that name.
    """
    persons = {_person(label): label for each in labels.values() for label in each}
    order = list(persons)
    shared = _shared(persons.values())
    known = set[str]().union(*(person.keys for person in people))
    rows = [
        (n, ["" if key(i) in shared else i for i in persons[w].ids], persons[w].name)
        for n, w in enumerate(order)
    ]
    found = match(people, rows, attempts=True)
    told_by_id = any(
        any(persons[order[n]].ids) and who not in found.weakly
        for n, who in found.rows.items()
    )
    whose: dict[_Key, str] = {}
    reasons: dict[_Key, str] = {}
    for n, who in enumerate(order):
        student, ids = found.rows.get(n), list(filter(None, persons[who].ids))
        fits = " and ".join(map(line, sorted(found.fits[n])))
        if twice := [i for i in ids if key(i) in shared & known]:
            reasons[who] = (
                f"its id {line(twice[0], 40)} stands with more than one name: which of "
                "them is right?"
            )
        elif not (ids or persons[who].name):
            reasons[who] = "neither an id nor a name in it is certain"
        elif not fits:
            reasons[who] = "fits nobody in the gradebook"
        elif len(found.fits[n]) > 1:
            reasons[who] = f"fits {fits}: which of them?"
        elif n in found.renamed:
            reasons[who] = f"fits {fits}, but the name on it is another's"
        elif ids and (n in found.others or (told_by_id and student in found.weakly)):
            reasons[who] = (
                f"bears the name of {fits}, but its id {line(ids[0], 40)} "
                "is not theirs in the roster: enter it with `roster` if it is"
            )
        elif student is None:
            reasons[who] = f"fits {fits}, but so does another in the archive"
        elif Path(student).name != student or student.startswith("."):
            reasons[who] = f"{fits} cannot be the name of a folder"
        elif reason := misplaced_student(Path(student)):
            reasons[who] = reason
        else:
            whose[who] = student
    by_student: dict[str, list[tuple[Piece, Label]]] = {}
    nobodys: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        said = labels.get(place, ())
        if not said and piece.parts[-1] not in LISTS:
            nobodys[piece.path] = f"nothing says whose it is, for want of {told_by}"
        for label in said:
            who = _person(label)
            if who in whose:
                mine = by_student.setdefault(whose[who], [])
                mine.append((piece, label))
            else:
                nobodys[piece.path] = reasons[who]
    return Owned(by_student, frozenset(found.weakly), nobodys)


def _person(label: Label) -> _Key:
    """Tell one person from another: a number may be a group's, or a folder's."""
    return label.who, plain(label.name)


def _shared(labels: Iterable[Label]) -> set[str]:
    """Find the ids that stand with two names: they identify nobody."""
    names = defaultdict(set)
    for label in labels:
        for each in label.ids:
            names[key(each)].add(plain(label.name))
    return {each for each, said in names.items() if len(said - {""}) > 1}
