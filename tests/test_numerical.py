"""A derivative by differences is told from a derivative by formula."""

import copy
import sys
import warnings

import numpy as np
import pytest

from autograder.alternatives import ALTERNATIVES
from autograder.checks import CHECKS
from autograder.judge import call_here, judge, score
from autograder.slips.stored import exercise
from course.check import examine_exercise
from course.numerical import error, looks_numerical
from solutions.neuron import sigmoid
from tests.drawn import at_hand, drawn

ANALYTIC = [name for name, check in CHECKS.items() if check.analytic]
# Nothing to differentiate: the result is a sum or a choice of the inputs.
LINEAR = {"relu_prime", "bias_gradient", "weight_gradient"}
STEPS = {
    "central": [1e-3, 1e-4, 1e-5, 1e-6, 1e-7],
    "one-sided": [1e-6, 1e-7, 1e-8],
}


def differences(kind, h):
    """Make a differentiator like the oracle's, with another step."""

    def differentiate(f, x):
        if isinstance(x, dict):
            return {k: differentiate(lambda v, k=k: f({**x, k: v}), x[k]) for k in x}
        if np.ndim(x) == 0:
            return float(differentiate(lambda v: f(float(v[0])), np.array([x]))[0])
        slope = np.empty_like(x)
        for index in np.ndindex(*x.shape):
            up, down = x.copy(), x.copy()
            up[index] += h
            down[index] -= h if kind == "central" else 0.0
            slope[index] = (f(up) - f(down)) / (up[index] - down[index])
        return slope

    return differentiate


def by_differences(name, kind, h, monkeypatch):
    """Answer an exercise as its oracle does, with steps of another kind."""
    check = CHECKS[name]
    places = [
        module
        for key, module in list(sys.modules.items())
        if key.startswith("autograder") and hasattr(module, "central_difference")
    ]

    def answer(*args):
        with monkeypatch.context() as patch:
            for module in places:
                patch.setattr(module, "central_difference", differences(kind, h))
            pieces = {part.piece: part.oracle(*args) for part in check.parts}
        if None in pieces:
            return pieces[None]
        return tuple(pieces[key] for key in sorted(pieces))

    return answer


def general_verdict(name, answer):
    """Judge by the cases in general position: they alone tell differences."""
    check = CHECKS[name]
    general = [case for case in drawn(check, 5).cases if not case.corner]
    return score(at_hand(check, general), call_here(answer), np.random.default_rng(5))


@pytest.mark.parametrize(
    ("kind", "h"), [(kind, h) for kind, steps in STEPS.items() for h in steps]
)
@pytest.mark.parametrize("name", [name for name in ANALYTIC if name not in LINEAR])
def test_differences_never_pass_for_a_formula(name, kind, h, monkeypatch):
    verdict = general_verdict(name, by_differences(name, kind, h, monkeypatch))
    assert verdict.points < verdict.max_points
    kinds = {part.finding.kind for part in verdict.parts if part.finding}
    if kinds == {"numerical"}:
        assert verdict.points == 0
        assert "differences of function values" in verdict.sentence


@pytest.mark.parametrize("name", [name for name in ANALYTIC if name not in LINEAR])
def test_the_best_differences_are_called_what_they_are(name, monkeypatch):
    answer = by_differences(name, "central", 1e-5, monkeypatch)
    verdict = general_verdict(name, answer)
    assert {part.finding.kind for part in verdict.parts} == {"numerical"}


def student_report(name, answer):
    """Check an answer as a notebook does, with the cases that lie beside it."""
    stored = exercise(CHECKS[name])
    namespace = {"answer": answer}
    exec(f"def {name}(*args): return answer(*args)", namespace)
    report, _ = examine_exercise(stored, {name: stored}, namespace)
    return report


@pytest.mark.parametrize("name", [name for name in ANALYTIC if name not in LINEAR])
def test_the_students_check_says_of_differences_what_the_grader_says(name, monkeypatch):
    answer = by_differences(name, "central", 1e-5, monkeypatch)
    report = student_report(name, answer)
    assert report.state == "wrong"
    assert "from differences of function values" in report.sentences[0]
    assert not any(part.right for part in report.parts)


