"""Judge slips and right answers: what is wrong is refused and named, right accepted."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.alternatives import ALTERNATIVES
from autograder.answers import unsteady
from autograder.cases import draw_exercise
from autograder.checks import CHAPTERS, Check
from autograder.checks.coverage import missing, requirements
from autograder.judge import Verdict, call_here, judge
from autograder.slips.stored import built, mistaken
from autograder.slips.table import PAIR
from autograder.weights import weigh

if TYPE_CHECKING:
    from rich.table import Table

NAMED_AT_LEAST = 0.95


def exercises(points: Mapping[str, float] | None = None) -> list[dict[str, Any]]:
    """List every exercise, in the order of the chapters.

    Parameters
    ----------
    points : mapping of str to float, optional
        What is weighed anew in this term, as in a `Term`.

    Returns
    -------
    list of dict
        For each its ``exercise`` (the name), ``chapter`` (two digits), ``signature``
        (the call with the names of the parameters) and ``points``.
    """
    return [
        {
            "exercise": check.name,
            "chapter": chapter.number,
            "signature": signature(check.function),
            "points": float(check.points),
        }
        for chapter in CHAPTERS.values()
        for check in weigh(chapter, points or {}).checks
    ]


def signature(function: Callable[..., Any]) -> str:
    """Write the call of a function as its author wrote it, without the types.

    Parameters
    ----------
    function : callable
        The function.

    Returns
    -------
    str
        Its name and its parameters, with defaults.

    Examples
    --------
    >>> def scale(X, by: float = 2.0) -> float: ...
    >>> signature(scale)
    'scale(X, by=2.0)'
    """
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in inspect.signature(function).parameters.values()
    ]
    return f"{function.__name__}{inspect.Signature(bare)}"


def audit(
    chapters: Sequence[str] = (),
    progress: Callable[[str], object] | None = None,
    seed: int = 1,
    seeds: int = 1,
) -> list[dict[str, Any]]:
    """Judge every exercise's reference, slips, right answers and untouched stub.

    Parameters
    ----------
    chapters : sequence of str
        Two digits each; all if none is given.
    progress : callable, optional
        Is called with the name of each exercise when it has been judged.
    seed : int
        Draws the cases; the same seed gives the same rows.
    seeds : int
        In how many gradings each answer has to get the same points.

    Returns
    -------
    list of dict
        For each exercise ``exercise``, ``chapter`` and ``points``; how many answers
        its slips make ``wrong``, and how many of these were ``refused`` (did not get
        full points) and ``named`` (as the very mistake they are); how many ``pairs`` of
        two mistakes are known beside them; how many are ``right``, the reference among
        them, and how many of these were ``accepted`` (got full points);
        ``untouched_points``, what a function earns whose body was never written;
        ``useless``, the slips that are right or fail on every case, or that cannot be
        told apart, in words; how many ``corners`` the domain has, and ``holes``, those
        that no case lies at; and ``unsteady``, the answers that get other points in
        another grading.
    """
    rows = []
    for chapter in map(CHAPTERS.__getitem__, chapters or CHAPTERS):
        for check in chapter.checks:
            rows.append(_row(chapter.number, check, seed, seeds))
            if progress:
                progress(check.name)
    return rows


def _row(chapter: str, check: Check, seed: int, seeds: int) -> dict[str, Any]:
    made = mistaken(check)
    alternatives = ALTERNATIVES.get(check.name, [])
    on_mistakes = [_judged(check, row.program.make(), seed) for row in made]
    right = [check.function, *(a.function for a in alternatives)]
    on_right = [_judged(check, function, seed) for function in right]
    sorted_out = built(check, draw_exercise(chapter, check))
    return {
        "exercise": check.name,
        "chapter": chapter,
        "points": float(check.points),
        "wrong": len(made),
        "refused": sum(v.points < v.max_points for v in on_mistakes),
        "named": sum(
            bool(v.mistake and v.mistake.name == row.known[0].name)
            for v, row in zip(on_mistakes, made, strict=True)
        ),
        "pairs": int((sorted_out["table"]["rank"] >= PAIR).sum()),
        "right": len(right),
        "accepted": sum(v.points >= v.max_points for v in on_right),
        "untouched_points": _judged(check, _untouched, seed).points,
        "useless": sorted_out["useless"],
        "corners": len(list(requirements(check))),
        "holes": missing(check, check.draw(np.random.default_rng(seed))),
        "unsteady": _unsteady(check, made, seeds) if seeds > 1 else [],
    }


def _unsteady(check: Check, made: Sequence[Any], seeds: int) -> list[str]:
    functions = {a.name: a.function for a in ALTERNATIVES.get(check.name, [])}
    functions |= {row.known[0].name: row.program.make() for row in made}
    return unsteady(check, functions, seeds)


def _judged(check: Check, function: Callable[..., Any], seed: int) -> Verdict:
    return judge(check, call_here(function), np.random.default_rng(seed))


def _untouched(*args: object) -> object:
    raise NotImplementedError


def failures(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Say what in the rows of an audit is not as it must be.

    Parameters
    ----------
    rows : sequence of dict
        What `audit` gives.

    Returns
    -------
    list of str
        A sentence for each failure; empty where the audit is passed.
    """
    said = []
    for row in rows:
        name = row["exercise"]
        passed, failed = row["wrong"] - row["refused"], row["right"] - row["accepted"]
        if passed:
            said.append(f"{name}: {passed} of {row['wrong']} wrong answers passed.")
        if failed:
            said.append(f"{name}: {failed} of {row['right']} right answers failed.")
        if row["untouched_points"]:
            points = row["untouched_points"]
            said.append(f"{name}: an untouched function earns {points:g} points.")
        said += [f"{name}: {words}." for words in row["useless"]]
        said += [f"{name}: no case lies at {words}." for words in row["holes"]]
        said += [f"{name}: chance decides on {words}." for words in row["unsteady"]]
    wrong, named = (sum(row[key] for row in rows) for key in ("wrong", "named"))
    if not wrong:
        said.append("There is no wrong answer to judge.")
    elif named < NAMED_AT_LEAST * wrong:
        share = f"{named} of {wrong} mistakes were named, fewer than"
        said.append(f"{share} {NAMED_AT_LEAST:.0%}.")
    return said


