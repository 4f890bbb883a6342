"""Chapter 14: whom a token looks at, and whom its error reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import product

import numpy as np
from traitlets import Float, Int, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import NOTHING, Given, Student, Unready, piecewise, shown
from course.widgets.work import Settings, Work

TOKENS, WIDTH, VALUES = 8, 8, 4
SHARPNESS: Array = np.concatenate([[0.0], np.geomspace(0.25, 32.0, 29)])
MASKS = {"only back": True, "everywhere": False}
MAP = -1  # the job of a map of weights, beside those of each token's error
MIDDLE, JUDGED = 13, 6  # the sharpness and the token whose slopes are looked at
STEP = 1e-6  # of the differences that judge the backward pass
Key = tuple[str, int]  # where a token may look; whose error


class AttentionMap(Explorer):
    """A map of weights, one row of it, and the blame that comes back through it."""

    _esm = script("attention")
    title = "Where a token looks, and where its error goes"
    height = 640

    sharpness = Float(float(SHARPNESS[13]), help="what keys are multiplied by").tag(
        sync=True
    )
    token = Int(6, help="whose row is shown").tag(sync=True)
    mask = Unicode(next(iter(MASKS)), help="where a token may look").tag(sync=True)


def attention_map(
    attention_forward: Given = "attention_forward",
    attention_backward: Given = "attention_backward",
) -> AttentionMap:
    """Show the weights of the student's attention, and the blame that they pass on.

    Parameters
    ----------
    attention_forward : callable or str
        ``attention_forward(Q, K, V, causal)`` gives O and P.
    attention_backward : callable or str
        ``attention_backward(dO, Q, K, V, P)`` gives dQ, dK and dV.

    Returns
    -------
    AttentionMap
        The widget; its traits `sharpness`, `token` and `mask` can be read, set and
        linked.
    """

    def prepare() -> Growing:
        forward = Student(attention_forward, "attention_forward")
        looks = Looks(forward, Student(attention_backward, "attention_backward"))
        work = Work(looks.jobs(), _far, _where)
        facts = {"sharpness": SHARPNESS.tolist(), "masks": list(MASKS)}

        def view() -> Content:
            return Content(looks.arrays, facts, looks.remark or work.remark())

        return Growing(work, view)

    return AttentionMap.show(prepare)


def _far(key: Key, settings: Settings) -> tuple[bool, int]:
    """Say how late a part is: the map that is shown, its tokens, then the other map."""
    mask, token = key
    away = 0 if token == MAP else 1 + abs(token - int(settings["token"]))
    return mask != settings["mask"], away


def _where(key: Key) -> str:
    mask, token = key
    whose = "" if token == MAP else f" for the error of token {token + 1}"
    return f"looking {mask}{whose}"


class Looks:
    """The student's weights, and what they pass on of each token's error.

    Parameters
    ----------
    forward, backward : Student
        ``attention_forward`` and ``attention_backward``; each is asked for all
        sharpness at once, and where it fails at some, for the others.
    """

    def __init__(self, forward: Student, backward: Student) -> None:
        self.forward, self.backward = forward, backward
        self.remark = ""
        shape = (len(MASKS), TOKENS, len(SHARPNESS), TOKENS)
        self.arrays = {
            "maps": np.full((len(MASKS), len(SHARPNESS), TOKENS, TOKENS), NOTHING),
            "keys": np.full(shape, NOTHING),
            "values": np.full(shape, NOTHING),
        }

    def jobs(self) -> dict[Key, Callable[[], Iterator[None]]]:
        """Give a job for each map, and one for the error of each token."""
        keys = product(MASKS, (MAP, *range(TOKENS)))
        return {
            (mask, token): partial(self._blame, mask, token)
            if token != MAP
            else partial(self._look, mask)
            for mask, token in keys
        }

    def _look(self, mask: str) -> Iterator[None]:
        causal, m = MASKS[mask], list(MASKS).index(mask)
        call = partial(weights, self.forward, causal)
        P, said = piecewise(call, np.arange(len(SHARPNESS)))
        self.arrays["maps"][m] = P
        self.remark = self.remark or wrong_weights(P, mask) or said
        yield

    def _blame(self, mask: str, token: int) -> Iterator[None]:
        m = list(MASKS).index(mask)
        P = self.arrays["maps"][m]
        there = np.flatnonzero((P < NOTHING).all(axis=(1, 2)))
        if not there.size:
            raise Unready("There are no weights through which an error could go.")
        found, said = piecewise(partial(blame, self.backward, P, token), there)
        dK, dV = np.split(found, [WIDTH], axis=2)
        self.arrays["keys"][m, token, there] = size(dK)
        self.arrays["values"][m, token, there] = size(dV)
        if MASKS[mask] and token == JUDGED and np.isin(MIDDLE, there):
            at = int(np.flatnonzero(there == MIDDLE)[0])
            said = wrong_blame(dK[at], dV[at]) or said
        self.remark = self.remark or said
        yield


@cache
def setting() -> tuple[Array, Array, Array, Array]:
    """Give queries, keys, values and an error, for every sharpness.

    Each token's query is near the key of its mirror image, as in the chapter's network.

    Returns
    -------
    Q, K : ndarray, shape (settings, 8, 8)
        The keys are multiplied by the sharpness.
    V : ndarray, shape (settings, 8, 4)
        Values.
    error : ndarray, shape (4,)
        The gradient at the output of one token.
    """
    rng = np.random.default_rng(14)
    key = np.linalg.qr(rng.normal(size=(TOKENS, WIDTH)))[0] * np.sqrt(WIDTH) / 2.0
    query = key[::-1] + 0.35 * rng.normal(size=(TOKENS, WIDTH))
    value = rng.normal(size=(TOKENS, VALUES))
    n = len(SHARPNESS)
    K = SHARPNESS[:, None, None] * key
    Q, V = np.repeat(query[None], n, axis=0), np.repeat(value[None], n, axis=0)
    return Q, K, V, rng.normal(size=VALUES)


def weights(forward: Student, causal: bool, places: Array) -> Array:
    """Run the student's attention at some sharpness; give its weights.

    Returns
    -------
    ndarray, shape (places, 8, 8)
        P.

    Raises
    ------
    Unready
        If it gives something else than two arrays.
    """
    Q, K, V, _ = setting()
    result = forward(Q[places], K[places], V[places], causal)
    if not isinstance(result, tuple) or len(result) != 2:
        raise Unready("attention_forward should return O and P.")
    forward.numbers(result[0], (len(places), *V.shape[1:]), "O")
    return forward.numbers(result[1], (len(places), TOKENS, TOKENS), "P")


def blame(backward: Student, P: Array, token: int, places: Array) -> Array:
    """Send an error into one token's output; give what keys and values get of it.

    Returns
    -------
    ndarray, shape (places, 8, 12)
        For the keys, and behind that for the values.

    Raises
    ------
    Unready
        If the student's function gives something else than three arrays.
    """
    Q, K, V, error = setting()
    dO = np.zeros_like(V[places])
    dO[:, token] = error
    result = backward(dO, Q[places], K[places], V[places], P[places])
    if not isinstance(result, tuple) or len(result) != 3:
        raise Unready("attention_backward should return dQ, dK and dV.")
    dK = backward.numbers(result[1], K[places].shape, "dK")
    return np.concatenate(
        [dK, backward.numbers(result[2], V[places].shape, "dV")], axis=2
    )


def size(vectors: Array) -> Array:
    """Give the length of each vector of the last axis."""
    lengths: Array = np.linalg.norm(vectors, axis=-1)
    return lengths


def expected(Q: Array, K: Array, causal: bool) -> Array:
    """Give the weights, one at a time, from the definition."""
    P = np.zeros((TOKENS, TOKENS))
    for i in range(TOKENS):
        seen = i + 1 if causal else TOKENS
        scores = np.array([Q[i] @ K[j] for j in range(seen)]) / np.sqrt(WIDTH)
        powers = np.exp(scores - scores.max())
        P[i, :seen] = powers / powers.sum()
    return P


def wrong_weights(P: Array, mask: str) -> str:
    """Name the first weight that is not what it should be; empty if none."""
    Q, K, _, _ = setting()
    for s in (0, MIDDLE, len(SHARPNESS) - 1):
        want = expected(Q[s], K[s], MASKS[mask])
        off = ~(np.abs(P[s] - want) <= 1e-6) & (P[s] != NOTHING)
        if off.any():
            i, j = np.argwhere(off)[0]
            return (
                f"Looking {mask}, at sharpness {SHARPNESS[s]:.3g}, token {i + 1} "
                f"of your attention_forward takes {shown(float(P[s, i, j]))} of token "
                f"{j + 1}; it should be {shown(want[i, j])}."
            )
    return ""


def wrong_blame(dK: Array, dV: Array) -> str:
    """Name the first slope that differences do not confirm; empty if none."""
    *batch, error = setting()
    Q, K, V = (one[MIDDLE] for one in batch)

    def cost(k: Array, v: Array) -> float:
        return float(expected(Q, k, True)[JUDGED] @ v @ error)

    for name, got, at in (("dV", dV, V), ("dK", dK, K)):
        for place in np.ndindex(at.shape):
            push = np.zeros_like(at)
            push[place] = STEP
            if name == "dV":
                rise = cost(K, at + push) - cost(K, at - push)
            else:
                rise = cost(at + push, V) - cost(at - push, V)
            want = rise / (2.0 * STEP)
            if not abs(got[place] - want) <= 1e-6:
                return (
                    f"Your attention_backward gives the number {place[1] + 1} of "
                    f"token {place[0] + 1} in {name} as {shown(float(got[place]))}; by "
                    f"differences it should be {shown(want)}."
                )
    return ""