@pytest.mark.parametrize("name", ANALYTIC)
def test_the_students_check_takes_no_honest_answer_for_differences(name):
    entries = [entry.function for entry in ALTERNATIVES.get(name, [])]
    for function in [CHECKS[name].function, *entries]:
        assert student_report(name, function).state == "right"
        for seed in range(20):
            rng = np.random.default_rng(seed)
            general = [part.draw_cases(rng) for part in CHECKS[name].parts]
            args = [case.args for cases in general for case in cases]
            results = [
                (each, function(*copy.deepcopy(each)), CHECKS[name].function(*each))
                for each in args
            ]
            answer = lambda each, function=function: function(*copy.deepcopy(each))  # noqa: E731
            assert looks_numerical(answer, results, rng) is None


def test_an_instructor_may_give_points_for_differences(monkeypatch):
    answer = call_here(by_differences("sigmoid_prime", "central", 1e-5, monkeypatch))
    check = CHECKS["sigmoid_prime"]
    for share, points in ((0.5, check.points / 2), (2, check.points), (-1, 0)):
        verdict = judge(check, answer, np.random.default_rng(5), numerical_share=share)
        assert verdict.points == points
        assert not verdict.passed


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", ANALYTIC)
def test_no_honest_answer_is_taken_for_differences(name, seed):
    entries = [entry.function for entry in ALTERNATIVES.get(name, [])]
    for function in [CHECKS[name].function, *entries]:
        check = drawn(CHECKS[name], seed)
        verdict = score(check, call_here(function), np.random.default_rng(seed))
        assert verdict.passed, (function.__name__, verdict.sentence)


@pytest.mark.parametrize("epsilon", [1e-15, 1e-12, 1e-9, 1e-8])
def test_an_honest_approximation_is_not_taken_for_differences(epsilon):
    def clipped(z):
        a = np.clip(1 / (1 + np.exp(-z)), epsilon, 1 - epsilon)
        return a * (1 - a) + epsilon

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        verdict = judge(
            CHECKS["sigmoid_prime"], call_here(clipped), np.random.default_rng(1)
        )
    kinds = {part.finding.kind for part in verdict.parts if part.finding}
    assert "numerical" not in kinds


@pytest.mark.parametrize(
    "later",
    [lambda z: None, lambda z: "x", lambda z: z[:1], lambda z: z * np.nan],
    ids=["none", "text", "shape", "nan"],
)
def test_differences_that_answer_only_as_often_as_there_are_cases_are_recognised(later):
    check, calls = CHECKS["sigmoid_prime"], []
    cases = check.draw(np.random.default_rng(1))
    as_many = len({id(case.args) for case in cases})

    def wary(z):
        calls.append(1)
        if len(calls) <= as_many:
            return (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5
        return later(z)

    verdict = judge(check, call_here(wary), np.random.default_rng(1))
    assert {part.finding.kind for part in verdict.parts} == {"numerical"}
    assert verdict.points == 0


def test_a_formula_is_called_no_more_often_than_there_are_cases():
    check, calls = CHECKS["sigmoid_prime"], []

    def counted(z):
        calls.append(1)
        return check.function(copy.deepcopy(z))

    judge(check, call_here(counted), np.random.default_rng(1))
    cases = check.draw(np.random.default_rng(1))
    assert len(calls) == len({id(case.args) for case in cases})


@pytest.mark.parametrize(
    ("got", "want", "off"),
    [
        (np.array([1.0, 2.0]), np.array([1.0, 2.0]), 0.0),
        (np.array([3.0, 5.0]), np.array([3.0, 4.0]), 0.2),
        ({"b": 1.0, "a": 2.0}, {"a": 2.0, "b": 2.0}, 0.5),
        ((np.zeros(2), 1.1), (np.zeros(2), 1.0), 0.1),
        (np.zeros(3), np.ones(2), 0.0),
        ("x", 1.0, 0.0),
        (np.array([1.0]), np.array([0.0]), 0.0),
    ],
)
def test_the_error_is_relative_to_the_norm(got, want, off):
    assert error(got, want) == pytest.approx(off)
