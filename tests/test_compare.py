"""`examine` passes what is right, names what is wrong, and survives anything."""

import types
from collections import OrderedDict, defaultdict, namedtuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course.codec import Between
from course.compare import Finding, Tolerance, examine

TOLERANCE = Tolerance(rtol=1e-9, atol=1e-12)
LOOSE = Tolerance(rtol=1e-6, atol=1e-8)

# N = 4 examples of n = 3 inputs; nothing here is a multiple of another by accident.
Z = np.array([[0.3, -1.1, 2.0], [-0.7, 0.9, -1.6], [1.3, 0.4, -0.2], [-2.1, 1.7, 0.6]])
WANT = np.array(
    [[0.5, 1.3, -0.7], [2.3, -0.9, 0.3], [1.1, 3.7, -1.9], [0.2, -2.9, 4.1]]
)
W = {1: np.array([[1.5, -0.3], [0.8, 2.2], [-1.2, 0.1]]), 2: np.array([[0.4, 0.9, -1]])}
PROBABILITIES = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
MANY = np.arange(20.0)
BIAS = np.array([0.25, -0.5, 0.125])


def found(got, want, tolerance=TOLERANCE, *, named=None, **more):
    return examine(got, want, tolerance, named=named or {}, **more)


def changed_at(array, *places, by=0.5):
    array = array.copy()
    for place in places:
        array[place] += by
    return array


class Lying(np.ndarray):
    """Says of everything that it is right."""

    def __eq__(self, other):
        return True

    __hash__ = None

    def __array_function__(self, func, types, args, kwargs):
        return True


Pair = namedtuple("Pair", "dw db")

RIGHT = {
    "the same array": (WANT.copy(), WANT),
    "an array within the tolerance": (WANT * (1 + 1e-10), WANT),
    "a view with other strides": (np.asfortranarray(WANT), WANT),
    "an array of the other byte order": (WANT.astype(">f8"), WANT),
    "whole numbers where they are wanted": (np.array([1, 0]), np.array([1, 0])),
    "a Python float": (0.5, 0.5),
    "a Python int": (2, 2.0),
    "a NumPy scalar": (np.float64(0.5), 0.5),
    "a NumPy int": (np.int64(2), 2.0),
    "a 0-d array": (np.array(0.5), 0.5),
    "a NumPy scalar as what is wanted": (0.5, np.float64(0.5)),
    "a list for a tuple": ([WANT, 0.5], (WANT, 0.5)),
    "a dict in another order": ({2: W[2], 1: W[1]}, W),
    "a dict with NumPy's keys": ({np.int64(1): W[1], np.int32(2): W[2]}, W),
    "an ordered dict": (OrderedDict(W), W),
    "a default dict": (defaultdict(list, W), W),
    "nested": ((W, [1.0]), (W, (1.0,))),
    "between two bounds": (
        np.array([0.0, 0.3, 1.0]),
        Between(np.zeros(3), np.array([0.0, 1.0, 1.0])),
    ),
    "a string": ("BP2", "BP2"),
    "a bool": (np.True_, True),
    "None where None is wanted": (None, None),
    "an array without elements": (np.zeros((0, 3)), np.zeros((0, 3))),
    "infinity where it is right": (np.array([np.inf, 1.0]), np.array([np.inf, 1.0])),
}


@pytest.mark.parametrize("got, want", RIGHT.values(), ids=RIGHT.keys())
def test_what_is_right_passes(got, want):
    assert found(got, want) is None


