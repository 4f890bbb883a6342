r"""What a check is: a row of data, whose oracle is not the solution.

How to write the row of a new exercise
--------------------------------------
1. **Parts** earn the points. Their general cases are drawn anew for each submission, in
   general position: all sizes differ, N >= 2, no zeros, away from kinks. General cases
   alone decide what is reported first, which mistake is named, and whether a derivative
   was made by differences.
2. **The domain** says beside the check what each parameter may be
   (`autograder.checks.domain`)::

       domain = Domain(X=Floats("N n"), w=Floats("n"), b=Floats(""))

   From it follows which corners the exercise has: every axis 1, every two axes equal
   and in either order; exact zeros, small, moderate and large numbers; each choice;
   each parameter left to its default; each example of the docstring. What follows from
   no table, because two parameters meet there, is added in words:
   ``edges={"batch_size > N": lambda a: a["batch_size"] > a["N"]}``.
3. **Corners** are cases at these places. They decide points like the rest. For arrays
   and numbers they are made from the domain: ``corners=corners(domain, formula)``.
   There `formula` is the statement's equation in other words than the solution's, for
   differences are no judge of zeros, kinks, tiny and huge numbers. ``examples(f)``
   makes those of the docstring. What the domain cannot make has a `Corner` of its own:
   the words for it, a sampler, an oracle. The same tuple of corners may be given to
   several parts: each corner is drawn and called once, and each part looks at its own
   piece.
4. ``pytest tests/test_coverage.py`` names each required corner that no case meets, in
   several gradings and in ``cases.npz``; it also holds every formula to the part's
   oracle on general cases. ``backprop audit`` prints the coverage.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.domain import Domain
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
class Corner:
    """A case at an edge of the domain.

    Parameters
    ----------
    words : str
        Where it lies, as it follows "At": "N = 1", "an exact 0 in Z".
    draw : callable
        ``draw(rng)`` gives the arguments, as for a `Part`. Arguments at the end may be
        left out where the function has defaults.
    oracle : callable, optional
        ``oracle(*args)`` gives the whole result, also where the part looks at a piece
        of it. Where it is left out, the part's own oracle judges.
    tolerance : Tolerance, optional
        How close is right; where it is left out, `EXACT` for an oracle of its own, and
        the part's tolerance for the part's.
    quiet : bool, optional
        As for a `Part`, whose word counts where it is left out.
    calls : callable, optional
        As for a `Part`, whose word counts where it is left out.
    shown : callable, optional
        Draws the case that a student's own check has in its place, where what a grading
        draws must not be seen beforehand.
    """

    words: str
    draw: Callable[[np.random.Generator], Args]
    oracle: Callable[..., Any] | None = None
    tolerance: Tolerance | None = None
    quiet: bool | None = None
    calls: Callable[..., int] | None = None
    shown: Callable[[np.random.Generator], Args] | None = None


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
    fewest : callable, optional
        ``fewest(*args)`` says how many it takes at least.
    corners : tuple of Corner
        Cases at the edges of the domain, beside the drawn ones.
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
    fewest: Callable[..., int] | None = None
    corners: tuple[Corner, ...] = ()

    def __post_init__(self) -> None:
        if self.kinds:
            object.__setattr__(self, "cases", len(self.kinds))

    def draw_cases(self, rng: np.random.Generator) -> list[Case]:
        """Draw the general cases of this part, with the oracle's answers."""
        if self.kinds:
            drawn = [self.draw(rng, kind) for kind in self.kinds]
        else:
            drawn = [self.draw(rng) for _ in range(self.cases)]
        return [self.case(args) for args in drawn]

    def case(self, args: Args) -> Case:
        """Make the general case that has these arguments."""
        most = self.calls(*args) if self.calls else None
        fewest = self.fewest(*args) if self.fewest else 0
        expected = self.oracle(*args)
        return Case(self, args, expected, self.tolerance, self.quiet, most, fewest)

    def case_at(self, corner: Corner, args: Args, whole: Any = None) -> Case:
        """Make the case at a corner that has these arguments.

        Parameters
        ----------
        corner : Corner
            Where it lies.
        args : tuple
            What it drew.
        whole : object
            The whole result by its own oracle, where it has one.

        Returns
        -------
        Case
            With what is right for the piece that this part looks at.
        """
        quiet = self.quiet if corner.quiet is None else corner.quiet
        calls = corner.calls or self.calls
        most = calls(*args) if calls else None
        fewest = self.fewest(*args) if self.fewest else 0
        if corner.oracle is None:
            expected, tolerance = self.oracle(*args), corner.tolerance or self.tolerance
        else:
            expected, tolerance = whole, corner.tolerance or EXACT
            if self.piece is not None:
                expected = expected[self.piece]
        words = corner.words
        return Case(self, args, expected, tolerance, quiet, most, fewest, words)


@dataclass(frozen=True)
class Case:
    """One call of the function, what it should return, and how it should come by that.

    Parameters
    ----------
    part : Part
        Where it belongs.
    args : tuple
        The arguments. Cases that share this very object share one call.
    expected : object
        What is right.
    tolerance : Tolerance
        How close is right.
    quiet : bool
        Whether a numerical warning fails the case.
    calls : int, optional
        How many calls of the functions among the arguments are enough.
    fewest : int
        How many it takes at least.
    corner : str
        At which corner of the domain it lies, in words; empty for a general case.
    """

    part: Part
    args: Args
    expected: Any
    tolerance: Tolerance
    quiet: bool = False
    calls: int | None = None
    fewest: int = 0
    corner: str = ""


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
    domain : Domain, optional
        What each parameter may be: which corners there are follows from it.
    slow : bool
        Whether a call takes seconds. Then mistakes are known by the exercise's own
        slips alone.
    drawn : bool
        Whether whoever calls the functions among the arguments has to draw from the
        generator that is given, also where the result does not tell.
    fresh : bool
        Whether the statement promises new arrays: none of a result may be an argument.
    """

    function: Callable[..., Any]
    parts: tuple[Part, ...]
    version: int = 1
    analytic: bool = False
    domain: Domain | None = None
    slow: bool = False
    drawn: bool = False
    fresh: bool = False

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

    def draw(self, rng: np.random.Generator, *, shown: bool = False) -> list[Case]:
        """Draw all cases, with the oracle's answers; the general ones come first.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of randomness.
        shown : bool
            Whether a student will see them.

        Returns
        -------
        list of Case
            Of all parts.
        """
        general = [case for part in self.parts for case in part.draw_cases(rng)]
        return general + self.draw_corners(rng, shown=shown)

    def draw_corners(
        self, rng: np.random.Generator, *, shown: bool = False
    ) -> list[Case]:
        """Draw the cases at corners; what several parts look at is made once.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of randomness.
        shown : bool
            Whether a student will see them.

        Returns
        -------
        list of Case
            Of all parts.
        """
        corners = {id(c): c for part in self.parts for c in part.corners}
        args = {
            key: (corner.shown if shown and corner.shown else corner.draw)(rng)
            for key, corner in corners.items()
        }
        whole = {
            key: corner.oracle(*args[key])
            for key, corner in corners.items()
            if corner.oracle is not None
        }
        return [
            part.case_at(corner, args[id(corner)], whole.get(id(corner)))
            for part in self.parts
            for corner in part.corners
        ]

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
