"""A student's first hour: the zip, Run All, progress, versions, a lost cell."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.bundle import bundle
from autograder.cases import draw_cases, edition
from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.notebook import assemble, stubs
from course import cases, doctor, installation, reset
from course.cases import NoCases, load
from course.codec import write_npz
from tests.courses import ROOT, make_course

STUB = "raise NotImplementedError()"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the zip of two chapters."""
    room = Classroom(make_course(tmp_path_factory.mktemp("bundle") / "course"))
    return bundle(room, ["01", "02"])


@pytest.fixture(scope="module")
def unpacked(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that a student sees."""
    folder = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder / "backpropagation"


def test_the_zip_holds_what_a_student_needs_and_nothing_else(unpacked: Path) -> None:
    found = {str(p.relative_to(unpacked)) for p in unpacked.rglob("*") if p.is_file()}
    wheels = {name for name in found if name.endswith(".whl")}
    assert found - wheels == {
        "README.md", "requirements.txt", "environment.yml",
        "01/neuron.ipynb", "01/cases.npz", "02/forward.ipynb", "02/cases.npz",
    }  # fmt: skip
    (wheel,) = wheels
    assert (unpacked / "requirements.txt").read_text() == f"./{wheel}\n"
    said = (unpacked / "README.md").read_text()
    assert "python -m pip install -r requirements.txt" in said
    assert "python -m jupyter lab 01/neuron.ipynb" in said


def test_the_zip_is_small_and_the_same_twice(packed: Path) -> None:
    first = packed.read_bytes()
    assert len(first) < 5e6
    course = packed.parents[1]
    assert bundle(Classroom(course), ["02", "01"]).read_bytes() == first


def test_no_file_of_the_zip_holds_a_solution(packed: Path) -> None:
    solved = assemble(CHAPTERS["01"], ROOT)
    body = "np.exp(-np.abs(z))"
    with zipfile.ZipFile(packed) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    assert "### BEGIN SOLUTION" in solved
    for name, content in texts.items():
        assert b"BEGIN SOLUTION" not in content, name
        assert not name.startswith(("solutions", "autograder")), name
    inside = next(data for name, data in texts.items() if name.endswith(".whl"))
    with zipfile.ZipFile(io.BytesIO(inside)) as wheel:
        assert all(
            one.startswith(("course/", "backprop_course")) for one in wheel.namelist()
        )
    notebook = nbformat.reads(texts["backpropagation/01/neuron.ipynb"].decode(), 4)
    assert body not in "".join(cell.source for cell in notebook.cells)


def test_the_package_installs_from_the_zip_and_checks(
    unpacked: Path, tmp_path: Path
) -> None:
    (wheel,) = unpacked.glob("*.whl")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps"]
    command += ["--disable-pip-version-check", "--target", str(tmp_path), str(wheel)]
    subprocess.run(command, check=True)
    code = "import course; print(course.__file__); course.doctor()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(tmp_path)},
        cwd=unpacked / "01",
        capture_output=True,
        text=True,
        check=True,
    )
    where, said = done.stdout.splitlines()[:2]
    assert where.startswith(str(tmp_path))
    assert said.startswith("Nothing is wrong")


def lay_out(folder: Path, number: str, notebook: Any) -> Any:
    """Write a chapter's folder with its cases, run the notebook, and give it."""
    write_npz(folder / "cases.npz", draw_cases(CHAPTERS[number]))
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return notebook


def outputs(cell: Any) -> str:
    return "".join(
        output.get("text", "") + str(output.get("data", {}).get("text/plain", ""))
        for output in cell.get("outputs", [])
    )


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number", CHAPTERS)
def test_an_untouched_notebook_runs_to_its_end(
    release_of: Callable[[str], Any], number: str, tmp_path: Path
) -> None:
    from nbgrader.utils import determine_grade

    book = lay_out(tmp_path, number, nbformat.from_dict(release_of(number)))
    for cell in book.cells:
        kinds = [output.output_type for output in cell.get("outputs", [])]
        assert "error" not in kinds
        if cell.source.startswith("check("):
            assert "is not written yet" in outputs(cell)
            assert determine_grade(cell)[0] == 0
    assert outputs(book.cells[-1]).startswith("0 of ")
    count = len(CHAPTERS[number].checks)
    assert outputs(book.cells[-1]).count("is not written yet") == count


@pytest.mark.filterwarnings("ignore")
def test_a_cell_that_needs_what_is_unwritten_says_so_in_one_line(
    tmp_path: Path,
) -> None:
    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source)
            for source in (
                "from course import check",
                f"def weighted_input(x, w, b):\n    {STUB}",
                "z = weighted_input(1, 2, 3)",
                "print(z + 1)",
                "def weighted_input(x, w, b):\n    return 7",
                "z = weighted_input(1, 2, 3)\nprint(z + 1)",
            )
        ]
    )
    lay_out(tmp_path, "01", book)
    line = "This cell needs weighted_input, which is not written yet.\n"
    assert [outputs(cell) for cell in book.cells] == ["", "", line, line, "", "8\n"]


