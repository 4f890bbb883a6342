"""Show what a check found: a panel in Jupyter, plain text elsewhere."""

from __future__ import annotations

import html
import re
import sys
from dataclasses import dataclass

from course.words import short

# Okabe & Ito. No colour stands alone: a sign and a word go with each.
STATES = {
    "right": ("#009E73", "✓", "is right"),
    "wrong": ("#D55E00", "✗", "is not right yet"),
    "unwritten": ("#0072B2", "○", "is not written yet"),
    "impossible": ("#0072B2", "!", "cannot be checked"),
}

# JupyterLab's own colours where there are any, so that the panel is as light or as dark
# as the page; elsewhere the text's colour is inherited.
TEXT = "var(--jp-content-font-color1, inherit)"
FAINT = "var(--jp-content-font-color2, inherit)"
GROUND = "var(--jp-layout-color1, transparent)"
EDGE = "var(--jp-border-color2, rgba(128, 128, 128, 0.4))"
MONO = "font-family:var(--jp-code-font-family, monospace);font-size:0.95em"


@dataclass(frozen=True)
class PartLine:
    """One part of an exercise, and what there is to say of it."""

    name: str
    right: bool
    sentence: str = ""


@dataclass(frozen=True)
class Report:
    """What a check found.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    state : str
        A key of `STATES`.
    sentences : tuple of str
        What is wrong, the most important first; `code` stands in backquotes.
    given : str
        What the function was called with when it went wrong.
    parts : tuple of PartLine
        The parts of the exercise.
    """

    exercise: str
    state: str
    sentences: tuple[str, ...] = ()
    given: str = ""
    parts: tuple[PartLine, ...] = ()

    @property
    def line(self) -> str:
        """The whole in one short line."""
        word = STATES[self.state][2]
        first = " ".join(self.sentences[:1]).replace("`", "")
        return printable(short(f"{self.exercise} {word}. {first}", 160))


def printable(text: str) -> str:
    """Replace what no page can hold: a student's text may have half a character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def as_html(report: Report) -> str:
    """Write a report as HTML, whatever the student's own words hold.

    Parameters
    ----------
    report : Report
        What was found.

    Returns
    -------
    str
        One element with its styles inside; no script, no class, nothing to load.
    """
    colour, sign, word = STATES[report.state]
    # Blue is too dark for a thin sign on a dark page.
    shade = colour if report.state in ("right", "wrong") else "inherit"
    parts = "".join(map(_part_html, report.parts)) if len(report.parts) > 1 else ""
    lines = [f'<p style="margin:4px 0 0">{rich(s)}</p>' for s in report.sentences]
    if report.given:
        lines.append(
            f'<p style="margin:4px 0 0;color:{FAINT}">Called with {rich(report.given)}'
            "</p>"
        )
    if parts:
        lines.append(
            f'<ul style="margin:6px 0 0;padding:0;list-style:none">{parts}</ul>'
        )
    name = html.escape(report.exercise)
    return printable(
        f'<div id="{place_of(report.exercise)}" role="group" '
        f'aria-label="Check: {name} {word}" style="'
        f"border:1px solid {EDGE};border-left:5px solid {colour};border-radius:3px;"
        f"background:{GROUND};color:{TEXT};padding:8px 12px;margin:2px 0;"
        'max-width:50em;line-height:1.45">'
        f'<p style="margin:0">{_sign(sign, shade)}<strong>'
        f'<code style="{MONO};background:none;color:inherit">{name}</code>'
        f" {word}.</strong></p>"
        f"{''.join(lines)}</div>"
    )


def place_of(exercise: str) -> str:
    """Name the place of an exercise's panel, so that another panel can lead to it."""
    return f"check-{html.escape(exercise)}"


def _sign(sign: str, colour: str) -> str:
    return (
        f'<span aria-hidden="true" style="color:{colour};font-weight:bold;'
        f'display:inline-block;width:1.4em">{sign}</span>'
    )


def _part_html(part: PartLine) -> str:
    colour, sign, _ = STATES["right" if part.right else "wrong"]
    word = "right" if part.right else "not yet"
    said = ""
    if part.sentence:
        said = (
            f'<div style="margin-left:1.5em;color:{FAINT}">{rich(part.sentence)}</div>'
        )
    line = f"{_sign(sign, colour)}{rich(part.name)}: {word}"
    return f'<li style="margin:0">{line}{said}</li>'


def rich(text: str) -> str:
    """Escape a sentence for HTML, and set what stands in backquotes as code.

    Parameters
    ----------
    text : str
        A finding's sentence; a student's own words may be in it.

    Returns
    -------
    str
        HTML with no other element than ``code``.

    Examples
    --------
    >>> re.sub(r' style="[^"]*"', "", rich("Is `A.T` < `A`?"))
    'Is <code>A.T</code> &lt; <code>A</code>?'
    """
    code = f'<code style="{MONO};color:inherit">\\1</code>'
    return re.sub(r"`([^`]+)`", code, html.escape(text))


def as_text(report: Report) -> str:
    """Write a report as plain text.

    Parameters
    ----------
    report : Report
        What was found.

    Returns
    -------
    str
        A few lines.
    """
    word = STATES[report.state][2]
    lines = [f"{report.exercise} {word}."]
    lines += [f"  {sentence}" for sentence in report.sentences]
    if report.given:
        lines.append(f"  Called with {report.given}")
    if len(report.parts) > 1:
        for part in report.parts:
            lines.append(f"  [{'right' if part.right else 'not yet'}] {part.name}")
            lines += [f"      {part.sentence}"] if part.sentence else []
    return printable("\n".join(lines))


def show(report: Report) -> None:
    """Display a report: in Jupyter as a panel, elsewhere as text.

    Parameters
    ----------
    report : Report
        What was found.
    """
    put(as_html(report), as_text(report))


def in_notebook() -> bool:
    """Say whether there is something that shows HTML."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def put(page: str, text: str) -> None:
    """Display HTML in Jupyter, text elsewhere.

    Parameters
    ----------
    page : str
        One element of HTML.
    text : str
        The same in words.
    """
    if in_notebook():
        from IPython.display import display

        display({"text/html": page, "text/plain": text}, raw=True)
        return
    # The console of Windows may know no "≤".
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))
