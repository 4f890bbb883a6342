"""Widgets and functions that are slow, fail in places, loop for ever, or are picky."""

from __future__ import annotations

import functools
import math
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from course import widgets
from course.endless import Endless, Watch
from course.widgets import engine, race, student
from course.widgets.rate import BATCHES, RATES
from course.widgets.student import NOTHING
from solutions.neuron import sigmoid, sigmoid_prime
from solutions.training import gradient_step
from tests.test_widgets import DELTAS, OPTIMIZERS, SHOWN, numbers

Function = Callable[..., Any]
NONE = np.float32(NOTHING)


def shown_with(name: str, change: Callable[[Function], Function]) -> Any:
    """Make a widget of right functions that are changed in one way."""
    make, functions = SHOWN[name]
    if name == "optimizer_race":
        return make({key: change(one) for key, one in OPTIMIZERS.items()})
    return make(*(change(function) for function in functions))


def slow(seconds: float) -> Callable[[Function], Function]:
    """Give a change that makes a function slow."""

    def change(function: Function) -> Function:
        @functools.wraps(function)
        def slowly(*args: Any, **named: Any) -> Any:
            time.sleep(seconds)
            return function(*args, **named)

        return slowly

    return change


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the first picture and every slice a moment only."""
    for module in (engine, race):
        monkeypatch.setattr(module, "FIRST", 0.02)
    monkeypatch.setattr(engine, "SLICE", 0.01)
    monkeypatch.setattr(race, "TURN", 0.01)
    monkeypatch.setattr(student, "ASIDE", 0.05)
    yield


def test_a_step_for_one_point_alone_is_never_given_four() -> None:
    def by_hand(theta: Any, grad: Any, eta: float) -> Any:
        assert theta.shape == grad.shape == (2,)
        a, b = theta
        return np.array([a - eta * grad[0], b - eta * grad[1]])

    widget = widgets.learning_rate(by_hand)
    assert (widget.problem, widget.remark, widget.pending) == ("", "", 0)
    right = numbers(widgets.learning_rate(gradient_step), "paths")
    assert np.allclose(numbers(widget, "paths"), right, rtol=1e-6)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", SHOWN)
def test_of_a_slow_function_something_is_shown_at_once(name: str) -> None:
    widget = shown_with(name, slow(0.001))
    assert widget.problem == ""
    sent = np.frombuffer(widget.data, "<f4")
    assert (sent < NONE).any()
    assert "so slow" not in widget.remark


@pytest.mark.usefixtures("impatient")
def test_what_the_slider_needs_comes_first_and_all_of_it_in_the_end() -> None:
    widget = widgets.learning_rate(slow(0.0005)(gradient_step))
    paths = numbers(widget, "paths")
    here = int(np.argmin(np.abs(RATES - widget.eta)))
    assert paths[here, -1, 1, 0] < NONE
    assert (paths[:here, -1] == NONE).all()
    far = {"eta": float(RATES[100]), "batch_size": BATCHES[0]}
    while numbers(widget, "paths")[100, 0, -1, 0] == NONE:
        widget.grow(widget, {"more": far})
    assert numbers(widget, "verdicts")[0, 1, 0] == 5.0
    assert numbers(widget, "paths")[0, 0, 1, 0] == NONE


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", sorted(set(SHOWN) - {"optimizer_race"}))
def test_what_grows_ends_as_what_is_there_at_once(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(student, "PATIENCE", 60.0)
    widget = shown_with(name, lambda function: function)
    monkeypatch.setattr(engine, "FIRST", 60.0)
    whole = shown_with(name, lambda function: function)
    assert whole.pending == 0
    left = widget.pending + 1
    while widget.pending:
        assert widget.pending < left, "nothing was done"
        left = widget.pending + 1
        widget.grow(widget, {"more": widget.settings()})
    assert widget.data == whole.data
    assert widget.remark == whole.remark == ""


@pytest.mark.usefixtures("impatient")
def test_a_slow_race_is_run_on_from_where_it_was() -> None:
    widget = shown_with("optimizer_race", slow(0.002))
    wish = widget.about["races"][0]
    seen = [int((numbers(widget, "costs") < NONE).sum())]
    for ask in (1, 2):
        widget.respond(widget, {"ask": ask, "races": [wish]})
        seen.append(int((numbers(widget, "costs") < NONE).sum()))
        assert widget.about["done"] == [False]
    assert seen == sorted(set(seen))


def test_where_a_curve_raises_the_rest_of_it_is_drawn() -> None:
    def careful(z: Any) -> Any:
        if np.any(np.abs(z) > 10):
            raise OverflowError("too far out")
        return sigmoid(z)

    widget = widgets.one_neuron(careful, sigmoid_prime)
    heights = numbers(widget, "heights")
    at = np.linspace(-24, 24, len(heights))
    assert ((heights == NONE) == (np.abs(at) > 10)).all()
    assert "OverflowError: too far out." in widget.remark


@pytest.mark.parametrize("name", ["learning_rate", "optimizer_race"])
def test_where_a_step_raises_the_other_rates_are_drawn(name: str) -> None:
    def change(function: Function) -> Function:
        @functools.wraps(function)
        def timid(*args: Any, **named: Any) -> Any:
            if np.abs(args[0]).max() > 5:
                raise ValueError("that is too far")
            return function(*args, **named)

        return timid

    widget = shown_with(name, change)
    assert widget.problem == ""
    if name == "optimizer_race":
        wish = widget.about["races"][0] | {"eta": 0.5}
        widget.respond(widget, {"ask": 1, "races": [wish]})
        assert "that is too far" in widget.about["remarks"][0]
        assert (numbers(widget, "costs")[0, 0] < NONE).sum() >= 2
        return
    ends = numbers(widget, "paths")[:, -1, -1, 0]
    assert ends[0] < NONE
    assert ends[-1] == NONE
    assert "ValueError: that is too far." in widget.remark
    assert "This was at η = " in widget.remark


def test_a_forward_pass_without_one_activation_shows_the_others() -> None:
    forward = SHOWN["forward_pass"][1][0]

    def no_relu(X: Any, W: Any, b: Any, activation: Any) -> Any:
        if "relu" in activation.values():
            raise KeyError("relu")
        return forward(X, W, b, activation)

    widget = widgets.forward_pass(no_relu)
    assert widget.problem == ""
    lost = (numbers(widget, "values") == NONE).all(axis=(1, 2))
    assert lost.tolist() == [False] * 4 + [True] * 2
    assert "with relu, then sigmoid" in widget.remark


def test_a_delta_that_fails_for_one_target_shows_the_other() -> None:
    forward = SHOWN["backward_pass"][1][0]

    def one_sided(dA: Any, Z: Any, activation: Any) -> Any:
        if dA[0, 0] > 0:
            raise ValueError("positive")
        return DELTAS[0](dA, Z, activation)

    widget = widgets.backward_pass(forward, one_sided, *DELTAS[1:])
    lost = (numbers(widget, "delta2") == NONE).any(axis=(0, 2))
    assert lost.tolist() == [False, True]
    assert "ValueError: positive." in widget.remark


# Widgets that ask for many places; which of their functions fails, and where.
TIMID: dict[str, tuple[int, Callable[..., bool]]] = {
    "attention_map": (0, lambda Q, K, *_: np.abs(K).max() > 3.0),
    "layer_errors": (0, lambda W, Z, activation: activation == "tanh"),
    "backward_sweep": (0, lambda operation, *_: operation == "exp"),
    "blame_through_time": (0, lambda X, *_: np.abs(X).max() > 1.5),
    "loss_surface": (2, lambda z: np.abs(z).max() > 10.0),
    "sliding_kernel": (0, lambda X, W, b, *_: W.sum() == 0.0),
    "digits_descent": (0, lambda theta, grad, eta: eta > 1.0),
}


@pytest.mark.parametrize("name", TIMID)
def test_a_function_that_fails_in_a_part_is_shown_in_the_rest(name: str) -> None:
    make, functions = SHOWN[name]
    place, fails = TIMID[name]
    function = functions[place]

    @functools.wraps(function)
    def timid(*args: Any, **named: Any) -> Any:
        if fails(*args, **named):
            raise ValueError("not there")
        return function(*args, **named)

    widget = make(*functions[:place], timid, *functions[place + 1 :])
    assert widget.problem == ""
    assert f"{function.__name__} stopped with ValueError: not there." in widget.remark
    got, want = (np.frombuffer(one.data, "<f4") for one in (widget, make(*functions)))
    there = got < NONE
    assert 0.05 < there.sum() / (want < NONE).sum() < 1.0
    same = np.isclose(got[there], want[there], rtol=1e-5)
    # A map is filled from what is near it.
    assert same.all() if name != "loss_surface" else same.mean() > 0.5


@pytest.mark.parametrize("name", SHOWN)
def test_little_is_asked_before_something_is_seen(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 0.2 s a call a picture that asks for more would be given up."""
    for module, moment in ((engine, "FIRST"), (race, "FIRST"), (student, "ASIDE")):
        monkeypatch.setattr(module, moment, 0.0)
    asked = []

    def change(function: Function) -> Function:
        @functools.wraps(function)
        def counted(*args: Any, **named: Any) -> Any:
            asked.append(function)
            return function(*args, **named)

        return counted

    widget = shown_with(name, change)
    assert widget.problem == ""
    assert (np.frombuffer(widget.data, "<f4") < NONE).any()
    assert len(asked) * 0.2 < student.PATIENCE


