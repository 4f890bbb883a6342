"""Dates, extra time, penalties and late days of course.toml in nbgrader's gradebook."""

import shutil
import warnings
from datetime import datetime, timedelta

import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.classroom import Classroom
from autograder.desk import at_the_end, lateness
from autograder.grading.book import Book, Marks
from autograder.grading.dates import enter_dates, unknown_students
from autograder.grading.lateness import Work, days_used, settle, taken_off
from autograder.grading.marks import TakeOff
from autograder.grading.records import make_record, with_standing
from autograder.grading.settings import course_config
from autograder.term import Late, Term, read_term

CHAPTERS = ("01", "02", "03")
DUE = {number: datetime(2030, 1, int(number)) for number in CHAPTERS}
MARKS = Marks({"check_a": 8.0}, {"a": False})
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(scope="module")
def made(empty_gradebook, tmp_path_factory):
    """Make a gradebook with three small chapters, once."""
    file = shutil.copy(empty_gradebook, tmp_path_factory.mktemp("made"))
    check = {"name": "check_a", "max_score": 10, "cell_type": "code"}
    with Gradebook(f"sqlite:///{file}", "") as book:
        for number in CHAPTERS:
            book.add_assignment(number)
            book.add_notebook("a", number)
            book.add_grade_cell(notebook="a", assignment=number, **check)
            book.add_solution_cell("a", "a", number)
    return file


@pytest.fixture
def url(made, tmp_path):
    return f"sqlite:///{shutil.copy(made, tmp_path / 'gradebook.db')}"


@pytest.fixture
def opened(url):
    """Open the gradebook as `grade` does, with a term; what it says is kept."""
    books = []

    def with_term(term, penalty_method="none"):
        config = Config()
        config.CourseDirectory.db_url = url
        config.LateSubmissionPlugin.penalty_method = penalty_method
        said = []
        book = Book(config, term, said.append)
        books.append(book)
        book.said = said
        return book

    yield with_term
    for book in books:
        book.__exit__()


def penalties(url, student="ada"):
    with Gradebook(url, "") as book:
        return {
            work.name: work.late_submission_penalty
            for work in book.student_submissions(student)
        }


# The rule


@pytest.mark.parametrize(
    ("rule", "seconds", "cost"),
    [
        (Late(0.1), 1, 1.0),
        (Late(0.1), 86400, 1.0),
        (Late(0.1), 86401, 2.0),
        (Late(0.1), 20 * 86400, 10.0),
        (Late(zero_after=0), 1, 10.0),
        (Late(zero_after=1), 86400, 0.0),
        (Late(zero_after=1), 86401, 10.0),
        (Late(0.1, 2), 2 * 86400, 2.0),
        (Late(0.1, 2), 2 * 86400 + 1, 10.0),
        (Late(), 1e9, 0.0),
    ],
)
def test_a_day_that_has_begun_costs_its_share_and_after_the_end_all(
    rule, seconds, cost
):
    assert taken_off(rule, 10.0, seconds) == cost


@pytest.mark.parametrize(
    ("late", "free", "used"),
    [
        # Days late in the order of the due dates; what is covered.
        ((1, 1, 1), 3, (1, 1, 1)),
        ((1, 1, 1), 2, (1, 1, 0)),
        ((2, 2, 1), 3, (2, 0, 1)),  # none for what they do not cover; the rest stays
        ((4, 1, 1), 3, (0, 1, 1)),
        ((0, 3, 0), 3, (0, 3, 0)),
        ((1, 1, 1), 0, (0, 0, 0)),
    ],
)
def test_late_days_go_whole_in_the_order_of_the_due_dates(late, free, used):
    works = [
        Work(number, DUE[number], days * 86400 - 3600 if days else 0.0)
        for number, days in zip(CHAPTERS, late, strict=True)
    ]
    found = days_used(works[::-1], free)
    assert tuple(found.get(number, 0) for number in CHAPTERS) == used


# In the gradebook


def test_dates_are_entered_and_said_once(url, opened):
    with Gradebook(url, "") as book:
        book.update_or_create_assignment("02", duedate=datetime(2029, 5, 5, 12))
    term = Term(due={"01": DUE["01"], "02": DUE["02"]})
    assert opened(term).said == [
        "chapter 01 is due 2030-01-01 00:00 UTC, as course.toml says; the gradebook "
        "had no date",
        "chapter 02 is due 2030-01-02 00:00 UTC, as course.toml says; the gradebook "
        "had 2029-05-05 12:00 UTC",
    ]
    assert opened(term).said == []
    with Gradebook(url, "") as book:
        dates = {a.name: a.duedate for a in book.assignments}
    assert dates == {"01": DUE["01"], "02": DUE["02"], "03": None}


