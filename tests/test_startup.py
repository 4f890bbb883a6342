"""Heavy imports wait until they are needed; no times here, only what is loaded."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from tests.courses import ROOT

HEAVY = {"numpy", "IPython", "matplotlib", "nbformat", "nbgrader", "rich", "sqlalchemy"}
STUDENTS = {
    "IPython",
    "matplotlib",
    "nbformat",
    "ipywidgets",
    "anywidget",
    "autograder",
}


def loaded_by(code):
    """Give the top-level packages that a piece of code loads."""
    script = f"import sys\n{code}\nimport json\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = json.loads(done.stdout.splitlines()[-1])
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize(
    ("code", "waits"),
    [
        ("import autograder.__main__", HEAVY),
        ("import autograder.desk", HEAVY - {"rich"} | {"course", "solutions"}),
        ("import autograder.demo", {"nbgrader", "sqlalchemy", "nbconvert", "jupytext"}),
        ("import autograder.grading.work", {"nbgrader", "sqlalchemy", "nbconvert"}),
        ("import course", STUDENTS),
        ("import course.widgets", {"matplotlib", "autograder", "nbformat"}),
    ],
)
def test_what_is_not_needed_yet_is_not_loaded(code, waits):
    assert loaded_by(code) & waits == set()


def test_reading_notebooks_loads_no_grammar_of_iris_and_no_calendar():
    assert {"lark", "arrow"} & loaded_by("import autograder, nbformat") == set()


LOAD = "from autograder.grading.loading import load\nload()\n"


def test_a_gradebook_loads_no_server_no_archiver_and_no_numpy():
    left_out = {"setuptools", "jupyter_server", "nbconvert", "requests", "numpy"}
    assert loaded_by(LOAD) & left_out == set()


def test_what_a_gradebook_leaves_out_is_there_when_it_is_called(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("inside.txt", "")
    code = LOAD + (
        "import nbgrader, nbgrader.utils\n"
        f"nbgrader.utils.unzip({str(tmp_path / 'all.zip')!r}, {str(tmp_path)!r})\n"
        "class Settled(Exception): pass\n"
        "class Server:\n"
        "    @property\n"
        "    def log(self): raise Settled\n"
        "    web_app = log\n"
        "for load in ('assignments', 'courses', 'formgrader', 'validate'):\n"
        "    try: getattr(nbgrader, f'load_{load}')(Server())\n"
        "    except Settled: pass\n"
        "    else: raise SystemExit('not loaded')\n"
        "from nbgrader.auth import jupyterhub\n"
        "try: jupyterhub.requests.request('GET', 'no address')\n"
        "except ValueError: pass"
    )
    assert {"setuptools", "jupyter_server", "requests"} <= loaded_by(code)
    assert (tmp_path / "inside.txt").exists()


def test_help_names_every_command_without_loading_the_grader():
    code = (
        "from click.testing import CliRunner\n"
        "from autograder.__main__ import main\n"
        "said = CliRunner().invoke(main, ['--help']).output\n"
        "assert all(name in said for name in main.commands), said\n"
    )
    assert loaded_by(code) & HEAVY == set()


def test_students_and_graders_multiply_with_one_thread(monkeypatch):
    for library in ("OPENBLAS", "OMP", "MKL", "BLIS"):
        monkeypatch.delenv(f"{library}_NUM_THREADS", raising=False)
    threads = (
        "import json, sys\n"
        "from threadpoolctl import threadpool_info\n"
        "print(json.dumps([pool['num_threads'] for pool in threadpool_info()]))\n"
    )

    def told(first):
        done = subprocess.run(
            [sys.executable, "-c", f"{first}\n{threads}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return set(json.loads(done.stdout))

    assert told("import course") == told("import autograder.judge") == {1}
    if os.cpu_count() > 1:
        assert max(told("import numpy")) > 1
