"""An archive's notebooks reach the folders of those who wrote them, and no others.

The sample archives are made here, after the formats that the platforms' sources and
public scripts describe; no real platform has packed one of them.
"""

import errno
import io
import json
import os
import stat
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder import zones
from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.platforms import archive, inbox
from autograder.platforms.archive import NotAnArchive
from autograder.platforms.inbox import NobodysWork
from autograder.platforms.people import Person
from autograder.platforms.placing import Stopped, put
from autograder.platforms.sorted_table import lines, table

CLASS = [
    Person("ada", "Ada Lovelace", "ada@example.org", "501"),
    Person("emmy", "Émilie Noether", "emmy@example.org", "502"),
    Person("kurt", "Kurt Gödel", "kurt@example.org", "503"),
    Person("alan", "Alan Turing", "alan@example.org", "504"),
]


def notebook(who, chapter="01"):
    """Give a notebook of a chapter in which its author stands."""
    check = CHAPTERS[chapter].checks[0].name
    cell = {
        "cell_type": "code",
        "metadata": {"nbgrader": {"grade_id": f"check_{check}"}},
        "source": who,
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4})


def packed(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return content.getvalue()


@pytest.fixture
def desk(tmp_path):
    """A class of four, and a way to sort an archive into its folders."""
    return Desk(tmp_path)


class Desk:
    def __init__(self, folder):
        self.folder = folder
        self.room = Classroom(folder / "course")
        self.clock = 1_790_000_000

    def pack(self, files, name="work.zip"):
        path = self.folder / name
        path.write_bytes(files if isinstance(files, bytes) else packed(files))
        self.clock += 60
        os.utime(path, (self.clock, self.clock))
        return path

    def sort(self, files, people=CLASS, **options):
        path = files if isinstance(files, Path) else self.pack(files)
        options = {"chapter": "01", "zone": ZoneInfo("UTC"), **options}
        return inbox.sort(path, self.room, people, **options)

    def collect(self, files, people=CLASS, **options):
        path = files if isinstance(files, Path) else self.pack(files)
        done = self.sort(path, people, **options)
        return put(done, self.room, path.stat().st_mtime)

    def handed_in(self, chapter="01"):
        """Say who wrote what lies in each student's folder."""
        found = {}
        for path in sorted(self.room.submitted.glob(f"*/{chapter}/*.ipynb")):
            text = path.read_text()
            in_cells = (
                json.loads(text)["cells"][0]["source"] if text[0] == "{" else text
            )
            found[path.parent.parent.name] = in_cells
        return found

    def stamp(self, student):
        path = self.room.submitted / student / "01/timestamp.txt"
        return path.read_text().strip() if path.exists() else None


SUB = "assignsubmission_file"
METADATA = """\
submission_71:
  :submitters:
  - :name: Ada Lovelace
    :sid: '501'
    :email: ada@example.org
  :created_at: 2026-11-20 10:00:00.123456789 Z
  :score: 0.0
submission_72:
  :submitters:
  - :name: "Émilie Noether"
    :sid: '502'
    :email: emmy@example.org
  - :name: Kurt Gödel
    :sid:
    :email: Kurt@example.org
  :created_at: !ruby/object:ActiveSupport::TimeWithZone 2026-11-20 11:00:00.5 +01:00
"""
T = "2026-11-20-10-00-00"
# Each platform's archive of three students' work, and the time that it tells.
ARCHIVES = {
    "canvas": (
        {
            "lovelaceada_501_9001_neuron.ipynb": notebook("ada"),
            "noetherémilie_LATE_502_9002_neuron (1).ipynb": notebook("emmy"),
            "noetherémilie_LATE_502_9003_notes v1.0 (2).pdf": "",
            "gödelkurt_503_9004_My final. version-2.ipynb": notebook("kurt"),
        },
        None,
    ),
    "moodle, folders": (
        {
            "Ada Lovelace_11_assignsubmission_file/neuron.ipynb": notebook("ada"),
            "Émilie Noether_12_assignsubmission_file/sub/neuron.ipynb": notebook(
                "emmy"
            ),
            "Émilie Noether_12_assignsubmission_onlinetext/onlinetext.html": "",
            "Kurt Gödel_13_assignsubmission_file/neuron (2).ipynb": notebook("kurt"),
        },
        None,
    ),
    "moodle, older folders": (
        {
            "Ada Lovelace_11_assignsubmission_file_/neuron.ipynb": notebook("ada"),
            "Émilie Noether_12_assignsubmission_file_/neuron.ipynb": notebook("emmy"),
            "Kurt Gödel_13_assignsubmission_file_/neuron.ipynb": notebook("kurt"),
        },
        None,
    ),
    "moodle, no folders": (
        {
            "Ada Lovelace_11_assignsubmission_file_neuron.ipynb": notebook("ada"),
            "Émilie Noether_12_assignsubmission_file_neuron.ipynb": notebook("emmy"),
            "Kurt Gödel_13_assignsubmission_file_my_work_1.ipynb": notebook("kurt"),
        },
        None,
    ),
    "blackboard": (
        {
            f"One_neuron [HW 1]_ada_attempt_{T}.txt": "Name: Ada Lovelace (ada)",
            f"One_neuron [HW 1]_ada_attempt_{T}_neuron.ipynb": notebook("ada"),
            f"One_neuron [HW 1]_emmy_attempt_{T}_neuron.ipynb": notebook("emmy"),
            f"One_neuron [HW 1]_kurt_attempt_{T}_x_1_2_neuron.ipynb": notebook("kurt"),
        },
        "2026-11-20 10:00:00 UTC",
    ),
    "brightspace": (
        {
            "index.html": "",
            "39-25 - Ada Lovelace - Nov 20, 2026 1000 AM/neuron.ipynb": notebook("ada"),
            "40-25 - Émilie Noether - Nov 20, 2026 930 AM/neuron.ipynb": notebook(
                "emmy"
            ),
            "41-25 - Kurt Gödel - Nov 20, 2026 1230 PM/neuron.ipynb": notebook("kurt"),
        },
        "2026-11-20 10:00:00 UTC",
    ),
    "gradescope": (
        {
            "assignment_5_export/submission_metadata.yml": METADATA,
            "assignment_5_export/submission_71/neuron.ipynb": notebook("ada"),
            "assignment_5_export/submission_72/neuron.ipynb": notebook("emmy"),
        },
        "2026-11-20 10:00:00 UTC",
    ),
    "plain, folders": (
        {
            "ada/neuron.ipynb": notebook("ada"),
            "Noether, Emilie/01/neuron.ipynb": notebook("emmy"),
            "kurt_gödel/neuron.ipynb": notebook("kurt"),
        },
        None,
    ),
    "plain, in one folder": (
        {
            "homework/ada/neuron.ipynb": notebook("ada"),
            "homework/emmy/neuron.ipynb": notebook("emmy"),
            "homework/kurt/neuron.ipynb": notebook("kurt"),
        },
        None,
    ),
    "plain, files": (
        {
            "ada.ipynb": notebook("ada"),
            "01_neuron_emmy.ipynb": notebook("emmy"),
            "Kurt Gödel - neuron (1).ipynb": notebook("kurt"),
        },
        None,
    ),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_each_platform_is_recognised_and_each_notebook_reaches_its_author(name, desk):
    files, when = ARCHIVES[name]
    group = name == "gradescope"  # Kurt has handed in with Emmy
    done = desk.collect(files, chapter=None)
    assert (done.packing, done.chapter) == (name.partition(",")[0], "01")
    wrote = {"ada": "ada", "emmy": "emmy", "kurt": "emmy" if group else "kurt"}
    assert desk.handed_in() == wrote
    assert desk.stamp("ada") == when
    assert (done.left, done.without) == ({}, ["alan"])
    assert not list(desk.room.folder.rglob("*.part"))


@pytest.mark.parametrize("said", [True, False])
@pytest.mark.parametrize("name", [n for n in ARCHIVES if not n.startswith("plain, ")])
def test_one_more_folder_around_everything_is_looked_into(name, said, desk):
    packing = name.partition(",")[0]
    files = {f"HW 1/{path}": text for path, text in ARCHIVES[name][0].items()}
    done = desk.collect(files, packing=packing if said else None)
    assert (done.packing, done.left) == (packing, {})
    assert set(desk.handed_in()) == {"ada", "emmy", "kurt"}


def test_a_student_s_own_folder_alone_is_not_looked_into_for_another_s_name(desk):
    with pytest.raises(NotAnArchive, match="no notebook of this course"):
        desk.collect({f"kurt/Ada Lovelace_1_{SUB}/essay.pdf": ""}, chapter=None)
    desk.collect({f"kurt/Ada Lovelace_1_{SUB}/neuron.ipynb": notebook("kurt")})
    assert desk.handed_in() == {"kurt": "kurt"}


@pytest.mark.parametrize("name", ["moodle, folders", "canvas", "plain, folders"])
def test_systems_leave_things_beside_that_are_no_work(name, desk):
    files = ARCHIVES[name][0]
    first = next(iter(files))
    beside = {
        f"__MACOSX/{first}": "fork",
        f"{Path(first).parent}/._neuron.ipynb": "fork",
        f"{Path(first).parent}/.ipynb_checkpoints/neuron-checkpoint.ipynb": "old",
        ".DS_Store": "",
    }
    done = desk.collect({**files, **beside})
    assert desk.handed_in() == {who: who for who in ("ada", "emmy", "kurt")}
    assert done.left == {}


def test_a_zip_that_a_student_handed_in_is_looked_into(desk):
    inner = packed({"deep/er/neuron.ipynb": notebook("ada"), "cases.npz": "x"})
    desk.collect({"lovelaceada_501_9001_work.zip": inner})
    assert desk.handed_in() == {"ada": "ada"}


def test_one_student_s_folder_alone_is_not_taken_for_a_wrapping(desk):
    desk.collect({f"Ada Lovelace_11_{SUB}/sub/neuron.ipynb": notebook("ada")})
    assert desk.handed_in() == {"ada": "ada"}


def test_a_blind_archive_is_matched_by_the_participant_s_number(desk):
    people = [Person("ada", "Ada Lovelace", "", "Participant 11"), *CLASS[1:]]
    desk.collect({f"Participant_11_{SUB}/neuron.ipynb": notebook("ada")}, people)
    assert desk.handed_in() == {"ada": "ada"}


# The newest counts


@pytest.mark.parametrize("later_first", [True, False])
def test_the_newest_attempt_with_a_notebook_counts(later_first, desk):
    old, new = "2026-11-20-10-00-00", "2026-11-21-09-00-00"
    files = {
        f"01_ada_attempt_{old}_neuron.ipynb": notebook("first"),
        f"01_ada_attempt_{new}_neuron.ipynb": notebook("second"),
        "01_ada_attempt_2026-11-22-09-00-00.txt": "There are no student comments",
        "01_ada_attempt_2026-11-22-09-00-00_picture.png": "",
    }
    if later_first:
        files = dict(reversed(files.items()))
    done = desk.collect(files)
    assert desk.handed_in() == {"ada": "second"}
    assert desk.stamp("ada") == "2026-11-21 09:00:00 UTC"
    assert "the newest of 2 attempts" in done.found[0].remark


def test_a_later_archive_replaces_and_what_it_replaces_is_kept(desk):
    name = "01_ada_attempt_2026-11-{}-10-00-00_neuron.ipynb"
    desk.collect({name.format(20): notebook("first")})
    beside = desk.room.submitted / "ada/01/notes.txt"
    beside.write_text("by hand")
    done = desk.collect({name.format(22): notebook("second")})
    assert [one.state for one in done.found] == ["newer"]
    assert desk.handed_in() == {"ada": "second"}
    (replaced,) = (desk.room.folder / "replaced/ada").iterdir()
    assert json.loads((replaced / "neuron.ipynb").read_text())["cells"][0][
        "source"
    ] == ("first")
    assert (replaced / "notes.txt").read_text() == "by hand"
    older = desk.collect({name.format(21): notebook("between")})
    assert [one.state for one in older.found] == ["kept"]
    again = desk.collect({name.format(22): notebook("second")})
    assert [one.state for one in again.found] == ["same"]
    assert desk.handed_in() == {"ada": "second"}


def test_without_times_the_archives_own_age_decides(desk):
    name = "Ada Lovelace_11_assignsubmission_file_neuron.ipynb"
    early = desk.pack({name: notebook("first")}, "early.zip")
    late = desk.pack({name: notebook("second")}, "late.zip")
    states = [desk.collect(path).found[0].state for path in (early, late, early, late)]
    assert states == ["new", "newer", "kept", "same"]
    assert desk.handed_in() == {"ada": "second"}


def test_of_two_uploads_of_one_name_the_later_counts(desk):
    files = {
        "lovelaceada_501_9002_neuron-1.ipynb": notebook("second"),
        "lovelaceada_501_9001_neuron.ipynb": notebook("first"),
    }
    assert "the later of 2" in desk.collect(files).found[0].remark
    assert desk.handed_in() == {"ada": "second"}


def test_two_notebooks_that_differ_and_nothing_to_tell_them_are_left(desk):
    folder = "Ada Lovelace_11_assignsubmission_file"
    same = {f"{folder}/neuron.ipynb": "x", f"{folder}/neuron (1).ipynb": "x"}
    assert desk.sort(same).left == {}
    done = desk.sort({**same, f"{folder}/neuron (1).ipynb": "y"})
    assert list(done.left) == ["ada"]
    assert "2 notebooks that differ" in done.left["ada"]
    assert done.found == []


NO_NOTEBOOK = {"empty": "", "half": '{"cells": [', "a page": "<html>", "other": "{}"}
ATTEMPTS = {
    "blackboard": [
        f"HW_ada_attempt_2026-10-0{n}-10-00-00_neuron.ipynb" for n in (1, 2)
    ],
    "canvas": [f"lovelaceada_501_{n}_neuron.ipynb" for n in (1, 2)],
    "moodle": [f"Ada Lovelace_1_{SUB}/{name}.ipynb" for name in ("neuron", "x")],
}


@pytest.mark.parametrize("kind", NO_NOTEBOOK)
@pytest.mark.parametrize("platform", ATTEMPTS)
def test_what_is_no_notebook_drives_no_good_one_out(platform, kind, desk):
    first, second = ATTEMPTS[platform]
    done = desk.collect({first: notebook("good"), second: NO_NOTEBOOK[kind]})
    assert desk.handed_in() == {"ada": "good"}
    assert list(done.left) == [second]
    assert "cannot be read: the file is" in done.left[second]


@pytest.mark.parametrize("kind", NO_NOTEBOOK)
def test_what_is_no_notebook_is_taken_only_where_nothing_else_is(kind, desk):
    name = "lovelaceada_501_{}_neuron.ipynb"
    done = desk.collect({name.format(1): NO_NOTEBOOK[kind]})
    assert [one.state for one in done.found] == ["new"]
    assert "cannot be read: the file is" in done.found[0].remark
    desk.collect({name.format(2): notebook("good")})
    assert desk.handed_in() == {"ada": "good"}
    done = desk.collect({name.format(3): NO_NOTEBOOK[kind]})
    assert desk.handed_in() == {"ada": "good"}
    assert "what lies in the folder stays" in done.left[name.format(3)]


def test_a_late_mark_without_a_time_counts_from_the_due_date(desk):
    files = ARCHIVES["canvas"][0]
    due = datetime(2026, 11, 20, 23, 59, 59)
    done = desk.collect(files)
    assert desk.stamp("emmy") is None
    assert any("no due date is set" in one.remark for one in done.found)
    done = desk.collect(files, due=lambda chapter, student: due)
    assert [one.state for one in done.found] == ["same", "timed", "same"]
    assert desk.stamp("emmy") == "2026-11-21 00:00:00 UTC"
    assert desk.stamp("ada") is None
    (emmy,) = (one for one in done.found if one.student == "emmy")
    assert "late, nobody says by how much" in emmy.remark


def test_a_time_without_zone_is_of_the_zone_that_is_asked_for(desk):
    files = {"40-2 - Ada Lovelace - Jul 2, 2026 1205 AM/neuron.ipynb": notebook("ada")}
    desk.collect(files, zone=zones.zone("Europe/Berlin"))
    assert desk.stamp("ada") == "2026-07-01 22:05:00 UTC"
    with pytest.raises(zones.UnknownZone, match="no time zone 'Mars/Base'"):
        zones.zone("Mars/Base")


# Never one student's work into another's folder


NIGHT = "Sep 24, 2026"
# Two persons of the class behind one number, which is then a folder's or a group's.
ONE_NUMBER = {
    "brightspace, the first one, the later first": {
        f"55-1 - Ada Lovelace - {NIGHT} 1026 PM/neuron.ipynb": notebook("ada"),
        f"55-2 - Alan Turing - {NIGHT} 926 PM/neuron.ipynb": notebook("alan"),
    },
    "brightspace, both, and one of them twice": {
        f"55-1 - Ada Lovelace - {NIGHT} 826 PM/neuron.ipynb": notebook("old"),
        f"55-1 - Alan Turing - {NIGHT} 926 PM/neuron.ipynb": notebook("alan"),
        f"55-1 - Ada Lovelace - {NIGHT} 906 PM/neuron.ipynb": notebook("ada"),
    },
    "moodle": {
        f"Ada Lovelace_12_{SUB}/neuron.ipynb": notebook("ada"),
        f"Alan Turing_12_{SUB}/neuron.ipynb": notebook("alan"),
    },
    "canvas": {
        "lovelaceada_9001_8_neuron.ipynb": notebook("ada"),
        "turingalan_9001_9_neuron.ipynb": notebook("alan"),
    },
}


@pytest.mark.parametrize("name", ONE_NUMBER)
@pytest.mark.parametrize("turned", [False, True])
def test_a_number_that_stands_with_two_names_joins_nobody(name, turned, desk):
    files = ONE_NUMBER[name]
    done = desk.collect(dict(reversed(files.items())) if turned else files)
    assert done.left == {}
    assert desk.handed_in() == {"ada": "ada", "alan": "alan"}


def test_a_student_s_id_with_two_names_is_nobody_s(desk):
    files = {
        "lovelaceada_501_8_neuron.ipynb": notebook("ada"),
        "turingalan_501_9_neuron.ipynb": notebook("alan"),
        "gödelkurt_503_7_neuron.ipynb": notebook("kurt"),
    }
    done = desk.collect(files)
    assert desk.handed_in() == {"kurt": "kurt"}
    assert len(done.left) == 2
    assert all("stands with more than one name" in s for s in done.left.values())


def test_attempts_that_an_id_tells_each_are_one_student_s(desk):
    one, _, rest = METADATA.partition("submission_72")
    again = one.replace("71", "73").replace("    :sid: '501'\n", "")
    again = again.replace("11-20", "11-22")
    folder = "assignment_5_export"
    files = {
        f"{folder}/submission_metadata.yml": f"{one}{again}submission_72{rest}",
        f"{folder}/submission_71/neuron.ipynb": notebook("first"),
        f"{folder}/submission_73/neuron.ipynb": notebook("second"),
    }
    assert desk.collect(files).left == {}
    assert desk.handed_in() == {"ada": "second"}


TWINS = [*CLASS, Person("ada2", "Ada Lovelace", "", "")]
# What the archive holds, and the class; nothing of it is Ada's for certain.
DOUBTFUL = {
    "two of one name": (
        {f"Ada Lovelace_11_{SUB}/neuron.ipynb": "", f"Alan Turing_1_{SUB}/x.ipynb": ""},
        TWINS,
    ),
    "two persons of one name, one in the class": (
        {
            f"Ada Lovelace_11_{SUB}/neuron.ipynb": "",
            f"Ada Lovelace_12_{SUB}/neuron.ipynb": "",
        },
        CLASS,
    ),
    "another's id": ({"turingalan_501_9001_neuron.ipynb": ""}, CLASS),
    "the name, and an id that nobody has": (
        {"lovelaceada_777_9001_neuron.ipynb": "", "turingalan_504_9_neuron.ipynb": ""},
        CLASS,
    ),
    "a longer name": ({"lovelaceadamaria_777_9001_neuron.ipynb": ""}, CLASS),
    "an anonymous one": ({"anon_x501_9001_501_1_neuron.ipynb": ""}, CLASS),
    "a blind one": ({f"Participant_501_{SUB}/neuron.ipynb": ""}, CLASS),
    "a user name that ends like hers": (
        {f"01_x_de_ada_attempt_{T}_neuron.ipynb": ""},
        CLASS,
    ),
    "a user name that ends like hers, beside others": (
        {
            f"HW_kurt_attempt_{T}_neuron.ipynb": "",
            f"HW_emmy_attempt_{T}_neuron.ipynb": "",
            f"HW_de_ada_attempt_{T}_neuron.ipynb": "",
        },
        CLASS,
    ),
    "her name in the name that another chose": (
        {
            f"Eve_7_{SUB}_Ada Lovelace_11_{SUB}_neuron.ipynb": "",
            f"Eve_7_{SUB}/Ada Lovelace_11_{SUB}/neuron.ipynb": "",
            f"Alan Turing_8_{SUB}/x.ipynb": "",
        },
        CLASS,
    ),
    "a path that leads to her": (
        {"eve/../ada/neuron.ipynb": "", "/ada/neuron.ipynb": "", "alan/x.ipynb": ""},
        CLASS,
    ),
    "a path of another system that leads to her": (
        {"eve\\..\\ada\\neuron.ipynb": "", "C:\\ada\\n.ipynb": "", "alan/x.ipynb": ""},
        CLASS,
    ),
    "a list in a student's own folder": (
        {
            "eve/submission_metadata.yml": METADATA.replace("submission_71", "eve"),
            "eve/neuron.ipynb": "",
            "alan/neuron.ipynb": "",
        },
        CLASS,
    ),
    "a list that does not name the folder": (
        {
            "assignment_5_export/submission_metadata.yml": METADATA,
            "assignment_5_export/submission_9/submission_71/neuron.ipynb": "",
            "assignment_5_export/submission_72/neuron.ipynb": "",
        },
        CLASS,
    ),
}


# Who is certain in the same archive.
CERTAIN = {
    "two of one name": {"alan"},
    "the name, and an id that nobody has": {"alan"},
    "a user name that ends like hers, beside others": {"kurt", "emmy"},
    "her name in the name that another chose": {"alan"},
    "a path that leads to her": {"alan"},
    "a path of another system that leads to her": {"alan"},
    "a list in a student's own folder": {"alan"},
    "a list that does not name the folder": {"emmy", "kurt"},
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_not_certainly_hers_does_not_reach_her(name, desk):
    files, people = DOUBTFUL[name]
    if name in CERTAIN:
        done = desk.collect(files, people)
        assert done.left
        assert {one.student for one in done.found} == CERTAIN[name]
    else:
        with pytest.raises(NobodysWork, match="is it of another course") as refused:
            desk.collect(files, people)
        assert "\n" not in str(refused.value)
        assert set(refused.value.left) == set(files)
        assert all(refused.value.left.values())
    assert not (desk.room.submitted / "ada").exists()
    assert not (desk.room.submitted / "ada2").exists()


WHY = {
    "fits nobody in the gradebook": {f"Zoe Z_1_{SUB}/neuron.ipynb": ""},
    "but so does another in the archive": {
        f"Kurt Gödel_{n}_{SUB}/neuron.ipynb": "" for n in (1, 2)
    },
    "fits ada, but the name on it is another's": {"teamblue_501_7_neuron.ipynb": ""},
    "neither an id nor a name in it is certain": {"anon_x1_501_neuron.ipynb": ""},
    "for want of submission_metadata.yml": {
        "assignment_5_export/submission_1/neuron.ipynb": ""
    },
}


@pytest.mark.parametrize("why", WHY)
def test_where_nothing_fits_each_path_has_its_reason(why, desk):
    with pytest.raises(NobodysWork) as refused:
        desk.sort(WHY[why])
    left = refused.value.left
    assert set(left) == set(WHY[why])
    assert all(why in said for said in left.values())


@pytest.mark.parametrize("who", ["a/b", "..", "01", ".git"])
def test_an_id_that_cannot_be_a_folder_gets_none(who, desk):
    people = [Person(who, "Ada Lovelace", "", "501"), CLASS[3]]
    names = ("lovelaceada_501_1_neuron.ipynb", "turingalan_504_2_neuron.ipynb")
    done = desk.collect({name: notebook("x") for name in names}, people)
    assert list(done.left) == [names[0]]
    assert [path.name for path in desk.room.submitted.iterdir()] == ["alan"]


def test_a_link_in_an_archive_is_not_followed(desk):
    link = zipfile.ZipInfo("ada/neuron.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = desk.folder / "work.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("alan/neuron.ipynb", notebook("alan"))
    done = desk.collect(path)
    assert done.left == {"ada/neuron.ipynb": "it is a link, no file"}
    assert desk.handed_in() == {"alan": "alan"}


def test_names_that_could_be_of_two_platforms_are_asked_for(desk):
    both = {f"x_1_{SUB}_y_2_3_neuron.ipynb": ""}
    with pytest.raises(NotAnArchive, match="say which with --platform"):
        desk.sort(both)


# What is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no zip archive"),
        (b"Student,ID\n", "is no zip archive"),
        (packed({"a": "b" * 99})[:60], "is no zip archive"),
        (packed({}), "is empty"),
        (packed({"zoe/neuron.ipynb": "x"}), "is it of another course?"),
        (packed({"ada/essay.pdf": "x"}), "holds no notebook of this course"),
        (
            packed({"ada/neuron.ipynb": "x", "alan/forward.ipynb": "x"}),
            "several chapters: 01 (1 students), 02 (1 students). Say which",
        ),
    ],
)
def test_what_is_no_archive_of_the_class_is_refused_in_one_line(content, said, desk):
    with pytest.raises(NotAnArchive) as refused:
        desk.sort(content, chapter=None)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "handed in no notebook"),
        (notebook("ada", "02"), "is the notebook of chapter 02"),
    ],
)
def test_what_is_not_the_chapters_is_named_and_the_others_are_taken(
    content, said, desk
):
    name = "neuron.ipynb" if content else "neuron.pdf"
    done = desk.collect({f"ada/{name}": content, "alan/a.ipynb": notebook("alan")})
    assert said in done.left["ada"]
    assert desk.handed_in() == {"alan": "alan"}