def test_progress_counts_right_wrong_and_unwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    write_npz(tmp_path / "cases.npz", draw_cases(CHAPTERS["01"]))
    monkeypatch.chdir(tmp_path)
    right = CHAPTERS["01"].checks[0]
    source = "import numpy as np\nfrom course import progress\n"
    source += "from course import Array\n"
    text = json.loads(assemble(CHAPTERS["01"], ROOT))
    cells = {cell["id"]: "".join(cell["source"]) for cell in text["cells"]}
    second = CHAPTERS["01"].checks[1]
    source += cells[right.name] + f"\ndef {second.name}(*args): return 0.0\nprogress()"
    exec(source, {"__name__": "__main__"})
    said = capsys.readouterr().out
    total = sum(check.points for check in CHAPTERS["01"].checks)
    count = len(CHAPTERS["01"].checks)
    assert said.startswith(
        f"1 of {count} exercises are right: {right.points:g} of {total:g} points."
    )
    assert f"✓ {right.name} is right" in said
    assert f"✗ {second.name} is not right yet" in said
    assert "is not written yet" in said


@pytest.mark.parametrize("shift, words", [
    (0, ""),
    (1, "`cases.npz` is older than `neuron.ipynb`"),
    (-1, "`neuron.ipynb` is older than the `cases.npz`"),
])  # fmt: skip
def test_a_notebook_and_cases_of_different_editions_are_told_apart(
    tmp_path: Path, shift: int, words: str
) -> None:
    write_npz(tmp_path / "cases.npz", draw_cases(CHAPTERS["01"]))
    about = {"course": {"chapter": "01", "edition": edition(CHAPTERS["01"]) + shift}}
    book = nbformat.v4.new_notebook(metadata=about)
    nbformat.write(book, tmp_path / "neuron.ipynb")
    if not words:
        assert load(tmp_path)
        return
    with pytest.raises(NoCases, match=r"[Ff]etch") as caught:
        load(tmp_path)
    assert words in str(caught.value)


@pytest.mark.parametrize("form, words", [
    (1, "`cases.npz` is older than the package"),
    (3, "The package `course` is older"),
])  # fmt: skip
def test_cases_and_package_of_different_times_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: int, words: str
) -> None:
    monkeypatch.setattr(cases, "FORMAT", 2)
    content = draw_cases(CHAPTERS["01"]) | {"format": form}
    write_npz(tmp_path / "cases.npz", content)
    with pytest.raises(NoCases) as caught:
        load(tmp_path)
    assert words in str(caught.value)


def test_the_released_notebook_carries_its_edition(
    release_of: Callable[[str], Any],
) -> None:
    about = {"chapter": "01", "edition": edition(CHAPTERS["01"])}
    assert release_of("01").metadata["course"] == about


def test_cases_of_another_chapter_are_named(tmp_path: Path) -> None:
    write_npz(tmp_path / "cases.npz", draw_cases(CHAPTERS["01"]))
    for number, name in (("02", "forward"), ("03", "losses")):
        about = {"course": {"chapter": number, "edition": 1}}
        book = nbformat.v4.new_notebook(metadata=about)
        nbformat.write(book, tmp_path / f"{name}.ipynb")
    said = "`forward.ipynb` is chapter 02, and the `cases.npz` beside it is that of ch"
    with pytest.raises(NoCases, match=said):
        load(tmp_path)
    about = {"course": {"chapter": "01", "edition": edition(CHAPTERS["01"])}}
    nbformat.write(nbformat.v4.new_notebook(metadata=about), tmp_path / "neuron.ipynb")
    assert load(tmp_path), "other chapters may lie beside this one"


