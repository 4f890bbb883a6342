"""Lay a submission on the release: what nbgrader shows, and what runs in which order.

Points, ids and the text of the course are the release's. What runs is the student's
notebook, top to bottom.
"""

from __future__ import annotations

import copy
import functools
from dataclasses import dataclass, replace
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.grading.cells import SubmittedCell, binds, submitted_cells
from autograder.grading.harmless import harmless
from autograder.grading.pictures import name_of
from autograder.grading.written import answered_by, own_words, words_of
from course.afresh.needs import bound

MAX_EXTRA_CELLS = 500
ALL_EXTRA_SOURCE = 1_000_000
ELSEWHERE = "# `{}` is defined in another cell of this notebook."
DELETED = "This cell was not in what was handed in."
CHANGED = "This locked cell was changed: it ran as left, then as given out."
RESTORED = "This locked cell was missing or had been moved: it ran first of all."


@dataclass(frozen=True)
class Step:
    """One thing that is done when the notebook runs.

    Parameters
    ----------
    kind : {'run', 'demo', 'check'}
        A cell that runs; one that runs only where something judged needs what it
        defines; the place where the check of an exercise stands.
    text : str
        The cell's source, or the exercise's name.
    cell : int, optional
        Where in the laid-out notebook its outputs are shown.
    exercise : str, optional
        Whose solution it is.
    binds : list of str, optional
        Of a demo cell as it was given out, the names that it binds.
    """

    kind: str
    text: str
    cell: int | None = None
    exercise: str | None = None
    binds: list[str] | None = None


@dataclass(frozen=True)
class Layout:
    """A submission laid on its release.

    Parameters
    ----------
    notebook : NotebookNode
        The release's cells in the release's order, with the student's solutions in
        them; the student's extra cells stand behind the cell that they followed. No
        output, no metadata, no attachment and no HTML of the student's is in it.
    steps : list of Step
        What runs, in the student's order.
    remarks : dict of int to str
        What is to be said below a cell: that it was changed, or missing.
    pictures : dict of str to bytes
        By name, those that the student's words tell of, as they were handed in.
    """

    notebook: NotebookNode
    steps: list[Step]
    remarks: dict[int, str]
    pictures: dict[str, bytes]


def lay_out(submission: Any, release: NotebookNode) -> Layout:
    """Lay a submission on the release.

    Parameters
    ----------
    submission : object
        What was handed in, as parsed JSON. Nothing in it is believed: not the types,
        not the metadata, not the order.
    release : NotebookNode
        The notebook that was given out.

    Returns
    -------
    Layout
        For whatever was handed in.

    Notes
    -----
    A cell is recognised by its grade id, else by its cell id, else by its text, else by
    the function that it defines: some editors drop metadata. A stub as it was given out
    says nothing where another cell defines its function.
    """
    return _Layer(submitted_cells(submission), release).laid_out()


def grade_id(cell: NotebookNode) -> str | None:
    """Give nbgrader's grade id of a cell, if it has one."""
    found = cell.metadata.get("nbgrader", {}).get("grade_id")
    return found if isinstance(found, str) else None


def kind_of(cell: NotebookNode) -> str:
    """Say what a cell of a release is.

    Returns
    -------
    {'solution', 'answer', 'check', 'given', 'demo', 'text'}
        By what nbgrader and the tags say.
    """
    about = cell.metadata.get("nbgrader", {})
    if about.get("solution"):
        return "solution" if cell.cell_type == "code" else "answer"
    if cell.cell_type != "code":
        return "text"
    if about.get("grade"):
        return "check"
    return "demo" if "demo" in cell.metadata.get("tags", []) else "given"


@functools.lru_cache(maxsize=1000)
def demo_names(source: str) -> list[str] | None:
    """Name what a demo cell binds that we have given out; None if it is no Python."""
    try:
        return list(bound(compile(source, "<demo>", "exec")))
    except SyntaxError:
        return None


