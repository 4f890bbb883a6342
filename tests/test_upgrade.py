"""A newer version comes in mid-term: it says what changes, and loses nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from autograder import shipped
from autograder.__main__ import main
from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.grading.backup import backups
from autograder.new_course import make_course
from autograder.release import release_chapter
from autograder.shipped import installed_edition, is_newer, read_note, write_note
from autograder.weights import weigh
from tests.courses import ROOT

ONE, TWO = "chapters/01/neuron.md", "chapters/02/forward.md"
POINTS = {check.name: check.points for check in CHAPTERS["01"].checks}


def book_of(root: Path) -> Gradebook:
    return Gradebook(Classroom(root).gradebook, "backprop")


def marks(root: Path) -> dict[str, tuple[float | None, float | None]]:
    with book_of(root) as book:
        (notebook,) = book.find_submission("01", "ada").notebooks
        return {grade.name: (grade.auto_score, grade.manual_score)
                for grade in notebook.grades}  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course in which chapter 01 was released, and ada has marks in it."""
    root = tmp_path_factory.mktemp("upgrade") / "term"
    make_course(root)
    release_chapter(Classroom(root), "01")
    with book_of(root) as book:
        book.add_student("ada")
        (notebook,) = book.add_submission("01", "ada").notebooks
        for grade in notebook.grades:
            grade.auto_score, grade.manual_score = 1.0, 0.5
        book.db.commit()
    return root


