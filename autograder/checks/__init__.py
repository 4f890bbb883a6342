"""The check table: every chapter, every exercise, every point."""

from autograder.checks.deltas import CHAPTER as DELTAS
from autograder.checks.forward import CHAPTER as FORWARD
from autograder.checks.gradcheck import CHAPTER as GRADCHECK
from autograder.checks.losses import CHAPTER as LOSSES
from autograder.checks.model import Case, Chapter, Check, Part
from autograder.checks.neuron import CHAPTER as NEURON
from autograder.checks.optimizers import CHAPTER as OPTIMIZERS
from autograder.checks.training import CHAPTER as TRAINING

CHAPTERS: dict[str, Chapter] = {
    chapter.number: chapter
    for chapter in (NEURON, FORWARD, LOSSES, DELTAS, GRADCHECK, TRAINING, OPTIMIZERS)
}

CHECKS: dict[str, Check] = {
    check.name: check for chapter in CHAPTERS.values() for check in chapter.checks
}

__all__ = ["CHAPTERS", "CHECKS", "Case", "Chapter", "Check", "Part"]
