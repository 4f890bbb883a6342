"""Chapter 15: a reader of digits while it learns, and while it is fooled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from traitlets import Float, Int

from course import Array
from course.widgets import digits_network as network
from course.widgets.digits_network import KINDS
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import (
    NOTHING,
    Given,
    Student,
    Unready,
    remark_of,
    shown,
)
from course.widgets.work import Settings, Work

LEARNT, HELD, EPOCHS, BATCH = 200, 300, 20, 20
ETA, MU = 0.2, 0.9  # momentum: the shortest optimizer that learns them by heart
NOISES = (0.0, 0.02, 0.05, 0.1, 0.2)
MISREAD = 6  # digits that are shown
LEAST, MOST = -60, 20  # powers of two that are counted
PLACES = (("W", 1), ("b", 1), ("W", 2), ("b", 2))
Key = tuple[str, int]


class ReaderLearns(Explorer):
    """Losses, a table of what is read as what, misread digits, sizes of the slopes."""

    _esm = script("reader")
    title = "A reader while it learns"
    height = 760

    step = Int(EPOCHS, help="the epoch").tag(sync=True)
    noise = Float(0.0, help="by how much a pixel is changed").tag(sync=True)
    scale = Int(0, help="power of two by which the cost is multiplied").tag(sync=True)


def reader_learns(
    loss_and_gradient: Given = "loss_and_gradient", fgsm: Given = "fgsm"
) -> ReaderLearns:
    """Train a small reader with the student's gradient, and fool it at every epoch.

    Parameters
    ----------
    loss_and_gradient : callable or str
        ``loss_and_gradient(X, Y, W, b, activation, lmbda)`` gives C, dW and db.
    fgsm : callable or str
        ``fgsm(X, Y, W, b, activation, epsilon)`` gives the changed images.

    Returns
    -------
    ReaderLearns
        The widget; its traits `step`, `noise` and `scale` can be read, set and linked.
    """

    def prepare() -> Growing:
        slopes = Student(loss_and_gradient, "loss_and_gradient")
        training = Training(slopes, Student(fgsm, "fgsm"))
        work = Work(training.jobs(), _far, lambda key: f"{key[0]} epoch {key[1]}")
        work.run({"step": EPOCHS}, 0.0)  # what is not written yet is said of this alone
        said = ""
        if not work.failed:
            said = remark_of(lambda: wrong_slope(slopes))
        facts = {"noises": list(NOISES), "least": LEAST, "images": [LEARNT, HELD]}

        def view() -> Content:
            remark = said or work.remark() or training.remark
            return Content(training.arrays, facts, remark)

        return Growing(work, view)

    return ReaderLearns.show(prepare)


def _far(key: Key, settings: Settings) -> tuple[bool, int]:
    """Train first, in order; then fool the reader of the nearest epochs."""
    what, epoch = key
    if what == "in":
        return False, epoch
    return True, abs(epoch - int(settings["step"]))


class Training:
    """One training, and all that is kept of it.

    Parameters
    ----------
    slopes, fool : Student
        ``loss_and_gradient`` and ``fgsm``.
    """

    def __init__(self, slopes: Student, fool: Student) -> None:
        self.slopes, self.fool = slopes, fool
        self.X, self.Y, self.X_held, self.Y_held = network.examples(LEARNT, HELD)
        self.readers: list[Array] = []  # after each epoch
        self.remark = ""
        self._theta = network.start(np.random.default_rng(1))
        self._pace = np.zeros_like(self._theta)
        self._rng = np.random.default_rng(2)
        n = EPOCHS + 1
        shapes: dict[str, tuple[int, ...]] = {
            "losses": (n, 2),
            "powers": (n, MOST - LEAST),
            "tables": (len(NOISES), n, 10, 10),
            "pixels": (len(NOISES), n, MISREAD, 64),
            "words": (len(NOISES), n, MISREAD, 2),
        }
        self.arrays = {name: np.full(shape, NOTHING) for name, shape in shapes.items()}

    def jobs(self) -> dict[Key, Callable[[], Iterator[None]]]:
        """Give a job for each epoch, and one that fools the reader of each epoch."""
        epochs = range(EPOCHS + 1)
        jobs: dict[Key, Callable[[], Iterator[None]]] = {}
        for epoch in epochs:
            jobs["in", epoch] = partial(self._train, epoch)
            jobs["with noise, in", epoch] = partial(self._fool, epoch)
        return jobs

    def _train(self, epoch: int) -> Iterator[None]:
        if len(self.readers) != epoch:
            raise Unready("The training stopped before.")
        rows = self._rng.permutation(LEARNT) if epoch else np.empty(0, dtype=int)
        for at in range(0, len(rows), BATCH):
            some = rows[at : at + BATCH]
            _, slope = ask(self.slopes, self.X[some], self.Y[some], self._theta, 0.0)
            yield
            self._pace = MU * self._pace - ETA * slope
            self._theta = self._theta + self._pace
        losses = self.arrays["losses"]
        losses[epoch, 0], slope = ask(self.slopes, self.X, self.Y, self._theta, 0.0)
        self.arrays["powers"][epoch] = powers(slope)
        yield
        losses[epoch, 1], _ = ask(
            self.slopes, self.X_held, self.Y_held, self._theta, 0.0
        )
        yield
        self._show(0, epoch, self._theta, self.X_held)
        self.readers.append(self._theta)

    def _fool(self, epoch: int) -> Iterator[None]:
        if len(self.readers) <= epoch:
            raise Unready("The training stopped before.")
        theta, X = self.readers[epoch], self.X_held
        W, b = network.unpack(theta.copy())
        for n, noise in enumerate(NOISES[1:], 1):
            given = X.copy(), self.Y_held.copy(), W, b, dict(KINDS), noise
            changed = self.fool.array(X.shape, *given)
            yield
            self.remark = self.remark or wrong_noise(
                changed, X, self.Y_held, theta, noise
            )
            self._show(n, epoch, theta, changed)

    def _show(self, n: int, epoch: int, theta: Array, X: Array) -> None:
        """Keep what a reader makes of the digits that are held back."""
        said = network.read(theta, X)[1].argmax(axis=1)
        labels = self.Y_held.argmax(axis=1)
        table = np.zeros((10, 10))
        np.add.at(table, (labels, said), 1.0)
        self.arrays["tables"][n, epoch] = table
        wrong = np.flatnonzero(said != labels)[:MISREAD]
        self.arrays["pixels"][n, epoch, : len(wrong)] = X[wrong]
        words = np.stack([labels[wrong], said[wrong]], axis=1)
        self.arrays["words"][n, epoch, : len(wrong)] = words


def ask(
    slopes: Student, X: Array, Y: Array, theta: Array, lmbda: float
) -> tuple[float, Array]:
    """Ask the student's function for the cost and every slope.

    Returns
    -------
    C : float
        The cost.
    slope : ndarray, shape of `theta`
        Every slope.

    Raises
    ------
    Unready
        If it gives something else than a number and two dicts.
    """
    W, b = network.unpack(theta.copy())
    result = slopes(X.copy(), Y.copy(), W, b, dict(KINDS), lmbda)
    if not isinstance(result, tuple) or len(result) != 3:
        raise Unready("loss_and_gradient should return C, dW and db.")
    C, dW, db = result
    for name, part in (("dW", dW), ("db", db)):
        if not isinstance(part, dict) or set(part) != set(W):
            raise Unready(
                f"loss_and_gradient should return {name} as a dict with the keys 1 and "
                "2, one for each layer."
            )
    for l in W:
        dW[l] = slopes.numbers(dW[l], W[l].shape, f"dW[{l}]", wild=l > 1)
        db[l] = slopes.numbers(db[l], b[l].shape, f"db[{l}]", wild=True)
    cost = float(slopes.numbers(C, (), "C"))
    return cost, network.pack(dW, db)


def powers(slope: Array) -> Array:
    """Count the slopes that are not 0 by their power of two."""
    sizes = np.abs(slope[np.isfinite(slope) & (slope != 0.0)])
    at = np.floor(np.log2(sizes)).clip(LEAST, MOST - 1).astype(int) - LEAST
    return np.bincount(at, minlength=MOST - LEAST).astype(float)


def wrong_slope(slopes: Student) -> str:
    """Name the first number that is not what it should be, on a few digits."""
    X, Y, _, _ = network.examples(5, 1)
    theta, lmbda = network.start(np.random.default_rng(3)), 0.01
    W, b = network.unpack(theta)
    price = network.pack(W, {l: np.zeros_like(b[l]) for l in b})
    C, slope = ask(slopes, X, Y, theta, lmbda)
    want = network.loss(theta, X, Y) + 0.5 * lmbda * float(price @ price)
    if not abs(C - want) <= 1e-6:
        return (
            "For five digits and λ = 0.01 your loss_and_gradient gives the cost "
            f"{shown(C)}; it should be {shown(want)}."
        )
    got_W, got_b = network.unpack(slope)
    want_W, want_b = network.unpack(network.gradient(theta, X, Y) + lmbda * price)
    pairs = {"W": (got_W, want_W), "b": (got_b, want_b)}
    for name, l in PLACES:
        got, right = (one[l] for one in pairs[name])
        off = ~(np.abs(got - right) <= 1e-6)
        if off.any():
            place = tuple(np.argwhere(off)[0].tolist())
            return (
                "For five digits and λ = 0.01 your loss_and_gradient gives "
                f"d{name}[{l}]{list(place)} as {shown(got[place])}; it should be "
                f"{shown(right[place])}."
            )
    return ""


def wrong_noise(
    changed: Array, X: Array, Y: Array, theta: Array, epsilon: float
) -> str:
    """Say what is wrong with images that should be misread; empty if nothing is."""
    moved = np.abs(changed - X).max()
    where = f"With ε = {epsilon:g} your fgsm"
    if not moved <= epsilon + 1e-9:
        return (
            f"{where} changes a pixel by {shown(moved)}; no pixel may change by more."
        )
    low, high = changed.min(), changed.max()
    if low < -1e-9 or high > 1.0 + 1e-9:
        return f"{where} gives a pixel {shown(low if low < 0 else high)}, not 0 to 1."
    before, after = network.loss(theta, X, Y), network.loss(theta, changed, Y)
    if not after > before:
        return (
            f"{where} takes the loss from {shown(before)} to {shown(after)}; it should "
            "rise."
        )
    return ""
