"""How the exercises of chapter 02 are judged."""

from autograder.checks.model import Chapter

CHAPTER = Chapter(
    number="02",
    module="forward",
    title="Forward pass",
    checks=(),
    answers={"why_keep_every_z_and_a": 2.0},
)
