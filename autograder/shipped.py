"""The course's text as this version brings it along, and as a course has taken it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from autograder.chapters import TEXTS
from autograder.grading.records import write_whole
from autograder.grading.version import code_fingerprint
from autograder.installed import shipped
from autograder.optional import is_there

NOTE = "chapters/.shipped.json"


class NoteUnreadable(ValueError):
    """A course does not say what it was made from; the text says what to do."""


@dataclass(frozen=True)
class Edition:
    """One version of the course.

    Parameters
    ----------
    version : str
        Of the package.
    grader : str
        A hash of the code that judges.
    texts : mapping of str to str
        Hashes of the chapters' files, by path from the course's folder.
    """

    version: str
    grader: str
    texts: Mapping[str, str] = field(default_factory=dict)


def installed_edition() -> Edition:
    """Describe the version that is installed.

    Returns
    -------
    Edition
        With the text that `text_of` gives.
    """
    texts = {name: hash_of(text_of(name)) for name in TEXTS.values()}
    return Edition(version("backprop-course"), code_fingerprint(), texts)


def text_of(name: str) -> bytes:
    """Read a file of the course that this version brings along.

    Parameters
    ----------
    name : str
        Its path, from the course's folder.

    Returns
    -------
    bytes
        What is in it.
    """
    return (shipped() / name).read_bytes()


def hash_of(text: bytes) -> str:
    """Hash a text; how its lines end does not count.

    Parameters
    ----------
    text : bytes
        What is in a file.

    Returns
    -------
    str
        A hash.
    """
    return hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()


def write_note(root: Path, edition: Edition) -> None:
    """Note which version a course has taken.

    Parameters
    ----------
    root : Path
        The course.
    edition : Edition
        Which.
    """
    write_whole(root / NOTE, json.dumps(asdict(edition), indent=1).encode())


def read_note(root: Path) -> Edition | None:
    """Read which version a course has taken last.

    Parameters
    ----------
    root : Path
        The course.

    Returns
    -------
    Edition or None
        None for a course that no `init` made: the repository itself.

    Raises
    ------
    NoteUnreadable
        If something else is in the file.
    DanglingLink
        If a link stands for it that leads nowhere.
    """
    if not is_there(root / NOTE):
        return None
    try:
        noted = json.loads((root / NOTE).read_bytes())
        texts = {str(name): str(kept) for name, kept in noted["texts"].items()}
        return Edition(str(noted["version"]), str(noted["grader"]), texts)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoteUnreadable(
            f"{NOTE} is not as `backprop init` wrote it: put it back from a backup of "
            "this folder, or make a new course and copy classroom/ and your own "
            "chapters into it"
        ) from None


def is_newer(one: str, other: str) -> bool:
    """Whether a version of ours comes after another, like 0.10.0 after 0.9.1."""
    first, second = (
        [int(number) for number in re.findall(r"\d+", text)] for text in (one, other)
    )
    return first > second


def out_of_step(root: Path) -> str | None:
    """Say if a course has another version's text than the one that is installed.

    Parameters
    ----------
    root : Path
        The course.

    Returns
    -------
    str or None
        One line; None where they belong together.
    """
    noted = read_note(root)
    if noted is None or noted.version == (here := version("backprop-course")):
        return None
    about = f"This course has the chapters of version {noted.version}, and {here} is"
    if is_newer(here, noted.version):
        return f"{about} installed: `backprop upgrade --dry-run` says what changes."
    return f"{about} installed here, which is older: install the newer one."
