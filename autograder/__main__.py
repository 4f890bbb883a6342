"""The instructor's command: ``backprop``."""

from __future__ import annotations

import atexit
import errno
import gc
import sqlite3
import sys
from typing import Any

try:
    import click
except ModuleNotFoundError:
    sys.exit(
        "The course's environment is not active: run `. .venv/bin/activate` first "
        "(`make setup` makes it)."
    )

from autograder.commands import authors, grading, platforms, term
from autograder.shown import shown

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
@click.version_option(package_name="backprop-course", message="%(version)s")
def main() -> None:
    """Take a class through the course: release, collect, grade, and give marks back.

    COMMAND --help says more. nbgrader's own commands work beside these.
    """
    # Before it ends, Python looks through all that was loaded once more: a seventh of a
    # second. What is frozen is left out.
    atexit.register(gc.freeze)


for group in (term, grading, platforms, authors):
    for command in group.COMMANDS:
        main.add_command(command)


if __name__ == "__main__":
    main()
