"""Whatever arrives on the pipe is a value or that exercise's zero, within bounds."""

import contextlib
import json
import random
import socket
import struct
import threading
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.checks import CHECKS
from autograder.judge import Lost, Raised, Returned, judge
from autograder.sandbox.calls import ExerciseCalls
from autograder.sandbox.inside import wire
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session, SessionLost
from course import codec
from course.codec import CodecError, Reference, Seed, pack, unpack

FRAMES = 100_000
BOUND = 80 * 2**20  # for a header of 2 MB

VALUES = [
    {"value": np.arange(6.0).reshape(2, 3), "args": (np.ones(2), 1.5), "warned": []},
    {
        "value": (1.0, [2, None, "x"], {"a": np.float64(2.0)}),
        "args": (),
        "warned": ["w"],
    },
    {"raised": "ValueError", "message": "no", "lines": ["x = 1"]},
    {"ask": "sigmoid", "args": (np.zeros(3),), "kwargs": {}},
    {"status": "ok", "outputs": [{"type": "stdout", "text": "hello"}]},
    {"value": float("nan"), "args": (Seed(3), Reference("f")), "warned": []},
    {"undefined": True},
    {"unsendable": "a set"},
]
KINDS = [
    "array",
    "scalar",
    "float",
    "list",
    "tuple",
    "dict",
    "reference",
    "given",
    "x",
    "seed",
    "between",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KINDS),
            inner,
            max_size=2,
        )
    ),
    max_leaves=12,
)


def mutated(frame, rng):
    """Damage a valid frame: flip, cut, repeat, insert, swap parts with another one."""
    data = bytearray(frame)
    for _ in range(rng.randint(1, 4)):
        if not data:
            break
        place = rng.randrange(len(data))
        kind = rng.randrange(6)
        if kind == 0:
            data[place] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del data[place : place + rng.randint(1, 20)]
        elif kind == 2:
            data[place:place] = data[place : place + rng.randint(1, 40)]
        elif kind == 3:
            data[place:place] = rng.choice([b"[", b"]", b"{", b"9", b"-", b"NaN", b'"'])
        elif kind == 4:
            data[place : place + 4] = struct.pack(">I", rng.getrandbits(32))
        else:
            other = pack(rng.choice(VALUES))
            data[place:] = other[rng.randrange(len(other)) :]
    return bytes(data)


@pytest.mark.slow
def test_a_hundred_thousand_damaged_frames_are_read_or_refused():
    rng, frames = random.Random(1), [pack(value) for value in VALUES]
    refused = 0
    tracemalloc.start()
    try:
        for _ in range(FRAMES):
            try:
                unpack(mutated(rng.choice(frames), rng))
            except CodecError:
                refused += 1
        largest = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert refused > FRAMES / 2
    assert largest < 16 * 2**20


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.builds(lambda v: json.dumps(v).encode(), JSON))
def test_any_bytes_are_a_value_or_refused(data):
    for body in (data, len(data).to_bytes(4, "big") + data):
        with contextlib.suppress(CodecError):
            unpack(body)


@settings(max_examples=300, deadline=None)
@given(JSON, st.lists(JSON, max_size=3), st.binary(max_size=64))
def test_any_json_is_a_value_or_refused(tree, about, rest):
    header = json.dumps([tree, about]).encode()
    with contextlib.suppress(CodecError):
        unpack(len(header).to_bytes(4, "big") + header + rest)


# The session: nothing that the other end sends is an exception here


def talk(*replies, close=True, seconds=2.0, answered=None):
    """Let a hostile end answer one call with these bytes."""
    ours, theirs = socket.socketpair()

    def hostile():
        try:
            theirs.recv(2**16)  # an end that closes unread resets the connection
            for reply in replies:
                theirs.sendall(reply)
            if close:
                theirs.close()
        except OSError:
            pass

    thread = threading.Thread(target=hostile, daemon=True)
    thread.start()
    calls = ExerciseCalls(ours, answered or {}, time.monotonic() + seconds, seconds)
    with ours:
        outcome = calls((np.zeros(3),))
    thread.join(5)
    theirs.close()
    return outcome


def framed(body):
    return len(body).to_bytes(8, "big") + body


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON | st.sampled_from(VALUES))
def test_any_reply_is_an_outcome(reply):
    try:
        body = pack(reply)
    except CodecError:
        return
    assert isinstance(talk(framed(body)), Returned | Raised | Lost)


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_reply_is_an_outcome_with_a_sentence(seed):
    rng, frames = random.Random(seed), [framed(pack(value)) for value in VALUES]
    check = CHECKS["sigmoid"]
    for _ in range(150):
        reply = mutated(rng.choice(frames), rng)
        verdict = judge(check, lambda args, r=reply: talk(r), np.random.default_rng(1))
        assert verdict.points in (0, *np.cumsum([p.points for p in check.parts]))
        assert verdict.sentence


