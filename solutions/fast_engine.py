"""The engine of chapter 11 for speed: the same gradients, with less said on the way.

The chapter keeps a graph of numbered nodes, so that one function orders it and another
sweeps it, and each can be read alone. Here a node holds what to do with its gradient,
nodes stand in a list in the order in which they were made, which is an order that a
sweep may take, and plain numbers get no node and no gradient. ``make bench`` measures
both.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from solutions import Array
from solutions.engine import unbroadcast

# For each of NumPy's functions: of its result and its inputs, what becomes of a
# gradient on its way to each input.
Pull = Callable[[Array], Array]
PULLS: dict[Any, Callable[..., tuple[Pull, ...]]] = {
    np.add: lambda u, x, y: (lambda up: up, lambda up: up),
    np.subtract: lambda u, x, y: (lambda up: up, np.negative),
    np.multiply: lambda u, x, y: (lambda up: up * y, lambda up: up * x),
    np.divide: lambda u, x, y: (lambda up: up / y, lambda up: -up * u / y),
    np.matmul: lambda u, x, y: (lambda up: up @ y.T, lambda up: x.T @ up),
    np.maximum: lambda u, x, y: (lambda up: up * (x > y), lambda up: up * (y > x)),
    np.power: lambda u, x, n: (
        lambda up: up * n * x ** (n - 1),
        lambda up: up * u * np.log(x),
    ),
    np.negative: lambda u, x: (np.negative,),
    np.exp: lambda u, x: (lambda up: up * u,),
    np.log: lambda u, x: (lambda up: up / x,),
    np.tanh: lambda u, x: (lambda up: up * (1.0 - u * u),),
    np.sqrt: lambda u, x: (lambda up: 0.5 * up / u,),
}


class Node(np.lib.mixins.NDArrayOperatorsMixin):
    """A number that NumPy computes with, and what hands its gradient on.

    Parameters
    ----------
    tape : list of Node
        All nodes of the program, as they were made.
    value : ndarray
        Its value.
    *origins : tuple
        Each a node that it was computed from, and how a gradient gets there.
    """

    __slots__ = ("bar", "origins", "shape", "tape", "value")

    def __init__(
        self, tape: list["Node"], value: Array, *origins: tuple["Node", Pull]
    ) -> None:
        self.tape, self.value, self.origins = tape, value, origins
        self.shape = value.shape
        self.bar: Any = None
        tape.append(self)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **_: Any) -> Any:
        """Compute what NumPy was asked for, and note how gradients come back."""
        plain = [x.value if isinstance(x, Node) else x for x in inputs]
        value = ufunc(*plain)
        if ufunc not in PULLS:
            if value.dtype == bool:  # a comparison has no slope
                return value
            raise TypeError(f"the engine has no rule for {ufunc.__name__}; add one")
        pulls = PULLS[ufunc](value, *plain)
        pairs = zip(inputs, pulls, strict=True)
        return Node(self.tape, value, *(p for p in pairs if isinstance(p[0], Node)))

    def __len__(self) -> int:
        return len(self.value)

    @property
    def T(self) -> "Node":  # noqa: N802
        """Exchange rows and columns."""
        return Node(self.tape, self.value.T, (self, np.transpose))

    def reshape(self, *shape: int) -> "Node":
        """Give the same numbers another shape."""
        value = self.value.reshape(*shape)
        return Node(self.tape, value, (self, lambda up: up.reshape(self.shape)))

    def sum(self, axis: Any = None, keepdims: bool = False, **_: Any) -> "Node":
        """Add up all numbers, or those along an axis."""
        kept = self.value.sum(axis=axis, keepdims=True)
        value = kept if keepdims else self.value.sum(axis=axis)

        def pull(up: Array) -> Array:
            return np.broadcast_to(up.reshape(kept.shape), self.shape)

        return Node(self.tape, np.asarray(value), (self, pull))

    def mean(self, axis: Any = None, keepdims: bool = False, **_: Any) -> "Node":
        """Average all numbers, or those along an axis."""
        total = self.sum(axis=axis, keepdims=keepdims)
        return total / (self.value.size / total.value.size)

    def max(self, axis: int, keepdims: bool, **_: Any) -> "Node":
        """Find the largest number of each row of a table."""
        if axis != 1 or not keepdims:
            raise TypeError("the engine takes the largest of rows: axis=1, keepdims")
        rows, place = np.arange(len(self.value)), self.value.argmax(1)

        def pull(up: Array) -> Array:
            share = np.zeros(self.shape)
            share[rows, place] = up[:, 0]
            return share

        return Node(self.tape, self.value[rows, place][:, None], (self, pull))


def value_and_gradient(program: Callable[..., Any], *inputs: Any) -> tuple[Any, Any]:
    r"""Run a program that computes a cost, and differentiate it by all its inputs.

    Parameters
    ----------
    program : callable
        NumPy code that returns one number.
    *inputs : ndarray, or dict of ndarray
        Its arguments.

    Returns
    -------
    value : float
        What the program returns.
    gradients : tuple
        One gradient for each argument, in its shape; for a dict, a dict.

    Notes
    -----
    As ``solutions.tracing.value_and_gradient``. Source: Griewank and Walther,
    *Evaluating Derivatives* (2008), section 3.2.

    Examples
    --------
    >>> value, (dx, dy) = value_and_gradient(lambda x, y: x * x * y, 3.0, 10.0)
    >>> float(value), float(dx), float(dy)
    (90.0, 60.0, 9.0)
    """
    tape: list[Node] = []
    leaves = [_each(lambda x: Node(tape, np.asarray(x)), given) for given in inputs]
    end = program(*leaves)
    end.bar = np.ones(())
    for node in reversed(tape):
        bar = node.bar
        if bar is not None:
            for origin, pull in node.origins:
                share = pull(bar)
                if share.shape != origin.shape:
                    share = unbroadcast(share, origin.shape)
                origin.bar = share if origin.bar is None else origin.bar + share
    return end.value, tuple(_each(_bar, leaf) for leaf in leaves)


def _each(change: Callable[[Any], Any], given: Any) -> Any:
    """Change an argument; of a dict, each of its values."""
    if isinstance(given, dict):
        return {key: change(x) for key, x in given.items()}
    return change(given)


def _bar(leaf: Node) -> Array:
    return np.zeros(leaf.shape) if leaf.bar is None else leaf.bar