# what, got, want, the kind, words of the sentence
WRONG = [
    ("nothing", None, WANT, "none", "Your function returns None: is a `return` missin"),
    ("nothing for a float", None, 0.5, "none", "is a `return` missing"),
    ("nothing inside", (WANT, None), (WANT, 0.5), "type", "second result is None, wan"),
    ("a string", "0.5", 0.5, "type", "is a string, wanted a single number"),
    ("a function", len, 0.5, "type", "is a function, wanted a single number: are the"),
    ("NumPy's function", np.tanh, WANT, "type", "are the parentheses of a call missin"),
    ("a lambda", lambda: 0, WANT, "type", "are the parentheses of a call missing?"),
    ("a list", WANT.tolist(), WANT, "type", "is a list, wanted a NumPy array of shape"),
    ("a tuple", (1.0, 2.0), WANT, "type", "is a tuple of 2, wanted an array of shape"),
    ("a set", {1.0}, 0.5, "type", "is a set, wanted"),
    ("a generator", (x for x in [1]), WANT, "type", "is a generator, wanted"),
    ("a matrix", WANT.view(Lying), WANT, "type", "is of type Lying, wanted"),
    ("a mask array", np.ma.array(WANT), WANT, "type", "a masked array (np.ma)"),
    ("a module", np, WANT, "type", "is a module"),
    ("True for a number", True, 1.0, "dtype", "is True, wanted a number"),
    ("NumPy's True for a number", np.True_, 1.0, "dtype", "is True, wanted a number"),
    ("an array for a tuple", WANT, (WANT, 0.5), "type", "wanted a tuple of 2"),
    ("a named tuple", Pair(WANT, 0.5), (WANT, 0.5), "type", "is of type Pair, wanted"),
    ("a tuple of three", (WANT, 0.5, 1), (WANT, 0.5), "length", "has 3 elements, want"),
    ("an array for a dict", WANT, W, "type", "wanted a dict with the keys 1 and 2"),
    ("a key missing", {1: W[1]}, W, "keys", "has the key 1, wanted the keys 1 and 2"),
    ("a key too many", {0: 0.0, **W}, W, "keys", "has the keys 0, 1 and 2, wanted"),
    ("keys that are strings", {"1": 0, "2": 0}, W, "keys", "has the keys '1' and '2'"),
    ("no keys", {}, W, "keys", "has no keys"),
    ("a strange key", {object(): 1, 2: 2}, W, "keys", "a key of type object"),
    ("another string", "BP1", "BP2", "value", "is 'BP1', wanted 'BP2'"),
    ("another bool", False, True, "value", "is False, wanted True"),
    ("a number for a bool", 1, True, "value", "is a single number, wanted True"),
    ("a number for None", 1, None, "value", "is a single number, wanted None"),
    ("one element", np.array([0.5]), 0.5, "shape", "(1,), wanted a single number: its"),
    ("one by one", np.array([[0.5]]), 0.5, "shape", "has shape (1, 1), wanted a singl"),
    ("a column", WANT[:, :1], WANT[:, 0], "shape", "has shape (4, 1), wanted (4,): it"),
    ("the sum missing", WANT, WANT.sum(), "shape", "wanted a single number: a sum is"),
    ("the mean missing", Z[0], Z[0].mean(), "shape", "a mean is missing"),
    ("the sum of rows missing", WANT, WANT.sum(0), "shape", "a sum over its rows is m"),
    ("a square", np.ones((4, 4)), np.ones(4) * 2, "shape", "a column and a row met"),
    ("another shape", np.ones((2, 3)), WANT, "shape", "has shape (2, 3), wanted (4, 3"),
    ("a number for an array", 0.5, WANT, "shape", "is a single number, wanted an ar"),
    ("the transpose", WANT.T, WANT, "transposed", "compare shapes (3, 4) and (4, 3)"),
    ("the square's", WANT[:3].T, WANT[:3], "transposed", "rows and columns are exchan"),
    ("a mask", WANT > 0, WANT, "dtype", "holds True and False, wanted numbers"),
    ("float32", WANT.astype("f4"), WANT, "dtype", "in your code turned it into float"),
    ("a float32 number", np.float32(0.5), 0.5, "dtype", "is float32, wanted float64"),
    ("complex", WANT + 0j, WANT, "dtype", "holds complex numbers"),
    ("objects", WANT.astype(object), WANT, "dtype", "holds Python objects"),
    ("text", WANT.astype(str), WANT, "dtype", "has dtype str"),
    ("nan", np.nan, 0.5, "finite", "is nan, wanted 0.5"),
    ("a huge int", 10**4000, 0.5, "finite", "is inf, wanted 0.5"),
    ("a row of nan", changed_at(WANT, 2, by=np.nan), WANT, "finite", "3 of 12 places,"),
    ("an inf", changed_at(WANT, (1, 0), by=np.inf), WANT, "finite", "holds inf in 1 o"),
    ("zeros", np.zeros((4, 3)), WANT, "zero", "is zero everywhere"),
    ("the other sign", -WANT, WANT, "sign", "has the wrong sign everywhere"),
    ("the number's sign", -0.5, 0.5, "sign", "Your result has the wrong sign."),
    ("times N", 4 * WANT, WANT, "factor", "N times the right one everywhere (here N ="),
    ("by N", WANT / 4, WANT, "factor", "is 1/N times the right one everywhere (here N"),
    ("twice", 2 * WANT, WANT, "factor", "is twice the right one everywhere: is a fact"),
    ("half", WANT / 2, WANT, "factor", "is half the right one everywhere"),
    ("2N", 8 * WANT, WANT, "factor", "is 2N times the right one everywhere (here N ="),
    ("1/(2N)", WANT / 8, WANT, "factor", "is 1/(2N) times the right one everywhere"),
    ("N/2 is 2", WANT * 2, WANT, "factor", "is twice"),
    ("n", 3 * WANT, WANT, "factor", "is n times the right one everywhere (here n = 3,"),
    ("2/n", WANT * 2 / 3, WANT, "factor", "is 2/n times"),
    ("N/n", WANT * 4 / 3, WANT, "factor", "is N/n times"),
    ("minus N", -4 * WANT, WANT, "factor", "is minus N times the right one"),
    ("a number times N", 2.8, 0.7, "factor", "is N times the right one (here N = 4)"),
    ("3.7 times", 3.7 * WANT, WANT, "factor", "is 3.7 times the right one everywhere."),
    ("the complement", 1 - PROBABILITIES, PROBABILITIES, "complement", "is 1 minus th"),
    ("the root", PROBABILITIES**0.5, PROBABILITIES, "root", "is the square root of t"),
    ("the square", PROBABILITIES**2, PROBABILITIES, "square", "is the square of the "),
    ("Z itself", Z, WANT, "argument", "is `Z` itself, unchanged"),
    ("a constant more", WANT + 0.7, WANT, "offset", "is 0.7 more than the right one e"),
    ("without the bias", WANT - BIAS, WANT, "offset", "minus `b`: is `b` missing?"),
    ("the bias twice", WANT + BIAS, WANT, "offset", "is `b` added once too often?"),
    ("minus the bias", WANT - 2 * BIAS, WANT, "offset", "is `b` subtracted, not added"),
    ("without W[2]", WANT - W[2], WANT, "offset", "minus `W[2]`"),
    ("reversed", WANT[::-1], WANT, "order", "has the right rows in reverse order"),
    ("columns reversed", WANT[:, ::-1], WANT, "order", "right columns in reverse orde"),
    ("shuffled", WANT[[2, 0, 3, 1]], WANT, "order", "has the right rows in another or"),
    ("a list shuffled", Z[0][[1, 2, 0]], Z[0], "order", "elements in another order"),
    ("right above 0", np.where(Z > 0, WANT, 9), WANT, "kink", "right where Z > 0, wro"),
    ("right below 0", np.where(Z > 0, 9, WANT), WANT, "kink", "is right where Z ≤ 0,"),
    ("one row", changed_at(WANT, 2), WANT, "rows", "is right except in row 2 (counted"),
    ("two rows", changed_at(WANT, 1, 3), WANT, "rows", "is right except in rows 1 and"),
    ("one column", changed_at(WANT.T, 1).T, WANT, "columns", "is right except in colu"),
    ("one of a row", changed_at(Z[0], 2), Z[0], "elements", "is right except in eleme"),
    ("many elements", np.where(MANY < 8, MANY, -1), MANY, "value", "wrong in 12 of 20"),
    ("one place", changed_at(WANT, (1, 2)), WANT, "value", "most of all at [1, 2], wh"),
    ("a bit off", changed_at(WANT, (1, 2), by=1e-7), WANT, "close", "0.3000001, wante"),
    ("another number", 0.11, 0.5, "value", "Your result is 0.11, wanted 0.5."),
    ("a number a bit off", 0.5000001, 0.5, "close", "close, but not close enough: it"),
    ("a layer", {1: W[1], 2: -W[2]}, W, "sign", "is right for layer 1, wrong for laye"),
    ("each layer", {1: -W[1], 2: -W[2]}, W, "sign", "is wrong for every layer: each h"),
    ("both layers", {2: -W[2], 1: W[1].T}, W, "sign", "is wrong for layer 2: it has t"),
    ("a key's", {"dW": -WANT}, {"dW": WANT}, "sign", "is wrong for key 'dW': it has t"),
    ("the second", (WANT, -BIAS), (WANT, BIAS), "sign", "Your second result has the w"),
    ("exchanged", (BIAS, WANT), (WANT, BIAS), "order", "right two elements in the wro"),
    ("a layer inside", (W, {**W, 1: 2 * W[1]}), (W, W), "factor", "second result is r"),
]  # fmt: skip


