"""The figures of the widgets: each is measured, none is judged by a clock."""

from __future__ import annotations

import io
import math
from typing import Any

import numpy as np
from PIL import Image

from autograder.bench.widgets import ALLOWED, measure


def test_a_short_run_gives_every_figure(lab: Any) -> None:
    figures = {one.name: one for one in measure(lab, rounds=1, moves=4, many=20)}
    for name in ALLOWED:
        ratio = figures[f"slider to pixels, p95, {name}, of inline"]
        assert ratio.target == ALLOWED[name]
        assert 0 < ratio.value < math.inf
    assert figures["blank frames while sliders move"].value == 0
    assert "browser memory, 20 moves of each widget" in figures


PLOT = (
    "from course.plots import figure, show\n"
    "fig, ax = figure(title='t', xlabel='x', ylabel='y')\n"
    "ax.plot([0, 1])\nshow(fig, alt='A line.')"
)

# The style sheet of the theme comes some time after the theme's name.
WEARS = """([image, theme]) => {
  const ground = getComputedStyle(document.body).getPropertyValue("--jp-layout-color0");
  const dark = image.closest('[data-jp-theme-light="false"]') !== null;
  const white = ["white", "#fff", "#ffffff"].includes(ground.trim());
  return dark === (theme === "dark") && white !== dark;
}"""


def test_a_figure_is_as_dark_as_its_page(lab: Any) -> None:
    book = lab.open(PLOT)
    image = book.page.get_by_alt_text("A line.")
    image.wait_for()
    bright = {}
    for theme in ("light", "dark"):
        book.theme(theme)
        book.page.wait_for_function(WEARS, arg=[image.element_handle(), theme])
        pixels = Image.open(io.BytesIO(image.screenshot())).convert("L")
        bright[theme] = float(np.median(np.asarray(pixels)))
    book.theme("light")
    book.close()
    assert bright["light"] > 240
    assert bright["dark"] < 40