def test_extra_time_is_nbgraders_extension_and_the_file_owns_it(url, opened):
    late, more = Late(zero_after=0), {"ada": {"all": DAY, "02": 2 * HOUR}}
    term = Term(due=DUE, late=late, extra_time=more)
    book = opened(term)
    for student in ("ada", "bob"):
        for number in CHAPTERS:
            when = DUE[number] + 3 * HOUR
            standing = book.enter(student, number, "a", MARKS, when)
            in_time = student == "ada" and number != "02"
            assert (standing.penalty == 0) is in_time, (student, number)
    assert penalties(url) == {"01": 0, "02": 8, "03": 0}
    with Gradebook(url, "") as book:
        assert book.find_submission("03", "ada").extension == DAY
        book.grant_extension("01", "bob", days=9)
    changed = Term(due=DUE, late=late, extra_time={"ada": {"02": DAY}, "adda": {}})
    book = opened(changed)
    assert book.said == [
        "chapter 01: ada has none of extra time, as course.toml says; the gradebook "
        "had 24 hours",
        "chapter 01: bob has none of extra time, as course.toml says; the gradebook "
        "had 216 hours",
        "chapter 02: ada has 24 hours of extra time, as course.toml says; the "
        "gradebook had 2 hours",
        "chapter 03: ada has none of extra time, as course.toml says; the gradebook "
        "had 24 hours",
    ]
    (unknown,) = unknown_students(book._book.db, changed)
    assert unknown.endswith(
        "'adda', whom the gradebook does not know: did you mean ada?"
    )
    assert book.standing("ada", "01", "a").penalty == 8
    assert penalties(url) == {"01": 8, "02": 0, "03": 8}
    assert penalties(url, "bob") == {"01": 8, "02": 8, "03": 8}


def test_without_the_table_what_the_gradebook_grants_holds(url, opened):
    term = Term(due=DUE, late=Late(0.5))
    late = DUE["01"] + HOUR
    assert opened(term).enter("ada", "01", "a", MARKS, late).penalty == 4
    with Gradebook(url, "") as book:
        book.grant_extension("01", "ada", hours=1)
    book = opened(term)
    assert book.said == []
    assert book.standing("ada", "01", "a").penalty == 0


def test_late_days_move_when_something_earlier_changes(url, opened):
    term = Term(due=DUE, late=Late(0.5, late_days=2))
    book = opened(term)
    for number in ("02", "03"):
        standing = book.enter("ada", number, "a", MARKS, DUE[number] + HOUR)
        assert (standing.penalty, standing.late_days) == (0, 1)
    assert penalties(url) == {"02": 0, "03": 0}
    standing = book.enter("ada", "01", "a", MARKS, DUE["01"] + HOUR)
    assert (standing.penalty, standing.late_days) == (0, 1)
    assert penalties(url) == {"01": 0, "02": 0, "03": 4}
    assert book.standing("ada", "03", "a").late_days == 0
    book.enter("ada", "01", "a", MARKS, DUE["01"])
    assert penalties(url) == {"01": 0, "02": 0, "03": 0}
    fewer = opened(Term(due=DUE, late=Late(0.5, late_days=0)))
    assert fewer.standing("ada", "02", "a").penalty == 4
    assert penalties(url) == {"01": 0, "02": 4, "03": 4}
    assert opened(Term()).standing("ada", "02", "a").penalty == 0
    assert penalties(url) == {"01": 0, "02": 0, "03": 4}  # 03 was not asked for


def test_the_table_tells_what_holds_at_the_end(made, tmp_path):
    """01 is graded anew after 03 was found unchanged, and takes the last late day."""
    room, said = Classroom(tmp_path), []
    room.folder.mkdir()
    shutil.copy(made, room.folder)
    (tmp_path / "course.toml").write_text(FILE)
    records = []
    with Book(course_config(room), read_term(tmp_path)) as book:
        for number in ("02", "03", "01"):
            when = DUE[number] + 30 * HOUR
            standing = book.enter("ada", number, "a", MARKS, when)
            record = make_record("ada", number, "", "full", [], "")
            records.append(with_standing(record, standing))
    assert [lateness(record) for record in records] == [
        "30.0 h, 2 late days",
        "6.0 h, -2",
        "30.0 h, 2 late days",
    ]
    assert [lateness(one) for one in at_the_end(room, records, said.append)] == [
        "30.0 h, -4",
        "6.0 h, -2",
        "30.0 h, 2 late days",
    ]
    assert said == []


