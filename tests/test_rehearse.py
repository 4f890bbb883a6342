"""A student can see beforehand what a fresh run of the notebook comes to."""

import json

import pytest

import course
from autograder.cases import draw_cases
from autograder.checks import CHAPTERS
from course.check import CheckFailed
from course.codec import write_npz
from tests.notebooks.model import append, cell, worked

MINE = "import numpy as np\nfrom course import Array, check\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    write_npz(tmp_path / "cases.npz", draw_cases(CHAPTERS["01"]))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def here(notebook):
    """Give the names of a notebook whose cells have all run."""
    names = {}
    for each in notebook["cells"]:
        about = each["metadata"].get("nbgrader", {})
        if about.get("solution") and each["cell_type"] == "code":
            exec(MINE + each["source"], names)
    return names


def rehearsed(folder, notebook, names, capsys):
    (folder / "neuron.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    exec("import course\ncourse.rehearse()", names)
    return capsys.readouterr().out


def test_where_nothing_changes_it_says_so(folder, release_of, capsys):
    notebook = worked(release_of("01"))
    said = rehearsed(folder, notebook, here(notebook), capsys)
    assert "No check changes" in said


def test_it_says_which_check_changes_and_what_is_passed_over(
    folder, release_of, capsys
):
    notebook = worked(release_of("01"))
    names = here(notebook)
    source = cell(notebook, "sigmoid")["source"].replace("-np.abs", "-deleted")
    cell(notebook, "sigmoid")["source"] = source
    append(notebook, "%pip install tqdm")
    said = rehearsed(folder, notebook, names, capsys)
    assert "sigmoid is right here, but not there: " in said
    assert "weighted_input is right here" not in said
    assert "Grading passes over `%pip install tqdm`." in said


def test_a_later_cell_changes_nothing_and_a_demo_cell_runs_if_needed(
    folder, release_of, capsys
):
    notebook = worked(release_of("01"))
    source = cell(notebook, "weighted_input")["source"]
    source = source.replace("return", "return 0 * prices.sum() +")
    cell(notebook, "weighted_input")["source"] = source
    append(notebook, "sigmoid = None")
    names = here(notebook)
    exec("prices = np.ones(3)", names)
    assert "No check changes" in rehearsed(folder, notebook, names, capsys)


def test_it_has_no_package_and_no_file_that_grading_has_not(folder, release_of, capsys):
    notebook = worked(release_of("01"))
    names = here(notebook)
    (folder / "table.csv").write_text("1,2")
    (folder / "beside.py").write_text("half = 0.5")
    lines = "import beside\nimport rich\nnp.loadtxt('table.csv', delimiter=',')\n"
    cell(notebook, "sigmoid")["source"] = lines + cell(notebook, "sigmoid")["source"]
    said = rehearsed(folder, notebook, names, capsys)
    for word in ("package `beside`", "package `rich`", "file `table.csv"):
        assert word in said
    assert "can allow a package" in said
    assert "No check changes" in said


def test_without_a_file_it_says_what_to_do(folder):
    with pytest.raises(CheckFailed, match="Save the notebook first"):
        course.rehearse()
