"""The instructor's side: build, checks, banks, sandbox, grading."""
