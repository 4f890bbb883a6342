"""Draw the example cases that lie beside a notebook, for the student's own check."""

from __future__ import annotations

import copy
import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

from course.cases import FORMAT

if TYPE_CHECKING:
    from autograder.checks.model import Case, Chapter, Check


def public_seed(number: str, check: Check) -> int:
    """Give the seed of an exercise's example cases; it is no secret.

    Parameters
    ----------
    number : str
        Of the chapter where the exercise stands.
    check : Check
        How the exercise is judged.

    Returns
    -------
    int
        The same for the same chapter, exercise and version of the check.
    """
    text = f"{number}/{check.name}/{check.version}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def draw_cases(chapter: Chapter) -> dict[str, Any]:
    """Draw the cases of a whole chapter, with the oracle's answers.

    Parameters
    ----------
    chapter : Chapter
        Whose exercises, in whose order.

    Returns
    -------
    dict
        What `course.codec.write_npz` writes to ``cases.npz`` and `course.check` reads:
        the chapter, and for each exercise its parameters, points, cases and the
        fingerprints of its mistakes.
    """
    return {
        "chapter": chapter.number,
        "format": FORMAT,
        "edition": edition(chapter),
        "exercises": {
            check.name: draw_exercise(chapter.number, check) for check in chapter.checks
        },
    }


def draw_exercise(number: str, check: Check) -> dict[str, Any]:
    """Draw the cases of one exercise, and fingerprint its mistakes on them.

    Parameters
    ----------
    number : str
        Of the chapter.
    check : Check
        How the exercise is judged.

    Returns
    -------
    dict
        What stands under its name in ``cases.npz``.
    """
    from autograder.slips.stored import diagnosis

    rng = np.random.default_rng(public_seed(number, check))
    drawn = check.draw(rng, shown=True)
    inputs = {id(case.args): case.args for case in drawn}
    places = {key: place for place, key in enumerate(inputs)}
    exercise = {
        "parameters": list(check.parameters),
        "points": float(check.points),
        "inputs": list(inputs.values()),
        "cases": [_write_down(check, case, places) for case in drawn],
    }
    return {**exercise, "diagnosis": diagnosis(check, exercise)}


def edition(chapter: Chapter) -> int:
    """Give a chapter's edition, which grows with every check and its version."""
    return sum(check.version for check in chapter.checks)


def _write_down(check: Check, case: Case, places: dict[int, int]) -> dict[str, Any]:
    more: dict[str, Any] = {"corner": case.corner} if case.corner else {}
    if case.calls is not None:
        more["calls"] = case.calls
    more |= {"fewest": case.fewest} if case.fewest else {}
    more |= {"drawn": True} if check.drawn else {}
    more |= {"fresh": True} if check.fresh else {}
    # What tells a formula from differences: the oracle is one.
    if check.analytic and not case.corner:
        more["formula"] = check.function(*copy.deepcopy(case.args))
    return {
        "part": case.part.name,
        "input": places[id(case.args)],
        "expected": case.expected,
        "rtol": float(case.tolerance.rtol),
        "atol": float(case.tolerance.atol),
        "piece": case.part.piece,
        "quiet": bool(case.quiet),
        **more,
    }
