"""Chapter 03's checks."""

from autograder.checks.model import Chapter

CHAPTER = Chapter(number="03", module="losses", title="The loss", checks=())
