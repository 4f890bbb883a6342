"""Name a mistake by what it gives: fingerprints of known mistakes, made at the build.

A fingerprint says of one call what came of it: the form of the result (its types,
shapes, keys, words, where it is not finite, which argument was changed, which exception
was raised) as a hash, and its numbers as one random projection. Two calls that did the
same have the same form, and projections that agree to rounding. What a mistake gives
cannot be read out of its fingerprint, and no code is stored.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from course.errors import plainly
from course.judgement import Features, completed
from course.properties import PROPERTIES, wanted_error
from course.target import Difference
from course.tree import DICTS, Property, Reference, Seed
from course.words import listed

if TYPE_CHECKING:
    from course.cases import Exercise, StoredCase
    from course.compare import Finding

EXACT = 1e-9  # relative: two orders of the same sums agree to some 1e-14
COMES_OUT = "It gives what comes out when"
LONG = 10_000  # a list beyond this is looked into no further
LOOSE = 0.03  # of the logarithm of an estimate, where the answer is random

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Called:
    """What became of a call.

    Parameters
    ----------
    value : object
        What the function returned.
    after : tuple
        The arguments after the call.
    warned : bool
        Whether there was a numerical warning.
    raised, message : str
        Class and text of the exception; empty where there was none.
    """

    value: Any
    after: tuple[Any, ...]
    warned: bool = False
    raised: str = ""
    message: str = ""


class Print(NamedTuple):
    """The fingerprint of one call."""

    form: int
    level: float
    margin: float  # how far another level may be off
    evidence: bool  # whether there is more to see than an error or a NaN


@dataclass(frozen=True)
class Known:
    """A mistake that has a name.

    Parameters
    ----------
    name : str
        The misconception, as an identifier; of two, both with "and" between.
    sentence : str
        What was seen, for a person.
    hint : str
        What to look at.
    analogue : str
        The same idea worked in other numbers.
    """

    name: str
    sentence: str
    hint: str
    analogue: str = ""

    @property
    def is_general(self) -> bool:
        """Whether the sentence says what comes out, and not what was done."""
        return self.sentence.startswith(COMES_OUT)

    def __add__(self, other: Known) -> Known:
        """Say two at once."""
        return Known(
            f"{self.name} and {other.name}",
            f"There are two mistakes. {self.sentence} {other.sentence}",
            f"{self.hint} {other.hint}".strip(),
            f"{self.analogue} {other.analogue}".strip(),
        )


@dataclass(frozen=True)
class Table:
    """The fingerprints of an exercise's mistakes, one row for each or for two at once.

    Parameters
    ----------
    cases : tuple of int
        On which of the stored cases they were taken.
    known : tuple of Known
        The mistakes.
    who : ndarray, shape (M, 2)
        Which mistakes a row is about; -1 where there is no second.
    rank : ndarray, shape (M,)
        A row of a lower rank explains more simply.
    forms : ndarray of uint64, shape (M + 1, D)
        The forms; the last row is the right answer's.
    levels : ndarray, shape (M + 1, D)
        The projections.
    telling : ndarray of bool, shape (M, D)
        Where the row differs from the right answer in more than an error or a NaN.
    """

    cases: tuple[int, ...] = ()
    known: tuple[Known, ...] = ()
    who: NDArray[np.int16] = field(default_factory=lambda: np.zeros((0, 2), np.int16))
    rank: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    forms: NDArray[np.uint64] = field(
        default_factory=lambda: np.zeros((1, 0), np.uint64)
    )
    levels: Floats = field(default_factory=lambda: np.zeros((1, 0)))
    telling: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), bool))

    def fits(self, prints: list[Print]) -> NDArray[np.bool_]:
        """Say which row agrees with these prints in which case, right answer last."""
        form = np.array([one.form for one in prints], np.uint64)
        level = np.array([one.level for one in prints])
        margin = np.array([one.margin for one in prints])
        near = np.abs(self.levels - level) <= margin
        return np.asarray((self.forms == form) & near)


# From a call to its fingerprint


def take(case: StoredCase, parameters: tuple[str, ...], called: Called) -> Print:
    """Take the fingerprint of a call.

    Parameters
    ----------
    case : StoredCase
        What the function was called with, and what would be right.
    parameters : tuple of str
        The names of the arguments.
    called : Called
        What became of it.

    Returns
    -------
    Print
        The same for all functions that do the same.
    """
    if called.raised:
        wanted = wanted_error(case.expected) == called.raised
        words = "" if wanted else plainly(called.raised, called.message)
        return Print(_hash(f"raised {called.raised} {words}"), 0.0, 0.0, False)
    try:
        with np.errstate(all="ignore"):
            if type(case.expected) is Property:
                return _loose_print(case, parameters, called)
            return _exact_print(case, called)
    except Exception:  # a value that cannot be read
        return Print(_hash("unreadable"), 0.0, 0.0, False)


def _exact_print(case: StoredCase, called: Called) -> Print:
    form: list[str] = []
    numbers: list[Floats] = []
    _walk(called.value, form, numbers)
    results = len(numbers)
    for place, (before, after) in enumerate(zip(case.args, called.after, strict=False)):
        if not _same(before, after):
            form.append(f"changed {place}")
            _walk(after, form, numbers)
    if case.quiet and called.warned:
        form.append("warned")
    every = np.concatenate([array.ravel() for array in numbers] or [np.zeros(0)])
    finite = np.isfinite(every)
    if not finite.all():
        form.append(np.sign(np.where(finite, 0.0, every)).tobytes().hex())
    plain = np.where(finite, every, 0.0)
    terms = plain * weights(len(every))
    words = any(part.startswith("word") for part in form)
    some = words or not results or bool(finite.any())
    margin = EXACT * float(np.abs(terms).sum())
    return Print(_hash("|".join(form)), float(terms.sum()), margin, some)


def _loose_print(
    case: StoredCase, parameters: tuple[str, ...], called: Called
) -> Print:
    """Fingerprint what matters about a random answer."""
    assert isinstance(case.expected, Property)
    given = dict(zip(parameters, case.args, strict=False))
    named = completed(given, case.expected)
    after = dict(zip(parameters, called.after, strict=False))
    features: Features | Difference = PROPERTIES[case.expected.name].describe(
        called.value, named, after
    )
    if isinstance(features, Difference):
        return Print(_hash(f"{features.kind} {features.words}"), 0.0, 0.0, False)
    estimates = [
        float(np.log(abs(v) + 1e-300)) for v in features.values() if type(v) is float
    ]
    exact = [(k, v) for k, v in features.items() if type(v) is not float]
    scale = np.arange(1.0, len(estimates) + 1.0)
    level = float(np.dot(scale, estimates))
    return Print(_hash(repr(exact)), level, LOOSE * float(np.linalg.norm(scale)), True)


@functools.lru_cache(maxsize=256)
def weights(n: int) -> Floats:
    """Give the random weights of a projection of n numbers."""
    return np.random.default_rng(n).uniform(0.5, 1.5, n) * np.where(
        np.random.default_rng(n + 1).random(n) < 0.5, -1.0, 1.0
    )


def _hash(form: str) -> int:
    content = form.encode("utf-8", "backslashreplace")  # a message may be no text
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big")


def _walk(value: Any, form: list[str], numbers: list[Floats]) -> None:
    """Take a value apart into its form and its numbers."""
    kind = type(value)
    if value is None or kind is str or kind is Reference or kind is Seed:
        form.append(f"word {value!r}")
    elif any(kind is one for one in DICTS):
        form.append("dict")
        for key in sorted(value, key=repr):
            form.append(repr(key))
            _walk(value[key], form, numbers)
    elif kind is list or kind is tuple:
        if len(value) > LONG:
            raise ValueError("too long")
        form.append(f"{kind.__name__} {len(value)}")
        for item in value:
            _walk(item, form, numbers)
    else:
        array = np.asarray(value)
        if array.dtype.kind not in "biufc":
            raise TypeError("no numbers")
        form.append(f"{array.shape}{'b' if array.dtype.kind == 'b' else ''}")
        if array.dtype.kind == "c":
            form.append("complex")
            array = np.stack([array.real, array.imag])
        if array.dtype.kind == "b":
            form.append(f"word {array.tobytes().hex()}")
        numbers.append(array.astype(np.float64))


def _same(before: Any, after: Any) -> bool:
    if type(before) is Seed and type(after) is Seed:
        return True  # that it was drawn from is a feature of its own
    if type(before) is Reference:
        return True
    if type(before) is not type(after):
        return False
    if type(before) is np.ndarray:
        same: bool = before.shape == after.shape
        return same and before.tobytes() == after.tobytes()
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(
            _same(before[key], after[key]) for key in before
        )
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_same, before, after))
    return bool(before == after)


# From fingerprints to a name


SILENT = frozenset({"unwritten", "numerical", "parameters"})


def name_mistake(
    exercise: Exercise,
    call: Callable[[StoredCase], Called | None],
    findings: Sequence[Finding],
) -> Known | None:
    """Name the mistake of a function that is not right.

    Parameters
    ----------
    exercise : Exercise
        With its cases and its table.
    call : callable
        Calls the function on a case; None where it did not come back.
    findings : sequence of Finding
        The first of each part that is wrong.

    Returns
    -------
    Known or None
        A known mistake that gives the same, or what the findings themselves say; None
        where neither explains anything, or where there is nothing to explain.
    """
    if all(finding.kind in SILENT for finding in findings):
        return None
    known = diagnose(exercise.table, exercise.cases, exercise.parameters, call)
    return known or telling(findings)


def diagnose(
    table: Table,
    cases: tuple[StoredCase, ...],
    parameters: tuple[str, ...],
    call: Callable[[StoredCase], Called | None],
) -> Known | None:
    """Find the mistake that gives on the stored cases what this function gives.

    Parameters
    ----------
    table : Table
        The known mistakes.
    cases : tuple of StoredCase
        The exercise's.
    parameters : tuple of str
        The names of the function's parameters.
    call : callable
        Calls the function on a case; None where it did not come back.

    Returns
    -------
    Known or None
        The simplest explanation, where there is one; where two that are equally simple
        say different things, what they have in common.
    """
    chosen = [cases[place] for place in table.cases]
    answers: list[tuple[StoredCase, Called]] = []
    for case in chosen:
        called = call(case)
        if called is None:
            return None
        answers.append((case, called))
    prints = [take(case, parameters, called) for case, called in answers]
    if not prints:
        return None
    fits = table.fits(prints)
    general = np.array([not case.corner for case in chosen])
    exact = _simplest(table, fits[:-1].all(axis=1))
    if exact or fits[-1, general].all():
        return exact or _symptom(answers, fits[-1])
    return (
        _simplest(table, fits[:-1, general].all(axis=1), general)
        or _through(table, answers, parameters)
        or _symptom(answers, fits[-1])
    )


def _simplest(
    table: Table, rows: Any, where: NDArray[np.bool_] | None = None
) -> Known | None:
    telling = table.telling if where is None else table.telling[:, where]
    fitting = np.flatnonzero(rows & telling.any(axis=1))
    if not len(fitting):
        return None
    best = fitting[table.rank[fitting] == table.rank[fitting].min()]
    said: set[tuple[Known, ...]] = {
        tuple(sorted({table.known[i] for i in table.who[row] if i >= 0}, key=_by_name))
        for row in best
    }
    shared: set[Known] = set.intersection(*map(set, said))
    if len(said) > 1 and not shared:
        # "It gives what comes out when ..." holds of each; "You ..." does not.
        general = all(one.is_general for group in said for one in group)
        return table.known[table.who[best[0], 0]] if general else None
    known: list[Known] = sorted(shared, key=_by_name)
    return known[0] + known[1] if len(known) > 1 else known[0]


def _by_name(known: Known) -> str:
    return known.name


def _through(
    table: Table, answers: list[tuple[StoredCase, Called]], parameters: tuple[str, ...]
) -> Known | None:
    """Look whether the result is a known one but for its sign or a factor."""
    for known, undo in OUTER:
        try:
            prints = [
                take(case, parameters, _undone(called, undo(case.args)))
                for case, called in answers
            ]
        except (TypeError, ValueError, IndexError):
            continue
        fits = table.fits(prints)
        if fits[-1].all():
            return known
        inner = _simplest(table, fits[:-1].all(axis=1))
        if inner and " and " not in inner.name:
            return inner + known
    return None


def _undone(called: Called, factor: float) -> Called:
    if called.raised:
        return called
    return Called(_times(called.value, factor), called.after, called.warned)


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, dict):
        return {key: _times(item, factor) for key, item in value.items()}
    if type(value) is tuple or type(value) is list:
        return type(value)(_times(item, factor) for item in value)
    if np.asarray(value).dtype.kind not in "iuf":
        raise TypeError("no numbers")
    return value * factor


def _examples(args: tuple[Any, ...]) -> float:
    """Count the rows of the first table."""
    table = next(_tables(args), None)
    if table is None:
        raise TypeError("no table")
    return float(len(table))


def _tables(args: tuple[Any, ...]) -> Iterator[Any]:
    for arg in args:
        if type(arg) is np.ndarray and arg.ndim == 2:
            yield arg
        elif isinstance(arg, dict):
            yield from _tables(tuple(arg.values()))


def _outer(name: str, seen: str, hint: str) -> Known:
    return Known(name, f"Your result {seen}.", hint)


OUTER: tuple[tuple[Known, Callable[[tuple[Any, ...]], float]], ...] = (
    (
        _outer(
            "wrong_sign",
            "has the opposite sign",
            "Which way round is the difference in the equation?",
        ),
        lambda args: -1.0,
    ),
    (
        _outer(
            "twice_too_large",
            "is twice too large",
            "Where does a 2 come in, or go, in the equation?",
        ),
        lambda args: 0.5,
    ),
    (
        _outer(
            "half_too_small",
            "is half of what it should be",
            "Where does a 2 come in, or go, in the equation?",
        ),
        lambda args: 2.0,
    ),
    (
        _outer(
            "not_divided_by_the_number_of_examples",
            "is N times too large, N being the number of examples",
            "How many examples is it a mean over?",
        ),
        lambda args: 1.0 / _examples(args),
    ),
    (
        _outer(
            "divided_by_the_number_of_examples_once_more",
            "is divided by the number of examples once too often",
            "Which function has brought the mean over the batch in already?",
        ),
        _examples,
    ),
)


# Symptoms: right in most cases, and what happens in the others

BY_HAND = "Go through your function by hand for this case."
CORNERS = 3  # at most so many are listed


def _symptom(
    answers: list[tuple[StoredCase, Called]], right: NDArray[np.bool_]
) -> Known | None:
    """Name what happens in the cases in which the function is not right.

    It has to be right in a case in general position: what a corner is beside. Where the
    same happens at several corners, each is named.
    """
    corners = np.array([bool(case.corner) for case, _ in answers])
    if not (right & ~corners).any():
        return None
    places: dict[tuple[str, str], list[str]] = {}
    for (case, called), fits in zip(answers, right, strict=True):
        if not fits:
            places.setdefault(_seen(case, called), []).append(case.corner)
    if not places:
        return None
    (name, seen), where = next(iter(places.items()))
    if any("" in corners for corners in places.values()):
        if name == "wrong" or "" not in where:  # no corner makes the difference
            return None
        where = ["some inputs"]
    where = list(dict.fromkeys(where))
    return Known(
        f"{name} for {where[0]}",
        f"It is right for other inputs, but for {listed(where[:CORNERS])} {seen}.",
        BY_HAND,
    )


def _seen(case: StoredCase, called: Called) -> tuple[str, str]:
    if called.raised:
        return f"raises {called.raised}", f"it raises {called.raised}"
    if _not_finite(called.value):
        return "not finite", "it gives NaN or an infinite number"
    if case.quiet and called.warned:
        return "warns", "NumPy warns"
    return "wrong", "it gives something else than it should"


def _not_finite(value: Any) -> bool:
    numbers: list[Floats] = []
    try:
        _walk(value, [], numbers)
    except Exception:  # a value that cannot be read
        return False
    return any(not np.isfinite(array).all() for array in numbers)


# What the comparison found, where it says what the mistake is

TELLING = {
    "sign": ("wrong_sign", "Which way round is the difference in the equation?"),
    "factor": ("wrong_factor", "Where does this factor come in, or where is it lost?"),
    "transposed": ("transposed", "Write the shape beside each array."),
    "axis": ("another_axis", "Which axis does it run over, and which are left?"),
    "changed": ("changes_its_argument", "Which line writes into what was given?"),
    "zero": ("zero_everywhere", "Which step sets everything to zero?"),
    "argument": ("returns_its_argument", "What becomes of it on the way?"),
    "complement": ("one_minus_the_right_one", "What happens for a very large input?"),
    "root": ("square_root_of_the_right_one", "Where does the statement take a root?"),
    "square": ("square_of_the_right_one", "Where does the statement take a root?"),
    "offset": ("wrong_offset", "Which term of the equation is this?"),
    "order": ("another_order", "In which order do the rows come in?"),
    "kink": ("wrong_on_one_side", "Try one input on either side by hand."),
    "dtype": ("another_type_of_number", "Which type do your arrays have?"),
    "none": ("returns_nothing", "What does the last line hand back?"),
    "keys": ("other_keys", "Which keys does the statement ask for?"),
    "length": ("another_number_of_results", "How many results are asked for?"),
    "shape": ("another_shape", "Write the shape beside each array."),
    "calls": ("too_many_calls", "How often is each function needed?"),
    "few": ("too_few_calls", "How many calls does the statement ask for?"),
    "shared": ("hands_back_its_argument", "Who else holds the array that you return?"),
    "twice": ("a_row_twice", "Count how often each row comes."),
    "missing": ("rows_missing", "Count the rows that come back."),
    "lengths": ("other_batch_sizes", "Write down the sizes of the batches."),
    "blocks": ("neighbours_stay_together", "What is shuffled, rows or batches?"),
    "sorted": ("sorted_batches", "When is the order random, and when not?"),
    "reading": ("reads_too_little", "How do both losses go while it learns?"),
    "generator": ("made_its_own_generator", "Where do the random numbers come from?"),
    "exact": ("kept_an_exact_share", "How many sixes do sixty throws of a die give?"),
    "bias": ("biases_not_zero", "How does a bias begin?"),
    "repeated": ("repeated", "What makes two of them differ?"),
    "accepted": ("accepts_what_it_should_refuse", "Which names are allowed?"),
}


def telling(findings: Sequence[Finding]) -> Known | None:
    """Name a mistake by what the comparison says, where that is a mistake.

    Parameters
    ----------
    findings : sequence of Finding
        The first of each part that is wrong.

    Returns
    -------
    Known or None
        None where the parts are wrong in different ways, or only differ in a number.
    """
    kinds = {finding.kind for finding in findings}
    name, hint = TELLING.get(findings[0].kind, ("", BY_HAND))
    corner = re.match(r"At (.+?): ", findings[0].sentence)
    if corner and all(finding.sentence.startswith("At ") for finding in findings):
        name, hint = f"wrong for {corner[1]}", hint if len(kinds) == 1 else BY_HAND
    elif len(kinds) != 1 or not name:
        return None
    return Known(name, findings[0].sentence, hint)


def read(stored: Mapping[str, Any]) -> Table:
    """Read the table of an exercise out of what is stored for it.

    Parameters
    ----------
    stored : mapping
        What `write` gave; empty where nothing is known.

    Returns
    -------
    Table
        The fingerprints.
    """
    if not stored:
        return Table()
    return Table(
        tuple(stored["cases"]),
        tuple(Known(*words) for words in stored["known"]),
        stored["who"],
        stored["rank"],
        stored["forms"],
        stored["levels"],
        stored["telling"],
    )


def write(table: Table) -> dict[str, Any]:
    """Give the table of an exercise in a form that can be stored."""
    return {
        "cases": list(table.cases),
        "known": [[k.name, k.sentence, k.hint, k.analogue] for k in table.known],
        "who": table.who,
        "rank": table.rank,
        "forms": table.forms,
        "levels": table.levels,
        "telling": table.telling,
    }
