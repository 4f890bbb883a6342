"""Attacks with bytes of their own on the connection to the trusted side."""

from tests.attacks.model import Attack

PIPE = """
import json, os, socket, time
def pipe():
    for fd in range(3, 120):
        try:
            return socket.socket(fileno=fd)
        except OSError:
            pass
def frame(tree, arrays=(), data=b""):
    header = json.dumps([tree, list(arrays)]).encode()
    return raw(len(header).to_bytes(4, "big") + header + data)
def raw(body):
    return len(body).to_bytes(8, "big") + body
def a_dict(**items):
    return {"dict": [[key, value] for key, value in items.items()]}
ARRAY = ["float64", [4]]
"""

# What the function does when it is called; `s` is the connection.
CALLS = {
    "noise": "s.sendall(os.urandom(10**5))",
    "a length without end": "s.sendall(b'\\xff' * 8)",
    "a length and nothing after it": "s.sendall((100).to_bytes(8, 'big'))",
    "one byte at a time": """
for byte in frame(a_dict(value=1.0)) * 10**6:
    s.sendall(bytes([byte]))
    time.sleep(0.05)
""",
    "zero bytes at a time": "for _ in range(10**5):\n    s.sendall(raw(b''))",
    "nested a million deep": "s.sendall(raw(b'\\0\\x0f\\x42\\x40' + b'[' * 10**6))",
    "nested a hundred deep": "s.sendall(frame(json.loads('[' * 100 + ']' * 100)))",
    "a line of 50 MB": "s.sendall(frame(a_dict(value='x' * 50_000_000)))",
    "a line of 15 MB": "s.sendall(frame(a_dict(value='x' * 15_000_000)))",
    "five million empty lists": """
body = b'[[' + b'[],' * 5_000_000 + b'[]],[]]'
s.sendall(raw(len(body).to_bytes(4, 'big') + body))
""",
    "a verdict": "s.sendall(frame(a_dict(points=4.0, passed=True, value=True)))",
    "answers ahead of the questions": "s.sendall(frame(a_dict(value=1.0)) * 1000)",
    "an array larger than its bytes": """
s.sendall(frame(a_dict(value={"array": 0}), [["float64", [10**9]]]))
""",
    "an array of negative size": """
s.sendall(frame(a_dict(value={"array": 0}), [["float64", [-4]]], bytes(32)))
""",
    "an array of objects": """
s.sendall(frame(a_dict(value={"array": 0}), [["object", [4]]], bytes(32)))
""",
    "an array of many dimensions": """
s.sendall(frame(a_dict(value={"array": 0}), [["float64", [1] * 100]], bytes(8)))
""",
    "a number of 100,000 digits": """
s.sendall(raw((100_009).to_bytes(4, 'big') + b'[' + b'9' * 100_000 + b',[]]    '))
""",
    "NaN where JSON has none": "s.sendall(raw(b'\\0\\0\\0\\x08[NaN,[]]'))",
    "an endless row of questions": """
while True:
    s.sendall(frame(a_dict(ask='weighted_input', args={"tuple": []}, kwargs=a_dict())))
    s.recv(10**6)
""",
    "questions without reading the answers": """
while True:
    s.sendall(frame(a_dict(ask='weighted_input', args={"tuple": []}, kwargs=a_dict())))
""",
    "a question for its own answer": """
s.sendall(frame(a_dict(ask='sigmoid', args={"tuple": [2.0]}, kwargs=a_dict())))
time.sleep(99)
""",
    "a question that is none": "s.sendall(frame(a_dict(ask={'list': []})))",
    "a question for a large product": """
big = [["float64", [4000, 1]], ["float64", [1, 4000]]]
args = {"tuple": [{"array": 0}, {"array": 1}, 1.0]}
s.sendall(frame(a_dict(ask='weighted_input', args=args, kwargs=a_dict()), big,
                bytes(64_000)))
time.sleep(99)
""",
    "arguments that are none": "s.sendall(frame(a_dict(value=1.0, args=7, warned=7)))",
    "half a character": "s.sendall(frame(a_dict(raised='\\ud800', message='\\ud800')))",
    "the connection is closed": "s.close(); time.sleep(99)",
    "the connection is half closed": "s.shutdown(1); time.sleep(99)",
    "file descriptors": """
socket.send_fds(s, [frame(a_dict(value=1.0))], [0, 1, 2] * 10)
""",
}

# What a cell does to the connection of the whole submission.
CELLS = {
    "noise from a cell": "s.sendall(os.urandom(10**5))",
    "a reply from a cell": "s.sendall(frame(a_dict(status='ok', outputs=4.0)))",
    "outputs of every kind from a cell": """
kinds = ["stdout", "display", "error", "result", "verdict", 7]
rows = [a_dict(type=kind, text={"list": []}, name=7, png="x") for kind in kinds]
s.sendall(frame(a_dict(status={"list": []}, outputs={"list": rows})))
""",
    "arrays in the place of words from a cell": """
words = a_dict(type={"array": 0}, text={"array": 1}, name={"array": 2})
s.sendall(frame(a_dict(status='ok', outputs={"list": [words]}), [["int8", [2]]] * 3,
                bytes(6)))
""",
    "an array as the end of an exercise": """
def weighted_input(x, w, b):
    os.write(again, frame({"array": 0}, [["int8", [2]]], bytes(2)) * 20)
again = os.dup(s.fileno())
""",
    "the end of an exercise from a cell": "s.sendall(frame('ended') * 100)",
    "a plan from a cell": "s.sendall(frame(a_dict(runs={'list': [0, 1]})) * 9)",
    "what is to be known of exercises from a cell": """
about = a_dict(uses={"list": ["sigmoid"]}, own={"list": []}, same=True)
s.sendall(frame(a_dict(sigmoid=about)) * 20)
""",
    "a closed connection from a cell": "s.close()",
    "a drip from a cell": """
for byte in frame(a_dict(status='ok')) * 10**6:
    s.sendall(bytes([byte]))
    time.sleep(0.05)
""",
}


def indented(source: str) -> str:
    return "".join(f"    {line}\n" for line in source.strip().splitlines())


def calling(source: str) -> str:
    body = indented(source)
    return f"{PIPE}\ndef sigmoid(z):\n    s = pipe()\n{body}    return z * 0.0"


ATTACKS = [
    *(
        Attack("the pipe", name, calling(source), waits="time.sleep" in source)
        for name, source in CALLS.items()
    ),
    *(
        Attack(
            "the pipe",
            name,
            before=f"{PIPE}\ns = pipe()\n{source}",
            waits="time.sleep" in source,
        )
        for name, source in CELLS.items()
    ),
]
