"""The codec carries every value there and back, and nothing else past its door."""

import contextlib
import io
import json
import math
import tracemalloc
import zipfile
from collections import OrderedDict, defaultdict
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course.codec import (
    Between,
    CodecError,
    Reference,
    pack,
    read_npz,
    unpack,
    write_npz,
)
from course.tree import DTYPES, MAX_BITS, MAX_DEPTH

DTYPE = st.sampled_from(sorted(DTYPES)).map(np.dtype)
ARRAYS = hnp.arrays(
    DTYPE, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
)
SCALARS = hnp.arrays(DTYPE, ()).map(lambda array: array[()])
WHOLE = st.integers(-(2 ** (MAX_BITS - 1)), 2 ** (MAX_BITS - 1))
# Surrogates included: a student's string may hold one.
TEXT = st.text(st.characters(exclude_categories=()), max_size=5)
PLAIN = st.none() | st.booleans() | WHOLE | st.floats() | TEXT
LEAVES = PLAIN | ARRAYS | SCALARS | TEXT.map(Reference) | ARRAYS.map(
    lambda array: Between(array, array.copy())
)  # fmt: skip
KEYS = PLAIN | st.tuples(st.integers(0, 3), TEXT)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=8,
)


def same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, Between):
        return all(
            same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one)
        )
    if isinstance(one, np.ndarray | np.generic):
        return (
            one.dtype == other.dtype
            and one.shape == other.shape
            and one.tobytes() == other.tobytes()
        )
    if isinstance(one, dict):
        pairs = zip(one.items(), other.items(), strict=False)
        return len(one) == len(other) and all(same(a, b) for a, b in pairs)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    return repr(one) == repr(other)


@given(VALUES)
def test_a_value_comes_back_as_it_was_sent(value):
    assert same(unpack(pack(value)), value)


@given(VALUES)
def test_the_same_value_makes_the_same_bytes(value):
    assert pack(unpack(pack(value))) == pack(value)


def test_what_comes_back_is_writable_and_contiguous():
    back = unpack(pack(np.arange(6.0).reshape(2, 3).T))
    assert back.flags.writeable and back.flags.c_contiguous
    assert same(back, np.ascontiguousarray(np.arange(6.0).reshape(2, 3).T))


def test_an_array_of_the_other_byte_order_keeps_its_numbers():
    back = unpack(pack(np.array([1.0, 2.0], dtype=">f8")))
    assert back.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("kind", [OrderedDict, lambda pairs: defaultdict(int, pairs)])
def test_a_relative_of_dict_arrives_as_a_dict(kind):
    assert same(unpack(pack(kind([(1, 2.0)]))), {1: 2.0})


def test_a_reference_is_resolved_by_whoever_reads():
    assert unpack(pack([Reference("relu")]), resolve=str.upper) == ["RELU"]


class Lying(np.ndarray):
    pass


class Pretender:
    @property
    def __class__(self):
        return np.float64


class MetaLiar(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(int)


class Liar(metaclass=MetaLiar):
    pass


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


ENDLESS = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    "value",
    [
        object(),
        len,
        {1, 2},
        b"bytes",
        1j,
        Lying((2,)),
        Between(Lying((2,)), np.ones(2)),
        Reference(7),
        Pretender(),
        Liar(),
        np.array([object()]),
        np.array(["text"]),
        np.str_("text"),
        np.zeros((1,) * 9),
        np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
        np.datetime64("2020-01-01"),
        10**5000,
        nested(MAX_DEPTH + 1),
        ENDLESS,
    ],
    ids=lambda value: type(value).__name__,
)
def test_anything_else_is_refused(value):
    with pytest.raises(CodecError):
        pack(value)


