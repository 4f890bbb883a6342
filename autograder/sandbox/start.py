"""The commands that start a process in the sandbox, at each level."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox import view
from autograder.sandbox.environment import make_site, visible_packages
from autograder.sandbox.inside import landlock
from autograder.sandbox.limits import Limits

KERNEL = ("limits", "no new privileges", "landlock", "seccomp")
# What is done to each submission's process; `inside.confine` knows the names.
STEPS = {
    "full": ["streams", "namespaces", *KERNEL],
    "limits": ["streams", *KERNEL],
}
# Steps that the kernel may lack; without any of the others grading refuses.
OPTIONAL = {"landlock", "seccomp"}
SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts")


@dataclass(frozen=True)
class Start:
    """How a process in the sandbox is started.

    Parameters
    ----------
    command : list of str
        Program and arguments.
    folder : Path
        Where to start it.
    home : str
        Its home folder, as it sees it.
    readable, writable : list of str
        The paths, as it sees them, that a submission may use.
    """

    command: list[str]
    folder: Path
    home: str
    readable: list[str]
    writable: list[str]

    def plan(self, level: str, limits: Limits) -> dict[str, Any]:
        """Say what is to be done to each submission's process."""
        return {
            "steps": STEPS[level],
            "limits": limits.for_child(),
            "readable": self.readable,
            "writable": self.writable,
        }


def full(mechanism: str, program: str, words: list[str], scratch: Path) -> Start:
    """Start a module of `inside` in a view of its own.

    Parameters
    ----------
    mechanism : {'bubblewrap', 'namespaces'}
        Who makes the view.
    program : str
        Name of the module; its ``main`` is called.
    words : list of str
        Its arguments.
    scratch : Path
        An empty folder, which the caller removes afterwards.

    Returns
    -------
    Start
        How to start it.
    """
    # Root mounts a /proc that nothing covers, else no submission could mount its own.
    root = os.geteuid() == 0
    before = "namespaces.fresh_proc()\n" if root else ""
    command = _python("/site", program, words, before, drop=root)
    if mechanism == "bubblewrap":
        command = view.with_bubblewrap(command)
    else:
        command = view.with_own_namespaces(command, scratch)
    writable = ["/tmp", "/dev/shm", view.HOME]
    return Start(command, scratch, view.HOME, ["/"], writable)


def limited(program: str, words: list[str], scratch: Path) -> Start:
    """Start a module of `inside` without a view of its own.

    Parameters
    ----------
    program : str
        Name of the module; its ``main`` is called.
    words : list of str
        Its arguments.
    scratch : Path
        An empty folder, which the caller removes afterwards.

    Returns
    -------
    Start
        How to start it.
    """
    packages = {**visible_packages(), "inside": view.INSIDE}
    site, home = scratch / "site", scratch / "home"
    site.mkdir()
    make_site(site, packages)
    home.mkdir()
    root = os.geteuid() == 0
    if root:
        os.chown(home, view.NOBODY, view.NOBODY)
    base = view.interpreter().resolve().parent.parent
    readable = [*SYSTEM, str(base), str(site)]
    readable += [str(path) for path in packages.values()]
    reading = root and not _open_to_all()
    command = _python(str(site), program, words, "", drop=root, reading=reading)
    return Start(command, home, str(home), readable, [str(home)])


def why_not_limited() -> str | None:
    """Say what keeps this machine from the level "limits"; None when nothing does."""
    if os.geteuid() != 0 or _open_to_all() or landlock.version():
        return None
    return (
        "root's Python lies in a folder that is closed to others, and nothing here "
        "could hold a submission that runs as root: grade as another user"
    )


def _open_to_all() -> bool:
    """Whether a process without rights can reach the packages and Python's library."""
    folders = set(Path(os.__file__).resolve().parents)
    for path in visible_packages().values():
        folders.update(path.parents)
    return all(folder.stat().st_mode & 0o001 for folder in folders)


def _python(
    site: str,
    program: str,
    words: list[str],
    before: str,
    *,
    drop: bool,
    reading: bool = False,
) -> list[str]:
    # -I and -S: no user site, no environment, no site-packages, nothing from the folder
    # it stands in. Root becomes nobody before anything else is imported.
    start = f"import sys; sys.path.append({site!r})\nfrom inside import namespaces\n"
    start += before
    if drop:
        start += f"namespaces.become({view.NOBODY}, reading={reading})\n"
    start += "namespaces.end_with_parent()\n"
    start += f"from inside.{program} import main; main()"
    return [str(view.interpreter()), "-I", "-S", "-c", start, *words]
