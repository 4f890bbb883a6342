"""The instructor's command: ``backprop``."""

from __future__ import annotations

import atexit
import errno
import gc
import json
import shlex
import sqlite3
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

try:
    import click
except ModuleNotFoundError:
    sys.exit(
        "The course's environment is not active: run `. .venv/bin/activate` first "
        "(`make setup` makes it)."
    )

from autograder.platforms.commands import COMMANDS
from autograder.shown import shown

CHAPTERS = click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


# The help lists the commands as an instructor's week goes; any others come last.
WEEK = {
    "Before the term": ("doctor", "demo", "init", "release", "bundle", "roster"),
    "Each week": ("collect", "grade", "status", "feedback", "marks", "points"),
    "Mid-term": ("upgrade", "restore"),
    "For authors": ("new-exercise", "build", "try", "exercises", "audit", "wheels"),
}


class OneLine(click.Group):
    """A group whose commands end in one clear line when something is wrong."""

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands as a week goes, each with its first sentence."""
        named = {name for group in WEEK.values() for name in group}
        others = tuple(name for name in sorted(self.commands) if name not in named)
        for title, names in {**WEEK, "Others": others}.items():
            there = [(n, self.commands[n]) for n in names if n in self.commands]
            rows = [(name, it.get_short_help_str(200)) for name, it in there]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a person can mend becomes one line, exit status 2."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # `... | head` has read enough; click knows what to do
            raise
        except KeyboardInterrupt:
            click.echo("Stopped. What was finished is kept.", err=True)
            ctx.exit(130)
        except Exception as error:
            if _is_of_the_database(error):
                reason = str(getattr(error, "orig", None) or error)
                text = (
                    f"the gradebook cannot be written or read: {reason}. What was "
                    f"finished is kept: {_remedy(reason)} and run the command again"
                )
            elif isinstance(error, OSError) and error.errno == errno.ENOSPC:
                text = (
                    f"the disk is full: {error.filename or 'a file'} could not be "
                    "written, and what was there is as it was. Make room and run the "
                    "command again"
                )
            elif _is_for_people(error):
                text = error.args[0] if isinstance(error, KeyError) else str(error)
            else:
                raise
            click.echo(f"Error: {shown(text, 2000)}", err=True)
            ctx.exit(2)


def _is_of_the_database(error: Exception) -> bool:
    """Whether SQLite or a server says no: the disk is full, the file is locked."""
    module = type(error).__module__
    return isinstance(error, sqlite3.Error) or module == "sqlalchemy.exc"


def _remedy(reason: str) -> str:
    """Say what to do about what a database says."""
    if any(words in reason for words in ("no such column", "has no column named")):
        return (
            "an older nbgrader made it; run `nbgrader db upgrade`, which keeps a copy,"
        )
    if any(words in reason for words in ("not a database", "malformed")):
        return "put a backup back, which `backprop restore` lists,"
    return "mend this"


def _is_for_people(error: Exception) -> bool:
    """Whether the text of an error says what to do: ours, and the file system's."""
    ours = type(error).__module__.startswith("autograder.")
    return ours or isinstance(error, OSError | KeyError)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Take a class through the course: release, collect, grade, and give marks back.

    COMMAND --help says more. nbgrader's own commands work beside these.
    """
    # Before it ends, Python looks through all that was loaded once more: a seventh of a
    # second. What is frozen is left out.
    atexit.register(gc.freeze)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a course for a term in FOLDER: settings, chapters, gradebook, a README.

    FOLDER is not there yet, or is empty. Everything else is then done inside it.
    """
    from autograder.new_course import make_course

    made = make_course(folder)
    click.echo(f"{folder} is a course, from version {made.version}. Next:")
    click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo("  backprop doctor     what this machine can do")
    click.echo("  backprop release 01 the first chapter for students")
    click.echo("Its README.md goes through a term; course.toml takes dates and rules.")


