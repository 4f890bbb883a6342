"""Say in general words what a mechanical change does, without giving the code away."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from autograder.slips.general import Mutant, Place
from course.diagnosis import COMES_OUT, Known

DONE = {
    ast.Add: "added",
    ast.Sub: "subtracted",
    ast.Mult: "multiplied element by element",
    ast.Div: "divided by",
    ast.MatMult: "multiplied as a matrix",
    ast.Pow: "raised to a power",
}
APPLIED = {
    "sqrt": "a square root",
    "abs": "an absolute value",
    "clip": "a bound on both sides",
    "exp": "an exponential",
    "log": "a logarithm",
}
Said = tuple[str, str, str]  # name, what comes out when ..., hint


def say(mutant: Mutant, public: frozenset[str]) -> Known:
    """Give a mutant its name and its words.

    Parameters
    ----------
    mutant : Mutant
        The change.
    public : frozenset of str
        Functions that students know by name.

    Returns
    -------
    Known
        What a student reads where their function does what the mutant does.
    """
    name, when, hint = WORDS[mutant.mutation](mutant.place, mutant.new, public)
    return Known(name, f"{COMES_OUT} {when}.", hint)


def noun(node: Any, place: Place, public: frozenset[str]) -> str:
    """Describe an expression without showing it."""
    if isinstance(node, ast.Name):
        return f"`{node.id}`" if node.id in place.parameters else "one quantity"
    if isinstance(node, ast.Constant):
        return "a constant"
    if isinstance(node, ast.UnaryOp):
        return noun(node.operand, place, public)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", "")
        if name in public:
            return f"the result of `{name}`"
        if name == "len":
            return "the number of examples"
    inside = {
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and one.id in place.parameters
    }
    return f"the part with `{inside.pop()}`" if len(inside) == 1 else "one part"


def _operator(place: Place, new: Any, public: frozenset[str]) -> Said:
    old = place.node
    right = old.value if isinstance(old, ast.AugAssign) else old.right
    done = DONE[type(new.op)]
    left = old.target if isinstance(old, ast.AugAssign) else old.left
    if isinstance(new.op, ast.Div):
        when = f"{noun(left, place, public)} is divided by {noun(right, place, public)}"
    elif isinstance(new.op, ast.Mult | ast.MatMult):
        when = (
            f"{noun(left, place, public)} and {noun(right, place, public)} are {done}"
        )
    else:
        when = f"{noun(right, place, public)} is {done}"
    word = type(new.op).__name__.lower()
    name = {"add": "added", "sub": "subtracted", "mult": "multiplied", "div": "divided"}
    hint = "What is done with the two at this place in the equation?"
    return f"{name.get(word, word)}_instead", when, hint


def _swapped_or_dropped(place: Place, new: Any, public: frozenset[str]) -> Said:
    old = place.node
    if (
        isinstance(new, ast.BinOp)
        and type(new.op) is type(old.op)
        and (new.left is old.right)
    ):
        names = {ast.Sub: "difference", ast.Div: "quotient", ast.MatMult: "product"}
        what = names.get(type(old.op), "power")
        if what == "product":
            when = "the two sides of a matrix product are exchanged"
        else:
            one, other = (noun(n, place, public) for n in (old.left, old.right))
            when = f"a {what} is taken the other way round, of {one} and {other}"
        return f"{what}_the_other_way_round", when, "Which of the two comes first?"
    if isinstance(old.op, ast.Pow) and new is old.left:
        hint = "Which power stands in the equation, and over what does it reach?"
        return "left_out_a_power", "a power is left out", hint
    from_one = ast.unparse(old.left) in ("1", "1.0")
    if isinstance(old.op, ast.Sub) and from_one and new is old.right:
        share = noun(new, place, public)
        when = f"{share} is taken where 1 minus it belongs"
        return "forgot_one_minus", when, "Which of the two shares stands here?"
    lost = old.right if new is old.left else old.left
    when = f"{noun(lost, place, public)} is left out"
    named = _identifier(noun(lost, place, public))
    return f"left_out_{named}", when, "Is every term of the equation there?"


def _identifier(words: str) -> str:
    return "_".join(words.replace("`", "").split()).lower()


def _sign(place: Place, new: Any, public: frozenset[str]) -> Said:
    what = noun(place.node, place, public)
    if isinstance(place.parent, ast.Return):
        what = "the result"
    return "sign_turned", f"{what} has the other sign", "Go through the signs."


def _transposed(place: Place, new: Any, public: frozenset[str]) -> Said:
    what = noun(getattr(place.node, "value", place.node), place, public)
    if not isinstance(place.node, ast.Attribute):
        what = noun(place.node, place, public)
    if isinstance(place.parent, ast.Return):
        what = "the result"
    when = f"rows and columns of {what} are exchanged"
    return "rows_and_columns_exchanged", when, "Write the shape beside each array."


def _constant(place: Place, new: Any, public: frozenset[str]) -> Said:
    if isinstance(new.value, str):
        when = f"{new.value!r} is taken for another name"
        return "another_name", when, "Which name stands in the statement?"
    if place.role == "axis":
        return _keyword(place, new, public)
    of_shape = getattr(getattr(place.parent, "value", None), "attr", "") == "shape"
    if of_shape and place.field == "slice":
        when = "a length is counted along another axis"
        return "counted_along_another_axis", when, "How many terms has the mean?"
    if place.role:
        return _off(place.role)
    when = f"a number in the formula is {new.value} instead"
    return "another_number", when, "Compare each number with the statement."


def _index(place: Place, new: Any, public: frozenset[str]) -> Said:
    return _off(place.role or "power")


def _off(role: str) -> Said:
    when = {
        "loop": "a loop begins or ends at another place",
        "power": "a power is counted one off",
        "index": "an index points to another place",
    }[role]
    return "off_by_one", when, "Write down the first and the last index that you use."


def _function(place: Place, new: Any, public: frozenset[str]) -> Said:
    name = new.attr if isinstance(new, ast.Attribute) else new.id
    when = f"`{name}` is taken in the place of another function"
    return f"{name}_instead", when, "Which function stands in the equation?"


def _argument(place: Place, new: Any, public: frozenset[str]) -> Said:
    name = getattr(place.node.func, "id", "")
    if getattr(place.node.func, "attr", "") == "get":
        when = "what was kept from the step before is not used"
        return "state_not_carried_on", when, "Print the state that comes in."
    applied = name or getattr(place.node.func, "attr", "")
    what = APPLIED.get(applied, "one of the functions")
    name = applied if applied in APPLIED else name
    when = f"{f'`{name}`' if name in public else what} is not applied"
    return f"not_applied_{name}".rstrip("_"), when, "Is every function applied?"


def _arguments(place: Place, new: Any, public: frozenset[str]) -> Said:
    name = getattr(place.node.func, "id", "")
    of = f"`{name}`" if name in public else "a function"
    when = f"two arguments of {of} are exchanged"
    return "arguments_exchanged", when, "In which order do the arguments come?"


def _keyword(place: Place, new: Any, public: frozenset[str]) -> Said:
    when = "a sum, a mean or a maximum runs over other elements"
    hint = "Which axis does it run over, and which axes are left?"
    return "another_axis", when, hint


def _one_less(place: Place, new: Any, public: frozenset[str]) -> Said:
    when = "a variance is divided by one less than the number of values"
    return "divided_by_one_less", when, "By how many is the sum of squares divided?"


def _outside(place: Place, new: Any, public: frozenset[str]) -> Said:
    when = (
        f"{noun(new.right, place, public)} is added outside of a function, not inside"
    )
    return "added_outside", when, "What does the function in the equation enclose?"


def _shares(place: Place, new: Any, public: frozenset[str]) -> Said:
    when = "two shares that add up to 1 are exchanged"
    return "shares_exchanged", when, "Which of the two is to get the larger share?"


def _variable(place: Place, new: Any, public: frozenset[str]) -> Said:
    old = noun(place.node, place, public)
    taken = noun(new, place, public)
    if place.is_measured:
        when = f"the length of {taken} is taken for that of {old}"
        hint = "Over how many terms is the mean taken?"
        return f"length_of_{_identifier(taken)}", when, hint
    if "`" in taken and "`" in old:
        when = f"{taken} stands where {old} belongs"
    elif "`" in taken:
        when = f"{taken} stands in the place of another quantity"
    else:
        when = f"another quantity stands where {old} belongs"
    name = f"{_identifier(taken)}_for_{_identifier(old)}"
    return name, when, "Put the names beside the symbols of the equation."


def _length(place: Place, new: Any, public: frozenset[str]) -> Said:
    what = "all elements" if isinstance(new, ast.Attribute) else "the columns"
    when = f"{what} are counted instead of the examples"
    name = f"counted_{what.removeprefix('the ').replace(' ', '_')}"
    return name, when, "Over how many terms is the mean taken?"


def _positive(place: Place, new: Any, public: frozenset[str]) -> Said:
    what = noun(place.node, place, public)
    return "sign_lost", f"the sign of {what} is lost", "Try a negative number."


def _first(place: Place, new: Any, public: frozenset[str]) -> Said:
    what = noun(place.node, place, public)
    when = f"only the first row of {what} counts"
    return "first_row_only", when, "Does every example count?"


def _single(place: Place, new: Any, public: frozenset[str]) -> Said:
    hint = "Which type do your arrays have?"
    return "single_precision", "all is rounded to single precision", hint


def _activation(place: Place, new: Any, public: frozenset[str]) -> Said:
    when = f"the activation is always {new.value!r}, whatever name is given"
    return f"always_{new.value}", when, "Where do you look at the name?"


def _tuple(place: Place, new: Any, public: frozenset[str]) -> Said:
    if isinstance(new, ast.Tuple):
        hint = "In which order does the statement list them?"
        return "results_exchanged", "two values are exchanged", hint
    hint = "How many results does the statement list?"
    return "one_result_only", "only one of the results is returned", hint


def _deleted(place: Place, new: Any, public: frozenset[str]) -> Said:
    return "step_left_out", "one step is left out", "Go through the steps one by one."


def _branch(place: Place, new: Any, public: frozenset[str]) -> Said:
    if isinstance(new, ast.For) and isinstance(new.body[-1], ast.Break):
        hint = "How often does the loop run?"
        return "stopped_after_one_round", "the loop stops after its first round", hint
    if isinstance(new, ast.For):
        hint = "Which round needs the result of which other?"
        return "loop_backwards", "the loop runs the other way round", hint
    always = "always" if new.value else "never"
    hint = "For which arguments does each branch run?"
    return f"condition_{always}", f"a condition {always} holds", hint


def _comparison(place: Place, new: Any, public: frozenset[str]) -> Said:
    hint = "What should happen where both sides are equal, and on which side?"
    return "another_comparison", "a comparison is another one", hint


WORDS: dict[str, Callable[[Place, Any, frozenset[str]], Said]] = {
    "other_operator": _operator,
    "other_comparison": _comparison,
    "operands_swapped_or_dropped": _swapped_or_dropped,
    "sign_flipped": _sign,
    "transposed": _transposed,
    "other_constant": _constant,
    "other_index": _index,
    "other_function": _function,
    "call_replaced_by_its_argument": _argument,
    "arguments_swapped": _arguments,
    "keyword_dropped_or_added": _keyword,
    "divided_by_one_less": _one_less,
    "added_outside": _outside,
    "shares_exchanged": _shares,
    "other_variable": _variable,
    "other_length": _length,
    "made_positive": _positive,
    "first_example_only": _first,
    "single_precision": _single,
    "activation_fixed": _activation,
    "tuple_reversed": _tuple,
    "statement_deleted": _deleted,
    "branch_always_taken": _branch,
}
