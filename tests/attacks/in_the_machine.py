"""Attacks with what the machine offers: system calls, forks, finalizers, odd types."""

from tests.attacks.in_code import returning
from tests.attacks.model import LIE, Attack
from tests.attacks.on_the_pipe import PIPE

MACHINE = {
    "the processes above are killed by descriptors": """
import os, signal
for pid in (os.getppid(), *range(1, 60)):
    if pid != os.getpid():
        try:
            signal.pidfd_send_signal(os.pidfd_open(pid), signal.SIGKILL)
        except OSError:
            pass
""",
    "a daemon that is told of no death": """
import ctypes, os, time
libc = ctypes.CDLL(None)
if os.fork() == 0:
    libc.prctl(1, 0)
    libc.prctl(36, 1)
    os.setsid()
    if os.fork() == 0:
        libc.prctl(1, 0)
        while True:
            time.sleep(1)
    os._exit(0)
""",
    "descriptors of another process": """
import ctypes, os
libc = ctypes.CDLL(None)
for pid in range(1, 60):
    descriptor = libc.syscall(434, pid, 0)
    for number in range(60):
        stolen = libc.syscall(438, descriptor, number, 0)
        if stolen > 0:
            os.write(stolen, b"\\0" * 64)
""",
    "memory in files without names": """
import os
kept = []
while True:
    kept.append(os.memfd_create("x"))
    os.write(kept[-1], bytes(2**20))
""",
    "memory in segments that outlive it": """
import ctypes
libc = ctypes.CDLL(None)
for number in range(1000):
    if libc.shmget(0, 2**28, 0o600 | 0o1000) < 0:
        raise OSError
""",
    "a program without a name": """
import os
program = os.memfd_create("x")
os.write(program, open("/bin/true", "rb").read())
os.execve(program, ["x"], {})
""",
    "a ring that writes files": """
import ctypes
about = ctypes.create_string_buffer(120)
if ctypes.CDLL(None).syscall(425, 8, about) < 0:
    raise OSError
""",
    "a filter of its own on every call": """
import ctypes, struct
lines = struct.pack("=HBBI", 6, 0, 0, 0x00050000 | 38)
kept = ctypes.create_string_buffer(lines)
about = ctypes.create_string_buffer(struct.pack("@HP", 1, ctypes.addressof(kept)))
ctypes.CDLL(None).prctl(22, 2, ctypes.addressof(about), 0, 0)
""",
    "limits lowered to nothing": """
import resource
for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
    resource.setrlimit(what, (0, 0))
""",
    "more of the processor than its share": """
import os
os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
os.nice(-20)
while True:
    pass
""",
    "memory of the interpreter overwritten": """
import ctypes
for one in (0.0, 1.0, True, None, "sigmoid"):
    ctypes.memset(id(one), 0xFF, 16)
""",
    "a signal for every millisecond": """
import signal
signal.signal(signal.SIGVTALRM, lambda *a: (_ for _ in ()).throw(SystemExit))
signal.setitimer(signal.ITIMER_VIRTUAL, 0.001, 0.001)
""",
    "a terminal": "import os, pty\nos.write(pty.openpty()[0], b'x')",
    "other modules in the place of the real ones": """
import sys, types
class Any(types.ModuleType):
    def __getattr__(self, name):
        return lambda *a, **k: True
for name in list(sys.modules):
    if name.split(".")[0] in ("numpy", "course", "inside", "json", "socket"):
        sys.modules[name] = Any(name)
""",
    "the conversation's own objects are changed": """
import gc, types
for one in gc.get_objects():
    if isinstance(one, types.FunctionType) and one.__name__ in ("_call", "receive"):
        one.__code__ = (lambda *a: {"value": 4.0, "args": (), "warned": []}).__code__
""",
}

