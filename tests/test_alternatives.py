"""Every right answer gets full points, and an untouched one none."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from autograder.alternatives import ALTERNATIVES, Alternative
from autograder.checks import CHECKS, Check
from autograder.judge import Verdict, call_here, score
from tests.drawn import drawn

SEEDS = range(5)
MANY_SEEDS = range(100, 120)
ROWS = [one for name in CHECKS for one in ALTERNATIVES.get(name, [])]

each_check = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)


@cache
def verdict_on(exercise: str, function: Callable[..., object], seed: int) -> Verdict:
    check = drawn(CHECKS[exercise], seed)
    return score(check, call_here(function), np.random.default_rng(seed))


def few(exercise: str, seeds: range) -> range:
    """Give fewer seeds where a call takes seconds."""
    return seeds[:1] if CHECKS[exercise].slow else seeds


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.exercise} {row.name}")
def test_an_unusual_right_answer_gets_full_points(row: Alternative) -> None:
    for seed in few(row.exercise, SEEDS):
        verdict = verdict_on(row.exercise, row.function, seed)
        assert verdict.passed, verdict.sentence
        assert verdict.points == verdict.max_points


@each_check
def test_the_reference_gets_full_points(check: Check) -> None:
    for seed in few(check.name, MANY_SEEDS):
        verdict = verdict_on(check.name, check.function, seed)
        assert verdict.passed, f"seed {seed}: {verdict.sentence}"
        assert verdict.points == check.points


@each_check
def test_an_untouched_stub_gets_nothing(check: Check) -> None:
    def raises(*args: object) -> object:
        raise NotImplementedError

    def passes(*args: object) -> object:
        pass

    for stub in (raises, passes):
        for seed in SEEDS:
            assert verdict_on(check.name, stub, seed).points == 0


@each_check
def test_an_exercise_has_two_alternatives_of_different_names(check: Check) -> None:
    names = [one.name for one in ALTERNATIVES[check.name]]
    assert len(set(names)) == len(names) >= 2


def test_no_alternative_is_of_an_exercise_that_is_not_there() -> None:
    assert set(ALTERNATIVES) <= set(CHECKS)
