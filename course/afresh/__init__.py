"""Run a notebook from its first cell on, as grading does."""
