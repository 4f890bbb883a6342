"""Run every slip, and every two that go together, and keep what each gives."""

from __future__ import annotations

import copy
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, combinations
from typing import Any

import numpy as np

from autograder.slips.analogues import ANALOGUES
from autograder.slips.edit import ARROW, copied
from autograder.slips.everywhere import everywhere
from autograder.slips.general import PAIRED, Mutant, mutants
from autograder.slips.model import Bank, Slip, apply
from autograder.slips.program import Program
from autograder.slips.words import say
from course.cases import StoredCase
from course.diagnosis import Called, Known, Print, Table, take
from course.functions import Arguments
from course.tree import Property, Reference, Seed

# How often the function may be called for general slips, and again for pairs; and how
# many cases of a kind are looked at. With these a chapter takes some seconds.
CALLS = 4000
OF_A_PART, MANY = 2, 3
CASES = 40

OWN, CALLED, GENERAL, PAIR, MIXED = range(5)


@dataclass(frozen=True)
class Row:
    """A mistake, or two at once, as a program that makes it."""

    rank: int
    known: tuple[Known, ...]
    program: Program
    slip: Slip | None = None
    target: str = ""
    change: str = ""

    @property
    def source(self) -> str:
        """The wrong function, as text."""
        return self.program.source


Take = Callable[[Callable[..., Any]], list[Print] | None]
NOT_TAKEN = Print(0, 0.0, 0.0, False)
Kept = tuple[Row, list[Print], list[Print]]  # with what is right in the same way


@dataclass(frozen=True)
class Built:
    """The table of an exercise, and what was sorted out on the way.

    Parameters
    ----------
    table : Table
        The fingerprints.
    useless : tuple of str
        Own slips that are right on every case or fail on every case, in words.
    alike : tuple of str
        Own slips that give the same and say different things.
    """

    table: Table
    useless: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def build(
    function: Callable[..., Any],
    cases: tuple[StoredCase, ...],
    parameters: tuple[str, ...],
    bank: Bank,
    siblings: dict[str, Callable[..., Any]],
    calls: int = CALLS,
) -> Built:
    """Make the table of an exercise.

    Parameters
    ----------
    function : callable
        The reference.
    cases : tuple of StoredCase
        The stored cases.
    parameters : tuple of str
        The names of the function's parameters.
    bank : mapping of str to tuple of Slip
        All slips.
    siblings : dict of str to callable
        The other exercises: their names may be said, and called by mistake.
    calls : int
        How often the function may be called for what is not an own slip. Where it is 0,
        a call takes seconds: then the slips of what it calls are left out too.

    Returns
    -------
    Built
        The table, and what `audit` says of it.
    """
    places = chosen(cases)
    run = _Runner([cases[place] for place in places], parameters)
    program = Program(function, siblings)
    public = frozenset(siblings)
    draws = any(type(arg) is Seed for case in run.cases for arg in case.args)
    rights = [run.all(program.make(lent)) for lent in _ways(program, public, draws)]
    kept: list[Kept] = []
    useless = []

    def keep(row: Row, take: Take = run.all) -> bool:
        ways = _ways(row.program, public, draws)
        for lent, right in zip(ways, rights, strict=True):
            prints = take(row.program.make(lent))
            if not prints or not right or not _differs(prints, right):
                return bool(prints)
            kept.append((row, prints, right))
        return True

    own = [row for row in own_rows(program, bank) if calls or row.rank == OWN]
    for row in own:
        before = len(kept)
        runs = keep(row)
        if len(kept) == before and row.rank == OWN:
            why = "is right on every case" if runs else "fails on every case"
            useless.append(f"{row.known[0].name} {why}")
    alike = _alike(kept)
    slow = any(type(arg) in (Seed, Reference) for c in run.cases for arg in c.args)
    # A random answer's fingerprint is coarse: any second change would fit it.
    random = any(type(case.expected) is Property for case in run.cases)
    pairs = pair_rows(program, public, own, mixed=not random)
    for rows in (general_rows(program, public), pairs):
        run.left = calls // 4 if slow else calls
        for row in rows:
            if run.left <= 0:
                break
            keep(row, run.general)
    assert rights[0]
    return Built(_table(places, kept, rights[0]), tuple(useless), alike)


