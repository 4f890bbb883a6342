"""What a random answer must be like, since no single answer is right."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.dropout import DROPOUT
from course.epochs import EPOCHS
from course.judgement import (
    OWN_RANDOMNESS,
    Arguments,
    Features,
    Judgement,
    drew,
    neighbours,
)
from course.reading import READS
from course.target import Difference
from course.tents import TENT
from course.tree import DICTS, SCALARS, Property
from course.words import what

# How many standard errors a mean or a mean square may be off: by chance alone that
# happens once in a hundred million draws.
SURE = 6.0
# So many rows are in their old order by chance once in forty million draws, and so many
# weights are hardly ever alike in two layers; of fewer nothing can be said.
MANY_ROWS, MANY_WEIGHTS = 11, 30


# Batches


def _describe_batches(
    got: Any, named: Arguments, after: Arguments
) -> Features | Difference:
    if type(got) is not list and type(got) is not tuple:
        return Difference("type", f"is {what(got)}, wanted a list of arrays.")
    for rows in got:
        if type(rows) is not np.ndarray:
            words = f"holds {what(rows)}, wanted an array of row numbers in each place."
            return Difference("type", words)
        if rows.dtype.kind not in "iu":
            words = f"holds an array of {rows.dtype.name}, wanted whole row numbers."
            return Difference("dtype", words)
        if rows.ndim != 1:
            words = f"holds an array of shape {rows.shape}, wanted arrays with one axis"
            return Difference("shape", f"{words}.")
    every = np.concatenate(got) if got else np.empty(0, dtype=np.int64)
    N = named["N"]
    inside = every[(every >= 0) & (every < N)]
    return {
        "lengths": [len(rows) for rows in got],
        "outside": len(inside) < len(every),
        "twice": len(set(inside.tolist())) < len(inside),
        "missing": len(set(inside.tolist())) < N,
        "in order": bool((np.diff(every) > 0).all()),
        "sorted inside": all(bool((np.diff(rows) > 0).all()) for rows in got),
        "blocks": all(neighbours(rows, N) for rows in got),
        "drew": drew(named, after),
    }


def _fault_of_batches(features: Features, named: Arguments) -> Difference | None:
    N, size = named["N"], named["batch_size"]
    many = N >= MANY_ROWS
    lengths = [min(size, N - start) for start in range(0, N, size)]
    if features["outside"]:
        words = f"holds a row number outside 0 to {N - 1}."
        return Difference("outside", words)
    if features["twice"]:
        return Difference("twice", "holds a row twice: each comes once in an epoch.")
    if features["missing"]:
        given = sum(features["lengths"])
        words = f"holds {given} of the {N} rows: each comes once in an epoch."
        return Difference("missing", words)
    if features["lengths"] != lengths:
        words = f"has batches of {features['lengths']} rows, wanted {lengths}."
        return Difference("lengths", words)
    if features["in order"] and many:
        return Difference("order", "holds the rows in their old order: shuffle them.")
    if not features["drew"] and N > 1:  # one row has one order
        return OWN_RANDOMNESS
    if features["blocks"] and many and 3 < max(lengths) < N:
        words = (
            "keeps neighbours together: not the batches but the rows are to be "
            "shuffled."
        )
        return Difference("blocks", words)
    if features["sorted inside"] and many and max(lengths) > 3:
        words = (
            "holds every batch in ascending order: shuffle all rows, cut them, and "
            "leave each as it falls."
        )
        return Difference("sorted", words)
    return None


# Weights


def _describe_weights(
    got: Any, named: Arguments, after: Arguments
) -> Features | Difference:
    if type(got) not in (tuple, list) or len(got) != 2:
        return Difference("type", f"is {what(got)}, wanted the two dicts W and b.")
    features: Features = {"drew": drew(named, after)}
    for name, layers in zip("Wb", got, strict=True):
        if not any(type(layers) is kind for kind in DICTS):
            words = f"has {what(layers)} for {name}, wanted a dict of layers."
            return Difference("type", words)
        features[f"keys of {name}"] = [
            int(key) if isinstance(key, int | np.integer) else None for key in layers
        ]
        for key, array in layers.items():
            if type(array) is not np.ndarray:
                words = f"has {what(array)} in {name}, wanted arrays."
                return Difference("type", words)
            if array.dtype != np.float64:
                words = f"has an array of {array.dtype.name} in {name}, wanted float64."
                return Difference("type", words)
            features[f"shape of {name}[{key!r}]"] = array.shape
            if name == "b":
                features[f"{key!r} starts at zero"] = not array.any()
            elif array.size:
                size = float(np.sqrt(np.mean(array**2)))
                features[f"size of W[{key!r}]"] = size
                same = len(np.unique(array)) < array.size
                root = np.sqrt(array.size)
                shifted = abs(float(array.mean())) * root > SURE * size
                features[f"repeated in {key!r}"] = same
                features[f"shifted {key!r}"] = bool(shifted)
                features[f"finite {key!r}"] = bool(np.isfinite(array).all())
                features[f"tails of {key!r}"] = _tails(array)
    matrices = [array for array in got[0].values() if array.ndim == 2]
    features["layers repeat"] = any(map(_repeat, matrices, matrices[1:]))
    return features


def _tails(array: Any) -> str:
    """Say whether there are too many or too few numbers far out for a normal one.

    The mean fourth power of standard normal numbers is 3, with a standard error of the
    root of 24 / n, some more where n is small.
    """
    if array.size < 1000:
        return "unknown"
    z = (array - array.mean()) / array.std() if array.std() else array
    off = float(np.mean(z**4)) - 3.0
    if abs(off) <= SURE * np.sqrt(24.0 / array.size):
        return "normal"
    return "light" if off < 0 else "heavy"


def _repeat(one: Any, other: Any) -> bool:
    """Say whether two layers begin with the same numbers but for their size."""
    n = min(one.size, other.size)
    corner = tuple(map(slice, np.minimum(one.shape, other.shape)))
    pairs = (one.ravel()[:n], other.ravel()[:n]), (one[corner], other[corner])
    return any(
        abs(float(np.vdot(a, b))) > 0.99 * float(np.linalg.norm(a) * np.linalg.norm(b))
        for a, b in pairs
        if a.size >= MANY_WEIGHTS
    )


def deviation(scheme: str, n_prev: int, n: int) -> float:
    """Give the standard deviation that the weights of a layer should have.

    Parameters
    ----------
    scheme : {'small', 'xavier', 'he'}
        Name of the initialization.
    n_prev, n : int
        How many neurons the layer below and the layer itself have.

    Returns
    -------
    float
        The square root of the variance.
    """
    variances = {"small": 1e-4, "xavier": 2.0 / (n_prev + n), "he": 2.0 / n_prev}
    return float(np.sqrt(variances[scheme]))


def _fault_of_weights(features: Features, named: Arguments) -> Difference | None:
    sizes, scheme = named["sizes"], named["scheme"]
    layers = list(range(1, len(sizes)))
    for name in "Wb":
        if sorted(features[f"keys of {name}"], key=str) != sorted(layers, key=str):
            held = features[f"keys of {name}"]
            return Difference("keys", f"has {name} keyed {held}, wanted {layers}.")
    for l in layers:
        wanted = {"W": (sizes[l], sizes[l - 1]), "b": (sizes[l],)}
        for name, shape in wanted.items():
            got = features[f"shape of {name}[{l}]"]
            if got != shape:
                words = f"has {name}[{l}] of shape {got}, wanted {shape}."
                return Difference("shape", words)
    for l in layers:
        if not features[f"finite {l}"]:
            return Difference("nan", f"holds numbers in W[{l}] that are not finite.")
        if not features[f"{l} starts at zero"]:
            return Difference("bias", f"has biases in b[{l}] that are not zero.")
        if features[f"repeated in {l}"]:
            words = f"has equal weights in W[{l}]: neurons that start alike stay alike."
            return Difference("repeated", words)
    if not features["drew"]:
        return OWN_RANDOMNESS
    for l in layers:
        s, got = deviation(scheme, sizes[l - 1], sizes[l]), features[f"size of W[{l}]"]
        if features[f"shifted {l}"]:
            words = f"has weights in W[{l}] whose mean is not zero."
            return Difference("mean", words)
        count = sizes[l] * sizes[l - 1]
        if not abs(got / s - 1.0) <= SURE / np.sqrt(2.0 * count):
            words = (
                f"has weights in W[{l}] of standard deviation {got:.4g}, wanted about "
                f"{s:.4g} for {scheme!r}."
            )
            return Difference("deviation", words)
        if features[f"tails of {l}"] in ("light", "heavy"):
            words = (
                f"has weights in W[{l}] that are not normally distributed: too "
                f"{'few' if features[f'tails of {l}'] == 'light' else 'many'} of them "
                "are far from 0."
            )
            return Difference("distribution", words)
    if features["layers repeat"]:
        return Difference("layers", "starts every layer with the same random numbers.")
    return None


# The order of a graph's nodes


def _describe_order(
    got: Any, named: Arguments, after: Arguments
) -> Features | Difference:
    if type(got) is not list and type(got) is not tuple:
        return Difference("type", f"is {what(got)}, wanted a list of nodes.")
    whole = int | np.integer
    strange = [node for node in got if not isinstance(node, whole)]
    if strange:
        words = f"holds {what(strange[0])}, wanted the numbers of nodes."
        return Difference("type", words)
    nodes, parents = [int(node) for node in got], named["parents"]
    needed, waiting = {named["last"]}, [named["last"]]
    while waiting:
        new = set(parents[waiting.pop()]) - needed
        needed |= new
        waiting += new
    place = {node: i for i, node in reversed(list(enumerate(nodes)))}
    early = [
        (node, parent)
        for node in nodes
        for parent in parents.get(node, ())
        if parent in place and place[parent] > place[node]
    ]
    return {
        "strangers": sorted(set(nodes) - set(parents)),
        "spare": sorted(set(nodes) & set(parents) - needed),
        "missing": sorted(needed - set(nodes)),
        "twice": len(set(nodes)) < len(nodes),
        "early": early[:1],
    }


def _fault_of_order(features: Features, named: Arguments) -> Difference | None:
    last = named["last"]
    if features["strangers"]:
        words = f"holds {features['strangers'][0]}, which is no node of the graph."
        return Difference("strangers", words)
    if features["missing"]:
        words = f"lacks node {features['missing'][0]}, which node {last} depends on."
        return Difference("missing", words)
    if features["twice"]:
        return Difference("twice", "holds a node twice: each comes once.")
    if features["early"]:
        node, parent = features["early"][0]
        words = f"has node {node} before its parent {parent}."
        return Difference("early", words)
    if features["spare"]:
        words = f"holds node {features['spare'][0]}, which node {last} does not need."
        return Difference("spare", words)
    return None


# Refusals: the property of a call that raises, and the exception that is wanted.

REFUSALS = {"a refusal": "ValueError"}


def wanted_error(want: Any) -> str | None:
    """Name the exception that is right in the place of a result; None where none is.

    Parameters
    ----------
    want : object
        What is right.

    Returns
    -------
    str or None
        Name of the exception's class.

    Examples
    --------
    >>> wanted_error(Property("a refusal")), wanted_error(3.0)
    ('ValueError', None)
    """
    return REFUSALS.get(want.name) if type(want) is Property else None


def _fault_of_acceptance(features: Features, named: Arguments) -> Difference:
    given = [
        f"{name} = {value!r}" for name, value in named.items() if type(value) is str
    ]
    call = f" for {' and '.join(given)}" if given else ""
    words = f"is {features['got']}{call}, wanted a ValueError."
    return Difference("accepted", words)


def _describe_number(
    got: Any, named: Arguments, after: Arguments
) -> Features | Difference:
    single = type(got) is float or any(type(got) is kind for kind in SCALARS)
    if type(got) is np.ndarray and not got.ndim:
        single = True
    if not single:
        return Difference("type", f"is {what(got)}, wanted a single number.")
    return {"nan": bool(np.isnan(got)), "got": what(got)}


def _fault_of_number(features: Features, named: Arguments) -> Difference | None:
    if features["nan"]:
        return None
    words = "is a number, wanted NaN: where NaN goes in, NaN has to come out."
    return Difference("nan", words)


PROPERTIES: dict[str, Judgement] = {
    "each row once": Judgement(_describe_batches, _fault_of_batches),
    "random weights": Judgement(_describe_weights, _fault_of_weights),
    "a new order each epoch": EPOCHS,
    "a tent": TENT,
    "not a number": Judgement(_describe_number, _fault_of_number),
    "a topological order": Judgement(_describe_order, _fault_of_order),
    "dropped out": DROPOUT,
    "reads": READS,
    "a refusal": Judgement(lambda got, *_: {"got": what(got)}, _fault_of_acceptance),
}
