"""The domain of an exercise: what each parameter may be, and its corners.

A domain is a small table beside a check. Which corners a check needs a case for is
derived from it, here, and measured on the drawn cases (`autograder.checks.coverage`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any, Protocol

import numpy as np

from solutions import Array

Named = Mapping[str, Any]
Size = int | tuple[int, ...]
Sizes = Mapping[str, Size]

# An axis of this name stands for all axes of an array whose shape is left open.
ANY = "..."
# The shapes that "any shape" has to stand for, beside those that are drawn.
SHAPES: tuple[tuple[int, ...], ...] = (
    (1,), (4,), (1, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (2, 3, 2),
)  # fmt: skip

# How large "moderate" numbers are: whatever is cut off at 6 or flat from 20 on shows.
MODERATE = (6.5, 30.0, 0.4, 12.0, 2.5, 0.03)
SMALL, LARGE = 1e-6, 1000.0
STRATA = ("an exact 0", "small numbers", "moderate numbers", "large numbers")


@dataclass(frozen=True)
class Requirement:
    """A corner that some case has to lie at.

    Parameters
    ----------
    words : str
        Where it lies.
    met : callable
        Takes the arguments of a case by name, says whether it lies there. An argument
        that is left out is not among them.
    """

    words: str
    met: Callable[[Named], bool]


class Parameter(Protocol):
    """What one parameter may be."""

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of its axes."""

    def requirements(self, name: str) -> Iterator[Requirement]:
        """Give the corners that it has by itself."""

    def make(self, rng: np.random.Generator, sizes: Sizes, stratum: str) -> Any:
        """Make a value, of these sizes, of one of the `STRATA` or of none."""


@dataclass(frozen=True)
class Floats:
    """An array of floats of any sign and any finite size, or a single float.

    Parameters
    ----------
    shape : str
        The names of its axes, ``"N n"``; ``"..."`` for any shape, ``""`` for a float.
    low, high : float, optional
        The ends of the range, where it has any. Both belong to it.
    """

    shape: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of its axes."""
        return tuple(self.shape.split())

    def requirements(self, name: str) -> Iterator[Requirement]:
        """Give zeros, ends of the range, small, moderate and large numbers."""

        def some(test: Callable[[Array], Any]) -> Callable[[Named], bool]:
            return lambda a: bool(np.any(test(np.asarray(a[name], dtype=float))))

        for end in (self.low, self.high):
            if end is not None:
                yield Requirement(f"{name} at {end:g}", some(partial(np.equal, end)))
        if self.low is not None and self.high is not None:
            return
        if self.low is None or self.low < 0:
            yield Requirement(f"an exact 0 in {name}", some(lambda x: x == 0))
            yield Requirement(f"{name} below 0", some(lambda x: x < 0))
        yield Requirement(f"{name} above 0", some(lambda x: x > 0))
        yield Requirement(
            f"{name} small", some(lambda x: 0 < np.abs(x).max() <= 10 * SMALL)
        )
        yield Requirement(
            f"{name} of moderate size",
            some(lambda x: (np.abs(x) > 5) & (np.abs(x) < 50)),
        )
        yield Requirement(f"{name} large", some(lambda x: np.abs(x) >= 0.7 * LARGE))

    def make(self, rng: np.random.Generator, sizes: Sizes, stratum: str) -> Any:
        """Make an array or a float."""
        shape: list[int] = []
        for axis in self.axes:
            size = sizes[axis]
            shape += [size] if isinstance(size, int) else size
        count = int(np.prod(shape))
        if self.low is not None and self.high is not None:
            x = rng.uniform(self.low, self.high, count)
            if stratum == STRATA[0]:
                x[::2], x[1::3] = self.low, self.high
        else:
            x = self._unbounded(rng, count, stratum)
        return x.reshape(shape) if shape else float(x[0])

    def _unbounded(self, rng: np.random.Generator, count: int, stratum: str) -> Array:
        x = rng.uniform(0.2, 2.0, count)
        if stratum == "an exact 0":
            x[::3] = 0.0
        elif stratum == "small numbers":
            x *= SMALL
        elif stratum == "moderate numbers":
            x = np.resize(MODERATE, count) * rng.uniform(0.95, 1.05, count)
        elif stratum == "large numbers":
            x = np.resize((1.0, 0.8, 0.2, 0.03), count) * LARGE
        if self.low is not None:
            return self.low + x
        signs = np.resize([1.0, -1.0], count) * rng.choice([-1.0, 1.0])
        x = signs * x + 0.0  # no zero has a sign
        return x if stratum == STRATA[0] else rng.permutation(x)


@dataclass(frozen=True)
class Rate:
    """A number above 0, or a share from 0 to below 1.

    Parameters
    ----------
    share : bool
        Whether it stays below 1; then 0 belongs to it.
    axes : tuple of str
        Empty: a number has none.
    """

    share: bool = False
    axes: tuple[str, ...] = ()

    def requirements(self, name: str) -> Iterator[Requirement]:
        """Give 0 and nearly 1 for a share, a small and a large number else."""
        if self.share:
            yield Requirement(f"{name} at 0", partial(_equals, name, 0.0))
            yield Requirement(f"{name} nearly 1", lambda a: 0.99 <= a[name] < 1)
        else:
            yield Requirement(f"{name} small", lambda a: 0 < a[name] <= 1e-4)
            yield Requirement(f"{name} large", lambda a: bool(a[name] >= 2))

    def make(self, rng: np.random.Generator, sizes: Sizes, stratum: str) -> float:
        """Make a number, which at small or large numbers is small or large."""
        if stratum == "small numbers":
            return 0.0 if self.share else float(rng.uniform(1e-5, 1e-4))
        if stratum == "large numbers":
            return 0.995 if self.share else float(rng.uniform(2.0, 5.0))
        return float(rng.uniform(0.2, 0.9))


@dataclass(frozen=True)
class Probabilities:
    """Rows of probabilities: each row sums to 1.

    Parameters
    ----------
    shape : str
        The names of its two axes, ``"N K"``.
    """

    shape: str

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of its axes."""
        return tuple(self.shape.split())

    def requirements(self, name: str) -> Iterator[Requirement]:
        """Give rows that are sure of a class, and rows that are not."""
        yield Requirement(
            f"a one-hot row of {name}", lambda a: bool((a[name] == 1).any())
        )
        yield Requirement(
            f"a row of {name} between",
            lambda a: bool(((a[name] > 0) & (a[name] < 1)).any()),
        )

    def make(self, rng: np.random.Generator, sizes: Sizes, stratum: str) -> Array:
        """Make rows of both kinds; with an exact 0 in each, one-hot rows alone."""
        N, K = (sizes[axis] for axis in self.axes)
        assert isinstance(N, int) and isinstance(K, int)
        Y: Array = rng.dirichlet(np.ones(K), N)
        hot = slice(None, None, 1 if stratum == STRATA[0] else 2)
        Y[hot] = np.eye(K)[rng.integers(0, K, N)][hot]
        return Y


