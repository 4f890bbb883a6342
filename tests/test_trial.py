"""`try` judges a file as a submission, and its words are about that file."""

import shutil
from pathlib import Path

import pytest

from autograder.classroom import Classroom
from autograder.trial import UnknownExercise, try_file

ROOT = Path(__file__).parents[1]
FORWARD = """
def forward(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = activate(activation, Z[l])
    return Z, A
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    for folder in ("chapters", "solutions"):
        shutil.copytree(ROOT / folder, root / folder)
    return Classroom(root)


def test_an_error_in_a_locked_cell_is_told_by_the_line_that_calls_it(room, tmp_path):
    file = tmp_path / "forward.py"
    file.write_text(FORWARD)
    verdict = try_file(room, "forward", file)
    assert verdict.points == 0
    assert "in the line `A[l] = activate(activation, Z[l])`" in verdict.sentence


def test_an_unknown_exercise_is_answered_with_near_names(room, tmp_path):
    with pytest.raises(UnknownExercise, match="did you mean forward"):
        try_file(room, "froward", tmp_path / "any.py")
