"""What a check is: a row of data, whose oracle is not the solution."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course.cases import elements
from course.compare import Tolerance

Args = tuple[Any, ...]

# For a value that the oracle computes directly: two orders of the same sums agree to
# some 100 roundings; 1e-9 leaves room for longer sums.
EXACT = Tolerance(rtol=1e-9, atol=1e-12)

# For a value that finite differences give. The step is h = cbrt(eps) = 6e-6: truncation
# costs about h**2 = 4e-11 of the third derivative, round-off eps * |C| / h = 4e-11 of
# the cost. Samplers keep |C| and the derivatives below some 100: 1e-8 holds both twice.
NUMERICAL = Tolerance(rtol=1e-6, atol=1e-8)


@dataclass(frozen=True)
class Part:
    """Cases that are judged together and earn their points together.

    Parameters
    ----------
    name : str
        What it looks at, in words a student reads: "ordinary inputs", "the weights".
    points : float
        What it is worth.
    draw : callable
        ``draw(rng)`` gives the arguments of one case. All dimensions differ, N >= 2. A
        function among them is a `course.codec.Reference`, randomness is a `Seed`.
    oracle : callable
        ``oracle(*args)`` gives the expected value, of the piece only if `piece` is set;
        it may be a `course.codec.Between` where more than one answer is right, or a
        `Property` where the answer is random.
    tolerance : Tolerance
        How close is right; its error budget is stated where it is defined.
    piece : int, optional
        Which element of the returned tuple this part looks at; None for all of it.
    cases : int
        How many are drawn; where there are kinds, as many as these.
    quiet : bool
        Whether a numerical warning (overflow, invalid value) fails the part even where
        the result is right.
    kinds : tuple
        Where it is not empty, there is one case of each kind, in its order: `draw`
        takes the kind as a second argument, or chooses one itself.
    calls : callable, optional
        ``calls(*args)`` says how many calls of the functions among the arguments are
        enough.
    """

    name: str
    points: float
    draw: Callable[..., Args]
    oracle: Callable[..., Any]
    tolerance: Tolerance = EXACT
    piece: int | None = None
    cases: int = 3
    quiet: bool = False
    kinds: tuple[Any, ...] = ()
    calls: Callable[..., int] | None = None

    def __post_init__(self) -> None:
        if self.kinds:
            object.__setattr__(self, "cases", len(self.kinds))

    def draw_cases(self, rng: np.random.Generator) -> list[Case]:
        """Draw all cases of this part, with the oracle's answers."""
        if self.kinds:
            drawn = [self.draw(rng, kind) for kind in self.kinds]
        else:
            drawn = [self.draw(rng) for _ in range(self.cases)]
        return [self.case(args) for args in drawn]

    def case(self, args: Args) -> Case:
        """Make the case that has these arguments."""
        most = self.calls(*args) if self.calls else None
        return Case(self, args, self.oracle(*args), most)


@dataclass(frozen=True)
class Case:
    """One call of the function, what it should return, and how many calls it may make.

    Parameters
    ----------
    part : Part
        Where it belongs.
    args : tuple
        The arguments.
    expected : object
        What is right.
    calls : int, optional
        How many calls of the functions among the arguments are enough.
    """

    part: Part
    args: Args
    expected: Any
    calls: int | None = None


@dataclass(frozen=True)
class Check:
    """How one exercise is judged.

    Parameters
    ----------
    function : callable
        The reference function; its name is the exercise's name.
    parts : tuple of Part
        What earns points.
    version : int
        Raise it when the check changes, so that old grades are known to be old.
    analytic : bool
        Whether the exercise asks for a derivative by formula, so that a numerical
        derivative handed in is a finding.
    """

    function: Callable[..., Any]
    parts: tuple[Part, ...]
    version: int = 1
    analytic: bool = False

    @property
    def name(self) -> str:
        """The exercise's name."""
        return self.function.__name__

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return sum(part.points for part in self.parts)

    @property
    def pieces(self) -> int | None:
        """How many elements the returned tuple has, where parts look at one each."""
        return elements(part.piece for part in self.parts)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the function's parameters."""
        return tuple(inspect.signature(self.function).parameters)

    def draw(self, rng: np.random.Generator) -> list[Case]:
        """Draw the cases of every part, with the oracle's answers."""
        return [case for part in self.parts for case in part.draw_cases(rng)]

    def bind(self, args: Args) -> dict[str, Any]:
        """Name each argument by its parameter."""
        return dict(zip(self.parameters, args, strict=False))


@dataclass(frozen=True)
class Chapter:
    """One chapter: its number, its file, its graded work.

    Parameters
    ----------
    number : str
        Two digits: the folder below ``chapters`` and nbgrader's assignment.
    module : str
        Name of the Markdown file, of the notebook, and of the module in ``solutions``.
    title : str
        What it is called.
    checks : tuple of Check
        The exercises, in the order of the chapter.
    answers : mapping of str to float
        The grade ids of the answers graded by hand, and their points.
    """

    number: str
    module: str
    title: str
    checks: tuple[Check, ...]
    answers: Mapping[str, float] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """What the whole chapter is worth, answers graded by hand included."""
        return sum(check.points for check in self.checks) + sum(self.answers.values())
