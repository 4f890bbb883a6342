"""How the exercises of chapter 11 are judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks import graphs
from autograder.checks.corners import FINE, examples
from autograder.checks.domain import Choice, Domain, Given
from autograder.checks.draw import clear_of_zero
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from autograder.checks.strata import numbers
from autograder.oracle import central_difference
from course.tree import Property
from solutions import Array
from solutions.engine import jvp, unbroadcast, vjp

Rng = np.random.Generator
Named = Mapping[str, Any]
Shape = tuple[int, ...]

RUN: Mapping[str, Callable[..., Array]] = {
    "add": np.add,
    "multiply": np.multiply,
    "matmul": np.matmul,
    "sum": lambda x: np.asarray(np.sum(x)),
    "relu": lambda x: np.asarray(np.clip(x, 0.0, None)),
    "exp": np.exp,
    "log": np.log,
}
# For each operation the words for a case, and the shapes of its inputs.
SHAPES: Mapping[str, Mapping[str, tuple[Shape, ...]]] = {
    "add": {
        "equal shapes": ((3, 4), (3, 4)),
        "a row and a table": ((4,), (3, 4)),
        "a column and a row": ((3, 1), (1, 4)),
        "a single number": ((2, 3), ()),
        "one number each": ((1,), (1,)),
    },
    "multiply": {
        "equal shapes": ((4, 3), (4, 3)),
        "a table and a row": ((4, 3), (3,)),
        "a column and a table": ((4, 1), (4, 3)),
        "a single number": ((), (2, 3)),
        "single numbers": ((), ()),
        "three axes": ((2, 3, 4), (3, 1)),
    },
    "matmul": {
        "all sizes different": ((3, 4), (4, 2)),
        "square tables": ((3, 3), (3, 3)),
        "a row and a column": ((1, 4), (4, 1)),
        "a column and a row": ((3, 1), (1, 4)),
        "tables of one number": ((1, 1), (1, 1)),
    },
    "sum": {
        "a table": ((3, 4),),
        "one axis": ((5,),),
        "no axes": ((),),
        "three axes": ((2, 1, 3),),
    },
    "relu": {"a table": ((3, 4),), "one axis": ((5,),), "no axes": ((),)},
    "exp": {"a table": ((3, 4),), "one axis": ((5,),), "no axes": ((),)},
    "log": {"a table": ((3, 4),), "one axis": ((5,),), "no axes": ((),)},
}
POINTS = {"add": 1, "multiply": 1, "matmul": 2, "sum": 1, "relu": 1, "exp": 1, "log": 1}


# Broadcasting undone

STRETCHED: dict[str, tuple[Shape, Shape]] = {
    "a missing axis": ((3, 4), (4,)),
    "a stretched axis": ((3, 4), (3, 1)),
    "both": ((2, 3, 4), (3, 1)),
}
STRETCHED_CORNERS: dict[str, tuple[Shape, Shape]] = {
    "nothing to undo": ((3, 4), (3, 4)),
    "a single number": ((3, 4), ()),
    "a single number of nothing": ((), ()),
    "two missing axes": ((2, 3, 4), (4,)),
    "the first axis stretched": ((3, 4), (1, 4)),
    "all axes stretched": ((3, 4), (1, 1)),
    "an axis of 1 that was not stretched": ((3, 1), (3, 1)),
    "a missing axis of 1": ((1, 4), (4,)),
    "equal sizes": ((3, 3), (3,)),
    "equal sizes, the last one stretched": ((3, 3), (3, 1)),
    "missing and stretched": ((3, 3, 3), (1, 3)),
    "one number": ((3,), (1,)),
    "a missing axis of 1, the first axis stretched": ((1, 2, 3), (1, 3)),
    "a missing axis of 1, the last axis stretched": ((1, 2, 3), (2, 1)),
    "stretched behind an axis of 1": ((1, 3), (1, 1)),
    "only the last of two axes of 1 stretched": ((2, 1, 3), (1, 1)),
}


def _other_sizes(rng: Rng, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Give axes of 2, 3 and so on other sizes above 1, alike where they were alike."""
    sizes_above = rng.permutation(np.arange(2, 8))
    other = {1: 1, **{n: int(sizes_above[n - 2]) for n in range(2, 8)}}
    return tuple(tuple(other[n] for n in shape) for shape in shapes)


