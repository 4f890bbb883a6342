"""How each platform names what it packs: its own words decide, never a student's.

They stand in front: in the name of a folder, or before the name that the student chose.
What comes after them decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from autograder.chapters import MODULES
from autograder.platforms.archive import NotAnArchive, NotReadable, Piece
from autograder.platforms.people import Person, key, words

ATTEMPT = re.compile(
    r"(?P<head>.+?)_attempt_(?P<timestamp>\d{4}(?:-\d\d){5})(?:_(?P<rest>.*)|\.txt)?",
    re.S,
)
STAMP = "%Y-%m-%d-%H-%M-%S"
STUDENT = re.compile(r"\w[\w.@+-]*")
CANVAS = re.compile(
    r"(?:anon_[^\W_]+|(?P<name>.*?)_(?:(?P<late>LATE)_)?(?P<user>\d+))"
    r"_(?P<attachment>\d+)_(?P<file>.+)",
    re.S,
)
MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?",
    re.S,
)
BRIGHTSPACE = re.compile(
    r"(?P<id>\d+-\d+)\s*-\s*(?P<name>.+?)\s*-\s*"
    r"(?P<month>[A-Z][a-z]{2})[a-z]*\.? (?P<day>\d{1,2}, \d{4}) "
    r"(?P<time>\d{3,4}) ?(?P<half>[AP]M)",
    re.S,
)
METADATA = "submission_metadata.yml"
LISTS = {"index.html", METADATA}  # the platforms' own tables of contents
EXPORT = re.compile(r"assignment_\d+_export")  # Gradescope's folder
# What browsers and file managers make of a name that is there already.
COPY = re.compile(r"(?: ?\(\d{1,3}\)|-\d{1,3}|-Copy\d{1,3}| - Copy)$")
# What surrounds the student in the name of a file that lies in no folder.
AROUND = re.compile(
    rf"^(?:(?:{'|'.join(MODULES)})[ _-]+)?(?:(?:{'|'.join(MODULES.values())})[ _-]+)?"
    rf"|[ _-]+(?:{'|'.join(MODULES.values())})$"
)


class Label(NamedTuple):
    """What a platform says of a file.

    Parameters
    ----------
    who : str
        Their number or name: with `name`, what tells them from others in this archive.
    ids : tuple of str
        The ids that the platform wrote, each kind in its place; empty where missing.
    name : str
        The person's name; empty where it is not written.
    attempt : datetime or None
        When this was handed in; of an archive that holds the last attempt only, None.
    upload : int
        Larger for what was uploaded later; 0 where nothing says so.
    late : bool
        Whether the platform says that it came late.
    """

    who: str
    ids: tuple[str, ...] = ()
    name: str = ""
    attempt: datetime | None = None
    upload: int = 0
    late: bool = False


Labels = dict[int, tuple[Label, ...]]  # by the piece's place; of a group, each member


def owner(name: str, assignment: str) -> dict[str, str] | None:
    """Read what a platform wrote in front of the name of a file or an archive.

    Parameters
    ----------
    name : str
        Of a file or folder.
    assignment : str
        What is collected.

    Returns
    -------
    dict of str to str, or None
        ``student_id``, ``timestamp`` and ``rest``; None where the name is another.

    Examples
    --------
    >>> time = "2026-11-20-10-00-00"
    >>> owner(f"01_ada_l_attempt_{time}_neuron.ipynb", "01")["student_id"]
    'ada_l'
    >>> owner(f"01_eve_attempt_{time}_01_bob_attempt_{time}_x", "01")["student_id"]
    'eve'
    >>> owner(f"01_.._attempt_{time}_neuron.ipynb", "01") is None
    True
    """
    found = ATTEMPT.fullmatch(name)
    if not found:
        return None
    head = found["head"]
    if head.startswith(f"{assignment}_"):
        student = head.removeprefix(f"{assignment}_")
    else:  # a course's own name of the chapter, which may have no underscore
        student = head.partition("_")[2] or head
    if not STUDENT.fullmatch(student):
        return None
    when = found["timestamp"]
    if _time(when, STAMP) is None:
        return None
    return {"student_id": student, "timestamp": when, "rest": found["rest"] or ""}


def plain_name(name: str, chapter: str) -> str:
    """Give the name that a notebook had before it was copied.

    Examples
    --------
    >>> plain_name("neuron (1).ipynb", "01"), plain_name("other-1.ipynb", "01")
    ('neuron.ipynb', 'other-1.ipynb')
    """
    stem = Path(name).stem
    module = MODULES.get(chapter, "")
    return f"{module}.ipynb" if COPY.sub("", stem) == module else Path(name).name


def own_name(piece: Piece) -> str:
    """Give the name that the student chose, without the platform's words in front."""
    if len(piece.parts) > 1:
        return piece.parts[-1]
    for pattern, group in ((MOODLE, "file"), (ATTEMPT, "rest"), (CANVAS, "file")):
        if (found := pattern.fullmatch(piece.parts[0])) and found[group]:
            return found[group]
    return piece.parts[0]


