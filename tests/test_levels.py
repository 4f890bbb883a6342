"""Where bubblewrap or namespaces are missing: another way, or a refusal that helps."""

import shutil
import subprocess
import sys

import nbformat
import pytest

from autograder.sandbox import levels, view
from autograder.sandbox.levels import try_full
from autograder.sandbox.session import Sandbox
from tests.courses import ROOT, make_course, run
from tests.test_sandbox import FIND, LEAVE, SHORT, said

pytestmark = pytest.mark.sandbox


@pytest.fixture
def no_bubblewrap(monkeypatch):
    """Let nobody find bubblewrap, and forget what was found before."""
    monkeypatch.setattr(view, "bubblewrap", lambda: None)
    for cached in (try_full, levels.mechanism):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (try_full, levels.mechanism):
        cached.cache_clear()


def test_without_bubblewrap_our_own_namespaces_isolate_fully(no_bubblewrap):
    if try_full("namespaces").reason:
        pytest.skip(try_full("namespaces").reason)
    assert levels.mechanism() == "namespaces"
    assert levels.usable_level("full") == "full"
    with Sandbox("full", SHORT) as warm:
        assert "True" in said(warm, LEAVE, FIND)
        assert said(warm, FIND) == "[]\nFalse False"
        assert said(warm, "import os; print(os.getpid(), os.getuid() > 0)") == "1 True"


def test_a_trial_that_has_begun_is_the_one_that_is_waited_for(no_bubblewrap):
    assert levels.likely() == "namespaces"
    levels.begin_trial("namespaces")
    begun = levels._begun["namespaces"]
    trial = try_full("namespaces")
    assert trial.held or trial.reason
    assert begun._process.returncode is not None
    assert levels._begun == {}


def test_elsewhere_nothing_is_begun(monkeypatch):
    monkeypatch.setattr(levels.sys, "platform", "darwin")
    assert levels.likely() is None


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Release a chapter to one student, who hands it in as it is."""
    made = make_course(tmp_path_factory.mktemp("levels") / "course")
    assert run(made, "backprop", "release", "01").returncode == 0
    student = made / "classroom/submitted/ann/01"
    student.mkdir(parents=True)
    shutil.copy(made / "build/release/01/neuron.ipynb", student)
    return made


@pytest.fixture(scope="module")
def without_namespaces(course):
    """Give a way to run the course's commands where the kernel allows no namespace."""
    unshare = shutil.which("unshare")
    script = 'echo 0 > /proc/sys/user/max_user_namespaces || exit 77; exec "$@"'

    def command(*words):
        done = subprocess.run(
            [str(unshare), "-r", "/bin/sh", "-c", script, "sh", sys.executable, *words],
            cwd=course,
            env={"PATH": str(course), "PYTHONPATH": str(ROOT), "HOME": str(course)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if done.returncode == 77 or unshare is None:
            pytest.skip("this machine lets nobody make a namespace to try in")
        return done

    return command


@pytest.mark.parametrize(
    "words",
    [
        ("-m", "autograder", "grade"),
        ("-m", "nbgrader", "autograde", "01"),
    ],
    ids=["our lane", "nbgrader's"],
)
def test_below_full_isolation_grading_refuses_and_names_the_fix(
    words, without_namespaces
):
    done = without_namespaces(*words)
    assert done.returncode != 0
    for fix in ("apt install bubblewrap", "sysctl", "--sandbox", "c.JudgeExercises"):
        assert fix in done.stderr


def test_the_doctor_names_the_fix(without_namespaces):
    done = without_namespaces("-m", "autograder", "doctor")
    assert done.returncode == 1
    assert done.stdout.startswith("isolation: limits")
    assert "apt install bubblewrap" in done.stdout
    assert "sysctl" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("level", ["full", "limits"])
def test_nbgraders_own_command_takes_the_level_from_a_trait_and_keeps_it(level, course):
    if level not in (levels.best_level(), "limits"):
        pytest.skip("this machine cannot isolate fully")
    config = course / "nbgrader_config.py"
    trait = f"\nget_config().JudgeExercises.sandbox = {level!r}\n"
    config.write_text(config.read_text(encoding="utf-8") + trait, encoding="utf-8")
    done = run(course, "nbgrader", "autograde", "01", "--force")
    assert done.returncode == 0, done.stderr
    assert f"Isolation: {level}" in done.stderr
    graded = course / "classroom/autograded/ann/01/neuron.ipynb"
    assert nbformat.read(graded, 4).metadata.backprop == {"isolation": level}