class _Layer:
    """Lays one submission; each cell of it goes through `_take` once."""

    def __init__(self, cells: list[SubmittedCell], release: NotebookNode) -> None:
        self.release = release
        self.notebook = copy.deepcopy(release)
        self.kinds = [kind_of(cell) for cell in release.cells]
        self.exercises = {
            str(grade_id(cell)): index
            for index, cell in enumerate(release.cells)
            if self.kinds[index] == "solution"
        }
        self.given = {cell.source for cell in release.cells}
        self.cells = cells
        self.places = _Recogniser(release, self.exercises)(cells)
        self.answers = [n for n, kind in enumerate(self.kinds) if kind == "answer"]
        self.texts = [
            cell.source for cell in release.cells if cell.cell_type == "markdown"
        ]
        self.words: dict[int, list[str]] = {}
        self.filled: set[int] = set()
        self.extras: list[tuple[int, NotebookNode]] = []
        self.room = ALL_EXTRA_SOURCE
        self.steps: list[tuple[str, str, int | NotebookNode | None, str | None]] = []
        self.remarks: dict[int, str] = {}
        self.anchor = -1

    def laid_out(self) -> Layout:
        answers = answered_by(self.cells, self.places, self.kinds)
        for number, (cell, place) in enumerate(
            zip(self.cells, self.places, strict=True)
        ):
            if place is not None:
                self.anchor = place
            if number in answers:
                said = replace(cell, source=words_of(cell), is_code=False)
                self._take_words(own_words(said, self.texts), answers[number])
            if number not in answers or cell.is_code:
                self._take(cell, place)
        for place, words in self.words.items():
            self.notebook.cells[place].source = "\n\n".join(words)
        first = self._restored()
        self._mark_what_is_missing()
        ordered, moved = self._ordered()
        steps = [
            Step(
                kind,
                text,
                self._index(cell, moved),
                exercise,
                self._binds(kind, text),
            )
            for kind, text, cell, exercise in [*first, *self._with_checks()]
        ]
        remarks = {moved[index]: said for index, said in self.remarks.items()}
        self.notebook.cells = ordered
        pictures = {name_of(p): p for cell in self.cells for p in cell.pictures}
        return Layout(self.notebook, steps, remarks, pictures)

    def _take(self, cell: SubmittedCell, place: int | None) -> None:
        if place is None and not cell.is_code:
            self._take_words(own_words(cell, self.texts), None)
            return
        if place is None:
            self._take_extra(cell)
            return
        released, kind = self.release.cells[place], self.kinds[place]
        same = cell.text == released.source.strip()
        again = place in self.filled
        name = grade_id(released)
        if kind == "solution":
            if not self._take_solution(cell, place, str(name), same=same):
                return
        elif kind == "answer" and not same:
            self._take_words(cell.text, place)
        elif kind == "text" and not same:
            beside = {place - 1, place + 1} & set(self.answers)
            words = own_words(cell, self.texts)
            self._take_words(words, min(beside, default=None))
        elif kind == "demo":
            if not same and again:
                self._take_extra(cell)
                return
            self._add("demo", cell.source, place)
            if not same:
                self.notebook.cells[place].source = cell.source
        elif kind in ("given", "check"):
            if not same and cell.text:
                self._take_extra(cell)
                self.remarks[place] = CHANGED
            if kind == "check":
                self._add("check", str(name).removeprefix("check_"), place)
            else:
                self._add("run", released.source, place)
        self.filled.add(place)

    def _take_solution(
        self, cell: SubmittedCell, place: int, name: str, *, same: bool
    ) -> bool:
        """Take an exercise's cell; whether it says something."""
        if same and (self._is_defined(name) or place in self.filled):
            return False
        if place in self.filled:
            self._take_extra(cell)
        else:
            self.notebook.cells[place].source = cell.source
            self._add("run", cell.source, place, name)
        return True

    def _take_words(self, words: str, place: int | None) -> None:
        """Put a student's words into an answer, or where they stand."""
        if not words:
            return
        if place is not None:
            self.words.setdefault(place, []).append(harmless(words))
        elif len(self.extras) < MAX_EXTRA_CELLS and len(words) <= self.room:
            self.room -= len(words)
            self.extras.append((self.anchor, _markdown(words, len(self.extras))))

    def _is_defined(self, name: str) -> bool:
        """Whether a cell defines an exercise's function otherwise than its stub."""
        stub = self.release.cells[self.exercises[name]].source.strip()
        return any(
            binds(cell.source, name) and cell.text != stub for cell in self.cells
        )

    def _take_extra(self, cell: SubmittedCell) -> None:
        if len(self.extras) >= MAX_EXTRA_CELLS or len(cell.source) > self.room:
            return
        self.room -= len(cell.source)
        if cell.checks in self.exercises:
            self._add("check", str(cell.checks), None)
            return
        extra = _code(cell.source, len(self.extras))
        self.extras.append((self.anchor, extra))
        self._add("demo" if cell.is_demo else "run", cell.source, extra)

    def _add(
        self,
        kind: str,
        text: str,
        cell: int | NotebookNode | None,
        exercise: str | None = None,
    ) -> None:
        self.steps.append((kind, text, cell, exercise))

    def _restored(self) -> list[tuple[str, str, int, None]]:
        """List the locked cells that run before all else: missing or moved ones."""
        at: dict[int, int] = {}
        for position, (_, _, cell, _) in enumerate(self.steps):
            if isinstance(cell, int):
                at.setdefault(cell, position)
        late = [
            index
            for index, kind in enumerate(self.kinds)
            if kind == "given" and self._comes_late(index, at)
        ]
        for index in late:
            self.remarks.setdefault(index, RESTORED)
        return [
            ("run", self.release.cells[index].source, index, None) for index in late
        ]

    def _comes_late(self, index: int, at: dict[int, int]) -> bool:
        """Whether a locked cell is missing, or stands behind what it stood before."""
        if index not in at:
            return True
        later = [place for place in at if place > index and self.kinds[place] != "demo"]
        return any(at[place] < at[index] for place in later)

    def _binds(self, kind: str, text: str) -> list[str] | None:
        return demo_names(text) if kind == "demo" and text in self.given else None

    def _mark_what_is_missing(self) -> None:
        for name, place in self.exercises.items():
            if place in self.filled:
                continue
            if self._is_defined(name):
                self.notebook.cells[place].source = ELSEWHERE.format(name)
            else:
                self.remarks[place] = DELETED

    def _with_checks(
        self,
    ) -> list[tuple[str, str, int | NotebookNode | None, str | None]]:
        """Add a check where a function is last defined, if it has none."""
        steps = list(self.steps)
        checked = {text for kind, text, *_ in steps if kind == "check"}
        said = [text for kind, text, *_ in steps if kind != "check" and "check" in text]
        for name in self.exercises:
            quoted = (f'"{name}"', f"'{name}'")
            if name in checked or any(q in text for text in said for q in quoted):
                continue
            defined = [
                index
                for index, (kind, text, *_) in enumerate(steps)
                if kind != "check" and binds(text, name)
            ]
            if defined:
                steps.insert(defined[-1] + 1, ("check", name, None, None))
        return steps

    def _ordered(self) -> tuple[list[NotebookNode], dict[int, int]]:
        """Put the extra cells between the release's; say where these are now."""
        ordered: list[NotebookNode] = []
        moved: dict[int, int] = {}
        for index in range(-1, len(self.notebook.cells)):
            if index >= 0:
                moved[index] = len(ordered)
                ordered.append(self.notebook.cells[index])
            ordered += [extra for behind, extra in self.extras if behind == index]
        self._where = {id(cell): place for place, cell in enumerate(ordered)}
        return ordered, moved

    def _index(
        self, cell: int | NotebookNode | None, moved: dict[int, int]
    ) -> int | None:
        if cell is None:
            return None
        return moved[cell] if isinstance(cell, int) else self._where[id(cell)]


