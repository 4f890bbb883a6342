"""Do once what every worker needs; the process that forks the workers imports this.

Each worker would do it otherwise. Trying what this machine can do is mostly waiting for
another process: the other imports go on meanwhile.
"""

import contextlib
import threading

from autograder.sandbox.levels import why_not_full


def _try() -> None:
    with contextlib.suppress(Exception):  # a worker meets it again, and can say so
        why_not_full()


trying = threading.Thread(target=_try)
trying.start()
import autograder.grading.work  # noqa: E402, F401

trying.join()  # a process with threads is not to be forked
