"""What can be changed in a function, one small change at a time.

A mutation is a generator that is shown one place of the syntax tree and yields what
could stand there instead. The table `MUTATIONS` at the end is all there is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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

    def put(self, node: Any) -> None:
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
        parent = self.parent
        return isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"


def other_operator(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.BinOp):
        for operator in OTHER_OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)
    if isinstance(node, ast.AugAssign):
        for operator in OTHER_OPERATORS.get(type(node.op), ()):
            yield ast.AugAssign(node.target, operator(), node.value)


def other_comparison(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Compare):
        for family in (ORDERINGS, EQUALITIES):
            for operator in family:
                if type(node.ops[0]) in family and type(node.ops[0]) is not operator:
                    yield ast.Compare(node.left, [operator()], node.comparators)


def operands_swapped_or_dropped(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.BinOp):
        if not isinstance(node.op, ast.Add | ast.Mult):
            yield ast.BinOp(node.right, node.op, node.left)
        yield node.left
        yield node.right


def sign_flipped(place: Place) -> Iterator[ast.AST]:
    node, parent = place.node, place.parent
    if isinstance(node, ast.UnaryOp):
        yield node.operand
    elif place.is_value and not isinstance(node, ast.Tuple) and not place.is_measured:
        term = isinstance(getattr(parent, "op", None), ast.Add | ast.Sub)
        whole = isinstance(parent, ast.Assign | ast.Return | ast.Call | ast.Tuple)
        zero = isinstance(node, ast.Constant) and not node.value
        if (term or whole) and not zero:
            yield ast.UnaryOp(ast.USub(), node)


def transposed(place: Place) -> Iterator[ast.AST]:
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
    node = place.node
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        kind = type(value)
        for other in {0: (1, 2), 1: (0, 2), 2: (1, 3)}.get(value, (0, 1, 2 * value)):
            yield ast.Constant(kind(other))
    elif value in ACTIVATIONS:
        yield from (ast.Constant(other) for other in ACTIVATIONS if other != value)


def other_index(place: Place) -> Iterator[ast.AST]:
    """Move an index, and a bound of a range, by one."""
    node, parent = place.node, place.parent
    in_range = isinstance(parent, ast.Call) and ast.unparse(parent.func) == "range"
    bound = in_range and place.field == "args"
    one = not isinstance(node, ast.Slice | ast.Tuple)
    if (bound or place.field == "slice") and one:
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


def other_function(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if place.field == "func":
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        for other in sorted({o for f in FAMILIES if name in f for o in f} - {name}):
            if isinstance(node, ast.Attribute):
                yield ast.Attribute(node.value, other, ast.Load())
            elif other in place.known:
                yield ast.Name(other, ast.Load())


def call_replaced_by_its_argument(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Call):
        yield from node.args
        if isinstance(node.func, ast.Attribute) and not node.args:
            yield node.func.value


def arguments_swapped(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Call):
        for i in range(len(node.args)):
            for j in range(i):
                args = list(node.args)
                args[i], args[j] = args[j], args[i]
                yield ast.Call(node.func, args, node.keywords)


def keyword_dropped_or_added(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            rest = [other for other in node.keywords if other is not keyword]
            yield ast.Call(node.func, node.args, rest)
        present = {keyword.arg for keyword in node.keywords}
        if isinstance(node.func, ast.Attribute) and node.func.attr in FAMILIES[3]:
            for name, value in (("axis", 0), ("axis", 1), ("keepdims", True)):
                if name not in present:
                    keyword = ast.keyword(name, ast.Constant(value))
                    yield ast.Call(node.func, node.args, [*node.keywords, keyword])


def other_variable(place: Place) -> Iterator[ast.AST]:
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
    if _is_parameter(place):
        yield _call("abs", place.node)


def first_example_only(place: Place) -> Iterator[ast.AST]:
    """Use one row for all: this survives where all rows drawn are alike."""
    if _is_parameter(place):
        first = ast.Slice(None, ast.Constant(1), None)
        yield ast.Subscript(place.node, first, ast.Load())


def single_precision(place: Place) -> Iterator[ast.AST]:
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
    node = place.node
    if isinstance(node, ast.Tuple):
        yield ast.Tuple(node.elts[::-1], node.ctx)
        if isinstance(place.parent, ast.Return):
            yield from node.elts


def statement_deleted(place: Place) -> Iterator[ast.AST]:
    if isinstance(place.node, ast.stmt):
        yield ast.Pass()


def branch_always_taken(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if place.field == "test":
        yield ast.Constant(True)
        yield ast.Constant(False)
    if isinstance(node, ast.For):
        body = [*node.body, ast.Break()]
        yield ast.For(node.target, node.iter, body, node.orelse)
        backwards = ast.Call(ast.Name("reversed", ast.Load()), [node.iter], [])
        yield ast.For(node.target, backwards, node.body, node.orelse)


MUTATIONS = (
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