def table(rows: Sequence[dict[str, Any]]) -> Table:
    """Lay the rows of an audit out for the terminal.

    Parameters
    ----------
    rows : sequence of dict
        What `audit` gives.

    Returns
    -------
    rich.table.Table
        An exercise a row, what is not as it must be in red, and the sums.
    """
    from rich.table import Table

    counts = ("wrong", "refused", "named", "pairs", "right", "accepted")
    total = {key: sum(row[key] for row in rows) for key in counts}
    laid_out = Table(title="Audit of the slips", show_footer=True)
    laid_out.add_column("chapter", footer="all")
    laid_out.add_column("exercise", footer=str(len(rows)))
    laid_out.add_column("points", justify="right")
    for key in counts:
        laid_out.add_column(key, justify="right", footer=str(total[key]))
    laid_out.add_column("untouched", justify="right")
    corners = sum(row["corners"] for row in rows)
    laid_out.add_column("corners", justify="right", footer=str(corners))
    laid_out.add_column("met", justify="right")
    for row in rows:
        wrong, right = row["wrong"], row["right"]
        laid_out.add_row(
            row["chapter"],
            row["exercise"],
            f"{row['points']:g}",
            str(wrong),
            _red_unless(row["refused"] == wrong, str(row["refused"])),
            _red_unless(row["named"] == wrong, str(row["named"])),
            str(row["pairs"]),
            str(right),
            _red_unless(row["accepted"] == right, str(row["accepted"])),
            _red_unless(not row["untouched_points"], f"{row['untouched_points']:g}"),
            str(row["corners"]),
            _red_unless(not row["holes"], str(row["corners"] - len(row["holes"]))),
        )
    return laid_out


def _red_unless(good: bool, text: str) -> str:
    return text if good else f"[bold red]{text}[/]"
