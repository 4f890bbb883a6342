"""What the trusted side spends on a submission, beside what it may spend."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nbformat import NotebookNode

from autograder import budget
from autograder.bench.model import Figure, Setting, bench, interleaved
from autograder.checks import Chapter
from autograder.grading.grade import grade_notebook, notice
from autograder.grading.handed_in import SubmissionUnreadable, parse_submission
from autograder.sample import wrong_everywhere
from autograder.sandbox.levels import best_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox

BY_THE_BUDGET = "of the trusted side for a submission of the sample class, chapter"


@bench("budget")
def spending(setting: Setting) -> Sequence[Figure]:
    """Grade the sample class, and say what the dearest submission has cost."""
    course, hasty = setting.course, Limits(cell_seconds=2, exercise_seconds=2)
    with Sandbox(best_level(), hasty) as sandbox:
        spent = [
            of_a_submission(text, course.release, course.chapter, sandbox)
            for text in course.sample.values()
        ]
    what = f"{BY_THE_BUDGET} {setting.chapter}"
    return [
        Figure(
            f"processor time {what}, judging: the most",
            max(one["judging"] for one in spent),
            "s",
            budget.JUDGING_SECONDS / 10,
        ),
        Figure(
            f"processor time {what}, finding names: the most",
            max(one["naming"] for one in spent),
            "s",
            budget.NAMING_SECONDS / 10,
        ),
    ]


@bench("mistakes")
def mistakes(setting: Setting) -> Sequence[Figure]:
    """Grade an all-right submission and one that is wrong everywhere, in turn."""
    course = setting.course
    texts = {
        "right": course.sample["all-right"],
        "wrong": wrong_everywhere(course.chapter, course.release),
    }
    with Sandbox(best_level()) as sandbox:

        def graded(text: str) -> object:
            return of_a_submission(text, course.release, course.chapter, sandbox)

        graded(texts["wrong"])  # what is made once for the course is made now
        taken = interleaved(
            {name: partial(graded, text) for name, text in texts.items()},
            setting.repeats,
        )
    return [
        Figure(
            f"all wrong against all right, a submission of chapter {setting.chapter}",
            taken["wrong"] / taken["right"],
            "x",
            2.0,
        )
    ]


def of_a_submission(
    text: str, release: NotebookNode, chapter: Chapter, sandbox: Sandbox
) -> dict[budget.Purse, float]:
    """Grade a submission, and say what it has cost.

    Parameters
    ----------
    text : str
        What was handed in.
    release : NotebookNode
        The notebook that was given out.
    chapter : Chapter
        Which chapter it is.
    sandbox : Sandbox
        Where it runs.

    Returns
    -------
    dict of str to float
        Seconds of processor time, by purse.
    """
    with budget.budget() as left:
        before = dict(left.seconds)
        try:
            submission = parse_submission(text.encode())
        except SubmissionUnreadable as error:
            submission = notice(error)
        grade_notebook(submission, release, chapter, sandbox, b"a secret")
        return {purse: before[purse] - rest for purse, rest in left.seconds.items()}
