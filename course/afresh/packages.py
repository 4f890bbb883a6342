"""Which packages grading has: those that the course brings along, and no others."""

from __future__ import annotations

import functools
import importlib.abc
import re
import sys
from importlib.metadata import (
    PackageNotFoundError,
    distribution,
    packages_distributions,
)
from typing import Any

BROUGHT = (
    "numpy",
    "matplotlib",
    "ipython",
    "ipywidgets",
    "anywidget",
    "threadpoolctl",
)


class OnlyWhatGradingHas(importlib.abc.MetaPathFinder):
    """Lets what grading lacks be missing here too."""

    def find_spec(self, fullname: str, *_: Any) -> None:
        """Find nothing; refuse what is of no known package.

        Raises
        ------
        ModuleNotFoundError
            If the module is a package's that grading lacks.
        """
        top = fullname.partition(".")[0]
        if not is_there(top):
            raise ModuleNotFoundError(f"No module named {top!r}", name=top)


@functools.cache
def is_there(module: str) -> bool:
    """Whether grading can import a module, by the name of its first package."""
    if module == "course" or module in sys.stdlib_module_names:
        return True
    owners = _owners().get(module)
    if owners is None:  # of no package: written by the notebook, or nowhere
        return True
    return any(_plain(owner) in needed() for owner in owners)


@functools.cache
def _owners() -> dict[str, list[str]]:
    return dict(packages_distributions())


@functools.cache
def needed() -> frozenset[str]:
    """Name the distributions that the course needs, at whatever remove."""
    waiting, seen = list(BROUGHT), set[str]()
    while waiting:
        name = _plain(waiting.pop())
        if name in seen:
            continue
        try:
            requirements = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # a requirement for another platform
        seen.add(name)
        waiting += [
            re.split(r"[ ;<>=!~\[(]", requirement)[0]
            for requirement in requirements
            if "extra ==" not in requirement
        ]
    return frozenset(seen)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
