"""The house rules that a machine can see: files, imports, pins, lint."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
STUDENTS = "backprop-course-student"  # ours, and installed from here
RUNTIME = [
    needed
    for needed in map(Requirement, PYPROJECT["project"]["dependencies"])
    if needed.name != STUDENTS
]
TEST = [
    Requirement(text) for text in PYPROJECT["project"]["optional-dependencies"]["test"]
]

# conda-forge's `matplotlib` brings a window toolkit along that nothing here needs.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}

# Each module and what of ours, and of others, it may import.
MAY_IMPORT = {
    # For annotations: collections.abc and typing.
    "solutions": {"collections", "numpy", "solutions", "typing"},
    "course": {"course"},
    "autograder": {"autograder", "course", "solutions"},
    "autograder/sandbox/inside": {"course"},
}
OURS = {"autograder", "chapters", "course", "solutions", "tests"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )


def tracked() -> list[Path]:
    listed = run("git", "ls-files", "-z")
    if listed.returncode:
        pytest.skip(
            "this is no git checkout: nothing says what is under version control"
        )
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).exists()]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(source: str) -> set[str]:
    """Name the top packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).split(".")[0])
    return found


# Imports


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_import_arrows_run_one_way(package: str) -> None:
    assert modules(package)
    for path in modules(package):
        names = imported(path.read_text())
        if package != "solutions":
            names &= OURS
        assert names <= MAY_IMPORT[package], path.name


def test_an_import_is_seen_wherever_it_stands() -> None:
    source = (
        "def f():\n    from solutions.neuron import sigmoid\nimport a.b, numpy as n"
    )
    assert imported(source) == {"solutions", "a", "numpy"}


@pytest.mark.parametrize(
    "statement", ["import course", "from course import Array, check"]
)
def test_a_quick_import_brings_nothing_heavy_along(statement: str) -> None:
    heavy = "{'matplotlib', 'IPython', 'ipywidgets', 'anywidget', 'traitlets'}"
    code = f"import sys\n{statement}\nprint(sorted({heavy} & set(sys.modules)))"
    done = run(sys.executable, "-c", code)
    assert done.stdout == "[]\n", done.stderr


# Dependencies


def test_conda_gets_what_pyproject_asks_for() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["channels"] == ["conda-forge"]
    *packages, pip = environment["dependencies"]
    wanted = [
        f"{CONDA_NAMES.get(needed.name, needed.name)}{needed.specifier}"
        for needed in RUNTIME
    ]
    python = "python" + PYPROJECT["project"]["requires-python"]
    assert packages == [python, *sorted(wanted), "pip"]
    assert pip == {"pip": ["-e ./course", "-e ."]}


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pinned = {}
    for line in lines:
        if line and not line.startswith("#"):
            match = re.fullmatch(r"([\w.-]+)==([\w.+!]+)( ; .+)?", line)
            assert match, f"this line is no exact pin: {line}"
            name = canonicalize_name(match[1])
            assert name not in pinned, f"{name} is pinned twice"
            pinned[name] = match[2]
    return pinned


def needed_by(requirements: list[Requirement]) -> set[str]:
    """Follow the requirements of what is installed, down to the last."""
    found: set[str] = set()
    todo = [(requirement, {""}) for requirement in requirements]
    while todo:
        requirement, extras = todo.pop()
        name = canonicalize_name(requirement.name)
        marker = requirement.marker
        asked = not marker or any(marker.evaluate({"extra": e}) for e in extras)
        if not asked or name in found:
            continue
        found.add(name)
        below = metadata.requires(requirement.name) or []
        inner = {"", *requirement.extras}
        todo += [(Requirement(text), inner) for text in below]
    return found


@pytest.mark.parametrize("needed", RUNTIME + TEST, ids=lambda r: r.name)
def test_a_dependency_is_pinned_within_its_bounds(needed: Requirement) -> None:
    version = pins()[canonicalize_name(needed.name)]
    assert needed.specifier.contains(version)


def test_what_the_dependencies_need_is_pinned_too() -> None:
    needed = needed_by(RUNTIME + TEST)
    assert len(needed) > len(RUNTIME + TEST)
    assert needed <= set(pins())


# Files


def test_no_notebook_is_under_version_control() -> None:
    assert [path for path in tracked() if path.suffix == ".ipynb"] == []


def test_no_generated_folder_is_under_version_control() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert tops & {"build", "classroom", ".venv", "dist"} == set()


def test_files_are_named_for_what_is_in_them() -> None:
    vague = re.compile(r"(?i)^(utils?|helpers?|misc|common)$|_v\d+$")
    assert [path for path in tracked() if vague.search(path.stem)] == []


HOSTS = ["pypi" + ".org", "python" + "hosted.org", "ana" + "conda.org", "npmjs" + "."]
# The sandbox calls a student's home /home/student: that is on no machine.
MACHINE_PATH = re.compile(
    r"(?<![\w.}])/(?:work|root|home|Users)/(?!student\b)\w|(?<![\w/])/[w]ork\b"
)


def test_no_file_names_a_machine_path_or_a_registry() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE_PATH.search(line) or any(host in line for host in HOSTS):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cd /" + "work/main", True),
        ("/" + "home/ann/x", True),
        ("--bind /" + "work", True),
        ("HOME=/home/student", False),
        ("https://example.org/home/index", False),
        ("homework/main", False),
        ("{root}/home/x", False),
    ],
)
def test_a_machine_path_is_known_from_other_paths(line: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) is found


# Lint


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        pytest.param(["mypy"], marks=pytest.mark.slow),
    ],
    ids=" ".join,
)
def test_the_tools_find_nothing(command: list[str]) -> None:
    done = run(sys.executable, "-m", *command)
    assert done.returncode == 0, done.stdout + done.stderr
