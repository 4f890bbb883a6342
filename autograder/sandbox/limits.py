"""What a submission may use up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Bounds on one submission.

    Parameters
    ----------
    cell_seconds : float
        Wall time of one cell.
    exercise_seconds : float
        Wall time of all calls of one exercise together.
    total_seconds : float
        Wall time of the whole submission.
    memory : int
        Address space of each process, in bytes.
    processes : int
        Processes and threads that exist at once, beside those of others.
    files : int
        Open files of each process.
    file_size : int
        Size of a file that is written, in bytes.
    """

    cell_seconds: float = 10.0
    exercise_seconds: float = 10.0
    total_seconds: float = 120.0
    memory: int = 4 * 2**30
    processes: int = 64
    files: int = 128
    file_size: int = 64 * 2**20

    def for_child(self) -> dict[str, Any]:
        """Give what the kernel can enforce, as plain values for the pipe."""
        return {**asdict(self), "seconds": int(self.total_seconds) + 1}