@dataclass(frozen=True)
class Choice:
    """One of a few words.

    Parameters
    ----------
    words : tuple of str
        All that there are.
    axes : tuple of str
        Empty: a word has none.
    """

    words: tuple[str, ...]
    axes: tuple[str, ...] = ()

    def requirements(self, name: str) -> Iterator[Requirement]:
        """Give each word."""
        for word in self.words:
            yield Requirement(f"{name} {word!r}", partial(_equals, name, word))

    def make(self, rng: np.random.Generator, sizes: Sizes, stratum: str) -> str:
        """Choose one of them."""
        return str(rng.choice(self.words))


@dataclass(frozen=True)
class Given:
    """A parameter without corners of its own: a function, a generator, a dict.

    Parameters
    ----------
    axes : tuple of str
        Empty: its sizes, if it has any, are in no table.
    """

    axes: tuple[str, ...] = ()

    def requirements(self, name: str) -> Iterator[Requirement]:
        """Give none."""
        yield from ()

    def make(self, rng: np.random.Generator, sizes: Sizes, stratum: str) -> Any:
        """Fail: what it is, only a sampler knows."""
        raise TypeError("a corner with such a parameter needs a sampler of its own")


class Domain:
    """What the parameters of an exercise may be.

    Parameters
    ----------
    edges : mapping of str to callable, optional
        Further corners in words, each with a function that takes the arguments of a
        case by name and says whether it lies there.
    **parameters : Parameter
        Each parameter of the function, by its name and in its order.

    Examples
    --------
    >>> domain = Domain(A=Floats("N n"), Y=Floats("N n", low=0.0, high=1.0))
    >>> [requirement.words for requirement in domain.requirements()][:5]
    ['N = 1', 'n = 1', 'N = n', 'N < n', 'N > n']
    """

    def __init__(
        self,
        edges: Mapping[str, Callable[[Named], bool]] | None = None,
        **parameters: Parameter,
    ) -> None:
        self.parameters = parameters
        self.edges = dict(edges or {})

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of all axes, each once, in their order."""
        return tuple(
            dict.fromkeys(axis for p in self.parameters.values() for axis in p.axes)
        )

    def sizes(self, named: Named) -> dict[str, Size]:
        """Read the sizes of the axes off the arguments of a case.

        Parameters
        ----------
        named : mapping of str to object
            The arguments by name.

        Returns
        -------
        dict of str to int
            Of each axis; of `ANY`, the whole shape.
        """
        found: dict[str, Size] = {}
        for name, parameter in self.parameters.items():
            if name in named and parameter.axes:
                shape = np.shape(named[name])
                if parameter.axes == (ANY,):
                    found[ANY] = shape
                else:
                    found.update(zip(parameter.axes, shape, strict=True))
        return found

    def requirements(self) -> Iterator[Requirement]:
        """Give every corner that follows from this table.

        Yields
        ------
        Requirement
            Sizes first, then each parameter's own corners, then the `edges`.
        """
        for corner in self.size_corners():
            yield Requirement(corner, partial(self._lies_at, corner))
        for name, parameter in self.parameters.items():
            yield from parameter.requirements(name)
        for words, edge in self.edges.items():
            yield Requirement(words, edge)

    def _lies_at(self, corner: str, named: Named) -> bool:
        return _sizes_lie_at(corner, self.sizes(named))

    def size_corners(self) -> list[str]:
        """Name the corners of the sizes: 1, equal, the one smaller than the other."""
        named = [axis for axis in self.axes if axis != ANY]
        corners = [f"{axis} = 1" for axis in named]
        for relation in ("=", "<", ">"):
            corners += [f"{a} {relation} {b}" for a, b in combinations(named, 2)]
        if ANY in self.axes:
            corners += [f"shape {shape}" for shape in SHAPES]
        return corners

    def make(
        self,
        rng: np.random.Generator,
        sizes: Sizes,
        stratum: str | Mapping[str, str] = "",
        /,
        **forced: Any,
    ) -> tuple[Any, ...]:
        """Make the arguments of one case.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of randomness.
        sizes : mapping of str to int
            Of each axis.
        stratum : str or mapping of str to str
            One of `STRATA`: what the numbers are like, of all parameters or of those
            that are named; empty for ordinary ones.
        **forced : object
            Parameters that have this value.

        Returns
        -------
        tuple
            In the order of the parameters.
        """
        every = stratum if isinstance(stratum, str) else ""
        kinds = dict.fromkeys(self.parameters, every)
        kinds |= {} if isinstance(stratum, str) else stratum
        made = []
        for place, (name, parameter) in enumerate(self.parameters.items()):
            if name in forced:
                made.append(forced[name])
                continue
            value = parameter.make(rng, sizes, kinds[name])
            if kinds[name] == STRATA[0] and isinstance(parameter, Floats):
                value = np.roll(value, place) if parameter.axes else value
            made.append(value)  # no two parameters have their zeros in one place
        return tuple(made)


def _equals(name: str, value: Any, named: Named) -> bool:
    return bool(named[name] == value)


def _sizes_lie_at(corner: str, sizes: Sizes) -> bool:
    """Say whether sizes lie at a corner that `Domain.size_corners` names."""
    if corner.startswith("shape "):
        return corner == f"shape {sizes.get(ANY)}"
    a, relation, b = corner.split()
    one = sizes.get(a)
    other = 1 if b == "1" else sizes.get(b)
    if not isinstance(one, int) or not isinstance(other, int):
        return False
    if relation == "=":
        return one == other
    # A batch of one says nothing about which of two sizes is larger.
    return (one < other if relation == "<" else one > other) and min(one, other) > 1


def some_large(name: str) -> Callable[[Named], bool]:
    """Say whether an argument has large numbers."""
    return lambda a: bool(np.abs(a[name]).max() > 500.0)


def all_small(name: str) -> Callable[[Named], bool]:
    """Say whether an argument has small numbers alone."""
    return lambda a: bool(0.0 < np.abs(a[name]).max() < 1e-4)
