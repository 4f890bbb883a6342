"""The Python side of the widgets: what is sent, and what is said of student code."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course import widgets
from course.widgets import (
    convolution,
    descent,
    differences,
    digits_network,
    engine,
    race,
    reader,
    recurrence,
    student,
    tower,
)
from course.widgets.backward import backward_pass
from course.widgets.differences import STEPS
from course.widgets.landscapes import LANDSCAPES
from course.widgets.momentum import KEPT, MAP
from course.widgets.rate import BATCHES, RATES, START, bowl, expected
from course.widgets.student import Student, Unready, quietly
from course.widgets.verdicts import WORDS
from solutions.adaptive import adam_step, rmsprop_step
from solutions.attention import attention_backward, attention_forward
from solutions.capstone import fgsm, loss_and_gradient
from solutions.convolution import conv2d_backward, conv2d_forward
from solutions.deltas import (
    bias_gradient,
    hidden_delta,
    output_delta,
    weight_gradient,
)
from solutions.depth import clip_by_global_norm, error_gain
from solutions.engine import backpropagate, vjp
from solutions.forward import forward
from solutions.gradcheck import numerical_gradient
from solutions.learning_rate import (
    curvature_by_power_iteration,
    largest_stable_learning_rate,
)
from solutions.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    mse,
    mse_gradient,
)
from solutions.momentum import momentum_step, nesterov_step
from solutions.neuron import sigmoid, sigmoid_prime
from solutions.recurrence import rnn_backward, rnn_forward
from solutions.training import gradient_step

STATIC = Path(engine.STATIC)


def unwritten(*arguments: Any, **named: Any) -> Any:
    raise NotImplementedError


OPTIMIZERS = {
    "SGD": gradient_step,
    "momentum": momentum_step,
    "Nesterov": nesterov_step,
    "RMSprop": rmsprop_step,
    "Adam": adam_step,
}
DELTAS = (output_delta, hidden_delta, bias_gradient, weight_gradient)
COSTS = (mse, mse_gradient, binary_cross_entropy, binary_cross_entropy_gradient)
# Each widget, and the functions that it takes, all right.
SHOWN: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "attention_map": (widgets.attention_map, (attention_forward, attention_backward)),
    "one_neuron": (widgets.one_neuron, (sigmoid, sigmoid_prime)),
    "forward_pass": (widgets.forward_pass, (forward,)),
    "loss_slopes": (widgets.loss_slopes, (*COSTS, sigmoid)),
    "loss_surface": (widgets.loss_surface, (mse, binary_cross_entropy, sigmoid)),
    "backward_pass": (widgets.backward_pass, (forward, *DELTAS)),
    "step_size": (widgets.step_size, (numerical_gradient,)),
    "learning_rate": (
        widgets.learning_rate,
        (gradient_step, largest_stable_learning_rate),
    ),
    "digits_descent": (
        widgets.digits_descent,
        (gradient_step, curvature_by_power_iteration),
    ),
    "momentum_plane": (widgets.momentum_plane, (momentum_step,)),
    "optimizer_race": (widgets.optimizer_race, (OPTIMIZERS,)),
    "layer_errors": (widgets.layer_errors, (error_gain, clip_by_global_norm)),
    "backward_sweep": (widgets.backward_sweep, (vjp, backpropagate)),
    "blame_through_time": (widgets.blame_through_time, (rnn_forward, rnn_backward)),
    "reader_learns": (widgets.reader_learns, (loss_and_gradient, fgsm)),
    "sliding_kernel": (widgets.sliding_kernel, (conv2d_forward, conv2d_backward)),
}


def numbers(widget: Any, name: str) -> Any:
    start, shape = widget.index[name]
    flat = np.frombuffer(widget.data, "<f4")[start : start + int(np.prod(shape))]
    return flat.reshape(shape)


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take its time: whatever is seen here is whole."""
    for module in (engine, race):
        monkeypatch.setattr(module, "FIRST", 60.0)
    for name in ("PATIENCE", "ASIDE"):
        monkeypatch.setattr(student, name, 60.0)


