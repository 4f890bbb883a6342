"""Chapter 03: a cost as a surface over the weight and the bias of one neuron."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import numpy as np
from traitlets import Float, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.losses import wrong_cost
from course.widgets.student import (
    NOTHING,
    Given,
    Student,
    Unready,
    piecewise,
    remark_of,
)
from course.widgets.work import Settings, Work

POINTS_X: Array = np.array([-2.2, -1.6, -1.0, -0.4, 0.3, 0.9, 1.6, 2.3])
POINTS_Y: Array = np.array([0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0])
SIDE: Array = np.linspace(-8.0, 8.0, 65)
STRIDES = (16, 8, 4, 2, 1)
REACH = 24.0  # |w x + b| at the edges of the map
LABELS = ("mean squared error", "cross-entropy")
Key = tuple[str, int, int]  # which cost, row, column


class LossSurface(Explorer):
    """A cost over the two weights of one neuron, beside what the neuron then says."""

    _esm = script("surface")
    title = "Loss surface"
    height = 600

    w = Float(-4.0, help="the weight").tag(sync=True)
    b = Float(2.0, help="the bias").tag(sync=True)
    cost = Unicode("", help="which cost is shown").tag(sync=True)


def loss_surface(
    mse: Given = "mse",
    binary_cross_entropy: Given = "binary_cross_entropy",
    sigmoid: Given = "sigmoid",
) -> LossSurface:
    """Show a cost as a surface over the weight and the bias of one neuron.

    Parameters
    ----------
    mse, binary_cross_entropy : callable or str
        The student's costs. One that is not written yet cannot be chosen.
    sigmoid : callable or str
        Turns the weighted input into the prediction.

    Returns
    -------
    LossSurface
        The widget; its traits `w`, `b` and `cost` can be read, set and linked.
    """

    def prepare() -> Growing:
        squash = Student(sigmoid, "sigmoid")

        def call(z: Array) -> Array:
            return squash.array(z.shape, z)

        z = SIDE[:, None] * POINTS_X + SIDE[:, None, None]  # axes: b, w, example
        # In order, so that what a sigmoid refuses lies together and the rest is drawn.
        order = np.argsort(z, axis=None)
        a = np.empty(z.shape)
        outputs, said = piecewise(call, z.ravel()[order][:, None])
        a.ravel()[order] = outputs[:, 0]
        curve, _ = piecewise(call, np.linspace(-REACH, REACH, 481))
        remarks, fields = [said], {}
        jobs: dict[Key, Callable[[], Iterator[None]]] = {}
        for label, function, name, inputs in (
            (LABELS[0], mse, "mse", a),
            (LABELS[1], binary_cross_entropy, "binary_cross_entropy", z),
        ):
            try:
                cost = Student(function, name)
                fields[label] = np.full((len(SIDE), len(SIDE)), NOTHING)
                jobs |= _surface(label, cost, inputs, fields[label])
                remarks.append(remark_of(functools.partial(wrong_cost, cost)))
            except Unready as why:
                remarks.append(str(why))
        work = Work(jobs, _far, _where)

        def view() -> Content:
            open_ = {label for label, *_ in work.waiting}
            filled = {
                label: fill(field)
                for label, field in fields.items()
                if label in open_ or (field < NOTHING).any()
            }
            facts = {
                "x": POINTS_X.tolist(),
                "y": POINTS_Y.tolist(),
                "bound": float(SIDE[-1]),
                "reach": REACH,
                "levels": {label: levels(field) for label, field in filled.items()},
            }
            said = next(filter(None, remarks), "") or work.remark()
            return Content(filled | {"curve": curve}, facts, said)

        return Growing(work, view)

    return LossSurface.show(prepare)


def _surface(
    label: str, cost: Student, inputs: Array, field: Array
) -> dict[Key, Callable[[], Iterator[None]]]:
    """Give a job for each point of the map: the cost of one batch."""

    def job(r: int, c: int) -> Iterator[None]:
        if (inputs[r, c] < NOTHING).all():
            batch = inputs[r, c][:, None].copy()
            field[r, c] = cost.array((), batch, POINTS_Y[:, None].copy())
        yield

    places = np.ndindex(*field.shape)
    return {(label, r, c): functools.partial(job, r, c) for r, c in places}


def _far(key: Key, settings: Settings) -> tuple[bool, int]:
    """Say how late a point is: first a coarse map, then finer and finer ones."""
    label, r, c = key
    return label != (settings["cost"] or LABELS[0]), -_stride(r, c)


def _stride(r: int, c: int) -> int:
    return next(s for s in STRIDES if r % s == 0 and c % s == 0)


def _where(key: Key) -> str:
    label, r, c = key
    return f"for the {label} at w = {SIDE[c]:g}, b = {SIDE[r]:g}"


def fill(field: Array) -> Array:
    """Give each point that is not there yet the value of its coarse neighbour.

    Parameters
    ----------
    field : ndarray, shape (n, n)
        Costs, `NOTHING` where there is none.

    Returns
    -------
    ndarray, shape (n, n)
        `NOTHING` only where the coarse neighbours have nothing either.
    """
    filled, at = field.copy(), np.arange(len(field))
    for stride in STRIDES[-2::-1]:  # the finest that is there
        coarse = at // stride * stride
        filled = np.where(filled < NOTHING, filled, field[np.ix_(coarse, coarse)])
    return filled


def levels(field: Array) -> list[float]:
    """Choose the costs at which the map changes its colour."""
    there = field[field < NOTHING]
    if not there.size:
        return []
    finite = np.nan_to_num(there, posinf=1e6, neginf=-1e6)
    ranks = np.linspace(0.02, 0.96, 14) ** 1.3
    chosen: list[float] = np.quantile(finite, ranks).tolist()
    return chosen
