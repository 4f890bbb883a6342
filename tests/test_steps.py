"""Our steps in nbgrader's lists cost less than nbgrader's and find the same."""

import copy
import json
import os

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import SchemaTooOldError, ValidationError
from nbgrader.preprocessors import CheckCellMetadata

from autograder.checks import CHAPTERS
from autograder.grading.grade import grade_notebook
from autograder.grading.preprocessors import CheckMetadata
from autograder.grading.work import notebook_text
from autograder.sample import submissions
from tests.courses import SCRIPTS


def first(notebook, kind, role):
    return next(
        cell
        for cell in notebook.cells
        if cell.cell_type == kind and cell.metadata.get("nbgrader", {}).get(role)
    )


def duplicate(notebook):
    notebook.cells.append(copy.deepcopy(first(notebook, "code", "grade")))


def forget(key):
    def change(notebook):
        del first(notebook, "code", "grade").metadata.nbgrader[key]

    return change


def put(**about):
    def change(notebook):
        first(notebook, "code", "grade").metadata.nbgrader.update(about)

    return change


def as_text(notebook):
    first(notebook, "code", "grade").cell_type = "markdown"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (duplicate, ValidationError),
        (forget("grade_id"), ValidationError),
        (forget("points"), ValidationError),
        (put(grade_id=""), ValidationError),
        (put(points="ten"), ValidationError),
        (put(schema_version=2), SchemaTooOldError),
        (as_text, ValidationError),
    ],
)
def test_metadata_that_nbgrader_refuses_is_refused(change, error, release_of):
    notebook = copy.deepcopy(release_of("01"))
    CheckMetadata().preprocess(notebook, {})  # what was right once is remembered
    change(notebook)
    for step in (CheckCellMetadata, CheckMetadata):
        with pytest.raises(error):
            step().preprocess(notebook, {})


@pytest.mark.sandbox
def test_a_graded_notebook_is_written_and_read_as_it_is(release_of, sandbox):
    chapter, release = CHAPTERS["01"], release_of("01")
    submission = json.loads(dict(submissions(chapter, release))["mistakes-1"])
    shows = "print('a')\n1 / 0"
    submission["cells"].append({"cell_type": "code", "metadata": {}, "source": shows})
    graded = grade_notebook(submission, release, chapter, sandbox, b"secret").notebook
    text = notebook_text(graded)
    assert nbformat.reads(text, as_version=4) == graded
    kinds = {o.output_type for cell in graded.cells for o in cell.get("outputs", [])}
    assert kinds == {"stream", "display_data", "execute_result", "error"}
    nbformat.validate(graded)
    assert text.count("\n") == len(graded.cells) + 3


def test_gradebooks_on_one_database_share_an_engine(tmp_path, monkeypatch):
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    monkeypatch.setenv("PATH", path)  # nbgrader calls alembic by name
    urls = [f"sqlite:///{tmp_path / name}.db" for name in ("one", "two")]
    with Gradebook(urls[0]) as kept, Gradebook(urls[1]) as other:
        kept.add_student("ada")
        with Gradebook(urls[0]) as again:
            assert again.engine is kept.engine
            assert [student.id for student in again.students] == ["ada"]
        assert other.engine is not kept.engine
        assert other.students == []
        kept.add_student("emmy")  # though the other one has closed meanwhile
    with Gradebook(urls[0]) as reopened:
        assert {student.id for student in reopened.students} == {"ada", "emmy"}
