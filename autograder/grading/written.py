"""What a student has written in words: which of it answers what, and what is ours."""

from __future__ import annotations

import difflib
import functools
import hashlib
import re
from collections.abc import Iterable, Sequence

from autograder.grading.cells import SubmittedCell

OURS = re.compile(r"(?:text|demo)-([0-9a-f]{16})")
MOST_CELLS = 500  # of a chapter; where a cell stood enters its id
LONG = 40  # characters; a shorter line of a student's may be like one of ours by chance
MOST_TEXT = 20_000
NEAR = 0.75
FEWEST = 6  # words; fewer in a comment or a text of a code cell are a remark
WORD = re.compile(r"(?<![\w(.])[^\W\d_]{2,}(?![\w(=\[])")
# A text alone in a cell, perhaps named or printed, perhaps in several pieces.
TEXT = re.compile(
    r"(?:\w+[ \t]*=[ \t]*|print)?\(?\s*[rfRF]?(?P<quote>\"{3}|'{3}|[\"'])"
    r"(?P<text>.*)(?P=quote)\s*\)?[ \t]*;?",
    re.DOTALL,
)
JOINT = re.compile(r"[\"']\s*\n\s*[rfRF]?[\"']")


def answered_by(
    cells: Sequence[SubmittedCell], places: Sequence[int | None], kinds: Sequence[str]
) -> dict[int, int]:
    """Find the answers that cells belong to which the release does not have.

    Parameters
    ----------
    cells : sequence of SubmittedCell
        What was handed in.
    places : sequence of int or None
        Where each of them stands in the release.
    kinds : sequence of str
        What the release's cells are, as `autograder.grading.skeleton.kind_of` says.

    Returns
    -------
    dict of int to int
        By the number of a cell with words, the place of the answer's placeholder: the
        one that stands between the release's cells before and after it.
    """
    answers = [place for place, kind in enumerate(kinds) if kind == "answer"]
    found, given = dict[int, int](), set[int]()
    for number, cell in enumerate(cells):
        if places[number] is not None or not words_of(cell):
            continue
        before = next((p for p in reversed(places[:number]) if p is not None), -1)
        after = next((p for p in places[number:] if p is not None), len(kinds))
        if before == -1 and after == len(kinds):
            continue  # nothing of the release is there
        near = [a for a in answers if a in (before, after)]
        between = near or [a for a in answers if before < a < after]
        if between:
            free = [a for a in between if a not in given]
            found[number] = (free or between[-1:])[0]
            if not near:
                given.add(found[number])
    return found


def words_of(cell: SubmittedCell) -> str:
    """Give what a cell says in words: of a cell with code a comment or a text alone.

    Parameters
    ----------
    cell : SubmittedCell
        Any cell.

    Returns
    -------
    str
        Empty where it says nothing. Code is not parsed here.

    Examples
    --------
    >>> said = 'answer = "The slope is nearly zero far away from zero."'
    >>> words_of(SubmittedCell(said, True, None, (), False))
    'The slope is nearly zero far away from zero.'
    """
    if not cell.is_code:
        return cell.text
    if len(cell.text) > MOST_TEXT:
        return ""
    lines = cell.text.splitlines()
    if all(line.lstrip().startswith("#") or not line.strip() for line in lines):
        found = "\n".join(line.lstrip().lstrip("#").strip() for line in lines)
    else:
        text = TEXT.fullmatch(cell.text)
        pieces = re.split(JOINT, text["text"]) if text else []
        if text and any(text["quote"] in piece for piece in pieces):
            return ""  # several texts, or code between them
        found = "\n".join(pieces)
    return found.strip() if len(WORD.findall(found)) >= FEWEST else ""


def own_words(cell: SubmittedCell, released: Sequence[str]) -> str:
    """Take out of a cell what the course has written, now or in an earlier release.

    Parameters
    ----------
    cell : SubmittedCell
        A cell with words.
    released : sequence of str
        The texts of the release.

    Returns
    -------
    str
        The student's own lines; empty where there are none.
    """
    if _was_given_out(cell):
        return ""
    if len(cell.text) > MOST_TEXT:
        return "" if cell.text in released else cell.text
    ours = {line.strip() for text in released for line in text.splitlines()} - {""}
    lines = [line.strip() for line in cell.source.splitlines()]
    telling = [line for line in ours if _is_telling(line)]
    own = [
        bool(line) and not (_is_telling(line) and _is_like(line, ours, telling, NEAR))
        for line in lines
    ]
    if sum(map(bool, lines)) > sum(own):  # then a short line may well be ours too
        own = [
            mine and not _is_like(lines[n], ours, ours, NEAR)
            for n, mine in enumerate(own)
        ]
    kept = (
        line
        for n, line in enumerate(cell.source.splitlines())
        if own[n] or not lines[n]
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _is_telling(line: str) -> bool:
    """Whether a line is like one of ours by no chance."""
    return len(line) >= LONG or line.startswith("#")


def _is_like(line: str, ours: set[str], near: Iterable[str], cutoff: float) -> bool:
    if line in ours:
        return True
    return bool(difflib.get_close_matches(line[:300], list(near), 1, cutoff))


@functools.lru_cache(maxsize=1000)
def _was_given_out(cell: SubmittedCell) -> bool:
    """Whether a cell is as an earlier release gave it out: its id was made from it."""
    ids = [found[1] for name in cell.ids if (found := OURS.fullmatch(name))]
    return bool(ids) and any(
        hashlib.sha256(f"{place} {cell.source}".encode()).hexdigest()[:16] in ids
        for place in range(MOST_CELLS)
    )
