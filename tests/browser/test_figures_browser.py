"""The figures of the widgets: each is measured, none is judged by a clock."""

from __future__ import annotations

import math
from typing import Any

from autograder.bench.widgets import ALLOWED, measure


def test_a_short_run_gives_every_figure(lab: Any) -> None:
    figures = {one.name: one for one in measure(lab, rounds=1, moves=4, many=20)}
    for name in ALLOWED:
        ratio = figures[f"slider to pixels, p95, {name}, of inline"]
        assert ratio.target == ALLOWED[name]
        assert 0 < ratio.value < math.inf
    assert figures["blank frames while sliders move"].value == 0
    assert "browser memory, 20 moves of each widget" in figures
