"""Take a value apart into plain JSON and arrays, and put it together again."""

from __future__ import annotations

import math
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.words import what

MAX_DEPTH = 20
MAX_DIMENSIONS = 8
MAX_EMPTY = 2**20  # how large an array without elements may be along its other axes
MAX_KEYS = 1000
MAX_BITS = 1024  # of an int; the range of a float, and cheap to read
DTYPES = frozenset({"bool", "int8", "int16", "int32", "int64", "uint8", "uint16"}) | {
    "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128",
}  # fmt: skip
# `dtype.name` is put together anew whenever it is asked for, which takes longer than
# all the rest that is done with a small array.
NAMES = {t: n for n in DTYPES for t in (np.dtype(n), np.dtype(n).newbyteorder())}
# By type code, since two of NumPy's types may share the name "int64".
SCALARS = tuple(np.dtype(code).type for code in "?bhilqBHILQefdFD")
NOT_FINITE = ("nan", "inf", "-inf")
DICTS = (dict, OrderedDict, defaultdict)
# By identity, since a class may lie about what it equals.
_SCALARS, _DICTS = frozenset(map(id, SCALARS)), frozenset(map(id, DICTS))


class CodecError(ValueError):
    """The value cannot be written down, or what was read is not a value."""


@dataclass(frozen=True)
class Reference:
    """A function named instead of sent: the other end answers when it is called.

    Parameters
    ----------
    name : str
        What it is called: in `course.functions`, or on the pipe.
    given : tuple
        What it is called with before its own arguments.
    """

    name: str
    given: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Seed:
    """Randomness: a generator with this seed is made where the function is called.

    Parameters
    ----------
    n : int
        The seed.
    moved : bool
        After a call: whether anything was drawn from the generator.
    """

    n: int
    moved: bool = False


@dataclass(frozen=True)
class Property:
    """Any value with this property, which `course.properties` knows by its name.

    Stands in the place of an expected value where the answer is random. What the
    judgement needs beside the arguments is in `given`; the function never sees it.
    """

    name: str
    given: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Between:
    """Any array of this shape that lies between the two bounds, element by element.

    Stands in the place of an expected value where more than one answer is right.
    """

    low: np.ndarray
    high: np.ndarray


MADE = {"given": Reference, "judged": Property}


def is_sane(shape: Sequence[int]) -> bool:
    """Whether an array's sums need no more memory than arrays do that were sent.

    Parameters
    ----------
    shape : sequence of int
        Of the array.

    Returns
    -------
    bool
        False for an array without elements that is huge along its other axes: it takes
        no memory, but its sum along the empty axis would.
    """
    return 0 not in shape or math.prod(max(n, 1) for n in shape) <= MAX_EMPTY


