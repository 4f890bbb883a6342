"""How an answer is judged where no single answer is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.target import Difference
from course.tree import Property, Seed

Arguments = Mapping[str, Any]
Features = dict[str, Any]
Together = Callable[[Sequence[tuple[Features, Arguments]]], Difference | None]


# Under this name a judgement finds what its `Property` was given; no parameter has it.
GIVEN = "(given)"


def completed(named: Arguments, want: Property) -> Arguments:
    """Put what a property was given beside the arguments.

    Parameters
    ----------
    named : mapping of str to object
        The arguments by name.
    want : Property
        What is right.

    Returns
    -------
    mapping of str to object
        The same where it was given nothing.
    """
    return {**named, GIVEN: want.given} if want.given else named


@dataclass(frozen=True)
class Judgement:
    """How answers with a property are judged.

    Parameters
    ----------
    describe : callable
        Takes the result, the arguments, and the arguments after the call; gives what
        matters about the result, or a `Difference` where it cannot be read. Numbers are
        estimates, everything else is exact.
    fault : callable
        Takes what matters and the arguments, gives the first fault or None.
    together : callable, optional
        Takes what matters and the arguments of several results that have no fault, and
        gives what is wrong with all of them together, or None.
    """

    describe: Callable[[Any, Arguments, Arguments], Features | Difference]
    fault: Callable[[Features, Arguments], Difference | None]
    together: Together | None = None

    def __call__(
        self, got: Any, named: Arguments, after: Arguments
    ) -> Difference | None:
        """Say what is wrong with a result; None when it has the property."""
        features = self.describe(got, named, after)
        if isinstance(features, Difference):
            return features
        return self.fault(features, named)

    def alike(
        self,
        one: tuple[Any, Arguments],
        other: tuple[Any, Arguments],
        named: Arguments,
    ) -> bool:
        """Say whether two results, each with its arguments after, share all features.

        Parameters
        ----------
        one, other : tuple
            A result, and the arguments after the call that gave it.
        named : mapping of str to object
            The arguments that both were called with.

        Returns
        -------
        bool
            True if chance alone tells them apart.
        """
        with np.errstate(all="ignore"):
            a, b = (self.describe(got, named, after) for got, after in (one, other))
        if isinstance(a, Difference) or isinstance(b, Difference):
            return a == b
        return a.keys() == b.keys() and all(_alike(a[key], b[key]) for key in a)


def _alike(a: Any, b: Any) -> bool:
    if type(a) is float and type(b) is float:
        return bool(np.isclose(a, b, rtol=0.15, atol=1e-12))
    return type(a) is type(b) and bool(a == b)


def drew(named: Arguments, after: Arguments) -> bool:
    """Say whether the function drew from the generator that it was given.

    Parameters
    ----------
    named, after : mapping of str to object
        The arguments by name, as they were given and after the call.

    Returns
    -------
    bool
        True if every generator among them has moved.
    """
    seeds = [name for name, value in named.items() if type(value) is Seed]
    return all(
        type(after.get(name)) is Seed and after[name].moved is True for name in seeds
    )


OWN_RANDOMNESS = Difference(
    "generator",
    "is not drawn from `rng`: all randomness should come from the generator that is "
    "handed over.",
)


def neighbours(rows: Any, N: int) -> bool:
    """Say whether these row numbers follow each other, row 0 after the last one.

    Parameters
    ----------
    rows : iterable of int
        Row numbers of one batch, in any order.
    N : int
        How many rows there are.

    Returns
    -------
    bool
        True if no other row lies between them.

    Examples
    --------
    >>> neighbours([3, 0, 4], 5), neighbours([3, 1], 5)
    (True, False)
    """
    held = np.sort(np.asarray(list(rows), dtype=np.int64))
    return len(held) == 0 or int((np.diff(held, append=held[0] + N) > 1).sum()) <= 1
