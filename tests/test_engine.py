"""Chapter 11 against PyTorch, differences, and its two modes against each other."""

import numpy as np
import pytest

from autograder.oracle import central_difference
from solutions import fast_engine
from solutions.deltas import backward
from solutions.engine import (
    backpropagate,
    hessian_vector_product,
    jvp,
    topological_order,
    unbroadcast,
    vjp,
    vjp_tangent,
)
from solutions.forward import affine, forward, relu
from solutions.gradcheck import relative_error
from solutions.losses import softmax_cross_entropy
from solutions.tracing import (
    RULES,
    Dual,
    Graph,
    Traced,
    name_of,
    push,
    record,
    rule,
    value_and_gradient,
)
from tests.pytorch import agree, gradient, tensor, torch

both = pytest.mark.parametrize(
    "differentiate", [value_and_gradient, fast_engine.value_and_gradient]
)
every_seed = pytest.mark.parametrize("seed", range(3))

TORCH = {
    "add": torch.add,
    "multiply": torch.multiply,
    "matmul": torch.matmul,
    "sum": torch.sum,
    "relu": torch.relu,
    "exp": torch.exp,
    "log": torch.log,
}
SHAPES = {
    "add": [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (3, 4)), ((), (2, 3))],
    "multiply": [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((2, 3), ())],
    "matmul": [((3, 4), (4, 2)), ((1, 4), (4, 1))],
    "sum": [((3, 4),), ((),)],
    "relu": [((3, 4),)],
    "exp": [((3, 4),)],
    "log": [((3, 4),)],
}
every_case = pytest.mark.parametrize(
    ("operation", "shapes"),
    [(name, shapes) for name, all_of_it in SHAPES.items() for shapes in all_of_it],
)


def draw(operation, shapes, rng):
    inputs = tuple(rng.normal(size=shape) for shape in shapes)
    return tuple(map(np.abs, inputs)) if operation == "log" else inputs


@every_seed
@every_case
def test_the_rules(seed, operation, shapes):
    rng = np.random.default_rng(seed)
    inputs = draw(operation, shapes, rng)
    tangents = tuple(rng.normal(size=shape) for shape in shapes)
    value, tangent = jvp(operation, inputs, tangents)
    agree(value, TORCH[operation](*map(tensor, inputs)))
    upstream = rng.normal(size=np.shape(value))
    ours = vjp(operation, upstream, inputs)
    theirs = lambda *x: (TORCH[operation](*x) * tensor(upstream)).sum()  # noqa: E731
    for one, slope in zip(ours, gradient(theirs, *inputs), strict=True):
        agree(one, slope)
    forward_mode = np.sum(upstream * tangent)
    reverse_mode = sum(np.sum(o * t) for o, t in zip(ours, tangents, strict=True))
    assert forward_mode == pytest.approx(reverse_mode, rel=1e-12, abs=1e-12)


@every_seed
@every_case
def test_how_the_rules_move(seed, operation, shapes):
    rng = np.random.default_rng(seed)
    inputs = draw(operation, shapes, rng)
    tangents = tuple(rng.normal(size=shape) for shape in shapes)
    shape = np.shape(jvp(operation, inputs, tangents)[0])
    upstream, moving = rng.normal(size=shape), rng.normal(size=shape)
    got = vjp_tangent(operation, upstream, inputs, moving, tangents)

    def later(t):
        moved = tuple(x + t * v for x, v in zip(inputs, tangents, strict=True))
        return vjp(operation, upstream + t * moving, moved)

    for one, after, before in zip(got, later(1e-6), later(-1e-6), strict=True):
        assert np.allclose(one, (after - before) / 2e-6, rtol=1e-7, atol=1e-7)


def test_unbroadcast():
    upstream = np.arange(24.0).reshape(2, 3, 4)
    for shape in ((2, 3, 4), (3, 4), (4,), (), (1, 4), (3, 1), (2, 1, 1), (1, 1, 1)):
        x = tensor(np.zeros(shape), grad=True)
        (x.expand(2, 3, 4) * tensor(upstream)).sum().backward()
        agree(unbroadcast(upstream, shape), x.grad)


