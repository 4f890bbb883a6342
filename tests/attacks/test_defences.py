"""Each defence switched off: the attack that it stops then works."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from autograder import judge as judging
from autograder.checks import CHAPTERS, CHECKS
from autograder.grading import grade as grading
from autograder.grading import run
from autograder.grading.skeleton import lay_out
from autograder.sandbox import bounds, calls, start
from autograder.sandbox.inside import landlock, seccomp
from autograder.sandbox.session import Sandbox, Session, Try
from course import numerical
from tests.attacks.conftest import SHORT
from tests.attacks.in_code import HOOKS, PATCHES
from tests.attacks.in_the_notebook import delete_checks, raise_points
from tests.attacks.model import CHAPTER, LIE, RIGHT, TARGET, fill, honest
from tests.attacks.table import ATTACKS
from tests.attacks.test_attacks import FULL, grade, points

pytestmark = pytest.mark.sandbox
BY_NAME = {(attack.family, attack.name): attack for attack in ATTACKS}


@pytest.fixture
def open_sandbox(monkeypatch):
    """Start a sandbox at "limits" without some of its steps."""
    started = []

    def opened(*off):
        left = [step for step in start.STEPS["limits"] if step not in off]
        monkeypatch.setitem(start.STEPS, "limits", left)
        warm = Sandbox("limits", SHORT)
        warm.__enter__()
        started.append(warm)
        return warm

    yield opened
    for warm in started:
        warm.close()


# The view of the files


def test_without_the_view_a_submission_reads_the_answer(
    open_sandbox, canary, release_of
):
    attack = BY_NAME["reads", "a file of another submission, through a shell"]
    release = release_of("01")
    submission = attack.submission(release, **canary.places)
    verdicts, _ = grade(submission, release, open_sandbox("landlock"))
    assert points(verdicts)[TARGET] == FULL[TARGET]


def test_without_the_view_a_submission_changes_the_classroom(
    open_sandbox, canary, release_of
):
    attack = BY_NAME["writes", "a new file in the classroom"]
    release, state = release_of("01"), canary.state()
    grade(
        attack.submission(release, **canary.places), release, open_sandbox("landlock")
    )
    assert canary.state() != state
    (canary.folder / "pwned").unlink()


@pytest.mark.skipif(not landlock.version(), reason="no Landlock here")
def test_with_landlock_alone_it_does_not(open_sandbox, canary, release_of):
    release, state, warm = release_of("01"), canary.state(), open_sandbox()
    for name in ("a new file in the classroom", "the gradebook", "another submission"):
        attack = BY_NAME["writes", name]
        grade(attack.submission(release, **canary.places), release, warm)
    assert canary.state() == state


# The network


@pytest.mark.skipif(not seccomp.available(), reason="no filter for this machine")
def test_without_the_filter_a_submission_calls_out(open_sandbox, canary, release_of):
    attack = BY_NAME["writes", "through a raw socket"]
    release = release_of("01")
    submission = attack.submission(release, **canary.places)
    calls = canary.calls()
    grade(submission, release, open_sandbox())
    assert canary.calls() == calls
    grade(submission, release, open_sandbox("seccomp", "landlock"))
    assert canary.calls() == calls + 1


# The limits


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np; x = np.zeros(3 * 2**30 // 8)",
        "files = [open('/dev/null') for _ in range(300)]",
        "open('large', 'wb').truncate(2**22)",
        """
import os, time
for _ in range(40):
    if os.fork() == 0:
        time.sleep(5)
        os._exit(0)