@pytest.fixture
def course(
    graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give a copy of it, from within which the commands are called."""
    root = shutil.copytree(graded, tmp_path / "term")
    monkeypatch.chdir(root)
    yield root


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Give a newer version, which has another sentence in chapters 01 and 02."""
    folder = tmp_path / "newer"
    shutil.copytree(ROOT / "chapters", folder / "chapters")
    for name in (ONE, TWO):
        (folder / name).write_bytes((ROOT / name).read_bytes() + b"\nAnd one more.\n")
    monkeypatch.setattr(shipped, "shipped", lambda: folder)
    monkeypatch.setattr(shipped, "version", lambda name: "0.10.0")
    return SimpleNamespace(folder=folder, read=lambda n: (folder / n).read_bytes())


def upgrade(*options: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, ["upgrade", *options])
    return done.exit_code, done.output.splitlines()


def everything(root: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != ".grading.lock"
    }


def test_a_course_of_this_version_is_up_to_date(course: Path) -> None:
    before = everything(course)
    status, said = upgrade()
    assert (status, said) == (0, [f"The course is up to date: version {now()}."])
    assert everything(course) == before


def now() -> str:
    return installed_edition().version


def test_what_is_newer_is_taken_and_no_mark_is_lost(
    course: Path, newer: SimpleNamespace
) -> None:
    was, old = now_noted(course), marks(course)
    status, said = upgrade()
    assert status == 0, said
    assert said == [
        f"From version {was} to 0.10.0:",
        f"  {ONE}: taken",
        f"  {TWO}: taken",
        "chapter 01, the same exercises and points: no mark changes",
        "`backprop restore 1` would put the gradebook back as it was.",
        "Now `backprop grade` judges again what changed.",
    ]
    assert (course / ONE).read_bytes() == newer.read(ONE)
    assert (course / TWO).read_bytes() == newer.read(TWO)
    assert marks(course) == old
    assert "And one more." in (course / "build/release/01/neuron.ipynb").read_text()
    assert not (course / "build/release/02").exists()  # it was not released before
    assert len(backups(Classroom(course).gradebook)) == 1
    assert now_noted(course) == "0.10.0"
    assert upgrade() == (0, ["The course is up to date: version 0.10.0."])


def now_noted(root: Path) -> str:
    noted = read_note(root)
    assert noted is not None
    return noted.version


def test_what_was_interrupted_is_taken_up_again(
    course: Path, newer: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = marks(course)
    with monkeypatch.context() as interrupted:

        def stop(*given: object) -> None:
            raise KeyboardInterrupt

        interrupted.setattr("autograder.upgrade.release_chapter", stop)
        status, said = upgrade()
        assert (status, said[-1]) == (130, "Stopped. What was finished is kept.")
    assert now_noted(course) != "0.10.0"
    status, said = upgrade()
    assert status == 0, said
    assert not any("by hand" in line for line in said)
    assert "And one more." in (course / "build/release/01/neuron.ipynb").read_text()
    assert (now_noted(course), marks(course)) == ("0.10.0", old)


def test_a_dry_run_says_the_same_and_writes_nothing(
    course: Path, newer: SimpleNamespace
) -> None:
    before = everything(course)
    status, said = upgrade("--dry-run")
    assert status == 0
    assert everything(course) == before
    assert said[-1] == "Nothing was written."
    assert said[:-1] == upgrade()[1][:-2]


def test_it_says_first_whose_marks_change(
    course: Path, newer: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = weigh(CHAPTERS["01"], {"sigmoid": POINTS["sigmoid"] + 3})
    monkeypatch.setitem(CHAPTERS, "01", other)
    old = marks(course)
    status, said = upgrade("--dry-run")
    assert status == 0
    assert (
        f"chapter 01, worth something else: sigmoid ({POINTS['sigmoid']:g} before, "
        f"{POINTS['sigmoid'] + 3:g} now)"
    ) in said
    assert "chapter 01, marks may change: ada" in said
    assert marks(course) == old
    assert upgrade()[0] == 0
    assert marks(course) == old


def test_other_checks_alone_are_said_too(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = read_note(course)
    assert noted is not None
    write_note(course, replace(noted, grader="another"))
    status, said = upgrade("--dry-run")
    assert status == 0
    assert said[:2] == [
        f"Version {now()}, as before, with other text or checks:",
        "chapter 01, the same exercises and points; marks may change where the new "
        "checks judge otherwise: ada",
    ]


def test_what_was_changed_by_hand_is_kept_and_named(
    course: Path, newer: SimpleNamespace
) -> None:
    mine = (course / ONE).read_bytes() + b"\nMine.\n"
    (course / ONE).write_bytes(mine)
    (course / "chapters/03/losses.md").write_bytes(b"also mine")
    (course / TWO).unlink()
    status, said = upgrade()
    assert status == 0, said
    by_hand = "kept, it was changed by hand (--force takes the new one)"
    assert said[1:3] == [f"  {ONE}: {by_hand}", f"  {TWO}: {by_hand}"]
    assert (course / ONE).read_bytes() == mine
    assert not (course / TWO).exists()
    # The new version has no other text than the old one: not a word, not a change.
    assert (course / "chapters/03/losses.md").read_bytes() == b"also mine"
    assert not any("losses" in line for line in said)


def test_force_takes_it_and_keeps_a_copy(course: Path, newer: SimpleNamespace) -> None:
    mine = (course / ONE).read_bytes() + b"\nMine.\n"
    (course / ONE).write_bytes(mine)
    upgrade()
    status, said = upgrade("--force")
    assert status == 0, said
    assert f"  {ONE}: taken, though it was changed by hand" in said
    assert (course / ONE).read_bytes() == newer.read(ONE)
    (line,) = (line for line in said if "is kept as" in line)
    assert (course / line.split()[-1]).read_bytes() == mine


def test_other_line_ends_are_no_change_by_hand(
    course: Path, newer: SimpleNamespace
) -> None:
    (course / ONE).write_bytes((course / ONE).read_bytes().replace(b"\n", b"\r\n"))
    assert f"  {ONE}: taken" in upgrade()[1]


def test_a_chapter_that_does_not_fit_stays_released_as_it_was(
    course: Path, newer: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course / ONE).write_bytes((course / ONE).read_bytes() + b"\nMine.\n")
    checks = CHAPTERS["01"].checks
    added = replace(CHAPTERS["02"].checks[0])
    monkeypatch.setitem(
        CHAPTERS, "01", replace(CHAPTERS["01"], checks=(*checks, added))
    )
    released = (course / "build/release/01/neuron.ipynb").read_bytes()
    old = marks(course)
    status, said = upgrade()
    assert status == 1
    place = said.index("chapter 01 does not fit the new version and stays as it was:")
    assert said[place + 1].startswith(f"  {ONE}:")
    assert f"has the exercise {added.name}" in said[place + 1]
    assert (course / "build/release/01/neuron.ipynb").read_bytes() == released
    assert marks(course) == old
    assert (course / TWO).read_bytes() == newer.read(TWO)


def test_a_course_toml_that_cannot_be_read_is_all_that_is_said(
    course: Path, newer: SimpleNamespace
) -> None:
    (course / "course.toml").write_text("[due")
    before = everything(course)
    status, said = upgrade()
    assert (status, len(said)) == (2, 1)
    assert said[0].startswith("Error: course.toml is no TOML")
    assert everything(course) == before


def test_nothing_is_said_to_be_taken_before_all_could_be_built(
    course: Path, newer: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.upgrade.build_chapters", stop)
    before = everything(course)
    assert upgrade() == (130, ["Stopped. What was finished is kept."])
    assert everything(course) == before


@pytest.mark.parametrize("name", ["chapters/01", "classroom/gradebook.db"])
def test_what_cannot_be_written_is_refused_before_anything_is(
    course: Path, newer: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(
        "autograder.upgrade.os.access", lambda place, _: place != course / name
    )
    before = everything(course)
    status, said = upgrade()
    assert (status, len(said)) == (2, 1)
    assert said[0].startswith(f"Error: {course / name} cannot be written here, and")
    assert everything(course) == before
    assert upgrade("--dry-run")[0] == 0


def test_a_newer_course_is_not_touched_by_an_older_version(course: Path) -> None:
    noted = read_note(course)
    assert noted is not None
    write_note(course, replace(noted, version="99.0"))
    before = everything(course)
    status, said = upgrade()
    assert status == 2
    assert said == [
        f"Error: this course is of version 99.0, and {now()} is installed here: "
        "install the newer one (python -m pip install --upgrade)"
    ]
    assert everything(course) == before


def test_a_course_that_init_did_not_make_is_refused(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course / shipped.NOTE).unlink()
    status, said = upgrade()
    assert status == 2
    assert len(said) == 1 and said[0].startswith("Error: `backprop init` did not make")
    monkeypatch.chdir(course.parent)
    status, said = upgrade()
    assert status == 2
    assert len(said) == 1 and "is not inside the course" in said[0]
    assert said[0].endswith("`backprop init FOLDER` makes one")


@pytest.mark.parametrize("text", ["", "[]", '{"version": "0.1.0"}', '{"texts": 3}'])
def test_a_spoilt_note_is_one_clear_line(course: Path, text: str) -> None:
    (course / shipped.NOTE).write_text(text)
    status, said = upgrade()
    assert status == 2
    assert len(said) == 1 and said[0].startswith(f"Error: {shipped.NOTE} is not as")


def test_release_and_grade_remark_on_another_version(
    course: Path, newer: SimpleNamespace
) -> None:
    said = CliRunner().invoke(main, ["release", "01", "--dry-run"]).output
    assert said.startswith("This course has the chapters of version")
    assert "0.10.0 is installed: `backprop upgrade --dry-run` says" in said
    upgrade()
    said = CliRunner().invoke(main, ["release", "01", "--dry-run"]).output
    assert "This course" not in said


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [
        ("0.10.0", "0.9.1", True),
        ("0.9.1", "0.10.0", False),
        ("1.0", "1.0", False),
        ("1.0.1", "1.0", True),
    ],
)
def test_versions_are_ordered_by_their_numbers(
    one: str, other: str, newer: bool
) -> None:
    assert is_newer(one, other) is newer
