"""Chapter 14: whom a token looks at, and whom its error reaches."""

from __future__ import annotations

import numpy as np
from traitlets import Float, Int, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import Given, Student, Unready, remark_of, shown

TOKENS, WIDTH, VALUES = 8, 8, 4
SHARPNESS: Array = np.concatenate([[0.0], np.geomspace(0.25, 32.0, 29)])
MASKS = {"only back": True, "everywhere": False}
STEP = 1e-6  # of the differences that judge the backward pass


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

    def prepare() -> Content:
        forward = Student(attention_forward, "attention_forward")
        backward = Student(attention_backward, "attention_backward")
        maps, keys, values = [], [], []
        for causal in MASKS.values():
            P = weights(forward, causal)
            maps.append(P)
            blamed = [blame(backward, P, token) for token in range(TOKENS)]
            keys.append(np.stack([size(dK) for dK, _ in blamed]))
            values.append(np.stack([size(dV) for _, dV in blamed]))
        arrays = {
            "maps": np.stack(maps),
            "keys": np.stack(keys),
            "values": np.stack(values),
        }
        facts = {"sharpness": SHARPNESS.tolist(), "masks": list(MASKS)}
        remark = remark_of(
            lambda: wrong_weights(maps), lambda: wrong_blame(backward, maps[0])
        )
        return Content(arrays, facts, remark)

    return AttentionMap.show(prepare)


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


def weights(forward: Student, causal: bool) -> Array:
    """Run the student's attention at every sharpness; give its weights.

    Returns
    -------
    ndarray, shape (settings, 8, 8)
        P.

    Raises
    ------
    Unready
        If it gives something else than two arrays.
    """
    Q, K, V, _ = setting()
    result = forward(Q, K, V, causal)
    if not isinstance(result, tuple) or len(result) != 2:
        raise Unready("attention_forward should return O and P.")
    forward.numbers(result[0], V.shape, "O")
    return forward.numbers(result[1], (len(Q), TOKENS, TOKENS), "P")


def blame(backward: Student, P: Array, token: int) -> tuple[Array, Array]:
    """Send an error into one token's output; give what keys and values get of it.

    Returns
    -------
    dK : ndarray, shape (settings, 8, 8)
        For the keys.
    dV : ndarray, shape (settings, 8, 4)
        For the values.

    Raises
    ------
    Unready
        If the student's function gives something else than three arrays.
    """
    Q, K, V, error = setting()
    dO = np.zeros_like(V)
    dO[:, token] = error
    result = backward(dO, Q, K, V, P.copy())
    if not isinstance(result, tuple) or len(result) != 3:
        raise Unready("attention_backward should return dQ, dK and dV.")
    dK = backward.numbers(result[1], K.shape, "dK")
    return dK, backward.numbers(result[2], V.shape, "dV")


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


def wrong_weights(maps: list[Array]) -> str:
    """Name the first weight that is not what it should be; empty if none."""
    Q, K, _, _ = setting()
    for P, (mask, causal) in zip(maps, MASKS.items(), strict=True):
        for s in (0, 13, len(SHARPNESS) - 1):
            want = expected(Q[s], K[s], causal)
            off = ~(np.abs(P[s] - want) <= 1e-6)
            if off.any():
                i, j = np.argwhere(off)[0]
                return (
                    f"Looking {mask}, at sharpness {SHARPNESS[s]:.3g}, token {i + 1} "
                    f"of your attention_forward takes {shown(P[s, i, j])} of token "
                    f"{j + 1}; it should be {shown(want[i, j])}."
                )
    return ""


def wrong_blame(backward: Student, P: Array) -> str:
    """Name the first slope that differences do not confirm; empty if none."""
    Q, K, V, error = setting()
    s, token = 13, 6
    dK, dV = (one[s] for one in blame(backward, P, token))

    def cost(k: Array, v: Array) -> float:
        return float(expected(Q[s], k, True)[token] @ v @ error)

    for name, got, at in (("dV", dV, V[s]), ("dK", dK, K[s])):
        for place in np.ndindex(at.shape):
            push = np.zeros_like(at)
            push[place] = STEP
            if name == "dV":
                rise = cost(K[s], at + push) - cost(K[s], at - push)
            else:
                rise = cost(at + push, V[s]) - cost(at - push, V[s])
            want = rise / (2.0 * STEP)
            if not abs(got[place] - want) <= 1e-6:
                return (
                    f"Your attention_backward gives the number {place[1] + 1} of "
                    f"token {place[0] + 1} in {name} as {shown(got[place])}; by "
                    f"differences it should be {shown(want)}."
                )
    return ""