def frame(header, rest=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(4, "big") + text + rest


MALFORMED = {
    "nothing": b"",
    "three bytes": b"\0\0\0",
    "a header longer than the message": b"\xff\xff\xff\xff[]",
    "no JSON": frame(b"[1,"),
    "not ASCII": frame('["é", []]'.encode()),
    "UTF-16": frame('["a", []]'.encode("utf-16")),
    "no arrays": frame([1]),
    "NaN": frame(b"[NaN, []]"),
    "Infinity": frame(b"[-Infinity, []]"),
    "a float beyond the largest": frame(b"[1e999, []]"),
    "an int beyond the limit": frame(b"[" + b"9" * 400 + b", []]"),
    "an int of 5000 digits": frame(b"[" + b"9" * 5000 + b", []]"),
    "a million brackets": frame(b"[" * 1_000_000),
    "a deep tree": frame(
        b'[{"list":[' * 1 + b'{"list":[' * 30 + b"]}" * 30 + b"]}, []]"
    ),
    "a second key": frame(b'[{"list": [], "tuple": []}, []]'),
    "the same key twice": frame(b'[{"list": [], "list": [1]}, []]'),
    "an unknown node": frame([{"pickle": "gASV"}, []]),
    "a bare list": frame([[1, 2], []]),
    "a list that is a string": frame([{"list": "abc"}, []]),
    "a float that is a list": frame([{"float": ["nan"]}, []]),
    "a float that is a number in a string": frame([{"float": "1e9"}, []]),
    "a reference without a name": frame([{"reference": None}, []]),
    "a key twice in a dict": frame([{"dict": [[1, 2], [1, 3]]}, []]),
    "a key that is a list": frame([{"dict": [[{"list": []}, 2]]}, []]),
    "a key that is an array": frame(
        [{"dict": [[{"array": 0}, 2]]}, [["int8", []]]], b"\0"
    ),
    "a pair of three": frame([{"dict": [[1, 2, 3]]}, []]),
    "an array that is not there": frame([{"array": 0}, []]),
    "an array before the first": frame([{"array": -1}, [["int8", [1]]]], b"\0"),
    "an array named True": frame([{"array": True}, [["int8", []]] * 2], b"\0\0"),
    "an array twice": frame(
        [{"list": [{"array": 0}, {"array": 0}]}, [["int8", [1]]]], b"\0"
    ),
    "an array too many": frame([1, [["int8", [1]]]], b"\0"),
    "a scalar of two": frame([{"scalar": 0}, [["int8", [2]]]], b"\0\0"),
    "an array of objects": frame([{"array": 0}, [["object", [1]]]], b"\0" * 8),
    "a dtype that is a list": frame([{"array": 0}, [[["int8"], [1]]]], b"\0"),
    "an array without shape": frame([{"array": 0}, [["int8"]]], b"\0"),
    "a negative dimension": frame([{"array": 0}, [["int8", [-1]]]], b"\0"),
    "a dimension of 1.0": frame([{"array": 0}, [["int8", [1.0]]]], b"\0"),
    "nine dimensions": frame([{"array": 0}, [["int8", [1] * 9]]], b"\0"),
    "a huge array": frame([{"array": 0}, [["float64", [2**31 - 1] * 8]]], b"\0"),
    "a huge array of nothing": frame([{"array": 0}, [["int8", [0, *[2**31 - 1] * 7]]]]),
    "an array cut short": frame([{"array": 0}, [["float64", [2]]]], b"\0" * 15),
    "a byte left over": frame([{"array": 0}, [["int8", [1]]]], b"\0\0"),
    "a bool of 2": frame([{"array": 0}, [["bool", [2]]]], b"\1\2"),
    "bounds of one": frame([{"between": [0]}, [["int8", []]]], b"\0"),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_bytes_are_refused(data):
    with pytest.raises(CodecError):
        unpack(data)


@given(st.binary(max_size=60))
def test_random_bytes_give_a_value_or_a_codec_error(data):
    survives(data)


def survives(data):
    with contextlib.suppress(CodecError):
        unpack(data)


@settings(max_examples=300)
@given(
    VALUES,
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4),
    st.integers(0, 400),
)
@example([1.5, "x"], [(5, 0xFF)], 400)
def test_a_damaged_frame_gives_a_value_or_a_codec_error(value, changes, length):
    data = bytearray(pack(value))
    for place, byte in changes:
        data[place % len(data)] = byte
    survives(bytes(data))
    survives(bytes(data[:length]))


TOKENS = ['"list"', '"dict"', '"array"', '"scalar"', '"between"', '"float"', '"nan"']
TOKENS += [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "0",
    "1",
    "-1",
    "null",
    "true",
    '"int8"',
    "9e9",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(TOKENS), max_size=25).map("".join))
