"""A factor is named by a symbol only where cases of different sizes bear it out."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.judge import call_here, score
from autograder.slips.stored import exercise
from course.check import examine_exercise
from course.patterns import explain


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (len, "N times the right one"),
        (lambda A: 2.0, "twice the right one"),
        (lambda A: 1.0 / A.shape[1], "1/n times the right one"),
        (lambda A: 3.7, "3.7 times the right one"),
        (lambda A: 1.0 + 1e-5, "close, but not close enough"),
    ],
)
def test_a_factor_is_named_as_it_holds_in_every_case(times, said):
    stored = exercise(CHECKS["mse_gradient"])
    for case in stored.cases:  # the first case, and every other one as the first
        general = [c for c in stored.cases if not c.corner and c is not case]
        if case.corner:
            continue
        turned = replace(stored, cases=(case, *general))

        namespace = {"times": times, "__name__": "__main__"}
        body = "return times(A) * (A - Y) / len(A)"
        exec(f"def mse_gradient(A, Y):\n    {body}", namespace)
        report, _ = examine_exercise(turned, {}, namespace, hint=0)
        assert said in report.sentences[0]


def test_a_symbol_that_one_case_alone_suggests_is_not_said():
    check = CHECKS["mse_gradient"]
    cases = [c for c in check.draw(np.random.default_rng(1)) if not c.corner]
    rows = len(cases[0].args[0])

    def mse_gradient(A, Y):
        return rows * (A - Y) / len(A)

    verdict = score(check, call_here(mse_gradient), np.random.default_rng(1))
    sentence = verdict.parts[0].finding.sentence
    assert f"is {rows} times the right one" in sentence or "twice" in sentence
    assert "N" not in sentence


def test_words_are_looked_for_once_in_each_part(monkeypatch):
    check, looked = CHECKS["forward"], []

    def counted(got, target, named):
        looked.append(1)
        return explain(got, target, named)

    monkeypatch.setattr("course.compare.explain", counted)

    def forward(X, W, b, activation):
        Z, A = check.function(X, W, b, activation)
        return {l: z + 0.1 * z**2 for l, z in Z.items()}, {
            l: a + 1 for l, a in A.items()
        }

    verdict = score(check, call_here(forward), np.random.default_rng(1))
    assert verdict.points == 0
    layers = max(len(c.args[1]) for c in check.draw(np.random.default_rng(1)))
    # a result is held against the right ones at other places too
    assert len(looked) <= 4 * len(check.parts) * (layers + 1)
