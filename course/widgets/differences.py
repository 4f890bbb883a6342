"""Chapter 05: the error of a difference against its step, the V."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from traitlets import Float, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import NOTHING, Given, Student, shown
from course.widgets.work import Settings, Work

STEPS: Array = 10.0 ** (np.arange(-60, 1) / 4.0)  # 1e-15 to 1
KINK = 0.003  # how far from the kink the first coordinate stands
REACH = 400  # how many times as far the secants' picture shows


def smooth(x: Array) -> float:
    """Give the sum of exp(sin x) over the elements."""
    return float(np.exp(np.sin(x)).sum())


def smooth_slope(x: Array) -> Array:
    """Give the exact gradient of `smooth`."""
    result: Array = np.cos(x) * np.exp(np.sin(x))
    return result


def kinked(x: Array) -> float:
    """Give the sum of x + x³ over the positive elements."""
    return float(np.where(x > 0, x + x**3, 0.0).sum())


def kinked_slope(x: Array) -> Array:
    """Give the exact gradient of `kinked`, away from 0."""
    result: Array = np.where(x > 0, 1.0 + 3.0 * x**2, 0.0)
    return result


def coarse(kind: type[np.floating[Any]]) -> Callable[[Array], float]:
    """Give `smooth` as a computer finds it that has only shorter numbers."""
    return lambda x: smooth(np.asarray(x, dtype=kind))


SOMEWHERE: Array = np.array([1.0, -0.4, 2.2])
# name, function, exact gradient, where
FUNCTIONS: tuple[tuple[str, Callable[..., float], Callable[..., Array], Array], ...] = (
    ("smooth", smooth, smooth_slope, SOMEWHERE),
    ("with a kink nearby", kinked, kinked_slope, np.array([KINK, -0.5, 0.8])),
    ("smooth, in float32", coarse(np.float32), smooth_slope, SOMEWHERE),
    ("smooth, in float16", coarse(np.float16), smooth_slope, SOMEWHERE),
)
# From 1 to the next number that each of them computes with.
EPSILONS = [float(np.finfo(f"float{bits}").eps) for bits in (64, 64, 32, 16)]
# What is done to the gradient that is under test.
BUGS: tuple[tuple[str, Array], ...] = (
    ("none", np.array([1.0, 1.0, 1.0])),
    ("one sign turned", np.array([1.0, 1.0, -1.0])),
    ("all twice too large", np.array([2.0, 2.0, 2.0])),
    ("one of them 1 % too large", np.array([1.0, 1.0, 1.01])),
)


class StepSize(Explorer):
    """Relative error against the step of the difference, on logarithmic axes."""

    _esm = script("differences")
    title = "Gradient check: error against step size"
    height = 650

    h = Float(0.1, help="the step of the difference").tag(sync=True)
    function = Unicode("smooth", help="what is differentiated").tag(sync=True)
    bug = Unicode("none", help="the bug in the gradient under test").tag(sync=True)


def step_size(numerical_gradient: Given = "numerical_gradient") -> StepSize:
    """Show how the student's numerical gradient errs at every step size.

    Parameters
    ----------
    numerical_gradient : callable or str
        ``numerical_gradient(f, x, h)`` gives the gradient of f at the array x.

    Returns
    -------
    StepSize
        The widget; its traits `h`, `function` and `bug` can be read, set and linked.
    """

    def prepare() -> Growing:
        student = Student(numerical_gradient, "numerical_gradient")
        theirs = np.full((len(FUNCTIONS), len(STEPS), 3), NOTHING)
        changed: set[int] = set()

        def job(i: int, k: int) -> Iterator[None]:
            _, f, _, x = FUNCTIONS[i]
            here = x.copy()
            result = student(f, here, float(STEPS[k]))
            theirs[i, k] = student.numbers(result, x.shape, wild=True)
            if not np.array_equal(here, x):
                changed.add(i)
            yield

        keys = np.ndindex(len(FUNCTIONS), len(STEPS))
        jobs = {(i, k): functools.partial(job, i, k) for i, k in keys}
        work = Work(jobs, _far, lambda key: f"at h = {STEPS[key[1]]:.2g}")
        still = profiles()

        def view() -> Content:
            return picture(theirs, still, _CHANGED if changed else "", work.remark())

        return Growing(work, view)

    return StepSize.show(prepare)


def picture(
    theirs: Array, still: dict[str, Array], changed: str, failed: str
) -> Content:
    """Compare the gradients that there are with the exact ones.

    Parameters
    ----------
    theirs : ndarray, shape (functions, steps, 3)
        What the student's function gave.
    still : dict of ndarray
        Arrays that do not depend on it.
    changed, failed : str
        Remarks; empty where there is none.

    Returns
    -------
    Content
        What is shown.
    """
    errors = np.empty((len(FUNCTIONS), len(BUGS), 2, len(STEPS)))
    digits: dict[str, list[list[str]]] = {}
    exact: dict[str, str] = {}
    remark = changed
    for i, (name, f, slope, x) in enumerate(FUNCTIONS):
        ours = np.stack([one_sided(f, x, h) for h in STEPS])
        true = slope(x)
        there = theirs[i, :, 0] != NOTHING
        for j, (_, factors) in enumerate(BUGS):
            for k, found in enumerate((theirs[i], ours)):
                errors[i, j, k] = relative_error(found, true * factors)
            errors[i, j, 0, ~there] = NOTHING
        if there.all():
            remark = remark or wrong_order(theirs[i], true, name)
        digits[name] = [[_digits(g[0]) for g in one] for one in (theirs[i], ours)]
        exact[name] = f"{true[0]:.16f}"
    facts = {
        "steps": STEPS.tolist(),
        "functions": [name for name, *_ in FUNCTIONS],
        "bugs": [name for name, _ in BUGS],
        "digits": digits,
        "exact": exact,
        "kink": KINK,
        "epsilons": EPSILONS,
    }
    return Content({"errors": errors} | still, facts, remark or failed)


_CHANGED = "Your numerical_gradient leaves x changed: put back what it moves."


def _digits(value: float) -> str:
    return "–" if value == NOTHING else f"{value:.16f}"


def _far(key: tuple[int, int], settings: Settings) -> tuple[bool, bool, int]:
    """Say how late a step is: the one that is shown, every fourth, the rest."""
    name, k = FUNCTIONS[key[0]][0], key[1]
    here = int(np.argmin(np.abs(STEPS - settings["h"])))
    return name != settings["function"], k != here and k % 4 != 0, abs(k - here)


def one_sided(f: Callable[[Array], float], x: Array, h: float) -> Array:
    """Differentiate with one step ahead, for comparison."""
    ahead = x + h * np.eye(x.size)
    return np.array([(f(point) - f(x)) / h for point in ahead])


def relative_error(found: Array, wanted: Array) -> Array:
    """Compare each row with the gradient under test: ‖a − b‖ / (‖a‖ + ‖b‖)."""
    apart = np.linalg.norm(found - wanted, axis=-1)
    size = np.linalg.norm(found, axis=-1) + np.linalg.norm(wanted)
    result: Array = apart / size
    return result


def wrong_order(found: Array, true: Array, name: str) -> str:
    """Say how the student's differences fail, if they do.

    Parameters
    ----------
    found : ndarray, shape (steps, 3)
        The student's gradients.
    true : ndarray, shape (3,)
        The exact gradient.
    name : str
        The function; only the smooth one has a clean order.

    Returns
    -------
    str
        One or two sentences; empty when the differences are central ones.
    """
    if name != "smooth":
        return ""
    near = int(np.argmin(np.abs(STEPS - 1e-5)))
    got = found[near]
    if not np.allclose(got, true, rtol=1e-3, atol=0.0):
        ratio = float(got @ true / (true @ true))
        if np.allclose(got, ratio * true, rtol=1e-3, atol=1e-6) and ratio != 0.0:
            return (
                f"With h = 1e-5 your gradient is {shown(ratio)} times the true one. "
                "What is the whole distance between the two points?"
            )
        place = int(np.argmax(np.abs(got - true)))
        return (
            f"With h = 1e-5 element {place} of your gradient is {shown(got[place])}; "
            f"the true slope is {shown(true[place])}."
        )
    coarse, fine = (int(np.argmin(np.abs(STEPS - h))) for h in (1e-1, 1e-3))
    error = relative_error(found, true)
    order = np.log10(error[coarse] / max(error[fine], 1e-300)) / 2.0
    if order < 1.5:
        return (
            f"The error of your numerical_gradient falls like h to the power "
            f"{order:.1f}; a central difference falls like h²."
        )
    return ""


def profiles() -> dict[str, Array]:
    """Tabulate each function along its first coordinate, for the secants.

    The table's step is `KINK`, so that the kink is one of its nodes: between two nodes
    the picture takes the function to be straight. A shorter format has no table: it
    would show stairs, and what is drawn is the function that it stands for.
    """
    tables = {}
    for name, f, _, x in FUNCTIONS[:2]:
        at = x[0] + KINK * np.arange(-REACH, REACH + 1)
        rest = f(np.concatenate([[0.0], x[1:]])) - f(np.zeros(1))
        tables[f"profile {name}"] = np.array(
            [f(np.concatenate([[one], x[1:]])) - rest for one in at]
        )
    return tables
