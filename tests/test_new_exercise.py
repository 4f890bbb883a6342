"""A new exercise is laid out in one command, and works before a word is changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.new_exercise import CannotAdd, new_exercise
from tests.courses import ROOT

JUDGED = """
import numpy as np
from autograder.alternatives import ALTERNATIVES
from autograder.checks import CHECKS
from autograder.checks.coverage import missing
from autograder.judge import call_here, score
rng = np.random.default_rng(0)
check = CHECKS["{name}"]
print(missing(check, check.draw(rng)))
for each in ALTERNATIVES["{name}"]:
    print(score(check, call_here(each.function), rng).passed)
"""
PARTS = ("autograder", "chapters", "course", "solutions")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the repository, as an author has a clone."""
    root = tmp_path_factory.mktemp("author") / "clone"
    for name in PARTS:
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, root / name, ignore=left_out)
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    return root


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root), "HOME": str(root)}
    return subprocess.run(
        [sys.executable, *words],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def texts(root: Path) -> dict[Path, str]:
    return {
        file: file.read_text(encoding="utf-8")
        for name in PARTS
        for suffix in ("*.py", "*.md")
        for file in (root / name).rglob(suffix)
    }


@pytest.mark.parametrize(
    ("chapter", "name", "why"),
    [
        ("99", "halve", "there is no chapter 99; there are 01, 02"),
        ("08", "not a name", "'not a name' is no name of a function"),
        ("08", "lambda", "'lambda' is no name of a function"),
        ("08", "Halve", "'Halve' is no name of a function"),
        ("08", "sigmoid", "solutions/neuron.py has a function sigmoid already"),
    ],
)
def test_what_cannot_be_added_changes_nothing(copied, chapter, name, why):
    before = texts(copied)
    with pytest.raises(CannotAdd, match=re.escape(why)):
        new_exercise(copied, chapter, name)
    assert texts(copied) == before


def test_a_course_without_its_checks_says_where_exercises_are_added(tmp_path):
    with pytest.raises(CannotAdd, match="added to the repository itself"):
        new_exercise(tmp_path, "08", "halve")


@pytest.mark.slow
def test_the_walk_through_of_the_readme_works(copied: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (words,) = re.findall(r"`backprop (new-exercise 08 (\w+))`", readme)
    command, name = words[0].split(), words[1]
    done = run(copied, "-m", "autograder", *command)
    assert done.returncode == 0, done.stderr
    changed = re.findall(r"^changed (.+)$", done.stdout, re.M)
    told = readme.replace("NN", "08").replace("MODULE", "momentum")
    assert len(changed) == 4
    assert all(f"`{file}`" in told for file in changed)

    linted = run(
        copied, "-m", "ruff", "check", "--isolated", "--select", "F,I", *changed[2:]
    )
    assert linted.returncode == 0, linted.stdout
    linted = run(copied, "-m", "ruff", "format", "--check", changed[0], *changed[2:])
    assert linted.returncode == 0, linted.stdout

    built = run(copied, "-m", "autograder", "build", "08")
    assert built.returncode == 0, built.stderr
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(f"def {name}(x):\n    return x + x\n")
    wrong.write_text(f"def {name}(x):\n    return x - x\n")
    judged = run(copied, "-m", "autograder", "try", name, str(right))
    assert judged.returncode == 0, judged.stdout
    judged = run(copied, "-m", "autograder", "try", name, str(wrong))
    assert judged.returncode == 1
    assert f"{name}: 0 of 2" in judged.stdout

    judged = run(copied, "-c", JUDGED.format(name=name))
    assert judged.stdout.split() == ["[]", "True", "True"], judged.stderr
