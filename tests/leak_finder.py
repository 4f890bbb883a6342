"""Find the body of an exercise, or part of it, in a released notebook.

Code is compared as syntax trees, so that spacing, comments and quotes do not hide it.
Whole bodies are also compared with every variable renamed to its place of first use:
``V[2] @ u.T`` is then the same as ``W @ x.T``.
"""

from __future__ import annotations

import ast
import copy
import doctest
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

WORK = (ast.BinOp, ast.BoolOp, ast.Call, ast.Compare, ast.IfExp, ast.UnaryOp)
CODE_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
CODE_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """The model answer of an exercise: its name and its statements."""

    name: str
    statements: list[ast.stmt]


def model_answer(source: str) -> Answer:
    """Read the model answer out of the source of a function with a docstring."""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return Answer(function.name, function.body[1:])


def find_leaks(
    answers: list[Answer], words: list[str], notebook: NotebookNode
) -> list[str]:
    """Say what of the answers stands in a notebook, and in which cell.

    `words` are the model answers graded by hand. Markdown is searched up to the last
    check: after it, a chapter may show what the student has found.
    """
    given = [cell.source for cell in notebook.cells if _grade_id(cell, "given_")]
    given_on_purpose = {
        ast.dump(node) for source in given for node in ast.walk(ast.parse(source))
    }
    found = []
    for place, source in _code(notebook):
        tree = _parse(source)
        if tree is None:
            continue
        dumps = {ast.dump(node) for node in ast.walk(tree)}
        shapes = {
            _shape([node]) for node in ast.walk(tree) if isinstance(node, ast.expr)
        }
        for answer in answers:
            what = _leak(answer, tree, dumps - given_on_purpose, dumps | shapes)
            if what:
                found.append(f"{answer.name} in {place}: {what}")
    for place, text in _remarks(notebook):
        for answer in answers:
            for line in _lines(answer):
                if line in _bare(text):
                    found.append(f"{answer.name} in words of {place}: {line}")
    for cell in notebook.cells:
        for text in words:
            for sentence in _sentences(text):
                if sentence in " ".join(cell.source.split()):
                    found.append(f"an answer in {cell.id}: {sentence}")
    return found


def _of_two_names(value: ast.BinOp) -> bool:
    names = isinstance(value.left, ast.Name) and isinstance(value.right, ast.Name)
    return names and isinstance(value.op, ast.Mult)


def _leak(
    answer: Answer, tree: ast.Module, dumps: set[str], wholes: set[str]
) -> str | None:
    """Say which part of an answer is among the dumps, or all of it among the wholes."""
    for node in _parts(answer):
        if ast.dump(node) in dumps:
            return ast.unparse(node)
    for value in _returned(answer):
        # The call of one function, np.tanh(Z), says little in other variables, and so
        # does the product of two names: it stands in every chapter.
        exact = _work(value) == 1 and (
            not isinstance(value, ast.BinOp) or _of_two_names(value)
        )
        whole = ast.dump(value) if exact else _shape([value])
        return ast.unparse(value) if whole in wholes else None
    length = len(answer.statements)
    shape = _shape(answer.statements)
    for statements in _blocks(tree):
        for start in range(len(statements) - length + 1):
            if _shape(statements[start : start + length]) == shape:
                return ast.unparse(statements[start])
    return None


def _parts(answer: Answer) -> Iterator[ast.AST]:
    """Give the statements and the expressions that take more than one step."""
    for statement in answer.statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.expr | ast.stmt) and _work(node) > 1:
                yield node


def _returned(answer: Answer) -> list[ast.expr]:
    """Give the value of an answer that is one `return`."""
    match answer.statements:
        case [ast.Return(ast.expr() as value)]:
            return [value]
    return []


def _work(node: ast.AST) -> int:
    return sum(isinstance(inner, WORK) for inner in ast.walk(node))


def _blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block:
                yield [node for node in block if not _is_docstring(node)]


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _shape(nodes: list[ast.expr] | list[ast.stmt]) -> str:
    """Write the trees down with every variable renamed by the order of first use."""
    renamed: dict[str, str] = {}

    class Rename(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.AST:
            node.args = [self.visit(arg) for arg in node.args]
            node.keywords = [self.visit(keyword) for keyword in node.keywords]
            if not isinstance(node.func, ast.Name):  # the name of a function stays
                node.func = self.visit(node.func)
            return node

        def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
            if isinstance(node.value, ast.Name):  # W[l] is a variable, as W is
                return self.rename(ast.unparse(node))
            return self.generic_visit(node)

        def visit_Name(self, node: ast.Name) -> ast.AST:
            return node if node.id == "np" else self.rename(node.id)

        def rename(self, text: str) -> ast.Name:
            return ast.Name(renamed.setdefault(text, f"v{len(renamed)}"), ast.Load())

    copies = [copy.deepcopy(node) for node in nodes]
    return "\n".join(ast.dump(Rename().visit(node)) for node in copies)


def _grade_id(cell: NotebookNode, prefix: str) -> bool:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", "")).startswith(prefix)


def _code(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Give every piece of code that a student can read, and where it stands."""
    checks = [i for i, cell in enumerate(notebook.cells) if _grade_id(cell, "check_")]
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            yield cell.id, cell.source
            for example in doctest.DocTestParser().get_examples(cell.source):
                yield f"an example of {cell.id}", example.source
        elif index < checks[-1]:
            for code in CODE_SPAN.findall(cell.source):
                yield f"the text of {cell.id}", code
            for code in CODE_BLOCK.findall(cell.source):
                yield f"the text of {cell.id}", code


def _remarks(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Give what code cells say besides code: comments and strings."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            for comment in re.findall(r"#(.*)", cell.source):
                yield cell.id, comment
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield cell.id, node.value


def _parse(source: str) -> ast.Module | None:
    """Parse code; None if it is not Python."""
    try:
        return ast.parse(source.strip())
    except SyntaxError:
        return None


def _lines(answer: Answer) -> Iterator[str]:
    """Give the expressions of an answer without spaces, as they would be quoted."""
    for part in [*_parts(answer), *_returned(answer)]:
        if isinstance(part, ast.expr):
            yield _bare(ast.unparse(part))


def _bare(text: str) -> str:
    return "".join(text.split())


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.:;?])\s", " ".join(text.split())):
        if len(sentence) > 25:
            yield sentence
