"""Docstrings are complete; an exercise's is its statement and no more."""

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpydoc.validate import validate

import autograder
import course
import solutions
from autograder.alternatives import ALTERNATIVES
from autograder.checks import CHECKS, Check
from autograder.transclude import find_definition, shorten_statement
from tests.book import ROOT

# numpydoc's names for: sections known and in order, a summary that is one imperative
# sentence, no parameter that is not there, each with its type and words. Not SS02, a
# capital at the start: nbgrader is written small.
WANTED = {
    "GL03", "GL05", "GL06", "GL07", "GL08", "GL10",
    "SS01", "SS03", "SS04", "SS05", "SS06",
    "PR02", "PR03", "PR04", "PR05", "PR07", "PR10", "RT03",
}  # fmt: skip
# Every parameter, and what is returned. Outside the reference library one sentence may
# say all there is to say; a docstring that lists parameters lists them all.
COMPLETE = {"PR01", "RT01"}

# An unusual right answer says in one sentence what is unusual.
UNUSUAL = {entry.function for entries in ALTERNATIVES.values() for entry in entries}


def modules() -> Iterator[ModuleType]:
    for package in (solutions, course, autograder):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def is_public(name: str, value: Any, module: ModuleType) -> bool:
    here = getattr(value, "__module__", None) == module.__name__
    kind = inspect.isfunction(value) or inspect.isclass(value)
    return here and kind and not name.startswith("_") and value not in UNUSUAL


PUBLIC = [
    f"{module.__name__}.{name}"
    for module in modules()
    for name, value in vars(module).items()
    if is_public(name, value, module)
]


def faults(name: str) -> list[str]:
    report = validate(name)
    has_parameters = "Parameters\n----" in report["docstring"]
    wanted = WANTED
    if has_parameters or name.startswith("solutions."):
        wanted = WANTED | COMPLETE
    return [f"{code}: {said}" for code, said in report["errors"] if code in wanted]


# numpydoc reads every property of a class; some that widgets inherit are deprecated.
@pytest.mark.filterwarnings("ignore:Widget.*deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_docstring_is_complete(name: str) -> None:
    assert faults(name) == []


def incomplete(x: float, y: float) -> float:
    """returns nonsense

    Parameters
    ----------
    x
        The first.
    """
    return x + y


def test_an_incomplete_docstring_is_noticed() -> None:
    codes = {fault[:4] for fault in faults(f"{__name__}.incomplete")}
    assert {"SS03", "SS05", "PR01", "PR04", "RT01"} <= codes


# Exercises


def right_sides(function: Callable[..., Any]) -> list[str]:
    """Give what the body of a function assigns and returns, one expression each."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    values = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AugAssign | ast.Return) and node.value
    ]
    return [
        "".join(ast.unparse(value).split())
        for value in values
        if isinstance(value, ast.BinOp | ast.Call | ast.UnaryOp | ast.Subscript)
    ]


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)
def test_the_statement_of_an_exercise_has_its_equation(check: Check) -> None:
    assert ".. math::" in inspect.getdoc(check.function)


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)
def test_the_statement_of_an_exercise_does_not_hold_its_answer(check: Check) -> None:
    statement = "".join(inspect.getdoc(check.function).split())
    assert right_sides(check.function)
    for expression in right_sides(check.function):
        assert expression not in statement


# What only an equation shows: a word for it is of no use in a cell that has none.
ONLY_SEEN = re.compile(r"\b(?:bracket|brace|underbrace|fraction bar)s?\b")


def broken_off(statement: str) -> list[str]:
    """Say which paragraphs above a statement's parameters do not stand alone.

    The equations are left out of the cell, so a sentence may neither lead into one nor
    speak of what stood in it.
    """
    words, _, _ = statement.partition("Parameters\n---")
    paragraphs = [" ".join(each.split()) for each in words.split("\n\n")]
    return [
        paragraph
        for paragraph in filter(None, paragraphs)
        if not paragraph.endswith(".") or ONLY_SEEN.search(paragraph)
    ]


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)
def test_the_statement_in_a_cell_reads_well_without_its_equation(check: Check) -> None:
    module = check.function.__module__.removeprefix("solutions.")
    definition = shorten_statement(find_definition(ROOT, module, check.name))
    assert isinstance(definition.node, ast.FunctionDef)
    assert broken_off(ast.get_docstring(definition.node) or "") == []


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("The mean is taken over all.", True),
        ("The mean of the factor is", False),
        ("With the stride s,", False),
        ("The sum over all elements:", False),
        ("The bracket is 0 at the last step.", False),
    ],
)
def test_a_sentence_that_leads_nowhere_is_noticed(words: str, whole: bool) -> None:
    statement = f"Give a number.\n\n{words}\n\nParameters\n----------\nx : float"
    assert broken_off(statement) == ([] if whole else [words])


def test_the_answer_is_taken_from_the_whole_body() -> None:
    def half(A: np.ndarray) -> np.ndarray:
        B = A + 1.0
        return B / 2.0

    assert right_sides(half) == ["A+1.0", "B/2.0"]
