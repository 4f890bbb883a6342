"""`backprop init` makes a course for a term, and everything works inside it."""

import errno
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat import NotebookNode

from autograder import new_course
from autograder.__main__ import main
from autograder.chapters import MODULES
from autograder.checks import CHAPTERS
from autograder.classroom import Classroom, find_root
from autograder.examine import examine_course
from autograder.grading.records import write_whole
from autograder.grading.skeleton import grade_id
from autograder.new_course import make_course
from autograder.sample import submissions
from autograder.shipped import installed_edition, read_note
from autograder.term import Term, read_term
from tests.courses import ROOT, installed_copy, run, share_tables

TEXTS = {f"chapters/{number}/{module}.md" for number, module in MODULES.items()}


def init(folder: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["init", str(folder)])
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the packages as they are installed from the wheels."""
    return installed_copy(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def fresh(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course that they have made."""
    above = tmp_path_factory.mktemp("new")
    done = run(above, "backprop", "init", "a term/of mine", packages=site)
    assert done.returncode == 0, done.stderr
    assert "cd 'a term/of mine'" in done.stdout
    return above / "a term" / "of mine"


def test_a_new_course_holds_settings_chapters_gradebook_and_a_readme(
    fresh: Path,
) -> None:
    held = {p.relative_to(fresh).as_posix() for p in fresh.rglob("*") if p.is_file()}
    assert held == TEXTS | {
        "README.md", "course.toml", "nbgrader_config.py", ".gitignore",
        "chapters/.shipped.json", "classroom/gradebook.db",
    }  # fmt: skip
    for name in (*TEXTS, "nbgrader_config.py"):
        assert (fresh / name).read_bytes() == (ROOT / name).read_bytes()
    assert find_root(fresh / "chapters" / "01") == fresh
    assert read_term(fresh) == Term()
    assert read_note(fresh) == installed_edition()
    with sqlite3.connect(fresh / "classroom/gradebook.db") as book:
        assert book.execute("SELECT count(*) FROM assignment").fetchone() == (0,)
    book.close()


def test_an_empty_folder_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_course, "make_gradebook", lambda room: None)  # seconds
    status, said = init(tmp_path)
    assert status == 0, said
    assert (tmp_path / "course.toml").is_file()


