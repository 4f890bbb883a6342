"""Bind a process to the files it needs (Landlock, by its system calls)."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from . import system

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # on every machine
ASK_VERSION = 1
PATH_BENEATH = 1

READ = 1 << 0 | 1 << 2 | 1 << 3  # execute, read a file, read a folder
OF_A_FILE = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15
ALL_NET = 1 << 0 | 1 << 1  # bind and connect with TCP, since version 4
ALL_SCOPES = 1 << 0 | 1 << 1  # abstract sockets and signals, since version 6


def version() -> int:
    """Give the version that the kernel has; 0 where it has none."""
    try:
        return system.call("landlock", CREATE_RULESET, 0, 0, ASK_VERSION)
    except OSError:
        return 0


def everything(version: int) -> int:
    """Give all rights over files that a version knows, as one number."""
    bits = 13 + (version >= 2) + (version >= 3)
    return (1 << bits) - 1 | (1 << 15 if version >= 5 else 0)


def install(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Forbid all files but these to this process and all that it starts, for good.

    Parameters
    ----------
    readable : iterable of str
        Files and folders that may be read; those that are not there are passed over.
    writable : iterable of str
        Files and folders that may be read, changed, made and removed.

    Raises
    ------
    OSError
        If the kernel refuses. The process must have given up new privileges.
    """
    known = version()
    rights = everything(known)
    about = struct.pack(
        "=QQQ",
        rights,
        ALL_NET if known >= 4 else 0,
        ALL_SCOPES if known >= 6 else 0,
    )
    about = about[: 24 if known >= 6 else 16 if known >= 4 else 8]
    ruleset = system.call("landlock", CREATE_RULESET, about, len(about), 0)
    try:
        for paths, wanted in ((readable, READ), (writable, rights)):
            for path in paths:
                _allow(ruleset, path, wanted & rights)
        system.call("landlock", RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= OF_A_FILE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, descriptor), 12)
        where = ctypes.c_void_p(ctypes.addressof(rule))
        system.call("landlock", ADD_RULE, ruleset, PATH_BENEATH, where, 0)
    finally:
        os.close(descriptor)
