"""Find out by their names which demo cells are needed by what is judged."""

from __future__ import annotations

import contextlib
import dis
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

MISSING = object()
# What stays as it is where the name stays: anything else may have been changed.
LASTING = (FunctionType, ModuleType, type, int, float, str, tuple, np.ufunc)
LOADS = frozenset(map(dis.opmap.get, ("LOAD_NAME", "LOAD_GLOBAL")))
STORES = frozenset(map(dis.opmap.get, ("STORE_NAME", "STORE_GLOBAL")))
GLOBAL_STORES = frozenset([dis.opmap["STORE_GLOBAL"]])
SHIFTED = dis.opmap["LOAD_GLOBAL"]  # its argument is twice the place of the name

# Kind and text; of a demo cell as it was given out, the names that it binds.
Step = tuple[str, str, list[str] | None]


class Needs:
    """Which cells bind the names that are needed, and use which others.

    Parameters
    ----------
    steps : sequence of tuple
        In the order of the notebook.
    compiled : callable
        Gives the code of a cell, or None where it is no Python.
    judged : sequence of str
        The exercises.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        compiled: Callable[[str], CodeType | None],
        judged: Sequence[str],
    ) -> None:
        self.judged = judged
        self._steps = steps
        self._compiled = functools.cache(lambda place: compiled(steps[place][1]))

    def needed(self, names: Iterable[str] | None = None) -> set[int]:
        """Give the places of the cells that some names come from, at whatever remove.

        Parameters
        ----------
        names : iterable of str, optional
            The names; if left out, those of the exercises, and nothing where no cell
            that runs anyway uses what a demo cell binds.

        Returns
        -------
        set of int
            Demo cells and others.
        """
        wanted, cells = set(self.judged if names is None else names), set[int]()
        if names is None and not self._might_be_needed():
            return cells
        found = True
        while found:
            more = {p for p, its in self._bound.items() if its & wanted} - cells
            cells |= more
            for place in more:
                if code := self._compiled(place):
                    wanted |= set(used(code))
            found = bool(more)
        return cells

    def run_here(self, place: int, namespace: dict[str, Any]) -> None:
        """Run a demo cell for the names that it binds, whatever else becomes of it."""
        with contextlib.suppress(Exception):
            exec(self._compiled(place) or "", namespace)

    @functools.cached_property
    def _bound(self) -> dict[int, set[str]]:
        """The names that each cell binds; of a demo cell not what it imports again."""
        found = {}
        for place, (kind, _, binds) in enumerate(self._steps):
            if kind != "check":
                code = self._compiled(place) if binds is None else None
                its = set(binds or ()) if code is None else set(bound(code))
                found[place] = its - self._imported if kind == "demo" else its
        return found

    @functools.cached_property
    def _imported(self) -> set[str]:
        """What the first cell that runs binds: demo cells import some of it again."""
        first = next((p for p, step in enumerate(self._steps) if step[0] == "run"), -1)
        code = self._compiled(first) if first >= 0 else None
        return set(bound(code)) if code else set()

    def _might_be_needed(self) -> bool:
        """Whether a cell that runs anyway uses what a demo cell binds: mostly not."""
        kinds = {place: step[0] for place, step in enumerate(self._steps)}
        demos = [self._bound_by_demo(p) for p, kind in kinds.items() if kind == "demo"]
        given = set().union(*demos) - self._imported
        if given.intersection(self.judged):
            return True
        running = (self._compiled(p) for p, kind in kinds.items() if kind == "run")
        return any(
            not hits.isdisjoint(names(one, LOADS))
            for code in running
            if code
            for one in every(code)
            if (hits := given.intersection(one.co_names))
        )

    def _bound_by_demo(self, place: int) -> set[str]:
        binds, code = self._steps[place][2], None
        if binds is None:
            code = self._compiled(place)
        return set(bound(code)) if code else set(binds or ())


def every(code: CodeType) -> Iterator[CodeType]:
    """Give a code object and all that are defined in it."""
    yield code
    for inner in code.co_consts:
        if type(inner) is CodeType:
            yield from every(inner)


def bound(code: CodeType) -> Iterator[str]:
    """Give the names that a cell binds."""
    yield from names(code, STORES)
    for inner in every(code):
        if inner is not code:
            yield from names(inner, GLOBAL_STORES)


def used(code: CodeType) -> Iterator[str]:
    """Give the global names that a cell uses, its functions' names too."""
    for one in every(code):
        yield from names(one, LOADS)


def names(code: CodeType, which: Collection[int | None]) -> Iterator[str]:
    """Give the names that some instructions of a code object are about.

    `dis` says the same; it takes a hundred times as long.
    """
    raw, more = code.co_code, 0
    for place in range(0, len(raw), 2):
        operation, number = raw[place], raw[place + 1] | more
        more = number << 8 if operation == dis.EXTENDED_ARG else 0
        if operation in which:
            yield code.co_names[number >> 1 if operation == SHIFTED else number]


def uses(function: Any, namespace: dict[str, Any]) -> dict[str, Any] | None:
    """Give what a function uses by global names, through helpers too.

    Parameters
    ----------
    function : object
        The student's.
    namespace : dict
        The notebook's names.

    Returns
    -------
    dict of str to object, or None
        Each name and its value now, `MISSING` where it has none. Attributes are taken
        for names: that only costs time. None where it is no plain function.
    """
    waiting = list(_inside(function, namespace))
    if not waiting:
        return None
    found: dict[str, Any] = {}
    while waiting:
        for code in every(waiting.pop()):
            for name in code.co_names:
                if name not in found:
                    found[name] = value = namespace.get(name, MISSING)
                    waiting += _inside(value, namespace)
    return found


def _inside(value: Any, namespace: dict[str, Any]) -> Iterator[CodeType]:
    """Give the code of the notebook that a callable runs, wrapped or decorated."""
    waiting, seen = [value], set[int]()
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if id(value) in seen:
            continue
        seen.add(id(value))
        if kind is FunctionType:
            if value.__globals__ is namespace:
                yield value.__code__
            waiting.append(value.__dict__.get("__wrapped__"))
            for cell in value.__closure__ or ():
                with contextlib.suppress(ValueError):  # it holds nothing yet
                    waiting.append(cell.cell_contents)
        elif kind is MethodType:
            waiting.append(value.__func__)
        elif kind is np.vectorize:
            waiting.append(value.pyfunc)
        elif kind is functools.partial:
            waiting.append(value.func)


def unchanged(seen: dict[str, Any], namespace: dict[str, Any]) -> bool:
    """Whether names have the values that they had, none of which can be changed."""
    return all(
        namespace.get(name, MISSING) is value
        and (value is MISSING or value is None or isinstance(value, LASTING))
        for name, value in seen.items()
    )
