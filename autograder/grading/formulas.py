"""Set the formulas of a page as MathML, which browsers draw without a script."""

from __future__ import annotations

import copy
import functools
import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

FORMULA = re.compile(
    r"\$\$(?P<block>.+?)\$\$|\$(?!\s)(?P<inline>[^$]+?)(?<!\s)\$", re.S
)
VERBATIM = {"code", "pre", "style", "title", "textarea"}
LONGEST = 2000  # characters; a longer one stays as it is
# What MathML may hold here, and nothing else: a formula of a student is set too.
ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot",
    "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd",
    "mstyle", "mpadded",
}  # fmt: skip
ATTRIBUTES = {
    "display", "displaystyle", "scriptlevel", "mathvariant", "stretchy", "fence",
    "minsize", "maxsize", "accent", "width", "columnalign", "columnspacing",
    "rowspacing", "linethickness",
}  # fmt: skip


def set_formulas(soup: BeautifulSoup) -> None:
    r"""Replace every ``$...$`` and ``$$...$$`` of a page by MathML.

    Parameters
    ----------
    soup : BeautifulSoup
        The page, changed in place. Code stays as it is, and so does a formula that
        cannot be set.
    """
    for text in list(soup.find_all(string=FORMULA)):
        if not any(parent.name in VERBATIM for parent in text.parents):
            text.replace_with(*_pieces(str(text)))


def _pieces(text: str) -> list[PageElement]:
    pieces: list[PageElement] = []
    end = 0
    for match in FORMULA.finditer(text):
        block = match["block"] is not None
        formula = mathml(match["block"] or match["inline"], block)
        if formula is not None:
            pieces.append(NavigableString(text[end : match.start()]))
            pieces.append(copy.copy(formula))
            end = match.end()
    return [*pieces, NavigableString(text[end:])]


@functools.lru_cache(maxsize=4096)
def mathml(tex: str, block: bool) -> Tag | None:
    """Set one formula.

    Parameters
    ----------
    tex : str
        Between the dollars.
    block : bool
        Whether it has a line of its own.

    Returns
    -------
    bs4.Tag or None
        A ``math`` element that holds MathML and text only; None where it cannot be set.
    """
    from latex2mathml.converter import convert

    if len(tex) > LONGEST:
        return None
    # The converter knows the same alignment by another name.
    tex = tex.replace("{aligned}", "{split}")
    try:
        written = convert(tex.strip(), display="block" if block else "inline")
    except Exception:  # whatever a student writes between two dollars
        return None
    formula = BeautifulSoup(written, features="html.parser").math
    if formula is None:
        return None
    for element in (formula, *formula.find_all(True)):
        if element.name not in ELEMENTS:
            return None
        kept = {n: v for n, v in element.attrs.items() if n in ATTRIBUTES}
        element.attrs = kept
    return formula
