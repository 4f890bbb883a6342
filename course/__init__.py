"""What students install: the check, the widgets, the plots and the datasets.

Never imports the reference library or the autograder.
"""

import numpy as np
from numpy.typing import NDArray

# Not later, when it is asked for: loading the module of the same name would put the
# module in the place of the function.
from course.check import check
from course.installation import doctor, reset
from course.progress import progress
from course.unwritten import follow

Array = NDArray[np.float64]

__all__ = ["Array", "check", "doctor", "progress", "reset"]

follow()
