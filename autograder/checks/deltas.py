"""Chapter 04's checks."""

from autograder.checks.model import Chapter

CHAPTER = Chapter(number="04", module="deltas", title="The delta equations", checks=())
