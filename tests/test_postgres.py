"""PostgreSQL as the gradebook: a real server, started for the test."""

import contextlib
import json

import pytest

from autograder.bench.servers import ServerMissing, postgresql
from autograder.checks import CHAPTERS
from autograder.sample import submissions
from tests.courses import make_course, run

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
FULL = sum(check.points for check in CHAPTERS["01"].checks)
TERM = """
[due]
01 = 2020-01-01T00:00:00Z
[extra_time.all-right]
01 = "1 day"
[late]
penalty = 0.5
"""


@pytest.fixture
def server():
    """Start a server in a folder of its own; give the URL of an empty database."""
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(postgresql())
        except ServerMissing as missing:
            pytest.skip(str(missing))
        yield url


def test_grades_go_into_the_database_that_the_configuration_names(
    server, tmp_path, release_of
):
    import sqlalchemy

    root = make_course(tmp_path / "course")
    config = root / "nbgrader_config.py"
    more = f"\nget_config().CourseDirectory.db_url = {server!r}  # noqa: F821\n"
    config.write_text(config.read_text() + more)
    (root / "course.toml").write_text(TERM)
    released = run(root, "backprop", "release", "01")
    assert released.returncode == 0, released.stderr
    texts = dict(submissions(CHAPTERS["01"], release_of("01")))
    for student in ("all-right", "untouched"):
        folder = root / "classroom/submitted" / student / "01"
        folder.mkdir(parents=True)
        (folder / "neuron.ipynb").write_text(texts[student], encoding="utf-8")
        (folder / "timestamp.txt").write_text("2020-01-02 01:00:00 UTC")
    done = run(root, "backprop", "grade", "--sandbox", "best", "--json")
    assert done.returncode == 0, done.stderr
    rows = {r["student"]: r for r in json.loads(done.stdout)}
    points = {student: row["points"] for student, row in rows.items()}
    assert points == {"all-right": FULL, "untouched": 0}
    assert {student: row["late"] for student, row in rows.items()} == {
        "all-right": 3600,
        "untouched": 90000,
    }
    assert rows["all-right"]["penalty"] == FULL / 2
    engine = sqlalchemy.create_engine(server)
    query = """
        SELECT student_id, SUM(auto_score) FROM grade
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment
          ON submitted_assignment.id = submitted_notebook.assignment_id
        GROUP BY student_id"""
    with engine.connect() as connection:
        assert dict(map(tuple, connection.execute(sqlalchemy.text(query)))) == points
    engine.dispose()
    assert not (root / "classroom/gradebook.db").exists()
    done = run(root, "backprop", "feedback", "--json")
    left = {r["student"]: r["points"] for r in json.loads(done.stdout)}
    assert left == {"all-right": FULL / 2, "untouched": 0}
    done = run(root, "nbgrader", "export")
    assert done.returncode == 0, done.stderr
    assert "all-right" in (root / "grades.csv").read_text()
