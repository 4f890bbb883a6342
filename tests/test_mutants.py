"""Every mechanical mutant of every reference function loses points, or is right."""

import re
import sys
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from autograder.checks import CHECKS, Check, Part
from tests.mutant_survivors import SURVIVORS
from tests.mutants import Mutant, deadline, mutants, patience, pieces, survives

SEEDS = range(3)
AT_LEAST = 8
SIBLINGS = {name: check.function for name, check in CHECKS.items()}


@cache
def mutants_of(exercise: str) -> list[Mutant]:
    check = CHECKS[exercise]
    return mutants(check.function, SIBLINGS, check.domain)


def survivors(check: Check, all_mutants: list[Mutant]) -> set[str]:
    parts = pieces(check, SEEDS)
    seconds = patience(check, parts)
    return {m.description for m in all_mutants if survives(m, parts, seconds)}


# One that trains has some two hundred mutants, and each would take seconds.
QUICK = [name for name, check in CHECKS.items() if not check.slow]


@pytest.mark.parametrize("exercise", QUICK)
def test_no_mutant_survives_but_those_that_are_listed(exercise: str) -> None:
    found = survivors(CHECKS[exercise], mutants_of(exercise))
    listed = {change for name, change in SURVIVORS if name == exercise}
    print(f"{exercise}: {len(mutants_of(exercise))} mutants, {len(found)} right")
    assert found - listed == set(), "survives, and no reason is given"
    assert listed - found == set(), "is listed, and does not survive"


@pytest.mark.parametrize("exercise", CHECKS)
def test_an_exercise_has_many_mutants(exercise: str) -> None:
    descriptions = [mutant.description for mutant in mutants_of(exercise)]
    assert len(descriptions) >= AT_LEAST
    assert len(set(descriptions)) == len(descriptions)


def test_every_survivor_is_of_an_exercise() -> None:
    assert {name for name, _ in SURVIVORS} <= set(CHECKS)


@pytest.mark.parametrize("survivor", SURVIVORS, ids=": ".join)
def test_a_reason_is_a_sentence(survivor: tuple[str, str]) -> None:
    assert re.fullmatch(r"\S.{10,}\.", SURVIVORS[survivor])


def first_row_mean(A: np.ndarray, k: int) -> tuple[np.ndarray, float]:
    """Stand for an exercise: every mutation finds something to change here."""
    total = np.zeros(1)
    for i in range(0, k):
        if i > 0:
            total = total - A[i - 1].sum(axis=0)
    return A.T @ A / len(A), -(np.exp(total) ** 2)


