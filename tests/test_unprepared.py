"""Mistakes are named in exercises that nobody has prepared a diagnosis for.

A folder of `tests/unprepared` is an exercise that the course does not have: its
statement, a reference, how arguments are drawn, and eight or ten mistakes, by somebody
who had seen neither slips nor diagnosis. A file's first line says the mistake.
"""

import ast
import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.checks import Check, Part
from autograder.judge import Verdict, call_here, judge
from autograder.slips.everywhere import everywhere

HERE = Path(__file__).parent / "unprepared"
NAMES = sorted(folder.name for folder in HERE.iterdir())


def verdicts(name: str) -> dict[str, Verdict]:
    def module(stem: str):
        spec = importlib.util.spec_from_file_location(
            f"unprepared_{name}_{stem}", HERE / name / f"{stem}.py"
        )
        made = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = made  # the diagnosis reads the reference's source
        spec.loader.exec_module(made)
        return made

    reference = getattr(module("reference"), name)
    draw = module("draw").draw
    check = Check(reference, (Part("all", 1, draw, reference),))
    return {
        path.stem: judge(
            check,
            call_here(getattr(module(path.stem), name)),
            np.random.default_rng(3),
        )
        for path in sorted((HERE / name).glob("wrong_*.py"))
    }


@pytest.mark.parametrize("name", NAMES)
def test_half_of_the_mistakes_have_a_name(name: str) -> None:
    judged = verdicts(name)
    assert len(judged) >= 8
    assert not any(verdict.passed for verdict in judged.values())
    named = [path for path, verdict in judged.items() if verdict.mistake]
    assert len(named) >= len(judged) / 2


def test_a_change_is_made_in_all_places_that_are_alike() -> None:
    source = (
        "def f(A, B, eps, p):\n"
        "    a = np.sqrt((A**2).sum(axis=1) + eps)\n"
        "    b = np.sqrt((B**2).sum(axis=1) + eps)\n"
        "    return p * a + (1 - p) * b"
    )
    tree = ast.parse(source).body[0]
    assert isinstance(tree, ast.FunctionDef)
    made = {(m.mutation, m.description): m.source for m in everywhere(tree, {})}
    assert ast.dump(tree) == ast.dump(ast.parse(source).body[0])
    wanted = {
        ("other_constant", "axis: 1 -> 0"): ("axis=1", "axis=0"),
        ("keyword_dropped_or_added", "axis=1"): ("axis=1", ""),
        ("other_function", "sum -> mean"): ("sum", "mean"),
        ("call_replaced_by_its_argument", "sqrt"): ("np.sqrt", ""),
        ("operands_swapped_or_dropped", "eps"): (" + eps)", ")"),
        ("added_outside", "eps"): (" + eps)", ") + eps"),
    }
    for (mutation, change), (old, new) in wanted.items():
        text = ast.unparse(ast.parse(source.replace(old, new)))
        assert made[mutation, f"{change}, everywhere"] == text
    assert not any(name == "shares_exchanged" for name, _ in made)  # in one place only
