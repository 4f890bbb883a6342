"""Take out of HTML all that runs or loads, whoever opens it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import PreformattedString

from autograder.grading.formulas import set_formulas

# The browser's own word on it: styles in the page, pictures in the page, nothing else.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
ACTIVE = (
    "script, style, iframe, frame, object, embed, link, base, form, input, button, "
    "textarea, select, meta, svg, math, audio, video, source, template, title"
)
LOADED = ("href", "src", "srcset", "action", "formaction", "background")
LINKS = ("#", "http://", "https://")
PICTURE = "data:image/png;base64,"


def inert(html: str, deeper: int = 0) -> str:
    """Make a piece of a page inert, and set its formulas.

    Parameters
    ----------
    html : str
        HTML, or what pretends to be.
    deeper : int
        How many levels its headings go down in the page that it becomes a part of.

    Returns
    -------
    str
        HTML that is whole in itself: no script, no handler, no style sheet, no address
        that is loaded, no link but to the web or within the page, no id. Formulas are
        MathML: MathJax would have to come from a server.
    """
    soup = BeautifulSoup(html, features="html.parser")
    # Where a comment ends is a matter that browsers and parsers disagree on.
    for remark in soup.find_all(
        string=lambda text: isinstance(text, PreformattedString)
    ):
        remark.extract()
    for element in soup.select(ACTIVE):
        element.decompose()
    for element in soup.find_all(True):
        for name, value in list(element.attrs.items()):
            is_link = name == "href" and str(value).startswith(LINKS)
            is_image = name == "src" and str(value).startswith(PICTURE)
            if (
                name.startswith("on")
                or name in ("id", "name")
                or (name == "style" and "(" in str(value))
                or (name in LOADED and not (is_link or is_image))
            ):
                del element.attrs[name]
        if element.name in HEADINGS:
            element.name = f"h{min(int(element.name[1]) + deeper, len(HEADINGS))}"
    set_formulas(soup)
    return str(soup)


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
