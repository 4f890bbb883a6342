"""The reference library: what the students build, one module a chapter.

Every function is the model answer of an exercise, or a cell that a chapter gives; only
`fast_step` and `fast_engine` are there to be measured. Modules import NumPy and each
other, nothing else.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

__all__ = ["Array"]
