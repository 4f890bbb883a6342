"""Chapter 10: what thirty layers leave of an error, for every start of the weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from traitlets import Float, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import (
    NOTHING,
    Given,
    Student,
    Unready,
    remark_of,
    shown,
)
from course.widgets.tower import LAYERS, SCALES, Tower, activate, size
from course.widgets.work import Settings, Work

KINDS = ("sigmoid", "tanh", "relu")
WAYS = ("none", "around each layer")
NORMS = ("none", "behind each layer")
LIMIT = 1.0  # how long a clipped gradient may be
GAINS, CLIPPED = "gains", "clipped"
Key = tuple[str, int, int, int, int]  # of what; activation, plus, norm, scale
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

    def prepare() -> Growing:
        gain = Student(error_gain, "error_gain")
        said = remark_of(lambda: wrong_gain(gain))
        start = Start(gain, clip_by_global_norm)
        work = Work(start.jobs(), _far, _where)
        facts = {
            "scales": SCALES.tolist(),
            "kinds": list(KINDS),
            "ways": list(WAYS),
            "norms": list(NORMS),
            "clips": [] if clip_by_global_norm is None else list(CLIPS),
        }

        def view() -> Content:
            remark = said or work.remark() or start.remark
            return Content(start.arrays, facts, remark)

        return Growing(work, view)

    return LayerErrors.show(prepare)


def _far(key: Key, settings: Settings) -> tuple[bool, int, bool]:
    """Say how late a tower is: that which is shown, its neighbours, the others."""
    what, k, p, n, s = key
    tower = {"kind": KINDS[k], "plus": WAYS[p], "norm": NORMS[n]}
    other = any(settings[name] != value for name, value in tower.items())
    here = int(np.argmin(np.abs(SCALES - settings["scale"])))
    return other, abs(s - here), what == CLIPPED


def _where(key: Key) -> str:
    _, k, _, _, s = key
    return f"with {KINDS[k]} layers of scale {SCALES[s]:g}"


class Start:
    """What thirty layers do for every start of their weights.

    Parameters
    ----------
    gain : Student
        ``error_gain``.
    clip : callable or str, optional
        ``clip_by_global_norm``.
    """

    def __init__(self, gain: Student, clip: Given | None) -> None:
        self.gain, self.clip = gain, clip
        self.remark = ""
        shape = (len(KINDS), len(WAYS), len(NORMS), len(SCALES), LAYERS)
        names = ("errors", "outputs", "slopes", "clipped")
        self.arrays = {name: np.full(shape, NOTHING) for name in names}
        self.arrays["gains"] = np.full((len(KINDS), len(SCALES), LAYERS), NOTHING)
        self._plain: list[Tower] = []
        for k, p, n in np.ndindex(shape[:3]):
            tower = Tower(KINDS[k], plus=p > 0, norm=n > 0)
            if p == n == 0:
                self._plain.append(tower)
            self.arrays["outputs"][k, p, n] = size(tower.A).T
            errors, slopes = tower.back()
            self.arrays["errors"][k, p, n] = errors
            self.arrays["slopes"][k, p, n] = slopes

    def jobs(self) -> dict[Key, Callable[[], Iterator[None]]]:
        """Give a job for the gains of each tower, and one for each clipped gradient."""
        jobs: dict[Key, Callable[[], Iterator[None]]] = {
            (GAINS, k, 0, 0, s): partial(self._multiply, k, s)
            for k, s in np.ndindex(len(KINDS), len(SCALES))
        }
        if self.clip is not None:
            towers = np.ndindex(self.arrays["slopes"].shape[:-1])
            clip = partial(self._clip, self.clip)
            jobs |= {(CLIPPED, *at): partial(clip, at) for at in towers}
        return jobs

    def _multiply(self, k: int, s: int) -> Iterator[None]:
        tower, into = self._plain[k], self.arrays["gains"][k, s]
        W, Z = SCALES[s] * tower.W, tower.Z[:, s]
        yield from products(self.gain, KINDS[k], W, Z, into)

    def _clip(self, clip: Given, at: tuple[int, ...]) -> Iterator[None]:
        lengths = self.arrays["slopes"][at]
        shorten = Student(clip, "clip_by_global_norm")
        self.arrays["clipped"][at] = got = clipped(shorten, lengths)
        self.remark = self.remark or wrong_clip(lengths, got)
        yield


def clipped(clip: Student, lengths: Array) -> Array:
    """Shorten a gradient of one number a layer with the student's function.

    Parameters
    ----------
    clip : Student
        ``clip_by_global_norm(dW, db, limit)``.
    lengths : ndarray, shape (layers,)
        The numbers.

    Returns
    -------
    ndarray, shape (layers,)
        What is left of them.

    Raises
    ------
    Unready
        If it gives something else than two dicts.
    """
    dW = {l: np.array([[length]]) for l, length in enumerate(lengths, 1)}
    result = clip(dW, {l: np.zeros(1) for l in dW}, LIMIT)
    if not isinstance(result, tuple) or len(result) != 2:
        raise Unready("clip_by_global_norm should return dW and db.")
    layers = range(1, len(lengths) + 1)
    if not isinstance(result[0], dict) or set(result[0]) != set(layers):
        raise Unready("clip_by_global_norm should return dW with the keys it got.")
    return np.array(
        [clip.numbers(result[0][l], (1, 1), f"dW[{l}]")[0, 0] for l in layers]
    )


def wrong_clip(lengths: Array, got: Array) -> str:
    """Name the first number that is not what it should be; empty if none."""
    whole = float(np.sqrt(np.sum(lengths**2)))
    want = lengths * min(1.0, LIMIT / whole)
    off = ~(np.abs(got - want) <= 1e-6 * np.maximum(want, 1e-6))
    if not off.any():
        return ""
    l = int(np.argmax(off))
    return (
        f"Of a gradient of length {shown(whole)} your clip_by_global_norm "
        f"leaves {shown(got[l])} in layer {l + 1}, where {shown(lengths[l])} "
        f"was; it should be {shown(want[l])}."
    )


def products(
    gain: Student, kind: str, W: Array, Z: Array, into: Array
) -> Iterator[None]:
    """Multiply the student's gains from the top down.

    The gain of a layer takes the error of its weighted inputs from the layer above to
    its own.

    Parameters
    ----------
    gain : Student
        ``error_gain(W_next, Z, activation)``.
    kind : str
        The activation.
    W, Z : ndarray, shape (layers, ...)
        Weights and weighted inputs of each layer.
    into : ndarray, shape (layers,)
        Where the products go; 1 for the highest layer.

    Yields
    ------
    None
        After each call.
    """
    into[-1] = 1.0
    for layer in range(LAYERS - 2, -1, -1):
        one = gain.array((), W[layer + 1].copy(), Z[layer].copy(), kind)
        into[layer] = into[layer + 1] * one
        yield


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