def test_a_chain_of_ten_thousand_is_no_recursion():
    parents = {n: (n - 1,) if n else () for n in range(10_000)}
    assert topological_order(parents, 9_999) == list(range(10_000))
    program = lambda x: sum((x for _ in range(9_999)), x)  # noqa: E731
    assert value_and_gradient(program, 2.0)[1][0] == 10_000
    assert fast_engine.value_and_gradient(program, 2.0)[1][0] == 10_000


def test_forty_diamonds_are_not_walked_path_by_path():
    parents = {0: ()}
    for n in range(40):
        top = 3 * n
        parents |= {top + 1: (top,), top + 2: (top,), top + 3: (top + 1, top + 2)}
    order = topological_order(parents, 120)
    assert sorted(order) == list(range(121))
    place = {node: i for i, node in enumerate(order)}
    assert all(place[p] < place[n] for n in parents for p in parents[n])


@pytest.mark.parametrize(
    "parents", [{0: (0,)}, {0: (1,), 1: (0,)}, {2: (1,), 1: (0,), 0: (2,)}]
)
def test_a_circle_is_refused(parents):
    with pytest.raises(ValueError, match="depends on itself"):
        topological_order(parents, max(parents))


def program(x, W):
    """Use a node thrice, broadcast, and leave one result lying."""
    unused = np.exp(x)
    assert unused is not None
    h = np.maximum(x @ W + 1.0, 0.0)
    return (h * h + np.log(h + 2.0) * x.sum()).sum()


def theirs(x, W):
    h = torch.relu(x @ W + 1.0)
    return (h * h + torch.log(h + 2.0) * x.sum()).sum()


@both
@every_seed
def test_a_program(seed, differentiate):
    rng = np.random.default_rng(seed)
    x, W = rng.normal(size=(4, 3)), rng.normal(size=(3, 5))
    value, ours = differentiate(program, x, W)
    agree(value, theirs(tensor(x), tensor(W)))
    for one, slope in zip(ours, gradient(theirs, x, W), strict=True):
        agree(one, slope)
    dx, dW = rng.normal(size=x.shape), rng.normal(size=W.shape)
    pushed = push(program, (x, W), (dx, dW))
    agree(pushed[1], np.sum(ours[0] * dx) + np.sum(ours[1] * dW))


@every_seed
def test_a_second_sweep_gives_the_same(seed):
    rng = np.random.default_rng(seed)
    x, W = rng.normal(size=(4, 3)), rng.normal(size=(3, 5))
    graph, _, end = record(program, x, W)
    sweep = rule, graph.operations, graph.parents, graph.values, end.node, np.ones(())
    one, other = backpropagate(*sweep), backpropagate(*sweep)
    assert all((one[node] == other[node]).all() for node in one)


@every_seed
def test_curvature_along_a_direction(seed):
    rng = np.random.default_rng(seed)
    x, W = rng.normal(size=(4, 3)), rng.normal(size=(3, 5))
    graph, leaves, end = record(program, x, W)
    direction = {leaf.node: rng.normal(size=leaf.shape) for leaf in leaves}
    got = hessian_vector_product(
        graph.operations, graph.parents, graph.values, end.node, direction
    )
    vectors = tuple(tensor(direction[leaf.node]) for leaf in leaves)
    _, wanted = torch.autograd.functional.hvp(theirs, (tensor(x), tensor(W)), vectors)
    for leaf, want in zip(leaves, wanted, strict=True):
        agree(got[leaf.node], want)
    along = central_difference(
        lambda t: sum(
            np.sum(g * direction[leaf.node])
            for leaf, g in zip(
                leaves,
                value_and_gradient(
                    program,
                    *(
                        p + t[0] * direction[leaf.node]
                        for leaf, p in zip(leaves, (x, W), strict=True)
                    ),
                )[1],
                strict=True,
            )
        ),
        np.zeros(1),
    )
    ours = sum(np.sum(got[n] * direction[n]) for n in direction)
    assert relative_error(np.array([ours]), along) < 1e-7


