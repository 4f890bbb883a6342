"""What the student saw is what is graded, by both lanes."""

import json
import re

import nbformat
import pytest
from nbgrader.utils import determine_grade
from traitlets.config import Config

from autograder.grading.grade import grade_notebook
from autograder.grading.preprocessors import (
    JudgeExercises,
    RebuildOnRelease,
    SubmissionExporter,
)
from autograder.sandbox.levels import best_level
from tests.attacks.model import CHAPTER, RIGHT
from tests.notebooks.kinds import KINDS
from tests.notebooks.model import cell, worked

pytestmark = pytest.mark.sandbox
FULL = {check.name: check.points for check in CHAPTER.checks}


def by_grade(submission, release, sandbox):
    return grade_notebook(submission, release, CHAPTER, sandbox, b"secret").notebook


def by_nbgrader(submission, release, folder):
    """Do what `nbgrader autograde` does: our two steps, with a file between them."""
    given, path = folder / "release/01/neuron.ipynb", folder / "neuron.ipynb"
    given.parent.mkdir(parents=True)
    nbformat.write(release, given)
    path.write_text(json.dumps(submission), encoding="utf-8")
    config = Config()
    config.OnRelease.release = str(folder / "release")
    config.JudgeExercises.sandbox = best_level()
    config.JudgeExercises.classroom = str(folder)
    exporter = SubmissionExporter(config=config)
    for step in (RebuildOnRelease, JudgeExercises):
        exporter._preprocessors = []
        exporter.register_preprocessor(step, enabled=True)
        about = {"nbgrader": {"assignment": "01", "notebook": "neuron"}}
        text, _ = exporter.from_filename(str(path), about)
        path.write_text(text, encoding="utf-8")
    return nbformat.reads(text, as_version=4)


def points(notebook):
    return {
        cell.metadata.nbgrader.grade_id.removeprefix("check_"): determine_grade(cell)[0]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code"
    }


def shown(notebook):
    """Give what is read below each cell; what takes a time says another one now."""
    write = json.JSONEncoder(sort_keys=True).encode
    found = [(cell.source, write(cell.get("outputs"))) for cell in notebook.cells]
    times = re.compile(r"(CPU times|Wall time)[^\\]*")
    return [(source, times.sub("", said)) for source, said in found]


@pytest.mark.parametrize("name", KINDS)
def test_the_work_is_worth_what_its_checks_said(name, release_of, sandbox, tmp_path):
    release = release_of("01")
    submission = worked(release)
    KINDS[name](submission)
    ours = by_grade(submission, release, sandbox)
    theirs = by_nbgrader(submission, release, tmp_path)
    assert points(ours) == points(theirs) == FULL
    assert shown(ours) == shown(theirs)


def test_a_raise_left_in_finished_code_is_not_called_unwritten(release_of, sandbox):
    release, submission = release_of("01"), worked(release_of("01"))
    left = "    s = sigmoid(z)\n    raise NotImplementedError()\n"
    source = cell(submission, "sigmoid_prime")["source"]
    source = source.replace("    s = sigmoid(z)\n", left)
    cell(submission, "sigmoid_prime")["source"] = source
    graded = grade_notebook(submission, release, CHAPTER, sandbox, b"secret")
    said = {verdict.exercise: verdict.sentence for verdict in graded.verdicts}
    assert "still stands there" in said["sigmoid_prime"]


def test_each_kind_starts_from_work_that_is_all_right(release_of, sandbox):
    assert list(FULL) == list(RIGHT)
    release = release_of("01")
    assert points(by_grade(worked(release), release, sandbox)) == FULL
