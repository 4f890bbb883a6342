"""What a course is for one term: dates, lateness, points, packages; its course.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from autograder import termfile
from autograder.chapters import MODULES
from autograder.optional import DanglingLink, is_there
from autograder.termfile import TermUnreadable

__all__ = ["EVERY", "FILE", "Late", "Term", "TermUnreadable", "read_term"]

FILE = "course.toml"
EVERY = "all"  # chapters, in a student's extra time
FIRST_MOMENT, LAST_MOMENT = time(), time(23, 59, 59)


@dataclass(frozen=True)
class Late:
    """What lateness costs.

    Parameters
    ----------
    penalty : float
        Share of what the work has earned, from 0 to 1, for each day that has begun.
    zero_after : int or None
        Work that is later than so many days counts for nothing; None if there is no
        such end.
    late_days : int
        How many days each student may be late over the whole term for nothing.
    """

    penalty: float = 0.0
    zero_after: int | None = None
    late_days: int = 0

    @property
    def costs(self) -> bool:
        """Whether late work may lose anything."""
        return self.penalty > 0 or self.zero_after is not None


@dataclass(frozen=True)
class Term:
    """What a course is for one term. Chapters are named by their numbers.

    Parameters
    ----------
    chapters : tuple of str
        Which are given in this term.
    time_zone : tzinfo or None
        Of dates that name none.
    due : mapping of str to datetime
        Until when a chapter is to be handed in: UTC without zone, as the gradebook has
        it. Of a chapter that is not in it the gradebook's own date holds.
    solutions : mapping of str to datetime
        From when on feedback pages show model answers, likewise.
    solutions_after : timedelta or None
        How long after the due date of the gradebook they do, of a chapter that is not
        in `solutions`; None if they never do.
    late : Late or None
        What lateness costs. None where the file has no such table: then nbgrader's own
        setting counts.
    extra_time : mapping of str to mapping of str to timedelta, or None
        By student and chapter, or by student and `EVERY`. None where the file has no
        such table: then what stands in the gradebook holds.
    points : mapping of str to float
        By chapter, exercise or written answer, what it is worth in this term.
    packages : tuple of str
        Distributions that a submission may import beside those that students have.
    """

    chapters: tuple[str, ...] = tuple(MODULES)
    time_zone: tzinfo | None = None
    due: Mapping[str, datetime] = field(default_factory=dict)
    solutions: Mapping[str, datetime] = field(default_factory=dict)
    solutions_after: timedelta | None = None
    late: Late | None = None
    extra_time: Mapping[str, Mapping[str, timedelta]] | None = None
    points: Mapping[str, float] = field(default_factory=dict)
    packages: tuple[str, ...] = ()

    def deadline(
        self,
        chapter: str,
        student: str,
        due: datetime | None = None,
        extension: timedelta | None = None,
    ) -> datetime | None:
        """Say until when a student has time.

        Parameters
        ----------
        chapter, student : str
            Number and id.
        due, extension : datetime and timedelta, or None
            What the gradebook has; it holds where the file says nothing.

        Returns
        -------
        datetime or None
            In UTC without zone; None where there is no due date.
        """
        until = self.due.get(chapter, due)
        if self.extra_time is not None:
            extension = self.extension(student, chapter)
        return _later(until, extension or timedelta())

    def shows_from(self, chapter: str, due: datetime | None) -> datetime | None:
        """Say from when on a chapter's model answers are shown.

        Parameters
        ----------
        chapter : str
            Its number.
        due : datetime or None
            What the gradebook has; it holds where the file says nothing.

        Returns
        -------
        datetime or None
            In UTC without zone; None if they never are.
        """
        if chapter in self.solutions or self.solutions_after is None:
            return self.solutions.get(chapter)
        return _later(due, self.solutions_after)

    def extension(self, student: str, chapter: str) -> timedelta | None:
        """Give a student's extra time for a chapter; None where there is none."""
        given = (self.extra_time or {}).get(termfile.composed(student), {})
        return given.get(chapter, given.get(EVERY)) or None


def _later(when: datetime | None, span: timedelta) -> datetime | None:
    try:
        return when and when + span
    except OverflowError:  # a date in the gradebook that stands for "never"
        return when