@both
def test_what_has_no_influence_gets_zeros(differentiate):
    _, (dx, dy) = differentiate(lambda x, y: (x * x).sum(), np.ones(2), np.ones(3))
    assert (dx == 2.0).all() and (dy == np.zeros(3)).all()


def test_a_product_with_the_hessian_is_zero_without_influence():
    product = hessian_vector_product(
        {1: "exp"}, {0: (), 1: (0,), 5: ()},
        {0: np.array(0.0), 1: np.array(1.0), 5: np.ones(3)}, 1, {5: np.ones(3)},
    )  # fmt: skip
    assert (product[5] == np.zeros(3)).all()


ACTIVATION = {1: "relu", 2: "softmax"}


def network(seed):
    rng = np.random.default_rng(seed)
    W = {1: rng.normal(size=(6, 7)), 2: rng.normal(size=(4, 6))}
    b = {1: rng.normal(size=6), 2: rng.normal(size=4)}
    X, Y = rng.normal(size=(9, 7)), np.eye(4)[rng.integers(4, size=9)]
    cost = lambda W, b: softmax_cross_entropy(  # noqa: E731
        affine(relu(affine(X, W[1], b[1])), W[2], b[2]), Y
    )
    return X, Y, W, b, cost


@both
@every_seed
def test_the_engine_runs_the_functions_of_earlier_chapters(seed, differentiate):
    X, Y, W, b, cost = network(seed)
    value, (dW, db) = differentiate(cost, W, b)
    assert value == cost(W, b)
    wanted = backward(Y, *forward(X, W, b, ACTIVATION), W, ACTIVATION)
    for l in W:
        agree(dW[l], wanted[0][l], 1e-12)
        agree(db[l], wanted[1][l], 1e-12)


@both
@every_seed
def test_the_engine_differentiates_a_training_by_its_rate(seed, differentiate):
    """Each step holds a whole backward pass: second derivatives, without a rule."""
    X, Y, W0, b0, _ = network(seed)

    def trained(eta):
        W, b = dict(W0), dict(b0)
        for _ in range(5):
            h = affine(X, W[1], b[1])
            a = relu(h)
            scores = affine(a, W[2], b[2])
            E = np.exp(scores)
            delta = (E / E.sum(axis=1, keepdims=True) - Y) / len(X)
            below = (delta @ W[2]) * np.where(h > 0, 1.0, 0.0)
            W = {1: W[1] - eta * (below.T @ X), 2: W[2] - eta * (delta.T @ a)}
            b = {1: b[1] - eta * below.sum(axis=0), 2: b[2] - eta * delta.sum(axis=0)}
        scores = affine(relu(affine(X, W[1], b[1])), W[2], b[2])
        return softmax_cross_entropy(scores, Y)

    _, (slope,) = differentiate(trained, 0.1)
    wanted = central_difference(lambda eta: float(trained(eta[0])), np.array([0.1]))
    assert relative_error(np.array([slope]), wanted) < 1e-7
    assert push(trained, (0.1,), (1.0,))[1] == pytest.approx(slope, rel=1e-10)


def test_what_has_no_rule_is_named():
    assert name_of(np.power, [3.0, 2]) == ("multiply", [3.0, 3.0])
    with pytest.raises(TypeError, match="no rule for maximum"):
        name_of(np.maximum, [3.0, 1.0])
    with pytest.raises(TypeError, match="no rule for sin; add one"):
        value_and_gradient(np.sin, 1.0)
    with pytest.raises(TypeError, match="no rule for sin; add one"):
        fast_engine.value_and_gradient(np.sin, 1.0)
    with pytest.raises(TypeError, match="no rule for sin"):
        push(np.sin, (1.0,), (1.0,))
    for broken in (vjp, jvp, rule):
        args = ("sin", np.ones(1), (np.ones(1),))
        with pytest.raises(ValueError, match="no rule for 'sin'"):
            broken(*(args if broken is not jvp else (args[0], args[2], args[2])))


