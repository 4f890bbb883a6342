"""Functions and randomness as arguments: in this process, and over the pipe."""

import time

import numpy as np
import pytest

from autograder.checks.model import EXACT, Check, Part
from autograder.grading.run import _service
from autograder.judge import Lost, Raised, Returned, call_here, judge
from autograder.sandbox.session import Try
from course.codec import CodecError, Property, Reference, Seed, pack, unpack
from course.compare import Tolerance, examine
from course.functions import FUNCTIONS, Arguments, find
from solutions.gradcheck import gradient_check, numerical_gradient
from solutions.training import initialize, minibatches

X = np.array([0.5, -1.0, 2.0])
GRADIENT = numerical_gradient(FUNCTIONS["cubes"], X)
BY_HAND = """
def slope(f, x):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
"""
WITH_EARLIER = """
def slope(f, x):
    return numerical_gradient(lambda v: f(v), x)
"""
NESTED = """
def slope(f, x):
    return gradient_check(f, numerical_gradient(f, x), x)
"""
EARLIER = {
    check.name: _service(check)
    for check in (
        Check(function, ())
        for function in (numerical_gradient, gradient_check, minibatches)
    )
}


def outcome(sandbox, source, args, earlier=None, seconds=10.0):
    with sandbox.session() as session:
        (reply,) = session.run_cells([f"import numpy as np\n{source}"], 10.0)
        assert reply["status"] == "ok"
        with session.exercise("slope", Try(answered=earlier or {}), seconds) as calls:
            return calls(args)


# Values that stand for functions, seeds and properties


@pytest.mark.parametrize(
    "value",
    [
        Reference("cubes", (1.0, {1: X})),
        Seed(7),
        Seed(2**60, moved=True),
        Property("each row once"),
    ],
)
def test_it_survives_the_codec(value):
    again = unpack(pack(value))
    assert type(again) is type(value)
    assert pack(again) == pack(value)


@pytest.mark.parametrize(
    "value", [Seed(1.5), Seed(1, 1), Property(3), Reference("f", [1])]
)
def test_a_pretender_does_not(value):
    with pytest.raises(CodecError):
        pack(value)


def test_a_function_is_called_with_what_it_was_given_first():
    network = (X, {1: X}, {0: X, 1: 2 * X}, {1: X}, {1: "tanh"})
    backward = find(Reference("recorded_backward", ((network, {1: X}, {1: -X}),)))
    dW, db = backward(*network)
    assert (dW[1] == X).all()
    assert (db[1] == -X).all()
    others = (-X, {1: 2 * X}, {1: 2 * X}, {1: X[:2]}, {1: "relu"})
    for place, other in enumerate(others):
        changed = [*network]
        changed[place] = other
        with pytest.raises(ValueError, match="recorded"):
            backward(*changed)


def test_calls_are_counted_and_a_generator_tells_whether_it_was_used():
    args = Arguments((Reference("cubes"), Seed(3), Seed(3), X))
    f, rng, _, x = args.values
    f(x)
    f(x)
    rng.normal()
    assert args.calls == 2
    assert args.after() == (Reference("unchanged"), Seed(3, True), Seed(3, False), X)


# Over the pipe


@pytest.mark.sandbox
def test_the_trusted_side_answers_a_function_and_counts(sandbox):
    got = outcome(sandbox, BY_HAND, (Reference("cubes"), np.array([2.0])))
    assert isinstance(got, Returned)
    assert got.value == pytest.approx(12.0)
    assert got.calls == 2


@pytest.mark.sandbox
def test_the_name_of_the_function_stays_outside(sandbox):
    got = outcome(
        sandbox, "def slope(f, x): return f.__name__, repr(f)", (Reference("cubes"), X)
    )
    assert got.value[0] == "argument 1"
    assert "cubes" not in got.value[1]


@pytest.mark.sandbox
def test_a_function_of_the_notebook_is_called_by_an_earlier_exercise(sandbox):
    got = outcome(sandbox, WITH_EARLIER, (Reference("cubes"), X), EARLIER)
    np.testing.assert_array_equal(got.value, GRADIENT)
    assert got.calls == 2 * X.size


@pytest.mark.sandbox
def test_conversations_may_be_nested(sandbox):
    got = outcome(sandbox, NESTED, (Reference("cubes"), X), EARLIER)
    assert got.value is True
    assert got.calls == 4 * X.size


@pytest.mark.sandbox
def test_an_error_in_a_function_of_the_notebook_is_its_own(sandbox):
    source = "def slope(f, x): return numerical_gradient(lambda v: 1 / 0, x)"
    got = outcome(sandbox, source, (Reference("cubes"), X), EARLIER)
    assert isinstance(got, Raised)
    assert got.kind == "ZeroDivisionError"


@pytest.mark.sandbox
def test_asking_without_end_is_refused_or_runs_out_of_time(sandbox):
    source = (
        "def slope(f, x): return numerical_gradient(lambda v: slope(f, v).sum(), x)"
    )
    got = outcome(sandbox, source, (Reference("cubes"), X), EARLIER)
    assert isinstance(got, Raised | Lost)


@pytest.mark.sandbox
def test_a_function_that_never_comes_back_is_stopped(sandbox):
    source = (
        "def slope(f, x):\n def g(v):\n  while True: pass\n"
        " return numerical_gradient(g, x)"
    )
    started = time.monotonic()
    got = outcome(sandbox, source, (Reference("cubes"), X), EARLIER, seconds=1.0)
    assert isinstance(got, Lost)
    assert got.finding.kind == "time"
    assert time.monotonic() - started < 30


