"""What can be changed in a function, one small change at a time.

A mutation is a generator that is shown one place of the syntax tree and yields what
could stand there instead. The table `MUTATIONS` at the end is all there is. It is used
twice: every mutant must lose points, and every mutant is a slip in general words
(`autograder.slips.words`), so that a new exercise has a diagnosis from its first day.
"""

from __future__ import annotations

import ast
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

OTHER_OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Div, ast.Add, ast.Sub),
    ast.Div: (ast.Mult, ast.Sub),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult, ast.Add),
}
ORDERINGS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
EQUALITIES = (ast.Eq, ast.NotEq)

# Functions and methods that are mistaken for each other.
FAMILIES = (
    ("exp", "log", "log1p", "expm1"),
    ("abs", "square"),
    ("maximum", "minimum"),
    ("sum", "mean", "max", "min"),
    ("sigmoid", "sigmoid_prime", "tanh", "tanh_prime", "relu", "relu_prime"),
    ("tanh", "sinh", "cosh"),
    ("activate", "activate_prime"),
    ("output_delta", "hidden_delta"),
    ("mse_gradient", "mse"),
    ("softmax", "sigmoid"),
)
ACTIVATIONS = ("sigmoid", "tanh", "relu", "softmax")
# What asks for a shape alone.
SHAPED = ("shape", "ndim", "size", "dtype")
EMPTY = ("np.zeros", "np.zeros_like")


@dataclass(frozen=True)
class Place:
    """A node of the syntax tree, where it hangs, and what can be named there."""

    node: Any
    parent: ast.AST
    field: str
    index: int | None
    parameters: tuple[str, ...]
    variables: tuple[str, ...]
    known: Mapping[str, Any]
    role: str = ""  # of a number: "axis", "index" or "loop"

    def put(self, node: Any) -> None:
        """Hang another node here."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node

    @property
    def is_value(self) -> bool:
        """Whether an expression stands here that is read, and no function's name."""
        if not isinstance(self.node, ast.expr) or self.field in ("func", "targets"):
            return False
        return isinstance(getattr(self.node, "ctx", ast.Load()), ast.Load)

    @property
    def is_measured(self) -> bool:
        """Whether only the length of what stands here is asked for."""
        return self._is_asked_by("len")

    @property
    def is_only_shaped(self) -> bool:
        """Whether only the shape or the length of what stands here is asked for."""
        of = isinstance(self.parent, ast.Attribute) and self.parent.attr in SHAPED
        return of or self._is_asked_by("len", "np.shape", *EMPTY)

    def _is_asked_by(self, *functions: str) -> bool:
        parent = self.parent
        return isinstance(parent, ast.Call) and ast.unparse(parent.func) in functions


def other_operator(place: Place) -> Iterator[ast.AST]:
    """Calculate otherwise with the same two sides."""
    node = place.node
    if isinstance(node, ast.BinOp):
        for operator in OTHER_OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)
    if isinstance(node, ast.AugAssign):
        for operator in OTHER_OPERATORS.get(type(node.op), ()):
            yield ast.AugAssign(node.target, operator(), node.value)


def other_comparison(place: Place) -> Iterator[ast.AST]:
    """Compare otherwise."""
    node = place.node
    if isinstance(node, ast.Compare):
        for family in (ORDERINGS, EQUALITIES):
            for operator in family:
                if type(node.ops[0]) in family and type(node.ops[0]) is not operator:
                    yield ast.Compare(node.left, [operator()], node.comparators)


def operands_swapped_or_dropped(place: Place) -> Iterator[ast.AST]:
    """Exchange the two sides, or leave one out."""
    node = place.node
    if isinstance(node, ast.BinOp):
        if not isinstance(node.op, ast.Add | ast.Mult):
            yield ast.BinOp(node.right, node.op, node.left)
        yield node.left
        yield node.right


def sign_flipped(place: Place) -> Iterator[ast.AST]:
    """Turn a sign."""
    node, parent = place.node, place.parent
    if isinstance(node, ast.UnaryOp):
        yield node.operand
    elif (
        place.is_value and not isinstance(node, ast.Tuple) and not place.is_only_shaped
    ):
        term = isinstance(getattr(parent, "op", None), ast.Add | ast.Sub)
        whole = isinstance(parent, ast.Assign | ast.Return | ast.Call | ast.Tuple)
        zero = isinstance(node, ast.Constant) and not node.value
        zero = zero or (isinstance(node, ast.Call) and ast.unparse(node.func) in EMPTY)
        if (term or whole) and not zero:
            yield ast.UnaryOp(ast.USub(), node)


