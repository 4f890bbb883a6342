"""Points weighed anew for a term: by chapter, by exercise, by written answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.checks import CHAPTERS
from autograder.checks.model import Chapter, Check
from autograder.termfile import QUARTER, TermUnreadable


def weighed() -> list[str]:
    """Name all that has points: chapters, exercises, written answers.

    Returns
    -------
    list of str
        By chapter.
    """
    return [
        name
        for number, chapter in CHAPTERS.items()
        for name in (number, *_worth(chapter))
    ]


def demand_weights(points: Mapping[str, float]) -> None:
    """Refuse points that cannot be given.

    Parameters
    ----------
    points : mapping of str to float
        As in a `Term`.

    Raises
    ------
    TermUnreadable
        If they are too few: each part of an exercise is worth a quarter of a point at
        least.
    """
    for chapter in CHAPTERS.values():
        weigh(chapter, points)


def weigh(chapter: Chapter, points: Mapping[str, float]) -> Chapter:
    """Give a chapter the points of this term.

    Parameters
    ----------
    chapter : Chapter
        As in the check table.
    points : mapping of str to float
        As in a `Term`; of other chapters, too. An exercise that is named has so many;
        what a chapter has beyond is shared among the others as in the check table, and
        an exercise's points likewise among its parts, in quarters.

    Returns
    -------
    Chapter
        The same one where nothing of it is named.

    Raises
    ------
    TermUnreadable
        If the points are too few.
    """
    old = _worth(chapter)
    named = {name: points[name] for name in old if name in points}
    if not named and chapter.number not in points:
        return chapter
    parts = {check.name: len(check.parts) for check in chapter.checks}
    least = {name: parts.get(name, 1) * QUARTER for name in old}
    for name, given in named.items():
        _demand(name, given, least[name])
    new = old | named
    if chapter.number in points:
        others = [name for name in old if name not in named]
        rest = points[chapter.number] - sum(named.values())
        fewest = sum(least[name] for name in others)
        if not others and rest:
            raise TermUnreadable(
                f"points.{chapter.number} is {points[chapter.number]:g}, and all that "
                f"is in the chapter has points of its own, {sum(named.values()):g} "
                "together; wanted: one or the other"
            )
        _demand(chapter.number, points[chapter.number], fewest + sum(named.values()))
        shares = apportion(
            rest, [old[name] for name in others], [least[name] for name in others]
        )
        new |= dict(zip(others, shares, strict=True))
    return replace(
        chapter,
        checks=tuple(_weigh(check, new[check.name]) for check in chapter.checks),
        answers={name: new[name] for name in chapter.answers},
    )


def apportion(
    total: float, weights: Sequence[float], least: Sequence[float]
) -> list[float]:
    """Share points in proportion, in quarters.

    Parameters
    ----------
    total : float
        In quarters; not less than all of `least` together.
    weights : sequence of float
        In which proportion.
    least : sequence of float
        What each gets at any rate, in quarters.

    Returns
    -------
    list of float
        Their sum is `total` exactly.

    Examples
    --------
    >>> apportion(7.0, [2.0, 1.0], [0.25, 0.25])
    [4.75, 2.25]
    """
    given = list(least)
    fair = [total * weight / sum(weights) for weight in weights]
    for _ in range(round((total - sum(given)) / QUARTER)):
        behind = [right - has for right, has in zip(fair, given, strict=True)]
        given[behind.index(max(behind))] += QUARTER
    return given


def _worth(chapter: Chapter) -> dict[str, float]:
    exercises = {check.name: float(check.points) for check in chapter.checks}
    return exercises | {name: float(n) for name, n in chapter.answers.items()}


def _demand(name: str, given: float, least: float) -> None:
    if given < least:
        raise TermUnreadable(
            f"points.{name} is {given:g}; wanted: at least {least:g}, a quarter for "
            "each part that is judged"
        )


def _weigh(check: Check, points: float) -> Check:
    old = [part.points for part in check.parts]
    shares = apportion(points, old, [QUARTER] * len(old))
    parts = zip(check.parts, shares, strict=True)
    return replace(
        check, parts=tuple(replace(part, points=share) for part, share in parts)
    )
