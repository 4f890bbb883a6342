"""Write graded notebooks into nbgrader's gradebook: one connection, one writer."""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from autograder.grading.backup import back_up
from autograder.grading.dates import enter_dates
from autograder.grading.lateness import Settled, settle
from autograder.grading.marked import seconds_late
from autograder.grading.rows import Rows
from autograder.shown import line
from autograder.term import Term


class NotReleased(RuntimeError):
    """The gradebook does not know the chapter."""


@dataclass(frozen=True)
class Marks:
    """What the gradebook keeps of one graded notebook.

    Parameters
    ----------
    scores : mapping of str to float or None
        By grade id: the points, None where a person has to give them.
    unanswered : mapping of str to bool
        By grade id of each solution cell: whether it is as it was given out.
    answers : mapping of str to str
        By grade id of each answer that a person reads: what is written.
    """

    scores: Mapping[str, float | None]
    unanswered: Mapping[str, bool]
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """What stands in the gradebook for one notebook.

    Parameters
    ----------
    late : float
        Seconds after the due date and the student's extension; 0 where in time.
    penalty : float
        Points taken off for that.
    late_days : int
        Free days used for it.
    to_read : int
        How many answers wait for a person.
    points : float
        What the grader gave.
    """

    late: float = 0.0
    penalty: float = 0.0
    late_days: int = 0
    to_read: int = 0
    points: float = 0.0


def marks_of(notebook: str) -> Marks:
    """Read the marks out of a graded notebook, by nbgrader's own rules.

    Parameters
    ----------
    notebook : str
        The notebook, as JSON; every check cell holds its points.

    Returns
    -------
    Marks
        Of every graded cell and every solution cell.
    """
    from nbformat import from_dict
    from nbgrader import utils

    scores, unanswered, answers = {}, {}, {}
    for cell in map(from_dict, filter(_has_marks, json.loads(notebook)["cells"])):
        if utils.is_grade(cell):
            scores[cell.metadata.nbgrader.grade_id] = utils.determine_grade(cell)[0]
        if utils.is_solution(cell):
            given_out = cell.metadata.nbgrader.get("checksum")
            same = given_out == utils.compute_checksum(cell)
            unanswered[cell.metadata.nbgrader.grade_id] = same
            if utils.is_grade(cell):
                answers[cell.metadata.nbgrader.grade_id] = cell.source
    return Marks(scores, unanswered, answers)


def _has_marks(cell: dict[str, Any]) -> bool:
    about = cell["metadata"].get("nbgrader", {})
    return bool(about.get("grade") or about.get("solution"))


CLASS = "SELECT id, first_name, last_name, email, lms_user_id FROM student"


def _roster(session: Any) -> list[str]:
    """Name the class; nobody where no roster was entered, which knows more than ids."""
    from sqlalchemy import text

    rows = session.execute(text(CLASS)).all()
    return [row.id for row in rows] if any(any(row[1:]) for row in rows) else []


