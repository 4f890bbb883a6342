"""Every wrong answer is refused and rightly named, every right one gets full points."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from autograder.banks import ALTERNATIVES, MISTAKES, Alternative, Mistake
from autograder.checks import CHAPTERS, CHECKS, Check
from autograder.judge import Verdict, call_here, judge
from tests.twins import COMBINATIONS, TWINS, Combination, Twin

SEEDS = range(5)
MANY_SEEDS = range(100, 150)

CHECK_ROWS = [check for chapter in CHAPTERS.values() for check in chapter.checks]
MISTAKE_ROWS = [m for check in CHECK_ROWS for m in MISTAKES.get(check.name, [])]
ALTERNATIVE_ROWS = [a for check in CHECK_ROWS for a in ALTERNATIVES.get(check.name, [])]


@cache
def verdict_on(exercise: str, function: Callable[..., object], seed: int) -> Verdict:
    return judge(CHECKS[exercise], call_here(function), np.random.default_rng(seed))


def name_of(verdict: Verdict) -> str | None:
    return verdict.mistake.name if verdict.mistake else None


def words_of(row: object) -> str:
    """Name a row of a table in the words that pytest prints."""
    if isinstance(row, Mistake | Alternative | Check):
        return f"{getattr(row, 'exercise', '')} {row.name}".strip()
    if isinstance(row, Twin):
        return f"{row.exercise} {row.mistake}"
    if isinstance(row, Combination):
        return f"{row.exercise} {row.first} and {row.second}"
    return str(row)


def rows(name: str, table: list) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(name, table, ids=words_of)


def body_of(function: Callable[..., object]) -> list[ast.stmt]:
    """Give the statements of a function, without its docstring."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    has_docstring = ast.get_docstring(definition) is not None
    return definition.body[1:] if has_docstring else definition.body


@rows("mistake", MISTAKE_ROWS)
def test_a_mistake_is_refused(mistake: Mistake) -> None:
    for seed in SEEDS:
        verdict = verdict_on(mistake.exercise, mistake.function, seed)
        assert not verdict.passed
        assert verdict.points < verdict.max_points


@rows("mistake", MISTAKE_ROWS)
def test_a_mistake_is_named_as_itself(mistake: Mistake) -> None:
    for seed in SEEDS:
        verdict = verdict_on(mistake.exercise, mistake.function, seed)
        assert name_of(verdict) == mistake.name


@rows("alternative", ALTERNATIVE_ROWS)
def test_an_unusual_right_answer_gets_full_points(alternative: Alternative) -> None:
    for seed in SEEDS:
        verdict = verdict_on(alternative.exercise, alternative.function, seed)
        assert verdict.passed, verdict.sentence
        assert verdict.points == verdict.max_points


@rows("check", CHECK_ROWS)
def test_the_reference_gets_full_points(check: Check) -> None:
    for seed in MANY_SEEDS:
        verdict = verdict_on(check.name, check.function, seed)
        assert verdict.passed, f"seed {seed}: {verdict.sentence}"
        assert verdict.points == check.points


@rows("check", CHECK_ROWS)
def test_an_untouched_stub_gets_nothing(check: Check) -> None:
    def raises(*args: object) -> object:
        raise NotImplementedError

    def passes(*args: object) -> object:
        pass

    for stub in (raises, passes):
        for seed in SEEDS:
            assert verdict_on(check.name, stub, seed).points == 0


# Their mistakes are to be written as edits of the right answer.
WITHOUT_MISTAKES = {
    "tent", "swish_prime", "deltas_by_trying", "shared_gradient", "complex_step",
    "directional_check", "predict_descent", "curvature_by_power_iteration",
    "best_rate_and_momentum",
}  # fmt: skip
WITH_MISTAKES = [check for check in CHECK_ROWS if check.name not in WITHOUT_MISTAKES]


@rows("check", WITH_MISTAKES)
def test_an_exercise_has_five_mistakes_and_two_alternatives(check: Check) -> None:
    assert len(MISTAKES[check.name]) >= 5
    assert len(ALTERNATIVES[check.name]) >= 2


def test_the_banks_know_no_exercise_that_is_not_in_the_table() -> None:
    assert set(MISTAKES) <= set(CHECKS)
    assert set(ALTERNATIVES) <= set(CHECKS)


@rows("check", WITH_MISTAKES)
def test_names_in_a_bank_are_unique(check: Check) -> None:
    for bank in (MISTAKES, ALTERNATIVES):
        names = [entry.name for entry in bank[check.name]]
        assert len(names) == len(set(names))


@rows("mistake", MISTAKE_ROWS)
def test_a_mistake_says_in_one_sentence_what_is_misunderstood(mistake: Mistake) -> None:
    assert re.fullmatch(r"[A-Z][^!?]*\.", mistake.sentence)
    assert ". " not in mistake.sentence


@rows("mistake", MISTAKE_ROWS)
def test_a_hint_is_made_of_sentences(mistake: Mistake) -> None:
    assert re.fullmatch(r"[A-Z].*[.?]", mistake.hint)
    assert "!" not in mistake.hint


@rows("mistake", MISTAKE_ROWS)
def test_neither_hint_nor_sentence_gives_the_solution_away(mistake: Mistake) -> None:
    kinds = (ast.BinOp, ast.Call, ast.Compare, ast.Subscript, ast.IfExp)
    solution = CHECKS[mistake.exercise].function
    expressions = [
        ast.unparse(node)
        for statement in body_of(solution)
        for node in ast.walk(statement)
        if isinstance(node, kinds)
    ]
    assert expressions
    said = "".join((mistake.sentence + mistake.hint).split())
    for expression in expressions:
        assert "".join(expression.split()) not in said, expression


@rows("twin", TWINS)
def test_a_twin_gets_the_name_of_its_mistake(twin: Twin) -> None:
    for seed in SEEDS:
        verdict = verdict_on(twin.exercise, twin.function, seed)
        assert not verdict.passed
        assert name_of(verdict) == twin.mistake


@rows("mistake", MISTAKE_ROWS)
def test_a_mistake_has_a_twin_that_is_written_differently(mistake: Mistake) -> None:
    twins = [
        twin.function
        for twin in TWINS
        if (twin.exercise, twin.mistake) == (mistake.exercise, mistake.name)
    ]
    assert twins
    mine = "\n".join(map(ast.unparse, body_of(mistake.function)))
    for function in twins:
        assert "\n".join(map(ast.unparse, body_of(function))) != mine


@rows("combination", COMBINATIONS)
def test_two_mistakes_at_once_get_no_single_name(combination: Combination) -> None:
    for seed in SEEDS:
        verdict = verdict_on(combination.exercise, combination.function, seed)
        assert not verdict.passed
        assert name_of(verdict) is None


@pytest.mark.parametrize("exercise", ["sigmoid", "softmax", "affine"])
def test_a_list_of_the_right_numbers_gets_no_name(exercise: str) -> None:
    def in_a_list(*args: np.ndarray) -> object:
        return CHECKS[exercise].function(*args).tolist()

    verdict = verdict_on(exercise, in_a_list, 0)
    assert not verdict.passed
    assert name_of(verdict) is None


@rows("check", WITH_MISTAKES)
def test_an_exercise_has_two_combinations_of_its_own_mistakes(check: Check) -> None:
    mine = [c for c in COMBINATIONS if c.exercise == check.name]
    names = {mistake.name for mistake in MISTAKES[check.name]}
    assert len(mine) >= 2
    for each in mine:
        assert {each.first, each.second} <= names
        assert each.first != each.second
