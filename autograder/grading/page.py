"""The page that a student gets back: what it came to, then the work, then the text."""

from __future__ import annotations

import contextlib
import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from autograder.budget import Spent, budget, working
from autograder.grading.inert import PICTURE, POLICY
from autograder.grading.marked import Mark, Marking
from autograder.grading.records import fingerprint
from autograder.grading.rendered import (
    answered,
    cut,
    markdown,
    python,
    shortened,
    title,
    words,
)
from autograder.grading.version import code_fingerprint

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = ("feedback.html.j2", "feedback.css")
MAX_CODE = 100_000
MAX_TEXT = 200_000
UNANSWERED = "No response."  # nbgrader's own comment
TOO_MUCH = "# Showing what stands here took too much processor time."
HEADING = re.compile(r"^#{1,2} (.+)$", re.M)
FENCED = re.compile(r"^```.*?^```", re.M | re.S)


@dataclass
class Room:
    """How much of what a student wrote may still be shown."""

    code: int = MAX_CODE
    text: int = MAX_TEXT


@dataclass
class Piece:
    """One thing to be read: a text, a cell with what it showed, a verdict.

    Parameters
    ----------
    kind : {'text', 'code', 'verdict'}
        What it is.
    html : Markup
        The text, or the coloured code.
    outputs : list of Markup
        Of a cell with code.
    verdict : mapping, optional
        What `autograder.grading.outputs` says of an exercise.
    """

    kind: str
    html: Markup = field(default_factory=Markup)
    outputs: list[Markup] = field(default_factory=list)
    verdict: Mapping[str, Any] | None = None


@dataclass
class Section:
    """What belongs together.

    Parameters
    ----------
    kind : {'folded', 'exercise', 'answer', 'own'}
        A run of the chapter's own cells; an exercise with its verdict; an answer in
        words; a cell that the student added.
    name : str
        Grade id of what has earned the points.
    title : Markup
        What stands above it.
    mark : Mark, optional
        The points, where it has any.
    pieces : list of Piece
        In their order.
    comment : Markup
        What a person has written about it.
    solution : Piece, optional
        The model answer, once it is shown.
    heads : list of Markup
        The headings that are folded away.
    """

    kind: str
    name: str = ""
    title: Markup = field(default_factory=Markup)
    mark: Mark | None = None
    pieces: list[Piece] = field(default_factory=list)
    comment: Markup = field(default_factory=Markup)
    solution: Piece | None = None
    heads: list[Markup] = field(default_factory=list)

    @property
    def verdict(self) -> Mapping[str, Any]:
        """What the grader says about the exercise."""
        return next((p.verdict for p in self.pieces if p.verdict), {})

    @property
    def state(self) -> str:
        """Say in two words how it stands."""
        if self.mark is None:
            return ""
        if self.mark.unread:
            return "not read yet"
        if self.mark.points >= self.mark.worth:
            return "full points"
        return "some points" if self.mark.points > 0 else "no points yet"


def feedback_page(
    notebook: Mapping[str, Any],
    marking: Marking | None = None,
    origin: str = "",
    *,
    bare: bool = False,
) -> str:
    """Write the page of a graded notebook.

    Parameters
    ----------
    notebook : mapping
        The graded notebook, of nbformat 4.
    marking : Marking, optional
        What the gradebook says; where there is none, the page has no points.
    origin : str
        From `origin_of`; written into the page, so that it is known to be up to date.
    bare : bool
        Whether what the student wrote is left out.

    Returns
    -------
    str
        HTML that runs nothing and loads nothing. Where what the student wrote takes too
        much time, it is left out.
    """
    marking = marking or Marking()
    with budget(), contextlib.suppress(Spent, RecursionError):
        if not bare:
            with working():
                return _page(notebook, marking, origin, Room())
    return _page(notebook, marking, origin, None)


