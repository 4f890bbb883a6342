"""nbgrader's own steps that enter marks: those given by hand stay, late work loses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import is_grade, is_solution
from traitlets import Unicode

from autograder.grading.dates import enter_dates
from autograder.grading.handed_in import stamp_note
from autograder.grading.lateness import settle
from autograder.grading.settings import configured_term
from autograder.grading.unchanged import AnswersBefore


class SaveMarks(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's own step; but a mark given by hand to an unchanged answer stays given.

    nbgrader asks for each to be looked at again when the submission is graded again.
    """

    classroom = Unicode("classroom", help="Folder of the course's own notes.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Enter the marks."""
        about = resources["nbgrader"]
        whose = about["student"], about["assignment"]
        before = AnswersBefore(Path(self.classroom), *whose)
        answers = {
            cell.metadata.nbgrader.grade_id: cell.source
            for cell in nb.cells
            if is_grade(cell) and is_solution(cell)
        }
        self._unchanged = before.unchanged(answers)
        saved: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        before.note(answers)
        return saved

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._add_score(cell, resources)
        if cell.metadata.nbgrader.grade_id not in self._unchanged:
            return
        grade = _grade_of(self, cell)
        if grade.manual_score is not None:
            grade.needs_manual_grade = False
            self.gradebook.db.commit()


def _grade_of(step: Any, cell: NotebookNode) -> Any:
    return step.gradebook.find_grade(
        cell.metadata.nbgrader.grade_id,
        step.notebook_id,
        step.assignment_id,
        step.student_id,
    )


class TakeOff(AssignLatePenalties):  # type: ignore[misc]
    """nbgrader's own step, unless the course's file says what lateness costs.

    All that the student has handed in is settled: late days go in the order of the due
    dates.
    """

    submitted = Unicode(
        "classroom/submitted", help="Folder of what was handed in."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Enter the dates of the file, and what is taken off."""
        term = configured_term(self.config)
        about = resources["nbgrader"]
        folder = Path(self.submitted, about["student"], about["assignment"])
        if said := stamp_note(folder):
            self.log.warning("%s %s: %s", *folder.parts[-2:], said)
        with Gradebook(about["db_url"]) as book:
            for said in enter_dates(book.db, term):
                self.log.warning("%s", said)
            settle(book.db, term.late, about["student"])
        if term.late is not None:
            return nb, resources
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]
