"""Every check draws what it promises, and fails when what it guards is broken."""

import copy
import inspect
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.chapters import MODULES
from autograder.checks import CHAPTERS, CHECKS, Case, Check, Part
from autograder.checks.draw import (
    MARGIN,
    clear,
    network,
    ordinary,
    resample,
    sizes,
    with_extremes,
)
from autograder.checks.planted import EQUATIONS
from autograder.judge import call_here, judge
from course.codec import Between, Property, Seed, pack, unpack
from course.compare import Finding, examine
from course.functions import Arguments
from course.properties import wanted_error
from solutions.forward import forward
from solutions.neuron import sigmoid
from tests.drawn import drawn

ROWS = [check for chapter in CHAPTERS.values() for check in chapter.checks]
PARTS = [(check, part) for check in ROWS for part in check.parts]
SEEDS = range(8)
unhurried = settings(max_examples=20, deadline=None)

every_check = pytest.mark.parametrize("check", ROWS, ids=lambda check: check.name)
every_part = pytest.mark.parametrize(
    ("check", "part"), PARTS, ids=[f"{c.name}: {p.name}" for c, p in PARTS]
)

# A matrix of second derivatives has one row and one column a parameter.
SQUARE = {"largest_stable_learning_rate"}
# Weights that lead from a layer to itself, and maps of tokens onto tokens.
ONE_SQUARE = {
    "shared_gradient", "rnn_forward", "rnn_backward", "truncated_rnn_backward",
    "gru_step", "gru_step_backward", "attention_backward", "block_forward",
}  # fmt: skip
# Their shapes are what they are about: a single number, a row and a column, a window
# on a picture. Each kind has a case, and the statement's sizes may meet.
ABOUT_SHAPES = {
    "unbroadcast", "vjp", "jvp", "backpropagate", "hessian_vector_product",
    "conv2d_forward", "conv2d_backward", "max_pool_forward", "layer_norm_backward",
    "softmax_backward", "block_backward",
}  # fmt: skip
# The statement says what is handed in: the course's digits, all of them.
STATED_SIZES = {"train_reader"}
# Where every number is 0 the right answer is a constant: a bias is not in the penalty.
ZERO_IS_RIGHT = {("l2_penalty", "the biases")}
# Places and row numbers are whole.
WHOLE = {"max_pool_backward", "embedding_gradient"}
SIXTEEN_BITS = {"loss_scale_step"}
# What is drawn here holds zeros alone, or NaN, on purpose.
UNUSUAL = {"relative_error", "gradient_check", "directional_check"}

# In a statement: "X : ndarray, shape (N, n)".
SHAPE = re.compile(r"^([\w, ]+) : ndarray, shape \(([^)]*)\)", re.MULTILINE)


def cases_of(check: Check, seed: int) -> list[Case]:
    """Draw the cases in general position."""
    return [case for case in all_cases_of(check, seed) if not case.corner]


def all_cases_of(check: Check, seed: int) -> tuple[Case, ...]:
    return drawn(check, seed).cases


def arrays_in(value: object) -> list[np.ndarray]:
    if isinstance(value, Between):
        return [value.low, value.high]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [array for item in value for array in arrays_in(item)]
    return [value] if isinstance(value, np.ndarray) else []


# Stands for a result where the function refuses what it is given.
REFUSED = object()


def found(check: Check, case: Case, value: object) -> Finding | None:
    if value is REFUSED:
        return None if wanted_error(case.expected) else Finding("raised", "It refused.")
    after = [replace(a, moved=True) if isinstance(a, Seed) else a for a in case.args]
    return examine(
        value,
        case.expected,
        case.tolerance,
        named=check.bind(case.args),
        after=check.bind(tuple(after)),
        piece=case.part.piece,
        quiet=case.quiet,
    )


def answer(check: Check, case: Case) -> object:
    given = Arguments(copy.deepcopy(case.args)).values
    if wanted_error(case.expected):
        with pytest.raises(ValueError, match=r".+"):
            check.function(*given)
        return REFUSED
    return check.function(*given)


# The table


@pytest.mark.parametrize("number", CHAPTERS)
def test_a_chapter_is_filed_under_its_number_and_module(number: str) -> None:
    chapter = CHAPTERS[number]
    assert (chapter.number, chapter.module) == (number, MODULES[number])
    for check in chapter.checks:
        assert check.function.__module__ == f"solutions.{chapter.module}"


