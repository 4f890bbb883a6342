"""Corners made from a domain, so that the row of an exercise stays short."""

from __future__ import annotations

import ast
import copy
import doctest
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from autograder.checks.domain import ANY, SHAPES, STRATA, Domain, Size
from autograder.checks.model import Args, Corner
from course.compare import Tolerance

Oracle = Callable[..., Any]
Stratum = str | Mapping[str, str]
Strata = Sequence[str] | Mapping[str, Stratum]

# Small numbers are right to their own size; what is lost against 1 is round-off.
FINE = Tolerance(rtol=1e-9, atol=1e-15)


def corners(
    domain: Domain,
    oracle: Oracle | None,
    *,
    tolerance: Tolerance | None = None,
    quiet: bool | None = None,
    **forced: Any,
) -> tuple[Corner, ...]:
    """Make the corners of an exercise whose parameters a domain can make.

    Parameters
    ----------
    domain : Domain
        The table of its parameters.
    oracle : callable
        ``oracle(*args)`` gives the whole result: the equation of the statement, in
        other words than the solution's. None where the part's own oracle is exact.
    tolerance : Tolerance, optional
        How close is right; `EXACT` where it is left out, `FINE` for small numbers.
    quiet : bool, optional
        As for a `Corner`.
    **forced : object
        Parameters that have one value: the part's activation.

    Returns
    -------
    tuple of Corner
        Those of `at_sizes` and of `at_values`.
    """
    sizes = at_sizes(domain, oracle, tolerance=tolerance, quiet=quiet, **forced)
    values = at_values(domain, oracle, tolerance=tolerance, quiet=quiet, **forced)
    return (*sizes, *values)


def at_sizes(
    domain: Domain,
    oracle: Oracle | None,
    *,
    tolerance: Tolerance | None = None,
    quiet: bool | None = None,
    **forced: Any,
) -> tuple[Corner, ...]:
    """Make a corner of each size that is 1, of equal ones, of rising and falling ones.

    Parameters
    ----------
    domain : Domain
        As for `corners`.
    oracle : callable
        As for `corners`.
    tolerance : Tolerance, optional
        As for `corners`.
    quiet : bool, optional
        As for `corners`.
    **forced : object
        As for `corners`.

    Returns
    -------
    tuple of Corner
        Their numbers are ordinary.
    """
    return tuple(
        Corner(words, partial(_at, domain, sizes, "", forced), oracle, tolerance, quiet)
        for words, sizes in corner_sizes(domain)
    )


def at_values(
    domain: Domain,
    oracle: Oracle | None,
    strata: Strata = STRATA,
    *,
    tolerance: Tolerance | None = None,
    quiet: bool | None = None,
    **forced: Any,
) -> tuple[Corner, ...]:
    """Make a corner of each kind of numbers: zeros, small, moderate and large ones.

    Parameters
    ----------
    domain : Domain
        As for `corners`.
    oracle : callable
        As for `corners`.
    strata : sequence of str, or mapping
        Which kinds get a case: one for all parameters, or the words for the corner and
        which parameters have which kind, where all at once would saturate.
    tolerance : Tolerance, optional
        As for `corners`.
    quiet : bool, optional
        As for `corners`.
    **forced : object
        As for `corners`.

    Returns
    -------
    tuple of Corner
        Their sizes are small and all different.
    """
    kinds = strata if isinstance(strata, Mapping) else {each: each for each in strata}
    return tuple(
        Corner(
            words,
            partial(_at, domain, None, stratum, forced),
            oracle,
            tolerance or (FINE if words == "small numbers" else None),
            quiet,
        )
        for words, stratum in kinds.items()
    )


def _at(
    domain: Domain,
    sizes: Mapping[str, Size] | None,
    stratum: Stratum,
    forced: Mapping[str, Any],
    rng: np.random.Generator,
) -> Args:
    """Draw a case of these sizes; where none are given, of small different ones."""
    if sizes is None:
        named = [axis for axis in domain.axes if axis != ANY]
        drawn = rng.permutation(np.arange(2, 2 + max(len(named), 2)))
        sizes = {axis: int(n) for axis, n in zip(named, drawn, strict=False)}
        sizes |= {ANY: (12,)}
    return domain.make(rng, sizes, stratum, **forced)


def corner_sizes(domain: Domain) -> Iterator[tuple[str, dict[str, Size]]]:
    """Give the sizes at which a case is made, each with the words for it.

    Parameters
    ----------
    domain : Domain
        The table of the parameters.

    Yields
    ------
    words : str
        As the domain names the corner.
    sizes : dict of str to int
        Of every axis; those that the corner does not name are different and above 1.
    """
    axes = [axis for axis in domain.axes if axis != ANY]
    rising: dict[str, Size] = {axis: n for n, axis in enumerate(axes, start=2)}
    shape: dict[str, Size] = {ANY: (2, 3)} if ANY in domain.axes else {}
    for axis in axes:
        yield f"{axis} = 1", {**rising, **shape, axis: 1}
    for a, b in combinations(axes, 2):
        yield f"{a} = {b}", {**rising, **shape, a: rising[b]}
    if len(axes) > 1:
        falling = dict(zip(axes, reversed(rising.values()), strict=True))
        yield " < ".join(axes), {**rising, **shape}
        yield " > ".join(axes), {**falling, **shape}
    if ANY in domain.axes:
        for each in SHAPES:
            yield f"shape {each}", {**rising, ANY: each}


class _Called(Exception):
    """Not raised for a failure: an example has called the exercise."""


def example_calls(function: Callable[..., Any]) -> list[Args]:
    """Run the examples of a docstring, and note how they call the function.

    Parameters
    ----------
    function : callable
        With a docstring that has examples.

    Returns
    -------
    list of tuple
        The arguments of each call, in order.
    """
    noted: list[Args] = []
    signature = inspect.signature(function)

    def note(*args: Any, **kwargs: Any) -> Any:
        bound = signature.bind(*args, **kwargs)
        noted.append(tuple(bound.arguments.values()))
        return function(*args, **kwargs)

    namespace = dict(vars(sys.modules[function.__module__]))
    namespace |= {function.__name__: note, "np": np}
    for example in doctest.DocTestParser().get_examples(function.__doc__ or ""):
        code = compile(
            ast.parse(example.source), f"<an example of {function.__name__}>", "exec"
        )
        exec(code, namespace)
    return noted


def examples(
    function: Callable[..., Any], tolerance: Tolerance | None = None
) -> tuple[Corner, ...]:
    """Make a corner of each example in a docstring.

    Parameters
    ----------
    function : callable
        The reference. A doctest holds it to what its examples print, so what it gives
        there is the oracle.
    tolerance : Tolerance, optional
        How close is right; `EXACT` where it is left out.

    Returns
    -------
    tuple of Corner
        One for each call. Where a function is among the arguments, write the corner
        with a `Reference` instead.
    """
    calls = example_calls(function)
    return tuple(
        Corner(
            "the example" if len(calls) == 1 else f"example {i}",
            partial(fixed, args),
            function,
            tolerance,
        )
        for i, args in enumerate(calls, start=1)
    )


def fixed(args: Args, rng: np.random.Generator) -> Args:
    """Draw these arguments, always.

    Parameters
    ----------
    args : tuple
        The arguments.
    rng : numpy.random.Generator
        Nothing is drawn from it.

    Returns
    -------
    tuple
        A copy of `args`.
    """
    return copy.deepcopy(args)