def test_every_widget_that_is_offered_is_shown_here() -> None:
    assert sorted(SHOWN) == sorted(widgets.__all__) == dir(widgets)
    with pytest.raises(AttributeError, match="no_such_widget"):
        _ = widgets.no_such_widget


@pytest.mark.parametrize("name", SHOWN)
def test_right_functions_give_a_picture_and_no_remark(name: str) -> None:
    make, functions = SHOWN[name]
    widget = make(*functions)
    assert (widget.problem, widget.remark) == ("", "")
    assert np.isfinite(np.frombuffer(widget.data, "<f4")).all()


@pytest.mark.parametrize("name", SHOWN)
def test_a_function_that_is_not_written_yet_becomes_a_sentence(name: str) -> None:
    make, functions = SHOWN[name]
    blank = [unwritten] * len(functions) if name != "optimizer_race" else [
        {"Adam": unwritten}
    ]  # fmt: skip
    widget = make(*blank)
    assert widget.problem.endswith("is not written yet: come back after that exercise.")
    assert widget.problem in repr(widget)
    assert widget.problem in widget._repr_mimebundle_()[0]["text/plain"]


NONSENSE = {
    "stopped with ZeroDivisionError: division by zero": lambda *a, **k: 1 / 0,
    "stopped with SystemExit": lambda *a, **k: sys.exit(),
    "returned None": lambda *a, **k: None,
    "returned a str": lambda *a, **k: "nonsense",
    "returned an array of bool": lambda z, *a, **k: np.ones(np.shape(z), bool),
    "returned a list": lambda *a, **k: [[1.0], [2.0, 3.0]],
    "returned shape (5,)": lambda *a, **k: np.ones(5),
    "returned a dict": lambda *a, **k: {"a": 1},
}

PAIRS = {
    "momentum_plane": "momentum_step should return theta and state",
    "reader_learns": "loss_and_gradient should return C, dW and db",
    "attention_map": "attention_forward should return O and P",
    "backward_sweep": "vjp should return a tuple",
}


@pytest.mark.parametrize("words", NONSENSE)
@pytest.mark.parametrize("name", sorted(set(SHOWN) - {"optimizer_race"}))
def test_no_nonsense_brings_a_traceback(name: str, words: str) -> None:
    make, functions = SHOWN[name]
    widget = make(*[NONSENSE[words]] * len(functions))
    if name in ("forward_pass", "backward_pass") and "stopped" not in words:
        words = "None" if "None" in words else "forward should return two dicts"
    if name in PAIRS and not {"stopped", "None"} & {*words.split()}:
        words = PAIRS[name]
    assert words in widget.problem


def test_a_name_that_is_not_there_yet_is_said() -> None:
    told = widgets.learning_rate("gradient_step").problem
    assert told.startswith("There is no function gradient_step in this notebook yet.")


def test_a_function_that_prints_and_warns_does_it_unheard(capsys: Any) -> None:
    def loud(theta: Any, grad: Any, eta: float) -> Any:
        print("step")
        print("step", file=sys.stderr)
        return theta - eta * grad + 0.0 * np.log(np.zeros(2))[0].clip(0.0)

    assert widgets.learning_rate(loud).problem == ""
    assert capsys.readouterr() == ("", "")


def test_what_a_cell_prints_meanwhile_arrives(capsys: Any) -> None:
    stdout, entered, leave = sys.stdout, threading.Event(), threading.Event()

    def work() -> None:
        with quietly():
            print("unheard")
            entered.set()
            leave.wait(5)
            print("unheard")

    thread = threading.Thread(target=work)
    thread.start()
    entered.wait(5)
    print("heard")
    with quietly():
        print("unheard")
        leave.set()
        thread.join()
    print("heard too")
    assert capsys.readouterr().out == "heard\nheard too\n"
    assert sys.stdout is stdout


