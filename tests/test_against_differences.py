"""Every gradient against differences, and the library against published numbers."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from autograder.oracle import central_difference
from solutions.deltas import (
    activate_prime,
    backward,
    bias_gradient,
    deltas_by_trying,
    hidden_delta,
    output_delta,
    shared_gradient,
    softmax_cross_entropy_delta,
    weight_gradient,
)
from solutions.fast_step import FastStep
from solutions.forward import (
    activate,
    affine,
    forward,
    relu,
    relu_prime,
    softmax,
    swish_prime,
    tanh,
    tanh_prime,
)
from solutions.gradcheck import (
    complex_step,
    diagnose,
    directional_check,
    gradient_check,
    numerical_gradient,
    relative_error,
)
from solutions.learning_rate import largest_stable_learning_rate
from solutions.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    mse,
    mse_gradient,
    softmax_cross_entropy,
)
from solutions.momentum import nesterov_step
from solutions.neuron import neuron_gradient, sigmoid, sigmoid_prime, weighted_input
from solutions.training import (
    flatten,
    gradient_step,
    train,
    unflatten,
)
from tests.library import OWN_TESTS, named_in, public

SEEDS = range(5)
NAMES = ["sigmoid", "tanh", "relu"]

# What has no derivative in it; PyTorch is what these are compared with.
WITHOUT_SLOPES = {
    "tent": "It gives weights.",
    "initialize": "It draws random numbers.",
    "minibatches": "It draws random numbers.",
    "learning_rate_schedule": "It is a number for each step.",
    "momentum_step": "It takes a gradient and gives none.",
    "rmsprop_step": "It takes a gradient and gives none.",
    "adam_step": "It takes a gradient and gives none.",
    "adamw_step": "It takes a gradient and gives none.",
}

every_seed = pytest.mark.parametrize("seed", SEEDS)


def away(rng, shape):
    """Draw numbers that keep away from the corner of relu."""
    Z = rng.normal(0.0, 1.5, shape)
    return np.where(np.abs(Z) < 0.05, 0.5, Z)


def agree(got, scalar, at):
    assert relative_error(np.asarray(got), central_difference(scalar, at)) < 1e-8


@every_seed
@pytest.mark.parametrize(
    ("slope", "function"),
    [
        (sigmoid_prime, sigmoid),
        (tanh_prime, tanh),
        (relu_prime, relu),
        (swish_prime, lambda z: z * sigmoid(z)),
    ],
)
def test_slopes(seed, slope, function):
    Z = away(np.random.default_rng(seed), (4, 3))
    agree(slope(Z), lambda z: float(function(z).sum()), Z)


@every_seed
@pytest.mark.parametrize("name", NAMES)
def test_slopes_by_name(seed, name):
    Z = away(np.random.default_rng(seed), (4, 3))
    agree(activate_prime(name, Z), lambda z: float(activate(name, z).sum()), Z)


@every_seed
def test_one_neuron(seed):
    rng = np.random.default_rng(seed)
    X, y, w, b = rng.normal(size=(5, 3)), rng.uniform(size=5), rng.normal(size=3), 0.4
    cost = lambda w, b: float(  # noqa: E731
        np.mean((sigmoid(weighted_input(X, w, b)) - y) ** 2) / 2
    )
    dw, db = neuron_gradient(X, y, w, b)
    agree(dw, lambda w: cost(w, b), w)
    agree(db, lambda b: cost(w, b), b)


@every_seed
@pytest.mark.parametrize(
    ("slope", "cost"),
    [
        (mse_gradient, mse),
        (binary_cross_entropy_gradient, binary_cross_entropy),
        (softmax_cross_entropy_delta, softmax_cross_entropy),
    ],
)
def test_costs(seed, slope, cost):
    rng = np.random.default_rng(seed)
    Z, Y = rng.normal(size=(5, 3)), softmax(rng.normal(size=(5, 3)))
    agree(slope(Z, Y), lambda z: float(cost(z, Y)), Z)


@every_seed
@pytest.mark.parametrize("name", NAMES)
def test_delta_equations(seed, name):
    rng = np.random.default_rng(seed)
    Z, dA = away(rng, (5, 3)), rng.normal(size=(5, 3))
    agree(output_delta(dA, Z, name), lambda z: np.sum(dA * activate(name, z)), Z)
    delta, W, A = rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), dA
    b = rng.normal(size=4)
    upward = lambda z: np.sum(delta * affine(activate(name, z), W, b))  # noqa: E731
    agree(hidden_delta(delta, W, Z, name), upward, Z)
    agree(weight_gradient(delta, A), lambda w: np.sum(delta * affine(A, w, b)), W)
    agree(bias_gradient(delta), lambda v: np.sum(delta * affine(A, W, v)), b)


@every_seed
@pytest.mark.parametrize(
    "layers",
    [
        ["sigmoid"],
        ["tanh", "sigmoid"],
        ["sigmoid", "tanh", "tanh"],
        ["tanh", "softmax"],
    ],
    ids="-".join,
)
def test_the_whole_network_in_one_row_of_parameters(seed, layers):
    rng = np.random.default_rng(seed)
    sizes = [int(n) for n in rng.permutation(np.arange(2, 7))[: len(layers) + 1]]
    theta = rng.normal(size=sum(n * (m + 1) for m, n in pairwise(sizes)))
    X, L = rng.normal(size=(7, sizes[0])), len(layers)
    Y = softmax(rng.normal(size=(7, sizes[-1])))
    activation = dict(enumerate(layers, start=1))

    def cost(theta):
        Z, A = forward(X, *unflatten(theta, sizes), activation)
        if layers[-1] == "softmax":
            return float(softmax_cross_entropy(Z[L], Y))
        return float(mse(A[L], Y))

    W, b = unflatten(theta, sizes)
    grad = flatten(*backward(Y, *forward(X, W, b, activation), W, activation))
    agree(grad, cost, theta)
    agree(numerical_gradient(cost, theta), cost, theta)
    assert gradient_check(cost, grad, theta)
    assert directional_check(cost, grad, theta, rng)


@every_seed
def test_every_neuron_by_trying(seed):
    """The delta of an example is N times less than the slope of its own cost."""
    rng = np.random.default_rng(seed)
    X, Y, names = rng.normal(size=(6, 3)), rng.normal(size=(6, 2)), ["tanh", "sigmoid"]
    W = {1: rng.normal(size=(4, 3)), 2: rng.normal(size=(2, 4))}
    b = {1: rng.normal(size=4), 2: rng.normal(size=2)}
    activation = dict(enumerate(names, start=1))
    Z, A = forward(X, W, b, activation)
    delta = deltas_by_trying(X, Y, W, b, activation)
    upper = lambda z: mse(  # noqa: E731
        activate("sigmoid", affine(activate("tanh", z), W[2], b[2])), Y
    )
    agree(delta[1], upper, Z[1])
    agree(delta[2], lambda z: mse(activate("sigmoid", z), Y), Z[2])
    agree(weight_gradient(delta[1], A[0]), lambda w: upper(affine(X, w, b[1])), W[1])


@every_seed
@pytest.mark.parametrize("name", NAMES)
def test_weights_that_are_used_twice(seed, name):
    rng = np.random.default_rng(seed)
    X, Y, W, b = (rng.normal(size=shape) for shape in ((5, 3), (5, 3), (3, 3), 3))
    layer = lambda a, W, b: activate(name, affine(a, W, b))  # noqa: E731
    cost = lambda W, b: mse(layer(layer(X, W, b), W, b), Y)  # noqa: E731
    dW, db = shared_gradient(X, Y, W, b, name)
    agree(dW, lambda w: cost(w, b), W)
    agree(db, lambda v: cost(W, v), b)


@every_seed
def test_a_step_to_the_side(seed):
    x = np.random.default_rng(seed).normal(size=(3, 2))
    f = lambda x: np.sum(np.exp(x[:, 0] * x[:, 1]) * x[:, 0])  # noqa: E731
    agree(complex_step(f, x), lambda x: float(f(x)), x)


@every_seed
def test_the_bug_hunt_finds_nothing_in_differences(seed):
    rng = np.random.default_rng(seed)
    X, Y, activation = rng.normal(size=(6, 3)), rng.normal(size=(6, 2)), "tanh"
    W = {1: rng.normal(size=(4, 3)), 2: rng.normal(size=(2, 4))}
    b = {1: rng.normal(size=4), 2: rng.normal(size=2)}
    names = dict.fromkeys(W, activation)

    def by_differences(Y, Z, A, W, names):
        cost = lambda W, b: mse(forward(X, W, b, names)[1][2], Y)  # noqa: E731
        return (
            central_difference(lambda W: cost(W, b), W),
            central_difference(lambda b: cost(W, b), b),
        )

    assert diagnose(by_differences, X, Y, W, b, names) == "none"


@every_seed
def test_the_fast_step_goes_down_the_measured_slope(seed):
    rng = np.random.default_rng(seed)
    sizes, names = [5, 7, 4, 3], {1: "relu", 2: "relu", 3: "softmax"}
    theta = rng.normal(size=5 * 7 + 7 + 7 * 4 + 4 + 4 * 3 + 3)
    X, Y = rng.normal(size=(6, 5)), softmax(rng.normal(size=(6, 3)))

    def cost(theta):
        Z, _ = forward(X, *unflatten(theta, sizes), names)
        return float(softmax_cross_entropy(Z[3], Y))

    W, b = unflatten(theta.copy(), sizes)
    found = FastStep(sizes, 6)(W, b, X, Y, 1.0)
    assert found == pytest.approx(cost(theta), rel=1e-12)
    agree(theta - flatten(W, b), cost, theta)


@every_seed
def test_training_with_measured_slopes_is_training(seed):
    rng = np.random.default_rng(seed)
    X, Y, start = rng.normal(size=(7, 3)), rng.normal(size=(7, 1)), rng.normal(size=3)
    loss = lambda t, X, Y: float(np.mean((X @ t - Y[:, 0]) ** 2))  # noqa: E731
    slope = lambda t, X, Y: 2 * X.T @ (X @ t - Y[:, 0]) / len(X)  # noqa: E731
    measured = lambda t, X, Y: central_difference(  # noqa: E731
        lambda t: loss(t, X, Y), t
    )
    ends = [
        train(start, X, Y, loss, way, 0.05, 3, 4, 0.0, np.random.default_rng(1))
        for way in (slope, measured)
    ]
    assert relative_error(ends[0][0], ends[1][0]) < 1e-8
    assert relative_error(np.array(ends[0][1]), np.array(ends[1][1])) < 1e-8


@every_seed
def test_the_largest_rate_from_measured_curvatures(seed):
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(4, 4))
    H = M @ M.T + np.eye(4)
    slope = lambda t: numerical_gradient(lambda t: t @ H @ t / 2, t, 1.0)  # noqa: E731
    measured = np.array([slope(e) - slope(-e) for e in np.eye(4)]) / 2
    rate = largest_stable_learning_rate(measured)
    assert rate == pytest.approx(2 / np.linalg.norm(H, 2), rel=1e-9)
    for factor, stays in ((0.99, True), (1.01, False)):
        theta = rng.normal(size=4)
        far = np.linalg.norm(theta)
        for _ in range(2000):
            theta = gradient_step(theta, H @ theta, factor * rate)
        assert (np.linalg.norm(theta) < far) == stays


@every_seed
def test_nesterov_looks_ahead_to_where_the_slope_is_measured(seed):
    """Sutskever et al. (2013), equations 3 and 4, for a point that lags behind."""
    rng = np.random.default_rng(seed)
    C = lambda t: float(np.sum(t**4) / 4 + np.prod(np.sin(t)))  # noqa: E731
    phi, v, eta, mu = rng.normal(size=3), np.zeros(3), 0.05, 0.8
    theta, state = phi, {}
    for _ in range(12):
        v = mu * v - eta * central_difference(C, phi + mu * v)
        phi = phi + v
        theta, state = nesterov_step(
            theta, central_difference(C, theta), state, eta, mu
        )
        assert relative_error(theta, phi + mu * v) < 1e-9


def test_a_wrong_gradient_is_noticed():
    Z = np.ones((2, 3))
    with pytest.raises(AssertionError):
        agree(1.0001 * sigmoid_prime(Z), lambda z: float(sigmoid(z).sum()), Z)


def test_the_numbers_of_a_published_example():
    """Mazur, "A step by step backpropagation example" (2015): 2-2-2, eta 0.5.

    He gives one bias a layer and does not train it. His error is half the sum of the
    squares, ours too for one example.
    """
    X, Y = np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]])
    W = {
        1: np.array([[0.15, 0.20], [0.25, 0.30]]),
        2: np.array([[0.40, 0.45], [0.50, 0.55]]),
    }
    b = {1: np.full(2, 0.35), 2: np.full(2, 0.60)}
    activation = {1: "sigmoid", 2: "sigmoid"}
    Z, A = forward(X, W, b, activation)
    assert A[1].round(9).tolist() == [[0.593269992, 0.596884378]]
    assert A[2].round(9).tolist() == [[0.751365070, 0.772928465]]
    assert round(float(mse(A[2], Y)), 9) == 0.298371109
    dW, _ = backward(Y, Z, A, W, activation)
    assert round(float(dW[2][0, 0]), 9) == 0.082167041
    W1, W2 = (gradient_step(W[l], dW[l], 0.5).round(8).tolist() for l in (1, 2))
    assert W1 == [[0.14978072, 0.19956143], [0.24975114, 0.29950229]]
    assert W2 == [[0.35891648, 0.40866619], [0.51130127, 0.56137012]]


def test_nothing_public_is_left_out():
    left_out = set(public()) - named_in(Path(__file__), *OWN_TESTS)
    assert left_out == set(WITHOUT_SLOPES)
