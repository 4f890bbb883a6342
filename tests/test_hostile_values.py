"""Whatever a reply holds, judging it gives a verdict and never an exception."""

import contextlib
import copy
import io
import random
import warnings

import nbformat
import numpy as np
import pytest
from rich.console import Console

from autograder.checks import CHECKS
from autograder.desk import found, grades_table
from autograder.grading import work
from autograder.grading.grade import Graded, ReleaseMismatch
from autograder.grading.records import Record
from autograder.judge import Returned, judge
from autograder.sandbox import calls
from course.codec import Between, Property, Reference, Seed
from course.functions import Arguments

TRIES = 30
HUGE = 2**1000
ODD = [
    *(None, True, "", "x" * 500, 0, -1, HUGE, -HUGE, 2**63, float("nan"), float("inf")),
    *(np.bool_(True), np.float16("inf"), np.complex128(1j), np.uint64(2**64 - 1)),
    *(np.int64(-(2**63)), np.float64("-inf")),
    *((), [], {}, (None,), [[]], {float("nan"): 1}, {(): 2}, {HUGE: 3}, {1j: 4}),
    *(np.empty(0), np.empty((0, 3)), np.zeros((1,) * 8), np.array(7), np.ones((2, 2))),
    *(np.array([2**64 - 1], np.uint64), np.array([-(2**63)]), np.array([True, False])),
    *(np.array([1e308, -1e308]), np.array([np.nan]), np.array([1j]), np.ones(300)),
    *(np.array([1], np.float16), np.array([-1]), np.array([HUGE], float)),
    *(Seed(-HUGE), Seed(0, True), Reference("x"), Reference("y", (1,)), Property("x")),
    Between(np.ones(2), np.zeros(2)),
]


def spoilt(value, rng):
    """Put something odd in the place of a value, or of something in it."""
    kind = type(value)
    if kind is np.ndarray and value.size and rng.random() < 0.4:
        other = value.copy()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                other.flat[rng.randrange(other.size)] = rng.choice([np.nan, -1, 1e308])
        except (ValueError, OverflowError):
            return rng.choice(ODD)
        return other if rng.random() < 0.5 else other.astype(rng.choice("?bHQefdD"))
    if kind in (list, tuple) and value and rng.random() < 0.7:
        items = list(value)
        place = rng.randrange(len(items))
        items[place] = spoilt(items[place], rng)
        return kind(items)
    if kind is dict and value and rng.random() < 0.7:
        key = rng.choice(list(value))
        other = {**value, key: spoilt(value[key], rng)}
        if rng.random() < 0.3:
            other[rng.choice([None, HUGE, np.float64("nan"), 1j, True, "x"])] = None
        return other
    return copy.deepcopy(rng.choice(ODD))


# One that trains would take minutes.
@pytest.mark.parametrize("name", [n for n, check in CHECKS.items() if not check.slow])
@pytest.mark.filterwarnings("ignore")
def test_whatever_is_replied_is_judged(name):
    check, rng = CHECKS[name], random.Random(name)
    for number in range(TRIES):
        when = rng.randrange(3)

        def call(args, number=number, when=when):
            given = Arguments(args)
            value = None
            with contextlib.suppress(ValueError):  # an exercise may ask for one
                value = check.function(*given.values)
            after = given.after()
            if when != 1:
                value = spoilt(value, rng)
            if when != 0:
                after = spoilt(after, rng)
            if type(after) is not tuple or len(after) != len(args):
                after = args
            return Returned(value, after, (), rng.choice([0, 1, 10**9]))

        verdict = judge(check, call, np.random.default_rng(number))
        assert verdict.sentence
        assert 0 <= verdict.points <= verdict.max_points


def test_a_fault_of_ours_costs_the_class_nothing(monkeypatch, release_of):
    def fail(submission, *_):
        if "could not be read" not in str(submission):
            raise ZeroDivisionError("a bug")
        return Graded(nbformat.v4.new_notebook(), [])

    monkeypatch.setattr(work, "grade_notebook", fail)
    monkeypatch.setattr(work, "usable_level", lambda asked: asked)
    monkeypatch.setattr(work, "warm_sandbox", lambda *_: None)
    release = nbformat.writes(release_of("01")).encode()
    task = work.Task("ann", "01", b'{"cells": []}', release, b"", "full", "")
    assert "ZeroDivisionError: a bug" in work.grade_task(task).note
    monkeypatch.setattr(work, "grade_notebook", raises(ReleaseMismatch))
    with pytest.raises(ReleaseMismatch):
        work.grade_task(task)


def raises(kind):
    def fail(*_):
        raise kind

    return fail


def test_a_row_past_every_whole_number_is_judged():
    check = CHECKS["minibatches"]

    def call(args):
        return Returned([np.array([2**64 - 1], np.uint64)], args)

    assert judge(check, call, np.random.default_rng(1)).points == 0


STEERS = "[/b] [link=x]y[/link] \x1b[2J \x9b2J \u202e \ud800 \n01 bob: 13 of 13"


def test_what_a_submission_says_is_shown_as_plain_text():
    reply = {"raised": "E", "message": STEERS, "lines": [STEERS, STEERS, STEERS]}
    said = calls._outcome(reply, (), 0)
    for text in (said.message, said.line, said.helper, said.line_of_helper):
        assert "[/b] [link=x]y[/link]" in text
        assert not set(text) & {"\x1b", "\x9b", "\u202e", "\ud800"}
    exercise = {"name": "f", "points": 0, "max_points": 1, "found": said.message}
    record = Record("[/ann]", "01", "", "full", 0, 1, [exercise])
    console = Console(file=io.StringIO(), width=200)
    console.print(grades_table([record]))
    shown = console.file.getvalue()
    assert "[/ann]" in shown
    assert "[/b] [link=x]y[/link]" in shown
    assert not any(line.startswith("01 bob") for line in shown.splitlines())
    assert "\n" not in found(record)
