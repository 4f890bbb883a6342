"""A chapter is built when something changed, whole or not at all."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.build import BuildError, build_chapter, build_chapters, needs_build
from tests.tiny_course import CHAPTER, TEXT, write_course

FILE = "chapters/31/slopes.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path)


def test_a_second_build_touches_nothing(root):
    path = build_chapter(CHAPTER, root)
    for file in path.parent.iterdir():
        os.utime(file, (1, 1))
    build_chapter(CHAPTER, root)
    assert {file.stat().st_mtime for file in path.parent.iterdir()} == {1}


def test_what_was_built_needs_no_build(root):
    assert needs_build(CHAPTER, root)
    build_chapter(CHAPTER, root)
    assert not needs_build(CHAPTER, root)


@pytest.mark.parametrize(
    "file",
    [
        FILE,
        "solutions/earlier.py",
        "build/source/31/slopes.ipynb",
        "build/source/31/cases.npz",
        "build/source/.31.json",
    ],
)
def test_a_changed_file_needs_a_build(root, file):
    build_chapter(CHAPTER, root)
    with (root / file).open("ab") as out:
        out.write(b"\n#")
    assert needs_build(CHAPTER, root)


@pytest.mark.parametrize("file", ["slopes.ipynb", "cases.npz"])
def test_a_missing_file_needs_a_build(root, file):
    build_chapter(CHAPTER, root)
    (root / "build/source/31" / file).unlink()
    assert needs_build(CHAPTER, root)


def test_a_changed_check_table_needs_a_build(root):
    build_chapter(CHAPTER, root)
    first, second = CHAPTER.checks
    newer = replace(CHAPTER, checks=(first, replace(second, version=2)))
    assert needs_build(newer, root)
    assert needs_build(replace(CHAPTER, answers={"why_it_stops": 2.0}), root)


@pytest.mark.parametrize("file", ["autograder/checks/slopes.py", "course/codec.py"])
def test_changed_code_needs_a_build(root, monkeypatch, file):
    code = root / "code" / file
    code.parent.mkdir(parents=True)
    code.write_text("one")
    monkeypatch.setattr("autograder.build.package", lambda name: root / "code" / name)
    build_chapter(CHAPTER, root)
    assert not needs_build(CHAPTER, root)
    code.write_text("two")
    assert needs_build(CHAPTER, root)


def test_another_version_of_a_tool_needs_a_build(root, monkeypatch):
    build_chapter(CHAPTER, root)
    monkeypatch.setattr("autograder.build.version", lambda tool: "0.0")
    assert needs_build(CHAPTER, root)


def test_a_failed_build_leaves_the_last_one_whole(root):
    path = build_chapter(CHAPTER, root)
    before = path.read_bytes()
    (root / FILE).write_text(TEXT.replace("[demo]", "[dmo]"))
    with pytest.raises(BuildError):
        build_chapter(CHAPTER, root)
    assert path.read_bytes() == before
    assert needs_build(CHAPTER, root)


def test_an_interrupted_write_leaves_no_half_written_file(root, monkeypatch):
    rename = Path.replace

    def interrupt(self: Path, target: Path) -> Path:
        if target.name == "slopes.ipynb":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_chapter(CHAPTER, root)
    assert [path.name for path in (root / "build").rglob("*")] == ["source", "31"]


def test_an_unknown_chapter_is_refused(tmp_path):
    with pytest.raises(BuildError, match=r"chapters/99:1: there is no such chapter; "):
        build_chapters(["99"], tmp_path)
