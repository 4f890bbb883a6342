"""Mistakes of others are named, by check and grader alike, and nothing leaks."""

import ast
import copy
import importlib
import json
import pkgutil
from pathlib import Path
from types import FunctionType, SimpleNamespace

import numpy as np
import pytest

import solutions
from autograder.checks import CHECKS, Check, Part
from autograder.judge import Verdict, call_here, judge, score
from autograder.slips.general import mutants
from autograder.slips.stored import exercise, mistaken
from autograder.slips.words import say
from course.check import examine_exercise
from course.diagnosis import Called, Known, _symptom, write
from course.tree import take_apart
from tests.answers_named import NAMES

HERE = Path(__file__).parent / "answers"
AT_LEAST = 0.9


def library() -> dict[str, object]:
    """Give the names that an answer may use: those of the reference library."""
    names: dict[str, object] = {"np": np}
    for module in pkgutil.iter_modules(solutions.__path__):
        found = vars(importlib.import_module(f"solutions.{module.name}"))
        names |= {name: v for name, v in found.items() if not name.startswith("__")}
    return names


def defined(path: Path) -> FunctionType:
    namespace = library()
    source = path.read_text(encoding="utf-8")
    exec(compile(source, str(path), "exec"), namespace)
    function = namespace[path.parent.name]
    assert isinstance(function, FunctionType)
    return function


def verdict_on(answer: str, seed: int = 7) -> Verdict:
    name, _, which = answer.partition("/")
    (path,) = HERE.glob(f"*/{name}/wrong_{which}.py")
    call = call_here(defined(path))
    return judge(CHECKS[name], call, np.random.default_rng(seed))


@pytest.mark.parametrize("answer", NAMES)
def test_an_answer_of_somebody_else_is_named_for_its_mistake(answer: str) -> None:
    mistake = verdict_on(answer).mistake
    if NAMES[answer]:
        assert mistake
        assert mistake.name == NAMES[answer]


def test_nine_of_ten_answers_of_others_are_named() -> None:
    named = sum(name is not None for name in NAMES.values())
    assert named >= AT_LEAST * len(NAMES)


def test_every_answer_that_loses_points_stands_in_the_table() -> None:
    rng = np.random.default_rng
    for path in HERE.glob("*/*/wrong_*.py"):
        name, which = path.parent.name, path.stem.removeprefix("wrong_")
        if f"{name}/{which}" not in NAMES:
            verdict = score(CHECKS[name], call_here(defined(path)), rng(7))
            assert verdict.passed, path


@pytest.mark.parametrize("name", ["sigmoid", "mse", "hidden_delta", "momentum_step"])
def test_the_students_check_names_what_the_grader_names(name: str) -> None:
    stored = exercise(CHECKS[name])
    for row in mistaken(CHECKS[name])[:8]:
        made = row.program.make()
        namespace = made.__globals__
        report, _ = examine_exercise(stored, {name: stored}, namespace)
        verdict = judge(CHECKS[name], call_here(made), np.random.default_rng(3))
        assert verdict.mistake
        said = " ".join(report.sentences)
        assert verdict.mistake.sentence in said
        assert verdict.mistake.hint in said
        bare, _ = examine_exercise(stored, {name: stored}, namespace, hint=0)
        assert len(bare.sentences) == 1