@pytest.mark.sandbox
def test_a_seed_becomes_a_generator_and_crosses_back_as_one(sandbox):
    source = "def slope(rng): return minibatches(7, 3, rng)"
    got = outcome(sandbox, source, (Seed(5),), EARLIER)
    assert [len(rows) for rows in got.value] == [3, 3, 1]
    assert sorted(np.concatenate(got.value).tolist()) == list(range(7))
    assert got.args == (Seed(5, moved=True),)


@pytest.mark.sandbox
def test_nobody_gets_more_random_numbers_than_a_case_needs(sandbox):
    source = "def slope(rng): return minibatches(10**9, 3, rng)"
    got = outcome(sandbox, source, (Seed(5),), EARLIER)
    assert isinstance(got, Raised)
    assert "more than 4096" in got.message


@pytest.mark.sandbox
def test_the_pipe_and_this_process_give_the_same_verdict(sandbox):
    part = Part(
        "cubes",
        2,
        lambda rng: (Reference("cubes"), rng.normal(0.0, 1.0, 4)),
        lambda f, x: numerical_gradient(FUNCTIONS["cubes"], x),
        Tolerance(1e-6, 1e-8),
        calls=lambda f, x: 2 * x.size,
    )

    def wasteful(f, x):
        f(x)
        return numerical_gradient(f, x)

    source = "def slope(f, x):\n f(x)\n return numerical_gradient(f, x)"
    check = Check(wasteful, (part,))
    here = judge(check, call_here(wasteful), np.random.default_rng(1))
    with sandbox.session() as session:
        list(session.run_cells([source], 10.0))
        with session.exercise("slope", Try(answered=EARLIER), 10.0) as calls:
            there = judge(check, calls, np.random.default_rng(1))
    assert here == there
    assert here.points == 0
    assert "9 calls" in here.sentence
    assert judge(check, call_here(numerical_gradient), np.random.default_rng(1)).passed


# Properties


def batches_verdict(batches, moved=True, N=11, size=4):
    return examine(
        batches,
        Property("each row once"),
        EXACT,
        named={"N": N, "batch_size": size, "rng": Seed(1)},
        after={"N": N, "batch_size": size, "rng": Seed(1, moved)},
    )


GOOD = minibatches(11, 4, np.random.default_rng(3))


@pytest.mark.parametrize(
    ("batches", "kind"),
    [
        (GOOD, None),
        (tuple(GOOD), None),
        (GOOD[:2], "missing"),
        ([*GOOD, GOOD[0]], "twice"),
        ([rows + 1 for rows in GOOD], "outside"),
        ([rows.astype(float) for rows in GOOD], "dtype"),
        ([rows.tolist() for rows in GOOD], "type"),
        ([rows[:, None] for rows in GOOD], "shape"),
        (np.concatenate(GOOD), "type"),
        (None, "none"),
        ([np.concatenate(GOOD)], "lengths"),
        (np.split(np.arange(11), [4, 8]), "order"),
        ([np.arange(4, 8), np.arange(4), np.arange(8, 11)], "blocks"),
        (np.split(np.roll(np.arange(11), 2), [4, 8]), "blocks"),
        ([], "missing"),
    ],
)
def test_batches_hold_each_row_once_and_in_a_new_order(batches, kind):
    finding = batches_verdict(batches)
    assert (finding.kind if finding else None) == kind


def test_batches_come_from_the_generator_that_was_handed_over():
    assert batches_verdict(GOOD, moved=False).kind == "generator"


def weights_kind(W, b, sizes=(40, 50, 30)):
    named = {"sizes": list(sizes), "scheme": "he", "rng": Seed(1)}
    after = {**named, "rng": Seed(1, True)}
    want = Property("random weights")
    finding = examine((W, b), want, EXACT, named=named, after=after)
    return finding.kind if finding else None


WEIGHTS, BIASES = initialize([40, 50, 30], "he", np.random.default_rng(4))


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda w: w, None),
        (lambda w: 1.2 * w, "deviation"),
        (lambda w: w + 0.05, "mean"),
        (np.abs, "mean"),
        (lambda w: np.tile(w[:1], (len(w), 1)), "repeated"),
        (lambda w: w.T.copy(), "shape"),
        (lambda w: w * np.nan, "nan"),
        (lambda w: w.astype(np.float32), "type"),
        (lambda w: w.tolist(), "type"),
    ],
)
def test_weights_have_the_spread_of_their_scheme(spoil, kind):
    assert weights_kind({l: spoil(WEIGHTS[l]) for l in WEIGHTS}, BIASES) == kind


@pytest.mark.parametrize(
    "cut",
    [lambda r, n, m: r[:n, :m], lambda r, n, m: r.ravel()[: n * m].reshape(n, m)],
)
def test_layers_do_not_begin_with_the_same_numbers(cut):
    raw = np.random.default_rng(6).standard_normal((50, 50))
    repeated = {
        l: cut(raw, *w.shape) * np.sqrt(2.0 / w.shape[1]) for l, w in WEIGHTS.items()
    }
    assert weights_kind(repeated, BIASES) == "layers"


def test_biases_start_at_zero_and_layers_have_their_numbers():
    assert weights_kind(WEIGHTS, {l: BIASES[l] + 0.1 for l in BIASES}) == "bias"
    assert weights_kind(WEIGHTS, {l: BIASES[l][:, None] for l in BIASES}) == "shape"
    assert weights_kind({l - 1: WEIGHTS[l] for l in WEIGHTS}, BIASES) == "keys"
