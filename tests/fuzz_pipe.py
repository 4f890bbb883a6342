"""Fuzz what the trusted side reads from the pipe, guided by coverage.

``python -m tests.fuzz_pipe RUNS`` throws so many inputs at the codec, at the reply to a
cell and at the replies to a call. It ends with an error where one of them raises, hangs
or takes more memory than its bound. ``--plant`` puts a bug in that it has to find.
"""

import argparse
import contextlib
import random
import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WATCHED = ["autograder.grading", "autograder.sandbox", "course"]
MEGABYTES = 512  # Python with NumPy and nbformat takes some 90 of them
SECONDS = 5
LONGEST = 1024
SEED = 1
NEW_ARRAY = 0.4  # how often a piece becomes an array, if not
BY_BYTES = 0.3  # how often a mutation knows nothing of headers

# How an input is read: as one value, as the reply to a cell, as what comes in the
# conversation of a call, as what says that an exercise has ended, or as bytes of a
# conversation with nothing set right.
VALUE, CELL, CALL, END, BYTES = (bytes([number]) for number in range(5))
HEADERS = [  # a header, a zero, the bytes of its arrays
    b'[{"dict":[["value",{"array":0}],["args",{"tuple":[1.5]}],["warned",{"list":[]}]]}'
    b',[["float64",[2]]]]\0' + bytes(16),
    b'[{"dict":[["value",{"tuple":[{"list":[2,null,"x"]},{"scalar":0}]}],["args",'
    b'{"tuple":[{"seed":[3,false]}]}]]},[["int64",[]]]]\0' + bytes(8),
    b'[{"dict":[["raised","ValueError"],["message","no"],["line","x = 1"]]},[]]',
    b'[{"dict":[["ask","sigmoid"],["args",{"tuple":[{"array":0}]}],'
    b'["kwargs",{"dict":[]}]]},[["bool",[1,2]]]]\0' + bytes(2),
    b'[{"dict":[["ask","argument 1"],["args",{"tuple":[{"float":"nan"}]}],'
    b'["kwargs",{"dict":[]}]]},[]]',
    b'[{"dict":[["ask","apply"],["args",{"tuple":[{"reference":"f"},2.0]}],'
    b'["kwargs",{"dict":[]}]]},[]]\n\n[{"dict":[["result",2.0]]},[]]',
    b'[{"dict":[["status","ok"],["outputs",{"list":[{"dict":[["type","display"],'
    b'["text","a"],["png",{"array":0}]]}]}]]},[["uint8",[4]]]]\0\x89PNG',
    b'[{"dict":[["outputs",{"list":[{"dict":[["type","error"]]}]}]]},[]]',
    b'[{"dict":[["undefined",true]]},[]]',
    b'[{"array":0},[["float64",[2]]]]\0' + bytes(16),
    b'[{"dict":[["unsendable","a set"]]},[]]',
    b'[{"between":[0,1]},[["float64",[1]],["float64",[1]]]]\0' + bytes(16),
    b'[{"given":["f",{"tuple":[{"property":"p"}]}]},[]]',
]
WORDS = [
    *("array", "scalar", "float", "list", "tuple", "dict", "reference", "given"),
    *("seed", "between", "property", "value", "args", "warned", "raised", "message"),
    *("line", "ask", "kwargs", "call", "result", "unsendable", "undefined", "status"),
    *("outputs", "type", "text", "name", "png", "stdout", "error", "sigmoid", "apply"),
    *("float16", "float64", "complex128", "uint8", "int64", "bool", "nan", "inf"),
]
NODES = [
    *('{"array":0}', '{"array":1}', '{"scalar":0}', '{"float":"inf"}', '{"list":[]}'),
    *('{"tuple":[1]}', '{"dict":[]}', '{"dict":[[1,2]]}', '{"reference":"f"}', "[0]"),
    *('{"seed":[1,true]}', '{"between":[0,1]}', "{}", "[]", "[[]]", "[-1]", "-1", "0"),
    *("[2147483647,0]", "1e400", "4294967296", "true", "null", "NaN", '""', '"x"'),
]
PIECES = [f'"{word}"'.encode() for word in WORDS] + [node.encode() for node in NODES]
DESCRIBED = re.compile(rb'\["[a-z0-9]+",\[[0-9,]*\]\]')
PLACES = [  # a string, a node, a list, a number
    re.compile(kind)
    for kind in (rb'"[^"]*"', rb"\{[^{}]*\}", rb"\[[^][]*\]", rb"-?\d+")
]


def changed(content: bytes, rng: random.Random) -> bytes:
    """Put another piece in the place of one, so that it can be read more often."""
    places = list(rng.choice(PLACES).finditer(content))
    if not places:
        return content
    start, end = rng.choice(places).span()
    return content[:start] + rng.choice(PIECES) + content[end:]


