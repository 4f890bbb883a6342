"""Every slip is refused and named as what it is, and gives nothing away."""

import ast
import re

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.judge import call_here, judge
from autograder.slips import SLIPS, Slip
from autograder.slips.analogues import ANALOGUES
from autograder.slips.edit import Edit
from autograder.slips.model import apply
from autograder.slips.program import Endless, Program, tree_of
from autograder.slips.stored import exercise, mistaken
from autograder.slips.table import Row
from course.check import examine_exercise

ROWS = [(name, row) for name, check in CHECKS.items() for row in mistaken(check)]
ENTRIES = [(keys, slip) for keys, slips in SLIPS.items() for slip in slips]

each_row = pytest.mark.parametrize(
    ("exercise", "row"), ROWS, ids=[f"{n} {row.known[0].name}" for n, row in ROWS]
)
each_entry = pytest.mark.parametrize(
    ("keys", "slip"), ENTRIES, ids=[f"{keys} {slip.name}" for keys, slip in ENTRIES]
)


@each_row
def test_a_slip_is_refused_and_named_as_itself(exercise: str, row: Row) -> None:
    call = call_here(row.program.make())
    verdict = judge(CHECKS[exercise], call, np.random.default_rng(2))
    assert verdict.points < verdict.max_points
    assert verdict.mistake
    assert verdict.mistake.name == row.known[0].name


@each_entry
def test_a_slip_says_one_sentence_and_hints_without_code(keys: str, slip: Slip) -> None:
    assert re.fullmatch(r"[A-Z][^!?]*\.", slip.sentence)
    assert ". " not in slip.sentence
    assert re.fullmatch(r"[A-Z].*[.?]", slip.hint)
    assert "!" not in slip.hint
    said = "".join((slip.sentence + slip.hint + slip.analogue).split())
    kinds = (ast.BinOp, ast.Call, ast.Compare, ast.Subscript, ast.IfExp)
    for name in keys.split():
        tree = tree_of(CHECKS[name].function)
        for node in (n for one in tree.body for n in ast.walk(one)):
            if isinstance(node, kinds):
                assert "".join(ast.unparse(node).split()) not in said


@each_entry
def test_a_slip_finds_its_place(keys: str, slip: Slip) -> None:
    programs = [Program(CHECKS[name].function, {}) for name in keys.split()]
    for change in slip.changes:
        assert any(apply(program, program.name, change) for program in programs)


def test_names_are_unique_in_an_exercise() -> None:
    for slips in SLIPS.values():
        names = [slip.name for slip in slips]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a + b * c", "b * c -> b", "a + b"),
        ("f(x) + f(y)", "f(_z) -> _z", "x + y"),
        ("x - x + y - x", "_a - _a -> 0", "0 + y - x"),
        ("x = 1; y = x; z = y", "y = x; z = y -> z = x", "x = 1\nz = x"),
        ("if a:\n    b = 1\n    c = 2", "b = 1 ->", "if a:\n    pass\n    c = 2"),
        ("f(x); y = x", "f(_x) -> g(_x); h(_x)", "g(x)\nh(x)\ny = x"),
        ("x.T @ y", "_a.T @ _b -> _a @ _b.T", "x @ y.T"),
    ],
)
def test_an_edit_changes_every_place_that_fits(
    before: str, edit: str, after: str
) -> None:
    body = ast.parse(before).body
    assert Edit(edit).apply(body)
    assert ast.unparse(ast.Module(body, [])) == after


def test_an_edit_without_a_place_changes_nothing() -> None:
    body = ast.parse("a = b").body
    assert not Edit("b + _x -> b").apply(body)
    assert not Edit("a -> c").apply(body)  # it is written there, not read
    assert ast.unparse(ast.Module(body, [])) == "a = b"


@pytest.mark.parametrize("text", ["a + b", "a + -> b"])
def test_an_edit_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Edit(text)


def helper(x: float) -> float:
    return x + 1.0


def main_function(x: float) -> float:
    """Stand for an exercise that calls another."""
    total = 0.0
    while total < x:
        total += helper(x)
    return total


def test_a_slip_in_a_helper_changes_what_calls_it() -> None:
    program = Program(main_function, {})
    assert set(program.trees) == {"main_function", "helper"}
    changed = apply(program, "helper", "x + 1.0 -> x")
    assert changed
    assert (changed.make()(2.0), program.make()(2.0)) == (2.0, 3.0)


def test_a_change_that_loops_for_ever_is_stopped() -> None:
    changed = apply(Program(main_function, {}), "helper", "x + 1.0 -> x - x")
    assert changed
    with pytest.raises(Endless):
        changed.make()(2.0)


def test_every_analogue_is_of_an_exercise() -> None:
    assert set(ANALOGUES) == set(CHECKS)


def test_a_worked_analogue_is_read_on_asking_only() -> None:
    stored = exercise(CHECKS["gradient_step"])
    row = mistaken(CHECKS["gradient_step"])[0]
    namespace = row.program.make().__globals__
    plain, _ = examine_exercise(stored, {}, namespace)
    asked, _ = examine_exercise(stored, {}, namespace, hint=2)
    (analogue,) = set(asked.sentences) - set(plain.sentences)
    assert analogue == ANALOGUES["gradient_step"]


@pytest.mark.parametrize("exercise_name", CHECKS)
def test_every_exercise_has_a_short_analogue(exercise_name: str) -> None:
    assert len(ANALOGUES[exercise_name]) < 300
    assert ANALOGUES[exercise_name].startswith("Worked: ")
