"""The feedback page says what it came to before it shows anything else."""

import re
from itertools import pairwise

import nbformat
import pytest
from bs4 import BeautifulSoup

from autograder.grading.marked import Mark, Marking
from autograder.grading.outputs import verdict_outputs
from autograder.grading.page import feedback_page, read_graded
from autograder.grading.rendered import markdown
from autograder.judge import Finding, PartVerdict, Verdict
from tests import book

RIGHT = PartVerdict("two rows", 2.0, 2.0, None)
WRONG = PartVerdict("one row", 0.0, 1.0, Finding("x", "`A.T` < `A`: it is transposed."))
STUDENT = "return W @ x"


def cell(kind, source, name=None, outputs=None, **about):
    make = {"code": nbformat.v4.new_code_cell, "text": nbformat.v4.new_markdown_cell}
    made = make[kind](source)
    made.id = name or f"text-{len(source)}"
    if about:
        made.metadata["nbgrader"] = {"grade_id": name, **about}
    if outputs:
        made.outputs = outputs
    return made


def notebook(*parts):
    checked = verdict_outputs(Verdict("slope_of", parts))
    cells = [
        cell("text", "# A title with $z$\n\nLong text.\n\n## A part\n\nMore of it."),
        cell("code", STUDENT, "slope_of", solution=True),
        cell("text", "Between them."),
        cell("code", "check('slope_of')", "check_slope_of", checked, grade=True),
        cell("code", "mine = 1", "extra-0"),
        cell("text", "It is **flat**.", "why_so", grade=True, solution=True),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def marking(earned, **answer):
    marks = {
        "slope_of": Mark(comment="Look at the rows."),
        "check_slope_of": Mark(earned, 3.0),
        "why_so": Mark(**{"worth": 2.0, "waits": True, **answer}),
    }
    return Marking("Ada (ada)", "04", marks=marks)


def page(*parts, marks=None, **changed):
    said = marks or marking(2.0)
    for name, value in changed.items():
        setattr(said, name, value)
    return BeautifulSoup(feedback_page(notebook(*parts), said), features="html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def rows(soup):
    return [[words(c) for c in row.select("th, td")] for row in soup.select("tr")]


def test_it_opens_with_points_findings_and_what_waits():
    soup = page(RIGHT, WRONG)
    assert words(soup.h1) == "Chapter 04: A title with z"
    assert words(soup.select_one(".total")) == "2 of 3 points; 2 more are not read yet."
    head, exercise, answer = rows(soup)
    assert head == ["Exercise", "Points", "What was found"]
    assert exercise[:2] == ["slope_ of", "◐ 2 of 3"]
    assert exercise[2] == "A.T < A : it is transposed. Look at the rows."
    assert answer[:2] == ["why so", "… not read yet"]
    assert "0 of 2" not in words(soup)


def test_a_right_one_says_so():
    _, exercise, _ = rows(page(RIGHT, marks=marking(3.0)))
    assert exercise[1:] == ["✓ 3 of 3", "Right. Look at the rows."]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"points": 1.5, "by_hand": True, "waits": False}, "1.5 of 2"),
        ({"points": 1.5, "by_hand": True}, "1.5 of 2 It has changed since it was read"),
        ({"waits": False, "comment": "No response."}, "0 of 2 No response."),
    ],
)
def test_an_answer_that_was_read_has_points(answer, said):
    (*_, row) = rows(page(RIGHT, marks=marking(3.0, **answer)))
    assert said in " ".join(row)


def test_what_is_late_and_what_that_costs():
    late = page(RIGHT, late=2.2 * 86400, penalty=1.0).select_one(".late")
    assert words(late) == "Handed in 2 days late; points taken off: 1."
    covered = page(RIGHT, late=2.2 * 86400, late_days=3).select_one(".late")
    assert words(covered) == "Handed in 2 days late; covered by 3 of your late days."
    assert page(RIGHT).select_one(".late") is None


def test_work_is_open_and_the_chapters_text_is_folded():
    soup = page(RIGHT, WRONG)
    folded = soup.select("details")
    assert words(folded[0].summary) == "From the chapter: A title with z ; A part"
    assert [words(f.summary) for f in folded[1:]] == ["From the chapter"]
    exercise, own, answer = soup.select("article")
    assert "return W @ x" in exercise.get_text()
    assert "one row: not right, 0 of 1" in words(exercise)
    assert "mine = 1" in own.get_text()
    assert answer.strong.get_text() == "flat"
    for one in (exercise, own, answer):
        assert one.find_parent("details") is None


def test_it_is_read_aloud_in_order():
    soup = page(RIGHT, WRONG)
    levels = [int(h.name[1]) for h in soup.select("h1, h2, h3, h4, h5, h6")]
    assert levels[:2] == [1, 2]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(soup.select("main")) == len(soup.select("h1")) == 1
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in soup.select("a")} <= set(ids)
    assert all(image.get("alt") for image in soup.select("img"))
    assert soup.html["lang"] == "en"


def test_an_unreadable_one_says_why_first():
    graded = notebook(RIGHT)
    graded.metadata["backprop"] = {"note": "it is <b>empty</b>"}
    graded.cells.insert(0, cell("text", "**could not be read**", "extra-0"))
    soup = BeautifulSoup(feedback_page(graded, marking(0.0)), features="html.parser")
    assert "could not be read: it is <b>empty</b>." in words(soup.select_one(".note"))
    assert soup.b is None


def test_a_page_of_a_notebook_that_nbformat_wrote_is_the_same():
    graded = notebook(RIGHT, WRONG)
    content = nbformat.writes(graded).encode()
    assert feedback_page(read_graded(content)) == feedback_page(graded)


def test_every_formula_of_a_chapter_is_set_where_it_stands():
    for text in book.cells(book.FILES[3], "markdown"):
        left = re.sub(
            r"<(code|pre|math)\b.*?</\1>", "", markdown(text.source), flags=re.S
        )
        assert "$" not in left, left
        assert "\\" not in left, left


@pytest.mark.browser
def test_it_fits_a_phone_prints_what_is_open_and_asks_for_nothing(browser, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(feedback_page(notebook(RIGHT, WRONG), marking(2.0)))
    page = browser.new_page(viewport={"width": 400, "height": 800})
    asked, loud = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: loud.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    folded = page.locator("details p").first
    assert not folded.is_visible()
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2
    page.emulate_media(media="print")
    assert not folded.is_visible()
    page.locator("details").first.evaluate("text => { text.open = true; }")
    assert folded.is_visible()
    page.close()
    assert (asked, loud) == ([path.as_uri()], [])
