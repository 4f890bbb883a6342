"""Chapter 01: one neuron, its output and its slope."""

from __future__ import annotations

import numpy as np
from traitlets import Float

from course import Array
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import (
    NOTHING,
    Given,
    Student,
    Unready,
    first_difference,
    piecewise,
    remark_of,
    shown,
)

REACH = 24.0  # |w x + b| at the far ends of the sliders
GRID = np.linspace(-REACH, REACH, 1921)
STEP = 1e-5  # of the difference that measures the curve's own slope
NOWHERE = np.full_like(GRID, NOTHING)


class OneNeuron(Explorer):
    """The curve of a neuron over z and over x, each with the tangent at one point."""

    _esm = script("neuron")
    title = "One neuron"
    height = 590

    w = Float(1.5, help="the weight").tag(sync=True)
    b = Float(-0.5, help="the bias").tag(sync=True)
    x = Float(1.0, help="the input").tag(sync=True)


def one_neuron(
    sigmoid: Given = "sigmoid", sigmoid_prime: Given = "sigmoid_prime"
) -> OneNeuron:
    """Show what the student's neuron gives for a weight, a bias and an input.

    Parameters
    ----------
    sigmoid : callable or str
        ``sigmoid(z)`` for an array z.
    sigmoid_prime : callable or str
        ``sigmoid_prime(z)``. Where it is not written yet, the tangent is missing.

    Returns
    -------
    OneNeuron
        The widget; its traits `w`, `b` and `x` can be read, set and linked.
    """

    def prepare() -> Content:
        curve = Student(sigmoid, "sigmoid")
        heights, said = piecewise(lambda z: curve.array(z.shape, z), GRID)
        slopes, judges = NOWHERE, [lambda: wrong_curve(curve)]
        try:
            slope = Student(sigmoid_prime, "sigmoid_prime")
            slopes, why = piecewise(lambda z: slope.array(z.shape, z), GRID)
            judges.append(lambda: wrong_slope(curve, slope))
        except Unready as problem:
            why = str(problem)
        remark = said or remark_of(*judges) or why
        return Content({"heights": heights, "slopes": slopes}, {"reach": REACH}, remark)

    return OneNeuron.show(prepare)


def wrong_curve(curve: Student) -> str:
    """Name the first number at which the curve is not the sigmoid.

    The points are those where the sigmoid must give 1 %, 2 %, ..., 99 %.

    Parameters
    ----------
    curve : Student
        The student's sigmoid.

    Returns
    -------
    str
        One sentence; empty when the curve is right.
    """
    want = np.arange(0.01, 0.995, 0.01)
    at = np.log(want) - np.log1p(-want)
    middle = np.argsort(np.abs(at), kind="stable")
    at, want = at[middle], want[middle]  # the simplest number first
    far, ends = np.array([-1000.0, 1000.0]), np.array([0.0, 1.0])
    near = _name("sigmoid", at, curve.array(at.shape, at), want)
    return near or _name("sigmoid", far, curve.array(far.shape, far), ends)


def wrong_slope(curve: Student, slope: Student) -> str:
    """Name the first number at which the slope is not the slope of the curve.

    Parameters
    ----------
    curve, slope : Student
        The student's sigmoid and its derivative.

    Returns
    -------
    str
        One sentence; empty when the slope is right.
    """
    at = np.array([0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -2.0, 4.0, -4.0])
    up, down = curve.array(at.shape, at + STEP), curve.array(at.shape, at - STEP)
    own = (up - down) / (2.0 * STEP)
    return _name("sigmoid_prime", at, slope.array(at.shape, at), own, "by the curve ")


def _name(name: str, at: Array, got: Array, want: Array, source: str = "") -> str:
    place = first_difference(got, want, 1e-6)
    if place is None:
        return ""
    return (
        f"Your {name}({shown(at[place])}) is {shown(got[place])}; "
        f"{source}it should be {shown(want[place])}."
    )
