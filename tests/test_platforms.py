"""Marks go into the platform's own file: to whom they belong, and nothing else moves.

The sample exports are made here, after the formats that the platforms' sources and
manuals describe; no real platform has read what comes out.
"""

import csv
import io
import json
import shutil
import warnings
import zipfile
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import CHAPTERS
from autograder.classroom import Classroom
from autograder.platforms import ledger
from autograder.platforms.export import put_marks
from autograder.platforms.kinds import KINDS
from autograder.platforms.ledger import Mark, Score
from autograder.platforms.marks import report, write_marks
from autograder.platforms.people import Person, match
from autograder.platforms.points import long_table
from autograder.platforms.sections import (
    UnknownSection,
    keep_sections,
    read_sections,
    students_of,
)
from autograder.platforms.sheet import NotASheet, harmless, parse_table, read_sheet
from autograder.platforms.status import lines as status_lines
from autograder.platforms.status import read_status
from tests.courses import make_course, run

TITLE = CHAPTERS["01"].title

CLASS = [
    Person("ada", "Ada Lovelace", "ada@example.org", "501"),
    Person("emmy", "Émilie Noether", "emmy@example.org", "502"),
    Person("kurt", "Kurt Gödel", "kurt@example.org", "503"),
    Person("alan", "Alan Turing", "alan@example.org", "504"),
]
MARKS = {
    "ada": Mark((Score("sigmoid", 2.5, 3), Score("why", 4.75, 5))),
    "emmy": Mark((Score("sigmoid", 3, 3), Score("why", 5, 5)), penalty=1.5, late=60),
    "kurt": Mark((Score("sigmoid", 3, 3), Score("why", None, 5))),
}

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,One neuron (71),Essay (72),"
    "Final Score\r\n"
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,8.00,10.00,(read only)\r\n"
    '"Lovelace, Ada",501,00ada,ada@example.org,"A, early",,9.00,90.0\r\n'
    '"Noether, Émilie",502,,emmy,A,3.00,,\r\n'
    '"Gödel, Kurt",503,,kurt,A,,1,\r\n'
    '"Turing, Alan",504,,alan,A,,=1+1,\r\n'
    '"Student, Test",999,,f00,A,,,\r\n'
)
MOODLE_GRADES = (
    '"First name",Surname,"ID number","Email address","Assignment: One neuron (Real)",'
    '"Course total (Real)","Last downloaded from this course"\n'
    "Ada,Lovelace,,ada@example.org,-,-,1700000000\n"
    "Émilie,Noether,,emmy@example.org,-,-,1700000000\n"
    "Kurt,Gödel,,kurt@example.org,-,-,1700000000\n"
    "Alan,Turing,,alan@example.org,-,-,1700000000\n"
)
WORKSHEET = (
    'ID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,'
    '"Bewertung kann geändert werden","Zuletzt geändert (Bewertung)",'
    '"Feedback als Kommentar"\n'
    'Teilnehmer/in11,"Ada Lovelace",ada@example.org,"Zur Bewertung abgegeben",,"8,00",'
    "Ja,-,\n"
    'Teilnehmer/in12,"Émilie Noether",emmy@example.org,Abgegeben,"3,50","8,00",Ja,-,\n'
    'Teilnehmer/in13,"Kurt Gödel",kurt@example.org,Abgegeben,,"8,00",Ja,-,\n'
    'Teilnehmer/in14,"Alan Turing",alan@example.org,"Keine Abgabe",,"8,00",Ja,-,\n'
)
BLACKBOARD_HEADER = (
    "Last Name",
    "First Name",
    "Username",
    "Student ID",
    "Availability",
    "One neuron, by hand [Total Pts: 8 Score] |664617",
    "Grading Notes",
    "Feedback to Learner",
)
BLACKBOARD_ROWS = (
    ("Lovelace", "Ada", "ada", "501", "Yes", "", "", ""),
    ("Noether", "Émilie", "emmy", "502", "Yes", "3", "", ""),
    ("Gödel", "Kurt", "kurt", "503", "Yes", "", "", ""),
    ("Turing", "Alan", "alan", "504", "Yes", "", "", ""),
)
BLACKBOARD = [BLACKBOARD_HEADER, *BLACKBOARD_ROWS]
QUOTED = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in BLACKBOARD)
TABS = "".join("\t".join(f'"{cell}"' for cell in row) + "\r\n" for row in BLACKBOARD)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,"
    "One neuron Points Grade <Numeric MaxPoints:8 Weight:10 Category:Homework>,"
    "End-of-Line Indicator\r\n"
    "#501,#ada,Lovelace,Ada,,#\r\n"
    "#502,#emmy,Noether,Émilie,3,#\r\n"
    "#503,#kurt,Gödel,Kurt,,#\r\n"
    "#504,#alan,Turing,Alan,,#\r\n"
)
# Platform, file name, what it exported, the mark's column, what Ada and Émilie get.
EXPORTS = {
    "canvas": ("canvas", "grades.csv", CANVAS.encode(), 5, "7.25", "6.5"),
    "canvas-semicolon": (
        "canvas",
        "grades.csv",
        b"\xef\xbb\xbf"
        + CANVAS.replace('"A, early"', "early")
        .replace(",", ";")
        .replace("Lovelace; ", "Lovelace, ")
        .replace("Noether; ", "Noether, ")
        .replace("Gödel; ", "Gödel, ")
        .replace("Turing; ", "Turing, ")
        .replace("Student; Test", "Student, Test")
        .replace(".00", ",00")
        .encode(),
        5,
        "7,25",
        "6,5",
    ),
    "moodle-grades": (
        "moodle",
        "grades.csv",
        MOODLE_GRADES.encode(),
        4,
        "7.25",
        "6.5",
    ),
    "moodle-worksheet": (
        "moodle",
        "worksheet.csv",
        WORKSHEET.encode(),
        4,
        "7,25",
        "6,5",
    ),
    "blackboard-quoted": ("blackboard", "gc.csv", QUOTED.encode(), 5, "7.25", "6.5"),
    "blackboard-utf-16": (
        "blackboard",
        "gc.xls",
        b"\xff\xfe" + TABS.encode("utf-16-le"),
        5,
        "7.25",
        "6.5",
    ),
    "canvas-code-page": (
        "canvas",
        "grades.csv",
        CANVAS.encode("cp1252"),
        5,
        "7.25",
        "6.5",
    ),
    "brightspace": ("brightspace", "marks.csv", BRIGHTSPACE.encode(), 4, "7.25", "6.5"),
}


