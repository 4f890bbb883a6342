"""Chapter 13: how much blame is left after many steps back in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

import numpy as np
from traitlets import Float, Int, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import (
    NOTHING,
    Given,
    Student,
    Unready,
    first_difference,
    shown,
)
from course.widgets.work import Settings, Work

Key = tuple[int, int]  # the size of the inputs, the radius

STEPS, UNITS = 50, 16
RADII: Array = np.round(np.linspace(0.7, 1.3, 25), 3)
JUDGED = (0, 12)  # the radii at which states and slopes are looked at
INPUTS = {"small": 0.02, "middling": 0.2, "large": 1.0}
CLIPS = {"none": 0.0, "at length 1": 1.0}
TINY = 1e-30  # of the complex step


class BlameThroughTime(Explorer):
    """What is left of an error over the steps back, slopes, the gradient's length."""

    _esm = script("recurrence")
    title = "Blame through time"
    height = 560

    radius = Float(1.0, help="by how much the recurrent matrix stretches").tag(
        sync=True
    )
    lag = Int(STEPS - 1, help="steps back from the last").tag(sync=True)
    inputs = Unicode("middling", help="how large they are").tag(sync=True)
    clip = Unicode("none", help="how long the gradient may be").tag(sync=True)


def blame_through_time(
    rnn_forward: Given = "rnn_forward", rnn_backward: Given = "rnn_backward"
) -> BlameThroughTime:
    """Show what the student's backward pass leaves of an error, step after step.

    The recurrent matrix turns, and stretches by the spectral radius.

    Parameters
    ----------
    rnn_forward : callable or str
        ``rnn_forward(X, W_x, W_h, b, h_0)`` gives H.
    rnn_backward : callable or str
        ``rnn_backward(dH, X, H, W_x, W_h)`` gives dX, dW_x, dW_h, db and dh_0.

    Returns
    -------
    BlameThroughTime
        The widget; its traits `radius`, `lag`, `inputs` and `clip` can be read, set
        and linked.
    """

    def prepare() -> Growing:
        forward = Student(rnn_forward, "rnn_forward")
        passes = Passes(forward, Student(rnn_backward, "rnn_backward"))
        work = Work(passes.jobs(), _far, _where)
        facts = {"radii": RADII.tolist(), "inputs": list(INPUTS), "clips": CLIPS}

        def view() -> Content:
            return Content(passes.arrays, facts, passes.remark or work.remark())

        return Growing(work, view)

    return BlameThroughTime.show(prepare)


def _far(key: Key, settings: Settings) -> tuple[bool, float]:
    """Say how late a pass is: that of the shown inputs and radius, then its likes."""
    n, r = key
    other = list(INPUTS)[n] != settings["inputs"]
    return other, abs(float(RADII[r]) - float(settings["radius"]))


def _where(key: Key) -> str:
    n, r = key
    return f"at ρ = {RADII[r]:g} with {list(INPUTS)[n]} inputs"


class Passes:
    """What the student's functions make of each size of the inputs, and each radius.

    Parameters
    ----------
    forward, backward : Student
        ``rnn_forward`` and ``rnn_backward``; each is asked for one sequence at a time,
        since the second adds up what belongs to one weight.
    """

    def __init__(self, forward: Student, backward: Student) -> None:
        self.forward, self.backward = forward, backward
        self.remark = ""
        whole = len(INPUTS), len(RADII)
        self.arrays = {
            "left": np.full((*whole, STEPS), NOTHING),
            "slopes": np.full((*whole, STEPS + 1), NOTHING),
            "lengths": np.full(whole, NOTHING),
        }

    def jobs(self) -> dict[Key, Callable[[], Iterator[None]]]:
        """Give a job for each size and radius."""
        keys = np.ndindex(len(INPUTS), len(RADII))
        return {(n, r): partial(self._run, n, r) for n, r in keys}

    def _run(self, n: int, r: int) -> Iterator[None]:
        X, W_x, W_h, h_0, dH = (one.copy() for one in setting(RADII[r]))
        X, h_0, dH = X[[n]], h_0[[n]], dH[[n]]
        given = X.copy(), W_x.copy(), W_h.copy(), np.zeros(UNITS), h_0
        H = self.forward.array((1, STEPS + 1, UNITS), *given)
        self.arrays["slopes"][n, r] = (1.0 - H[0] ** 2).mean(axis=1)
        said = wrong_state(H[0], n, r)
        yield
        result = self.backward(dH, X, H.copy(), W_x, W_h)
        if not isinstance(result, tuple) or len(result) != 5:
            raise Unready("rnn_backward should return dX, dW_x, dW_h, db and dh_0.")
        dX, *parts, _ = result
        dX = self.backward.numbers(dX, X.shape, "dX", wild=True)[0]
        shapes = {"dW_x": W_x.shape, "dW_h": W_h.shape, "db": (UNITS,)}
        squares = [
            np.sum(self.backward.numbers(part, shape, name, wild=True) ** 2)
            for part, (name, shape) in zip(parts, shapes.items(), strict=True)
        ]
        self.arrays["left"][n, r] = np.linalg.norm(dX, axis=1)[::-1]
        self.arrays["lengths"][n, r] = np.sqrt(sum(squares))
        self.remark = self.remark or said or wrong_slope(dX, n, r)
        yield


