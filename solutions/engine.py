"""Chapter 11: an engine that differentiates programs, forward and in reverse."""

from collections.abc import Callable

import numpy as np

from solutions import Array


def unbroadcast(upstream: Array, shape: tuple[int, ...]) -> Array:
    r"""Add up what belongs to one number that broadcasting used many times.

    .. math:: \bar{x}_i = \sum_{j \text{ copied from } i} \bar{u}_j

    Parameters
    ----------
    upstream : ndarray
        A gradient, in the shape of the result.
    shape : tuple of int
        The shape that was broadcast: its axes stand at the end of those of `upstream`,
        and each is as long as there, or 1. It may have fewer axes, or none.

    Returns
    -------
    ndarray, shape `shape`
        The sums: an axis that was missing is gone, an axis that was 1 is 1 again.

    Notes
    -----
    Source: the rules of broadcasting in NumPy's manual, read backward.

    Examples
    --------
    >>> unbroadcast(np.array([[1.0, 2.0], [3.0, 4.0]]), (2,))
    array([4., 6.])
    >>> unbroadcast(np.array([[1.0, 2.0], [3.0, 4.0]]), (2, 1))
    array([[3.],
           [7.]])
    """
    upstream = np.asarray(upstream)
    missing = upstream.ndim - len(shape)
    stretched = [
        missing + axis
        for axis, n in enumerate(shape)
        if n == 1 and upstream.shape[missing + axis] != 1
    ]
    axes = tuple(range(missing)) + tuple(stretched)
    return upstream.sum(axis=axes).reshape(shape) if axes else upstream


def vjp(
    operation: str, upstream: Array, inputs: tuple[Array, ...]
) -> tuple[Array, ...]:
    r"""Hand the blame for one operation's output on to its inputs.

    For :math:`u = f(x, y)` the upstream gradient is
    :math:`\bar{u} = \partial C / \partial u`. An element of an input gets blame by way
    of every element of u that it moves, and all of it is added.

    .. math:: \bar{x}_i = \sum_j \bar{u}_j \, \frac{\partial u_j}{\partial x_i}

    Parameters
    ----------
    operation : str
        'add' and 'multiply' (two inputs, elementwise, broadcast as NumPy does),
        'matmul' (two inputs, both 2-D), 'sum' (of all elements), 'relu', 'exp', 'log'.
    upstream : ndarray, shape of the output
        :math:`\bar{u}`. For 'sum' its shape is ().
    inputs : tuple of ndarray
        What the operation was given.

    Returns
    -------
    tuple of ndarray
        One gradient for each input, in the shape of that input. The slope of relu at 0
        is 0.

    Raises
    ------
    ValueError
        If there is no rule for the operation.

    Notes
    -----
    Vjp stands for vector-Jacobian product. Source: Griewank and Walther, *Evaluating
    Derivatives* (2008), section 3.2.

    Examples
    --------
    >>> x, y = np.array([2.0, 3.0]), np.array([5.0, 7.0])
    >>> vjp("multiply", np.array([10.0, 1.0]), (x, y))
    (array([50.,  7.]), array([20.,  3.]))
    """
    x, y = inputs[0], inputs[-1]
    if operation == "add":
        shares: tuple[Array, ...] = (upstream, upstream)
    elif operation == "multiply":
        shares = (upstream * y, upstream * x)
    elif operation == "matmul":
        shares = (upstream @ y.T, x.T @ upstream)
    elif operation == "sum":
        shares = (np.broadcast_to(upstream, np.shape(x)),)
    elif operation == "relu":
        shares = (upstream * (x > 0),)
    elif operation == "exp":
        shares = (upstream * np.exp(x),)
    elif operation == "log":
        shares = (upstream / x,)
    else:
        raise ValueError(f"there is no rule for {operation!r}")
    return tuple(map(unbroadcast, shares, map(np.shape, inputs)))


def topological_order(parents: dict[int, tuple[int, ...]], last: int) -> list[int]:
    r"""List all that a node depends on, each node behind its parents.

    .. math:: p \to u \quad \Rightarrow \quad
        \text{place of } p < \text{place of } u

    Parameters
    ----------
    parents : dict of int to tuple of int
        From which nodes each node is computed; an input has none. A parent that is used
        twice stands there twice. The chain from an input to `last` may be 10,000 nodes
        long.
    last : int
        The node to end with.

    Returns
    -------
    list of int
        `last` and all its ancestors, each once: parents, and theirs, first. Where
        several orders are right, any of them. Nodes that `last` does not depend on are
        left out.

    Raises
    ------
    ValueError
        If a node depends on itself.

    Notes
    -----
    Source: Cormen, Leiserson, Rivest and Stein, *Introduction to Algorithms*, section
    "Topological sort".

    Examples
    --------
    >>> topological_order({3: (1, 2), 1: (0,), 2: (0, 1), 0: (), 9: (3,)}, 3)
    [0, 1, 2, 3]
    """
    order: list[int] = []
    placed, path, stack = set(), {last}, [last]
    while stack:
        node = stack[-1]
        waiting = [parent for parent in parents[node] if parent not in placed]
        if not waiting:
            order.append(stack.pop())
            placed.add(node)
        elif waiting[0] in path:
            raise ValueError(f"node {waiting[0]} depends on itself")
        else:
            stack.append(waiting[0])
            path.add(waiting[0])
    return order