def read_graded(content: bytes) -> dict[str, Any]:
    """Read the file of a graded notebook.

    Parameters
    ----------
    content : bytes
        As our own lane writes it, or nbgrader's: that cuts texts into lines. nbformat
        would read it too, and takes longer to be imported than forty pages to be
        written.

    Returns
    -------
    dict
        Every text in one piece.
    """
    notebook: dict[str, Any] = json.loads(content)
    for cell in notebook["cells"]:
        _join(cell, "source")
        for output in cell.get("outputs", ()):
            _join(output, "text")
            for kind in output.get("data", ()):
                _join(output["data"], kind)
    return notebook


def _join(holder: dict[str, Any], name: str) -> None:
    if isinstance(lines := holder.get(name), list):
        holder[name] = "".join(lines)


def origin_of(notebook: bytes, marking: Marking) -> str:
    """Hash all that a page depends on: the notebook, its marks, and this code.

    Parameters
    ----------
    notebook : bytes
        The file of the graded notebook.
    marking : Marking
        What the gradebook says of it.

    Returns
    -------
    str
        Another one where anything is different.
    """
    return fingerprint(notebook, repr(marking).encode(), _code())


def written_from(page: Path) -> str:
    """Read what a page was written from; empty where it does not say."""
    try:
        with page.open("rb") as file:
            found = re.search(rb'name="origin" content="(\w+)"', file.read(2000))
    except OSError:
        return ""
    return found[1].decode() if found else ""


@functools.cache
def _code() -> bytes:
    files = [(DATA / name).read_bytes() for name in FILES]
    return fingerprint(code_fingerprint().encode(), *files).encode()


def _page(
    notebook: Mapping[str, Any], marking: Marking, origin: str, room: Room | None
) -> str:
    cells, note = notebook["cells"], _note(notebook)
    sections = list(_sections(cells[1:] if note else cells, marking, room))
    return _template().render(
        policy=POLICY,
        origin=origin,
        chapter=next((h for s in sections for h in s.heads), "Your work"),
        marking=marking,
        note=note,
        sections=sections,
        graded=[s for s in sections if s.mark is not None],
    )


def _note(notebook: Mapping[str, Any]) -> str:
    """Say why there is nothing to be graded; empty where there is."""
    return str(notebook["metadata"].get("backprop", {}).get("note", ""))


def _sections(
    cells: list[Mapping[str, Any]], marking: Marking, room: Room | None
) -> Iterator[Section]:
    """Cut a notebook into what is read as one.

    An exercise ends with its check; a text of the chapter between them comes after it.
    """
    folded, exercise = Section("folded"), None
    for cell in cells:
        kind, name = _kind(cell), _grade_id(cell)
        if kind == "folded":
            folded.pieces.append(_piece(cell))
            folded.heads += _heads(cell)
            continue
        if exercise is not None and kind in ("exercise", "answer"):
            yield exercise  # without its check
            exercise = None
        if exercise is None and folded.pieces:
            yield folded
            folded = Section("folded")
        section = exercise or _section(kind, name.removeprefix("check_"))
        if kind == "check":
            section.mark = marking.marks.get(name)
            section.pieces.append(_verdict(cell))
        else:
            mark = marking.marks.get(name, Mark())
            section.pieces.append(_students(cell, room))
            section.comment = _comment(mark.comment) or section.comment
            section.mark = mark if kind == "answer" else section.mark
            section.solution = _solution(kind, marking.solutions.get(name, ""))
        exercise = section if kind == "exercise" or exercise is not None else None
        if kind == "check" or exercise is None:
            yield section
            exercise = None
    yield from (s for s in (exercise, folded) if s is not None and s.pieces)


def _solution(kind: str, text: str) -> Piece | None:
    """Show a model answer, once there is one to be shown."""
    if not text:
        return None
    if kind == "answer":
        return Piece("text", Markup(markdown(text)))
    return Piece("code", Markup(python(text)))


def _comment(text: str) -> Markup:
    """Render what a person wrote in formgrader, which promises Markdown."""
    return Markup(markdown(text)) if text and text != UNANSWERED else Markup(text)


