"""Chapter 05: wrong answers that students give, and unusual right ones.

Each exercise has a module of its own.
"""

# Importing a bank enters its functions.
import autograder.banks.diagnose
import autograder.banks.differences
import autograder.banks.gradient_check
import autograder.banks.relative_error  # noqa: F401
