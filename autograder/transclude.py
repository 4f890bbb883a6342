"""Take the source of a function out of the reference library, for a notebook cell."""

from __future__ import annotations

import ast
import builtins
import dis
import re
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from autograder.installed import library

LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}
BEGIN = "    ### BEGIN SOLUTION"
END = "    ### END SOLUTION"

# What a docstring has for readers of the library, and a cell for its students has not:
# the equations, which stand in the text above it, and the notes with the source.
EQUATION = re.compile(
    r"^(?P<indent> *)\.\. math::.*\n(?:(?P=indent) +\S.*\n|\n)*", re.M
)
NOTES = re.compile(
    r"^ *Notes\n *-----\n(?:(?! *\w.*\n *---).*\n)*?(?= *Examples\n|\Z)", re.M
)
ROLE = re.compile(r":math:`([^`]*)`")
FRACTION = re.compile(r"\\frac\{(.*?)\}\{(.*?)\}")
SIGNS = {
    r"\partial ": "∂", r"\delta": "δ", r"\theta": "θ", r"\eta": "η", r"\lambda": "λ",
    r"\mu": "μ", r"\sigma": "σ", r"\epsilon": "ε", r"\sum": "Σ", r"\dots": "...",
    r"\langle": "<", r"\rangle": ">", r"\cdot": "·", r" \, ": " ", " / ∂": "/∂",
}  # fmt: skip
UPRIGHT = re.compile(r"\\(?:mathrm|text)\{(\w+)\}")
ACCENT = re.compile(r"\\(bar|dot|tilde)\{(\w)\}")


class TranscludeError(ValueError):
    """What a cell imports cannot be put in its place."""


@dataclass(frozen=True)
class Definition:
    """What a module of the reference library says about one name.

    Parameters
    ----------
    name : str
        The function, class or constant.
    where : str
        File and line, as error messages name them.
    source : str
        Its lines, as written.
    node : ast.stmt
        The same, parsed.
    """

    name: str
    where: str
    source: str
    node: ast.stmt


def find_definition(root: Path, module: str, name: str) -> Definition:
    """Find where the reference library defines a name.

    Parameters
    ----------
    root : Path
        The course.
    module : str
        Name of the module in ``solutions``.
    name : str
        The function, class or constant.

    Returns
    -------
    Definition
        Its source, unchanged.

    Raises
    ------
    TranscludeError
        If there is no such module, or the module does not define the name.
    """
    file = f"solutions/{module}.py"
    source, tree = _read(root, module)
    found = [node for node in tree.body if name in _defined_by(node)]
    if not found:
        elsewhere = find_origin(root, module, name)
        if elsewhere:
            raise TranscludeError(
                f"{file} itself imports {name}; write "
                f"`from solutions.{elsewhere} import {name}`"
            )
        raise TranscludeError(f"{file} defines no {name}; write it there first")
    node = found[-1]
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.decorator_list:
        raise TranscludeError(
            f"{name} is decorated in {file}; a cell cannot show a decorated function"
        )
    assert node.end_lineno is not None  # ast.parse always sets it
    lines = source.splitlines()[node.lineno - 1 : node.end_lineno]
    return Definition(name, f"{file}:{node.lineno}", "\n".join(lines), node)


