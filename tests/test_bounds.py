"""What a question may cost the side that answers it."""

import itertools
import socket
import sys
import threading
import time
import types

import numpy as np
import pytest

from autograder import budget
from autograder.checks import CHECKS
from autograder.judge import Returned
from autograder.sandbox import bounds
from autograder.sandbox.calls import ExerciseCalls
from autograder.sandbox.inside import wire
from course.codec import Reference, Seed


def ask(name, *args, answered=None, seconds=5.0, given=()):
    """Let a hostile end ask for one answer; give the answer, and what became of it."""
    ours, theirs = socket.socketpair()
    replies = []

    def hostile():
        try:
            wire.receive(theirs)
            wire.send(theirs, {"ask": name, "args": args, "kwargs": {}})
            replies.append(wire.receive(theirs))
            wire.send(theirs, {"value": 0.0, "args": (), "warned": []})
        except wire.WireError:
            pass

    thread = threading.Thread(target=hostile, daemon=True)
    thread.start()
    calls = ExerciseCalls(ours, answered or {}, time.monotonic() + seconds, seconds)
    with ours:
        outcome = calls(given)
    thread.join(5)
    theirs.close()
    return replies[0] if replies else None, outcome


def reference(name):
    return {name: lambda _, args, kwargs: CHECKS[name].function(*args, **kwargs)}


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("initialize", ([10**5, 10**5], "he", Seed(1))),
        ("initialize", ([np.int64(10**5)] * 2, "he", Seed(1))),
        ("initialize", (np.array([10**5, 10**5]), "he", Seed(1))),
        ("initialize", ({1: 10**5}, "he", Seed(1))),
        ("minibatches", (np.int64(-(2**63)), 1, Seed(1))),
        ("sigmoid", (np.zeros(5000),)),
        ("sigmoid", ("x" * 5000,)),
    ],
)
def test_a_question_from_which_an_answer_could_grow_is_refused(name, args):
    reply, outcome = ask(name, *args, answered=reference(name))
    assert "more than 4096 numbers" in reply["refused"]
    assert isinstance(outcome, Returned)


def test_a_function_that_was_handed_over_is_bounded_too():
    wide, tall = np.ones((1, 50_000)), np.ones((50_000, 1))
    loss = Reference("slanted_gradient")
    reply, _ = ask("argument 1", np.ones(1), wide, tall, given=(loss,))
    assert "more than 4096 numbers" in reply["refused"]


def test_an_answer_that_takes_much_memory_is_refused(monkeypatch):
    answered = {"f": lambda *_: float(np.empty(3 * 2**27).size)}  # 3 GiB, never touched
    reply, outcome = ask("f", answered=answered)
    assert "MemoryError" in reply["refused"]
    assert isinstance(outcome, Returned)
    monkeypatch.setattr(budget, "MEMORY", 2**36)
    assert ask("f", answered=answered)[0] == {"answer": 3.0 * 2**27}


def test_an_answer_that_takes_too_long_ends_the_call():
    def endless(*_):
        while True:
            float.fromhex("1")

    reply, outcome = ask("f", answered={"f": endless}, seconds=0.3)
    assert reply is None
    assert outcome.finding.kind == "time"
    assert sys.getprofile() is None


@pytest.mark.parametrize("looks", range(40))
def test_a_deadline_that_is_over_anywhere_leaves_no_setting_behind(monkeypatch, looks):
    times = itertools.chain([0.0] * looks, itertools.repeat(np.inf))
    clock = types.SimpleNamespace(monotonic=lambda: next(times))
    monkeypatch.setattr(bounds, "time", clock)
    before = np.geterr()
    ask("sigmoid", np.zeros(3), answered=reference("sigmoid"))
    assert np.geterr() == before
    assert sys.getprofile() is None