def _ways(
    program: Program, public: frozenset[str], draws: bool
) -> tuple[frozenset[str], ...]:
    """Give the functions that are answered from outside: none, or all that can be."""
    lent = public & program.trees.keys() - {program.name}
    return (frozenset(), lent) if draws and lent else (frozenset(),)


def chosen(cases: tuple[StoredCase, ...]) -> tuple[int, ...]:
    """Choose the cases on which mistakes are told apart: some of each part and corner.

    An array of three axes tells apart what one of two does not: some of both.

    Parameters
    ----------
    cases : tuple of StoredCase
        The stored cases.

    Returns
    -------
    tuple of int
        Their places.
    """
    general = Counter(case.part for case in cases if not case.corner)
    taken: Counter[tuple[str, str, tuple[int, ...]]] = Counter()
    seen: set[int] = set()
    places = []
    for place, case in enumerate(cases):
        axes = tuple(arg.ndim for arg in case.args if type(arg) is np.ndarray)
        key = (case.part, case.corner, axes)
        # Where there are many, they are of many kinds.
        most = OF_A_PART if general[case.part] <= MANY else general[case.part]
        if id(case.args) not in seen and taken[key] < most:
            seen.add(id(case.args))
            taken[key] += 1
            places.append(place)
    return tuple(places[:CASES])


class _Runner:
    """Call functions on the chosen cases, and count the calls."""

    def __init__(self, cases: list[StoredCase], parameters: tuple[str, ...]) -> None:
        self.cases, self.parameters, self.left = cases, parameters, 0

    def all(self, function: Callable[..., Any]) -> list[Print] | None:
        """Take the fingerprints; None where every call fails."""
        return self._taken(function, self.cases, patient=True)

    def general(self, function: Callable[..., Any]) -> list[Print] | None:
        """Take them in general position only; a corner's fits nothing."""
        general = [case for case in self.cases if not case.corner]
        return self._taken(function, general, patient=False)

    def _taken(
        self, function: Callable[..., Any], cases: list[StoredCase], patient: bool
    ) -> list[Print] | None:
        prints = [NOT_TAKEN] * len(self.cases)
        failed = 0
        for done, case in enumerate(cases):
            if not patient and done == OF_A_PART and failed == done:
                return None
            called = call(function, case)
            self.left -= 1
            failed += bool(called.raised) or called.value is None
            prints[done] = take(case, self.parameters, called)
        return prints if failed < len(cases) else None


def call(function: Callable[..., Any], case: StoredCase) -> Called:
    """Call a trusted function on a stored case.

    Parameters
    ----------
    function : callable
        The function.
    case : StoredCase
        The arguments.

    Returns
    -------
    Called
        What became of it.
    """
    given = Arguments(copy.deepcopy(case.args))
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            value = function(*given.values)
    except Exception as error:
        kind = type(error).__name__
        return Called(None, (), raised=kind, message=str(error))
    warned = any(issubclass(w.category, RuntimeWarning) for w in caught)
    return Called(value, given.after(), warned)


def own_rows(program: Program, bank: Bank) -> Iterator[Row]:
    """Give every slip that applies to a function or to one that it calls."""
    for keys, slips in bank.items():
        names = list(program.trees) if keys == "*" else keys.split()
        for target in (name for name in names if name in program.trees):
            rank = OWN if target == program.name else CALLED
            for slip in slips:
                known = known_of(slip, program.name)
                for change in slip.changes:
                    changed = apply(program, target, change)
                    if changed:
                        yield Row(rank, (known,), changed, slip, target, change)


def known_of(slip: Slip, exercise: str) -> Known:
    """Give the words of a slip; where it has no analogue, its exercise has one."""
    analogue = slip.analogue or ANALOGUES.get(exercise, "")
    return Known(slip.name, slip.sentence, slip.hint, analogue)