def test_a_fresh_repository_counts_as_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".DS_Store").touch()

    def full(room: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "gradebook.db")

    monkeypatch.setattr(new_course, "make_gradebook", full)
    assert init(tmp_path)[0] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [".DS_Store", ".git"]
    monkeypatch.setattr(new_course, "make_gradebook", lambda room: None)
    assert init(tmp_path)[0] == 0


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    for name in ("d", "c", "b", "a"):
        (tmp_path / name).touch()
    status, said = init(tmp_path)
    assert status == 2
    assert said == (
        f"Error: {tmp_path} holds a, b, c and 1 more: name a folder that is not there "
        "yet, or an empty one\n"
    )
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_is_no_place_for_a_course(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    status, said = init(tmp_path / "file")
    assert status == 2
    assert said.startswith(f"Error: {tmp_path / 'file'} is a file: name a folder")
    assert said.count("\n") == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_a_course_is_not_made_twice(fresh: Path) -> None:
    status, said = init(fresh)
    assert status == 2
    assert "is a course already: `backprop upgrade` in it takes newer chapters" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("there", [True, False])
def test_a_course_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    def full(room: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "gradebook.db")

    monkeypatch.setattr(new_course, "make_gradebook", full)
    folder = tmp_path / "above" / "term"
    if there:
        folder.mkdir(parents=True)
    status, said = init(folder)
    assert status == 2
    assert said.startswith("Error: the disk is full")
    assert list(tmp_path.rglob("*")) == ([folder.parent, folder] if there else [])


class Killed(BaseException):
    """As if the process were gone: nothing that stands after it runs."""


@pytest.mark.parametrize("at", range(1, 20, 3))
def test_a_course_that_was_stopped_in_the_middle_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Kill it at each third file; the gradebook comes after them, and is half made."""
    folder, written = tmp_path / "a term", []

    def write(path: Path, text: bytes) -> None:
        written.append(path)
        if len(written) == at:
            raise Killed
        write_whole(path, text)

    def half(room: Classroom) -> None:
        room.folder.mkdir()
        with sqlite3.connect(room.folder / "gradebook.db") as book:
            book.execute("CREATE TABLE student (id)")
        book.close()
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(new_course, "write_whole", write)
        patch.setattr(new_course, "make_gradebook", half)
        patch.setattr(new_course.shutil, "rmtree", lambda path: None)
        patch.setattr(Path, "unlink", lambda path: None)
        patch.setattr(Path, "rmdir", lambda path: None)
        make_course(folder)
    if (folder / "chapters").is_dir():
        monkeypatch.chdir(folder)
        for command in ("status", "release", "upgrade"):
            done = CliRunner().invoke(main, [command])
            assert done.exit_code == 2
            assert done.output == (
                f"Error: `backprop init` was stopped before {folder} was whole: run "
                f"`backprop init '{folder}'` again, which finishes it\n"
            )
        assert "was stopped before" in examine_course()["wrong"][0]
    books = []
    monkeypatch.setattr(
        new_course,
        "make_gradebook",
        lambda room: books.append((room.folder / "gradebook.db").exists()),
    )
    status, said = init(folder)
    assert status == 0, said
    assert books == [False]
    held = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert held == TEXTS | {
        "README.md", "course.toml", "nbgrader_config.py", ".gitignore",
        "chapters/.shipped.json",
    }  # fmt: skip
    assert read_note(folder) == installed_edition()
    monkeypatch.chdir(folder)
    assert "up to date" in CliRunner().invoke(main, ["upgrade"]).output


def test_two_do_not_make_one_course_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, others = tmp_path / "term", []
    monkeypatch.setattr(
        new_course, "make_gradebook", lambda room: others.append(init(folder))
    )
    assert init(folder)[0] == 0
    assert others == [(2, f"Error: another `backprop init` makes {folder} just now\n")]
    assert read_note(folder) == installed_edition()


def taking_ours(text: str) -> str:
    """Let a submission call the model answer that is installed beside the grader."""
    notebook = nbformat.reads(text, as_version=4)
    (cell,) = (cell for cell in notebook.cells if grade_id(cell) == "sigmoid")
    cell.source = "import solutions.neuron as s\n\n\ndef sigmoid(z):\n"
    cell.source += "    return s.sigmoid(z)\n"
    return str(nbformat.writes(notebook))


def test_from_a_wheel_a_term_goes_from_init_to_a_mark(
    fresh: Path,
    site: Path,
    tmp_path: Path,
    release_of: Callable[[str], NotebookNode],
) -> None:
    course = shutil.copytree(fresh, tmp_path / "term")
    share_tables(course)
    assert not (course / "solutions").exists()

    done = run(course, "backprop", "bundle", "01", packages=site)
    assert done.returncode == 0, done.stderr
    assert (course / "build/backpropagation.zip").is_file()
    right = dict(submissions(CHAPTERS["01"], release_of("01")))["all-right"]
    for student, text in {"ada": right, "bob": taking_ours(right)}.items():
        handed_in = course / "classroom/submitted" / student / "01/neuron.ipynb"
        handed_in.parent.mkdir(parents=True)
        handed_in.write_text(text, encoding="utf-8")
    done = run(course, "backprop", "grade", "--sandbox", "best", packages=site)
    assert done.returncode == 0, done.stderr
    done = run(course, "backprop", "points", "01", packages=site)
    points = [line.split(",") for line in done.stdout.splitlines()[1:]]
    earned = {(row[0], row[2]): row[3] for row in points}
    for check in CHAPTERS["01"].checks:
        assert float(earned["ada", check.name]) == check.points
        of_his_own = check.name != "sigmoid"
        assert float(earned["bob", check.name]) == check.points * of_his_own
    assert {path.name for path in site.iterdir() if "info" not in path.name} == {
        "autograder", "course", "solutions",
    }  # fmt: skip
