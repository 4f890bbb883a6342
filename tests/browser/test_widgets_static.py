"""The widgets in a page that was exported from a notebook: no kernel, no network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser, Page

from autograder.browser.gallery import GALLERY, RIGHT
from autograder.browser.lab import PATIENCE

NAMES = list(GALLERY)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    calls = [show.call for show in GALLERY.values()]
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in (RIGHT, *calls)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    nbformat.write(book, folder / "book.ipynb")
    command = [sys.executable, "-m", "course.widgets.page", "book.ipynb"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
    assert done.stdout.decode() == "book.html\n"
    return folder / "book.html"


@pytest.fixture(scope="module")
def exported(browser: Browser, export: Path) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1100, "height": 900}, offline=True, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
    page.goto(export.as_uri(), wait_until="domcontentloaded")
    yield page
    assert [
        one for one in failures if "require" not in one and "MathJax" not in one
    ] == []
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_widget_moves_without_a_kernel(exported: Page, name: str) -> None:
    show, index = GALLERY[name], NAMES.index(name)
    frame = exported.locator("iframe").nth(index)
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    slider = inside.get_by_label(show.slider, exact=True)
    slider.focus()
    said: dict[str, str] = {}
    for key in ("Home", "End"):
        exported.keyboard.press(key)
        inside.locator(".bp[data-rest=true]").wait_for()
        said[key] = inside.locator(".bp-status").inner_text()
    assert show.home in said["Home"]
    assert show.end in said["End"]
    fits = inside.locator("body").evaluate(
        "() => document.documentElement.scrollHeight <= window.innerHeight + 1"
    )
    assert fits, "the frame is too low for what it holds"


def test_what_needs_the_kernel_is_said_and_switched_off(exported: Page) -> None:
    inside = exported.locator("iframe").nth(NAMES.index("race")).content_frame
    assert "Without a kernel" in inside.locator(".bp-note").inner_text()
    assert inside.get_by_label("Momentum μ", exact=True).is_disabled()
    assert inside.get_by_label("Learning rate η", exact=True).is_enabled()


def test_every_frame_has_a_title(exported: Page) -> None:
    frames: list[Any] = exported.locator("iframe").all()
    assert len(frames) == len(NAMES)
    assert all(frame.get_attribute("title") for frame in frames)


# Every place of the slider, frame by frame, until it stands at its end.
FILM = """async (slider) => {
  const seen = new Set([slider.value]);
  while (slider.value !== slider.max) {
    await new Promise(requestAnimationFrame);
    seen.add(slider.value);
  }
  return [...seen];
}"""


def test_who_asked_for_less_motion_gets_a_few_still_pictures(exported: Page) -> None:
    inside = exported.locator("iframe").nth(NAMES.index("race")).content_frame
    step = inside.get_by_label("Step", exact=True)
    step.focus()
    exported.keyboard.press("Home")
    inside.get_by_role("button", name="Play").click()
    seen = step.evaluate(FILM)
    assert {seen[0], seen[-1]} == {"0", "100"}
    assert len(seen) <= 10
