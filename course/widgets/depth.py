"""Chapter 10: what thirty layers leave of an error, for every start of the weights."""

from __future__ import annotations

import numpy as np
from traitlets import Float, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import NOTHING, Given, Student, remark_of, shown

LAYERS, WIDTH, EXAMPLES = 30, 32, 16
SCALES: Array = np.round(np.geomspace(0.25, 4.0, 25), 3)
KINDS = ("sigmoid", "tanh", "relu")
WAYS = ("none", "around each layer")


class LayerErrors(Explorer):
    """The size of the error in each of thirty layers, and of their outputs."""

    _esm = script("depth")
    title = "An error on its way down thirty layers"
    height = 560

    scale = Float(1.0, help="of the weights, times 1/√n").tag(sync=True)
    kind = Unicode("relu", help="the activation").tag(sync=True)
    plus = Unicode(WAYS[0], help="where a plus sign stands").tag(sync=True)


def layer_errors(error_gain: Given = "error_gain") -> LayerErrors:
    """Show what thirty layers leave of an error, beside the student's gains.

    Parameters
    ----------
    error_gain : callable or str
        ``error_gain(W_next, Z, activation)`` gives the factor of one layer.

    Returns
    -------
    LayerErrors
        The widget; its traits `scale`, `kind` and `plus` can be read, set and linked.
    """

    def prepare() -> Content:
        gain = Student(error_gain, "error_gain")
        shape = (len(KINDS), len(WAYS), len(SCALES), LAYERS)
        arrays = {
            "errors": np.full(shape, NOTHING),
            "outputs": np.full(shape, NOTHING),
            "gains": np.full((len(KINDS), len(SCALES), LAYERS), NOTHING),
        }
        for k, kind in enumerate(KINDS):
            for p in range(len(WAYS)):
                W, Z, A = forward(kind, plus=p > 0)
                arrays["outputs"][k, p] = size(A).T
                arrays["errors"][k, p] = errors(kind, W, Z, plus=p > 0)
                if p == 0:
                    for s, scale in enumerate(SCALES):
                        arrays["gains"][k, s] = products(gain, kind, scale * W, Z[:, s])
        facts = {"scales": SCALES.tolist(), "kinds": list(KINDS), "ways": list(WAYS)}
        return Content(arrays, facts, remark_of(lambda: wrong_gain(gain)))

    return LayerErrors.show(prepare)


def activate(kind: str, Z: Array) -> tuple[Array, Array]:
    """Give an activation's output and slope."""
    if kind == "relu":
        return np.maximum(Z, 0.0), np.where(Z > 0, 1.0, 0.0)
    if kind == "tanh":
        return np.tanh(Z), 1.0 / np.cosh(Z.clip(-300, 300)) ** 2
    A = 0.5 * (1.0 + np.tanh(0.5 * Z))
    return A, A * (1.0 - A)


def size(values: Array) -> Array:
    """Give the root mean square over examples and neurons."""
    result: Array = np.sqrt((values**2).mean(axis=(-2, -1)))
    return result


def forward(kind: str, *, plus: bool) -> tuple[Array, Array, Array]:
    """Run the tower, for all scales at once.

    Returns
    -------
    W : ndarray, shape (layers, width, width)
        The weights at scale 1.
    Z, A : ndarray, shape (layers, scales, examples, width)
        Weighted inputs and outputs of each layer.
    """
    rng = np.random.default_rng(10)
    W = rng.normal(size=(LAYERS, WIDTH, WIDTH)) / np.sqrt(WIDTH)
    A = np.repeat(rng.normal(size=(1, EXAMPLES, WIDTH)), len(SCALES), axis=0)
    kept = []
    for weights in W:
        Z = SCALES[:, None, None] * (A @ weights.T)
        out = activate(kind, Z)[0]
        A = A + out if plus else out
        kept.append((Z, A))
    return W, np.stack([Z for Z, _ in kept]), np.stack([A for _, A in kept])


def errors(kind: str, W: Array, Z: Array, *, plus: bool) -> Array:
    """Send an error of size 1 into the top layer's output; give its size in each.

    Returns
    -------
    ndarray, shape (scales, layers)
        Root mean square of the error at the output of each layer, the lowest first.
    """
    back = np.random.default_rng(11).normal(size=(1, EXAMPLES, WIDTH))
    back = np.repeat(back / size(back)[:, None, None], len(SCALES), axis=0)
    sizes = [size(back)]
    for layer in range(LAYERS - 1, 0, -1):
        slopes = SCALES[:, None, None] * activate(kind, Z[layer])[1]
        through = (back * slopes) @ W[layer]
        back = back + through if plus else through
        sizes.append(size(back))
    return np.stack(sizes[::-1], axis=1)


def products(gain: Student, kind: str, W: Array, Z: Array) -> Array:
    """Multiply the student's gains from the top down.

    The gain of a layer takes the error of its weighted inputs from the layer above to
    its own.

    Returns
    -------
    ndarray, shape (layers,)
        1 for the highest layer.
    """
    product = np.ones(LAYERS)
    for layer in range(LAYERS - 2, -1, -1):
        one = gain.array((), W[layer + 1].copy(), Z[layer].copy(), kind)
        product[layer] = product[layer + 1] * one
    return product


def wrong_gain(gain: Student) -> str:
    """Name the first gain that is not what it should be; empty if none."""
    rng = np.random.default_rng(12)
    for kind in KINDS:
        W, Z = rng.normal(size=(3, 4)), rng.normal(size=(5, 4))
        slopes = activate(kind, Z)[1]
        squares = [np.sum((W * row) ** 2) / len(W) for row in slopes]
        want = float(np.sqrt(np.mean(squares)))
        got = float(gain.array((), W.copy(), Z.copy(), kind))
        if not abs(got - want) <= 1e-6:
            return (
                f"For five examples, weights of shape (3, 4) and {kind} your "
                f"error_gain gives {shown(got)}; it should be {shown(want)}."
            )
    return ""
