"""A function and those that it calls, as syntax trees that can be changed and run."""

from __future__ import annotations

import ast
import copy
import functools
import inspect
import textwrap
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.slips.edit import copied

ROUNDS = 300_000  # of a `while`: a change that loops for ever is stopped


class Endless(Exception):
    """A loop of a changed function does not end."""


class Program:
    """A function with everything of its own package that it calls.

    Parameters
    ----------
    function : callable
        The reference; its source must be there to be read.
    known : mapping of str to object
        What a changed function may call besides.
    """

    def __init__(self, function: Callable[..., Any], known: Mapping[str, Any]) -> None:
        self.name = function.__name__
        self.trees: dict[str, ast.FunctionDef] = {}
        self.namespace: dict[str, Any] = {"np": np, **known}
        self._collect(function)
        self._changed: dict[str, types.CodeType] = {}

    def _collect(self, function: Any) -> None:
        package = function.__module__.partition(".")[0]
        waiting = [function]
        while waiting:
            one = waiting.pop()
            if one.__name__ in self.trees:
                continue
            self.trees[one.__name__] = tree_of(one)
            self.namespace |= {
                name: value
                for name, value in one.__globals__.items()
                if not name.startswith("__")
            }
            for name in sorted(_names(self.trees[one.__name__])):
                other = one.__globals__.get(name)
                if isinstance(other, types.FunctionType) and (
                    other.__module__.partition(".")[0] == package
                ):
                    waiting.append(other)

    def changed(self, name: str, tree: ast.FunctionDef) -> Program:
        """Give this program with another function of that name."""
        return self._with(name, tree, _code(tree))

    def rewritten(self, name: str, source: str) -> Program:
        """Give it with that function from its text: much faster than from a tree."""
        tree = ast.parse(source).body[0]
        assert isinstance(tree, ast.FunctionDef)
        code = _code(tree) if "while" in source else _compiled(source, name)
        return self._with(name, tree, code)

    def _with(self, name: str, tree: ast.FunctionDef, code: types.CodeType) -> Program:
        other = copy.copy(self)
        other.trees = {**self.trees, name: tree}
        other._changed = {**self._changed, name: code}
        return other

    @property
    def source(self) -> str:
        """The function itself, as text."""
        return ast.unparse(self.trees[self.name])

    def make(self, lent: frozenset[str] = frozenset()) -> Callable[..., Any]:
        """Compile the program, and give its function.

        Parameters
        ----------
        lent : frozenset of str
            Functions that are answered from outside, as earlier exercises are while a
            submission is judged: a generator goes there as a seed drawn from it.

        Returns
        -------
        callable
            The function.
        """
        namespace = dict(self.namespace)
        namespace["_round_of_a_loop"] = _counter()
        for name, tree in self.trees.items():
            exec(self._changed.get(name) or _unchanged(tree), namespace)
        for name in lent & (self.trees.keys() - {self.name}):
            namespace[name] = _lent(namespace[name])
        made: Callable[..., Any] = namespace[self.name]
        return made


def tree_of(function: Callable[..., Any]) -> ast.FunctionDef:
    """Read a function's syntax tree, without docstring, decorators and annotations.

    Parameters
    ----------
    function : callable
        A function whose source can be read.

    Returns
    -------
    ast.FunctionDef
        A new tree.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    if ast.get_docstring(tree) is not None:
        del tree.body[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns, node.decorator_list = None, []
        if isinstance(node, ast.arg):
            node.annotation = None
    unannotated = _Unannotated().visit(tree)
    assert isinstance(unannotated, ast.FunctionDef)
    return unannotated


class _Unannotated(ast.NodeTransformer):
    """Drop the annotation of a variable that is given a value."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return node
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@functools.lru_cache(maxsize=512)
def _unchanged(tree: ast.FunctionDef) -> types.CodeType:
    return _code(tree)


def _code(tree: ast.FunctionDef) -> types.CodeType:
    if any(isinstance(node, ast.While) for node in ast.walk(tree)):
        tree = copied(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.While):
                node.body.insert(0, ast.parse("_round_of_a_loop()").body[0])
    return _compiled(ast.fix_missing_locations(ast.Module([tree], [])), tree.name)


def _compiled(module: ast.Module | str, name: str) -> types.CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        return compile(module, f"<a change of {name}>", "exec")


def _counter() -> Callable[[], None]:
    rounds: Iterator[int] = iter(range(ROUNDS))

    def count() -> None:
        if next(rounds, None) is None:
            raise Endless

    return count


def _lent(function: Callable[..., Any]) -> Callable[..., Any]:
    def answered(*args: Any, **kwargs: Any) -> Any:
        return function(*map(_new_seed, args), **kwargs)

    return answered


def _new_seed(arg: Any) -> Any:
    """Do what `autograder.sandbox.inside.serve` does with a generator."""
    if isinstance(arg, np.random.Generator):
        return np.random.default_rng(int(arg.integers(2**62)))
    return arg
