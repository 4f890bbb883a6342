"""Chapter 01: wrong answers that students give, and unusual right ones."""
