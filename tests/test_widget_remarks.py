"""What the widgets say of a student's function that can be drawn but is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course import widgets
from course.widgets.differences import one_sided
from course.widgets.runners import Runner, first_wrong
from solutions.capstone import fgsm, input_gradient, loss_and_gradient
from solutions.deltas import (
    bias_gradient,
    hidden_delta,
    output_delta,
    weight_gradient,
)
from solutions.depth import error_gain
from solutions.forward import forward
from solutions.gradcheck import numerical_gradient
from solutions.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    mse,
    mse_gradient,
)
from solutions.neuron import sigmoid, sigmoid_prime
from solutions.training import gradient_step

_DELTAS = (output_delta, hidden_delta, bias_gradient, weight_gradient)
_COSTS = (mse, mse_gradient, binary_cross_entropy, binary_cross_entropy_gradient)


def unwritten(*arguments: Any, **named: Any) -> Any:
    raise NotImplementedError


def input_sign(*given: Any) -> Any:
    return np.sign(input_gradient(*given))


# What is wrong with the function, and what the widget says of it.
REMARKS: list[tuple[str, tuple[Any, ...], str]] = [
    ("one_neuron", (np.tanh, sigmoid_prime), "Your sigmoid(0) is 0; it should be 0.5."),
    (
        "one_neuron",
        (sigmoid, sigmoid),
        "Your sigmoid_prime(0) is 0.5; by the curve it should be 0.25.",
    ),
    (
        "one_neuron",
        (lambda z: np.exp(z) / (1 + np.exp(z)), sigmoid_prime),
        "Your sigmoid(1000) is nan; it should be 1.",
    ),
    ("one_neuron", (sigmoid, unwritten), "sigmoid_prime is not written yet"),
    (
        "loss_slopes",
        (mse, lambda A, Y: 2 * (A - Y), *_COSTS[2:], sigmoid),
        "Your mse_gradient at a = 0.5, y = 0 is 1; by differences of",
    ),
    (
        "loss_slopes",
        (lambda A, Y: ((A - Y) ** 2).sum() / 2, *_COSTS[1:], sigmoid),
        "Your mse of the same example twice is 1;",
    ),
    (
        "loss_slopes",
        (*_COSTS[:2], unwritten, unwritten, sigmoid),
        "binary_cross_entropy is not written yet",
    ),
    (
        "loss_surface",
        (mse, lambda Z, Y: -np.mean(np.log(1 + sigmoid(Z))), sigmoid),
        "Your binary_cross_entropy of z = 0, y = 1 is",
    ),
    (
        "backward_pass",
        (forward, output_delta, lambda d, W, Z, name: d @ W, *_DELTAS[2:]),
        "BP2, your hidden_delta: δ¹₁ is",
    ),
    (
        "backward_pass",
        (forward, lambda dA, Z, name: dA, *_DELTAS[1:]),
        "BP1, your output_delta: δ²₁ is",
    ),
    (
        "backward_pass",
        (forward, *_DELTAS[:3], lambda delta, A: 2 * delta.T @ A),
        "BP4, your weight_gradient: ∂C/∂w²₁₁ is",
    ),
    (
        "backward_pass",
        (forward, output_delta, unwritten, *_DELTAS[2:]),
        "hidden_delta is not written yet",
    ),
    (
        "step_size",
        (lambda f, x, h: 2 * numerical_gradient(f, x, h),),
        "is 2 times the true one",
    ),
    ("step_size", (one_sided,), "falls like h to the power 1.0"),
    ("learning_rate", (lambda t, g, eta: t + eta * g,), "goes uphill"),
    ("learning_rate", (lambda t, g, eta: t,), "does not move"),
    ("learning_rate", (lambda t, g, eta: t - 2 * eta * g,), "is 2 times as long"),
    (
        "learning_rate",
        (gradient_step, lambda H: 1 / np.linalg.eigvalsh(H)[-1]),
        "Your largest_stable_learning_rate says 0.125.",
    ),
    (
        "layer_errors",
        (
            error_gain,
            lambda dW, db, limit: ({l: np.minimum(dW[l], limit) for l in dW}, db),
        ),
        "Of a gradient of length 10.58 your clip_by_global_norm leaves 1 in layer 1",
    ),
    ("digits_descent", (lambda t, g, eta: t + eta * g,), "goes uphill"),
    ("digits_descent", (lambda t, g, eta: t,), "does not move"),
    ("digits_descent", (lambda t, g, eta: t - 2 * eta * g,), "is 2 times as long"),
    (
        "digits_descent",
        (lambda t, g, eta: t - eta * np.sign(g),),
        "does not go along the gradient. This was step 1",
    ),
    (
        "digits_descent",
        (gradient_step, lambda gradient, theta, rng: 1.0),
        "Your curvature_by_power_iteration says 1 at the start; it should be about",
    ),
    (
        "reader_learns",
        (lambda *given: (2.0, *loss_and_gradient(*given)[1:]), fgsm),
        "your loss_and_gradient gives the cost 2; it should be",
    ),
    (
        "reader_learns",
        (lambda X, Y, W, b, kinds, _: loss_and_gradient(X, Y, W, b, kinds, 0.0), fgsm),
        "your loss_and_gradient gives the cost",
    ),
    (
        "reader_learns",
        (loss_and_gradient, lambda X, Y, W, b, kinds, e: X - e * (X > 0.5)),
        "With ε = 0.02 your fgsm takes the loss from",
    ),
    (
        "reader_learns",
        (loss_and_gradient, lambda X, *rest: X + rest[-1] * input_sign(X, *rest[:-1])),
        "your fgsm gives a pixel −0.02, not 0 to 1.",
    ),
    (
        "reader_learns",
        (loss_and_gradient, lambda *given: fgsm(*given[:-1], 2 * given[-1])),
        "With ε = 0.02 your fgsm changes a pixel by 0.04;",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "functions", "words"), REMARKS)
def test_the_first_wrong_number_is_named(
    name: str, functions: tuple[Any, ...], words: str
) -> None:
    widget = getattr(widgets, name)(*functions)
    assert widget.problem == ""
    assert words in widget.remark
    assert widget.remark in repr(widget), "what a feedback page shows"


def test_a_wrong_gradient_that_changes_its_argument_is_told() -> None:
    def careless(f: Any, x: Any, h: float) -> Any:
        result = numerical_gradient(f, x, h)
        x += h
        return result

    assert "leaves x changed" in widgets.step_size(careless).remark


def _uncorrected(theta: Any, grad: Any, state: Any, eta: float, beta1: float) -> Any:
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    return theta - eta * np.sign(m) * np.abs(m / grad), {"m": m}


def _forgetful(theta: Any, grad: Any, state: Any, eta: float, mu: float) -> Any:
    return theta - eta * grad, {"v": -eta * grad}


_kept: dict[str, Any] = {}


def _hoarder(theta: Any, grad: Any, state: Any, eta: float, mu: float) -> Any:
    _kept["n"] = _kept.get("n", 0.0) + 1.0
    v = -eta * grad * (1.0 if _kept["n"] < 2 else 3.0)
    return theta + v, state


@pytest.mark.parametrize(
    ("name", "step", "words"),
    [
        ("Adam", _uncorrected, "is (−0.01, 0.01); it should be (−0.1, 0.1)"),
        ("momentum", _forgetful, "they should come to (−0.4, 0.1)"),
        ("momentum", _hoarder, "remembers the run before"),
        ("SGD", lambda theta, grad, eta: theta + eta * grad, "should be (−0.2, 0.05)"),
    ],
)  # fmt: skip
def test_an_optimizer_that_steps_wrong_is_told(
    name: str, step: Callable[..., Any], words: str
) -> None:
    assert words in first_wrong(Runner(name, step))
