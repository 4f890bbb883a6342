"""Let a run of the whole notebook go on past what is not written yet.

A cell that needs an unwritten exercise says so in one line instead of a traceback, and
the cells below it run.
"""

from __future__ import annotations

import ast
import sys
from types import TracebackType
from typing import Any

_said: list[BaseException] = []  # what was said in one line, in the running cell
_lost: dict[str, str] = {}  # names that cells would have set, and what these waited for
_source: list[str] = [""]  # of the running cell


def follow() -> None:
    """Follow the cells of this notebook, if there is one and it is not followed yet."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None or not hasattr(shell, "kernel"):
        return
    if _forgive in shell.events.callbacks["post_run_cell"]:
        return
    shell.set_custom_exc((Exception,), _say)
    shell.events.register("pre_run_cell", _begin)
    shell.events.register("post_run_cell", _forgive)


def _begin(info: Any) -> None:
    _source[0] = info.raw_cell or ""
    _said.clear()


def _say(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    name = _waits_for(shell, error, trace)
    if name is None:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        return
    _said.append(error)
    _lost.update(dict.fromkeys(_names(_source[0], ast.Store), name))
    print(f"This cell needs {name}, which is not written yet.")


def _waits_for(
    shell: Any, error: BaseException, trace: TracebackType | None
) -> str | None:
    """Give the exercise that an error comes from, if it is one that is not written."""
    if not isinstance(error, NotImplementedError):
        used = _names(_source[0], ast.Load)
        return next((_lost[name] for name in sorted(used & {*_lost})), None)
    while trace and trace.tb_next:
        trace = trace.tb_next
    frame = trace.tb_frame if trace else None
    if frame is None or frame.f_globals is not shell.user_ns or error.args:
        return None
    return frame.f_code.co_name


def _names(source: str, how: type[ast.expr_context]) -> set[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, how)
    }


def _forgive(result: Any) -> None:
    """Let the kernel say that the cell has run, so that those below it run too."""
    if any(result.error_in_exec is error for error in _said):
        result.error_in_exec = None
    elif result.success:
        for name in _names(_source[0], ast.Store):
            _lost.pop(name, None)
