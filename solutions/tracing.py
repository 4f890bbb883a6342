"""Chapter 11: run a NumPy program, and keep its graph or its tangents on the way."""

from collections.abc import Callable
from typing import Any

import numpy as np

from solutions import Array
from solutions.engine import backpropagate, jvp, unbroadcast, vjp

# What NumPy's own functions are called in a graph.
NAMES: dict[Any, str] = {
    np.add: "add", np.multiply: "multiply", np.matmul: "matmul", np.exp: "exp",
    np.log: "log", np.subtract: "subtract", np.divide: "divide", np.tanh: "tanh",
    np.negative: "negative", np.sqrt: "sqrt",
}  # fmt: skip

# More rules than `vjp` has. To add an operation, add a line; nothing else changes.
RULES: dict[str, Callable[..., tuple[Array, ...]]] = {
    "subtract": lambda up, x, y: (up, -up),
    "divide": lambda up, x, y: (up / y, -up * x / y**2),
    "negative": lambda up, x: (-up,),
    "tanh": lambda up, x: (up * (1.0 - np.tanh(x) ** 2),),
    "sqrt": lambda up, x: (0.5 * up / np.sqrt(x),),
    "transpose": lambda up, x: (up.T,),
    "reshape": lambda up, x: (up.reshape(x.shape),),
    "sum_axis": lambda up, x: (np.broadcast_to(up, x.shape),),
    "max_rows": lambda up, x: (up * (np.arange(x.shape[1]) == x.argmax(1)[:, None]),),
}

# The same for forward mode, where a rule gives the velocity of the output.
TANGENTS: dict[str, Callable[..., Array]] = {
    "subtract": lambda x, y, dx, dy: dx - dy,
    "divide": lambda x, y, dx, dy: dx / y - x * dy / y**2,
    "negative": lambda x, dx: -dx,
    "tanh": lambda x, dx: dx * (1.0 - np.tanh(x) ** 2),
    "sqrt": lambda x, dx: 0.5 * dx / np.sqrt(x),
}


def rule(
    operation: str, upstream: Array, inputs: tuple[Array, ...]
) -> tuple[Array, ...]:
    r"""Hand the blame for an operation on to its inputs, by the table or by ``vjp``.

    Parameters
    ----------
    operation : str
        A name in ``RULES``, or one that ``vjp`` knows.
    upstream : ndarray, shape of the output
        The gradient with respect to the output.
    inputs : tuple of ndarray
        What the operation was given.

    Returns
    -------
    tuple of ndarray
        One gradient for each input, in its shape.

    Examples
    --------
    >>> rule("divide", np.array(1.0), (np.array(6.0), np.array(2.0)))
    (array(0.5), array(-1.5))
    """
    if operation not in RULES:
        return vjp(operation, upstream, inputs)
    shares = RULES[operation](upstream, *inputs)
    return tuple(map(unbroadcast, shares, map(np.shape, inputs)))


def name_of(ufunc: Any, inputs: Any) -> tuple[str, Any]:
    """Say what one of NumPy's functions is called in a graph, and with which inputs.

    Parameters
    ----------
    ufunc : numpy.ufunc
        The function.
    inputs : sequence
        What it was given.

    Returns
    -------
    name : str
        The operation: the larger of something and 0 is its relu, its square a product.
    inputs : sequence
        The operation's inputs.

    Raises
    ------
    TypeError
        If there is no rule for it.

    Examples
    --------
    >>> name_of(np.maximum, [np.ones(3), 0.0])
    ('relu', [array([1., 1., 1.])])
    """
    plain = isinstance(inputs[-1], int | float)
    if ufunc is np.maximum and plain and inputs[1] == 0:
        return "relu", inputs[:1]
    if ufunc is np.power and plain and inputs[1] == 2:
        return "multiply", [inputs[0], inputs[0]]
    if ufunc not in NAMES:
        raise TypeError(f"the engine has no rule for {ufunc.__name__}; add one")
    return NAMES[ufunc], inputs


