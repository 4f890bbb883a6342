"""Build a notebook's outputs anew: nothing a submission sends is copied as it is."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from nbformat import NotebookNode, from_dict

from autograder.budget import working
from autograder.judge import Verdict
from autograder.shown import shown
from course.panel import rich

MAX_TEXT = 20_000
MAX_IMAGE = 2**20
MAX_OUTPUTS = 100
ALL_TEXT = 500_000
ALL_IMAGES = 16 * 2**20
ALL_PIXELS = 100_000_000  # a browser takes four bytes for each
HEADER = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"  # of a PNG; its size comes next
SIZE = slice(len(HEADER), len(HEADER) + 8)
WIDGET = re.compile(r"\bwidgets\.\w+\(")
INTERACTIVE = "(interactive picture: it moves in JupyterLab, not on this page)"


@dataclass
class Room:
    """What is left for the outputs of one notebook.

    Parameters
    ----------
    text : int
        Characters.
    images : int
        Bytes of PNG.
    pixels : int
        What the pictures hold when they are shown.
    """

    text: int = ALL_TEXT
    images: int = ALL_IMAGES
    pixels: int = ALL_PIXELS


@working()
def student_outputs(raw: Any, room: Room) -> list[NotebookNode]:
    """Rebuild what a cell printed and showed: plain text and PNG, within bounds.

    Parameters
    ----------
    raw : object
        Outputs as the sandbox sent them: a list, if it is honest.
    room : Room
        What the notebook's outputs may still take up; changed in place.

    Returns
    -------
    list of NotebookNode
        Outputs of nbformat 4.
    """
    outputs = []
    for entry in raw[:MAX_OUTPUTS] if type(raw) is list else []:
        if type(entry) is not dict or type(entry.get("type")) is not str:
            continue
        kind, text = entry.get("type"), _clean(entry.get("text"))[: room.text]
        room.text -= len(text)
        if kind in ("stdout", "stderr"):
            outputs.append(_output("stream", name=kind, text=text))
        elif kind in ("display", "result"):
            data = {"text/plain": text}
            if picture := png(entry.get("png"), room):
                data["image/png"] = picture
            outputs.append(_shown(data))
        elif kind == "passed over":
            outputs.append(remark(f"Passed over when grading: {text}"))
        elif kind == "error":
            name = _clean(entry.get("name"))[:100] or "Error"
            lines = text.splitlines() or [name]
            outputs.append(_output("error", ename=name, evalue="", traceback=lines))
    return outputs


def left_out(source: str) -> list[NotebookNode]:
    """Stand in for the widget of a cell that grading does not run.

    Parameters
    ----------
    source : str
        Source of the cell.

    Returns
    -------
    list of NotebookNode
        A sentence; none where the cell shows no widget.
    """
    if not WIDGET.search(source):
        return []
    return [_shown({"text/plain": INTERACTIVE})]


def remark(said: str) -> NotebookNode:
    """Say below a cell what grading did with it."""
    return _shown({"text/plain": said})


def verdict_outputs(verdict: Verdict) -> list[NotebookNode]:
    """Show a verdict, and write its points as the one number that nbgrader reads.

    Parameters
    ----------
    verdict : Verdict
        What the exercise came to.

    Returns
    -------
    list of NotebookNode
        A panel for people, whose metadata hold what it says, and an ``execute_result``
        whose text is the points.
    """
    panel = {"text/plain": _plain(verdict), "text/html": _panel(verdict)}
    points = {"text/plain": f"{verdict.points:g}"}
    parts = [
        {
            "name": part.name,
            "right": part.finding is None,
            "points": part.points,
            "max_points": part.max_points,
        }
        for part in verdict.parts
    ]
    about = {
        "right": verdict.passed,
        "found": verdict.found,
        "sentence": verdict.sentence,
        "parts": parts,
    }
    return [
        _output("display_data", data=panel, metadata={"verdict": about}),
        _output("execute_result", data=points, metadata={}, execution_count=None),
    ]


def _shown(data: dict[str, str]) -> NotebookNode:
    return _output("display_data", data=data, metadata={})


def _output(kind: str, **fields: Any) -> NotebookNode:
    """Make an output; nbformat's own function checks each against its schema."""
    return from_dict({"output_type": kind, **fields})


def _plain(verdict: Verdict) -> str:
    lines = [f"{verdict.exercise}: {verdict.points:g} of {verdict.max_points:g} points"]
    if not verdict.passed:
        lines.append(verdict.sentence)
    for part in verdict.parts:
        mark = "right" if part.finding is None else "not right"
        lines.append(f"- {part.name}: {mark}, {part.points:g} of {part.max_points:g}")
    return "\n".join(lines)


def _panel(verdict: Verdict) -> str:
    colour, sign = ("#009E73", "✓") if verdict.passed else ("#D55E00", "✗")
    rows = "".join(
        f"<li>{'✓' if part.finding is None else '✗'} {escape(part.name)}: "
        f"{part.points:g} of {part.max_points:g}</li>"
        for part in verdict.parts
    )
    return (
        f'<div style="border-left:6px solid {colour};padding:0.4em 0.8em">'
        f"<p><b>{sign} {escape(verdict.exercise)}</b>: {verdict.points:g} of "
        f"{verdict.max_points:g} points</p><p>{rich(verdict.sentence)}</p>"
        f'<ul style="list-style:none;padding:0">{rows}</ul></div>'
    )


def _clean(text: Any) -> str:
    if type(text) is not str:
        return ""
    return shown(text[:MAX_TEXT].replace("\r", ""), MAX_TEXT)


def png(data: Any, room: Room) -> str | None:
    """Take a picture while there is room for it, in the file and where it is shown.

    Parameters
    ----------
    data : object
        The bytes as an array of uint8, if the sandbox is honest.
    room : Room
        What the notebook's pictures may still take up; changed in place.

    Returns
    -------
    str or None
        In base 64; None for what is no PNG, or too large.
    """
    if type(data) is not np.ndarray or data.dtype != np.uint8 or data.size > MAX_IMAGE:
        return None
    content = data.tobytes()
    if not content.startswith(HEADER) or len(content) < SIZE.stop:
        return None
    width, height = np.frombuffer(content[SIZE], ">u4").tolist()
    written = base64.b64encode(content).decode()
    if len(written) > room.images or width * height > room.pixels:
        return None
    room.images -= len(written)
    room.pixels -= width * height
    return written