def transposed(place: Place) -> Iterator[ast.AST]:
    """Exchange rows and columns."""
    node, parent = place.node, place.parent
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif (
        place.is_value
        and isinstance(parent, ast.BinOp | ast.Return)
        and isinstance(node, ast.Name | ast.Subscript | ast.BinOp | ast.Call)
    ):
        yield ast.Attribute(node, "T", ast.Load())


def other_constant(place: Place) -> Iterator[ast.AST]:
    """Take another number, truth or name."""
    node = place.node
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        kind = type(value)
        others = {0.0: (1, 2), 1.0: (0, 2), 2.0: (1, 3)}
        for other in others.get(float(value), (0, 1, 2 * value)):
            yield ast.Constant(kind(other))
    elif value in ACTIVATIONS:
        yield from (ast.Constant(other) for other in ACTIVATIONS if other != value)


def other_index(place: Place) -> Iterator[ast.AST]:
    """Move an index, a bound of a range, and a power that is counted, by one."""
    node, parent = place.node, place.parent
    in_range = isinstance(parent, ast.Call) and ast.unparse(parent.func) == "range"
    bound = in_range and place.field == "args"
    power = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow)
    counted = power and place.field == "right" and isinstance(node, ast.Name)
    one = not isinstance(node, ast.Slice | ast.Tuple)
    if (bound or counted or place.field == "slice") and one:
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


def other_function(place: Place) -> Iterator[ast.AST]:
    """Take a function that is mistaken for this one."""
    node = place.node
    if place.field == "func":
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        for other in sorted({o for f in FAMILIES if name in f for o in f} - {name}):
            if isinstance(node, ast.Attribute):
                yield ast.Attribute(node.value, other, ast.Load())
            elif other in place.known:
                yield ast.Name(other, ast.Load())


def call_replaced_by_its_argument(place: Place) -> Iterator[ast.AST]:
    """Leave a function out."""
    node = place.node
    if isinstance(node, ast.Call):
        yield from node.args
        if isinstance(node.func, ast.Attribute) and not node.args:
            yield node.func.value


def arguments_swapped(place: Place) -> Iterator[ast.AST]:
    """Exchange two arguments."""
    node = place.node
    if isinstance(node, ast.Call):
        for i in range(len(node.args)):
            for j in range(i):
                args = list(node.args)
                args[i], args[j] = args[j], args[i]
                yield ast.Call(node.func, args, node.keywords)


def keyword_dropped_or_added(place: Place) -> Iterator[ast.AST]:
    """Sum along another axis, keep it or lose it."""
    node = place.node
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if _is_strict(keyword):
                continue
            rest = [other for other in node.keywords if other is not keyword]
            yield ast.Call(node.func, node.args, rest)
        present = {keyword.arg for keyword in node.keywords}
        if isinstance(node.func, ast.Attribute) and node.func.attr in FAMILIES[3]:
            for name, value in (("axis", 0), ("axis", 1), ("keepdims", True)):
                if name not in present:
                    keyword = ast.keyword(name, ast.Constant(value))
                    yield ast.Call(node.func, node.args, [*node.keywords, keyword])


def divided_by_one_less(place: Place) -> Iterator[ast.AST]:
    """Take the variance that is no mean."""
    node = place.node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        given = {keyword.arg for keyword in node.keywords}
        if node.func.attr in ("var", "std") and "ddof" not in given:
            one = ast.keyword("ddof", ast.Constant(1))
            yield ast.Call(node.func, node.args, [*node.keywords, one])


def added_outside(place: Place) -> Iterator[ast.AST]:
    """Add a term behind a function instead of in front of it."""
    node = place.node
    inner = node.args[0] if isinstance(node, ast.Call) and len(node.args) == 1 else None
    if not isinstance(inner, ast.BinOp) or not isinstance(inner.op, ast.Add):
        return
    if isinstance(inner.right, ast.Name | ast.Constant):
        bare = ast.Call(node.func, [inner.left], node.keywords)
        yield ast.BinOp(bare, inner.op, inner.right)


