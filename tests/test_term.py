"""The file of a course for a term: what it may say, and what is said of its errors."""

import re
import shutil
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from autograder import bundle, release
from autograder.__main__ import main
from autograder.build import BuildError
from autograder.checks import CHAPTERS, CHECKS
from autograder.classroom import Classroom
from autograder.examine import describe, examine_course
from autograder.term import Late, Term, TermUnreadable, read_term
from autograder.weights import weigh
from tests.courses import ROOT

BERLIN = 'time_zone = "Europe/Berlin"\n'
FRESH = (ROOT / "autograder/data/course.toml").read_text(encoding="utf-8")
TAKEN_IN = re.sub(r"(?m)^# (?=\[|\w+ = )", "", FRESH)
WORTH = {number: chapter.points for number, chapter in CHAPTERS.items()}


@pytest.fixture
def term(tmp_path):
    def read(text):
        (tmp_path / "course.toml").write_text(text, encoding="utf-8")
        return read_term(tmp_path)

    return read


# Fresh


def test_a_course_without_the_file_has_the_defaults(tmp_path):
    assert read_term(tmp_path) == Term()


def test_a_fresh_file_says_nothing_until_its_lines_are_taken_in(term):
    assert term(FRESH) == Term()
    assert read_term(ROOT) == Term()


def test_every_line_of_a_fresh_file_can_be_taken_in(term):
    """Its keys are commented out as `# key = value`; its words are other comments."""
    found = term(TAKEN_IN)
    assert found.due["01"] == datetime(2026, 10, 18, 21, 59, 59)
    assert found.due["02"] == datetime(2026, 10, 25, 17)
    assert found.late == Late(0.1, 3, 5)
    assert found.extension("ada", "03") == timedelta(hours=36)
    assert found.extension("ada", "04") == timedelta(days=1)
    assert found.extension("bob", "04") is None
    assert found.points == {"04": 40, "hidden_delta": 8}
    assert found.packages == ("pandas", "tqdm")
    assert found.chapters == ("01", "02", "03", "04", "06")
    assert found.solutions["01"] == datetime(2026, 10, 25, 23)
    assert found.solutions["02"] == found.due["02"] + timedelta(days=7)
    assert all(getattr(found, name) != getattr(Term(), name) for name in vars(found))


def test_the_one_of_the_docs_can_be_read(term):
    text = (ROOT / "docs/term.md").read_text(encoding="utf-8")
    found = term(re.search(r"(?s)```toml\n(.*?)```", text)[1])
    assert found.due["02"] == datetime(2026, 10, 25, 16)
    assert all(getattr(found, name) != getattr(Term(), name) for name in vars(found))


def test_release_and_bundle_take_the_chapters_of_the_term(term, tmp_path, monkeypatch):
    term('chapters = [3, "1"]')
    (tmp_path / "chapters").mkdir()
    (tmp_path / "nbgrader_config.py").touch()
    monkeypatch.chdir(tmp_path)
    taken = []

    def take(room, number, **_):
        taken.append(number)
        raise BuildError(number, 1, "enough")

    for module in (release, bundle):
        monkeypatch.setattr(module, "release_chapter", take)
    for command in ("release", "bundle"):
        assert CliRunner().invoke(main, [command]).exit_code == 2
    assert taken == ["01", "01"]
    monkeypatch.setattr(
        release, "release_chapter", lambda room, n, **_: taken.append(n)
    )
    assert CliRunner().invoke(main, ["release"]).exit_code == 0
    assert taken[2:] == ["01", "03"]


# Dates


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-10-18T18:00:00+02:00", datetime(2026, 10, 18, 16)),
        ("2026-10-18T18:00:00Z", datetime(2026, 10, 18, 18)),
        ("2026-10-18 18:00:00", datetime(2026, 10, 18, 16)),
        ("2026-12-18T18:00:00", datetime(2026, 12, 18, 17)),
        ("2026-10-18", datetime(2026, 10, 18, 21, 59, 59)),
    ],
)
def test_a_date_is_an_instant(term, written, utc):
    assert term(f"{BERLIN}[due]\n1 = {written}").due == {"01": utc}


