"""Chapter 08: momentum on one curvature, over the plane of ηh and μ."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from traitlets import Float

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import NOTHING, Given, Student, Unready, first_difference
from course.widgets.work import Settings, Work

STEPS = 40
PACES: Array = np.round(np.linspace(0.1, 4.0, 40), 1)  # ηh
KEPT: Array = np.round(np.linspace(0.0, 0.95, 20), 2)  # μ
MAP: Array = np.concatenate([[0.0], PACES])  # a gentle curvature stands near 0


class MomentumPlane(Explorer):
    """A map of how fast momentum comes to rest, and one descent of the student's."""

    _esm = script("momentum")
    title = "Momentum over ηh and μ"
    height = 560

    pace = Float(0.5, help="learning rate times curvature").tag(sync=True)
    mu = Float(0.5, help="how much of the velocity is kept").tag(sync=True)


def momentum_plane(
    momentum_step: Given = "momentum_step", curvatures: Sequence[float] = ()
) -> MomentumPlane:
    """Show where the student's momentum creeps, swings, and leaves for good.

    The cost is half θ² (its curvature h is 1), and the descent starts at 1 and at rest.

    Parameters
    ----------
    momentum_step : callable or str
        ``momentum_step(theta, grad, state, eta, mu)`` gives theta and state.
    curvatures : sequence of float, optional
        Of a valley of the student's, all above 0. The marked point is the largest of
        them; each of the others is a dot beside it, for the same η and μ.

    Returns
    -------
    MomentumPlane
        The widget; its traits `pace` and `mu` can be read, set and linked.
    """

    def prepare() -> Growing:
        step = Student(momentum_step, "momentum_step")
        paths = np.full((len(KEPT), len(PACES), STEPS + 1), NOTHING)
        work = Work(descents(step, paths), _far, _where)
        radii = radius(MAP, KEPT[:, None])
        valley, said = sorted(map(float, curvatures)), ""
        if not all(0.0 < h < np.inf for h in valley):
            said = f"Curvatures should be numbers above 0, and {valley} are not."
            valley = []
        facts = {"paces": PACES.tolist(), "kept": KEPT.tolist(), "valley": valley}

        def view() -> Content:
            arrays = {"paths": paths, "radii": radii, "expected": expected()}
            return Content(arrays, facts, first_wrong(paths) or work.remark() or said)

        return Growing(work, view)

    return MomentumPlane.show(prepare)


def radius(pace: Array, mu: Array) -> Array:
    """Give the factor by which the distance to the minimum shrinks a step, in the end.

    It is the larger size of the two roots of r² − (1 + μ − ηh) r + μ = 0.

    Parameters
    ----------
    pace, mu : ndarray
        ηh and μ, of shapes that broadcast.

    Returns
    -------
    ndarray
        Below 1 where the descent comes to rest.
    """
    half = (1.0 + mu - pace) / 2.0
    root = np.sqrt(half.astype(complex) ** 2 - mu)
    result: Array = np.maximum(np.abs(half + root), np.abs(half - root))
    return result


def expected() -> Array:
    """Say where each descent must be at each step, from the recurrence in θ alone."""
    path = np.ones((len(KEPT), len(PACES), STEPS + 1))
    mu = KEPT[:, None]
    path[..., 1] = 1.0 - PACES
    for t in range(2, STEPS + 1):
        path[..., t] = (1.0 + mu - PACES) * path[..., t - 1] - mu * path[..., t - 2]
    return path


def descents(
    step: Student, paths: Array
) -> dict[tuple[int, int], Callable[[], Iterator[None]]]:
    """Give a job for each point of the plane: one descent of the student's.

    Parameters
    ----------
    step : Student
        ``step(theta, grad, state, eta, mu)``; theta has shape (1,).
    paths : ndarray, shape (momenta, paces, steps + 1)
        Where the jobs write.

    Returns
    -------
    dict of callable
        By the places of μ and ηh.
    """

    def descend(j: int, i: int) -> Iterator[None]:
        theta: Array = np.ones(1)
        state: Any = {}
        paths[j, i, 0] = 1.0
        for t in range(STEPS):
            result: Any = step(
                theta.copy(), theta.copy(), state, float(PACES[i]), float(KEPT[j])
            )
            if not isinstance(result, tuple) or len(result) != 2:
                raise Unready("momentum_step should return theta and state.")
            theta = step.numbers(result[0], (1,), "theta", wild=True)
            state = result[1]
            paths[j, i, t + 1] = theta[0]
            yield

    places = np.ndindex(paths.shape[:2])
    return {(j, i): functools.partial(descend, j, i) for j, i in places}


def _far(key: tuple[int, int], settings: Settings) -> float:
    j, i = key
    away = abs(PACES[i] - settings["pace"]) + abs(KEPT[j] - settings["mu"])
    return float(away)


def _where(key: tuple[int, int]) -> str:
    return f"at ηh = {PACES[key[1]]:g}, μ = {KEPT[key[0]]:g}"


def first_wrong(paths: Array) -> str:
    """Name the first step that is not where momentum must be.

    Parameters
    ----------
    paths : ndarray, shape (momenta, paces, steps + 1)
        The student's descents.

    Returns
    -------
    str
        One sentence; empty when every finished one is right.
    """
    want = expected()
    for j, i in ((0, 4), (10, 4), (18, 2)):
        got = paths[j, i]
        if got[-1] == NOTHING:
            continue
        t = first_difference(got[:, None], want[j, i][:, None], 1e-6)
        if t is not None:
            return (
                f"At η = {PACES[i]:g}, h = 1, μ = {KEPT[j]:g} step {t} of your "
                f"momentum_step ends at {got[t]:.4g}; it should be {want[j, i, t]:.4g}."
            ).replace("-", "−")
    return ""
