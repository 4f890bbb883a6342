"""The command that makes the pictures of ``docs/pictures``: ``make pictures``."""

from __future__ import annotations

import io
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from autograder.browser.gallery import GALLERY, RIGHT
from autograder.browser.lab import Lab, NoBrowser, chromium, running
from autograder.cases import draw_cases
from autograder.checks import CHAPTERS
from autograder.classroom import find_root
from course.codec import write_npz

IntArray = NDArray[np.int64]
THEMES = ("light", "dark")
SIZE = (1000, 1000)
SHARPNESS = 1.5  # of a screen whose pixels are smaller than CSS's
COLOURS = 256  # a third of the bytes

# How a widget stands in its picture: names of controls, and where they are put.
POSES: dict[str, dict[str, str]] = {
    "one neuron": {},
    "forward": {"Step": "3"},
    "slopes": {},
    "surface": {"Weight w": "-1", "Bias b": "2"},
    "backward": {"Step": "4", "Weight": "w¹₂₁, from 1 to 2"},
    "step size": {"Step h": "56"},
    "learning rate": {"Learning rate η": "103"},
    "digits": {"Learning rate η": "11", "Step": "19"},
    "momentum": {},
    "race": {"Landscape": "two minima", "Learning rate η": "27"},
    "depth": {"Scale (1 is Xavier’s)": "20", "Clip": "at length 1"},
    "graph": {"Step": "7"},
    "kernel": {"Weight at row 1, column 1": "2"},
    "recurrence": {"Spectral radius ρ": "24", "Inputs": "small", "Clip": "at length 1"},
    "attention": {},
    "reader": {"Noise ε of your fgsm": "3"},
}
MISTAKE = '''\
def weight_gradient(delta: Array, A_prev: Array) -> Array:
    """Collect the slope of the cost with respect to each weight (BP4)."""
    return A_prev.T @ delta'''
CHECK = ("from course import Array, check", MISTAKE, 'check("weight_gradient")')


def file_of(name: str, theme: str) -> str:
    """Name the file of a widget's picture.

    Parameters
    ----------
    name : str
        Of the gallery.
    theme : str
        From `THEMES`.

    Returns
    -------
    str
        Without its folder.
    """
    return f"{name.replace(' ', '_')}_{theme}.png"


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(GALLERY)))
def main(names: tuple[str, ...]) -> None:
    """Photograph widgets, light and dark, in a real JupyterLab.

    Without NAMES it is every widget, and a check.
    """
    folder = find_root() / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="pictures-") as temporary,
            chromium() as browser,
            running(Path(temporary) / "lab", browser) as lab,
        ):
            for name, picture in photographs(lab, names):
                (folder / name).write_bytes(small(picture))
                click.echo(f"{name}  {(folder / name).stat().st_size // 1024} kB")
    except NoBrowser as why:
        raise click.ClickException(str(why)) from None


def photographs(lab: Lab, names: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Take pictures.

    Parameters
    ----------
    lab : Lab
        A running JupyterLab.
    names : sequence of str
        Widgets of the gallery; if there are none, all of them and a check.

    Yields
    ------
    name : str
        Name of the file.
    picture : bytes
        The picture, as PNG.
    """
    widgets = names or list(GALLERY)
    calls = [GALLERY[name].call for name in widgets]
    book = lab.open(RIGHT, *calls, size=SIZE, sharpness=SHARPNESS)
    for index, name in enumerate(widgets):
        for label, value in POSES[name].items():
            book.widget(index).put(label, value)
    for theme in THEMES:
        book.theme(theme)
        for index, name in enumerate(widgets):
            yield file_of(name, theme), book.widget(index).photograph(theme)
    book.close()
    if not names:
        yield "check.png", of_a_check(lab)


def of_a_check(lab: Lab) -> bytes:
    """Photograph what the check says of a transposed gradient."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write_npz(lab.root / "cases.npz", draw_cases(CHAPTERS["04"]))
    book = lab.open(*CHECK, size=SIZE, sharpness=SHARPNESS)
    book.theme("light")
    book.run_cell(0)  # so that the cells of the picture are not the chosen one
    cells = book.page.locator(".jp-CodeCell")
    cells.nth(2).locator(".jp-OutputArea-output").last.wait_for()
    book.page.wait_for_timeout(500)
    first, last = cells.nth(1).bounding_box(), cells.nth(2).bounding_box()
    assert first is not None
    assert last is not None
    height = last["y"] + last["height"] - first["y"]
    x, y, width = first["x"], first["y"], first["width"]
    picture = book.page.screenshot(
        clip={"x": x, "y": y, "width": width, "height": height}
    )
    book.close()
    return picture


def small(picture: bytes) -> bytes:
    """Write a picture again with a palette, in a third of the bytes.

    Parameters
    ----------
    picture : bytes
        A PNG of true colours.

    Returns
    -------
    bytes
        A PNG of at most `COLOURS` colours.
    """
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
    found, where, counts = np.unique(
        pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    chosen, nearest = palette(found.astype(np.int64), counts)
    places = nearest[where.reshape(pixels.shape[:2])].astype(np.uint8)
    image = Image.fromarray(places)
    image.putpalette(found[chosen].tobytes())
    out = io.BytesIO()
    image.save(out, "png", optimize=True)
    return out.getvalue()


def palette(found: IntArray, counts: IntArray) -> tuple[list[int], IntArray]:
    """Choose colours: the commonest, then each time the one furthest from all chosen.

    The grounds stay exactly what they are, and no thin line loses its colour.

    Parameters
    ----------
    found : ndarray, shape (n, 3)
        Every colour of a picture.
    counts : ndarray, shape (n,)
        How many pixels have it.

    Returns
    -------
    chosen : list of int
        Rows of `found`.
    nearest : ndarray, shape (n,)
        For each colour the place in `chosen` of the one that stands for it.
    """
    nearest = np.zeros(len(found), dtype=np.int64)
    apart = np.full(len(found), np.iinfo(np.int64).max)
    chosen: list[int] = []
    order = np.argsort(-counts, kind="stable")[: COLOURS // 2].tolist()
    while len(chosen) < COLOURS and apart.max() > 0:
        index = order.pop(0) if order else int(np.argmax(apart))
        distance = ((found - found[index]) ** 2).sum(axis=1)
        nearest[distance < apart] = len(chosen)
        apart = np.minimum(apart, distance)
        chosen.append(index)
    return chosen, nearest


if __name__ == "__main__":
    main()
