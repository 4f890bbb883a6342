"""An instructor can allow further packages, by one line of course.toml."""

import pytest

from autograder.classroom import Classroom
from autograder.grading.grade import grade_notebook
from autograder.grading.settings import ConfigurationUnreadable, course_config
from autograder.sandbox.environment import (
    VISIBLE,
    PackageRefused,
    allowing,
    visible_packages,
)
from autograder.sandbox.levels import best_level
from autograder.sandbox.session import Sandbox
from course.afresh.packages import BROUGHT, is_there
from tests.attacks.model import CHAPTER
from tests.notebooks.model import MINE, worked

IMPORT = "import rich\nprint(rich.__name__)"


def said(warm):
    with warm.session() as session:
        (reply,) = session.run_cells([IMPORT], 5)
    return [output["text"] for output in reply["outputs"]]


@pytest.mark.sandbox
def test_a_package_can_be_imported_where_it_is_allowed():
    with Sandbox(best_level(), packages=["rich"]) as warm:
        assert said(warm) == ["rich\n"]
    with Sandbox(best_level()) as warm:
        assert "`rich` is not there" in said(warm)[0]


TAKEN = "from squash import sigmoid"


@pytest.mark.sandbox
def test_a_function_taken_from_an_allowed_package_earns_nothing(
    release_of, tmp_path, monkeypatch
):
    package, about = tmp_path / "squash", tmp_path / "squash-1.0.dist-info"
    for folder in (package, about):
        folder.mkdir()
    (package / "__init__.py").write_text("import numpy as np\n\n\n" + MINE["sigmoid"])
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: squash\n")
    (about / "RECORD").write_text("squash/__init__.py,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    release, called = (
        release_of("01"),
        TAKEN + " as s\ndef sigmoid(z):\n    return s(z)",
    )
    with Sandbox(best_level(), packages=["squash"]) as warm:
        for source, points in ((TAKEN, 0), (called, 4)):
            submission = worked(release, sigmoid=source)
            graded = grade_notebook(submission, release, CHAPTER, warm, b"secret")
            verdict = next(v for v in graded.verdicts if v.exercise == "sigmoid")
            assert verdict.points == points
            assert ("is imported" in verdict.sentence) is (points == 0)


def test_the_line_that_allowed_it_before_says_where_it_stands_now(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(
        'get_config().JudgeExercises.packages = ["rich"]'
    )
    with pytest.raises(ConfigurationUnreadable, match=r'packages = \["rich"\]'):
        course_config(Classroom(tmp_path))


def test_a_rehearsal_has_the_packages_that_grading_has():
    assert BROUGHT == VISIBLE
    tops = {name.removesuffix(".py") for name in visible_packages()}
    modules = {name for name in tops if name.isidentifier()}
    assert {"numpy", "matplotlib", "IPython", "course"} <= modules
    assert [name for name in modules if not is_there(name)] == []
    assert [name for name in ("nbgrader", "rich", "pytest") if is_there(name)] == []


def test_what_it_needs_is_seen_too_and_nothing_afterwards():
    with allowing(["jupyterlab"]):
        assert "tornado" in visible_packages()
    assert "tornado" not in visible_packages()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("no-such-package", "not installed here: python -m pip install"),
        ("nbgrader", "shows the answers"),
        ("Backprop_Course", "shows the answers"),
    ],
)
def test_a_package_that_cannot_be_allowed_is_refused_with_a_reason(name, why):
    with pytest.raises(PackageRefused, match=why), allowing([name]):
        pass
