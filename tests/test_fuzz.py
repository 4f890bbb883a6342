"""The coverage-guided fuzzer finds nothing on the pipe, and finds what is planted."""

import importlib.util
import re
import subprocess
import sys

import pytest

from tests.courses import ROOT
from tests.fuzz_pipe import MEGABYTES

RUNS = 50_000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("atheris") is None,
        reason="there is no atheris for this machine or this Python",
    ),
]


# A program is charged with the peak of the process that it replaces, and that is as
# large as the tests before it have made it: a shell of 2 MB stands between.
SHELL = ["sh", "-c", '"$@"; exit $?', "sh"]


def fuzzed(*options):
    """Run the fuzzer in a process of its own; give its exit code and what it says."""
    done = subprocess.run(
        [*SHELL, sys.executable, "-m", "tests.fuzz_pipe", str(RUNS), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout


def statistic(name, said):
    return int(re.search(rf"stat::{name}: +(\d+)", said)[1])


def test_nothing_on_the_pipe_raises_hangs_or_takes_too_much():
    code, said = fuzzed()
    assert code == 0, said[-2000:]
    assert statistic("number_of_executed_units", said) == RUNS
    assert statistic("new_units_added", said) > 20  # it was guided
    assert statistic("peak_rss_mb", said) < MEGABYTES


def test_the_fuzzer_finds_a_planted_bug():
    code, said = fuzzed("--plant")
    assert code != 0
    assert "the bug that was planted" in said
    assert statistic("number_of_executed_units", said) < RUNS
