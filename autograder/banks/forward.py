"""Chapter 02: wrong answers that students give, and unusual right ones."""
