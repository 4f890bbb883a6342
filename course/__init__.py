"""What students install: the check, the widgets, the plots and the datasets.

Never imports the reference library or the autograder.
"""

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

if int(np.__version__.split(".")[0]) < 2:
    # Its rounding and its names differ: a check could judge otherwise than the grader.
    raise ImportError(
        f"NumPy {np.__version__} is installed, and the course needs NumPy 2. In the "
        "folder of its README: python -m pip install -r requirements.txt"
    )

# Not later, when it is asked for: loading the module of the same name would put the
# module in the place of the function.
from course.afresh.rehearsal import rehearse
from course.check import check
from course.installation import doctor, reset
from course.progress import progress
from course.unwritten import follow

Array = NDArray[np.float64]

__all__ = ["Array", "check", "doctor", "progress", "rehearse", "reset"]

follow()
# As in grading. A product of the course's sizes gains nothing from a second thread, and
# on a machine that is busy the threads wait for each other: thirty times as long.
threadpool_limits(1, user_api="blas")
