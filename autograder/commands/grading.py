"""The commands that grade, and tell students what was found."""

from __future__ import annotations

import json

import click

from autograder.commands.here import AS_JSON, CHAPTERS, room_in_step, show, the_room


@click.command()
@CHAPTERS
@click.option("--student", metavar="S", help="Grade only this student.")
@click.option("--jobs", type=click.IntRange(1), help="Workers (default: the cores).")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on a Dask cluster: tcp://HOST:8786 (see SCALING.md).",
)
@click.option("--force", is_flag=True, help="Grade again what has not changed.")
@click.option(
    "--sandbox",
    type=click.Choice(["full", "limits", "best"]),
    default="full",
    show_default=True,
    help="Isolation: full; limits (weaker); best (what this machine can do).",
)
@click.option("--verbose", is_flag=True, help="One line a submission.")
@click.option("--all", "everybody", is_flag=True, help="Show the whole class.")
@AS_JSON
def grade(
    chapters: tuple[str, ...],
    student: str | None,
    jobs: int | None,
    scheduler: str | None,
    force: bool,
    sandbox: str,
    verbose: bool,
    everybody: bool,
    as_json: bool,
) -> None:
    """Grade what was handed in and enter it into the gradebook.

    Submissions lie in classroom/submitted/STUDENT/CHAPTER. Only new and changed ones
    are graded. Afterwards formgrader, `feedback` and nbgrader's export show the grades.
    """
    if scheduler is None:
        from autograder.grading.pool import grading, prepare

        prepare(grading(sandbox))

    from autograder.desk import grade_with_progress, grades_table, summary

    records = grade_with_progress(
        room_in_step(),
        chapters,
        student,
        jobs=jobs,
        scheduler=scheduler,
        force=force,
        sandbox=sandbox,
        verbose=verbose,
    )
    if as_json:
        click.echo(json.dumps([vars(record) for record in records], indent=1))
    elif not records:
        click.echo(
            "Nothing was handed in: there is no classroom/submitted/STUDENT/CHAPTER. "
            "`backprop collect ARCHIVE.zip` fills it from a platform."
        )
    else:
        for said in summary(records):
            click.echo(said)
        shown_ = grades_table(records, everybody=everybody)
        if shown_.row_count:
            show(shown_)


@click.command()
@CHAPTERS
@click.option("--student", metavar="S", help="Only this student's page.")
@click.option("--jobs", type=click.IntRange(1), help="Workers (default: the cores).")
@click.option("--force", is_flag=True, help="Write again what is up to date.")
@AS_JSON
def feedback(
    chapters: tuple[str, ...],
    student: str | None,
    jobs: int | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write the students' feedback pages: classroom/feedback/STUDENT/CHAPTER.

    A page is written again when its work was graded anew, or a mark or a comment has
    changed. nbgrader's generate_feedback and formgrader's button write the same pages.
    """
    from autograder.grading.pages import WRITING
    from autograder.grading.pool import prepare

    prepare(WRITING)

    from autograder.desk import pages_with_progress, summary_of_pages

    pages = pages_with_progress(the_room(), chapters, student, jobs=jobs, force=force)
    if as_json:
        rows = [{**vars(page), "path": str(page.path)} for page in pages]
        click.echo(json.dumps(rows, indent=1))
    else:
        for said in summary_of_pages(pages):
            click.echo(said)


COMMANDS = (grade, feedback)
