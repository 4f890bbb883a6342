"""Interactive pictures that run the student's own functions.

Each function of this package takes functions of the student (or their names), runs them
once over a grid of settings, and gives a widget that moves without the kernel.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

MODULES = {
    "attention_map": "attention",
    "backward_pass": "backward",
    "backward_sweep": "graph",
    "blame_through_time": "recurrence",
    "digits_descent": "descent",
    "forward_pass": "forward",
    "layer_errors": "depth",
    "learning_rate": "rate",
    "loss_slopes": "losses",
    "loss_surface": "surface",
    "momentum_plane": "momentum",
    "one_neuron": "neuron",
    "optimizer_race": "race",
    "reader_learns": "reader",
    "sliding_kernel": "convolution",
    "step_size": "differences",
}

__all__ = [
    "attention_map",
    "backward_pass",
    "backward_sweep",
    "blame_through_time",
    "digits_descent",
    "forward_pass",
    "layer_errors",
    "learning_rate",
    "loss_slopes",
    "loss_surface",
    "momentum_plane",
    "one_neuron",
    "optimizer_race",
    "reader_learns",
    "sliding_kernel",
    "step_size",
]


def __getattr__(name: str) -> Any:
    """Import a widget when it is first asked for: importing all takes too long."""
    if name in MODULES:
        return getattr(import_module(f"{__name__}.{MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
