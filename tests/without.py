"""Run a command as on a machine that lacks some programs.

``python -m tests.without bwrap chromium -- make demo``
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

VARIABLE = "TESTS_WITHOUT"  # says to `tests.skips` which skips are meant


def lacking(programs: Sequence[str], folder: Path) -> dict[str, str]:
    """Make an environment in which some programs are not found.

    Parameters
    ----------
    programs : sequence of str
        Their names.
    folder : Path
        An empty one. Where a folder of ``PATH`` holds one of them, links to all else in
        it stand in its place.

    Returns
    -------
    dict of str to str
        This process's environment with another ``PATH``.
    """
    path = []
    for place in map(Path, os.get_exec_path()):
        if any((place / name).exists() for name in programs):
            copy = folder / str(len(path))
            copy.mkdir()
            for program in place.iterdir():
                if program.name not in programs:
                    (copy / program.name).symlink_to(program)
            path.append(copy)
        else:
            path.append(place)
    whole = os.pathsep.join(map(str, path))
    return {**os.environ, "PATH": whole, VARIABLE: " ".join(programs)}


def main() -> None:
    """Take the programs and the command from the command line."""
    words = sys.argv[1:]
    where = words.index("--")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # what runs as another user finds its programs too
        environment = lacking(words[:where], Path(folder))
        sys.exit(subprocess.call(words[where + 1 :], env=environment))


if __name__ == "__main__":
    main()
