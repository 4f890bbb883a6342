"""The minutes of a run are summed up by folder."""

from types import SimpleNamespace

import pytest

from tests.minutes import minutes_by_folder

pytest_plugins = ["pytester"]


def test_the_longest_folder_comes_first_with_what_was_set_up_for_it():
    reports = [
        SimpleNamespace(nodeid="a/test_x.py::test_x", duration=30.0),
        SimpleNamespace(nodeid="a/b/test_y.py::test_y[a/b::c]", duration=30.0),
        SimpleNamespace(nodeid="a/b/test_y.py::test_y[a/b::c]", duration=60.0),
        SimpleNamespace(nodeid="c.py::c.function", duration=0.0),
    ]
    assert minutes_by_folder(reports) == [("a/b", 1.5), ("a", 0.5), (".", 0.0)]


def test_the_table_stands_under_the_results_in_ci(pytester, monkeypatch):
    pytester.mkpydir("inner").joinpath("test_a.py").write_text(
        "def test_a():\n    pass\n\ndef test_b():\n    assert False\n"
    )
    options = ("-p", "tests.minutes", "-p", "no:cacheprovider")
    monkeypatch.setenv("CI", "true")
    said = pytester.runpytest(*options).stdout
    said.fnmatch_lines(["*= minutes by folder =*", "*0.0  inner"])
    monkeypatch.delenv("CI")
    pytester.runpytest(*options).stdout.no_fnmatch_line("*minutes by folder*")


@pytest.mark.parametrize("state", ["passed", "failed", "skipped"])
def test_each_state_counts(pytester, monkeypatch, state):
    how = {
        "passed": "pass",
        "failed": "assert False",
        "skipped": "__import__('pytest').skip()",
    }
    pytester.makepyfile(f"def test_a():\n    {how[state]}\n")
    monkeypatch.setenv("CI", "true")
    said = pytester.runpytest("-p", "tests.minutes", "-p", "no:cacheprovider").stdout
    said.fnmatch_lines(["*0.0  ."])
