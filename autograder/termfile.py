"""Values of a course.toml: read, or refused with one line that says what is wanted."""

from __future__ import annotations

import difflib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, NoReturn

from autograder.chapters import MODULES
from autograder.shown import line
from autograder.zones import NoInstant, UnknownZone, instant, zone

DATES = "as 2026-10-18 or 2026-10-18T18:00:00, with seconds"
ABOVE = ("time_zone", "chapters", "packages")  # keys that stand in no table
OURS = ("autograder", "course", "solutions")
FEW = 20  # names that a line may list
SPAN = re.compile(r"(\d{1,4}) (hour|day|week)s?")
PACKAGE = re.compile(r"[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?", re.ASCII)
QUARTER = 0.25  # points come in quarters, which floating point adds up exactly
NEVER = 9000  # a year: with the longest span after it, the calendar goes on
MANY = 1000  # of points and of days: more is a slip of the finger


class TermUnreadable(ValueError):
    """A course.toml does not say what it should; the text says which key, and why."""


def refuse(key: str, given: object, wanted: str) -> NoReturn:
    """Say what a key is and what it should be."""
    shown = given.isoformat() if isinstance(given, date | time) else _quoted(given)
    raise TermUnreadable(f"{key} is {shown}; wanted: {wanted}")


def _quoted(given: object) -> str:
    if isinstance(given, dict):
        return "a table"
    return line(json.dumps(given, ensure_ascii=False, default=str), 60)


def demand_known(table: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Refuse keys that a table does not have, with the nearest that it has."""
    known = list(known)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3)
            mean = f"did you mean {near[0]}? " if near else ""
            if table and name in ABOVE:
                mean = "it stands above the first table. "
            some = near if near and len(known) > FEW else known
            more = f", one of {len(known)}" if some is near else ""
            where = f"[{table}]" if table else "at the top"
            raise TermUnreadable(
                f"{where} the key {name[:40]!r} is unknown; {mean}wanted: "
                f"{', '.join(some)}{more}"
            )


def composed(name: str) -> str:
    """Write a name with whole letters: macOS takes ``ü`` apart in names of folders."""
    return unicodedata.normalize("NFC", name)


def table(key: str, given: Any) -> Mapping[str, Any]:
    """Read a table."""
    if not isinstance(given, dict):
        refuse(key, given, f"a table: a line [{key}], and its keys below it")
    return given


def by_chapter(
    key: str, given: Mapping[str, Any], known: Iterable[str] = MODULES
) -> dict[str, Any]:
    """Name chapters by their numbers, 1 as 01; other keys stay as they are."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        short = name.isdecimal() and len(name) < 3
        number = f"{int(name):02d}" if short else name
        if number in found:
            raise TermUnreadable(f"[{key}] names chapter {number} twice")
        found[number] = value
    demand_known(key, found, known)
    return found


def place(key: str, given: Any) -> tzinfo | None:
    """Read the name of a time zone."""
    if not isinstance(given, str):
        refuse(key, given, 'a place, as "Europe/Berlin"')
    try:
        return zone(given)
    except UnknownZone as error:
        raise TermUnreadable(f"{key}: {error}") from None


def moment(key: str, given: Any, where: tzinfo | None, hour: time) -> datetime:
    """Read a date, into UTC without zone; `hour` is that of a day without a time."""
    if not isinstance(given, date):
        refuse(key, given, f"a date without quotes, {DATES}")
    if given.year >= NEVER:
        refuse(key, given, f"a date before the year {NEVER}, or no line at all")
    try:
        return instant(given, where, hour)
    except NoInstant as error:
        raise TermUnreadable(
            f"{key} is {given.isoformat()}, which {error}; wanted: a time with its "
            "offset, as 2026-10-18T18:00:00+02:00, or a line "
            'time_zone = "Europe/Berlin" at the top'
        ) from None


def span(key: str, given: Any) -> timedelta:
    """Read how long something is."""
    found = SPAN.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        refuse(key, given, 'a length of time, as "2 days" or "36 hours"')
    return timedelta(**{f"{found[2]}s": int(found[1])})


def days(key: str, given: Any) -> int:
    """Read a number of whole days."""
    if type(given) is not int or not 0 <= given <= MANY:
        refuse(key, given, "a whole number of days, as 5")
    return given


def share(key: str, given: Any) -> float:
    """Read what part of the points a day costs."""
    if given == "off":
        return 0.0
    if type(given) not in (int, float) or not 0 <= given <= 1:
        refuse(
            key, given, '"off", or from 0 to 1 the share of the points that a day costs'
        )
    return float(given)


def points(key: str, given: Any) -> float:
    """Read a number of points."""
    if type(given) not in (int, float) or not 0 < given <= MANY or given % QUARTER:
        refuse(key, given, "a number of points in quarters, as 4 or 2.5")
    return float(given)


def chapters(key: str, given: Any) -> tuple[str, ...]:
    """Read which chapters there are, 1 as 01, into the order of the course."""
    wanted = 'numbers of chapters in brackets, as ["01", "02"]'
    found = set()
    for name in given if isinstance(given, list) and given else [None]:
        number = str(name).zfill(2) if isinstance(name, int | str) else ""
        if number not in MODULES:
            refuse(key, given, f"{wanted}; there are {', '.join(MODULES)}")
        found.add(number)
    return tuple(number for number in MODULES if number in found)


def packages(key: str, given: Any) -> tuple[str, ...]:
    """Read names of packages."""
    for name in given if isinstance(given, list) else [None]:
        if not isinstance(name, str) or not PACKAGE.fullmatch(name):
            refuse(key, given, 'names of packages in brackets, as ["pandas", "tqdm"]')
        if name in sys.stdlib_module_names:
            refuse(key, given, f"packages that pip installs; {name} comes with Python")
        if name in OURS:
            refuse(
                key, given, f"packages that pip installs; {name} is the course's own"
            )
    return tuple(given)
