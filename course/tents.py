"""How a network that was designed by hand is judged: by what it answers."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.judgement import Arguments, Features, Judgement
from course.target import Difference
from course.tree import DICTS
from course.words import what

SHAPES: dict[str, dict[int, tuple[int, ...]]] = {
    "W": {1: (2, 1), 2: (1, 2)},
    "b": {1: (2,), 2: (1,)},
}
# The answers are sums of a few products; 1e-9 of their size leaves room for both.
NEAR = 1e-9


def _places(named: Arguments) -> dict[str, tuple[float, float]]:
    """Give for each place in words where it is and how high the tent is there."""
    left, peak, right = (float(named[name]) for name in ("left", "peak", "right"))
    rise, fall = peak - left, right - peak
    return {
        "far left": (left - 10.0 * rise, 0.0),
        "left": (left, 0.0),
        "between left and peak": (left + 0.5 * rise, 0.5),
        "peak": (peak, 1.0),
        "between peak and right": (peak + 0.5 * fall, 0.5),
        "right": (right, 0.0),
        "far right": (right + 10.0 * fall, -10.0),
    }


def _describe(got: Any, named: Arguments, after: Arguments) -> Features | Difference:
    if type(got) not in (tuple, list) or len(got) != 2:
        return Difference("type", f"is {what(got)}, wanted the two dicts W and b.")
    for name, layers in zip("Wb", got, strict=True):
        if not any(type(layers) is kind for kind in DICTS):
            words = f"has {what(layers)} for {name}, wanted a dict of layers."
            return Difference("type", words)
        if set(layers) != {1, 2}:
            words = f"has {name} keyed {sorted(layers, key=str)}, wanted [1, 2]."
            return Difference("keys", words)
        for l, array in layers.items():
            if type(array) is not np.ndarray or array.dtype.kind not in "iuf":
                words = (
                    f"has {what(array)} for {name}[{l}], wanted an array of numbers."
                )
                return Difference("type", words)
            if array.shape != SHAPES[name][l]:
                words = f"has {name}[{l}] of shape {array.shape}"
                return Difference("shape", f"{words}, wanted {SHAPES[name][l]}.")
    W, b = ({l: np.asarray(layers[l], dtype=float) for l in (1, 2)} for layers in got)
    x = np.array([[place] for place, _ in _places(named).values()])
    heights = np.maximum(x @ W[1].T + b[1], 0.0) @ W[2].T + b[2]
    return dict(zip(_places(named), map(float, heights[:, 0]), strict=True))


def _fault(features: Features, named: Arguments) -> Difference | None:
    for words, (place, wanted) in _places(named).items():
        z = features[words]
        if not abs(z - wanted) <= NEAR * (1.0 + abs(wanted) + abs(place)):
            told = f"gives z = {z:.4g} at x = {place:.4g} ({words}), wanted {wanted:g}."
            return Difference("height", told)
    return None


TENT = Judgement(_describe, _fault)
