"""Attacks on the trusted side's time, memory and terminal, and on what all share."""

import base64
import inspect
from typing import Any

from tests.attacks.in_code import returning
from tests.attacks.model import LIE, Attack, code

COLLIDING = "{number * (2**61 - 1): 0.0 for number in range(1, %d)}"
FLAGS = """
import fcntl, os
for stream in range(3):
    flags = fcntl.fcntl(stream, fcntl.F_GETFL)
    fcntl.fcntl(stream, fcntl.F_SETFL, flags | os.O_NONBLOCK | os.O_APPEND)
"""
LIMITS = """
import os, resource
for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_NPROC):
    try:
        resource.prlimit(os.getppid() or 1, what, (0, 0))
    except OSError:
        pass
"""
PRIORITY = """
import os
for pid in (os.getppid(), 1):
    try:
        os.setpriority(os.PRIO_PROCESS, pid, 19)
        os.sched_setaffinity(pid, {0})
    except OSError:
        pass
"""


def huge_png() -> bytes:
    """Write a picture of 60000 by 60000 pixels in some kilobytes."""
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        total = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + total

    size = struct.pack(">IIBBBBB", 60000, 60000, 1, 0, 0, 0, 0)
    lines = zlib.compress(bytes(7501 * 2000), 9)
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size)
    return head + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


PICTURE = f"""
from IPython.display import display
{inspect.getsource(huge_png)}
display({{"image/png": huge_png()}}, raw=True)
"""


def slow_cells(notebook: dict[str, Any]) -> None:
    notebook["cells"] += [code("x = 1\n" * 30_000 + "(") for _ in range(20)]


def empty_cells(notebook: dict[str, Any]) -> None:
    notebook["cells"] += [{}] * 200_000


def attach(notebook: dict[str, Any]) -> None:
    forms = {"image/png": base64.b64encode(huge_png()).decode()}
    words = "![a sketch](attachment:a.png)"
    sketch = {"cell_type": "markdown", "metadata": {}, "source": words}
    notebook["cells"].append({**sketch, "attachments": {"a.png": forms}})


RETURNED = {
    "keys that collide": COLLIDING % 3000,
    "keys that collide, as many as may be": f"[{COLLIDING % 1000} for _ in range(40)]",
    "a million zeros in lists": "[[0.0] * 1000] * 200",
}
ATTACKS = [
    *(
        Attack("the budget", name, returning(value), rest=True)
        for name, value in RETURNED.items()
    ),
    Attack(
        "the budget",
        "keys that make a sentence of a megabyte",
        "def backward(*_):\n"
        "    many = {f'{n:01000}': np.zeros((2, 2)) for n in range(900)}\n"
        "    return many, many",
        target="backward",
        chapter="04",
    ),
    Attack(
        "the budget",
        "keys that steer a terminal",
        "def backward(*_):\n"
        "    odd = {'\\x1b[2J\\u202e\\x9b': np.zeros((2, 2))}\n"
        "    return odd, odd",
        target="backward",
        chapter="04",
    ),
    Attack("the budget", "twenty cells that are long to parse", change=slow_cells),
    Attack("the budget", "two hundred thousand empty cells", change=empty_cells),
    Attack(
        "the budget",
        "eight million row numbers",
        "def minibatches(n, size, rng):\n"
        "    return [np.zeros(8 * 10**6, np.uint16)] * 1",
        target="minibatches",
        chapter="06",
    ),
    Attack("the budget", "a picture of 60000 by 60000", LIE, before=PICTURE),
    Attack("the budget", "a picture of 60000 by 60000 among words", change=attach),
    Attack("what all share", "flags on the standard streams", LIE, before=FLAGS),
    Attack("what all share", "limits of the process above", LIE, before=LIMITS),
    Attack("what all share", "priority of the process above", LIE, before=PRIORITY),
]
