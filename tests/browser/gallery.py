"""The gallery's widgets, in its order, in a notebook that shows them all."""

from autograder.browser.gallery import GALLERY
from autograder.browser.lab import Notebook
from autograder.browser.widget import Widget

NAMES = list(GALLERY)
CALLS = [show.call for show in GALLERY.values()]


def widget(book: Notebook, name: str) -> Widget:
    """Find a widget by its name."""
    return book.widget(NAMES.index(name))
