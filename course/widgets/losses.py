"""Chapter 03: what two costs say of a prediction, and a cost as a surface."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from traitlets import Float, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import Given, Student, Unready, shown

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


class LossSurface(Explorer):
    """A cost over the two weights of one neuron, beside what the neuron then says."""

    _esm = script("surface")
    title = "Loss surface"
    height = 600

    w = Float(-4.0, help="the weight").tag(sync=True)
    b = Float(2.0, help="the bias").tag(sync=True)
    cost = Unicode("", help="which cost is shown").tag(sync=True)


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

    def prepare() -> Content:
        squash = Student(sigmoid, "sigmoid")
        at = Z[:, None]
        a = squash.array(at.shape, at.copy())
        up, down = (squash.array(at.shape, at + s * STEP) for s in (1, -1))
        climb = (up - down)[:, 0] / (2.0 * STEP)  # da/dz
        arrays = {"z": Z, "a": a[:, 0]}
        remarks = []
        for short, inputs, cost, gradient, factor in (
            ("mse", a, (mse, "mse"), (mse_gradient, "mse_gradient"), climb),
            (
                "bce",
                at,
                (binary_cross_entropy, "binary_cross_entropy"),
                (binary_cross_entropy_gradient, "binary_cross_entropy_gradient"),
                np.ones_like(climb),
            ),
        ):
            costs, slopes, remark = curves(inputs, cost, gradient)
            arrays |= {f"{short}_cost": costs, f"{short}_delta": slopes * factor}
            remarks.append(remark)
        return Content(arrays, remark=next(filter(None, remarks), ""))

    return LossSlopes.show(prepare)


def curves(
    inputs: Array, cost: tuple[Given, str], gradient: tuple[Given, str]
) -> tuple[Array, Array, str]:
    """Tabulate a cost and its slope, one example at a time.

    Parameters
    ----------
    inputs : ndarray, shape (n, 1)
        Predictions or weighted inputs, whichever the cost takes.
    cost, gradient : tuple
        The function, or its name, and what the exercise calls it.

    Returns
    -------
    costs, slopes : ndarray, shape (2, n)
        A row for each target; NaN where a function is missing.
    remark : str
        What is missing or wrong; empty when nothing is.
    """
    costs = np.full((len(TARGETS), len(inputs)), np.nan)
    slopes = costs.copy()
    try:
        one = Student(*cost)
        for t, i in np.ndindex(*costs.shape):
            costs[t, i] = one.array((), inputs[i : i + 1].copy(), _target(t))
        remark = wrong_cost(one)
    except Unready as why:
        return costs, slopes, str(why)
    try:
        slope = Student(*gradient)
        for t, i in np.ndindex(*costs.shape):
            x = inputs[i : i + 1].copy()
            slopes[t, i] = slope.array((1, 1), x, _target(t))[0, 0]
        return costs, slopes, remark or wrong_slope(one, slope)
    except Unready as why:
        return costs, slopes, remark or str(why)


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


POINTS_X: Array = np.array([-2.2, -1.6, -1.0, -0.4, 0.3, 0.9, 1.6, 2.3])
POINTS_Y: Array = np.array([0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0])
SIDE: Array = np.linspace(-8.0, 8.0, 65)


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

    def prepare() -> Content:
        squash = Student(sigmoid, "sigmoid")
        z = SIDE[:, None] * POINTS_X + SIDE[:, None, None]  # axes: b, w, example
        a = squash.array(z.shape, z.copy())
        ways: tuple[tuple[str, Callable[[], Student], Array], ...] = (
            ("mean squared error", lambda: Student(mse, "mse"), a),
            (
                "cross-entropy",
                lambda: Student(binary_cross_entropy, "binary_cross_entropy"),
                z,
            ),
        )
        fields, levels, remarks = {}, {}, []
        for label, find, inputs in ways:
            try:
                cost = find()
                fields[label] = surface(cost, inputs)
                remarks.append(wrong_cost(cost))
            except Unready as why:
                remarks.append(str(why))
                continue
            finite = np.nan_to_num(fields[label], posinf=1e6, neginf=-1e6)
            ranks = np.linspace(0.02, 0.96, 14) ** 1.3
            levels[label] = np.quantile(finite, ranks).tolist()
        if not fields:
            raise Unready(remarks[0])
        curve = np.linspace(-24.0, 24.0, 481)
        arrays = fields | {"curve": squash.array(curve.shape, curve)}
        facts = {
            "x": POINTS_X.tolist(),
            "y": POINTS_Y.tolist(),
            "bound": float(SIDE[-1]),
            "reach": 24.0,
            "levels": levels,
        }
        return Content(arrays, facts, next(filter(None, remarks), ""))

    return LossSurface.show(prepare)


def surface(cost: Student, inputs: Array) -> Array:
    """Tabulate a cost over the map.

    Parameters
    ----------
    cost : Student
        Takes one batch of predictions (or weighted inputs) and targets.
    inputs : ndarray, shape (rows, columns, N)
        A batch for each point of the map.

    Returns
    -------
    ndarray, shape (rows, columns)
        The cost at each point.
    """
    field = np.empty(inputs.shape[:2])
    target = POINTS_Y[:, None]
    for place in np.ndindex(*field.shape):
        field[place] = cost.array((), inputs[place][:, None].copy(), target.copy())
    return field
