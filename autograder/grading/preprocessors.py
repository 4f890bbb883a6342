"""Our two steps in nbgrader's own extension points.

`nbgrader autograde` sanitises with the first and grades with the second; formgrader's
button uses the same lists. Both are named in `autograder.configuration`.
"""

from __future__ import annotations

import functools
import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator, ValidationError
from nbgrader.preprocessors import CheckCellMetadata, NbGraderPreprocessor
from traitlets import Float, Unicode

from autograder.budget import budget
from autograder.chapters import MODULES
from autograder.grading.demanded import demand_gradable
from autograder.grading.engines import keep_engines
from autograder.grading.grade import (
    belongs_to,
    chapter_of,
    grade_notebook,
    laid_out,
    notice,
)
from autograder.grading.handed_in import SubmissionUnreadable, read_submission
from autograder.grading.secret import classroom_secret
from autograder.grading.settings import configured_term, course_root
from autograder.grading.work import warm_sandbox
from autograder.sandbox.levels import usable_level
from autograder.weights import weigh

keep_engines()


class HandedIn:
    """What was handed in, on its way through nbconvert, which copies all that it can.

    Parameters
    ----------
    content : dict
        From `read_submission`; nothing changes it.
    """

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    def __deepcopy__(self, _: object) -> HandedIn:
        return self


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """Read a submission that may not be a notebook at all.

    nbgrader writes what the first step made of it and reads that for the second, which
    is to judge what was handed in: so that is kept here.
    """

    handed_in: HandedIn | None = None

    def __init__(self, config: Any = None, **kw: Any) -> None:
        super().__init__(config=config, **kw)
        if self.parent is not None:  # nbgrader's command, before it touches anything
            step = JudgeExercises(parent=self)
            release = course_root(self.config) / step.release
            read = functools.partial(read_release, release)
            demand_gradable(self.parent, step.sandbox, read)

    def from_filename(
        self, filename: str, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Read an unreadable file as a notebook that says so."""
        try:
            with budget():
                found = read_submission(Path(filename))
        except SubmissionUnreadable as error:
            found = notice(error)
        notebook = nbformat.v4.new_notebook(metadata={"submission": HandedIn(found)})
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
        handed_in = nb.metadata.submission
        with budget():
            try:
                chapter = chapter_of(resources["nbgrader"]["assignment"])
                belongs_to(handed_in.content, chapter)
            except SubmissionUnreadable as error:
                handed_in = HandedIn(notice(error))
            self.parent.handed_in = handed_in
            release = self.read_release(resources)
            return laid_out(handed_in.content, release).notebook, resources


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
        level = usable_level(self.sandbox)
        term = configured_term(self.config)
        self.log.info("Isolation: %s", level)
        graded = grade_notebook(
            self.parent.handed_in.content,
            self.read_release(resources),
            weigh(chapter_of(resources["nbgrader"]["assignment"]), term.points),
            warm_sandbox(level, term.packages),
            classroom_secret(Path(self.classroom)),
            self.numerical_share,
        )
        return graded.notebook, resources


def take_renamed(assignment: str, notebooks: list[str], **_: Any) -> None:
    """Copy the only notebook of a submission to its own name, if it has another one.

    nbgrader calls this before it looks for the names that it knows.
    """
    if len(notebooks) != 1 or assignment not in MODULES:
        return
    found = Path(notebooks[0])
    wanted = found.with_name(f"{MODULES[assignment]}.ipynb")
    if found != wanted and not found.is_symlink():
        shutil.copyfile(found, wanted)
        notebooks[:] = [str(wanted)]


class CheckMetadata(CheckCellMetadata):  # type: ignore[misc]
    """nbgrader's own check, which looks at each cell of the release once, not always.

    nbgrader compiles its schema for every cell anew: a quarter of the time that a
    submission takes.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Check the notebook; what is wrong with it nbgrader says."""
        try:
            _validator().validate_nb(nb)
        except ValidationError:
            return super().preprocess(nb, resources)  # type: ignore[no-any-return]
        return nb, resources


class RememberingValidator(MetadataValidator):  # type: ignore[misc]
    """Validate cells, but none twice that says the same of itself."""

    def __init__(self) -> None:
        super().__init__()
        self._valid: set[str] = set()

    def validate_cell(self, cell: NotebookNode) -> None:
        """Raise `ValidationError` where nbgrader does."""
        about = json.dumps([cell.cell_type, cell.metadata.get("nbgrader")])
        if about not in self._valid:
            super().validate_cell(cell)
            self._valid.add(about)


@functools.cache
def _validator() -> RememberingValidator:
    return RememberingValidator()


def read_release(folder: Path, assignment: str, notebook: str) -> NotebookNode:
    """Read the notebook that was given out; it is not to be changed.

    Raises
    ------
    FileNotFoundError
        If the chapter was not released; the text says how to.
    """
    path = folder / assignment / f"{notebook}.ipynb"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is missing: run `backprop release {assignment}` first"
        )
    return _read(path.resolve(), path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=32)
def _read(path: Path, _: int) -> NotebookNode:
    return nbformat.read(path, as_version=4)