class Book:
    """The gradebook, open for a whole run.

    nbgrader's steps connect anew for each notebook, nine times in all, and compile
    their SQL each time. This keeps one connection, and writes a submission in one
    transaction. What is taken off for late work the course's file says; where it does
    not, that is left to nbgrader's plugin.

    Parameters
    ----------
    config : traitlets.config.Config
        nbgrader's configuration.
    term : Term, optional
        What the course's file says; its dates are entered first of all.
    say : callable
        Is told in one line each which dates are different now, and who is entered
        beside a roster.
    """

    def __init__(
        self,
        config: Any,
        term: Term | None = None,
        say: Callable[[str], None] = lambda said: None,
    ) -> None:
        from nbgrader.api import Gradebook
        from nbgrader.coursedir import CourseDirectory

        course = CourseDirectory(config=config)
        back_up(course.db_url)
        self._book = Gradebook(course.db_url, course.course_id)
        _add_indexes(self._book)
        self._rows = Rows(self._book.db)
        self._config = config
        self._places: dict[str, _Place] = {}
        self._standings: dict[str, dict[str, Any]] = {}
        self._term = term or Term()
        self._say = say
        self._roster = _roster(self._book.db)
        for said in enter_dates(self._book.db, self._term):
            say(said)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def enter(
        self,
        student: str,
        chapter: str,
        notebook: str,
        marks: Marks,
        timestamp: datetime | None,
        unchanged: Collection[str] = (),
    ) -> Standing:
        """Enter the marks of one notebook, as ``nbgrader autograde`` does.

        Parameters
        ----------
        student, chapter, notebook : str
            Whose, which assignment, which notebook of it.
        marks : Marks
            From `marks_of`.
        timestamp : datetime or None
            When it was handed in, in UTC; decides over late penalties.
        unchanged : collection of str
            Grade ids of the answers that are as they were when a person gave marks.

        Returns
        -------
        Standing
            What stands there now.

        Raises
        ------
        NotReleased
            If the gradebook does not know the chapter.
        """
        place = self._place(chapter, notebook)
        entry = self._entry(place, student)
        when = timestamp or entry.timestamp
        rows = self._rows
        rows.write("submission", [(entry.submission, entry, {"timestamp": when})])
        scores = {n: (score, n in unchanged) for n, score in marks.scores.items()}
        grades = self._change("grade", entry.id, place, scores, _grade)
        self._change("comment", entry.id, place, marks.unanswered, _comment)
        if self._term.late is not None:
            self._settled |= settle(self._book.db, self._term.late, student)
            settled = self._settled[student, chapter]
        else:
            settled = self._ask_plugin(student, place, entry, when)
        self._book.db.commit()
        return Standing(*settled, sum(one["needs_manual_grade"] for one in grades))

    def standing(self, student: str, chapter: str, notebook: str) -> Standing | None:
        """Say what stands in the gradebook, and settle again what is taken off.

        Parameters
        ----------
        student, chapter, notebook : str
            As for `enter`.

        Returns
        -------
        Standing or None
            By the due date, the extension and the rule of now; None where the gradebook
            does not hold all of it.

        Raises
        ------
        NotReleased
            If the gradebook does not know the chapter.
        """
        place = self._place(chapter, notebook)
        if chapter not in self._standings:
            found = self._rows.standings(place.assignment, place.notebook)
            self._standings[chapter] = found
        entry = self._standings[chapter].get(student)
        graded = place.cells[place.notebook].get("grade", [])
        if entry is None or entry.cells != len(graded):
            return None
        if self._term.late is not None:
            settled = self._settled[student, chapter]
        else:
            settled = self._ask_plugin(student, place, entry, entry.timestamp)
        self._book.db.commit()
        return Standing(*settled, int(entry.to_read or 0), entry.points or 0.0)

    @functools.cached_property
    def _settled(self) -> dict[tuple[str, str], Settled]:
        """What lateness comes to by the course's file, by student and chapter."""
        return settle(self._book.db, self._term.late)

    def _ask_plugin(
        self, student: str, place: _Place, entry: Any, when: datetime | None
    ) -> Settled:
        """Write what nbgrader's plugin takes off for late work."""
        late = seconds_late(when, place.due, entry.extension)
        penalty = None
        if late > 0:
            self._book.db.commit()  # a course's own rule may look into the gradebook
            penalty = self._penalty(student, self._rows.score(entry.id), late)
        settled = {"late_submission_penalty": penalty}
        self._rows.write("entry", [(entry.id, entry, settled)])
        return Settled(late, penalty or 0.0)

    def _change(
        self,
        table: str,
        entry: str,
        place: _Place,
        marks: Mapping[str, Any],
        columns: Callable[[Any, Any], dict[str, Any]],
    ) -> list[dict[str, Any]]:
        """Enter marks, and give what stands there now.

        A task of nbgrader's has none: a person gives its points.
        """
        rows = self._rows.read(table, entry)
        there = {row.cell_id for row in rows}
        wanted = place.cells[place.notebook].get(table, [])
        if missing := [key for key in wanted if key not in there]:  # added since
            new = [{"notebook_id": entry, "cell_id": key} for key in missing]
            self._rows.add(table, new)
            rows = self._rows.read(table, entry)
        old = [(row, place.names[row.cell_id]) for row in rows]
        changes = [
            (row.id, row, columns(row, marks[name]))
            for row, name in old
            if name in marks
        ]
        self._rows.write(table, changes)
        return [new for _, _, new in changes]

    def _penalty(self, student: str, score: float, late: float) -> float | None:
        penalty = self._plugin.late_submission_penalty(student, score, late)
        return None if penalty is None else float(min(max(penalty, 0), score))

    @functools.cached_property
    def _plugin(self) -> Any:
        """The course's rule for late work; loaded when somebody is late."""
        from nbgrader.preprocessors import AssignLatePenalties

        late = AssignLatePenalties(config=self._config)
        late.init_plugin()
        return late.plugin_inst

    def _entry(self, place: _Place, student: str) -> Any:
        """Find what a student's notebook is entered under, or make it."""
        rows, which = self._rows, (place.assignment, student, place.notebook)
        found = rows.find(*which)
        if found is None:
            if not rows.knows(student):
                if self._roster:
                    near = difflib.get_close_matches(student, self._roster, 1)
                    mean = f" (is it {near[0]}'s?)" if near else ""
                    self._say(
                        f"submitted/{line(student)} is nobody's whom the gradebook "
                        f"knows{mean}: {line(student)} is entered as a new student"
                    )
                rows.add("student", [{"id": student}])
            more = self._term.extension(student, place.chapter)
            rows.add_submission(place.assignment, student, place.cells, more)
            found = rows.find(*which)
        return found

    def _place(self, chapter: str, name: str) -> _Place:
        if chapter not in self._places:
            every = self._rows.cells(chapter)
            known = [cell for cell in every if cell.notebook_name == name]
            if not known:
                raise NotReleased(
                    f"chapter {chapter} is not in the gradebook: run "
                    f"`backprop release {chapter}` first"
                )
            keys: dict[str, dict[str, list[str]]] = {}
            for cell in every:
                tables = keys.setdefault(cell.notebook, {})
                for table in ROWS_OF.get(cell.type, ()):
                    tables.setdefault(table, []).append(cell.id)
            self._places[chapter] = _Place(
                chapter,
                known[0].assignment,
                known[0].notebook,
                known[0].duedate,
                {cell.id: cell.name for cell in known},
                keys,
            )
        return self._places[chapter]