@pytest.mark.parametrize("number", CHAPTERS)
def test_a_chapter_has_exercises_and_one_answer_graded_by_hand(number: str) -> None:
    chapter = CHAPTERS[number]
    assert chapter.checks
    assert len(chapter.answers) == 1
    assert chapter.points == sum(c.points for c in chapter.checks) + 2.0


def test_no_exercise_is_judged_twice() -> None:
    names = [check.name for check in ROWS]
    assert len(names) == len(set(names))


@every_check
def test_an_exercise_is_worth_two_to_eight_points(check: Check) -> None:
    assert 2 <= check.points <= 8
    assert all(part.points > 0 for part in check.parts)


@every_check
def test_the_parts_of_a_check_have_names_of_their_own(check: Check) -> None:
    names = [part.name for part in check.parts]
    assert len(names) == len(set(names))
    assert all(names)


@every_check
def test_an_exercise_is_called_at_least_three_times(check: Check) -> None:
    assert sum(part.cases for part in check.parts) >= 3 or check.slow


# What is drawn


@every_check
def test_one_seed_draws_the_same_cases_again(check: Check) -> None:
    for seed in SEEDS:
        once, again = (check.draw(np.random.default_rng(seed)) for _ in range(2))
        assert [pack(c.args) for c in once] == [pack(c.args) for c in again]
        assert [pack(c.expected) for c in once] == [pack(c.expected) for c in again]


@every_check
def test_another_seed_draws_other_cases(check: Check) -> None:
    drawn = {pack(case.args) for seed in SEEDS for case in cases_of(check, seed)}
    assert len(drawn) == len(SEEDS) * sum(part.cases for part in check.parts)


@every_part
def test_the_shapes_cannot_be_foreseen(check: Check, part: Part) -> None:
    if check.name in STATED_SIZES:
        return
    rng = np.random.default_rng(0)
    args = [part.draw(rng) for _ in range(30)]
    drawn = [tuple(a.shape for a in arrays_in(each)) for each in args]
    if not any(drawn):  # there are only numbers, and they say what is to be made
        drawn = [pack(each) for each in args]
    assert len(set(drawn)) >= 5


@every_check
def test_a_case_survives_the_codec(check: Check) -> None:
    for case in all_cases_of(check, 0):
        for value in (case.args, case.expected):
            assert pack(unpack(pack(value))) == pack(value)


@every_check
def test_a_case_has_an_argument_for_each_parameter(check: Check) -> None:
    for case in all_cases_of(check, 0):
        bound = inspect.signature(check.function).bind(*case.args)
        assert list(bound.arguments) == list(check.bind(case.args))


@every_check
def test_all_dimensions_of_an_argument_differ_and_none_is_below_two(
    check: Check,
) -> None:
    for seed in SEEDS:
        for case in cases_of(check, seed):
            for array in arrays_in(case.args):
                apart = len(set(array.shape)) == array.ndim
                assert apart or check.name in SQUARE | ONE_SQUARE | ABOUT_SHAPES
                assert check.name in ABOUT_SHAPES or min(array.shape) >= 2


@every_check
def test_dimensions_that_the_statement_names_differently_differ(check: Check) -> None:
    stated = SHAPE.findall(inspect.getdoc(check.function))
    for seed in SEEDS:
        for case in cases_of(check, seed):
            named = check.bind(case.args)
            size: dict[str, int] = {}
            for names, symbols in stated:
                for name in names.split(", "):
                    if name not in named:
                        continue
                    axes = [axis.strip() for axis in symbols.split(",")]
                    axes = [axis for axis in axes if axis not in ("", "1")]
                    if check.name in ABOUT_SHAPES:
                        continue
                    assert len(axes) == named[name].ndim
                    for axis, n in zip(axes, named[name].shape, strict=True):
                        assert size.setdefault(axis, n) == n
                    if check.name in SQUARE:
                        assert len(set(named[name].shape)) == 1
            apart = len(set(size.values())) == len(size)
            assert apart or check.name in ABOUT_SHAPES


