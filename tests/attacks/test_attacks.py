"""Every attack gets nothing, costs nobody anything, and leaves nothing."""

import subprocess

import nbformat
import pytest

from autograder import budget
from autograder.checks import CHAPTERS
from autograder.grading.grade import grade_notebook
from tests.attacks.conftest import WAITING
from tests.attacks.in_the_notebook import CHANGES
from tests.attacks.model import CHAPTER, honest
from tests.attacks.table import ATTACKS, FAMILIES
from tests.courses import ROOT

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]
SECRET = b"the attacks' own"
FULL = {check.name: check.points for check in CHAPTER.checks}


def grade(submission, release, walls, chapter=CHAPTER):
    graded = grade_notebook(submission, release, chapter, walls, SECRET)
    return {verdict.exercise: verdict for verdict in graded.verdicts}, graded.notebook


def points(verdicts):
    return {name: verdict.points for name, verdict in verdicts.items()}


def below(pid):
    """Count the processes below one."""
    listed = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    parents = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found, more = {pid}, {pid}
    while more:
        more = {child for child, parent in parents if parent in found} - found
        found |= more
    return len(found)


def test_the_table_is_large_and_names_each_attack_once():
    assert len(ATTACKS) >= 60
    assert len({(attack.family, attack.name) for attack in ATTACKS}) == len(ATTACKS)
    assert len(FAMILIES) >= 10


def test_security_says_how_many_there_are():
    said = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
    assert f"{len(ATTACKS)} submissions in {len(FAMILIES)} families" in said


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.family}: {a.name}")
def test_an_attack_gets_nothing_and_costs_nobody_anything(
    attack, walls, canary, release_of, record_property, monkeypatch
):
    release = release_of(attack.chapter)
    state, processes = canary.state(), below(walls._warm.process.pid)
    submission = attack.submission(release, **canary.places)
    with monkeypatch.context() as shorter:
        if attack.waits:
            shorter.setattr(walls, "limits", WAITING)
        if attack.family == "the budget":
            shorter.setattr(budget, "JUDGING_SECONDS", 4.0)
            shorter.setattr(budget, "NAMING_SECONDS", 2.0)
        verdicts, notebook = grade(submission, release, walls, CHAPTERS[attack.chapter])
    beside, _ = grade(honest(release_of("01")), release_of("01"), walls)
    attacked = verdicts[attack.target]
    record_property("attack", row(attack, attacked, beside.values()))
    assert attacked.points == 0
    assert all(verdict.sentence for verdict in verdicts.values())
    assert len(nbformat.writes(notebook).encode()) < 4 * 10**6
    assert points(beside) == FULL
    walls.settle()
    assert canary.state() == state
    assert below(walls._warm.process.pid) <= processes


def row(attack, attacked, beside):
    """Sum up an attack for the table: what it came to, and the one after it."""
    earned = sum(verdict.points for verdict in beside)
    most = sum(verdict.max_points for verdict in beside)
    said = attacked.found.splitlines()[0]
    came_to = f"{attacked.points:g} of {attacked.max_points:g}"
    return attack.family, attack.name, came_to, f"{earned:g} of {most:g}", said


@pytest.mark.parametrize("name", CHANGES)
def test_honest_work_survives_the_same_damage(name, walls, release_of):
    release = release_of("01")
    submission = honest(release)
    CHANGES[name](submission)
    verdicts, _ = grade(submission, release, walls)
    assert points(verdicts) == FULL
