"""Chapter 02: the mistakes of the bank, written a second time."""
