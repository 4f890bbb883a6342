"""Cells as HTML. A class has most cells in common: each text is rendered once."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from typing import Any

import mistune
from jinja2 import pass_context
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer

from autograder.grading.inert import PICTURE, inert

REMEMBERED = 4096  # texts; a chapter has a hundred
# Colouring code takes time with the square of a line's length, reading Markdown with
# the square of a cell's.
MAX_LINE = 300
MAX_CELL = 20_000
DEEPER = 2  # the title of a chapter stands below the page's, and that of a part of it
# A formula is no Markdown: what stands in it is left to `set_formulas`.
BLOCK = r"^ {0,3}\$\$(?P<large_block>[^$]+)\$\$[ \t]*$"
INLINE = r"\$\$(?P<large>[^$]+)\$\$|\$(?!\s)(?P<small>[^$\n]+?(?:\n[^$\n]+?)?)(?<!\s)\$"


@functools.lru_cache(maxsize=REMEMBERED)
def markdown(text: str) -> str:
    """Render Markdown.

    Parameters
    ----------
    text : str
        What stands in the cell.

    Returns
    -------
    str
        HTML that runs nothing and loads nothing.
    """
    return inert(str(_markdown()(cut(text, MAX_CELL))), DEEPER)


def answered(text: str, attachments: Mapping[str, Any]) -> str:
    """Render what a student wrote, with the pictures that are attached to it.

    Parameters
    ----------
    text : str
        Markdown.
    attachments : mapping of str to mapping
        By name, the forms of each picture.

    Returns
    -------
    str
        HTML as of `markdown`; a picture that is not PNG is left out.
    """
    page = markdown(text)
    for number, (name, forms) in enumerate(attachments.items(), start=1):
        if (content := forms.get("image/png")) is None:
            continue
        words = html.escape(f"picture {number} in this answer")
        image = f'<img alt="{words}" src="{PICTURE}{html.escape(content)}">'
        page = page.replace(html.escape(_stand_in(name)), image)
    return page


@pass_context
def in_cell(context: Any, source: str) -> str:
    """Render a cell's Markdown for nbconvert, which hands its own context over."""
    return answered(source, context.get("cell", {}).get("attachments", {}))


@functools.lru_cache(maxsize=REMEMBERED)
def python(source: str) -> str:
    """Colour a cell's code.

    Parameters
    ----------
    source : str
        Of the cell; lines longer than `MAX_LINE` are cut.

    Returns
    -------
    str
        A ``pre`` element.
    """
    return str(highlight(source, PythonLexer(stripnl=False), _formatter()))


@functools.lru_cache(maxsize=REMEMBERED)
def words(text: str) -> str:
    """Escape a sentence of ours, and set what stands in backquotes as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def title(text: str) -> str:
    """Render a heading's words."""
    return re.sub(r"</?p>|\n", "", markdown(text))


def shortened(code: str, room: int) -> str:
    """Cut what no page can show in reasonable time.

    Parameters
    ----------
    code : str
        What a student wrote.
    room : int
        How many characters may be shown.

    Returns
    -------
    str
        The code; ``…`` stands where a line was longer than `MAX_LINE`, or where the
        room was used up.
    """
    lines = [line.rstrip() for line in cut(code, room).split("\n")]
    return "\n".join(cut(line, MAX_LINE) for line in lines)


def cut(text: str, room: int) -> str:
    """Cut a text that is longer than there is room for; ``…`` stands for the rest."""
    return text if len(text) <= room else f"{text[: max(room, 0)]}…"


class _Renderer(mistune.HTMLRenderer):
    def block_code(self, code: str, info: str | None = None) -> str:
        """Colour Python in a text as in a cell."""
        if (info or "").split(" ")[0] in ("python", "py", "ipython3"):
            return python(shortened(code, MAX_CELL))
        return super().block_code(code, None)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Leave a place for a picture that is attached."""
        if url.startswith("attachment:"):
            return html.escape(_stand_in(url.removeprefix("attachment:")))
        return super().image(text, url, title)


def _stand_in(name: str) -> str:
    return f"(attached picture {name})"


def _formula(_: Any, text: str, block: bool) -> str:
    marks = "$$" if block else "$"
    return f"{marks}{html.escape(text, quote=False)}{marks}"


def _block_formula(block: Any, match: re.Match[str], state: Any) -> int:
    token = {"type": "block_formula", "raw": match["large_block"]}
    state.append_token({**token, "attrs": {"block": True}})
    return match.end() + 1


def _inline_formula(_: Any, match: re.Match[str], state: Any) -> int:
    large = match["large"] is not None
    token = {"type": "formula", "raw": match["large"] or match["small"]}
    state.append_token({**token, "attrs": {"block": large}})
    return match.end()


@functools.cache
def _markdown() -> mistune.Markdown:
    renderer = _Renderer(escape=False)
    read = mistune.Markdown(renderer, plugins=[mistune.plugins.import_plugin("table")])
    read.block.register("block_formula", BLOCK, _block_formula, before="list")
    read.inline.register("formula", INLINE, _inline_formula, before="link")
    renderer.register("formula", _formula)
    renderer.register("block_formula", lambda *a, **k: f"<p>{_formula(*a, **k)}</p>\n")
    return read


@functools.cache
def _formatter() -> Any:
    return HtmlFormatter(cssclass="code", wrapcode=True)