def test_statements_say_shapes_in_the_form_that_is_looked_for() -> None:
    stated = {
        check.name for check in ROWS if SHAPE.search(inspect.getdoc(check.function))
    }
    assert stated >= {"weighted_input", "affine", "softmax", "forward", "hidden_delta"}


@every_check
def test_drawn_numbers_are_double_precision_finite_and_not_uniform(
    check: Check,
) -> None:
    for seed in SEEDS:
        for case in cases_of(check, seed):
            for array in arrays_in(case.args):
                whole = check.name in WHOLE and array.dtype == np.int64
                half = check.name in SIXTEEN_BITS and array.dtype == np.float16
                assert array.dtype == np.float64 or whole or half
                usual = bool(np.isfinite(array).all() and np.ptp(array) > 0)
                usual = usual or (array.size == 1 and check.name in ABOUT_SHAPES)
                assert usual or check.name in UNUSUAL


@every_check
def test_the_expected_value_is_finite(check: Check) -> None:
    for case in all_cases_of(check, 0):
        assert all(np.isfinite(array).all() for array in arrays_in(case.expected))


def through_relu(check: Check, case: Case) -> list[np.ndarray]:
    """Give the weighted inputs that go through a rectifier in this case."""
    named = check.bind(case.args)
    if check.name in ("relu", "relu_prime"):
        return [named["Z"]]
    names = named.get("activation", {})
    if check.name == "shared_gradient":
        X, W, b = (named[name] for name in ("X", "W", "b"))
        both = dict.fromkeys((1, 2), names)
        Z = forward(X, {1: W, 2: W}, {1: b, 2: b}, both)[0]
        return list(Z.values()) if names == "relu" else []
    if isinstance(names, str):
        return [named["Z"]] if names == "relu" else []
    if "Z" in named:
        Z = named["Z"]
    else:
        Z = (
            forward(*(named[name] for name in ("X", "W", "b")), names)[0]
            if names
            else {}
        )
    return [Z[l] for l, name in names.items() if name == "relu"]


@every_check
def test_no_input_of_relu_is_near_its_corner_unless_it_is_on_it(check: Check) -> None:
    for seed in SEEDS:
        for case in cases_of(check, seed):
            for Z in through_relu(check, case):
                away = np.abs(Z[Z != 0])
                assert (away >= MARGIN).all()
                on_it = isinstance(case.expected, Between)
                assert bool((Z == 0).any()) == on_it


def test_exercises_with_relu_are_looked_at() -> None:
    for name in ("relu", "relu_prime", "forward", "hidden_delta", "shared_gradient"):
        cases = [case for seed in SEEDS for case in cases_of(CHECKS[name], seed)]
        assert any(through_relu(CHECKS[name], case) for case in cases)


# What is decided


@pytest.mark.parametrize("check", [c for c in ROWS if not c.slow], ids=lambda c: c.name)
@unhurried
@given(seed=st.integers(0, 2**32 - 1))
def test_the_reference_agrees_with_the_oracle(check: Check, seed: int) -> None:
    for case in check.draw(np.random.default_rng(seed)):
        finding = found(check, case, answer(check, case))
        assert finding is None, finding


def leaves(value: object, path: tuple = ()) -> list[tuple]:
    """Give the path to each number or array in a value."""
    if isinstance(value, dict):
        value = [*value.items()]
        return [leaf for key, v in value for leaf in leaves(v, (*path, key))]
    if isinstance(value, list | tuple):
        return [leaf for i, v in enumerate(value) for leaf in leaves(v, (*path, i))]
    return [] if isinstance(value, str) else [path]


def moved(value: object, path: tuple, move: object) -> object:
    """Give a copy of a value in which `move` has changed the array at the path."""
    if not path:
        return move(np.array(value, dtype=float))
    if isinstance(value, tuple):
        value = list(value)
    value = copy.copy(value)
    value[path[0]] = moved(value[path[0]], path[1:], move)
    return value


