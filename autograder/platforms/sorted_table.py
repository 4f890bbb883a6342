"""What became of an archive, as an instructor reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from rich.table import Table
from rich.text import Text

from autograder.platforms.inbox import Sorted
from autograder.platforms.packing import PACKINGS, own_name
from autograder.platforms.sheet import names
from autograder.shown import line

STATES = {
    "new": "new",
    "newer": "newer, replaces what was there",
    "same": "is there already",
    "timed": "is there already, now with its time",
    "kept": "kept what is there: it is newer",
}


def table(done: Sorted) -> Table:
    """Lay out what was found, a student a row.

    Parameters
    ----------
    done : Sorted
        From `inbox.sort` or `placing.put`.

    Returns
    -------
    Table
        For a terminal.
    """
    made = Table(
        title=f"Chapter {done.chapter} from {PACKINGS[done.packing].words}",
        caption="times in UTC",
    )
    for name in ("student", "file", "what", "handed in", "remark"):
        made.add_column(name, overflow="fold")
    for one in done.found:
        when = f"{one.when:%Y-%m-%d %H:%M:%S}" if one.when else ""
        # What a student wrote is in it: no markup.
        cells = (one.student, line(own_name(one.piece), 60), STATES[one.state], when)
        made.add_row(*map(Text, cells), Text(one.remark))
    return made


def not_taken(left: Mapping[str, str]) -> list[str]:
    """Say what was not taken, and why, a line each."""
    return [f"not taken: {path}: {reason}" for path, reason in left.items()]


def lines(done: Sorted, archive: Path, *, dry_run: bool = False) -> list[str]:
    """Say what was not taken, and sum up.

    Parameters
    ----------
    done : Sorted
        From `inbox.sort` or `placing.put`.
    archive : Path
        What was sorted.
    dry_run : bool
        Whether nothing was written.

    Returns
    -------
    list of str
        A line for each file that is left; then the students without one; then the sum.
    """
    said = not_taken(done.left)
    if done.without:
        few = names(done.without)
        said.append(f"nothing in it of {len(done.without)} of the class: {few}")
    counts = Counter(one.state for one in done.found)
    parts = [f"{counts[state]} {state}" for state in STATES if counts[state]]
    parts.append(f"{len(done.left)} not taken")
    said.append(f"{line(archive.name)}: {', '.join(parts)}")
    if dry_run:
        said.append("Nothing was written.")
    elif counts["new"] or counts["newer"]:
        said.append(f"Next: backprop grade {done.chapter}")
    if counts["newer"] and not dry_run:
        said.append("What was replaced lies in classroom/replaced.")
    return said