def test_an_exception_that_cannot_be_written_is_named() -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no words")

    def fails(theta: Any, grad: Any, eta: float) -> Any:
        raise Odd

    assert "stopped with Odd. Mend that" in widgets.learning_rate(fails).problem


def test_what_a_rule_does_wrong_is_not_said_of_the_machine() -> None:
    make, (vjp, backpropagate) = SHOWN["backward_sweep"]

    def half(operation: str, upstream: Any, inputs: Any) -> Any:
        return vjp(operation, upstream, inputs) if operation == "add" else None

    assert make(half, backpropagate).problem.startswith("vjp returned None.")

    def stray(rule: Any, operations: Any, *rest: Any) -> Any:
        return backpropagate(rule, operations, *rest) | {99: np.array(1.0)}

    said = "backpropagate should return a dict with a gradient a node."
    assert make(vjp, stray).problem == said


def endless(*args: Any, **named: Any) -> Any:
    while True:
        pass


@pytest.mark.parametrize("name", SHOWN)
def test_a_loop_that_never_ends_is_ended_with_a_word(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(student, "PATIENCE", 0.3)
    widget = shown_with(name, lambda function: functools.wraps(function)(endless))
    said = widget.problem or widget.remark
    assert "did not come back within 0.3 seconds." in said
    assert "a loop in it that never ends?" in said


def test_a_watch_ends_calls_in_its_own_thread_only_and_no_later_one() -> None:
    other = threading.Thread(target=time.sleep, args=(0.5,))
    other.start()
    with Watch(0.2) as watch:
        for _ in range(3):
            with pytest.raises(Endless):
                watch.call(endless)
            assert watch.call(sum, range(100_000)) == 4999950000
    other.join()


WATCHED = """
import sys
from course.endless import Endless, Watch
def loop():
    while True: pass
with Watch(0.1) as watch:
    try: watch.call(loop)
    except Endless: pass
sys.setprofile(lambda *_: None)
(lambda: None)()
sys.setprofile(None)
print("it goes on")
"""


def test_after_a_call_was_ended_a_debugger_can_look_on():
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == "it goes on\n", done.stderr


def test_an_error_is_said_whole_and_in_plain_words() -> None:
    long = "it went wrong because " + "of one thing and another " * 12 + "at last"

    def fails(theta: Any, grad: Any, eta: float) -> Any:
        raise ValueError(long)

    problem = widgets.learning_rate(fails).problem
    assert " ".join(long.split()) + ". Mend that first" in problem
    plain = widgets.one_neuron(lambda z: 1 / (1 + math.exp(-z)), sigmoid_prime).problem
    assert "a function for one number, as those of the module `math` are" in plain
