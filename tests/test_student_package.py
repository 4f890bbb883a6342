"""`pip install ./course` installs all that students run, and nothing else."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent
COURSE = ROOT / "course"
WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
STUDENT = tomllib.loads((COURSE / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES = STUDENT["project"]["dependencies"]
MODULES = sorted(COURSE.rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def test_every_folder_with_modules_is_installed():
    folders = {path.parent.relative_to(ROOT) for path in MODULES}
    names = {".".join(folder.parts) for folder in folders}
    assert set(STUDENT["tool"]["setuptools"]["packages"]) == names


def test_every_data_file_is_installed():
    patterns = STUDENT["tool"]["setuptools"]["package-data"]["course"]
    installed = {path for pattern in patterns for path in COURSE.glob(pattern)}
    skipped = {".py", ".pyc", ".cfg"}
    data = {
        path
        for path in COURSE.rglob("*")
        if path.is_file()
        and path.suffix not in skipped
        and ".egg-info" not in str(path)
    }
    assert data
    assert data <= installed


def test_its_dependencies_are_the_projects_own():
    assert set(DEPENDENCIES) <= set(WHOLE["project"]["dependencies"])
    assert STUDENT["project"]["version"] == WHOLE["project"]["version"]


def test_a_student_may_use_any_python_that_the_grader_takes():
    for version in ("3.11.5", "3.12.0", "3.13.0", "3.14.0"):
        assert version in SpecifierSet(WHOLE["project"]["requires-python"])
        assert version in SpecifierSet(STUDENT["project"]["requires-python"])


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: str(path.relative_to(COURSE))
)
def test_a_module_imports_only_what_students_install(path):
    known = {re.split("[<>=]", name)[0].lower() for name in DEPENDENCIES}
    known.add("traitlets")  # part of ipywidgets' own interface
    for name in imported(path):
        allowed = name == "course" or name in sys.stdlib_module_names
        assert allowed or name.lower() in known, name
