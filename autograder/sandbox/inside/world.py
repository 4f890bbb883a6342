"""Build the files that the sandbox sees, where bubblewrap is not installed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from . import namespaces, system
from .confine import DEVICES

MODES = {"tmpfs": 0o1777, "hidden": 0o755}


def main() -> None:
    """Enter new namespaces, see the mounts asked for alone, and run a command there.

    The arguments: an empty folder, the mounts as JSON, where to stand, the command.
    """
    root, mounts, folder, *command = sys.argv[1:]
    os.setsid()
    namespaces.end_with_parent()
    mine = system.CLONE_NEWUSER if os.geteuid() else 0
    namespaces.enter(system.APART | mine)
    system.mount("tmpfs", root, "tmpfs", system.MS_NOSUID, "mode=0755")
    for kind, source, target in json.loads(mounts):
        _mount(kind, source, root, target)
    os.chdir(root)
    dot = os.fsencode(".")
    system.call("pivot_root", system.PIVOT_ROOT, dot, dot)
    system.unmount(".")
    os.chdir("/")
    system.read_only("/", recursive=False)
    os.chdir(folder)
    os.execv(command[0], command)


def _mount(kind: str, source: str, root: str, target: str) -> None:
    path = Path(root + target)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "link":
        path.symlink_to(source)
    elif kind == "bind" and not Path(source).is_dir():
        _bind_file(source, path)
    else:
        path.mkdir(parents=True, exist_ok=True)
    if kind == "bind" and path.is_dir():
        system.mount(source, str(path), "", system.MS_BIND | system.MS_REC)
        system.read_only(str(path))
    elif kind in MODES:
        safe = system.MS_NOSUID | system.MS_NODEV
        system.mount("tmpfs", str(path), "tmpfs", safe, f"mode={MODES[kind]:o}")
    elif kind == "proc":  # while the old one is still seen, or the kernel refuses
        namespaces.fresh_proc(str(path))
    elif kind == "devices":
        for device in DEVICES:
            _bind_file(device, Path(root + device))


def _bind_file(source: str, path: Path) -> None:
    path.touch()
    system.mount(source, str(path), "", system.MS_BIND)
    system.read_only(str(path))
