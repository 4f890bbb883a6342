"""Chapter 13: how much blame is left after many steps back in time."""

from __future__ import annotations

import numpy as np
from traitlets import Float, Int, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import (
    Given,
    Student,
    Unready,
    first_difference,
    remark_of,
    shown,
)

STEPS, UNITS = 50, 16
RADII: Array = np.round(np.linspace(0.7, 1.3, 25), 3)
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

    def prepare() -> Content:
        forward = Student(rnn_forward, "rnn_forward")
        backward = Student(rnn_backward, "rnn_backward")
        passes = [run(forward, backward, radius) for radius in RADII]
        arrays = {
            "left": np.stack([blame(dX) for _, dX in passes], axis=1),
            "slopes": np.stack([(1.0 - H**2).mean(axis=2) for H, _ in passes], axis=1),
            "lengths": np.stack(
                [
                    lengths(backward, radius, H)
                    for radius, (H, _) in zip(RADII, passes, strict=True)
                ],
                axis=1,
            ),
        }
        facts = {"radii": RADII.tolist(), "inputs": list(INPUTS), "clips": CLIPS}
        remark = remark_of(lambda: wrong_state(passes), lambda: wrong_slope(passes))
        return Content(arrays, facts, remark)

    return BlameThroughTime.show(prepare)


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


def run(forward: Student, backward: Student, radius: float) -> tuple[Array, Array]:
    """Send sequences through the student's network, and an error back.

    Returns
    -------
    H : ndarray, shape (sizes, steps + 1, units)
        The states.
    dX : ndarray, shape (sizes, steps, units)
        The gradient of the inputs.

    Raises
    ------
    Unready
        If the backward pass gives something else than five arrays.
    """
    X, W_x, W_h, h_0, dH = setting(radius)
    shape = (len(X), STEPS + 1, UNITS)
    given = (X.copy(), W_x.copy(), W_h.copy(), np.zeros(UNITS), h_0)
    H = forward.array(shape, *given)
    result = backward(dH, X, H.copy(), W_x, W_h)
    if not isinstance(result, tuple) or len(result) != 5:
        raise Unready("rnn_backward should return dX, dW_x, dW_h, db and dh_0.")
    return H, backward.numbers(result[0], X.shape, "dX", wild=True)


def blame(dX: Array) -> Array:
    """Give the size of the error at each lag; the first is that at the last step."""
    sizes: Array = np.linalg.norm(dX, axis=2)[:, ::-1]
    return sizes


def lengths(backward: Student, radius: float, H: Array) -> Array:
    """Give how long the gradient of all weights is, for each size of the inputs.

    Parameters
    ----------
    backward : Student
        ``rnn_backward(dH, X, H, W_x, W_h)``; asked for one sequence at a time, since it
        adds up what belongs to one weight.
    radius : float
        Of the recurrent matrix.
    H : ndarray, shape (sizes, steps + 1, units)
        The states.

    Returns
    -------
    ndarray, shape (sizes,)
        The lengths.
    """
    X, W_x, W_h, _, dH = setting(radius)
    found = []
    for n in range(len(X)):
        one = slice(n, n + 1)
        given = dH[one].copy(), X[one].copy(), H[one].copy(), W_x.copy(), W_h.copy()
        _, *parts, _ = backward(*given)
        names = ("dW_x", "dW_h", "db")
        shapes = (W_x.shape, W_h.shape, (UNITS,))
        found.append(
            np.sqrt(
                sum(
                    np.sum(backward.numbers(part, shape, name, wild=True) ** 2)
                    for part, shape, name in zip(parts, shapes, names, strict=True)
                )
            )
        )
    return np.array(found)


def last_state(X: Array, W_x: Array, W_h: Array) -> list[Array]:
    """Give every state of one sequence; the inputs may be complex."""
    states = [np.zeros(UNITS, dtype=X.dtype)]
    for x in X:
        states.append(np.tanh(W_x @ x + W_h @ states[-1]))
    return states


def wrong_state(passes: list[tuple[Array, Array]]) -> str:
    """Name the first state that is not what it should be; empty if none."""
    for r in (0, len(RADII) // 2):
        X, W_x, W_h, _, _ = setting(RADII[r])
        for n, name in enumerate(INPUTS):
            got = passes[r][0][n]
            want = np.stack(last_state(X[n], W_x, W_h))
            t = first_difference(got, want, 1e-6)
            if t is not None:
                j = int(np.argmax(~(np.abs(got[t] - want[t]) <= 1e-6)))
                return (
                    f"At ρ = {RADII[r]:g} with {name} inputs unit {j + 1} of your "
                    f"rnn_forward is {shown(got[t, j])} after step {t}; it should be "
                    f"{shown(want[t, j])}."
                )
    return ""


def wrong_slope(passes: list[tuple[Array, Array]]) -> str:
    """Name the first slope of an input that a tiny push does not confirm."""
    r = len(RADII) // 2
    X, W_x, W_h, _, dH = setting(RADII[r])
    for lag in (0, 1, 2, 20):
        at = STEPS - 1 - lag
        for n in range(len(INPUTS)):
            push = X[n].astype(complex)
            push[at, 0] += 1j * TINY
            want = float(last_state(push, W_x, W_h)[-1].imag @ dH[n, -1]) / TINY
            got = passes[r][1][n, at, 0]
            if not abs(got - want) <= 1e-6:
                back = f"{lag} step{'s' * (lag > 1)} back from" if lag else "At"
                return (
                    f"{back} the last step your rnn_backward gives the first input "
                    f"the slope {shown(got)}; a tiny push says {shown(want)}."
                )
    return ""