@pytest.mark.parametrize(
    ("zone", "table", "day", "utc"),
    [
        ("Africa/Cairo", "due", "2026-10-29", datetime(2026, 10, 29, 21, 59, 59)),
        ("America/Santiago", "due", "2026-04-04", datetime(2026, 4, 5, 3, 59, 59)),
        ("Africa/Cairo", "solutions", "2026-04-24", datetime(2026, 4, 23, 22)),
    ],
)
def test_a_day_has_a_first_and_a_last_second_when_the_clocks_change_at_midnight(
    term, zone, table, day, utc
):
    found = term(f'time_zone = "{zone}"\n[{table}]\n01 = {day}')
    assert getattr(found, table)["01"] == utc


def test_a_name_is_the_same_however_its_letters_are_put_together(term):
    found = term('[extra_time."j\u00fcrg"]\nall = "1 day"')
    assert found.extension("ju\u0308rg", "01") == timedelta(days=1)


WRONG = [
    # No TOML at all.
    ("[due]\n01 = 18.10.2026", "course.toml is no TOML: .*line 2.*dates do not"),
    ("due", "course.toml is no TOML: Expected '=' after a key"),
    ("[due]\n01 = 2026-12-01T18:00", "dates do not: as 2026-10-18 or .*, with seconds"),
    ("[due]\n01 = 01.12.2026", "dates do not: as 2026-10-18 or "),
    # Keys.
    ("[deu]", "course.toml: at the top the key 'deu' is unknown; did you mean due"),
    ("[due]\n16 = 2026-10-18", "[due] the key '16' is unknown;.* 01, 02, "),
    ("chapters = [17]", "chapters is [17]; wanted: .*; there are 01, 02"),
    ("chapters = []", "chapters is []; wanted"),
    ('chapters = "01"', 'chapters is "01"; wanted'),
    (
        f"{BERLIN}chapters = [2]\n[due]\n01 = 2026-10-18",
        "due.01 is 2026-10-18; wanted: 01 among chapters = ",
    ),
    ('[due]\ntime_zone = "UTC"', "'time_zone' is unknown; it stands above the first"),
    ('[due]\n"01 " = 2026-10-18', "the key '01 ' is unknown; did you mean 01"),
    ('time_zone = "Europe/Berlin "', "there is no time zone 'Europe/Berlin ': zones"),
    (
        "[points]\nsigmoid_prim = 3",
        "wanted: sigmoid_prime, \\w+, \\w+, one of 1\\d\\d$",
    ),
    ("[late]\npenalti = 0.1", "[late] the key 'penalti' is unknown; did you mean pen"),
    ("[points]\nsigmoid_prim = 3", "'sigmoid_prim' is unknown; did you mean sigmoid_p"),
    (BERLIN + "[due]\n01 = 2026-10-18\n1 = 2026-10-19", "names chapter 01 twice"),
    # Dates and zones.
    ("[due]\n01 = 2026-10-18", "due.01 is 2026-10-18, which has no time zone; wanted"),
    ("[due]\n01 = 2026-10-18T18:00:00", "no time zone; wanted.* time_zone = "),
    ('[due]\n01 = "18 October"', 'due.01 is "18 October"; wanted: a date without quo'),
    ("[due]\n01 = 18:00:00", "due.01 is 18:00:00; wanted: a date"),
    (BERLIN + "[due]\n01 = 2026-10-25T02:30:00", "Europe/Berlin shows it twice"),
    (BERLIN + "[due]\n01 = 2027-03-28T02:30:00", "Europe/Berlin jumps over it"),
    ("[due]\n01 = 0001-01-01T00:00:00+02:00", "lies outside the calendar"),
    ("[due]\n01 = 9999-12-31", "due.01 is 9999-12-31; wanted: a date before the year"),
    (BERLIN + "[solutions]\n01 = 9999-12-31", "solutions.01 is 9999-12-31; wanted: a"),
    ('time_zone = "Mars/Base"', "course.toml: time_zone: there is no time zone 'Mars"),
    ("time_zone = 2", "time_zone is 2; wanted: a place"),
    # Lateness.
    ("[late]\npenalty = 10", 'late.penalty is 10; wanted: "off", or from 0 to 1'),
    ("[late]\npenalty = true", "late.penalty is true"),
    ("[late]\npenalty = nan", "late.penalty is NaN"),
    ("[late]\nzero_after = 1.5", "late.zero_after is 1.5; wanted: a whole number of d"),
    ("[late]\nlate_days = 5", "late_days is 5, and nothing says.* zero_after = 0"),
    ("late = 0.1", "late is 0.1; wanted: a table: a line [late]"),
    # More time.
    ('[extra_time]\nada = "2 days"', 'extra_time.ada is "2 days"; wanted: a table'),
    ("[extra_time.ada]\n03 = 2", 'extra_time.ada.03 is 2; wanted: .*"2 days"'),
    ('[extra_time.ada]\n3 = "2 d"', "extra_time.ada.03 is"),
    ('[extra_time.ada]\nevery = "2 days"', "[extra_time.ada] the key 'every' is unkno"),
    # Points.
    ("[points]\nsigmoid = 0", "points.sigmoid is 0; wanted: a number of points"),
    ("[points]\nsigmoid = 0.3", "points.sigmoid is 0.3; wanted:.* in quarters"),
    ("[points]\nsigmoid = inf", "points.sigmoid is Infinity"),
    ("[points]\nsigmoid = 0.5", "points.sigmoid is 0.5; wanted: at least 0.75"),
    ("[points]\n01 = 2", "points.01 is 2; wanted: at least 2.25"),
    ("[points]\n01 = 20\nsigmoid = 19", "points.01 is 20; wanted: at least 20.5"),
    # Packages.
    ('packages = "pandas"', 'packages is "pandas"; wanted: names of packages in br'),
    ('packages = ["pandas>=2"]', 'packages is ["pandas>=2"]; wanted'),
    ('packages = ["os"]', "wanted: packages that pip installs; os comes with Python"),
    ('packages = ["solutions"]', "pip installs; solutions is the course's own"),
    ("packages = [1]", "packages is [1]; wanted"),
    # Solutions.
    ("[solutions]\nafter = 7", 'solutions.after is 7; wanted: .*"2 days"'),
    (
        BERLIN + "[due]\n01 = 2026-10-18\n[solutions]\n01 = 2026-10-18",
        "solutions.01 is 2026-10-18; wanted: a date that is not before the due date",
    ),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_is_said_in_one_line(term, text, said):
    with pytest.raises(TermUnreadable) as caught:
        term(text)
    told = str(caught.value)
    assert told.startswith("course.toml")
    assert "\n" not in told
    assert re.search(said.replace("[", r"\["), told), told


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "course.toml").write_bytes("# Zürich\n".encode("latin-1"))
    with pytest.raises(TermUnreadable, match=r"course\.toml is not UTF-8"):
        read_term(tmp_path)