def test_a_bomb_costs_nobody_else_anything(desk, monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 10_000)
    monkeypatch.setattr(archive, "MOST_IN_ONE_S", 20)
    path = desk.folder / "work.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("ada/neuron.ipynb", "0" * 1_000_000)
        made.writestr("emmy/x.zip", packed({f"{n}.ipynb": "" for n in range(30)}))
        made.writestr("kurt/x.zip", "no zip at all")
        made.writestr("alan/neuron.ipynb", notebook("alan"))
    done = desk.collect(path)
    assert desk.handed_in() == {"alan": "alan"}
    assert done.left["ada/neuron.ipynb"].endswith("too large to be read (1 MB)")
    assert "holds 30 files: too many" in done.left["emmy/x.zip"]
    assert "is no zip archive" in done.left["kurt/x.zip"]


def test_a_header_that_lies_about_the_size_is_found_out(desk):
    content = bytearray(packed({"ada/neuron.ipynb": "0" * 5000, "alan/x.ipynb": "x"}))
    for at in (content.index(b"PK\x01\x02") + 24, 22):
        content[at : at + 4] = (10).to_bytes(4, "little")
    done = desk.sort(bytes(content))
    assert done.left["ada/neuron.ipynb"] == "it is damaged in the archive"
    assert [one.student for one in done.found] == ["alan"]