@pytest.fixture
def export(tmp_path):
    """Lay a sample export down."""

    def write(content, name="grades.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def put(path, platform="canvas", people=CLASS, marks=MARKS, **options):
    return write_marks(KINDS[platform], path, people, marks, title=TITLE, **options)


def changed(path, done):
    """Give the cells that differ from the export, by row and column."""
    path.with_name("after").write_bytes(done.content)
    before, after = read_sheet(path), read_sheet(path.with_name("after"))
    assert [len(row) for row in before.rows] == [len(row) for row in after.rows]
    return {
        (i, c): new
        for i, row in enumerate(after.rows)
        for c, new in enumerate(row)
        if new != before.rows[i][c]
    }


# Round trips


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_that_nobody_changes_is_written_back_byte_for_byte(name, export):
    _, file, content, *_ = EXPORTS[name]
    assert read_sheet(export(content, file)).written() == content


@pytest.mark.parametrize("name", EXPORTS)
def test_marks_go_into_their_column_and_nothing_else_changes(name, export):
    platform, file, content, column, ada, emmy = EXPORTS[name]
    path = export(content, file)
    done = put(path, platform)
    rows = [row for row, c in changed(path, done) if c == column]
    texts = [t for (_, c), t in changed(path, done).items() if c == column]
    assert texts == [ada, emmy]
    assert rows[1] == rows[0] + 1
    others = {t for (_, c), t in changed(path, done).items() if c != column}
    assert others == ({"'=1+1"} if platform == "canvas" else set())
    assert (done.graded, done.waiting) == (("ada", "emmy"), ("kurt",))
    assert (done.missing, done.most) == (("alan",), None if "grades" in name else 8)
    assert (done.match.ambiguous, done.match.unknown, done.match.absent) == ((),) * 3
    assert path.read_bytes() == content


@pytest.mark.parametrize("name", ["blackboard-quoted", "blackboard-utf-16"])
def test_where_every_cell_is_quoted_the_marks_are(name, export):
    platform, file, content, *_ = EXPORTS[name]
    done = put(export(content, file), platform)
    encoding = "utf-16" if "utf-16" in name else "utf-8"
    assert '"7.25"' in done.content.decode(encoding)
    assert done.content[:2] == content[:2]


def test_moodle_s_worksheet_gets_the_points_by_exercise_as_feedback(export):
    path = export(WORKSHEET)
    done = put(path, "moodle", comments=True)
    said = [text for (_, column), text in changed(path, done).items() if column == 8]
    assert said == [
        "7.25 of 8 points: sigmoid 2.5/3, why 4.75/5",
        "6.5 of 8 points, 1.5 taken off for lateness: sigmoid 3/3, why 5/5",
    ]


@given(st.text(st.sampled_from('ab1 ,;\t"\r\n=é\u2028'), max_size=40))
def test_any_text_is_refused_or_written_back_as_it_was(text):
    try:
        sheet = parse_table(text)
    except NotASheet:
        return
    assert sheet.written() == text.encode()
    assert all(len(row) >= len(sheet.header) for row in sheet.rows)


def test_a_csv_reader_reads_the_same_as_ours(export):
    text = 'a,"b ""quoted"", c","two\nlines"\r\n\r\n1,,"x"\r\nshort\r\n'
    sheet = read_sheet(export(text))
    theirs = list(csv.reader(io.StringIO(text, newline="")))
    ours = [[cell for cell in row] for row in sheet.rows]
    assert ours == [row + [""] * (3 - len(row)) for row in theirs]
    assert sheet.written() == text.encode()


def test_an_excused_student_keeps_the_word(export):
    path = export(CANVAS.replace("502,,emmy,A,3.00", "502,,emmy,A,EX"))
    done = put(path)
    assert done.kept == ("emmy",)
    assert (4, 5) not in changed(path, done)


@pytest.mark.parametrize("points", [0, 2])
def test_work_that_cannot_be_read_gets_no_zero_but_the_points_of_a_person(
    points, export
):
    marks = MARKS | {"emmy": Mark((Score("sigmoid", 0, 3), Score("why", points, 5)))}
    path = export(CANVAS)
    done = put(path, marks=marks, unreadable={"emmy"}, zero=True)
    assert changed(path, done).get((4, 5)) == ("2" if points else None)
    assert done.unreadable == (() if points else ("emmy",))
    said = '1 handed in what cannot be read; their cells stay: "emmy"'
    assert (said in report(done, 8)) == (not points)


def test_missing_work_gets_zero_only_if_asked_and_only_if_nothing_was_handed_in(export):
    path = export(CANVAS)
    assert (6, 5) not in changed(path, put(path))
    assert changed(path, put(path, zero=True))[6, 5] == "0"
    late = put(path, zero=True, ungraded={"alan"})
    assert (late.missing, late.ungraded) == ((), ("alan",))
    assert (6, 5) not in changed(path, late)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|'x'!A0", "@SUM(A1)", " =1", "-A1", "＝1"]
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell, export):
    path = export(CANVAS.replace('"Lovelace, Ada"', f'"{cell}"'))
    done = put(path)
    assert changed(path, done)[3, 0] == f"'{cell}"
    assert done.calmed == 2


