"""What only one widget has: edges to click, points to drag, bugs to plant, races."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from autograder.browser.gallery import GALLERY, RIGHT
from course.widgets import loss_surface
from course.widgets.surface import SIDE
from solutions.losses import binary_cross_entropy, mse
from solutions.neuron import sigmoid
from tests.browser.gallery import widget


def test_arrows_step_and_space_plays_but_nothing_plays_by_itself(right: Any) -> None:
    names = ("forward", "backward")
    for name in names:
        assert "Step 0" in widget(right, name).press("Step", "Home")
    right.page.wait_for_timeout(2500)  # longer than a step of either
    for name in names:
        seen = widget(right, name)
        assert "Step 0" in seen.sentence(), "it played by itself"
        seen.box.locator("figure").first.focus()
        seen.page.keyboard.press("ArrowRight")
        seen.page.keyboard.press("ArrowRight")
        seen.page.keyboard.press("ArrowLeft")
        assert "Step 1" in seen.sentence()
        seen.page.keyboard.press("Space")
        assert seen.control("Pause").is_visible()
        seen.box.evaluate(STOP_AT, "3")
        assert seen.control("Play").is_visible()
        assert "Step 3" in seen.sentence(), "it did not stop"


# Space in the very frame in which that step is reached: outside it might be too late.
STOP_AT = """async (box, step) => {
  const slider = box.querySelector(".bp-player input");
  while (slider.value !== step) await new Promise(requestAnimationFrame);
  const space = { key: " ", bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", space));
}"""


def test_the_steps_end_where_a_program_ends(right: Any) -> None:
    seen = widget(right, "graph")
    slider = seen.control("Step")
    for name, last in (("x · exp(x)", "5"), ("relu(w · x) + exp(x)", "9")):
        assert "Step 7 of 7" in seen.press("Step", "End")
        seen.put("Program", name)
        assert slider.get_attribute("max") == last
        assert f"of {last}" in slider.get_attribute("aria-valuetext")
        assert f"Step {last} of {last}" in seen.press("Step", "End")
        seen.put("Program", "(x²)² + x²")


def test_a_click_on_an_edge_shows_its_product(right: Any) -> None:
    seen = widget(right, "backward")
    seen.press("Step", "End")
    canvas = seen.box.locator("canvas").first
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] * 0.75, "y": 92})
    seen.sentence()
    panel = seen.box.locator(".bp-panel").inner_text()
    assert re.search(r"∂C/∂w².. = a¹. · δ². = .+ = −?0\.\d{4}", panel)
    assert "By differences of the cost" in panel


@pytest.mark.parametrize(
    "name", ["slopes", "surface", "momentum", "race", "kernel", "attention"]
)
def test_a_drag_on_the_picture_moves_the_point(right: Any, name: str) -> None:
    seen = widget(right, name)
    label = {
        "slopes": "Prediction a", "surface": "Bias b", "momentum": "Momentum μ",
        "race": "Start θ₂", "kernel": "Row", "attention": "Token",
    }[name]  # fmt: skip
    canvas = seen.box.locator("canvas").nth(1 if name == "kernel" else 0)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page, texts = seen.page, []
    for part in (0.3, 0.6):
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
        page.mouse.down()
        page.mouse.move(
            box["x"] + box["width"] * part, box["y"] + box["height"] * part, steps=4
        )
        page.mouse.up()
        seen.sentence()
        texts.append(seen.control(label).get_attribute("aria-valuetext"))
    assert texts[0] != texts[1]


def test_the_slope_at_the_edge_of_the_map_is_that_of_its_last_cell(right: Any) -> None:
    widgets = loss_surface(mse, binary_cross_entropy, sigmoid)
    start, shape = widgets.index["mean squared error"]
    field = np.frombuffer(widgets.data, "<f4")[start : start + shape[0] * shape[1]]
    field, cell = field.reshape(shape), SIDE[1] - SIDE[0]
    row = int(np.argmin(np.abs(SIDE - 2.0)))
    across = (field[row, -1] - field[row, -2]) / cell
    up = (field[row + 1, -1] - field[row - 1, -1]) / (2.0 * cell)
    seen = widget(right, "surface")
    seen.put("Bias b", "2")
    said = seen.put("Weight w", "8")
    slope = float(re.search(r"slope is (?:only )?([0-9.]+\d)", said)[1])
    assert slope == pytest.approx(float(np.hypot(across, up)), rel=0.03)


def test_each_landscape_is_raced_by_the_kernel(right: Any) -> None:
    seen = widget(right, "race")
    pictures = set()
    for land in ("saddle", "two minima", "ravine"):
        seen.put("Landscape", land)
        pictures.add(seen.picture(0))
    assert len(pictures) == 3
    seen.press("Learning rate η", "Home", *["PageUp"] * 4)
    calm = seen.picture(1)
    seen.press("Momentum μ", "Home")
    assert seen.picture(1) != calm


def test_a_weight_is_chosen_by_keyboard_too(right: Any) -> None:
    seen = widget(right, "backward")
    seen.press("Step", "End")
    seen.put("Weight", "")
    panel = seen.box.locator(".bp-panel")
    assert "Click an edge, or choose a weight" in panel.inner_text()
    before = seen.picture()
    seen.press("Weight", "ArrowDown")
    assert re.search(r"∂C/∂w²₁₁ = a¹₁ · δ²₁ = .+ = −?0\.\d{4}", panel.inner_text())
    assert seen.picture() != before


def test_no_step_hides_a_planted_bug(right: Any) -> None:
    seen = widget(right, "step size")
    seen.put("Step h", "40")
    honest = seen.picture()
    said = seen.press("Plant a bug", "ArrowDown")
    assert said.startswith("Bug planted (one sign turned): at h = 1e−5 the error is 0.")
    assert "no step brings it below 0." in said
    assert seen.picture() != honest
    seen.press("Plant a bug", "Home")
    assert seen.picture() == honest


def test_a_small_batch_is_noisy(right: Any) -> None:
    seen = widget(right, "learning rate")
    seen.put("Learning rate η", "85")
    assert "Converges: η = 0.0999" in seen.press("Batch size", "End")
    calm = seen.pictures()
    assert "Hovers with batches of 1:" in seen.press("Batch size", "Home")
    assert all(a != b for a, b in zip(seen.pictures(), calm, strict=True))
    seen.press("Batch size", "End")


def test_a_long_step_of_the_digits_crosses_the_valley(right: Any) -> None:
    seen = widget(right, "digits")
    seen.put("Learning rate η", "7")
    assert "stops before the bottom" in seen.put("Step", "19")
    calm = seen.pictures()
    assert "lands higher, on the other side" in seen.put("Learning rate η", "11")
    assert all(a != b for a, b in zip(seen.pictures(), calm, strict=True))
    assert "passes the bottom" in seen.press("Step", "ArrowLeft")


def test_a_norm_and_a_clip_take_the_explosion_away(right: Any) -> None:
    seen = widget(right, "depth")
    seen.put("Scale (1 is Xavier’s)", "24")
    assert "Grows: 30 relu layers, scale 4" in seen.press("Clip", "Home")
    before = seen.picture(2)
    assert "and 1 when it is clipped." in seen.press("Clip", "ArrowDown")
    assert seen.picture(2) != before
    seen.press("Plus sign", "ArrowDown")
    said = seen.press("Norm", "ArrowDown")
    assert "Arrives: 30 relu layers with plus signs and a norm" in said
    for label in ("Clip", "Norm", "Plus sign"):
        seen.press(label, "Home")


def test_a_clip_scales_every_step_alike(right: Any) -> None:
    seen = widget(right, "recurrence")
    seen.press("Spectral radius ρ", "End")
    seen.press("Inputs", "Home")
    free = seen.press("Clip", "Home"), *seen.pictures()
    said = seen.press("Clip", "ArrowDown")
    assert "has the length 69.3, and the clip multiplies all of it by 0.0144:" in said
    assert seen.picture(0) != free[1]
    assert (seen.press("Clip", "Home"), *seen.pictures()) == free


def test_a_kernel_is_written_weight_by_weight(right: Any) -> None:
    seen = widget(right, "kernel")
    seen.put("Kernel", "upper edges")
    preset = seen.sentence(), *seen.pictures()
    seen.put("Kernel", "mean")
    weights = [-1, -1, -1, 0, 0, 0, 1, 1, 1]
    for n, weight in enumerate(weights):
        seen.put(f"Weight at row {n // 3}, column {n % 3}", str(weight))
    assert seen.control("Kernel").input_value() == "your own"
    assert (seen.sentence(), *seen.pictures()) == preset
    seen.press("Weight at row 2, column 2", "ArrowUp")
    assert all(a != b for a, b in zip(seen.pictures(), preset[1:], strict=True))
    assert seen.control("Weight at row 2, column 2").input_value() == "1.5"
    seen.press("Kernel", "Home")
    assert seen.control("Weight at row 0, column 1").input_value() == "0"


def test_noise_fools_the_reader_and_a_scale_keeps_its_slopes(right: Any) -> None:
    seen = widget(right, "reader")
    assert "with noise" not in seen.press("Epoch", "End")
    clean = seen.picture(1), seen.picture(2)
    assert "139 with noise of ε = 0.1" in seen.put("Noise ε of your fgsm", "3")
    assert (seen.picture(1), seen.picture(2)) != clean
    assert "scale of 2 to the 26, 0 % of" in seen.put("Loss scale", "26")
    assert "are infinite" in seen.press("Loss scale", "ArrowRight", "ArrowRight")
    seen.press("Noise ε of your fgsm", "Home")
    assert (seen.picture(1), seen.picture(2)) == clean


def test_the_start_is_moved_by_keyboard_too(right: Any) -> None:
    seen = widget(right, "race")
    before = seen.picture()
    seen.press("Start θ₁", *["ArrowRight"] * 6)
    assert seen.picture() != before


def test_the_race_moves_while_a_cell_runs_and_that_cell_is_heard(lab: Any) -> None:
    # The second time it prints until the kernel has heard of a slider.
    count = (
        "import time\nn = 0\nwhile 'again' in globals() and race.mu > 0 and n < 5000:\n"
        "    print(n, end=' ')\n    n += 1\n    time.sleep(0.02)\nagain = True"
    )
    book = lab.open(RIGHT, f"race = {GALLERY['race'].call}\nrace", count)
    seen = book.widget()
    calm = seen.sentence()
    book.page.evaluate(RUN)
    cell = book.page.locator(".jp-CodeCell").nth(2)
    cell.get_by_text("0 1 2 3").wait_for()
    assert seen.press("Learning rate η", "End") != calm
    assert cell.get_by_text("[*]:").is_visible(), "the race waited for the cell"
    seen.press("Momentum μ", "Home")
    cell.get_by_text("[4]:").wait_for()
    printed = " ".join(cell.locator(".jp-OutputArea-output").all_inner_texts()).split()
    assert printed == [str(i) for i in range(len(printed))]
    book.close()


# The last cell; not to its end.
RUN = """() => {
  window.jupyterapp.shell.currentWidget.content.activeCellIndex = 2;
  window.jupyterapp.commands.execute("notebook:run-cell");
}"""


TIMID = """
def timid(function, fails):
    def careful(*args):
        if fails(*args):
            raise ValueError("not there")
        return function(*args)
    return careful
looks = timid(attention_forward, lambda Q, K, *_: abs(K).max() > 3)
rule = timid(vjp, lambda operation, *_: operation == "exp")
"""


def test_where_a_function_fails_no_number_is_made_up(lab: Any) -> None:
    calls = ["attention_map(looks, attention_backward)", "backward_sweep(rule)"]
    book = lab.open(RIGHT, TIMID, *(f"widgets.{call}" for call in calls))
    seen = book.widget(0)
    assert "the keys get 0.622 of blame" in seen.sentence()
    assert seen.press("Sharpness", "End") == "Not there: token 7 at sharpness 32."
    seen = book.widget(1)
    seen.put("Program", "x · exp(x)")
    assert "Your slopes are not there." in seen.press("Step", "End")
    assert "–" not in seen.box.locator(".bp-panel").inner_text()
    book.close()
