"""Chapter 04: the backward pass of a small network, one equation after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
from traitlets import Float, Int, Unicode

from course import Array
from course.widgets import small_network
from course.widgets.engine import Content, Explorer, script
from course.widgets.small_network import SIZES, W, X, b
from course.widgets.student import Given, Student, Unready, shown

TARGETS = ((1.0, 0.0), (0.0, 1.0))
ACTIVATION = {1: "sigmoid", 2: "sigmoid"}
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

    def prepare() -> Content:
        run = Student(forward, "forward")
        Z, A = small_network.run(run, ACTIVATION)
        given = {
            "output_delta": output_delta,
            "hidden_delta": hidden_delta,
            "bias_gradient": bias_gradient,
            "weight_gradient": weight_gradient,
        }
        theirs, missing = pieces(given, Z, A)
        measured = differences(run)
        remark = first_wrong(theirs, measured, missing)
        arrays = {f"measured_{name}": array for name, array in measured.items()}
        arrays |= theirs | {"values": np.hstack([A[0], Z[1], A[1], Z[2], A[2]])}
        facts = small_network.facts() | {
            "targets": [list(target) for target in TARGETS],
            "missing": missing,
        }
        return Content(arrays, facts, remark)

    return BackwardPass.show(prepare)


def pieces(
    given: dict[str, Given], Z: dict[int, Array], A: dict[int, Array]
) -> tuple[dict[str, Array], dict[str, str]]:
    """Compute each piece of the backward pass with the student's functions.

    Parameters
    ----------
    given : dict
        The functions, or their names, by what the exercises call them.
    Z, A : dict of ndarray
        What the forward pass kept, one example a row.

    Returns
    -------
    arrays : dict of ndarray
        delta2, db2, dW2, delta1, db1, dW1, each with two leading axes: inputs and
        targets. What could not be computed is NaN.
    missing : dict of str
        For each piece that could not be computed, why.
    """
    found = {name: np.full(shape, np.nan) for name, shape in shapes().items()}
    missing: dict[str, str] = {}

    def row(array: Array, i: int) -> Array:
        return array[i : i + 1].copy()

    def arguments(piece: str, i: int, t: int) -> tuple[Any, ...]:
        if piece == "delta2":  # the cost is half the squared error of one example
            return row(A[2], i) - np.array([TARGETS[t]]), row(Z[2], i), "sigmoid"
        if piece == "delta1":
            return row(found["delta2"][i], t), W[2].copy(), row(Z[1], i), "sigmoid"
        l = int(piece[-1])
        delta = row(found[f"delta{l}"][i], t)
        return (delta,) if piece.startswith("db") else (delta, row(A[l - 1], i))

    for _, piece, function in PIECES:
        before = "delta1" if piece in ("db1", "dW1") else "delta2"
        if before in missing:
            missing[piece] = missing[before]
            continue
        shape = found[piece].shape[2:]
        wanted = (1, *shape) if piece.startswith("delta") else shape
        try:
            student = Student(given[function], function)
            for i, t in np.ndindex(len(X), len(TARGETS)):
                result = student.array(wanted, *arguments(piece, i, t))
                found[piece][i, t] = result.reshape(shape)
        except Unready as why:
            missing[piece] = str(why)
            found[piece][:] = np.nan
    return found, missing


def shapes() -> dict[str, tuple[int, ...]]:
    """Give the shape of each piece over all inputs and targets."""
    leading = (len(X), len(TARGETS))
    result: dict[str, tuple[int, ...]] = {}
    for l in (2, 1):
        result[f"delta{l}"] = result[f"db{l}"] = (*leading, SIZES[l])
        result[f"dW{l}"] = (*leading, SIZES[l], SIZES[l - 1])
    return result


def differences(forward: Student) -> dict[str, Array]:
    """Measure the same pieces by central differences of the cost.

    For one example the error of a neuron is the slope of the cost in its bias, so that
    differences in the biases measure delta too.

    Parameters
    ----------
    forward : Student
        The student's forward pass.

    Returns
    -------
    dict of ndarray
        The names and shapes of `pieces`.
    """
    measured = {name: np.empty(shape) for name, shape in shapes().items()}

    def costs(weights: dict[int, Array], biases: dict[int, Array]) -> Array:
        _, A = small_network.run(forward, ACTIVATION, weights, biases)
        error = A[2][:, None, :] - np.array(TARGETS)
        result: Array = 0.5 * np.sum(error**2, axis=-1)
        return result

    def slope(l: int, place: tuple[int, ...]) -> Array:
        change = np.zeros(W[l].shape if len(place) == 2 else b[l].shape)
        change[place] = STEP
        if len(place) == 2:
            up, down = (costs(W | {l: W[l] + s * change}, b) for s in (1, -1))
        else:
            up, down = (costs(W, b | {l: b[l] + s * change}) for s in (1, -1))
        return (up - down) / (2.0 * STEP)

    for l in (1, 2):
        for j in range(SIZES[l]):
            measured[f"db{l}"][:, :, j] = slope(l, (j,))
            for k in range(SIZES[l - 1]):
                measured[f"dW{l}"][:, :, j, k] = slope(l, (j, k))
        measured[f"delta{l}"] = measured[f"db{l}"].copy()
    return measured


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
        if wrong.any():
            place = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
            i, t, *inner = (int(n) for n in place)
            written = WRITTEN[piece.rstrip("12")] + "²¹"["21".index(piece[-1])]
            lower = "".join("₁₂₃"[n] for n in inner)
            return (
                f"{equation}, your {function}: {written}{lower} is "
                f"{shown(got[place])}; measured by differences of the cost it is "
                f"{shown(want[place])} (x = ({shown(X[i, 0])}, {shown(X[i, 1])}), y = "
                f"({TARGETS[t][0]:g}, {TARGETS[t][1]:g}))."
            )
    return ""
