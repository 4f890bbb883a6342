"""Do once what every worker needs; the process that forks the workers imports this.

Each worker would do it otherwise. What this machine can do is tried, and a warm process
starts, while all that judges is imported.
"""

import contextlib
import gc
from importlib import import_module

from autograder.sandbox import levels
from autograder.sandbox.limits import Limits
from autograder.sandbox.warm import launch

warm = None
with contextlib.suppress(Exception):  # a worker meets it again, and can say so
    if (likely := levels.likely()) is not None:
        levels.begin_trial(likely)
        warm = launch("full", Limits(), likely)

work = import_module("autograder.grading.work")
import_module("autograder.slips.stored")

with contextlib.suppress(Exception):
    used = levels.mechanism()  # waits for the trial, which is this process's own
    if warm is not None and used == likely:
        work.start_elder(warm)
    elif warm is not None:
        warm.end()
gc.freeze()  # no worker's collector looks through what all of them share
