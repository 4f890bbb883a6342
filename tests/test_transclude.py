"""What a cell needs and defines is read from its source, whatever its form."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from autograder.checks import CHECKS
from autograder.transclude import (
    Definition,
    TranscludeError,
    find_definition,
    find_origin,
    mark_solution,
    names_needed,
    names_set,
    shorten_statement,
)
from tests.tiny_course import write_course

ROOT = Path(__file__).parents[1]

NEEDED = {  # source: the names that it takes from the cells before it
    "def f(x):\n    return g(x)": {"g"},
    "def f(x):\n    return f(x - 1)": set(),
    "def f(x):\n    g = abs\n    return g(x)": set(),
    "def f(x: Array) -> Out:\n    return x": {"Array", "Out"},
    "def f(x, h=STEP):\n    return x": {"STEP"},
    "def f(x):\n    return [g(y) for y in x]": {"g"},
    "def f(x):\n    return (lambda y: g(y) + x)(1)": {"g"},
    "def f(x):\n    def inner(y):\n        return g(x + y)\n    return inner": {"g"},
    "def f(x):\n    import math\n    return math.pi": set(),
    "def f(x):\n    global count\n    count = x": set(),
    "def f(x):\n    return f'{g(x)}'": {"g"},
    "def f(x):\n    raise ValueError(len(x))": set(),
    "STEP = np.cbrt(EPS)": {"np", "EPS"},
    "STEP: float = 1e-3": set(),
    "x = [k for k in rows]": {"rows"},
    "x = [k for k in k]": {"k"},
    "x = {k: [n := k] for k in rows}": {"rows"},
    "class C:\n    a = 1\n    b = a + c": {"c"},
    "class C(Base):\n    def f(self):\n        return g(self)": {"Base", "g"},
}


@pytest.mark.parametrize("source", NEEDED)
def test_needed_names_are_found_in_bodies_defaults_and_annotations(source):
    assert names_needed(source) == NEEDED[source]


@pytest.mark.parametrize(
    "source, names",
    [
        ("x = 1\ny, (z, *w) = f()", {"x", "y", "z", "w"}),
        ("for i in range(3):\n    a[i] = i", {"i"}),
        ("import numpy as np\nfrom a.b import c", {"np", "c"}),
        ("def f():\n    hidden = 1", {"f"}),
        ("class C:\n    hidden = 1", {"C"}),
        ("print(n := 1, [k for k in range(n)])", {"n"}),
        ("x[0] = y.z = 1", set()),
    ],
)
def test_set_names_are_those_of_the_top_level(source, names):
    assert names_set(source) == names


def test_the_last_definition_of_a_name_counts(tmp_path):
    root = write_course(tmp_path, slopes="LIMIT = 1\nLIMIT = 2\n")
    assert find_definition(root, "slopes", "LIMIT").source == "LIMIT = 2"


def test_a_class_and_an_annotated_constant_can_be_given(tmp_path):
    slopes = "class Box:\n    size = 1\n\n\nSTEP: float = (\n    1e-3\n)\n"
    root = write_course(tmp_path, slopes=slopes)
    box = find_definition(root, "slopes", "Box")
    assert box.source == "class Box:\n    size = 1"
    step = find_definition(root, "slopes", "STEP")
    assert step.source == "STEP: float = (\n    1e-3\n)"
    assert step.where == "solutions/slopes.py:5"


def test_a_local_variable_is_no_definition(tmp_path):
    with pytest.raises(TranscludeError, match=r"solutions/slopes\.py defines no y"):
        find_definition(write_course(tmp_path), "slopes", "y")


def test_the_origin_of_a_name_is_the_module_that_defines_it(tmp_path):
    root = write_course(tmp_path)
    assert find_origin(root, "slopes", "line") == "slopes"
    assert find_origin(root, "slopes", "shift") == "earlier"
    assert find_origin(root, "slopes", "math") is None
    assert find_origin(root, "slopes", "Array") is None


@pytest.mark.parametrize("name", CHECKS)
def test_markers_change_no_exercise_of_the_course(name):
    function = CHECKS[name].function
    module = function.__module__.removeprefix("solutions.")
    definition = find_definition(ROOT, module, name)
    marked = mark_solution(definition)
    assert ast.dump(ast.parse(marked)) == ast.dump(ast.parse(definition.source))
    kept, _, rest = marked.partition("    ### BEGIN SOLUTION\n")
    (statement,) = ast.parse(kept).body
    assert isinstance(statement, ast.FunctionDef)
    assert ast.get_docstring(statement) == inspect.getdoc(function)
    assert len(statement.body) == 1
    assert rest.endswith("\n    ### END SOLUTION")


SECTIONS = ("Parameters", "Returns", "Raises", "Examples")


@pytest.mark.parametrize("name", CHECKS)
def test_a_statement_in_a_cell_is_short_and_the_code_is_the_same(name):
    function = CHECKS[name].function
    module = function.__module__.removeprefix("solutions.")
    definition = find_definition(ROOT, module, name)
    shorter = shorten_statement(definition)
    (long,), (short,) = (ast.parse(d.source).body for d in (definition, shorter))
    assert ast.dump(short) == ast.dump(shorter.node)
    whole, kept = inspect.getdoc(function), ast.get_docstring(short)
    assert kept.splitlines()[0] == whole.splitlines()[0]
    assert not any(mark in kept for mark in (":math:", "math::", "Notes\n", "\\"))
    for section in SECTIONS:
        heading = f"{section}\n{'-' * len(section)}\n"
        assert (heading in kept) == (heading in whole)
    assert kept.endswith(whole.partition("Examples\n")[2])
    long.body[0] = short.body[0]
    assert ast.dump(long) == ast.dump(short)


def test_a_statement_keeps_its_lines_apart():
    source = r'''def f(x):
    r"""Give the slope.

    .. math:: a =
        b

        c

    The mean is :math:`\frac{1}{N} \partial C / \partial x`.

    Notes
    -----
    Source: a book.

    Another paragraph.

    Examples
    --------
    >>> f(1)
    2
    """
    return x + 1'''
    (node,) = ast.parse(source).body
    short = shorten_statement(Definition("f", "f.py:1", source, node)).source
    assert (
        short
        == '''def f(x):
    r"""Give the slope.

    The mean is 1/(N) ∂C/∂x.

    Examples
    --------
    >>> f(1)
    2
    """
    return x + 1'''
    )
