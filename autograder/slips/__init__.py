"""Slips: mistakes as edits of the right answer, one module a chapter's module."""

from importlib import import_module
from importlib.util import find_spec

from autograder.chapters import MODULES
from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    exercises: slips
    for module in MODULES.values()
    if find_spec(f"autograder.slips.{module}")
    for exercises, slips in import_module(f"autograder.slips.{module}").SLIPS.items()
}

__all__ = ["SLIPS", "Bank", "Slip"]