@pytest.mark.parametrize("name", CHECKS)
def test_nothing_of_the_solution_can_be_read_out_of_a_table(name: str) -> None:
    stored = exercise(CHECKS[name])
    tree, arrays = take_apart(write(stored.table))
    words = "".join(json.dumps(tree, ensure_ascii=False).split())
    body = ast.parse(Path(CHECKS[name].function.__code__.co_filename).read_text())
    function = next(
        node
        for node in ast.walk(body)
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    for node in (n for one in function.body[1:] for n in ast.walk(one)):
        if isinstance(node, ast.BinOp | ast.Compare | ast.Subscript | ast.IfExp):
            assert "".join(ast.unparse(node).split()) not in words
    for array in arrays:
        assert array.ndim <= 2
        assert array.dtype != object
    values = {
        float(v)
        for case in stored.cases
        for leaf in take_apart(copy.deepcopy(case.expected))[1]
        if leaf.dtype.kind == "f"
        for v in np.ravel(leaf)
        if np.isfinite(v) and abs(v) not in (0.0, 0.5, 1.0)
    }
    assert not values & set(map(float, stored.table.levels.ravel()))


def weighted_mean(X: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Stand for a new exercise, without a slip of its own."""
    shares = w / w.sum()
    return (X * shares[:, None]).sum(axis=0)


def draw(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    return rng.normal(size=(5, 3)), rng.uniform(0.5, 2.0, 5)


NEW = Check(weighted_mean, (Part("a table", 1, draw, weighted_mean),))
# Written from the sentence "the mean of the rows of X, each with its weight".
OF_A_NEW_EXERCISE = {
    "not divided": "return (X * w[:, None]).sum(axis=0)",
    "divided by the number": "return (X * w[:, None]).sum(axis=0) / len(w)",
    "weights left out": "return X.mean(axis=0)",
    "along the rows": "return (X * (w / w.sum())[:, None]).sum(axis=1)",
    "one number": "return (X * (w / w.sum())[:, None]).sum()",
    "mean of the weighted": "return (X * (w / w.sum())[:, None]).mean(axis=0)",
    "largest": "return (X * (w / w.sum())[:, None]).max(axis=0)",
    "opposite": "return -(X * (w / w.sum())[:, None]).sum(axis=0)",
    # by a second hand
    "weights squared": "return w**2 @ X / (w**2).sum()",
    "weights as scores": "return np.exp(w) @ X / np.exp(w).sum()",
    "a row instead of numbers": "return (w @ X / w.sum())[None, :]",
    "divided by the largest": "return w @ X / w.max()",
    "weights from behind": "return w[::-1] @ X / w.sum()",
    "divided by their length": "return w @ X / np.linalg.norm(w)",
    "divided by each weight": "return (1 / w) @ X / (1 / w).sum()",
    "last row left out": "return w[:-1] @ X[:-1] / w[:-1].sum()",
}


def test_a_new_exercise_names_half_of_its_mistakes_without_a_slip() -> None:
    named: list[Known] = []
    for body in OF_A_NEW_EXERCISE.values():
        namespace: dict[str, object] = {"np": np}
        exec(f"def wrong(X, w):\n    {body}", namespace)
        wrong = namespace["wrong"]
        assert isinstance(wrong, FunctionType)
        verdict = judge(NEW, call_here(wrong), np.random.default_rng(5))
        assert not verdict.passed
        named += [verdict.mistake] if verdict.mistake else []
    assert len(named) >= len(OF_A_NEW_EXERCISE) / 2


def test_points_stand_before_the_first_call_for_a_name() -> None:
    check = CHECKS["mse"]
    asked: list[int] = []

    def counted(A: np.ndarray, Y: np.ndarray) -> float:
        asked.append(1)
        return 0.0

    score(check, call_here(counted), np.random.default_rng(1))
    before = len(asked)

    def late(A: np.ndarray, Y: np.ndarray) -> float:
        asked.append(1)
        right = check.function(A, Y)
        return float(right if len(asked) > 2 * before else right + 1.0)

    verdict = judge(check, call_here(late), np.random.default_rng(1))
    assert len(asked) > 2 * before
    assert verdict.points == 0


def test_all_calls_for_names_are_no_more_than_those_for_points() -> None:
    for check in CHECKS.values():
        stored = exercise(check)
        cases = {id(c.args) for c in check.draw(np.random.default_rng(0))}
        assert len(stored.table.cases) <= len(cases)


def symptom(*seen: tuple[str, bool, bool]) -> Known | None:
    """Say what is said of calls: at which corner, whether right, whether warned."""
    made = [
        (SimpleNamespace(corner=corner, quiet=True), Called(1.0, (), warned))
        for corner, _, warned in seen
    ]
    return _symptom(made, np.array([right for _, right, _ in seen]))


def test_all_corners_that_fail_alike_are_named() -> None:
    one, more = ("a square", False, False), ("one row", False, False)
    said = symptom(("", True, False), one, ("zeros", True, False), more)
    assert said
    assert "right for other inputs, but for a square and one row it gives" in (
        said.sentence
    )
    warned = symptom(("", True, False), ("zeros", False, True))
    assert warned
    assert warned.sentence.endswith("but for zeros NumPy warns.")


def test_no_corner_is_to_blame_where_a_general_case_fails_too() -> None:
    right, wrong = ("", True, False), ("", False, False)
    assert symptom(right, wrong, ("a square", False, False)) is None
    assert symptom(right, ("a square", False, True), wrong) is None


STEPS = """
def f(X, n):
    for t in range(1, n):
        X[:, t - 1] += np.sum(X, axis=-1)
    return 3.0 * X
"""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("1 -> 2", "a loop begins or ends at another place"),
        ("1 -> 2 (2)", "an index points to another place"),
        ("1 -> 0 (3)", "a sum, a mean or a maximum runs over other elements"),
        ("3.0 -> 0.0", "a number in the formula is 0.0 instead"),
    ],
)
def test_a_number_is_named_for_what_it_is(change: str, words: str) -> None:
    function = ast.parse(STEPS).body[0]
    assert isinstance(function, ast.FunctionDef)
    said = {
        mutant.description: say(mutant, frozenset()).sentence
        for mutant in mutants(function, {})
    }
    assert said[change] == f"It gives what comes out when {words}."
