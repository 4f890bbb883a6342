"""What is wrong at many corners alike is named by the one that has nothing else."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.checks import CHECKS, Check
from course.compare import Tolerance, examine


@pytest.mark.parametrize(
    ("exercise", "right", "wrong", "corner"),
    [
        (
            "conv2d_forward",
            "(X.shape[2] - w) // stride",
            "(X.shape[1] - w) // stride",
            "a picture that is not square",
        ),
        (
            "fgsm",
            "np.sign(input_gradient(X, Y, W, b, activation))",
            "np.where(input_gradient(X, Y, W, b, activation) >= 0, 1.0, -1.0)",
            "a slope of exactly 0",
        ),
        (
            "fgsm",
            "uphill, 0.0, 1.0)",
            "uphill, -1.0, 1.0)",
            "pixels of paper and ink",
        ),
        (
            "early_stopping",
            "len(losses) - 1, 0",
            "len(losses), 0",
            "patience that is never used up",
        ),
        (
            "loss_scale_step",
            "return gradient, 2.0 * scale, 0",
            "return gradient / 2.0, 2.0 * scale, 0",
            "a step that doubles the scale",
        ),
    ],
)
def test_the_first_corner_that_is_wrong_is_the_cause(
    exercise: str, right: str, wrong: str, corner: str
) -> None:
    check = CHECKS[exercise]
    source = inspect.getsource(check.function)
    assert right in source
    namespace = dict(check.function.__globals__)
    exec(source.replace(right, wrong), namespace)
    assert first_wrong(check, namespace[exercise]) == corner


def first_wrong(check: Check, function: Callable[..., Any]) -> str | None:
    """Say at which corner a function first gives something else than the reference."""
    for corner in check.parts[0].corners:
        args = corner.draw(np.random.default_rng(7))
        got, want = function(*args), check.function(*args)
        if examine(got, want, Tolerance(1e-9, 1e-12), named={}):
            return corner.words
    return None
