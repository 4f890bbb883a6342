"""The widgets' colours: every text can be read in a light and in a dark theme."""

import re

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
