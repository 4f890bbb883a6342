"""Cases that many answers meet: drawn once in a process, and not for each."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from autograder.checks import Case, Check


@dataclass(frozen=True)
class Drawn(Check):
    """A check, or one part of it, with the cases at hand."""

    cases: tuple[Case, ...] = ()
    in_all: int | None = None

    @property
    def pieces(self) -> int | None:
        """How many elements the tuple has that all parts look at."""
        return self.in_all

    def draw(self, rng: np.random.Generator, *, shown: bool = False) -> list[Case]:
        """Give the cases that were drawn, whatever the generator says."""
        return list(self.cases)


def at_hand(check: Check, cases: list[Case]) -> Drawn:
    """Give a check that judges by these cases.

    Only parts that have a case are kept.
    """
    row = {each.name: getattr(check, each.name) for each in fields(Check)}
    row["parts"] = tuple(p for p in check.parts if any(c.part is p for c in cases))
    return Drawn(**row, cases=tuple(cases), in_all=check.pieces)


@lru_cache(maxsize=256)
def drawn(check: Check, seed: int) -> Drawn:
    """Draw the cases of a check as a grading with this seed does."""
    return at_hand(check, check.draw(np.random.default_rng(seed)))
