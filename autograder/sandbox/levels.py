"""The levels of isolation, and the command that starts the warm process at each."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from autograder.sandbox.environment import make_site, visible_packages

INSIDE = Path(__file__).resolve().parent / "inside"
NOBODY = 65534
LEVELS = ("full", "limits")
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class SandboxUnavailable(RuntimeError):
    """The machine cannot reach the level of isolation that was asked for."""


@functools.cache
def best_level() -> str:
    """Try what this machine can do.

    Returns
    -------
    str
        "full" or "limits".
    """
    return "full" if why_not_full() is None else "limits"


@functools.cache
def why_not_full() -> str | None:
    """Say what keeps this machine from full isolation; None when nothing does."""
    if sys.platform != "linux":
        return "full isolation needs Linux"
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap)"
    trial = [*_bubblewrap(), "--ro-bind", "/", "/", "true"]
    result = subprocess.run(trial, capture_output=True, text=True, check=False)
    if result.returncode:
        return f"bubblewrap does not work here: {result.stderr.strip()}"
    return None


def usable_level(asked: str) -> str:
    """Decide at which level to grade.

    Parameters
    ----------
    asked : {'full', 'limits', 'best'}
        What the instructor wants.

    Returns
    -------
    str
        "full" or "limits".

    Raises
    ------
    SandboxUnavailable
        If full isolation is asked for and the machine cannot do it.
    """
    if asked == "best":
        return best_level()
    if asked == "full" and (reason := why_not_full()) is not None:
        raise SandboxUnavailable(
            f"{reason}. Mend this, or choose the weaker level by name: --sandbox "
            "limits (for nbgrader's own commands: c.JudgeExercises.sandbox = 'limits')"
        )
    if asked not in LEVELS:
        raise SandboxUnavailable(f"there is no level {asked!r}; there are {LEVELS}")
    return asked


def command(level: str, control: int, scratch: Path) -> tuple[list[str], Path]:
    """Give the command that starts the warm process.

    Parameters
    ----------
    level : {'full', 'limits'}
        How isolated it is.
    control : int
        The file descriptor that it inherits.
    scratch : Path
        An empty folder of its own, which the caller removes afterwards.

    Returns
    -------
    command : list of str
        Program and arguments.
    folder : Path
        Where to start it.

    Raises
    ------
    SandboxUnavailable
        If the machine cannot do this level.
    """
    packages = visible_packages()
    if level == "limits":
        site = scratch / "site"
        site.mkdir()
        make_site(site, {**packages, "inside": INSIDE})
        home = scratch / "home"
        home.mkdir()
        drop = os.geteuid() == 0 and all(map(_open_to_all, packages.values()))
        if drop:
            os.chown(home, NOBODY, NOBODY)
        return _python(str(site), control, drop=drop), home
    if (reason := why_not_full()) is not None:
        raise SandboxUnavailable(reason)
    binds = []
    for name, target in {**packages, "inside": INSIDE}.items():
        binds += ["--ro-bind", str(target), f"/site/{name}"]
    python = _python("/site", control, drop=os.geteuid() == 0)
    return [*_bubblewrap(), *_system(), *binds, *python], scratch


def _open_to_all(path: Path) -> bool:
    """Whether a process without rights can reach it, and Python's own library too."""
    folders = [*path.parents, *Path(os.__file__).resolve().parents]
    return all(folder.stat().st_mode & 0o001 for folder in folders)


def _python(site: str, control: int, *, drop: bool) -> list[str]:
    # -I and -S: no user site, no environment, no site-packages, nothing from the folder
    # it stands in. Root becomes nobody before anything else is imported.
    start = f"import os, sys; sys.path.append({site!r})\n"
    if drop:
        start += f"os.setgroups([]); os.setresgid(*[{NOBODY}] * 3)\n"
        start += f"os.setresuid(*[{NOBODY}] * 3)\n"
    start += "from inside.zygote import main; main()"
    python = str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")
    return [python, "-I", "-S", "-c", start, str(control)]


def _bubblewrap() -> list[str]:
    arguments = ["bwrap", "--die-with-parent", "--new-session", "--unshare-pid"]
    arguments += ["--unshare-net", "--unshare-ipc", "--unshare-uts"]
    if os.geteuid() == 0:
        arguments += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID"]
        arguments += ["--cap-add", "CAP_SETGID"]
    else:
        arguments += ["--unshare-user"]
    return arguments


def _system() -> list[str]:
    """Mount what Python itself needs, read-only, and hide every site-packages."""
    arguments = ["--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"]
    arguments += [*_folders(Path("/site")), *_folders(Path("/etc"))]
    for name in ("bin", "lib", "lib64"):
        link = Path("/") / name
        if link.is_symlink():
            arguments += ["--symlink", os.readlink(link), str(link)]
        elif link.is_dir():
            arguments += ["--ro-bind", str(link), str(link)]
    for file in ("/etc/ld.so.cache", "/etc/fonts"):
        arguments += ["--ro-bind-try", file, file]
    base = Path(sys.base_prefix).resolve()
    if not base.is_relative_to("/usr"):
        arguments += [*_folders(base.parent), "--ro-bind", str(base), str(base)]
    plain = {"base": str(base), "platbase": str(base)}
    hidden = {sysconfig.get_path(name, vars=plain) for name in ("purelib", "platlib")}
    hidden |= {"/usr/lib/python3/dist-packages"}
    for folder in sorted(hidden):
        if Path(folder).is_dir():
            arguments += ["--tmpfs", folder]
    arguments += ["--perms", "1777", "--tmpfs", "/tmp", "--tmpfs", "/dev/shm"]
    arguments += ["--perms", "1777", "--tmpfs", "/home/student"]
    return [*arguments, "--chdir", "/home/student"]


def _folders(path: Path) -> list[str]:
    """Make a folder and those above it readable: bubblewrap's own default is 0700."""
    above = [p for p in (*reversed(path.parents), path) if p != Path("/")]
    return [word for p in above for word in ("--perms", "0755", "--dir", str(p))]
