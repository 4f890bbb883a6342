"""Answers written from the statements alone: right ones pass, wrong ones do not.

By the grader and by the student's check alike. Each file says in its first line what is
wrong with it, or why it is right.
"""

from pathlib import Path

import pytest

from autograder import answers
from autograder.alternatives import ALTERNATIVES
from autograder.answers import Answer
from autograder.checks import CHAPTERS, CHECKS

FOLDER = Path(__file__).parent / "answers"
ANSWERS = list(answers.read(FOLDER))
# Called debatable by their authors. A warning on the way to a right slope is no fault:
# only where a statement promises that none is raised, it counts.
SETTLED = {
    ("tanh_prime", "wrong_overflow"),
    ("binary_cross_entropy_gradient", "wrong_naive_sigmoid"),
}
SEEDS = 2


@pytest.mark.parametrize("exercise", sorted({each.exercise for each in ANSWERS}))
def test_answers_are_judged_as_their_authors_say(exercise: str) -> None:
    rows = answers.audit([a for a in ANSWERS if a.exercise == exercise], SEEDS)
    assert answers.failures(rows) == []
    for row in rows:
        settled = row["debatable"] and (exercise, row["name"]) in SETTLED
        assert row["check"] is (row["right"] or settled), row["name"]


@pytest.mark.parametrize("exercise", ALTERNATIVES)
def test_unusual_right_answers_pass_the_students_check_too(exercise: str) -> None:
    from autograder.slips.stored import exercise as stored_for
    from course.check import examine_exercise

    stored = stored_for(CHECKS[exercise])
    for alternative in ALTERNATIVES[exercise]:
        namespace = dict(alternative.function.__globals__)
        source = f"def {exercise}(*args): return answer(*args)"
        exec(source, namespace | {"answer": alternative.function}, namespace)
        namespace["answer"] = alternative.function
        function = namespace[exercise]
        own = type(function)(
            function.__code__, namespace, exercise, function.__defaults__
        )
        namespace[exercise] = own
        report, _ = examine_exercise(stored, {exercise: stored}, namespace)
        assert report.state == "right", (alternative.name, report.sentences)


def test_the_folder_is_of_exercises_that_there_are() -> None:
    modules = {c.name: ch.module for ch in CHAPTERS.values() for c in ch.checks}
    for file in FOLDER.rglob("*.py"):
        assert modules[file.parent.name] == file.parent.parent.name
    assert len(ANSWERS) > 300


def answer(source: str, right: bool = True) -> Answer:
    return Answer("relu", "x", right, False, source)


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ("def relu(Z): return np.maximum(Z, 0)", "right"),
        ("relu = lambda Z: np.maximum(Z, 0)", "right"),
        ("relu = np.vectorize(lambda z: max(z, 0.0))", "right"),
        (
            "from functools import partial\n"
            "def cut(low, Z): return np.maximum(Z, low)\nrelu = partial(cut, 0.0)",
            "right",
        ),
        ("class Relu:\n def __call__(self, Z): return Z * (Z > 0)\nrelu = Relu()",
         "right"),
        ("@np.errstate(over='ignore')\ndef relu(Z): return np.maximum(Z, 0)", "right"),
        ("import functools\n@functools.cache\ndef zero(): return 0\n"
         "def relu(Z): return np.maximum(Z, zero())", "right"),
        ("class Net:\n def relu(self, Z): return np.maximum(Z, 0)\nrelu = Net().relu",
         "right"),
        ("from solutions.forward import relu", "wrong"),
        ("from solutions.forward import relu\nrelu = np.errstate()(relu)", "wrong"),
        ("relu = np.abs", "wrong"),
        ("relu = np.vectorize(abs)", "wrong"),
        ("def relu(Z): return (Z > 0).astype(int)", "wrong"),
        ("np.seterr(all='ignore')\ndef relu(Z): return np.maximum(Z, 0)", "right"),
        ("relu = 3", "wrong"),
        ("del relu", "wrong"),
    ],
)  # fmt: skip
def test_both_judges_take_the_same_callables(source: str, state: str) -> None:
    import numpy as np

    before = np.geterr()
    try:
        assert answers.checked(answer(source)).state == state
        assert answers.graded(answer(source), 1).passed is (state == "right")
    finally:
        np.seterr(**before)


def test_what_an_answer_prints_is_not_shown(capsys: pytest.CaptureFixture) -> None:
    loud = answer("def relu(Z):\n    print(Z)\n    return np.maximum(Z, 0)")
    assert answers.graded(loud, 1).passed
    assert capsys.readouterr().out == ""


def test_what_is_judged_wrongly_is_said() -> None:
    wrong = answer("def relu(Z): return np.maximum(Z, 0)", right=False)
    (said,) = answers.failures(answers.audit([wrong], 1))
    assert said == "relu/x: it is wrong, and passes."
    right = answer("def relu(Z): return Z")
    (said,) = answers.failures(answers.audit([right], 1))
    assert said == "relu/x: it is right, and refused."
    chance = {
        "exercise": "relu", "name": "x", "right": False, "debatable": False,
        "points": [0.0, 1.0], "max_points": 2.0, "passed": 0, "gradings": 2,
        "check": True,
    }  # fmt: skip
    assert answers.failures([chance]) == [
        "relu/x: the grader and the student's check differ.",
        "relu/x: it gets 0 or 1 points, as chance has it.",
    ]