@every_part
def test_one_wrong_number_anywhere_fails_the_part(check: Check, part: Part) -> None:
    rng = np.random.default_rng(2)
    for _ in range(4):
        case = part.case(part.draw(rng))
        if isinstance(case.expected, Property):
            return  # any other random number is as good: tests/test_callbacks.py
        value = answer(check, case)
        # A number that is free between two bounds has to be moved out of them.
        by = 2.0 if isinstance(case.expected, Between) else 1e-4
        for path in leaves(value):
            if part.piece is not None and path[0] != part.piece:
                continue

            def move(array: np.ndarray, by: float = by) -> object:
                scale = max(1.0, float(np.abs(array).max()))
                array.flat[rng.integers(array.size)] += by * scale
                return array if array.ndim else float(array)

            broken = moved(value, path, move)
            assert found(check, case, value) is None
            assert found(check, case, broken) is not None, path


@every_part
def test_not_a_number_is_no_pass(check: Check, part: Part) -> None:
    rng = np.random.default_rng(3)
    args = part.draw(rng)
    case = part.case(args)
    value = answer(check, case)
    if value is REFUSED:
        return
    for path in leaves(value):
        if part.piece is not None and path[0] != part.piece:
            continue
        broken = moved(value, path, lambda array: array * np.nan)
        assert found(check, case, broken) is not None, path


@every_part
@pytest.mark.parametrize("constant", [0.0, 0.25, 0.5, 1.0])
def test_a_constant_of_the_right_shape_fails_the_part(
    check: Check, part: Part, constant: float
) -> None:
    """Even an answer that knows every shape earns nothing unless it computes."""
    if constant == 0.0 and (check.name, part.name) in ZERO_IS_RIGHT:
        return
    for seed in SEEDS:
        wrong = []
        for case in part.draw_cases(np.random.default_rng(seed)):
            value = answer(check, case)
            if value is REFUSED:
                value = constant
            if isinstance(value, str):
                value = EQUATIONS[int(4 * constant)]
            for path in leaves(value):
                value = moved(
                    value,
                    path,
                    lambda a: np.full(a.shape, constant) if a.ndim else constant,
                )
            wrong.append(found(check, case, value) is not None)
        # Of the kinds that a part has, some constant may be right for one.
        assert any(wrong) if part.kinds else all(wrong)


@every_part
def test_an_argument_handed_back_fails_the_part(check: Check, part: Part) -> None:
    rng = np.random.default_rng(4)
    args = part.draw(rng)
    case = part.case(args)
    for given_value in args:
        for value in (given_value, (given_value, given_value)):
            assert found(check, case, copy.deepcopy(value)) is not None


@every_part
def test_a_part_that_minds_warnings_has_inputs_that_overflow(
    check: Check, part: Part
) -> None:
    if part.quiet:
        with np.errstate(over="raise"), pytest.raises(FloatingPointError):
            np.exp(np.abs(part.draw(np.random.default_rng(5))[0]))


def test_the_exercises_that_promise_any_finite_size_are_held_to_it() -> None:
    quiet = {check.name for check, part in PARTS if part.quiet}
    assert quiet >= {"sigmoid", "softmax"}


# The samplers


@unhurried
@given(st.integers(0, 2**32 - 1), st.integers(1, 6))
def test_sizes_differ(seed: int, count: int) -> None:
    drawn = sizes(np.random.default_rng(seed), count)
    assert len(set(drawn)) == count
    assert min(drawn) >= 3


def test_drawing_again_ends_with_words_when_nothing_is_good() -> None:
    with pytest.raises(RuntimeError, match="no good value among"):
        resample(lambda: 1, lambda value: value > 1)


@pytest.mark.parametrize(
    "values", [[1.0, 2.0], [-1.0, -2.0], [1.0, -1.0, 0.0], [1.0, -1.0, 0.019]]
)
def test_one_sign_alone_or_a_number_near_zero_is_not_clear(values) -> None:
    assert clear(np.array([1.0, -1.0]))
    assert not clear(np.array(values))


