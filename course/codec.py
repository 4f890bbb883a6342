"""One way to write values down without pickle, for `cases.npz` and for the pipe.

A value is taken apart into a *tree* (JSON: plain values and the shape of the
containers) and the list of *arrays* that the tree points to. Putting it together again
checks everything, because the other end may be hostile.
"""

from __future__ import annotations

import io
import json
import math
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

MAX_DEPTH = 20
MEMBER = "value.npy"
DTYPES = frozenset({"bool", "int8", "int16", "int32", "int64", "uint8", "uint16"}) | {
    "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128",
}  # fmt: skip


class CodecError(ValueError):
    """The value cannot be written down, or what was read is not a value."""


@dataclass(frozen=True)
class Reference:
    """A function named instead of sent: the other end answers when it is called."""

    name: str


@dataclass(frozen=True)
class Between:
    """Any array of this shape that lies between the two bounds, element by element.

    Stands in the place of an expected value where more than one answer is right.
    """

    low: np.ndarray
    high: np.ndarray


def take_apart(value: Any) -> tuple[Any, list[np.ndarray]]:
    """Split a value into a JSON tree and the arrays that it points to.

    Parameters
    ----------
    value : object
        Nested dicts, tuples and lists of arrays, numbers, strings, None, `Reference`
        and `Between`. Subclasses of ndarray are refused.

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
        if array.dtype.name not in DTYPES:
            raise CodecError(f"an array of dtype {array.dtype} cannot be sent")
        arrays.append(array)
        return len(arrays) - 1

    def walk(value: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise CodecError(f"the value is nested more than {MAX_DEPTH} deep")
        kind = type(value)
        if value is None or kind in (bool, int, str):
            return value
        if kind is float:
            return value if math.isfinite(value) else {"float": repr(value)}
        if kind is np.ndarray:
            return {"array": add(value)}
        if isinstance(value, np.generic) and value.dtype.name in DTYPES:
            return {"scalar": add(np.asarray(value))}
        if kind in (list, tuple):
            return {kind.__name__: [walk(item, depth + 1) for item in value]}
        if kind is dict:
            pairs = [[walk(k, depth + 1), walk(v, depth + 1)] for k, v in value.items()]
            return {"dict": pairs}
        if kind is Reference:
            return {"reference": value.name}
        if kind is Between:
            return {"between": [add(value.low), add(value.high)]}
        raise CodecError(f"a value of type {kind.__name__} cannot be sent")

    return walk(value, 0), arrays


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
        If the tree is not one that `take_apart` makes.
    """

    def array(index: Any) -> np.ndarray:
        if type(index) is not int or not 0 <= index < len(arrays):
            raise CodecError("the tree points to an array that is not there")
        return arrays[index]

    def walk(node: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise CodecError(f"the value is nested more than {MAX_DEPTH} deep")
        if node is None or type(node) in (bool, int, float, str):
            return node
        if type(node) is not dict or len(node) != 1:
            raise CodecError("a node of the tree is not one that is known")
        ((kind, content),) = node.items()
        if kind == "array":
            return array(content)
        if kind == "scalar":
            return array(content).reshape(())[()]
        if kind == "float" and content in ("nan", "inf", "-inf"):
            return float(content)
        if kind == "reference" and type(content) is str:
            return resolve(content) if resolve else Reference(content)
        if type(content) is not list:
            raise CodecError("a node of the tree is not one that is known")
        if kind == "list":
            return [walk(item, depth + 1) for item in content]
        if kind == "tuple":
            return tuple(walk(item, depth + 1) for item in content)
        if kind == "between" and len(content) == 2:
            return Between(array(content[0]), array(content[1]))
        if kind == "dict" and all(type(p) is list and len(p) == 2 for p in content):
            try:
                return {walk(k, depth + 1): walk(v, depth + 1) for k, v in content}
            except TypeError as error:
                raise CodecError("a key of a dict cannot be a key") from error
        raise CodecError("a node of the tree is not one that is known")

    try:
        return walk(tree, 0)
    except (RecursionError, ValueError) as error:
        raise CodecError(str(error)) from None


def pack(value: Any) -> bytes:
    """Write a value as one run of bytes: a JSON header, then the arrays' own bytes.

    Parameters
    ----------
    value : object
        What `take_apart` accepts.

    Returns
    -------
    bytes
        Four bytes of header length, the header, the buffers.

    Raises
    ------
    CodecError
        If the value cannot be written down.
    """
    tree, arrays = take_apart(value)
    arrays = [np.ascontiguousarray(a).reshape(a.shape) for a in arrays]
    about = [[a.dtype.name, list(a.shape)] for a in arrays]
    header = json.dumps([tree, about], allow_nan=False).encode()
    return b"".join(
        [len(header).to_bytes(4, "big"), header, *(a.tobytes() for a in arrays)]
    )


def unpack(data: bytes, resolve: Callable[[str], Any] | None = None) -> Any:
    """Read a value that `pack` wrote; trust nothing.

    Parameters
    ----------
    data : bytes
        What arrived.
    resolve : callable, optional
        As in `put_together`.

    Returns
    -------
    object
        The value; its arrays are new, writable and C-contiguous.

    Raises
    ------
    CodecError
        If the bytes are anything but the packing of a value.
    """
    length = int.from_bytes(data[:4], "big")
    if len(data) < 4 or length > len(data) - 4:
        raise CodecError("the header is longer than the message")
    try:
        content = json.loads(data[4 : 4 + length])
    except (ValueError, RecursionError):
        raise CodecError("the header is not JSON") from None
    if type(content) is not list or len(content) != 2 or type(content[1]) is not list:
        raise CodecError("the header is not a tree and a list of arrays")
    tree, about = content
    start, arrays = 4 + length, []
    for entry in about:
        array, start = _read_array(entry, data, start)
        arrays.append(array)
    if start != len(data):
        raise CodecError("bytes are left over after the last array")
    return put_together(tree, arrays, resolve)


def _read_array(entry: Any, data: bytes, start: int) -> tuple[np.ndarray, int]:
    if type(entry) is not list or len(entry) != 2:
        raise CodecError("an array is not described by dtype and shape")
    name, shape = entry
    if type(name) is not str or name not in DTYPES:
        raise CodecError("an array has a dtype that is not allowed")
    if type(shape) is not list or len(shape) > 8:
        raise CodecError("an array has a shape that is not allowed")
    if not all(type(n) is int and 0 <= n < 2**31 for n in shape):
        raise CodecError("an array has a shape that is not allowed")
    dtype = np.dtype(name)
    size = math.prod(shape) * dtype.itemsize
    if size > len(data) - start:
        raise CodecError("an array is longer than the message")
    if name == "bool" and any(byte > 1 for byte in data[start : start + size]):
        raise CodecError("an array of bool holds something else")
    array = np.frombuffer(data, dtype, math.prod(shape), start).reshape(shape)
    return array.copy(), start + size


def write_npz(path: str | os.PathLike[str], value: Any) -> None:
    """Write a value to a file; the same value makes the same bytes.

    The file is a NumPy archive with one member, an array of the bytes of `pack`. It
    comes into being whole or not at all.

    Parameters
    ----------
    path : path-like
        Where to write.
    value : object
        What `take_apart` accepts.

    Raises
    ------
    CodecError
        If the value cannot be written down.
    OSError
        If the file cannot be written.
    """
    content = io.BytesIO()
    packed = np.frombuffer(pack(value), np.uint8)
    np.lib.format.write_array(content, packed, version=(1, 0), allow_pickle=False)
    # Not np.savez: the bytes would depend on the platform. Stored, not deflated: they
    # would depend on the version of zlib.
    member = zipfile.ZipInfo(MEMBER)
    member.create_system = 3
    member.external_attr = 0o644 << 16
    target = Path(path)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.unfinished")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(member, content.getvalue())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def read_npz(path: str | os.PathLike[str]) -> Any:
    """Read the value that `write_npz` wrote; trust nothing.

    Parameters
    ----------
    path : path-like
        The file.

    Returns
    -------
    object
        The value.

    Raises
    ------
    CodecError
        If the file is anything but a value's.
    OSError
        If there is no such file, or it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.namelist() != [MEMBER]:
                raise CodecError("the file does not hold a value")
            if archive.getinfo(MEMBER).compress_type != zipfile.ZIP_STORED:
                raise CodecError("the file is compressed")
            content = io.BytesIO(archive.read(MEMBER))
        if np.lib.format.read_magic(content) != (1, 0):
            raise CodecError("the file does not hold a value")
        shape, _, dtype = np.lib.format.read_array_header_1_0(content)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise CodecError(f"the file does not hold a value: {error}") from None
    except (RuntimeError, ValueError, TypeError, SyntaxError) as error:
        if isinstance(error, CodecError):
            raise
        raise CodecError(f"the file does not hold a value: {error}") from None
    packed = content.read()
    if dtype != np.uint8 or shape != (len(packed),):
        raise CodecError("the file does not hold a value")
    return unpack(packed)
