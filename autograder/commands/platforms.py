"""The commands between a course and its learning platform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from autograder.commands.here import CHAPTERS, the_room

FILE = click.Path(dir_okay=False, path_type=Path)
SECTION = click.option("--section", metavar="NAME", help="Only this section.")
DRY = click.option("--dry-run", is_flag=True, help="Say it, and write nothing.")


class WouldOverwrite(ValueError):
    """A file that must not be lost would be written over; the text says which."""


@click.command()
@click.argument(
    "platform", type=click.Choice(["canvas", "moodle", "blackboard", "brightspace"])
)
@click.argument("exported", type=FILE, metavar="EXPORTED.csv")
@click.argument("chapter")
@click.option("--column", metavar="TEXT", help="Part of the column's header.")
@click.option(
    "--missing",
    type=click.Choice(["blank", "zero"]),
    default="blank",
    show_default=True,
    help="What those get who handed nothing in.",
)
@click.option("--comments", is_flag=True, help="Write the points by exercise, too.")
@click.option("--out", type=FILE, metavar="FILE", help="Default: EXPORTED-marks.csv.")
@SECTION
@DRY
def marks(
    platform: str,
    exported: Path,
    chapter: str,
    column: str | None,
    missing: str,
    comments: bool,
    out: Path | None,
    section: str | None,
    dry_run: bool,
) -> None:
    """Write a chapter's marks into the table that the platform exported.

    The table itself stays; the marks go into a copy beside it, which the platform
    imports. Work that waits to be read gets no mark yet.
    """
    from autograder.grading.lateness import settle
    from autograder.grading.records import write_whole
    from autograder.grading.waiting import chapter_number
    from autograder.platforms import ledger
    from autograder.platforms.export import beside, put_marks
    from autograder.platforms.sections import students_of
    from autograder.term import read_term

    room, number = the_room(), chapter_number(chapter)
    out = out or beside(exported)
    if out.exists() and exported.exists() and out.samefile(exported):
        raise WouldOverwrite(
            f"--out names the platform's own file {exported.name}, which stays as it "
            "is: choose another name"
        )
    with ledger.opened(room) as book:
        if not dry_run:  # points that a person gave since count for the penalty
            settle(book.db, read_term(room.root).late)
        content, lines = put_marks(
            book,
            room,
            platform,
            exported,
            number,
            only=students_of(room, section),
            column=column,
            zero=missing == "zero",
            comments=comments,
            dry_run=dry_run,
        )
    for line in lines:
        _say(line)
    if dry_run:
        _say("Nothing was written.")
    else:
        write_whole(out, content)
        _say(f"written: {out}")


@click.command()
@click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE.zip")
@click.argument("chapter", required=False)
@click.option(
    "--platform",
    "packing",
    type=click.Choice(
        ["canvas", "moodle", "blackboard", "brightspace", "gradescope", "plain"]
    ),
    help="Who packed it (default: what the names in it say).",
)
@click.option(
    "--zone",
    metavar="PLACE",
    help="Zone of the times in it, as Europe/Berlin (default: time_zone in "
    "course.toml, else this machine's).",
)
@DRY
def collect(
    archive: Path,
    chapter: str | None,
    packing: str | None,
    zone: str | None,
    dry_run: bool,
) -> None:
    """Sort a platform's archive of submissions into the students' folders.

    The archive is what Canvas, Moodle, Blackboard, Brightspace or Gradescope lets you
    download, or a plain zip with a folder or a file for each student. Whose work it is
    decides the class in the gradebook; what fits nobody, or two, is listed and left.
    """
    from autograder import zones
    from autograder.grading.lock import grading_alone
    from autograder.grading.waiting import chapter_number
    from autograder.platforms import inbox, ledger, placing
    from autograder.platforms.sorted_table import lines, not_taken, table
    from autograder.term import read_term

    room, number = the_room(), chapter and chapter_number(chapter)
    term = read_term(room.root)
    with ledger.opened(room) as book:
        people = ledger.demand_people(book)

        def due(chapter: str, student: str) -> Any:
            return ledger.deadline(book, chapter, student, term)

        def look() -> Any:
            try:
                return inbox.sort(
                    archive,
                    room,
                    people,
                    chapter=number,
                    packing=packing,
                    zone=zones.zone(zone) or term.time_zone,
                    due=due,
                    known=lambda chapter: ledger.demand_chapter(book, chapter),
                )
            except inbox.NobodysWork as nobodys:
                for said in not_taken(nobodys.left):
                    _say(said)
                raise

        if dry_run:
            done = look()
        else:
            with grading_alone(room.folder, _say):
                done = placing.put(look(), room, archive.stat().st_mtime)
    if done.found:
        from rich.console import Console

        Console().print(table(done))
    for said in lines(done, archive, dry_run=dry_run):
        _say(said)


@click.command()
@click.argument("file", type=FILE, metavar="FILE.csv")
@DRY
def roster(file: Path, dry_run: bool) -> None:
    """Enter the class into the gradebook: who there is, and the platform's ids.

    Columns: id (the name of the student's folder), name, email, platform id, section;
    only id has to be there. An empty cell leaves what the gradebook has.
    """
    from autograder.platforms.ledger import opened
    from autograder.platforms.roster import enter, read_roster, unread_columns
    from autograder.platforms.sections import keep_sections
    from autograder.platforms.sheet import read_sheet

    room, listed = the_room(), read_roster(file)
    with opened(room) as book:
        said = enter(book, listed, write=not dry_run)
    if not dry_run:
        keep_sections(room, listed)
    for line in (*said, *unread_columns(read_sheet(file))):
        _say(line)


@click.command()
@CHAPTERS
@click.option(
    "--out", type=FILE, metavar="FILE", help="Write there, not on the screen."
)
@SECTION
def points(chapters: tuple[str, ...], out: Path | None, section: str | None) -> None:
    """List points by exercise as a long CSV: student, chapter, exercise, points, max.

    Points that wait for a person are blank. What is taken off for lateness is not in
    it: it is of the chapter, not of an exercise.
    """
    from autograder.grading.records import write_whole
    from autograder.grading.waiting import chapter_number
    from autograder.platforms.ledger import known_chapters, opened
    from autograder.platforms.points import long_table
    from autograder.platforms.sections import students_of

    room = the_room()
    only = students_of(room, section)
    with opened(room) as book:
        numbers = list(map(chapter_number, chapters)) or known_chapters(book)
        text = long_table(book, numbers, only)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text.encode())
        _say(f"written: {out}")


@click.command()
@CHAPTERS
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with names.")
@SECTION
def status(chapters: tuple[str, ...], as_json: bool, section: str | None) -> None:
    """Say by chapter what is handed in, graded, to be read, late, missing, or wrong."""
    import json

    from autograder.grading.dates import unknown_students
    from autograder.grading.waiting import chapter_number, misplaced
    from autograder.platforms import ledger
    from autograder.platforms.sections import students_of
    from autograder.platforms.status import lines, read_status
    from autograder.term import read_term

    room = the_room()
    with ledger.opened(room) as book:
        numbers = list(map(chapter_number, chapters))
        found = read_status(room, book, numbers, students_of(room, section))
        nobody = not ledger.people(book)
        term = read_term(room.root)
        unknown = unknown_students(book.db, term)
    if as_json:
        click.echo(json.dumps([standing._asdict() for standing in found], indent=1))
    else:
        for line in (
            *lines(found, term.late.late_days if term.late else 0),
            *misplaced(room),
            *([] if nobody else unknown),
        ):
            _say(line)
        if nobody:
            _say(
                "The gradebook knows no student yet: `backprop roster "
                "class.csv` enters the class, and `grade` whoever handed something in."
            )


COMMANDS = (collect, status, roster, marks, points)


def _say(line: str) -> None:
    from autograder.shown import shown

    click.echo(shown(line, 2000))