FORKS = {
    "a hook in every fork that ends it": """
import os
os.register_at_fork(after_in_child=lambda: os._exit(0))
""",
    "a hook in every fork that replies first": """
import os
def reply():
    s = pipe()
    s.sendall(frame(a_dict(value=0.5, args={"tuple": [0.0]}, warned={"list": []})) * 9)
os.register_at_fork(after_in_child=reply)
""",
    "a process that takes the requests of others": """
import os
if os.fork() == 0:
    s = pipe()
    while True:
        s.recv(10**6)
""",
    "a process that answers for others": """
import os
if os.fork() == 0:
    s = pipe()
    while True:
        s.recv(100)
        s.sendall(frame("ended") + frame(a_dict(status="ok", outputs={"list": []})))
""",
    "the session's connection kept for the call": """
import os
kept = [os.dup(fd) for fd in range(3, 20) if os.path.exists(f"/proc/self/fd/{fd}")]
def weighted_input(w, x, b):
    for fd in kept:
        try:
            os.write(fd, frame("ended") * 5)
        except OSError:
            pass
    return 0.0
""",
}

KEPT = {
    "inputs of an earlier exercise, kept in files": (
        """
import json
def weighted_input(x, w, b):
    for folder in ("/tmp", "/dev/shm", "."):
        with open(folder + "/seen", "a") as file:
            file.write(json.dumps([repr(x), repr(w), repr(b)]) + "\\n")
    return x @ w + b
""",
        """
def sigmoid(z):
    text = open("/tmp/seen").read() + open("/dev/shm/seen").read()
    return z * 0 + len(text)
""",
    ),
    "the first call's answer for every call": (
        "",
        """
import numpy as np
first = []
def sigmoid(z):
    first.append(1 / (1 + np.exp(-np.clip(z, -20, 20))))
    return np.resize(first[0], np.shape(z))
""",
    ),
    "a guess of the inputs": (
        "",
        """
import numpy as np
known = {}
for seed in range(2000):
    z = np.random.default_rng(seed).normal(size=4)
    known[z.tobytes()] = 1 / (1 + np.exp(-z))
def sigmoid(z):
    return known.get(z.tobytes(), z * 0)
""",
    ),
    "its parent is stopped in the call": (
        "",
        """
import os
def sigmoid(z):
    os.kill(os.getppid(), 19)
    return z * 0
""",
    ),
    "an end that comes when the result is sent": (
        "",
        """
import os
class Last:
    def __del__(self):
        os._exit(0)
def sigmoid(z):
    return [Last(), z]
""",
    ),
}

VALUES = {
    "longer numbers": returning("z.astype(np.longdouble)"),
    "a number past every float": returning("10**400"),
    "many numbers past every float": returning("[10**400] * len(z)"),
    "a recarray": returning("np.rec.array(z * 0)"),
    "a matrix": returning("np.matrix(z * 0)"),
    "dates": returning("z.astype('datetime64[s]')"),
    "bytes": returning("z.tobytes()"),
    "a memory view": returning("memoryview(z)"),
    "the array in other bytes": returning("(z * 0).astype('>f8')"),
    "an array that reaches past its memory": returning(
        "np.lib.stride_tricks.as_strided(np.ones(1), (len(z),), (2**20,))"
    ),
    "nothing, as wide as the memory": returning("np.empty((0, 2**31 - 1))"),
    "nothing, in many axes": returning("(np.empty((0, 2**15, 2**15, 2**15)), z)"),
    "a whole number that is true": returning("I(1)", "class I(int):\n    pass"),
    "a tuple with names": returning(
        "T(z)", "from collections import namedtuple\nT = namedtuple('T', 'z')"
    ),
}

ATTACKS = [
    *(Attack("the machine", name, before=source) for name, source in MACHINE.items()),
    *(Attack("forks", name, before=PIPE + source) for name, source in FORKS.items()),
    *(
        Attack("state that is kept", name, solution, before=before)
        for name, (before, solution) in KEPT.items()
    ),
    *(Attack("odd values", name, source) for name, source in VALUES.items()),
    Attack("odd values", "an answer with a side", LIE + "\nsigmoid.points = 4.0"),
]