def backpropagate(
    rule: Callable[[str, Array, tuple[Array, ...]], tuple[Array, ...]],
    operations: dict[int, str],
    parents: dict[int, tuple[int, ...]],
    values: dict[int, Array],
    last: int,
    upstream: Array,
) -> dict[int, Array]:
    r"""Sweep a graph backward once: the gradient of every node.

    .. math:: \bar{x} = \sum_{u \text{ computed from } x} \text{(what the rule of } u
        \text{ hands to } x\text{)}, \qquad \bar{u}_{\text{last}} = \text{upstream}

    Parameters
    ----------
    rule : callable
        ``rule(operation, upstream, inputs)`` hands the blame for one operation on to
        its inputs, as ``vjp`` does: a tuple with one gradient for each input.
    operations : dict of int to str
        What computed each node, for the rule; inputs are not in it.
    parents : dict of int to tuple of int
        From which nodes each node was computed, in the order of the operation's inputs;
        an input has none. The numbers are names: they say nothing of an order.
    values : dict of int to ndarray
        The value of each node.
    last : int
        Where to begin.
    upstream : ndarray, shape of ``values[last]``
        The gradient of the cost with respect to `last`.

    Returns
    -------
    dict of int to ndarray
        The gradient with respect to `last` and each node that it depends on, in the
        shape of the node's value. What `rule` returns is left as it is: it may be the
        same array for two nodes.

    Notes
    -----
    Source: Griewank and Walther (2008), section 3.2.

    Examples
    --------
    >>> double = lambda operation, upstream, inputs: (2.0 * upstream,)
    >>> values = {0: np.array([3.0]), 1: np.array([6.0])}
    >>> backpropagate(
    ...     double, {1: "double"}, {0: (), 1: (0,)}, values, 1, np.array([10.0])
    ... )
    {1: array([10.]), 0: array([20.])}
    """
    bars = {last: upstream}
    for node in reversed(topological_order(parents, last)):
        if parents[node]:
            inputs = tuple(values[parent] for parent in parents[node])
            shares = rule(operations[node], bars[node], inputs)
            for parent, share in zip(parents[node], shares, strict=True):
                bars[parent] = bars[parent] + share if parent in bars else share
    return bars


def jvp(
    operation: str, inputs: tuple[Array, ...], tangents: tuple[Array, ...]
) -> tuple[Array, Array]:
    r"""Compute with dual numbers: an operation's value, and how fast it moves.

    Each input moves along: :math:`x + \epsilon \dot{x}` with :math:`\epsilon^2 = 0`.
    What stands beside :math:`\epsilon` in the result is the velocity of u.

    .. math:: f(x + \epsilon \dot{x}, y + \epsilon \dot{y}) = u + \epsilon \dot{u},
        \qquad \dot{u}_j = \sum_i \frac{\partial u_j}{\partial x_i} \dot{x}_i
        + \sum_i \frac{\partial u_j}{\partial y_i} \dot{y}_i

    Parameters
    ----------
    operation : str
        'add' and 'multiply' (two inputs, elementwise, broadcast as NumPy does),
        'matmul' (two inputs, both 2-D), 'sum' (of all elements), 'relu', 'exp', 'log'.
    inputs : tuple of ndarray
        What the operation is given.
    tangents : tuple of ndarray
        The velocity of each input, in its shape.

    Returns
    -------
    value, tangent : ndarray
        u and its velocity, in the same shape. The slope of relu at 0 is 0.

    Raises
    ------
    ValueError
        If there is no rule for the operation.

    Notes
    -----
    Jvp stands for Jacobian-vector product. Source: Griewank and Walther (2008), section
    3.1.

    Examples
    --------
    >>> x, y = np.array([2.0]), np.array([5.0])
    >>> jvp("multiply", (x, y), (np.array([1.0]), np.array([10.0])))
    (array([10.]), array([25.]))
    """
    x, y = inputs[0], inputs[-1]
    dx, dy = tangents[0], tangents[-1]
    if operation == "add":
        return x + y, dx + dy
    if operation == "multiply":
        return x * y, dx * y + x * dy
    if operation == "matmul":
        return x @ y, dx @ y + x @ dy
    if operation == "sum":
        return np.asarray(np.sum(x)), np.asarray(np.sum(dx))
    if operation == "relu":
        return np.maximum(x, 0.0), dx * (x > 0)
    if operation == "exp":
        value = np.exp(x)
        return value, dx * value
    if operation == "log":
        return np.log(x), dx / x
    raise ValueError(f"there is no rule for {operation!r}")


