"""Judge one function: call it on drawn cases, compare, decide on its points."""

from __future__ import annotations

import contextlib
import copy
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.budget import Spent, working
from autograder.checks.model import Args, Case, Check, Part
from autograder.shown import shown
from course.callables import result_of
from course.compare import (
    Finding,
    at_corner,
    confirmed,
    examine,
    examine_together,
)
from course.errors import plainly
from course.functions import Arguments
from course.numerical import looks_numerical
from course.properties import wanted_error
from course.student import LEFT_RAISE

if TYPE_CHECKING:
    from course.diagnosis import Known

MOST = 2000  # characters of a sentence


@dataclass(frozen=True)
class Returned:
    """The call came back with a value.

    Parameters
    ----------
    value : object
        What the function returned.
    args : tuple
        The arguments after the call, to see whether one was changed.
    warned : tuple of str
        Messages of the numerical warnings that the call gave.
    calls : int
        How often the functions among the arguments were called.
    shared : bool
        Whether an array of the value is an argument, or a part of one.
    """

    value: Any
    args: Args
    warned: tuple[str, ...] = ()
    calls: int = 0
    shared: bool = False


@dataclass(frozen=True)
class Raised:
    """The call raised an exception.

    Parameters
    ----------
    kind : str
        Name of the exception's class.
    message : str
        What it says.
    line : str
        The line of the student's function that ran then; empty where unknown.
    helper, line_of_helper : str
        Where that line called another function of the notebook: which one, and the line
        that ran there.
    """

    kind: str
    message: str
    line: str = ""
    helper: str = ""
    line_of_helper: str = ""


@dataclass(frozen=True)
class Lost:
    """The call did not come back; nothing more can be asked of this function.

    Parameters
    ----------
    finding : Finding
        Why: over its deadline, out of memory, process gone, nonsense on the pipe, or
        the function is not there at all.
    """

    finding: Finding


Outcome = Returned | Raised | Lost
Caller = Callable[[Args], Outcome]


@dataclass(frozen=True)
class PartVerdict:
    """What one part of a check came to.

    Parameters
    ----------
    name : str
        What the part looks at.
    points, max_points : float
        The points earned, and those that there are.
    finding : Finding or None
        What is wrong: in a general case if there is such a one, else at a corner.
    corner : bool
        Whether only corners went wrong.
    """

    name: str
    points: float
    max_points: float
    finding: Finding | None
    corner: bool = False


@dataclass(frozen=True)
class Verdict:
    """What an exercise came to.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    parts : tuple of PartVerdict
        Each part with its points and its finding.
    mistake : Known or None
        The misconception that explains what the function gives, where one is known.
    fingerprint : str
        Of what a function without a name for its mistake gives on the stored cases.
    """

    exercise: str
    parts: tuple[PartVerdict, ...]
    mistake: Known | None = None
    fingerprint: str = ""

    @property
    def points(self) -> float:
        """The points earned."""
        return sum(part.points for part in self.parts)

    @property
    def max_points(self) -> float:
        """The points that there are."""
        return sum(part.max_points for part in self.parts)

    @property
    def passed(self) -> bool:
        """Whether every part is right."""
        return all(part.finding is None for part in self.parts)

    @property
    def found(self) -> str:
        """The misconception, or the first finding, in one sentence."""
        if self.passed:
            return "Right."
        if self.mistake:
            return shown(self.mistake.sentence, MOST)
        wrong = [part for part in self.parts if part.finding]
        first = min(wrong, key=lambda part: part.corner).finding
        assert first is not None
        return shown(first.sentence, MOST)

    @property
    def sentence(self) -> str:
        """What the student reads: what was found, and what to look at."""
        if self.mistake is None or self.passed:
            return self.found
        return shown(f"{self.found} {self.mistake.hint}", MOST)


def call_here(function: Callable[..., Any]) -> Caller:
    """Call a trusted function in this process, as the sandbox calls a student's."""

    def call(args: Args) -> Outcome:
        given = Arguments(args)
        try:
            with (
                warnings.catch_warnings(record=True) as caught,
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
                np.errstate(all="warn", under="ignore"),
            ):
                warnings.simplefilter("always")
                value = result_of(function(*given.values))
        except Exception as error:
            return Raised(type(error).__name__, str(error))
        warned = tuple(
            str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)
        )
        shared = given.shares(value)
        return Returned(value, given.after(), warned, given.calls, shared)

    return call


@working()
def judge(
    check: Check,
    call: Caller,
    rng: np.random.Generator,
    numerical_share: float = 0.0,
) -> Verdict:
    """Decide on the points, and then look for the name of what is wrong.

    Parameters
    ----------
    check : Check
        The row of the check table.
    call : callable
        Takes the arguments of a case, gives what became of the call.
    rng : numpy.random.Generator
        Draws the cases.
    numerical_share : float
        As for `score`.

    Returns
    -------
    Verdict
        Points and findings, and the misconception where one is known. The points stand
        before the first call that is made for the name.
    """
    from autograder.naming import name

    verdict = score(check, call, rng, numerical_share)
    try:
        with working("naming"):
            known, fingerprint = name(check, call, verdict)
            return replace(verdict, mistake=known, fingerprint=fingerprint)
    except Spent:
        return verdict  # without a name the points stand


