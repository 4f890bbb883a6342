"""Chapter 01: the mistakes of the bank, written a second time."""
