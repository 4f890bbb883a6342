"""What nbgrader is told: the folders of the course, and our steps in its lists."""

from __future__ import annotations

import contextlib
import glob
import importlib.util
import os
import sys
import warnings
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.classroom import Classroom, find_root

TEMPLATES = Path(__file__).resolve().parent / "data" / "templates"
STUB = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}


def configure(c: Any, room: Classroom | None = None) -> None:
    """Fill in nbgrader's configuration.

    Parameters
    ----------
    c : traitlets.config.Config
        The configuration object, changed in place.
    room : Classroom, optional
        The course; found from the current folder if not given.
    """
    _put_scripts_on_path()
    # nbgrader makes rows in an order that SQLAlchemy remarks on, a page a submission.
    warnings.filterwarnings("ignore", message="Object of type <Submitted")
    room = room or Classroom(find_root())
    _read_stamps_calmly(room.root)
    room.folder.mkdir(parents=True, exist_ok=True)

    def below(folder: Path) -> str:
        return str(folder.relative_to(room.root))

    c.CourseDirectory.course_id = "backprop"
    c.CourseDirectory.root = str(room.root)
    c.CourseDirectory.source_directory = below(room.source)
    c.CourseDirectory.release_directory = below(room.release)
    c.CourseDirectory.submitted_directory = below(room.submitted)
    c.CourseDirectory.autograded_directory = below(room.autograded)
    c.CourseDirectory.feedback_directory = below(room.feedback)
    c.CourseDirectory.db_url = room.gradebook
    c.ZipCollectApp.downloaded_directory = below(room.folder / "downloaded")
    c.ZipCollectApp.collector_plugin = "autograder.collect.Collector"
    c.ClearSolutions.code_stub = STUB
    c.OnRelease.release = below(room.release)
    c.JudgeExercises.classroom = below(room.folder)
    steps = "autograder.grading.preprocessors"
    _find_literal_folders()
    c.Autograde.pre_convert_hook = f"{steps}.take_renamed"
    c.Autograde.exporter_class = f"{steps}.SubmissionExporter"
    # One validation of the notebook after the last step, not one after each.
    c.SubmissionExporter.optimistic_validation = True
    c.SaveMarks.classroom = below(room.folder)
    c.TakeOff.submitted = below(room.submitted)
    c.GenerateFeedback.preprocessors = ["autograder.grading.feedback.GetMarks"]
    c.GenerateFeedback.exporter_class = "autograder.grading.feedback.FeedbackExporter"
    # Formgrader shows a submission with this one: no formula needs the network.
    c.HTMLExporter.filters = {"markdown2html": "autograder.grading.rendered.in_cell"}
    c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), *_formgraders_templates()]
    c.Autograde.sanitize_preprocessors = [
        f"{steps}.RebuildOnRelease",
        f"{steps}.CheckMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{steps}.JudgeExercises",
        "autograder.grading.marks.SaveMarks",
        "autograder.grading.marks.TakeOff",
        f"{steps}.CheckMetadata",
    ]


def _formgraders_templates() -> list[str]:
    """Find the templates of formgrader, without importing all that it needs."""
    found = importlib.util.find_spec("nbgrader")
    folders = (found.submodule_search_locations if found else None) or []
    inside = Path("server_extensions", "formgrader", "templates")
    return [str(Path(folder) / inside) for folder in folders]


def _find_literal_folders() -> None:
    """Let nbgrader's commands find the folder of a student who is called ``ada[2]``.

    They look for it with a pattern, in which brackets mean something else.
    """
    converters = sys.modules.get("nbgrader.converters.base")
    if converters is not None:
        vars(converters)["glob"] = SimpleNamespace(glob=_glob)


def _glob(pattern: str) -> list[str]:
    folder, name = os.path.split(pattern)
    return glob.glob(pattern) or glob.glob(os.path.join(glob.escape(folder), name))


def _read_stamps_calmly(root: Path) -> None:
    """Let a ``timestamp.txt`` that holds no time count as none in nbgrader's own steps.

    Formgrader asks for the time of each submission whenever it lists them, and gives no
    list at all where one cannot be read. One without a zone is of the course's.
    """
    for name in ("nbgrader.apps.api", "nbgrader.coursedir"):
        if name in sys.modules:
            sys.modules[name].parse_utc = partial(_parse_stamp, root)  # type: ignore[attr-defined]


def _parse_stamp(root: Path, text: Any) -> Any:
    from autograder.grading.handed_in import names_no_zone, parse_stamp
    from autograder.term import TermUnreadable, read_term

    if not isinstance(text, str):
        return text
    stamp, where = text.encode(), None
    if names_no_zone(stamp):
        # What grades refuses a file that cannot be read; a list of works goes on.
        with contextlib.suppress(TermUnreadable):
            where = read_term(root).time_zone
    when = parse_stamp(stamp, where)
    return when and when.replace(microsecond=0)


def _put_scripts_on_path() -> None:
    """Let nbgrader find alembic, which it calls by name to make a gradebook."""
    scripts = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if scripts not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([scripts, path])
