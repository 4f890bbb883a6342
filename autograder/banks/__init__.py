"""The banks: realistic wrong answers, and unusual right ones, one module a chapter."""

from autograder.banks import (
    deltas,
    forward,
    gradcheck,
    losses,
    neuron,
    optimizers,
    training,
)
from autograder.banks.model import ALTERNATIVES, MISTAKES, Alternative, Mistake

__all__ = ["ALTERNATIVES", "MISTAKES", "Alternative", "Mistake"]

# Importing a bank enters its functions.
assert all((deltas, forward, losses, neuron, gradcheck, training, optimizers))
