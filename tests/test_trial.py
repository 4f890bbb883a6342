"""`try` judges a file as a submission, and its words are about that file."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.classroom import Classroom
from autograder.slips.stored import exercise
from autograder.trial import UnknownExercise, try_file
from course.check import examine_exercise

ROOT = Path(__file__).parents[1]
FORWARD = """
def forward(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = activate(activation, Z[l])
    return Z, A
"""
TRAIN = """
def train(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    losses = [loss(theta, X, Y)]
    while len(losses) <= epochs and losses[-1] > target:
        seen = []
        for rows in minibatches(len(X), batch_size, rng):
            before = loss(theta, X[rows], Y[rows])
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
            after = loss(theta, X[rows], Y[rows])
            seen.append(WHEN)
        losses.append(LOSSES)
    return theta, losses
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


def test_an_error_inside_a_helper_names_the_line_of_the_helper(room, tmp_path):
    file = tmp_path / "mse.py"
    file.write_text(
        "def length(x):\n    y = [0.5 * x for x in x]\n    return x @ x\n\n"
        "def mse(A, Y):\n    return length(A - Y) / len(A)\n"
    )
    said = try_file(room, "mse", file).sentence
    where = "in the line `return length(A - Y) / len(A)`, inside `length` in the line"
    assert f"{where} `return x @ x`: ValueError" in said


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("(row for row in Z)", "a generator"),
        ("np.matrix(Z)", "a matrix"),
        ("np.longdouble(Z)", np.dtype(np.longdouble).name),
        ("map(abs, Z)", "an iterator (map)"),
    ],
)
def test_what_is_no_array_is_named_by_grader_and_check(room, tmp_path, given, named):
    file = tmp_path / "relu.py"
    file.write_text(f"import numpy as np\ndef relu(Z):\n    return {given}\n")
    if np.dtype(np.longdouble) == np.float64:
        pytest.skip("this machine's long double is float64")
    assert named in try_file(room, "relu", file).sentence
    namespace = {}
    exec(file.read_text(), namespace)
    report, _ = examine_exercise(exercise(CHECKS["relu"]), {}, namespace)
    assert named in " ".join(report.sentences)


def test_an_unknown_exercise_is_answered_with_near_names(room, tmp_path):
    with pytest.raises(UnknownExercise, match="did you mean forward"):
        try_file(room, "froward", tmp_path / "any.py")


@pytest.mark.parametrize(
    ("losses", "when", "mistake"),
    [
        ("np.mean(seen)", "before", "averaged_the_batches"),
        ("seen[-1]", "after", "gave_the_loss_of_the_last_batch"),
    ],
)
def test_a_mistake_that_depends_on_the_batches_is_named(
    room, tmp_path, losses, when, mistake
):
    file = tmp_path / "train.py"
    file.write_text(TRAIN.replace("LOSSES", losses).replace("WHEN", when))
    assert try_file(room, "train", file).mistake.name == mistake
