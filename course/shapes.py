"""What is wrong with a result before its numbers: its type, its dtype, its shape."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any

import numpy as np

from course.target import Difference, Floats, Target
from course.tree import SCALARS
from course.words import ORDINALS, type_name, what

CALLED = (
    types.FunctionType,
    types.MethodType,
    types.BuiltinFunctionType,
    np.ufunc,
)
NUMERIC = (np.ndarray, bool, float, complex, *SCALARS)


def as_numbers(got: Any, target: Target) -> Floats | Difference:
    """Read a result as an array of float64, or say why it is none.

    Parameters
    ----------
    got : object
        Anything at all.
    target : Target
        What is right.

    Returns
    -------
    ndarray or Difference
        The numbers, or why there are none.
    """
    kind = type(got)
    if kind is int:
        return np.asarray(_as_float(got))
    if not any(kind is known for known in NUMERIC):
        return Difference("type", f"is {what(got)}, {_wanted(got, target)}")
    array = np.asarray(got)
    if array.ndim and array.dtype.kind in "iu" and target.floats:
        words = (
            f"holds whole numbers ({array.dtype.name}), wanted floats: whole numbers "
            "lose every fraction in what is done with them next."
        )
        return Difference("dtype", words)
    if array.ndim and array.dtype.kind == "f" and target.whole:
        words = (
            f"holds floats ({array.dtype.name}), wanted whole numbers: no float names "
            "a place in an array."
        )
        return Difference("dtype", words)
    words = _dtype_words(array)
    return Difference("dtype", words) if words else array.astype(np.float64)


def _as_float(whole: int) -> float:
    try:
        return float(whole)
    except OverflowError:
        return float("inf") if whole > 0 else float("-inf")


def _wanted(got: Any, target: Target) -> str:
    """Say what was wanted in the place of something that is not numbers."""
    shape = target.shape
    wanted = f"an array of shape {shape}" if shape else "a single number"
    kind = type(got)
    if kind in CALLED:
        return f"wanted {wanted}: are the parentheses of a call missing?"
    if kind is list and shape:
        return f"wanted a NumPy array of shape {shape}."
    if type_name(got) in ("matrix", "MaskedArray", "ndarray", "memmap", "recarray"):
        return "wanted a plain NumPy array."
    return f"wanted {wanted}."


def _dtype_words(array: np.ndarray) -> str:
    dtype = array.dtype
    if dtype.kind in "iu" or (dtype.kind == "f" and dtype.itemsize == 8):
        return ""
    if dtype.kind == "b" and not array.ndim:
        return f"is {array[()]}, wanted a number."
    if dtype.kind == "b":
        return (
            "holds True and False, wanted numbers: a mask is not numbers, "
            "for True + True is True."
        )
    if dtype.kind == "f":
        return (
            f"is {dtype.name}, wanted float64: something in your code turned it into "
            f"{dtype.name}, or left it so."
        )
    if dtype.kind == "c":
        return "holds complex numbers, wanted real ones."
    if dtype.kind == "O":
        return (
            "has dtype object, wanted numbers: an array made of rows of different "
            "lengths, or of None, holds Python objects."
        )
    return f"has dtype {dtype.name}, wanted numbers."


def _axis(axis: int, ndim: int) -> str:
    """Name an axis in words: its number would be half of the code to write."""
    if ndim == 2:
        return ("rows", "columns")[axis]
    return f"{ORDINALS[axis]} axis" if axis < len(ORDINALS) else "last axis"


def wrong_shape(got: Floats, target: Target, named: Mapping[str, Any]) -> Difference:
    """Find words for numbers in the wrong shape.

    Parameters
    ----------
    got : ndarray
        The result.
    target : Target
        What is right.
    named : mapping
        The arguments by name.

    Returns
    -------
    Difference
        The transpose, a sum that is missing or along the wrong axis, an axis too many,
        or no more than the two shapes.
    """
    want = target.shape
    if got.ndim > 1 and target.fits(got.T):
        shapes = f"compare shapes {got.shape} and {want}"
        words = f"is the transpose of the right one: {shapes}."
        return Difference("transposed", words)
    if not got.ndim:
        words = f"is a single number, wanted an array of shape {want}."
        return Difference("shape", words)
    wanted = want or "a single number"
    shapes = f"has shape {got.shape}, wanted {wanted}"
    if got.size == np.prod(want) and target.fits(got.reshape(want)):
        return Difference("shape", f"{shapes}: its numbers are right.")
    axes = range(got.ndim) if want else [None]
    for axis in axes if got.size else ():  # nothing has no mean
        for step, reduced in (("sum", got.sum(axis)), ("mean", got.mean(axis))):
            if target.fits(np.asarray(reduced)):
                along = "" if axis is None else f" over its {_axis(axis, got.ndim)}"
                words = f"{shapes}: a {step}{along} is missing."
                return Difference("shape", words)
    if got.ndim == len(want) == 1:
        for name, value in named.items():
            if type(value) is np.ndarray and value.shape == (*got.shape, *want):
                words = (
                    f"{shapes}: it has one number for each row of `{name}`, wanted "
                    "one for each column."
                )
                return Difference("axis", words)
            if type(value) is np.ndarray and value.shape == (*want, *got.shape):
                words = (
                    f"{shapes}: it has one number for each column of `{name}`, wanted "
                    "one for each row."
                )
                return Difference("axis", words)
    if got.ndim == 2 and len(want) == 1 and got.shape[0] == got.shape[1] == want[0]:
        words = f"{shapes}: a column and a row met, and NumPy made a square of them."
        return Difference("shape", words)
    return Difference("shape", f"{shapes}.")
