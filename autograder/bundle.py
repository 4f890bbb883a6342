"""One zip for students: the released chapters and all that they need to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.distributions import student_wheel
from autograder.release import release_chapter
from autograder.term import read_term
from autograder.wheel import zipped

FOLDER = "backpropagation"
README = """\
# Backpropagation, built by hand

You need Python 3.11 or newer. In a terminal, in this folder:

    python -m pip install -r requirements.txt
    python -m jupyter lab {first}

The first command installs JupyterLab, NumPy, Matplotlib and the package `course`, once.
It belongs into an environment of its own, if you use any: `python -m venv NAME`, then
activate it. With conda: `conda env create -f environment.yml`, then
`conda activate backpropagation`.

{chapters}

In each folder lie a notebook and `cases.npz`, which belongs beside it. Read, move the
sliders, fill in the functions, run the check below each. Hand in the notebook.

If something does not work: `python -m course` says what is wrong.
"""
ENVIRONMENT = """\
name: {folder}
channels:
  - conda-forge
dependencies:
  - python>=3.11
  - pip
  - pip:
      - -r requirements.txt
"""


def bundle(
    room: Classroom,
    numbers: Iterable[str] = (),
    *,
    say: Callable[[str], None] = lambda said: None,
    step: Callable[[], None] = lambda: None,
) -> Path:
    """Release chapters and pack them for students.

    Parameters
    ----------
    room : Classroom
        The course.
    numbers : iterable of str
        The chapters; all of the term if there are none.
    say : callable
        Is told what a release changes.
    step : callable
        Is called after each chapter.

    Returns
    -------
    Path
        The zip file, ``build/backpropagation.zip``. The same course gives the same
        bytes.

    Raises
    ------
    BuildError
        If a chapter breaks a rule.
    KeyError
        If there is no such chapter.
    NbgraderFailed
        If nbgrader refuses.
    """
    given = set(numbers) or read_term(room.root).chapters
    chapters = [CHAPTERS[number] for number in sorted(given)]
    books = {}
    for chapter in chapters:
        release_chapter(room, chapter.number, say=say)
        folder = room.release / chapter.number
        for name in (f"{chapter.module}.ipynb", "cases.npz"):
            books[f"{chapter.number}/{name}"] = (folder / name).read_bytes()
        step()
    wheel, content = student_wheel()
    notebooks = [name for name in books if name.endswith(".ipynb")]
    readme = README.format(
        first=notebooks[0],
        chapters="\n".join(f"- `{name}`" for name in notebooks),
    )
    files = {
        "README.md": readme.encode(),
        "requirements.txt": f"./{wheel}\n".encode(),
        "environment.yml": ENVIRONMENT.format(folder=FOLDER).encode(),
        wheel: content,
        **books,
    }
    path = room.root / "build" / f"{FOLDER}.zip"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zipped({f"{FOLDER}/{name}": data for name, data in files.items()}))
    return path
