"""A platform's archive: looked into, never unpacked, so that no name leads anywhere."""

from __future__ import annotations

import io
import lzma
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from autograder.grading.handed_in import MAX_BYTES
from autograder.shown import line

MOST_ENTRIES = 50_000  # a class of a thousand with fifty files each
MOST_IN_ONE_S = 1_000  # in a zip that a student handed in
BROKEN = (
    zipfile.BadZipFile,
    RuntimeError,  # encrypted; a way of packing that Python does not know
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
)
# What systems and editors lay beside what was meant.
JUNK = {"__MACOSX", ".ipynb_checkpoints", "__pycache__", "Thumbs.db", "desktop.ini"}


class NotAnArchive(ValueError):
    """The file is no archive of a class's work; the text says why."""


class NotReadable(ValueError):
    """One file of an archive cannot be read; the text is the reason."""


class Piece(NamedTuple):
    """A file in an archive.

    Parameters
    ----------
    parts : tuple of str
        Its path; what a zip within the archive holds lies below that zip's name.
    read : callable
        Gives its bytes. Raises `NotReadable`, also where they are too many.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes]

    @property
    def path(self) -> str:
        """The path as a person reads it."""
        return line("/".join(self.parts))


def look_into(archive: Path) -> tuple[list[Piece], dict[str, str]]:
    """List what an archive holds, and what a zip within it holds.

    Parameters
    ----------
    archive : Path
        A zip.

    Returns
    -------
    pieces : list of Piece
        Its files, without those that systems lay beside them.
    refused : dict of str to str
        For each path that is not taken, why.

    Raises
    ------
    NotAnArchive
        If it is none, or holds more than any class hands in. The text is one line.
    """
    name = line(archive.name)
    if archive.is_dir():
        raise NotAnArchive(
            f"{name} is a folder: give the zip as the platform wrote it (a browser may "
            "have unpacked it; zip the folder again)"
        )
    if not archive.is_file():
        raise NotAnArchive(f"there is no file {name}")
    refused: dict[str, str] = {}
    try:
        with zipfile.ZipFile(archive) as whole:
            entries = whole.infolist()
    except BROKEN:
        raise NotAnArchive(
            f"{name} is no zip archive, or only a part of one: download it again"
        ) from None
    if len(entries) > MOST_ENTRIES:
        raise NotAnArchive(
            f"{name} holds {len(entries):,} files, which no class hands in: nothing "
            "was collected"
        )
    pieces: list[Piece] = []
    for piece in _pieces(lambda: zipfile.ZipFile(archive), entries, refused):
        if piece.parts[-1].casefold().endswith(".zip"):
            pieces += _within(piece, refused)
        else:
            pieces.append(piece)
    if not pieces and not refused:
        raise NotAnArchive(f"{name} is empty")
    return pieces, refused


def _within(packed: Piece, refused: dict[str, str]) -> list[Piece]:
    """List what a zip holds that lies in the archive."""

    def opened() -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(packed.read()))

    try:
        with opened() as inner:
            entries = inner.infolist()
    except NotReadable as error:
        refused[packed.path] = str(error)
        return []
    except BROKEN:
        refused[packed.path] = "is no zip archive, whatever its name says"
        return []
    if len(entries) > MOST_IN_ONE_S:
        refused[packed.path] = f"holds {len(entries):,} files: too many to look at"
        return []
    return list(_pieces(opened, entries, refused, packed.parts))


def _pieces(
    opened: Callable[[], zipfile.ZipFile],
    entries: list[zipfile.ZipInfo],
    refused: dict[str, str],
    above: tuple[str, ...] = (),
) -> Iterator[Piece]:
    for entry in entries:
        name = _name(entry)
        parts = safe_parts(name)
        if entry.is_dir() or (parts and _is_junk(parts)):
            continue
        if not parts:
            said = line("/".join((*above, name)))
            refused[said] = "its path leads out of the archive"
        elif stat.S_ISLNK(entry.external_attr >> 16):
            refused[line("/".join((*above, *parts)))] = "it is a link, no file"
        else:
            yield Piece((*above, *parts), _reader(opened, entry))


def _reader(
    opened: Callable[[], zipfile.ZipFile], entry: zipfile.ZipInfo
) -> Callable[[], bytes]:
    def read() -> bytes:
        if entry.flag_bits & 1:
            raise NotReadable("it is locked with a password")
        if entry.file_size > MAX_BYTES:
            size = f"{entry.file_size / 1e6:,.0f} MB"
            raise NotReadable(f"unpacked it would be too large to be read ({size})")
        try:
            with opened() as archive, archive.open(entry) as file:
                # What a header says of the size may be a lie.
                return file.read(MAX_BYTES)
        except BROKEN:
            raise NotReadable("it is damaged in the archive") from None

    return read


def _name(entry: zipfile.ZipInfo) -> str:
    """Read a name that is UTF-8 and does not say so, as some programs write it."""
    if not entry.flag_bits & 0x800:
        try:
            return entry.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return entry.filename


def safe_parts(name: str) -> tuple[str, ...]:
    r"""Split a path in an archive; nothing is left of one that leads out of it.

    Parameters
    ----------
    name : str
        As the archive has it, with slashes or backslashes.

    Returns
    -------
    tuple of str
        Its parts, accents put together; empty for ``../x``, ``/x`` and ``C:/x``.

    Examples
    --------
    >>> safe_parts("ada/./01\\neuron.ipynb"), safe_parts("ada/../bob/neuron.ipynb")
    (('ada', '01', 'neuron.ipynb'), ())
    """
    path = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    leads_out = path.startswith("/") or re.match("[A-Za-z]:/", path) or ".." in parts
    return () if leads_out else parts


def _is_junk(parts: tuple[str, ...]) -> bool:
    hidden = parts[-1].startswith("._") or parts[-1] == ".DS_Store"
    return hidden or not JUNK.isdisjoint(parts)
