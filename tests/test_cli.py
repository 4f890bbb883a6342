"""The instructor's command does what its help says."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version

import pytest
from click.testing import CliRunner

from autograder.__main__ import WEEK, main
from autograder.checks import CHAPTERS, CHECKS
from autograder.sample import source_of
from autograder.slips.stored import mistaken
from tests.courses import ROOT, run


@pytest.fixture
def answer(tmp_path):
    """Write an answer into a file."""

    def write(source):
        path = tmp_path / "answer.py"
        path.write_text(source, encoding="utf-8")
        return str(path)

    return write


def try_(exercise, path):
    done = run(ROOT, "backprop", "try", exercise, path, "--json")
    return done, json.loads(done.stdout)


def test_help_lists_the_commands_as_a_week_goes():
    said = CliRunner().invoke(main, ["--help"]).output
    week = ("release", "roster", "collect", "grade", "feedback", "marks")
    places = [said.index(f"\n  {name} ") for name in week]
    assert places == sorted(places)
    assert "..." not in said.partition("Before the term")[2]
    assert not set(sum(WEEK.values(), ())) - set(main.commands)
    assert "Others:" not in said


@pytest.mark.parametrize(
    "file",
    [
        "README.md",
        "SCALING.md",
        "SECURITY.md",
        "docs/platforms.md",
        "docs/term.md",
        "autograder/data/course.toml",
        "autograder/data/week.md",
    ],
)
def test_documents_name_only_commands_and_options_that_there_are(file):
    text = (ROOT / file).read_text("utf-8")
    calls = re.findall(r"(?:^|`)backprop ([a-z][a-z-]*)([^`\n#]*)", text, re.M)
    assert calls
    for name, rest in calls:
        known = {o for p in main.commands[name].params for o in p.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, name


def test_version_says_what_is_installed():
    said = CliRunner().invoke(main, ["--version"]).output
    assert said == f"{version('backprop-course')}\n"


@pytest.mark.sandbox
def test_try_gives_full_points_and_status_0_to_a_right_answer(answer):
    right = source_of(CHECKS["neuron_gradient"].function, "neuron_gradient")
    done, verdict = try_("neuron_gradient", answer(right))
    assert done.returncode == 0
    assert (
        verdict["points"] == verdict["max_points"] == CHECKS["neuron_gradient"].points
    )


@pytest.mark.sandbox
def test_try_names_the_misconception_and_ends_with_status_1(answer):
    rows = mistaken(CHECKS["mse"])
    slip = next(row for row in rows if row.known[0].name == "forgot_the_half")
    done, verdict = try_("mse", answer(slip.source))
    assert done.returncode == 1
    assert verdict["points"] < verdict["max_points"]
    assert verdict["mistake"] == "forgot_the_half"
    assert verdict["sentence"].startswith(slip.known[0].sentence)


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "def mse(A, Y):\n    return (",
            "with an error: SyntaxError: '(' was never closed.",
        ),
        ("x = 1", "It is not defined in the notebook"),
        ("def mse(A, Y):\n    raise NotImplementedError()", "not written yet"),
        ("def mse(A, Y):\n    return A[99]", "IndexError"),
        ("def mse(A, Y):\n    pass", "returns None"),
        (
            "from solutions.losses import mse",
            "It is not defined in the notebook",
        ),
    ],
)
def test_try_says_what_is_wrong_with_the_file(source, said, answer):
    done, verdict = try_("mse", answer(source))
    assert (done.returncode, verdict["points"]) == (1, 0)
    assert said in verdict["sentence"]


def test_exercises_lists_every_row_of_the_check_table():
    rows = json.loads(run(ROOT, "backprop", "exercises", "--json").stdout)
    assert [row["exercise"] for row in rows] == list(CHECKS)
    assert all(row["signature"].startswith(row["exercise"] + "(") for row in rows)


def test_audit_ends_with_status_0_and_its_rows_have_the_promised_keys():
    done = run(ROOT, "backprop", "audit", "1", "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    keys = (
        "exercise chapter points wrong refused named pairs right accepted "
        "untouched_points useless corners holes unsteady"
    )
    checks = CHAPTERS["01"].checks
    assert [row["exercise"] for row in rows] == [check.name for check in checks]
    assert [list(row) for row in rows] == [keys.split()] * len(checks)


def test_a_reader_that_stops_listening_is_no_error(tmp_path):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as deaf:
        done = subprocess.run(
            [sys.executable, "-m", "autograder", "exercises"],
            cwd=ROOT,
            stdout=deaf,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.stderr == b""
