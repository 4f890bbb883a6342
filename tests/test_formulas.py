"""Formulas of a feedback page are set, and can hold nothing but a formula."""

import pytest
from bs4 import BeautifulSoup

from autograder.grading.formulas import (
    ATTRIBUTES,
    ELEMENTS,
    LONGEST,
    mathml,
    set_formulas,
)
from tests import book


def page(text):
    soup = BeautifulSoup(text, features="html.parser")
    set_formulas(soup)
    return soup


def formulas():
    texts = (
        cell.source for file in book.FILES for cell in book.cells(file, "markdown")
    )
    return {
        (block or inline).strip()
        for text in texts
        for block, inline in book.MATHS.findall(book.visible(text))
    }


def test_every_formula_of_the_chapters_can_be_set():
    found = formulas()
    assert len(found) > 500
    for tex in found:
        formula = mathml(tex, True)
        assert formula is not None, tex
        assert "&" not in formula.get_text(), tex
        assert "\\" not in formula.get_text(), tex


def test_text_between_dollars_becomes_mathml_and_the_rest_stays():
    soup = page("<p>Where $z &lt; 0$ it is flat: $$\\delta = 0$$ and <b>dead</b>.</p>")
    small, large = soup.find_all("math")
    assert (small.get_text(), small["display"]) == ("z<0", "inline")
    assert (large.get_text(), large["display"]) == ("δ=0", "block")
    assert soup.p.get_text() == "Where z<0 it is flat: δ=0 and dead."
    assert "<mo>&lt;</mo>" in str(soup)


@pytest.mark.parametrize(
    "text",
    [
        "<pre>cost = $a$</pre>",
        "<p><code>$a$</code></p>",
        "<p>from $5 to $ 6</p>",
        "<p>$\\frac$</p>",
        f"<p>${'x' * (LONGEST + 1)}$</p>",
    ],
)
def test_what_is_no_formula_stays_as_it_is(text):
    assert str(page(text)) == text


HOSTILE = [
    r"\href{javascript:alert(1)}{x}",
    r"\text{<script>alert(1)</script>}",
    r"\text{</mtext></math><img src=x onerror=alert(1)>}",
    r"\style{background:url(http://127.0.0.1:9)}{y} \class{a}{z}",
    r"\text{<annotation-xml encoding='text/html'><style>x</style></annotation-xml>}",
    r"\mathrm{<a href='http://127.0.0.1:9'>}",
    r"\color{red}{x}",
    "\\begin{array}{c}" * 50,
    "{" * 1500,
]


@pytest.mark.parametrize("tex", HOSTILE)
@pytest.mark.parametrize("block", [True, False])
def test_a_formula_holds_nothing_but_mathml(tex, block):
    marks = "$$" if block else "$"
    soup = BeautifulSoup("<p></p>", features="html.parser")
    soup.p.string = f"{marks}{tex}{marks}"
    set_formulas(soup)
    again = BeautifulSoup(str(soup), features="html.parser")
    for element in again.p.find_all(True):
        assert element.name in ELEMENTS
        assert element.attrs.keys() <= ATTRIBUTES
