"""Try once what this machine can do; the process that forks the workers imports this.

Each worker would try it otherwise, at a fifth of a second of computing.
"""

import contextlib

from autograder.sandbox.levels import why_not_full

with contextlib.suppress(Exception):  # a worker meets it again, and can say so
    why_not_full()
