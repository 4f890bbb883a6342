"""Compare a result with the expected value, and find words for the difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course.judgement import Arguments, Features, Together, completed, drew
from course.patterns import explain
from course.properties import PROPERTIES, wanted_error
from course.shapes import as_numbers, wrong_shape
from course.target import Difference, Target, Tolerance
from course.tree import DICTS, SCALARS, Between, Property
from course.words import ORDINALS, keys, listed, short, what

__all__ = [
    "Finding",
    "Tolerance",
    "at_corner",
    "confirmed",
    "examine",
    "examine_together",
]

# What is said of a function as a whole is no better understood for a corner's name.
WHOLE = frozenset({"unwritten", "undefined", "gone", "time", "nonsense"})
# Numbers and words, of which a list or a dict may hold others after a call.
PLAIN = frozenset({bool, int, float, str})


@dataclass(frozen=True)
class Finding:
    """What is wrong with a result.

    Parameters
    ----------
    kind : str
        One word for machines: "none", "shape", "transposed", "sign", "factor", ...
    sentence : str
        The same for a person.
    choices : tuple of tuple of str
        For a multiple of what is right, the sentence for each symbol that fits, and the
        one without a symbol, under "": see `confirmed`.
    """

    kind: str
    sentence: str
    choices: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def confirmed(finding: Finding, others: Iterable[Finding | None]) -> Finding:
    """Keep the symbol of a factor only if it holds in a case with other sizes too.

    Parameters
    ----------
    finding : Finding
        What is wrong in one case.
    others : iterable of (Finding or None)
        What is wrong in other cases of the same part; None where nothing is.

    Returns
    -------
    Finding
        The same one, but that a factor is named by what fits all cases; by its number
        where nothing does, or where no other case has other sizes.

    Examples
    --------
    >>> choices = (("1/2", "half"), ("1/N", "N = 2"), ("", "0.5"))
    >>> one = Finding("factor", "1/2 or 1/N?", choices)
    >>> other = Finding("factor", "1/3?", (("1/N", "N = 3"), ("", "0.33")))
    >>> confirmed(one, [other]).sentence, confirmed(one, [None]).sentence
    ('N = 2', '0.5')
    """
    if not finding.choices:
        return finding
    plain, bearing = (
        dict(finding.choices)[""],
        [dict(other.choices) if other else {} for other in others],
    )
    for symbol, said in finding.choices:
        sized = "N" in symbol or "n" in symbol
        held = bool(bearing) and all(symbol in case for case in bearing)
        told = not sized or any(case.get(symbol) != said for case in bearing)
        if symbol and held and told:
            return Finding(finding.kind, said)
    return Finding(finding.kind, plain)


def at_corner(finding: Finding | None, corner: str) -> Finding | None:
    """Say at which corner of the domain something is wrong.

    Parameters
    ----------
    finding : Finding or None
        What is wrong there.
    corner : str
        Where it was found; empty for a general case.

    Returns
    -------
    Finding or None
        The same finding, its sentence with the place before it.

    Examples
    --------
    >>> at_corner(Finding("sign", "Your result has the wrong sign."), "N = 1").sentence
    'At N = 1: your result has the wrong sign.'
    """
    if not finding or not corner or finding.kind in WHOLE:
        return finding
    said = finding.sentence
    return Finding(finding.kind, f"At {corner}: {said[:1].lower()}{said[1:]}")


def examine(
    got: Any,
    want: Any,
    tolerance: Tolerance,
    *,
    named: Mapping[str, Any],
    after: Mapping[str, Any] | None = None,
    piece: int | None = None,
    pieces: int | None = None,
    warned: Sequence[str] = (),
    quiet: bool = False,
    calls: int = 0,
    most: int | None = None,
    fewest: int = 0,
    drawn: bool = False,
    shared: bool = False,
) -> Finding | None:
    """Say what is wrong with a result; None when it is right.

    Never raises, whatever the result is: only values whose exact type is known are
    looked into, for the methods of any other may raise or lie.

    Parameters
    ----------
    got : object
        What the function returned.
    want : object
        What is right: arrays, numbers, strings, and tuples, lists and dicts of them. A
        `Between` stands for any array between its bounds, a `Property` for any value
        that has it.
    tolerance : Tolerance
        How close is right.
    named : mapping of str to object
        The arguments as they were given, by parameter name.
    after : mapping of str to object, optional
        The arguments after the call; a changed one is a finding.
    piece : int, optional
        Which element of the returned tuple `want` is about; None for all of it.
    pieces : int, optional
        How many elements that tuple has; more are a finding.
    warned : sequence of str
        Messages of the numerical warnings that the call gave.
    quiet : bool
        Whether a warning is a finding where the result is right.
    calls : int
        How often the functions among the arguments were called.
    most : int, optional
        How often is enough; more is a finding where the result is right.
    fewest : int
        How often it takes at least; fewer is a finding where the result is right.
    drawn : bool
        Whether it is a finding, where the result is right, that functions were called
        and nothing was drawn from a generator among the arguments.
    shared : bool
        Whether new arrays were asked for, and one of the result is an argument.

    Returns
    -------
    Finding or None
        The first thing to be mended.

    Examples
    --------
    >>> z = np.array([1.0, 2.0])
    >>> finding = examine(-z, z, Tolerance(1e-9, 1e-12), named={"z": z})
    >>> print(finding.sentence)
    Your result has the wrong sign everywhere.
    >>> examine(z, z, Tolerance(1e-9, 1e-12), named={"z": z}) is None
    True
    """
    try:
        with np.errstate(all="ignore"):
            for name, value in named.items():
                if after is not None and name in after:
                    changed = _changed(value, after[name], name)
                    if changed:
                        whole = changed == name and type(value) in (dict, list)
                        noun = type(value).__name__ if whole else "array"
                        return Finding("changed", _CHANGED.format(changed, noun, noun))
            if got is None and want is not None and not wanted_error(want):
                sentence = "Your function returns None: is a `return` missing?"
                return Finding("none", sentence)
            compare = Comparison(tolerance, named, after or {})
            if piece is None:
                difference = compare(got, want)
            else:
                difference = compare.piece(got, want, piece, pieces)
    except Exception:  # a right answer has nothing in it that could raise
        words = "cannot be read: return plain NumPy arrays and numbers."
        difference = Difference("type", words)
    if difference:
        place = difference.place
        subject = "Your result" if place is None else f"Your {ORDINALS[place]} result"
        said = difference.within(f"{subject} {{}}")
        sentence = said.words
        if difference.kind == "finite" and warned:
            sentence += f" NumPy warned: {short(str(warned[0])).rstrip('.')}."
        return Finding(difference.kind, sentence, said.choices)
    if quiet and warned:
        message = short(str(warned[0])).rstrip(".")
        return Finding("warned", f"Your result is right, but NumPy warned: {message}.")
    if most is not None and calls > most:
        sentence = (
            f"Your result is right, but it took {calls} calls of the functions that "
            f"were handed over; {most} are enough."
        )
        return Finding("calls", sentence)
    if calls < fewest:
        sentence = (
            f"Your result is right, but it came of {calls} calls of the functions that "
            f"were handed over; it takes {fewest}."
        )
        return Finding("few", sentence)
    if drawn and calls and not drew(named, after or {}):
        sentence = (
            "Your result is right, but it does not come of `rng`: all randomness "
            "should come from the generator that is handed over."
        )
        return Finding("generator", sentence)
    if shared:
        sentence = (
            "Your result is right, but it is no new array: it is the very array that "
            "was handed over, so whoever changes the one changes the other."
        )
        return Finding("shared", sentence)
    return None


def examine_together(
    answers: Sequence[tuple[Any, Any, Arguments, Arguments]],
) -> Finding | None:
    """Say what is wrong with results of which each by itself is right.

    What chance decides is told from what is fixed by looking at many calls.

    Parameters
    ----------
    answers : sequence of tuple
        Of each call: what the function returned, what is right, the arguments by name,
        and the arguments after the call.

    Returns
    -------
    Finding or None
        None where nothing is, or no answer is random.
    """
    described: dict[Together, list[tuple[Features, Arguments]]] = {}
    for got, want, given, after in answers:
        judgement = PROPERTIES[want.name] if type(want) is Property else None
        if judgement and judgement.together:
            named = completed(given, want)
            features = judgement.describe(got, named, after)
            if not isinstance(features, Difference):
                described.setdefault(judgement.together, []).append((features, named))
    for together, results in described.items():
        difference = together(results)
        if difference:
            return Finding(difference.kind, difference.within("Your result {}").words)
    return None


_CHANGED = (
    "Your function changes its argument `{}`: the caller's {} is overwritten. "
    "Make a new {} instead."
)


def _changed(before: Any, after: Any, name: str) -> str:
    """Name the argument, or the place in it, that is no longer what it was."""
    kind = type(before)
    if kind is np.ndarray:
        same = (
            type(after) is np.ndarray
            and after.dtype == before.dtype
            and after.shape == before.shape
            and after.tobytes() == before.tobytes()
        )
        return "" if same else name
    if kind in PLAIN:
        same = type(after) is kind and repr(after) == repr(before)  # NaN is NaN
        return "" if same else name
    if kind is not dict and kind is not list and kind is not tuple:
        return ""
    if type(after) is not kind or len(after) != len(before):
        return name
    if kind is not dict:
        before, after = dict(enumerate(before)), dict(enumerate(after))
    else:
        after = _by_plain_key(after)
        if before.keys() != after.keys():
            return name
    places = (
        _changed(
            value, after[key], name if type(value) in PLAIN else f"{name}[{key!r}]"
        )
        for key, value in before.items()
    )
    return next(filter(None, places), "")


def _by_plain_key(given: dict[Any, Any]) -> dict[Any, Any]:
    """Copy a dict; a key that is no plain value is replaced by words."""
    plain: dict[Any, Any] = {}
    for key, value in given.items():
        kind = type(key)
        if kind is int or kind is str:
            plain[key] = value
        elif any(kind is scalar for scalar in SCALARS) or kind is float:
            plain[int(key) if key == int(key) else float(key)] = value
        else:
            plain[f"a key {what(key)}"] = value
    return plain


class Comparison:
    """Compare values by the type of what is wanted, under one tolerance."""

    def __init__(
        self,
        tolerance: Tolerance,
        named: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:
        self.tolerance, self.named, self.after = tolerance, named, after

    def __call__(self, got: Any, want: Any) -> Difference | None:
        """Say how a value differs from what is wanted; None when it does not."""
        kind = type(want)
        if kind is Property:
            named = completed(self.named, want)
            return PROPERTIES[want.name](got, named, self.after)
        if kind is tuple or kind is list:
            return self._sequence(got, want)
        if kind is dict:
            return self._dict(got, want)
        if want is None or kind is str or kind is bool:
            same = type(got) is kind and got == want
            if kind is bool and type(got) is np.bool_:
                same = bool(got) is want
            said = repr(short(got, 60)) if type(got) is str else what(got)
            words = f"is {said}, wanted {want!r}."
            return None if same else Difference("value", words)
        return self._numbers(got, want)

    def piece(
        self, got: Any, want: Any, piece: int, pieces: int | None
    ) -> Difference | None:
        """Compare one element of a returned tuple."""
        if type(got) is not tuple and type(got) is not list:
            words = (
                f"is {what(got)}, wanted a tuple: the docstring lists more than one "
                "result."
            )
            return Difference("type", words)
        if len(got) <= piece:
            words = f"has {len(got)} elements, wanted at least {piece + 1}."
            return Difference("length", words)
        if pieces is not None and len(got) > pieces:
            words = f"has {len(got)} elements, wanted {pieces}."
            return Difference("length", words)
        difference = self(got[piece], want)
        if not difference:
            return None
        for other, value in enumerate(got[: len(ORDINALS)]):
            if other != piece and not self(value, want):
                words = f"should be your {ORDINALS[piece]}: they are in another order."
                return Difference("order", words, other)
        return difference.within("{}", piece)

    def _sequence(
        self, got: Any, want: tuple[Any, ...] | list[Any]
    ) -> Difference | None:
        if type(got) is not tuple and type(got) is not list:
            words = f"is {what(got)}, wanted a {type(want).__name__} of {len(want)}."
            return Difference("type", words)
        if len(got) != len(want):
            words = f"has {len(got)} elements, wanted {len(want)}."
            return Difference("length", words)
        pairs = zip(got, want, strict=True)
        differences = [self(one, right) for one, right in pairs]
        if not any(differences):
            return None
        if len(want) == 2 and not (self(got[1], want[0]) or self(got[0], want[1])):
            words = "holds the right two elements in the wrong order."
            return Difference("order", words)
        place, first = next((i, d) for i, d in enumerate(differences) if d)
        if place < len(ORDINALS):
            return first.within("{}", place)
        return first.within(f"is wrong at [{place}]: it {{}}")

    def _dict(self, got: Any, want: dict[Any, Any]) -> Difference | None:
        wanted = keys([repr(key) for key in want])
        if not any(type(got) is kind for kind in DICTS):
            words = f"is {what(got)}, wanted a dict with {wanted}."
            return Difference("type", words)
        given = _by_plain_key(got)
        if given.keys() != want.keys():
            held = keys([short(repr(key), 30) for key in given])
            words = f"has {held}, wanted {wanted}."
            return Difference("keys", words)
        # In the student's own order: what was computed first is the cause of the rest.
        answers = {key: self(value, want[key]) for key, value in given.items()}
        wrong = {key: answer for key, answer in answers.items() if answer}
        return self._layers(list(want), wrong) if wrong else None

    def _layers(self, all_keys: list[Any], wrong: dict[Any, Difference]) -> Difference:
        noun = "key"
        if all(type(key) is int for key in all_keys):
            noun = "node" if "parents" in self.named else "layer"
        right = [repr(key) for key in all_keys if key not in wrong]
        key, first = next(iter(wrong.items()))
        if right:
            names = f"{noun}{'s' if len(right) > 1 else ''} {listed(right)}"
            frame = f"is right for {names}, wrong for {noun} {key!r}: it {{}}"
        elif (
            len(all_keys) > 1 and len({answer.words for answer in wrong.values()}) == 1
        ):
            frame = f"is wrong for every {noun}: each {{}}"
        else:
            frame = f"is wrong for {noun} {key!r}: it {{}}"
        return first.within(frame)

    def _numbers(self, got: Any, want: Any) -> Difference | None:
        low, high = (want.low, want.high) if type(want) is Between else (want, want)
        target = Target(np.asarray(low), np.asarray(high), self.tolerance)
        numbers = as_numbers(got, target)
        if isinstance(numbers, Difference):
            return numbers
        if target.fits(numbers):
            return None
        if numbers.shape != target.shape:
            return wrong_shape(numbers, target, self.named)
        return explain(numbers, target, self.named)
