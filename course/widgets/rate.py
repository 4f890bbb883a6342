"""Chapter 07: the learning rate, on a bowl whose curvatures are known."""

from __future__ import annotations

import numpy as np
from traitlets import Float, Int

from course import Array
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import Given, Student, first_difference, shown

N = 64
STEPS = 60
TAIL = 20  # steps over which the cost at the end is a mean: one draw is noise
START = np.array([-2.6, 1.9])
TILT = np.deg2rad(25.0)
RATES = np.geomspace(0.002, 0.5, 121)
BOUND = 3.2  # the map shows -BOUND to BOUND in both directions
BATCHES = (1, 4, 16, N)
WORDS = ("converges", "oscillates", "diverges", "crawls", "hovers")


class LearningRate(Explorer):
    """A path over contours, its cost curve, and the last cost against the rate."""

    _esm = script("rate")
    title = "Learning rate"
    height = 560

    eta = Float(float(RATES[20]), help="the learning rate").tag(sync=True)
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

    def prepare() -> Content:
        step = Student(gradient_step, "gradient_step")
        H = bowl(curvatures)
        paths = walk(step, H)
        excess = cost(paths, H)
        remark = first_wrong_step(paths[:, -1], H)
        facts = {
            "rates": RATES.tolist(),
            "batches": list(BATCHES),
            "threshold": 2.0 / curvatures[1],
            "bound": BOUND,
        }
        if largest_stable_learning_rate is not None:
            named = "largest_stable_learning_rate"
            theirs = float(Student(largest_stable_learning_rate, named).array((), H))
            facts["theirs"] = theirs if np.isfinite(theirs) else 0.0
            if not np.isclose(theirs, facts["threshold"]):
                remark = remark or (
                    f"Your {named} says {shown(theirs)}. Move η to just below and just "
                    "above it and see which of the two still comes to rest."
                )
        arrays = {
            "paths": paths,
            "costs": excess,
            "tails": excess[..., -TAIL:].mean(axis=-1),
            "verdicts": verdicts(paths, excess, H),
            "field": landscape(H),
            "expected": cost(expected(RATES, H), H),
        }
        return Content(arrays, facts, remark)

    return LearningRate.show(prepare)


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


def walk(step: Student, H: Array) -> Array:
    """Let the student's function take its steps, at every rate and batch size.

    Parameters
    ----------
    step : Student
        ``step(theta, grad, eta)``. One call moves four walkers, a row each: one for
        each batch size.
    H : ndarray, shape (2, 2)
        The bowl.

    Returns
    -------
    ndarray, shape (rates, batch sizes, steps + 1, 2)
        Where each walker was.
    """
    minima = _batch_minima(np.random.default_rng(6))
    paths = np.empty((len(RATES), len(BATCHES), STEPS + 1, 2))
    start = np.tile(START, (len(BATCHES), 1))
    for i, eta in enumerate(RATES):
        theta = paths[i, :, 0] = start
        for t in range(STEPS):
            gradient = (theta - minima[t]) @ H
            moved = step(theta.copy(), gradient, float(eta))
            theta = step.numbers(moved, theta.shape, wild=True)
            paths[i, :, t + 1] = theta
    return paths


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
    for i in (len(RATES) // 2, 0, len(RATES) - 1):
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


def verdicts(paths: Array, costs: Array, H: Array) -> Array:
    """Judge each path in one word, as its place in `WORDS`, and one number for it.

    Parameters
    ----------
    paths : ndarray, shape (rates, batch sizes, steps + 1, 2)
        Where the walkers were.
    costs : ndarray, shape (rates, batch sizes, steps + 1)
        Their cost above the minimum.
    H : ndarray, shape (2, 2)
        The bowl.

    Returns
    -------
    ndarray, shape (rates, batch sizes, 2)
        The word, and: steps to 1 % of the first cost (converges, oscillates; 0 if it is
        not reached), the share of the cost that is left (crawls, hovers), the last
        cost (diverges).
    """
    steep = np.linalg.eigh(H)[1][:, 1]
    result = np.empty((*costs.shape[:2], 2))
    for i, j in np.ndindex(*costs.shape[:2]):
        result[i, j] = verdict(costs[i, j], paths[i, j] @ steep, BATCHES[j] < N)
    return result


def verdict(costs: Array, across: Array, noisy: bool) -> tuple[float, float]:
    """Judge one path.

    Parameters
    ----------
    costs : ndarray, shape (steps + 1,)
        Cost above the minimum.
    across : ndarray, shape (steps + 1,)
        The coordinate along the steepest direction.
    noisy : bool
        Whether the steps are of mini-batches.

    Returns
    -------
    tuple of two floats
        As in `verdicts`.
    """
    last = costs[-1]
    if not last <= costs[0]:
        return WORDS.index("diverges"), float(last)
    reached = np.flatnonzero(costs <= 0.01 * costs[0])
    steps = float(reached[0]) if len(reached) else 0.0
    tail = float(costs[-TAIL:].mean() / costs[0])
    if noisy and steps and tail > 1e-4:
        return WORDS.index("hovers"), tail
    first = across[:4]
    if not noisy and np.all(first[1:] * first[:-1] < 0.0):
        return WORDS.index("oscillates"), steps
    if not steps:
        return WORDS.index("crawls"), float(last / costs[0])
    return WORDS.index("converges"), steps
