"""Unusual right answers to the exercises of the module engine."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.alternatives.model import right
from solutions import Array
from solutions.engine import jvp, topological_order, vjp, vjp_tangent

Values = dict[int, Array]
Parents = dict[int, tuple[int, ...]]
Operations = dict[int, str]
Inputs = tuple[Array, ...]
Rule = Callable[..., Inputs]


@right("unbroadcast")
def axis_by_axis(upstream: Array, shape: tuple[int, ...]) -> object:
    """Take the missing axes off, then shrink the stretched ones."""
    result = np.array(upstream)
    while result.ndim > len(shape):
        result = result.sum(axis=0)
    for axis, n in enumerate(shape):
        if result.shape[axis] != n:
            result = result.sum(axis=axis, keepdims=True)
    return np.asarray(result)


@right("unbroadcast")
def element_by_element(upstream: Array, shape: tuple[int, ...]) -> object:
    """Let each number go where broadcasting took it from."""
    origin = np.broadcast_to(
        np.arange(int(np.prod(shape))).reshape(shape), np.shape(upstream)
    )
    sums = np.bincount(
        origin.ravel(), np.ravel(upstream), minlength=int(np.prod(shape))
    )
    return sums.reshape(shape)


@right("vjp")
def with_a_table(operation: str, upstream: Array, inputs: Inputs) -> object:
    """Keep the local slopes in a table; add copies up with ones."""
    if operation == "matmul":
        x, y = inputs
        return np.einsum("ij,kj->ik", upstream, y), np.einsum("ik,ij->kj", x, upstream)
    x, y = inputs[0], inputs[-1]
    table: dict[str, Callable[[], tuple[Any, ...]]] = {
        "add": lambda: (1.0, 1.0),
        "multiply": lambda: (y, x),
        "sum": lambda: (np.ones(np.shape(x)),),
        "relu": lambda: (np.where(x > 0, 1.0, 0.0),),
        "exp": lambda: (np.exp(x),),
        "log": lambda: (np.reciprocal(x),),
    }
    if operation not in table:
        raise ValueError(operation)
    found = []
    for slope, each in zip(table[operation](), inputs, strict=True):
        share = np.asarray(upstream * slope)
        extra = share.ndim - np.ndim(each)
        share = share.sum(axis=tuple(range(extra)))
        grown = tuple(i for i, n in enumerate(np.shape(each)) if n < np.shape(share)[i])
        found.append(np.asarray(np.sum(share, axis=grown, keepdims=True)))
    return tuple(found)


@right("vjp")
def by_imaginary_steps(operation: str, upstream: Array, inputs: Inputs) -> object:
    """Move each element of each input aside, and weigh what comes out there."""
    run: dict[str, Callable[..., Any]] = {
        "add": np.add,
        "multiply": np.multiply,
        "matmul": np.matmul,
        "sum": np.sum,
        "relu": lambda x: np.where(x.real > 0, x, 0.0),
        "exp": np.exp,
        "log": np.log,
    }
    if operation not in run:
        raise ValueError(operation)
    found = []
    for i, x in enumerate(inputs):
        bar = np.zeros(np.shape(x))
        for place in np.ndindex(*np.shape(x)):
            aside = [np.array(each, dtype=complex) for each in inputs]
            aside[i][place] += 1e-200j
            bar[place] = np.sum(upstream * run[operation](*aside).imag) * 1e200
        found.append(bar)
    return tuple(found)


@right("topological_order")
def with_two_visits(parents: Parents, last: int) -> object:
    """Put each node on the stack twice: to open it, and to list it."""
    order, state, stack = [], {}, [(last, False)]
    while stack:
        node, listed = stack.pop()
        if listed:
            state[node] = "listed"
            order.append(node)
        elif state.get(node) == "open":
            raise ValueError("a circle")
        elif node not in state:
            state[node] = "open"
            stack.append((node, True))
            for parent in dict.fromkeys(parents[node]):
                if state.get(parent) == "open":
                    raise ValueError("a circle")
                if parent not in state:
                    stack.append((parent, False))
    return order


@right("topological_order")
def by_counting_parents(parents: Parents, last: int) -> object:
    """Find what is needed, then take away nodes that wait for nobody."""
    needed, waiting = {last}, [last]
    while waiting:
        new = [p for p in set(parents[waiting.pop()]) if p not in needed]
        needed.update(new)
        waiting.extend(new)
    missing = {n: len(set(parents[n])) for n in needed}
    users: dict[int, list[int]] = {n: [] for n in needed}
    for n in needed:
        for p in set(parents[n]):
            users[p].append(n)
    ready, order = [n for n in needed if not missing[n]], []
    while ready:
        order.append(ready.pop())
        for user in users[order[-1]]:
            missing[user] -= 1
            if not missing[user]:
                ready.append(user)
    if len(order) < len(needed):
        raise ValueError("some nodes wait for each other")
    return order


@right("backpropagate")
def by_counting_users(
    rule: Rule,
    operations: Operations,
    parents: Parents,
    values: Values,
    last: int,
    upstream: Array,
) -> object:
    """Let a node hand on its blame when the last of its users has."""
    order = topological_order(parents, last)
    users = dict.fromkeys(order, 0)
    for node in order:
        for parent in parents[node]:
            users[parent] += 1
    bars, ready = {last: np.array(upstream)}, [last]
    while ready:
        node = ready.pop()
        if not parents[node]:
            continue
        inputs = tuple(values[parent] for parent in parents[node])
        for parent, share in zip(
            parents[node], rule(operations[node], bars[node], inputs), strict=True
        ):
            bars[parent] = bars.get(parent, np.zeros_like(values[parent])) + share
            users[parent] -= 1
            if not users[parent]:
                ready.append(parent)
    return bars


@right("backpropagate")
def with_lists_of_shares(
    rule: Rule,
    operations: Operations,
    parents: Parents,
    values: Values,
    last: int,
    upstream: Array,
) -> object:
    """Collect what arrives at each node in a list, and add the list up."""
    order = topological_order(parents, last)
    arrived: dict[int, list[Array]] = {node: [] for node in order}
    arrived[last].append(upstream)
    bars = {}
    for node in order[::-1]:
        bars[node] = np.sum(np.stack(arrived[node]), axis=0)
        given = parents[node]
        if len(given) > 0:
            shares = rule(operations[node], bars[node], tuple(values[p] for p in given))
            for i, parent in enumerate(given):
                arrived[parent].append(shares[i])
    return bars


@right("jvp")
def as_a_match(operation: str, inputs: Inputs, tangents: Inputs) -> object:
    """Write the rules down as a match statement."""
    match operation, inputs, tangents:
        case "add", (x, y), (dx, dy):
            return np.add(x, y), np.add(dx, dy)
        case "multiply", (x, y), (dx, dy):
            return np.multiply(x, y), np.multiply(y, dx) + np.multiply(dy, x)
        case "matmul", (x, y), (dx, dy):
            return x.dot(y), x.dot(dy) + dx.dot(y)
        case "sum", (x,), (dx,):
            return np.asarray(x.sum()), np.asarray(dx.sum())
        case "relu", (x,), (dx,):
            return np.where(x > 0, x, 0.0), np.where(x > 0, dx, 0.0)
        case "exp", (x,), (dx,):
            e = np.exp(x)
            return e, e * dx
        case "log", (x,), (dx,):
            return np.log(x), np.divide(dx, x)
    raise ValueError(f"{operation} is unknown")


@right("jvp")
def by_blaming_every_output(operation: str, inputs: Inputs, tangents: Inputs) -> object:
    """Ask the reverse rule for each element of the output."""
    run: dict[str, Callable[..., Any]] = {
        "add": np.add, "multiply": np.multiply, "matmul": np.matmul, "sum": np.sum,
        "relu": lambda x: (x + np.abs(x)) / 2, "exp": np.exp, "log": np.log,
    }  # fmt: skip
    if operation not in run:
        raise ValueError(operation)
    value = np.asarray(run[operation](*inputs))
    tangent = np.zeros(value.shape)
    for place in np.ndindex(*value.shape):
        one = np.zeros(value.shape)
        one[place] = 1.0
        bars = vjp(operation, one, inputs)
        tangent[place] = sum(
            np.sum(bar * move) for bar, move in zip(bars, tangents, strict=True)
        )
    return value, tangent


@right("hessian_vector_product")
def with_pairs(
    operations: Operations,
    parents: Parents,
    values: Values,
    last: int,
    direction: Values,
) -> object:
    """Keep a bar and its velocity together in a pair."""
    order = topological_order(parents, last)
    moving = {
        n: np.array(direction[n]) if n in direction else np.zeros(values[n].shape)
        for n in order
    }
    for n in order:
        if parents[n]:
            inputs, moves = ([t[p] for p in parents[n]] for t in (values, moving))
            moving[n] = jvp(operations[n], tuple(inputs), tuple(moves))[1]
    pairs = {n: (np.zeros(values[n].shape), np.zeros(values[n].shape)) for n in order}
    pairs[last] = np.ones(()), np.zeros(())
    for n in order[::-1]:
        if parents[n]:
            bar, speed = pairs[n]
            inputs, moves = ([t[p] for p in parents[n]] for t in (values, moving))
            bars = vjp(operations[n], bar, tuple(inputs))
            speeds = vjp_tangent(operations[n], bar, tuple(inputs), speed, tuple(moves))
            for p, b, s in zip(parents[n], bars, speeds, strict=True):
                pairs[p] = pairs[p][0] + b, pairs[p][1] + s
    return {
        n: pairs[n][1] if n in pairs else np.zeros(v.shape)
        for n, v in direction.items()
    }


@right("hessian_vector_product")
def in_two_sweeps(
    operations: Operations,
    parents: Parents,
    values: Values,
    last: int,
    direction: Values,
) -> object:
    """Find all bars first, and their velocities in a sweep of its own."""
    order = topological_order(parents, last)
    speed = {n: direction.get(n, np.zeros_like(values[n])) for n in order}
    bars = {n: np.zeros_like(values[n]) for n in order}
    bars[last] = np.ones_like(values[last])
    result = {n: np.zeros_like(values[n]) for n in order}
    given = {n: tuple(values[p] for p in parents[n]) for n in order}
    made = [n for n in order if parents[n]]
    for n in made:
        speed[n] = jvp(operations[n], given[n], tuple(speed[p] for p in parents[n]))[1]
    for n in reversed(made):
        shares = vjp(operations[n], bars[n], given[n])
        for p, share in zip(parents[n], shares, strict=True):
            bars[p] = bars[p] + share
    for n in reversed(made):
        moves = vjp_tangent(
            operations[n], bars[n], given[n], result[n],
            tuple(speed[p] for p in parents[n]),
        )  # fmt: skip
        for p, move in zip(parents[n], moves, strict=True):
            result[p] = result[p] + move
    return {n: result.get(n, np.zeros_like(v)) for n, v in direction.items()}
