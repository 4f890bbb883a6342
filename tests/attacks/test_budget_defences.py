"""Each bound on the trusted side's work switched off: the work is then done."""

import ast
import builtins
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from autograder import budget
from autograder import judge as judging
from autograder.checks import CHAPTERS
from autograder.grading import grade as grading
from autograder.grading import handed_in, outputs, skeleton
from autograder.sandbox import calls, start
from autograder.sandbox.session import Sandbox
from autograder.shown import shown
from course import codec, tree
from tests.attacks import on_the_budget
from tests.attacks.conftest import SHORT
from tests.attacks.model import RIGHT, code, fill, honest, right
from tests.attacks.table import ATTACKS
from tests.attacks.test_attacks import FULL, grade, points
from tests.test_sandbox import said

pytestmark = pytest.mark.sandbox
BY_NAME = {attack.name: attack for attack in ATTACKS}
FIRST, SECOND, *_ = FULL


def for_ever(*_, **__):
    while True:
        sum(range(1000))


# The budget itself


@pytest.fixture
def small(monkeypatch):
    """Leave little time, but more than an honest submission needs."""
    monkeypatch.setattr(budget, "JUDGING_SECONDS", 2.0)
    monkeypatch.setattr(budget, "NAMING_SECONDS", 1.0)


@pytest.fixture
def patient(walls, monkeypatch):
    """Leave a submission more time than a busy machine takes for it."""
    more = replace(SHORT, cell_seconds=20, exercise_seconds=20, total_seconds=60)
    monkeypatch.setattr(walls, "limits", more)
    return walls


def test_rebuilding_that_never_ends_is_stopped(walls, release_of, small, monkeypatch):
    release, lay_out = release_of("01"), grading.lay_out

    def slow(submission, release):
        return for_ever() if "evil" in submission else lay_out(submission, release)

    monkeypatch.setattr(grading, "lay_out", slow)
    verdicts, _ = grade({**honest(release), "evil": 1}, release, walls)
    assert set(points(verdicts).values()) == {0}
    assert all("processor time" in v.sentence for v in verdicts.values())
    assert points(grade(honest(release), release, walls)[0]) == FULL


def test_comparing_that_never_ends_costs_what_is_not_judged_yet(
    walls, release_of, small, monkeypatch
):
    examine, release = judging.examine, release_of("01")

    def slow(got, *args, **rest):
        return for_ever() if isinstance(got, str) else examine(got, *args, **rest)

    monkeypatch.setattr(judging, "examine", slow)
    wrong = f"def {SECOND}(*_):\n    return 'slow'"
    verdicts, _ = grade(fill(release, {**RIGHT, SECOND: wrong}), release, walls)
    kept = {name: FULL[name] if name == FIRST else 0 for name in FULL}
    assert points(verdicts) == kept
    assert "processor time" in verdicts[SECOND].sentence


def test_finding_a_name_that_never_ends_costs_the_name_alone(
    walls, release_of, small, monkeypatch
):
    monkeypatch.setattr("autograder.naming.name", for_ever)
    release = release_of("01")
    wrong = f"def {FIRST}(*_):\n    return 7.0"
    verdicts, _ = grade(fill(release, {**RIGHT, FIRST: wrong}), release, walls)
    assert points(verdicts) == {**FULL, FIRST: 0}
    assert "processor time" not in verdicts[FIRST].sentence


def test_unpacking_that_never_ends_is_stopped(walls, release_of, small, monkeypatch):
    release, unpacked = release_of("01"), codec.put_together

    def slow(tree, arrays, resolve=None):
        return for_ever() if "evil" in str(tree) else unpacked(tree, arrays, resolve)

    monkeypatch.setattr(codec, "put_together", slow)
    submission = honest(release)
    submission["cells"].insert(0, code("print('evil')"))
    verdicts, _ = grade(submission, release, walls)
    assert all("processor time" in v.sentence for v in verdicts.values())


# What is bounded by its cause


