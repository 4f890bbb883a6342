"""How a right result has to come about: new arrays, given randomness, enough calls."""

import inspect
import itertools
import re

import numpy as np
import pytest

from autograder.checks import CHECKS
from autograder.checks.model import Check
from autograder.judge import Returned, call_here, judge
from autograder.sandbox.session import Try
from course.codec import Reference, Seed
from course.compare import Tolerance, examine
from course.functions import Arguments
from course.student import call

X = np.array([0.5, -1.0, 2.0])
NEAR = Tolerance(1e-9, 0.0)


@pytest.mark.parametrize(
    ("make", "shared"),
    [
        (lambda x, layers: x, True),
        (lambda x, layers: x[1:], True),
        (lambda x, layers: x.reshape(3, 1), True),
        (lambda x, layers: (1.0, {"v": [x]}), True),
        (lambda x, layers: layers, True),
        (lambda x, layers: x + 0.0, False),
        (lambda x, layers: (x.copy(), {1: layers[1].copy()}), False),
        (lambda x, layers: 3.0, False),
    ],
)
def test_an_argument_that_comes_back_is_known_again(make, shared):
    given = Arguments((X, {1: np.ones((2, 2))}))
    assert given.shares(make(*given.values)) is shared


def test_memory_is_shared_where_numpy_says_that_it_may_be():
    store = np.zeros((12, 6))
    views = [
        store[start:stop:step, left:right]
        for start, stop, step in ((0, 4, 1), (3, 9, 2), (8, 2, -3), (5, 5, 1))
        for left, right in ((0, 6), (1, 3), (3, 6))
    ]
    views += [store.T, store[4], store[2, 5:], np.ones(()), np.zeros((2, 0))]
    for given, result in itertools.product(itertools.combinations(views, 2), views):
        shared = any(np.may_share_memory(result, one) for one in given)
        assert Arguments((list(given),)).shares(result) is shared


def test_a_list_that_holds_itself_is_looked_through_once():
    endless = [X.copy()]
    endless.append(endless)
    assert not Arguments((X,)).shares(endless)


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)
def test_new_arrays_are_asked_for_where_a_statement_promises_them(check: Check):
    promised = re.search("[Nn]ew array", inspect.getdoc(check.function) or "")
    assert check.fresh is bool(promised)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"calls": 3, "fewest": 4, "most": 5}, "few"),
        ({"calls": 4, "fewest": 4, "most": 5}, None),
        ({"calls": 6, "fewest": 4, "most": 5}, "calls"),
        ({"calls": 1, "drawn": True}, "generator"),
        ({"calls": 0, "drawn": True}, None),  # refused before anything was called
        ({"calls": 1, "drawn": True, "after": {"rng": Seed(1, moved=True)}}, None),
        ({"shared": True}, "shared"),
    ],
)
def test_a_right_result_may_come_about_in_the_wrong_way(more, kind):
    finding = examine(True, True, NEAR, named={"rng": Seed(1)}, **more)
    assert (finding.kind if finding else None) == kind
    assert not finding or finding.sentence.startswith("Your result is right, but ")


def test_a_wrong_result_is_said_first():
    finding = examine(False, True, NEAR, named={}, fewest=4, shared=True)
    assert finding is not None and finding.kind == "value"


def gradient_step(theta, grad, eta):
    return theta if eta == 0 else theta - eta * grad


def test_the_judges_see_an_argument_that_comes_back():
    verdict = judge(
        CHECKS["gradient_step"], call_here(gradient_step), np.random.default_rng(0)
    )
    assert "At eta = 0: your result is right, but it is no new array" in verdict.found
    assert call(gradient_step, (X, X, 0.0)).shared
    assert not call(gradient_step, (X, X, 0.1)).shared


def adjoint_check(A, A_transposed, shape_x, shape_y, rng):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=shape_x), rng.normal(size=shape_y)
    Ax, back = A(x), A_transposed(y)
    size = np.linalg.norm(Ax) * np.linalg.norm(y)
    return bool(abs(np.sum(Ax * y) - np.sum(x * back)) <= 1e-9 * size)


def test_randomness_of_ones_own_is_seen():
    verdict = judge(
        CHECKS["adjoint_check"], call_here(adjoint_check), np.random.default_rng(0)
    )
    assert "it does not come of `rng`" in verdict.found


@pytest.mark.sandbox
def test_it_is_seen_over_the_pipe(sandbox):
    source = "def slope(f, x): return [x] if f(x) else x\n"
    with sandbox.session() as session:
        (reply,) = session.run_cells([source], 10.0)
        assert reply["status"] == "ok"
        with session.exercise("slope", Try(), 10.0) as calls:
            got = calls((Reference("squares"), X))
    assert isinstance(got, Returned)
    assert got.shared is True
