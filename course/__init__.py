"""What students install: the check, the widgets, the plots and the datasets.

Never imports the reference library or the autograder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from course.check import check

Array = NDArray[np.float64]

__all__ = ["Array", "check"]


def __getattr__(name: str) -> Any:
    """Import `check` when it is first asked for: `import course` stays quick."""
    if name == "check":
        from course.check import check

        return check
    raise AttributeError(f"module 'course' has no attribute {name!r}")
