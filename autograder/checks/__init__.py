"""The check table: every chapter, every exercise, every point."""

from importlib import import_module

from autograder.chapters import MODULES
from autograder.checks.model import Case, Chapter, Check, Part

CHAPTERS: dict[str, Chapter] = {
    number: import_module(f"autograder.checks.{module}").CHAPTER
    for number, module in MODULES.items()
}

CHECKS: dict[str, Check] = {
    check.name: check for chapter in CHAPTERS.values() for check in chapter.checks
}

__all__ = ["CHAPTERS", "CHECKS", "Case", "Chapter", "Check", "Part"]