def _canvas(pieces: Sequence[Piece], people: Sequence[Person]) -> Labels:
    names: dict[str, set[str]] = {}
    for person in people:
        parts = words(person.name)
        for turn in range(len(parts)):
            squeezed = "".join(parts[turn:] + parts[:turn])
            names.setdefault(squeezed, set()).add(person.name)
    vocabulary = {word for person in people for word in words(person.name)}
    labels: Labels = {}
    for place, piece in enumerate(pieces):
        if not (found := CANVAS.fullmatch(piece.parts[0])):
            continue
        squeezed = "".join(words(found["name"] or ""))
        known = names.get(squeezed, set())
        # One name, spelled out; else what it may be made of, which is nobody's name but
        # tells that somebody else is meant.
        within = [word for word in vocabulary if len(word) > 2 and word in squeezed]
        name = next(iter(known)) if len(known) == 1 else " ".join([squeezed, *within])
        user = found["user"]
        who, ids = (user, (user,)) if user else (piece.parts[0], ())
        upload = int(found["attachment"][:18])
        late = bool(found["late"])
        labels[place] = (Label(who, ids, name, None, upload, late),)
    return labels


def _moodle(pieces: Sequence[Piece], _: Sequence[Person]) -> Labels:
    labels: Labels = {}
    for place, piece in enumerate(pieces):
        if found := MOODLE.fullmatch(piece.parts[0]):
            number, name = f"Participant {found['id']}", found["name"]
            blind = name == "Participant"
            labels[place] = (Label(number, (number,), "" if blind else name),)
    return labels


def _brightspace(pieces: Sequence[Piece], _: Sequence[Person]) -> Labels:
    labels: Labels = {}
    for place, piece in enumerate(pieces):
        if not (found := BRIGHTSPACE.fullmatch(piece.parts[0])):
            continue
        # 926 PM is 9:26: the platform leaves out the colon.
        written = f"{found['month']} {found['day']} {found['time']:0>4} {found['half']}"
        if when := _time(written, "%b %d, %Y %I%M %p"):
            who = found["id"].partition("-")[0]
            labels[place] = (Label(who, (), found["name"], when),)
    return labels


