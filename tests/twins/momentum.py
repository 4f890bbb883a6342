"""Chapter 08: the mistakes of the bank, written a second time.

The optimizers have modules of their own.
"""

# Importing enters the functions.
import tests.twins.states
import tests.twins.velocities  # noqa: F401