def _stretched(rng: Rng, kind: tuple[Shape, Shape] | None = None) -> Args:
    some = list(STRETCHED.values())
    before, after = _other_sizes(rng, kind or some[rng.integers(len(some))])
    return stretched(rng, (before, after))


def stretched(rng: Rng, shapes: tuple[Shape, Shape]) -> Args:
    """Draw a gradient, and give the shape that was broadcast.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    shapes : tuple
        Of the result, and of what was broadcast to it.

    Returns
    -------
    upstream : ndarray
        Random numbers.
    shape : tuple of int
        The shape before.
    """
    return np.asarray(rng.normal(size=shapes[0])), shapes[1]


def measured_sums(upstream: Array, shape: Shape) -> Array:
    """Measure how a weighted sum moves with what is broadcast into it."""

    def weighted(x: Array) -> float:
        return float(np.sum(upstream * np.broadcast_to(x, upstream.shape)))

    return np.asarray(_slope(weighted, np.zeros(shape)))


def _slope(f: Callable[[Array], float], x: Array) -> Any:
    flat = central_difference(lambda row: f(row.reshape(np.shape(x))), np.ravel(x))
    return flat.reshape(np.shape(x))


UNBROADCAST_DOMAIN = Domain(
    edges={
        words: partial(
            lambda a, up, to: (a["upstream"].shape, a["shape"]) == (up, to),
            up=up,
            to=to,
        )
        for words, (up, to) in STRETCHED_CORNERS.items()
    },
    upstream=Given(),
    shape=Given(),
)


def _fixed_shapes(shapes: tuple[Shape, Shape], rng: Rng) -> Args:
    return stretched(rng, shapes)


# The rules


def operation(rng: Rng, name: str, shapes: tuple[Shape, ...], words: str = "") -> Args:
    """Draw the inputs of an operation, and what arrives at its output.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    name : str
        The operation.
    shapes : tuple of tuple of int
        Of its inputs.
    words : str
        What the numbers are like.

    Returns
    -------
    name : str
        The operation.
    upstream : ndarray
        A random gradient.
    inputs : tuple of ndarray
        Away from the corner of relu, and positive for the logarithm.
    """
    inputs = tuple(np.asarray(_numbers(rng, name, shape, words)) for shape in shapes)
    upstream = np.asarray(rng.normal(size=np.shape(RUN[name](*inputs))))
    return name, upstream, inputs


def _numbers(rng: Rng, name: str, shape: Shape, words: str) -> Array:
    if words:
        x = numbers(rng, *(shape or (1,)), words=words).reshape(shape)
    elif np.prod(shape) > 1:
        x = clear_of_zero(rng, shape)
    else:
        x = numbers(rng, 1).reshape(shape)
    return np.abs(x) if name == "log" else x


def measured_vjp(name: str, upstream: Array, inputs: tuple[Array, ...]) -> Any:
    """Measure the slopes of what an operation gives, weighed by what arrives."""

    def cost(i: int, x: Array) -> float:
        moved = (*inputs[:i], x, *inputs[i + 1 :])
        return float(np.sum(upstream * RUN[name](*moved)))

    return tuple(_slope(partial(cost, i), x) for i, x in enumerate(inputs))


