"""What the result of dropout must be like, since the mask is random."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from course.judgement import OWN_RANDOMNESS, Arguments, Features, Judgement, drew
from course.target import Difference
from course.words import what

# As for weights: by chance alone a share is this far off once in a hundred million.
SURE = 6.0
RARE = 1e-8


def _describe(got: Any, named: Arguments, after: Arguments) -> Features | Difference:
    if type(got) not in (tuple, list) or len(got) != 2:
        return Difference("type", f"is {what(got)}, wanted the activations and a mask.")
    A, keep = named["A"], named["keep"]
    for words, array in zip(("activations", "mask"), got, strict=True):
        if type(array) is not np.ndarray or array.dtype != np.float64:
            held = what(array)
            if type(array) is np.ndarray:
                held = f"an array of {array.dtype.name}"
            said = f"has {held} for the {words}, wanted an array of float64."
            return Difference("type", said)
        if array.shape != A.shape:
            said = f"has {words} of shape {array.shape}, wanted {A.shape}."
            return Difference("shape", said)
    left, mask = got
    on = mask != 0
    factor = float(np.max(mask, initial=0.0))
    return {
        "factor": factor,
        "one factor": bool(np.allclose(mask[on], 1.0 / keep, rtol=1e-12)),
        "applied": bool(np.allclose(left, A * mask, rtol=1e-12, atol=0.0)),
        "share": float(on.mean()),
        "rows repeat": len(mask) > 1 and bool((mask == mask[:1]).all()),
        "columns repeat": mask.shape[1] > 1 and bool((mask == mask[:, :1]).all()),
        "drew": drew(named, after),
    }


def _fault(features: Features, named: Arguments) -> Difference | None:
    keep, size = named["keep"], named["A"].size
    if not features["one factor"]:
        words = (
            f"has a mask that multiplies by {features['factor']:.4g}; what stays is to "
            f"be multiplied by {1.0 / keep:.4g}, and the rest by 0."
        )
        return Difference("factor", words)
    if not features["applied"]:
        return Difference("applied", "has activations that are not mask times A.")
    if keep < 1.0 and not features["drew"]:
        return OWN_RANDOMNESS
    # At most one neuron is allowed for on top, for arrays of a few.
    slack = SURE * np.sqrt(keep * (1.0 - keep) / size) + 1.0 / size
    if not abs(features["share"] - keep) <= slack:
        words = (
            f"keeps {features['share']:.0%} of the neurons, wanted about {keep:.0%}."
        )
        return Difference("share", words)
    # A mask of sixty elements repeats by chance less than once in a billion times.
    if size >= 60 and 0.3 <= keep <= 0.7:
        if features["rows repeat"]:
            words = "switches off the same neurons for every example: draw for each."
            return Difference("rows", words)
        if features["columns repeat"]:
            words = "switches off whole examples: draw for each neuron."
            return Difference("columns", words)
    return None


def _fault_of_all(results: Sequence[tuple[Features, Arguments]]) -> Difference | None:
    """Tell a number of neurons that never varies from one that chance decides."""
    chance = 1.0
    for features, named in results:
        keep, size = named["keep"], named["A"].size
        nearest = {math.floor(keep * size), math.ceil(keep * size)}
        if round(features["share"] * size) not in nearest:
            return None
        chance *= sum(_binomial(count, size, keep) for count in nearest)
    if chance > RARE:
        return None
    words = (
        "keeps the same share of the neurons every time, to the last one. Each has its "
        "own chance, so how many stay on varies from call to call."
    )
    return Difference("exact", words)


def _binomial(count: int, size: int, p: float) -> float:
    """Give the probability that ``count`` of ``size`` happen, each with chance p."""
    if p == 1.0:
        return float(count == size)
    ways = (
        math.lgamma(size + 1) - math.lgamma(count + 1) - math.lgamma(size - count + 1)
    )
    return math.exp(ways + count * math.log(p) + (size - count) * math.log1p(-p))


DROPOUT = Judgement(_describe, _fault, _fault_of_all)
