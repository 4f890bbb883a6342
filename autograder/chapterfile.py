"""Read a chapter file: its cells, where they stand, and what an author got wrong."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CODE_TAGS = ("exercise", "given", "demo")
MARKDOWN = ("## ", "```", "$$", "> ")  # lines that say a cell has run into the text
WORKED = re.compile(r"\s*<!--\s*worked:.*-->\s*")
DIRECTIVE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*\{")
GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what nbgrader and a cell id both allow
ONE_IMPORT = "exactly one line, `from solutions.MODULE import NAME`"


class BuildError(ValueError):
    """A chapter cannot be built, for a reason that its author can mend.

    Parameters
    ----------
    file : str
        The file at fault, as seen from the root of the course.
    line : int
        The line at fault, counted from 1.
    message : str
        What is wrong, and what to do.
    """

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")


@dataclass(frozen=True)
class Cell:
    """One cell of a chapter.

    Parameters
    ----------
    kind : {'text', 'answer', 'exercise', 'given', 'demo'}
        The cell's tag; 'text' for Markdown without one.
    line : int
        Where its source begins in the chapter file, counted from 1.
    source : str
        What it holds, without the comments that work out a number.
    name : str
        The grade id of an answer; what an exercise or a given cell imports.
    module : str
        Which module of ``solutions`` it is imported from.
    metadata : mapping
        What else the author wrote about it.
    """

    kind: str
    line: int
    source: str
    name: str = ""
    module: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)


def read_chapter(path: Path, file: str) -> list[Cell]:
    """Read the cells of a chapter.

    Parameters
    ----------
    path : Path
        The chapter, MyST Markdown.
    file : str
        The same as error messages name it.

    Returns
    -------
    list of Cell
        In the order of the file. The first is the title.

    Raises
    ------
    BuildError
        If there is no such file, or a cell breaks a rule of chapters.
    """
    from jupytext.myst import MystMetadataParsingError, myst_to_notebook
    from nbformat import ValidationError

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BuildError(file, 1, "there is no such file; write it") from None
    except UnicodeDecodeError:
        raise BuildError(file, 1, "this is not UTF-8 text; save it as such") from None
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        reason = " ".join(str(error).split())
        found = re.search(r"at line (\d+)", reason)
        line = int(found[1]) if found else 1
        raise BuildError(file, line, f"the metadata cannot be read: {reason}") from None
    except ValidationError as error:
        key, value = str(error.absolute_path[-1]), error.instance
        line = _find_option(key, value, text)
        message = f"{key} is wrong: {error.message}; tags are a list, `[demo]`"
        raise BuildError(file, line, message) from None
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        message = "the front matter names no kernelspec python3; add it"
        raise BuildError(file, 1, message)

    lines = text.splitlines()
    cells = [
        _read_cell(cell, _find_source(cell.source, lines, start), file)
        for cell, start in zip(
            notebook.cells, notebook.metadata["source_map"], strict=True
        )
    ]
    if not cells or cells[0].kind != "text" or not cells[0].source.startswith("# "):
        line = cells[0].line if cells else 1
        raise BuildError(file, line, "a chapter begins with its title, `# ...`")
    return cells


def _find_source(source: str, lines: list[str], start: int) -> int:
    """Skip the options and the blank lines that stand before a cell's source."""
    wanted = [line.rstrip() for line in source.rstrip().splitlines()]
    for first in range(start, len(lines) - len(wanted) + 1):
        found = [line.rstrip() for line in lines[first : first + len(wanted)]]
        if found == wanted:
            return first + 1
    return start + 1


def _find_option(key: str, value: Any, text: str) -> int:
    """Find the line on which a cell's option is written, in YAML or in JSON."""
    found = re.search(rf'\b{re.escape(key)}"?:\s*"?{re.escape(str(value))}\b', text)
    return text[: found.start()].count("\n") + 1 if found else 1


def _read_cell(cell: Any, line: int, file: str) -> Cell:
    metadata = dict(cell.metadata)
    if "nbgrader" in metadata:
        raise BuildError(file, line, "the build writes nbgrader's metadata; remove it")
    if cell.cell_type == "raw":
        raise BuildError(file, line, "a raw cell is not shown; write Markdown")
    tags = metadata.get("tags", [])
    if cell.cell_type == "markdown":
        return _read_text(cell.source, tags, metadata, line, file)
    return _read_code(cell.source, tags, metadata, line, file)


def _read_text(
    source: str, tags: list[Any], metadata: dict[str, Any], line: int, file: str
) -> Cell:
    if tags not in ([], ["answer"]):
        shown = ", ".join(map(str, tags))
        message = f"a Markdown cell has no tag or the tag answer, not {shown}"
        raise BuildError(file, line, message)
    grade_id = metadata.get("grade_id", "")
    if not tags and grade_id:
        message = f"the cell {grade_id!r} has a grade_id and no tag; tag it answer"
        raise BuildError(file, line, message)
    if tags and not (isinstance(grade_id, str) and GRADE_ID.fullmatch(grade_id)):
        message = "an answer needs a grade_id of letters, digits and _, at most 64"
        raise BuildError(file, line, message)

    kept: list[str] = []
    for number, text in enumerate(source.splitlines(), line):
        if WORKED.fullmatch(text):
            continue
        if "<!-- worked:" in text:
            message = "a worked comment stands on a line of its own and ends with -->"
            raise BuildError(file, number, message)
        if DIRECTIVE.match(text):
            message = (
                "stock JupyterLab shows this directive raw; write plain Markdown, or "
                "a ```{code-cell} that begins in the first column"
            )
            raise BuildError(file, number, message)
        if text.strip() or (kept and kept[-1].strip()):  # no two blank lines in a row
            kept.append(text)
    shown = "\n".join(kept).strip("\n")
    return Cell("answer" if tags else "text", line, shown, name=grade_id)


def _read_code(
    source: str, tags: list[Any], metadata: dict[str, Any], line: int, file: str
) -> Cell:
    known = ", ".join(CODE_TAGS)
    if len(tags) != 1:
        message = f"a code cell has exactly one tag of {known}; this has {len(tags)}"
        raise BuildError(file, line, message)
    (tag,) = tags
    if tag not in CODE_TAGS:
        raise BuildError(file, line, f"the tag {tag!r} is unknown; use one of {known}")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        at = line + (error.lineno or 1) - 1
        message = f"this is not Python: {error.msg}"
        if any(text.startswith(MARKDOWN) for text in source.splitlines()):
            message += "; is the closing fence of the cell missing?"
        raise BuildError(file, at, message) from None

    if tag == "demo":
        _refuse_our_packages(tree, line, file)
        return Cell(tag, line, source, metadata=metadata)
    match tree.body:
        case [ast.ImportFrom(str(module), [ast.alias(name, None)], 0)] if (
            re.fullmatch(r"solutions\.\w+", module)
            and name != "*"
            and len(source.strip().splitlines()) == 1
        ):
            return Cell(tag, line, source, name, module.removeprefix("solutions."))
    raise BuildError(file, line, f"the tag {tag} wants {ONE_IMPORT}")


def _refuse_our_packages(tree: ast.AST, line: int, file: str) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imported = [node.module or ""]
        else:
            continue
        for name in imported:
            package = name.partition(".")[0]
            if package in ("solutions", "autograder"):
                message = (
                    f"a demo cell imports {package}, which students do not have; use "
                    "the names that exercise and given cells define"
                )
                raise BuildError(file, line + node.lineno - 1, message)
