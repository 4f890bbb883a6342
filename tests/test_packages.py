"""An instructor can allow further packages, by one line of configuration."""

import pytest

from autograder.classroom import Classroom
from autograder.grading.settings import allowed_packages
from autograder.sandbox.environment import (
    PackageRefused,
    allowing,
    visible_packages,
)
from autograder.sandbox.levels import best_level
from autograder.sandbox.session import Sandbox

IMPORT = "import rich\nprint(rich.__name__)"
LINE = 'get_config().JudgeExercises.packages = ["rich"]'


def said(warm):
    with warm.session() as session:
        (reply,) = session.run_cells([IMPORT], 5)
    return [output["text"] for output in reply["outputs"]]


@pytest.mark.sandbox
def test_a_package_can_be_imported_where_it_is_allowed():
    with Sandbox(best_level(), packages=["rich"]) as warm:
        assert said(warm) == ["rich\n"]
    with Sandbox(best_level()) as warm:
        assert "not installed here" in said(warm)[0]


def test_one_line_of_the_configuration_allows_it(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(LINE)
    assert allowed_packages(Classroom(tmp_path)) == ("rich",)


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
