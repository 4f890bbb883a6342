"""What this machine can do to isolate a submission, and how to mend what it cannot."""

from __future__ import annotations

from typing import Any

from autograder.sandbox.levels import (
    ALLOW,
    best_level,
    mechanism,
    needed,
    try_full,
)

NAMES = {"bubblewrap": "by bubblewrap", "namespaces": "by namespaces of our own"}
KERNEL = "this kernel lacks it; full isolation holds without it"
WEAKER = (
    f"to mend it, {ALLOW}; else grading asks for --sandbox limits, and SECURITY.md "
    "says what that gives up"
)


def examine_machine() -> dict[str, Any]:
    """Let a process try to do harm in the sandbox, and say what it could not do.

    Returns
    -------
    dict
        ``level`` and ``by`` whom it is reached; ``guarantees``, each with whether it
        ``holds`` and the ``fix`` where it does not; the ``reasons`` against what is not
        used.
    """
    used = mechanism()
    trials = {name: try_full(name) for name in NAMES}
    shown = trials[used] if used else max(trials.values(), key=lambda t: len(t.held))
    guarantees = [
        {"guarantee": name, "holds": held, "fix": "" if held else _fix(name)}
        for name, held in shown.held.items()
    ]
    return {
        "level": best_level(),
        "by": NAMES[used] if used else WEAKER,
        "guarantees": guarantees,
        "reasons": [trial.reason for trial in trials.values() if trial.reason],
    }


def _fix(guarantee: str) -> str:
    return ALLOW if needed(guarantee) else KERNEL