CHANGES = [
    "i > 0 -> i >= 0",
    "i > 0 -> i < 0",
    "i > 0 -> True",
    "i > 0 -> False",
    "total - A[i - 1].sum(axis=0) -> total + A[i - 1].sum(axis=0)",
    "total - A[i - 1].sum(axis=0) -> total",
    "total - A[i - 1].sum(axis=0) -> A[i - 1].sum(axis=0)",
    "total - A[i - 1].sum(axis=0) -> A[i - 1].sum(axis=0) - total",
    "i - 1 -> i",
    "i - 1 -> i - 1 + 1",
    "A[i - 1].sum(axis=0) -> A[i - 1].sum()",
    "A[i - 1].sum(axis=0) -> A[i - 1].sum(axis=0, keepdims=True)",
    "A[i - 1].sum -> A[i - 1].mean",
    "0 -> 1",
    "k -> k + 1",
    "k -> k - 1",
    "A.T @ A -> A @ A.T",
    "A.T @ A -> A.T * A",
    "A.T -> A",
    "A.T @ A / len(A) -> A.T @ A",
    "len(A) -> A.size",
    "np.exp -> np.log",
    "-np.exp(total) ** 2 -> np.exp(total) ** 2",
    "2 -> 1",
    "2 -> 3",
    "np.exp(total) -> total",
    "total = np.zeros(1) -> pass",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_generator_makes_this_change(change: str) -> None:
    made = {mutant.description for mutant in mutants(first_row_mean)}
    assert change in made


def test_the_generator_reverses_what_is_returned() -> None:
    (mutant,) = [
        mutant
        for mutant in mutants(first_row_mean)
        if mutant.description.endswith("-> (-np.exp(total) ** 2, A.T @ A / len(A))")
    ]
    first, second = first_row_mean(np.eye(3), 1)
    swapped = mutant.function(np.eye(3), 1)
    assert np.array_equal(swapped[0], second)
    assert np.array_equal(swapped[1], first)


def mean(A: np.ndarray) -> np.ndarray:
    """Stand for an exercise that a check can be too weak for."""
    return A.sum(axis=0, keepdims=True) / len(A)


def test_no_mutant_is_the_function_itself_or_another_mutant() -> None:
    bodies = [mutant.source.split("\n", 1)[1].strip() for mutant in mutants(mean)]
    assert "return A.sum(axis=0, keepdims=True) / len(A)" not in bodies
    assert "return A.sum(axis=1, keepdims=True) / len(A)" in bodies
    assert len(set(bodies)) == len(bodies)


def paid(wage: float, hours: int, days: np.ndarray, plan: np.ndarray) -> float:
    """Stand for an exercise whose statement says what its parameters are.

    Parameters
    ----------
    wage : float
        May be negative.
    hours : int
        A count.
    days : ndarray, shape (n,)
        One axis.
    plan : ndarray, shape (n, n)
        Two axes.
    """
    if hours > 24:
        raise ValueError(f"no day has {hours - 1} hours")
    rest = np.zeros(len(days))
    total = sum(a * b for a, b in zip(days, days, strict=True))
    return wage * hours + np.sum(plan @ days + rest) + total * plan.shape[0]


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ("wage -> np.abs(wage)", True),
        ("hours -> np.abs(hours)", False),
        ("plan -> plan.T", True),
        ("days -> days.T", False),
        ("plan @ days -> (plan @ days).T", True),
        ("wage * hours -> (wage * hours).T", False),
        ("plan -> np.abs(plan)", True),
        ("plan -> np.abs(plan) (2)", False),
        ("hours - 1 -> 1 - hours", False),
        ("np.zeros(len(days)) -> -np.zeros(len(days))", False),
        ("True -> False", False),
    ],
)
def test_what_a_statement_shows_to_be_right_is_no_mutant(
    change: str, made: bool
) -> None:
    found = {mutant.description for mutant in mutants(paid)}
    assert (change in found) == made


def one_check(draw: Callable[[np.random.Generator], tuple[np.ndarray]]) -> Check:
    return Check(mean, (Part("ordinary inputs", 1.0, draw, mean),))


def test_a_weak_check_lets_mutants_survive() -> None:
    one_example = one_check(lambda rng: (rng.normal(size=(1, 3)),))
    found = survivors(one_example, mutants(mean))
    assert "A.sum -> A.mean" in found
    assert "A -> A[:1]" in found


def test_a_strong_check_lets_none_survive() -> None:
    many_examples = one_check(lambda rng: (rng.normal(size=(4, 3)),))
    assert survivors(many_examples, mutants(mean)) == set()


def test_an_endless_mutant_is_stopped() -> None:
    def forever(A: np.ndarray) -> np.ndarray:
        while True:
            pass

    parts = pieces(one_check(lambda rng: (rng.normal(size=(4, 3)),)), range(1))
    assert not survives(Mutant("loops", "", forever), parts, [0.05] * len(parts))


class Slow:
    """What is stopped in its destructor, where Python ignores errors."""

    def __del__(self) -> None:
        while True:
            pass


def test_a_deadline_that_falls_where_python_ignores_errors_still_stops() -> None:
    def forever(A: np.ndarray) -> np.ndarray:
        Slow()
        while True:
            pass

    parts = pieces(one_check(lambda rng: (rng.normal(size=(4, 3)),)), range(1))
    assert not survives(Mutant("loops", "", forever), parts, [0.1] * len(parts))


def test_what_else_python_ignores_is_said_within_a_deadline_too(monkeypatch) -> None:
    class Broken:
        def __del__(self) -> None:
            raise ValueError("not the deadline")

    said: list[type] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda what: said.append(what.exc_type))
    with deadline(60):
        Broken()
    assert said == [ValueError]
