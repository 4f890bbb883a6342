"""Do once what every worker needs; the process that forks the workers imports this.

Each worker would do it otherwise. What this machine can do is tried, and a warm process
starts, while all that judges is imported.
"""

import contextlib
import gc

from autograder.sandbox import levels
from autograder.sandbox.limits import Limits
from autograder.sandbox.warm import launch

with contextlib.suppress(Exception):  # a worker meets it again, and can say so
    likely = levels.likely()
    levels.begin_trial(likely)
    warm = launch("full", Limits(), likely)
    from autograder.grading.work import start_elder

    if levels.mechanism() == likely:
        start_elder(warm)
    else:
        warm.end()

import autograder.banks
import autograder.grading.work  # noqa: F401

gc.freeze()  # no worker's collector looks through what all of them share
