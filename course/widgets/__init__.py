"""Interactive pictures that run the student's own functions.

Each function of this package takes functions of the student (or their names), runs them
once over a grid of settings, and gives a widget that moves without the kernel.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

MODULES = {
    "learning_rate": "rate",
    "one_neuron": "neuron",
}

__all__ = ["learning_rate", "one_neuron"]


def __getattr__(name: str) -> Any:
    """Import a widget when it is first asked for: importing all takes too long."""
    if name in MODULES:
        return getattr(import_module(f"{__name__}.{MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