def with_an_array(content: bytes, rng: random.Random) -> bytes:
    """Put an array without elements in the place of a piece, and describe it."""
    header, zero, rest = content.partition(b"\0")
    places = list(rng.choice(PLACES).finditer(header))
    if not places or not header.endswith(b"]]"):
        return content
    start, end = rng.choice(places).span()
    number = len(DESCRIBED.findall(header))
    header = header[:start] + b'{"array":%d}' % number + header[end:]
    comma = b"" if header.endswith(b"[]]") else b","
    return header[:-2] + comma + b'["int8",[0]]]]' + zero + rest


def packed(piece: bytes) -> bytes:
    """Put the right length before a header, which ends at the first zero."""
    header, _, rest = piece.partition(b"\0")
    return len(header).to_bytes(4, "big") + header + rest


def framed(body: bytes) -> bytes:
    """Put the length of a frame in front, as on the pipe."""
    return len(body).to_bytes(8, "big") + body


def fuzz(runs: int, *, plant: bool) -> None:
    """Run the fuzzer. It ends the process, with 0 where it finds nothing."""
    import atheris

    with atheris.instrument_imports(include=WATCHED):
        one = make_target(plant)

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        if rng.random() < BY_BYTES:
            return atheris.Mutate(content, most)
        change = with_an_array if rng.random() < NEW_ARRAY else changed
        way, content = content[:1], content[1:]
        return (way + change(content, rng))[:most]

    with tempfile.TemporaryDirectory() as folder:
        for number, header in enumerate(HEADERS):
            for way in (VALUE, CELL, CALL, END):
                Path(folder, f"{number}-{way[0]}").write_bytes(way + header)
            stream = b"".join(framed(packed(piece)) for piece in header.split(b"\n\n"))
            Path(folder, f"{number}-{BYTES[0]}").write_bytes(BYTES + stream)
        how = f"-runs={runs} -seed={SEED} -artifact_prefix={folder}/ -max_len={LONGEST}"
        bounds = f"-timeout={SECONDS} -rss_limit_mb={MEGABYTES} -print_final_stats=1"
        atheris.Setup(
            [sys.argv[0], *how.split(), *bounds.split(), folder],
            atheris.instrument_func(one),
            custom_mutator=mutate,
        )
        atheris.Fuzz()


def make_target(plant: bool) -> Callable[[bytes], None]:
    """Make the function that reads one input; what it raises is what was found."""
    import numpy as np

    from autograder.grading.outputs import Room, student_outputs
    from autograder.judge import Lost, Raised, Returned
    from autograder.sandbox.calls import ExerciseCalls
    from autograder.sandbox.inside import wire
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.session import Session, SessionLost, Try
    from course import codec
    from course.codec import CodecError, Reference
    from course.compare import Tolerance, examine

    answered = {
        "sigmoid": lambda _, args, kwargs: 1 / (1 + np.exp(-np.add(*args, **kwargs))),
        "apply": lambda _, args, kwargs: args[0](*args[1:], **kwargs),
    }
    asked = (Reference("cubes"), np.ones(3))
    wanted = [np.ones(2), 1.0, ([2, None, "x"], 1), {"a": 2.0}, None, "x", True]
    exact = Tolerance(rtol=1e-9, atol=1e-9)
    if plant:
        codec.unpack = wire.unpack = _with_a_bug(codec.unpack)

    def one(content: bytes) -> None:
        way, content = content[:1], content[1:]
        if way == VALUE:
            try:
                value = codec.unpack(packed(content))
            except CodecError:
                return
            for want in wanted:
                examine(value, want, exact, named={"x": 1.0})
            return
        frames = (framed(packed(piece)) for piece in content.split(b"\n\n"))
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.sendall(content if way == BYTES else b"".join(frames))
            theirs.shutdown(socket.SHUT_WR)
            if way == CELL:
                try:
                    (reply,) = Session(ours, Limits()).run_cells(["x"], 1.0)
                except SessionLost:
                    return
                student_outputs(reply.get("outputs"), Room())
            elif way == END:
                with (
                    contextlib.suppress(SessionLost),
                    Session(ours, Limits()).exercise("f", Try(answered=answered), 60),
                ):
                    pass
            else:
                calls = ExerciseCalls(ours, answered, time.monotonic() + 60, 60)
                assert isinstance(calls(asked), Returned | Raised | Lost)

    return one


def _with_a_bug(unpack: Callable[..., object]) -> Callable[..., object]:
    """Fail over two words that no input to start from holds."""
    import atheris

    def buggy(data: bytes, resolve: Callable[..., object] | None = None) -> object:
        if b'"float16"' in data:  # noqa: SIM102 - a step that coverage shows
            if b'"inf"' in data:
                raise KeyError("the bug that was planted")
        return unpack(data, resolve)

    return atheris.instrument_func(buggy)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int, help="how many inputs")
    parser.add_argument("--plant", action="store_true", help="with a bug to be found")
    given = parser.parse_args()
    fuzz(given.runs, plant=given.plant)
