"""Chapter 08: wrong answers that students give, and unusual right ones.

Each optimizer has a module of its own.
"""

# Importing a bank enters its functions.
import autograder.banks.nesterov
import autograder.banks.states
import autograder.banks.velocity  # noqa: F401
