"""The audit counts what slips and right answers promise, and says what is not so."""

import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from autograder import audit
from autograder.alternatives import Alternative
from autograder.cases import draw_exercise
from autograder.checks import CHAPTERS, CHECKS, Chapter, Check, Part
from autograder.slips import Slip, stored

KEYS = [
    "exercise", "chapter", "points", "wrong", "refused", "named", "pairs", "right",
    "accepted", "untouched_points", "useless", "corners", "holes", "unsteady",
]  # fmt: skip
NOTHING = dict.fromkeys(KEYS, 0) | {"useless": [], "holes": [], "unsteady": []}


def double(x: float) -> float:
    return 2 * x


def one_more(x: float) -> float:
    return x + 1


def by_adding(x: float) -> float:
    return x + x


def draw(rng: np.random.Generator) -> tuple[float]:
    return (float(rng.uniform(3, 4)),)


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, list]:
    """Put one exercise, `double`, with one slip and one right answer, for all."""
    check = Check(double, (Part("numbers", 2, draw, double),))
    chapter = Chapter("01", "numbers", "Numbers", (check,))
    slips = [Slip("one_more", "return x + 1", "One is added.", "Look.")]
    right = {"double": [Alternative("double", "by_adding", by_adding)]}
    monkeypatch.setattr(audit, "CHAPTERS", {"01": chapter})
    monkeypatch.setattr(stored, "SLIPS", {"double": slips})
    monkeypatch.setattr(stored, "KEPT", tmp_path)
    stored.exercise.cache_clear()
    monkeypatch.setattr(stored, "_code", lambda: repr(slips))
    monkeypatch.setattr(audit, "ALTERNATIVES", right)
    return {"wrong": slips, "right": right["double"]}


def the_row() -> dict:
    (row,) = audit.audit()
    return row


# The slips and right answers of all chapters are judged one by one in their own tests.
def test_slips_and_right_answers_pass_the_audit() -> None:
    rows = audit.audit(["03"])
    assert audit.failures(rows) == []
    assert [row["exercise"] for row in rows] == [c.name for c in CHAPTERS["03"].checks]


@pytest.mark.parametrize("number", CHAPTERS)
def test_every_slip_is_wrong_somewhere_and_like_no_other(number: str) -> None:
    for check in CHAPTERS[number].checks:
        made = stored.built(check, draw_exercise(number, check))
        assert made["useless"] == []


def test_a_row_has_these_keys_and_is_json(little: dict[str, list]) -> None:
    row = the_row()
    assert list(row) == KEYS
    assert json.loads(json.dumps(row)) == {
        "exercise": "double", "chapter": "01", "points": 2.0, "wrong": 1, "refused": 1,
        "named": 1, "pairs": 3, "right": 2, "accepted": 2, "untouched_points": 0.0,
        "useless": [], "corners": 0, "holes": [], "unsteady": [],
    }  # fmt: skip
    assert audit.failures([row]) == []


def test_a_wrong_answer_that_passes_is_a_failure(little: dict[str, list]) -> None:
    little["wrong"].append(Slip("passes", "return x + x", "It is right.", "Look."))
    row = the_row()
    assert (row["wrong"], row["refused"], row["named"]) == (2, 1, 1)
    said = audit.failures([row])
    assert "double: 1 of 2 wrong answers passed." in said
    assert "double: passes is right on every case." in said


def test_a_slip_that_always_fails_is_a_failure(little: dict[str, list]) -> None:
    little["wrong"].append(Slip("fails", "return x.T", "It fails.", "Look."))
    said = audit.failures([the_row()])
    assert "double: fails fails on every case." in said


def test_a_right_answer_that_fails_is_a_failure(little: dict[str, list]) -> None:
    little["right"].append(Alternative("double", "fails", one_more))
    row = the_row()
    assert (row["right"], row["accepted"]) == (3, 2)
    assert audit.failures([row]) == ["double: 1 of 3 right answers failed."]


