"""Move a process to a world of its own: processes, files, network, all new."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from . import system


def enter(flags: int) -> None:
    """Leave every namespace and go on as process 1 of the new ones.

    The calling process stays behind, waits for the new one and ends with it.

    Parameters
    ----------
    flags : int
        Which namespaces are left.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    user, group = os.getuid(), os.getgid()
    system.prctl(system.PR_SET_DUMPABLE, 1)  # else /proc/self belongs to root
    system.unshare(flags)
    if flags & system.CLONE_NEWUSER:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    child = os.fork()
    if child:
        _stay_behind(child)
    end_with_parent()
    system.mount("none", "/", "", system.MS_REC | system.MS_PRIVATE)


def end_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends.

    It forgets that when a process changes its user, its user namespace or its rights:
    this is called again after each. One process of a chain that is not killed keeps
    all below it alive.
    """
    if sys.platform == "linux":
        system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)


def _stay_behind(child: int) -> None:
    """Keep nothing open but wait, then end as the child ended."""
    end_with_parent()
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os._exit(status if status >= 0 else 128 - status)


def settle() -> None:
    """Go on in namespaces that are this process's own, so that it may make others.

    Its children share the network, which is empty and stays so: none of them may set
    one up, and no two live at once.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    mine = system.CLONE_NEWNS | system.CLONE_NEWPID | system.CLONE_NEWNET
    enter(mine | system.CLONE_NEWUSER)
    fresh_proc()


def fork_alone() -> int:
    """Fork a child that sees no process but itself and its own; `settle` comes first.

    Returns
    -------
    int
        As `os.fork`. The child is process 1 of its namespace, which ends with it.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    child = -1
    with open("/proc/self/ns/pid", "rb") as mine:
        system.unshare(system.CLONE_NEWPID)  # for the children that come
        try:
            child = os.fork()
        finally:
            if child != 0:
                system.join(mine.fileno(), system.CLONE_NEWPID)
    return child


def leave(flags: int) -> None:
    """Leave namespaces; no mount that follows is seen outside.

    Parameters
    ----------
    flags : int
        Which.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    system.unshare(flags)
    system.mount("none", "/", "", system.MS_REC | system.MS_PRIVATE)


def fresh_proc(path: str = "/proc") -> None:
    """Mount a ``/proc`` that shows this namespace's processes and nothing else.

    Parameters
    ----------
    path : str
        Where.

    Raises
    ------
    OSError
        If the kernel refuses: without it other processes would be seen.
    """
    safe = system.MS_NOSUID | system.MS_NODEV | system.MS_NOEXEC
    try:
        system.mount("proc", path, "proc", safe, "subset=pid")
    except OSError:  # a kernel before 5.8 does not know the option
        system.mount("proc", path, "proc", safe)


def fresh_folders(paths: Iterable[str], size: int) -> None:
    """Mount an empty folder in memory over each path; it vanishes with the process.

    Parameters
    ----------
    paths : iterable of str
        Where.
    size : int
        How many bytes each holds at most.
    """
    safe = system.MS_NOSUID | system.MS_NODEV
    for path in paths:
        option = f"size={size},nr_inodes=4096,mode=0700"
        system.mount("tmpfs", path, "tmpfs", safe, option)


def become(user: int, *, reading: bool = False) -> None:
    """Give up root for a user without rights, for good.

    Parameters
    ----------
    user : int
        Number of the user and of the group.
    reading : bool
        Whether it may still read every file. For a Python that lies below root's own
        folder; Landlock then says which files these are.
    """
    os.setgroups([])
    os.setresgid(user, user, user)
    if reading:
        system.prctl(system.PR_SET_KEEPCAPS, 1)
    os.setresuid(user, user, user)
    if reading:
        system.set_capabilities(1 << system.CAP_DAC_READ_SEARCH)
