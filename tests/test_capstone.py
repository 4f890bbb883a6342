"""Chapter 15 against PyTorch, in float64, to ten digits, and by what it promises."""

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.judge import call_here, judge, score
from autograder.oracle import central_difference
from autograder.slips.stored import exercise
from course.check import examine_exercise
from course.datasets import load_digits
from course.dropout import DROPOUT
from solutions.capstone import (
    dropout_backward,
    dropout_forward,
    early_stopping,
    fgsm,
    input_gradient,
    loss_and_gradient,
    loss_scale_step,
    train_reader,
)
from solutions.forward import forward
from tests.drawn import at_hand, drawn
from tests.pytorch import agree, gradient, tensor, torch

every_seed = pytest.mark.parametrize("seed", range(3))
KINDS = {1: "tanh", 2: "relu", 3: "softmax"}


def reader(seed):
    """Draw a network of three layers, images and classes."""
    rng = np.random.default_rng(seed)
    n = [5, 4, 6, 3]
    W = {l: rng.normal(size=(n[l], n[l - 1])) for l in KINDS}
    b = {l: rng.normal(size=n[l]) for l in KINDS}
    return rng.random((7, 5)), np.eye(3)[rng.integers(0, 3, 7)], W, b


def scores(X, *theta):
    W_1, W_2, W_3, b_1, b_2, b_3 = theta
    hidden = torch.relu(torch.tanh(X @ W_1.T + b_1) @ W_2.T + b_2)
    return hidden @ W_3.T + b_3


@every_seed
def test_the_gradient_of_the_whole_reader(seed):
    X, Y, W, b = reader(seed)
    net = torch.nn.functional

    def cost(*theta):
        penalty = sum((w**2).sum() for w in theta[:3])
        loss = net.cross_entropy(scores(tensor(X), *theta), tensor(Y))
        return loss + 0.05 * penalty

    theta = [*W.values(), *b.values()]
    C, dW, db = loss_and_gradient(X, Y, W, b, KINDS, 0.1)
    agree(C, cost(*map(tensor, theta)))
    want = gradient(cost, *theta)
    for ours, theirs in zip([*dW.values(), *db.values()], want, strict=True):
        agree(ours, theirs)


@every_seed
def test_the_gradient_of_the_image(seed):
    X, Y, W, b = reader(seed)
    theta = [tensor(value) for value in (*W.values(), *b.values())]
    (want,) = gradient(
        lambda X: torch.nn.functional.cross_entropy(scores(X, *theta), tensor(Y)), X
    )
    agree(input_gradient(X, Y, W, b, KINDS), want)
    aimed = (tensor(X) + 0.1 * want.sign()).clip(0, 1)
    agree(fgsm(X, Y, W, b, KINDS, 0.1), aimed)


@every_seed
@pytest.mark.parametrize("keep", [0.25, 0.8, 1.0])
def test_dropout_under_a_fixed_mask(seed, keep):
    rng = np.random.default_rng(seed)
    A, dA = rng.normal(size=(2, 40, 50))
    left, mask = dropout_forward(A, keep, rng)
    assert set(np.unique(mask)) <= {0.0, 1.0 / keep}
    off = np.mean(mask == 0)
    assert abs(off - (1 - keep)) <= 6 * np.sqrt(keep * (1 - keep) / mask.size)
    agree(left, tensor(A) * tensor(mask))
    (want,) = gradient(lambda A: (A * tensor(mask) * tensor(dA)).sum(), A)
    agree(dropout_backward(dA, mask), want)
    differences = central_difference(lambda A: float(np.sum(A * mask * dA)), A)
    assert np.allclose(dropout_backward(dA, mask), differences, atol=1e-6)


AN_EXACT_SHARE = """
def dropout_forward(A, keep, rng):
    mask = (rng.permutation(A.size).reshape(A.shape) < keep * A.size) / keep
    return A * mask, mask
"""


