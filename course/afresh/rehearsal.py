"""Say which checks change when the saved notebook is run afresh, as grading will."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import course
from course.cases import NoCases, load
from course.check import CheckFailed, examine_exercise

SECONDS = 300
NOT_SAVED = (
    "Save the notebook first: what is run is the file. If it has another name or lies "
    'elsewhere, say which: course.rehearse("neuron.ipynb").'
)

ALLOWED = "Your instructor can allow a package that the course does not bring along."


def rehearse(notebook: str | None = None) -> None:
    """Run the saved notebook afresh, as grading will, and say which checks change.

    Parameters
    ----------
    notebook : str, optional
        The file; if left out, that of the notebook in which this is called.

    Raises
    ------
    CheckFailed
        If there is no such file, or no ``cases.npz`` beside it.
    """
    namespace = sys._getframe(1).f_globals
    path = _find(notebook, namespace)
    try:
        exercises = load()
    except NoCases as error:
        raise CheckFailed(str(error)) from None
    here = {
        name: examine_exercise(exercise, exercises, namespace)[0].state == "right"
        for name, exercise in exercises.items()
    }
    for line in report(path.name, here, _run(path)):
        print(line)


def report(file: str, here: dict[str, bool], found: dict[str, Any]) -> list[str]:
    """Compare a fresh run with what the notebook holds now.

    Parameters
    ----------
    file : str
        Name of the notebook.
    here : dict of str to bool
        Whether each exercise is right in the notebook.
    found : dict
        From the fresh run: ``right`` and ``said`` for each exercise, and the words of
        what was ``passed`` over.

    Returns
    -------
    list of str
        Lines for the student.
    """
    lines = [f"{file}, as it was saved, has run afresh from its first cell on."]
    lines += [f"Grading passes over {word}" for word in found["passed"]]
    if any("The package" in word for word in found["passed"]):
        lines.append(ALLOWED)
    lost = [n for n, right in here.items() if right and not found["right"].get(n)]
    won = [n for n, right in here.items() if not right and found["right"].get(n)]
    for name in lost:
        said = found["said"].get(name, "its check was not reached.")
        lines.append(f"{name} is right here, but not there: {said}")
    for name in won:
        lines.append(f"{name} is right there, but not here: the file is not the same.")
    if not lost and not won:
        lines.append("No check changes: what you see here is what will be graded.")
    elif lost:
        lines.append(
            "Restart the kernel and run all cells: then you see what grading sees. A "
            "cell may have been changed, deleted or run in another order."
        )
    return lines


def _find(notebook: str | None, namespace: dict[str, Any]) -> Path:
    if notebook is not None:
        path = Path(notebook)
    else:
        named = namespace.get("__vsc_ipynb_file__") or os.environ.get(
            "JPY_SESSION_NAME"
        )
        beside = sorted(Path().glob("*.ipynb"))
        only = beside[0] if len(beside) == 1 else Path()
        path = Path(Path(str(named)).name) if named else only
    if not path.is_file():
        raise CheckFailed(NOT_SAVED)
    return path


def _run(path: Path) -> dict[str, Any]:
    """Run the notebook in a process of its own, and read what came of it.

    It runs in an empty folder, as grading has nothing but the notebook.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "result.json")
        words = ["-m", "course.afresh.run", str(path.resolve()), str(result)]
        ours = str(Path(course.__file__).resolve().parent.parent)
        known = [ours, *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            subprocess.run(
                [sys.executable, *words],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(known)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
            found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        except subprocess.TimeoutExpired:
            raise CheckFailed(f"It has not ended within {SECONDS} seconds.") from None
        except (OSError, ValueError):
            raise CheckFailed(
                f"{path.name} could not be run: is it a notebook that Jupyter opens?"
            ) from None
    return found
