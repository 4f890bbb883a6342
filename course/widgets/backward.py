"""Chapter 04: the backward pass of a small network, one equation after the other."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from traitlets import Float, Int, Unicode

from course import Array
from course.widgets import small_network
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.small_network import SIZES, W, X, b
from course.widgets.student import NOTHING, Given, Stuck, Student, Unready, shown
from course.widgets.work import Settings, Work

TARGETS = ((1.0, 0.0), (0.0, 1.0))
ACTIVATION = {1: "sigmoid", 2: "sigmoid"}
MEASURE = (-1, -1)  # the job of the differences, beside those of the examples
STEP = 1e-5  # of the differences that measure the gradient
# In the order of the pass: the equation, what it gives, whose function that is.
PIECES = (
    ("BP1", "delta2", "output_delta"),
    ("BP3", "db2", "bias_gradient"),
    ("BP4", "dW2", "weight_gradient"),
    ("BP2", "delta1", "hidden_delta"),
    ("BP3", "db1", "bias_gradient"),
    ("BP4", "dW1", "weight_gradient"),
)
WRITTEN = {"delta": "δ", "db": "∂C/∂b", "dW": "∂C/∂w"}


class BackwardPass(Explorer):
    """A network drawing through which the student's errors flow from right to left."""

    _esm = script("backward")
    title = "Backward pass"
    height = 720

    x1 = Float(1.0, help="first input").tag(sync=True)
    x2 = Float(0.4, help="second input").tag(sync=True)
    target = Unicode("y = (1, 0)", help="the right output").tag(sync=True)
    step = Int(0, help="how far the pass has come").tag(sync=True)
    chosen = Unicode("", help="the weight whose slope is shown").tag(sync=True)


def backward_pass(
    forward: Given = "forward",
    output_delta: Given = "output_delta",
    hidden_delta: Given = "hidden_delta",
    bias_gradient: Given = "bias_gradient",
    weight_gradient: Given = "weight_gradient",
) -> BackwardPass:
    """Show how the student's delta equations carry the error back.

    Every number is compared with differences of the cost. An equation that is not
    written yet leaves its step empty.

    Parameters
    ----------
    forward : callable or str
        The student's forward pass.
    output_delta, hidden_delta : callable or str
        The student's BP1 and BP2.
    bias_gradient, weight_gradient : callable or str
        The student's BP3 and BP4.

    Returns
    -------
    BackwardPass
        The widget; its traits (`x1`, `x2`, `target`, `step`) can be read, set and
        linked.
    """

    def prepare() -> Growing:
        run = Student(forward, "forward")
        values, said = small_network.run(run, ACTIVATION)
        given = {
            "output_delta": output_delta,
            "hidden_delta": hidden_delta,
            "bias_gradient": bias_gradient,
            "weight_gradient": weight_gradient,
        }
        theirs, measured = nowhere(), nowhere()
        missing: dict[str, str] = {}
        jobs: dict[tuple[int, int], Callable[[], Iterator[None]]] = {
            (i, t): functools.partial(pieces, given, row[None], theirs, missing, i, t)
            for i, row in enumerate(values)
            for t in range(len(TARGETS))
        }
        jobs[MEASURE] = lambda: differences(run, measured)
        work = Work(jobs, _far, _where)

        def view() -> Content:
            remark = said or first_wrong(theirs, measured, missing) or work.remark()
            arrays = {f"measured_{name}": array for name, array in measured.items()}
            none = {
                piece: why
                for piece, why in missing.items()
                if (theirs[piece] == NOTHING).all()
            }
            facts = small_network.facts() | {
                "targets": [list(target) for target in TARGETS],
                "missing": none,
            }
            return Content(arrays | theirs | {"values": values}, facts, remark)

        return Growing(work, view)

    return BackwardPass.show(prepare)


def _far(key: tuple[int, int], settings: Settings) -> tuple[float, bool]:
    """Say how late an example is: the one that is shown, the differences, the rest."""
    if key == MEASURE:
        return 0.0, True
    i, t = key
    away = np.abs(X[i] - (settings["x1"], settings["x2"])).max()
    return float(away), written(TARGETS[t]) != settings["target"]


def _where(key: tuple[int, int]) -> str:
    if key == MEASURE:
        return "while the cost was differentiated"
    i, t = key
    return f"at x = ({shown(X[i, 0])}, {shown(X[i, 1])}), {written(TARGETS[t])}"


def written(target: tuple[float, float]) -> str:
    """Name a target as the list of targets does."""
    return f"y = ({target[0]:g}, {target[1]:g})"


def nowhere() -> dict[str, Array]:
    """Give every piece without a number in it."""
    return {name: np.full(shape, NOTHING) for name, shape in shapes().items()}


