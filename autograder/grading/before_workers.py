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
from autograder.grading.work import start_elder  # noqa: E402

trying.join()  # a process with threads is not to be forked
with contextlib.suppress(Exception):
    if why_not_full() is None:
        start_elder()
