"""The example cases that lie beside a notebook: complete, repeatable, and right."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.build import BuildError, build_chapter
from autograder.cases import draw_cases, public_seed
from autograder.checks import CHAPTERS
from autograder.checks.model import Chapter, Corner
from course.codec import read_npz, take_apart
from tests.tiny_course import CHAPTER, write_course

ROOT = Path(__file__).parents[1]
FIELDS = ["part", "input", "expected", "rtol", "atol", "piece", "quiet"]

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)


def same(one: object, other: object) -> bool:
    tree, arrays = take_apart(one)
    other_tree, other_arrays = take_apart(other)
    return tree == other_tree and all(
        np.array_equal(a, b) for a, b in zip(arrays, other_arrays, strict=True)
    )


def test_the_file_holds_what_was_drawn(tmp_path):
    path = build_chapter(CHAPTER, write_course(tmp_path)).with_name("cases.npz")
    held = read_npz(path)
    stubs = {name: one.pop("stub") for name, one in held["exercises"].items()}
    assert same(held, draw_cases(CHAPTER))
    for name, stub in stubs.items():
        assert stub.startswith(f"def {name}(")
        assert stub.endswith("# YOUR CODE HERE\n    raise NotImplementedError()")


def test_cases_have_the_fields_that_the_check_reads():
    drawn = draw_cases(CHAPTER)
    assert drawn["chapter"] == "31"
    assert list(drawn["exercises"]) == ["line", "bend"]
    line = drawn["exercises"]["line"]
    assert list(line) == ["parameters", "points", "inputs", "cases", "diagnosis"]
    assert line["parameters"] == ["x", "m"]
    assert line["points"] == 3.0
    parts = [case["part"] for case in line["cases"]]
    assert parts == ["ordinary inputs"] * 3 + ["far out"]
    assert [case["quiet"] for case in line["cases"]] == [False] * 3 + [True]
    for case in line["cases"]:
        assert list(case) == FIELDS
        assert case["piece"] is None
        assert (case["rtol"], case["atol"]) == (1e-9, 1e-12)


def test_expected_values_are_the_oracles_for_those_arguments():
    for check in CHAPTER.checks:
        drawn = draw_cases(CHAPTER)["exercises"][check.name]
        for case in drawn["cases"]:
            np.testing.assert_array_equal(
                check.function(*drawn["inputs"][case["input"]]), case["expected"]
            )


def test_what_two_parts_look_at_is_stored_and_called_once():
    line, bend = CHAPTER.checks
    corner = Corner("a corner", lambda rng: (np.zeros(2), 1.0))
    parts = (*line.parts, replace(line.parts[0], name="again"))
    parts = tuple(replace(part, corners=(corner,)) for part in parts)
    drawn = draw_cases(replace(CHAPTER, checks=(replace(line, parts=parts), bend)))
    cases = drawn["exercises"]["line"]["cases"]
    at_corners = [case for case in cases if "corner" in case]
    assert cases[-len(parts) :] == at_corners
    assert {case["corner"] for case in at_corners} == {"a corner"}
    assert len({case["input"] for case in at_corners}) == 1


def test_seeds_differ_by_chapter_exercise_and_version():
    line, bend = CHAPTER.checks
    seeds = [
        public_seed(CHAPTER.number, line),
        public_seed(CHAPTER.number, bend),
        public_seed(CHAPTER.number, replace(line, version=2)),
        public_seed("32", line),
    ]
    assert len(set(seeds)) == len(seeds)
    assert public_seed(CHAPTER.number, line) == seeds[0]


def test_a_case_that_cannot_be_written_down_is_named(tmp_path):
    line, bend = CHAPTER.checks
    part = replace(bend.parts[0], draw=lambda rng: (object(),), oracle=lambda x: 0.0)
    chapter = replace(CHAPTER, checks=(line, replace(bend, parts=(part,))))
    with pytest.raises(BuildError, match=r"autograder/checks/slopes\.py:1: the cases"):
        build_chapter(chapter, write_course(tmp_path))


@each_chapter
def test_every_chapter_has_cases_of_every_part_of_every_exercise(
    tmp_path, chapter: Chapter
):
    for folder in ("chapters", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    value = read_npz(build_chapter(chapter, tmp_path).with_name("cases.npz"))
    assert value["chapter"] == chapter.number
    assert list(value["exercises"]) == [check.name for check in chapter.checks]
    for check in chapter.checks:
        exercise = value["exercises"][check.name]
        assert exercise["points"] == check.points
        assert exercise["parameters"] == list(check.parameters)
        general = [case for case in exercise["cases"] if "corner" not in case]
        assert [case["part"] for case in general] == [
            part.name for part in check.parts for _ in range(part.cases)
        ]
        assert exercise["cases"][: len(general)] == general
        required = len(check.parameters)
        assert all(1 <= len(args) <= required for args in exercise["inputs"])