def test_without_a_bound_on_keys_they_take_the_budget(
    walls, release_of, small, monkeypatch
):
    attack, release = BY_NAME["keys that collide"], release_of("01")
    verdict = grade(attack.submission(release), release, walls)[0][attack.target]
    assert "keys" in verdict.sentence
    monkeypatch.setattr(tree, "MAX_KEYS", 10**9)
    monkeypatch.setattr(budget, "JUDGING_SECONDS", 0.1)
    verdict = grade(attack.submission(release), release, walls)[0][attack.target]
    assert "processor time" in verdict.sentence


def spent(submission, release, walls, chapter):
    with budget.budget() as left:
        before = left.seconds["judging"]
        verdicts, _ = grade(submission, release, walls, chapter)
    return before - left.seconds["judging"], verdicts


@pytest.mark.parametrize(
    "name",
    [
        "a million zeros in lists",
        "keys that collide, as many as may be",
        "eight million row numbers",
    ],
)
def test_what_is_within_all_bounds_is_paid_for_by_the_budget(
    name, patient, release_of, monkeypatch
):
    """It is judged; with no more than honest work needs, it would not be."""
    attack = BY_NAME[name]
    release, chapter = release_of(attack.chapter), CHAPTERS[attack.chapter]
    work = fill(release, right(attack.chapter)), release, patient, chapter
    honestly = min(spent(*work)[0] for _ in range(2))
    seconds, verdicts = spent(attack.submission(release), *work[1:])
    assert "processor time" not in verdicts[attack.target].sentence
    assert seconds > 2 * honestly
    monkeypatch.setattr(budget, "JUDGING_SECONDS", honestly)
    _, verdicts = spent(attack.submission(release), *work[1:])
    assert "processor time" in verdicts[attack.target].sentence


def test_the_students_code_is_not_parsed_here(release_of, monkeypatch):
    parsed = []

    def noting(parse):
        def parse_it(source, *args, **rest):
            parsed.append(source)
            return parse(source, *args, **rest)

        return parse_it

    monkeypatch.setattr(ast, "parse", noting(ast.parse))
    monkeypatch.setattr(builtins, "compile", noting(compile))
    release = release_of("01")
    submission = BY_NAME["twenty cells that are long to parse"].submission(release)
    skeleton.lay_out(submission, release)
    assert not any("x = 1\n" in str(source) for source in parsed)
    compile("x = 1\n", "<test>", "exec")
    assert parsed


def test_a_file_of_many_cells_is_refused(monkeypatch):
    content = json.dumps({"cells": [{}] * (handed_in.MAX_CELLS + 1)}).encode()
    with pytest.raises(handed_in.SubmissionUnreadable, match="50,001 cells"):
        handed_in.parse_submission(content)
    monkeypatch.setattr(handed_in, "MAX_CELLS", 10**9)
    assert handed_in.parse_submission(content)


READING = """
from autograder import budget
from autograder.grading import handed_in
content = b'{"cells": [' + b"{}," * 10**6 + b"{}]}"
with budget.budget(memory=%s):
    try:
        handed_in.parse_submission(content)
    except handed_in.SubmissionUnreadable as error:
        print(error)
"""