OTHER = {
    "subtract": (lambda x, y: x - y, [(3, 4), (4,)]),
    "divide": (lambda x, y: x / y, [(3, 4), (3, 1)]),
    "negative": (lambda x: -x, [(3, 4)]),
    "tanh": (np.tanh, [(3, 4)]),
    "sqrt": (lambda x: np.sqrt(x * x + 1.0), [(3, 4)]),
    "transpose": (lambda x: x.T, [(3, 4)]),
    "reshape": (lambda x: x.reshape(2, 6), [(3, 4)]),
    "sum_axis": (lambda x: x.sum(axis=1, keepdims=True) * x + x.mean(axis=0), [(3, 4)]),
    "max_rows": (lambda x: x * x.max(axis=1, keepdims=True), [(3, 4)]),
}


@pytest.mark.parametrize("name", RULES)
def test_the_other_rules(name):
    rng = np.random.default_rng(0)
    f, shapes = OTHER[name]
    inputs = [np.abs(rng.normal(size=shape)) + 0.1 for shape in shapes]
    upstream = rng.normal(size=f(*inputs).shape)
    cost = lambda *x: (f(*x) * upstream).sum()  # noqa: E731
    graph, _, _ = record(cost, *inputs)
    assert isinstance(graph, Graph) and name in graph.operations.values()
    assert isinstance(record(cost, *inputs)[2], Traced)
    _, ours = value_and_gradient(cost, *inputs)
    _, fast = fast_engine.value_and_gradient(cost, *inputs)
    for i, x in enumerate(inputs):

        def scalar(x, i=i):
            return float(cost(*inputs[:i], x, *inputs[i + 1 :]))

        assert relative_error(ours[i], central_difference(scalar, x)) < 1e-8
        agree(fast[i], ours[i], 1e-12)
    tangents = [rng.normal(size=x.shape) for x in inputs]
    pushed = push(cost, inputs, tangents)[1]
    wanted = sum(np.sum(o * t) for o, t in zip(ours, tangents, strict=True))
    assert pushed == pytest.approx(wanted, rel=1e-10)
    assert isinstance(Dual(1.0, 2.0) * 3.0, Dual)


@pytest.mark.parametrize("ufunc", fast_engine.PULLS, ids=lambda ufunc: ufunc.__name__)
def test_what_the_engine_for_speed_hands_on(ufunc):
    rng = np.random.default_rng(1)
    shapes = {"matmul": [(4, 3), (3, 5)]}.get(ufunc.__name__, [(4, 3), (3,)])
    inputs = [rng.uniform(0.5, 2.0, shape) for shape in shapes[: ufunc.nin]]
    upstream = rng.normal(size=ufunc(*inputs).shape)
    cost = lambda *x: (ufunc(*x) * upstream).sum()  # noqa: E731
    _, found = fast_engine.value_and_gradient(cost, *inputs)
    for i, x in enumerate(inputs):

        def scalar(x, i=i):
            return float(cost(*inputs[:i], x, *inputs[i + 1 :]))

        assert relative_error(found[i], central_difference(scalar, x)) < 1e-8


def test_the_engine_for_speed_keeps_no_node_for_plain_numbers():
    tape = []
    x = fast_engine.Node(tape, np.array([1.0, 2.0]))
    y = x * np.array([3.0, 4.0]) + 5.0
    assert isinstance(y, fast_engine.Node) and tape[-1] is y
    assert len(tape) == 3 and [len(node.origins) for node in tape] == [0, 1, 1]
    assert (x > 1.5).tolist() == [False, True]  # a comparison has no slope
    with pytest.raises(TypeError, match="takes the largest of rows"):
        x.max(axis=0, keepdims=True)
