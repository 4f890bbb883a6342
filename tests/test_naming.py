"""What has no name keeps a fingerprint, so that equal answers can be grouped."""

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.grading.records import exercise_rows
from autograder.judge import call_here, judge

CHECK = CHECKS["sigmoid"]


def cubed(z):
    return 0.123 + z * z * z / 7


def cubed_in_another_order(z):
    return np.asarray(z) ** 3 / 7 + 0.123


def row(function):
    verdict = judge(CHECK, call_here(function), np.random.default_rng(3))
    (found,) = exercise_rows([verdict])
    return found


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (cubed_in_another_order, True),
        (lambda z: cubed(z) + 1e-4, False),
        (lambda z: [cubed(z)], False),
        (lambda z: z.nothing, False),
    ],
    ids=["rounded otherwise", "another number", "another form", "an error"],
)
def test_equal_answers_without_a_name_have_the_same_fingerprint(other, same):
    one, two = row(cubed), row(other)
    assert one["mistake"] is None
    assert one["fingerprint"]
    assert (one["fingerprint"] == two["fingerprint"]) is same


@pytest.mark.parametrize(
    "function", [CHECK.function, lambda z: 1 / (1 + np.exp(z))], ids=["right", "named"]
)
def test_what_is_right_or_has_a_name_needs_none(function):
    assert row(function)["fingerprint"] == ""
