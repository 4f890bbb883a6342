"""Words for values: what a thing is, which places, how large a number."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Any

import numpy as np

LISTED = 5  # how many rows or keys a sentence names
ORDINALS = ("first", "second", "third", "fourth", "fifth")
_TYPE_NAME = type.__dict__["__name__"]

_KINDS: tuple[tuple[type, str], ...] = (
    (str, "a string"),
    (bytes, "a string of bytes"),
    (list, "a list"),
    (dict, "a dict"),
    (set, "a set"),
    (range, "a range"),
    (types.FunctionType, "a function"),
    (types.MethodType, "a function"),
    (types.BuiltinFunctionType, "a function"),
    (np.ufunc, "a function"),
    (types.GeneratorType, "a generator"),
    *((kind, f"an iterator ({kind.__name__})") for kind in (map, zip, filter)),
    (np.matrix, "a matrix (np.matrix)"),
    (np.ma.MaskedArray, "a masked array (np.ma)"),
    *(
        (kind, f"a number of type {np.dtype(kind).name}")
        for kind in (np.longdouble, np.clongdouble)
    ),
    (types.ModuleType, "a module"),
    (type, "a class"),
)


def type_name(value: Any) -> str:
    """Give the name of a value's type, whatever the type does to hide it."""
    name = _TYPE_NAME.__get__(type(value))
    return "".join(str.__getitem__(name, slice(60)))


def what(value: Any) -> str:
    """Say what a value is: "a list", "an array of shape (4, 3)".

    Looks at the exact type and asks nothing of a type that is not known, for a
    stranger's methods may raise or lie.

    Parameters
    ----------
    value : object
        Anything at all.

    Returns
    -------
    str
        A noun with its article.

    Examples
    --------
    >>> what([1, 2]), what(np.ones((4, 3))), what(None)
    ('a list', 'an array of shape (4, 3)', 'None')
    """
    kind = type(value)
    if value is None or kind is bool or kind is np.bool_:
        return str(value)
    if kind is np.ndarray:
        return f"an array of shape {value.shape}" if value.ndim else "a single number"
    if kind is int or kind is float or kind is complex:
        return "a single number"
    if kind is tuple:
        return f"a tuple of {len(value)}"
    for known, name in _KINDS:
        if kind is known:
            return name
    return f"of type {type_name(value)}"


def listed(things: Sequence[Any]) -> str:
    """List things as a sentence does.

    Parameters
    ----------
    things : sequence
        At least one.

    Returns
    -------
    str
        The things, with commas and an "and".

    Examples
    --------
    >>> listed([0, 2, 5])
    '0, 2 and 5'
    """
    *before, last = map(str, things)
    return f"{', '.join(before)} and {last}" if before else last


def keys(names: Sequence[str]) -> str:
    """List the keys of a dict.

    Examples
    --------
    >>> keys([]), keys(["1"]), keys(["1", "2"])
    ('no keys', 'the key 1', 'the keys 1 and 2')
    """
    if not names:
        return "no keys"
    return f"the key{'s' if len(names) > 1 else ''} {listed(names)}"


def counted(noun: str, places: Sequence[int], total: int) -> str:
    """Name a few places, or count many.

    Parameters
    ----------
    noun : str
        In the singular: "row".
    places : sequence of int
        Their numbers; at least one.
    total : int
        How many places there are.

    Returns
    -------
    str
        "row 3 (counted from 0)" or "7 of the 12 rows".

    Examples
    --------
    >>> counted("row", [0, 2], 12)
    'rows 0 and 2 (counted from 0)'
    """
    if len(places) > LISTED:
        return f"{len(places)} of the {total} {noun}s"
    return f"{noun}{'s' if len(places) > 1 else ''} {listed(places)} (counted from 0)"


def number(value: float) -> str:
    """Write a number as short as a sentence allows.

    Examples
    --------
    >>> number(0.333333333), number(4.0)
    ('0.3333', '4')
    """
    return f"{value + 0.0:.4g}"  # no "-0"


def apart(got: float, want: float) -> tuple[str, str]:
    """Write two numbers with as many digits as show the difference.

    Parameters
    ----------
    got, want : float
        The two numbers.

    Returns
    -------
    tuple of str
        Both, with the same number of digits.

    Examples
    --------
    >>> apart(0.5, 0.50000001)
    ('0.5', '0.50000001')
    >>> apart(40282.0, 61424.0)
    ('40,282', '61,424')
    """
    got, want = got + 0.0, want + 0.0  # no "-0"
    if all(value.is_integer() and abs(value) < 1e9 for value in (got, want)):
        return f"{got:,.0f}", f"{want:,.0f}"
    for digits in (4, 6, 8, 10, 12, 15):
        one, other = f"{got:.{digits}g}", f"{want:.{digits}g}"
        if one != other:
            return one, other
    return repr(got), repr(want)


def index(place: tuple[int, ...]) -> str:
    """Write an index as code does.

    Examples
    --------
    >>> index((1, 2))
    '[1, 2]'
    """
    return f"[{', '.join(map(str, place))}]"


def short(text: str, length: int = 200) -> str:
    """Cut a text that would make a sentence too long.

    Examples
    --------
    >>> short("abcdefgh", 4)
    'abc…'
    """
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