@cache
def setting(radius: float) -> tuple[Array, Array, Array, Array, Array]:
    """Give inputs of each size, the matrices, the first state and the error.

    Returns
    -------
    X : ndarray, shape (sizes, steps, units)
        The same directions in each size.
    W_x, W_h : ndarray, shape (units, units)
        The first keeps lengths: what arrives at an input is as long as what arrived at
        its state. The second multiplies them by `radius`.
    h_0 : ndarray, shape (sizes, units)
        Zeros.
    dH : ndarray, shape (sizes, steps, units)
        The last state alone is felt; the error there has length 1.
    """
    rng = np.random.default_rng(13)
    turn, W_x = (
        np.linalg.qr(rng.normal(size=(UNITS, UNITS)))[0],
        np.linalg.qr(rng.normal(size=(UNITS, UNITS)))[0],
    )
    direction = rng.normal(size=(STEPS, UNITS))
    X = np.array(list(INPUTS.values()))[:, None, None] * direction
    dH = np.zeros_like(X)
    error = rng.normal(size=UNITS)
    dH[:, -1] = error / np.linalg.norm(error)
    return X, W_x, radius * turn, np.zeros((len(X), UNITS)), dH


def last_state(X: Array, W_x: Array, W_h: Array) -> list[Array]:
    """Give every state of one sequence; the inputs may be complex."""
    states = [np.zeros(UNITS, dtype=X.dtype)]
    for x in X:
        states.append(np.tanh(W_x @ x + W_h @ states[-1]))
    return states


def wrong_state(got: Array, n: int, r: int) -> str:
    """Name the first state that is not what it should be; empty if none."""
    if r not in JUDGED:
        return ""
    X, W_x, W_h, _, _ = setting(RADII[r])
    want = np.stack(last_state(X[n], W_x, W_h))
    t = first_difference(got, want, 1e-6)
    if t is None:
        return ""
    j = int(np.argmax(~(np.abs(got[t] - want[t]) <= 1e-6)))
    return (
        f"At ρ = {RADII[r]:g} with {list(INPUTS)[n]} inputs unit {j + 1} of your "
        f"rnn_forward is {shown(got[t, j])} after step {t}; it should be "
        f"{shown(want[t, j])}."
    )


def wrong_slope(got: Array, n: int, r: int) -> str:
    """Name the first slope of an input that a tiny push does not confirm."""
    if r not in JUDGED:
        return ""
    X, W_x, W_h, _, dH = setting(RADII[r])
    for lag in (0, 1, 2, 20):
        at = STEPS - 1 - lag
        push = X[n].astype(complex)
        push[at, 0] += 1j * TINY
        want = float(last_state(push, W_x, W_h)[-1].imag @ dH[n, -1]) / TINY
        if not abs(got[at, 0] - want) <= 1e-6:
            back = f"{lag} step{'s' * (lag > 1)} back from" if lag else "At"
            return (
                f"{back} the last step your rnn_backward gives the first input "
                f"the slope {shown(got[at, 0])}; a tiny push says {shown(want)}."
            )
    return ""
