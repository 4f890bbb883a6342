"""Our feedback page in nbgrader's own command and behind formgrader's button."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode, from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading.demanded import one_line
from autograder.grading.marked import Marking
from autograder.grading.page import feedback_page, origin_of, read_graded
from autograder.grading.settings import configured_term, course_root
from autograder.grading.showing import what_is_shown


class GetMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Read what the gradebook says of the notebook that is under way."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Leave the marks among the resources."""
        about = resources["nbgrader"]
        root, term = course_root(self.config), configured_term(self.config)
        with Gradebook(about["db_url"]) as book:
            found = what_is_shown(
                book.db, root, term, about["assignment"], about["student"]
            )
        about["marking"] = found[about["student"], about["notebook"]]
        return nb, resources


class FeedbackExporter(Exporter):  # type: ignore[misc]
    """Write the page that `backprop feedback` writes, byte for byte."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def __init__(self, config: Any = None, **kw: Any) -> None:
        super().__init__(config=config, **kw)
        if self.parent is not None:  # nbgrader's command, before it touches anything
            with one_line(self.parent):
                configured_term(self.config)

    def from_filename(
        self, filename: str, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a file, and note in the page what it was written from."""
        content = Path(filename).read_bytes()
        resources = {**(resources or {}), "content": content}
        notebook = from_dict(read_graded(content))
        return self.from_notebook_node(notebook, resources, **kw)

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a graded notebook."""
        graded, about = super().from_notebook_node(nb, resources, **kw)
        marking = (about.get("nbgrader") or {}).get("marking", Marking())
        content = about.pop("content", b"")
        origin = origin_of(content, marking) if content else ""
        return feedback_page(graded, marking, origin), about
