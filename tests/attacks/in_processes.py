"""Attacks by using up time, memory, processes and output, or by killing."""

from tests.attacks.model import LIE, Attack

KILLS = {
    "the process ends itself": "import os\nos._exit(0)",
    "the process kills itself": "import os\nos.kill(os.getpid(), 9)",
    "everything is killed": "import os\nos.kill(-1, 9)",
    "its group is killed": "import os\nos.killpg(0, 9)",
    "the parents are killed": """
import os
for pid in range(1, 400):
    if pid != os.getpid():
        try:
            os.kill(pid, 9)
        except OSError:
            pass
""",
    "the grader is killed": "import os\nos.kill(GRADER, 9)",
    "the grader is stopped": "import os\nos.kill(GRADER, 19)",
    "it stops itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "a segmentation fault": "import ctypes\nctypes.string_at(0)",
    "an abort": "import os\nos.abort()",
    "another program takes its place": "import os\nos.execv('/bin/sleep', ['x', '99'])",
    "an interpreter exit": "raise SystemExit(0)",
    "the ground is pulled away by ptrace": """
import ctypes, os
for pid in (os.getppid(), 1, 2):
    ctypes.CDLL(None).ptrace(16, pid, 0, 0)
""",
}

LOOPS = {
    "an endless cell": "while True:\n    pass",
    "a loop that catches everything": """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
""",
    "a loop that takes no signal": """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
while True:
    pass
""",
    "a loop in C": "sum(range(10**13))",
    "a catastrophic pattern": "import re\nre.match('(a+)+b', 'a' * 60)",
    "a long sleep": "import time\ntime.sleep(10**6)",
    "recursion without end": "def f():\n    f()\nf()",
    "recursion past the stack": """
import sys
sys.setrecursionlimit(10**9)
def f():
    f()
f()
""",
    "waiting for input": "input()",
    "a lock that nobody opens": """
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()
""",
}

EATS = {
    "three gigabytes": "import numpy as np\nx = np.ones(3 * 2**30 // 8)",
    "memory bit by bit": "x = []\nwhile True:\n    x.append(bytearray(10**7))",
    "a huge number": "x = 10 ** 10 ** 9",
    "a fork bomb": """
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
""",
    "threads without end": """
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(99,)).start()
""",
    "orphans that wait": """
import os, time
for _ in range(8):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(10**6)
        os._exit(0)
""",
    "an orphan that forks on and on": """
import os
if os.fork() == 0:
    os.setsid()
    while True:
        if os.fork():
            os._exit(0)
""",
    "open files": "files = [open('/dev/null') for _ in range(10**6)]",
    "the disk": """
n = 0
while True:
    n += 1
    open(f"/tmp/{n}", "wb").write(bytes(10**7))
""",
    "the disk by many files": """
n = 0
while True:
    n += 1
    open(f"/dev/shm/{n}", "wb").close()
""",
}

OUTPUTS = {
    "one line of 50 MB": "print('x' * 50_000_000)",
    "a million lines": "for _ in range(10**6):\n    print('x')",
    "past the shell, to the file descriptor": """
import os
for _ in range(500):
    os.write(1, b'x' * 10**6)
""",
    "script in an output": """
from IPython.display import HTML, Javascript, display
display(HTML("<script>fetch('http://127.0.0.1:PORT/pwned')</script>"))
display(Javascript("location = 'http://127.0.0.1:PORT/pwned'"))
""",
    "script in an error": """
raise ValueError("<script>fetch('http://127.0.0.1:PORT/pwned')</script>")
""",
    "an endless display": """
from IPython.display import display
while True:
    display("x" * 10**6)
""",
    "a picture that is none": """
from IPython.display import display
display({"image/png": b"<script>" * 10**6, "image/svg+xml": "<svg/>"}, raw=True)
""",
    "outputs that are no outputs": """
get_ipython().outputs += [7, None, {"type": []}, {"type": "display", "text": b"x"}]
""",
    "outputs that are arrays": """
import numpy as np
for kind in ("stdout", "display", "error", np.zeros(2), np.zeros(0)):
    for text in ("x", np.zeros(2)):
        get_ipython().outputs.append({"type": kind, "text": text, "png": np.ones(3)})
""",
    "control characters": "print('\\x1b[2J\\x00\\x07\\ud800')",
}

IN_FUNCTION = {
    "the call ends the process": "import os\n    os._exit(0)",
    "the call kills all": "import os\n    os.kill(-1, 9)",
    "the call never ends": "while True:\n        pass",
    "the call takes 3 GB": "import numpy as np\n    return np.ones(3 * 2**30 // 8)",
    "the call forks and both answer": "import os\n    os.fork()\n    return z * 0",
    "the call leaves an orphan": (
        "import os, time\n    if os.fork() == 0:\n        os.setsid()\n"
        "        time.sleep(999)\n    return z * 0"
    ),
    "the call raises SystemExit": "raise SystemExit(0)",
    "the call raises KeyboardInterrupt": "raise KeyboardInterrupt",
    "the call raises what steers a terminal": (
        "raise ValueError('[/b] [link=x]\\x1b[2J\\x1b]0;x\\x07\\u202e\\n\\ud800')"
    ),
    "the call warns of what steers a terminal": (
        "import warnings\n    warnings.warn('[/b]\\x1b[2J\\ud800', RuntimeWarning)\n"
        "    return z * 1e999"
    ),
    "the call returns half a character": "return {'\\ud800': '\\ud800'}",
    "the call prints 50 MB": "print('x' * 50_000_000)\n    return z * 0",
}

ATTACKS = [
    *(Attack("kills", name, before=source) for name, source in KILLS.items()),
    *(
        Attack("endless", name, before=source, waits=True)
        for name, source in LOOPS.items()
    ),
    *(
        Attack("eats", name, before=source, waits="fork" in name or "threads" in name)
        for name, source in EATS.items()
    ),
    *(Attack("outputs", name, before=source) for name, source in OUTPUTS.items()),
    *(
        Attack("calls", name, f"def sigmoid(z):\n    {body}", waits="never" in name)
        for name, body in IN_FUNCTION.items()
    ),
    Attack("calls", "an exit where the cell is read", LIE + "\nimport os; os._exit(1)"),
]
