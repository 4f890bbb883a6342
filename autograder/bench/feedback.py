"""Seconds a feedback page: stock nbgrader, its command with ours, our own."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.bench.model import Figure, Setting, bench, interleaved


@bench("feedback")
def feedback(setting: Setting) -> Sequence[Figure]:
    """Write the pages of one graded class, command for command."""
    course, students = setting.course, setting.students
    course.hand_in(students)
    course.grade()
    course.autograde_stock(students)
    taken = interleaved(
        {
            "ours": course.feedback,
            "nbgrader, ours": course.generate_feedback,
            "stock": course.generate_feedback_stock,
        },
        setting.repeats,
        before=course.forget_feedback,
    )
    course.feedback()
    again = interleaved({"again": course.feedback}, setting.repeats)["again"]
    what = f"chapter {setting.chapter}, class of {students}"
    ours, stock = taken["ours"], taken["stock"]
    return [
        Figure(f"stock nbgrader generate_feedback, {what}", stock / students, "s/page"),
        Figure(
            f"nbgrader generate_feedback, ours, {what}",
            taken["nbgrader, ours"] / students,
            "s/page",
        ),
        Figure(f"feedback, {what}", ours / students, "s/page"),
        Figure(f"feedback that is up to date, {what}", again / students, "s/page"),
        Figure("stock against feedback", stock / ours, "x", 10, at_least=True),
    ]
