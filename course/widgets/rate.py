"""Chapter 07: the learning rate, on a bowl whose curvatures are known."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import numpy as np
from traitlets import Float, Int

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
from course.widgets.verdicts import tails, verdicts
from course.widgets.work import Settings, Work

N = 64
STEPS = 60
START = np.array([-2.6, 1.9])
TILT = np.deg2rad(25.0)
RATES = np.geomspace(0.002, 0.5, 121)
BOUND = 3.2  # the map shows -BOUND to BOUND in both directions
BATCHES = (1, 4, 16, N)


class LearningRate(Explorer):
    """A path over contours, its cost curve, and the last cost against the rate."""

    _esm = script("rate")
    title = "Learning rate"
    height = 560

    eta = Float(float(RATES[85]), help="the learning rate").tag(sync=True)
    batch_size = Int(N, help="examples a step").tag(sync=True)


def learning_rate(
    gradient_step: Given = "gradient_step",
    largest_stable_learning_rate: Given | None = None,
    curvatures: tuple[float, float] = (1.0, 8.0),
) -> LearningRate:
    """Show what the learning rate does to the student's own gradient step.

    Parameters
    ----------
    gradient_step : callable or str
        ``gradient_step(theta, grad, eta)`` gives the next theta.
    largest_stable_learning_rate : callable or str, optional
        The student's function of the matrix H; its answer is marked beside the true
        threshold.
    curvatures : tuple of two floats
        Eigenvalues of the bowl's matrix H, the smaller first.

    Returns
    -------
    LearningRate
        The widget; its traits `eta` and `batch_size` can be read, set and linked.
    """

    def prepare() -> Growing:
        step = Student(gradient_step, "gradient_step")
        H = bowl(curvatures)
        facts = {
            "rates": RATES.tolist(),
            "batches": list(BATCHES),
            "threshold": 2.0 / curvatures[1],
            "bound": BOUND,
        }
        said = ""
        if largest_stable_learning_rate is not None:
            theirs, said = their_threshold(largest_stable_learning_rate, H)
            facts["theirs"] = theirs
        paths = np.full((len(RATES), len(BATCHES), STEPS + 1, 2), NOTHING)
        jobs = walks(step, H, paths)
        work = Work(jobs, _far, lambda key: f"at η = {RATES[key[0]]:.3g}")
        still = {"field": landscape(H), "expected": cost(expected(RATES, H), H)}

        def view() -> Content:
            excess = cost(paths, H)
            excess[paths[..., 0] == NOTHING] = NOTHING
            arrays = still | {
                "paths": paths,
                "costs": excess,
                "tails": tails(excess),
                "verdicts": verdicts(paths, excess, H, [size < N for size in BATCHES]),
            }
            remark = first_wrong_step(paths[:, -1], H) or work.remark() or said
            return Content(arrays, facts, remark)

        return Growing(work, view)

    return LearningRate.show(prepare)


def their_threshold(function: Given, H: Array) -> tuple[float, str]:
    """Ask the student's function for the largest stable rate.

    Parameters
    ----------
    function : callable or str
        ``largest_stable_learning_rate(H)``.
    H : ndarray, shape (2, 2)
        The bowl.

    Returns
    -------
    theirs : float
        The answer; 0 where there is no finite one.
    remark : str
        What is wrong with it; empty when nothing is.
    """
    name = "largest_stable_learning_rate"
    try:
        theirs = float(Student(function, name).array((), H.copy()))
    except Unready as why:
        return 0.0, str(why)
    if np.isclose(theirs, 2.0 / np.linalg.eigvalsh(H)[-1]):
        return theirs, ""
    return theirs if np.isfinite(theirs) else 0.0, (
        f"Your {name} says {shown(theirs)}. Move η to just below and just above it and "
        "see which of the two still comes to rest."
    )


def _far(key: tuple[int, int], settings: Settings) -> tuple[bool, int]:
    """Say how late a path is: the batch size that is shown first, the nearest rates."""
    here = int(np.argmin(np.abs(RATES - settings["eta"])))
    return BATCHES[key[1]] != settings["batch_size"], abs(key[0] - here)


def bowl(curvatures: tuple[float, float]) -> Array:
    """Make a tilted bowl's matrix H from its eigenvalues; the cost is half θᵀHθ."""
    turn = np.array([[np.cos(TILT), -np.sin(TILT)], [np.sin(TILT), np.cos(TILT)]])
    H: Array = turn @ np.diag(curvatures) @ turn.T
    return H


def cost(theta: Array, H: Array) -> Array:
    """Give the cost above the minimum at each point, shape (..., 2) to (...)."""
    with np.errstate(over="ignore", invalid="ignore"):
        excess: Array = 0.5 * np.sum((theta @ H) * theta, axis=-1)
    return excess