def test_reset_gives_the_stub_and_its_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    content = draw_cases(CHAPTERS["01"])
    for name, stub in stubs(assemble(CHAPTERS["01"], ROOT)).items():
        content["exercises"][name]["stub"] = stub
    write_npz(tmp_path / "cases.npz", content)
    monkeypatch.chdir(tmp_path)
    name = CHAPTERS["01"].checks[0].name
    reset(name)
    said = capsys.readouterr().out
    assert said.startswith(f"def {name}(")
    assert said.rstrip().endswith(f'{STUB}\n\n\ncheck("{name}")')
    reset("no_such_thing")
    assert "knows no exercise" in capsys.readouterr().out


def test_doctor_names_what_is_missing_or_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    doctor()
    assert capsys.readouterr().out.startswith("Nothing is wrong")
    needed = {"numpy": (99, 0), "no_such_package": (1, 0)}
    monkeypatch.setattr(installation, "NEEDED", needed)
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "neuron.ipynb")
    doctor()
    said = capsys.readouterr().out
    assert "is too old, 99.0 is needed" in said
    assert "no_such_package is not installed" in said
    assert "There is no `cases.npz` in this folder." in said


POSIX = (
    "fcntl", "resource", "termios", "pwd", "grp", "pty", "tty", "posix", "syslog",
    "_posixsubprocess", "_posixshmem", "crypt", "nis", "readline",
)  # fmt: skip
# Modules of ours alone are kept from them: what others import is theirs to know.
WITHOUT_POSIX = """
import builtins, signal, sys
import numpy, matplotlib.pyplot, ipywidgets, anywidget, IPython.display
real = builtins.__import__

def guarded(name, globals=None, locals=None, fromlist=(), level=0):
    ours = str((globals or {{}}).get("__name__", "")).split(".")[0] == "course"
    if ours and name.split(".")[0] in {banned}:
        raise ModuleNotFoundError(f"No module named {{name!r}}")
    return real(name, globals, locals, fromlist, level)

builtins.__import__ = guarded
for name in ("SIGALRM", "setitimer", "alarm", "pthread_kill"):
    if hasattr(signal, name):
        delattr(signal, name)
import os
for name in ("fork", "getuid", "kill", "wait", "uname", "geteuid"):
    if hasattr(os, name):
        delattr(os, name)
import importlib, pkgutil, course
for module in pkgutil.walk_packages(course.__path__, "course."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from course import check, widgets
def sigmoid(z): return 1 / (1 + numpy.exp(-z))
def loop(z):
    while True: pass
import course.widgets.student as student
student.PATIENCE = 0.3
print(widgets.one_neuron(sigmoid, sigmoid).remark)
print(widgets.one_neuron(loop, sigmoid).problem)
def weighted_input(x, w, b): return None
try:
    check("weighted_input")
except Exception as error:
    print(type(error).__name__)
course.doctor()
"""


def test_nothing_of_the_package_needs_what_only_posix_has(tmp_path: Path) -> None:
    write_npz(tmp_path / "cases.npz", draw_cases(CHAPTERS["01"]))
    code = WITHOUT_POSIX.format(banned=set(POSIX))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "it should be 0.25" in done.stdout
    assert "did not come back" in done.stdout
    assert "CheckFailed" in done.stdout


def test_numpy_is_imported_once(release_of: Callable[[str], Any]) -> None:
    for number in CHAPTERS:
        sources = [c.source for c in release_of(number).cells if c.cell_type == "code"]
        count = sum("import numpy as np" in source for source in sources)
        assert count == 1, number


def test_the_prelude_says_how_to_install_the_package(
    release_of: Callable[[str], Any],
) -> None:
    prelude = release_of("01").cells[1].source
    before = prelude[: prelude.index("from course import")]
    assert "python -m pip install -r requirements.txt" in before.splitlines()[-1]


def test_numpy_1_is_refused_by_name(tmp_path: Path) -> None:
    code = "import numpy; numpy.__version__ = '1.26.4'; import course"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode
    assert "NumPy 1.26.4 is installed, and the course needs NumPy 2." in done.stderr
