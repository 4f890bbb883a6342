"""The student's optimizers as runners of a race."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from course import Array
from course.widgets.landscapes import Landscape
from course.widgets.student import NOTHING, Given, Student, Unready, shown

STEPS = 100
GONE = 1e8  # a runner that is so far out does not come back


class Runner:
    """One optimizer of the student's, called with what its signature asks for.

    Parameters
    ----------
    name : str
        What the picture calls it.
    function : callable or str
        ``step(theta, grad, state, **hyperparameters)`` gives theta and state; a
        function without `state` gives theta alone.

    Raises
    ------
    Unready
        If there is no such function.
    """

    def __init__(self, name: str, function: Given) -> None:
        called = function if isinstance(function, str) else ""
        called = called or getattr(function, "__name__", "")
        called = called if called.isidentifier() else name  # a lambda has no name
        self.name = name
        self.step = Student(function, called)
        try:
            self.takes = tuple(inspect.signature(self.step.function).parameters)
        except (TypeError, ValueError):
            raise Unready(f"{called} has no signature that can be read.") from None
        self.stateful = "state" in self.takes

    def mine(self, given: Mapping[str, float]) -> dict[str, float]:
        """Pick those hyperparameters that this optimizer takes."""
        return {key: value for key, value in given.items() if key in self.takes}

    def move(
        self, theta: Array, gradient: Array, state: Any, given: Mapping[str, float]
    ) -> tuple[Array, Any]:
        """Take one step, with the hyperparameters that `mine` picked.

        The function may change its arguments; what it gives is a new array.

        Raises
        ------
        Unready
            If the function fails, or gives something else than a step.
        """
        if not self.stateful:
            result = self.step(theta, gradient, **given)
            return self.step.numbers(result, theta.shape, wild=True), None
        result = self.step(theta, gradient, state, **given)
        if not isinstance(result, tuple) or len(result) != 2:
            raise Unready(f"{self.step.name} should return theta and state.")
        moved = self.step.numbers(result[0], theta.shape, "theta", wild=True)
        return moved, result[1]

    def path(
        self, land: Landscape, given: Mapping[str, float], path: Array
    ) -> Iterator[None]:
        """Run from the path's first point; write every other one, and yield after it.

        Raises
        ------
        Unready
            If a step fails. What came before it stays.
        """
        state: Any = {}
        theta = path[0].copy()
        given = self.mine(given)
        for t in range(STEPS):
            theta, state = self.move(theta, land.slope(theta), state, given)
            path[t + 1] = theta
            if not theta @ theta < GONE**2:
                path[t + 1 :] = np.nan
                return
            yield


def hyperparameters(
    eta: float, mu: float, beta1: float, beta2: float
) -> dict[str, float]:
    """Give each hyperparameter under the names that optimizers use for it."""
    one = {"eta": eta, "mu": mu, "beta1": beta1, "beta2": beta2}
    return one | {"rho": beta2, "beta": beta2}


class Race:
    """One race, run as far as there was time.

    Parameters
    ----------
    runners : sequence of Runner
        Who takes part.
    land : Landscape
        What they run over.
    start : ndarray, shape (2,)
        Where they start.
    given : mapping of str to float
        The hyperparameters.
    """

    def __init__(
        self,
        runners: Sequence[Runner],
        land: Landscape,
        start: Array,
        given: Mapping[str, float],
    ) -> None:
        self.land = land
        self.paths = np.full((len(runners), STEPS + 1, 2), NOTHING)
        self.paths[:, 0] = start
        self.remark = ""  # why a runner did not finish
        self._running = [
            runner.path(land, given, path)
            for runner, path in zip(runners, self.paths, strict=True)
        ]

    @property
    def done(self) -> bool:
        """Whether nobody runs any more."""
        return not self._running

    def run(self, end: float) -> None:
        """Let everybody take a step, and again, until the clock shows `end`."""
        while self._running:
            for runner in tuple(self._running):
                try:
                    next(runner)
                    continue
                except StopIteration:
                    pass
                except Unready as why:
                    self.remark = self.remark or str(why)
                self._running.remove(runner)
            if time.monotonic() > end:
                return

    def film(self) -> dict[str, Array]:
        """Give what there is.

        Returns
        -------
        dict of ndarray
            paths, shape (runners, steps + 1, 2), and costs above the deepest minimum,
            shape (runners, steps + 1). NaN where a runner is gone, `NOTHING` where it
            has not come, or has stopped.
        """
        there = self.paths[..., 0] != NOTHING
        costs = self.land.value(self.paths) - self.land.lowest()
        return {"paths": self.paths, "costs": np.where(there, costs, NOTHING)}


GRADIENT = np.array([2.0, -0.5])
TRIAL = hyperparameters(eta=0.1, mu=0.5, beta1=0.9, beta2=0.9)
# What a step of η = 0.1 must be under a gradient that does not change: the first step
# (with μ = 0), and the step in the end. Signs: down the gradient.
FIRST = {
    "SGD": 0.1 * GRADIENT,
    "momentum": 0.1 * GRADIENT,
    "Nesterov": 0.1 * GRADIENT,
    "RMSprop": 0.1 / np.sqrt(0.1) * np.sign(GRADIENT),
    "Adam": 0.1 * np.sign(GRADIENT),
}
LAST = {
    "SGD": 0.1 * GRADIENT,
    "momentum": 0.1 / 0.5 * GRADIENT,
    "Nesterov": 0.1 / 0.5 * GRADIENT,
    "RMSprop": 0.1 * np.sign(GRADIENT),
    "Adam": 0.1 * np.sign(GRADIENT),
}
MANY = 300  # steps until a mean with decay 0.9 has forgotten its start


def first_wrong(runner: Runner) -> str:
    """Name the first step of a known optimizer that is not what it should be.

    Parameters
    ----------
    runner : Runner
        Judged only if its name is a known one.

    Returns
    -------
    str
        One sentence; empty when nothing is wrong, or nothing is known.
    """
    if runner.name not in FIRST:
        return ""
    called, here = runner.step.name, np.ones(2)
    trial = runner.mine(TRIAL)
    still = runner.mine(TRIAL | {"mu": 0.0})

    def first() -> Array:
        return here - runner.move(here.copy(), GRADIENT.copy(), {}, still)[0]

    moved = first()
    if not _near(moved, FIRST[runner.name]):
        return (
            f"The first step of your {called} with η = 0.1 from a gradient of "
            f"{_pair(GRADIENT)} is {_pair(-moved)}; it should be "
            f"{_pair(-FIRST[runner.name])}."
        )
    if not _near(first(), moved):
        return f"Your {called} remembers the run before: is its state only in `state`?"
    theta = here
    state: Any = {}
    for _ in range(MANY):
        before = theta
        theta, state = runner.move(before.copy(), GRADIENT.copy(), state, trial)
    if not _near(before - theta, LAST[runner.name]):
        return (
            f"Under a gradient that stays {_pair(GRADIENT)} the steps of your {called} "
            f"come to {_pair(theta - before)} (η = 0.1, μ = 0.5); they should come to "
            f"{_pair(-LAST[runner.name])}."
        )
    return ""


def _near(got: Array, want: Array) -> bool:
    return bool(np.all(np.abs(got - want) <= 1e-3 * np.abs(want)))


def _pair(step: Array) -> str:
    return f"({shown(step[0])}, {shown(step[1])})"
