"""What goes to a worker, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Task:
    """What a worker needs to grade one submission, wherever it runs.

    Parameters
    ----------
    student, chapter : str
        Whose, and the chapter's number.
    content : bytes
        The file that was handed in.
    release : bytes
        The notebook that was given out.
    secret : bytes
        The classroom's own.
    sandbox : {'full', 'limits', 'best'}
        The level of isolation that the instructor wants.
    fingerprint : str
        Of all that the result depends on.
    problem : str
        Why there is nothing to be graded; empty where there is.
    numerical_share : float
        What part of the points a numerical derivative earns where a formula is asked.
    code : str
        The version that has to grade it; any, if empty.
    packages : tuple of str
        Distributions that the submission may import beside those that students have.
    points : mapping of str to float
        What is weighed anew in this term, as in a `Term`.
    """

    student: str
    chapter: str
    content: bytes
    release: bytes
    secret: bytes
    sandbox: str
    fingerprint: str
    problem: str = ""
    numerical_share: float = 0.0
    code: str = ""
    packages: tuple[str, ...] = ()
    points: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a worker gives back.

    Parameters
    ----------
    notebook : str
        The graded notebook, as JSON.
    exercises : list of dict
        As in a `Record`.
    level : str
        Level of isolation that was reached.
    note : str
        What is wrong with the file itself; empty where nothing is.
    """

    notebook: str
    exercises: list[dict[str, Any]]
    level: str
    note: str = ""