def test_a_mark_before_the_first_letter_is_none_of_the_text(tmp_path):
    (tmp_path / "course.toml").write_bytes(b"\xef\xbb\xbfchapters = [1]\r\n")
    assert read_term(tmp_path).chapters == ("01",)


def test_what_cannot_be_opened_is_refused(tmp_path):
    (tmp_path / "course.toml").mkdir()
    with pytest.raises(TermUnreadable, match=r"course\.toml cannot be read \(is a dir"):
        read_term(tmp_path)


def test_the_file_decides_over_a_deadline_where_it_says_something(term):
    due, more = datetime(2026, 10, 4), timedelta(days=3)
    assert Term().deadline("01", "ada", due, more) == due + more
    assert Term().deadline("01", "ada") is None
    found = term(TAKEN_IN)
    assert found.deadline("02", "ada", due, more) == datetime(2026, 10, 26, 17)
    assert found.deadline("04", "ada", due, more) == due + timedelta(days=1)
    assert found.deadline("04", "bob", due, more) == due


def test_no_date_that_can_be_written_overflows(term):
    found = term(
        'time_zone = "Asia/Tokyo"\n[due]\n01 = 8999-12-31\n[solutions]\n'
        'after = "9999 weeks"\n[extra_time.ada]\nall = "9999 weeks"'
    )
    assert found.deadline("01", "ada") > found.due["01"]
    assert found.solutions["01"] > found.due["01"]
    assert describe(found)
    never = datetime(9999, 12, 31)  # set in formgrader
    assert found.deadline("02", "ada", never) == found.shows_from("02", never) == never


