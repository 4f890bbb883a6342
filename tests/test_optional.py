"""What may be missing is missing only where nothing stands."""

from pathlib import Path

import pytest

from autograder.classroom import Classroom
from autograder.grading.settings import course_config, has_gradebook
from autograder.optional import is_there
from autograder.platforms.sections import read_sections
from autograder.shipped import NOTE, read_note
from autograder.term import read_term

READ = {
    "course.toml": read_term,
    "nbgrader_config.py": lambda root: course_config(Classroom(root)),
    NOTE: read_note,
    "classroom/gradebook.db": lambda root: has_gradebook(Classroom(root)),
    "classroom/sections.csv": lambda root: read_sections(Classroom(root)),
}


@pytest.mark.parametrize("name", READ)
def test_a_link_to_nowhere_is_no_missing_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    READ[name](tmp_path)
    path.symlink_to("../away/shared")
    with pytest.raises(ValueError) as caught:
        READ[name](tmp_path)
    assert str(caught.value) == (
        f"{path.name} is a link to ../away/shared, and nothing is there: put that "
        f"back, or remove the link {path}"
    )


def test_a_link_to_a_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "shared").touch()
    (tmp_path / "link").symlink_to("shared")
    assert is_there(tmp_path / "link")
    assert not is_there(tmp_path / "nothing")
