"""The modules that a notebook writes with ``%%writefile``: imported from memory."""

from __future__ import annotations

import importlib.abc
import re
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import CodeType, ModuleType

WRITES = re.compile(
    r"\s*%%(?:writefile|file)[ \t]+(?P<more>(?:-a|--append)[ \t]+)?"
    r"(?P<quote>[\"']?)(?P<name>[^\n\"']+?)(?P=quote)[ \t]*(?:\n|\Z)"
)


class Written(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds the modules that were written, before all others as Jupyter does."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}

    def add(self, name: str, text: str, *, more: bool = False) -> None:
        """Note what was written to a file, if that is a module of the working folder.

        Parameters
        ----------
        name : str
            Of the file.
        text : str
            What was written.
        more : bool
            Whether it was added to what stood there.
        """
        module = name.removeprefix("./").removesuffix(".py")
        if name.endswith(".py") and module.isidentifier():
            before = self._sources.get(module, "") if more else ""
            self._sources[module] = before + text

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Find a module that was written."""
        if fullname not in self._sources:
            return None
        return spec_from_loader(fullname, self)

    def get_source(self, fullname: str) -> str:
        """Give what was written."""
        return self._sources[fullname]

    def get_code(self, fullname: str) -> CodeType:
        """Compile what was written."""
        return self.source_to_code(self._sources[fullname], f"{fullname}.py")