def test_what_a_person_gave_counts_for_the_share(url, opened):
    term = Term(due=DUE, late=Late(0.5))
    opened(term).enter("ada", "01", "a", MARKS, DUE["01"] + HOUR)
    with Gradebook(url, "") as book:
        grade = book.find_grade("check_a", "a", "01", "ada")
        grade.manual_score, grade.extra_credit = 3.0, 1.0
        book.db.commit()
        assert book.find_submission("01", "ada").score == 4
        settle(book.db, term.late)
    assert penalties(url) == {"01": 2}


FILE = """\
[due]
01 = 2030-01-01T00:00:00Z
02 = 2030-01-02T00:00:00Z
03 = 2030-01-03T00:00:00Z
[extra_time.ada]
03 = "1 day"
[late]
penalty = 0.25
late_days = 2
"""


def test_nbgraders_lane_takes_off_the_same(url, opened, tmp_path):
    """Its step, after what nbgrader does before: it adds a submission and grades it."""
    (tmp_path / "course.toml").write_text(FILE)
    handed_in = {"01": 30 * HOUR, "02": HOUR, "03": 25 * HOUR}
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    step = TakeOff(config=config)
    for number in ("03", "02", "01"):
        with Gradebook(url, "") as book, warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Object of type <Submitted")
            book.update_or_create_student("ada")
            when = DUE[number] + handed_in[number]
            book.add_submission(number, "ada", timestamp=when)
            book.find_grade("check_a", "a", number, "ada").auto_score = 8.0
            book.db.commit()
        about = {"student": "ada", "assignment": number, "notebook": "a", "db_url": url}
        step.preprocess("notebook", {"nbgrader": about})
    theirs = penalties(url)
    assert theirs == {"01": 0, "02": 2, "03": 2}
    with Gradebook(url, "") as book:
        enter_dates(book.db, Term(extra_time={}))
    ours = opened(read_term(tmp_path))
    for number, later in handed_in.items():
        ours.enter("ada", number, "a", MARKS, DUE[number] + later)
    assert penalties(url) == theirs


def test_nbgraders_lane_says_that_a_time_cannot_be_read(url, tmp_path, caplog):
    stamp = tmp_path / "ada/01/timestamp.txt"
    stamp.parent.mkdir(parents=True)
    stamp.write_text("gestern")
    config = Config()
    config.CourseDirectory.root = config.TakeOff.submitted = str(tmp_path)
    with Gradebook(url, "") as book, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Object of type <Submitted")
        book.add_student("ada")
        book.add_submission("01", "ada")
    about = {"student": "ada", "assignment": "01", "notebook": "a", "db_url": url}
    TakeOff(config=config).preprocess(new_notebook(), {"nbgrader": about})
    (said,) = [m for m in caplog.messages if "gestern" in m]
    assert said.startswith("ada 01: timestamp.txt says 'gestern', which is no time")


@pytest.mark.parametrize("table", ["", 'penalty = "off"', "penalty = 0"])
@pytest.mark.parametrize("lane", ["ours", "nbgrader's"])
def test_a_table_that_takes_nothing_decides_over_nbgraders_setting(
    url, opened, tmp_path, table, lane
):
    """Without the table that setting takes all; with it, nothing is taken off."""
    path = tmp_path / "course.toml"
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    config.LateSubmissionPlugin.penalty_method = "zero"
    about = {"student": "ada", "assignment": "01", "notebook": "a", "db_url": url}
    dates = FILE.partition("[extra_time")[0]
    for text, off in {dates: 8, f"{dates}[late]\n{table}": 0}.items():
        path.write_text(text)
        book = opened(read_term(tmp_path), "zero")
        standing = book.enter("ada", "01", "a", MARKS, DUE["01"] + HOUR)
        assert standing.late == HOUR.total_seconds()
        if lane == "ours":
            assert standing.penalty == off
            assert book.standing("ada", "01", "a").penalty == off
        else:
            TakeOff(config=config).preprocess(new_notebook(), {"nbgrader": about})
        assert penalties(url) == {"01": off}
