"""No answer that is wrong at one corner alone gets every point, or it is right."""

import re

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.checks.model import Check, Corner, Part
from course.compare import Tolerance
from tests.corner_mutants import survivors

FLAT = "From 500 on the function is flat, or goes on in the same straight line."
EVEN = "At a millionth the slope is that at 0 to twelve digits, for it is even."
ALIKE = "A softmax does not see what is added to all of its scores."
SURVIVORS: dict[str, dict[str, str]] = {
    "sigmoid": {"z cut off at 500": FLAT},
    "sigmoid_prime": {"z cut off at 500": FLAT, "z nothing where it is small": EVEN},
    "relu_prime": {
        "Z cut off at 6": "The slope of relu is 1 at every number above 0.",
        "Z cut off at 500": FLAT,
        "Z its zeros moved": "At the corner every slope from 0 to 1 is right.",
    },
    "tanh_prime": {"Z cut off at 500": FLAT, "Z nothing where it is small": EVEN},
    "swish_prime": {"Z cut off at 500": FLAT},
    "binary_cross_entropy_gradient": {"Z cut off at 500": FLAT},
    "output_delta": {"Z cut off at 500": FLAT},
    "softmax_cross_entropy_delta": {
        "Z cut off at 500": "Scores so far apart give the same probabilities, 0 and 1."
    },
    "hidden_delta": {"Z cut off at 500": FLAT},
    "backward": {"Z cut off at 500": FLAT},
    "error_gain": {"Z cut off at 500": FLAT},
    "rnn_forward": {"b cut off at 500": FLAT},
    "loss_and_gradient": {"b its zeros moved": ALIKE},
    "fgsm": {
        "b cut off at 6": "A sure reader's slopes are small, and have the same signs.",
        "b its zeros moved": ALIKE,
    },
}


@pytest.mark.parametrize(
    "check", [c for c in CHECKS.values() if not c.slow], ids=lambda check: check.name
)
def test_what_is_wrong_at_a_corner_alone_is_refused(check: Check) -> None:
    assert survivors(check) == set(SURVIVORS.get(check.name, {}))


def test_a_reason_is_a_sentence_about_an_exercise() -> None:
    assert set(SURVIVORS) <= set(CHECKS)
    for reasons in SURVIVORS.values():
        assert all(re.fullmatch(r"[A-Z].{10,}\.", why) for why in reasons.values())


def doubled(A: np.ndarray) -> np.ndarray:
    """Stand for an exercise whose check can be too weak."""
    return 2.0 * A


def check_at(*numbers: float, atol: float = 0.0) -> Check:
    """Make a check with a case for each number, a column of two of it."""
    near = Tolerance(1e-9, atol)
    corners = tuple(
        Corner("here", lambda rng, x=x: (np.full((2, 1), x),), doubled, near)
        for x in numbers
    )
    part = Part(
        "all", 1.0, lambda rng: (rng.uniform(1, 2, (2, 3)),), doubled, corners=corners
    )
    return Check(doubled, (part,))


def test_a_strong_check_lets_none_survive() -> None:
    assert survivors(check_at(1e-6, 0.0, 10.0, 1000.0)) == set()


def test_a_wide_tolerance_lets_some_survive() -> None:
    wide = {"A nothing where it is small", "A its zeros moved"}
    assert survivors(check_at(1e-6, 0.0, 10.0, atol=0.01)) == wide


def test_a_case_that_nothing_is_changed_in_shows_nothing() -> None:
    assert survivors(check_at(1.0, atol=100.0)) == set()
