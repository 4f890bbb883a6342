"""The pictures among a student's words: taken out, drawn anew, put back."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from autograder.budget import Spent

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from autograder.sandbox.session import Sandbox

MAX_PICTURES = 20
MAX_BYTES = 12 * 2**20
KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")
# JupyterLab and VS Code attach a pasted picture to its cell; Colab writes it out.
WHERE = r"attachment:[^)\s\"'<>]{1,300}|data:image/\w{3,4};base64,[\w+/=]+"
REFERENCE = re.compile(
    rf"!\[[^\]\n]{{0,300}}\]\(({WHERE})(?:\s+\"[^\"\n]{{0,300}}\")?\)"
    rf"|<img\b[^>]{{0,300}}?\bsrc=[\"']({WHERE})[\"'][^>]{{0,300}}>"
)
STANDS_FOR = re.compile(r"\(picture ([0-9a-f]{16})\)")
UNREADABLE = "(a picture that could not be read)"


def taken_out(source: str, attachments: Any) -> tuple[str, tuple[bytes, ...]]:
    """Take the pictures out of a cell with words.

    Parameters
    ----------
    source : str
        What stands in it.
    attachments : object
        What is attached to it; nothing in it is believed.

    Returns
    -------
    source : str
        The words; what `STANDS_FOR` finds stands for each picture.
    pictures : tuple of bytes
        As they were handed in.
    """
    pictures: list[bytes] = []

    def take(found: re.Match[str]) -> str:
        content = _content(found[1] or found[2], attachments)
        if content is None:
            return UNREADABLE
        pictures.append(content)
        return f"(picture {name_of(content)})"

    if "attachment:" in source or "data:image/" in source:
        source = REFERENCE.sub(take, source)
    return source, tuple(pictures)


def name_of(content: bytes) -> str:
    """Name a picture by what is in it: another one is another answer."""
    return hashlib.sha256(content).hexdigest()[:16]


def _content(where: str, attachments: Any) -> bytes | None:
    kind, _, written = where.partition(",")
    if kind.startswith("attachment:"):
        named = attachments if isinstance(attachments, dict) else {}
        forms = named.get(unquote(where.removeprefix("attachment:")))
        forms = forms if isinstance(forms, dict) else {}
        written = next((forms[kind] for kind in KINDS if kind in forms), "")
        if isinstance(written, list):
            written = "".join(line for line in written if isinstance(line, str))
    if not isinstance(written, str) or not 0 < len(written) < MAX_BYTES * 4 // 3:
        return None
    try:
        return base64.b64decode(written)
    except ValueError:
        return None


def put_back(
    notebook: NotebookNode, pictures: Mapping[str, bytes], sandbox: Sandbox
) -> None:
    """Attach the pictures to the cells whose words tell of them.

    Parameters
    ----------
    notebook : NotebookNode
        The rebuilt submission, changed in place.
    pictures : mapping of str to bytes
        By name, as they were handed in. They are decoded in the sandbox and come back
        as PNG, within the bounds that hold for outputs.
    sandbox : Sandbox
        Where they are drawn anew.
    """
    from nbformat import from_dict

    cells = [c for c in notebook.cells if pictures and c.cell_type == "markdown"]
    told = dict.fromkeys(
        name for cell in cells for name in STANDS_FOR.findall(cell.source)
    )
    names = [name for name in told if name in pictures]
    drawn = _drawn([pictures[name] for name in names[:MAX_PICTURES]], sandbox)
    shown = dict(zip(names, drawn, strict=False))
    for cell in cells:
        attached: dict[str, dict[str, str]] = {}

        def show(found: re.Match[str]) -> str:
            if found[1] not in pictures:
                return found[0]
            if (content := shown.get(found[1])) is None:
                return UNREADABLE
            attached[f"{found[1]}.png"] = {"image/png": content}  # noqa: B023
            return f"![picture](attachment:{found[1]}.png)"

        cell.source = STANDS_FOR.sub(show, cell.source)
        if attached:
            cell["attachments"] = from_dict(attached)


def _drawn(contents: list[bytes], sandbox: Sandbox) -> list[str | None]:
    from autograder.grading.outputs import Room, png
    from autograder.sandbox.session import SessionLost

    room, drawn = Room(), list[str | None]()
    while len(drawn) < len(contents):
        with sandbox.session() as session:
            try:
                for content in contents[len(drawn) :]:
                    drawn.append(png(session.redraw(content), room))
            except SessionLost:  # over this one; the next ones may be as good as any
                drawn.append(None)
            except Spent:
                break
    return drawn