def score(
    check: Check,
    call: Caller,
    rng: np.random.Generator,
    numerical_share: float = 0.0,
) -> Verdict:
    """Call the function on the cases of the check, and decide.

    A part that is wrong in one case has lost its points: it is asked nothing more, but
    where a general case is to tell one factor from another.

    Parameters
    ----------
    check : Check
        The row of the check table.
    call : callable
        Takes the arguments of a case, gives what became of the call.
    rng : numpy.random.Generator
        Draws the cases.
    numerical_share : float
        What part of the points a numerical derivative earns where the exercise asks for
        a formula.

    Returns
    -------
    Verdict
        Points and findings.
    """
    answers: list[tuple[Case, Outcome, Finding | None]] = []
    lost: Lost | None = None
    called: dict[int, Outcome] = {}
    said: dict[str, Finding] = {}  # by part
    for case in check.draw(rng):
        first = said.get(case.part.name)
        if first and (case.corner or not first.choices):
            continue
        outcome = lost or called.get(id(case.args)) or call(copy.deepcopy(case.args))
        called[id(case.args)] = outcome
        if isinstance(outcome, Lost):
            lost = outcome
        finding = _finding(check, case, outcome)
        if finding:
            said.setdefault(case.part.name, finding)
        answers.append((case, outcome, finding))

    parts = [_verdict_on(check, part, answers) for part in check.parts]
    general = [answer for answer in answers if not answer[0].corner]
    if check.analytic and not any(finding for _, _, finding in general):
        finding = _numerical(check, general, call, rng)
        if finding:
            share = min(max(float(numerical_share), 0.0), 1.0)
            parts = [
                PartVerdict(p.name, share * p.max_points, p.max_points, finding)
                for p in parts
            ]
    return Verdict(check.name, tuple(parts))


def _verdict_on(
    check: Check, part: Part, answers: list[tuple[Case, Outcome, Finding | None]]
) -> PartVerdict:
    """Decide on one part: what a general case shows is said before any corner."""
    wrong = [(case, f) for case, _, f in answers if case.part is part and f]
    points = float(part.points)
    if not wrong:
        all_of_them = examine_together(
            [
                (o.value, case.expected, check.bind(case.args), check.bind(o.args))
                for case, o, _ in answers
                if case.part is part and isinstance(o, Returned)
            ]
        )
        return PartVerdict(
            part.name, 0.0 if all_of_them else points, points, all_of_them
        )
    case, finding = min(wrong, key=lambda one: bool(one[0].corner))
    if not case.corner:
        others = [a for a in answers if a[0].part is part and a[0] is not case]
        finding = confirmed(finding, [f for c, _, f in others if not c.corner])
    return PartVerdict(part.name, 0.0, points, finding, bool(case.corner))


def _numerical(
    check: Check,
    answers: list[tuple[Case, Outcome, Finding | None]],
    call: Caller,
    rng: np.random.Generator,
) -> Finding | None:
    """Find out whether right answers come from differences instead of a formula."""

    def value(args: Args) -> Any:
        outcome = call(copy.deepcopy(args))
        return outcome.value if isinstance(outcome, Returned) else None

    results = [
        (case.args, outcome.value, check.function(*case.args))
        for case, outcome, _ in answers
        if isinstance(outcome, Returned)
    ]
    return looks_numerical(value, results, rng, check.function)


def _finding(check: Check, case: Case, outcome: Outcome) -> Finding | None:
    return at_corner(_general_finding(check, case, outcome), case.corner)


def _general_finding(check: Check, case: Case, outcome: Outcome) -> Finding | None:
    if isinstance(outcome, Lost):
        return outcome.finding
    if isinstance(outcome, Raised) and outcome.kind == "NotImplementedError":
        if outcome.message == LEFT_RAISE:
            return Finding("raised", LEFT_RAISE)
        return Finding("unwritten", "It is not written yet.")
    if isinstance(outcome, Raised):
        error = wanted_error(case.expected)
        if error and outcome.kind == error:
            return None
        where = f" in the line `{outcome.line}`" if outcome.line else ""
        if outcome.helper:
            where += f", inside `{outcome.helper}`"
            where += f" in the line `{outcome.line_of_helper}`"
        said = plainly(outcome.kind, outcome.message)
        wanted = f"A {error} is wanted here. " if error else ""
        return Finding("raised", f"{wanted}It raised an error{where}: {said}")
    return examine(
        outcome.value,
        case.expected,
        case.tolerance,
        named=check.bind(case.args),
        after=check.bind(outcome.args),
        piece=case.part.piece,
        pieces=check.pieces,
        warned=outcome.warned,
        quiet=case.quiet,
        calls=outcome.calls,
        most=case.calls,
        fewest=case.fewest,
        drawn=check.drawn,
        shared=check.fresh and outcome.shared,
    )


def nothing(check: Check, why: Finding) -> Verdict:
    """Give no points, and say why."""
    parts = [PartVerdict(p.name, 0.0, float(p.points), why) for p in check.parts]
    return Verdict(check.name, tuple(parts))
