"""What the commands share: where they are called, and what many of them take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autograder.classroom import Classroom

CHAPTERS = click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def the_room() -> Classroom:
    """Find the course that the current folder belongs to."""
    from autograder.classroom import Classroom, demand_whole, find_root

    root = find_root()
    demand_whole(root)
    return Classroom(root)


def room_in_step() -> Classroom:
    """Find the course, and remark if its text is of another version than its checks."""
    from autograder.shipped import out_of_step

    room = the_room()
    if remark := out_of_step(room.root):
        click.echo(remark, err=True)
    return room


def show(renderable: Any) -> None:
    """Print a table or another thing of rich's."""
    from rich.console import Console

    Console().print(renderable)
