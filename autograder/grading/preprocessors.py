"""Our two steps in nbgrader's own extension points.

`nbgrader autograde` sanitises with the first and grades with the second; formgrader's
button uses the same lists. Both are named in `autograder.configuration`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Unicode

from autograder.grading.grade import (
    SubmissionUnreadable,
    chapter_of,
    classroom_secret,
    grade_notebook,
    notice,
    read_submission,
)
from autograder.grading.skeleton import rebuild
from autograder.grading.work import warm_sandbox
from autograder.sandbox.levels import usable_level


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """Read a submission that may not be a notebook at all."""

    def from_filename(
        self, filename: str, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Read an unreadable file as a notebook that says so."""
        try:
            found = read_submission(Path(filename))
        except SubmissionUnreadable as error:
            found = notice(error)
        notebook = nbformat.v4.new_notebook(metadata={"submission": found})
        text, about = self.from_notebook_node(notebook, resources, **kw)
        return text, about


class OnRelease(NbGraderPreprocessor):  # type: ignore[misc]
    """A step that needs the notebook that was given out."""

    release = Unicode("build/release", help="Folder of the released assignments.").tag(
        config=True
    )

    def read_release(self, resources: dict[str, Any]) -> NotebookNode:
        """Read the released notebook of the submission that is under way."""
        about = resources["nbgrader"]
        return read_release(Path(self.release), about["assignment"], about["notebook"])


class RebuildOnRelease(OnRelease):
    """Take solutions and extra cells from the submission, the rest from the release."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the notebook by the rebuilt one."""
        return rebuild(nb.metadata.submission, self.read_release(resources)), resources


class JudgeExercises(OnRelease):
    """Run the notebook in the sandbox and write each exercise's points."""

    sandbox = Unicode(
        "full",
        help="Level of isolation: 'full' (grading refuses below it), 'limits' (weaker, "
        "for a machine that cannot do more) or 'best' (what the machine can do).",
    ).tag(config=True)
    numerical_share = Float(
        0.0,
        help="What part of an exercise's points a numerical derivative earns where a "
        "formula is asked for: 0 (none) to 1 (all).",
    ).tag(config=True)
    classroom = Unicode("classroom", help="Folder that holds the secret.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade the notebook."""
        graded = grade_notebook(
            nb.metadata.submission,
            self.read_release(resources),
            chapter_of(resources["nbgrader"]["assignment"]),
            warm_sandbox(usable_level(self.sandbox)),
            classroom_secret(Path(self.classroom)),
            self.numerical_share,
        )
        return graded.notebook, resources


def read_release(folder: Path, assignment: str, notebook: str) -> NotebookNode:
    """Read the notebook that was given out.

    Raises
    ------
    FileNotFoundError
        If the chapter was not released; the text says how to.
    """
    path = folder / assignment / f"{notebook}.ipynb"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is missing: run `python -m autograder release {assignment}` first"
        )
    return nbformat.read(path, as_version=4)
