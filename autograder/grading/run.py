"""Run a rebuilt notebook in the sandbox, and judge its exercises one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.budget import Spent
from autograder.checks.model import Args, Check
from autograder.grading.outputs import Room, student_outputs
from autograder.judge import Caller, Lost, Outcome, Verdict, judge, nothing
from autograder.sandbox.calls import Service
from autograder.sandbox.session import Sandbox, Session, SessionLost
from course.compare import Finding

MAX_STARTS = 8
NOT_CALLED = (
    "The notebook's process ended again and again, or its time was up: this exercise "
    "could not be called."
)


@dataclass(frozen=True)
class CodeCell:
    """A cell to run: where it stands, whose solution it is, what is in it."""

    index: int
    exercise: str | None
    source: str


@dataclass
class RunResult:
    """What became of a notebook.

    Parameters
    ----------
    status : dict of int to str
        For each cell by index: "ok", "error", "timeout" or "gone".
    outputs : dict of int to list
        What each cell gave, built anew within bounds.
    verdicts : dict of str to Verdict
        For each exercise.
    numerical_share : float
        As for `judge`.
    """

    status: dict[int, str] = field(default_factory=dict)
    outputs: dict[int, list[Any]] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    numerical_share: float = 0.0


def run_and_judge(
    sandbox: Sandbox,
    cells: Sequence[CodeCell],
    checks: Sequence[Check],
    rng_for: Callable[[Check], np.random.Generator],
    numerical_share: float = 0.0,
) -> RunResult:
    """Run the cells, then judge every exercise in a process of its own.

    Parameters
    ----------
    sandbox : Sandbox
        Where the cells run.
    cells : sequence of CodeCell
        In the order of the notebook.
    checks : sequence of Check
        In the order of the chapter: while one is judged, those before it are answered
        by the trusted side, never earlier than their own verdict.
    rng_for : callable
        Gives the random numbers that a check draws its cases with.
    numerical_share : float
        As for `judge`.

    Returns
    -------
    RunResult
        A verdict for every check, whatever the submission did.

    Notes
    -----
    A cell that loops is stopped and the next one runs. Where that fails, or the process
    ends, everything is started again without the cell; at most `MAX_STARTS` times.
    """
    result = RunResult(numerical_share=numerical_share)
    deadline = time.monotonic() + sandbox.limits.total_seconds
    why = Finding("gone", NOT_CALLED)
    try:
        for _ in range(MAX_STARTS):
            waiting = [check for check in checks if check.name not in result.verdicts]
            if not waiting or time.monotonic() > deadline:
                break
            with sandbox.session() as session:
                if _run_cells(session, cells, result, deadline):
                    _judge_exercises(session, cells, checks, rng_for, result, deadline)
    except Spent as spent:
        why = Finding("budget", str(spent))
    for check in checks:
        if check.name not in result.verdicts:
            result.verdicts[check.name] = nothing(check, why)
    return result


def _run_cells(
    session: Session, cells: Sequence[CodeCell], result: RunResult, deadline: float
) -> bool:
    room = Room()
    cells = [c for c in cells if result.status.get(c.index) not in ("timeout", "gone")]
    sources, seconds = [cell.source for cell in cells], session.limits.cell_seconds
    replies = session.run(sources, seconds, deadline)
    for cell in cells:
        started = time.monotonic()
        if started > deadline:
            return False
        try:
            reply = next(replies)
        except SessionLost:
            late = time.monotonic() >= min(started + seconds, deadline)
            result.status[cell.index] = "timeout" if late else "gone"
            result.outputs[cell.index] = []
            return False
        status, outputs = reply.get("status"), reply.get("outputs")
        known = type(status) is str and status in ("ok", "error", "timeout")
        result.status[cell.index] = str(status) if known else "error"
        result.outputs[cell.index] = student_outputs(outputs, room)
    return True


def _judge_exercises(
    session: Session,
    cells: Sequence[CodeCell],
    checks: Sequence[Check],
    rng_for: Callable[[Check], np.random.Generator],
    result: RunResult,
    deadline: float,
) -> None:
    answered: dict[str, Service] = {}
    last = [check for check in checks if check.name not in result.verdicts][-1]
    for check in checks:
        if check.name not in result.verdicts:
            seconds = min(session.limits.exercise_seconds, deadline - time.monotonic())
            if seconds <= 0:
                return
            try:
                with session.exercise(
                    check.name, dict(answered), seconds, last=check is last
                ) as calls:
                    call = _explaining(calls, check.name, cells, result)
                    result.verdicts[check.name] = judge(
                        check, call, rng_for(check), result.numerical_share
                    )
            except SessionLost:
                if check.name not in result.verdicts:
                    sentence = "The notebook's process ended before it could be called."
                    why = Finding("gone", sentence)
                    result.verdicts[check.name] = nothing(check, why)
                return
        answered[check.name] = _service(check)


def _explaining(
    calls: Caller, name: str, cells: Sequence[CodeCell], result: RunResult
) -> Caller:
    """Where a function is not defined, say what became of its cell."""
    why = {
        "error": "its cell stops with an error",
        "timeout": "its cell did not finish in time",
        "gone": "its cell ended the whole process",
    }
    mine = [cell.index for cell in cells if cell.exercise == name]
    failed = next((i for i in mine if result.status.get(i) in why), None)
    reason = ""
    if failed is not None:
        said = _last_error(result.outputs.get(failed, []))
        reason = why[result.status[failed]] + (f": {said}" if said else "")

    def call(args: Args) -> Outcome:
        outcome = calls(args)
        if isinstance(outcome, Lost) and outcome.finding.kind == "undefined" and reason:
            sentence = f"It is not defined: {reason.removesuffix('.')}."
            return Lost(Finding("undefined", sentence))
        return outcome

    return call


def _last_error(outputs: list[Any]) -> str:
    """Give the line in which a cell's error says what it is."""
    errors = [output for output in outputs if output.output_type == "error"]
    lines = [line.strip() for line in errors[-1].traceback] if errors else []
    return next((line[:200] for line in reversed(lines) if line), "")


def _service(check: Check) -> Service:
    """Answer for an earlier exercise with the reference."""
    return lambda _, args, kwargs: check.function(*args, **kwargs)
