"""A machine without a browser or a sandbox skips with the reason; CI fails."""

import pytest

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
