"""Name what is wrong with a function whose points are decided."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from autograder.budget import made_once
from autograder.judge import Caller, Lost, Raised, Verdict
from course.diagnosis import Called, Known, name_mistake

if TYPE_CHECKING:
    from autograder.checks.model import Check
    from course.cases import StoredCase


def name(check: Check, call: Caller, verdict: Verdict) -> Known | None:
    """Find the mistake that explains what a function gives.

    Parameters
    ----------
    check : Check
        The row of the check table.
    call : callable
        Takes the arguments of a case, gives what became of the call.
    verdict : Verdict
        What the function came to.

    Returns
    -------
    Known or None
        The mistake, also where only corners are wrong; None where the function is
        right or was never written, or where nothing that is known explains it.
    """
    findings = [part.finding for part in verdict.parts if part.finding]
    if not findings:
        return None
    with made_once():  # the table, where no build has made it
        from autograder.slips.stored import exercise

        stored = exercise(check)

    def on_stored(case: StoredCase) -> Called | None:
        outcome = call(copy.deepcopy(case.args))
        if isinstance(outcome, Lost):
            return None
        if isinstance(outcome, Raised):
            return Called(None, (), raised=outcome.kind, message=outcome.message)
        return Called(outcome.value, outcome.args, bool(outcome.warned))

    return name_mistake(stored, on_stored, findings)
