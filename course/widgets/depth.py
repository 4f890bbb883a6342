"""Chapter 10: what thirty layers leave of an error, for every start of the weights."""

from __future__ import annotations

from itertools import product

import numpy as np
from traitlets import Float, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import (
    NOTHING,
    Given,
    Student,
    Unready,
    remark_of,
    shown,
)

LAYERS, WIDTH, EXAMPLES = 30, 32, 16
SCALES: Array = np.round(np.geomspace(0.25, 4.0, 25), 3)
KINDS = ("sigmoid", "tanh", "relu")
WAYS = ("none", "around each layer")
NORMS = ("none", "behind each layer")
LIMIT = 1.0  # how long a clipped gradient may be
TINY = 1e-9  # under the root of a spread
CLIPS = ("none", f"at length {LIMIT:g}")


class LayerErrors(Explorer):
    """The size of the error in each of thirty layers, of outputs, and of slopes."""

    _esm = script("depth")
    title = "An error on its way down thirty layers"
    height = 560

    scale = Float(1.0, help="of the weights, times 1/√n").tag(sync=True)
    kind = Unicode("relu", help="the activation").tag(sync=True)
    plus = Unicode(WAYS[0], help="where a plus sign stands").tag(sync=True)
    norm = Unicode(NORMS[0], help="where a normalization stands").tag(sync=True)
    clip = Unicode(CLIPS[0], help="how long the gradient may be").tag(sync=True)


def layer_errors(
    error_gain: Given = "error_gain", clip_by_global_norm: Given | None = None
) -> LayerErrors:
    """Show what thirty layers leave of an error, beside the student's gains.

    Parameters
    ----------
    error_gain : callable or str
        ``error_gain(W_next, Z, activation)`` gives the factor of one layer.
    clip_by_global_norm : callable or str, optional
        ``clip_by_global_norm(dW, db, limit)`` gives the shortened gradient; with it
        the picture has one more part, the slopes of each layer.

    Returns
    -------
    LayerErrors
        The widget; its traits `scale`, `kind`, `plus`, `norm` and `clip` can be read,
        set and linked.
    """

    def prepare() -> Content:
        gain = Student(error_gain, "error_gain")
        shape = (len(KINDS), len(WAYS), len(NORMS), len(SCALES), LAYERS)
        names = ("errors", "outputs", "slopes", "clipped")
        arrays = {name: np.full(shape, NOTHING) for name in names}
        arrays["gains"] = np.full((len(KINDS), len(SCALES), LAYERS), NOTHING)
        for k, kind in enumerate(KINDS):
            for p, n in product(range(len(WAYS)), range(len(NORMS))):
                tower = Tower(kind, plus=p > 0, norm=n > 0)
                arrays["outputs"][k, p, n] = size(tower.A).T
                arrays["errors"][k, p, n], arrays["slopes"][k, p, n] = tower.back()
                if p == n == 0:
                    for s, scale in enumerate(SCALES):
                        arrays["gains"][k, s] = products(
                            gain, kind, scale * tower.W, tower.Z[:, s]
                        )
        said = ""
        facts = {"scales": SCALES.tolist(), "kinds": list(KINDS), "ways": list(WAYS)}
        facts |= {"norms": list(NORMS), "clips": []}
        if clip_by_global_norm is not None:
            try:
                clip = Student(clip_by_global_norm, "clip_by_global_norm")
                said = clip_all(clip, arrays)
            except Unready as why:
                said = str(why)
            facts["clips"] = list(CLIPS)
        return Content(arrays, facts, remark_of(lambda: wrong_gain(gain)) or said)

    return LayerErrors.show(prepare)


