"""Chapter 07: the loss of a network of digits along every step of its descent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from traitlets import Float, Int

from course import Array
from course.widgets import digits_network as network
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import NOTHING, Given, Student, Unready, shown
from course.widgets.work import Settings, Work

EXAMPLES, STEPS = 150, 30
RATES: Array = np.round(np.geomspace(0.05, 3.2, 17), 3)
CUT: Array = np.linspace(-0.5, 1.5, 17)  # of a step: it begins at 0 and lands at 1
HERE, THERE = 4, 12  # the places of 0 and 1 in `CUT`


class DigitsDescent(Explorer):
    """The loss along one step, at each step, and the curvature that each step meets."""

    _esm = script("descent")
    title = "The digits' own loss, along each step"
    height = 560

    eta = Float(float(RATES[10]), help="the learning rate").tag(sync=True)
    step = Int(5, help="which step is looked at").tag(sync=True)


def digits_descent(
    gradient_step: Given = "gradient_step",
    curvature_by_power_iteration: Given | None = None,
) -> DigitsDescent:
    """Show what each of the student's steps finds on its way.

    Parameters
    ----------
    gradient_step : callable or str
        ``gradient_step(theta, grad, eta)`` gives the next theta.
    curvature_by_power_iteration : callable or str, optional
        ``curvature_by_power_iteration(gradient, theta, rng)``; its answer at the start
        is marked.

    Returns
    -------
    DigitsDescent
        The widget; its traits `eta` and `step` can be read, set and linked.
    """

    def prepare() -> Growing:
        descent = Descent(Student(gradient_step, "gradient_step"))
        sharpest = curvature(descent.slope, descent.start)
        facts = {
            "rates": RATES.tolist(),
            "cut": CUT.tolist(),
            "threshold": 2.0 / sharpest,
        }
        said = ""
        if curvature_by_power_iteration is not None:
            facts["theirs"], said = their_curvature(
                curvature_by_power_iteration, descent, sharpest
            )
        work = Work(descent.jobs(), _far, lambda i: f"at η = {RATES[i]:.3g}")

        def view() -> Content:
            remark = descent.remark or work.remark() or said
            return Content(descent.arrays, facts, remark)

        return Growing(work, view)

    return DigitsDescent.show(prepare)


def _far(place: int, settings: Settings) -> int:
    return abs(place - int(np.argmin(np.abs(RATES - settings["eta"]))))


class Descent:
    """Descents with all examples at every rate.

    Parameters
    ----------
    move : Student
        ``gradient_step``.
    """

    def __init__(self, move: Student) -> None:
        self.move = move
        self.X, self.Y, _, _ = network.examples(EXAMPLES, 1)
        self.start = network.start(np.random.default_rng(1))
        self.remark = ""
        self.arrays = {
            "cuts": np.full((len(RATES), STEPS, len(CUT)), NOTHING),
            "curvatures": np.full((len(RATES), STEPS), NOTHING),
        }

    def slope(self, theta: Array) -> Array:
        """Give the gradient of the loss."""
        return network.gradient(theta, self.X, self.Y)

    def jobs(self) -> dict[int, Callable[[], Iterator[None]]]:
        """Give a job for each rate, by its place."""
        return {i: partial(self._descend, i) for i in range(len(RATES))}

    def _descend(self, i: int) -> Iterator[None]:
        theta = self.start
        for t in range(STEPS):
            grad = self.slope(theta)
            moved = self.move(theta.copy(), grad.copy(), float(RATES[i]))
            after = self.move.numbers(moved, theta.shape)
            if not self.remark:
                self.remark = wrong_step(after - theta, -RATES[i] * grad, i, t)
            losses = along(theta, after, self.X, self.Y)
            length = float(np.sum((after - theta) ** 2))
            bend = losses[HERE + 1] - 2.0 * losses[HERE] + losses[HERE - 1]
            self.arrays["cuts"][i, t] = losses
            self.arrays["curvatures"][i, t] = (
                bend / (CUT[HERE + 1] ** 2 * length) if length > 0.0 else np.nan
            )
            theta = after
            yield


def along(theta: Array, after: Array, X: Array, Y: Array) -> Array:
    """Give the loss at every place of `CUT` on the line from one point to another.

    Parameters
    ----------
    theta, after : ndarray
        Where the step begins, and where it lands.
    X, Y : ndarray
        The examples.

    Returns
    -------
    ndarray, shape (places,)
        What the layers add up is itself a line: it need not be computed at each place.
    """
    # Examples are columns, for so sums over ten classes are faster; large arrays are
    # worked on in their place, for most of the time went into asking for new ones.
    (W, b), (V, c) = network.unpack(theta), network.unpack(after)
    at = CUT[:, None, None]
    first, last = W[1] @ X.T + b[1][:, None], V[1] @ X.T + c[1][:, None]
    hidden = at * (last - first)
    hidden += first
    np.maximum(hidden, 0.0, out=hidden)
    scores = (W[2] + at * (V[2] - W[2])) @ hidden
    scores += (b[2] + at[:, 0] * (c[2] - b[2]))[:, :, None]
    scores -= scores.max(axis=1, keepdims=True)
    of_labels = scores.reshape(len(CUT), -1) @ Y.T.ravel()
    logs = np.log(np.exp(scores, out=scores).sum(axis=1)).sum(axis=1)
    mean: Array = (logs - of_labels) / len(X)
    return mean


def curvature(slope: Callable[[Array], Array], theta: Array) -> float:
    """Give the largest curvature at a place, by power iteration."""
    direction = np.random.default_rng(5).normal(size=theta.size)
    size = 0.0
    for _ in range(30):
        direction /= np.linalg.norm(direction)
        push = 0.01 * direction
        product = (slope(theta + push) - slope(theta - push)) / 0.02
        size, direction = float(direction @ product), product
    return size


def their_curvature(
    function: Given, descent: Descent, sharpest: float
) -> tuple[float, str]:
    """Ask the student's function for the largest curvature at the start.

    Returns
    -------
    theirs : float
        Two over the answer; 0 where that is no rate.
    remark : str
        What is wrong with it; empty when nothing is.
    """
    name = "curvature_by_power_iteration"
    rng = np.random.default_rng(6)
    try:
        asked = Student(function, name)
        answer = float(asked.array((), descent.slope, descent.start.copy(), rng))
    except Unready as why:
        return 0.0, str(why)
    rate = 2.0 / answer if np.isfinite(answer) and answer > 0.0 else 0.0
    # Two right answers differ: kinks lie elsewhere along another first direction.
    if abs(answer - sharpest) <= 0.1 * sharpest:
        return rate, ""
    return rate, (
        f"Your {name} says {shown(answer)} at the start; it should be about "
        f"{shown(sharpest)}."
    )


def wrong_step(moved: Array, meant: Array, i: int, t: int) -> str:
    """Say what is wrong with a step; empty if nothing is.

    Parameters
    ----------
    moved, meant : ndarray
        What the student's function added, and what it should have added.
    i, t : int
        The place of the rate, and how many steps were before.

    Returns
    -------
    str
        A sentence or two.
    """
    room = 1e-6 * max(1e-6, float(np.abs(meant).max()))
    if np.all(np.abs(moved - meant) <= room):
        return ""
    told = f"This was step {t + 1} at η = {RATES[i]:.3g}."
    if not np.isfinite(moved).all():
        return f"Your gradient_step gives numbers that are not finite. {told}"
    if np.abs(moved).max() <= room:
        return f"Your gradient_step does not move. {told}"
    if np.all(np.abs(moved + meant) <= room):
        return f"Your gradient_step goes uphill. {told}"
    ratio = float(moved @ meant / (meant @ meant))
    if np.all(np.abs(moved - ratio * meant) <= room):
        return f"Your step is {shown(ratio)} times as long as it should be. {told}"
    return f"Your gradient_step does not go along the gradient. {told}"
