"""One change made in all places that are alike: a slip of thought, not of the pen.

Who takes the wrong axis for one sum takes it for the next one too.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from autograder.slips.general import (
    Mutant,
    Mutation,
    Place,
    added_outside,
    call_replaced_by_its_argument,
    divided_by_one_less,
    keyword_dropped_or_added,
    operands_swapped_or_dropped,
    other_constant,
    other_function,
    places,
    shares_exchanged,
)


def everywhere(tree: ast.FunctionDef, known: Mapping[str, Any]) -> Iterator[Mutant]:
    """Make the mutants in which one change is made in all places that are alike.

    Parameters
    ----------
    tree : ast.FunctionDef
        The function, as for `mutants`.
    known : mapping of str to object
        What can be called in it.

    Yields
    ------
    Mutant
        Those of two places or more; its place and its new node are the first ones. Its
        tree is good until the next one is asked for.
    """
    alike: dict[tuple[str, str], dict[int, tuple[Place, ast.AST]]] = {}
    for number, place in enumerate(places(tree, known)):
        for mutation, kind in KINDS.items():
            for node in mutation(place):
                if said := kind(place, node):
                    changes = alike.setdefault((mutation.__name__, said), {})
                    changes.setdefault(number, (place, node))
    for (name, said), changes in alike.items():
        if len(changes) > 1:
            for place, node in changes.values():
                place.put(node)
            first, new = next(iter(changes.values()))
            words, source = f"{said}, everywhere", ast.unparse(tree)
            yield Mutant(words, tree, source, name, first, new)
            for place, _ in reversed(changes.values()):
                place.put(place.node)


def _lost(place: Place, new: Any) -> str:
    """Name the operand that was left out; nothing where two were exchanged."""
    old = place.node
    if new is old.left or new is old.right:
        return ast.unparse(old.right if new is old.left else old.left)
    return ""


def _of_keyword(place: Place, new: Any) -> str:
    """Name a number that is the value of a keyword."""
    if isinstance(place.parent, ast.keyword):
        return f"{place.parent.arg}: {place.node.value} -> {new.value}"
    return ""


def _called(place: Place, new: Any) -> str:
    """Name the function, or the method, that is called."""
    return str(getattr(place.node.func, "attr", getattr(place.node.func, "id", "")))


def _keywords(place: Place, new: Any) -> str:
    """Name the keywords that were lost or won."""
    old, now = (set(map(ast.unparse, node.keywords)) for node in (place.node, new))
    return " ".join(sorted(old ^ now))


def _other_name(place: Place, new: Any) -> str:
    """Name two functions that are mistaken for each other."""
    names = (
        getattr(node, "attr", getattr(node, "id", "")) for node in (place.node, new)
    )
    return " -> ".join(map(str, names))


# Which changes of a mutation are alike: those of which the same is said.
KINDS: dict[Mutation, Callable[[Place, Any], str]] = {
    operands_swapped_or_dropped: _lost,
    other_constant: _of_keyword,
    other_function: _other_name,
    call_replaced_by_its_argument: _called,
    keyword_dropped_or_added: _keywords,
    divided_by_one_less: lambda place, new: "one less",
    added_outside: lambda place, new: ast.unparse(new.right),
    shares_exchanged: lambda place, new: "shares",
}
