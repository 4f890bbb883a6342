"""A widget's life in a notebook: scrolled away, reloaded, shown twice, recoloured."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError

from autograder.browser.gallery import GALLERY, RIGHT
from autograder.browser.lab import PATIENCE, Notebook
from autograder.browser.widget import bring_into_view
from tests.browser.gallery import CALLS, NAMES
from tests.test_widgets_style import THEMES

# As many cells as a chapter has: JupyterLab puts those below into the page later.
CELLS = ["1"] * 60
SOON = 40_000  # ms until a widget is there that comes at all

# Of each picture: how many pixels have a colour of the theme. Where a colour is not
# known when a line is drawn, the canvas draws it black.
_COLOURED = """(canvas, palette) => {
  const { data } = canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height);
  let found = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 200 && palette.some((colour) =>
      colour.every((part, k) => Math.abs(part - data[i + k]) < 9))) found += 1;
  }
  return found;
}"""
IN_TABLES = [[213, 112, 0], [0, 114, 178]]  # the fullest cells, in both themes
_GROUND = "(box) => getComputedStyle(box).backgroundColor"


def rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def assert_coloured(book: Notebook, theme: str, names: list[str] = NAMES) -> None:
    """Scroll to each widget; its ground and its pictures have the theme's colours."""
    colours = THEMES[theme]
    palette = [rgb(colours[name]) for name in ("ink", "soft", "blue", "vermillion")]
    palette += IN_TABLES
    for index, name in enumerate(names):
        seen = book.widget(index)
        seen.sentence()
        red, green, blue = rgb(colours["paper"])
        assert seen.box.evaluate(_GROUND) == f"rgb({red}, {green}, {blue})", name
        for canvas in seen.box.locator("canvas").all():
            assert canvas.evaluate(_COLOURED, palette) > 100, name


def assert_coloured_when_loaded_again(book: Notebook, theme: str) -> None:
    """Load the page anew and look again.

    ipywidgets gives the kernel four seconds to tell what its widgets hold. On a machine
    that was three times too busy one of sixteen stayed asleep, and said so; then a
    reader loads the page once more.
    """
    for tries_left in (2, 1, 0):
        book.reload()
        book.page.set_default_timeout(SOON)
        try:
            return assert_coloured(book, theme)
        except TimeoutError:
            if not tries_left:
                raise
        finally:
            book.page.set_default_timeout(PATIENCE)
    return None


@pytest.fixture(scope="module")
def long(lab: Any) -> Iterator[Notebook]:
    """Give a notebook of many cells that was run once, and is saved."""
    book = lab.open(RIGHT, *CELLS, *CALLS, *CELLS)
    book.wait_until_whole()
    book.save()
    yield book
    book.close()


@pytest.mark.parametrize("theme", THEMES)
def test_no_picture_loses_its_colours(long: Any, theme: str) -> None:
    try:
        long.theme(theme)
        assert_coloured(long, theme)
        long.scroll_to(0)
        assert_coloured(long, theme)
        assert_coloured_when_loaded_again(long, theme)
    finally:
        long.theme("light")


def test_the_widgets_live_in_notebook_7_too(lab: Any, long: Any) -> None:
    book = lab.visit(copy_of(long.path).name, app="notebooks")
    book.run_all()
    assert_coloured(book, "light")
    book.save()
    assert_coloured_when_loaded_again(book, "light")
    for name in ("one neuron", "learning rate"):
        show, seen = GALLERY[name], book.widget(NAMES.index(name))
        assert show.end in seen.press(show.slider, "End")
    assert book.errors() == []
    book.close()


def test_a_second_view_of_an_output_has_colours_and_moves(lab: Any) -> None:
    show = GALLERY["learning rate"]
    book = lab.open(RIGHT, show.call)
    book.widget().sentence()
    book.second_view(1)
    assert show.end in book.widget(1).press(show.slider, "End")
    assert show.end in book.widget(0).sentence()
    assert_coloured(book, "light", ["learning rate"] * 2)
    book.close()


def test_a_notebook_that_is_opened_again_shows_its_pictures(
    lab: Any, long: Any
) -> None:
    assert long.page.locator(".bp-asleep:visible").count() == 0
    path = copy_of(long.path)  # its kernel knows none of the widgets
    again = lab.visit(path.name)
    for index, show in enumerate(GALLERY.values()):
        asleep = again.page.locator(".bp-asleep").nth(index)
        asleep.wait_for()
        bring_into_view(asleep)
        assert "Run this cell again" in asleep.inner_text()
        inside = asleep.locator("iframe").content_frame
        inside.get_by_label(show.slider, exact=True).focus()
        again.page.keyboard.press("End")
        inside.locator(".bp-status", has_text=show.end).wait_for()
    unknown = again.page.get_by_text("model not found")
    assert unknown.locator("visible=true").count() == 0
    again.run_cell(0)
    again.run_cell(1 + len(CELLS) + NAMES.index("learning rate"))
    show = GALLERY["learning rate"]
    assert show.end in again.widget().press(show.slider, "End")
    asleep = again.page.locator(".bp-asleep").nth(NAMES.index("learning rate"))
    assert not asleep.is_visible()
    again.close()
    assert path.stat().st_size < 4e6


def copy_of(path: Path) -> Path:
    """Copy a notebook beside itself, each time under another name."""
    made = len(list(path.parent.glob(f"{path.stem}-*.ipynb")))
    return Path(shutil.copy(path, path.with_name(f"{path.stem}-{made}.ipynb")))


def test_what_is_slow_comes_while_nothing_else_happens(lab: Any) -> None:
    slow = (
        "import time\ndef gradient_step(theta, grad, eta):\n"
        "    time.sleep(0.005)\n    return theta - eta * grad"
    )
    book = lab.open(RIGHT, slow, "widgets.learning_rate(gradient_step)", "6 * 7")
    book.page.get_by_text("42", exact=True).wait_for()
    seen = book.widget()
    seen.press("Learning rate η", "End")
    seen.box.get_by_text("Diverges: η = 0.5").first.wait_for()
    seen.press("Batch size", "Home")
    seen.box.get_by_text("Diverges with batches of 1: η = 0.5").first.wait_for()
    book.close()
