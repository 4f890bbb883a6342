"""Networks at the corners of their domain, for every exercise that takes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.domain import LARGE, Named
from solutions import Array

Layers = dict[int, Array]
Network = tuple[Array, Layers, Layers, dict[int, str]]

ELEMENTWISE = ("sigmoid", "tanh", "relu")
OUTPUTS = (*ELEMENTWISE, "softmax")

# The words for a corner, then N, n_0, ..., n_L. The activations are chosen beside.
SIZES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("N = 1", (1, 2, 3, 2)),
    ("one input", (3, 1, 2, 4)),
    ("one hidden neuron", (3, 2, 1, 4)),
    ("one output", (4, 3, 2, 1)),
    ("equal sizes", (2, 2, 2, 2)),
    ("N smaller than every layer", (2, 4, 3, 5)),
    ("N larger than every layer", (5, 3, 2, 4)),
)


def edges(
    outputs: Sequence[str], *, least: int = 1, batch: str = "X"
) -> dict[str, Callable[[Named], bool]]:
    """Give the corners that every exercise has whose arguments are a network.

    Parameters
    ----------
    outputs : sequence of str
        The activations that the last layer may have.
    least : int
        How many layers there are at least.
    batch : str
        Which parameter has one row an example.

    Returns
    -------
    dict of str to callable
        For the `edges` of a domain whose parameters are called W and activation.
    """

    def widths(a: Named) -> list[int]:
        W = a["W"]
        return [W[1].shape[1], *(len(W[l]) for l in sorted(W))]

    def examples(a: Named) -> int:
        return len(a[batch])

    found: dict[str, Callable[[Named], bool]] = {
        f"{least} layer{'s' if least > 1 else ''}": lambda a: len(a["W"]) == least,
        "three layers or more": lambda a: len(a["W"]) >= 3,
        "N = 1": lambda a: examples(a) == 1,
        "one input": lambda a: widths(a)[0] == 1,
        "one hidden neuron": lambda a: 1 in widths(a)[1:-1],
        "one output": lambda a: widths(a)[-1] == 1,
        "equal sizes": lambda a: {examples(a)} == set(widths(a)) and examples(a) > 1,
        "N smaller than every layer": lambda a: 1 < examples(a) < min(widths(a)),
        "N larger than every layer": lambda a: examples(a) > max(widths(a)) > 1,
    }
    for output in outputs:
        words = f"only a {output} layer" if least == 1 else f"{output} output"
        found[words] = partial(_is_least, least, output)
        for hidden in ELEMENTWISE:
            found[f"{hidden} below {output}"] = partial(_below, hidden, output)
    return found


def sizes_and_names(
    outputs: Sequence[str], *, least: int = 1, batch: str = "X"
) -> dict[str, Callable[[Named], bool]]:
    """Give the corners of sizes, and each activation once in each role.

    Parameters
    ----------
    outputs : sequence of str
        The activations that the last layer may have.
    least : int
        How many layers there are at least.
    batch : str
        Which parameter has one row an example.

    Returns
    -------
    dict of str to callable
        Fewer than `edges`, for an exercise that is slow to call.
    """
    every = edges(outputs, least=least, batch=batch)
    pairs = {f"{h} below {o}" for h in ELEMENTWISE for o in outputs}
    found = {words: met for words, met in every.items() if words not in pairs}
    for name in ELEMENTWISE:
        found[f"a hidden {name} layer"] = partial(_hidden, name)
    return found


def _hidden(name: str, a: Named) -> bool:
    names = a["activation"]
    return name in [names[l] for l in names if l < len(names)]


def _is_least(least: int, output: str, a: Named) -> bool:
    names = a["activation"]
    return len(names) == least and bool(names[least] == output)


def _below(hidden: str, output: str, a: Named) -> bool:
    names = a["activation"]
    L = len(names)
    return L > 1 and (names[L - 1], names[L]) == (hidden, output)


def of_sizes(
    rng: np.random.Generator, sizes: Sequence[int], layers: Sequence[str]
) -> Network:
    """Draw a network of these sizes.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    sizes : sequence of int
        N, n_0, ..., n_L.
    layers : sequence of str
        The activation of each layer.

    Returns
    -------
    X : ndarray, shape (N, n_0)
        Inputs.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases.
    activation : dict of str, keyed 1 to L
        The names in `layers`.
    """
    N, *n = sizes
    W = {
        l: rng.normal(0.0, 1.2 / np.sqrt(below), (own, below))
        for l, (below, own) in enumerate(pairwise(n), start=1)
    }
    b = {l: rng.normal(0.0, 0.5, len(W[l])) for l in W}
    return rng.normal(0.0, 1.0, (N, n[0])), W, b, dict(enumerate(layers, start=1))


def at_corners(
    outputs: Sequence[str], least: int = 1
) -> Iterator[tuple[str, tuple[int, ...], tuple[str, ...]]]:
    """Give sizes and activations for all corners that `edges` asks for.

    Parameters
    ----------
    outputs : sequence of str
        The activations that the last layer may have.
    least : int
        How many layers there are at least.

    Yields
    ------
    words : str
        Where it lies.
    sizes : tuple of int
        N, n_0, ..., n_L.
    layers : tuple of str
        The activation of each layer.
    """
    for i, (words, sizes) in enumerate(SIZES):
        yield words, sizes, (ELEMENTWISE[i % 3], outputs[i % len(outputs)])
    for output in outputs:
        one = ("tanh",) * (least - 1) + (output,)
        words = f"only a {output} layer" if least == 1 else f"{output} output"
        yield words, (3, 2, 4, 2)[: least + 2], one
        for hidden in ELEMENTWISE:
            other = ELEMENTWISE[(ELEMENTWISE.index(hidden) + 1) % 3]
            yield f"{hidden} below {output}", (2, 3, 2, 3, 2), (other, hidden, output)


def with_zeros(network: Network) -> Network:
    """Put exact zeros among the inputs, the weights and the biases of a network."""
    X, W, b, activation = network
    for array in (X, *W.values(), *b.values()):
        array.flat[::3] = 0.0
    return X, W, b, activation


def with_large_inputs_of_neurons_that_are_on(network: Network) -> Network:
    """Make inputs large, and inputs and weights positive: no relu is off."""
    X, W, b, activation = network
    W = {l: np.abs(w) + 0.1 for l, w in W.items()}
    return np.sign(np.abs(X)) * LARGE, W, b, activation


def with_large_inputs(network: Network) -> Network:
    """Make the inputs of a network large, of both signs."""
    X, W, b, activation = network
    X = np.sign(X) * LARGE
    return X, W, b, activation


VALUES: dict[str, Callable[[Any], bool]] = {
    "zeros everywhere": lambda a: all(
        (v == 0).any() for v in (a["X"], *a["W"].values(), *a["b"].values())
    ),
    "large inputs": lambda a: bool((np.abs(a["X"]) >= LARGE).all()),
}
