"""Model answers stand on a page from their date on, and nowhere before."""

import ast
import inspect
import shutil
import warnings
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Grade, Gradebook

from autograder.checks import CHAPTERS
from autograder.grading.marked import Mark, Marking
from autograder.grading.page import feedback_page, origin_of
from autograder.grading.showing import model_answers, what_is_shown
from autograder.term import Late, Term
from tests.courses import ROOT

NOW = datetime.now(UTC).replace(tzinfo=None)
DAY = timedelta(days=1)


@pytest.fixture
def session(empty_gradebook, tmp_path):
    """Open a gradebook: chapter 01, due a day ago, handed in by two half a day ago."""
    file = shutil.copy(empty_gradebook, tmp_path / "gradebook.db")
    with Gradebook(f"sqlite:///{file}", "") as book:
        book.add_assignment("01", duedate=NOW - DAY)
        book.add_notebook("neuron", "01")
        check = {"name": "check_a", "max_score": 4, "cell_type": "code"}
        book.add_grade_cell(notebook="neuron", assignment="01", **check)
        with warnings.catch_warnings():
            # nbgrader makes rows in an order that SQLAlchemy remarks on.
            warnings.filterwarnings("ignore", message="Object of type <Submitted")
            for student in ("ada", "bob"):
                book.add_student(student)
                book.add_submission("01", student, timestamp=NOW - DAY / 2)
        yield book.db


def has_answers(session, term):
    found = what_is_shown(session, ROOT, term, "01")
    return {student: bool(m.solutions) for (student, _), m in found.items()}


@pytest.mark.parametrize(
    ("term", "ada", "bob"),
    [
        (Term(), False, False),
        (Term(solutions={"01": NOW + DAY}), False, False),
        (Term(solutions={"02": NOW - DAY}), False, False),
        (Term(solutions={"01": NOW - DAY / 4}), True, True),
        # A due date of the gradebook's counts for what comes after it.
        (Term(solutions_after=DAY / 2), True, True),
        (Term(solutions_after=2 * DAY), False, False),
        (Term(solutions_after=DAY / 2, solutions={"01": NOW + DAY}), False, False),
        # Whoever has time left sees nothing yet.
        (
            Term(
                solutions={"01": NOW - DAY / 4},
                extra_time={"ada": {"01": 2 * DAY}},
            ),
            False,
            True,
        ),
        (Term(solutions={"01": NOW - DAY / 4}, due={"01": NOW + DAY}), False, False),
    ],
)
def test_they_are_shown_from_their_date_on_to_those_whose_time_is_over(
    session, term, ada, bob
):
    assert has_answers(session, term) == {"ada": ada, "bob": bob}


def test_late_days_are_told(session):
    found = what_is_shown(session, ROOT, Term(late=Late(0.1, late_days=3)), "01")
    assert {marking.late_days for marking in found.values()} == {1}


def test_points_that_a_person_gave_since_count_for_what_is_taken_off(session):
    for grade in session.query(Grade):
        grade.manual_score = 3.0
    session.commit()
    found = what_is_shown(session, ROOT, Term(late=Late(0.5)), "01")
    assert {marking.points for marking in found.values()} == {1.5}


@pytest.mark.parametrize("number", CHAPTERS)
def test_there_is_a_model_answer_for_all_that_has_points(number):
    chapter, answers = CHAPTERS[number], model_answers(ROOT, number)
    assert answers.keys() == {c.name for c in chapter.checks} | set(chapter.answers)
    for check in chapter.checks:
        (shown,) = ast.parse(answers[check.name]).body
        (whole,) = ast.parse(inspect.getsource(check.function)).body
        assert ast.get_docstring(shown) is None
        assert ast.unparse(shown.body) == ast.unparse(whole.body[1:])
    for name in chapter.answers:
        assert len(answers[name].split()) > 5


@pytest.mark.parametrize("number", ["01", "04"])
def test_a_page_holds_them_folded_and_is_otherwise_the_same(release_of, number):
    chapter, release = CHAPTERS[number], release_of(number)
    marks = {f"check_{check.name}": Mark(0.0, check.points) for check in chapter.checks}
    marks |= {name: Mark(worth=worth) for name, worth in chapter.answers.items()}
    before = Marking(chapter=number, marks=marks)
    after = Marking(chapter=number, marks=marks, solutions=model_answers(ROOT, number))
    assert origin_of(b"", before) != origin_of(b"", after)  # so pages are written anew
    plain = BeautifulSoup(feedback_page(release, before), "html.parser")
    assert not plain.select(".solution")
    page = BeautifulSoup(feedback_page(release, after), "html.parser")
    assert len(page.select("article details.solution")) == len(after.solutions)
    for check in chapter.checks:
        text = page.select_one(f"article#{check.name} .solution pre").get_text()
        assert text.strip() == after.solutions[check.name]
    for folded in page.select(".solution"):
        folded.decompose()
    assert page.get_text().split() == plain.get_text().split()