def test_an_argument_that_is_changed_in_place_changes_no_other_call() -> None:
    def in_place(theta: Any, grad: Any, eta: float) -> Any:
        theta -= eta * grad
        return theta

    assert widgets.learning_rate(in_place).remark == ""
    right = widgets.learning_rate(gradient_step)
    assert widgets.learning_rate(in_place).data == right.data


def test_an_optimizer_that_is_missing_does_not_stop_the_race() -> None:
    race = widgets.optimizer_race(OPTIMIZERS | {"Adam": unwritten})
    assert race.facts["runners"] == ["SGD", "momentum", "Nesterov", "RMSprop"]
    assert "is not written yet" in race.remark
    assert widgets.optimizer_race({}).problem == "No optimizer was handed over."


def test_the_race_answers_the_browser() -> None:
    race = widgets.optimizer_race(OPTIMIZERS)
    before = race.data
    wish = {"eta": 0.1, "mu": 0.5, "beta1": 0.9, "beta2": 0.9}
    wish |= {"start1": 1.5, "start2": -0.5, "landscape": "two minima"}
    race.respond(race, {"ask": 7, "races": [wish, wish | {"start1": 0.25}]})
    assert race.answer == 7
    assert race.data != before
    assert [one["start1"] for one in race.about["races"]] == [1.5, 0.25]
    assert numbers(race, "paths")[0, :, 0].tolist() == [[1.5, -0.5]] * 5
    assert numbers(race, "paths")[1, :, 0].tolist() == [[0.25, -0.5]] * 5
    assert race.eta != 0.1, "sent back, it would push a slider that has moved on"
    race.respond(race, "something else")
    assert race.answer == 7


def test_what_is_wrong_in_one_race_is_said_of_that_race() -> None:
    def fails_when_large(theta: Any, grad: Any, eta: float) -> Any:
        return theta - eta * grad if eta < 0.2 else None

    race = widgets.optimizer_race({"mine": fails_when_large})
    wish = dict(race.about["races"][0])
    race.respond(race, {"ask": 1, "races": [wish, wish | {"eta": 0.3}]})
    calm, loud = race.about["remarks"]
    assert calm == ""
    assert "fails_when_large returned None" in loud


def test_every_slope_of_a_landscape_is_the_slope_of_its_value() -> None:
    rng = np.random.default_rng(7)
    for land in LANDSCAPES:
        for theta in rng.uniform(-2.0, 2.0, (20, 2)):
            measured = numerical_gradient(lambda at: float(land.value(at)), theta)  # noqa: B023
            assert np.allclose(measured, land.slope(theta), atol=1e-7)
        for x, y, _ in land.minima:
            assert np.allclose(land.slope(np.array([x, y])), 0.0, atol=1e-9)
        assert land.field().min() >= land.lowest() - 1e-12


def test_the_expected_path_is_that_of_gradient_descent() -> None:
    H = bowl((1.0, 8.0))
    paths = numbers(widgets.learning_rate(gradient_step), "paths")[:, -1]
    near = np.flatnonzero(RATES < 0.25)
    assert np.allclose(paths[near], expected(RATES[near], H), atol=1e-5)
    assert np.allclose(paths[:, 0], START)


def test_the_verdict_turns_at_two_over_the_largest_curvature() -> None:
    widget = widgets.learning_rate(gradient_step)
    words = [WORDS[int(word)] for word in numbers(widget, "verdicts")[:, -1, 0]]
    for eta, word in zip(RATES, words, strict=True):
        assert (word == "diverges") == (eta > 0.25), eta
    assert words[0] == "crawls"
    assert words[int(np.argmin(np.abs(RATES - 0.1)))] == "converges"
    assert words[int(np.argmin(np.abs(RATES - 0.23)))] == "oscillates"