def take_apart(value: Any) -> tuple[Any, list[np.ndarray]]:
    """Split a value into a JSON tree and the arrays that it points to.

    Parameters
    ----------
    value : object
        Nested dicts, tuples and lists of arrays, numbers, strings, None, `Reference`,
        `Seed`, `Property` and `Between`. Subclasses are refused, for they may lie; but
        an `OrderedDict` or a `defaultdict` is written down as a dict.

    Returns
    -------
    tree : object
        What ``json.dumps`` accepts.
    arrays : list of ndarray
        The arrays, in the order in which the tree names them.

    Raises
    ------
    CodecError
        If the value holds anything else, or is nested too deeply.
    """
    arrays: list[np.ndarray] = []

    def add(array: np.ndarray) -> int:
        if type(array) is not np.ndarray or array.dtype not in NAMES:
            held = getattr(array, "dtype", np.dtype(object)).name
            raise CodecError(f"an array of dtype {held[:60]} cannot be sent")
        if array.ndim > MAX_DIMENSIONS:
            raise CodecError(f"an array of {array.ndim} dimensions cannot be sent")
        if not is_sane(array.shape):
            raise CodecError(f"an array of shape {array.shape} cannot be sent")
        arrays.append(array)
        return len(arrays) - 1

    def walk(value: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise CodecError(f"the value is nested more than {MAX_DEPTH} deep")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            if value.bit_length() > MAX_BITS:
                raise CodecError("a whole number this large cannot be sent")
            return value
        if kind is float:
            return value if math.isfinite(value) else {"float": repr(value)}
        if kind is np.ndarray:
            return {"array": add(value)}
        if id(kind) in _SCALARS:
            return {"scalar": add(np.asarray(value))}
        if kind is list:
            return {"list": [walk(item, depth + 1) for item in value]}
        if kind is tuple:
            return {"tuple": [walk(item, depth + 1) for item in value]}
        if id(kind) in _DICTS:
            pairs = [[walk(k, depth + 1), walk(v, depth + 1)] for k, v in value.items()]
            return {"dict": pairs}
        if kind is Reference and type(value.name) is str:
            if type(value.given) is not tuple:
                raise CodecError("a function is given something that is no tuple")
            if not value.given:
                return {"reference": value.name}
            return {"given": [value.name, walk(value.given, depth + 1)]}
        if kind is Seed and type(value.n) is int and type(value.moved) is bool:
            return {"seed": [walk(value.n, depth + 1), value.moved]}
        if kind is Property and type(value.name) is str:
            if type(value.given) is not tuple:
                raise CodecError("a property is given something that is no tuple")
            if not value.given:
                return {"property": value.name}
            return {"judged": [value.name, walk(value.given, depth + 1)]}
        if kind is Between:
            return {"between": [add(value.low), add(value.high)]}
        said = what(value)
        a_value = f"a value {said}" if said.startswith("of type") else said
        raise CodecError(f"{a_value} cannot be sent")

    tree = walk(value, 0)
    return tree, arrays


def put_together(
    tree: Any, arrays: list[np.ndarray], resolve: Callable[[str], Any] | None = None
) -> Any:
    """Rebuild the value that `take_apart` split.

    Parameters
    ----------
    tree : object
        The JSON tree.
    arrays : list of ndarray
        The arrays that it points to.
    resolve : callable, optional
        Turns the name of a `Reference` into a function; without it a `Reference` stays
        what it is.

    Returns
    -------
    object
        The value.

    Raises
    ------
    CodecError
        If the tree is not one that `take_apart` makes: each array stands in it once.
    """
    unused = dict(enumerate(arrays))

    def array(index: Any) -> np.ndarray:
        if type(index) is not int or index not in unused:
            raise CodecError("the tree points to an array that is not there")
        return unused.pop(index)

    def walk(node: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise CodecError(f"the value is nested more than {MAX_DEPTH} deep")
        if node is None or type(node) in (bool, str):
            return node
        if type(node) is int and node.bit_length() <= MAX_BITS:
            return node
        if type(node) is float and math.isfinite(node):
            return node
        if type(node) is not dict or len(node) != 1:
            raise CodecError("a node of the tree is not one that is known")
        ((kind, content),) = node.items()
        if kind == "array":
            return array(content)
        if kind == "scalar":
            scalar = array(content)
            if scalar.shape != ():
                raise CodecError("a scalar has a shape")
            return scalar[()]
        if kind == "float" and type(content) is str and content in NOT_FINITE:
            return float(content)
        if kind == "reference" and type(content) is str:
            return resolve(content) if resolve else Reference(content)
        if kind == "property" and type(content) is str:
            return Property(content)
        if type(content) is not list:
            raise CodecError("a node of the tree is not one that is known")
        if kind == "list":
            return [walk(item, depth + 1) for item in content]
        if kind == "tuple":
            return tuple(walk(item, depth + 1) for item in content)
        if kind in MADE and len(content) == 2 and type(content[0]) is str:
            given = walk(content[1], depth + 1)
            if type(given) is tuple and given:
                return MADE[kind](content[0], given)
        if kind == "seed" and [type(item) for item in content] == [int, bool]:
            return Seed(walk(content[0], depth + 1), content[1])
        if kind == "between" and len(content) == 2:
            return Between(array(content[0]), array(content[1]))
        if kind == "dict" and all(type(p) is list and len(p) == 2 for p in content):
            pairs = [(walk(k, depth + 1), walk(v, depth + 1)) for k, v in content]
            return _dict(pairs)
        raise CodecError("a node of the tree is not one that is known")

    value = walk(tree, 0)
    if unused:
        raise CodecError("there are arrays to which the tree does not point")
    return value


def _dict(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    """Make a dict; keys that collide on purpose take time with the square of them."""
    counted = all(type(k) is int and 0 <= k <= len(pairs) for k, _ in pairs)
    if len(pairs) > MAX_KEYS and not counted:  # numbers that count do not collide
        raise CodecError(f"a dict of more than {MAX_KEYS} keys cannot be read")
    value = {}
    for key, content in pairs:
        try:
            value[key] = content
        except TypeError:
            raise CodecError("a key of a dict cannot be a key") from None
    if len(value) != len(pairs):
        raise CodecError("a key stands twice in a dict")
    return value