@pytest.mark.parametrize("cell", ["", "-", "--", "-2.5", "+3", "12,5", "Ada", "5-3"])
def test_a_cell_that_is_none_stays(cell):
    assert harmless(cell) == cell


# Who is who


def rows_of(*rows):
    return [(number, ids, name) for number, (ids, name) in enumerate(rows, start=1)]


@pytest.mark.parametrize(
    ("row", "who"),
    [
        ((["501"], "Lovelace, Ada"), "ada"),
        ((["#0501"], ""), "ada"),
        ((["ADA"], "Ada K. Lovelace"), "ada"),
        ((["Ada@Example.org"], ""), "ada"),
    ],
)
def test_a_student_is_found_by_an_id(row, who):
    found = match(CLASS, rows_of(row))
    assert (found.rows, found.weakly) == ({1: who}, ())


@pytest.mark.parametrize(
    ("row", "who"),
    [
        ((["ada@uni.example"], "Lovelace, Ada"), "ada"),
        ((["9999"], "noether, EMILIE"), "emmy"),
        (([""], "Gödel, Kurt"), "kurt"),
    ],
)
def test_who_is_found_by_less_than_an_id_is_named_for_a_look(row, who):
    found = match(CLASS, rows_of(row))
    assert (found.rows, found.weakly) == ({1: who}, (who,))


