"""The widgets' colours: every text can be read in a light and in a dark theme."""

import itertools
import re

import numpy as np
import pytest

from course.widgets.engine import STATIC

SCRIPT = (STATIC / "theme.js").read_text()
TEXTS = ("ink", "soft", "blue", "orange", "green", "vermillion", "purple")
ON_FILL = ("ink", "soft", "vermillion")


def colours(name: str) -> dict[str, str]:
    """Read the colours of a theme."""
    table = SCRIPT[SCRIPT.index(f"const {name} = ") :].split("}")[0]
    return dict(re.findall(r"(\w+): \"(#\w{6})\"", table))


THEMES = {"light": colours("LIGHT"), "dark": colours("DARK")}


def luminance(colour: str) -> float:
    """Say how bright a colour is, as WCAG 2 does."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Compare two colours: from 1, the same, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground, texts", [("paper", TEXTS), ("fill", ON_FILL)])
@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read(theme: str, ground: str, texts: tuple[str]) -> None:
    found = THEMES[theme]
    seen = {name: contrast(found[name], found[ground]) for name in texts}
    assert {name: value for name, value in seen.items() if value < 4.5} == {}


# Machado, Oliveira and Fernandes (2009), the full loss of one kind of cone; rows give
# linear red, green and blue.
VISION = {
    "all three cones": np.eye(3),
    "no red cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)


def lab(colour: str, vision: np.ndarray) -> np.ndarray:
    """Place a colour in CIE Lab, where equal distances look about equal."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ (vision @ linear).clip(0, 1) / (0.9505, 1.0, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_lines_of_the_race_look_alike(theme: str, vision: str) -> None:
    names = ("first", "second", "third", "fourth", "fifth")
    seen = {name: lab(THEMES[theme][name], VISION[vision]) for name in names}
    apart = {
        pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]]))
        for pair in itertools.combinations(names, 2)
    }
    assert {pair: d for pair, d in apart.items() if d < 25} == {}
