"""Attacks on what the trusted side answers, and on how it tells differences."""

from dataclasses import replace

import numpy as np

from autograder.checks import CHECKS
from autograder.judge import call_here, judge
from tests.attacks.model import Attack
from tests.attacks.on_the_pipe import calling

# What the exercise does when it is called: chapter, exercise, the function.
COSTLY = {
    "weights of 80 GB are asked for": (
        "06",
        "minibatches",
        """
def minibatches(N, batch_size, rng):
    try:
        initialize([np.int64(10**5)] * 2, "he", rng)
    except ValueError:
        initialize(np.array([10**5, 10**5]), "he", rng)
""",
    ),
    "a training run without end is asked for": (
        "07",
        "largest_stable_learning_rate",
        """
def largest_stable_learning_rate(H):
    rows = np.ones((1000, 1))
    zero = lambda *args: np.zeros(1)
    rng = np.random.default_rng(1)
    return train(np.zeros(1), rows, rows, zero, zero, 0.1, 1, 1000, -np.inf, rng)
""",
    ),
    "a product of 20 GB is asked of a function that was handed over": (
        "06",
        "train",
        """
def train(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    wide = np.ones((1, 50_000))
    return gradient(np.ones(1), wide, wide.T)
""",
    ),
    "a slope that grows with every step": (
        "07",
        "largest_stable_learning_rate",
        """
def largest_stable_learning_rate(H):
    rows, rng = np.ones((64, 1)), np.random.default_rng(1)
    zero, wide = lambda *args: 0.0, lambda *args: np.ones((60_000, 1))
    theta = np.zeros((1, 1000))
    return train(theta, rows, rows, zero, wide, 0.1, 1, 64, -np.inf, rng)
""",
    ),
    "a step of differences over thousands of numbers": (
        "05",
        "gradient_check",
        """
def gradient_check(f, gradient, x, tolerance=1e-6):
    slow = lambda x: sum(range(10**6)) * 0.0
    return bool(numerical_gradient(slow, np.zeros(4000)).any())
""",
    ),
}


def calls_of_cases(name: str) -> int:
    """Count how often an exercise is called before differences are looked for."""
    check, calls = replace(CHECKS[name], analytic=False), []

    def counted(*args: object) -> object:
        calls.append(args)
        return check.function(*args)

    judge(check, call_here(counted), np.random.default_rng(1))
    return len(calls)


SLOPES = {
    "differences of an earlier exercise": (
        "03",
        "mse_gradient",
        """
def mse_gradient(A, Y):
    slope = np.empty_like(A)
    for i in np.ndindex(*A.shape):
        up, down = A.copy(), A.copy()
        up[i] += 1e-5
        down[i] -= 1e-5
        slope[i] = (mse(up, Y) - mse(down, Y)) / (up[i] - down[i])
    return slope
""",
    ),
    "differences that stop when the cases are over": (
        "01",
        "sigmoid_prime",
        """
calls = []
def sigmoid_prime(z):
    calls.append(1)
    if len(calls) <= CASES:
        return (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5
""",
    ),
    "differences that become numbers which are none": (
        "01",
        "sigmoid_prime",
        """
calls = []
def sigmoid_prime(z):
    calls.append(1)
    slope = (sigmoid(z + 1e-6) - sigmoid(z - 1e-6)) / 2e-6
    return slope if len(calls) <= CASES else slope * np.nan
""",
    ),
    "a mean of many differences": (
        "01",
        "sigmoid_prime",
        """
def sigmoid_prime(z):
    steps = np.linspace(5e-6, 2e-5, 50)
    return np.mean([(sigmoid(z + h) - sigmoid(z - h)) / (2 * h) for h in steps], 0)
""",
    ),
    "differences by Richardson": (
        "01",
        "sigmoid_prime",
        """
def sigmoid_prime(z):
    slope = lambda h: (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
    return (4 * slope(5e-4) - slope(1e-3)) / 3
""",
    ),
}

NAMES = """
names = ["sigmoid ", "Sigmoid", "solutions.neuron.sigmoid", "\\u017figmoid", "check",
         "argument 1", "function 1", "__class__", "call", "", "sigmoid\\0"]
for name in names:
    s.sendall(frame(a_dict(ask=name, args={"tuple": [2.0]}, kwargs=a_dict())))
    answer = s.recv(10**6)
    if b"answer" in answer:
        s.detach()
        return z * 0 + float(answer.split(b"answer")[1].split()[1].strip(b",]}"))
s.detach()
"""
# What the function does when it is called; `s` is the connection.
CALLS = {
    "its own answer is asked for by other names": NAMES,
    "a question with its own function as an argument": """
mine = {"reference": "sigmoid"}
s.sendall(frame(a_dict(ask='weighted_input', args={"tuple": [mine, mine, mine]},
                kwargs=a_dict(sigmoid=mine))))
s.sendall(frame(a_dict(result=1.0)) * 100)
time.sleep(99)
""",
    "a seed of a thousand digits": """
seed = {"seed": [10**300, False]}
s.sendall(frame(a_dict(ask='weighted_input', args={"tuple": [seed] * 3},
                kwargs=a_dict())))
s.sendall(frame(a_dict(value=seed, args={"tuple": [seed]}, warned={"list": []})))
time.sleep(99)
""",
    "nothing, as wide as the memory, on the pipe": """
s.sendall(frame(a_dict(value={"array": 0}, args={"tuple": []}),
                [["float64", [0, 2**31 - 1]]]))
time.sleep(99)
""",
    "arguments that stand twice": """
pair = ["w", 1.0]
s.sendall(frame({"dict": [["ask", "weighted_input"], ["args", {"tuple": []}],
                          ["kwargs", {"dict": [pair, pair]}]]}))
time.sleep(99)
""",
    "arguments named by numbers": """
s.sendall(frame(a_dict(ask='weighted_input', args={"tuple": []},
                kwargs={"dict": [[1, 1.0], [{"tuple": []}, 2.0]]})))
time.sleep(99)
""",
    "a hundred questions and a reply between them": """
ask = frame(a_dict(ask='weighted_input', args={"tuple": []}, kwargs=a_dict()))
s.sendall((ask + frame(a_dict(value=0.5, args={"tuple": [0.0]}))) * 100)
time.sleep(99)
""",
}

ATTACKS = [
    *(
        Attack("questions", name, source, target=target, chapter=chapter)
        for name, (chapter, target, source) in COSTLY.items()
    ),
    *(
        Attack(
            "differences",
            name,
            source.replace("CASES", str(calls_of_cases(target))),
            target=target,
            rest=True,
            chapter=chapter,
        )
        for name, (chapter, target, source) in SLOPES.items()
    ),
    *(
        Attack(
            "questions",
            name,
            calling(f"weighted_input\n{source}"),
            waits="time.sleep" in source,
        )
        for name, source in CALLS.items()
    ),
]
