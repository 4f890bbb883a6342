"""Tell nbgrader where this course lives and how it grades."""

from autograder.configuration import configure

configure(get_config())  # noqa: F821  (nbgrader provides it)