def shorten_statement(definition: Definition) -> Definition:
    r"""Leave out of a docstring what students have read above the cell.

    Parameters
    ----------
    definition : Definition
        A function; a class or a constant is given back as it is.

    Returns
    -------
    Definition
        Without displayed equations and without Notes; what else is mathematics is
        written in plain signs, since a code cell sets no formula.
    """
    node = definition.node
    if not isinstance(node, ast.FunctionDef) or ast.get_docstring(node) is None:
        return definition
    lines = definition.source.splitlines(keepends=True)
    first, end = (
        line - node.lineno
        for line in (node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    )
    statement = EQUATION.sub("", "".join(lines[first:end]))
    statement = ROLE.sub(
        lambda maths: _in_plain_signs(maths[1]), NOTES.sub("", statement)
    )
    source = "".join([*lines[:first], statement, *lines[end:]])
    (shorter,) = ast.parse(source).body
    shorter = ast.increment_lineno(shorter, node.lineno - 1)
    return Definition(definition.name, definition.where, source, shorter)


def _in_plain_signs(maths: str) -> str:
    maths = FRACTION.sub(r"\1/(\2)", UPRIGHT.sub(r"\1", maths))
    maths = ACCENT.sub(r"\2_\1", maths)
    for command, sign in SIGNS.items():
        maths = maths.replace(command, sign)
    return maths


def find_origin(root: Path, module: str, name: str) -> str | None:
    """Say which module of the reference library defines a name that another one uses.

    Parameters
    ----------
    root : Path
        The course.
    module : str
        Name of the module in ``solutions`` that uses the name.
    name : str
        The function, class or constant.

    Returns
    -------
    str or None
        Name of the module, None if the name comes from outside.

    Raises
    ------
    TranscludeError
        If there is no such module.
    """
    for node in _read(root, module)[1].body:
        if name in _defined_by(node):
            return module
        if isinstance(node, ast.ImportFrom) and node.module:
            package, _, origin = node.module.partition(".")
            imported = {alias.name for alias in node.names}
            if package == "solutions" and origin and name in imported:
                return origin
    return None


def mark_solution(definition: Definition) -> str:
    """Put nbgrader's solution markers around the body of a function.

    Parameters
    ----------
    definition : Definition
        A function with a docstring, which stays outside the markers.

    Returns
    -------
    str
        The source with the two lines added.

    Raises
    ------
    TranscludeError
        If it is not a function, or has no docstring, or nothing after it.
    """
    node, name = definition.node, definition.name
    if not isinstance(node, ast.FunctionDef):
        raise TranscludeError(
            f"{name} at {definition.where} is not a function; tag the cell given"
        )
    if ast.get_docstring(node) is None:
        raise TranscludeError(
            f"{name} at {definition.where} has no docstring, and that is the "
            "exercise's statement; write it"
        )
    statement = node.body[0]
    assert statement.end_lineno is not None  # ast.parse always sets it
    if len(node.body) == 1 or node.body[1].lineno == statement.end_lineno:
        raise TranscludeError(
            f"{name} at {definition.where} has no line after its docstring; "
            "write the model answer there"
        )
    lines = definition.source.splitlines()
    head = statement.end_lineno - node.lineno + 1
    return "\n".join([*lines[:head], BEGIN, *lines[head:], END])


def names_needed(source: str) -> set[str]:
    r"""Find the names that a piece of source takes from the cells before it.

    Parameters
    ----------
    source : str
        Python.

    Returns
    -------
    set of str
        Global names that it reads, in bodies, defaults and annotations, and that it
        neither defines nor finds among the builtins.

    Examples
    --------
    >>> sorted(names_needed("def f(x: Array):\n    return np.sum(g(x)) + len(x)"))
    ['Array', 'g', 'np']
    """

    def read_in(code: CodeType) -> set[str]:
        inner = [const for const in code.co_consts if isinstance(const, CodeType)]
        own = _names(code, {"STORE_NAME"})  # a class finds what its body has set
        return (_names(code, LOADS) - own).union(*map(read_in, inner))

    return read_in(_compiled(source)) - names_set(source) - set(dir(builtins))


def names_set(source: str) -> set[str]:
    r"""Find the names that a cell defines.

    Parameters
    ----------
    source : str
        Python.

    Returns
    -------
    set of str
        Names that it assigns, defines or imports at top level.

    Examples
    --------
    >>> sorted(names_set("import numpy as np\nx = np.pi"))
    ['np', 'x']
    """
    return _names(_compiled(source), {"STORE_NAME", "STORE_GLOBAL"})


def _compiled(source: str) -> CodeType:
    return compile(source, "<cell>", "exec", dont_inherit=True)


def _names(code: CodeType, operations: set[str]) -> set[str]:
    """Find the names that a piece of code hands to one of some operations.

    The symbol table would do, but since Python 3.12 it counts the variable of a
    comprehension among those of the cell.
    """
    return {
        step.argval
        for step in dis.get_instructions(code)
        if step.opname in operations and not step.argval.startswith("__")
    }


def _defined_by(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


def _read(root: Path, module: str) -> tuple[str, ast.Module]:
    file = f"solutions/{module}.py"
    try:
        source = (library(root) / f"{module}.py").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise TranscludeError(f"there is no {file}; write it first") from None
    try:
        return source, ast.parse(source)
    except SyntaxError as error:
        reason = f"{file}:{error.lineno} is not Python: {error.msg}"
        raise TranscludeError(reason) from None