class Traced(np.lib.mixins.NDArrayOperatorsMixin):
    """A number that NumPy computes with, and that notes in a graph what is done.

    Parameters
    ----------
    graph : Graph
        Where it is noted.
    node : int
        Its number there.
    value : ndarray
        Its value.
    """

    def __init__(self, graph: "Graph", node: int, value: Array) -> None:
        self.graph, self.node, self.value = graph, node, value
        self.shape = value.shape

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **_: Any) -> Any:
        """Compute what NumPy was asked for, and note it."""
        plain = [x.value if isinstance(x, Traced) else x for x in inputs]
        value = getattr(ufunc, method)(*plain)
        if value.dtype == bool:  # a comparison has no slope
            return value
        name, nodes = name_of(ufunc, inputs)
        return self.graph.note(value, name, *nodes)

    def __len__(self) -> int:
        return len(self.value)

    @property
    def T(self) -> "Traced":  # noqa: N802
        """Exchange rows and columns."""
        return self.graph.note(self.value.T, "transpose", self)

    def reshape(self, *shape: int) -> "Traced":
        """Give the same numbers another shape."""
        return self.graph.note(self.value.reshape(*shape), "reshape", self)

    def sum(self, axis: Any = None, keepdims: bool = False, **_: Any) -> "Traced":
        """Add up all numbers, or those along an axis."""
        if axis is None and not keepdims:
            return self.graph.note(self.value.sum(), "sum", self)
        total = self.value.sum(axis=axis, keepdims=True)
        node = self.graph.note(total, "sum_axis", self)
        return node if keepdims else node.reshape(*self.value.sum(axis=axis).shape)

    def mean(self, axis: Any = None, keepdims: bool = False, **_: Any) -> "Traced":
        """Average all numbers, or those along an axis."""
        total = self.sum(axis=axis, keepdims=keepdims)
        return total / (self.value.size / total.value.size)

    def max(self, axis: int, keepdims: bool, **_: Any) -> "Traced":
        """Find the largest number of each row of a table."""
        if axis != 1 or not keepdims:
            raise TypeError("the engine takes the largest of rows: axis=1, keepdims")
        return self.graph.note(self.value.max(1, keepdims=True), "max_rows", self)


class Graph:
    """What a program did: each node's operation, its parents and its value."""

    def __init__(self) -> None:
        self.operations: dict[int, str] = {}
        self.parents: dict[int, tuple[int, ...]] = {}
        self.values: dict[int, Array] = {}

    def note(self, value: Any, operation: str = "", *inputs: Any) -> "Traced":
        """Add a node, and nodes for those of its inputs that are plain numbers."""
        nodes = tuple(
            x.node if isinstance(x, Traced) else self.note(x).node for x in inputs
        )
        node = len(self.values)
        self.parents[node], self.values[node] = nodes, np.asarray(value)
        if nodes:
            self.operations[node] = operation
        return Traced(self, node, self.values[node])


