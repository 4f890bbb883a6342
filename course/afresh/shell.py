"""Run a notebook's cells as Jupyter would, without Jupyter."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from types import CodeType
from typing import Any

import numpy as np
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import LSString, SList
from traitlets.config import Config

from course.deadline import OverTime, interrupted_after

from .needs import bound
from .passing import OUTWARD, QUIET, unwrapped, word_for
from .written import WRITES, Written

MAX_TEXT = 20_000
MAX_IMAGE = 2**20
MAX_OUTPUTS = 100
MAX_CELL_TEXT = 100_000
MAX_CELL_IMAGES = 8 * 2**20
TYPES = ["text/plain", "image/png"]  # all that is kept of what a cell shows
ALLOW_INCOMPLETE_INPUT = 0x4000  # as `codeop` calls it; `ast` does not


class Tail(io.TextIOBase):
    """Text output that keeps its first `MAX_TEXT` characters and counts the rest."""

    def __init__(self, name: str, outputs: list[dict[str, Any]]) -> None:
        self.name = name
        self.outputs = outputs

    def writable(self) -> bool:
        """Say that this can be written to."""
        return True

    def write(self, text: str) -> int:
        """Append to the stream output that is under way."""
        last = self.outputs[-1] if self.outputs else {}
        if last.get("type") != self.name:
            last = {"type": self.name, "text": ""}
            self.outputs.append(last)
        room = MAX_TEXT - len(last["text"])
        if room > 0:
            last["text"] += text[:room]
        return len(text)


class Publisher(DisplayPublisher):  # type: ignore[misc]
    """Keep what a cell displays: its plain text and its PNG, nothing else."""

    outputs: list[dict[str, Any]]

    def publish(self, data: dict[str, Any], *_: Any, **__: Any) -> None:
        """Keep one display."""
        self.outputs.append(picture_or_text("display", data))

    def clear_output(self, wait: bool = False) -> None:
        """Forget what was displayed."""
        self.outputs.clear()


class ResultHook(DisplayHook):  # type: ignore[misc]
    """Keep the value of a cell's last expression, as text."""

    outputs: list[dict[str, Any]]

    def __call__(self, result: Any = None) -> None:
        """Keep one result."""
        if result is not None and not self.quiet():
            self.update_user_ns(result)
            data, _ = self.compute_format_data(result)
            self.outputs.append(picture_or_text("result", data))


class Compiler(CachingCompiler):  # type: ignore[misc]
    """Parse a cell once: to see whether it is Python, and to run it."""

    def __init__(self) -> None:
        super().__init__()
        self._parsed: dict[str, Any] = {}

    def parses(self, source: str) -> bool:
        """Whether a cell is Python; what `ast_parse` gives for it is kept."""
        if source in self._parsed:
            return True
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            try:
                tree = super().ast_parse(source)
            except Exception:
                return False
        if not said:  # else it is parsed again, where warnings are shown
            self._parsed[source] = tree
        return True

    def code_of(self, source: str) -> CodeType | None:
        """Compile a cell to look at its names; None where it is no Python."""
        if not self.parses(source):
            return None
        flags = self.flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = self._parsed.get(source, source)
                code: CodeType = compile(tree, "<cell>", "exec", flags)
        except Exception:
            return None
        return code

    def ast_parse(
        self, source: str, filename: str = "<unknown>", symbol: str = "exec"
    ) -> Any:
        """Parse a cell, unless `parses` has done so; no tree serves twice."""
        if symbol == "exec" and (tree := self._parsed.pop(source, None)) is not None:
            return tree
        return super().ast_parse(source, filename, symbol)


