"""Which written answers are the same as when their chapter was graded last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from autograder.grading.records import write_whole


class AnswersBefore:
    """A student's answers in words, as they were when the marks were last entered.

    A mark that a person gave holds as long as its answer is the same.

    Parameters
    ----------
    classroom : Path
        Where they are noted, by their hashes.
    student, chapter : str
        Whose, and which.
    """

    def __init__(self, classroom: Path, student: str, chapter: str) -> None:
        self._path = classroom / "answers" / student / f"{chapter}.json"
        try:
            noted = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            noted = {}
        self._noted: dict[str, str] = noted if isinstance(noted, dict) else {}

    def unchanged(self, answers: Mapping[str, str]) -> set[str]:
        """Name those that are the same now.

        Parameters
        ----------
        answers : mapping of str to str
            By grade id, what is written.

        Returns
        -------
        set of str
            Grade ids.
        """
        return {
            name for name in answers if self._noted.get(name) == _hash(answers[name])
        }

    def note(self, answers: Mapping[str, str]) -> None:
        """Note the answers, after their marks were entered."""
        hashes = {name: _hash(words) for name, words in answers.items()}
        if hashes and hashes != self._noted:
            write_whole(self._path, json.dumps(hashes).encode())


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
