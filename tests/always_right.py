"""Changes that a statement alone shows to change nothing: no mutant is made of them.

They are read off the types and shapes of the docstring and off the domain beside the
check, never off what happens to be drawn.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

from autograder.checks.domain import Domain, Floats, Probabilities, Rate
from autograder.slips.general import Mutant

# A whole number counts something or names it: a size, a step, a node, a token. Where it
# may be negative, the statement says so.
COUNTS = ("int", "bool", "tuple of int", "list of int", "ndarray of int")
NUMBERS = ("int", "float", "bool")
ROWS = re.compile(r"ndarray(?: of int)?, shape \(\w+(?:_\w+|_\{[^}]*\})?,\)")
OF_A_NUMBER = ("float", "int", "bool", "len")
ADDED_UP = ("sum", "mean", "max", "min", "norm")
ELEMENTWISE = ("abs", "sqrt", "exp", "log", "maximum", "minimum", "cos", "square")


def types_of(function: Callable[..., Any]) -> dict[str, str]:
    """Read from a docstring what each parameter is.

    Parameters
    ----------
    function : callable
        A function with a numpydoc docstring.

    Returns
    -------
    dict of str to str
        By its name what stands behind the colon; nothing without a docstring.
    """
    text = function.__doc__ or ""
    section = re.search(r"Parameters\n +-+\n(.*?)(?:\n\n|\Z)", text, re.DOTALL)
    found: dict[str, str] = {}
    for line in section.group(1).splitlines() if section else ():
        row = re.fullmatch(r" {4}(\w+(?:, \w+)*) : (.+)", line)
        if row:
            found |= dict.fromkeys(row.group(1).split(", "), row.group(2))
    return found


def _may_be_negative(function: Callable[..., Any], name: str) -> bool:
    text = function.__doc__ or ""
    said = re.search(rf"\n +{name} : .*\n((?: {{8}}.*\n)+)", text)
    return bool(said and "negative" in said.group(1))


class Statement:
    """What a statement says of its parameters.

    Parameters
    ----------
    function : callable
        The reference, with its docstring.
    domain : Domain, optional
        What the check says of each parameter.
    """

    def __init__(self, function: Callable[..., Any], domain: Domain | None) -> None:
        self.types = types_of(function)
        ranges = domain.parameters if domain else {}
        self.not_negative = {
            name
            for name, kind in self.types.items()
            if kind.startswith(COUNTS) and not _may_be_negative(function, name)
        } | {
            name
            for name, kind in ranges.items()
            if isinstance(kind, Rate | Probabilities)
            or (isinstance(kind, Floats) and kind.low is not None and kind.low >= 0)
        }

    def shows_right(self, change: Mutant) -> bool:
        """Say whether a change changes nothing.

        Parameters
        ----------
        change : Mutant
            The change, with the place where it is made.

        Returns
        -------
        bool
            True if the sign of what has none is dropped, or if rows and columns are
            exchanged of what has no two axes.
        """
        node = change.place.node
        if change.mutation == "made_positive":
            return node.id in self.not_negative
        if change.mutation == "transposed":
            return _Axes(self.types, change.tree).at_most(node) < 2
        return False


class _Axes:
    """How many axes an expression has at most; `MANY` if it is not known."""

    MANY = 99

    def __init__(self, types: dict[str, str], tree: ast.FunctionDef) -> None:
        self.known = dict.fromkeys((a.arg for a in tree.args.args), self.MANY)
        for name, kind in types.items():
            if kind.split(",")[0] in NUMBERS or ROWS.fullmatch(kind):
                self.known[name] = int(kind not in NUMBERS)
        self.assigned: dict[str, list[ast.expr | None]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assign(target, node.value)
            elif isinstance(node, ast.AugAssign):
                self._assign(node.target, node.value)
            elif isinstance(node, ast.For | ast.comprehension):
                self._assign(node.target, None)

    def _assign(self, target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Tuple):
            values: list[Any] = [None] * len(target.elts)
            if isinstance(value, ast.Tuple) and len(value.elts) == len(values):
                values = list(value.elts)
            for one, its in zip(target.elts, values, strict=True):
                self._assign(one, its)
        elif isinstance(target, ast.Name):
            self.assigned.setdefault(target.id, []).append(value)

    def at_most(self, node: ast.AST | None) -> int:
        """Give the number for one expression."""
        match node:
            case ast.Constant():
                return 0
            case ast.Name(id=name):
                return self._of_a_name(name)
            case ast.UnaryOp(operand=one) | ast.GeneratorExp(elt=one):
                return self.at_most(one)
            case ast.BinOp(left=one, right=other):
                return max(self.at_most(one), self.at_most(other))
            case ast.Compare(left=one, comparators=others):
                return max(map(self.at_most, [one, *others]))
            case ast.Call():
                return self._of_a_call(node)
        return self.MANY

    def _of_a_name(self, name: str) -> int:
        if name not in self.assigned:
            return self.known.get(name, self.MANY)
        values = self.assigned.pop(name)
        before = self.known.get(name, 0)
        self.known[name] = before  # while its own values are looked at
        self.known[name] = max([before, *map(self.at_most, values)])
        return self.known[name]

    def _of_a_call(self, node: ast.Call) -> int:
        name = ast.unparse(node.func).rpartition(".")[2]
        args = [self.at_most(arg) for arg in node.args]
        along = {"axis", "keepdims"} & {keyword.arg for keyword in node.keywords}
        builtin = isinstance(node.func, ast.Name)
        if builtin and name in OF_A_NUMBER:
            return 0
        if name in ELEMENTWISE or (builtin and name in ADDED_UP):
            return max(args, default=self.MANY)
        of_numpy = ast.unparse(node.func).startswith("np.")
        if name in ADDED_UP and not along and len(args) == of_numpy:
            return 0
        return self.MANY
