"""What the student saw is what is graded, by both lanes."""

import nbformat
import pytest
from nbgrader.utils import determine_grade

from autograder.grading.grade import grade_notebook
from autograder.grading.preprocessors import HandedIn, JudgeExercises, RebuildOnRelease
from autograder.sandbox.levels import best_level
from tests.attacks.model import CHAPTER, RIGHT
from tests.notebooks.kinds import KINDS
from tests.notebooks.model import cell, worked

pytestmark = pytest.mark.sandbox
FULL = {check.name: check.points for check in CHAPTER.checks}


def by_grade(submission, release, sandbox, tmp_path):
    graded = grade_notebook(submission, release, CHAPTER, sandbox, b"secret")
    return {verdict.exercise: verdict.points for verdict in graded.verdicts}


def by_nbgrader(submission, release, sandbox, tmp_path):
    """Take our two steps out of nbgrader's lists."""
    folder = tmp_path / "release/01"
    folder.mkdir(parents=True)
    nbformat.write(release, folder / "neuron.ipynb")
    about = {"nbgrader": {"assignment": "01", "notebook": "neuron"}}
    notebook = nbformat.v4.new_notebook(metadata={"submission": HandedIn(submission)})
    options = {"release": str(folder.parent)}
    rebuilt, _ = RebuildOnRelease(**options).preprocess(notebook, about)
    notebook.cells = rebuilt.cells
    level = best_level()
    judge = JudgeExercises(**options, sandbox=level, classroom=str(tmp_path))
    graded, _ = judge.preprocess(notebook, about)
    return {
        cell.metadata.nbgrader.grade_id.removeprefix("check_"): determine_grade(cell)[0]
        for cell in graded.cells
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code"
    }


@pytest.mark.parametrize("lane", [by_grade, by_nbgrader])
@pytest.mark.parametrize("name", KINDS)
def test_the_work_is_worth_what_its_checks_said(
    name, lane, release_of, sandbox, tmp_path
):
    release = release_of("01")
    submission = worked(release)
    KINDS[name](submission)
    assert lane(submission, release, sandbox, tmp_path) == FULL


def test_a_raise_left_in_finished_code_is_not_called_unwritten(release_of, sandbox):
    release, submission = release_of("01"), worked(release_of("01"))
    left = "    s = sigmoid(z)\n    raise NotImplementedError()\n"
    source = cell(submission, "sigmoid_prime")["source"]
    source = source.replace("    s = sigmoid(z)\n", left)
    cell(submission, "sigmoid_prime")["source"] = source
    graded = grade_notebook(submission, release, CHAPTER, sandbox, b"secret")
    said = {verdict.exercise: verdict.sentence for verdict in graded.verdicts}
    assert "still stands there" in said["sigmoid_prime"]


def test_each_kind_starts_from_work_that_is_all_right(release_of, sandbox, tmp_path):
    assert list(FULL) == list(RIGHT)
    release = release_of("01")
    assert by_grade(worked(release), release, sandbox, tmp_path) == FULL
