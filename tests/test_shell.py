"""A cell gives the same with and without the search for magics."""

import pytest
from IPython.core.compilerop import CachingCompiler
from IPython.core.interactiveshell import InteractiveShell

from course.afresh.shell import Compiler, Shell

CELLS = {
    "plain": "x = 2\nx + 3",
    "a comment at the end": "x = 2\nx  # two",
    "a magic among lines": "x = 2\n%who\nprint(x)",
    "a cell magic": "%%capture said\nprint('quiet')",
    "an assigned magic": "where = 1\nhere = %pwd\nlen(here) > 0",
    "the name of a magic": "pwd",
    "a name twice": "pwd = 'mine'\npwd",
    "help": "x = 2\nx?",
    "a shell command": "x = 2\n!true",
    "a prompt": ">>> 1 + 1\n",
    "an indent": "    x = 4\n    x",
    "an await": "import asyncio\nawait asyncio.sleep(0, 'woken')",
    "an await in a function": "async def f():\n    return 1\nf.__name__",
    "no Python": "x = 2\ndef f(:",
    "a warning": "x = '\\d'\nx",
    "a promise": "from __future__ import annotations\ndef f(x: y): ...\nprint(f(2))",
    "a zero byte": "x = 2\n'\0'",
    "nothing": "\n\n",
}


def outcome(sandbox_shell, source):
    sandbox_shell.reset(new_session=True)
    reply = sandbox_shell.run(source, 10)
    return reply["status"], reply["outputs"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("source", CELLS.values(), ids=CELLS)
def test_a_cell_runs_as_in_ipython(sandbox_shell, source, monkeypatch):
    ours = outcome(sandbox_shell, source)
    monkeypatch.setattr(Shell, "transform_cell", InteractiveShell.transform_cell)
    monkeypatch.setattr(Shell, "should_run_async", InteractiveShell.should_run_async)
    assert ours == outcome(sandbox_shell, source)


@pytest.mark.parametrize("when", ["cleanup", "post"])
def test_a_transformer_of_the_notebook_s_own_is_used(sandbox_shell, when):
    added = getattr(sandbox_shell, f"input_transformers_{when}")
    added.append(lambda lines: [line.replace("two", "2") for line in lines])
    try:
        assert outcome(sandbox_shell, "x = two\nx")[1][-1]["text"] == "2"
    finally:
        added.pop()


def test_only_a_cell_that_is_no_python_is_searched(sandbox_shell, monkeypatch):
    searched = []
    monkeypatch.setattr(
        InteractiveShell, "transform_cell", lambda self, cell: searched.append(cell)
    )
    for source in CELLS.values():
        sandbox_shell.transform_cell(source)
    assert CELLS["plain"] not in searched
    assert CELLS["a magic among lines"] in searched
    assert CELLS["the name of a magic"] in searched


def test_a_cell_is_parsed_once_and_what_differs_anew(monkeypatch):
    parsed = []

    def parse(self, source, *_):
        parsed.append(source)
        return source.upper()

    monkeypatch.setattr(CachingCompiler, "ast_parse", parse)
    compiler = Compiler()
    assert compiler.parses("a\nb\n")
    assert compiler.ast_parse("a\nb\n", "cell 1") == "A\nB\n"
    assert parsed == ["a\nb\n"]
    assert compiler.ast_parse("a\nb\n", "cell 2") == "A\nB\n"  # no tree serves twice
    assert parsed == ["a\nb\n"] * 2
    assert compiler.parses("a\nb\n")
    assert compiler.ast_parse("c\n") == "C\n"


def test_a_cell_that_warns_is_parsed_again_to_show_the_warning():
    compiler = Compiler()
    assert compiler.parses(CELLS["a warning"])
    with pytest.warns((DeprecationWarning, SyntaxWarning), match="invalid escape"):
        compiler.ast_parse(CELLS["a warning"])