def picture_or_text(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """Reduce a MIME bundle to its plain text and its PNG."""
    output: dict[str, Any] = {"type": kind}
    output["text"] = str(data.get("text/plain", ""))[:MAX_TEXT]
    png = data.get("image/png")
    if isinstance(png, bytes) and len(png) <= MAX_IMAGE:
        output["png"] = np.frombuffer(png, np.uint8)
    return output


def within_bounds(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the first outputs of a cell, as many as one reply can carry."""
    text, images = MAX_CELL_TEXT, MAX_CELL_IMAGES
    kept = []
    for output in outputs[:MAX_OUTPUTS]:
        short = {**output, "text": output["text"][: max(text, 0)]}
        text -= len(short["text"])
        images -= short["png"].size if "png" in short else 0
        if images < 0:
            short.pop("png", None)
        kept.append(short)
    return kept


class Shell(InteractiveShell):  # type: ignore[misc]
    """An IPython shell that keeps its outputs in a list and writes no history."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.xmode = "Context"
        super().__init__(
            config=config,
            compiler_class=Compiler,
            displayhook_class=ResultHook,
            display_pub_class=Publisher,
        )
        # Else all that is said of an unclosed bracket is "incomplete input".
        self.compile.flags &= ~ALLOW_INCOMPLETE_INPUT
        self.outputs: list[dict[str, Any]] = []
        self.missing: set[str] = set()
        self.written = Written()
        sys.meta_path.insert(0, self.written)
        self.fetch: Callable[[str], str | bool] = lambda name: False
        self._own_transformers = self._transformers()

    def init_io(self) -> None:
        """Leave the streams alone: `run` redirects them cell by cell."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no screen in here."""

    def transform_cell(self, raw_cell: str) -> str:
        """Rewrite magics as Python; where all is Python, none need be looked for.

        That search takes as long as running a cell. A cell of one line is always
        searched: it may be the name of a magic (``pwd``), which is Python as well.
        """
        whole = raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
        if (
            "\n" in raw_cell.strip()
            and self._transformers() == self._own_transformers
            and self.compile.parses(whole)
        ):
            return whole
        return str(super().transform_cell(raw_cell))

    def forget_results(self) -> None:
        """Let no result be the last one; else ``_`` seems to be set by the notebook."""
        self.user_ns["_oh"].clear()
        for name in ("_", "__", "___"):
            setattr(self.displayhook, name, "")
            self.user_ns[name] = self.user_ns_hidden[name] = ""

    def _transformers(self) -> list[Any]:
        """List what rewrites a cell; a notebook may have added to it."""
        manager = self.input_transformer_manager
        lines = [*manager.cleanup_transforms, *manager.line_transforms]
        return [*lines, *manager.token_transformers, *self.input_transformers_post]

    def should_run_async(self, raw_cell: str, **about: Any) -> bool:
        """Whether a cell awaits something; parsed only where a word says so."""
        if "await" not in raw_cell and "async" not in raw_cell:
            return False
        return bool(super().should_run_async(raw_cell, **about))

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        text = "\n".join(stb)[-MAX_TEXT:]
        self.outputs.append({"type": "error", "name": etype.__name__, "text": text})

    def code_of(self, source: str) -> CodeType | None:
        """Compile a cell to look at its names; None where it is no Python."""
        whole = self.transform_cell(unwrapped(source)[0])
        code: CodeType | None = self.compile.code_of(whole)
        return code

    async def run_ast_nodes(
        self, nodelist: Sequence[ast.stmt], *args: Any, **kwargs: Any
    ) -> Any:
        """Run a cell's statements; of several imports in one, each alone."""
        alone = [one for node in nodelist for one in _imports_apart(node)]
        return await super().run_ast_nodes(alone, *args, **kwargs)

    async def run_code(
        self, code_obj: CodeType, result: Any = None, *, async_: bool = False
    ) -> bool:
        """Run a statement; what grading cannot do is passed over, with a word."""
        failed = bool(await super().run_code(code_obj, result, async_=async_))
        error = result.error_in_exec if failed and result else None
        word = None
        if isinstance(error, NameError) and error.name not in self.missing:
            fetched = self.fetch(str(error.name))
            if fetched is True:
                self._forget_error(result)
                failed = bool(await super().run_code(code_obj, result, async_=async_))
                error = result.error_in_exec if failed else None
            word = fetched if isinstance(fetched, str) else None
        word = word or word_for(error, self.missing)
        if word is None:
            return failed
        self._forget_error(result)
        self.missing.update(n for n in bound(code_obj) if n not in self.user_ns)
        self.pass_over(word)
        return False

    def _forget_error(self, result: Any) -> None:
        result.error_in_exec = None
        if self.outputs and self.outputs[-1]["type"] == "error":
            self.outputs.pop()

    def pass_over(self, word: str) -> None:
        """Say what is passed over."""
        self.outputs.append({"type": "passed over", "text": word[:MAX_TEXT]})

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """Try a magic, unless it would reach out of here or keeps somebody waiting."""
        if magic_name in QUIET:
            return None
        if magic_name not in OUTWARD:
            try:
                return super().run_line_magic(magic_name, line, _stack_depth + 1)
            except Exception:
                if magic_name == "time":
                    raise
        self.pass_over(f"`%{magic_name} {line}`.")
        return None

    def system(self, cmd: str) -> None:
        """Run no command of another shell."""
        self.pass_over(f"`!{cmd}`.")

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Run no command of another shell; it has said nothing."""
        self.pass_over(f"`!{cmd}`.")
        return SList() if split else LSString()

    def run(self, source: str, seconds: float, *, draw: bool = True) -> dict[str, Any]:
        """Run one cell.

        Parameters
        ----------
        source : str
            What stands in the cell, magics included.
        seconds : float
            After so long the cell is interrupted.
        draw : bool
            Whether its pictures are kept.

        Returns
        -------
        dict
            ``status`` ("ok", "error" or "timeout") and ``outputs``.
        """
        if found := WRITES.match(source):
            return self._write_file(found, source[found.end() :])
        self.outputs = []
        self.displayhook.outputs = self.outputs
        self.display_pub.outputs = self.outputs
        self.display_formatter.active_types = TYPES if draw else ["text/plain"]
        source, word, names = unwrapped(source)
        self.missing.update(names)
        if word:
            self.pass_over(word)
        status = "ok"
        try:
            with interrupted_after(seconds), captured(self.outputs):
                result = self.run_cell(source, store_history=False)
                self._flush_figures(draw)
            if isinstance(result.error_in_exec, OverTime):
                status = "timeout"
            elif not result.success:
                status = "error"
        except OverTime:
            status = "timeout"
        return {"status": status, "outputs": within_bounds(self.outputs)}

    def _write_file(self, found: re.Match[str], text: str) -> dict[str, Any]:
        """Write a cell to a file; a module can be imported from here on.

        It is imported from memory: where grading stands, nothing is imported from the
        working folder, in which another submission may have left something.
        """
        name, more = found["name"], found["more"] is not None
        said = {"type": "stdout", "text": f"Writing {name}\n"[:MAX_TEXT]}
        try:
            with open(name, "a" if more else "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            said = {"type": "passed over", "text": f"`%%writefile {name}`."[:MAX_TEXT]}
        self.written.add(name, text, more=more)
        return {"status": "ok", "outputs": [said]}

    def _flush_figures(self, draw: bool) -> None:
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        for number in pyplot.get_fignums() if draw else ():
            picture = io.BytesIO()
            pyplot.figure(number).savefig(picture, format="png", dpi=72)
            data = {"text/plain": "a figure", "image/png": picture.getvalue()}
            self.outputs.append(picture_or_text("display", data))
        pyplot.close("all")


def _imports_apart(node: ast.stmt) -> list[ast.stmt]:
    if not isinstance(node, ast.Import) or len(node.names) == 1:
        return [node]
    return [ast.copy_location(ast.Import([name]), node) for name in node.names]


@contextlib.contextmanager
def captured(outputs: list[dict[str, Any]]) -> Iterator[None]:
    """Catch what is printed, and give numerical warnings as text."""
    with (
        contextlib.redirect_stdout(Tail("stdout", outputs)),
        contextlib.redirect_stderr(Tail("stderr", outputs)),
        warnings.catch_warnings(),
    ):
        yield