@pytest.mark.parametrize(
    ("people", "rows"),
    [
        pytest.param(
            [Person("a", "Ada Lovelace"), Person("b", "Ada Lovelace")],
            [(["x"], "Ada Lovelace")],
            id="two students of one name",
        ),
        pytest.param(CLASS, [(["501", "kurt"], "")], id="two ids of two students"),
        pytest.param(
            CLASS, [(["501"], ""), (["ada"], "")], id="two rows of one student"
        ),
        pytest.param(CLASS, [(["501"], "Gödel, Kurt")], id="an id and another's name"),
        pytest.param(
            [Person("1", email="ada@a.org"), Person("2", email="ada@b.org")],
            [(["ada"], "")],
            id="two addresses that begin alike",
        ),
        pytest.param(
            CLASS,
            [(["501"], ""), ([""], "Lovelace, Ada"), (["501", "502"], "")],
            id="a row of two students takes both away",
        ),
    ],
)
def test_nobody_is_guessed(people, rows):
    found = match(people, rows_of(*rows))
    assert found.rows == {}
    assert len(found.ambiguous) == len(rows)


def test_rows_of_nobody_and_students_without_a_row_are_named():
    found = match(CLASS, rows_of((["501"], ""), (["77"], "Hypatia")))
    assert found.unknown == ("Hypatia",)
    assert found.absent == ("emmy", "kurt", "alan")


OTHER_ID = {
    "another platform id, found by the name": (["7777", ""], "Turing, Alan"),
    "another platform id that begins alike": (["504x", ""], "Turing, Alan"),
    "another platform id, found by the folder's name": (["7777", "alan"], ""),
    "another login, found by the name": (["", "aturing7"], "Turing, Alan"),
    "another login, found by an address's start": (["7777", "alan@b.example"], ""),
}


@pytest.mark.parametrize("name", OTHER_ID)
def test_a_row_with_another_id_than_the_roster_s_is_not_the_student_s(name):
    ids, who = OTHER_ID[name]
    sure = (["501", "ada"], "Lovelace, Ada")
    found = match(CLASS, rows_of(sure, (ids, who)))
    assert (found.rows, found.ambiguous) == ({1: "ada"}, ())
    assert found.unknown == (who or ", ".join(ids),)
    theirs = (["504", "alan"], "Turing, Alan")
    found = match(CLASS, rows_of(sure, (ids, who), theirs))
    assert found.rows == {1: "ada", 3: "alan"}


def test_an_id_of_another_column_counts_against_nobody():
    rows = rows_of((["501", ""], ""), (["", "504"], ""), (["", "x9"], "Gödel, Kurt"))
    people = [*CLASS[:2], Person("kurt", "Kurt Gödel"), CLASS[3]]
    assert match(people, rows).rows == {1: "ada", 2: "alan", 3: "kurt"}


def test_a_participant_number_of_moodle_is_no_other_platform_id():
    people = [Person("ada", platform="11"), Person("bo", platform="Participant 12")]
    found = match(people, rows_of((["Participant 11"], ""), (["Participant 12"], "")))
    assert found.rows == {2: "bo"}


# What is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a table of text"),
        (b"PK\x03\x04\x00\x00", "is not a table of text"),
        (b"only one column\n1\n", "has a single column"),
        (b'a,b\n1,"never closed\n', "has a quote in line 2 that is never closed"),
        (b"a,b\n1,2,3\n", "has 3 cells in row 2 and 2 in its header"),
        (b"\xff\xfea", "is not the text that its first bytes promise"),
        (BRIGHTSPACE.encode(), "no table that canvas exports; it looks like one of br"),
        (CANVAS.replace("One neuron", "Poem").encode(), 'no column fits "One neuron"'),
        (
            CANVAS.replace("Essay", "One neuron again").encode(),
            'several columns fit "One neuron"',
        ),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(content, said, export):
    with pytest.raises(NotASheet, match=said) as refused:
        put(export(content))
    assert "\n" not in str(refused.value)


def test_the_file_of_another_course_is_refused(export):
    with pytest.raises(NotASheet, match="none of the 4 rows of"):
        put(export(CANVAS), people=[Person("zoe", "Zoe Zuse")], marks={})


def test_a_platform_without_a_column_for_comments_says_so(export):
    with pytest.raises(NotASheet, match="takes no comments"):
        put(export(CANVAS), comments=True)


@pytest.mark.parametrize(
    ("column", "place"), [("essay", 6), ("(72)", 6), ("One neuron (71)", 5)]
)
def test_a_column_is_found_by_a_part_of_its_header(column, place, export):
    path = export(CANVAS)
    assert put(path, column=column).column == read_sheet(path).header[place]


