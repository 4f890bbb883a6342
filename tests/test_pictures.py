"""The pictures of the documentation: all there, small, and true to their colours."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from autograder.browser.gallery import GALLERY
from autograder.browser.pictures import COLOURS, POSES, THEMES, file_of, small

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
SHOWN = re.compile(r'(?:src|srcset)="([^"]+)"|!\[[^\]]*\]\(([^)]+)\)')


def test_every_widget_has_its_pictures_and_the_page_shows_them() -> None:
    assert list(POSES) == list(GALLERY)
    page = (ROOT / "docs" / "widgets.md").read_text()
    for name in GALLERY:
        for theme in THEMES:
            assert (FOLDER / file_of(name, theme)).exists()
            assert f'"pictures/{file_of(name, theme)}"' in page


@pytest.mark.parametrize("file", ["README.md", "docs/widgets.md"])
def test_every_picture_that_is_shown_is_there_and_says_what_it_shows(file: str) -> None:
    path = ROOT / file
    text = path.read_text()
    found = [one or other for one, other in SHOWN.findall(text)]
    assert found
    assert [name for name in found if not (path.parent / name).exists()] == []
    assert re.findall(r"<img(?![^>]*\balt=\"[^\"]{20,})[^>]*>", text) == []


def test_the_pictures_are_small_enough_to_keep() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 2e6


def drawn(pixels: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Give a picture's bytes, and its pixels after it was made small."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "png")
    picture = small(out.getvalue())
    return picture, np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def test_a_picture_of_few_colours_stays_what_it_is() -> None:
    pixels = np.zeros((40, 40, 3), np.uint8)
    pixels[10:, :, 0], pixels[:, 20:, 2] = 200, 90
    assert np.array_equal(drawn(pixels)[1], pixels)


def test_of_many_colours_the_ground_is_kept_and_a_rare_one_not_lost() -> None:
    shades = np.random.default_rng(3).integers(90, 130, (60, 60, 3)).astype(np.uint8)
    pixels = np.full((200, 60, 3), 251, np.uint8)
    pixels[:60] = shades
    pixels[199, 59] = (255, 0, 255)
    picture, after = drawn(pixels)
    assert len(np.unique(after.reshape(-1, 3), axis=0)) <= COLOURS
    assert np.array_equal(after[60:], pixels[60:])
    assert np.abs(after[:60].astype(int) - shades).max() < 25
    assert Image.open(io.BytesIO(picture)).mode == "P"
