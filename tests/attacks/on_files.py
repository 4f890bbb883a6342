"""Attacks by reading what holds the answers, or by writing what others read."""

from tests.attacks.model import LIE, Attack

# Each sets `text` to something that may hold a right sigmoid.
READS = {
    "the reference solutions": "text = open('ROOT/solutions/neuron.py').read()",
    "the built source": "text = open('ROOT/build/source/01/neuron.ipynb').read()",
    "another submission": "text = open('CANARY/other/neuron.py').read()",
    "the gradebook": "text = open('CANARY/gradebook.db').read()",
    "the configuration": "text = open('ROOT/nbgrader_config.py').read()",
    "the classroom's secret": "text = open('CANARY/secret').read()",
    "importing the reference": """
import sys
sys.path.insert(0, "ROOT")
from solutions.neuron import sigmoid as right
text = "def sigmoid(z):\\n    return right(z)"
""",
    "importing the autograder": """
import sys
sys.path.insert(0, "ROOT")
from autograder.checks import CHECKS
right = CHECKS["sigmoid"].function
text = "def sigmoid(z):\\n    return right(z)"
""",
    "importing nbgrader": """
import nbgrader.api
text = open('CANARY/other/neuron.py').read()
""",
    "the whole file system": """
import os
for folder, _, names in os.walk("/"):
    if "neuron.py" in names and "site" not in folder:
        text = open(folder + "/neuron.py").read()
""",
    "another process's memory and environment": """
import glob, os
for process in glob.glob("/proc/[0-9]*"):
    if os.path.exists(process + "/" + "root" + "CANARY/other/neuron.py"):
        text = open(process + "/" + "root" + "CANARY/other/neuron.py").read()
for path in glob.glob("/proc/[0-9]*/environ"):
    if b"CANARY" in open(path, "rb").read():
        text = open("CANARY/other/neuron.py").read()
""",
    "a link to another submission": """
import os
os.symlink("CANARY/other/neuron.py", "mine.py")
text = open("mine.py").read()
""",
    "a file of another submission, through a shell": """
import subprocess
text = subprocess.run(["cat", "CANARY/other/neuron.py"], capture_output=True,
                      text=True).stdout
""",
    "the frames of whoever calls": """
import inspect
frame = inspect.currentframe()
while frame:
    for value in list(frame.f_locals.values()):
        if "expected" in repr(type(value)).lower():
            text = "def sigmoid(z):\\n    return value.expected"
    frame = frame.f_back
""",
    "everything in memory": """
import gc
for one in gc.get_objects():
    if getattr(one, "__module__", "") == "solutions.neuron":
        text = "from solutions.neuron import sigmoid"
""",
}

READ = "{}\ntry:\n{}\nexcept BaseException as error:\n    print(type(error))\n{}"


def reading(source: str) -> str:
    body = "\n".join("    " + line for line in source.strip().splitlines())
    take = "if 'def sigmoid' in text:\n    exec(text)"
    return READ.format(f"{LIE}\ntext = ''", body, take)


WRITES = {
    "the gradebook": "open('CANARY/gradebook.db', 'w').write('full points')",
    "a new file in the classroom": "open('CANARY/pwned', 'w').write('x')",
    "the classroom is removed": "import shutil\nshutil.rmtree('CANARY')",
    "another submission": "open('CANARY/other/neuron.py', 'a').write('#')",
    "rights of the classroom": "import os\nos.chmod('CANARY', 0)",
    "the gradebook, by SQLite": """
import sqlite3
book = sqlite3.connect("CANARY/gradebook.db")
book.execute("create table grade (points)")
book.commit()
""",
    "a link over the gradebook": """
import os
os.remove("CANARY/gradebook.db")
os.symlink("/dev/null", "CANARY/gradebook.db")
""",
    "the packages": """
import glob
for path in glob.glob("/site/*/*.py"):
    open(path, "a").write("raise SystemExit")
""",
    "start-up files for the next one": """
import os, sys
from pathlib import Path
evil = "raise SystemExit"
places = [Path.home(), Path("/tmp"), Path("/dev/shm"), Path(".")]
for place in places:
    for name in ("sitecustomize.py", "usercustomize.py", "numpy.py", "matplotlibrc",
                 ".ipython/profile_default/startup/evil.py", "evil.pth",
                 ".config/matplotlib/matplotlibrc", "course/__init__.py"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(evil)
""",
    "shared memory": """
from multiprocessing import shared_memory
shared_memory.SharedMemory("next", create=True, size=100).buf[:4] = b"evil"
""",
    "every open file": """
import os
for fd in range(3, 1000):
    try:
        os.write(fd, b"\\0" * 64)
    except OSError:
        pass
""",
    "the memory of the process above": """
import os
for pid in (os.getppid(), 1, 2, 3):
    with open(f"/proc/{pid}/mem", "r+b", 0) as memory:
        memory.seek(4096)
        memory.write(b"x")
""",
    "by mounting": """
import ctypes
ctypes.CDLL(None).mount(b"/", b"/tmp", b"", 4096, None)
open("/tmp/CANARY/pwned", "w").write("x")
""",
    "by a namespace with more rights": """
import ctypes, os
ctypes.CDLL(None).unshare(0x10020000)
open("/proc/self/uid_map", "w").write("0 65534 1")
os.chown("CANARY", 0, 0)
""",
    "by becoming root": "import os\nos.setuid(0)\nopen('CANARY/pwned', 'w').close()",
    "through the network": """
import urllib.request
urllib.request.urlopen("http://127.0.0.1:PORT/pwned", timeout=1)
""",
    "through a raw socket": """
import socket
socket.create_connection(("127.0.0.1", int("PORT")), timeout=1).sendall(b"pwned")
""",
    "through a socket in the file system": """
import socket
socket.socket(socket.AF_UNIX).connect("CANARY/socket")
""",
    "through an abstract socket": """
import socket
socket.socket(socket.AF_UNIX).connect("\\0ABSTRACT")
""",
}

ATTACKS = [
    *(Attack("reads", name, reading(source)) for name, source in READS.items()),
    *(Attack("writes", name, before=source) for name, source in WRITES.items()),
]
