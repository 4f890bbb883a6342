"""The ways in which an array of the right shape is wrong, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from course.scaling import factor, sign
from course.target import Difference, Floats, Mask, Target
from course.words import apart, counted, index, listed, number

Named = Mapping[str, Any]
Pattern = Callable[[Floats, Target, Named], Difference | None]

FAR = 10.0  # from here on an input is called far out


def explain(got: Floats, target: Target, named: Named) -> Difference:
    """Find words for wrong numbers in the right shape.

    Parameters
    ----------
    got : ndarray
        The result, of the shape of `target`; wrong somewhere.
    target : Target
        What is right.
    named : mapping
        The arguments by name.

    Returns
    -------
    Difference
        By the first pattern that explains every number, else the largest difference.
    """
    if not got.shape and _is_count(got) and _is_count(target.nearest(got)):
        return _largest(got, target, named)  # 0 is 1 minus 1, and says nothing
    found = (pattern(got, target, named) for pattern in PATTERNS)
    return next(filter(None, found), None) or _largest(got, target, named)


def _is_count(value: Floats) -> bool:
    return float(value).is_integer() and 0 <= float(value) < 10


def _not_finite(got: Floats, target: Target, named: Named) -> Difference | None:
    bad = ~np.isfinite(got) & target.wrong(got)
    if not bad.any():
        return None
    kinds = " and ".join(sorted({str(value).lstrip("-") for value in got[bad]}))
    if not got.shape:
        return Difference(
            "finite", f"is {got[()]}, wanted {number(float(target.low))}."
        )
    where = f"in {bad.sum()} of {bad.size} places"
    if got.ndim <= 2:
        noun = "row" if got.ndim == 2 else "element"
        places = np.flatnonzero(bad.reshape(len(bad), -1).any(axis=1)).tolist()
        where += f", in {counted(noun, places, len(bad))}"
    for name, value in _arrays(named):
        if value.shape == got.shape and np.abs(value[bad]).min() > 30:
            least = number(float(np.abs(value[bad]).min()))
            return Difference(
                "finite",
                f"holds {kinds} {where}: there |{name}| is {least} or more.",
            )
    return Difference("finite", f"holds {kinds} {where}.")


def _zero(got: Floats, target: Target, named: Named) -> Difference | None:
    if got.shape and got.size > 1 and not got.any():
        return Difference("zero", "is zero everywhere.")
    return None


def _argument(got: Floats, target: Target, named: Named) -> Difference | None:
    for name, value in _arrays(named):
        if got.shape and np.array_equal(value, got) and got.any():
            return Difference("argument", f"is `{name}` itself, unchanged.")
    return None


def _square(got: Floats, target: Target, named: Named) -> Difference | None:
    if got.ndim > 1 and target.fits(got.T):
        words = "is the transpose of the right one: rows and columns are exchanged."
        return Difference("transposed", words)
    return None


def _complement(got: Floats, target: Target, named: Named) -> Difference | None:
    if target.fits(1.0 - got):
        everywhere = " everywhere" if got.shape else ""
        return Difference("complement", f"is 1 minus the right one{everywhere}.")
    return None


def _power(got: Floats, target: Target, named: Named) -> Difference | None:
    """Recognise a root that is too much, or missing."""
    everywhere = " everywhere" if got.shape else ""
    if (got < 0).any() or np.isin(got, (0.0, 1.0)).all():
        return None
    if target.fits(got**2):
        return Difference("root", f"is the square root of the right one{everywhere}.")
    if target.fits(np.sqrt(got)):
        return Difference("square", f"is the square of the right one{everywhere}.")
    return None


def _normalised(got: Floats, target: Target, named: Named) -> Difference | None:
    """Recognise probabilities that sum to 1 along the wrong axis."""
    if got.ndim != 2 or target.low.min() < 0:
        return None
    if not np.allclose(target.low.sum(axis=1), 1) or np.allclose(got.sum(axis=1), 1):
        return None
    sums = "wanted each row to sum to 1"
    if np.allclose(got.sum(axis=0), 1):
        return Difference("axis", f"has columns that sum to 1, {sums}.")
    if np.isclose(got.sum(), 1):
        return Difference("axis", f"sums to 1 as a whole, {sums}.")
    return None


def _offset(got: Floats, target: Target, named: Named) -> Difference | None:
    if got.size < 2:
        return None
    for name, value in _addends(named, got.shape):
        for times, words in (
            (1, f"plus `{name}`: is `{name}` added once too often?"),
            (-1, f"minus `{name}`: is `{name}` missing?"),
            (-2, f"minus twice `{name}`: is `{name}` subtracted, not added?"),
            (2, f"plus twice `{name}`: how often is `{name}` added?"),
        ):
            if target.fits(got - times * value):
                return Difference("offset", f"is the right one {words}")
    constant = (got - target.nearest(got))[target.fixed]
    shift = float(np.median(constant)) if constant.size > 1 else 0.0
    if shift and target.fits(got - shift):
        more = "more" if shift > 0 else "less"
        words = f"is {number(abs(shift))} {more} than the right one everywhere."
        return Difference("offset", words)
    return None


def _addends(named: Named, shape: tuple[int, ...]) -> Iterator[tuple[str, Any]]:
    """Give the arguments that could have been added: no zeros, and of fitting shape."""
    for name, value in named.items():
        if type(value) is float and value:
            yield name, value
    for name, array in _arrays(named):
        tail = shape[len(shape) - array.ndim :]
        pairs = zip(array.shape, tail, strict=False)
        fits = len(tail) == array.ndim and all(a in (1, b) for a, b in pairs)
        if fits and array.any():
            yield name, array


def _order(got: Floats, target: Target, named: Named) -> Difference | None:
    noun = "rows" if got.ndim == 2 else "elements"
    # Where numbers stand twice, as the slopes of a rectifier, no order can be told.
    if not got.ndim or len(np.unique(target.low)) < got.size:
        return None
    if target.fits(got[::-1]):
        return Difference("order", f"has the right {noun} in reverse order.")
    if got.ndim == 2 and target.fits(got[:, ::-1]):
        return Difference("order", "has the right columns in reverse order.")
    want = target.low
    if got.ndim == 1 and target.fits(np.sort(got)[np.argsort(np.argsort(want))]):
        return Difference("order", "has the right elements in another order.")
    if got.ndim == 2 and target.fits(got[np.lexsort(got.T)][_ranks(want)]):
        return Difference("order", "has the right rows in another order.")
    return None


def _ranks(rows: Floats) -> np.ndarray:
    return np.argsort(np.lexsort(rows.T))


def _kink(got: Floats, target: Target, named: Named) -> Difference | None:
    """Recognise a result that is wrong on one side of z = 0 only, or far out only."""
    wrong = target.wrong(got)
    for name in ("Z", "z"):
        z = named.get(name)
        if type(z) is not np.ndarray or z.shape != got.shape or not got.ndim:
            continue
        where = _side(z, wrong, name) or _far(z, wrong, name) or _part(z, wrong, name)
        if where and not wrong.all():
            return Difference("kink", f"is {where}{_example(got, target, named)}")
    return None


def _side(z: Floats, wrong: Mask, name: str) -> str:
    """Name the side of 0 on which everything is wrong and nothing else is."""
    for there, zone, rest in (
        ("= 0", z == 0, "everywhere else"),
        ("≤ 0", z <= 0, f"where {name} > 0"),
        ("> 0", z > 0, f"where {name} ≤ 0"),
        ("< 0", z < 0, f"where {name} ≥ 0"),
    ):
        if np.array_equal(wrong, zone):
            return f"right {rest}, wrong where {name} {there}"
    return ""


def _far(z: Floats, wrong: Mask, name: str) -> str:
    """Name the size from which on everything is wrong."""
    least = float(np.abs(z[wrong]).min())
    if least < FAR:
        return ""
    for what, zone, bound in (
        (name, z >= least, f"{number(least)} or more"),
        (name, z <= -least, f"{number(-least)} or less"),
        (f"|{name}|", np.abs(z) >= least, f"{number(least)} or more"),
    ):
        if np.array_equal(wrong, zone):
            return f"right except where {what} is {bound}"
    return ""


def _part(z: Floats, wrong: Mask, name: str) -> str:
    """Count what is wrong on one side of 0, where the other side is right."""
    for there, zone, rest in (("≤ 0", z <= 0, "> 0"), ("> 0", z > 0, "≤ 0")):
        if wrong.sum() > 1 and not (wrong & ~zone).any():
            count = f"{wrong.sum()} of the {zone.sum()} places where {name} {there}"
            return f"right where {name} {rest}, wrong in {count}"
    return ""


def _places(got: Floats, target: Target, named: Named) -> Difference | None:
    """Recognise a result that is wrong in some rows, or in some columns, only."""
    wrong = target.wrong(got)
    if not 1 <= got.ndim <= 2 or (got.ndim == 2 and wrong.sum() < 2):
        return None
    nouns = ("row", "column") if got.ndim == 2 else ("element",)
    choices = []
    for axis, noun in enumerate(nouns):
        lines = np.atleast_1d(wrong.any(axis=1 - axis) if got.ndim == 2 else wrong)
        places = np.flatnonzero(lines).tolist()
        whole = got.ndim == 2 and wrong.sum() * len(lines) == len(places) * wrong.size
        choices.append((len(places) / len(lines), noun, places, len(lines), whole))
    share, noun, places, total, whole = min(choices, key=lambda choice: choice[0])
    if share == 1 or (share > 0.5 and not whole):
        return None
    words = f"is right except in {counted(noun, places, total)}"
    return Difference(f"{noun}s", f"{words}{_example(got, target, named)}")


def _example(got: Floats, target: Target, named: Named) -> str:
    """Show the first wrong number."""
    place = tuple(int(i) for i in np.argwhere(target.wrong(got))[0])
    one, other = apart(float(got[place]), float(target.nearest(got)[place]))
    return f": at {_at(place, got, named)} it is {one}, wanted {other}."


def _at(place: tuple[int, ...], got: Floats, named: Named) -> str:
    """Name a place, and what the arguments of the same shape hold there."""
    there = [
        f"{name} is {number(float(value[place]))}"
        for name, value in named.items()
        if type(value) is np.ndarray and value.shape == got.shape
    ]
    return f"{index(place)}, where {listed(there)}," if there else index(place)


def _largest(got: Floats, target: Target, named: Named) -> Difference:
    """Name the largest difference, where nothing explains the whole."""
    want = target.nearest(got)
    far = np.abs(got - want)
    place = tuple(int(i) for i in np.unravel_index(int(far.argmax()), far.shape))
    one, other = apart(float(got[place]), float(want[place]))
    close = far.max() <= 1e-3 * target.scale
    start = "is close, but not close enough: " if close else ""
    kind = "close" if close else "value"
    if not got.shape:
        words = f"{start}it is {one}, wanted {other}." if close else None
        return Difference(kind, words or f"is {one}, wanted {other}.")
    at = _at(place, got, named)
    if close:
        return Difference(kind, f"{start}at {at} it is {one}, wanted {other}.")
    wrong = target.wrong(got)
    count = "everywhere" if wrong.all() else f"in {wrong.sum()} of {got.size} places"
    words = f"is wrong {count}, most of all at {at.rstrip(',')}"
    return Difference(kind, f"{words}: it is {one}, wanted {other}.")


def _arrays(named: Named) -> Iterator[tuple[str, Floats]]:
    """Give the arguments that are arrays, those inside dicts too."""
    for name, value in named.items():
        inside = value if type(value) is dict else {}
        arrays = {name: value} | {f"{name}[{key!r}]": v for key, v in inside.items()}
        for place, array in arrays.items():
            if type(array) is np.ndarray and array.dtype.kind in "fiu":
                yield place, array


PATTERNS: tuple[Pattern, ...] = (
    _not_finite,
    _zero,
    _argument,
    _square,
    sign,
    factor,
    _complement,
    _power,
    _normalised,
    _offset,
    _order,
    _kink,
    _places,
)
