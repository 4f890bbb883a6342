"""Do once what every worker needs; the process that forks the workers imports this.

Each worker would do it otherwise. Trying what this machine can do, and starting the
warm process, are mostly waiting for another process: imports go on meanwhile.
"""

import contextlib
import gc
import threading
from importlib import import_module

from autograder.sandbox.levels import why_not_full


def _try() -> None:
    with contextlib.suppress(Exception):  # a worker meets it again, and can say so
        why_not_full()


trying = threading.Thread(target=_try)
trying.start()
from autograder.grading.work import start_elder  # noqa: E402

trying.join()
loading = threading.Thread(target=import_module, args=("autograder.banks",))
loading.start()
with contextlib.suppress(Exception):
    if why_not_full() is None:
        start_elder()  # here, for it ends with the thread that has started it
loading.join()  # a process with threads is not to be forked
gc.freeze()  # no worker's collector looks through what all of them share
