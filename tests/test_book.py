"""Entering a submission costs the same, however many are in the gradebook."""

import shutil
import warnings
from datetime import datetime

import pytest
import sqlalchemy
from nbgrader.api import Grade, Gradebook
from traitlets.config import Config

from autograder.grading.book import Book, Marks

GROWING = {"grade", "comment", "submitted_notebook", "submitted_assignment", "student"}
DUE, LATE = datetime(2030, 1, 1), datetime(2030, 1, 2)
MARKS = Marks({"check_a": 1.0, "explain": None}, {"a": False, "explain": True})


@pytest.fixture
def book(empty_gradebook, tmp_path):
    """Give a gradebook with one small chapter, open for entering."""
    file = shutil.copy(empty_gradebook, tmp_path / "gradebook.db")
    config = Config()
    config.CourseDirectory.db_url = url = f"sqlite:///{file}"
    config.LateSubmissionPlugin.penalty_method = "zero"
    with Gradebook(url, "") as made:
        made.add_assignment("01", duedate=DUE)
        made.add_notebook("neuron", "01")
        made.add_grade_cell("check_a", "neuron", "01", max_score=2, cell_type="code")
        made.add_solution_cell("a", "neuron", "01")
        made.add_grade_cell(
            "explain", "neuron", "01", max_score=1, cell_type="markdown"
        )
        made.add_solution_cell("explain", "neuron", "01")
    said = []
    with Book(config, say=said.append) as opened:
        opened.said = said
        yield opened


def test_a_new_submission_has_the_rows_that_nbgrader_gives_it(book):
    """One of a chapter with a task and more notebooks, which ours have not."""
    api = book._book
    api.add_task_cell("draw", "neuron", "01", max_score=3, cell_type="markdown")
    api.add_notebook("appendix", "01")
    api.add_notebook("without cells", "01")
    api.add_grade_cell("check_b", "appendix", "01", max_score=1, cell_type="code")
    api.add_solution_cell("b", "appendix", "01")
    book.enter("ada", "01", "neuron", Marks({}, {}), None)
    with warnings.catch_warnings():
        # nbgrader makes rows in an order that SQLAlchemy remarks on.
        warnings.filterwarnings("ignore", message="Object of type <Submitted")
        api.add_student("bob")
        api.add_submission("01", "bob")
    ours, theirs = rows_of(book, "ada"), rows_of(book, "bob")
    assert ours == theirs
    assert {name: len(rows) for name, rows in ours.items()} == {
        "student": 1,
        "submitted_assignment": 1,
        "submitted_notebook": 3,
        "grade": 4,
        "comment": 4,
    }


@pytest.mark.parametrize("name", [None, "Ada"])
def test_who_is_not_in_a_roster_is_entered_with_a_word(name, book):
    book._book.add_student("ada", first_name=name)
    with Book(book._config, say=book.said.append) as again:
        for who in ("ada", "adda", "adda"):
            again.enter(who, "01", "neuron", MARKS, None)
    word = (
        "submitted/adda is nobody's whom the gradebook knows (is it ada's?): adda is "
        "entered as a new student"
    )
    assert book.said == ([word] if name else [])


def rows_of(book, student):
    """Give a student's rows, by table, with no key that was drawn for this one."""
    mine = {"student": {student}}
    below = {
        "student": "id",
        "submitted_assignment": "student_id",
        "submitted_notebook": "assignment_id",
        "grade": "notebook_id",
        "comment": "notebook_id",
    }
    found = {}
    with book._book.engine.connect() as connection:
        for table, key in below.items():
            every = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()
            above = {row for rows in mine.values() for row in rows}
            rows = [dict(row) for row in every if row[key] in above]
            mine[table] = {row["id"] for row in rows}
            drawn = {"id", key}
            found[table] = sorted(
                str({name: row[name] for name in row if name not in drawn})
                for row in rows
            )
    return found


def test_no_statement_reads_a_table_that_grows(book):
    statements = []

    def note(connection, cursor, statement, parameters, context, executemany):
        if not executemany:
            statements.append((statement, parameters))

    engine = book._book.engine
    sqlalchemy.event.listen(engine, "before_cursor_execute", note)
    for _ in range(2):
        book.enter("ada", "01", "neuron", MARKS, LATE)
    sqlalchemy.event.remove(engine, "before_cursor_execute", note)
    assert len(statements) > 10
    with engine.connect() as connection:
        for statement, parameters in statements:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
            steps = [row[3] for row in plan]
            read = {step.split()[1] for step in steps if step.startswith("SCAN")}
            assert not read & GROWING, (statement, steps)


def test_late_work_loses_what_it_earned_this_time(book):
    rounds = [(1.0, LATE, 1.0), (2.0, LATE, 2.0), (0.5, DUE, None), (1.5, LATE, 1.5)]
    for earned, when, penalty in rounds:
        marks = Marks({**MARKS.scores, "check_a": earned}, MARKS.unanswered)
        book.enter("ada", "01", "neuron", marks, when)
        entry = book._book.find_submission_notebook("neuron", "01", "ada")
        assert (entry.score, entry.late_submission_penalty) == (earned, penalty)
        book._book.db.expunge_all()


def test_who_was_given_more_time_loses_nothing_until_then(book):
    book.enter("ada", "01", "neuron", MARKS, LATE)
    for hours, penalty in ((23, 1.0), (24, None), (0, 1.0)):
        book._book.grant_extension("01", "ada", hours=hours)
        book.enter("ada", "01", "neuron", MARKS, LATE)
        entry = book._book.find_submission_notebook("neuron", "01", "ada")
        assert entry.late_submission_penalty == penalty
        book._book.db.expunge_all()


def test_what_is_in_the_gradebook_already_is_not_written_again(book):
    written = []

    def note(connection, cursor, statement, parameters, context, executemany):
        if statement.startswith("UPDATE"):
            written.append(statement.split()[1])

    rounds = [("all", MARKS), ("nothing", MARKS)]
    rounds.append(("one", Marks({**MARKS.scores, "check_a": 2.0}, MARKS.unanswered)))
    found = {}
    sqlalchemy.event.listen(book._book.engine, "before_cursor_execute", note)
    for name, marks in rounds:
        book.enter("ada", "01", "neuron", marks, DUE)
        found[name], written = written, []
    sqlalchemy.event.remove(book._book.engine, "before_cursor_execute", note)
    assert found["nothing"] == []
    assert found["one"] == ["grade"]
    assert set(found["all"]) == {"submitted_assignment", "grade", "comment"}


def test_an_answer_waits_until_it_is_read_however_often_it_is_graded(book):
    """It counts as unchanged, too, that nobody has read yet."""
    for unchanged, given, waits in (
        ((), None, 1),
        (["explain"], None, 1),
        (["explain"], 1.0, 0),
        ((), 1.0, 1),
    ):
        grade = book._book.db.query(Grade).filter(Grade.auto_score.is_(None)).first()
        if grade:
            grade.manual_score = given
            book._book.db.commit()
        standing = book.enter("ada", "01", "neuron", MARKS, DUE, unchanged)
        assert standing.to_read == waits
        with Book(book._config) as again:
            assert again.standing("ada", "01", "neuron").to_read == waits
