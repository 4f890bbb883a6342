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
from pathlib import Path
from typing import Any

import numpy as np

from course.tree import (
    DTYPES,
    MAX_DIMENSIONS,
    NAMES,
    Between,
    CodecError,
    Property,
    Reference,
    Seed,
    is_sane,
    put_together,
    take_apart,
)

__all__ = [
    "Between",
    "CodecError",
    "Property",
    "Reference",
    "Seed",
    "pack",
    "put_together",
    "read_npz",
    "take_apart",
    "unpack",
    "write_npz",
]

MEMBER = "value.npy"
LITTLE = {name: np.dtype(name).newbyteorder("<") for name in DTYPES}
MAX_HEADER = 2 * 2**20  # JSON of 15 MB keeps a machine busy for seconds


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
    about = [[NAMES[a.dtype], list(a.shape)] for a in arrays]
    header = ENCODER.encode([tree, about]).encode("ascii")
    if len(header) > MAX_HEADER:
        raise CodecError("the value holds too much beside arrays")
    return b"".join([len(header).to_bytes(4, "big"), header, *map(_buffer, arrays)])


def _buffer(array: np.ndarray) -> bytes:
    return array.astype(LITTLE[NAMES[array.dtype]], copy=False).tobytes()


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
    if length > MAX_HEADER:
        raise CodecError("the header is too long")
    try:
        content = DECODER.decode(data[4 : 4 + length].decode("ascii"))
    except CodecError:
        raise
    except (ValueError, RecursionError):  # also an int of more than 4300 digits
        raise CodecError("the header is not JSON") from None
    if type(content) is not list or len(content) != 2 or type(content[1]) is not list:
        raise CodecError("the header is not a tree and a list of arrays")
    tree, about = content
    raw, start, arrays = np.frombuffer(data, np.uint8), 4 + length, []
    for entry in about:
        array, start = _read_array(entry, raw, start)
        arrays.append(array)
    if start != len(data):
        raise CodecError("bytes are left over after the last array")
    return put_together(tree, arrays, resolve)


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of the tree; a second key would silently win over the first."""
    if len(pairs) != 1:
        raise CodecError("a node of the tree is not one that is known")
    return dict(pairs)


def _refuse(token: str) -> Any:
    raise CodecError(f"the header holds {token}, which is not JSON")


# Made once: `json.dumps` and `json.loads` make a new one for every message.
ENCODER = json.JSONEncoder(allow_nan=False)
DECODER = json.JSONDecoder(object_pairs_hook=_single, parse_constant=_refuse)


def _read_array(entry: Any, data: np.ndarray, start: int) -> tuple[np.ndarray, int]:
    if type(entry) is not list or len(entry) != 2:
        raise CodecError("an array is not described by dtype and shape")
    name, shape = entry
    if type(name) is not str or name not in DTYPES:
        raise CodecError("an array has a dtype that is not allowed")
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise CodecError("an array has a shape that is not allowed")
    if not all(type(n) is int and 0 <= n < 2**31 for n in shape) or not is_sane(shape):
        raise CodecError("an array has a shape that is not allowed")
    little = LITTLE[name]
    size = math.prod(shape) * little.itemsize
    if size > len(data) - start:
        raise CodecError("an array is longer than the message")
    raw = data[start : start + size]
    if name == "bool" and raw.max(initial=0) > 1:
        raise CodecError("an array of bool holds something else")
    array = raw.view(little).reshape(shape)
    return array.astype(little.newbyteorder("=")), start + size


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
    except CodecError:
        raise
    except OSError as error:
        if error.filename is None:  # not the file system's, but the archive's
            raise CodecError("the file does not hold a value") from None
        raise
    except Exception:  # zipfile and NumPy raise a dozen kinds over a damaged file
        raise CodecError("the file does not hold a value") from None
    packed = content.read()
    if dtype != np.uint8 or shape != (len(packed),):
        raise CodecError("the file does not hold a value")
    return unpack(packed)
