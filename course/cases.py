"""The stored cases beside a notebook: inputs, and what is right for them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.codec import CodecError, read_npz
from course.diagnosis import Table, read
from course.target import Tolerance

FILE = "cases.npz"
FORMAT = 1  # of that file, as this package reads it


class NoCases(Exception):
    """There is nothing to check with; the message is one line for the student."""


@dataclass(frozen=True)
class StoredCase:
    """One call of a function and what is right for it.

    Parameters
    ----------
    part : str
        The part of the exercise that it belongs to.
    args : tuple
        What the function is called with. Cases that share this very object share one
        call.
    expected : object
        What is right.
    tolerance : Tolerance
        How close is right.
    piece : int or None
        Which element of the returned tuple it is about.
    quiet : bool
        Whether a numerical warning is wrong.
    calls : int or None
        How many calls of the functions among the arguments are enough.
    fewest : int
        How many it takes at least.
    drawn : bool
        Whether whoever calls the functions among the arguments has to draw from the
        generator that is given.
    fresh : bool
        Whether no array of the result may be an argument.
    formula : object
        In a general case of an exercise that asks for a derivative by formula, what
        the formula gives; else None.
    corner : str
        At which corner of the domain the case lies; empty for a general case.
    """

    part: str
    args: tuple[Any, ...]
    expected: Any
    tolerance: Tolerance
    piece: int | None
    quiet: bool
    calls: int | None = None
    fewest: int = 0
    drawn: bool = False
    fresh: bool = False
    formula: Any = None
    corner: str = ""


@dataclass(frozen=True)
class Exercise:
    """An exercise: its name, its parameters' names, its cases, its known mistakes."""

    name: str
    parameters: tuple[str, ...]
    cases: tuple[StoredCase, ...]
    table: Table = field(default_factory=Table)
    points: float = 0.0
    stub: str = ""  # what stands in the notebook at first

    @property
    def pieces(self) -> int | None:
        """How many elements the returned tuple has, where cases look at one each."""
        return elements(case.piece for case in self.cases)


@dataclass(frozen=True)
class Origin:
    """Of which chapter and edition cases are, and in which form they are written."""

    chapter: str
    edition: int
    form: int


def elements(pieces: Iterable[int | None]) -> int | None:
    """Count the elements of a tuple from the places at which an exercise looks.

    Parameters
    ----------
    pieces : iterable of int or None
        Place of the element that each case or part is about; None for the whole.

    Returns
    -------
    int or None
        None where no single element is looked at.
    """
    places = [piece for piece in pieces if piece is not None]
    return max(places) + 1 if places else None


_read: dict[tuple[str, int, int], tuple[dict[str, Exercise], Origin]] = {}


def load(folder: Path | None = None) -> dict[str, Exercise]:
    """Read the exercises of the chapter whose folder this is.

    Parameters
    ----------
    folder : pathlib.Path, optional
        The folder of the notebook; where it is left out, the current one.

    Returns
    -------
    dict of str to Exercise
        In the order of the chapter.

    Raises
    ------
    NoCases
        If the file is not there or does not hold cases.
    """
    path = (folder or Path()).resolve() / FILE
    try:
        about = path.stat()
        key = (str(path), about.st_mtime_ns, about.st_size)
        if key not in _read:
            content = read_npz(path)
            exercises = _exercises(content)
            _read.clear()
            _read[key] = exercises, _origin(content)
        exercises, origin = _read[key]
        _agree(path.parent, origin)
        return exercises
    except FileNotFoundError:
        raise NoCases(
            f"There is no `{FILE}` in this folder. It belongs beside the notebook: "
            "fetch the chapter again, and keep its files together."
        ) from None
    except (OSError, CodecError):
        raise NoCases(
            f"`{FILE}` cannot be read. Fetch the chapter again, and put its `{FILE}` "
            "beside the notebook."
        ) from None


def _origin(content: dict[str, Any]) -> Origin:
    chapter = str(content.get("chapter", ""))
    return Origin(
        chapter, int(content.get("edition", 0)), int(content.get("format", 1))
    )


