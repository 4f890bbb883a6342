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
from autograder.grading.skeleton import Step
from autograder.judge import (
    Caller,
    Lost,
    Outcome,
    Verdict,
    judge,
    nothing,
    score,
)
from autograder.sandbox.calls import Service
from autograder.sandbox.session import Sandbox, Session, SessionLost, Try
from course.compare import Finding

MAX_STARTS = 8
NOT_CALLED = (
    "The notebook's process ended again and again, or its time was up: this exercise "
    "could not be called."
)


@dataclass
class RunResult:
    """What became of a notebook.

    Parameters
    ----------
    status : dict of int to str
        For each step that ran, by its number: "ok", "error", "timeout" or "gone".
    outputs : dict of int to list
        What each step gave, built anew within bounds.
    verdicts : dict of str to Verdict
        For each exercise.
    numerical_share : float
        As for `judge`.
    lost_beforehand : bool
        Whether the process was lost before the first cell ran, over finding out which
        demo cells are needed: then none of them runs.
    """

    status: dict[int, str] = field(default_factory=dict)
    outputs: dict[int, list[Any]] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    numerical_share: float = 0.0
    lost_beforehand: bool = False


def run_and_judge(
    sandbox: Sandbox,
    steps: Sequence[Step],
    checks: Sequence[Check],
    rng_for: Callable[[Check, int], np.random.Generator],
    numerical_share: float = 0.0,
) -> RunResult:
    """Run a notebook, then judge every exercise as it was where its check stands.

    Parameters
    ----------
    sandbox : Sandbox
        Where the cells run.
    steps : sequence of Step
        In the student's order.
    checks : sequence of Check
        In the order of the chapter.
    rng_for : callable
        Gives the random numbers that a check draws its cases with, in each try others.
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
                if _run_steps(session, steps, checks, result, deadline):
                    _judge_exercises(session, steps, checks, rng_for, result, deadline)
    except Spent as spent:
        why = Finding("budget", str(spent))
    for check in checks:
        if check.name not in result.verdicts:
            result.verdicts[check.name] = nothing(check, why)
    return result


def _run_steps(
    session: Session,
    steps: Sequence[Step],
    checks: Sequence[Check],
    result: RunResult,
    deadline: float,
) -> bool:
    """Run what is left to run; whether all of it has run."""
    room = Room()
    lost = {n for n, status in result.status.items() if status in ("timeout", "gone")}
    left = [number for number in range(len(steps)) if number not in lost]
    seconds = session.limits.cell_seconds
    replies = session.run(
        [(steps[n].kind, steps[n].text, steps[n].binds) for n in left],
        seconds,
        deadline,
        [check.name for check in checks],
        find_needed=not result.lost_beforehand,
    )
    while True:
        started = time.monotonic()
        if started > deadline:
            return False
        try:
            reply = next(replies, None)
        except SessionLost:
            if session.running is None:
                result.lost_beforehand = True
                return False
            number = left[session.running]
            late = time.monotonic() >= min(started + seconds, deadline)
            result.status[number] = "timeout" if late else "gone"
            result.outputs[number] = []
            return False
        if reply is None:
            return True
        number = left[reply[0]]
        status, outputs = reply[1].get("status"), reply[1].get("outputs")
        known = type(status) is str and status in ("ok", "error", "timeout")
        result.status[number] = str(status) if known else "error"
        result.outputs[number] = student_outputs(outputs, room)


def _judge_exercises(
    session: Session,
    steps: Sequence[Step],
    checks: Sequence[Check],
    rng_for: Callable[[Check, int], np.random.Generator],
    result: RunResult,
    deadline: float,
) -> None:
    for check in checks:
        if check.name in result.verdicts:
            continue
        try:
            _judge_exercise(session, steps, checks, check, rng_for, result, deadline)
        except SessionLost:
            if check.name not in result.verdicts:
                sentence = "The notebook's process ended before it could be called."
                why = Finding("gone", sentence)
                result.verdicts[check.name] = nothing(check, why)
            return


def _judge_exercise(
    session: Session,
    steps: Sequence[Step],
    checks: Sequence[Check],
    check: Check,
    rng_for: Callable[[Check, int], np.random.Generator],
    result: RunResult,
    deadline: float,
) -> None:
    """Try an exercise in up to three ways; the best of the whole verdicts counts.

    First as its check saw it. Then with trusted answers for the earlier exercises that
    it uses and that were not right, whose own verdicts are final. Then as the notebook
    was at its end. A later try comes only where the one before was not all right, and
    only if something that the function uses is another one there. What is wrong is
    named with trusted answers, where there is such a try: that one counts unless it
    earns less.
    """
    earlier = checks[: checks.index(check)]
    about = session.parked(check.name)
    others = {
        other.name: _service(other)
        for other in earlier
        if other.name in about.uses
        and not (other.name in about.own and result.verdicts[other.name].passed)
    }
    tries = [Try("check")]
    if others:
        tries.append(Try("check", others))
    if not about.same:
        tries.append(Try("end", others))
    waiting = any(
        other.name not in result.verdicts for other in checks[len(earlier) + 1 :]
    )
    for number, one in enumerate(tries):
        final = number == len(tries) - 1
        seconds = min(session.limits.exercise_seconds, deadline - time.monotonic())
        if seconds <= 0:
            return
        with session.exercise(
            check.name, one, seconds, again=not final, last=final and not waiting
        ) as calls:
            call = _explaining(calls, check.name, steps, result)
            rng = rng_for(check, number)
            decide = judge if final or tries[number + 1].at == "end" else score
            verdict = decide(check, call, rng, result.numerical_share)
            best = result.verdicts.get(check.name)
            result.verdicts[check.name] = _better(best, verdict, one)
        if verdict.passed:
            return


def _better(best: Verdict | None, verdict: Verdict, one: Try) -> Verdict:
    """Choose a whole verdict; of equal ones that which is not to blame on others."""
    if best is None or verdict.points > best.points:
        return verdict
    equal = verdict.points == best.points
    return verdict if equal and one.at == "check" else best


def _explaining(
    calls: Caller, name: str, steps: Sequence[Step], result: RunResult
) -> Caller:
    """Where a function is not defined, say what became of its cell."""
    why = {
        "error": "its cell stops with an error",
        "timeout": "its cell did not finish in time",
        "gone": "its cell ended the whole process",
    }
    mine = [number for number, step in enumerate(steps) if step.exercise == name]
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
