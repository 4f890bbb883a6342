"""The commands that make a course and take it through a term."""

from __future__ import annotations

import json
import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from autograder.commands.here import AS_JSON, CHAPTERS, room_in_step, the_room


@click.command()
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


@click.command()
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

    room = room_in_step()
    for number in map(chapter_number, chapters or read_term(room.root).chapters):
        made = release_chapter(room, number, say=click.echo, dry_run=dry_run)
        done = "released" if made else "is up to date"
        if made and dry_run:
            done = "would be released"
        place = room.release.relative_to(room.root) / number
        click.echo(f"chapter {number} {done}: {place}")


@click.command()
@CHAPTERS
def bundle(chapters: tuple[str, ...]) -> None:
    """Write one zip for students: released chapters, the package, a short README.

    It holds no solution. Unpacked, two commands open a chapter; the README says which.
    """
    from autograder.bundle import bundle as write_bundle
    from autograder.desk import progress_bar

    room = room_in_step()
    with progress_bar("releasing the chapters", len(chapters) or None) as step:
        path = write_bundle(room, chapters, say=click.echo, step=step)
    click.echo(f"{path}  {path.stat().st_size / 1e6:.1f} MB")


@click.command()
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

    room = the_room()
    with progress_bar("building the chapters", None) as step:
        fits = take(room, force=force, dry_run=dry_run, say=click.echo, step=step)
    sys.exit(0 if fits else 1)


@click.command()
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

    room = the_room()
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
        before = put_back(url, number)
    if before is None:
        kept = "; nothing stood there"
    elif before in backups(url):
        kept = ", and what stood there is backup 1"
    else:
        kept = f"; what stood there is damaged and kept as {before.name} beside them"
    click.echo(
        f"Backup {number} is the gradebook again{kept}. Now run `backprop release` and "
        "`backprop grade`: they enter what it lacks."
    )


@click.command()
@CHAPTERS
@click.option("--jobs", type=click.IntRange(1), help="Workers (default: the cores).")
def demo(chapters: tuple[str, ...], jobs: int | None) -> None:
    """Grade a sample class from end to end: release, hand in, grade, feedback.

    The sample class is a course of its own in build/demo, where nbgrader's commands
    work too.
    """
    from autograder.demo import run_demo

    run_demo(the_room().root, chapters, jobs)


@click.command()
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


COMMANDS = (init, release, bundle, upgrade, restore, demo, doctor)
