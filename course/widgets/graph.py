"""Chapter 11: a program as a graph, swept forward and back by the student's machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from traitlets import Float, Int, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, Growing, script
from course.widgets.student import NOTHING, Given, Student, Unready, shown
from course.widgets.work import Settings, Work

INPUTS: Array = np.round(np.linspace(-2.0, 3.0, 21), 2)
WEIGHT = 2.0
TINY = 1e-30  # of the complex step
Key = tuple[str, int]  # a program, the place of an input
OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": lambda x, y: x + y,
    "multiply": lambda x, y: x * y,
    "relu": lambda x: np.where(np.real(x) > 0, x, 0.0 * x),
    "exp": np.exp,
}


@dataclass(frozen=True)
class Program:
    """A few operations on x.

    Parameters
    ----------
    names : tuple of str
        What each node is called, inputs first, in an order in which they can be worked
        out.
    made_by : mapping of int to str
        What computes a node; inputs are not in it.
    parents : mapping of int to tuple of int
        From which nodes.
    places : tuple of (float, float)
        Where each node stands, both from 0 to 1.
    """

    names: tuple[str, ...]
    made_by: Mapping[int, str]
    parents: Mapping[int, tuple[int, ...]]
    places: tuple[tuple[float, float], ...]

    @property
    def last(self) -> int:
        """The node that is differentiated."""
        return len(self.names) - 1

    def values(self, x: float) -> dict[int, Array]:
        """Work out every node."""
        found = {n: np.array(x if n == 0 else WEIGHT) for n in self.inputs}
        for node, operation in self.made_by.items():
            given = (found[parent] for parent in self.parents[node])
            found[node] = np.asarray(OPERATIONS[operation](*given))
        return found

    @property
    def inputs(self) -> list[int]:
        """The nodes that nothing computes."""
        return [n for n in self.parents if n not in self.made_by]

    def slope(self, node: int, x: float) -> float:
        """Give the slope of the last node with respect to one: a complex step."""
        found: dict[int, Any] = {**self.values(x)}
        found[node] = found[node] + 1j * TINY
        for later, operation in self.made_by.items():
            if later > node:
                given = (found[parent] for parent in self.parents[later])
                found[later] = OPERATIONS[operation](*given)
        return float(np.imag(found[self.last])) / TINY


PROGRAMS = {
    "(x²)² + x²": Program(
        ("x", "u = x · x", "v = u · u", "C = v + u"),
        {1: "multiply", 2: "multiply", 3: "add"},
        {0: (), 1: (0, 0), 2: (1, 1), 3: (2, 1)},
        ((0.0, 1.0), (0.33, 1.0), (0.67, 0.0), (1.0, 1.0)),
    ),
    "x · exp(x)": Program(
        ("x", "e = exp(x)", "C = x · e"),
        {1: "exp", 2: "multiply"},
        {0: (), 1: (0,), 2: (0, 1)},
        ((0.0, 1.0), (0.5, 0.0), (1.0, 1.0)),
    ),
    "relu(w · x) + exp(x)": Program(
        ("x", "w", "m = w · x", "r = relu(m)", "e = exp(x)", "C = r + e"),
        {2: "multiply", 3: "relu", 4: "exp", 5: "add"},
        {0: (), 1: (), 2: (1, 0), 3: (2,), 4: (0,), 5: (3, 4)},
        ((0.0, 1.0), (0.0, 0.0), (0.33, 0.0), (0.67, 0.0), (0.5, 1.0), (1.0, 0.5)),
    ),
}
NODES = max(len(program.names) for program in PROGRAMS.values())
CALLS = max(len(program.made_by) for program in PROGRAMS.values())


class BackwardSweep(Explorer):
    """A graph with values and slopes, stepped forward and back."""

    _esm = script("graph")
    title = "A program as a graph"
    height = 580

    step = Int(0, help="how far the two sweeps have come").tag(sync=True)
    x = Float(3.0, help="the input").tag(sync=True)
    program = Unicode(next(iter(PROGRAMS)), help="what is computed").tag(sync=True)


def backward_sweep(
    vjp: Given = "vjp", backpropagate: Given = "backpropagate"
) -> BackwardSweep:
    """Show the student's machine at work: which rule is asked, and what it hands on.

    Parameters
    ----------
    vjp : callable or str
        ``vjp(operation, upstream, inputs)`` gives a gradient for each input.
    backpropagate : callable or str
        ``backpropagate(rule, operations, parents, values, last, upstream)`` gives the
        gradient of each node.

    Returns
    -------
    BackwardSweep
        The widget; its traits `step`, `x` and `program` can be read, set and linked.
    """

    def prepare() -> Growing:
        rule = Student(vjp, "vjp")
        shared(rule, "add", rule("add", np.array(1.0), (np.array(1.0), np.array(2.0))))
        sweeps = Sweeps(rule, Student(backpropagate, "backpropagate"))
        work = Work(sweeps.jobs(), _far, _where)
        facts = {
            "inputs": INPUTS.tolist(),
            "programs": [
                {
                    "name": name,
                    "names": list(program.names),
                    "parents": [
                        list(program.parents[n]) for n in sorted(program.parents)
                    ],
                    "places": [list(place) for place in program.places],
                }
                for name, program in PROGRAMS.items()
            ],
        }

        def view() -> Content:
            return Content(sweeps.arrays, facts, sweeps.remark or work.remark())

        return Growing(work, view)

    return BackwardSweep.show(prepare)


def _far(key: Key, settings: Settings) -> tuple[bool, float]:
    """Say how late a sweep is: that which is shown, its neighbours, other programs."""
    name, i = key
    return name != settings["program"], abs(float(INPUTS[i]) - float(settings["x"]))


def _where(key: Key) -> str:
    name, i = key
    return f"in {name} at x = {shown(INPUTS[i])}"


def shared(rule: Student, operation: str, shares: Any) -> tuple[Any, ...]:
    """Insist that a rule has given a share for each input.

    Raises
    ------
    Unready
        If it is no tuple of as many as the operation has inputs.
    """
    count = 2 if operation in ("add", "multiply") else 1
    if not isinstance(shares, tuple) or len(shares) != count:
        raise Unready(
            f"{rule.name} should return a tuple with a gradient for each input, which "
            f"for {operation} means {count}."
        )
    return shares


class Sweeps:
    """What the student's machine does for every program and input.

    Parameters
    ----------
    rule, machine : Student
        ``vjp`` and ``backpropagate``.
    """

    def __init__(self, rule: Student, machine: Student) -> None:
        self.rule, self.machine = rule, machine
        self.remark = ""
        shape = (len(PROGRAMS), len(INPUTS))
        self.arrays = {
            "values": np.full((*shape, NODES), NOTHING),
            "bars": np.full((*shape, NODES), NOTHING),
            "order": np.full((*shape, CALLS), NOTHING),
            "upstream": np.full((*shape, CALLS), NOTHING),
            "shares": np.full((*shape, CALLS, 2), NOTHING),
        }
        for at in np.ndindex(shape):
            program = list(PROGRAMS.values())[at[0]]
            for node, value in program.values(float(INPUTS[at[1]])).items():
                self.arrays["values"][*at, node] = value

    def jobs(self) -> dict[Key, Callable[[], Iterator[None]]]:
        """Give a job for each program and input."""
        return {
            (name, i): partial(self._sweep, name, i)
            for name in PROGRAMS
            for i in range(len(INPUTS))
        }

    def _sweep(self, name: str, i: int) -> Iterator[None]:
        program, x = PROGRAMS[name], float(INPUTS[i])
        p = list(PROGRAMS).index(name)
        into = {key: array[p, i] for key, array in self.arrays.items()}
        sweep(self.rule, self.machine, program, x, into)
        said = wrong_share(program, x, into) or wrong_slope(program, x, into)
        self.remark = self.remark or said
        yield


def sweep(
    rule: Student, machine: Student, program: Program, x: float, into: dict[str, Array]
) -> None:
    """Run the student's machine with a rule that writes down what it is asked.

    Raises
    ------
    Unready
        If the machine gives no dict, or asks of a node that is not there.
    """
    values = program.values(x)
    calls: list[tuple[int, Any, tuple[Any, ...]]] = []

    def spy(operation: str, upstream: Any, inputs: Any) -> Any:
        before = [node for node, *_ in calls]
        node = asked_of(program, values, operation, inputs, before)
        shares = shared(rule, operation, rule.within(operation, upstream, inputs))
        calls.append((node, upstream, shares))
        return shares

    bars = machine(
        spy, dict(program.made_by), dict(program.parents), dict(values), program.last,
        np.array(1.0),
    )  # fmt: skip
    if not isinstance(bars, dict) or not set(bars) <= set(values):
        raise Unready("backpropagate should return a dict with a gradient a node.")
    for node, bar in bars.items():
        into["bars"][node] = machine.numbers(bar, (), f"gradient of node {node}")
    for n, (node, upstream, shares) in enumerate(calls[:CALLS]):
        into["order"][n] = node
        into["upstream"][n] = machine.numbers(upstream, (), "an upstream gradient")
        for slot, share in enumerate(shares):
            into["shares"][n, slot] = rule.numbers(share, (), "a share", wild=True)


def asked_of(
    program: Program,
    values: Mapping[int, Array],
    operation: str,
    inputs: Any,
    before: Sequence[int],
) -> int:
    """Find the node for which a rule is asked, by its operation and its inputs.

    Two nodes may look alike: then it is the later one that was not asked before.

    Raises
    ------
    Unready
        If there is none.
    """
    alike = []
    for node, made_by in program.made_by.items():
        given = [float(values[parent]) for parent in program.parents[node]]
        if made_by == operation and given == [float(one) for one in inputs]:
            alike.append(node)
    if not alike:
        raise Unready(
            f"backpropagate asks for the rule of {operation} with inputs of no node."
        )
    return max(alike, key=lambda node: (node not in before, node))


def wrong_share(program: Program, x: float, found: Mapping[str, Array]) -> str:
    """Name the first share that is not upstream times the slope; empty if none."""
    values = program.values(x)
    for n, node in enumerate(found["order"]):
        if node == NOTHING:
            break
        given = [values[parent] for parent in program.parents[int(node)]]
        upstream = found["upstream"][n]
        for slot in range(len(given)):
            pushed: list[Any] = list(given)
            pushed[slot] = pushed[slot] + 1j * TINY
            operation = program.made_by[int(node)]
            slope = float(np.imag(OPERATIONS[operation](*pushed))) / TINY
            got, want = found["shares"][n, slot], upstream * slope
            if not abs(got - want) <= 1e-6 * max(1.0, abs(want)):
                return (
                    f"At x = {shown(x)} the rule of {program.names[int(node)]} gets "
                    f"{shown(upstream)} and hands {shown(got)} to its input "
                    f"{slot + 1}; it should be {shown(want)}."
                )
    return ""


def wrong_slope(program: Program, x: float, found: Mapping[str, Array]) -> str:
    """Name the first slope that a tiny push does not confirm; empty if none."""
    for node in range(program.last, -1, -1):
        got, want = found["bars"][node], program.slope(node, x)
        if got == NOTHING:
            return (
                f"At x = {shown(x)} your backpropagate gives {program.names[node]} no "
                f"slope; a tiny push says {shown(want)}."
            )
        if not abs(got - want) <= 1e-6 * max(1.0, abs(want)):
            return (
                f"At x = {shown(x)} your backpropagate gives {program.names[node]} "
                f"the slope {shown(got)}; a tiny push says {shown(want)}."
            )
    return ""
