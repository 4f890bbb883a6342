"""Second versions of the mistakes in the banks, one module a chapter.

They are written independently of the banks: loops for matrix products, another order,
other functions. Chapters enter their module here by being in the check table.
"""

from importlib import import_module

from autograder.checks import CHAPTERS
from tests.twins.model import COMBINATIONS, TWINS, Combination, Twin

__all__ = ["COMBINATIONS", "TWINS", "Combination", "Twin"]

for chapter in CHAPTERS.values():
    import_module(f"tests.twins.{chapter.module}")