@main.command()
@CHAPTERS
def build(chapters: tuple[str, ...]) -> None:
    """Build the notebooks with solutions from the chapters' Markdown.

    Chapters are given by number (01 02); all of them if none is given.
    """
    from autograder.build import build_chapters
    from autograder.checks import CHAPTERS as ALL

    root = _room().root
    for notebook in build_chapters(chapters or tuple(ALL), root):
        click.echo(f"built {notebook.relative_to(root)}")


@main.command()
@CHAPTERS
@click.option("--dry-run", is_flag=True, help="Only say whose marks would change.")
def release(chapters: tuple[str, ...], dry_run: bool) -> None:
    """Make the students' release of the chapters (nbgrader generate_assignment).

    Where exercises were added, dropped or weighed anew since submissions were graded,
    it says whose marks change; `grade` then grades them again.
    """
    from autograder.grading.waiting import chapter_number
    from autograder.release import release_chapter
    from autograder.term import read_term

    room = _room_in_step()
    for number in map(chapter_number, chapters or read_term(room.root).chapters):
        made = release_chapter(room, number, say=click.echo, dry_run=dry_run)
        done = "released" if made else "is up to date"
        if made and dry_run:
            done = "would be released"
        place = room.release.relative_to(room.root) / number
        click.echo(f"chapter {number} {done}: {place}")


@main.command()
@CHAPTERS
def bundle(chapters: tuple[str, ...]) -> None:
    """Write one zip for students: released chapters, the package, a short README.

    It holds no solution. Unpacked, two commands open a chapter; the README says which.
    """
    from autograder.bundle import bundle as write_bundle
    from autograder.desk import progress_bar

    room = _room_in_step()
    with progress_bar("releasing the chapters", len(chapters) or None) as step:
        path = write_bundle(room, chapters, say=click.echo, step=step)
    click.echo(f"{path}  {path.stat().st_size / 1e6:.1f} MB")


@main.command()
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


@main.command()
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
        _room_in_step(),
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
            _print(shown_)


@main.command()
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

    pages = pages_with_progress(_room(), chapters, student, jobs=jobs, force=force)
    if as_json:
        rows = [{**vars(page), "path": str(page.path)} for page in pages]
        click.echo(json.dumps(rows, indent=1))
    else:
        for said in summary_of_pages(pages):
            click.echo(said)


@main.command()
@click.argument("number", required=False, type=click.IntRange(1))
def restore(number: int | None) -> None:
    """List the backups of the gradebook, or put one back by its number.

    They lie in classroom/backup. What stands in the gradebook now becomes the youngest
    backup. Afterwards `grade` enters what the gradebook lacks.
    """
    from autograder.grading.backup import backups
    from autograder.grading.backup import restore as put_back
    from autograder.grading.lock import grading_alone
    from autograder.grading.settings import course_config

    room = _room()
    url = str(course_config(room).CourseDirectory.db_url)
    if number is None:
        found = backups(url)
        for count, path in enumerate(found, start=1):
            about = path.stat()
            when = datetime.fromtimestamp(about.st_mtime).isoformat(" ", "minutes")
            size = f"{about.st_size / 1e6:.1f} MB"
            click.echo(f"{count}  {when}  {size}  {path.relative_to(room.root)}")
        if not found:
            click.echo("There is no backup yet: `grade` makes one before it writes.")
        return
    with grading_alone(room.folder, lambda said: click.echo(said, err=True)):
        put_back(url, number)
    click.echo(
        f"Backup {number} is the gradebook again, and what stood there is backup 1. "
        "Now run `backprop release` and `backprop grade`: they enter what it lacks."
    )


