"""What ``nbgrader export`` writes marks with: the platforms' tables, and a long one.

``nbgrader export --exporter=autograder.platforms.exporters.Canvas --to=grades.csv
--assignment="['01']"`` does what ``backprop marks canvas grades.csv 01``
does: ``--to`` names the table that the platform exported, and a copy beside it gets the
marks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Unicode

from autograder.classroom import Classroom, find_root
from autograder.grading.records import write_whole
from autograder.grading.waiting import ClassError, chapter_number
from autograder.platforms import ledger
from autograder.platforms.export import beside, put_marks
from autograder.platforms.points import long_table
from autograder.platforms.sheet import NotASheet
from autograder.shown import shown

FOR_PEOPLE = (ClassError, NotASheet, ledger.NotInTheGradebook, OSError)


class _Export(ExportPlugin):  # type: ignore[misc]
    """An exporter whose errors end in one line."""

    def export(self, gradebook: Any) -> None:
        """Write the marks of a gradebook that is open."""
        try:
            self._export(gradebook, [chapter_number(str(n)) for n in self.assignment])
        except FOR_PEOPLE as error:
            self.log.error("%s", shown(str(error), 2000))
            sys.exit(1)

    def _export(self, book: Any, chapters: list[str]) -> None:
        raise NotImplementedError


class _Platform(_Export):
    """Write a chapter's marks into a copy of the table that a platform exported."""

    platform = ""
    column = Unicode("", help="Part of the column's header.").tag(config=True)
    zero = Bool(False, help="Give 0 for what is missing.").tag(config=True)
    comments = Bool(False, help="Write the points by exercise, too.").tag(config=True)

    def _export(self, book: Any, chapters: list[str]) -> None:
        if len(chapters) != 1 or not self.to:
            raise NotASheet(
                "name one chapter and the table that the platform exported, as in: "
                "--assignment=\"['01']\" --to=grades.csv"
            )
        content, lines = put_marks(
            book,
            Classroom(find_root()),
            self.platform,
            Path(self.to),
            chapters[0],
            only={str(student) for student in self.student} or None,
            column=self.column or None,
            zero=self.zero,
            comments=self.comments,
        )
        out = beside(Path(self.to))
        write_whole(out, content)
        for line in (*lines, f"written: {out}"):
            self.log.info("%s", shown(line, 2000))


class Canvas(_Platform):
    """Into Canvas's gradebook export."""

    platform = "canvas"


class Moodle(_Platform):
    """Into Moodle's grade export, or an assignment's offline grading worksheet."""

    platform = "moodle"


class Blackboard(_Platform):
    """Into what Blackboard's Grade Center lets download."""

    platform = "blackboard"


class Brightspace(_Platform):
    """Into Brightspace's grade export."""

    platform = "brightspace"


class Points(_Export):
    """By exercise into a long CSV, as ``backprop points`` lists them."""

    def _export(self, book: Any, chapters: list[str]) -> None:
        text = long_table(book, chapters or ledger.known_chapters(book))
        write_whole(Path(self.to or "points.csv"), text.encode())
