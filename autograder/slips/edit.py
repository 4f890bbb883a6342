"""Replace a place in a function's syntax tree, wherever a pattern finds it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

ARROW = " -> "
ANYTHING = re.compile(r"_[a-z]+")  # a name in a pattern that stands for any expression
Found = dict[str, ast.AST]


class Edit:
    """A change of a function's body, written as ``before -> after``.

    Parameters
    ----------
    text : str
        Two expressions, or two runs of statements separated by line ends or semicolons;
        ``after`` may be empty where statements are dropped. A name such as ``_x`` in
        ``before`` stands for any expression, and for that expression in ``after``.

    Raises
    ------
    ValueError
        If there is no arrow, or a side is no Python.

    Examples
    --------
    >>> body = ast.parse("y = (a - b) ** 2 + (c - d) ** 2").body
    >>> Edit("_x ** 2 -> abs(_x)").apply(body)
    True
    >>> ast.unparse(body[0])
    'y = abs(a - b) + abs(c - d)'
    """

    def __init__(self, text: str) -> None:
        before, arrow, after = text.partition(ARROW.rstrip())
        if not arrow:
            raise ValueError(f"{text!r} has no arrow between what was and what comes")
        try:
            self.before = ast.parse(before.strip()).body
            self.after = ast.parse(after.strip()).body
        except SyntaxError as error:
            raise ValueError(f"{text!r} is no Python: {error}") from None
        self.expressions: tuple[ast.expr, ast.expr] | None = None
        one, other = _value(self.before), _value(self.after)
        if one and other:
            self.expressions = one, other

    def apply(self, body: list[ast.stmt]) -> bool:
        """Change every place of the body that fits, and say whether there was one."""
        holder = ast.Module(body, [])
        if self.expressions:
            replacer = _Replacer(*self.expressions)
            replacer.visit(holder)
            body[:] = holder.body
            return replacer.times > 0
        return any([_replace_run(run, self.before, self.after) for run in _runs(body)])


def _value(statements: list[ast.stmt]) -> ast.expr | None:
    """Give the expression that alone stands there; None for statements."""
    alone = statements[0] if len(statements) == 1 else None
    return alone.value if isinstance(alone, ast.Expr) else None


class _Replacer(ast.NodeTransformer):
    def __init__(self, before: ast.expr, after: ast.expr) -> None:
        self.before, self.after, self.times = before, after, 0

    def generic_visit(self, node: ast.AST) -> Any:
        found: Found = {}
        read = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        if isinstance(node, ast.expr) and read and fits(self.before, node, found):
            self.times += 1
            return filled(self.after, found)
        return super().generic_visit(node)


def _runs(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """Give the body, and the bodies inside it."""
    for node in ast.walk(ast.Module(body, [])):
        for field in ("body", "orelse"):
            run = getattr(node, field, None)
            if isinstance(run, list) and run:
                yield body if isinstance(node, ast.Module) else run


def _replace_run(
    run: list[ast.stmt], before: list[ast.stmt], after: list[ast.stmt]
) -> bool:
    for start in range(len(run) - len(before) + 1):
        found: Found = {}
        pairs = zip(before, run[start:], strict=False)
        if all(fits(pattern, node, found) for pattern, node in pairs):
            new: list[Any] = [filled(statement, found) for statement in after]
            run[start : start + len(before)] = new or [ast.Pass()]
            return True
    return False


def fits(pattern: Any, node: Any, found: Found) -> bool:
    """Say whether a node has the form of a pattern, and note what stands for what.

    Parameters
    ----------
    pattern, node : ast.AST, or what its fields hold
        The pattern, and where it is held against.
    found : dict
        Takes for each name of the pattern the expression that it stands for.

    Returns
    -------
    bool
        True if every part agrees, and equal names stand for equal expressions.
    """
    if isinstance(pattern, ast.Name) and ANYTHING.fullmatch(pattern.id):
        if not isinstance(node, ast.expr):
            return False
        known = found.setdefault(pattern.id, node)
        return known is node or ast.dump(known) == ast.dump(node)
    if isinstance(pattern, ast.AST):
        return type(pattern) is type(node) and all(
            fits(getattr(pattern, field, None), getattr(node, field, None), found)
            for field in pattern._fields
            if field not in ("ctx", "kind", "type_comment")
        )
    if isinstance(pattern, list):
        same = isinstance(node, list) and len(pattern) == len(node)
        return same and all(
            fits(one, other, found) for one, other in zip(pattern, node, strict=True)
        )
    return type(pattern) is type(node) and bool(pattern == node)


class _Filler(ast.NodeTransformer):
    def __init__(self, found: Found) -> None:
        self.found = found

    def visit_Name(self, node: ast.Name) -> Any:
        return copied(self.found.get(node.id, node))


def filled(node: ast.AST, found: Found) -> Any:
    """Copy a node, with what was found in the place of the pattern's names."""
    return _Filler(found).visit(copied(node))


def copied(node: Any) -> Any:
    """Copy a tree; many times faster than what copies anything.

    Parameters
    ----------
    node : ast.AST, or what its fields hold
        The tree.

    Returns
    -------
    ast.AST, or what its fields hold
        A new one; a node without fields, as an operator, is shared.
    """
    if isinstance(node, list):
        return [copied(item) for item in node]
    if not isinstance(node, ast.AST) or not node._fields:
        return node
    new = type(node)()
    for name, value in node.__dict__.items():
        holds = isinstance(value, ast.AST | list)
        new.__dict__[name] = copied(value) if holds else value
    return new