def test_a_smaller_batch_is_noisier() -> None:
    tails = numbers(widgets.learning_rate(gradient_step), "tails")
    middle = tails[int(np.argmin(np.abs(RATES - 0.1)))]
    assert len(middle) == len(BATCHES)
    assert (np.diff(middle) < 0).all()


def test_with_shorter_numbers_the_v_stands_where_chapter_05_says() -> None:
    widget = widgets.step_size(numerical_gradient)
    names, bugs = widget.facts["functions"], widget.facts["bugs"]
    errors = numbers(widget, "errors")[:, bugs.index("none"), 0]
    usual = int(np.argmin(np.abs(STEPS - 1e-5)))
    for bits, tip, least, there in ((32, 0.003, 1e-5, 0.01), (16, 0.1, 0.005, 1.0)):
        row = errors[names.index(f"smooth, in float{bits}")]
        assert STEPS[row.argmin()] == pytest.approx(tip, rel=0.1)
        assert 0.1 * least < row.min() < least
        assert 0.1 * there < row[usual] <= there


def test_the_differences_measure_the_right_backward_pass() -> None:
    widget = backward_pass(forward, *DELTAS)
    for piece in ("delta2", "db2", "dW2", "delta1", "db1", "dW1"):
        got, want = numbers(widget, piece), numbers(widget, f"measured_{piece}")
        assert np.allclose(got, want, atol=1e-7), piece
        assert np.abs(want).max() > 1e-2, piece


@pytest.mark.parametrize("name", sorted(set(SHOWN) - {"optimizer_race"}))
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_results_without_a_finite_number_are_said(name: str, value: float) -> None:
    make, functions = SHOWN[name]
    widget = make(*(spoilt(function, value) for function in functions))
    word = "nan" if np.isnan(value) else "inf"
    assert word in widget.problem + widget.remark


def spoilt(function: Callable[..., Any], value: float) -> Callable[..., Any]:
    """Give a function whose results have their shapes and no other number."""

    def fill(result: Any) -> Any:
        if isinstance(result, dict):
            return {key: fill(part) for key, part in result.items()}
        if isinstance(result, tuple):
            return tuple(map(fill, result))
        return np.full_like(result, value, dtype=float)[()]

    return lambda *arguments, **named: fill(function(*arguments, **named))


def test_what_is_not_finite_is_clipped() -> None:
    data, _ = engine.pack({"a": np.array([np.nan, np.inf, -np.inf, 1e300, 2.0])})
    sent = np.frombuffer(data, "<f4")
    assert np.allclose(sent, [2e30, 1e30, -1e30, 1e30, 2.0])


@pytest.mark.parametrize("name", SHOWN)
def test_a_widget_carries_a_page_that_asks_the_network_for_nothing(name: str) -> None:
    make, functions = SHOWN[name]
    page = make(*functions).static_html()
    assert page.startswith("<iframe title=")
    assert not re.search(r"https?://|\bimport\b.*from|fetch\(", page)


@pytest.mark.parametrize("name", SHOWN)
def test_the_kernel_repeats_nothing_to_the_browser(name: str) -> None:
    make, functions = SHOWN[name]
    widget = make(*functions)
    sent: list[Any] = []
    widget._send = lambda message, **rest: sent.append(message)
    own = {key: getattr(widget, key) for key in ("status", *type(widget).settings())}
    widget.set_state({key: one for key, one in own.items() if isinstance(one, str)})
    moved = next(key for key, one in own.items() if type(one) in (int, float))
    widget.set_state({moved: own[moved] + 1})
    assert [one for one in sent if one["method"] == "echo_update"] == []


def test_scripts_are_joined_each_once_the_imported_first() -> None:
    text = engine.script("forward")
    assert text.count("export") == 1
    assert text.endswith(engine.EXPORT)
    assert "import {" not in text
    order = [text.index(f"{kind}") for kind in (
        "class Page", "function axes", "function drawNetwork", "class Player",
        "function render(",
    )]  # fmt: skip
    assert order == sorted(order)
    assert text.count("class Page") == 1


