"""Refuse the system calls that no exercise needs (seccomp(2), a filter in BPF)."""

from __future__ import annotations

import ctypes
import errno
import functools
import platform
import struct
import sys

from . import system

# Names and numbers: on x86-64, and in the table that aarch64 shares with newer
# machines. 0 where a machine lacks the call.
REFUSED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "mknod": (133, 0),
    "mknodat": (259, 33),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "syslog": (103, 116),
    "personality": (135, 92),
    "vhangup": (153, 58),
    "iopl": (172, 0),
    "ioperm": (173, 0),
    "modify_ldt": (154, 0),
    # Memory that no limit of a process counts.
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    # What slows others down.
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
}
# Only for the calling process itself, which 0 stands for: another one of the same user
# may be the one that all submissions are forked from.
FOR_ITSELF = {"prlimit64": (302, 261), "sched_setaffinity": (203, 122)}
SOCKET, CLONE, CLONE3 = (41, 198), (56, 220), 435
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
NAMESPACES = system.APART | system.CLONE_NEWUSER | 0x02000000  # and CLONE_NEWCGROUP
AF_UNIX = 1

# BPF: load the word at an offset; jump on equal, on greater or equal, on a bit; return.
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000
SECCOMP_MODE_FILTER = 2
LINE = struct.Struct("=HBBI")


def program(machine: str) -> list[tuple[int, int, int, int]]:
    """Write the filter.

    Parameters
    ----------
    machine : {'x86_64', 'aarch64'}
        Which numbers hold.

    Returns
    -------
    list of tuple
        BPF instructions: code, jump if true, jump if false, constant. A refused call
        fails with EPERM, a socket that is not of this machine with EAFNOSUPPORT.
    """
    column, architecture = MACHINES[machine]

    def refuse(number: int, error: int = errno.EPERM) -> list[tuple[int, ...]]:
        return [(EQUAL, 0, 1, number), (RETURN, 0, 0, ERROR | error)]

    lines: list[tuple[int, ...]] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
    ]
    if machine == "x86_64":  # the x32 numbers are a second door to the same calls
        lines += [(AT_LEAST, 0, 1, 0x40000000), (RETURN, 0, 0, ERROR | errno.EPERM)]
    for numbers in REFUSED.values():
        if numbers[column]:
            lines += refuse(numbers[column])
    for numbers in FOR_ITSELF.values():
        lines += [
            (EQUAL, 0, 4, numbers[column]),
            (LOAD, 0, 0, FIRST_ARGUMENT),
            (EQUAL, 1, 0, 0),
            (RETURN, 0, 0, ERROR | errno.EPERM),
            (RETURN, 0, 0, ALLOW),
        ]
    # clone3 hides its flags behind a pointer; without it the C library takes clone.
    lines += refuse(CLONE3, errno.ENOSYS)
    lines += [
        (EQUAL, 0, 3, CLONE[column]),  # else to the line on sockets
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (ANY_BIT, 0, 5, NAMESPACES),  # else to the end
        (RETURN, 0, 0, ERROR | errno.EPERM),
        (EQUAL, 0, 3, SOCKET[column]),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (EQUAL, 1, 0, AF_UNIX),
        (RETURN, 0, 0, ERROR | errno.EAFNOSUPPORT),
        (RETURN, 0, 0, ALLOW),
    ]
    return [(code, yes, no, constant) for code, yes, no, constant in lines]


def available() -> bool:
    """Whether the filter is written for this machine."""
    return sys.platform == "linux" and platform.machine() in MACHINES


@functools.cache
def packed() -> bytes:
    """Give the filter of this machine as the kernel takes it."""
    return b"".join(LINE.pack(*line) for line in program(platform.machine()))


def install() -> None:
    """Filter the system calls of this process and of all that it starts, for good.

    Raises
    ------
    OSError
        If the kernel has no seccomp. The process must have given up new privileges.
    """
    code = packed()
    kept = ctypes.create_string_buffer(code, len(code))
    about = struct.pack("@HP", len(code) // LINE.size, ctypes.addressof(kept))
    pointer = ctypes.create_string_buffer(about, len(about))
    system.prctl(
        system.PR_SET_SECCOMP,
        SECCOMP_MODE_FILTER,
        ctypes.c_void_p(ctypes.addressof(pointer)),
    )
