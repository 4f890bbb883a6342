"""Where an error is what is right: the grader and the student's check ask for it."""

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.judge import call_here, judge
from course.cases import Exercise, StoredCase
from course.check import examine_exercise
from course.codec import Property, Seed
from course.target import Tolerance
from solutions.training import initialize

CASE = StoredCase(
    "a name that is no scheme",
    ([3, 2], "zeros", Seed(1)),
    Property("a refusal"),
    Tolerance(1e-9, 1e-12),
    None,
    False,
)
EXERCISE = Exercise("initialize", ("sizes", "scheme", "rng"), (CASE,))
ACCEPTED = "for scheme = 'zeros', wanted a ValueError."
RAISED = "A ValueError is wanted here. It raised an error in line 2: "
ANSWERS = {
    "raise ValueError(f'{scheme}?')": None,
    "raise ValueError": None,
    "return {}, {}": f"Your result is a tuple of 2 {ACCEPTED}",
    "print('unknown')": f"Your result is None {ACCEPTED}",
    "return {'he': 1}[scheme]": f"{RAISED}KeyError",
    "raise Exception('no scheme')": f"{RAISED}Exception",
    "return s": f"{RAISED}NameError",
    "raise NotImplementedError": None,
}


@pytest.mark.parametrize("body", ANSWERS)
def test_the_students_check_wants_the_error_that_is_promised(body):
    notebook = {"__name__": "__main__"}
    exec(f"def initialize(sizes, scheme, rng):\n    {body}", notebook)
    report, _ = examine_exercise(EXERCISE, {"initialize": EXERCISE}, notebook)
    if "NotImplemented" in body:
        assert report.state == "unwritten"
    elif ANSWERS[body] is None:
        assert report.state == "right"
    else:
        assert report.state == "wrong"
        assert ANSWERS[body] in report.sentences[0]


@pytest.mark.parametrize("body", ANSWERS)
def test_the_grader_does_too(body):
    namespace = {}
    exec(f"def refuse(scheme):\n    {body}", namespace)

    def mine(sizes, scheme, rng):
        known = scheme in ("small", "xavier", "he")
        return initialize(sizes, scheme, rng) if known else namespace["refuse"](scheme)

    verdict = judge(CHECKS["initialize"], call_here(mine), np.random.default_rng(1))
    assert all(part.finding is None for part in verdict.parts[:-1])
    right = ANSWERS[body] is None and "NotImplemented" not in body
    assert verdict.passed == right
    assert (verdict.parts[-1].points == 1) == right


def test_a_function_that_refuses_everything_earns_nothing():
    def mine(sizes, scheme, rng):
        raise ValueError(scheme)

    verdict = judge(CHECKS["initialize"], call_here(mine), np.random.default_rng(1))
    assert verdict.points == 0
