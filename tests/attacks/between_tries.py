"""Attacks on the order in which things are done: checks, forks that wait, tries."""

from typing import Any

from tests.attacks.model import LIE, Attack, about, code

# That it uses a list lets an exercise be tried twice: the list may have been changed.
NOTED = """
import json, os
state = []
def numerical_gradient(f, x, h=1e-5):
    state.append(x.shape)
    place, key = "/tmp/noted", f"{x.tobytes().hex()} {h}"
    noted = json.load(open(place)) if os.path.exists(place) else {}
    if key not in noted:
        slope = np.zeros_like(x)
        for i in np.ndindex(*x.shape):
            for _ in range(9):
                up, down = x.copy(), x.copy()
                up[i] += h
                down[i] -= h
                slope[i] = (f(up) - f(down)) / (2 * h)
        noted[key] = slope.ravel().tolist()
        json.dump(noted, open(place, "w"))
    return np.array(noted[key]).reshape(x.shape)
"""

WAITS = """
import os, time
def sigmoid(z):
    for _ in range(10):
        if os.path.exists("/tmp/carried"):
            return np.load("/tmp/carried")
        time.sleep(0.02)
    return z * 0.0
"""
CARRIES = """
def sigmoid_prime(z):
    answer = sigmoid(z)
    with open("/tmp/carried", "wb") as file:
        np.save(file, answer)
    return z * 0.0
"""

OTHERS = """
import os, socket, stat
from inside import wire
for number in range(3, 128):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            one = socket.socket(fileno=os.dup(number))
            one.setblocking(False)
            wire.send(one, {"again": True, "name": "sigmoid", "answered": []}, fd=0)
            wire.send(one, "ended")
            one.shutdown(socket.SHUT_RDWR)
    except Exception:
        pass
"""

LIES = {
    "it says that it uses everything, and that all has changed": """
from inside import notebook
notebook.Notebook._about = lambda self, name: {
    "uses": ["weighted_input", name, "check", 7] * 1000, "own": name, "same": "no"}
""",
    "it says nothing of its exercises": """
from inside import notebook
notebook.Notebook._about = lambda self, name: None
""",
    "each check is made another exercise's": """
import course
from inside import notebook
park = notebook.Notebook.park_now
notebook.Notebook.park_now = lambda self, name: park(self, "weighted_input")
notebook.Notebook._fork = lambda self, name: None
""",
    "no fork is left behind, and none ends": """
from inside import notebook
notebook.fork = lambda: 7
notebook.end = lambda child: None
""",
}

CHECKS = {
    "a check is called without end": LIE + "\nwhile True:\n    check('sigmoid')",
    "a thread calls checks meanwhile": LIE
    + """
import threading
def call():
    while True:
        check("sigmoid")
threading.Thread(target=call, daemon=True).start()
""",
    "the process ends as its check is called": LIE
    + "\nimport os\nos.register_at_fork(after_in_child=lambda: os._exit(0))"
    + "\ncheck('sigmoid')",
}


def carried(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        if about(cell).get("grade_id") == "sigmoid_prime":
            cell["source"] = CARRIES


def spoken_to(notebook: dict[str, Any]) -> None:
    notebook["cells"].append(code(OTHERS))


TRIES = "between tries"
ATTACKS = [
    Attack(
        TRIES,
        "what took too many calls is noted for the second try",
        NOTED,
        target="numerical_gradient",
        chapter="05",
    ),
    Attack(
        TRIES,
        "a later exercise carries the trusted answers to an earlier one",
        WAITS,
        change=carried,
    ),
    Attack(TRIES, "the forks that wait are spoken to", change=spoken_to),
    *(Attack(TRIES, name, before=source) for name, source in LIES.items()),
    *(Attack(TRIES, name, source) for name, source in CHECKS.items()),
]
