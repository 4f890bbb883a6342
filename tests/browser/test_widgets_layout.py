"""Where things stand: on wide pages, on narrow ones, and at twice the size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.browser.gallery import GALLERY
from tests.browser.gallery import NAMES, widget

WIDTHS = {"1280": 1280, "800": 800, "400": 400}
TWICE = "200 %"

# From the top of the first picture to the bottom of its slider, and the room there is.
_TOGETHER = """(box, label) => {
  const slider = [...box.querySelectorAll("input")].find((input) =>
    input.labels[0].textContent === label);
  const top = box.querySelector("canvas").getBoundingClientRect().top;
  const room = box.closest(".jp-WindowedPanel-outer").clientHeight;
  return [slider.getBoundingClientRect().bottom - top, room];
}"""
_BEYOND = """(box) => {
  const end = box.getBoundingClientRect().right;
  return [...box.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > end + 1
      || one.scrollWidth > one.clientWidth + 1 && one.clientWidth
      && one.tagName !== "CANVAS")
    .map((one) => `${one.tagName} ${one.textContent.slice(0, 40)}`);
}"""
# How far the first picture and a slider lie inside what is seen of the notebook.
_INSIDE = """(box, label) => {
  const slider = [...box.querySelectorAll("input")].find((input) =>
    input.labels[0].textContent === label);
  const seen = box.closest(".jp-WindowedPanel-outer").getBoundingClientRect();
  const top = box.querySelector("canvas").getBoundingClientRect().top;
  return [top - seen.top, seen.bottom - slider.getBoundingClientRect().bottom];
}"""
_REACHED = """(box, label) => document.activeElement.labels?.[0]?.textContent === label
  && box.contains(document.activeElement)"""
# The part of the pixels in a rectangle that are neither the ground nor grey.
_COLOURED = """(canvas, [left, top, right, bottom]) => {
  const scale = window.devicePixelRatio;
  const { data } = canvas.getContext("2d").getImageData(left * scale, top * scale,
    (right - left) * scale, (bottom - top) * scale);
  let found = 0;
  for (let i = 0; i < data.length; i += 4) {
    const parts = [data[i], data[i + 1], data[i + 2]];
    if (data[i + 3] > 100 && Math.max(...parts) - Math.min(...parts) > 60) found += 1;
  }
  return found / (data.length / 4);
}"""
# Written down while a picture is painted: each upright text, and where it stands.
_TEXTS = """(box) => {
  const real = CanvasRenderingContext2D.prototype.fillText;
  const texts = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    const { a, b } = this.getTransform();
    if (!b) {
      const { width } = this.measureText(text);
      const left = x - { left: 0, center: width / 2, right: width }[this.textAlign];
      const size = Number(this.font.match(/(\\d+)px/)[1]);
      const top = y - { top: 0, middle: size / 2, bottom: size }[this.textBaseline];
      texts.push([text, left, top, left + width, top + size,
        this.canvas.width / a,
        [...box.querySelectorAll("canvas")].indexOf(this.canvas)]);
    }
    return real.call(this, text, x, y, ...rest);
  };
  const slider = box.querySelector("input");
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  // It was asked for before: the frame in which it is painted comes first.
  return new Promise((done) => requestAnimationFrame(() => {
    CanvasRenderingContext2D.prototype.fillText = real;
    done(texts);
  }));
}"""


@pytest.fixture(scope="module", params=[*WIDTHS, TWICE])
def page(lab: Any, right: Any, request: Any) -> Iterator[Any]:
    """Give one notebook, which is run once, in each size."""
    if request.param != TWICE:
        size = {"width": WIDTHS[request.param], "height": 900}
        before = right.page.viewport_size
        right.page.set_viewport_size(size)
        yield right
        right.page.set_viewport_size(before)
        return
    right.save()
    sharp = lab.visit(right.path.name, size=(640, 450), sharpness=2.0)
    yield sharp
    sharp.page.close()  # the kernel goes on


def test_a_picture_and_its_slider_are_seen_together(page: Any) -> None:
    for name in NAMES:
        seen = widget(page, name)
        seen.wait_for_rest()
        needed, room = seen.box.evaluate(_TOGETHER, GALLERY[name].slider)
        assert 0 < needed < room, name


def test_the_key_that_reaches_a_slider_brings_its_picture_into_view(page: Any) -> None:
    for name in ("one neuron", "step size", "depth"):
        seen, label = widget(page, name), GALLERY[name].slider
        seen.wait_for_rest()
        seen.box.evaluate("(box) => { box.tabIndex = -1; box.focus(); }")
        for _ in range(7):
            page.page.keyboard.press("Tab")
            if seen.box.evaluate(_REACHED, label):
                break
        page.page.wait_for_function("() => new Promise(requestAnimationFrame)")
        above, below = seen.box.evaluate(_INSIDE, label)
        assert above > -2, name
        assert below > -2, name


def test_nothing_reaches_out_of_its_widget(page: Any) -> None:
    for name in NAMES:
        seen = widget(page, name)
        seen.wait_for_rest()
        assert seen.box.evaluate(_BEYOND) == [], name


def test_no_label_is_cut_off_or_written_over_another(page: Any) -> None:
    for name in NAMES:
        seen = widget(page, name)
        if name in ("forward", "backward"):
            seen.press("Step", "End")  # where most is written
        seen.wait_for_rest()
        texts = seen.box.evaluate(_TEXTS)
        assert texts, name
        for n, (text, left, top, right, bottom, width, canvas) in enumerate(texts):
            assert left >= -1, f"{name}: {text!r} is cut off"
            assert right <= width + 1, f"{name}: {text!r} is cut off"
            for other, *where, _, there in texts[:n]:
                apart = (
                    there != canvas
                    or right - 1 < where[0]
                    or where[2] - 1 < left
                    or bottom - 2 < where[1]
                    or where[3] - 2 < top
                )
                assert apart, f"{name}: {text!r} is written over {other!r}"


def test_a_mark_on_the_edge_is_drawn_whole(right: Any) -> None:
    for name in ("surface", "momentum", "slopes", "step size"):
        seen = widget(right, name)
        seen.press(GALLERY[name].slider, "End")
        canvas = seen.box.locator("canvas").first
        size = canvas.evaluate("(one) => [one.clientWidth, one.clientHeight]")
        beyond = [size[0] - 11, 0, size[0] - 8, size[1] - 40]
        if name == "surface":  # the plot is a square, narrower than its canvas
            edge = 56 + min(size[0] - 56 - 14, size[1] - 8 - 36)
            beyond[0], beyond[2] = edge + 3, edge + 6
        assert canvas.evaluate(_COLOURED, beyond) > 0, name


def test_a_legend_can_be_read_over_what_passes_below_it(right: Any) -> None:
    seen = widget(right, "momentum")
    seen.press("ηh", "End")  # the path goes up and down at every step
    rows = [
        one[1:5]
        for one in seen.box.evaluate(_TEXTS)
        if one[0] in ("your momentum_step", "as it should be")
    ]
    assert len(rows) == 2
    between = [rows[0][0], rows[0][3] + 1, rows[0][2], rows[1][1] - 1]
    beside = [rows[0][0] - 150, between[1], rows[0][0] - 50, between[3]]
    canvas = seen.box.locator("canvas").nth(1)
    assert canvas.evaluate(_COLOURED, beside) > 0.1
    assert canvas.evaluate(_COLOURED, between) < 0.01


def test_a_number_at_an_axis_leaves_room_for_its_name(wrong: Any) -> None:
    seen = widget(wrong, "digits")  # uphill, to a loss of a hundred thousand
    seen.put("Step", "6")
    ticks = [
        (text, left)
        for text, left, *_, canvas in seen.box.evaluate(_TEXTS)
        if canvas == 0 and text[-1].isdigit()
    ]
    assert any("e5" in text for text, _ in ticks)
    assert min(left for _, left in ticks) > 17


def test_a_path_crosses_contours_at_right_angles(page: Any) -> None:
    """Equal units on both axes; the widest map has to keep them too."""
    for name in ("surface", "learning rate", "race"):
        seen = widget(page, name)
        seen.wait_for_rest()
        texts = seen.box.evaluate(_TEXTS)
        ticks = [
            (float(text.replace("−", "-")), (left + right) / 2, (top + bottom) / 2)
            for text, left, top, right, bottom, _, canvas in texts
            if canvas == 0 and text.strip("−.0123456789") == ""
        ]
        low = max(y for _, _, y in ticks)
        across = [(v, x) for v, x, y in ticks if y > low - 2]
        up = [(v, y) for v, _, y in ticks if y < low - 2]
        units = [
            abs((at[-1][1] - at[0][1]) / (at[-1][0] - at[0][0])) for at in (across, up)
        ]
        assert units[0] == pytest.approx(units[1], rel=0.02), name


def test_a_widget_has_one_live_region(right: Any) -> None:
    live = "output, [role=status], [role=alert], [role=log], [aria-live]"
    for name in NAMES:
        assert widget(right, name).box.locator(live).count() == 1, name


def test_the_race_begins_with_few_controls(right: Any) -> None:
    right.second_view(1 + NAMES.index("race"))  # as it begins, whatever was unfolded
    seen = right.widget(len(NAMES))
    controls = seen.box.locator("input:visible, select:visible, button:visible")
    assert controls.count() <= 7
    seen.box.locator("summary").click()
    assert seen.box.get_by_label("Momentum μ", exact=True).is_visible()
    right.close_view()
