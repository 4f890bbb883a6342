"""Every number worked by hand in a chapter is the number that the code gives."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checks import CHAPTERS
from tests.book import FILES, cells, name, visible

WORKED = re.compile(r"<!--\s*worked:(.*?)-->", re.DOTALL)
LET = re.compile(r"let\s+(\w+)\s*=(?!=)(.+)", re.DOTALL)
NUMBER = re.compile(r"-?\d+(?:\.(?P<decimals>\d+))?")
FEWEST = 5


def names_known(file: Path) -> dict[str, Any]:
    """Give NumPy and the functions of `solutions` up to this chapter."""
    known: dict[str, Any] = {"np": np}
    for number, chapter in CHAPTERS.items():
        if number <= file.parent.name:
            module = import_module(f"solutions.{chapter.module}")
            known |= dict(inspect.getmembers(module, inspect.isfunction))
    return known


def wrong_numbers(texts: list[str], known: dict[str, Any]) -> list[str]:
    """Say which `worked` comments of a chapter's Markdown cells do not hold."""
    known = dict(known)
    faults = []
    for text in texts:
        for comment in WORKED.finditer(text):
            fault = fault_of(
                comment[1].strip(), visible(text[: comment.start()]), known
            )
            if fault:
                faults.append(fault)
    return faults


def fault_of(comment: str, above: str, known: dict[str, Any]) -> str | None:
    """Say what is wrong with one comment; a `let` enters its variable in `known`."""
    if let := LET.fullmatch(comment):
        known[let[1]] = value_of(let[2], known)
        return None
    expression, arrow, literal = comment.rpartition("->")
    literal = literal.strip()
    number = NUMBER.fullmatch(literal)
    if not arrow or not number:
        return f"not `EXPRESSION -> NUMBER`: {comment}"
    if not re.search(rf"(?<![\d.]){re.escape(literal)}(?![\d]|\.\d)", above):
        return f"{literal} is not in the text above: {comment}"
    decimals = len(number["decimals"] or "")
    value = float(value_of(expression, known))
    printed = f"{value:.{decimals}f}"
    if printed != literal:
        return f"the text says {literal}, the code {value!r}: {comment}"
    return None


def value_of(expression: str, known: dict[str, Any]) -> Any:
    """Evaluate an expression of a chapter in the names it may use."""
    return eval(f"({expression.strip()})", known)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_numbers_worked_by_hand_are_right(file: Path) -> None:
    texts = [cell.source for cell in cells(file, "markdown")]
    assert wrong_numbers(texts, names_known(file)) == []
    comments = [c for text in texts for c in WORKED.findall(text) if "->" in c]
    assert len(comments) >= FEWEST


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        (["It is 0.63.\n<!-- worked: 1 / 1.6065 -> 0.63 -->"], "the code 0.622"),
        (["It is 0.62.\n<!-- worked: 1 / 1.6065 -> 0.6225 -->"], "not in the text"),
        (["<!-- worked: 1 + 1 -> 2 -->\nIt is 2."], "not in the text"),
        (["It is 12.5.\n<!-- worked: 1 + 1 -> 2 -->"], "not in the text"),
        (["It is 2.5.\n<!-- worked: 1 + 1 -> 2 -->"], "not in the text"),
        (["It is 2.\n<!-- worked: 1 + 1 = 2 -->"], "not `EXPRESSION"),
        (["It is 3.\n<!-- worked: let x = 1 -->\n<!-- worked: x + 1 -> 3 -->"], "2"),
        (["2\n<!-- worked: let x = 1 -->", "3\n<!-- worked: x + 1 -> 3 -->"], "2"),
        (["It is 0.\n<!-- worked: np.nan -> 0 -->"], "nan"),
    ],
)
def test_a_wrong_number_is_noticed(texts: list[str], complaint: str) -> None:
    (fault,) = wrong_numbers(texts, {"np": np})
    assert complaint in fault


@pytest.mark.parametrize(
    "text",
    [
        "$e^{-0.5} = 0.6065$\n<!-- worked: np.exp(-0.5) -> 0.6065 -->",
        "It falls by $-0.25$.\n<!-- worked: 0.5 * -0.5 -> -0.25 -->",
        "It is 2.\n<!-- worked: 1 + 1 -> 2 -->",
        "It is 2.\n<!-- worked: let x = 1 -->\n<!-- worked: x + 1 -> 2 -->",
    ],
)
def test_a_right_number_is_left_alone(text: str) -> None:
    assert wrong_numbers([text], {"np": np}) == []


def test_a_chapter_knows_the_functions_up_to_its_own() -> None:
    first = FILES[0]
    assert "sigmoid" in names_known(first)
    assert "affine" not in names_known(first)
