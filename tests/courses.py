"""A course of its own in a temporary folder, and its commands."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from autograder.distributions import instructor_wheel, student_wheel

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent


def make_course(folder: Path) -> Path:
    """Lay out a course that shares its chapters with this one."""
    folder.mkdir()
    (folder / "chapters").symlink_to(ROOT / "chapters")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    return folder


def installed_copy(folder: Path) -> Path:
    """Unpack both wheels as pip does, for a path that leads to no repository."""
    for _, content in (student_wheel(), instructor_wheel()):
        with zipfile.ZipFile(io.BytesIO(content)) as wheel:
            wheel.extractall(folder)
    return folder


def share_tables(home: Path) -> None:
    """Let an installed copy find the tables of slips that this repository keeps."""
    cache = home / ".cache" / "backprop-course"
    cache.mkdir(parents=True)
    (ROOT / "build" / "slips").mkdir(parents=True, exist_ok=True)
    (cache / "slips").symlink_to(ROOT / "build" / "slips")


def run(
    course: Path,
    *words: str,
    before: tuple[str, ...] = (),
    packages: Path = ROOT,
    **kwargs,
) -> subprocess.CompletedProcess:
    """Run a command in a course: `nbgrader ...` or `backprop ...`.

    What comes before it is a program that starts it. The packages are those of the
    repository, or of an installed copy.
    """
    if words[0] == "backprop":
        words = (sys.executable, "-m", "autograder", *words[1:])
    else:
        words = (str(SCRIPTS / words[0]), *words[1:])
    environment = {**os.environ, "HOME": str(course), "COLUMNS": "200"}
    environment["PYTHONPATH"] = str(packages)
    return subprocess.run(
        (*before, *words),
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        **kwargs,
    )
