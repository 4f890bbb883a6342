"""Results that are a multiple of the right one, and the names of the multiple."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from course.target import Difference, Floats, Target
from course.words import apart, number

Named = Mapping[str, Any]

_WORDS = {"2": "twice", "1/2": "half"}
_HINTS = {
    "N": ": is a division by N missing?",
    "1/N": ": is it divided by N twice?",
    "N²": ": is it multiplied by N and not divided?",
    "1/N²": ": is it divided by N too often?",
    "2": ": is a factor 1/2 missing?",
    "1/2": ": is a factor 1/2 in it too often?",
}


def sign(got: Floats, target: Target, named: Named) -> Difference | None:
    """Recognise a result that is right but for its sign."""
    if not target.fits(-got):
        return None
    everywhere = " everywhere" if got.shape else ""
    return Difference("sign", f"has the wrong sign{everywhere}.")


def factor(got: Floats, target: Target, named: Named) -> Difference | None:
    """Recognise a result that is a multiple of the right one.

    A multiple that follows from N, the number of examples, or n, the number of columns,
    is named so. A single number is a multiple of any other: there only these count.
    """
    size = np.where(target.fixed, np.abs(target.low), 0.0)
    largest = int(size.argmax())
    if target.scale <= 100 * target.margin or not size.flat[largest]:
        return None
    times = float(got.flat[largest] / target.low.flat[largest])
    if not np.isfinite(times) or abs(times) < 1e-9:
        return None
    if not target.fits(got / times):
        return None
    slack = 10 * target.margin / size.flat[largest]
    if abs(abs(times) - 1.0) < 5e-4:
        return None  # "1 times the right one" says nothing
    fitting = [
        (name, here)
        for name, value, here in _names(named)
        if abs(abs(times) - value) <= slack * value
    ]
    few = (size > 100 * target.margin).sum() < 2
    if few and not fitting:
        return None
    everywhere = " everywhere" if got.shape else ""
    choices = [(name, _named(name, times, everywhere + here)) for name, here in fitting]
    plain = f"is {number(times)} times the right one{everywhere}."
    if few:
        one, other = apart(float(got.flat[largest]), float(target.low.flat[largest]))
        plain = f"is {one}, wanted {other}."
    words = _either(fitting, times, everywhere, named) if fitting else plain
    return Difference("factor", words, choices=(*choices, ("", plain)))


def _named(name: str, times: float, rest: str, hint: str = "") -> str:
    minus = "minus " if times < 0 else ""
    hint = hint or (_HINTS.get(name, "") if times > 0 else "") or "."
    return f"is {minus}{_WORDS.get(name, f'{name} times')} the right one{rest}{hint}"


def _either(
    fitting: list[tuple[str, str]], times: float, everywhere: str, named: Named
) -> str:
    """Name the first symbol that fits, and another one with which it can be mixed up.

    N or n or their quotient may be two as well: which it is cannot be told.
    """
    (name, here), *others = fitting
    other = next((symbol for symbol, _ in others if "2" not in symbol), "")
    hint = ""
    if name in _WORDS and other:
        columns = f", n {_second(named)}" if "n" in other else ""
        hint = f", and {other} is {name} here{columns}: which of them is it?"
    return _named(name, times, everywhere + here, hint)


def _names(named: Named) -> Iterator[tuple[str, float, str]]:
    """Give the multiples that have a name: the name, the value, what N is here."""
    rows, columns = _dimensions(named)
    yield "2", 2.0, ""
    yield "1/2", 0.5, ""
    for symbols in ({"N": rows}, {"n": columns}, {"N": rows, "n": columns}):
        if 0 in symbols.values():
            continue
        here = f" (here {' and '.join(f'{s} = {v}' for s, v in symbols.items())})"
        if "n" in symbols:
            here = f"{here[:-1]}, n {_second(named)})"
        for powers in np.ndindex(*(2,) * len(symbols)):
            for two in (0, 1, -1):
                pairs = [
                    *zip(symbols, [1 - 2 * p for p in powers], strict=True),
                    *([("2", two)] if two else []),
                ]
                values = {**symbols, "2": 2}
                value = float(np.prod([float(values[s]) ** p for s, p in pairs]))
                yield _fraction(pairs), value, here
        if "n" not in symbols:
            yield "N²", float(rows) ** 2, here
            yield "1/N²", 1 / float(rows) ** 2, here


def _fraction(pairs: list[tuple[str, int]]) -> str:
    """Write a product of powers: [("N", -1), ("2", -1)] is "1/(2N)"."""
    order = sorted(pairs, key=lambda pair: pair[0] != "2")
    above = "".join(symbol for symbol, power in order if power > 0) or "1"
    below = "".join(symbol for symbol, power in order if power < 0)
    if not below:
        return above
    return f"{above}/({below})" if len(below) > 1 else f"{above}/{below}"


def _dimensions(named: Named) -> tuple[int, int]:
    """Give the rows and the columns of the first array among the arguments, or 0."""
    (rows, columns, *_) = (*_shape(named), 0, 0)
    return rows, columns


def _second(named: Named) -> str:
    """Say what the second length is."""
    return "the length of axis 1" if len(_shape(named)) > 2 else "the number of columns"


def _shape(named: Named) -> tuple[int, ...]:
    arrays = (value for value in named.values() if type(value) is np.ndarray)
    return next((array.shape for array in arrays if array.ndim), ())