@pytest.mark.parametrize(
    "got, want, kind, words", [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_what_is_wrong_is_named(got, want, kind, words):
    finding = found(got, want, named={"Z": Z, "b": BIAS, "W": W})
    assert finding is not None
    assert (finding.kind, words in finding.sentence) == (kind, True), finding.sentence
    assert finding.sentence.startswith("Your ")
    assert finding.sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    ("got", "want", "words"),
    [
        (1.0, 0.0, "is 1, wanted 0."),  # and not: 1 minus the right one
        (1, 2, "is 1, wanted 2."),  # and not: half the right one
        (3, 9, "is 3, wanted 9."),  # and not: the square root
        (40_282, 61_424, "is 40,282, wanted 61,424."),
        (122_848, 61_424, "is twice the right one: is a factor 1/2 missing?"),
    ],
)
def test_a_count_is_told_as_it_is(got, want, words):
    assert found(got, want).sentence == f"Your result {words}"


def test_a_factor_that_may_be_two_or_n_says_both():
    finding = found(2 * WANT, WANT, named={"Z": Z[:2]})
    assert "is twice the right one everywhere, and N is 2 here" in finding.sentence


def test_a_factor_that_may_be_a_half_or_a_quotient_says_both():
    named = {"X": np.ones((4, 8))}
    words = "is half the right one everywhere, and N/n is 1/2 here, n the number of col"
    assert words in found(WANT / 2, WANT, named=named).sentence


def test_a_multiplication_by_n_for_a_division_is_told():
    named = {"A": np.ones((4, 8))}
    sentence = found(16 * 0.7, 0.7, named=named).sentence
    assert "N² times the right one (here N = 4): is it multiplied by N and" in sentence
    assert "is 1/N² times the right one" in found(0.7 / 16, 0.7, named=named).sentence


def test_an_example_tells_what_the_arguments_hold_there():
    got, named = changed_at(WANT, (1, 2)), {"Z": Z, "W": W, "b": BIAS}
    sentence = found(got, WANT, named=named).sentence
    assert sentence == (
        "Your result is wrong in 1 of 12 places, most of all at [1, 2], where Z is "
        "-1.6: it is 0.8, wanted 0.3."
    )
    named["Y"] = Z.T @ Z  # of another shape
    assert found(got, WANT, named=named).sentence == sentence
    sentence = found(changed_at(Z[0], 2), Z[0], named={"z": MANY[:3]}).sentence
    assert "at [2], where z is 2, it is 2.5, wanted 2." in sentence


def test_a_warning_is_told_with_a_number_that_is_none():
    warned = ("invalid value encountered in log",)
    sentence = "Your result is nan, wanted 0.5. NumPy warned: invalid value encountered"
    assert found(np.nan, 0.5, warned=warned).sentence == f"{sentence} in log."


def test_n_is_counted_in_the_first_array_of_the_arguments():
    named = {"W": W, "b": 0.5, "A": Z, "Y": np.ones((7, 2))}
    assert (
        "is N times the right one (here N = 4)" in found(2.8, 0.7, named=named).sentence
    )


def test_a_kink_is_told_where_z_is_exactly_zero():
    z = np.array([0.0, 1.0, -1.0])
    finding = found(
        np.array([2.0, 1.0, 0.0]), np.array([0.0, 1.0, 0.0]), named={"z": z}
    )
    assert "right everywhere else, wrong where z = 0" in finding.sentence


OUT = np.array([-900.0, -5.0, -0.5, 0.0, 0.7, 3.0, 800.0])
PLACES = {
    "where |z| is 800 or more: at [0], where z is -900": np.abs(OUT) > 100,
    "right except where z is 800 or more: at [6]": OUT > 100,
    "right except where z is -900 or less: at [0]": OUT < -100,
    "is right where z ≥ 0, wrong where z < 0: at [0]": OUT < 0,
    "is right where z > 0, wrong where z ≤ 0: at [0]": OUT <= 0,
    "right where z > 0, wrong in 2 of the 4 places where z ≤ 0": (OUT < 0) & (OUT > -9),
    "right where z ≤ 0, wrong in 2 of the 3 places where z > 0": (OUT > 0) & (OUT < 9),
    "is right except in element 4 (counted from 0)": OUT == 0.7,
}


@pytest.mark.parametrize("words, wrong", PLACES.items(), ids=PLACES)
def test_a_side_is_called_wrong_only_if_all_of_it_is(words, wrong):
    want = np.arange(1.0, 8.0)
    sentence = found(want + wrong * 0.5, want, named={"z": OUT}).sentence
    assert words in sentence


def test_a_bound_is_a_bound():
    between = Between(np.zeros(2), np.array([0.0, 1.0]))
    assert found(np.array([0.0, 1.1]), between).kind == "elements"
    assert found(np.array([0.0, -0.1]), between) is not None
    assert found(np.array([0.0, np.nan]), between).kind == "finite"


def test_not_finite_where_an_input_is_large_names_the_input():
    z = np.array([1.0, -1000.0, 2.0])
    finding = found(
        np.array([1.0, np.nan, 2.0]), np.array([1.0, 0.0, 2.0]), named={"z": z}
    )
    assert (
        "in element 1 (counted from 0): there |z| is 1000 or more." in finding.sentence
    )


def test_not_finite_where_no_input_is_large_names_no_input():
    named = {"z": np.array([1.0, 2.0]), "far": np.full(3, 1000.0)}
    finding = found(np.array([np.nan, 1.0]), np.array([0.0, 1.0]), named=named)
    words = "Your result holds nan in 1 of 2 places, in element 0 (counted from 0)."
    assert finding.sentence == words


def test_columns_that_sum_to_one_are_told():
    got = np.exp(Z) / np.exp(Z).sum(axis=0)
    assert "has columns that sum to 1" in found(got, PROBABILITIES).sentence
    got = np.exp(Z) / np.exp(Z).sum()
    assert "sums to 1 as a whole" in found(got, PROBABILITIES).sentence
    got = np.array([[0.5, 0.2, 0.3], [0.2, 0.5, 0.3], [0.3, 0.3, 0.4]])
    assert "sum to 1" not in found(got, PROBABILITIES[:3]).sentence


def test_a_sum_along_the_wrong_axis_is_told_by_its_shape():
    named = {"names": ["a", "b"], "y": np.ones(4), "delta": Z}
    finding = found(Z.sum(axis=1), Z.sum(axis=0) * 2, named=named)
    assert finding.kind == "axis"
    assert "one number for each row of `delta`, wanted one for each" in finding.sentence
    finding = found(Z.sum(axis=0), Z.sum(axis=1) * 2, named=named)
    assert (
        "number for each column of `delta`, wanted one for each r" in finding.sentence
    )
    assert found(np.ones(2), np.ones(5), named=named).kind == "shape"


def test_a_missing_sum_is_told_without_the_number_of_its_axis():
    box = np.stack([WANT, 2 * WANT, -5 * WANT])
    assert "a sum over its columns is miss" in found(WANT, WANT.sum(axis=1)).sentence
    assert "a sum over its first axis is m" in found(box, box.sum(axis=0)).sentence
    assert "a mean over its third axis is " in found(box, box.mean(axis=2)).sentence
    deep = np.stack([WANT.reshape(1, 1, 1, 1, 4, 3)] * 2, axis=5)
    assert "a sum over its last axis is mi" in found(deep, deep.sum(axis=6)).sentence


def test_a_long_sequence_names_the_element():
    want = [float(place) for place in range(7)]
    assert found(tuple(want), want) is None
    finding = found([*want[:5], 9.0, 6.0], want)
    assert finding.sentence == "Your result is wrong at [5]: it is 9, wanted 5."
    finding = found([*want[:4], 9.0, 5.0, 6.0], want)
    assert finding.sentence == "Your fifth result is 9, wanted 4."


CHANGES = {
    "an array": ({"Z": Z, "b": 1.0}, {"Z": Z + 1, "b": 1.0}, "`Z`"),
    "its dtype": ({"Z": Z}, {"Z": Z.astype("f4")}, "`Z`"),
    "an array in a dict": ({"W": W}, {"W": {**W, 2: W[2] * 0}}, "`W[2]`"),
    "the keys of a dict": ({"W": W}, {"W": {1: W[1]}}, "`W`"),
    "a list": ({"steps": [1, Z]}, {"steps": [1, Z, 2]}, "`steps`"),
    "an array in a list": ({"steps": [1, Z]}, {"steps": [1, -Z]}, "`steps[1]`"),
    "an array for a string": ({"W": W}, {"W": {1: W[1], 2: "gone"}}, "`W[2]`"),
}


@pytest.mark.parametrize("named, after, name", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_input_is_told_first(named, after, name):
    assert found(WANT, WANT, named=named, after=named) is None
    for got in (WANT, None, -WANT):
        finding = found(got, WANT, named=named, after=after)
        assert finding.kind == "changed"
        assert f"changes its argument {name}" in finding.sentence


def test_the_words_for_a_change_name_what_is_overwritten():
    in_a_dict = found(WANT, WANT, named={"W": W}, after={"W": {**W, 2: W[2] * 0}})
    assert in_a_dict.sentence.endswith("Make a new array instead.")
    the_dict = found(WANT, WANT, named={"W": W}, after={"W": {1: W[1]}})
    assert the_dict.sentence.endswith("Make a new dict instead.")


def test_an_input_with_nan_is_not_changed_by_having_nan():
    named = {"Z": np.array([np.nan])}
    assert found(1.0, 1.0, named=named, after={"Z": np.array([np.nan])}) is None


def test_a_piece_is_compared_alone():
    assert found((WANT, "anything"), WANT, piece=0) is None
    assert found(["anything", 0.5], 0.5, piece=1) is None
    finding = found((WANT, -0.5), 0.5, piece=1)
    assert finding.sentence == "Your second result has the wrong sign."
    assert found(WANT, WANT, piece=0).kind == "type"
    finding = found((WANT,), 0.5, piece=1)
    assert finding.sentence == "Your result has 1 elements, wanted at least 2."
    assert found((WANT, 0.5), WANT, piece=0, pieces=2) is None
    finding = found((WANT, 0.5, "more"), WANT, piece=0, pieces=2)
    assert finding.sentence == "Your result has 3 elements, wanted 2."
    finding = found((BIAS, WANT), WANT, piece=0)
    assert (finding.kind, finding.sentence[:24]) == (
        "order",
        "Your second result shoul",
    )


def test_a_warning_is_a_finding_only_where_it_matters():
    warned = ("overflow encountered in exp",)
    assert found(0.5, 0.5, warned=warned) is None
    assert found(0.5, 0.5, warned=(), quiet=True) is None
    finding = found(0.5, 0.5, warned=warned, quiet=True)
    assert finding == Finding(
        "warned", "Your result is right, but NumPy warned: overflow encountered in exp."
    )
    assert found(-0.5, 0.5, warned=warned, quiet=True).kind == "sign"


FLOATS = st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, max_side=4)
WANTED = SHAPES.flatmap(lambda shape: hnp.arrays(np.float64, shape, elements=FLOATS))


@given(WANTED)
def test_every_array_is_right_for_itself(want):
    assert found(want.copy(), want, named={"Z": want}) is None


@given(WANTED, st.data())
def test_no_array_with_nan_ever_passes(want, data):
    got = want.copy()
    if got.size:
        got.flat[data.draw(st.integers(0, got.size - 1))] = np.nan
        assert found(got, want, named={"Z": want}) is not None


@given(WANTED, st.data())
@settings(max_examples=200)
def test_one_wrong_element_is_always_found(want, data):
    place = data.draw(st.integers(0, want.size - 1))
    scale = float(np.abs(want).max())
    got = want.copy()
    got.flat[place] += data.draw(st.sampled_from([-1, 1])) * (2e-6 * scale + 2e-8)
    assert found(got, want, LOOSE, named={"Z": want}) is not None


DUNDERS = ["__eq__", "__len__", "__array__", "__iter__", "__getitem__", "__bool__"]
DUNDERS += ["__float__", "__repr__", "__str__", "__hash__", "__getattribute__"]
DUNDERS += ["__format__", "__array_function__", "__array_ufunc__", "__index__", "keys"]


def rage(*args, **kwargs):
    raise RuntimeError("you looked")


def hostile(*names):
    return type("Hostile", (), dict.fromkeys(names, rage))()


def hostile_values():
    """Made in here, for pytest itself looks at what a module holds."""
    looks = dict.fromkeys(["__eq__", "__getattribute__", "__instancecheck__"], rage)
    meta = type("Meta", (type,), {**looks, "__hash__": None})
    worst = type.__call__(meta, "Worst", (), {"__class__": property(rage)})
    objects = np.empty(1, dtype=object)
    objects[0] = hostile(*DUNDERS)
    myself = []
    myself.append(myself)
    worse_dict = type("D", (dict,), dict.fromkeys(["keys", "items", "__iter__"], rage))
    worse_key = type("K", (), {"__hash__": lambda self: 1, "__eq__": rage})
    return [
        hostile(*DUNDERS),
        *(hostile(name) for name in DUNDERS),
        worst,
        type.__call__(worst),
        worse_dict({1: 2}),
        {worse_key(): 1},
        {1.5: 1, float("nan"): 2},
        {1j: 1},
        myself,
        objects,
        np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
        np.datetime64("2020-01-01"),
        np.longdouble(1),
        types.SimpleNamespace(shape=(4, 3)),
        type("X", (float,), {})(0.5),
        type("X", (int,), {"__float__": None})(1),
        "x" * 10_000_000,
        np.lib.stride_tricks.as_strided(np.ones(1), (4, 3), (0, 0)),
        np.zeros((1,) * 20),
        NotImplemented,
        Ellipsis,
    ]


WANTS = [WANT, 0.5, W, (WANT, 0.5), "BP2", True, None, {1: W, 2: (1.0, WANT)}]
WANTS += [Between(WANT, WANT + 1), np.zeros((0, 3)), np.full((2, 2), np.nan)]


def survives(value):
    for want in WANTS:
        for got in (value, (value, value), [WANT, value], {1: value, 2: value}):
            for piece in (None, 0, 1):
                for named in ({"Z": Z, "W": W}, {"Z": value, "b": (value, {1: value})}):
                    after = {name: value for name in named}
                    for there in (None, after):
                        finding = found(
                            got, want, named=named, piece=piece, after=there
                        )
                        assert finding is None or type(finding.sentence) is str
                        assert finding is None or len(finding.sentence) < 1000


@pytest.mark.parametrize("place", range(len(hostile_values())))
def test_nothing_makes_it_raise(place):
    value = hostile_values()[place]
    survives(value)
    finding = found(value, (WANT, 0.5), named={"Z": Z})
    assert finding is not None


ANY_ARRAY = hnp.arrays(
    hnp.scalar_dtypes() | st.just(np.dtype(object)),
    hnp.array_shapes(min_dims=0, min_side=0, max_side=3),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers()
    | st.text(max_size=3) | st.binary(max_size=3) | ANY_ARRAY | st.functions(),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(st.integers(-2, 2) | st.text(max_size=2), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(ANYTHING)
@settings(max_examples=60, deadline=None)
def test_arbitrary_values_make_it_find_and_not_raise(value):
    survives(value)


def test_the_results_of_a_graph_are_those_of_its_nodes():
    said = found({1: W[1], 2: -W[2]}, W, named={"parents": {1: (), 2: (1,)}})
    assert "right for node 1, wrong for node 2" in said.sentence