EXACT = {
    "canvas": CANVAS.replace("One neuron", "HW 1").replace("Essay", "HW 11"),
    "brightspace": BRIGHTSPACE.replace(
        "One neuron P", "HW 11 Points Grade <MaxPoints:1>,HW 1 P"
    ).replace(",#\r", ",,#\r"),
    "moodle": MOODLE_GRADES.replace(
        '"Assignment: One neuron', '"Assignment: HW 11 (Real)","Assignment: HW 1'
    ).replace("org,", "org,-,"),
}


@pytest.mark.parametrize("platform", EXACT)
def test_the_column_whose_title_is_asked_for_exactly_wins(platform, export):
    path = export(EXACT[platform])
    found = put(path, platform, column="HW 1").column
    assert "HW 1" in found
    assert "HW 11" not in found
    with pytest.raises(NotASheet, match="several columns fit"):
        put(path, platform, column="HW")


def test_a_column_that_the_file_calls_read_only_is_refused(export):
    with pytest.raises(NotASheet, match=r"Final Score.*read only.*One neuron") as no:
        put(export(CANVAS), column="Final Score")
    assert "\n" not in str(no.value)


def test_a_header_in_a_language_that_is_not_known_is_taken_in_full(export):
    path = export(WORKSHEET.replace("Bewertung,", "Nota,", 1))
    other = path.read_text(encoding="utf-8").replace("E-Mail-Adresse", "Email address")
    path.write_text(other, encoding="utf-8")
    with pytest.raises(NotASheet, match="no column fits"):
        put(path, "moodle")
    assert put(path, "moodle", column="Nota").graded == ("ada", "emmy")


def test_the_report_counts_names_and_warns_of_another_maximum(export):
    path = export(CANVAS.replace("8.00", "10.00"))
    lines = report(put(path), 8)
    assert lines[0] == '2 got a mark in the column "One neuron (71)"'
    assert '1 wait to be read; their cells stay as they were: "kurt"' in lines
    assert '1 handed nothing in: "alan"' in lines
    assert "out of 10 points, the chapter out of 8" in lines[-1]


def test_a_name_of_many_lines_cannot_forge_a_line_of_the_report(export):
    path = export(
        CANVAS.replace("Turing, Alan", "Hy\npatia").replace("504,,alan", "9,,h")
    )
    lines = report(put(path), 8)
    assert not any("\n" in line for line in lines)
    assert any(line.endswith('"Hy patia"') for line in lines)


