"""A network designed by hand is judged by its answers, and told where they differ."""

import numpy as np
import pytest

from course.properties import PROPERTIES
from solutions.forward import tent

TENT = PROPERTIES["a tent"]
CORNERS = {"left": -1.0, "peak": 1.0, "right": 4.0}


def fault(got, **corners):
    return TENT(got, corners or CORNERS, {})


def of_weights(scale):
    """Give the same tent with other weights, and its neurons in the other order."""
    W, b = tent(**CORNERS)
    scales = np.array(scale)
    hidden = (W[1] * scales[:, None])[::-1], (b[1] * scales)[::-1]
    return {1: hidden[0], 2: (W[2] / scales)[:, ::-1]}, {1: hidden[1], 2: b[2]}


@pytest.mark.parametrize("scale", [(1.0, 1.0), (2.0, 0.25), (100.0, 3.0)])
def test_every_network_with_these_answers_is_right(scale):
    assert fault(of_weights(scale)) is None
    assert fault(list(of_weights(scale))) is None


def test_whole_numbers_are_right():
    W = {1: np.array([[1], [1]]), 2: np.array([[1, -2]])}
    b = {1: np.array([0, -1]), 2: np.array([0])}
    assert fault((W, b), left=0, peak=1, right=2) is None


@pytest.mark.parametrize(
    ("layer", "change", "words"),
    [
        (1, lambda w: w + 1e-6, "x = "),
        (2, lambda w: w * 1.001, "(between left and peak), wanted 0.5."),
        (2, lambda w: w * [[1.0, 0.0]], "(between peak and right), wanted 0.5."),
        (2, lambda w: w * np.nan, "gives z = nan"),
        (1, lambda w: w.T, "has W[1] of shape (1, 2), wanted (2, 1)."),
        (2, lambda w: w.tolist(), "has a list for W[2], wanted an array of numbers."),
    ],
)
def test_a_network_with_other_answers_is_told_where(layer, change, words):
    W, b = tent(**CORNERS)
    W[layer] = change(W[layer])
    assert words in fault((W, b)).words


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "wanted the two dicts W and b."),
        (tent(**CORNERS)[0], "wanted the two dicts W and b."),
        (([1.0], {}), "has a list for W, wanted a dict of layers."),
        (({1: np.ones((2, 1))}, {}), "has W keyed [1], wanted [1, 2]."),
    ],
)
def test_what_is_no_network_is_told_what_is_wanted(got, words):
    assert words in fault(got).words