# Points


@pytest.mark.parametrize("number", CHAPTERS)
@pytest.mark.parametrize("factor", [0.5, 1, 1.7, 10])
def test_a_chapter_weighed_anew_has_exactly_its_points(number, factor):
    total = round(WORTH[number] * factor * 4) / 4
    chapter = weigh(CHAPTERS[number], {number: total})
    assert chapter.points == total
    parts = [part for check in chapter.checks for part in check.parts]
    assert all(part.points > 0 and part.points % 0.25 == 0 for part in parts)
    if factor == 1:
        assert chapter == CHAPTERS[number]


def test_what_is_named_has_its_points_and_the_rest_shares_what_is_left():
    old = CHAPTERS["01"]
    new = weigh(old, {"01": 30, "sigmoid": 10, "02": 1000})
    assert {check.name: check.points for check in new.checks} == {
        "weighted_input": 3.75,
        "sigmoid": 10,
        "sigmoid_prime": 3.75,
        "neuron_gradient": 9.0,
    }
    assert new.answers == {"why_saturated_neurons_learn_slowly": 3.5}
    assert [part.points for part in new.checks[1].parts] == [2.5, 2.5, 5]
    alone = weigh(old, {"sigmoid": 10})
    assert alone.points == old.points - CHECKS["sigmoid"].points + 10
    assert weigh(old, {"02": 30}) is old


# Told back


def test_doctor_tells_back_what_was_understood(term):
    said = describe(term(TAKEN_IN))
    assert said == [
        "course.toml, chapters: 01, 02, 03, 04, 06",
        "course.toml, due: 01 2026-10-18 23:59 CEST, 02 2026-10-25 18:00 CET",
        "course.toml, lateness: a day costs 10 %, what is later than 3 days counts for "
        "nothing, each student has 5 days free",
        "course.toml, extra time: ada 24 h in all, 36 h in 03",
        "course.toml, points: 04 40, hidden_delta 8",
        "course.toml, packages: pandas, tqdm",
        "course.toml, model answers from: 01 2026-10-26 00:00 CET, 02 2026-11-01 18:00 "
        "CET; else 168 h after the due date that the gradebook has",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[late]", "lateness: it costs nothing, whatever nbgrader's own setting says"),
        ("[extra_time]", "extra time: nobody has any"),
        ("[extra_time.ada]", "extra time: ada none"),
    ],
)
def test_doctor_tells_of_a_table_that_is_empty_and_yet_decides(term, text, said):
    assert describe(term(text)) == [f"course.toml, {said}"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[deu]", "course.toml: at the top the key 'deu' is unknown"),
        ('packages = ["no-such-package"]', "no-such-package is allowed in course.toml"),
    ],
)
def test_doctor_says_what_cannot_be_followed(tmp_path, monkeypatch, text, wrong):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "nbgrader_config.py").touch()
    (tmp_path / "course.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    found = examine_course()
    assert found["course"] == []
    assert found["wrong"][0].startswith(wrong)
    monkeypatch.chdir("/")
    assert examine_course() == {"course": [], "wrong": []}


def test_doctor_says_who_has_extra_time_and_is_not_known(
    tmp_path, monkeypatch, empty_gradebook
):
    for folder in ("chapters", "classroom"):
        (tmp_path / folder).mkdir()
    (tmp_path / "nbgrader_config.py").touch()
    (tmp_path / "course.toml").write_text('[extra_time.adda]\nall = "1 day"')
    monkeypatch.chdir(tmp_path)
    assert len(examine_course()["course"]) == 1  # no gradebook
    shutil.copy(empty_gradebook, tmp_path / "classroom/gradebook.db")
    assert len(examine_course()["course"]) == 1  # nobody in it yet
    with Gradebook(Classroom(tmp_path).gradebook, "") as book:
        book.add_student("ada")
    said = examine_course()["course"][1]
    assert said.endswith("'adda', whom the gradebook does not know: did you mean ada?")
