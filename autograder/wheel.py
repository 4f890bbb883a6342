"""Write a wheel, or another zip: the same files give the same bytes."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
TAG = "py3-none-any"
ABOUT = (
    f"Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: {TAG}\n"
)


@dataclass(frozen=True)
class Contents:
    """What a wheel is made of.

    Parameters
    ----------
    project : mapping
        The table ``[project]`` of its ``pyproject.toml``.
    files : mapping of str to bytes
        What is installed, by path.
    licences : mapping of str to bytes
        Texts of the licences, by name.
    readme : str
        The long description, Markdown.
    """

    project: Mapping[str, Any]
    files: Mapping[str, bytes]
    licences: Mapping[str, bytes]
    readme: str = field(default="", repr=False)


def make_wheel(contents: Contents) -> tuple[str, bytes]:
    """Pack a wheel.

    Parameters
    ----------
    contents : Contents
        What it is made of.

    Returns
    -------
    name : str
        Of the file.
    content : bytes
        The wheel.
    """
    project = contents.project
    stem = f"{project['name'].replace('-', '_')}-{project['version']}"
    info = f"{stem}.dist-info"
    files = dict(sorted(contents.files.items()))
    for name, text in contents.licences.items():
        files[f"{info}/licenses/{name}"] = text
    files[f"{info}/METADATA"] = _metadata(contents).encode()
    files[f"{info}/WHEEL"] = ABOUT.encode()
    scripts = project.get("scripts", {})
    if scripts:
        lines = [f"{name} = {what}" for name, what in sorted(scripts.items())]
        listed = "\n".join(["[console_scripts]", *lines, ""])
        files[f"{info}/entry_points.txt"] = listed.encode()
    record = f"{info}/RECORD"
    lines = [f"{name},{_digest(data)},{len(data)}" for name, data in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return f"{stem}-{TAG}.whl", zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files, in their order, with nothing in it of this day or this machine.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by their paths.

    Returns
    -------
    bytes
        A zip file.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def _metadata(contents: Contents) -> str:
    project = contents.project
    extras = project.get("optional-dependencies", {})
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {project['version']}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        *(f"License-File: {name}" for name in contents.licences),
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {one}" for one in project["dependencies"]),
    ]
    for extra, needs in sorted(extras.items()):
        lines.append(f"Provides-Extra: {extra}")
        lines += [f"Requires-Dist: {_for_an_extra(one, extra)}" for one in needs]
    if contents.readme:
        lines += ["Description-Content-Type: text/markdown", "", contents.readme]
    return "\n".join([*lines, ""])


def _for_an_extra(need: str, extra: str) -> str:
    what, _, marker = need.partition(";")
    here = f'extra == "{extra}"'
    return f"{what.strip()} ; {f'({marker.strip()}) and {here}' if marker else here}"


def _digest(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
