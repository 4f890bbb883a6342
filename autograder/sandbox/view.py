"""Which files the sandbox sees at full isolation: Python, the packages, no more."""

from __future__ import annotations

import json
import os
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.environment import visible_packages

INSIDE = Path(__file__).resolve().parent / "inside"
HOME = "/home/student"
NOBODY = 65534


@dataclass(frozen=True)
class Mount:
    """One thing that is seen.

    Parameters
    ----------
    kind : {'bind', 'link', 'tmpfs', 'hidden', 'proc', 'devices'}
        A file or folder shown read-only; a symbolic link; an empty folder that all may
        write to; an empty folder in place of one that is not to be seen; ``/proc``;
        the harmless devices.
    source : str
        What is shown, or what the link says; empty for the other kinds.
    target : str
        Where.
    """

    kind: str
    source: str
    target: str


def mounts() -> list[Mount]:
    """List all that the sandbox sees, in the order in which it is mounted."""
    found = [Mount("bind", "/usr", "/usr")]
    for name in ("/bin", "/lib", "/lib64"):
        if os.path.islink(name):
            found.append(Mount("link", os.readlink(name), name))
        elif os.path.isdir(name):
            found.append(Mount("bind", name, name))
    for file in ("/etc/ld.so.cache", "/etc/fonts"):
        if os.path.exists(file):
            found.append(Mount("bind", file, file))
    base = Path(sys.base_prefix).resolve()
    if not base.is_relative_to("/usr"):
        found.append(Mount("bind", str(base), str(base)))
    plain = {"base": str(base), "platbase": str(base)}
    hidden = {sysconfig.get_path(name, vars=plain) for name in ("purelib", "platlib")}
    hidden |= {"/usr/lib/python3/dist-packages", "/usr/local", "/usr/src"}
    found += [
        Mount("hidden", "", folder)
        for folder in sorted(hidden)
        if os.path.isdir(folder) and not base.is_relative_to(folder)
    ]
    for name, package in {**visible_packages(), "inside": INSIDE}.items():
        found.append(Mount("bind", str(package), f"/site/{name}"))
    found += [Mount("proc", "", "/proc"), Mount("devices", "", "/dev")]
    return found + [Mount("tmpfs", "", path) for path in ("/tmp", "/dev/shm", HOME)]


def with_bubblewrap(command: list[str]) -> list[str]:
    """Give the command that runs a command in the view, with bubblewrap."""
    words = ["bwrap", "--die-with-parent", "--new-session", "--unshare-pid"]
    words += ["--unshare-net", "--unshare-ipc", "--unshare-uts"]
    if os.geteuid() == 0:
        words += ["--cap-drop", "ALL"]
        for capability in ("SETUID", "SETGID", "SYS_ADMIN"):
            words += ["--cap-add", f"CAP_{capability}"]
    else:
        words += ["--unshare-user"]
    made: set[Path] = set()
    for mount in mounts():
        for path in reversed(Path(mount.target).parents):
            # bubblewrap would make the folders on the way with the mode 0700.
            if path not in made and not _inside_a_bind(path):
                words += ["--perms", "0755", "--dir", str(path)]
            made.add(path)
        words += {
            "bind": ["--ro-bind", mount.source, mount.target],
            "link": ["--symlink", mount.source, mount.target],
            "tmpfs": ["--perms", "1777", "--tmpfs", mount.target],
            "hidden": ["--perms", "0755", "--tmpfs", mount.target],
            "proc": ["--proc", mount.target],
            "devices": ["--dev", mount.target],
        }[mount.kind]
    return [*words, "--remount-ro", "/", "--chdir", HOME, *command]


def with_own_namespaces(command: list[str], scratch: Path) -> list[str]:
    """Give the command that runs a command in the view, with nothing installed."""
    root = scratch / "root"
    root.mkdir(exist_ok=True)
    listed = json.dumps([[m.kind, m.source, m.target] for m in mounts()])
    start = f"import sys; sys.path.append({str(INSIDE.parent)!r})\n"
    start += "from inside.world import main; main()"
    python = [str(interpreter()), "-I", "-S", "-c", start]
    return [*python, str(root), listed, HOME, *command]


def interpreter() -> Path:
    """Give the Python that the environment was made from: the sandbox runs it."""
    return Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"


def bubblewrap() -> str | None:
    """Say where bubblewrap is installed, if it is."""
    return shutil.which("bwrap")


def _inside_a_bind(path: Path) -> bool:
    base = Path(sys.base_prefix).resolve()
    if path == Path("/") or path.is_relative_to("/usr"):
        return True
    return path == base or base in path.parents
