"""What a trained network must be like: it reads images that it was not given."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from course.judgement import (
    GIVEN,
    OWN_RANDOMNESS,
    Arguments,
    Features,
    Judgement,
    drew,
)
from course.target import Difference
from course.tree import DICTS
from course.words import what

Array = NDArray[np.float64]

MOST_WEIGHTS = 2_000_000


def _tanh(Z: Array) -> Array:
    return np.tanh(Z)


def _sigmoid(Z: Array) -> Array:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * Z)))


def _relu(Z: Array) -> Array:
    return np.maximum(Z, 0.0)


HIDDEN = {"sigmoid": _sigmoid, "tanh": _tanh, "relu": _relu}


def _network(got: Any) -> tuple[Any, ...] | Difference:
    """Look into what was returned, without trusting any of it."""
    if type(got) not in (tuple, list) or len(got) != 3:
        return Difference("type", f"is {what(got)}, wanted W, b and activation.")
    for name, part in zip(("W", "b", "activation"), got, strict=True):
        if not any(type(part) is kind for kind in DICTS):
            words = f"has {what(part)} for {name}, wanted a dict of layers."
            return Difference("type", words)
        if sorted(map(str, part)) != sorted(map(str, range(1, len(got[0]) + 1))):
            held = sorted(map(str, part))
            return Difference("keys", f"has {name} keyed {held}, wanted 1 to L.")
    W, b, activation = ({int(k): v for k, v in part.items()} for part in got)
    for l in sorted(W):
        for name, array, axes in (("W", W[l], 2), ("b", b[l], 1)):
            if type(array) is not np.ndarray or array.dtype != np.float64:
                words = f"has {what(array)} for {name}[{l}], wanted float64 numbers."
                return Difference("type", words)
            if array.ndim != axes or len(array) != len(b[l]):
                words = f"has {name}[{l}] of shape {array.shape}, which fits no layer."
                return Difference("shape", words)
            if not np.isfinite(array).all():
                words = f"holds numbers in {name}[{l}] that are not finite."
                return Difference("finite", words)
        known = ("softmax",) if l == len(W) else tuple(HIDDEN)
        if activation[l] not in known:
            words = f"has {activation[l]!r} for layer {l}, wanted {' or '.join(known)}."
            return Difference("activation", words[:200])
    return W, b, activation


def _describe(got: Any, named: Arguments, after: Arguments) -> Features | Difference:
    network = _network(got)
    if isinstance(network, Difference):
        return network
    W, b, activation = network
    X, classes, *_ = named[GIVEN]
    if not W or sum(w.size for w in W.values()) > MOST_WEIGHTS:
        return Difference("size", "has no weights, or more than two million of them.")
    A = X
    for l in sorted(W):
        if W[l].shape[1] != A.shape[1]:
            words = f"has W[{l}] of shape {W[l].shape}, after {A.shape[1]} neurons."
            return Difference("shape", words)
        Z = A @ W[l].T + b[l]
        A = HIDDEN[activation[l]](Z) if l < len(W) else Z
    if A.shape[1] != named["Y"].shape[1]:
        words = f"has {A.shape[1]} outputs, wanted {named['Y'].shape[1]}."
        return Difference("shape", words)
    right = float(np.mean(A.argmax(axis=1) == classes))
    return {"right": right, "drew": drew(named, after)}


def _fault(features: Features, named: Arguments) -> Difference | None:
    _, _, least, has_to_draw = named[GIVEN]
    if features["right"] < least:
        words = (
            f"reads {features['right']:.1%} of the images that it has not seen, wanted "
            f"{least:.0%}."
        )
        return Difference("reading", words)
    return OWN_RANDOMNESS if has_to_draw and not features["drew"] else None


READS = Judgement(_describe, _fault)