def test_no_two_joined_scripts_use_one_name() -> None:
    shared = ("engine", "parts", "plot", "network", "player")
    pattern = r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)"
    for path in STATIC.glob("*.js"):
        texts = [(STATIC / f"{name}.js").read_text() for name in {*shared, path.stem}]
        found = [name for text in texts for name in re.findall(pattern, text, re.M)]
        assert len(found) == len(set(found)), path.name


def test_the_package_imports_no_widget_library_until_one_is_asked_for() -> None:
    heavy = "{'anywidget', 'ipywidgets', 'IPython'}"
    code = f"import sys, course.widgets; print({heavy} & {{*sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"


def test_unready_is_what_a_student_function_raises_through() -> None:
    with pytest.raises(Unready, match="f returned None"):
        Student(lambda: None, "f")()


def test_the_secant_of_a_tiny_step_is_drawn_as_the_tangent() -> None:
    widget = widgets.step_size(numerical_gradient)
    for name, _, slope, x in differences.FUNCTIONS:
        exact = name.split(",")[0]
        table = numbers(widget, f"profile {exact}").astype(float)
        middle = len(table) // 2
        drawn = (table[middle + 1] - table[middle - 1]) / (2 * differences.KINK)
        assert drawn == pytest.approx(slope(x)[0], rel=1e-3)


def test_momentum_keeps_root_mu_where_it_swings_and_leaves_beyond_its_edge() -> None:
    widget = widgets.momentum_plane(momentum_step)
    radii, paths = numbers(widget, "radii"), numbers(widget, "paths")
    swing = (1 + KEPT[:, None] - MAP) ** 2 < 4 * KEPT[:, None]
    roots = np.broadcast_to(np.sqrt(KEPT)[:, None], radii.shape)
    assert np.allclose(radii[swing], roots[swing], atol=1e-6)
    inside = 2 * (1 + KEPT[:, None]) - MAP
    assert (radii[(inside > 0.01) & (MAP > 0)] < 1).all()
    assert np.allclose(radii[:, 0], 1.0)
    assert (radii[inside < -0.01] > 1).all()
    assert (np.abs(paths[:, 0, -1]) < 1).all()
    assert np.abs(paths[0, -1, -1]) > 1e6


def test_the_curvatures_of_a_valley_go_to_the_plane_of_momentum() -> None:
    widget = widgets.momentum_plane(momentum_step, curvatures=(25, 1))
    assert (widget.facts["valley"], widget.remark) == ([1.0, 25.0], "")
    widget = widgets.momentum_plane(momentum_step, curvatures=(1.0, -25.0))
    assert widget.facts["valley"] == []
    assert widget.remark == (
        "Curvatures should be numbers above 0, and [-25.0, 1.0] are not."
    )


def test_the_network_of_digits_has_the_slopes_of_its_loss() -> None:
    X, Y, _, _ = digits_network.examples(7, 1)
    rng = np.random.default_rng(4)
    theta = digits_network.start(rng)
    cost, W, b = (digits_network.loss(theta, X, Y), *digits_network.unpack(theta))
    C, dW, db = loss_and_gradient(X, Y, W, b, digits_network.KINDS, 0.0)
    assert cost == pytest.approx(C)
    want = digits_network.pack(dW, db)
    assert np.allclose(digits_network.gradient(theta, X, Y), want, atol=1e-12)


