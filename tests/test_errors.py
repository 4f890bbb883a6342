"""What Python and NumPy say of the commonest errors is said in plain words."""

import math

import numpy as np
import pytest

from course.errors import plainly
from course.words import type_name

A = np.ones((4, 7))
NAMES = {1: "relu"}

# What goes wrong, and the words for it. NumPy's own words change with its versions, so
# each error is made here and not quoted.
ERRORS = {
    "a product of a matrix and a vector": (
        lambda: np.ones(7) @ A,
        "here these have 7 and 4 elements",
    ),
    "a product of two matrices": (lambda: A @ A, "here these have 7 and 4 elements"),
    "a product by `dot`": (lambda: np.dot(A, A), "here these have 7 and 4 elements"),
    "a vector by `dot`": (lambda: A.dot(A[:, 0]), "here these have 7 and 4 elements"),
    "shapes that do not line up": (
        lambda: A + np.ones(4),
        "(4,7) (4,). Line the two shapes up at their right ends",
    ),
    "a question to a whole array": (
        lambda: max(0, A),
        "an array holds many numbers: each element needs its own answer.",
    ),
    "math with an array": (
        lambda: math.exp(A),
        "a function for one number, as those of the module `math` are",
    ),
    "a caret": (lambda: A ^ 2, "A power is written with two stars."),
    "a caret between numbers": (lambda: 0.5 ^ 2, "A power is written with two stars."),
    "a function for its result": (
        lambda: 1 - math.exp,
        "are the parentheses of a call missing?",
    ),
    "an index into a function": (
        lambda: plainly[0],
        "are the parentheses of a call missing?",
    ),
    "a string that is called": (
        lambda: NAMES[1](A),
        "A string is called as if it were a function.",
    ),
    "a key that is missing": (lambda: {1: A}[0], "KeyError: 0. A dict was asked"),
    "an index too large": (
        lambda: A[4],
        "IndexError: index 4 is out of bounds for axis 0 with size 4",
    ),
    "an error without words": (lambda: next(iter(())), "StopIteration"),
}


@pytest.mark.parametrize("wrong, words", ERRORS.values(), ids=ERRORS.keys())
def test_an_error_is_said_in_plain_words(wrong, words):
    with pytest.raises(Exception) as caught:
        wrong()
    sentence = plainly(type_name(caught.value), str(caught.value))
    assert sentence.startswith(type_name(caught.value))
    assert words in sentence
