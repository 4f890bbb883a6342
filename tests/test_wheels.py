"""Two wheels carry the course: each file in one of them, the same bytes each time."""

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.metadata import Metadata

from autograder import distributions, installed
from autograder.__main__ import main
from autograder.chapters import MODULES
from tests.courses import ROOT, installed_copy
from tests.test_house import tracked

SHIPPED = "autograder/shipped"


def files(wheel: tuple[str, bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(wheel[1])) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


STUDENT = distributions.student_wheel()
INSTRUCTOR = distributions.instructor_wheel()
WHEELS = pytest.mark.parametrize("wheel", [STUDENT, INSTRUCTOR], ids=["course", "desk"])


def about(wheel: tuple[str, bytes]) -> Metadata:
    held = files(wheel)
    (name,) = (name for name in held if name.endswith(".dist-info/METADATA"))
    return Metadata.from_email(held[name], validate=True)


def packed(wheel: tuple[str, bytes]) -> set[str]:
    return {name for name in files(wheel) if ".dist-info/" not in name}


def under_version_control(*folders: str) -> set[str]:
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    return {name for name in names if name.startswith(folders)}


def test_no_file_stands_in_both() -> None:
    assert packed(STUDENT) and packed(INSTRUCTOR)
    assert not packed(STUDENT) & packed(INSTRUCTOR)


def test_the_students_wheel_holds_the_package_and_nothing_else() -> None:
    assert packed(STUDENT) == under_version_control("course/") - {"course/setup.cfg"}


def test_the_instructors_wheel_holds_grader_solutions_and_text() -> None:
    code = under_version_control("autograder/", "solutions/")
    code -= under_version_control("autograder/bench/", "autograder/browser/")
    text = under_version_control("chapters/") | {"nbgrader_config.py"}
    assert packed(INSTRUCTOR) == code | {f"{SHIPPED}/{name}" for name in text}
    for number, module in MODULES.items():
        name = f"chapters/{number}/{module}.md"
        assert files(INSTRUCTOR)[f"{SHIPPED}/{name}"] == (ROOT / name).read_bytes()


def test_what_is_left_aside_is_needed_by_nothing_in_the_wheel() -> None:
    for name, data in files(INSTRUCTOR).items():
        for folder in distributions.ASIDE:
            assert f"autograder.{folder}".encode() not in data or name.endswith(
                "METADATA"
            ), name


def test_the_instructors_requires_the_students_of_the_same_version() -> None:
    students, instructors = about(STUDENT), about(INSTRUCTOR)
    assert students.version == instructors.version
    pinned = f"{students.name}=={students.version}"
    assert pinned in map(str, instructors.requires_dist or [])


@WHEELS
def test_the_metadata_say_what_the_project_says(wheel: tuple[str, bytes]) -> None:
    said = about(wheel)
    folder = ROOT / "course" if said.name.endswith("student") else ROOT
    text = (folder / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    extras = project.get("optional-dependencies", {})
    needs = said.requires_dist or []
    assert len(needs) == len(project["dependencies"]) + sum(map(len, extras.values()))
    plain = [need for need in needs if need.marker is None]
    assert len(plain) == len(project["dependencies"])
    asked = {need.name for need in needs if need.marker}
    if extras:
        assert set(said.provides_extra or []) == set(extras)
        assert {"psycopg2-binary", "pytest", "torch"} <= asked
    assert said.license_files
    assert str(said.requires_python) == project["requires-python"]


@WHEELS
def test_the_record_is_true(wheel: tuple[str, bytes]) -> None:
    held = files(wheel)
    (record,) = (name for name in held if name.endswith("/RECORD"))
    rows = [line.split(",") for line in held[record].decode().splitlines()]
    assert [row[0] for row in rows] == list(held)
    for name, digest, size in rows[:-1]:
        kind, _, value = digest.partition("=")
        found = hashlib.new(kind, held[name]).digest()
        assert value == base64.urlsafe_b64encode(found).decode().rstrip("=")
        assert int(size) == len(held[name])


def test_another_day_and_another_folder_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in tracked():
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    for left in ("course/build/lib/course/old.py", "course/x.egg-info/SOURCES.txt"):
        (tmp_path / left).parent.mkdir(parents=True)
        (tmp_path / left).write_text("left behind by a tool")
    for private in ("classroom/secret", "autograder/.env.toml"):
        (tmp_path / private).parent.mkdir(exist_ok=True)
        (tmp_path / private).write_text("not for others")
    monkeypatch.setattr(installed, "HERE", tmp_path / "autograder")
    assert distributions.student_wheel() == STUDENT
    assert distributions.instructor_wheel() == INSTRUCTOR


def test_an_installed_copy_packs_the_same_wheel_for_students(tmp_path: Path) -> None:
    site = installed_copy(tmp_path / "site")
    code = (
        "import sys; from autograder.distributions import *; "
        "sys.stdout.buffer.write(student_wheel()[1]); instructor_wheel()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        check=False,
    )
    assert done.stdout == STUDENT[1], done.stderr
    last = done.stderr.decode().splitlines()[-1]
    assert "NoRepository: wheels are made in the repository" in last


def test_pip_builds_the_same_wheel_and_one_that_points_here(tmp_path: Path) -> None:
    name = distributions.build_wheel(str(tmp_path))
    assert (name, (tmp_path / name).read_bytes()) == INSTRUCTOR
    name = distributions.build_editable(str(tmp_path))
    pointing = (name, (tmp_path / name).read_bytes())
    assert packed(pointing) == {"backprop_course.pth"}
    assert files(pointing)["backprop_course.pth"].decode() == f"{ROOT}\n"


def test_one_command_writes_both(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["wheels", "--to", str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    for name, content in (STUDENT, INSTRUCTOR):
        assert (tmp_path / "new" / name).read_bytes() == content
        assert name in done.output