def landscape(H: Array, n: int = 65) -> Array:
    """Tabulate the cost over the map, rows from its lower edge up."""
    at = np.linspace(-BOUND, BOUND, n)
    return cost(np.stack(np.meshgrid(at, at), axis=-1), H)


def centres(rng: np.random.Generator) -> Array:
    """Draw the minima of the single examples; their mean is the minimum of all."""
    points = 0.5 * rng.standard_normal((N, 2))
    centred: Array = points - points.mean(axis=0)
    return centred


def walks(
    step: Student, H: Array, paths: Array
) -> dict[tuple[int, int], Callable[[], Iterator[None]]]:
    """Give a job for every path, by the places of its rate and its batch size.

    Parameters
    ----------
    step : Student
        ``step(theta, grad, eta)``, for one walker: theta has shape (2,).
    H : ndarray, shape (2, 2)
        The bowl.
    paths : ndarray, shape (rates, batch sizes, steps + 1, 2)
        Where the jobs write where each walker is.

    Returns
    -------
    dict of callable
        Each takes one step of the student's after the other.
    """
    minima = _batch_minima(np.random.default_rng(6))

    def walk(i: int, j: int) -> Iterator[None]:
        theta, eta = START, float(RATES[i])
        paths[i, j, 0] = theta
        for t in range(STEPS):
            gradient = (theta - minima[t, j]) @ H
            moved = step(theta.copy(), gradient, eta)
            theta = paths[i, j, t + 1] = step.numbers(moved, START.shape, wild=True)
            yield

    keys = np.ndindex(len(RATES), len(BATCHES))
    return {(i, j): functools.partial(walk, i, j) for i, j in keys}


def _batch_minima(rng: np.random.Generator) -> Array:
    """Give for each step and batch size the mean of its batch's minima.

    The same batches at every rate: a picture that moves with the slider must not
    flicker with the draw.
    """
    points = centres(rng)
    minima = np.empty((STEPS, len(BATCHES), 2))
    for j, size in enumerate(BATCHES):
        rows: list[int] = []
        for t in range(STEPS):
            if len(rows) < size:
                rows = rng.permutation(N).tolist()
            minima[t, j] = points[rows[:size]].mean(axis=0)
            rows = rows[size:]
    return minima


def expected(rates: Array, H: Array) -> Array:
    """Say where full-batch descent must be at each step, without taking one.

    Along each eigenvector of H the distance to the minimum is multiplied by 1 − ηλ
    at every step.

    Parameters
    ----------
    rates : ndarray, shape (rates,)
        Learning rates.
    H : ndarray, shape (2, 2)
        The bowl.

    Returns
    -------
    ndarray, shape (rates, steps + 1, 2)
        The path of the full batch at each rate.
    """
    lambdas, vectors = np.linalg.eigh(H)
    shrink = 1.0 - rates[:, None, None] * lambdas
    powers = shrink ** np.arange(STEPS + 1)[:, None]
    path: Array = (powers * (START @ vectors)) @ vectors.T
    return path


def first_wrong_step(paths: Array, H: Array) -> str:
    """Name the first step that the student's function takes elsewhere than it should.

    Parameters
    ----------
    paths : ndarray, shape (rates, steps + 1, 2)
        The student's full-batch paths.
    H : ndarray, shape (2, 2)
        The bowl.

    Returns
    -------
    str
        A sentence or two; empty when every step is right.
    """
    want = expected(RATES, H)
    finished = np.flatnonzero(paths[:, -1, 0] != NOTHING)
    wanted = (len(RATES) // 2, 0, len(RATES) - 1)
    for i in [i for i in wanted if i in finished] or finished[:1]:
        t = first_difference(paths[i], want[i], 1e-6)
        if t is None:
            continue
        here, there = paths[i, t], want[i, t]
        moved, meant = here - paths[i, t - 1], there - want[i, t - 1]
        told = (
            f"At η = {RATES[i]:.3g} step {t} of your gradient_step ends at "
            f"({shown(here[0])}, {shown(here[1])}); {_EXPECTED} "
            f"({shown(there[0])}, {shown(there[1])})."
        )
        if np.allclose(moved, 0.0):
            return f"Your gradient_step does not move. {told}"
        if np.allclose(moved, -meant):
            return f"Your gradient_step goes uphill. {told}"
        ratio = float(moved @ meant / (meant @ meant))
        if np.allclose(moved, ratio * meant):
            return f"Your step is {shown(ratio)} times as long as it should be. {told}"
        return told
    return ""


_EXPECTED = "η times the gradient downhill is"