@pytest.mark.parametrize("seed", range(2))
def test_a_damaged_reply_to_a_cell_is_a_lost_session_at_worst(seed):
    rng, frames = random.Random(seed), [framed(pack(value)) for value in VALUES]
    for _ in range(150):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.sendall(mutated(rng.choice(frames), rng))
            theirs.shutdown(socket.SHUT_WR)
            with contextlib.suppress(SessionLost):
                (reply,) = Session(ours, Limits()).run_cells(["x"], 1)
                assert isinstance(reply, dict)


@pytest.mark.parametrize(
    ("name", "reply", "kind"),
    [
        ("a huge length", b"\xff" * 8, "nonsense"),
        ("a line of 50 MB", framed(b"\0\0\0\0" + b"x" * 50_000_000), "nonsense"),
        ("nested deeply", framed(b"\0\x01\x86\xa0" + b"[" * 100_000), "nonsense"),
        ("nothing", b"", "gone"),
        ("half a frame", framed(pack(1.0))[:9], "gone"),
    ],
)
def test_a_reply_that_is_none_is_told_so(name, reply, kind):
    assert talk(reply).finding.kind == kind


@pytest.mark.parametrize("reply", [b"", b"\0\0", framed(b"x" * 100)[:50]])
def test_a_silent_end_is_over_its_time(reply):
    assert talk(reply, close=False, seconds=0.2).finding.kind == "time"


def test_a_reply_that_drips_is_over_its_time():
    ours, theirs = socket.socketpair()
    frame = framed(pack({"value": 1.0, "args": (), "warned": []}))
    stop = threading.Event()

    def drip():
        for byte in frame:
            if stop.wait(0.05):
                return
            theirs.send(bytes([byte]))

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    with ours, pytest.raises(wire.Silent):
        wire.receive(ours, time.monotonic() + 0.4)
    stop.set()
    thread.join()
    theirs.close()


def test_with_a_deadline_for_each_read_it_would_go_on():
    ours, theirs = socket.socketpair()
    ours.settimeout(0.4)

    def drip():
        for _ in range(20):
            time.sleep(0.05)
            theirs.send(b"x")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    with ours, theirs:
        got = b"".join(ours.recv(1) for _ in range(20))
        thread.join()
    assert len(got) == 20


def test_endless_questions_end():
    question = framed(pack({"ask": "f", "args": (), "kwargs": {}}))
    ours, theirs = socket.socketpair()
    asked = []

    def hostile():
        try:
            while True:
                theirs.sendall(question)
                theirs.recv(10**5)
                asked.append(1)
        except OSError:
            pass

    thread = threading.Thread(target=hostile, daemon=True)
    thread.start()
    calls = ExerciseCalls(
        ours, {"f": lambda *_: 1.0}, time.monotonic() + 0.5, seconds=0.5
    )
    with ours:
        assert calls(()).finding.kind == "time"
    thread.join(5)
    theirs.close()
    assert asked


# Bounds


def worst(body):
    tracemalloc.start()
    try:
        with pytest.raises(CodecError):
            unpack(body)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


LISTS = b"[[" + b"[]," * 1_500_000 + b"[]],[]]"


@pytest.mark.parametrize(
    "header",
    [
        LISTS,
        LISTS[: codec.MAX_HEADER],
        b"[" + b'"' + b"\\u0000" * 300_000 + b'",[]]',
        b"[1,[" + b'["float64",[0]],' * 100_000 + b"1]]",
    ],
    ids=["large", "as large as allowed", "escapes", "many arrays"],
)
def test_a_header_takes_no_more_than_its_bound(header):
    body = len(header).to_bytes(4, "big") + header
    if header.startswith(b'["'):
        assert len(unpack(body)) == 300_000
    else:
        assert worst(body) < BOUND


def test_without_the_bound_on_the_header_it_would(monkeypatch):
    monkeypatch.setattr(codec, "MAX_HEADER", 2**30)
    assert worst(len(LISTS).to_bytes(4, "big") + LISTS) > BOUND


@pytest.mark.parametrize("shape", [(0, 2**31 - 1), (2**31 - 1, 0), (0, 2**11, 2**11)])
def test_an_empty_array_whose_sum_would_fill_the_memory_is_refused(shape):
    with pytest.raises(CodecError, match="shape"):
        pack(np.empty(shape))
    header = json.dumps([{"array": 0}, [["float64", shape]]]).encode()
    with pytest.raises(CodecError, match="shape"):
        unpack(len(header).to_bytes(4, "big") + header)


@pytest.mark.parametrize("shape", [(0,), (0, 5), (3, 0, 4), (2**20, 0)])
def test_an_ordinary_empty_array_is_sent(shape):
    assert unpack(pack(np.empty(shape))).shape == shape
