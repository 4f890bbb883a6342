"""The rows of one submission in nbgrader's tables: added, read, written if they differ.

SQLAlchemy's objects for them take two to six times as long, and a whole class waits for
the one writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any


class Rows:
    """nbgrader's tables, as far as grading changes them.

    Parameters
    ----------
    session : sqlalchemy.orm.Session
        Of nbgrader's gradebook; whoever calls commits.
    """

    def __init__(self, session: Any) -> None:
        from nbgrader import api
        from sqlalchemy import Integer, bindparam, func, insert, select, update

        submission = api.SubmittedAssignment.__table__
        entry = api.SubmittedNotebook.__table__
        cells = {"grade": api.Grade.__table__, "comment": api.Comment.__table__}
        assignment = api.Assignment.__table__
        notebook, cell = api.Notebook.__table__, api.BaseCell.__table__
        self._session = session
        self._cells = (
            select(
                assignment.c.id.label("assignment"),
                assignment.c.duedate,
                notebook.c.id.label("notebook"),
                notebook.c.name.label("notebook_name"),
                cell.c.id,
                cell.c.name,
                cell.c.type,
            )
            .join(notebook, notebook.c.assignment_id == assignment.c.id)
            .outerjoin(cell, cell.c.notebook_id == notebook.c.id)
            .where(assignment.c.name == bindparam("assignment"))
        )
        self._find = (
            select(
                submission.c.id.label("submission"),
                submission.c.timestamp,
                submission.c.extension,
                entry.c.id,
                entry.c.late_submission_penalty,
            )
            .join(entry, entry.c.assignment_id == submission.c.id)
            .where(
                submission.c.assignment_id == bindparam("assignment"),
                submission.c.student_id == bindparam("student"),
                entry.c.notebook_id == bindparam("notebook"),
            )
        )
        grade = cells["grade"]
        self._standings = (
            select(
                submission.c.student_id.label("student"),
                submission.c.timestamp,
                submission.c.extension,
                entry.c.id,
                entry.c.late_submission_penalty,
                func.sum(grade.c.auto_score).label("points"),
                func.sum(grade.c.needs_manual_grade.cast(Integer)).label("to_read"),
                func.count(grade.c.id).label("cells"),
            )
            .join(entry, entry.c.assignment_id == submission.c.id)
            .outerjoin(grade, grade.c.notebook_id == entry.c.id)
            .where(
                submission.c.assignment_id == bindparam("assignment"),
                entry.c.notebook_id == bindparam("notebook"),
            )
            .group_by(
                submission.c.student_id,
                submission.c.timestamp,
                submission.c.extension,
                entry.c.id,
                entry.c.late_submission_penalty,
            )
        )
        known = api.Student.__table__.c.id
        self._known = select(known).where(known == bindparam("student"))
        self._read = {
            name: select(table).where(table.c.notebook_id == bindparam("entry"))
            for name, table in cells.items()
        }
        written = {"submission": submission, "entry": entry, **cells}
        added = {"student": api.Student.__table__, **written}
        self._add = {name: insert(table) for name, table in added.items()}
        self._write = {
            name: update(table).where(table.c.id == bindparam("row"))
            for name, table in written.items()
        }
        self._score = select(api.SubmittedNotebook.score).where(
            api.SubmittedNotebook.id == bindparam("entry")
        )

    def cells(self, assignment: str) -> list[Any]:
        """List the cells that are graded or answered.

        Parameters
        ----------
        assignment : str
            Its name.

        Returns
        -------
        list of Row
            ``id``, ``name`` and ``type`` of each cell, ``notebook`` and
            ``notebook_name``, ``assignment`` (key) and ``duedate``. A notebook without
            such cells has one row without a cell.
        """
        return list(self._session.execute(self._cells, {"assignment": assignment}))

    def find(self, assignment: str, student: str, notebook: str) -> Any:
        """Find what a student's notebook is entered under.

        Parameters
        ----------
        assignment, notebook : str
            Their keys in the gradebook.
        student : str
            Whose.

        Returns
        -------
        Row or None
            ``submission`` and ``id`` (keys of submission and entry), ``timestamp``,
            ``extension``, ``late_submission_penalty``; None where there is none yet.
        """
        which = {"assignment": assignment, "student": student, "notebook": notebook}
        return self._session.execute(self._find, which).one_or_none()

    def standings(self, assignment: str, notebook: str) -> dict[str, Any]:
        """Sum up what stands in the gradebook for a notebook.

        Parameters
        ----------
        assignment, notebook : str
            Their keys in the gradebook.

        Returns
        -------
        dict of str to Row
            By student: ``id`` of the entry, ``timestamp``, ``extension``,
            ``late_submission_penalty``, ``points`` that were given by the grader, how
            many ``cells`` are graded, and how many wait for a person (``to_read``).
        """
        which = {"assignment": assignment, "notebook": notebook}
        rows = self._session.execute(self._standings, which)
        return {row.student: row for row in rows}

    def knows(self, student: str) -> bool:
        """Whether the gradebook has a row for a student."""
        found = self._session.execute(self._known, {"student": student})
        return found.first() is not None

    def add(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows to a table that `write` knows, or to 'student'."""
        if rows:
            self._session.execute(self._add[table], rows)

    def add_submission(
        self,
        assignment: str,
        student: str,
        cells: Mapping[str, Mapping[str, Sequence[str]]],
        extension: timedelta | None = None,
    ) -> None:
        """Add a submission, as ``Gradebook.add_submission`` of nbgrader does.

        Parameters
        ----------
        assignment : str
            Its key.
        student : str
            Whose; the gradebook knows them.
        cells : mapping of str to mapping of str to sequence of str
            By key of each notebook, for the tables 'grade' and 'comment': the keys of
            the cells that get a row there.
        extension : timedelta, optional
            The student's extra time.
        """
        from nbgrader.api import new_uuid

        submission = new_uuid()
        who = {"assignment_id": assignment, "student_id": student}
        row = {"id": submission, "extension": extension, **who}
        self.add("submission", [row])
        for notebook, tables in cells.items():
            entry = new_uuid()
            where = {"notebook_id": notebook, "assignment_id": submission}
            self.add("entry", [{"id": entry, **where}])
            for table, keys in tables.items():
                rows = [{"notebook_id": entry, "cell_id": key} for key in keys]
                self.add(table, rows)

    def read(self, table: str, entry: str) -> list[Any]:
        """Read an entry's rows of the table 'grade' or 'comment'."""
        return list(self._session.execute(self._read[table], {"entry": entry}))

    def write(
        self, table: str, rows: Iterable[tuple[str, Any, Mapping[str, Any]]]
    ) -> None:
        """Write the rows that differ.

        Parameters
        ----------
        table : {'submission', 'entry', 'grade', 'comment'}
            Where.
        rows : iterable of (str, Row, mapping)
            Of each row its key, what it was, and what some of its columns are to be.
        """
        differing = [
            {"row": key, **new}
            for key, old, new in rows
            if any(getattr(old, column) != value for column, value in new.items())
        ]
        if differing:
            self._session.execute(self._write[table], differing)

    def score(self, entry: str) -> float:
        """Sum up an entry's points, as nbgrader does."""
        return float(self._session.execute(self._score, {"entry": entry}).scalar_one())
