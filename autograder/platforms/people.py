"""Who is who: the students of the gradebook, and the rows of a platform's table."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """A student as the roster has them.

    Parameters
    ----------
    id : str
        The name of the folder that their work is handed in with.
    name : str
        First name and last name.
    email : str
        Empty where it is not known.
    platform : str
        The id that the platform uses; empty where it is not known.
    section : str
        As the roster has it; the gradebook does not know it.
    """

    id: str
    name: str = ""
    email: str = ""
    platform: str = ""
    section: str = field(default="", compare=False)

    @property
    def keys(self) -> set[str]:
        """By what they can be told from others: ids and the e-mail address."""
        return set(map(key, (self.id, self.platform, self.email))) - {""}


@dataclass(frozen=True)
class Match:
    """Which row of a table belongs to whom.

    Parameters
    ----------
    rows : dict of int to str
        For each matched row, the student's id.
    weakly : tuple of str
        Who was matched by the name, or by what stands before the @ of an address.
    ambiguous : tuple of str
        Rows that fit several students, share one, or bear another's name, in words.
    unknown : tuple of str
        Rows that fit nobody, or bear another id than the roster has, in words.
    absent : tuple of str
        Students without a row.
    fits : dict of int to frozenset of str
        For each row, everybody whom it fits.
    renamed : frozenset of int
        Rows that fit somebody and bear another's name.
    others : frozenset of int
        Rows that fit somebody whose id in the roster is another.
    """

    rows: dict[int, str]
    weakly: tuple[str, ...]
    ambiguous: tuple[str, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    fits: dict[int, frozenset[str]]
    renamed: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()


def key(text: str) -> str:
    """Bring an id into the form in which ids are compared.

    Parameters
    ----------
    text : str
        As a table has it: Brightspace writes ``#`` in front, Canvas drops zeros.

    Returns
    -------
    str
        Small letters, no ``#`` and no zeros in front, nothing around it.

    Examples
    --------
    >>> key(" #00Ada17 ")
    'ada17'
    """
    text = unicodedata.normalize("NFC", text)
    return text.strip().lstrip("#").lstrip("0").casefold()


def plain(name: str) -> str:
    """Bring a name into the form in which names are compared.

    Parameters
    ----------
    name : str
        "Lovelace, Ada" or "Ada Lovelace".

    Returns
    -------
    str
        Its words in small letters, without accents, in alphabetical order.

    Examples
    --------
    >>> plain("Lovelace, Ada") == plain("ADA LOVELACE")
    True
    """
    return " ".join(sorted(words(name)))


def words(name: str) -> list[str]:
    """Give the words of a name in their order, in small letters without accents.

    Examples
    --------
    >>> words("Gödel, Kurt-Otto")
    ['godel', 'kurt', 'otto']
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = [c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)]
    return "".join(kept).split()


def match(
    people: Iterable[Person],
    rows: Sequence[tuple[int, Sequence[str], str]],
    *,
    attempts: bool = False,
) -> Match:
    """Find out which row belongs to whom.

    By an id or the whole e-mail address; else by what stands before the @ of either;
    else by a name that only one has. Whose names have no word in common are two people,
    whatever the ids say: a platform's number may be another student's own. And where
    one column holds ids of the roster, another id in it is another person's.

    Parameters
    ----------
    people : iterable of Person
        The roster.
    rows : sequence of (int, sequence of str, str)
        For each row its place, the ids that stand in it by column, and the name.
    attempts : bool
        Whether several rows may be one student's, where an id tells each of them.

    Returns
    -------
    Match
        Nobody is guessed: what fits two is matched to neither.
    """
    everybody = {person.id: person for person in people}
    sure, weak = defaultdict(set), defaultdict(set)
    for person in everybody.values():
        for each in person.keys:
            sure[each].add(person.id)
            weak[each.partition("@")[0]].add(person.id)
    by_name = defaultdict(set)
    for person in everybody.values():
        by_name[plain(person.name)].add(person.id)
    by_name.pop("", None)
    fits: dict[int, set[str]] = {}
    weakly: set[int] = set()
    strange: set[int] = set()
    for place, ids, name in rows:
        keys = {key(each) for each in ids} - {""}
        found = set[str]().union(*(sure.get(each, set()) for each in keys))
        if not found:
            starts = {each.partition("@")[0] for each in keys} - {""}
            found = set[str]().union(*(weak.get(each, set()) for each in starts))
            found = found or set(by_name.get(plain(name), set()))
            weakly.add(place)
        fits[place] = found
        if any(_another(name, everybody[who].name) for who in found):
            strange.add(place)
    others = _others(everybody, rows, fits, weakly)
    said = {place: name or ", ".join(filter(None, ids)) for place, ids, name in rows}
    owners = defaultdict(list)
    for place, found in fits.items():
        for who in found if place not in others else ():
            owners[who].append(place)
    clear = {p for p, found in fits.items() if len(found) == 1 and p not in strange}
    matched: dict[int, str] = {}
    for who, places in owners.items():
        certain = attempts and weakly.isdisjoint(places)
        if clear.issuperset(places) and (len(places) == 1 or certain):
            matched |= dict.fromkeys(places, who)
    return Match(
        matched,
        tuple(who for place, who in matched.items() if place in weakly),
        tuple(said[p] for p in fits if fits[p] and p not in matched.keys() | others),
        tuple(said[p] for p in fits if not fits[p] or p in others),
        tuple(who for who in everybody if who not in owners),
        {place: frozenset(found) for place, found in fits.items()},
        frozenset(strange),
        frozenset(others),
    )


def _others(
    everybody: Mapping[str, Person],
    rows: Iterable[tuple[int, Sequence[str], str]],
    fits: Mapping[int, Collection[str]],
    weakly: Container[int],
) -> set[int]:
    """Find rows whose id is another than the student's where such ids stand.

    A folder may have another name than the login: that counts only against a row that
    nothing but a name, or the start of an address, has told.
    """

    def own(who: str, what: str) -> str:
        return key(everybody[who].platform if what == "platform" else who)

    cells = [
        (place, column, key(each), what, who)
        for place, ids, _ in rows
        for column, each in enumerate(ids)
        for who in (fits[place] if len(fits[place]) == 1 else ())
        for what in ("platform", "folder")
        if key(each) and own(who, what)
    ]
    told = {
        (column, what) for _, column, cell, what, who in cells if cell == own(who, what)
    }
    return {
        place
        for place, column, cell, what, who in cells
        if (column, what) in told
        and (what == "platform" or place in weakly)
        and cell not in everybody[who].keys
        and cell.partition("@")[0] != own(who, what)
    }


def _another(one: str, other: str) -> bool:
    these, those = set(words(one)), set(words(other))
    return bool(these and those and not these & those)
