"""The oracle differentiates, and the forward functions it trusts deserve the trust."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.oracle import central_difference, derivative
from solutions.forward import activate, affine, forward, relu, softmax, tanh
from solutions.neuron import sigmoid, weighted_input

KNOWN = [
    ("a square", lambda x: x**2, lambda x: 2 * x),
    ("a cube", lambda x: x**3, lambda x: 3 * x**2),
    ("a sine", math.sin, math.cos),
    ("an exponential", math.exp, math.exp),
]

seeds = st.integers(0, 2**32 - 1)
unhurried = settings(max_examples=50, deadline=None)


@pytest.mark.parametrize(("f", "slope"), [row[1:] for row in KNOWN], ids=lambda f: "")
@pytest.mark.parametrize("x", [-2.0, 0.3, 1.0, 3.0])
def test_a_known_slope_is_found_to_nine_digits(f, slope, x) -> None:
    assert central_difference(f, x) == pytest.approx(slope(x), rel=1e-9, abs=1e-9)


def test_the_error_stays_below_the_stated_budget() -> None:
    x = np.linspace(-4.0, 4.0, 41)
    found = central_difference(lambda v: float(tanh(v).sum()), x)
    exact = 1.0 / np.cosh(x) ** 2
    assert np.abs(found - exact).max() < 1e-8 / 5


def test_the_step_grows_with_the_number_so_that_a_large_one_is_moved_too() -> None:
    found = central_difference(lambda x: x * x, 1e12)
    assert found == pytest.approx(2e12, rel=1e-6)


def test_the_derivative_by_a_matrix_has_its_shape_and_each_element_its_own() -> None:
    c = np.arange(6.0).reshape(2, 3)
    found = central_difference(lambda v: float((c * v**2).sum()), np.ones((2, 3)))
    assert np.allclose(found, 2 * c, atol=1e-8)


def test_the_derivative_by_a_dict_has_its_keys() -> None:
    W = {1: np.array([2.0]), 2: np.array([[3.0], [5.0]])}
    found = central_difference(lambda v: float(v[1][0] * v[2].sum()), W)
    assert found.keys() == W.keys()
    assert np.allclose(found[1], [8.0])
    assert np.allclose(found[2], [[2.0], [2.0]])


def test_the_derivative_by_a_float_is_a_float() -> None:
    assert type(central_difference(lambda x: x, 2.0)) is float


def test_integers_and_single_precision_are_differentiated_in_double() -> None:
    for x in (np.array([3]), np.array([3.0], dtype=np.float32)):
        found = central_difference(lambda v: float((v**2).sum()), x)
        assert found.dtype == np.float64
        assert found[0] == pytest.approx(6.0, rel=1e-9)


def test_the_point_itself_is_left_alone() -> None:
    x = np.array([1.0, 2.0])
    central_difference(lambda v: float((v**2).sum()), x)
    assert x.tolist() == [1.0, 2.0]


def test_a_function_that_keeps_its_argument_gets_a_new_one_each_time() -> None:
    kept = []
    central_difference(lambda v: kept.append(v) or 0.0, np.array([1.0, 2.0]))
    assert len({tuple(v) for v in kept}) == 4


def test_the_oracle_differentiates_by_the_argument_it_was_told() -> None:
    def scalar(a: float, b: float) -> float:
        return a * b**2

    assert derivative(scalar, wrt=0)(5.0, 3.0) == pytest.approx(9.0)
    assert derivative(scalar, wrt=1)(5.0, 3.0) == pytest.approx(30.0)


@unhurried
@given(seeds)
def test_a_weighted_input_is_the_sum_that_the_equation_writes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, w, b = rng.normal(size=(3, 4)), rng.normal(size=4), 0.7
    z = weighted_input(X, w, b)
    for i in range(3):
        assert z[i] == pytest.approx(math.fsum(w * X[i]) + b, abs=1e-12)


@unhurried
@given(seeds)
def test_affine_is_a_weighted_input_for_each_neuron(seed: int) -> None:
    rng = np.random.default_rng(seed)
    A, W, b = rng.normal(size=(3, 4)), rng.normal(size=(2, 4)), rng.normal(size=2)
    by_neuron = [weighted_input(A, W[j], b[j]) for j in range(2)]
    assert np.allclose(affine(A, W, b), np.stack(by_neuron, axis=1), atol=1e-12)


@unhurried
@given(st.floats(-1000, 1000))
def test_sigmoid_is_the_textbook_fraction_and_mirrors_itself(z: float) -> None:
    value = float(sigmoid(np.array(z)))
    assert 0.0 <= value <= 1.0
    assert value + float(sigmoid(np.array(-z))) == pytest.approx(1.0, abs=1e-15)
    if abs(z) < 700:
        assert value == pytest.approx(1.0 / (1.0 + math.exp(-z)), rel=1e-12)


@unhurried
@given(st.floats(-1000, 1000))
def test_tanh_and_relu_agree_with_the_standard_library(z: float) -> None:
    assert float(tanh(np.array(z))) == pytest.approx(math.tanh(z), rel=1e-12)
    assert float(relu(np.array(z))) == max(z, 0.0)


@unhurried
@given(seeds, st.floats(-1000, 1000))
def test_softmax_rows_are_probabilities_that_a_shift_leaves_alone(
    seed: int, shift: float
) -> None:
    Z = np.random.default_rng(seed).normal(0.0, 2.0, (3, 4))
    P = softmax(Z)
    assert (P > 0).all()
    assert np.allclose(P.sum(axis=1), 1.0, atol=1e-14)
    assert np.allclose(softmax(Z + shift), P, atol=1e-11)
    assert np.allclose(P, np.exp(Z) / np.exp(Z).sum(axis=1)[:, None], atol=1e-14)


def test_nothing_overflows_at_a_thousand() -> None:
    far = np.array([[-1000.0, 1000.0, 0.0]])
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid(far).tolist() == [[0.0, 1.0, 0.5]]
        assert tanh(far).tolist() == [[-1.0, 1.0, 0.0]]
        assert softmax(far).tolist() == [[0.0, 1.0, 0.0]]


@unhurried
@given(seeds)
def test_forward_is_one_layer_after_the_other(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(2, 3))
    W = {1: rng.normal(size=(4, 3)), 2: rng.normal(size=(5, 4))}
    b = {1: rng.normal(size=4), 2: rng.normal(size=5)}
    Z, A = forward(X, W, b, {1: "tanh", 2: "softmax"})
    assert (list(Z), list(A)) == ([1, 2], [0, 1, 2])
    assert np.array_equal(A[0], X)
    for l, name in ((1, "tanh"), (2, "softmax")):
        assert np.allclose(Z[l], np.einsum("ik,jk->ij", A[l - 1], W[l]) + b[l])
        assert np.array_equal(A[l], activate(name, Z[l]))