def read_term(root: Path) -> Term:
    """Read the file of a course.

    Parameters
    ----------
    root : Path
        The course's folder.

    Returns
    -------
    Term
        With defaults where the folder has no such file.

    Raises
    ------
    TermUnreadable
        If something in it is not as it should be. The text is one line: the file, the
        key, what was given and what is wanted.
    """
    try:
        if not is_there(root / FILE):
            return Term()
        text = (root / FILE).read_bytes().decode("utf-8-sig")
        return _term(tomllib.loads(text))
    except DanglingLink as error:
        raise TermUnreadable(str(error)) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise TermUnreadable(f"{FILE} cannot be read ({reason})") from None
    except UnicodeDecodeError:
        raise TermUnreadable(f"{FILE} is not UTF-8 text: save it as such") from None
    except tomllib.TOMLDecodeError as error:
        raise TermUnreadable(
            f"{FILE} is no TOML: {error}. Texts stand in quotes, dates do not: "
            f"{termfile.DATES}"
        ) from None
    except TermUnreadable as error:
        raise TermUnreadable(f"{FILE}: {error}") from None


def _term(content: Mapping[str, Any]) -> Term:
    tables: dict[str, Callable[..., Any]] = {
        "due": _due,
        "solutions": _solutions,
        "late": _late,
        "extra_time": _extra_time,
        "points": _points,
    }
    values: dict[str, Callable[..., Any]] = {
        "time_zone": termfile.place,
        "chapters": termfile.chapters,
        "packages": termfile.packages,
    }
    termfile.demand_known("", content, (*values, *tables))
    found: dict[str, Any] = {
        key: read(key, content[key]) for key, read in values.items() if key in content
    }
    for key, read in tables.items():
        if key in content:
            found[key] = read(termfile.table(key, content[key]), found)
    if "after" in content.get("solutions", {}):
        found["solutions_after"] = _after(content["solutions"])
    return Term(**found)


def _due(given: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, datetime]:
    found = {}
    for number, when in termfile.by_chapter("due", given).items():
        key, where = f"due.{number}", above.get("time_zone")
        if number not in above.get("chapters", MODULES):
            termfile.refuse(key, when, f'{number} among chapters = ["..."], too')
        found[number] = termfile.moment(key, when, where, LAST_MOMENT)
    return found


def _solutions(
    given: Mapping[str, Any], above: Mapping[str, Any]
) -> dict[str, datetime]:
    named = termfile.by_chapter("solutions", given, ("after", *MODULES))
    due: Mapping[str, datetime] = above.get("due", {})
    found = {}
    if named.pop("after", None) is not None:
        after = _after(given)
        found = {number: when + after for number, when in due.items()}
    for number, when in named.items():
        key, where = f"solutions.{number}", above.get("time_zone")
        found[number] = termfile.moment(key, when, where, FIRST_MOMENT)
        if number in due and found[number] < due[number]:
            termfile.refuse(key, when, "a date that is not before the due date")
    return found


def _after(solutions: Mapping[str, Any]) -> timedelta:
    return termfile.span("solutions.after", solutions["after"])


def _late(given: Mapping[str, Any], _: object) -> Late:
    termfile.demand_known("late", given, ("penalty", "zero_after", "late_days"))
    late = Late(
        termfile.share("late.penalty", given.get("penalty", "off")),
        termfile.days("late.zero_after", given["zero_after"])
        if "zero_after" in given
        else None,
        termfile.days("late.late_days", given.get("late_days", 0)),
    )
    if late.late_days and not late.costs:
        raise TermUnreadable(
            f"late.late_days is {late.late_days}, and nothing says what becomes of "
            "work that they do not cover; wanted beside it: zero_after = 0 (it counts "
            "for nothing) or penalty = 0.1 (a day costs a tenth)"
        )
    return late


def _extra_time(given: Mapping[str, Any], _: object) -> dict[str, dict[str, timedelta]]:
    found = {}
    for name, chapters in given.items():
        student = termfile.composed(name)
        key = f"extra_time.{student}"
        named = termfile.by_chapter(
            key, termfile.table(key, chapters), (EVERY, *MODULES)
        )
        found[student] = {
            number: termfile.span(f"{key}.{number}", longer)
            for number, longer in named.items()
        }
    return found


def _points(given: Mapping[str, Any], _: object) -> dict[str, float]:
    from autograder.weights import demand_weights, weighed

    named = termfile.by_chapter("points", given, weighed())
    found = {name: termfile.points(f"points.{name}", n) for name, n in named.items()}
    demand_weights(found)
    return found
