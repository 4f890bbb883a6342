"""Chapter 04's bank: wrong answers to be named, right answers to be accepted."""
