"""Which exercises of a chapter are right, and what they are worth."""

from __future__ import annotations

import html
import sys
from collections.abc import Iterable

from course.cases import NoCases, load
from course.check import examine_exercise
from course.panel import EDGE, FAINT, GROUND, STATES, TEXT, place_of, put

Row = tuple[str, str, float]  # exercise, a key of STATES, points


def progress() -> None:
    """Check every exercise of this notebook's chapter, and show which are right.

    The points are those of an exercise that is wholly right; the grader gives some for
    a part too. Answers in words are read by a person and are not counted here.
    """
    namespace = sys._getframe(1).f_globals
    try:
        exercises = load()
    except NoCases as error:
        put(f"<p>{html.escape(str(error))}</p>", str(error))
        return
    rows: list[Row] = []
    for name, exercise in exercises.items():
        if name in namespace:
            report, _ = examine_exercise(exercise, exercises, namespace)
            state = report.state
        else:
            state = "unwritten"
        rows.append((name, state, exercise.points))
    put(_as_html(rows), _as_text(rows))


def _summary(rows: Iterable[Row]) -> str:
    rows = list(rows)
    right = [points for _, state, points in rows if state == "right"]
    most = sum(points for _, _, points in rows)
    return (
        f"{len(right)} of {len(rows)} exercises are right: {sum(right):g} of {most:g} "
        "points."
    )


def _as_text(rows: list[Row]) -> str:
    lines = [
        f"  {STATES[state][1]} {name} {STATES[state][2]} ({points:g})"
        for name, state, points in rows
    ]
    return "\n".join([_summary(rows), *lines])


def _as_html(rows: list[Row]) -> str:
    lines = ""
    for name, state, points in rows:
        colour, sign, word = STATES[state]
        shade = colour if state in ("right", "wrong") else "inherit"
        lines += (
            f'<tr style="background:none"><td style="color:{shade};font-weight:bold">'
            f'<span aria-hidden="true">{sign}</span></td>'
            '<td style="text-align:left">'
            f'<a href="#{place_of(name)}" '
            'style="color:inherit;text-decoration:underline">'
            '<code style="background:none;color:inherit">'
            f"{html.escape(name)}</code></a></td>"
            f'<td style="text-align:left">{word}</td>'
            f'<td style="color:{FAINT}">{points:g}</td></tr>'
        )
    return (
        '<div role="group" aria-label="Progress" style="'
        f"border:1px solid {EDGE};border-radius:3px;background:{GROUND};color:{TEXT};"
        'padding:8px 12px;margin:2px 0;max-width:50em">'
        f'<p style="margin:0 0 4px"><strong>{_summary(rows)}</strong></p>'
        f'<table style="margin:0;border:0">{lines}</table></div>'
    )
