"""Every widget in a real JupyterLab, moved by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest

from autograder.browser.gallery import GALLERY, RIGHT, UNWRITTEN
from autograder.browser.moves import Slider, held
from tests.browser.gallery import CALLS, NAMES, widget


@pytest.mark.parametrize("name", NAMES)
def test_the_keyboard_moves_a_slider_to_its_ends(right: Any, name: str) -> None:
    show, seen = GALLERY[name], widget(right, name)
    assert show.home in seen.press(show.slider, "Home")
    first = seen.pictures()
    assert show.end in seen.press(show.slider, "End")
    assert seen.pictures() != first
    assert show.home in seen.press(show.slider, "Home")
    assert seen.pictures() == first, "the same setting gives the same picture"


@pytest.mark.parametrize("name", NAMES)
def test_every_arrow_moves_a_slider_and_not_the_notebook(right: Any, name: str) -> None:
    show, seen = GALLERY[name], widget(right, name)
    seen.press(show.slider, "Home")
    slider = seen.control(show.slider)
    values = [slider.input_value()]
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        seen.page.keyboard.press(key)
        values.append(slider.input_value())
    assert values[0] == values[4] != values[1] == values[3] != values[2]
    assert slider.evaluate("(slider) => slider === document.activeElement")


@pytest.mark.parametrize("name", NAMES)
def test_the_mouse_moves_a_slider(right: Any, name: str) -> None:
    show, seen = GALLERY[name], widget(right, name)
    assert show.end in seen.drag(show.slider, 0.999)
    last = seen.pictures()
    middle = seen.drag(show.slider, 0.5)
    assert show.end not in middle
    assert seen.pictures() != last
    assert seen.control(show.slider).get_attribute("aria-valuetext")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_against_right_code(right: Any, name: str) -> None:
    assert widget(right, name).remark() == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_first_wrong_number_is_named(wrong: Any, name: str) -> None:
    assert GALLERY[name].remark in widget(wrong, name).remark()


def test_a_wrong_forward_is_shown_where_it_goes_wrong(wrong: Any) -> None:
    seen = widget(wrong, "forward")
    seen.put("Activation of layer 1", "tanh")
    said = seen.press("Step", "End")
    assert "Your a²₁ is" in said
    assert "it should be" in said


def test_what_is_not_written_yet_is_said_in_the_widget(lab: Any) -> None:
    calls = [call.replace("adam_step", "'adam_step'", 1) for call in CALLS]
    book = lab.open(UNWRITTEN, *calls, "widgets.learning_rate('no_such_step')")
    for name, show in GALLERY.items():
        assert show.unwritten in widget(book, name).box.inner_text(), name
    named = book.widget(len(NAMES)).box.inner_text()
    assert "There is no function gradient_step in this notebook yet." in named
    assert book.errors() == []
    book.close()


def test_no_student_code_brings_a_traceback_or_a_line(right: Any, wrong: Any) -> None:
    assert right.errors() + wrong.errors() == []
    printed = "a line for each call"
    assert printed in wrong.path.read_text(encoding="utf-8")
    outputs = wrong.page.locator(".jp-OutputArea")
    assert outputs.count() > len(NAMES)
    assert outputs.get_by_text(printed).count() == 0


def test_every_control_has_a_name(right: Any) -> None:
    kinds = "slider|combobox|button|img|group|status"
    for name in NAMES:
        snapshot = widget(right, name).box.aria_snapshot()
        controls = re.findall(rf"^\s*- ({kinds})\b(.*)$", snapshot, re.MULTILINE)
        assert len(controls) >= 3, name
        for kind, rest in controls:
            named = kind == "status" or re.match(r' "[^"]+"', rest)
            assert named, f"{name}: a {kind} without a name"


def test_the_picture_says_its_conclusion(right: Any) -> None:
    for name in NAMES:
        seen = widget(right, name)
        said = seen.sentence()
        labels = seen.box.locator("canvas").evaluate_all(
            "(all) => all.map((canvas) => canvas.getAttribute('aria-label'))"
        )
        assert all(label.endswith(said) for label in labels), name


def test_nothing_blanks_and_no_height_changes_while_a_slider_moves(right: Any) -> None:
    for name in NAMES:
        show, seen = GALLERY[name], widget(right, name)
        seen.press(show.slider, "Home")
        seen.box.evaluate(WATCH)
        seen.control(show.slider).focus()
        for _ in range(30):
            seen.page.keyboard.press("ArrowRight")
        blank, heights = seen.box.evaluate("(box) => box.watched()")
        assert blank == 0, name
        assert len(set(heights)) == 1, f"{name}: {set(heights)}"


WATCH = """(box) => {
  const canvases = [...box.querySelectorAll("canvas")];
  let blank = 0;
  let going = true;
  const heights = [];
  const look = () => {
    for (const canvas of canvases) {
      const context = canvas.getContext("2d");
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      if (!data.some((value) => value)) blank += 1;
    }
    heights.push(box.querySelector(".bp-row").offsetHeight);
    if (going) requestAnimationFrame(look);
  };
  look();
  box.watched = () => { going = false; return [blank, heights]; };
}"""


def test_moves_leave_no_element_and_no_listener_behind(right: Any) -> None:
    moves, seen = 40, []
    for _ in range(2):
        for index, show in enumerate(GALLERY.values()):
            Slider(right, index, show.slider).move_fast(moves)
        seen.append(held(right))
    # JupyterLab itself adds and drops a few: what leaks does so at every move.
    assert seen[1].nodes - seen[0].nodes < moves
    assert seen[1].listeners - seen[0].listeners < moves


def test_python_reads_sets_and_links_the_settings(lab: Any) -> None:
    book = lab.open(
        RIGHT,
        "w = widgets.learning_rate(gradient_step)\nw",
        "w.eta = 0.3",
        # A stock slider rounds what it is linked to: here it has nothing to round.
        "import ipywidgets\nslider = ipywidgets.FloatSlider(0.3, max=1.0, step=0.001)\n"
        "ipywidgets.jslink((w, 'eta'), (slider, 'value'))\nslider",
        "print(f'{w.eta:.3f}', w.status)",
    )
    seen = book.widget()
    seen.box.get_by_text("Diverges: η = 0.301").first.wait_for()
    assert "Diverges: η = 0.5" in seen.press("Learning rate η", "End")
    book.run_cell(4)
    book.page.get_by_text("0.500 Diverges: η = 0.5").first.wait_for()
    linked = book.page.locator(".widget-slider .widget-readout")
    assert linked.inner_text() == "0.50"
    book.run_cell(2)
    seen.box.get_by_text("Diverges: η = 0.301").first.wait_for()
    book.close()


def test_the_theme_follows_jupyterlab(right: Any) -> None:
    seen = widget(right, "learning rate")
    seen.press("Learning rate η", "Home")
    assert seen.box.get_attribute("data-theme") == "light"
    light = seen.picture(1)
    for theme in ("dark", "light"):
        right.theme(theme)
        seen.page.wait_for_function(
            "(theme) => document.querySelector('.bp').dataset.theme === theme",
            arg=theme,
        )
        seen.wait_for_rest()
        assert (seen.picture(1) == light) == (theme == "light")
