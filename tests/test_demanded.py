"""nbgrader's own commands say what is wrong with the course and touch nothing."""

import logging

import nbformat
import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.classroom import Classroom
from autograder.configuration import configure
from autograder.grading.demanded import demand_gradable
from tests.courses import make_course

GRADED, PAGE = "autograded/ada/01/neuron.ipynb", "feedback/ada/01/neuron.html"
WRONG = [
    ("[due", {}, "course.toml is no TOML: "),
    (
        "[points]\n01 = 40",
        {},
        "the release of chapter 01 has other exercises",
    ),
    ('packages = ["no-such"]', {}, "no-such is allowed in course.toml but not install"),
    ("", {"sandbox": "none"}, "there is no level 'none'"),
    ("", {"release": "elsewhere"}, "elsewhere/01/neuron.ipynb is missing: run `backp"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory, release_of):
    """Give a course in which ada's work was graded and has its page."""
    root = make_course(tmp_path_factory.mktemp("demanded") / "course")
    released = root / "build/release/01/neuron.ipynb"
    released.parent.mkdir(parents=True)
    nbformat.write(release_of("01"), released)
    for name in ("submitted/ada/01/neuron.ipynb", GRADED, PAGE):
        path = root / "classroom" / name
        path.parent.mkdir(parents=True)
        path.write_text("{}")
    return root


@pytest.fixture
def api(made, monkeypatch):
    """Give what formgrader's buttons call, which is what the commands run."""

    def configured(**settings):
        monkeypatch.chdir(made)
        config = Config()
        configure(config, Classroom(made))
        config.JudgeExercises.update({"sandbox": "best", **settings})
        return NbGraderAPI(CourseDirectory(config=config), config=config)

    return configured


def refused(result):
    """Give the one line of a command that did nothing."""
    assert not result["success"]
    lines = result.get("log", "").splitlines()
    (said,) = [line for line in lines if not line.startswith("[INFO]")]
    return said


@pytest.mark.parametrize(("text", "settings", "said"), WRONG)
def test_autograde_refuses_before_it_removes_anything(made, api, text, settings, said):
    (made / "course.toml").write_text(text)
    told = refused(api(**settings).autograde("01", "ada", force=True))
    assert told.startswith("[ERROR] ")
    assert said in told
    assert (made / "classroom" / GRADED).read_text() == "{}"


def test_generate_feedback_refuses_before_it_removes_anything(made, api):
    (made / "course.toml").write_text("[due")
    told = refused(api().generate_feedback("01", "ada", force=True))
    assert told.startswith("[ERROR] course.toml is no TOML: ")
    assert (made / "classroom" / PAGE).read_text() == "{}"


def test_formgrader_starts_and_lists_all_the_same(made, api):
    (made / "course.toml").write_text("[due")
    assert api().get_submitted_students("01") == {"ada"}


def test_extra_time_for_nobody_is_said(made, api, empty_gradebook, release_of, caplog):
    (made / "course.toml").write_text("[extra_time.adda]\n[extra_time.ada]\n")

    class Converter:
        assignments = (str(made / "classroom/submitted/ada/01"),)
        config = api().config
        coursedir = CourseDirectory(
            config=config, db_url=f"sqlite:///{empty_gradebook}", assignment_id="01"
        )
        log = logging.getLogger("converter")

    demand_gradable(Converter, "best", lambda *_: release_of("01"))
    (said,) = [row.message for row in caplog.records if row.name == "converter"]
    assert said.endswith("'adda', whom the gradebook does not know: did you mean ada?")
