"""How the exercises of chapter 11 that walk over a graph are judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from graphlib import TopologicalSorter
from typing import Any

import numpy as np

from autograder.checks.corners import examples
from autograder.checks.domain import Domain, Given
from autograder.checks.draw import resample
from autograder.checks.model import NUMERICAL, Args, Check, Corner, Part
from autograder.oracle import central_difference
from course.compare import Tolerance
from course.functions import made_up_rule
from course.tree import Property, Reference
from solutions import Array
from solutions.engine import (
    backpropagate,
    hessian_vector_product,
    topological_order,
    vjp,
)

Rng = np.random.Generator
Named = Mapping[str, Any]
Parents = dict[int, tuple[int, ...]]
Values = dict[int, Array]

MADE_UP: Mapping[str, Callable[..., Array]] = {
    "halve": lambda x: x / 2.0,
    "double": lambda x: x * 2.0,
    "blend": lambda x, y: 2.0 * x - y,
    "cross": lambda x, y: x * y,
    "cube": lambda x: x**3,
    "total": lambda x, y: x + y,
}
OF_TWO = ("blend", "cross", "total")
RULE = Reference("made_up_rule")


# The order


def shuffled(rng: Rng, parents: Parents, last: int) -> tuple[Parents, int]:
    """Give the nodes other numbers, and write them down in another order.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    parents : dict
        A graph.
    last : int
        The node to end with.

    Returns
    -------
    parents : dict
        The same graph.
    last : int
        The same node.
    """
    names = other_numbers(rng, parents)
    return renamed(parents, names), names[last]


def other_numbers(rng: Rng, parents: Parents) -> dict[int, int]:
    """Draw another number for each node, and an order to write the nodes down in."""
    free = rng.permutation(99 * len(parents))[: len(parents)].tolist()
    names = dict(zip(parents, free, strict=True))
    nodes = list(names)
    return {nodes[i]: names[nodes[i]] for i in rng.permutation(len(nodes))}


def renamed(parents: Parents, names: dict[int, int]) -> Parents:
    """Write a graph down with other numbers."""
    return {names[n]: tuple(names[p] for p in parents[n]) for n in names}


def needed(parents: Parents, last: int) -> set[int]:
    """Name the nodes that a node depends on, and the node."""
    found = {last}
    for n in reversed(in_turn(parents)):
        if n in found:
            found.update(parents[n])
    return found


def in_turn(parents: Parents) -> list[int]:
    """Give the nodes in an order in which each can be computed."""
    return list(TopologicalSorter(parents).static_order())


def graph(rng: Rng) -> Args:
    """Draw a graph with nodes used twice, and with nodes that the last needs not.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    parents : dict
        From which nodes each is made.
    last : int
        The node to end with.
    """
    count = int(rng.integers(9, 13))
    parents: Parents = {0: (), 1: ()}
    for n in range(2, count):
        parents[n] = tuple(int(p) for p in rng.integers(max(0, n - 4), n, 2))
    return shuffled(rng, parents, count - 3)


def _diamonds(rng: Rng) -> Args:
    parents: Parents = {0: ()}
    for n in range(40):
        top = 3 * n
        parents |= {top + 1: (top,), top + 2: (top,), top + 3: (top + 1, top + 2)}
    return shuffled(rng, parents, 120)


def _late_diamond(rng: Rng) -> Args:
    """Draw a node that is reached over a long way and a short one."""
    parents: Parents = {0: (), 1: (0,), 2: (1,), 3: (2,), 4: (3, 1), 5: (1, 4)}
    return shuffled(rng, parents, 5)


def _chain(length: int, rng: Rng) -> Args:
    return {n: (n - 1,) if n else () for n in range(length)}, length - 1


def _fixed(parents: Parents, last: int, rng: Rng) -> Args:
    return parents, last


CIRCLES: Mapping[str, tuple[Parents, int]] = {
    "a node that is its own parent": ({0: (), 1: (0, 1)}, 1),
    "a circle of two": ({0: (1,), 1: (0,)}, 0),
    "a circle of three below the last node": (
        {0: (2,), 1: (0,), 2: (1,), 3: (2, 4), 4: ()}, 3,
    ),
    "a circle beside inputs": ({0: (1, 2), 1: (0, 3), 2: (), 3: ()}, 0),
}  # fmt: skip


def in_order(*args: Any) -> Property:
    """Say what a right order has to be like."""
    return Property("a topological order")


def refused(*args: Any) -> Property:
    """Give what is right for a graph with a circle."""
    return Property("a refusal")


def _circle(rng: Rng, kind: str = "") -> Args:
    kinds = list(CIRCLES)
    return shuffled(rng, *CIRCLES[kind or kinds[rng.integers(len(kinds))]])


def _is_chain(length: int) -> Callable[[Named], bool]:
    return lambda a: len(a["parents"]) == length and a["last"] == length - 1


def _used_twice(a: Named) -> bool:
    used = [p for parents in a["parents"].values() for p in set(parents)]
    return len(set(used)) < len(used)


ORDER_DOMAIN = Domain(
    edges={
        "a single node": lambda a: len(a["parents"]) == 1,
        "a chain longer than Python nests calls": _is_chain(1000),
        "a chain of two": _is_chain(2),
        "forty diamonds": lambda a: len(a["parents"]) == 121,
        "a node that is used twice": _used_twice,
        "the same parent twice": lambda a: any(
            len(set(p)) < len(p) for p in a["parents"].values()
        ),
        "nodes that are not needed": lambda a: (
            a["last"] != max(a["parents"]) and len(a["parents"]) > 8
        ),
        "an input for the last node": lambda a: (
            not a["parents"][a["last"]] and len(a["parents"]) > 1
        ),
        "a circle that the last node does not need": lambda a: (
            a["parents"] == {0: (), 1: (0,), 2: (3,), 3: (2,)}
        ),
    },
    parents=Given(),
    last=Given(),
)


# The sweep


def program(rng: Rng, twice: bool = True, spare: bool = True) -> Args:
    """Draw a graph of made-up operations, with values, and run it.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    twice : bool
        Whether some nodes are used more than once.
    spare : bool
        Whether there are nodes behind the last one.

    Returns
    -------
    rule : Reference
        What hands blame on.
    operations, parents, values : dict
        The graph.
    last : int
        Where to begin.
    upstream : ndarray
        A random gradient.
    """

    def draw() -> Args:
        shape = int(rng.integers(2, 5)), int(rng.integers(5, 8))
        values: Values = {n: rng.normal(size=shape) for n in range(3)}
        parents: Parents = dict.fromkeys(values, ())
        operations: dict[int, str] = {}
        free = [0, 1, 2]
        for n in range(3, 8 if twice else 6):
            name = str(rng.choice(list(MADE_UP)))
            count = 2 if name in OF_TWO else 1
            if not twice:
                chosen = [free.pop(0) for _ in range(min(count, len(free)))]
                name = name if len(chosen) == count else "halve"
                free.append(n)
            else:
                chosen = rng.integers(max(0, n - 4), n, count).tolist()
            operations[n], parents[n] = name, tuple(int(p) for p in chosen)
            values[n] = MADE_UP[name](*(values[p] for p in chosen))
        last = (6 if spare else 7) if twice else 5
        upstream = rng.normal(size=shape)
        if not twice:
            return RULE, operations, parents, values, last, upstream
        names = other_numbers(rng, parents)
        return (
            RULE,
            {names[n]: name for n, name in operations.items()},
            renamed(parents, names),
            {names[n]: value for n, value in values.items()},
            names[last],
            upstream,
        )

    def good(args: Args) -> bool:
        bars = swept_in_words(*args)
        sizes = [float(np.abs(bar).max()) for bar in bars.values()]
        # a product with oneself, again and again, leaves the range of floats
        far = max(float(np.abs(value).max()) for value in args[3].values())
        flat = min(float(np.ptp(value)) for value in args[3].values()) == 0
        tame = max(sizes) < 50 and far < 1000 and not flat
        fit = len(bars) > 4 and tame and _again(args) == twice
        return fit and not (twice and _all_arrives(args, bars))

    return resample(draw, good)


def _again(args: Args) -> bool:
    """Say whether a node that is no input reaches the last one on two ways."""
    parents, needed = args[2], swept_in_words(*args)
    used = [p for n in needed for p in parents[n] if parents[p]]
    return len(set(used)) < len(used)


def _all_arrives(args: Args, bars: Values) -> bool:
    """Say whether handing blame on in the order of discovery would be right too."""
    _, operations, parents, values, last, upstream = args
    found, order = {last: upstream}, [last]
    for n in order:
        inputs = tuple(values[p] for p in parents[n])
        if inputs:
            shares = made_up_rule(operations[n], found[n], inputs)
            for p, share in zip(parents[n], shares, strict=True):
                found[p] = found.get(p, np.zeros_like(share)) + share
                if p not in order:
                    order.append(p)
    return all(np.allclose(found[n], bars[n]) for n in bars)


def measured_bars(
    rule: Any,
    operations: dict[int, str],
    parents: Parents,
    values: Values,
    last: int,
    upstream: Array,
) -> Values:
    """Move each node a little, compute all others anew, and look at the last."""

    def later(node: int, value: Array) -> float:
        moved = {**values, node: value}
        for n in order:
            if n != node and parents[n]:
                moved[n] = MADE_UP[operations[n]](*(moved[p] for p in parents[n]))
        return float(np.sum(upstream * moved[last]))

    order = in_turn(parents)
    return {n: _slope(partial(later, n), values[n]) for n in needed(parents, last)}


def _slope(f: Callable[[Array], float], x: Array) -> Any:
    flat = central_difference(lambda row: f(row.reshape(np.shape(x))), np.ravel(x))
    return flat.reshape(np.shape(x))


def _an_input(rng: Rng) -> Args:
    rule, operations, parents, values, _, upstream = program(rng)
    first = min(n for n in parents if not parents[n])
    return rule, operations, parents, values, first, upstream


def _a_square(rng: Rng, size: float = 1.0) -> Args:
    x = np.asarray(size * (1.0 + rng.random()) * rng.choice([-1.0, 1.0]))
    values = {0: x, 1: np.asarray(x * x), 2: np.asarray(x**6)}
    operations = {1: "cross", 2: "cube"}
    return RULE, operations, {0: (), 1: (0, 0), 2: (1,)}, values, 2, np.asarray(1.5)


def _small_upstream(rng: Rng) -> Args:
    *args, upstream = program(rng)
    return *args, 1e-6 * upstream


def _long_chain(rng: Rng) -> Args:
    count = 1000
    values = {n: np.array([2.0**-n]) for n in range(count)}
    parents = {n: (n - 1,) if n else () for n in range(count)}
    operations = dict.fromkeys(range(1, count), "halve")
    return RULE, operations, parents, values, count - 1, np.array([2.0**900])


def swept_in_words(
    rule: Any,
    operations: dict[int, str],
    parents: Parents,
    values: Values,
    last: int,
    upstream: Array,
) -> Values:
    """Go back through the nodes, from one that needs all others to the inputs."""
    bars = {last: upstream}
    for n in reversed(in_turn(parents)):
        if n in bars and parents[n]:
            inputs = tuple(values[p] for p in parents[n])
            shares = made_up_rule(operations[n], bars[n], inputs)
            for p, share in zip(parents[n], shares, strict=True):
                bars[p] = bars.get(p, np.zeros_like(share)) + share
    return bars


SWEEP_DOMAIN = Domain(
    edges={
        "an input for the last node": lambda a: not a["parents"][a["last"]],
        "the same parent twice": lambda a: any(
            len(set(p)) < len(p) for p in a["parents"].values()
        ),
        "no axes": lambda a: a["upstream"].shape == (),
        "a chain longer than Python nests calls": lambda a: len(a["parents"]) >= 1000,
        "nodes that are not needed": lambda a: (
            len(needed(a["parents"], a["last"])) < len(a["parents"])
        ),
        "the last node is made last": lambda a: (
            not any(a["last"] in made_from for made_from in a["parents"].values())
        ),
    },
    rule=Given(),
    operations=Given(),
    parents=Given(),
    values=Given(),
    last=Given(),
    upstream=Given(),
)


def _example_of_the_sweep(rng: Rng) -> Args:
    values = {0: np.array([3.0]), 1: np.array([6.0])}
    return RULE, {1: "double"}, {0: (), 1: (0,)}, values, 1, np.array([10.0])


ORDER_AND_SWEEP = (
    Check(
        topological_order,
        (
            Part(
                "small graphs",
                3,
                graph,
                in_order,
                corners=(
                    Corner("forty diamonds", _diamonds),
                    Corner(
                        "a chain longer than Python nests calls", partial(_chain, 1000)
                    ),
                    Corner("a single node", partial(_fixed, {0: ()}, 0)),
                    Corner("a chain of two", partial(_chain, 2)),
                    Corner("a node reached early and late", _late_diamond),
                    Corner(
                        "an input for the last node",
                        partial(_fixed, {0: (), 1: (0,), 2: ()}, 2),
                    ),
                    Corner(
                        "a circle that the last node does not need",
                        partial(_fixed, {0: (), 1: (0,), 2: (3,), 3: (2,)}, 1),
                    ),
                    *examples(topological_order),
                ),
            ),
            Part("circles", 1, _circle, refused, kinds=tuple(CIRCLES)),
        ),
        domain=ORDER_DOMAIN,
    ),
    Check(
        backpropagate,
        (
            Part(
                "nodes that are used once",
                1,
                partial(program, twice=False),
                measured_bars,
                NUMERICAL,
            ),
            Part(
                "nodes that are used more than once",
                3,
                program,
                measured_bars,
                NUMERICAL,
                corners=(
                    Corner("an input for the last node", _an_input),
                    Corner("the same parent twice", _a_square),
                    *(
                        Corner(
                            f"{words} values",
                            partial(_a_square, size=size),
                            swept_in_words,
                            Tolerance(rtol=1e-9, atol=0.0),
                        )
                        for words, size in (("large", 1000.0), ("small", 1e-6))
                    ),
                    Corner(
                        "a small upstream gradient",
                        _small_upstream,
                        swept_in_words,
                        Tolerance(rtol=1e-9, atol=0.0),
                    ),
                    Corner("the example", _example_of_the_sweep),
                    Corner("no spare nodes", partial(program, spare=False)),
                    Corner(
                        "a chain longer than Python nests calls",
                        _long_chain,
                        swept_in_words,
                    ),
                ),
            ),
        ),
        domain=SWEEP_DOMAIN,
    ),
)


# Curvature

LAYOUT: Mapping[str, tuple[dict[int, str], Parents]] = {
    "a small network": (
        {3: "matmul", 4: "relu", 5: "matmul", 6: "exp", 7: "sum", 8: "log"},
        {0: (), 1: (), 2: (), 3: (0, 1), 4: (3,), 5: (4, 2), 6: (5,), 7: (6,), 8: (7,)},
    ),
    "nodes that are used twice": (
        {2: "multiply", 3: "exp", 4: "multiply", 5: "add", 6: "multiply", 7: "sum"},
        {0: (), 1: (), 2: (0, 1), 3: (2,), 4: (2, 3), 5: (4, 0), 6: (5, 5), 7: (6,)},
    ),
    "a row that is broadcast": (
        {2: "add", 3: "exp", 4: "multiply", 5: "sum"},
        {0: (), 1: (), 2: (0, 1), 3: (2,), 4: (3, 0), 5: (4,)},
    ),
}  # fmt: skip
INPUTS: Mapping[str, tuple[tuple[int, ...], ...]] = {
    "a small network": ((3, 4), (4, 5), (5, 2)),
    "nodes that are used twice": ((2, 3), (2, 3)),
    "a row that is broadcast": ((3, 2), (2,)),
}


def costs(rng: Rng, kind: str = "", moving: int = 9) -> Args:
    """Draw a graph that ends in one number, and a direction.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    kind : str
        A key of `LAYOUT`.
    moving : int
        How many of the inputs move.

    Returns
    -------
    operations, parents, values : dict
        The graph.
    last : int
        The cost.
    direction : dict of int to ndarray
        Of some inputs.
    """
    kind = kind or list(LAYOUT)[rng.integers(len(LAYOUT))]
    operations, parents = LAYOUT[kind]
    other = rng.permutation(np.arange(2, 6))
    shapes = [tuple(int(other[n - 2]) for n in shape) for shape in INPUTS[kind]]

    def draw() -> Values:
        return ran(
            operations,
            parents,
            {n: 0.6 * rng.normal(size=s) for n, s in enumerate(shapes)},
        )

    def good(values: Values) -> bool:
        away = all(
            bool((np.abs(values[parents[n][0]]) > 0.02).all())
            for n, name in operations.items()
            if name == "relu"
        )
        return away and abs(float(values[max(values)])) < 100

    values = resample(draw, good)
    inputs = [n for n in parents if not parents[n]][:moving]
    direction = {n: rng.normal(size=values[n].shape) for n in inputs}
    return operations, parents, values, max(parents), direction


def ran(operations: dict[int, str], parents: Parents, inputs: Values) -> Values:
    """Run a graph.

    Parameters
    ----------
    operations, parents : dict
        The graph; its nodes may stand in any order.
    inputs : dict of int to ndarray
        The values to begin with.

    Returns
    -------
    dict of int to ndarray
        All values.
    """
    run: dict[str, Callable[..., Any]] = {
        "add": np.add, "multiply": np.multiply, "matmul": np.matmul, "sum": np.sum,
        "relu": lambda x: np.maximum(x, 0.0), "exp": np.exp, "log": np.log,
    }  # fmt: skip
    values = dict(inputs)
    waiting = sorted(operations)
    while waiting:
        ready = [n for n in waiting if all(p in values for p in parents[n])]
        for n in ready:
            made = run[operations[n]](*(values[p] for p in parents[n]))
            values[n] = np.asarray(made)
        waiting = [n for n in waiting if n not in values]
    return values


def measured_curvature(
    operations: dict[int, str],
    parents: Parents,
    values: Values,
    last: int,
    direction: Values,
) -> Values:
    """Move all inputs along the direction, and watch the gradient."""
    inputs = {n: values[n] for n in parents if not parents[n]}

    def gradient(t: float) -> Values:
        moved = {n: x + t * direction.get(n, 0.0) for n, x in inputs.items()}
        after = ran(operations, parents, moved)
        one = np.ones(())
        return backpropagate(vjp, operations, parents, after, last, one)

    h = 6e-6
    ahead, behind = gradient(h), gradient(-h)
    zero = {n: np.zeros_like(v) for n, v in direction.items()}
    return {
        n: (ahead.get(n, zero[n]) - behind.get(n, zero[n])) / (2 * h) for n in direction
    }


def _no_influence(rng: Rng) -> Args:
    values = {0: np.array(0.3), 1: np.exp(0.3), 5: np.ones((2, 3))}
    parents: Parents = {0: (), 1: (0,), 5: ()}
    direction = {0: np.array(2.0), 5: rng.normal(size=(2, 3))}
    direction[5][0, 1] = 0.0
    return (
        {1: "exp"},
        parents,
        {n: np.asarray(v) for n, v in values.items()},
        1,
        direction,
    )


def _at_rest(rng: Rng) -> Args:
    *rest, direction = costs(rng, "a small network")
    return *rest, {n: np.zeros_like(v) for n, v in direction.items()}


def _zeros_at_rest(rng: Rng) -> Args:
    operations, parents, values, last, direction = costs(
        rng, "a row that is broadcast", moving=1
    )
    inputs = {0: values[0], 1: np.zeros_like(values[1])}
    return operations, parents, ran(operations, parents, inputs), last, direction


def _in_another_order(rng: Rng) -> Args:
    """Draw other numbers for the nodes, and nodes that the cost does not need."""
    kind = "a small network"
    operations, parents, values, last, direction = costs(rng, kind, moving=2)
    spare = last + 1, last + 2
    operations = {**operations, spare[0]: "exp", spare[1]: "sum"}
    parents = {**parents, spare[0]: (last - 3,), spare[1]: (spare[0],)}
    values = ran(operations, parents, {n: values[n] for n in range(3)})
    names = dict(
        zip(parents, rng.permutation(99)[: len(parents)].tolist(), strict=True)
    )

    def renamed(given: Mapping[int, Any]) -> dict[int, Any]:
        items = [(names[n], value) for n, value in given.items()]
        return dict(items[i] for i in rng.permutation(len(items)))

    parents = {n: tuple(names[p] for p in ps) for n, ps in renamed(parents).items()}
    return (
        renamed(operations),
        parents,
        renamed(values),
        names[last],
        renamed(direction),
    )


def _is_unordered(a: Named) -> bool:
    """Say whether some node stands before its parents, and some behind the cost."""
    places = {n: i for i, n in enumerate(a["parents"])}
    before = any(places[p] > places[n] for n, ps in a["parents"].items() for p in ps)
    return before and set(topological_order(a["parents"], a["last"])) < set(places)


CURVATURE = Check(
    hessian_vector_product,
    (
        Part(
            "several graphs",
            4,
            costs,
            measured_curvature,
            NUMERICAL,
            kinds=tuple(LAYOUT),
            corners=(
                Corner(
                    "a single input that moves",
                    partial(costs, kind="a small network", moving=1),
                ),
                Corner("an input without influence", _no_influence),
                Corner("a direction of zeros", _at_rest),
                Corner("zeros at rest", _zeros_at_rest),
                Corner("nodes in any order, some of them spare", _in_another_order),
                *examples(hessian_vector_product),
            ),
        ),
    ),
    domain=Domain(
        edges={
            "one input of several moves": lambda a: len(a["direction"]) == 1,
            "an input without influence": lambda a: 5 in a["direction"],
            "a direction of zeros": lambda a: (
                not any(v.any() for v in a["direction"].values())
            ),
            "no axes": lambda a: any(v.shape == () for v in a["direction"].values()),
            "zeros at rest": lambda a: any(
                not a["parents"][n] and n not in a["direction"] and not value.any()
                for n, value in a["values"].items()
            ),
            "nodes in any order, some of them spare": _is_unordered,
        },
        operations=Given(),
        parents=Given(),
        values=Given(),
        last=Given(),
        direction=Given(),
    ),
)