@pytest.mark.parametrize(
    ("memory", "said_"), [("2**25", "more memory than"), ("2**31", "too many cells")]
)
def test_a_file_that_takes_much_memory_is_refused(memory, said_):
    """In a process of its own: one that has run for long has memory left over."""
    done = subprocess.run(
        [sys.executable, "-c", READING % memory],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said_ in done.stdout


def test_without_a_bound_on_pixels_the_picture_is_kept(walls, release_of, monkeypatch):
    attack, release = BY_NAME["a picture of 60000 by 60000"], release_of("01")

    def pictures():
        _, notebook = grade(attack.submission(release), release, walls)
        shown_ = [out for c in notebook.cells for out in c.get("outputs", [])]
        return any("image/png" in out.get("data", {}) for out in shown_)

    assert not pictures()
    monkeypatch.setattr(outputs, "ALL_PIXELS", 10**10)
    monkeypatch.setattr(outputs.Room, "pixels", 10**10)
    monkeypatch.setattr(outputs.Room.__init__, "__defaults__", (10**6, 2**24, 10**10))
    assert pictures()


def test_a_sentence_is_cut(walls, release_of, monkeypatch):
    attack = BY_NAME["keys that make a sentence of a megabyte"]
    release, chapter = release_of("04"), CHAPTERS["04"]

    def length():
        verdicts, _ = grade(attack.submission(release), release, walls, chapter)
        return len(verdicts[attack.target].sentence)

    assert length() <= judging.MOST
    monkeypatch.setattr(judging, "MOST", 10**9)
    assert length() > 10_000


# What all submissions share


@pytest.fixture
def opened(monkeypatch):
    """Start a sandbox without some of its steps."""
    started = []

    def open_(level, *off):
        left = [step for step in start.STEPS[level] if step not in off]
        monkeypatch.setitem(start.STEPS, level, left)
        started.append(Sandbox(level, SHORT))
        return started[-1].__enter__()

    yield open_
    for warm in started:
        warm.close()


SEEN = "import fcntl\nprint([fcntl.fcntl(n, fcntl.F_GETFL) & 0o6000 for n in range(3)])"


def test_flags_on_the_standard_streams_reach_the_next_only_if_they_are_shared(opened):
    apart = opened("limits")
    said(apart, on_the_budget.FLAGS)
    assert said(apart, SEEN) == "[0, 0, 0]"
    shared = opened("limits", "streams")
    said(shared, on_the_budget.FLAGS)
    assert said(shared, SEEN) != "[0, 0, 0]"


def limits_of(pid):
    """Give the bound on open files of a process."""
    with open(f"/proc/{pid}/limits", encoding="utf-8") as file:
        return next(row.split()[3] for row in file if row.startswith("Max open files"))


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="no filter for this machine"
)
def test_without_the_filter_the_process_above_is_bounded_and_replaced(
    opened, release_of
):
    release = release_of("01")
    attack = BY_NAME["limits of the process above"]
    for off, spoilt in (((), False), (("seccomp",), True)):
        warm = opened("limits", *off)
        above = warm._warm.process.pid
        grade(attack.submission(release), release, warm)
        if warm._warm.process.pid == above:
            assert (limits_of(above) == "0") is spoilt
        assert points(grade(honest(release), release, warm)[0]) == FULL
        assert (warm._warm.process.pid != above) is spoilt


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="no filter for this machine"
)
def test_without_the_filter_the_process_above_is_slowed_down(opened, release_of):
    release, attack = release_of("01"), BY_NAME["priority of the process above"]
    for off, slower in (((), False), (("seccomp",), True)):
        warm = opened("limits", *off)
        above = warm._warm.process.pid
        before = os.getpriority(os.PRIO_PROCESS, above)
        grade(attack.submission(release), release, warm)
        assert (os.getpriority(os.PRIO_PROCESS, above) > before) is slower


# Names


@pytest.mark.parametrize("off", [(), (calls,), (judging,), (calls, judging)])
def test_an_error_is_said_harmlessly_by_two_filters(
    off, patient, release_of, monkeypatch
):
    attack = BY_NAME["the call raises what steers a terminal"]
    release = release_of("01")
    for module in off:
        monkeypatch.setattr(module, "shown", lambda text, most=None: text)
    verdicts, _ = grade(attack.submission(release), release, patient)
    said_ = verdicts[attack.target].sentence
    assert (said_ != shown(said_)) is (len(off) == 2)


def test_the_names_of_keys_are_said_harmlessly(patient, release_of):
    attack, release = BY_NAME["keys that steer a terminal"], release_of("04")
    verdicts, _ = grade(attack.submission(release), release, patient, CHAPTERS["04"])
    said_ = verdicts[attack.target].sentence
    assert r"\x1b[2J\u202e\x9b" in said_
    assert said_ == shown(said_)


HOSTILE = "\x1b[2J\x9b31m\u202egpj.\u2066neuron\udcff.ipynb"


def test_a_name_that_is_no_text_or_steers_a_terminal_is_said_harmlessly(tmp_path):
    (tmp_path / HOSTILE).touch()
    (tmp_path / "other.ipynb").touch()
    with pytest.raises(handed_in.SubmissionUnreadable) as caught:
        handed_in.read_content(tmp_path / "neuron.ipynb")
    said_ = str(caught.value)
    assert said_.encode()
    assert said_ == shown(said_)
    assert "gpj.neuron\ufffd.ipynb" in said_