class Dual(np.lib.mixins.NDArrayOperatorsMixin):
    """A dual number: a value, and how fast it moves. It keeps no graph.

    Parameters
    ----------
    value : ndarray
        The value.
    tangent : ndarray, shape of value
        Its velocity.
    """

    def __init__(self, value: Any, tangent: Any) -> None:
        self.value, self.tangent = np.asarray(value), np.asarray(tangent)
        self.shape = self.value.shape

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **_: Any) -> Any:
        """Compute what NumPy was asked for, and how fast it moves."""
        pairs = [x if isinstance(x, Dual) else Dual(x, 0.0 * x) for x in inputs]
        value = getattr(ufunc, method)(*(x.value for x in pairs))
        if value.dtype == bool:
            return value
        name, given = name_of(ufunc, inputs)
        pairs = [x if isinstance(x, Dual) else Dual(x, 0.0 * x) for x in given]
        values = tuple(x.value for x in pairs)
        moves = tuple(x.tangent for x in pairs)
        if name in TANGENTS:
            return Dual(value, TANGENTS[name](*values, *moves))
        return Dual(*jvp(name, values, moves))

    def __len__(self) -> int:
        return len(self.value)

    def both(self, change: Callable[[Array], Array]) -> "Dual":
        """Do the same to value and tangent: right for all that is linear."""
        return Dual(change(self.value), change(self.tangent))

    @property
    def T(self) -> "Dual":  # noqa: N802
        """Exchange rows and columns."""
        return self.both(np.transpose)

    def reshape(self, *shape: int) -> "Dual":
        """Give the same numbers another shape."""
        return self.both(lambda x: x.reshape(*shape))

    def sum(self, axis: Any = None, keepdims: bool = False, **_: Any) -> "Dual":
        """Add up all numbers, or those along an axis."""
        return self.both(lambda x: np.sum(x, axis=axis, keepdims=keepdims))

    def mean(self, axis: Any = None, keepdims: bool = False, **_: Any) -> "Dual":
        """Average all numbers, or those along an axis."""
        return self.both(lambda x: np.mean(x, axis=axis, keepdims=keepdims))

    def max(self, axis: int, keepdims: bool, **_: Any) -> "Dual":
        """Find the largest number of each row of a table."""
        if axis != 1 or not keepdims:
            raise TypeError("the engine takes the largest of rows: axis=1, keepdims")
        place = self.value.argmax(1)[:, None]
        return self.both(lambda x: np.take_along_axis(x, place, 1))


def record(program: Callable[..., Any], *inputs: Any) -> tuple[Graph, Any, Traced]:
    r"""Run a program, and keep its graph.

    Parameters
    ----------
    program : callable
        NumPy code.
    *inputs : ndarray, or dict of ndarray
        Its arguments.

    Returns
    -------
    graph : Graph
        What it did.
    leaves : list
        The nodes of the arguments; for a dict, a dict.
    end : Traced
        The node that it returned.

    Examples
    --------
    >>> graph, _, _ = record(lambda x: x * x, 3.0)
    >>> graph.operations, graph.parents
    ({1: 'multiply'}, {0: (), 1: (0, 0)})
    """
    graph = Graph()
    leaves = [
        {key: graph.note(x) for key, x in leaf.items()}
        if isinstance(leaf, dict)
        else graph.note(leaf)
        for leaf in inputs
    ]
    return graph, leaves, program(*leaves)


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

    Examples
    --------
    >>> value, (dx, dy) = value_and_gradient(lambda x, y: x * x * y, 3.0, 10.0)
    >>> float(value), float(dx), float(dy)
    (90.0, 60.0, 9.0)
    """
    graph, leaves, end = record(program, *inputs)
    bars = backpropagate(
        rule, graph.operations, graph.parents, graph.values, end.node, np.ones(())
    )

    def bar(leaf: Any) -> Any:
        if isinstance(leaf, dict):
            return {key: bar(x) for key, x in leaf.items()}
        return bars.get(leaf.node, 0.0 * leaf.value)

    return end.value, tuple(map(bar, leaves))


def push(
    program: Callable[..., Any], inputs: tuple[Any, ...], tangents: tuple[Any, ...]
) -> tuple[Any, Any]:
    r"""Run a program on dual numbers: forward mode.

    Parameters
    ----------
    program : callable
        NumPy code.
    inputs : sequence of ndarray
        Its arguments.
    tangents : sequence of ndarray
        How fast each of them moves.

    Returns
    -------
    value, tangent : ndarray
        What it returns, and how fast that moves.

    Examples
    --------
    >>> value, tangent = push(lambda x, y: x * x * y, (3.0, 10.0), (1.0, 0.0))
    >>> float(value), float(tangent)
    (90.0, 60.0)
    """
    end = program(*map(Dual, inputs, tangents))
    return end.value, end.tangent