@unhurried
@given(st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_ordinary_numbers_lie_on_both_sides(seed: int, ndim: int) -> None:
    values = ordinary(np.random.default_rng(seed), ndim, 3, 6)
    assert values.ndim == ndim
    assert clear(values)
    assert values.min() < -1.2
    assert values.max() > 1.2


@unhurried
@given(st.integers(0, 2**32 - 1))
def test_extremes_of_both_signs_stand_among_ordinary_numbers(seed: int) -> None:
    values = with_extremes(np.random.default_rng(seed))
    assert (values.min(), values.max()) == (-1000.0, 1000.0)
    assert (np.abs(values) < 10).sum() >= values.size / 2
    (between,) = values[(np.abs(values) >= 10) & (np.abs(values) < 750)]
    assert -19 <= between <= -12
    assert ((np.abs(values) >= 6) & (np.abs(values) <= 9)).any()


@pytest.mark.parametrize(
    ("name", "shortcut"),
    [
        ("sigmoid", lambda z: np.where(np.abs(z) > 10, z > 0, sigmoid(z))),
        ("relu", lambda z: np.clip(z, 0.0, 6.0)),
        ("softmax", lambda z: unsafe_softmax(z, z.mean(axis=1, keepdims=True))),
        ("softmax", lambda z: unsafe_softmax(z, z[:, :1])),
        ("softmax", lambda z: unsafe_softmax(z, z[:, -1:])),
        ("largest_stable_learning_rate", lambda H: 2.0 / np.linalg.eigvals(H)[0]),
        ("largest_stable_learning_rate", lambda H: 2.0 / np.linalg.eigvals(H)[-1]),
    ],
)
def test_a_shortcut_that_is_often_right_fails_at_every_seed(name, shortcut) -> None:
    for seed in range(40):
        cases = cases_of(CHECKS[name], seed)
        with np.errstate(all="ignore"):
            wrong = [found(CHECKS[name], c, shortcut(c.args[0])) for c in cases]
        assert any(wrong)


def unsafe_softmax(Z: np.ndarray, shift: np.ndarray) -> np.ndarray:
    E = np.exp(Z - shift)
    return E / E.sum(axis=1, keepdims=True)


@unhurried
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_a_network_has_no_dead_layer_and_no_two_equal_dimensions(
    seed: int, L: int
) -> None:
    layers = ["relu", "tanh", "sigmoid", "softmax"][:L]
    X, W, b, activation = network(np.random.default_rng(seed), layers)
    n = [*X.shape, *(len(W[l]) for l in W)]
    assert len(set(n)) == len(n)
    assert list(activation.values()) == layers
    assert {l: w.shape[0] for l, w in W.items()} == {l: len(v) for l, v in b.items()}
    for z in forward(X, W, b, activation)[0].values():
        assert clear(z)


@every_check
def test_what_refuses_a_warning_is_announced_in_the_statement(check):
    quiet = any(part.quiet for part in check.parts)
    statement = " ".join(check.function.__doc__.split())
    assert quiet == ("no warning is raised" in statement)


@pytest.mark.parametrize(
    "check", [check for check in ROWS if check.pieces], ids=lambda check: check.name
)
def test_one_result_more_than_is_asked_is_refused(check: Check) -> None:
    def one_more(*args: object) -> object:
        return (*check.function(*args), 0.0)

    verdict = judge(check, call_here(one_more), np.random.default_rng(1))
    assert verdict.points == 0
    n = check.pieces
    assert verdict.found == f"Your result has {n + 1} elements, wanted {n}."


@pytest.mark.parametrize("seed", SEEDS)
def test_backward_meets_every_kind_of_output_layer(seed: int) -> None:
    # With relu alone, z and a are the same to the slope and to the error that counts.
    last = [
        list(case.args[4].values())[-1] for case in cases_of(CHECKS["backward"], seed)
    ]
    assert set(last) == {"sigmoid", "tanh", "relu", "softmax"}


def test_batches_in_ascending_order_are_told_so_and_not_of_neighbours():
    def cut_and_sorted(N, batch_size, rng):
        order = rng.permutation(N)
        starts = range(0, N, batch_size)
        return [np.sort(order[start : start + batch_size]) for start in starts]

    def blocks(N, batch_size, rng):
        starts = rng.permutation(range(0, N - N % batch_size, batch_size))
        rows = [np.arange(start, start + batch_size) for start in starts]
        rest = np.arange(N - N % batch_size, N)
        return rows + ([rest] if len(rest) else [])

    check = CHECKS["minibatches"]
    for answer, said in ((cut_and_sorted, "ascending"), (blocks, "neighbours")):
        verdict = judge(check, call_here(answer), np.random.default_rng(1))
        found = [part.finding.sentence for part in verdict.parts if part.finding]
        assert any(said in sentence for sentence in found), found