def vjp_in_words(name: str, upstream: Array, inputs: tuple[Array, ...]) -> Any:
    """Add up over all elements of the output."""
    if name not in SHAPES:
        return Property("a refusal")
    x, y = inputs[0], inputs[-1]
    if name == "matmul":
        bars = [
            np.einsum("ij,kj->ik", upstream, y),
            np.einsum("ij,ik->kj", upstream, x),
        ]
        return tuple(bars)
    each_slope: dict[str, Callable[[], Any]] = {
        "add": lambda: (1.0, 1.0), "multiply": lambda: (y, x), "sum": lambda: (1.0,),
        "relu": lambda: (np.heaviside(x, 0.0),), "exp": lambda: (np.exp(x),),
        "log": lambda: (1.0 / x,),
    }  # fmt: skip
    slopes = each_slope[name]()
    found = []
    for slope, each in zip(slopes, inputs, strict=True):
        total = np.zeros(np.shape(each))
        wide = np.broadcast_shapes(np.shape(upstream), *map(np.shape, inputs))
        share = np.broadcast_to(upstream * slope, wide)
        place = np.broadcast_to(np.arange(total.size).reshape(total.shape), wide)
        np.add.at(total.reshape(-1), place.ravel(), share.ravel())
        found.append(total)
    return tuple(found)


def _rule(rng: Rng, kind: str = "", *, name: str, forward: bool = False) -> Args:
    kinds = _kinds(name)
    shapes = SHAPES[name][kind or kinds[rng.integers(len(kinds))]]
    args = operation(rng, name, _other_sizes(rng, shapes))
    return _forward(rng, args) if forward else args


def _exactly(kind: str, name: str, forward: bool, rng: Rng) -> Args:
    args = operation(rng, name, SHAPES[name][kind])
    return _forward(rng, args) if forward else args


def _forward(rng: Rng, args: Args) -> Args:
    name, _, inputs = args
    return name, inputs, tuple(np.asarray(rng.normal(size=x.shape)) for x in inputs)


def _strata(name: str, words: str, forward: bool, rng: Rng) -> Args:
    shapes = next(iter(SHAPES[name].values()))
    args = operation(rng, name, shapes, words)
    return _forward(rng, args) if forward else args


def _kinds(name: str) -> tuple[str, ...]:
    return tuple(SHAPES[name])[:3]


def _corners(name: str, forward: bool) -> tuple[Corner, ...]:
    oracle = jvp_in_words if forward else vjp_in_words
    strata = {"small numbers", "moderate numbers", "large numbers", "an exact 0"}
    strata -= {"exp": {"large numbers"}, "log": {"an exact 0"}}.get(name, set())
    return (
        *(
            Corner(words, partial(_exactly, words, name, forward), oracle)
            for words in SHAPES[name]
        ),
        *(
            Corner(
                f"{words}, {name}",
                partial(_strata, name, words, forward),
                oracle,
                FINE if words == "small numbers" else None,
            )
            for words in sorted(strata)
        ),
    )


def _unknown(forward: bool, rng: Rng) -> Args:
    one = np.ones(2)
    return ("sinh", (one,), (one,)) if forward else ("sinh", one, (one,))


def _is(name: str, words: str) -> Callable[[Named], bool]:
    shapes = SHAPES[name][words]

    def met(a: Named) -> bool:
        return a["operation"] == name and tuple(map(np.shape, a["inputs"])) == shapes

    return met


EDGES = {
    f"{name}: {words}": _is(name, words) for name in SHAPES for words in SHAPES[name]
} | {
    "relu at an exact 0": lambda a: (
        a["operation"] == "relu" and bool(np.any(a["inputs"][0] == 0))
    ),
    "an operation without a rule": lambda a: a["operation"] not in SHAPES,
    "large numbers": lambda a: bool(np.abs(a["inputs"][0]).max() > 700),
    "small numbers": lambda a: bool(0 < np.abs(a["inputs"][0]).max() < 1e-5),
}
VJP_DOMAIN = Domain(
    edges=EDGES, operation=Choice(tuple(SHAPES)), upstream=Given(), inputs=Given()
)
JVP_DOMAIN = Domain(
    edges=EDGES, operation=Choice(tuple(SHAPES)), inputs=Given(), tangents=Given()
)