def shares_exchanged(place: Place) -> Iterator[ast.AST]:
    """Give to each of two what the other is to get: p a + (1 - p) b, turned round."""
    node = place.node
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add):
        return
    for one, other in ((node.left, node.right), (node.right, node.left)):
        for share, rest in product(_factors(one), _factors(other)):
            if isinstance(share, ast.Name) and _is_rest(rest, share.id):
                left, right = (
                    _with_factors(term, {share: rest, rest: share})
                    for term in (node.left, node.right)
                )
                yield ast.BinOp(left, node.op, right)


def _factors(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield from _factors(node.left)
        yield from _factors(node.right)
    else:
        yield node


def _with_factors(node: ast.expr, new: Mapping[ast.expr, ast.expr]) -> ast.expr:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        left, right = (_with_factors(side, new) for side in (node.left, node.right))
        return ast.BinOp(left, node.op, right)
    return new.get(node, node)


def _is_rest(node: ast.expr, name: str) -> bool:
    """Say whether this is 1 - p."""
    return isinstance(node, ast.BinOp) and ast.unparse(node) in (
        f"1 - {name}",
        f"1.0 - {name}",
    )


def other_variable(place: Place) -> Iterator[ast.AST]:
    """Take another quantity."""
    node = place.node
    if place.is_value and isinstance(node, ast.Name) and node.id in place.variables:
        yield from (
            ast.Name(other, ast.Load()) for other in place.variables if other != node.id
        )


def other_length(place: Place) -> Iterator[ast.AST]:
    """Count columns, or elements, instead of examples."""
    node = place.node
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "len":
        array = node.args[0]
        yield ast.Attribute(array, "size", ast.Load())
        shape = ast.Attribute(array, "shape", ast.Load())
        yield ast.Subscript(shape, ast.Constant(-1), ast.Load())


def made_positive(place: Place) -> Iterator[ast.AST]:
    """Lose the sign: this survives where every input drawn is positive."""
    if _is_parameter(place) and not place.is_only_shaped:
        yield _call("abs", place.node)


def first_example_only(place: Place) -> Iterator[ast.AST]:
    """Use one row for all: this survives where all rows drawn are alike."""
    if _is_parameter(place):
        first = ast.Slice(None, ast.Constant(1), None)
        yield ast.Subscript(place.node, first, ast.Load())


def single_precision(place: Place) -> Iterator[ast.AST]:
    """Round to single precision."""
    if isinstance(place.parent, ast.Return) and not isinstance(place.node, ast.Tuple):
        yield _call("float32", place.node)


def activation_fixed(place: Place) -> Iterator[ast.AST]:
    """Take one activation, whatever is asked for."""
    asked = isinstance(place.parent, ast.Call | ast.Compare) and place.is_value
    if asked and ast.unparse(place.node).startswith("activation"):
        yield from (ast.Constant(name) for name in ACTIVATIONS)


def _is_parameter(place: Place) -> bool:
    asked = isinstance(place.node, ast.Name) and place.node.id in place.parameters
    return asked and place.is_value and not place.is_measured


def _call(function: str, argument: ast.expr) -> ast.Call:
    numpy = ast.Name("np", ast.Load())
    return ast.Call(ast.Attribute(numpy, function, ast.Load()), [argument], [])


def tuple_reversed(place: Place) -> Iterator[ast.AST]:
    """Return results in another order, or one of them."""
    node = place.node
    if isinstance(node, ast.Tuple):
        yield ast.Tuple(node.elts[::-1], node.ctx)
        if isinstance(place.parent, ast.Return):
            yield from node.elts


def statement_deleted(place: Place) -> Iterator[ast.AST]:
    """Leave a step out."""
    if isinstance(place.node, ast.stmt):
        yield ast.Pass()


def branch_always_taken(place: Place) -> Iterator[ast.AST]:
    """Ask no question, stop a loop, or turn it round."""
    node = place.node
    if place.field == "test":
        yield ast.Constant(True)
        yield ast.Constant(False)
    if isinstance(node, ast.For):
        body = [*node.body, ast.Break()]
        yield _at(node, ast.For(node.target, node.iter, body, node.orelse))
        backwards = ast.Call(ast.Name("reversed", ast.Load()), [node.iter], [])
        yield _at(node, ast.For(node.target, backwards, node.body, node.orelse))


def _at(old: ast.stmt, new: ast.stmt) -> ast.stmt:
    return ast.copy_location(new, old)


Mutation = Callable[[Place], Iterator[ast.AST]]
MUTATIONS: tuple[Mutation, ...] = (
    other_operator,
    other_comparison,
    operands_swapped_or_dropped,
    sign_flipped,
    transposed,
    other_constant,
    other_index,
    other_function,
    call_replaced_by_its_argument,
    arguments_swapped,
    keyword_dropped_or_added,
    divided_by_one_less,
    added_outside,
    shares_exchanged,
    other_variable,
    other_length,
    made_positive,
    first_example_only,
    single_precision,
    activation_fixed,
    tuple_reversed,
    statement_deleted,
    branch_always_taken,
)
# What goes together with any other mistake: a sign, a factor, an axis.
PAIRED: tuple[Mutation, ...] = (
    sign_flipped,
    transposed,
    other_constant,
    keyword_dropped_or_added,
    other_length,
)


@dataclass(frozen=True)
class Mutant:
    """A changed function, and the change: which mutation, where, and in words."""

    description: str
    tree: ast.FunctionDef
    source: str
    mutation: str
    place: Place
    new: Any


def mutants(
    tree: ast.FunctionDef,
    known: Mapping[str, Any],
    mutations: Sequence[Mutation] = MUTATIONS,
) -> Iterator[Mutant]:
    """Make every mutant of a function; each differs from it and from the others.

    Parameters
    ----------
    tree : ast.FunctionDef
        The function, without docstring and annotations. Only its body is changed.
    known : mapping of str to object
        What can be called in it.
    mutations : sequence of callable
        Which changes are made.

    Yields
    ------
    Mutant
        Its tree is good until the next one is asked for.
    """
    seen = {ast.unparse(tree)}
    times: Counter[str] = Counter()
    for place in places(tree, known):
        was = ast.unparse(place.node)
        for mutation in mutations:
            for node in mutation(place):
                if isinstance(node, ast.Starred):  # stands alone nowhere
                    continue
                place.put(node)
                source = ast.unparse(tree)
                if source not in seen:
                    seen.add(source)
                    change = " ".join(f"{was} -> {ast.unparse(node)}".split())
                    times[change] += 1
                    if times[change] > 1:
                        change += f" ({times[change]})"
                    name = mutation.__name__
                    yield Mutant(change, tree, source, name, place, node)
                place.put(place.node)


def _judged(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what decides the result, breadth first.

    The words of an error do not, nor does a `zip` that asks for equal lengths.
    """
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, ast.Raise) or _is_strict(node):
            continue
        waiting.extend(ast.iter_child_nodes(node))
        yield node


def _is_strict(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "strict"


def places(tree: ast.FunctionDef, known: Mapping[str, Any]) -> list[Place]:
    """List what can be changed in a function, breadth first.

    Parameters
    ----------
    tree : ast.FunctionDef
        The function.
    known : mapping of str to object
        What can be called in it.

    Returns
    -------
    list of Place
        Expressions and statements of its body.
    """
    parameters = tuple(argument.arg for argument in tree.args.args)
    assigned = [
        (node.lineno, node.id)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    roles = dict(_roles(tree))
    found = []
    for parent in _judged(ast.Module(tree.body, [])):
        for field, value in ast.iter_fields(parent):
            several = isinstance(value, list)
            for index, node in enumerate(value if several else [value]):
                stands_alone = not isinstance(node, ast.Starred | ast.Slice)
                if isinstance(node, ast.expr | ast.stmt) and stands_alone:
                    before = [name for line, name in assigned if line < node.lineno]
                    names = tuple(dict.fromkeys([*parameters, *before]))
                    at = index if several else None
                    found.append(
                        Place(
                            node,
                            parent,
                            field,
                            at,
                            parameters,
                            names,
                            known,
                            roles.get(node, ""),
                        )
                    )
    return found


def _roles(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Say of what stands in an index, an axis or the bounds of a loop that it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "axis":
            yield from ((inner, "axis") for inner in ast.walk(node.value))
        elif isinstance(node, ast.Subscript):
            yield from ((inner, "index") for inner in ast.walk(node.slice))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "range":
            for bound in node.args:
                yield from ((inner, "loop") for inner in ast.walk(bound))