# Which tables get a row for a cell of a submission.
ROWS_OF = {
    "GradeCell": ["grade"],
    "SolutionCell": ["comment"],
    "TaskCell": ["grade", "comment"],
}


@dataclass(frozen=True)
class _Place:
    """A chapter in the gradebook: its keys, and the grade id of each cell's key.

    By notebook and table, `cells` has the keys of those that get a row there.
    """

    chapter: str
    assignment: str
    notebook: str
    due: datetime | None
    names: Mapping[str, str]
    cells: Mapping[str, Mapping[str, Sequence[str]]]


def _grade(old: Any, new: tuple[float | None, bool]) -> dict[str, Any]:
    # A score that a person gave stays. It is to be looked at again if the work is new.
    score, unchanged = new
    given = old.manual_score is not None
    waits = not unchanged if given else score is None
    return {"auto_score": score, "needs_manual_grade": waits}


def _comment(_: Any, unanswered: bool) -> dict[str, Any]:
    return {"auto_comment": "No response." if unanswered else None}


# nbgrader looks these up for every submission and has no index for them: it reads the
# whole table each time, and so the longer, the more is in it.
LOOKED_UP = {
    "grade": "notebook_id",
    "comment": "notebook_id",
    "submitted_notebook": "assignment_id",
    "submitted_assignment": "student_id",
}


def _add_indexes(book: Any) -> None:
    from sqlalchemy import text

    for table, column in LOOKED_UP.items():
        name = f"backprop_{table}_{column}"
        book.db.execute(
            text(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})")
        )
    book.db.commit()
