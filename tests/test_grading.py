"""Whole submissions, run in the sandbox and judged from outside."""

import json

import pytest

from autograder.checks import CHAPTERS
from autograder.grading.grade import grade_notebook
from autograder.grading.outputs import INTERACTIVE, verdict_outputs
from autograder.grading.skeleton import grade_id
from autograder.judge import PartVerdict, Verdict
from autograder.sample import source_of, submissions
from autograder.sandbox.levels import best_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox
from course.compare import Finding

SECRET = b"the tests' own"


def grading(sandbox, release_of):
    def graded(number, submission):
        return grade_notebook(
            submission, release_of(number), CHAPTERS[number], sandbox, SECRET
        )

    return graded


@pytest.fixture
def grade(sandbox, release_of):
    """Grade a submission of a chapter."""
    return grading(sandbox, release_of)


@pytest.fixture
def patiently(release_of):
    """Grade one whose exercises take seconds, in the time that the statement names."""
    with Sandbox(best_level(), Limits()) as sandbox:
        yield grading(sandbox, release_of)


def points(graded):
    return {verdict.exercise: verdict.points for verdict in graded.verdicts}


def full(number):
    return {check.name: check.points for check in CHAPTERS[number].checks}


def fill(release, sources):
    """Put sources into a released notebook's solution cells."""
    notebook = json.loads(json.dumps(release))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in sources:
            cell["source"] = sources[name]
    return notebook


def reference(number):
    return {c.name: source_of(c.function, c.name) for c in CHAPTERS[number].checks}


@pytest.mark.sandbox
@pytest.mark.parametrize("number", CHAPTERS)
def test_the_sample_class_gets_what_it_earned(number, request, release_of):
    slow = any(check.slow for check in CHAPTERS[number].checks)
    grade = request.getfixturevalue("patiently" if slow else "grade")
    best = full(number)
    first, *_, last = best
    for student, text in submissions(CHAPTERS[number], release_of(number)):
        if student == "broken-file":
            continue
        got = points(grade(number, json.loads(text)))
        if student.startswith(("all-right", "right-but")):
            assert got == best, student
        elif student in ("untouched", "cheat"):
            assert set(got.values()) == {0}, student
        elif student == "endless-loop":
            assert got == {**best, first: 0}
        elif student in ("crash", "syntax-error"):
            assert got == {**best, last: 0}, student
        elif student == "half-finished":
            assert 0 < sum(got.values()) < sum(best.values())
        else:
            assert student.startswith("mistakes")
            assert sum(got.values()) < sum(best.values())


@pytest.mark.sandbox
def test_one_mistake_costs_once(grade, release_of):
    wrong = {**reference("01"), "sigmoid": "def sigmoid(z):\n    return z"}
    got = points(grade("01", fill(release_of("01"), wrong)))
    assert got == {**full("01"), "sigmoid": 0}


@pytest.mark.sandbox
def test_a_mistake_is_named_where_an_earlier_exercise_is_wrong_too(grade, release_of):
    squared = "def neuron_gradient(X, y, w, b):\n    delta = sigmoid(weighted_input"
    squared += "(X, w, b)) - y\n    return X.T @ delta / len(y), delta.mean()"
    wrong = {
        **reference("01"),
        "sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(z))",
        "neuron_gradient": squared,
    }
    graded = grade("01", fill(release_of("01"), wrong))
    named = {v.exercise: v.mistake.name for v in graded.verdicts if v.mistake}
    assert named == {
        "sigmoid": "lost_the_minus_sign",
        "neuron_gradient": "left_out_the_slope_of_the_sigmoid",
    }


@pytest.mark.sandbox
@pytest.mark.parametrize(
    "cell",
    [
        "while True: pass",
        "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
        "import os; os._exit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "raise RuntimeError('stop')",
        "def f(): f()\nf()",
        "import sys; sys.exit()",
        "x = 'x' * 10**7; print(x)",
        "import numpy as np; np.ones(10**12)",
    ],
)
def test_a_bad_extra_cell_costs_nothing(cell, grade, release_of):
    notebook = fill(release_of("01"), reference("01"))
    notebook["cells"].insert(
        3, {"cell_type": "code", "metadata": {}, "source": cell, "outputs": []}
    )
    assert points(grade("01", notebook)) == full("01")


@pytest.mark.sandbox
def test_the_points_are_the_one_number_that_nbgrader_reads(grade, release_of):
    graded = grade("01", fill(release_of("01"), reference("01")))
    for cell in graded.notebook.cells:
        if (grade_id(cell) or "").startswith("check_"):
            results = [o for o in cell.outputs if o.output_type == "execute_result"]
            assert [o.output_type for o in cell.outputs].count("error") == 0
            (number,) = (float(o.data["text/plain"]) for o in results)
            assert number == cell.metadata.nbgrader.points


@pytest.mark.sandbox
def test_a_widget_is_a_sentence_on_the_page(grade, release_of):
    graded = grade("01", fill(release_of("01"), reference("01")))
    (shown,) = [c for c in graded.notebook.cells if "widgets.one_neuron(" in c.source]
    assert [o.data["text/plain"] for o in shown.outputs] == [INTERACTIVE]


@pytest.mark.sandbox
def test_the_same_submission_gets_the_same_verdict_again(grade, release_of):
    wrong = {**reference("01"), "sigmoid": "def sigmoid(z):\n    return z * 2"}
    notebook = fill(release_of("01"), wrong)
    first, second = grade("01", notebook), grade("01", notebook)
    assert first.verdicts == second.verdicts
    assert first.notebook == second.notebook


@pytest.mark.sandbox
def test_nothing_of_ours_can_be_imported(grade, release_of):
    notebook = fill(release_of("01"), reference("01"))
    source = "\n".join(
        f"try:\n    import {name}\n    print('{name} found')\nexcept ImportError: pass"
        for name in ("solutions", "autograder", "nbgrader", "nbformat")
    )
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": source})
    (cell,) = (c for c in grade("01", notebook).notebook.cells if c.source == source)
    assert cell.outputs == []


def test_the_panel_sets_code_and_lets_no_markup_through():
    said = Finding("raised", "It stops in the line `a < <b>b</b>`: <script>")
    verdict = Verdict("sigmoid", (PartVerdict("large inputs", 0.0, 2.0, said),))
    panel = verdict_outputs(verdict)[0].data["text/html"]
    assert ">a &lt; &lt;b&gt;b&lt;/b&gt;</code>: &lt;script&gt;</p>" in panel
    assert "`" not in panel
    assert "<script" not in panel
