"""Chapter 03: what two costs say of a prediction."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from traitlets import Float, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import (
    NOTHING,
    Given,
    Student,
    Unready,
    piecewise,
    remark_of,
    shown,
)
from course.widgets.work import Settings, Work

Key = tuple[str, int, int]  # which curve, which target, which place

Z: Array = np.linspace(-8.0, 8.0, 321)
TARGETS = (0.0, 1.0)
STEP = 1e-5  # of the differences that measure a slope
# One example: what goes in (a for mse, z for cross-entropy), the target, the cost.
KNOWN = {
    "mse": [(0.0, 1.0, 0.5), (0.5, 1.0, 0.125), (1.0, 0.0, 0.5), (1.0, 1.0, 0.0)],
    "binary_cross_entropy": [
        (0.0, 1.0, np.log(2.0)),
        (np.log(3.0), 1.0, np.log(4.0 / 3.0)),
        (np.log(3.0), 0.0, np.log(4.0)),
        (-1000.0, 1.0, 1000.0),
        (1000.0, 1.0, 0.0),
    ],
}


class LossSlopes(Explorer):
    """Two costs of one prediction, and the slope of each as the neuron's error."""

    _esm = script("slopes")
    title = "Loss and slope"
    height = 580

    z = Float(-4.0, help="weighted input of the output neuron").tag(sync=True)
    target = Unicode("1", help="the right output").tag(sync=True)


def loss_slopes(
    mse: Given = "mse",
    mse_gradient: Given = "mse_gradient",
    binary_cross_entropy: Given = "binary_cross_entropy",
    binary_cross_entropy_gradient: Given = "binary_cross_entropy_gradient",
    sigmoid: Given = "sigmoid",
) -> LossSlopes:
    """Show the cost of one prediction, and how hard each cost pulls.

    Parameters
    ----------
    mse, mse_gradient : callable or str
        The student's squared error and its slope in the prediction. What is not
        written yet is missing from the picture.
    binary_cross_entropy, binary_cross_entropy_gradient : callable or str
        The student's cross-entropy and its slope in the weighted input.
    sigmoid : callable or str
        Turns the weighted input into the prediction.

    Returns
    -------
    LossSlopes
        The widget; its traits `z` and `target` can be read, set and linked.
    """

    def prepare() -> Growing:
        squash = Student(sigmoid, "sigmoid")
        at = Z[:, None]

        def call(z: Array) -> Array:
            return squash.array(z.shape, z)

        a, said = piecewise(call, at)
        up, down = (piecewise(call, at + s * STEP)[0] for s in (1, -1))
        climb = np.where(up < NOTHING, up - down, NOTHING)[:, 0] / (2.0 * STEP)  # da/dz
        remarks = [said]
        jobs: dict[Key, Callable[[], Iterator[None]]] = {}
        tables: dict[str, Array] = {}
        for short, inputs, cost, gradient in (
            ("mse", a, (mse, "mse"), (mse_gradient, "mse_gradient")),
            (
                "bce",
                at,
                (binary_cross_entropy, "binary_cross_entropy"),
                (binary_cross_entropy_gradient, "binary_cross_entropy_gradient"),
            ),
        ):
            costs = tables[f"{short}_cost"] = np.full((2, len(Z)), NOTHING)
            slopes = tables[f"{short}_delta"] = costs.copy()
            try:
                one = Student(*cost)
                jobs |= _curve(short, inputs, functools.partial(one.array, ()), costs)
                remarks.append(remark_of(functools.partial(wrong_cost, one)))
                slope = Student(*gradient)
                call_slope = functools.partial(slope.array, (1, 1))
                jobs |= _curve(f"{short}′", inputs, call_slope, slopes)
                remarks.append(remark_of(functools.partial(wrong_slope, one, slope)))
            except Unready as why:
                remarks.append(str(why))
        work = Work(jobs, _far, lambda key: f"at z = {shown(Z[key[2]])}")

        def view() -> Content:
            delta = tables["mse_delta"]
            there = (delta < NOTHING) & (climb < NOTHING)
            with np.errstate(invalid="ignore"):
                pull = np.where(there, delta * climb, NOTHING)
            arrays = tables | {"mse_delta": pull, "z": Z, "a": a[:, 0]}
            said = next(filter(None, remarks), "") or work.remark()
            return Content(arrays, remark=said)

        return Growing(work, view)

    return LossSlopes.show(prepare)


def _curve(
    name: str, inputs: Array, call: Callable[[Array, Array], Any], table: Array
) -> dict[Key, Callable[[], Iterator[None]]]:
    """Give a job for every number of a curve: one example, one target."""

    def job(t: int, i: int) -> Iterator[None]:
        if inputs[i, 0] != NOTHING:
            table[t, i] = call(inputs[i : i + 1].copy(), _target(t)).item()
        yield

    keys = np.ndindex(*table.shape)
    return {(name, t, i): functools.partial(job, t, i) for t, i in keys}


def _far(key: Key, settings: Settings) -> tuple[bool, int, int]:
    """Say how late a number is: the one that is shown, then finer and finer steps."""
    _, t, i = key
    here = int(np.argmin(np.abs(Z - settings["z"])))
    return f"{TARGETS[t]:g}" != settings["target"], _fineness(i, here), abs(i - here)


def _fineness(i: int, here: int) -> int:
    if i == here:
        return 0
    return next(n for n, step in enumerate((32, 8, 2, 1), 1) if i % step == 0)


def _target(t: int) -> Array:
    return np.array([[TARGETS[t]]])


def wrong_cost(cost: Student) -> str:
    """Name the first single example whose cost is not what it should be.

    Parameters
    ----------
    cost : Student
        The student's ``mse`` or ``binary_cross_entropy``.

    Returns
    -------
    str
        One sentence; empty when all are right.
    """
    letter = "a" if cost.name == "mse" else "z"
    for x, y, want in KNOWN[cost.name]:
        got = float(cost.array((), np.array([[x]]), np.array([[y]])))
        if not abs(got - want) <= 1e-9 * max(1.0, want):
            return (
                f"Your {cost.name} of {letter} = {shown(x)}, y = {y:g} is {shown(got)}"
                f"; it should be {shown(want)}."
            )
    x, y, want = KNOWN[cost.name][0]
    twice = float(cost.array((), np.full((2, 1), x), np.full((2, 1), y)))
    if not abs(twice - want) <= 1e-9:
        return (
            f"Your {cost.name} of the same example twice is {shown(twice)}; "
            f"as a mean over the batch it should still be {shown(want)}."
        )
    return ""


def wrong_slope(cost: Student, slope: Student) -> str:
    """Name the first slope that is not that of the student's own cost.

    Parameters
    ----------
    cost, slope : Student
        The cost and its gradient.

    Returns
    -------
    str
        One sentence; empty when all are right.
    """
    letter = "a" if cost.name == "mse" else "z"
    for x in (0.5, 0.1, 0.9):
        for y in TARGETS:
            at, target = np.array([[x]]), np.array([[y]])
            got = float(slope.array((1, 1), at, target)[0, 0])
            up, down = (cost.array((), at + s * STEP, target) for s in (1, -1))
            want = float(up - down) / (2.0 * STEP)
            if not abs(got - want) <= 1e-6:
                return (
                    f"Your {slope.name} at {letter} = {x:g}, y = {y:g} is {shown(got)}"
                    f"; by differences of your {cost.name} it is {shown(want)}."
                )
    return ""