def test_a_reference_that_fails_is_a_failure(
    little: dict[str, list], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = Part("numbers", 2, draw, lambda x: 3 * x)
    chapter = Chapter("01", "numbers", "Numbers", (Check(double, (part,)),))
    monkeypatch.setattr(audit, "CHAPTERS", {"01": chapter})
    said = audit.failures(audit.audit())
    assert said == ["double: 2 of 2 right answers failed."]


def test_of_two_mistakes_that_are_alike_none_is_named(little: dict[str, list]) -> None:
    again = Slip("same_again", "return 1 + x", "Something else.", "Look.")
    little["wrong"].append(again)
    row = the_row()
    assert (row["refused"], row["named"]) == (2, 0)
    said = audit.failures([row])
    assert said == [
        "double: one_more and same_again are alike.",
        "0 of 2 mistakes were named, fewer than 95%.",
    ]


def test_an_untouched_function_that_earns_points_is_a_failure(
    little: dict[str, list], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_untouched", double)
    row = the_row()
    assert row["untouched_points"] == 2
    assert audit.failures([row]) == ["double: an untouched function earns 2 points."]


@pytest.mark.parametrize(("named", "good"), [(100, True), (95, True), (94, False)])
def test_ninety_five_of_a_hundred_must_be_named(named: int, good: bool) -> None:
    rows = [
        NOTHING | {"wrong": 40, "refused": 40, "named": 40},
        NOTHING | {"wrong": 60, "refused": 60, "named": named - 40},
    ]
    assert (audit.failures(rows) == []) is good


def test_an_audit_of_nothing_is_a_failure() -> None:
    assert audit.failures([]) == ["There is no wrong answer to judge."]


def test_the_same_seed_gives_the_same_rows(little: dict[str, list]) -> None:
    assert audit.audit(seed=5) == audit.audit(seed=5)


def test_the_seed_draws_the_cases(
    little: dict[str, list], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def noted(rng: np.random.Generator) -> tuple[float]:
        drawn.append(draw(rng)[0])
        return (drawn[-1],)

    chapter = Chapter(
        "01", "numbers", "Numbers", (Check(double, (Part("n", 2, noted, double),)),)
    )
    monkeypatch.setattr(audit, "CHAPTERS", {"01": chapter})
    for seed in (1, 2):
        audit.audit(seed=seed)
    assert drawn[0] != drawn[len(drawn) // 2]


def test_progress_hears_of_every_exercise(little: dict[str, list]) -> None:
    heard: list[str] = []
    audit.audit(progress=heard.append)
    assert heard == ["double"]


def test_the_table_shows_every_row_and_the_sums(little: dict[str, list]) -> None:
    little["right"].append(Alternative("double", "fails", one_more))
    console = Console(file=io.StringIO(), width=120)
    console.print(audit.table([the_row(), the_row()]))
    shown = console.file.getvalue()
    numbers = [re.findall(r"\w+", line) for line in shown.splitlines()]
    assert ["01", "double", "2", "1", "1", "1", "3", "3", "2", "0", "0", "0"] in numbers
    assert ["all", "2", "2", "2", "2", "6", "6", "4", "0"] in numbers


def test_the_exercises_are_those_of_the_check_table() -> None:
    listed = audit.exercises()
    assert [row["exercise"] for row in listed] == list(CHECKS)
    for row in listed:
        check = CHECKS[row["exercise"]]
        assert check in CHAPTERS[row["chapter"]].checks
        assert row["points"] == check.points > 0
        assert row["signature"].startswith(f"{check.name}({check.parameters[0]}")
    assert json.loads(json.dumps(listed)) == listed


def test_a_signature_names_parameters_and_defaults() -> None:
    signatures = {row["exercise"]: row["signature"] for row in audit.exercises()}
    assert (
        signatures["hidden_delta"]
        == "hidden_delta(delta_next, W_next, Z, activation='sigmoid')"
    )