def test_a_share_that_never_varies_is_not_each_neurons_own_chance():
    check, notebook = CHECKS["dropout_forward"], {"__name__": "__main__"}
    exec(AN_EXACT_SHARE, notebook)
    call = call_here(notebook["dropout_forward"])
    verdict = judge(check, call, np.random.default_rng(1))
    assert (verdict.points, verdict.mistake.name) == (0.0, "kept_an_exact_share")
    stored = exercise(check)
    report, _ = examine_exercise(stored, {check.name: stored}, notebook)
    assert report.state == "wrong"
    assert verdict.found in report.sentences


def test_a_share_that_chance_decides_comes_out_exact_at_times():
    right = [(40, 40), (30, 30)]  # each by itself may well be
    called = [{"A": np.zeros(shape), "keep": 0.5} for shape in right]
    assert DROPOUT.together([({"share": 0.5}, named) for named in called]) is None
    assert DROPOUT.together([({"share": 0.5}, named) for named in called * 5])
    off = [({"share": 0.5}, named) for named in called * 5]
    off[3] = ({"share": 0.5 + 2 / 900}, called[1])
    assert DROPOUT.together(off) is None


@pytest.mark.parametrize(
    ("losses", "patience", "stop", "best"),
    [
        ([1.0], 1, 0, 0),
        ([1.0, 1.0], 1, 1, 0),
        ([3.0, 2.0, 1.0], 1, 2, 2),
        ([1.0, 2.0, 0.5, 0.6, 0.7, 0.1], 2, 4, 2),
        ([np.nan, 2.0, np.nan, 1.0], 2, 3, 3),
        ([np.nan, np.nan, np.nan], 2, 2, 0),
    ],
)
def test_early_stopping(losses, patience, stop, best):
    assert early_stopping(losses, patience) == (stop, best)


def test_the_scale_is_taken_out_and_chosen_anew():
    grad = np.array([[8.0, 2.0**-20]], dtype=np.float16)
    want = torch.tensor(grad).double() / 1024
    slope, scale, good = loss_scale_step(grad, 1024.0, 0, 3)
    agree(slope, want)
    assert (scale, good) == (1024.0, 1)
    assert loss_scale_step(grad, 1024.0, 2, 3)[1:] == (2048.0, 0)
    grad[0, 0] = np.nan
    assert loss_scale_step(grad, 1024.0, 2, 3) == (None, 512.0, 0)


def test_the_reader_learns_pixels_and_classes_in_any_order():
    images, labels = load_digits()
    rng = np.random.default_rng(0)
    pixels, names = rng.permutation(64), rng.permutation(10)
    order = rng.permutation(len(images))
    X, Y = images[order][:, pixels], np.eye(10)[names[labels[order]]]
    W, b, kinds = train_reader(X[:900], Y[:900], X[900:1100], Y[900:1100], rng)
    said = forward(X[1100:], W, b, kinds)[1][len(W)].argmax(axis=1)
    assert np.mean(said == Y[1100:].argmax(axis=1)) >= 0.94


@pytest.mark.parametrize(
    ("draws", "right", "said"),
    [
        (True, True, "Right."),
        (False, True, "is not drawn from `rng`"),
        (True, False, "reads 0.0% of the images that it has not seen, wanted 100%"),
    ],
)
def test_what_a_reader_of_two_images_is_told(draws, right, said):
    def reader(X, Y, X_val, Y_val, rng):
        W = np.eye(2) if right else np.eye(2)[::-1].copy()
        b = rng.normal(0.0, 1e-9, 2) if draws else np.zeros(2)
        return {1: W}, {1: b}, {1: "softmax"}

    check = CHECKS["train_reader"]
    example = [case for case in drawn(check, 0).cases if case.corner == "the example"]
    rng = np.random.default_rng(0)
    verdict = score(at_hand(check, example), call_here(reader), rng)
    assert said in verdict.sentence