def test_the_reader_learns_by_heart_and_is_fooled_as_the_chapter_says() -> None:
    widget = widgets.reader_learns(loss_and_gradient, fgsm)
    tables, losses = numbers(widget, "tables"), numbers(widget, "losses")
    assert (tables.sum(axis=(2, 3)) == 300).all()
    right = np.trace(tables, axis1=2, axis2=3)
    assert (np.diff(right[:, 10:], axis=0) < 0).all(), "more noise, fewer right"
    assert right[3, 0] < 5, "at ε = 0.1, before anything is learnt"
    assert np.ptp(right[3, 10:]) < 20
    assert 0.4 < right[3, 10:].mean() / 300 < 0.6
    assert losses[:, 1].argmin() == 10
    assert losses[-1, 0] < losses[10, 0] / 10
    counted = numbers(widget, "powers")[-1]
    power = reader.LEAST + np.arange(len(counted))
    lost = [counted[power + scale < -25].sum() for scale in range(41)]
    over = [counted[power + scale >= 16].sum() for scale in range(41)]
    assert 0.03 < lost[0] / counted.sum() < 0.04
    assert lost[21] == 0 < lost[20]
    assert over[27] == 0 < over[28]


def test_a_reader_that_nobody_can_fool_yet_learns_all_the_same() -> None:
    widget = widgets.reader_learns(loss_and_gradient, unwritten)
    assert widget.problem == ""
    assert widget.remark.startswith("fgsm is not written yet")
    there = numbers(widget, "tables")[:, :, 0, 0] < np.float32(3e30)
    assert there.all(axis=1).tolist() == [True, False, False, False, False]


def test_the_loss_along_a_step_is_the_loss_at_its_places() -> None:
    X, Y, _, _ = digits_network.examples(7, 1)
    before, after = map(digits_network.start, map(np.random.default_rng, (1, 2)))
    places = before + descent.CUT[:, None] * (after - before)
    want = [digits_network.loss(place, X, Y) for place in places]
    assert np.allclose(descent.along(before, after, X, Y), want, atol=1e-12)
    assert descent.CUT[[descent.HERE, descent.THERE]].tolist() == [0.0, 1.0]


def test_long_steps_meet_the_curvature_that_they_can_bear() -> None:
    widget = widgets.digits_descent(gradient_step, curvature_by_power_iteration)
    limit, rates = widget.facts["threshold"], descent.RATES
    assert limit == pytest.approx(widget.facts["theirs"], rel=0.1)
    losses = numbers(widget, "cuts")[:, :, descent.HERE]
    rises = (np.diff(losses) > 0).sum(axis=1)
    assert (rises[rates < limit] == 0).all()
    assert (rises[rates > 1.1 * limit] > 0).all()
    late = numbers(widget, "curvatures")[:, 10:].mean(axis=1)
    assert (late[rates < 0.8 * limit] < 0.25).all()
    bumpy = (rates > 1.1 * limit) & (rates < 2 * limit + 0.1)
    assert bumpy.sum() == 3
    assert np.allclose(late[bumpy] * rates[bumpy] / 2, 1.0, atol=0.2)


@pytest.mark.parametrize("plus", [False, True])
def test_an_error_comes_through_a_norm_as_differences_say(
    monkeypatch: pytest.MonkeyPatch, plus: bool
) -> None:
    monkeypatch.setattr(tower, "LAYERS", 3)
    high = tower.Tower("tanh", plus=plus, norm=True)
    sizes, lengths = high.back()
    error = np.random.default_rng(11).normal(size=(tower.EXAMPLES, tower.WIDTH))
    error /= tower.size(error)

    def above(A: Any) -> float:
        """Give the scalar whose slopes come back, from the output of layer 1."""
        for weights in high.W[1:]:
            out = np.tanh(A @ weights.T)
            A = A + out if plus else out
            A = (A - A.mean(axis=-1, keepdims=True)) / A.std(axis=-1, keepdims=True)
        return float((A * error).sum())

    one = int(np.flatnonzero(tower.SCALES == 1.0)[0])
    measured = numerical_gradient(above, high.A[0, one])
    assert sizes[one, 0] == pytest.approx(tower.size(measured), rel=1e-6)
    assert lengths.shape == sizes.shape == (len(tower.SCALES), 3)