def test_a_header_of_shuffled_tokens_gives_a_value_or_a_codec_error(tokens):
    survives(frame(f"[{tokens}]".encode(), b"\0"))
    survives(frame(f'[{{"list":[{tokens}]}},[["int8",[1]]]]'.encode(), b"\0"))


@pytest.mark.parametrize(
    "name",
    ["a huge array", "a huge array of nothing", "a header longer than the message"],
)
def test_a_frame_that_promises_much_takes_no_memory(name):
    tracemalloc.start()
    try:
        survives(MALFORMED[name])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


@given(VALUES)
@settings(max_examples=30)
def test_a_file_holds_a_value(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("codec") / "cases.npz"
    write_npz(path, value)
    assert same(read_npz(path), value)


def test_the_same_value_makes_the_same_file_and_nothing_beside_it(tmp_path):
    value = {"chapter": "01", "x": np.arange(5.0)}
    write_npz(tmp_path / "one.npz", value)
    write_npz(tmp_path / "two.npz", value)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.npz", "two.npz"]


def test_numpy_itself_can_open_the_file(tmp_path):
    write_npz(tmp_path / "cases.npz", [1, 2])
    with np.load(tmp_path / "cases.npz") as archive:
        assert unpack(archive["value"].tobytes()) == [1, 2]


def test_a_value_that_cannot_be_written_leaves_the_old_file(tmp_path):
    path = tmp_path / "cases.npz"
    write_npz(path, "old")
    with pytest.raises(CodecError):
        write_npz(path, object())
    assert read_npz(path) == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["cases.npz"]


def archive(name="value.npy", content=b"", compression=zipfile.ZIP_STORED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as members:
        members.writestr(name, content)
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


PACKED = np.frombuffer(pack(1), np.uint8)
NOT_FILES = {
    "empty": b"",
    "text": b"not a file of NumPy's",
    "a zip cut short": archive(content=npy(PACKED))[:-30],
    "another member": archive("other.npy", npy(PACKED)),
    "compressed": archive(content=npy(PACKED), compression=zipfile.ZIP_DEFLATED),
    "no array": archive(content=b"hello"),
    "floats": archive(content=npy(np.ones(3))),
    "a table": archive(content=npy(PACKED.reshape(-1, 1))),
    "a shape too long": archive(content=npy(PACKED)[:-1]),
    "an array that is no packing": archive(content=npy(PACKED[:-1])),
}


@pytest.mark.parametrize("content", NOT_FILES.values(), ids=NOT_FILES.keys())
def test_a_file_that_holds_no_value_is_refused(tmp_path, content):
    (tmp_path / "cases.npz").write_bytes(content)
    with pytest.raises(CodecError):
        read_npz(tmp_path / "cases.npz")


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_npz(tmp_path / "cases.npz")


@settings(max_examples=200)
@given(st.integers(0, 500), st.integers(0, 255))
def test_a_damaged_file_gives_a_value_or_a_codec_error(tmp_path_factory, place, byte):
    path = tmp_path_factory.getbasetemp() / "damaged.npz"
    data = bytearray(archive(content=npy(PACKED)))
    data[place % len(data)] = byte
    path.write_bytes(data)
    with contextlib.suppress(CodecError):
        read_npz(path)


def test_a_large_dict_is_read_where_its_keys_count_and_cannot_collide():
    numbered = {key: float(key) for key in range(1, 1501)}
    assert unpack(pack(numbered)) == numbered
    for other in (str, lambda key: -key, lambda key: key * 2**61):
        with pytest.raises(CodecError, match="more than 1000 keys"):
            unpack(pack({other(key): 0.0 for key in range(1, 1501)}))