def test_an_archive_of_very_many_files_is_refused(desk, monkeypatch):
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    with pytest.raises(NotAnArchive, match="holds 4 files, which no class hands in"):
        desk.sort({f"ada/{n}.ipynb": "" for n in range(4)})


def test_a_locked_file_is_named(desk):
    content = bytearray(packed({"ada/neuron.ipynb": "x", "alan/x.ipynb": "x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    done = desk.sort(bytes(content))
    assert done.left == {"ada/neuron.ipynb": "it is locked with a password"}


def test_a_full_disk_stops_in_one_line_and_loses_nothing(desk, monkeypatch):
    name = "01_{}_attempt_2026-11-{}-10-00-00_neuron.ipynb"
    desk.collect({name.format("emmy", 20): notebook("first")})
    write, budget = Path.write_bytes, [2]  # the notebook and its time

    def write_until_full(path, content):
        if path.is_relative_to(desk.room.folder):
            budget[0] -= 1
            if budget[0] < 0:
                write(path, content[:10])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    files = {name.format(who, 21): notebook(who) for who in ("ada", "emmy", "kurt")}
    path = desk.pack(files)
    with pytest.raises(Stopped) as stopped:
        desk.collect(path)
    assert str(stopped.value).startswith("the disk is full: 1 of 3 were put in place")
    assert "\n" not in str(stopped.value)
    assert desk.handed_in() == {"ada": "ada", "emmy": "first"}
    assert not list(desk.room.folder.rglob("*.part"))
    assert {path.name for path in desk.room.submitted.iterdir()} == {"ada", "emmy"}
    budget[0] = 9
    assert [one.state for one in desk.collect(path).found] == ["same", "newer", "new"]
    assert desk.handed_in() == {who: who for who in ("ada", "emmy", "kurt")}


def test_what_cannot_be_replaced_stays_where_it_was(desk, monkeypatch):
    name = "01_ada_attempt_2026-11-{}-10-00-00_neuron.ipynb"
    desk.collect({name.format(20): notebook("first")})
    rename = Path.rename

    def fail_at_last(path, target):
        if path.suffix == ".part":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_at_last)
    with pytest.raises(Stopped, match="Permission denied: 0 of 1"):
        desk.collect({name.format(21): notebook("second")})
    with pytest.raises(Stopped, match="emmy was next"):
        desk.collect({name.format(21).replace("ada", "emmy"): notebook("emmy")})
    assert desk.handed_in() == {"ada": "first"}
    assert [path.name for path in desk.room.submitted.iterdir()] == ["ada"]
    assert not list(desk.room.folder.rglob("*.part"))


def test_a_name_cannot_forge_a_line_of_the_report(desk):
    evil = "zoe\nnot taken: \x1b[31mada/neuron.ipynb: lost"
    done = desk.sort({f"{evil}/neuron.ipynb": "", "ada/neuron.ipynb": ""})
    said = lines(done, Path("work\n.zip"))
    assert all("\n" not in one and "\x1b" not in one for one in said)
    assert table(done).row_count == 1
    assert said[-2] == "work .zip: 1 new, 1 not taken"
