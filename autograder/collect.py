"""Whose a file of a learning platform's archive is: nbgrader's ``zip_collect`` asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin

from autograder.platforms.packing import owner, plain_name
from autograder.shown import line


class Collector(FileNameCollectorPlugin):  # type: ignore[misc]
    """Sort the files of an archive: the platform's own words decide, not a student's.

    They stand in the name of the file, or of the archive that it came in.
    """

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Say whose a file is and what it is called; None where it is nobody's."""
        directory: Any = self.parent
        assignment = directory.coursedir.assignment_id
        top = Path(directory._format_collect_path(directory.extracted_directory))
        path = Path(submitted_file)
        parts = path.relative_to(top).parts
        if path.suffix not in self.valid_ext:
            return None
        if path.name.startswith("._") or "__MACOSX" in parts:  # beside each, by macOS
            return None
        if not path.resolve().is_relative_to(top.resolve()):
            self.log.warning("A link leads out of the archive: %s", line(path.name))
            return None
        found = next(filter(None, (owner(part, assignment) for part in parts)), None)
        if found is None:
            self.log.warning(
                "%s is not named as a learning platform names what it collects, or its "
                "student's name is none: put it into submitted/STUDENT/%s by hand",
                line(path.name),
                assignment,
            )
            return None
        rest = found.pop("rest")
        name = (
            rest if parts[-1].endswith(rest) and rest.endswith(".ipynb") else path.name
        )
        return {**found, "file_id": plain_name(name, assignment)}