def vjp_tangent(
    operation: str,
    upstream: Array,
    inputs: tuple[Array, ...],
    upstream_tangent: Array,
    tangents: tuple[Array, ...],
) -> tuple[Array, ...]:
    r"""Say how fast the results of ``vjp`` move when all that goes in moves.

    Parameters
    ----------
    operation : str
        As for ``vjp``.
    upstream : ndarray, shape of the output
        The upstream gradient.
    inputs : tuple of ndarray
        What the operation was given.
    upstream_tangent : ndarray, shape of the output
        The velocity of the upstream gradient.
    tangents : tuple of ndarray
        The velocity of each input.

    Returns
    -------
    tuple of ndarray
        The velocity of each gradient that ``vjp`` hands down.

    Notes
    -----
    A vjp is linear in what comes from upstream, hence the first term. The second is the
    change of the rule itself. Source: Pearlmutter, "Fast exact multiplication by the
    Hessian" (1994).

    Examples
    --------
    >>> one, x = np.ones(1), np.array([2.0])
    >>> vjp_tangent("log", one, (x,), 0 * one, (one,))
    (array([-0.25]),)
    """
    first = vjp(operation, upstream_tangent, inputs)
    x, dx = inputs[0], tangents[0]
    if operation in ("multiply", "matmul"):
        second = vjp(operation, upstream, tangents)
    elif operation == "exp":
        second = (upstream * np.exp(x) * dx,)
    elif operation == "log":
        second = (-upstream * dx / x**2,)
    else:  # the rules of add, sum and relu do not change
        return first
    return tuple(one + other for one, other in zip(first, second, strict=True))


def hessian_vector_product(
    operations: dict[int, str],
    parents: dict[int, tuple[int, ...]],
    values: dict[int, Array],
    last: int,
    direction: dict[int, Array],
) -> dict[int, Array]:
    r"""Say how fast the gradient moves when the inputs move along a direction.

    .. math:: H v = \left. \frac{d}{dt} \nabla C(\theta + t v) \right|_{t = 0}

    Neither the matrix H nor any difference quotient is needed: one sweep forward and
    one backward, and every number in them has a tangent.

    Parameters
    ----------
    operations : dict of int to str
        What computed each node; inputs are not in it.
    parents : dict of int to tuple of int
        From which nodes each node was computed; an input has none.
    values : dict of int to ndarray
        The value of each node.
    last : int
        The cost: a node with the shape ().
    direction : dict of int to ndarray
        The velocity v of some inputs, each in its input's shape. All other inputs rest.

    Returns
    -------
    dict of int to ndarray
        H v, with the keys and the shapes of `direction`. Where an input has no
        influence on the cost, zeros.

    Notes
    -----
    Source: Pearlmutter, "Fast exact multiplication by the Hessian" (1994).

    Examples
    --------
    >>> values = {0: np.array(3.0), 1: np.array(9.0)}
    >>> product = hessian_vector_product(
    ...     {1: "multiply"}, {0: (), 1: (0, 0)}, values, 1, {0: np.array(10.0)}
    ... )
    >>> float(product[0])
    20.0
    """
    order = topological_order(parents, last)
    moving = {node: direction.get(node, 0.0 * values[node]) for node in order}
    for node in order:
        if parents[node]:
            inputs = tuple(values[parent] for parent in parents[node])
            tangents = tuple(moving[parent] for parent in parents[node])
            moving[node] = jvp(operations[node], inputs, tangents)[1]
    bars = {node: 0.0 * values[node] for node in order}
    bars_moving = dict(bars)
    bars[last] = np.ones_like(values[last])
    for node in reversed(order):
        if parents[node]:
            inputs = tuple(values[parent] for parent in parents[node])
            tangents = tuple(moving[parent] for parent in parents[node])
            bar, speed = bars[node], bars_moving[node]
            shares = vjp(operations[node], bar, inputs)
            moves = vjp_tangent(operations[node], bar, inputs, speed, tangents)
            for parent, share, move in zip(parents[node], shares, moves, strict=True):
                bars[parent] = bars[parent] + share
                bars_moving[parent] = bars_moving[parent] + move
    return {leaf: bars_moving.get(leaf, 0.0 * v) for leaf, v in direction.items()}