def _time(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None


def _blackboard(pieces: Sequence[Piece], people: Sequence[Person]) -> Labels:
    """Part the assignment from the user's name: both may hold underscores.

    One title stands in front of them all: it is the one that leaves students of the
    class for most. Without a second one to confirm it, it has to be the chapter's
    number or name, or the only way to part them.
    """
    everybody = set().union(*(person.keys for person in people))
    heads = {
        place: found
        for place, piece in enumerate(pieces)
        if (found := ATTEMPT.fullmatch(piece.parts[0]))
    }
    parted: Counter[str] = Counter()
    for head in {found["head"] for found in heads.values()}:
        for at in (at for at, letter in enumerate(head) if letter == "_"):
            if key(head[at + 1 :]) in everybody:
                parted[head[:at]] += 1
    (best, most), (_, second) = [*parted.most_common(2), ("", 0), ("", 0)][:2]
    sure = most > max(second, 1) or best in {*MODULES, *MODULES.values()}
    labels: Labels = {}
    for place, found in heads.items():
        title, _, user = found["head"].rpartition("_")
        if sure and found["head"].startswith(f"{best}_"):
            user = found["head"][len(best) + 1 :]
        elif "_" in title or sure:
            user = ""
        when = _time(found["timestamp"], STAMP)
        if when is not None:
            labels[place] = (Label(found["head"], (user,) if user else (), "", when),)
    return labels


def _gradescope(pieces: Sequence[Piece], _: Sequence[Person]) -> Labels:
    """Read the list that lies beside the folders: a group has several submitters."""
    above = int(all(EXPORT.fullmatch(piece.parts[0]) for piece in pieces))
    listed: dict[str, Any] = {}
    for piece in pieces:
        if piece.parts[above:] == (METADATA,):
            listed = _metadata(piece)
    labels: Labels = {}
    for place, piece in enumerate(pieces):
        about = listed.get(piece.parts[above])
        if not isinstance(about, dict):
            continue
        submitters = about.get(":submitters")
        labels[place] = tuple(
            Label(
                who=f"{one.get(':sid')} {one.get(':email')} {one.get(':name')}",
                ids=(_text(one.get(":sid")), _text(one.get(":email"))),
                name=_text(one.get(":name")),
                attempt=_iso(str(about.get(":created_at"))),
            )
            for one in (submitters if isinstance(submitters, list) else ())
            if isinstance(one, dict)
        )
    return labels


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _metadata(piece: Piece) -> dict[str, Any]:
    import yaml

    # Strings, lists and mappings only: it reads no type that the file asks for.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        found = yaml.load(piece.read(), Loader=loader)
    except (yaml.YAMLError, NotReadable, RecursionError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "it is damaged"
        raise NotAnArchive(f"{METADATA} cannot be read: {reason}") from None
    return found if isinstance(found, dict) else {}


def _iso(text: str) -> datetime | None:
    """Read a time with its zone, and as many digits of a second as there are."""
    text = re.sub(r"(\.\d{1,6})\d*", r"\1", text.strip()).replace(" Z", "Z")
    text = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _plain(pieces: Sequence[Piece], people: Sequence[Person]) -> Labels:
    """Take the first folder for the student, or the name of a file without one.

    It is an id if it is one of the class; else a name.
    """
    ids = set().union(*(person.keys for person in people))
    labels: Labels = {}
    for place, piece in enumerate(pieces):
        who = piece.parts[0]
        if len(piece.parts) == 1 or who.casefold().endswith(".zip"):
            who = AROUND.sub("", COPY.sub("", Path(who).stem))
        known = key(who) in ids
        labels[place] = (Label(who, (who,)) if known else Label(who, (), who),)
    return labels


class Packing(NamedTuple):
    """A platform's way to pack a class's work.

    Parameters
    ----------
    words : str
        What it is called in a sentence.
    pattern : Pattern or None
        What the platform's words look like, where each file has them.
    labels : callable
        Takes the pieces and the class, gives what the platform says of each piece.
    told_by : str
        What says whose a piece is.
    """

    words: str
    pattern: re.Pattern[str] | None
    labels: Callable[[Sequence[Piece], Sequence[Person]], Labels]
    told_by: str = "the platform's words in front"


PACKINGS = {
    "canvas": Packing("an archive of Canvas", CANVAS, _canvas),
    "moodle": Packing("an archive of Moodle", MOODLE, _moodle),
    "blackboard": Packing("an archive of Blackboard", ATTEMPT, _blackboard),
    "brightspace": Packing("an archive of Brightspace", BRIGHTSPACE, _brightspace),
    "gradescope": Packing("an archive of Gradescope", None, _gradescope, METADATA),
    "plain": Packing("a plain zip, a folder or a file for each student", None, _plain),
}


def recognise(pieces: Iterable[Piece]) -> str:
    """Find out which platform packed an archive, by what it wrote in front.

    Parameters
    ----------
    pieces : iterable of Piece
        All that is in it.

    Returns
    -------
    str
        Of `PACKINGS`; the one whose words stand in front of most, and of more than
        half. ``plain`` where there is none.

    Raises
    ------
    NotAnArchive
        If two fit alike; the text says what to do.
    """
    pieces = list(pieces)
    tops = {piece.parts[0] for piece in pieces} - {"index.html"}
    if METADATA in tops or all(map(EXPORT.fullmatch, tops)):
        return "gradescope"
    fits = Counter(
        {
            name: sum(bool(packing.pattern.fullmatch(top)) for top in tops)
            for name, packing in PACKINGS.items()
            if packing.pattern
        }
    )
    (best, most), (second, others) = fits.most_common(2)
    if 2 * most <= len(tops):
        return "plain"
    if most == others:
        raise NotAnArchive(
            f"the names in the archive could be {best}'s and {second}'s: say which "
            f"with --platform {best} or --platform {second}"
        )
    return best
