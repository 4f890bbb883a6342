"""The banks: realistic wrong answers, and unusual right ones, one module a chapter."""

from importlib import import_module

from autograder.banks.model import ALTERNATIVES, MISTAKES, Alternative, Mistake
from autograder.chapters import MODULES

__all__ = ["ALTERNATIVES", "MISTAKES", "Alternative", "Mistake"]

for module in MODULES.values():  # importing a bank enters its functions
    import_module(f"autograder.banks.{module}")
