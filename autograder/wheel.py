"""Pack ``course`` as a wheel: the same files give the same bytes."""

from __future__ import annotations

import base64
import hashlib
import io
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
KINDS = {".py", ".js", ".css", ".npz", ".txt"}
ABOUT = "Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: {tag}\n"
TAG = "py3-none-any"


def make_wheel(course: Path, licence: Path) -> tuple[str, bytes]:
    """Pack the students' package.

    Parameters
    ----------
    course : Path
        The folder of the package; its ``pyproject.toml`` says name, version, needs.
    licence : Path
        The text of its licence.

    Returns
    -------
    name : str
        Of the file.
    content : bytes
        The wheel.
    """
    about = tomllib.loads((course / "pyproject.toml").read_text(encoding="utf-8"))
    project = about["project"]
    stem = f"{project['name'].replace('-', '_')}-{project['version']}"
    info = f"{stem}.dist-info"
    files = {
        f"course/{path.relative_to(course).as_posix()}": path.read_bytes()
        for path in sorted(course.rglob("*"))
        if path.suffix in KINDS and ".egg-info" not in str(path)
    }
    files[f"{info}/licenses/LICENSE"] = licence.read_bytes()
    files[f"{info}/METADATA"] = _metadata(project).encode()
    files[f"{info}/WHEEL"] = ABOUT.format(tag=TAG).encode()
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


def _metadata(project: Mapping[str, object]) -> str:
    needs = project["dependencies"]
    assert isinstance(needs, list)
    return "\n".join(
        [
            "Metadata-Version: 2.4",
            f"Name: {project['name']}",
            f"Version: {project['version']}",
            f"Summary: {project['description']}",
            f"License-Expression: {project['license']}",
            "License-File: LICENSE",
            f"Requires-Python: {project['requires-python']}",
            *(f"Requires-Dist: {one}" for one in needs),
            "",
        ]
    )


def _digest(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
