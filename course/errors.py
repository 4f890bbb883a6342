"""Say in plain words what Python and NumPy say of the commonest errors."""

from __future__ import annotations

import re

# What a message says, what a person says, and whether the message is kept before it.
PLAIN: tuple[tuple[str, str, bool], ...] = (
    (
        r"matmul: .* \(size (?P<right>\d+) is different from (?P<left>\d+)\)"
        r"|not aligned: (?P<last>\d+) \(dim \d+\) != (?P<first>\d+) \(dim 0\)",
        "`@` and `np.dot` sum over the last axis of their left side and over the first "
        "axis of their right side: here these have {left}{last} and {right}{first} "
        "elements, and they must have the same number.",
        False,
    ),
    (
        r"operands could not be broadcast together",
        "Line the two shapes up at their right ends: each pair of numbers must be "
        "equal, or one of them 1.",
        True,
    ),
    (
        r"The truth value of an array with more than one element is ambiguous",
        "an `if`, `and`, `or`, `max` or `min` asks one question, and an array holds "
        "many numbers: each element needs its own answer.",
        False,
    ),
    (
        r"only (0-dimensional|length-1|size-1) arrays can be converted",
        "a function for one number, as those of the module `math` are, was given a "
        "whole array.",
        False,
    ),
    (
        r"ufunc 'bitwise_xor'|unsupported operand type\(s\) for \^",
        "`^` is not a power in Python. A power is written with two stars.",
        False,
    ),
    (
        r"unsupported operand .*'(function|builtin_function_or_method|method)'"
        r"|^'(function|builtin_function_or_method|method)' object is not subscriptable",
        "A function stands where its result should: are the parentheses of a call "
        "missing?",
        True,
    ),
    (
        r"'str' object is not callable",
        "A string is called as if it were a function.",
        True,
    ),
    (
        r"maximum recursion depth exceeded",
        "the function calls itself, and that call again, more often than Python "
        "allows.",
        False,
    ),
)
KEY = "A dict was asked for a key that it does not have."


def plainly(kind: str, message: str) -> str:
    """Say what an exception means.

    Parameters
    ----------
    kind : str
        The name of its class.
    message : str
        What it says.

    Returns
    -------
    str
        Its name and its message, in plain words where there are any.

    Examples
    --------
    >>> plainly("KeyError", "0")
    'KeyError: 0. A dict was asked for a key that it does not have.'
    >>> message = "maximum recursion depth exceeded in comparison"
    >>> print(plainly("RecursionError", message))
    RecursionError: the function calls itself, and that call again, more often than
    Python allows.
    """
    if kind == "KeyError":
        return f"KeyError: {message}. {KEY}"
    for pattern, words, kept in PLAIN:
        match = re.search(pattern, message)
        if match:
            before = f"{message.rstrip('. ')}. " if kept else ""
            return f"{kind}: {before}{words.format(**match.groupdict(''))}"
    return f"{kind}: {message}".rstrip(": ")