def general_rows(program: Program, public: frozenset[str]) -> Iterator[Row]:
    """Give every mechanical change of a function; first those in many places at once.

    They are few, and so none of them is lost to the bound on calls.
    """
    return chain(
        _mutated(program, public, everywhere), _mutated(program, public, mutants)
    )


def _mutated(
    program: Program, public: frozenset[str], mutate: Callable[..., Iterator[Mutant]]
) -> Iterator[Row]:
    tree = copied(program.trees[program.name])
    for mutant in mutate(tree, program.namespace):
        known = replace(say(mutant, public), analogue=ANALOGUES.get(program.name, ""))
        changed = program.rewritten(program.name, mutant.source)
        yield Row(GENERAL, (known,), changed)


def pair_rows(
    program: Program, public: frozenset[str], own: list[Row], mixed: bool
) -> Iterator[Row]:
    """Give every two of a function's slips and, if asked, each with a general one."""
    mine = sorted((row for row in own if row.slip), key=lambda row: row.rank)
    streams = [_pairs(mine)]
    if mixed:
        streams.append(_mixed(mine, public))
    while streams:
        for stream in tuple(streams):
            row = next(stream, None)
            if row is None:
                streams.remove(stream)
            else:
                yield row


def _pairs(mine: list[Row]) -> Iterator[Row]:
    for one, other in combinations(mine, 2):
        if one.known != other.known:
            both = _both(one, other) or _both(other, one)
            if both:
                yield Row(PAIR, (*one.known, *other.known), both)


def _mixed(mine: list[Row], public: frozenset[str]) -> Iterator[Row]:
    paired = partial(mutants, mutations=PAIRED)
    for row in mine:
        if row.rank == OWN:
            for general in _mutated(row.program, public, paired):
                yield Row(MIXED, (*row.known, *general.known), general.program)


def _both(first: Row, second: Row) -> Program | None:
    """Make the second change after the first, where its place is still there."""
    if ARROW not in second.change:
        return None  # a body would undo what was changed
    return apply(first.program, second.target, second.change)


def _differs(prints: list[Print], right: list[Print]) -> bool:
    return any(
        one is not NOT_TAKEN and not _equal(one, other)
        for one, other in zip(prints, right, strict=True)
    )


def _equal(one: Print, other: Print) -> bool:
    return one.form == other.form and abs(one.level - other.level) <= other.margin


def _alike(kept: list[Kept]) -> tuple[str, ...]:
    """Find own slips that cannot be told apart and say different things."""
    said = []
    for (one, mine, _), (other, theirs, _) in combinations(kept, 2):
        own = one.rank == OWN and other.rank == OWN
        apart = one.known[0].name != other.known[0].name
        if own and apart and not _differs(theirs, mine):
            said.append(f"{one.known[0].name} and {other.known[0].name} are alike")
    return tuple(dict.fromkeys(said))


def _table(places: tuple[int, ...], kept: list[Kept], right: list[Print]) -> Table:
    unlike: dict[Any, Kept] = {}
    lowest: dict[Any, int] = {}
    for row, prints, other in kept:
        key = tuple((p.form, float(f"{p.level:.7g}")) for p in prints)
        if row.rank <= lowest.setdefault(key, row.rank):
            unlike.setdefault((key, row.known), (row, prints, other))
    rows = list(unlike.values())
    known = list(dict.fromkeys(one for row, _, _ in rows for one in row.known))
    index = {one: place for place, one in enumerate(known)}
    who = [[*(index[k] for k in row.known), -1][:2] for row, _, _ in rows]
    every = [*(prints for _, prints, _ in rows), right]
    telling = [
        [p.evidence and not _equal(p, q) for p, q in zip(prints, other, strict=True)]
        for _, prints, other in rows
    ]
    return Table(
        cases=places,
        known=tuple(known),
        who=np.array(who, np.int16).reshape(-1, 2),
        rank=np.array([row.rank for row, _, _ in rows], np.int8),
        forms=np.array([[p.form for p in prints] for prints in every], np.uint64),
        levels=np.array([[p.level for p in prints] for prints in every]),
        telling=np.array(telling, bool).reshape(-1, len(places)),
    )