class _Recogniser:
    """Find the release's cell that each of a student's cells was."""

    def __init__(self, release: NotebookNode, exercises: dict[str, int]) -> None:
        cells = list(enumerate(release.cells))
        self.exercises = exercises
        self.by_grade_id = {grade_id(c): i for i, c in cells if grade_id(c)}
        self.by_id = {c.get("id"): i for i, c in cells}
        self.by_text = {c.source.strip(): i for i, c in cells}
        self.stubs = {i: release.cells[i].source.strip() for i in exercises.values()}

    def __call__(self, cells: list[SubmittedCell]) -> list[int | None]:
        places = [self._plainly(cell) for cell in cells]
        taken = {
            place
            for cell, place in zip(cells, places, strict=True)
            if place is not None and cell.text != self.stubs.get(place)
        }
        for index, cell in enumerate(cells):
            if places[index] is None and cell.is_code:
                place = self._by_function(cell, taken)
                if place is not None:
                    taken.add(place)
                    places[index] = place
        return places

    def _plainly(self, cell: SubmittedCell) -> int | None:
        if cell.grade_id in self.by_grade_id:
            return self.by_grade_id[cell.grade_id]
        for name in cell.ids:
            if name in self.by_id:
                return self.by_id[name]
        return self.by_text.get(cell.text)

    def _by_function(self, cell: SubmittedCell, taken: set[int]) -> int | None:
        """Recognise a cell that defines one exercise, whose own cell is not filled."""
        defined = [name for name in self.exercises if binds(cell.source, name)]
        if len(defined) != 1 or self.exercises[defined[0]] in taken:
            return None
        return self.exercises[defined[0]]


def _code(source: str, number: int) -> NotebookNode:
    """Make a cell; nbformat's own function checks each against its schema."""
    about = {"id": f"extra-{number}", "metadata": {}, "cell_type": "code"}
    rest: dict[str, Any] = {"source": source, "outputs": [], "execution_count": None}
    return from_dict({**about, **rest})


def _markdown(source: str, number: int) -> NotebookNode:
    about = {"id": f"extra-{number}", "metadata": {}, "cell_type": "markdown"}
    return from_dict({**about, "source": harmless(source)})
