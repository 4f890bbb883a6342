"""A course of its own to measure in: a class of any size, graded by both graders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.sample import submissions

# What honest classes hand in; a loop or a crash would measure our deadlines.
HONEST = (
    "all-right",
    "right-but-unusual-1",
    "mistakes-1",
    "mistakes-2",
    "half-finished",
)
CONFIG = '''"""A course to measure in."""

from autograder.configuration import configure

c = get_config()  # noqa: F821
configure(c)
c.JudgeExercises.sandbox = "best"
'''
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
"""


class BenchCourse:
    """A released chapter in a folder of its own, and a stock course beside it.

    Parameters
    ----------
    folder : Path
        Where; made anew.
    project : Path
        The project, whose chapters and solutions it shares.
    chapter : str
        Number of the chapter that is graded.
    """

    def __init__(self, folder: Path, project: Path, chapter: str) -> None:
        self.project = project
        self.chapter = CHAPTERS[chapter]
        self.root = folder / "ours"
        self.stock = folder / "stock"
        self.root.mkdir(parents=True)
        for name in ("chapters", "solutions"):
            (self.root / name).symlink_to(project / name)
        (self.root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        self.run(self.root, *BACKPROP, "release", chapter)
        self.room = Classroom(self.root)
        path = self.room.release / chapter / f"{self.chapter.module}.ipynb"
        self.release = nbformat.read(path, as_version=4)
        texts = dict(submissions(self.chapter, self.release))
        self.texts = [texts[name] for name in HONEST if name in texts]
        self._make_stock()

    def run(self, folder: Path, *command: str) -> None:
        """Run a command in a folder; what it says is shown only where it fails."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "PYTHONPATH": str(self.project)}
        environment |= {"HOME": str(folder)}
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr[-2000:]}")

    def hand_in(self, students: int) -> None:
        """Let so many students hand in, and forget what was graded."""
        for folder in (self.room.submitted, self.stock / "submitted"):
            shutil.rmtree(folder, ignore_errors=True)
        self.forget()
        for number in range(students):
            text = self.texts[number % len(self.texts)]
            name = f"student-{number:04d}"
            self._write(self.room.submitted / name, text)
            self._write(self.stock / "submitted" / name, text)

    def forget(self) -> None:
        """Remove what was graded, in both courses."""
        for folder in (self.room.autograded, self.room.verdicts):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.stock / "autograded", ignore_errors=True)

    def grade(self, jobs: int | None = None, sandbox: str = "best") -> None:
        """Grade everything with our command."""
        self.forget()
        count = ("--jobs", str(jobs)) if jobs else ()
        self.run(self.root, *BACKPROP, "grade", "--force", "--sandbox", sandbox, *count)

    def autograde(self) -> None:
        """Grade everything with nbgrader's command and our configuration."""
        self.forget()
        self.run(self.root, *NBGRADER, "autograde", self.chapter.number)

    def autograde_stock(self, student: str = "*") -> None:
        """Grade with nbgrader's command as it comes, one student or all."""
        self.forget()
        number = self.chapter.number
        self.run(self.stock, *NBGRADER, "autograde", number, "--student", student)

    def _write(self, folder: Path, text: str) -> None:
        path = folder / self.chapter.number / f"{self.chapter.module}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        cases = self.room.release / self.chapter.number / "cases.npz"
        shutil.copy(cases, path.parent)

    def _make_stock(self) -> None:
        """Release the same notebook in a course without a line of our configuration."""
        number = self.chapter.number
        source = self.stock / "source" / number
        shutil.copytree(self.room.source / number, source)
        (self.stock / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
        path = source / f"{self.chapter.module}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("grade") and not about.get("solution"):
                cell.source = "pass"  # the check is ours; stock runs the rest
        nbformat.write(notebook, path)
        self.run(self.stock, *NBGRADER, "generate_assignment", number)


BACKPROP = (sys.executable, "-m", "autograder")
NBGRADER = (sys.executable, "-m", "nbgrader")
