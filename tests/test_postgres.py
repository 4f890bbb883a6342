"""PostgreSQL as the gradebook: a real server, started for the test."""

import contextlib
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from autograder.checks import CHAPTERS
from autograder.sample import submissions
from tests.courses import make_course, run

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.sandbox,
    pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed"),
]
FULL = sum(check.points for check in CHAPTERS["01"].checks)


@pytest.fixture
def server():
    """Start a server in a folder of its own; give the URL of an empty database."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    as_user = {}
    if os.geteuid() == 0:  # it refuses to run as root
        try:
            user = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("there is no user postgres to run the server as")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": "postgres", "group": user.pw_gid, "extra_groups": []}

    def program(name, *words):
        subprocess.run(
            [str(PROGRAMS / name), *words],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **as_user,
        )

    data = str(folder / "data")
    try:
        program("initdb", "-D", data, "-U", "grader", "-A", "trust", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k {folder}"
        program("pg_ctl", "-D", data, "-o", options, "-w", "start")
        try:
            yield f"postgresql+psycopg2://grader@127.0.0.1:{port}/postgres"
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                program("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_grades_go_into_the_database_that_the_configuration_names(
    server, tmp_path, release_of
):
    import sqlalchemy

    root = make_course(tmp_path / "course")
    config = root / "nbgrader_config.py"
    more = f"\nget_config().CourseDirectory.db_url = {server!r}  # noqa: F821\n"
    config.write_text(config.read_text() + more)
    released = run(root, "backprop", "release", "01")
    assert released.returncode == 0, released.stderr
    texts = dict(submissions(CHAPTERS["01"], release_of("01")))
    for student in ("all-right", "untouched"):
        folder = root / "classroom/submitted" / student / "01"
        folder.mkdir(parents=True)
        (folder / "neuron.ipynb").write_text(texts[student], encoding="utf-8")
    done = run(root, "backprop", "grade", "--sandbox", "best", "--json")
    assert done.returncode == 0, done.stderr
    points = {r["student"]: r["points"] for r in json.loads(done.stdout)}
    assert points == {"all-right": FULL, "untouched": 0}
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
    done = run(root, "nbgrader", "export")
    assert done.returncode == 0, done.stderr
    assert "all-right" in (root / "grades.csv").read_text()
