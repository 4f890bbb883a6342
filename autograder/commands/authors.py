"""The commands for those who write the course."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from autograder.commands.here import AS_JSON, CHAPTERS, show, the_room


@click.command()
@CHAPTERS
def build(chapters: tuple[str, ...]) -> None:
    """Build the notebooks with solutions from the chapters' Markdown.

    Chapters are given by number (01 02); all of them if none is given.
    """
    from autograder.build import build_chapters
    from autograder.checks import CHAPTERS as ALL

    root = the_room().root
    for notebook in build_chapters(chapters or tuple(ALL), root):
        click.echo(f"built {notebook.relative_to(root)}")


@click.command()
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default="dist",
    show_default=True,
    help="The folder for them.",
)
def wheels(to: Path) -> None:
    """Write the wheels that instructors install: grader and text, students' package.

    They are made in the repository. The same files give the same bytes.
    """
    from autograder.distributions import write_wheels

    for path in write_wheels(to):
        click.echo(f"{path}  {path.stat().st_size / 1e6:.1f} MB")


@click.command(name="new-exercise")
@click.argument("chapter")
@click.argument("name")
def new_exercise(chapter: str, name: str) -> None:
    """Lay out an exercise NAME in CHAPTER: function, cell, row, two right answers.

    It works at once, and doubles a number: change each of the four to what it is for.
    """
    from autograder.grading.waiting import chapter_number
    from autograder.new_exercise import new_exercise as lay_out

    root = the_room().root
    number = chapter_number(chapter)
    for file in lay_out(root, number, name):
        click.echo(f"changed {file.relative_to(root)}")
    click.echo(
        "Move cell and row to the same place among the chapter's exercises. Then: "
        f"backprop build {number}, make test."
    )


@click.command(name="try")
@click.argument("exercise")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS_JSON
def try_(exercise: str, file: Path, as_json: bool) -> None:
    """Judge one function in a FILE.py exactly as a submission would be.

    Exit status 0 only for full points.
    """
    from autograder.trial import try_file

    verdict = try_file(the_room(), exercise, file)
    mistake = verdict.mistake.name if verdict.mistake else None
    if as_json:
        about = {
            "exercise": verdict.exercise,
            "points": verdict.points,
            "max_points": verdict.max_points,
            "passed": verdict.passed,
            "sentence": verdict.sentence,
            "mistake": mistake,
            "parts": [
                {"name": p.name, "points": p.points, "max_points": p.max_points}
                for p in verdict.parts
            ],
        }
        click.echo(json.dumps(about, indent=1))
    else:
        click.echo(f"{verdict.exercise}: {verdict.points:g} of {verdict.max_points:g}")
        click.echo(verdict.sentence)
        if mistake:
            click.echo(f"Misconception: {mistake}")
    sys.exit(0 if verdict.passed else 1)


@click.command()
@CHAPTERS
@click.option("--seed", default=1, show_default=True, help="Draws the cases.")
@click.option(
    "--seeds", default=1, show_default=True, help="In how many gradings each is judged."
)
@click.option(
    "--answers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Judge the answers in this folder instead: EXERCISE/right_*.py, wrong_*.py.",
)
@AS_JSON
def audit(
    chapters: tuple[str, ...],
    seed: int,
    seeds: int,
    answers: Path | None,
    as_json: bool,
) -> None:
    """Judge slips and right answers: wrong ones refused and named, right accepted."""
    from autograder import answers as of_answers
    from autograder import audit as of_slips
    from autograder.checks import CHAPTERS as ALL
    from autograder.desk import progress_bar
    from autograder.grading.waiting import chapter_number

    numbers = tuple(map(chapter_number, chapters or ALL))
    if answers:
        known = list(of_answers.read(answers))
        with progress_bar("judging the answers", len(known)) as step:
            rows = of_answers.audit(known, seeds, progress=lambda _: step())
        problems = of_answers.failures(rows)
    else:
        total = sum(len(ALL[number].checks) for number in numbers)
        with progress_bar("judging the slips", total) as step:
            rows = of_slips.audit(numbers, lambda _: step(), seed=seed, seeds=seeds)
        problems = of_slips.failures(rows)
    if as_json:
        click.echo(json.dumps(rows, indent=1))
    elif answers:
        click.echo(f"{len(rows)} answers judged, {len(problems)} not as they should be")
    else:
        show(of_slips.table(rows))
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


@click.command()
@AS_JSON
def exercises(as_json: bool) -> None:
    """List every exercise with its chapter, signature and points."""
    from autograder.audit import exercises as list_exercises
    from autograder.term import read_term

    rows = list_exercises(read_term(the_room().root).points)
    if as_json:
        click.echo(json.dumps(rows, indent=1))
    else:
        for row in rows:
            points = f"{row['points']:g}"
            click.echo(f"{row['chapter']}  {points:>3}  {row['signature']}")


COMMANDS = (build, wheels, new_exercise, try_, audit, exercises)
