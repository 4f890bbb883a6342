"""Chapter 03's bank: wrong answers to be named, right answers to be accepted."""
