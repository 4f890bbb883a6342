"""What a page, a file and a terminal can show of words that somebody else wrote."""

from __future__ import annotations

import re

MOST = 500
# Sequences that colour or move; what else steers a terminal; what turns the direction
# of a line, or marks one.
STEERING = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
HALVES = re.compile("[\ud800-\udfff]")  # of characters, or bytes that are no text


def shown(text: str, most: int = MOST) -> str:
    r"""Make words harmless wherever they are shown.

    Parameters
    ----------
    text : str
        What a student wrote: an output, an error, the name of a file.
    most : int
        How many characters are looked at.

    Returns
    -------
    str
        The text without what steers a terminal or turns a line; line ends and tabs
        stay. It can be written in UTF-8.

    Examples
    --------
    >>> shown("\x1b[31mred\x1b[0m \x9b2J \u202etxt.exe")
    'red 2J txt.exe'
    >>> shown("neuron\udcff.ipynb")
    'neuron�.ipynb'
    """
    plain = HIDDEN.sub("", STEERING.sub("", text[:most]))
    return HALVES.sub("\ufffd", plain)


def line(text: str, most: int = MOST) -> str:
    r"""Make words harmless and put them on one line; ``…`` stands for what is cut.

    Examples
    --------
    >>> line("one\ntwo", 5)
    'one t…'
    """
    whole = " ".join(shown(text, most + 1).split())
    return whole if len(text) <= most else f"{whole[:most].rstrip()}…"