# Dual numbers


def measured_jvp(
    name: str, inputs: tuple[Array, ...], tangents: tuple[Array, ...]
) -> tuple[Array, Array]:
    """Run an operation, and run it again a little further along."""
    value = np.asarray(RUN[name](*inputs))

    def element(i: int, t: float) -> float:
        moved = [x + t * v for x, v in zip(inputs, tangents, strict=True)]
        return float(np.ravel(RUN[name](*moved))[i])

    moves = [central_difference(partial(element, i), 0.0) for i in range(value.size)]
    return value, np.reshape(moves, value.shape)


def jvp_in_words(
    name: str, inputs: tuple[Array, ...], tangents: tuple[Array, ...]
) -> Any:
    """Multiply each input's velocity by its slope, and add."""
    if name not in SHAPES:
        return Property("a refusal")
    value = np.asarray(RUN[name](*inputs))
    x, y, dx, dy = inputs[0], inputs[-1], tangents[0], tangents[-1]
    tangents_of: dict[str, Callable[[], Any]] = {
        "add": lambda: np.add(dx, dy),
        "multiply": lambda: np.multiply(dx, y) + np.multiply(dy, x),
        "matmul": lambda: np.einsum("ik,kj", dx, y) + np.einsum("ik,kj", x, dy),
        "sum": lambda: np.sum(dx),
        "relu": lambda: np.heaviside(x, 0.0) * dx,
        "exp": lambda: dx * value,
        "log": lambda: np.divide(dx, x),
    }
    return value, np.asarray(tangents_of[name]())


CHAPTER = Chapter(
    number="11",
    module="engine",
    title="An engine",
    checks=(
        Check(
            unbroadcast,
            (
                Part(
                    "missing and stretched axes",
                    3,
                    _stretched,
                    measured_sums,
                    NUMERICAL,
                    kinds=tuple(STRETCHED.values()),
                    corners=(
                        *(
                            Corner(words, partial(_fixed_shapes, shapes))
                            for words, shapes in (STRETCHED | STRETCHED_CORNERS).items()
                        ),
                        *examples(unbroadcast),
                    ),
                ),
            ),
            domain=UNBROADCAST_DOMAIN,
        ),
        Check(
            vjp,
            tuple(
                Part(
                    f"the rule of {name}",
                    POINTS[name],
                    partial(_rule, name=name),
                    measured_vjp,
                    NUMERICAL,
                    kinds=_kinds(name),
                    corners=(
                        *_corners(name, forward=False),
                        *(
                            (
                                Corner(
                                    "an operation without a rule",
                                    partial(_unknown, False),
                                    vjp_in_words,
                                ),
                                *examples(vjp),
                            )
                            if name == "multiply"
                            else ()
                        ),
                    ),
                )
                for name in SHAPES
            ),
            analytic=True,
            domain=VJP_DOMAIN,
        ),
        *graphs.ORDER_AND_SWEEP,
        Check(
            jvp,
            tuple(
                Part(
                    f"dual numbers through {name}",
                    1 if name in ("multiply", "matmul") else 0.5,
                    partial(_rule, name=name, forward=True),
                    measured_jvp,
                    NUMERICAL,
                    kinds=_kinds(name),
                    corners=(
                        *_corners(name, forward=True),
                        *(
                            (
                                Corner(
                                    "an operation without a rule",
                                    partial(_unknown, True),
                                    jvp_in_words,
                                ),
                                *examples(jvp),
                            )
                            if name == "multiply"
                            else ()
                        ),
                    ),
                )
                for name in SHAPES
            ),
            analytic=True,
            domain=JVP_DOMAIN,
        ),
        graphs.CURVATURE,
    ),
    answers={"which_mode_and_why": 2.0},
)