def _agree(folder: Path, cases: Origin) -> None:
    """Insist that notebook, cases and package are of one time.

    A notebook keeps its chapter and the chapter's edition in its metadata, and so do
    the cases. Later editions have larger numbers.
    """
    if cases.form > FORMAT:
        raise NoCases(
            f"The package `course` is older than this chapter's `{FILE}`. Install the "
            "package that came with the chapter: `pip install -r requirements.txt` in "
            "the folder of its README."
        )
    if cases.form < FORMAT:
        raise NoCases(f"`{FILE}` is older than the package `course`: {_FETCH}")
    ours = [(path, of) for path in sorted(folder.glob("*.ipynb")) if (of := _of(path))]
    own = [(path, of) for path, of in ours if of["chapter"] in ("", cases.chapter)]
    if ours and not own:
        path, of = ours[0]
        raise NoCases(
            f"`{path.name}` is chapter {of['chapter']}, and the `{FILE}` beside it is "
            f"that of chapter {cases.chapter}: {_FETCH}"
        )
    for path, of in own:
        if of["edition"] == cases.edition:
            continue
        if of["edition"] < cases.edition:
            raise NoCases(
                f"`{path.name}` is older than the `{FILE}` beside it. Fetch the "
                "notebook again under another name, and copy your answers into it."
            )
        raise NoCases(f"`{FILE}` is older than `{path.name}`: {_FETCH}")


_FETCH = (
    f"fetch the chapter again, and put its `{FILE}` beside your notebook. Your answers "
    "stay."
)


def _of(path: Path) -> dict[str, Any]:
    """Read of which chapter and edition a notebook is; empty where it is not ours."""
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        found = metadata["course"]
        return {
            "chapter": str(found.get("chapter", "")),
            "edition": int(found["edition"]),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def find(exercises: dict[str, Exercise], name: str) -> Exercise:
    """Give the exercise of this name.

    Parameters
    ----------
    exercises : dict of str to Exercise
        What `load` gave.
    name : str
        The exercise asked for.

    Returns
    -------
    Exercise
        The one of this name.

    Raises
    ------
    NoCases
        If there is none, with the nearest names.
    """
    if name in exercises:
        return exercises[name]
    near = difflib.get_close_matches(name, exercises, n=2) or list(exercises)
    names = " or ".join(f"`{one}`" for one in near)
    raise NoCases(
        f"`{FILE}` in this folder knows no exercise `{name}`, but {names}. Is it the "
        "file of another chapter?"
    )


def _exercises(content: Any) -> dict[str, Exercise]:
    try:
        return {
            name: exercise_of(name, exercise)
            for name, exercise in content["exercises"].items()
        }
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise CodecError("the file does not hold cases") from None


def exercise_of(name: str, stored: Mapping[str, Any]) -> Exercise:
    """Read one exercise of what is stored.

    Parameters
    ----------
    name : str
        Its name.
    stored : mapping
        What stands under its name in the file.

    Returns
    -------
    Exercise
        The exercise.
    """
    inputs = [tuple(args) for args in stored["inputs"]]
    cases = tuple(_case(case, inputs) for case in stored["cases"])
    table = read(stored.get("diagnosis", {}))
    points, stub = float(stored.get("points", 0.0)), str(stored.get("stub", ""))
    return Exercise(name, tuple(stored["parameters"]), cases, table, points, stub)


def _case(stored: dict[str, Any], inputs: list[tuple[Any, ...]]) -> StoredCase:
    return StoredCase(
        part=str(stored["part"]),
        args=inputs[stored["input"]],
        expected=stored["expected"],
        tolerance=Tolerance(float(stored["rtol"]), float(stored["atol"])),
        piece=stored["piece"],
        quiet=bool(stored["quiet"]),
        calls=stored.get("calls"),
        fewest=int(stored.get("fewest", 0)),
        drawn=bool(stored.get("drawn", False)),
        fresh=bool(stored.get("fresh", False)),
        formula=stored.get("formula"),
        corner=str(stored.get("corner", "")),
    )