# The commands


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose gradebook knows chapter 01, three students, two of their works."""
    from nbgrader.api import Gradebook

    root = make_course(tmp_path_factory.mktemp("desk") / "course")
    room = Classroom(root)
    room.folder.mkdir()
    chapter = CHAPTERS["01"]
    with warnings.catch_warnings(), Gradebook(room.gradebook) as book:
        # As configuration.py does: nbgrader makes rows in an odd order.
        warnings.filterwarnings("ignore", message="Object of type <Submitted")
        due = datetime(2026, 11, 20)
        book.add_assignment("01", duedate=due)
        book.add_notebook("neuron", "01")
        points = {f"check_{check.name}": check.points for check in chapter.checks}
        for name, most in (points | dict(chapter.answers)).items():
            kind = "code" if name in points else "markdown"
            book.add_grade_cell(name, "neuron", "01", max_score=most, cell_type=kind)
        for who in ("ada", "emmy", "alan"):
            book.add_student(who)
        for who, read in (("ada", True), ("emmy", False)):
            when = due + timedelta(days=who == "ada")
            work = book.add_submission("01", who, timestamp=when)
            for grade in work.notebooks[0].grades:
                is_code = grade.name in points
                grade.auto_score = grade.max_score if is_code else None
                grade.manual_score = 0.5 if read and not is_code else None
                grade.needs_manual_grade = not is_code and not read
            work.notebooks[0].late_submission_penalty = 1.0 if who == "ada" else None
        book.db.commit()
    for who in ("ada", "emmy", "kurt"):
        (room.submitted / who / "01").mkdir(parents=True)
    (room.verdicts / "emmy").mkdir(parents=True)
    record = {
        "student": "emmy",
        "chapter": "01",
        "fingerprint": "",
        "level": "full",
        "points": 0,
        "max_points": 0,
        "exercises": [],
        "note": "the file is empty",
    }
    (room.verdicts / "emmy/01.json").write_text(json.dumps(record))
    return root


def worth(chapter):
    return sum(check.points for check in chapter.checks)


def test_marks_writes_a_copy_beside_the_export_and_says_what_it_did(course, tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text(CANVAS, encoding="utf-8", newline="")
    tried = run(course, "backprop", "marks", "canvas", str(path), "1", "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert list(tmp_path.iterdir()) == [path]
    assert tried.stdout.startswith("1 would get a mark in the column")
    assert tried.stdout.endswith("Nothing was written.\n")
    done = run(course, "backprop", "marks", "canvas", str(path), "1")
    assert done.returncode == 0, done.stderr
    assert '1 got a mark in the column "One neuron (71)"' in done.stdout
    assert '1 wait to be read; their cells stay as they were: "emmy"' in done.stdout
    assert 'rows are nobody\'s whom the gradebook knows: "Gödel, Kurt"\n' in done.stdout
    assert path.read_bytes() == CANVAS.encode()
    sheet = read_sheet(tmp_path / "grades-marks.csv")
    chapter = CHAPTERS["01"]
    answers = 0.5 * len(chapter.answers)
    assert sheet.rows[3][5] == sheet.number(worth(chapter) + answers - 1)


def test_what_grading_could_not_read_keeps_its_cell(course, export, monkeypatch):
    nothing = Mark((Score("sigmoid", 0, 3),))
    monkeypatch.setattr(ledger, "marks", lambda *_: {"ada": nothing, "emmy": nothing})
    room, path = Classroom(course), export(CANVAS)
    with ledger.opened(room) as book:
        content, said = put_marks(book, room, "canvas", path, "01")
    assert '1 handed in what cannot be read; their cells stay: "emmy"' in said
    path.write_bytes(content)
    assert [row[5] for row in read_sheet(path).rows[3:5]] == ["0", "3.00"]


def test_nbgraders_export_writes_what_the_command_writes(course, tmp_path):
    path, copy = tmp_path / "grades.csv", tmp_path / "grades-marks.csv"
    path.write_text(CANVAS, encoding="utf-8", newline="")
    exporter = "--exporter=autograder.platforms.exporters.Canvas"
    words = (exporter, f"--to={path}", "--assignment=['01']")
    done = run(course, "nbgrader", "export", *words)
    assert done.returncode == 0, done.stderr
    assert '1 got a mark in the column "One neuron (71)"' in done.stderr
    content = copy.read_bytes()
    copy.unlink()
    run(course, "backprop", "marks", "canvas", str(path), "01")
    assert copy.read_bytes() == content != CANVAS.encode()


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"to": "grades.csv"}, "name one chapter and the table"),
        ({"to": "grades.csv", "assignment": ["99"]}, "there is no chapter '99'"),
    ],
)
def test_an_exporter_s_error_is_one_line(about, said, caplog):
    from autograder.platforms.exporters import Canvas

    with pytest.raises(SystemExit):
        Canvas(**about).export(None)
    assert said in caplog.text
    assert caplog.text.count("\n") == 1


@pytest.mark.parametrize("name", KINDS)
def test_each_platform_has_an_exporter(name):
    from autograder.platforms import exporters

    assert getattr(exporters, name.capitalize()).platform == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.csv", "01"], "there is no file nowhere.csv"),
        (["grades.csv", "99"], "there is no chapter '99'"),
        (["grades.csv", "02"], "chapter 02 is not in the gradebook"),
        (["grades.csv", "01", "--column", "zzz"], 'no column fits "zzz"'),
        (["grades.csv", "01", "--out", "grades.csv"], "--out names the platform's own"),
    ],
)
def test_bad_input_ends_in_one_line(words, said, course):
    (course / "grades.csv").write_text(CANVAS, encoding="utf-8", newline="")
    done = run(course, "backprop", "marks", "canvas", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert (course / "grades.csv").read_bytes() == CANVAS.encode()


def test_collect_sorts_an_archive_and_says_what_it_left(course, tmp_path):
    path = tmp_path / "work.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("alan/neuron.ipynb", "{}")
        made.writestr("zoe [1/neuron.ipynb", "{}")
    folder = course / "classroom/submitted/alan"
    tried = run(course, "backprop", "collect", str(path), "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert tried.stdout.endswith("Nothing was written.\n")
    assert not folder.exists()
    done = run(course, "backprop", "collect", str(path))
    assert done.returncode == 0, done.stderr
    *said, sums, following = done.stdout.splitlines()
    assert "not taken: zoe [1/neuron.ipynb: fits nobody in the gradebook" in said
    assert 'nothing in it of 2 of the class: "ada", "emmy"' in said
    assert sums == "work.zip: 1 new, 1 not taken"
    assert following == "Next: backprop grade 01"
    assert (folder / "01/neuron.ipynb").read_text() == "{}"
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.zip"], "there is no file nowhere.zip"),
        (["chapters"], "chapters is a folder: give the zip"),
        (["nbgrader_config.py", "01"], "nbgrader_config.py is no zip archive"),
        (["work.zip", "99"], "there is no chapter '99'"),
        (["nobodys.zip"], "nothing in nobodys.zip is of a student"),
        (["work.zip", "02"], "chapter 02 is not in the gradebook: run"),
        (["work.zip", "--zone", "Mars"], "there is no time zone 'Mars'"),
    ],
)
def test_what_cannot_be_collected_ends_in_one_line(words, said, course):
    with zipfile.ZipFile(course / "work.zip", "w") as made:
        made.writestr("alan/neuron.ipynb", "{}")
    with zipfile.ZipFile(course / "nobodys.zip", "w") as made:
        made.writestr("zoe/neuron.ipynb", "{}")
    done = run(course, "backprop", "collect", *words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    listed = "not taken: zoe/neuron.ipynb: fits nobody in the gradebook\n"
    assert done.stdout == (listed if "nobodys.zip" in words else "")
    assert said in done.stderr
    assert not (course / "classroom/submitted/alan").exists()


def test_with_an_empty_class_one_line_says_how_to_enter_it():
    with pytest.raises(ledger.NotInTheGradebook, match="knows no student") as empty:
        ledger.demand_people(SimpleNamespace(students=[]))
    assert "\n" not in str(empty.value)


def test_without_a_gradebook_one_line_says_what_to_do(tmp_path):
    empty = make_course(tmp_path / "course")
    done = run(empty, "backprop", "status")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "there is no gradebook yet: run" in done.stderr


def test_points_lists_each_exercise_and_leaves_blank_what_waits(course):
    done = run(course, "backprop", "points", "01")
    assert done.returncode == 0, done.stderr
    rows = list(csv.reader(io.StringIO(done.stdout)))
    chapter = CHAPTERS["01"]
    names = [*(check.name for check in chapter.checks), *chapter.answers]
    assert rows[0] == ["student", "chapter", "exercise", "points", "max"]
    assert [row[2] for row in rows[1:]] == names * 2
    by_key = {(row[0], row[2]): row[3] for row in rows[1:]}
    for answer in chapter.answers:
        assert (by_key["ada", answer], by_key["emmy", answer]) == ("0.5", "")


def test_status_counts_and_names(course):
    done = run(course, "backprop", "status", "--json")
    assert json.loads(done.stdout) == [
        {
            "chapter": "01",
            "handed_in": ["ada", "emmy", "kurt"],
            "graded": ["ada", "emmy"],
            "to_read": ["emmy"],
            "late": ["ada"],
            "late_days": {},
            "missing": ["alan"],
            "went_wrong": ["emmy: the file is empty"],
        }
    ]
    said = run(course, "backprop", "status").stdout.splitlines()
    assert said[1].split() == ["01", "3", "2", "1", "1", "0", "1", "1"]
    assert said[2].startswith("01: 1 wait to be graded")
    assert said[3] == "01 emmy: the file is empty"


def test_status_counts_late_days_and_writes_nothing(course):
    file = course / "course.toml"
    file.write_text("[late]\nzero_after = 0\nlate_days = 2\n")
    before = (course / "classroom/gradebook.db").read_bytes()
    try:
        with ledger.opened(Classroom(course)) as book:
            (found,) = read_status(Classroom(course), book, ["01"])
    finally:
        file.unlink()
    assert found.late_days == {"ada": 1}
    assert "late days used in these chapters, of 2: ada 1" in status_lines([found], 2)
    assert (course / "classroom/gradebook.db").read_bytes() == before


def test_a_section_alone_is_counted_listed_and_marked(course, export, tmp_path):
    room = Classroom(tmp_path)
    with pytest.raises(UnknownSection, match="no section 'A'; there are none"):
        students_of(room, "A")
    keep_sections(room, [Person("ada", section="=A, 1"), Person("emmy", section="B")])
    keep_sections(room, [Person("kurt", section="B"), Person("emmy")])
    only = students_of(room, "b")
    assert only == {"emmy", "kurt"}
    assert students_of(room, "=A, 1") == {"ada"}
    with pytest.raises(UnknownSection, match='there are "=A, 1", "B"'):
        students_of(room, "C")
    with ledger.opened(Classroom(course)) as book:
        (found,) = read_status(Classroom(course), book, ["01"], only)
        table = long_table(book, ["01"], only)
    assert (found.handed_in, found.graded, found.missing) == (
        ["emmy", "kurt"],
        ["emmy"],
        [],
    )
    assert {row.partition(",")[0] for row in table.splitlines()[1:]} == {"emmy"}
    path = export(CANVAS)
    assert put(path, only=only).graded == ("emmy",)
    assert (3, 5) not in changed(path, put(path, only=only))


# The roster


def students(root):
    with ledger.opened(Classroom(root)) as book:
        return {person.id: person for person in ledger.people(book)}


def test_the_roster_enters_the_class_and_an_empty_cell_changes_nothing(
    tmp_path, course
):
    path = tmp_path / "class.csv"
    path.write_text(
        "id;name;email;platform id;section; Sections\n"
        "ada;Lovelace, Ada;ada@example.org;501;A;\n"
        "zoe;Zoe Zuse;;;B;\n",
        encoding="utf-8",
    )
    tried = run(course, "backprop", "roster", str(path), "--dry-run")
    assert "1 would be new, 1 would be changed" in tried.stdout, tried.stderr
    assert "zoe" not in students(course)
    done = run(course, "backprop", "roster", str(path))
    assert done.stdout.startswith("1 new, 1 changed, 0 as they were\n"), done.stderr
    assert 'the column "Sections" is not read (did you mean section?)' in done.stdout
    assert read_sections(Classroom(course)) == {"ada": "A", "zoe": "B"}
    assert '"alan", "emmy"' in done.stdout
    ada = Person("ada", "Ada Lovelace", "ada@example.org", "501")
    assert students(course)["ada"] == ada
    path.write_text("id,name,platform id\nada,,\n", encoding="utf-8")
    again = run(course, "backprop", "roster", str(path))
    assert read_sections(Classroom(course)) == {"ada": "A", "zoe": "B"}
    assert again.stdout.startswith("0 new, 0 changed, 1 as they were\n")
    assert students(course)["ada"] == ada


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,name\nada,A\nADA,B\n", "two students have the id 'ada'"),
        ("id,platform id\na,07\nb,7\n", "two students have the platform id '07'"),
        ("id,email\na,x@y\nb,X@y\n", "two students have the e-mail address 'x@y'"),
        ("id,name\na/b,A\n", "'a/b' cannot be a student's id"),
        ("id,name\n..,A\n", "'..' cannot be a student's id"),
        ("id,name\n01,A\n", "it is a chapter's number"),
        ("id,name\n,A\n", 'a row without an id: "A"'),
        ("id,name\n", "names nobody"),
        ("who,name\na,A\n", 'has no column "id"'),
        (f"id,name\na,{'x' * 200}\n", "longer than 128 letters"),
        ("id,Nmae,platfrom id\na,A,7\n", '"Nmae" is not read (did you mean name?)'),
        ("id,Nmae,platfrom id\na,A,7\n", "(did you mean platform id?)"),
        ("student,mail\na,x@y\n", '"mail" is not read (did you mean email?)'),
        (CANVAS, "a table of marks that canvas exports, no roster"),
        (WORKSHEET, "a table of marks that moodle exports, no roster"),
        (QUOTED, "a table of marks that blackboard exports, no roster"),
        (BRIGHTSPACE, "a table of marks that brightspace exports, no roster"),
    ],
)
def test_a_roster_that_cannot_be_entered_is_refused_in_one_line(text, said, export):
    from autograder.platforms.roster import RosterUnreadable, read_roster

    with pytest.raises(RosterUnreadable) as refused:
        read_roster(export(text))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_platform_id_of_a_student_outside_the_roster_is_refused(tmp_path, course):
    path = tmp_path / "class.csv"
    path.write_text("id,platform id\nemmy,601\n", encoding="utf-8")
    assert run(course, "backprop", "roster", str(path)).returncode == 0
    path.write_text("id,platform id\nalan,601\n", encoding="utf-8")
    done = run(course, "backprop", "roster", str(path))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "two students have the platform id '601'" in done.stderr
    assert students(course)["alan"].platform == ""
