"""Name what is wrong with a function whose points are decided."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.budget import made_once
from autograder.judge import Caller, Lost, Raised, Verdict
from course.diagnosis import Called, Known, Print, name_mistake, take

if TYPE_CHECKING:
    from autograder.checks.model import Check
    from course.cases import StoredCase


def name(check: Check, call: Caller, verdict: Verdict) -> tuple[Known | None, str]:
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
    known : Known or None
        The mistake, also where only corners are wrong; None where the function is
        right or was never written, or where nothing that is known explains it.
    fingerprint : str
        Of what it gave on the stored cases, where it has no name: the same for all that
        do the same there, so that they can be grouped. Else empty.
    """
    findings = [part.finding for part in verdict.parts if part.finding]
    if not findings:
        return None, ""
    with made_once():  # the table, where no build has made it
        from autograder.slips.stored import exercise

        stored = exercise(check)
    prints: list[Print] = []

    def on_stored(case: StoredCase) -> Called | None:
        outcome = call(copy.deepcopy(case.args))
        if isinstance(outcome, Lost):
            return None
        if isinstance(outcome, Raised):
            came = Called(None, (), raised=outcome.kind, message=outcome.message)
        else:
            came = Called(outcome.value, outcome.args, bool(outcome.warned))
        prints.append(take(case, stored.parameters, came))
        return came

    known = name_mistake(stored, on_stored, findings)
    return known, "" if known else _together(prints)


def _together(prints: Sequence[Print]) -> str:
    """Put prints into one; of their levels so many digits as two orders of sums share.

    Two that are equal but for rounding differ by chance once in a thousand.
    """
    if not prints:
        return ""
    said = " ".join(f"{one.form:x} {one.level:.6g}" for one in prints)
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