def pieces(
    given: dict[str, Given],
    values: Array,
    found: dict[str, Array],
    missing: dict[str, str],
    i: int,
    t: int,
) -> Iterator[None]:
    """Compute each piece of the backward pass of one example.

    Parameters
    ----------
    given : dict
        The student's functions, or their names, by what the exercises call them.
    values : ndarray, shape (1, 12)
        What the forward pass kept.
    found : dict of ndarray
        Where the pieces go: delta2, db2, dW2, delta1, db1, dW1, each with two leading
        axes, inputs and targets.
    missing : dict of str
        Where it goes why a piece could not be computed.
    i, t : int
        Which input, which target.

    Yields
    ------
    None
        After each call.
    """
    if (values == NOTHING).any():
        return
    A0, Z1, A1, Z2, A2 = np.split(values, (2, 5, 8, 10), axis=1)
    A = {0: A0, 1: A1, 2: A2}

    def arguments(piece: str) -> tuple[Any, ...]:
        if piece == "delta2":  # the cost is half the squared error of one example
            return A2 - np.array([TARGETS[t]]), Z2.copy(), "sigmoid"
        if piece == "delta1":
            delta2 = found["delta2"][i, t][None]
            return delta2.copy(), W[2].copy(), Z1.copy(), "sigmoid"
        l = int(piece[-1])
        delta = found[f"delta{l}"][i, t][None].copy()
        return (delta,) if piece.startswith("db") else (delta, A[l - 1].copy())

    lost: dict[str, str] = {}
    for _, piece, function in PIECES:
        before = "delta1" if piece in ("db1", "dW1") else "delta2"
        if before in lost:
            lost[piece] = lost[before]
            continue
        shape = found[piece].shape[2:]
        wanted = (1, *shape) if piece.startswith("delta") else shape
        try:
            student = Student(given[function], function)
            result = student.array(wanted, *arguments(piece))
            found[piece][i, t] = result.reshape(shape)
        except Stuck:
            raise
        except Unready as why:
            lost[piece] = str(why)
        yield
    for piece, reason in lost.items():
        missing.setdefault(piece, reason)


def shapes() -> dict[str, tuple[int, ...]]:
    """Give the shape of each piece over all inputs and targets."""
    leading = (len(X), len(TARGETS))
    result: dict[str, tuple[int, ...]] = {}
    for l in (2, 1):
        result[f"delta{l}"] = result[f"db{l}"] = (*leading, SIZES[l])
        result[f"dW{l}"] = (*leading, SIZES[l], SIZES[l - 1])
    return result


def differences(forward: Student, measured: dict[str, Array]) -> Iterator[None]:
    """Measure the same pieces by central differences of the cost.

    For one example the error of a neuron is the slope of the cost in its bias, so that
    differences in the biases measure delta too.

    Parameters
    ----------
    forward : Student
        The student's forward pass.
    measured : dict of ndarray
        Where the slopes go; the names and shapes of `pieces`.

    Yields
    ------
    None
        After each slope.
    """

    def costs(weights: dict[int, Array], biases: dict[int, Array]) -> Array:
        values, _ = small_network.run(forward, ACTIVATION, weights, biases)
        error = values[:, None, -SIZES[2] :] - np.array(TARGETS)
        result: Array = 0.5 * np.sum(error**2, axis=-1)
        return result

    def slope(l: int, place: tuple[int, ...]) -> Array:
        change = np.zeros(W[l].shape if len(place) == 2 else b[l].shape)
        change[place] = STEP
        if len(place) == 2:
            up, down = (costs(W | {l: W[l] + s * change}, b) for s in (1, -1))
        else:
            up, down = (costs(W, b | {l: b[l] + s * change}) for s in (1, -1))
        slopes: Array = np.where(up < NOTHING, (up - down) / (2.0 * STEP), NOTHING)
        return slopes

    for l in (2, 1):
        for j in range(SIZES[l]):
            measured[f"db{l}"][:, :, j] = slope(l, (j,))
            measured[f"delta{l}"][:, :, j] = measured[f"db{l}"][:, :, j]
            yield
            for k in range(SIZES[l - 1]):
                measured[f"dW{l}"][:, :, j, k] = slope(l, (j, k))
                yield


def first_wrong(
    theirs: dict[str, Array], measured: dict[str, Array], missing: dict[str, str]
) -> str:
    """Name the first number that differs from what the cost's differences say.

    Parameters
    ----------
    theirs, measured : dict of ndarray
        What `pieces` and `differences` give.
    missing : dict of str
        Why a piece could not be computed.

    Returns
    -------
    str
        A sentence; empty when all is there and right.
    """
    for equation, piece, function in PIECES:
        if piece in missing:
            return missing[piece]
        got, want = theirs[piece], measured[piece]
        with np.errstate(invalid="ignore"):
            wrong = ~(np.abs(got - want) <= 1e-7 + 1e-5 * np.abs(want))
        wrong &= (got != NOTHING) & (want != NOTHING)
        if wrong.any():
            place = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
            i, t, *inner = (int(n) for n in place)
            letter = WRITTEN[piece.rstrip("12")] + "²¹"["21".index(piece[-1])]
            lower = "".join("₁₂₃"[n] for n in inner)
            return (
                f"{equation}, your {function}: {letter}{lower} is "
                f"{shown(got[place])}; measured by differences of the cost it is "
                f"{shown(want[place])} (x = ({shown(X[i, 0])}, {shown(X[i, 1])}), "
                f"{written(TARGETS[t])})."
            )
    return ""