def test_a_norm_makes_the_scale_of_relus_mean_nothing_and_a_clip_keeps_the_shape() -> (
    None
):
    widget = widgets.layer_errors(error_gain, clip_by_global_norm)
    errors = numbers(widget, "errors")[2]
    assert np.ptp(np.log10(errors[0, 0, :, 0])) > 30
    assert np.ptp(np.log10(errors[0, 1, :, 0])) < 1e-3
    assert errors[0, 1, 0, 0] == pytest.approx(260, abs=0.5)
    assert 1.0 < errors[1, 1, 0, 0] < 1.1, "plus signs and a norm"
    assert 50.0 < errors[1, 1, -1, 0] < 60.0
    before, after = numbers(widget, "slopes"), numbers(widget, "clipped")
    whole = np.sqrt((after.astype(float) ** 2).sum(axis=-1))
    assert whole.max() == pytest.approx(1.0, rel=1e-5)
    full = (before > 1e-20).all(axis=-1) & (after > 1e-20).all(axis=-1)
    assert full.mean() > 0.7
    ratio = after[full] / before[full]
    assert np.allclose(ratio, ratio[:, :1], rtol=1e-4)


def test_a_clip_that_is_not_written_takes_nothing_but_its_own_part() -> None:
    widget = widgets.layer_errors(error_gain, unwritten)
    assert widget.problem == ""
    assert widget.remark.startswith("clip_by_global_norm is not written yet")
    assert (numbers(widget, "clipped") == np.float32(3e30)).all()
    assert widgets.layer_errors(error_gain).facts["clips"] == []


def test_a_gradient_through_time_is_as_long_as_one_pass_says() -> None:
    widget = widgets.blame_through_time(rnn_forward, rnn_backward)
    lengths = numbers(widget, "lengths")
    for n, size in enumerate(recurrence.INPUTS):
        X, W_x, W_h, h_0, dH = recurrence.setting(1.3)
        H = rnn_forward(X[n : n + 1], W_x, W_h, np.zeros(len(W_h)), h_0[n : n + 1])
        _, *parts, _ = rnn_backward(dH[n : n + 1], X[n : n + 1], H, W_x, W_h)
        want = np.sqrt(sum(np.sum(part**2) for part in parts))
        assert lengths[n, -1] == pytest.approx(want, rel=1e-5), size
    assert lengths[0, -1] == pytest.approx(69.35, abs=0.01), "what chapter 13 says"
    left = numbers(widget, "left")[:, :, -1]
    assert left[2, -1] == pytest.approx(1e-7, rel=0.05), "a ten-millionth"
    assert left[0, -1] == pytest.approx(65, abs=0.5)
    below = recurrence.RADII <= 0.9
    assert np.allclose(left[0, below] / recurrence.RADII[below] ** 49, 1.0, atol=0.1)


def test_one_s_own_kernel_is_the_sum_of_nine() -> None:
    widget = widgets.sliding_kernel(conv2d_forward, conv2d_backward)
    assert widget.pending == 0
    named = len(convolution.NAMES)
    for name in ("outputs", "reach"):
        got = numbers(widget, name).astype(float)
        axis = 1 if name == "outputs" else 0
        ones = np.moveaxis(got, axis, 0)[named:]
        for k, kernel in enumerate(convolution.KERNELS.values()):
            want = np.moveaxis(got, axis, 0)[k]
            there = want < 1e30
            added = np.tensordot(kernel.ravel(), ones, axes=1)
            assert np.allclose(added[there], want[there], atol=1e-5)
            assert there.mean() > 0.6


def test_a_convolution_by_loops_shows_its_first_kernel_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "FIRST", 0.0)
    widget = widgets.sliding_kernel(conv2d_forward, conv2d_backward)
    assert widget.pending > 0
    seen = numbers(widget, "outputs")[0, :, :, 0, 0] < np.float32(3e30)
    assert seen[0, 0]
    assert not seen[1:].any()
    widget.grow(widget, {"more": widget.settings() | {"kernel": convolution.OWN}})
    last = numbers(widget, "outputs")[0, -1, 0, 0, 0]
    assert last < np.float32(3e30)
