"""Move a slider many times inside a page, and watch every frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.browser.lab import Notebook

# One move a time: set the range input, then look in every frame for other pixels.
_WIDGET = """async ([index, label, moves]) => {
  const box = [...document.querySelectorAll(".bp")][index];
  const slider = [...box.querySelectorAll("input")].find((input) =>
    input.labels[0].textContent === label);
  const canvases = [...box.querySelectorAll("canvas")];
  const row = box.querySelector(".bp-row");
  // Small copies: to read every pixel in every frame would be most of the time.
  const often = { willReadFrequently: true };
  const small = new OffscreenCanvas(128, 128).getContext("2d", often);
  let blank = 0;
  const pixels = () => canvases.map((canvas) => {
    small.clearRect(0, 0, 128, 128);
    small.drawImage(canvas, 0, 0, 128, 128);
    const { buffer } = small.getImageData(0, 0, 128, 128).data;
    const sum = new Uint32Array(buffer).reduce((all, one) => (31 * all + one) | 0, 0);
    if (!sum) blank += 1;
    return sum;
  }).join();
  const times = [];
  const heights = new Set();
  const set = () => slider.dispatchEvent(new Event("input", { bubbles: true }));
  slider.value = slider.min;
  set();
  await new Promise((done) => setTimeout(done, 600));
  for (let move = 0; move < moves; move += 1) {
    const before = pixels();
    const start = performance.now();
    if (slider.value === slider.max) slider.value = slider.min;
    else slider.stepUp(Math.max(1, Math.floor((slider.max - slider.min)
      / (slider.step || 1) / moves)));
    set();
    while (pixels() === before && performance.now() - start < 3000) {
      await new Promise(requestAnimationFrame);
    }
    times.push(performance.now() - start);
    heights.add(row.offsetHeight);
  }
  return [times, blank, heights.size];
}"""

# Stock ipywidgets: the handle takes keys, the picture is a new image.
_INLINE = """async (moves) => {
  const view = () => document.querySelector(".widget-interact img")?.src;
  const handle = document.querySelector(".widget-interact .noUi-handle");
  const times = [];
  for (let move = 0; move < moves; move += 1) {
    const before = view();
    const start = performance.now();
    handle.dispatchEvent(new KeyboardEvent("keydown",
      { key: "ArrowRight", bubbles: true, cancelable: true }));
    while (view() === before && performance.now() - start < 5000) {
      await new Promise(requestAnimationFrame);
    }
    times.push(performance.now() - start);
  }
  return times;
}"""

_FAST = """async ([index, label, moves]) => {
  const box = [...document.querySelectorAll(".bp")][index];
  const slider = [...box.querySelectorAll("input")].find((input) =>
    input.labels[0].textContent === label);
  for (let move = 0; move < moves; move += 1) {
    slider.value = Number(slider.min) + (move % (slider.max - slider.min + 1));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    if (move % 2) await new Promise(requestAnimationFrame);
  }
}"""

# The picture of the learning rate, the way in which a notebook draws it.
INLINE = """
import ipywidgets, matplotlib.pyplot as plt
%matplotlib inline
grid = np.linspace(-3, 3, 65)
U, V = np.meshgrid(grid, grid)

def draw(eta):
    path = [np.array([-2.6, 1.9])]
    for _ in range(100):
        path.append(gradient_step(path[-1], path[-1] * np.array([1.0, 8.0]), eta))
    path = np.array(path)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    left.contourf(U, V, U**2 + 8 * V**2, 12)
    left.plot(*path.T, "o-")
    right.semilogy((path**2 * np.array([1.0, 8.0])).sum(axis=1) + 1e-12)
    plt.show()

ipywidgets.interact(draw, eta=ipywidgets.FloatSlider(0.05, min=0, max=0.24, step=0.001))
"""


@dataclass(frozen=True)
class Seen:
    """What a reader saw while a slider moved.

    Parameters
    ----------
    milliseconds : list of float
        From each move to other pixels.
    blank : int
        Frames in which a picture was empty.
    heights : int
        How many heights the row of pictures had.
    """

    milliseconds: list[float]
    blank: int
    heights: int


@dataclass(frozen=True)
class Slider:
    """A slider of a widget, to be moved many times.

    Parameters
    ----------
    book : Notebook
        Where the widget is.
    index : int
        Which widget of the notebook.
    label : str
        The slider's name.
    """

    book: Notebook
    index: int
    label: str

    def move(self, moves: int) -> Seen:
        """Go up from the lower end, each move when the one before is seen."""
        return Seen(*self._run(_WIDGET, moves))

    def move_fast(self, moves: int) -> None:
        """Move as fast as the page takes it, two moves a frame."""
        self._run(_FAST, moves)

    def _run(self, script: str, moves: int) -> Any:
        return self.book.page.evaluate(script, [self.index, self.label, moves])


def move_inline(book: Notebook, moves: int) -> list[float]:
    """Move the slider of `INLINE`; give the milliseconds to each new image.

    Parameters
    ----------
    book : Notebook
        Where `INLINE` was run.
    moves : int
        How often.

    Returns
    -------
    list of float
        One number a move.
    """
    book.page.locator(".widget-interact img").wait_for()
    milliseconds: list[float] = book.page.evaluate(_INLINE, moves)
    return milliseconds


@dataclass(frozen=True)
class Held:
    """What a page holds after its garbage is collected.

    Parameters
    ----------
    heap : float
        Bytes of JavaScript.
    nodes, listeners : int
        Elements of the page, and functions that wait for events.
    """

    heap: float
    nodes: int
    listeners: int


def held(book: Notebook) -> Held:
    """Collect the page's garbage and say what it holds.

    Parameters
    ----------
    book : Notebook
        Its page is at rest, or comes to rest within half a second.

    Returns
    -------
    Held
        To be compared with an earlier one.
    """
    book.page.wait_for_timeout(500)  # the sentence, and what the kernel still sends
    session = book.page.context.new_cdp_session(book.page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    listed = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    found = {one["name"]: one["value"] for one in listed}
    return Held(
        found["JSHeapUsedSize"], int(found["Nodes"]), int(found["JSEventListeners"])
    )
