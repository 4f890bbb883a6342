"""The rows of one submission in nbgrader's tables: read, and written where they differ.

SQLAlchemy's objects for them take two to six times as long, and a whole class waits for
the one writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        from sqlalchemy import bindparam, select, update

        submission = api.SubmittedAssignment.__table__
        entry = api.SubmittedNotebook.__table__
        cells = {"grade": api.Grade.__table__, "comment": api.Comment.__table__}
        self._session = session
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
        self._read = {
            name: select(table).where(table.c.notebook_id == bindparam("entry"))
            for name, table in cells.items()
        }
        written = {"submission": submission, "entry": entry, **cells}
        self._write = {
            name: update(table).where(table.c.id == bindparam("row"))
            for name, table in written.items()
        }
        self._score = select(api.SubmittedNotebook.score).where(
            api.SubmittedNotebook.id == bindparam("entry")
        )

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