def clip_all(clip: Student, arrays: dict[str, Array]) -> str:
    """Shorten every gradient with the student's function, one number a layer.

    Parameters
    ----------
    clip : Student
        ``clip_by_global_norm(dW, db, limit)``.
    arrays : dict
        Its `slopes` are read and its `clipped` written.

    Returns
    -------
    str
        The first that is not as it should be; empty if all are.

    Raises
    ------
    Unready
        If there is nothing to draw.
    """
    said = ""
    for at in np.ndindex(arrays["slopes"].shape[:-1]):
        lengths = arrays["slopes"][at]
        dW = {l: np.array([[length]]) for l, length in enumerate(lengths, 1)}
        result = clip(dW, {l: np.zeros(1) for l in dW}, LIMIT)
        if not isinstance(result, tuple) or len(result) != 2:
            raise Unready("clip_by_global_norm should return dW and db.")
        if not isinstance(result[0], dict) or set(result[0]) != set(dW):
            raise Unready("clip_by_global_norm should return dW with the keys it got.")
        got = np.array(
            [
                clip.numbers(one, (1, 1), f"dW[{l}]")[0, 0]
                for l, one in result[0].items()
            ]
        )
        arrays["clipped"][at] = got
        whole = float(np.sqrt(np.sum(lengths**2)))
        want = lengths * min(1.0, LIMIT / whole)
        off = ~(np.abs(got - want) <= 1e-6 * np.maximum(want, 1e-6))
        if off.any() and not said:
            l = int(np.argmax(off))
            said = (
                f"Of a gradient of length {shown(whole)} your clip_by_global_norm "
                f"leaves {shown(got[l])} in layer {l + 1}, where {shown(lengths[l])} "
                f"was; it should be {shown(want[l])}."
            )
    return said


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


class Tower:
    """Thirty layers, run forward for all scales at once.

    Parameters
    ----------
    kind : str
        The activation.
    plus, norm : bool
        Whether the input of each layer is added to what it gives, and whether that is
        then given the mean 0 and the variance 1 in each example.

    Attributes
    ----------
    W : ndarray, shape (layers, width, width)
        The weights at scale 1.
    Z, A : ndarray, shape (layers, scales, examples, width)
        Weighted inputs and outputs of each layer.
    """

    def __init__(self, kind: str, *, plus: bool, norm: bool) -> None:
        self.kind, self.plus, self.norm = kind, plus, norm
        rng = np.random.default_rng(10)
        self.W = rng.normal(size=(LAYERS, WIDTH, WIDTH)) / np.sqrt(WIDTH)
        self.X = np.repeat(rng.normal(size=(1, EXAMPLES, WIDTH)), len(SCALES), axis=0)
        A, kept, self._spreads = self.X, [], []
        for weights in self.W:
            Z = SCALES[:, None, None] * (A @ weights.T)
            out = activate(kind, Z)[0]
            A = A + out if plus else out
            if norm:
                spread = np.sqrt(A.var(axis=-1, keepdims=True) + TINY)
                A = (A - A.mean(axis=-1, keepdims=True)) / spread
                self._spreads.append(spread)
            kept.append((Z, A))
        self.Z = np.stack([Z for Z, _ in kept])
        self.A = np.stack([A for _, A in kept])

    def back(self) -> tuple[Array, Array]:
        """Send an error of size 1 into the top layer's output.

        Returns
        -------
        sizes : ndarray, shape (scales, layers)
            Root mean square of the error at the output of each layer, the lowest first.
        lengths : ndarray, shape (scales, layers)
            How long the gradient of each layer's weights is, the mean over examples.
        """
        back = np.random.default_rng(11).normal(size=(1, EXAMPLES, WIDTH))
        back = np.repeat(back / size(back)[:, None, None], len(SCALES), axis=0)
        sizes, lengths = [], []
        for layer in range(LAYERS - 1, -1, -1):
            sizes.append(size(back))
            if self.norm:
                A = self.A[layer]
                along = (back * A).mean(axis=-1, keepdims=True)
                mean = back.mean(axis=-1, keepdims=True)
                back = (back - mean - A * along) / self._spreads[layer]
            delta = back * activate(self.kind, self.Z[layer])[1]
            below = self.A[layer - 1] if layer else self.X
            slope = delta.transpose(0, 2, 1) @ below / EXAMPLES
            lengths.append(np.sqrt((slope**2).sum(axis=(1, 2))))
            through = SCALES[:, None, None] * delta @ self.W[layer]
            back = back + through if self.plus else through
        return np.stack(sizes[::-1], axis=1), np.stack(lengths[::-1], axis=1)


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
