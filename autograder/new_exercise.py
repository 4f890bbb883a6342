"""Lay out a new exercise: function, cell, row and right answers, to be changed."""

from __future__ import annotations

import ast
import keyword
from pathlib import Path

from autograder.chapters import MODULES

FUNCTION = '''

def {name}(x: Array) -> Array:
    r"""Say in one line what it gives; until you do, the double.

    .. math:: y = 2 x

    Parameters
    ----------
    x : ndarray, shape (n,)
        What goes in.

    Returns
    -------
    ndarray, shape (n,)
        What comes out.

    Notes
    -----
    Source: the text that it is from.

    Examples
    --------
    >>> {name}(np.array([1.0, 2.0]))
    array([2., 4.])
    """
    return 2.0 * x
'''
CELL = """**Exercise** (easy, 5 minutes). Write `{name}`. Say here what it is for.

```{{code-cell}} ipython3
:tags: [exercise]

from solutions.{module} import {name}
```

"""
DRAWN = '''

def draw_for_{name}(rng: np.random.Generator) -> Args:
    """Draw what goes in."""
    return (rng.normal(0.0, 1.0, int(rng.integers(3, 9))),)


def {name}_by_the_oracle(x: Array) -> Array:
    """Find the result in another way than the reference."""
    return x + x


FOR_{upper} = Domain(x=Floats("n"))
'''
ROW = """        Check(
            {name},
            (
                Part(
                    "ordinary inputs",
                    2,
                    draw_for_{name},
                    {name}_by_the_oracle,
                    corners=(
                        *corners(FOR_{upper}, {name}_by_the_oracle),
                        *examples({name}),
                    ),
                ),
            ),
            domain=FOR_{upper},
        ),
"""
RIGHT = '''

@right("{name}")
def {name}_in_a_loop(x: Array) -> object:
    """Take one element at a time."""
    return np.array([2.0 * each for each in x])


@right("{name}")
def {name}_as_a_column(x: Array) -> object:
    """Take a matrix of one column."""
    return (x[:, None] * [2.0])[:, 0]
'''
LAST_SECTION = "## What you now know"


class CannotAdd(ValueError):
    """The exercise cannot be laid out."""


def new_exercise(root: Path, chapter: str, name: str) -> list[Path]:
    """Write what a new exercise consists of into the files where it belongs.

    Parameters
    ----------
    root : Path
        The course: the repository, or a copy of it.
    chapter : str
        Its number, two digits.
    name : str
        The function's name, which no exercise has yet.

    Returns
    -------
    list of Path
        The files that were changed: the function, the cell at the chapter's end, the
        row of the check table, two unusual right answers.

    Raises
    ------
    CannotAdd
        If there is no such chapter, the name is taken or is none, or the course does
        not hold its own checks. Nothing is written then.
    """
    module = MODULES.get(chapter)
    if module is None:
        raise CannotAdd(
            f"there is no chapter {chapter}; there are {', '.join(MODULES)}"
        )
    if not name.isidentifier() or keyword.iskeyword(name) or name != name.lower():
        raise CannotAdd(f"{name!r} is no name of a function: write it like_this")
    files = [
        root / "solutions" / f"{module}.py",
        root / "chapters" / chapter / f"{module}.md",
        root / "autograder" / "checks" / f"{module}.py",
        root / "autograder" / "alternatives" / f"{module}.py",
    ]
    for file in files:
        if not file.is_file():
            raise CannotAdd(
                f"{file} is not there: exercises are added to the repository itself"
            )
    for other in sorted((root / "solutions").glob("*.py")):
        if f"\ndef {name}(" in other.read_text(encoding="utf-8"):
            raise CannotAdd(f"solutions/{other.name} has a function {name} already")
    words = {"name": name, "upper": name.upper(), "module": module}
    function, cell, row, right = (file.read_text(encoding="utf-8") for file in files)
    texts = [
        _importing(function + FUNCTION.format(**words), "solutions", "Array"),
        _before(cell, LAST_SECTION, CELL.format(**words)),
        _with_row(row, words),
        _importing(right + RIGHT.format(**words), "solutions", "Array"),
    ]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def _before(text: str, line: str, new: str) -> str:
    """Put something before the last cell border above a line."""
    head, found, tail = text.partition(f"\n{line}")
    if not found:
        raise CannotAdd(f"the chapter has no line {line!r} to put the exercise before")
    head = head.rstrip().removesuffix("+++").rstrip()
    return f"{head}\n\n+++\n\n{new}+++\n\n{line}{tail}"


def _with_row(text: str, words: dict[str, str]) -> str:
    """Put a row at the end of the check table, and what it needs above the chapter."""
    if "\nimport numpy as np\n" not in text:
        ours = text.index("\nfrom autograder.")
        text = f"{text[:ours]}\nimport numpy as np\n{text[ours:]}"
    for module, *names in (
        ("autograder.checks.corners", "corners", "examples"),
        ("autograder.checks.domain", "Domain", "Floats"),
        ("autograder.checks.model", "Args", "Check", "Part"),
        ("solutions", "Array"),
        (f"solutions.{words['module']}", words["name"]),
    ):
        text = _importing(text, module, *names)
    chapter = next(
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CHAPTER"
    )
    assert isinstance(chapter.value, ast.Call)
    checks = next(k.value for k in chapter.value.keywords if k.arg == "checks")
    assert checks.end_lineno is not None  # ast.parse always sets it
    lines = text.splitlines(keepends=True)
    lines.insert(checks.end_lineno - 1, ROW.format(**words))
    above = "".join(lines[: chapter.lineno - 1]).rstrip()
    below = "".join(lines[chapter.lineno - 1 :])
    return f"{above}\n{DRAWN.format(**words)}\n{below}"


def _importing(text: str, module: str, *names: str) -> str:
    """Import names from a module, where that is done already or in a new statement."""
    imports = [
        node for node in ast.parse(text).body if isinstance(node, ast.ImportFrom)
    ]
    lines = text.splitlines(keepends=True)
    for node in imports:
        if node.module == module:
            there = {alias.name for alias in node.names}
            every = [*there.union(names)]
            lines[node.lineno - 1 : node.end_lineno] = [_statement(module, every)]
            return "".join(lines)
    after = [
        n
        for n in imports
        if n.module and n.module < module and n.module != "__future__"
    ]
    place = (after or imports)[-1].end_lineno
    lines.insert(place or 0, _statement(module, [*names]))
    return "".join(lines)


def _statement(module: str, names: list[str]) -> str:
    names.sort(key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    short = f"from {module} import {', '.join(names)}\n"
    if len(short) <= 89:
        return short
    return f"from {module} import (\n{''.join(f'    {n},{chr(10)}' for n in names)})\n"