""",
    ],
    ids=["memory", "files", "disk", "processes"],
)
def test_without_the_limits_a_submission_takes_what_it_likes(source, open_sandbox):
    for off, came_to in (((), "error"), (("limits",), "ok")):
        with open_sandbox(*off).session() as session:
            (reply,) = session.run_cells([source], 5)
            assert reply["status"] == came_to


# Judging outside the student's process

STOCK = """
import numpy as np
np.testing.assert_allclose(sigmoid(np.array([0.0, 1.0])), [0.5, 0.7310585786])
assert np.allclose(sigmoid(np.zeros(3)), 0.5)
"""


@pytest.mark.parametrize(
    "attack",
    [
        HOOKS["an AST transformer empties later cells"],
        HOOKS["an input transformer replaces later cells"],
        HOOKS["run_cell is patched"],
        PATCHES["assert_allclose does nothing"]
        + PATCHES["allclose and array_equal say yes"],
    ],
)
def test_checked_where_it_runs_a_wrong_answer_passes(attack, walls):
    for before, came_to in (("", "error"), (attack, "ok")):
        with walls.session() as session:
            *_, reply = session.run_cells([before, LIE, STOCK], 3)
            assert reply["status"] == came_to


def test_with_pickle_a_reply_would_run_code(tmp_path):
    class Reply:
        def __reduce__(self):
            return (tmp_path / "pwned").touch, ()

    pickle.loads(pickle.dumps(Reply()))
    assert (tmp_path / "pwned").exists()


def test_an_array_that_lies_would_be_believed():
    class Equal(np.ndarray):
        __array_function__ = lambda self, *a, **k: True  # noqa: E731

    assert np.allclose(np.zeros(3).view(Equal), 7) is True


def test_an_answer_before_the_verdict_is_not_taken_for_the_notebooks_own(
    walls, release_of, monkeypatch
):
    """Two defences stand here: with the first one gone the second refuses it."""
    exercise = Session.exercise

    def too_early(self, name, one, seconds, **rest):
        answered = {**one.answered, name: run._service(CHECKS[name])}
        return exercise(self, name, Try(one.at, answered), seconds, **rest)

    release = release_of("01")
    submission = fill(release, {**RIGHT, TARGET: LIE})
    assert points(grade(submission, release, walls)[0])[TARGET] == 0
    monkeypatch.setattr(Session, "exercise", too_early)
    verdicts = grade(submission, release, walls)[0]
    assert points(verdicts)[TARGET] == 0
    assert "Only a function that this notebook defines" in verdicts[TARGET].sentence


def test_with_the_same_inputs_in_each_try_a_noted_answer_passes(
    walls, release_of, monkeypatch
):
    """Two defences stand here: of a part that is wrong but one case is asked."""
    name = "what took too many calls is noted for the second try"
    attack, release = BY_NAME["between tries", name], release_of("05")
    more = replace(SHORT, cell_seconds=20, exercise_seconds=20, total_seconds=60)
    monkeypatch.setattr(walls, "limits", more)
    submission, chapter = attack.submission(release), CHAPTERS["05"]
    check = CHECKS[attack.target]
    short = replace(check, parts=tuple(one_case(part) for part in check.parts))
    of_one = replace(
        chapter, checks=tuple(short if one is check else one for one in chapter.checks)
    )
    for asked in (chapter, of_one):
        verdicts, _ = grade(submission, release, walls, asked)
        assert points(verdicts)[attack.target] == 0
    drawn = grading.seed
    monkeypatch.setattr(grading, "seed", lambda *about: drawn(*about[:3]))
    verdicts, _ = grade(submission, release, walls, chapter)
    assert points(verdicts)[attack.target] == 0
    verdicts, _ = grade(submission, release, walls, of_one)
    assert points(verdicts)[attack.target] == check.points


def one_case(part):
    return replace(part, cases=1, kinds=part.kinds[:1], corners=())


@pytest.mark.parametrize(
    "name", ["central differences", "differences that stop when the cases are over"]
)
def test_unrecognised_differences_are_wrong_at_a_corner_alone(
    name, walls, release_of, monkeypatch
):
    """Two defences stand here: where the slope is tiny, differences are too rough."""
    attack, release = BY_NAME["differences", name], release_of("01")
    submission = attack.submission(release)

    def parts():
        return grade(submission, release, walls)[0]["sigmoid_prime"].parts

    assert {part.finding.kind for part in parts()} == {"numerical"}
    if name == "central differences":
        monkeypatch.setattr(judging, "looks_numerical", lambda *args: None)
    else:  # what is missing was taken for smooth
        monkeypatch.setattr(numerical, "rough", lambda *args: 0.0)
    assert all(part.corner for part in parts())


def test_without_bounds_on_a_question_its_answer_takes_what_it_likes(
    walls, release_of, monkeypatch
):
    attack, release = BY_NAME["questions", "weights of 80 GB are asked for"], "06"
    submission = attack.submission(release_of(release))
    taken = []
    monkeypatch.setattr(calls, "require_small", taken.append)
    grade(submission, release_of(release), walls, CHAPTERS[release])
    assert any(bounds.numbers_in(one) > bounds.MAX_NUMBERS for one in taken)


# The rebuilt notebook


@pytest.mark.parametrize("change", [delete_checks, raise_points])
def test_without_rebuilding_the_students_checks_count(
    change, walls, release_of, monkeypatch
):
    release = release_of("01")
    submission = honest(release)
    change(submission)

    def worth():
        notebook = grade(submission, release, walls)[1]
        about = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
        return sum(a.get("points", 0) for a in about if a.get("grade"))

    assert worth() == CHAPTER.points
    import nbformat

    def believe(submission, release):
        notebook = nbformat.from_dict(submission)
        return replace(lay_out(submission, release), notebook=notebook, remarks={})

    monkeypatch.setattr(grading, "lay_out", believe)
    assert worth() != CHAPTER.points