@main.command()
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--force", is_flag=True, help="Take what was changed by hand, too.")
def upgrade(dry_run: bool, force: bool) -> None:
    """Take the chapters of the version that is installed, in mid-term.

    Chapters that you changed by hand stay as they are, and released ones are released
    again. First it says whose marks may change; the gradebook is copied before it is
    written. Exit status 1 if a chapter of yours does not fit the new version.
    """
    from autograder.desk import progress_bar
    from autograder.upgrade import upgrade as take

    room = _room()
    with progress_bar("building the chapters", None) as step:
        fits = take(room, force=force, dry_run=dry_run, say=click.echo, step=step)
    sys.exit(0 if fits else 1)


@main.command()
@CHAPTERS
@click.option("--jobs", type=click.IntRange(1), help="Workers (default: the cores).")
def demo(chapters: tuple[str, ...], jobs: int | None) -> None:
    """Grade a sample class from end to end: release, hand in, grade, feedback.

    The sample class is a course of its own in build/demo, where nbgrader's commands
    work too.
    """
    from autograder.demo import run_demo

    run_demo(_room().root, chapters, jobs)


@main.command(name="new-exercise")
@click.argument("chapter")
@click.argument("name")
def new_exercise(chapter: str, name: str) -> None:
    """Lay out an exercise NAME in CHAPTER: function, cell, row, two right answers.

    It works at once, and doubles a number: change each of the four to what it is for.
    """
    from autograder.grading.waiting import chapter_number
    from autograder.new_exercise import new_exercise as lay_out

    root = _room().root
    number = chapter_number(chapter)
    for file in lay_out(root, number, name):
        click.echo(f"changed {file.relative_to(root)}")
    click.echo(
        "Move cell and row to the same place among the chapter's exercises. Then: "
        f"backprop build {number}, make test."
    )


@main.command(name="try")
@click.argument("exercise")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS_JSON
def try_(exercise: str, file: Path, as_json: bool) -> None:
    """Judge one function in a FILE.py exactly as a submission would be.

    Exit status 0 only for full points.
    """
    from autograder.trial import try_file

    verdict = try_file(_room(), exercise, file)
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


@main.command()
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
        _print(of_slips.table(rows))
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


@main.command()
@AS_JSON
def exercises(as_json: bool) -> None:
    """List every exercise with its chapter, signature and points."""
    from autograder.audit import exercises as list_exercises
    from autograder.term import read_term

    rows = list_exercises(read_term(_room().root).points)
    if as_json:
        click.echo(json.dumps(rows, indent=1))
    else:
        for row in rows:
            points = f"{row['points']:g}"
            click.echo(f"{row['chapter']}  {points:>3}  {row['signature']}")


@main.command()
@AS_JSON
def doctor(as_json: bool) -> None:
    """Say what this machine can do and what course.toml says, and what is missing.

    A process tries to do harm in the sandbox; each guarantee is what it could not do.
    Exit status 0 only where full isolation holds and course.toml can be followed.
    """
    from autograder.examine import examine_course
    from autograder.sandbox.doctor import examine_machine

    found = {**examine_machine(), **examine_course()}
    if as_json:
        click.echo(json.dumps(found, indent=1))
    else:
        click.echo(f"isolation: {found['level']} ({found['by']})")
        for row in found["guarantees"]:
            click.echo(f"{'yes' if row['holds'] else 'no':>5}  {row['guarantee']}")
            if not row["holds"]:
                click.echo(f"       {row['fix']}")
        for reason in found["reasons"]:
            click.echo(f"not used: {reason}")
        for said in (*found["course"], *found["wrong"]):
            click.echo(said)
    sys.exit(0 if found["level"] == "full" and not found["wrong"] else 1)


for command in COMMANDS:
    main.add_command(command)


def _room() -> Any:
    from autograder.classroom import Classroom, find_root

    return Classroom(find_root())


def _room_in_step() -> Any:
    """Find the course, and remark if its text is of another version than its checks."""
    from autograder.shipped import out_of_step

    room = _room()
    if remark := out_of_step(room.root):
        click.echo(remark, err=True)
    return room


def _print(renderable: Any) -> None:
    from rich.console import Console

    Console().print(renderable)


if __name__ == "__main__":
    main()
