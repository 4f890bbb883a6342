"""The Linux calls that Python has no name for."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_KEEPCAPS = 8
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
CAP_AMBIENT_CLEAR_ALL = 4
CAP_DAC_READ_SEARCH = 2

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 1 << 12, 1 << 14, 1 << 18
MNT_DETACH = 2
MADV_COLLAPSE = 25
AT_FDCWD, AT_RECURSIVE = -100, 0x8000

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
WORLD = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC
APART = WORLD | CLONE_NEWPID | CLONE_NEWNET

# Numbers of system calls: on x86-64, and on the other machines (the kernel's table).
CAPSET = {"x86_64": 126}.get(platform.machine(), 91)
PIVOT_ROOT = {"x86_64": 155}.get(platform.machine(), 41)
MOUNT_SETATTR = 442
LAST_CAPABILITY = 63

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(name: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def prctl(option: int, *values: Any) -> None:
    """Change an attribute of this process (prctl(2))."""
    words = [v if isinstance(v, ctypes.c_void_p) else ctypes.c_ulong(v) for v in values]
    words += [ctypes.c_ulong(0)] * (4 - len(words))
    _checked(f"prctl {option}", _libc.prctl(option, *words))


def unshare(flags: int) -> None:
    """Leave namespaces for new ones (unshare(2))."""
    _checked("unshare", _libc.unshare(flags))


def join(namespace: int, kind: int) -> None:
    """Enter the namespace of an open file (setns(2))."""
    _checked("setns", _libc.setns(namespace, kind))


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """Mount a file system (mount(2))."""
    words = [os.fsencode(word) for word in (source, target, kind)]
    result = _libc.mount(*words, ctypes.c_ulong(flags), os.fsencode(data))
    _checked(f"mount {target}", result)


def unmount(target: str) -> None:
    """Detach a file system, whoever still uses it (umount2(2))."""
    _checked(f"unmount {target}", _libc.umount2(os.fsencode(target), MNT_DETACH))


def call(name: str, number: int, *words: Any) -> int:
    """Make a system call by its number (syscall(2))."""
    known = (ctypes.c_void_p, ctypes.c_char_p, bytes)
    values = [w if isinstance(w, known) else ctypes.c_long(w) for w in words]
    return _checked(name, _libc.syscall(ctypes.c_long(number), *values))


def read_only(target: str, recursive: bool = True) -> None:
    """Make a mount, and all below it, read-only (mount_setattr(2), Linux 5.12)."""
    # struct mount_attr: what to set, what to clear, propagation, user namespace. The
    # two attributes have the same numbers as the flags of mount(2).
    wanted = struct.pack("=QQQQ", MS_RDONLY | MS_NOSUID, 0, 0, 0)
    below = AT_RECURSIVE if recursive else 0
    path = os.fsencode(target)
    call("mount_setattr", MOUNT_SETATTR, AT_FDCWD, path, below, wanted, len(wanted))


def collapse(start: int, size: int) -> None:
    """Put a range of memory into large pages (madvise(2), Linux 6.1)."""
    where, length = ctypes.c_void_p(start), ctypes.c_size_t(size)
    _checked("madvise", _libc.madvise(where, length, MADV_COLLAPSE))


def bound_capabilities() -> None:
    """Let no program that this process or its children start gain a capability."""
    for capability in range(LAST_CAPABILITY + 1):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # the kernel knows no more, or it is gone already
            break
    prctl(PR_CAP_AMBIENT, CAP_AMBIENT_CLEAR_ALL)


def set_capabilities(wanted: int) -> None:
    """Hold these capabilities (a number with a bit for each) and no others."""
    version_3 = struct.pack("=Ii", 0x20080522, 0)
    low, high = wanted & 0xFFFFFFFF, wanted >> 32
    sets = struct.pack("=IIIIII", low, low, 0, high, high, 0)
    call("capset", CAPSET, version_3, sets)
