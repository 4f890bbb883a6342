"""From a slider to new pixels: each widget beside an inline Matplotlib figure."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from autograder.bench.model import Figure, Setting, bench, interleaved
from autograder.browser.gallery import GALLERY, RIGHT

if TYPE_CHECKING:
    from autograder.browser.lab import Lab
    from autograder.browser.moves import Slider

NAMES = list(GALLERY)
# The 95th percentile of a widget, at most this part of inline Matplotlib's.
MOMENTUM = "race, momentum"  # a slider with few races that were run ahead of it
ALLOWED = dict.fromkeys([*NAMES, MOMENTUM], 1 / 16) | {"learning rate": 1 / 20}


@bench("prepare")
def prepare(setting: Setting) -> Sequence[Figure]:
    """Run the student's functions over each widget's grid, and write its page."""
    names: dict[str, Any] = {}
    exec(RIGHT, names)

    def make(call: str) -> None:
        eval(call, names).static_html()

    sides = {name: functools.partial(make, show.call) for name, show in GALLERY.items()}
    interleaved(sides, 1)  # imports
    taken = interleaved(sides, setting.repeats)
    return [
        Figure(f"prepare a widget, {name}", seconds, "s", 0.5)
        for name, seconds in taken.items()
    ]


@bench("widgets")
def widgets(setting: Setting) -> Sequence[Figure]:
    """Move every widget in a JupyterLab, in turn with an inline figure."""
    try:
        from autograder.browser.lab import NoBrowser, chromium, running
    except ImportError:
        click.echo("widgets: not measured, playwright is not installed", err=True)
        return []
    try:
        with (
            tempfile.TemporaryDirectory(prefix="bench-") as folder,
            chromium() as browser,
            running(Path(folder) / "lab", browser) as lab,
        ):
            if setting.quick:
                return measure(lab, rounds=1, moves=6, many=50)
            return measure(lab, rounds=3, moves=40, many=2000)
    except NoBrowser as why:
        click.echo(f"widgets: not measured, {why}", err=True)
        return []


def measure(lab: Lab, *, rounds: int, moves: int, many: int) -> list[Figure]:
    """Move every widget and the inline figure in turn.

    Parameters
    ----------
    lab : Lab
        A running JupyterLab.
    rounds : int
        How often each is measured.
    moves : int
        Moves of a slider in each round.
    many : int
        Moves after which the browser's memory is compared.

    Returns
    -------
    list of Figure
        A ratio for each widget, the blank frames, the memory.
    """
    from autograder.browser import moves as browser

    book = lab.open(RIGHT, browser.INLINE, *(show.call for show in GALLERY.values()))
    book.widget(len(NAMES) - 1)
    sliders = {
        name: browser.Slider(book, index, show.slider)
        for index, (name, show) in enumerate(GALLERY.items())
    }
    sliders[MOMENTUM] = browser.Slider(book, NAMES.index("race"), "Momentum μ")
    inline: list[float] = []
    seen: dict[str, list[browser.Seen]] = {name: [] for name in sliders}
    for _ in range(rounds):
        inline += browser.move_inline(book, max(2, moves // 3))
        for name, slider in sliders.items():
            seen[name].append(slider.move(moves))
    slow = late(inline)
    figures = [Figure("slider to pixels, p95, inline Matplotlib", slow, "ms")]
    for name, rows in seen.items():
        p95 = late([one for row in rows for one in row.milliseconds])
        what = f"slider to pixels, p95, {name}"
        figures.append(Figure(what, p95, "ms"))
        figures.append(Figure(f"{what}, of inline", p95 / slow, "x", ALLOWED[name]))
    blank = sum(row.blank for rows in seen.values() for row in rows)
    figures.append(Figure("blank frames while sliders move", blank, "frames", 0))
    what = f"browser memory, {many} moves of each widget"
    figures.append(Figure(what, gained(list(sliders.values()), many), "MB", 2.0))
    book.close()
    return figures


def late(milliseconds: list[float]) -> float:
    """Give the 95th percentile."""
    return float(np.percentile(milliseconds, 95))


def gained(sliders: Sequence[Slider], many: int) -> float:
    """Give the megabytes by which a page's memory grows under many moves.

    Parameters
    ----------
    sliders : sequence of Slider
        All of one page.
    many : int
        Moves of each; a tenth of them are made before, to warm up.

    Returns
    -------
    float
        Below zero where the memory shrinks.
    """
    from autograder.browser.moves import held

    heap = []
    for moves in (max(1, many // 10), many):
        for slider in sliders:
            slider.move_fast(moves)
        heap.append(held(sliders[0].book).heap)
    return (heap[1] - heap[0]) / 1e6
