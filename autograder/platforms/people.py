"""Who is who: the students of the gradebook, and the rows of a platform's table."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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
        Empty where there are none.
    """

    id: str
    name: str = ""
    email: str = ""
    platform: str = ""
    section: str = ""

    @property
    def keys(self) -> set[str]:
        """By what they can be told from others: ids and the e-mail address."""
        mail = self.email.partition("@")[0] if self.email else ""
        found = {key(text) for text in (self.id, self.platform, self.email, mail)}
        return found - {""}


@dataclass(frozen=True)
class Match:
    """Which row of a table belongs to whom.

    Parameters
    ----------
    rows : dict of int to str
        For each matched row, the student's id.
    by_name : tuple of str
        Who was matched by name alone.
    ambiguous : tuple of str
        Rows that fit several students, or share one, in words.
    unknown : tuple of str
        Rows that fit nobody, in words.
    absent : tuple of str
        Students without a row.
    """

    rows: dict[int, str]
    by_name: tuple[str, ...]
    ambiguous: tuple[str, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]


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
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = [c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)]
    return " ".join(sorted("".join(kept).split()))


def match(
    people: Iterable[Person], rows: Sequence[tuple[int, Sequence[str], str]]
) -> Match:
    """Find out which row belongs to whom: by an id, else by a name that only one has.

    Parameters
    ----------
    people : iterable of Person
        The roster.
    rows : sequence of (int, sequence of str, str)
        For each row its place, the ids that stand in it, and the name.

    Returns
    -------
    Match
        Nobody is guessed: what fits two is matched to neither.
    """
    everybody = list(people)
    by_key, by_name = defaultdict(set), defaultdict(set)
    for person in everybody:
        for each in person.keys:
            by_key[each].add(person.id)
        if plain(person.name):
            by_name[plain(person.name)].add(person.id)
    fits: dict[int, set[str]] = {}
    named: set[int] = set()
    for place, ids, name in rows:
        found = set().union(
            *(by_key.get(key(each), set()) for each in ids if key(each))
        )
        if not found and plain(name):
            found = by_name.get(plain(name), set())
            named.add(place)
        fits[place] = set(found)
    words = {place: name or ", ".join(ids) or "?" for place, ids, name in rows}
    owners = defaultdict(list)
    for place, found in fits.items():
        if len(found) == 1:
            owners[next(iter(found))].append(place)
    matched = {places[0]: who for who, places in owners.items() if len(places) == 1}
    ambiguous = [words[p] for p, found in fits.items() if found and p not in matched]
    return Match(
        dict(sorted(matched.items())),
        tuple(matched[p] for p in sorted(matched) if p in named),
        tuple(ambiguous),
        tuple(words[p] for p, found in fits.items() if not found),
        tuple(p.id for p in everybody if p.id not in matched.values()),
    )
