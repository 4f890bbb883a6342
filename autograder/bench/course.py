"""A course of its own to measure in: a class of any size, graded by both graders."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

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
    db_url : str, optional
        Where its gradebook is; a file of its own if not given.
    """

    def __init__(
        self, folder: Path, project: Path, chapter: str, db_url: str = ""
    ) -> None:
        self.project = project
        self.chapter = CHAPTERS[chapter]
        self.root = folder / "ours"
        self.room = Classroom(self.root)
        self.root.mkdir(parents=True)
        for name in ("chapters", "solutions"):
            (self.root / name).symlink_to(project / name)
        config = CONFIG + (f"c.CourseDirectory.db_url = {db_url!r}\n" if db_url else "")
        (self.root / "nbgrader_config.py").write_text(config, encoding="utf-8")
        self.run(self.root, *BACKPROP, "release", chapter)
        self.release_path = self.room.release / chapter / f"{self.chapter.module}.ipynb"
        self.release = nbformat.read(self.release_path, as_version=4)
        self.sample = dict(submissions(self.chapter, self.release))
        self.texts = [self.sample[name] for name in HONEST if name in self.sample]

    @functools.cached_property
    def stock(self) -> Path:
        """A course with the same notebook and no line of our configuration."""
        folder = self.root.with_name("stock")
        self._make_stock(folder)
        return folder

    def run(self, folder: Path, *command: str) -> None:
        """Run a command in a folder; what it says is shown only where it fails."""
        done = subprocess.run(
            command,
            cwd=folder,
            env=self._environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr[-2000:]}")

    def _environment(self, folder: Path) -> dict[str, str]:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        own = {"PATH": path, "PYTHONPATH": str(self.project), "HOME": str(folder)}
        return {**os.environ, **own}

    def hand_in(self, students: int) -> None:
        """Let so many students hand in, and forget what was graded."""
        shutil.rmtree(self.room.submitted, ignore_errors=True)
        self.forget()
        for number in range(students):
            self._write(self.room.submitted / self.name(number), number)

    def name(self, number: int) -> str:
        """Give the name of a student."""
        return f"student-{number:04d}"

    def forget(self) -> None:
        """Remove what was graded."""
        for folder in (self.room.autograded, self.room.verdicts):
            shutil.rmtree(folder, ignore_errors=True)

    def grade(self, jobs: int | None = None, sandbox: str = "best") -> None:
        """Grade everything with our command."""
        count = ("--jobs", str(jobs)) if jobs else ()
        self.run(self.root, *BACKPROP, "grade", "--force", "--sandbox", sandbox, *count)

    def feedback(self) -> None:
        """Write the pages that are not up to date with our command."""
        self.run(self.root, *BACKPROP, "feedback")

    def generate_feedback(self) -> None:
        """Write the pages with nbgrader's command and our configuration."""
        self.run(self.root, *NBGRADER, "generate_feedback", self.chapter.number)

    def generate_feedback_stock(self) -> None:
        """Write the pages of what `autograde_stock` graded, as nbgrader does."""
        self.run(self.stock, *NBGRADER, "generate_feedback", self.chapter.number)

    def forget_feedback(self) -> None:
        """Remove the pages, ours and nbgrader's."""
        for folder in (self.room.feedback, self.stock / "feedback"):
            shutil.rmtree(folder, ignore_errors=True)

    def autograde(self) -> None:
        """Grade what is not graded with nbgrader's command and our configuration."""
        self.run(self.root, *NBGRADER, "autograde", self.chapter.number)

    def autograde_stock(self, students: int) -> list[float]:
        """Grade the first students with nbgrader's command as it comes.

        Parameters
        ----------
        students : int
            How many.

        Returns
        -------
        list of float
            Seconds from the start of the command until it begins with each student,
            and until its end.
        """
        for folder in ("submitted", "autograded"):
            shutil.rmtree(self.stock / folder, ignore_errors=True)
        for number in range(students):
            self._write(self.stock / "submitted" / self.name(number), number)
        started, moments = perf_counter(), []
        with subprocess.Popen(
            [*NBGRADER, "autograde", self.chapter.number],
            cwd=self.stock,
            env=self._environment(self.stock),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            assert running.stderr is not None
            for line in running.stderr:
                if "Creating/updating student" in line:
                    moments.append(perf_counter() - started)
        if running.returncode or len(moments) != students:
            raise RuntimeError("nbgrader autograde, as it comes, failed")
        return [*moments, perf_counter() - started]

    def _write(self, folder: Path, number: int) -> None:
        path = folder / self.chapter.number / f"{self.chapter.module}.ipynb"
        path.parent.mkdir(parents=True)
        text = self.texts[number % len(self.texts)]
        path.write_text(text, encoding="utf-8")
        cases = self.room.release / self.chapter.number / "cases.npz"
        shutil.copy(cases, path.parent)

    def _make_stock(self, folder: Path) -> None:
        number = self.chapter.number
        source = folder / "source" / number
        shutil.copytree(self.room.source / number, source)
        (folder / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
        path = source / f"{self.chapter.module}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("grade") and not about.get("solution"):
                cell.source = "pass"  # the check is ours; stock runs the rest
        nbformat.write(notebook, path)
        self.run(folder, *NBGRADER, "generate_assignment", number)


BACKPROP = (sys.executable, "-m", "autograder")
NBGRADER = (sys.executable, "-m", "nbgrader")
