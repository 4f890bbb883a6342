"""What nbgrader could not do is told by the line that says why."""

import pytest

from autograder.nbgrader_api import _last_error

TRACEBACK = """\
[ERROR] There was an error processing assignment: build/source/./01
[ERROR] Traceback (most recent call last):
      File "default.py", line 952, in do_execute
    sqlite3.OperationalError: attempt to write a readonly database
[ERROR] Please see the the above traceback for details on the specific errors.
"""
ENDED = """\
Traceback (most recent call last):
nbgrader.converters.base.NbGraderException: Please see the the above traceback.
"""
READONLY = "sqlite3.OperationalError: attempt to write a readonly database"


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (TRACEBACK, READONLY),
        ("[INFO] fine\n[ERROR] No notebooks were matched", "No notebooks were matched"),
        ("", "Please see the the above traceback."),
    ],
)
def test_the_last_error_says_why(log: str, said: str) -> None:
    assert said in _last_error({"success": False, "log": log, "error": ENDED})


def test_there_may_be_none() -> None:
    assert _last_error({"success": False}) == "nbgrader gave no reason"
