"""The check table: every chapter, every exercise, every point."""

from autograder.checks import deltas, forward, losses, neuron
from autograder.checks.model import Case, Chapter, Check, Part

CHAPTERS: dict[str, Chapter] = {
    chapter.number: chapter
    for chapter in (neuron.CHAPTER, forward.CHAPTER, losses.CHAPTER, deltas.CHAPTER)
}

CHECKS: dict[str, Check] = {
    check.name: check for chapter in CHAPTERS.values() for check in chapter.checks
}

__all__ = ["CHAPTERS", "CHECKS", "Case", "Chapter", "Check", "Part"]