def _section(kind: str, name: str) -> Section:
    if kind == "answer":
        return Section("answer", name, Markup(words(name.replace("_", " "))))
    if kind == "own":
        return Section("own", "", Markup("A cell that you added"))
    return Section("exercise", name, _code_name(name))


def _code_name(name: str) -> Markup:
    """Set a name as code that may be broken where a word of it ends."""
    return Markup("<code>{}</code>").format(Markup("_<wbr>").join(name.split("_")))


def _kind(cell: Mapping[str, Any]) -> str:
    """Say what a cell is: of the chapter and folded, or of which kind of section."""
    if str(cell.get("id", "")).startswith("extra-"):
        return "own"
    about = cell["metadata"].get("nbgrader", {})
    if about.get("solution"):
        return "exercise" if cell["cell_type"] == "code" else "answer"
    return "check" if about.get("grade") else "folded"


def _grade_id(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _heads(cell: Mapping[str, Any]) -> list[Markup]:
    """Give the headings of a text of ours."""
    if cell["cell_type"] != "markdown":
        return []
    found = HEADING.findall(FENCED.sub("", cell["source"]))
    return [Markup(title(words)) for words in found]


def _piece(cell: Mapping[str, Any]) -> Piece:
    """Show a cell of the chapter."""
    if cell["cell_type"] != "code":
        return Piece("text", Markup(markdown(cell["source"])))
    return Piece("code", Markup(python(cell["source"])), _outputs(cell))


def _students(cell: Mapping[str, Any], room: Room | None) -> Piece:
    """Show a student's cell, as far as there is room."""
    source = cell["source"]
    if cell["cell_type"] != "code":
        shown = cut(source, room.text if room else 0)
        if room:
            room.text -= len(shown)
        return Piece("text", Markup(answered(shown, cell.get("attachments", {}))))
    shown = shortened(source, room.code) if room else TOO_MUCH
    if room:
        room.code -= len(shown)
    return Piece("code", Markup(python(shown)), _outputs(cell) if room else [])


def _verdict(cell: Mapping[str, Any]) -> Piece:
    """Show what the grader says; what an earlier one wrote as plain text."""
    for output in cell["outputs"]:
        if verdict := output.get("metadata", {}).get("verdict"):
            remarks = [o for o in cell["outputs"] if _is_remark(o)]
            shown = [Markup(_output(one)) for one in remarks]
            return Piece("verdict", outputs=shown, verdict=verdict)
    return Piece("code", outputs=_outputs(cell))


def _is_remark(output: Mapping[str, Any]) -> bool:
    return output["output_type"] == "display_data" and not output.get("metadata")


def _outputs(cell: Mapping[str, Any]) -> list[Markup]:
    return [Markup(_output(one)) for one in cell["outputs"]]


def _output(output: Mapping[str, Any]) -> str:
    """Show an output: plain text and PNG, and nothing else."""
    kind, data = output["output_type"], output.get("data", {})
    if kind == "stream":
        return _printed(output["text"], output["name"])
    if kind == "error":
        return _printed("\n".join(output["traceback"]), "stderr")
    if picture := data.get("image/png"):
        alt = "Picture that this cell draws"
        return f'<p><img alt="{alt}" src="{PICTURE}{escape(picture)}"></p>'
    return _printed(data.get("text/plain", ""), "result")


def _printed(text: str, kind: str) -> str:
    return f'<pre class="{escape(kind)}">{escape(text)}</pre>' if text else ""


@functools.cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(DATA),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (DATA / FILES[1]).read_text(encoding="utf-8")
    environment.globals["style"] = Markup(style)
    environment.filters["words"] = lambda text: Markup(words(text))
    environment.filters["number"] = lambda value: f"{round(value, 2):g}"
    environment.filters["time"] = _how_long
    return environment.get_template(FILES[0])


def _how_long(seconds: float) -> str:
    """Say how long something is, in the largest unit that fits."""
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"
