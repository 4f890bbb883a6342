"""Feedback pages that run nothing and load nothing, whoever opens them."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Doctype, PreformattedString
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from autograder.budget import Spent, budget, working
from autograder.grading.formulas import set_formulas

# The browser's own word on it: styles in the page, pictures in the page, nothing else.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
ACTIVE = (
    "script, iframe, frame, object, embed, link, base, form, meta[http-equiv], svg, "
    "math, audio, video, source, template"
)
LOADING = re.compile(r"@import[^;]*;?|@font-face\s*\{[^}]*\}")
ADDRESS = re.compile(r"url\(\s*[\"']?(?!data:)[^)]*\)")
LINKS = ("#", "http://", "https://")
# Colouring code takes time with the square of a line's length, reading Markdown with
# the square of a cell's.
MAX_LINE = 300
MAX_CODE = 100_000
MAX_CELL = 20_000
MAX_TEXT = 200_000
TOO_MUCH = "# Showing what stands here took too much processor time."


class FeedbackExporter(HTMLExporter):  # type: ignore[misc]
    """Write nbgrader's feedback page without scripts and without the network.

    Formulas are set as MathML: MathJax would have to come from a server.
    """

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a graded notebook and make the page inert."""
        shown = copy.deepcopy(nb)
        code, text = MAX_CODE, MAX_TEXT
        for cell in shown.cells:
            if cell.cell_type == "code":
                cell.source = shortened(cell.source, code)
                code -= len(cell.source)
            else:
                cell.source = cut(cell.source, min(text, MAX_CELL))
                text -= len(cell.source)
        with budget():
            try:
                with working():
                    return self._page(shown, resources, **kw)
            except Spent:
                pass
        for cell in shown.cells:  # what a student wrote has no room on any page
            if cell.cell_type == "code":
                cell.source = TOO_MUCH
                cell.outputs = [
                    o for o in cell.outputs if "text/html" in o.get("data", {})
                ]
            else:
                cell.source = cut(cell.source, 0)
        return self._page(shown, resources, **kw)

    def _page(
        self, nb: NotebookNode, resources: Any, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        page, about = super().from_notebook_node(nb, resources, **kw)
        waiting = (about.get("nbgrader") or {}).get("waiting", {})
        return named(not_read_yet(inert(page), waiting)), about


def not_read_yet(page: str, waiting: Mapping[str, float]) -> str:
    """Say of an answer that nobody has read it yet, where nbgrader says 0 points.

    Parameters
    ----------
    page : str
        HTML.
    waiting : mapping of str to float
        By grade id of each such answer, what it is worth.

    Returns
    -------
    str
        HTML.
    """
    score, said = r"Score: [\d.]+ / [\d.]+", "not read yet"
    for name in waiting:
        listed = rf'(<a href="#{re.escape(name)}">[^<]*</a> )\({score}\)'
        page = re.sub(listed, rf"\1({said})", page)
        above = rf'(<a name="{re.escape(name)}"></a>(?:(?!<a name=).)*?){score}'
        page = re.sub(above, rf"\1{said}", page, count=1, flags=re.DOTALL)
    if waiting:
        rest = f"; {sum(waiting.values()):g} points more are not read yet"
        page = re.sub(rf"(<h4>[^<]*{score})", rf"\1{rest}", page, count=1)
    return page


def named(page: str) -> str:
    """Name each exercise in the list of scores, where nbgrader writes "Test cell"."""
    link = r'(<a href="#check_(\w+)">)Test cell(</a>)'
    return re.sub(link, r"\1\2\3", page)


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


def inert(page: str) -> str:
    """Take out of a page all that runs or loads, and forbid the browser the rest.

    Parameters
    ----------
    page : str
        HTML.

    Returns
    -------
    str
        HTML with a content security policy; no script, no handler, no address that is
        loaded, no link but to the web or within the page.
    """
    soup = BeautifulSoup(page, features="html.parser")
    # Where a comment ends is a matter that browsers and parsers disagree on.
    for remark in soup.find_all(
        string=lambda text: isinstance(text, PreformattedString)
    ):
        if not isinstance(remark, Doctype):
            remark.extract()
    for element in soup.select(ACTIVE):
        element.decompose()
    for style in soup.select("style"):
        style.string = ADDRESS.sub("none", LOADING.sub("", style.get_text()))
    for element in soup.find_all(True):
        for name, value in list(element.attrs.items()):
            is_link = name == "href" and str(value).startswith(LINKS)
            is_image = name == "src" and str(value).startswith("data:image/png;base64,")
            if name.startswith("on") or (
                name in ("href", "src", "srcset", "action", "formaction", "background")
                and not (is_link or is_image)
            ):
                del element.attrs[name]
    set_formulas(soup)
    policy = soup.new_tag("meta")
    policy.attrs = {"http-equiv": "Content-Security-Policy", "content": POLICY}
    charset = soup.new_tag("meta")
    charset.attrs = {"charset": "utf-8"}
    head = soup.head or soup
    head.insert(0, policy)
    head.insert(0, charset)
    return str(soup)
