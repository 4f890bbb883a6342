"""Random directions accept right gradients and see one wrong element of thousands."""

import numpy as np
import pytest

from course.datasets import load_digits
from solutions.deltas import backward
from solutions.forward import forward
from solutions.gradcheck import directional_check
from solutions.losses import softmax_cross_entropy
from solutions.training import flatten, initialize, unflatten

# 10,173 parameters.
SIZES = [64, 100, 33, 10]
SEEDS = range(40)
NAMES = ("tanh", "sigmoid", "relu")


def problem(name, seed, N=16):
    """Give a cost on digits, parameters and their gradient by backpropagation."""
    rng = np.random.default_rng(seed)
    images, labels = load_digits()
    rows = rng.choice(len(images), N, replace=False)
    X, Y = images[rows], np.eye(10)[labels[rows]]
    kinds = {1: name, 2: name, 3: "softmax"}
    theta = flatten(*initialize(SIZES, "he", rng))

    def cost(theta):
        return softmax_cross_entropy(
            forward(X, *unflatten(theta, SIZES), kinds)[0][3], Y
        )

    W, b = unflatten(theta, SIZES)
    gradient = flatten(*backward(Y, *forward(X, W, b, kinds), W, kinds))
    return cost, gradient, theta, rng


def average(gradient):
    """Give the size of an average element: the root of the mean square."""
    return np.linalg.norm(gradient) / np.sqrt(gradient.size)


@pytest.mark.parametrize("name", NAMES)
def test_right_gradients_of_ten_thousand_parameters_pass(name):
    for seed in SEEDS:
        f, gradient, x, rng = problem(name, seed)
        assert x.size >= 10_000
        assert directional_check(f, gradient, x, rng), seed


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [1.0, 3e-3])
def test_one_wrong_element_of_ten_thousand_shows_in_a_single_direction(name, share):
    for seed in SEEDS:
        f, gradient, x, rng = problem(name, seed)
        gradient[rng.integers(x.size)] += share * average(gradient)
        assert not directional_check(f, gradient, x, rng, directions=1), seed


@pytest.mark.parametrize("name", ["tanh", "sigmoid"])
def test_a_smooth_cost_lets_a_larger_step_find_less(name):
    finer = {"h": 1e-6, "tolerance": 1e-8}
    for seed in SEEDS:
        f, gradient, x, rng = problem(name, seed)
        assert directional_check(f, gradient, x, rng, **finer), seed
        gradient[rng.integers(x.size)] += 3e-6 * average(gradient)
        assert not directional_check(f, gradient, x, rng, directions=1, **finer), seed


def test_two_mistakes_that_cancel_are_found_by_several_directions():
    x, rng = np.ones(50), np.random.default_rng(0)
    gradient = 2 * x
    gradient[[3, 40]] += 0.1, -0.1
    tries = [
        directional_check(lambda x: np.sum(x**2), gradient, x, rng, directions=1)
        for _ in range(400)
    ]
    assert np.mean(tries) == pytest.approx(0.5, abs=0.1)  # 4 standard errors
    for seed in range(100):
        rng = np.random.default_rng(seed)
        assert not directional_check(lambda x: np.sum(x**2), gradient, x, rng)


@pytest.mark.parametrize("size", [10, 100_000])
def test_the_number_of_calls_does_not_depend_on_the_number_of_elements(size):
    calls = []

    def f(x):
        calls.append(1)
        return 0.5 * float(np.sum(x**2))  # in pairs: `x @ x` is rough without AVX

    x = np.random.default_rng(0).normal(size=size)
    assert directional_check(f, x, x, np.random.default_rng(1))
    assert len(calls) == 40
    assert not directional_check(f, -x, x, np.random.default_rng(1))
    assert len(calls) == 42


@pytest.mark.parametrize(
    ("x", "spoil"),
    [
        (np.full((2, 3), 100.0), lambda g: g * 1.0001),
        (np.full((2, 3), 1e-6), lambda g: g + 1e-4),
        (np.zeros((2, 3)), lambda g: g + 1e-4),
        (np.ones((2, 3)), lambda g: g * np.nan),
        (np.ones((2, 3)), lambda g: -g),
    ],
)
def test_large_and_small_numbers(x, spoil):
    def f(x):
        return float(np.sum(np.sin(x)) + 1.0)

    as_given = x.copy()
    assert directional_check(f, np.cos(x), x, np.random.default_rng(0))
    assert not directional_check(f, spoil(np.cos(x)), x, np.random.default_rng(0))
    assert (x == as_given).all()


def test_a_cost_that_is_not_a_number_is_no_pass():
    x = np.ones(3)
    assert not directional_check(lambda x: np.nan, x, x, np.random.default_rng(0))
