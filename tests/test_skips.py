"""A machine without a browser or a sandbox skips with the reason; CI fails."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.courses import ROOT
from tests.without import lacking

pytest_plugins = ["pytester"]

SOME = """
    import pytest

    def test_skips():
        pytest.skip("no browser on this machine")

    @pytest.mark.skipif(True, reason="no Landlock here")
    def test_excused():
        pass

    def test_runs():
        pass
"""
WHOLE = 'import pytest\npytest.importorskip("there_is_none", reason="no such library")'


@pytest.mark.parametrize(
    ("ci", "outcomes"),
    [
        (False, {"passed": 1, "skipped": 3}),
        (True, {"passed": 1, "failed": 1, "skipped": 1, "errors": 1}),
    ],
)
def test_only_ci_turns_a_skip_into_a_failure(pytester, monkeypatch, ci, outcomes):
    monkeypatch.delenv("CI", raising=False)
    if ci:
        monkeypatch.setenv("CI", "true")
    pytester.makepyfile(test_some=SOME, test_whole=WHOLE)
    options = ("-p", "tests.skips", "-p", "no:cacheprovider")
    done = pytester.runpytest(*options, "--continue-on-collection-errors")
    done.assert_outcomes(**outcomes)
    if ci:
        done.stdout.fnmatch_lines(["*CI runs every test*no browser on this machine*"])


def test_what_is_taken_away_on_purpose_may_be_missed(pytester, monkeypatch):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("TESTS_WITHOUT", "chromium")
    pytester.makepyfile(SOME.replace("no browser", "no Chromium"))
    done = pytester.runpytest("-p", "tests.skips", "-p", "no:cacheprovider")
    done.assert_outcomes(passed=1, skipped=2)


def test_a_command_runs_without_a_program(tmp_path):
    there, here = tmp_path / "bin", tmp_path / "other"
    for program in (there / "bwrap", there / "sh", here / "make"):
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    folder = tmp_path / "links"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{there}:{here}")
        path = lacking(["bwrap"], folder)["PATH"]
    assert shutil.which("bwrap", path=path) is None
    assert shutil.which("sh", path=path)
    assert shutil.which("make", path=path) == str(here / "make")


def test_the_second_run_is_one_command_over_tests_that_there_are():
    """A line's end in ``TESTS`` would make two commands of it, the second of no use."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    make = "make --no-print-directory -n -o .venv/.ready"
    chosen = script[script.index("again=(") : script.index(".venv/bin/python -m")]
    shown = subprocess.run(
        ["bash", "-c", f'{chosen}\n{make} test TESTS="${{again[*]}}"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (command,) = shown.splitlines()
    paths = [word for word in command.split() if word.startswith("tests/")]
    assert len(paths) > 10
    assert all((ROOT / path).exists() for path in paths)


WITHOUT_PYTORCH = """
import sys
sys.modules["torch"] = None  # no import finds it
import pytest
sys.exit(pytest.main(sys.argv[1:]))
"""


def test_without_pytorch_a_file_runs_but_for_what_compares_with_it():
    asked = ["tests/pytorch.py", "tests/test_engine.py", "-qp", "no:cacheprovider"]
    rest = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PYTORCH, *asked],
        cwd=ROOT,
        env=rest,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "PyTorch is not installed" in done.stdout
    assert re.search(r"\d+ passed, \d+ skipped", done.stdout)
