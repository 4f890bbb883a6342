"""What is wrong with an installation, and how a lost cell comes back."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from course.cases import NoCases, find, load

# What a student's notebook needs, and from which version on.
NEEDED = {
    "numpy": (2, 0),
    "matplotlib": (3, 8),
    "ipywidgets": (8, 1),
    "anywidget": (0, 9),
    "jupyterlab": (4, 2),
    "threadpoolctl": (3, 5),
}
PYTHON = (3, 11)
INSTALL = "python -m pip install -r requirements.txt"


def doctor() -> None:
    """Say what is wrong with this installation, and what to do about it."""
    problems = list(_problems())
    for problem in problems:
        print(f"! {problem}")
    if not problems:
        print("Nothing is wrong: Python, the packages and this folder fit together.")
    print(f"Python {sys.version.split()[0]} in {sys.prefix}")


def _problems() -> Iterator[str]:
    if sys.version_info[:2] < PYTHON:
        wanted = ".".join(map(str, PYTHON))
        yield f"Python {wanted} or newer is needed. Install it, then: {INSTALL}"
    for name, least in NEEDED.items():
        wanted = ".".join(map(str, least))
        if importlib.util.find_spec(name) is None:
            yield f"{name} is not installed. In the course's folder: {INSTALL}"
            continue
        try:
            version = str(importlib.import_module(name).__version__)
        except Exception as error:  # a broken package says anything
            yield f"{name} cannot be imported ({error}). Again: {INSTALL}"
            continue
        if tuple(int(part) for part in version.split(".")[:2]) < least:
            yield f"{name} {version} is too old, {wanted} is needed: {INSTALL}"
    if any(Path().glob("*.ipynb")):
        try:
            load()
        except NoCases as error:
            yield str(error)


def reset(name: str) -> None:
    """Give the first text of an exercise's cell back, in a new cell below this one.

    What you have written stays where it is: compare, copy, then delete the cell that
    you do not want.

    Parameters
    ----------
    name : str
        Of the exercise, in quotes.
    """
    try:
        exercise = find(load(), name)
    except NoCases as error:
        print(error)
        return
    if not exercise.stub:
        print(f"This chapter does not hold the first text of {name}: fetch it again.")
        return
    text = f'{exercise.stub}\n\n\ncheck("{name}")'
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        print(text)
        return
    shell.set_next_input(text)
    print(f"The cell below holds {name} as it was at first, and its check.")
